"""E[C h^2 a] <= 9 eta^2 tau L0^2/L1 + E[h] G^2/8 and C/2 E[h^2 r^2] <= (5 L0 + 2 L1 tau) eta^2 tau^2 + E[h] G^2/8, with h as in (3.11).

C = 5 L0 + 4 L1 G, G = |grad f|, a = <grad f, g - grad f>, r = |g - grad f|. They hold at every outcome, whatever the mean of the noise.
Each proof has two cases, of a large and a small gradient; their lines are the proof here, for any step that is at most eta: the step as
printed, and as it is used.
"""

from theorysim.maths import where
from theorysim.model import Claim, Expected, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, G, a, eta, h, r, s, tau
from theorysim.statements.chapter3.parts.noisy_steps import HORIZON, NOISE, NOISY_RANGES, RANGES, C, mended, printed

C_G = C(G, L0, L1).named("C")


def along_at_most(h):
    return 9 * eta**2 * tau * L0**2 / L1 + h * G**2 / 8


def square_at_most(h):
    return (5 * L0 + 2 * L1 * tau) * eta**2 * tau**2 + h * G**2 / 8


along = C_G * h**2 * a <= along_at_most(h)
square = C_G / 2 * h**2 * r**2 <= square_at_most(h)

STEP = (h <= eta, (128 * L1 * tau * h <= 1).in_words("h <= 1/(128 L1 tau)"))

# (a): large is G >= L0/L1
cauchy = C_G * h**2 * G * tau
LINES_A = (
    C_G * h**2 * a <= cauchy,
    where(L0 / L1 <= G, cauchy, 0) <= 9 * L1 * G * h**2 * G * tau,
    9 * L1 * G * h**2 * G * tau <= h * G**2 / 8,
    where(L0 / L1 <= G, 0, cauchy) <= 9 * h**2 * tau * L0**2 / L1,
    9 * h**2 * tau * L0**2 / L1 <= 9 * eta**2 * tau * L0**2 / L1,
)

# (b): large is G >= L0/L1 + tau
noise = C_G / 2 * h**2 * tau**2
LINES_B = (
    C_G / 2 * h**2 * r**2 <= noise,
    where(L0 / L1 + tau <= G, noise, 0) <= 5 * L1 * G**2 * h**2 * tau,
    5 * L1 * G**2 * h**2 * tau <= h * G**2 / 8,
    where(L0 / L1 + tau <= G, 0, noise) <= (5 * L0 + 2 * L1 * tau) * h**2 * tau**2,
    (5 * L0 + 2 * L1 * tau) * h**2 * tau**2 <= (5 * L0 + 2 * L1 * tau) * eta**2 * tau**2,
)

no_longer = (mended(s, eta, L1, tau) <= eta).in_words("the step as it is used is at most eta too, and no more is asked of it")

statement = Statement(
    "lemma-3.7.3-3.7.4",
    Claim(
        Expected(along, (NOISE, HORIZON), printed, None, NOISY_RANGES, STEP, LINES_A),
        part="a",
        second=(Relation((no_longer,), search=RANGES),),
        at=((along, {"G": 1, "a": 1, "h": 1, "eta": 1, "L0": 1, "L1": 1, "tau": 1}, 9),),
    ),
    Claim(
        Expected(square, (NOISE, HORIZON), printed, None, NOISY_RANGES, STEP, LINES_B),
        part="b",
        second=(Expected(square, (NOISE, HORIZON), mended, None, NOISY_RANGES, STEP, LINES_B),),
        at=((square, {"G": 1, "r": 1, "h": 1, "eta": 1, "L0": 1, "L1": 1, "tau": 1}, 4.5),),
    ),
)
