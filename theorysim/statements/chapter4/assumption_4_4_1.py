"""There are alpha in (1, 2] and sigma > 0 with E|g(x) - grad f(x)|^alpha <= sigma^alpha; noise is heavy-tailed if alpha < 2.

The sentence introduces a constant G and goes on with sigma: one letter for both is read. Members of the catalogue are looked at, and a
noise that is in it for no sigma: Pareto's of index alpha, whose moment, cut off at t, is alpha log t beyond any bound. Of tail index q >
alpha it is a member, with the moment scale^alpha q/(q - alpha).
"""

from theorysim.domains import Positive, Probability, Real, Unit
from theorysim.letters import letter
from theorysim.maths import absolute, exp, log, power
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.oracles.bounded import bounded
from theorysim.oracles.exact import exact
from theorysim.statements.chapter4.notation import RANGES, alpha, sigma

g = letter("g", Real)  # the gradient
scale, size, room = (letter(name, Positive) for name in ("scale", "size", "room"))
p = letter("p", Probability)
w = letter("w", Unit)


def moment(seen):
    return power(absolute(seen - g), alpha)


none = moment(exact.perturb(g)) <= sigma**alpha
signs = (moment(bounded.perturb(g, 1, sigma)) + moment(bounded.perturb(g, 0, sigma))) / 2 <= sigma**alpha

# few atoms: size or -size, each with probability p/2, else 0
rare = p * size**alpha <= sigma**alpha
enough = size <= sigma

# Pareto's noise of tail index alpha + room, cut off at t scale, where w is t^(-room): the integral of x^alpha by its density
heavy = scale**alpha * ((alpha + room) / room * (1 - w)) <= sigma**alpha
fits = scale**alpha * ((alpha + room) / room) <= sigma**alpha

# of tail index alpha and scale 1 it is alpha log t
cut_off = alpha * log(exp(sigma**alpha))

statement = Statement(
    "assumption-4.4.1",
    Claim(Relation((none,), search=RANGES), part="no noise"),
    Claim(
        Relation((signs,), search=RANGES),
        part="signs",
        cause="glyph",
        why="The constant is introduced as G and used as sigma.",
    ),
    Claim(Relation((rare,), (enough,), RANGES), part="few atoms", at=((rare, {"p": 0.5, "size": 2, "alpha": 2, "sigma": 2}, 2),)),
    Claim(Relation((heavy,), (fits,), RANGES), part="Pareto"),
    Claim(Exists((sigma**alpha < cut_off,)), part="Pareto of that index, not"),
)
