"""Bounded noise relaxed to symmetric sub-Gaussian noise: the conclusion of theorem 3.4.4, with sigma in the place of tau.

Sub-Gaussian with parameter sigma is read as E exp(u n) <= exp(u^2 sigma^2/2), n in one dimension, with these constants. (So read for every
direction in dimension d the noise has a norm of sigma sqrt(d), and clipped steps shrink as much: at d = 10^6, L0 = 6, L1 = sigma = 1,
epsilon = 2, F = 1000 the steps up to the bound, 459,684, gain 115 on a slope of gradient 2. There tau has to be sigma sqrt(d).) The step
is read as the proof of the theorem has it, min{eta, 1/(16 L1(|g_k| + sigma))}: with the printed one the conclusion fails without noise.
"""

from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.methods.stochastic_clipped import stochastic_clipped
from theorysim.model import Bound, Claim, Relation, Statement, at_most, same
from theorysim.oracles.bounded import bounded
from theorysim.oracles.gaussian import gaussian
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES, clipped_bound, mended_threshold


def the_sigma(sigma: Nonnegative):
    return sigma


def bound(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, sigma: Nonnegative):
    return clipped_bound(F, epsilon, L0, L1, sigma)


def eta(L0: Positive, L1: Positive, sigma: Nonnegative, T: PositiveCount):
    return eta_of(L0, L1, sigma, T)


def gaussian_is_symmetric(g: Real, z: Real, sigma: Nonnegative):
    return gaussian.perturb(g, z, sigma) + gaussian.perturb(g, -z, sigma), 2 * g


def signs_are_symmetric(g: Real, sigma: Nonnegative):
    return bounded.perturb(g, 1, sigma) + bounded.perturb(g, 0, sigma), 2 * g


def gaussian_exponent(z: Real, u: Real):
    """exp(u z) times the normal density is exp(u^2/2) times the density at z - u: E exp(u z) = exp(u^2/2)."""
    return u * z - z * z / 2, u * u / 2 - (z - u) * (z - u) / 2


def factorials(c: Positive, d: Positive, k: PositiveCount):
    """From k to k + 1 the ratio 2^k k!/(2k)! is multiplied by 1/(2k + 1)."""
    return c * 2 * (k + 1) / ((2 * k + 1) * (2 * k + 2)), d


def before(c: Positive, d: Positive):
    return c, d


statement = Statement(
    "text-3.4.2-subgaussian",
    (
        Claim(
            Bound(
                stochastic_clipped,
                bound,
                (lower_bounded, twice_differentiable, l0_l1_smooth),
                {"eta": eta, "threshold": mended_threshold, "tau": the_sigma},
                {**RANGES, "sigma": RANGES["tau"]},
                oracles=((gaussian, {"sigma": the_sigma}), (bounded, {"tau": the_sigma})),
            ),
            part="complexity",
            at=((bound, (1.0, 1.0, 1.0, 1.0, 1.0), 10064.0),),
        ),
        Claim(
            Relation((same(gaussian_is_symmetric, "the normal noise is symmetric"), same(signs_are_symmetric, "and +-sigma is"))),
            part="symmetric",
        ),
        Claim(
            Relation((same(gaussian_exponent, "E exp(u z) = exp(u^2/2) for a normal z"),)),
            part="normal",
        ),
        Claim(
            Relation((at_most(factorials, "2^k k! <= (2k)!, so cosh u <= exp(u^2/2)"),), (at_most(before),)),
            part="signs",
        ),
    ),
)
