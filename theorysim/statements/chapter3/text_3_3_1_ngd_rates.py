"""The rates of clipped gradient descent hold for normalized gradient descent with the matched parameters, and with the same constants.

Matched: eta_n = gamma eta_c and beta = eta_n/eta_c = gamma. In section 3.4.2 the step is read as the proof of theorem 3.4.4 has it,
min{eta, 1/(16 L1(|g_k| + tau))}: then eta_n = 1/(16 L1) and beta = tau + eta_n/eta. The second route is the proof of theorem 3.4.1 again.
"""

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.letters import letter, letters
from theorysim.maths import maximum
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.model import Claim, Statement, count, lines, through
from theorysim.statements.chapter3.notation import L0, L1, RANGES, SMOOTH, epsilon, g, tau
from theorysim.statements.chapter3.parts.clipped_steps import complexity as bound
from theorysim.statements.chapter3.parts.clipped_steps import eta_c, gamma
from theorysim.statements.chapter3.parts.noisy_steps import eta_of
from theorysim.statements.chapter3.parts.stochastic_steps import RANGES as NOISY
from theorysim.statements.chapter3.parts.stochastic_steps import clipped_bound, mended_threshold
from theorysim.statements.chapter3.proof_3_7_1_descent import on_the_path

T = letter("T", PositiveCount)
eta_n, beta = (gamma(L0, L1) * eta_c(L0)).named("eta_n"), gamma(L0, L1).named("beta")
steps = count(normalized_gradient_descent, over=SMOOTH, eta_n=eta_n, beta=beta)
theorem = steps <= bound
noisy_eta_n = mended_threshold(L1)
noisy_beta = tau + noisy_eta_n / eta_of(L0, L1, tau, T)
noisy_steps = through(bounded_noise, count(normalized_gradient_descent, over=SMOOTH, eta_n=noisy_eta_n, beta=noisy_beta))
noisy_theorem = noisy_steps <= clipped_bound

# --- the proof of theorem 3.4.1, with the step of normalized gradient descent ---------------------------------------------

drop = letter("drop", Real)  # f(x_k) - f(x_{k+1})
h, mean, gap = letters("h mean gap", Positive)
T_any = letter("T", Nonnegative)


def h_n(g):
    return (eta_n / (g + beta)).named("h_n")


def gain(g):
    return 3 * h_n(g) * g**2 / 4


short = h_n(g) * g * maximum(1, L1) <= 1  # no longer than min{1/L1, 1}: lemma 3.7.1 applies
shallow = (5 * L0 + 4 * L1 * g) * h <= 1 / 2
taylor = h * g**2 - mean * h**2 * g**2 / 2 <= drop
gains = (3 * h * g**2 / 4 <= drop).in_words("a step gains 3/4 h g^2")
share = 1 <= gain(epsilon) * bound(1, epsilon, L0, L1)  # one over the bound for F = 1 is gained at a gradient of norm epsilon
PROOF = lines(
    RANGES,
    (short,),
    (shallow, h <= h_n(g)),
    (gains, taylor, on_the_path, shallow),
    (gain(epsilon) <= gain(g), epsilon <= g),
    (share,),
    (T_any <= bound(gap, epsilon, L0, L1), T_any / bound(1, epsilon, L0, L1) <= gap),
)

statement = Statement(
    "text-3.3.1-ngd-rates",
    Claim(
        theorem.within(RANGES),
        part="section 3.4.1",
        second=PROOF,
        at=((eta_n, {"L0": 1.0, "L1": 1.0}, 0.1), (noisy_beta, {"L0": 1.0, "L1": 1.0, "tau": 1.0, "T": 1.0}, 9.0)),
    ),
    Claim(noisy_theorem.within(NOISY), part="section 3.4.2"),
)
