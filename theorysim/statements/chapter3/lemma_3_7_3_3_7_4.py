"""The two other terms, with the step of (3.11). They hold at every outcome, whatever the mean of the noise.

Each proof has two cases, of a large and a small gradient; their lines are the proof here, for any step that is at most eta: the step as
printed, and as it is used.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.maths import where
from theorysim.model import Claim, Expected, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.noisy_steps import HORIZON, NOISE, NOISY_RANGES, RANGES, C, mended, printed


def along(G: Nonnegative, a: Real, h: Positive, eta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return C(G, L0, L1) * h * h * a, 9 * eta * eta * tau * L0 * L0 / L1 + h * G * G / 8


def square(G: Nonnegative, r: Nonnegative, h: Positive, eta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return C(G, L0, L1) / 2 * h * h * r * r, (5 * L0 + 2 * L1 * tau) * eta * eta * tau * tau + h * G * G / 8


def below_eta(h: Positive, eta: Positive):
    return h, eta


# --- (a): large is G >= L0/L1 ---------------------------------------------------------------------------------------


def by_cauchy(G: Nonnegative, a: Real, h: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return C(G, L0, L1) * h * h * a, C(G, L0, L1) * h * h * G * tau


def large(G: Nonnegative, h: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return where(L0 / L1 <= G, C(G, L0, L1) * h * h * G * tau, 0), 9 * L1 * G * h * h * G * tau


def large_ends(G: Nonnegative, h: Positive, L1: Positive, tau: Nonnegative):
    return 9 * L1 * G * h * h * G * tau, h * G * G / 8


def small(G: Nonnegative, h: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return where(L0 / L1 <= G, 0, C(G, L0, L1) * h * h * G * tau), 9 * h * h * tau * L0 * L0 / L1


def small_ends(h: Positive, eta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return 9 * h * h * tau * L0 * L0 / L1, 9 * eta * eta * tau * L0 * L0 / L1


# --- (b): large is G >= L0/L1 + tau ---------------------------------------------------------------------------------


def at_most_tau(G: Nonnegative, r: Nonnegative, h: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return C(G, L0, L1) / 2 * h * h * r * r, C(G, L0, L1) / 2 * h * h * tau * tau


def larger(G: Nonnegative, h: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return where(L0 / L1 + tau <= G, C(G, L0, L1) / 2 * h * h * tau * tau, 0), 5 * L1 * G * G * h * h * tau


def larger_ends(G: Nonnegative, h: Positive, L1: Positive, tau: Nonnegative):
    return 5 * L1 * G * G * h * h * tau, h * G * G / 8


def smaller(G: Nonnegative, h: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return where(L0 / L1 + tau <= G, 0, C(G, L0, L1) / 2 * h * h * tau * tau), (5 * L0 + 2 * L1 * tau) * h * h * tau * tau


def smaller_ends(h: Positive, eta: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return (5 * L0 + 2 * L1 * tau) * h * h * tau * tau, (5 * L0 + 2 * L1 * tau) * eta * eta * tau * tau


def below_noise(h: Positive, L1: Positive, tau: Nonnegative):
    return 128 * L1 * tau * h, 1


STEP = (at_most(below_eta, "h <= eta"), at_most(below_noise, "h <= 1/(128 L1 tau)"))
ALONG = at_most(along, "E[(5 L0 + 4 L1 G) h^2 <grad f, g - grad f>] <= 9 eta^2 tau L0^2/L1 + E[h] G^2/8")
SQUARE = at_most(square, "(5 L0 + 4 L1 G)/2 E[h^2 |g - grad f|^2] <= (5 L0 + 2 L1 tau) eta^2 tau^2 + E[h] G^2/8")
LINES_A = tuple(map(at_most, (by_cauchy, large, large_ends, small, small_ends)))
LINES_B = tuple(map(at_most, (at_most_tau, larger, larger_ends, smaller, smaller_ends)))


def used_step(s: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return mended(s, eta, L1, tau), eta


USED = Relation((at_most(used_step, "the step as it is used is at most eta too, and no more is asked of it"),), search=RANGES)

statement = Statement(
    "lemma-3.7.3-3.7.4",
    (
        Claim(
            Expected(ALONG, (NOISE, HORIZON), printed, None, NOISY_RANGES, STEP, LINES_A),
            part="a",
            second=(USED,),
            at=((along, (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), 9.0),),
        ),
        Claim(
            Expected(SQUARE, (NOISE,), printed, None, NOISY_RANGES, STEP, LINES_B),
            part="b",
            second=(Expected(SQUARE, (NOISE,), mended, None, NOISY_RANGES, STEP, LINES_B),),
            at=((square, (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), 4.5),),
        ),
    ),
)
