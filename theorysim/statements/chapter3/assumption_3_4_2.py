"""Noise bounded by tau almost surely, and unbiased: members of the catalogue atom by atom, and noises that are in it for no tau.

Beside the bound, unbiasedness is that of the stochastic gradient of section 3.4.2. A law of density > 0 is no member once one of its values
is beyond tau: those near it are too.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.oracles.bounded import bounded
from theorysim.oracles.bounded_rare import bounded_rare
from theorysim.oracles.bounded_uniform import bounded_uniform
from theorysim.oracles.exact import exact
from theorysim.oracles.gaussian import gaussian
from theorysim.oracles.pareto import pareto

c = letter("c", Unit)
g = letter("g", Real)
scale, sigma, tau = letters("scale sigma tau", Positive)
u = letter("u", Nonnegative)


no_noise = absolute(exact.perturb(g) - g) <= tau
up = absolute(bounded.perturb(g, 1, tau) - g) <= tau
down = absolute(bounded.perturb(g, 0, tau) - g) <= tau
mean_of_signs = equals((bounded.perturb(g, 1, tau) + bounded.perturb(g, 0, tau)) / 2, g)


def chance(c):
    """p = c/(1 + c): all chances in (0, 1/2] are of that form."""
    return c / (1 + c)


rare = absolute(bounded_rare.perturb(g, 0, tau, chance(c)) - g) <= tau
often = absolute(bounded_rare.perturb(g, 1, tau, chance(c)) - g) <= tau


p = chance(c)
mean_of_rare = equals(p * bounded_rare.perturb(g, 0, tau, p) + (1 - p) * bounded_rare.perturb(g, 1, tau, p), g)
anywhere = absolute(bounded_uniform.perturb(g, u, tau) - g) <= tau
in_unit = u <= 1


# u and 1 - u are as likely: the mean is g.
mirrored = equals(bounded_uniform.perturb(g, u, tau) + bounded_uniform.perturb(g, 1 - u, tau), 2 * g)
normal_beyond = tau < absolute(gaussian.perturb(g, (tau + 1) / sigma, sigma) - g)  # z = (tau + 1)/sigma.


def pareto_place(tau, scale):
    """2 u = (scale/(scale + tau))^2: the noise is then -(tau + scale), for the tail index 2."""
    root = scale / (scale + tau)
    return root * root / 2


pareto_beyond = tau < absolute(pareto.perturb(g, pareto_place(tau, scale), 2, scale) - g)
is_drawn = pareto_place(tau, scale) < 1 / 2


statement = Statement(
    "assumption-3.4.2",
    (
        Claim(Relation((no_noise.in_words("|0| <= tau"),)), part="no noise"),
        Claim(
            Relation((up.in_words("|+tau| <= tau"), down.in_words("|-tau| <= tau"), mean_of_signs.in_words("the mean is the gradient"))),
            part="signs",
            at=((up, {"g": 1.0, "tau": 2.0}, 2.0), (mean_of_signs, {"g": 3.0, "tau": 2.0}, 3.0)),
        ),
        Claim(
            Relation((rare.in_words("the rare atom"), often.in_words("the other"), mean_of_rare.in_words("the mean is the gradient"))),
            part="rare",
            at=((often, {"g": 0.0, "tau": 3.0, "c": 0.5}, 1.5),),
        ),
        Claim(
            Relation((anywhere.in_words("|tau (2 u - 1)| <= tau"), mirrored.in_words("the mean is the gradient")), (in_unit,)),
            part="uniform",
        ),
        Claim(Exists((normal_beyond.in_words("a normal noise is beyond any tau"),)), part="normal, not"),
        Claim(Exists((pareto_beyond.in_words("Pareto's noise of index 2 is beyond any tau"), is_drawn)), part="Pareto, not"),
    ),
)
