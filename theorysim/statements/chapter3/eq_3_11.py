"""h_k = min{1/(16 eta L1 (|g_k| + tau)), eta} with eta = min{1/(20 L0), 1/(128 L1 tau), 1/sqrt(T)}: the parameters of theorem 3.4.4.

Judged is what the proof takes from them: the length of the step, and where its two branches meet.
Lemma 3.7.1 is used on a step, which then is no longer than 1/L1; lemma 3.7.2 says that h = eta but where |g_k| >= 1/(16 L1 eta) - tau.
"""

from theorysim.domains import PositiveCount
from theorysim.letters import equals, letter
from theorysim.methods.stochastic_clipped import step
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, eta, s, tau, x
from theorysim.statements.chapter3.parts.noisy_steps import NOISY_RANGES, ONE, eta_of, mended, printed

T = letter("T", PositiveCount)

eta_T = eta_of(L0, L1, tau, T).named("eta")
smoothness, noise, horizon = eta_T <= 1 / (20 * L0), 128 * L1 * tau * eta_T <= 1, eta_T**2 <= 1 / T
ETA = Relation((smoothness, noise, horizon), search=NOISY_RANGES)

h = mended(s, eta, L1, tau).named("h")
h_printed, h_T = printed(s, eta, L1, tau).named("h"), printed(s, eta_T, L1, tau).named("h")

# the method of the catalogue does what (3.11) says, along a gradient of norm s
run_printed = equals(step(x, s, s, eta, 1 / (16 * L1 * eta), tau), x - h_printed * s)
run = equals(step(x, s, s, eta, 1 / (16 * L1), tau), x - h * s)

too_long, length = L1 * h_T * s <= 1, 16 * L1 * h * s <= 1


# where the branches meet: |g_k| against 1/(16 L1 eta) - tau
def beyond(eta):
    return 1 <= 16 * L1 * eta * (s + tau)


within = 16 * L1 * eta * (s + tau) < 1
clipped_printed = equals(16 * eta_T * L1 * (s + tau) * h_T, 1)
clipped = equals(16 * L1 * (s + tau) * h, 1)
whole_printed, whole = h_printed.equals(eta), h.equals(eta)

REPAIRED = "repaired: h_k = min{1/(16 L1(|g_k| + tau)), eta}"
LONG = "With eta < 1/16 a clipped step is 1/(16 eta L1) > 1/L1 long, and |g_k| = 1/(16 L1 eta) - tau is not where it is clipped."

statement = Statement(
    "eq-3.11",
    Claim(ETA, part="eta", at=((horizon, {"L0": 1, "L1": 1, "tau": 1, "T": 4}, 2.0**-14),)),
    Claim(Relation((run_printed,), search=NOISY_RANGES), part="run"),
    Claim(
        Relation((too_long,), search=NOISY_RANGES),
        part="length",
        cause="constant",
        why=LONG,
        at=((too_long, {"s": 1e9, "L0": 1, "L1": 1, "tau": 0, "T": 1}, 5 / 4),),
    ),
    Claim(Relation((clipped_printed,), (beyond(eta_T),), NOISY_RANGES), part="clipped", cause="constant", why=LONG),
    Claim(Relation((whole_printed,), (within, ONE), NOISY_RANGES), part="not clipped"),
    Claim(ETA, REPAIRED, "eta", why="As the proof uses it: no step is longer than 1/(16 L1), and h_k = eta up to 1/(16 L1 eta) - tau."),
    Claim(Relation((run,), search=NOISY_RANGES), REPAIRED, "run"),
    Claim(Relation((length,), search=NOISY_RANGES), REPAIRED, "length"),
    Claim(Relation((clipped,), (beyond(eta),), NOISY_RANGES), REPAIRED, "clipped"),
    Claim(Relation((whole,), (within,), NOISY_RANGES), REPAIRED, "not clipped"),
    echo="theorem-3.4.4",
)
