"""There is tau > 0 with |g(x) - grad f(x)| <= tau almost surely, g being unbiased.

Members of the catalogue are looked at atom by atom, and noises that are in it for no tau. Beside the bound, unbiasedness is that of the
stochastic gradient of section 3.4.2. A law of density > 0 is no member once one of its values is beyond tau: those near it are too.
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
g = letter("g", Real)  # the gradient
scale, sigma, tau = letters("scale sigma tau", Positive)
u = letter("u", Nonnegative)


def within(seen):
    return absolute(seen - g) <= tau


# the signs: +tau or -tau, each half of the time
plus, minus = bounded.perturb(g, 1, tau), bounded.perturb(g, 0, tau)
up, mean_of_signs = within(plus), equals((plus + minus) / 2, g)

# the rare atom, of probability p = c/(1 + c): all chances in (0, 1/2] are of that form
p = c / (1 + c)
rare, often = bounded_rare.perturb(g, 0, tau, p), bounded_rare.perturb(g, 1, tau, p)
mean_of_rare = equals(p * rare + (1 - p) * often, g)

# uniform: u and 1 - u are as likely
uniform, mirrored = bounded_uniform.perturb(g, u, tau), bounded_uniform.perturb(g, 1 - u, tau)

# no members: z = (tau + 1)/sigma, and 2 u = (scale/(scale + tau))^2, where the noise of tail index 2 is -(tau + scale)
normal = gaussian.perturb(g, (tau + 1) / sigma, sigma)
drawn = (scale / (scale + tau)) ** 2 / 2
heavy = pareto.perturb(g, drawn, 2, scale)


def beyond(seen):
    return tau < absolute(seen - g)


statement = Statement(
    "assumption-3.4.2",
    Claim(Relation((within(exact.perturb(g)),)), part="no noise"),
    Claim(
        Relation((up, within(minus), mean_of_signs.in_words("the mean is the gradient"))),
        part="signs",
        at=((up, {"g": 1, "tau": 2}, 2), (mean_of_signs, {"g": 3, "tau": 2}, 3)),
    ),
    Claim(
        Relation((within(rare), within(often), mean_of_rare.in_words("the mean is the gradient"))),
        part="rare",
        at=((within(often), {"g": 0, "tau": 3, "c": 0.5}, 1.5),),
    ),
    Claim(Relation((within(uniform), equals(uniform + mirrored, 2 * g).in_words("the mean is the gradient")), (u <= 1,)), part="uniform"),
    Claim(Exists((beyond(normal).in_words("a normal noise is beyond any tau"),)), part="normal, not"),
    Claim(Exists((beyond(heavy).in_words("Pareto's noise of index 2 is beyond any tau"), drawn < 1 / 2)), part="Pareto, not"),
)
