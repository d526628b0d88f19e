"""The sum of the descent of section 3.7.5 over T steps, and the average.

f_0, f_1, ... are the expected values above f*, G_k = E||grad f(x_k)||^2, K = 5 L0 + 4 L1 M (M + tau)^2, r = sqrt(T).
"""

from theorysim.domains import AboveOne, Nonnegative, Positive
from theorysim.model import Claim, Relation, Statement, at_most, same
from theorysim.statements.chapter3.parts.sums_of_gains import sgd_noise


def step_0(f0: Positive, f1: Nonnegative, G0: Nonnegative, L0: Positive, L1: Positive, M: AboveOne, tau: Nonnegative):
    """The line before, where T = 1."""
    return f1, f0 - G0 + sgd_noise(L0, L1, M, tau) / 2


def step_1(f1: Nonnegative, f2: Nonnegative, G1: Nonnegative, L0: Positive, L1: Positive, M: AboveOne, tau: Nonnegative):
    return f2, f1 - G1 + sgd_noise(L0, L1, M, tau) / 2


def bounded_0(G0: Nonnegative, M: AboveOne):
    return G0, M * M


def bounded_1(G1: Nonnegative, M: AboveOne):
    return G1, M * M


def printed(f0: Positive, f1: Nonnegative, G1: Nonnegative, L0: Positive, L1: Positive, M: AboveOne, tau: Nonnegative):
    return G1, f0 - f1 + sgd_noise(L0, L1, M, tau) / 2


def stretch(g: Positive, L0: Positive, L1: Positive, M: AboveOne, tau: Nonnegative):
    """A step of length g, no noise, down from slope g where f'' = -L0: f_0 - f_1 = g^2 + L0 g^2/2, and the next slope is (1 + L0) g."""
    next_slope = (1 + L0) * g
    return next_slope * next_slope, g * g + L0 * g * g / 2 + sgd_noise(L0, L1, M, tau) / 2


def line_before(g: Positive, L0: Positive, L1: Positive, M: AboveOne, tau: Nonnegative):
    return (5 * L0 + 4 * L1 * g) * g * g, sgd_noise(L0, L1, M, tau)


def within_M(g: Positive, L0: Positive, M: AboveOne):
    return (1 + L0) * g, M


def unit_step(L1: Positive, M: AboveOne, tau: Nonnegative):
    return L1 * (M + tau), 1


def first_only(f0: Positive, f1: Nonnegative, G0: Nonnegative, L0: Positive, L1: Positive, M: AboveOne, tau: Nonnegative):
    return G0, f0 - f1 + sgd_noise(L0, L1, M, tau) / 2


def in_all(total: Nonnegative, f0: Positive, last: Nonnegative, r: Positive, K: Positive):
    return total / r, f0 - last + K / 2


def average(total: Nonnegative, f0: Positive, r: Positive, K: Positive):
    return total / (r * r), (f0 + K / 2) / r


def first_step(f0: Positive, after: Nonnegative, G: Nonnegative, r: Positive, K: Positive):
    return after, f0 - G / r + K / (2 * r * r)


def after_one(G: Nonnegative, f0: Positive, after: Nonnegative, r: Positive, K: Positive):
    return G / r, f0 - after + K / (2 * r * r)


def step(before: Nonnegative, after: Nonnegative, G: Nonnegative, r: Positive, K: Positive):
    return after, before - G / r + K / (2 * r * r)


def so_far(total: Nonnegative, f0: Positive, before: Nonnegative, n: Positive, r: Positive, K: Positive):
    return total / r, f0 - before + n * K / (2 * r * r)


def one_more(total: Nonnegative, G: Nonnegative, f0: Positive, after: Nonnegative, n: Positive, r: Positive, K: Positive):
    return (total + G) / r, f0 - after + (n + 1) * K / (2 * r * r)


def every_step(n: Positive, r: Positive):
    return n, r * r


NOISY = {"L0": (1 / 32, 1.0), "L1": (1 / 1024, 1 / 32), "M": (2.0, 8.0), "tau": (0.0, 1.0), "f0": (1 / 16, 8.0)}
NOISY |= {n: (0.0, 16.0) for n in ("f1", "f2", "G0", "G1")}
STRETCH = {"g": (1 / 4, 2.0), "L0": (1 / 2, 4.0), "L1": (1 / 1024, 1 / 64), "M": (2.0, 8.0), "tau": (0.0, 1.0)}
MEMBER = (
    at_most(line_before, "(5 L0 + 4 L1 g) g^2/2 <= K/2"),
    at_most(within_M, "both slopes are at most M"),
    at_most(unit_step, "h = 1/sqrt(T) = 1"),
)
LINES = (
    at_most(step_0, "f_1 <= f_0 - G_0 + K/2"),
    at_most(step_1, "f_2 <= f_1 - G_1 + K/2"),
    at_most(bounded_0, "G_0 <= M^2"),
    at_most(bounded_1, "G_1 <= M^2"),
)
SO_FAR = at_most(so_far, "the sum over k < n, divided by r, is at most f_0 - f_n + n K/(2T)")
ALL = at_most(in_all, "the sum divided by r is at most f_0 - f_T + K/2")
REPAIRED = "repaired: both sums over k = 0, ..., T - 1"

statement = Statement(
    "proof-3.7.5-sum",
    (
        Claim(
            Relation((at_most(stretch, "T = 1, where f falls ever faster: 0 <= f_0 - f_1 - G_1 + K/2"),), MEMBER, STRETCH),
            part="sum",
            cause="index",
            why="The steps k = 0, ..., T - 1 speak of x_0, ..., x_{T-1}; nothing bounds the gradient at x_T by what was won up to there.",
            second=(Relation((at_most(printed, "for all that the lines before allow"),), LINES, NOISY),),
            at=(
                (stretch, (1.0, 2.0, 0.25, 2.0, 1.0), 9.0),
                (printed, (3.0, 1.0, 2.0, 1.0, 0.25, 2.0, 1.0), 2.0),
                (step_0, (3.0, 1.0, 2.0, 1.0, 0.25, 2.0, 1.0), 1.0),
            ),
        ),
        Claim(Relation((at_most(average, "the average is at most (f_0 + K/2)/sqrt(T)"),), (ALL,)), part="average"),
        Claim(
            Relation((at_most(after_one, "G_0/r <= f_0 - f_1 + K/(2T)"),), (at_most(first_step, "the first step"),)),
            REPAIRED,
            "first step",
            second=(Relation((at_most(first_only, "T = 1"),), LINES, NOISY),),
        ),
        Claim(Relation((at_most(one_more, "and so over k < n + 1"),), (SO_FAR, at_most(step, "the next step"))), REPAIRED, "one more step"),
        Claim(
            Relation((at_most(average, "the average is at most (f_0 + K/2)/sqrt(T)"),), (SO_FAR, same(every_step, "n = T"))),
            REPAIRED,
            "average",
            why="Step by step to n = T, and f >= f* at the end.",
        ),
    ),
)
