"""The rates of clipped gradient descent hold for normalized gradient descent with the matched parameters, and with the same constants.

Matched: eta_n = gamma eta_c and beta = eta_n/eta_c = gamma. In section 3.4.2 the step is read as the proof of theorem 3.4.4 has it,
min{eta, 1/(16 L1(|g_k| + tau))}: then eta_n = 1/(16 L1) and beta = tau + eta_n/eta. The second route is the proof of theorem 3.4.1 again.
"""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.maths import maximum
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.model import Bound, Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, eta_c, gamma
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES as NOISY
from theorysim.statements.chapter3.parts.stochastic_steps import clipped_bound, mended_threshold
from theorysim.statements.chapter3.proof_3_7_1_descent import on_the_path
from theorysim.statements.chapter3.proof_3_7_1_telescope import above
from theorysim.statements.chapter3.proof_3_7_1_telescope import bound as counted
from theorysim.statements.chapter3.theorem_3_4_1 import bound

CLASSES = (lower_bounded, twice_differentiable, l0_l1_smooth)


def eta_n(L0: Positive, L1: Positive):
    return gamma(L0, L1) * eta_c(L0)


def noisy_beta(L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return tau + mended_threshold(L1) / eta_of(L0, L1, tau, T)


def h_n(g, L0, L1):
    return eta_n(L0, L1) / (g + gamma(L0, L1))


def length(g: Positive, L0: Positive, L1: Positive):
    """No longer than min{1/L1, 1}: lemma 3.7.1 applies."""
    return h_n(g, L0, L1) * g * maximum(1, L1), 1


def taylor(drop: Real, mean: Positive, h: Positive, g: Positive):
    return h * g * g - mean * h * h * g * g / 2, drop


def shallow(h: Positive, g: Positive, L0: Positive, L1: Positive):
    return (5 * L0 + 4 * L1 * g) * h, 1 / 2


def is_step(h: Positive, g: Positive, L0: Positive, L1: Positive):
    return h, h_n(g, L0, L1)


def gains(drop: Real, h: Positive, g: Positive):
    return 3 * h * g * g / 4, drop


def gain(g, L0, L1):
    return 3 * h_n(g, L0, L1) * g * g / 4


def grows(g: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return gain(epsilon, L0, L1), gain(g, L0, L1)


def share(epsilon: Positive, L0: Positive, L1: Positive):
    """One over the bound for F = 1 is gained at a gradient of norm epsilon."""
    return 1, gain(epsilon, L0, L1) * bound(1, epsilon, L0, L1)


def summed(T: Nonnegative, gap: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return T / bound(1, epsilon, L0, L1), gap


PROOF = (
    Relation((at_most(length),), (), RANGES),
    Relation((at_most(shallow),), (at_most(is_step),), RANGES),
    Relation((at_most(gains, "a step gains 3/4 h g^2"),), tuple(map(at_most, (taylor, on_the_path, shallow))), RANGES),
    Relation((at_most(grows),), (at_most(above),), RANGES),
    Relation((at_most(share),), (), RANGES),
    Relation((at_most(counted),), (at_most(summed),), RANGES),
)
statement = Statement(
    "text-3.3.1-ngd-rates",
    (
        Claim(
            Bound(normalized_gradient_descent, bound, CLASSES, {"eta_n": eta_n, "beta": gamma}, RANGES),
            part="section 3.4.1",
            second=PROOF,
            at=((eta_n, (1.0, 1.0), 0.1), (noisy_beta, (1.0, 1.0, 1.0, 1.0), 9.0)),
        ),
        Claim(
            Bound(
                normalized_gradient_descent,
                clipped_bound,
                CLASSES,
                {"eta_n": mended_threshold, "beta": noisy_beta},
                NOISY,
                bounded_noise,
            ),
            part="section 3.4.2",
        ),
    ),
)
