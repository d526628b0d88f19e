"""Noise bounded by tau almost surely, and unbiased: members of the catalogue atom by atom, and noises that are in it for no tau.

Beside the bound, unbiasedness is that of the stochastic gradient of section 3.4.2. A law of density > 0 is no member once one of its values
is beyond tau: those near it are too.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Relation, Statement, at_most, less, same
from theorysim.oracles.bounded import bounded
from theorysim.oracles.bounded_rare import bounded_rare
from theorysim.oracles.bounded_uniform import bounded_uniform
from theorysim.oracles.exact import exact
from theorysim.oracles.gaussian import gaussian
from theorysim.oracles.pareto import pareto


def no_noise(g: Real, tau: Positive):
    return absolute(exact.perturb(g) - g), tau


def up(g: Real, tau: Positive):
    return absolute(bounded.perturb(g, 1, tau) - g), tau


def down(g: Real, tau: Positive):
    return absolute(bounded.perturb(g, 0, tau) - g), tau


def mean_of_signs(g: Real, tau: Positive):
    return (bounded.perturb(g, 1, tau) + bounded.perturb(g, 0, tau)) / 2, g


def chance(c):
    """p = c/(1 + c): all chances in (0, 1/2] are of that form."""
    return c / (1 + c)


def rare(g: Real, tau: Positive, c: Unit):
    return absolute(bounded_rare.perturb(g, 0, tau, chance(c)) - g), tau


def often(g: Real, tau: Positive, c: Unit):
    return absolute(bounded_rare.perturb(g, 1, tau, chance(c)) - g), tau


def mean_of_rare(g: Real, tau: Positive, c: Unit):
    p = chance(c)
    return p * bounded_rare.perturb(g, 0, tau, p) + (1 - p) * bounded_rare.perturb(g, 1, tau, p), g


def anywhere(g: Real, u: Nonnegative, tau: Positive):
    return absolute(bounded_uniform.perturb(g, u, tau) - g), tau


def in_unit(u: Nonnegative):
    return u, 1


def mirrored(g: Real, u: Nonnegative, tau: Positive):
    """u and 1 - u are as likely: the mean is g."""
    return bounded_uniform.perturb(g, u, tau) + bounded_uniform.perturb(g, 1 - u, tau), 2 * g


def normal_beyond(g: Real, tau: Positive, sigma: Positive):
    """z = (tau + 1)/sigma."""
    return tau, absolute(gaussian.perturb(g, (tau + 1) / sigma, sigma) - g)


def pareto_place(tau, scale):
    """2 u = (scale/(scale + tau))^2: the noise is then -(tau + scale), for the tail index 2."""
    root = scale / (scale + tau)
    return root * root / 2


def pareto_beyond(g: Real, tau: Positive, scale: Positive):
    return tau, absolute(pareto.perturb(g, pareto_place(tau, scale), 2, scale) - g)


def is_drawn(tau: Positive, scale: Positive):
    return pareto_place(tau, scale), 1 / 2


statement = Statement(
    "assumption-3.4.2",
    (
        Claim(Relation((at_most(no_noise, "|0| <= tau"),)), part="no noise"),
        Claim(
            Relation((at_most(up, "|+tau| <= tau"), at_most(down, "|-tau| <= tau"), same(mean_of_signs, "the mean is the gradient"))),
            part="signs",
            at=((up, (1.0, 2.0), 2.0), (mean_of_signs, (3.0, 2.0), 3.0)),
        ),
        Claim(
            Relation((at_most(rare, "the rare atom"), at_most(often, "the other"), same(mean_of_rare, "the mean is the gradient"))),
            part="rare",
            at=((often, (0.0, 3.0, 0.5), 1.5),),
        ),
        Claim(
            Relation((at_most(anywhere, "|tau (2 u - 1)| <= tau"), same(mirrored, "the mean is the gradient")), (at_most(in_unit),)),
            part="uniform",
        ),
        Claim(Exists((less(normal_beyond, "a normal noise is beyond any tau"),)), part="normal, not"),
        Claim(Exists((less(pareto_beyond, "Pareto's noise of index 2 is beyond any tau"), less(is_drawn))), part="Pareto, not"),
    ),
)
