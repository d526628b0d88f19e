"""The rates of clipped gradient descent hold for normalized gradient descent with the matched parameters, and with the same constants.

Matched: eta_n = gamma eta_c and beta = eta_n/eta_c = gamma. In section 3.4.2 the step is read as the proof of theorem 3.4.4 has it,
min{eta, 1/(16 L1(|g_k| + tau))}: then eta_n = 1/(16 L1) and beta = tau + eta_n/eta. The second route is the proof of theorem 3.4.1 again.
"""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.letters import letter, letters
from theorysim.maths import maximum
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.model import Bound, Claim, Relation, Statement
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, eta_c, gamma
from theorysim.statements.chapter3.parts.clipped_steps import complexity as bound
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES as NOISY
from theorysim.statements.chapter3.parts.stochastic_steps import clipped_bound, mended_threshold
from theorysim.statements.chapter3.proof_3_7_1_descent import on_the_path
from theorysim.statements.chapter3.proof_3_7_1_telescope import above, counted

drop = letter("drop", Real)
epsilon, g, gap, h, L0, L1, mean = letters("epsilon g gap h L0 L1 mean", Positive)
T = letter("T", Nonnegative)

CLASSES = (lower_bounded, twice_differentiable, l0_l1_smooth)


def eta_n(L0: Positive, L1: Positive):
    return gamma(L0, L1) * eta_c(L0)


def noisy_beta(L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    return tau + mended_threshold(L1) / eta_of(L0, L1, tau, T)


def h_n(g, L0, L1):
    return eta_n(L0, L1) / (g + gamma(L0, L1))


length = h_n(g, L0, L1) * g * maximum(1, L1) <= 1  # No longer than min{1/L1, 1}: lemma 3.7.1 applies.
taylor = h * g * g - mean * h * h * g * g / 2 <= drop
shallow = (5 * L0 + 4 * L1 * g) * h <= 1 / 2
is_step = h <= h_n(g, L0, L1)
gains = 3 * h * g * g / 4 <= drop


def gain(g, L0, L1):
    return 3 * h_n(g, L0, L1) * g * g / 4


grows = gain(epsilon, L0, L1) <= gain(g, L0, L1)
share = 1 <= gain(epsilon, L0, L1) * bound(1, epsilon, L0, L1)  # One over the bound for F = 1 is gained at a gradient of norm epsilon.
summed = T / bound(1, epsilon, L0, L1) <= gap


PROOF = (
    Relation((length,), (), RANGES),
    Relation((shallow,), (is_step,), RANGES),
    Relation(
        (gains.in_words("a step gains 3/4 h g^2"),),
        (
            taylor,
            on_the_path,
            shallow,
        ),
        RANGES,
    ),
    Relation((grows,), (above,), RANGES),
    Relation((share,), (), RANGES),
    Relation((counted,), (summed,), RANGES),
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
