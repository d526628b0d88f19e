"""E f(x_{k+1}) <= f(x_k) - |grad f(x_k)|^2/sqrt(T) + (5 L0 + 4 L1 M (M + tau)^2)/(2T), with h = min{1/sqrt(T), 1/(L1 (M + tau))}.

The second line of the descent of SGD, from the first; M as in Assumption 3.4.1.
Two things are amiss: (5 L0 + 4 L1 M)(M + tau)^2 has lost its parentheses, and M bounds the gradient on the sublevel set of x_0, which x_k
may leave. That h may be less than 1/sqrt(T) does no harm: the last term pays for it. In the repaired line R is sqrt(T), any number >= 1.
"""

from theorysim.domains import AtLeastOne, Positive, PositiveCount
from theorysim.letters import letter, letters
from theorysim.maths import maximum, sqrt
from theorysim.model import Claim, Expected, Relation, Statement
from theorysim.objectives.quadratic import quadratic
from theorysim.statements.chapter3.notation import L0, L1, G, a, h, s, tau
from theorysim.statements.chapter3.parts.noisy_steps import RANGES, C
from theorysim.statements.chapter3.parts.sums_of_gains import sgd_noise

M, x = letters("M x", Positive)
R = letter("R", AtLeastOne)
T = letter("T", PositiveCount)

ON_QUADRATIC = {**RANGES, "x": (1e-3, 1e3)}
NOISY = {"L0": (2**-10, 2**10), "L1": (2**-10, 2**10), "tau": (0, 2**7), "R": (1, 2**10), "G": (2**-10, 2**10), "M": (1, 2**10)}
REPAIRED = "repaired: (5 L0 + 4 L1 M)(M + tau)^2, where ||grad f(x_k)|| <= M"


def step(M, R):
    return 1 / maximum(R, L1 * (M + tau))


def half_noise(M):
    return C(M, L0, L1) * (M + tau) ** 2 / 2


# from the start x_0 = x on L0 x^2/2, with noise tau or -tau, each half of the time; the sublevel set is [-x, x], so M = L0 x
slope = L0 * x
up, down = (x - step(slope, sqrt(T)) * seen for seen in (slope + tau, slope - tau))
change = (quadratic.value(up, L0) + quadratic.value(down, L0)) / 2 - quadratic.value(x, L0)
printed = change + slope**2 / sqrt(T) <= sgd_noise(L0, L1, slope, tau) / (2 * T)
mended = change + slope**2 / sqrt(T) <= half_noise(slope) / T

length = step(M, R) * s <= 1 / L1
seen_is_bounded = (s <= M + tau).in_words("s = |g_k|")

first_line = -h * (G**2 + a) + C(G, L0, L1) / 2 * h**2 * s**2
line = (first_line <= -(G**2) / R + half_noise(M) / R**2).in_words("the second line from the first")
bounded = G <= M

# the remainder, and -h G^2 against -G^2/R, where h falls short of 1/R
short = 1 / R - h
OF_STEP = (h * R <= 1, (R * short <= L1 * (M + tau) * short).in_words("h < 1/R only where L1 (M + tau) > R"))
LINES = (
    C(G, L0, L1) / 2 * h**2 * s**2 <= C(M, L0, L1) / 2 * h**2 * s**2,
    s**2 <= (M + tau) ** 2,
    C(M, L0, L1) / 2 * h**2 * s**2 <= half_noise(M) * h**2,
    G**2 * short <= M**2 * short,
    M**2 * short <= M**2 * L1 * (M + tau) * short / R,
    M**2 * L1 * (M + tau) * short / R <= half_noise(M) * short / R,
    half_noise(M) * short / R <= half_noise(M) * (1 / R**2 - h**2),
)

statement = Statement(
    "proof-3.7.5-descent",
    Claim(
        Relation((printed.in_words("the line, on a quadratic, at k = 0"),), ((1 < slope).in_words("M = L0 x > 1"),), ON_QUADRATIC),
        cause="constant",
        why="5 L0 + 4 L1 M (M + tau)^2 has lost the parentheses of (5 L0 + 4 L1 M)(M + tau)^2, and x_k may have a gradient above M.",
        at=tuple((one, {"x": 3, "L0": 1, "L1": 1, "tau": 0, "T": 4}, 2) for one in (printed, mended)),
    ),
    Claim(
        Relation((length,), (seen_is_bounded,), RANGES),
        REPAIRED,
        "length",
        at=((length, {"s": 3, "M": 3, "L1": 2, "tau": 1, "R": 4}, 0.375),),
    ),
    Claim(
        Expected(line, (bounded,), step(M, R), -h, NOISY, OF_STEP, LINES),
        REPAIRED,
        "line",
        why="h < 1/sqrt(T) needs no further hypothesis, since then the last term is at least 2 M^2/sqrt(T).",
        second=(Relation((mended.in_words("on quadratics"),), search=ON_QUADRATIC, by_search=True),),
        at=((line, {"G": 1, "a": 0, "s": 1, "h": 1, "M": 1, "L0": 1, "L1": 1, "tau": 0, "R": 1}, 3.5),),
    ),
)
