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
from theorysim.letters import equals, letter, letters
from theorysim.methods.stochastic_clipped import stochastic_clipped
from theorysim.model import Bound, Claim, Relation, Statement
from theorysim.oracles.bounded import bounded
from theorysim.oracles.gaussian import gaussian
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES, clipped_bound, mended_threshold

c, d = letters("c d", Positive)
g, u, z = letters("g u z", Real)
k = letter("k", PositiveCount)
sigma = letter("sigma", Nonnegative)


def the_sigma(sigma: Nonnegative):
    return sigma


def bound(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, sigma: Nonnegative):
    return clipped_bound(F, epsilon, L0, L1, sigma)


def eta(L0: Positive, L1: Positive, sigma: Nonnegative, T: PositiveCount):
    return eta_of(L0, L1, sigma, T)


gaussian_is_symmetric = equals(gaussian.perturb(g, z, sigma) + gaussian.perturb(g, -z, sigma), 2 * g)
signs_are_symmetric = equals(bounded.perturb(g, 1, sigma) + bounded.perturb(g, 0, sigma), 2 * g)


# exp(u z) times the normal density is exp(u^2/2) times the density at z - u: E exp(u z) = exp(u^2/2).
gaussian_exponent = equals(u * z - z * z / 2, u * u / 2 - (z - u) * (z - u) / 2)
factorials = c * 2 * (k + 1) / ((2 * k + 1) * (2 * k + 2)) <= d  # From k to k + 1 the ratio 2^k k!/(2k)! is multiplied by 1/(2k + 1).
before = c <= d


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
            Relation((gaussian_is_symmetric.in_words("the normal noise is symmetric"), signs_are_symmetric.in_words("and +-sigma is"))),
            part="symmetric",
        ),
        Claim(
            Relation((gaussian_exponent.in_words("E exp(u z) = exp(u^2/2) for a normal z"),)),
            part="normal",
        ),
        Claim(
            Relation((factorials.in_words("2^k k! <= (2k)!, so cosh u <= exp(u^2/2)"),), (before,)),
            part="signs",
        ),
    ),
)
