"""The parameters of theorem 3.4.4, and what its proof takes from them: the length of the step, and where its two branches meet.

Lemma 3.7.1 is used on a step, which then is no longer than 1/L1; lemma 3.7.2 says that h = eta but where |g_k| >= 1/(16 L1 eta) - tau.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.letters import equals, letter, letters
from theorysim.methods.stochastic_clipped import step
from theorysim.model import Claim, Relation, Statement, same
from theorysim.statements.chapter3.parts.noisy_steps import NOISY_RANGES, ONE, eta_of, mended, printed

eta, L0, L1 = letters("eta L0 L1", Positive)
s, tau = letters("s tau", Nonnegative)
T = letter("T", PositiveCount)
x = letter("x", Real)


smoothness = eta_of(L0, L1, tau, T) <= 1 / (20 * L0)
noise = 128 * L1 * tau * eta_of(L0, L1, tau, T) <= 1
horizon = eta_of(L0, L1, tau, T) * eta_of(L0, L1, tau, T) <= 1 / T


# The method of the catalogue does what (3.11) says, along a gradient of norm s.
printed_run = equals(step(x, s, s, eta, 1 / (16 * L1 * eta), tau), x - printed(s, eta, L1, tau) * s)
mended_run = equals(step(x, s, s, eta, 1 / (16 * L1), tau), x - mended(s, eta, L1, tau) * s)
printed_length = L1 * printed(s, eta_of(L0, L1, tau, T), L1, tau) * s <= 1


def printed_clipped(s: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    eta = eta_of(L0, L1, tau, T)
    return 16 * eta * L1 * (s + tau) * printed(s, eta, L1, tau), 1


printed_beyond = 1 <= 16 * L1 * eta_of(L0, L1, tau, T) * (s + tau)
beyond = 1 <= 16 * L1 * eta * (s + tau)
within = 16 * L1 * eta * (s + tau) < 1
printed_whole = equals(printed(s, eta, L1, tau), eta)
mended_length = 16 * L1 * mended(s, eta, L1, tau) * s <= 1
mended_clipped = equals(16 * L1 * (s + tau) * mended(s, eta, L1, tau), 1)
mended_whole = equals(mended(s, eta, L1, tau), eta)


BEYOND, WITHIN = beyond.in_words("|g_k| >= 1/(16 L1 eta) - tau"), within.in_words("|g_k| < 1/(16 L1 eta) - tau")
ETA = Relation((smoothness, noise, horizon), search=NOISY_RANGES)
REPAIRED = "repaired: h_k = min{1/(16 L1(|g_k| + tau)), eta}"
LONG = "With eta < 1/16 a clipped step is 1/(16 eta L1) > 1/L1 long, and |g_k| = 1/(16 L1 eta) - tau is not where it is clipped."
statement = Statement(
    "eq-3.11",
    (
        Claim(ETA, part="eta", at=((horizon, {"L0": 1.0, "L1": 1.0, "tau": 1.0, "T": 4.0}, 2.0**-14),)),
        Claim(Relation((printed_run.in_words("x - h_k g_k"),), search=NOISY_RANGES), part="run"),
        Claim(
            Relation((printed_length.in_words("h_k |g_k| <= 1/L1"),), search=NOISY_RANGES),
            part="length",
            cause="constant",
            why=LONG,
            at=((printed_length, {"s": 1e9, "L0": 1.0, "L1": 1.0, "tau": 0.0, "T": 1.0}, 5 / 4),),
        ),
        Claim(
            Relation((same(printed_clipped, "h_k = 1/(16 eta L1(|g_k| + tau))"),), (printed_beyond.in_words(BEYOND.says),), NOISY_RANGES),
            part="clipped",
            cause="constant",
            why=LONG,
        ),
        Claim(Relation((printed_whole.in_words("h_k = eta"),), (WITHIN, ONE), NOISY_RANGES), part="not clipped"),
        Claim(ETA, REPAIRED, "eta", why="As the proof uses it: no step is longer than 1/(16 L1), and h_k = eta up to 1/(16 L1 eta) - tau."),
        Claim(Relation((mended_run.in_words("x - h_k g_k"),), search=NOISY_RANGES), REPAIRED, "run"),
        Claim(
            Relation((mended_length.in_words("h_k |g_k| <= 1/(16 L1)"),), search=NOISY_RANGES),
            REPAIRED,
            "length",
        ),
        Claim(Relation((mended_clipped.in_words("h_k = 1/(16 L1(|g_k| + tau))"),), (BEYOND,), NOISY_RANGES), REPAIRED, "clipped"),
        Claim(Relation((mended_whole.in_words("h_k = eta"),), (WITHIN,), NOISY_RANGES), REPAIRED, "not clipped"),
    ),
)
