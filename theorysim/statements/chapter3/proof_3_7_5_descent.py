"""The second line of the descent of SGD, h = min{1/sqrt(T), 1/(L1 (M + tau))}, from the first; M as in Assumption 3.4.1.

Two things are amiss: (5 L0 + 4 L1 M)(M + tau)^2 has lost its parentheses, and M bounds the gradient on the sublevel set of x_0, which x_k
may leave. That h may be less than 1/sqrt(T) does no harm: the last term pays for it. In the repaired line R is sqrt(T), any number >= 1.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, PositiveCount, Real
from theorysim.letters import letter, letters
from theorysim.maths import maximum, sqrt
from theorysim.model import Claim, Expected, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.noisy_steps import RANGES, C

a = letter("a", Real)
G, s, tau = letters("G s tau", Nonnegative)
h, L0, L1, M, x = letters("h L0 L1 M x", Positive)
R = letter("R", AtLeastOne)


def h_of(M: Positive, L1: Positive, tau: Nonnegative, R: AtLeastOne):
    return 1 / maximum(R, L1 * (M + tau))


def B(M, L0, L1, tau):
    return (5 * L0 + 4 * L1 * M) * (M + tau) * (M + tau) / 2


def over_signs(x, L0, L1, tau, T):
    """E f(x_1) - f(x_0) + |f'(x_0)|^2/sqrt(T) on L0 x^2/2, with noise tau or -tau, each half of the time."""
    g = L0 * x
    h = h_of(g, L1, tau, sqrt(T))
    up, down = x - h * (g + tau), x - h * (g - tau)
    return (L0 * up * up / 2 + L0 * down * down / 2) / 2 - L0 * x * x / 2 + g * g / sqrt(T)


def on_quadratic(x: Positive, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    """From the start x_0 = x; the sublevel set is [-x, x], so M = L0 x."""
    M = L0 * x
    return over_signs(x, L0, L1, tau, T), (5 * L0 + 4 * L1 * M * (M + tau) * (M + tau)) / (2 * T)


def mended_on_quadratic(x: Positive, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    M = L0 * x
    return over_signs(x, L0, L1, tau, T), B(M, L0, L1, tau) / T


steep = 1 < L0 * x


first = -h * (G * G + a) + C(G, L0, L1) / 2 * h * h * s * s
line = first <= -G * G / R + B(M, L0, L1, tau) / (R * R)


def price(h: Positive):
    return -h


# --- what is used of h: it is at most 1/R, and less only where L1 (M + tau) > R --------------------------


at_most_root = h * R <= 1
less_only_there = R * (1 / R - h) <= L1 * (M + tau) * (1 / R - h)


# --- the lines: the remainder, and -h G^2 against -G^2/R ---------------------------------------------------------


remainder = C(G, L0, L1) / 2 * h * h * s * s <= C(M, L0, L1) / 2 * h * h * s * s
seen_square = s * s <= (M + tau) * (M + tau)
seen_is_bounded = C(M, L0, L1) / 2 * h * h * s * s <= B(M, L0, L1, tau) * h * h
below_M = G * G * (1 / R - h) <= M * M * (1 / R - h)
where_shorter = M * M * (1 / R - h) <= M * M * L1 * (M + tau) * (1 / R - h) / R
pays = M * M * L1 * (M + tau) * (1 / R - h) / R <= B(M, L0, L1, tau) * (1 / R - h) / R
in_squares = B(M, L0, L1, tau) * (1 / R - h) / R <= B(M, L0, L1, tau) * (1 / (R * R) - h * h)
bounded = G <= M
length = h_of(M, L1, tau, R) * s <= 1 / L1
seen = s <= M + tau


STEP = (at_most_root.in_words("h <= 1/R"), less_only_there.in_words("h < 1/R only where L1 (M + tau) > R"))
LINES = (
    remainder,
    seen_square,
    seen_is_bounded,
    below_M,
    where_shorter,
    pays,
    in_squares,
)
REPAIRED = "repaired: (5 L0 + 4 L1 M)(M + tau)^2, where ||grad f(x_k)|| <= M"
NOISY = {"L0": (2**-10, 2**10), "L1": (2**-10, 2**10), "tau": (0, 2**7), "R": (1, 2**10), "G": (2**-10, 2**10), "M": (1, 2**10)}

statement = Statement(
    "proof-3.7.5-descent",
    (
        Claim(
            Relation(
                (at_most(on_quadratic, "the line, on a quadratic, at k = 0"),), (steep.in_words("M > 1"),), {**RANGES, "x": (1e-3, 1e3)}
            ),
            cause="constant",
            why="5 L0 + 4 L1 M (M + tau)^2 has lost the parentheses of (5 L0 + 4 L1 M)(M + tau)^2, and x_k may have a gradient above M.",
            at=((on_quadratic, (3.0, 1.0, 1.0, 0.0, 4.0), 2.0), (mended_on_quadratic, (3.0, 1.0, 1.0, 0.0, 4.0), 2.0)),
        ),
        Claim(
            Relation((length.in_words("h |g_k| <= 1/L1"),), (seen.in_words("|g_k| <= M + tau"),), RANGES),
            REPAIRED,
            "length",
            at=((length, {"s": 3.0, "M": 3.0, "L1": 2.0, "tau": 1.0, "R": 4.0}, 0.375),),
        ),
        Claim(
            Expected(
                line.in_words("the second line from the first"),
                (bounded.in_words("|grad f(x_k)| <= M"),),
                h_of,
                price,
                NOISY,
                STEP,
                LINES,
            ),
            REPAIRED,
            "line",
            why="h < 1/sqrt(T) needs no further hypothesis, since then the last term is at least 2 M^2/sqrt(T).",
            second=(Relation((at_most(mended_on_quadratic, "on quadratics"),), search={**RANGES, "x": (1e-3, 1e3)}, by_search=True),),
            at=((line, {"G": 1.0, "a": 0.0, "s": 1.0, "h": 1.0, "M": 1.0, "L0": 1.0, "L1": 1.0, "tau": 0.0, "R": 1.0}, 3.5),),
        ),
    ),
)
