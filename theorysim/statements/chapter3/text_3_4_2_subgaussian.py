"""Bounded noise can be relaxed to symmetric sub-Gaussian noise: theorem 3.4.4 then holds with sigma in the place of tau.

Sub-Gaussian with parameter sigma is read as E exp(u n) <= exp(u^2 sigma^2/2), n in one dimension, with these constants. (So read for every
direction in dimension d the noise has a norm of sigma sqrt(d), and clipped steps shrink as much: at d = 10^6, L0 = 6, L1 = sigma = 1,
epsilon = 2, F = 1000 the steps up to the bound, 459,684, gain 115 on a slope of gradient 2. There tau has to be sigma sqrt(d).) The step
is read as the proof of the theorem has it, min{eta, 1/(16 L1(|g_k| + sigma))}: with the printed one the conclusion fails without noise.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.letters import equals, letter, letters
from theorysim.methods.stochastic_clipped import stochastic_clipped
from theorysim.model import Claim, Relation, Statement, count, through
from theorysim.oracles.bounded import bounded
from theorysim.oracles.gaussian import gaussian
from theorysim.statements.chapter3.notation import L0, L1, SMOOTH, F, epsilon
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES, clipped_bound, mended_threshold

T, k = letters("T k", PositiveCount)
c, d = letters("c d", Positive)
g, u, z = letters("g u z", Real)
sigma = letter("sigma", Nonnegative)

steps = count(stochastic_clipped, over=SMOOTH, eta=eta_of(L0, L1, sigma, T), threshold=mended_threshold(L1), tau=sigma)
seen = through(bounded, through(gaussian, steps, sigma=sigma), tau=sigma)
complexity = seen <= clipped_bound(F, epsilon, L0, L1, sigma)

# both noises are symmetric, and sub-Gaussian
gaussian_is_symmetric = equals(gaussian.perturb(g, z, sigma) + gaussian.perturb(g, -z, sigma), 2 * g)
signs_are_symmetric = equals(bounded.perturb(g, 1, sigma) + bounded.perturb(g, 0, sigma), 2 * g)

# exp(u z) times the normal density is exp(u^2/2) times the density at z - u
gaussian_exponent = equals(u * z - z**2 / 2, u**2 / 2 - (z - u) ** 2 / 2)

# from k to k + 1 the ratio 2^k k!/(2k)! is multiplied by 1/(2k + 1)
factorials = c * 2 * (k + 1) / ((2 * k + 1) * (2 * k + 2)) <= d

statement = Statement(
    "text-3.4.2-subgaussian",
    Claim(
        complexity.within({**RANGES, "sigma": RANGES["tau"]}),
        part="complexity",
        at=((complexity.bound, {"F": 1, "epsilon": 1, "L0": 1, "L1": 1, "sigma": 1}, 10064),),
    ),
    Claim(
        Relation((gaussian_is_symmetric.in_words("the normal noise is symmetric"), signs_are_symmetric.in_words("and +-sigma is"))),
        part="symmetric",
    ),
    Claim(Relation((gaussian_exponent.in_words("E exp(u z) = exp(u^2/2) for a normal z"),)), part="normal"),
    Claim(Relation((factorials.in_words("2^k k! <= (2k)!, so cosh u <= exp(u^2/2)"),), (c <= d,)), part="signs"),
)
