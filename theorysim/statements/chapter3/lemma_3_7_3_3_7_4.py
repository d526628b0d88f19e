"""The two other terms, with the step of (3.11). They hold at every outcome, whatever the mean of the noise.

Each proof has two cases, of a large and a small gradient; their lines are the proof here, for any step that is at most eta: the step as
printed, and as it is used.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import where
from theorysim.model import Claim, Expected, Relation, Statement
from theorysim.statements.chapter3.parts.noisy_steps import HORIZON, NOISE, NOISY_RANGES, RANGES, C, mended, printed

a = letter("a", Real)
eta, h, L0, L1 = letters("eta h L0 L1", Positive)
G, r, s, tau = letters("G r s tau", Nonnegative)


along = C(G, L0, L1) * h * h * a <= 9 * eta * eta * tau * L0 * L0 / L1 + h * G * G / 8
square = C(G, L0, L1) / 2 * h * h * r * r <= (5 * L0 + 2 * L1 * tau) * eta * eta * tau * tau + h * G * G / 8
below_eta = h <= eta


# --- (a): large is G >= L0/L1 ---------------------------------------------------------------------------------------


by_cauchy = C(G, L0, L1) * h * h * a <= C(G, L0, L1) * h * h * G * tau
large = where(L0 / L1 <= G, C(G, L0, L1) * h * h * G * tau, 0) <= 9 * L1 * G * h * h * G * tau
large_ends = 9 * L1 * G * h * h * G * tau <= h * G * G / 8
small = where(L0 / L1 <= G, 0, C(G, L0, L1) * h * h * G * tau) <= 9 * h * h * tau * L0 * L0 / L1
small_ends = 9 * h * h * tau * L0 * L0 / L1 <= 9 * eta * eta * tau * L0 * L0 / L1


# --- (b): large is G >= L0/L1 + tau ---------------------------------------------------------------------------------


at_most_tau = C(G, L0, L1) / 2 * h * h * r * r <= C(G, L0, L1) / 2 * h * h * tau * tau
larger = where(L0 / L1 + tau <= G, C(G, L0, L1) / 2 * h * h * tau * tau, 0) <= 5 * L1 * G * G * h * h * tau
larger_ends = 5 * L1 * G * G * h * h * tau <= h * G * G / 8
smaller = where(L0 / L1 + tau <= G, 0, C(G, L0, L1) / 2 * h * h * tau * tau) <= (5 * L0 + 2 * L1 * tau) * h * h * tau * tau
smaller_ends = (5 * L0 + 2 * L1 * tau) * h * h * tau * tau <= (5 * L0 + 2 * L1 * tau) * eta * eta * tau * tau
below_noise = 128 * L1 * tau * h <= 1


STEP = (below_eta.in_words("h <= eta"), below_noise.in_words("h <= 1/(128 L1 tau)"))
ALONG = along.in_words("E[(5 L0 + 4 L1 G) h^2 <grad f, g - grad f>] <= 9 eta^2 tau L0^2/L1 + E[h] G^2/8")
SQUARE = square.in_words("(5 L0 + 4 L1 G)/2 E[h^2 |g - grad f|^2] <= (5 L0 + 2 L1 tau) eta^2 tau^2 + E[h] G^2/8")
LINES_A = (
    by_cauchy,
    large,
    large_ends,
    small,
    small_ends,
)
LINES_B = (
    at_most_tau,
    larger,
    larger_ends,
    smaller,
    smaller_ends,
)


used_step = mended(s, eta, L1, tau) <= eta


USED = Relation((used_step.in_words("the step as it is used is at most eta too, and no more is asked of it"),), search=RANGES)

statement = Statement(
    "lemma-3.7.3-3.7.4",
    (
        Claim(
            Expected(ALONG, (NOISE, HORIZON), printed, None, NOISY_RANGES, STEP, LINES_A),
            part="a",
            second=(USED,),
            at=((along, {"G": 1.0, "a": 1.0, "h": 1.0, "eta": 1.0, "L0": 1.0, "L1": 1.0, "tau": 1.0}, 9.0),),
        ),
        Claim(
            Expected(SQUARE, (NOISE,), printed, None, NOISY_RANGES, STEP, LINES_B),
            part="b",
            second=(Expected(SQUARE, (NOISE,), mended, None, NOISY_RANGES, STEP, LINES_B),),
            at=((square, {"G": 1.0, "r": 1.0, "h": 1.0, "eta": 1.0, "L0": 1.0, "L1": 1.0, "tau": 1.0}, 4.5),),
        ),
    ),
)
