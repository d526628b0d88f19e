"""The sum of the descent of section 3.7.5 over T steps, and the average.

f_0, f_1, ... are the expected values above f*, G_k = E||grad f(x_k)||^2, K = 5 L0 + 4 L1 M (M + tau)^2, r = sqrt(T).
"""

from theorysim.domains import AboveOne, Nonnegative, Positive
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement, at_most, same
from theorysim.statements.chapter3.parts.sums_of_gains import sgd_noise

after, before, f1, f2, G, G0, G1, last, tau, total = letters("after before f1 f2 G G0 G1 last tau total", Nonnegative)
f0, g, K, L0, L1, r = letters("f0 g K L0 L1 r", Positive)
M = letter("M", AboveOne)


step_0 = f1 <= f0 - G0 + sgd_noise(L0, L1, M, tau) / 2  # The line before, where T = 1.
step_1 = f2 <= f1 - G1 + sgd_noise(L0, L1, M, tau) / 2
bounded_0 = G0 <= M * M
bounded_1 = G1 <= M * M
printed = G1 <= f0 - f1 + sgd_noise(L0, L1, M, tau) / 2


next_slope = (1 + L0) * g
# A step of length g, no noise, down from slope g where f'' = -L0: f_0 - f_1 = g^2 + L0 g^2/2, and the next slope is (1 + L0) g.
stretch = next_slope * next_slope <= g * g + L0 * g * g / 2 + sgd_noise(L0, L1, M, tau) / 2
line_before = (5 * L0 + 4 * L1 * g) * g * g <= sgd_noise(L0, L1, M, tau)
within_M = (1 + L0) * g <= M
unit_step = L1 * (M + tau) <= 1
first_only = G0 <= f0 - f1 + sgd_noise(L0, L1, M, tau) / 2
in_all = total / r <= f0 - last + K / 2
average = total / (r * r) <= (f0 + K / 2) / r
first_step = after <= f0 - G / r + K / (2 * r * r)
after_one = G / r <= f0 - after + K / (2 * r * r)
step = after <= before - G / r + K / (2 * r * r)


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
    line_before.in_words("(5 L0 + 4 L1 g) g^2/2 <= K/2"),
    within_M.in_words("both slopes are at most M"),
    unit_step.in_words("h = 1/sqrt(T) = 1"),
)
LINES = (
    step_0.in_words("f_1 <= f_0 - G_0 + K/2"),
    step_1.in_words("f_2 <= f_1 - G_1 + K/2"),
    bounded_0.in_words("G_0 <= M^2"),
    bounded_1.in_words("G_1 <= M^2"),
)
SO_FAR = at_most(so_far, "the sum over k < n, divided by r, is at most f_0 - f_n + n K/(2T)")
ALL = in_all.in_words("the sum divided by r is at most f_0 - f_T + K/2")
REPAIRED = "repaired: both sums over k = 0, ..., T - 1"

statement = Statement(
    "proof-3.7.5-sum",
    (
        Claim(
            Relation((stretch.in_words("T = 1, where f falls ever faster: 0 <= f_0 - f_1 - G_1 + K/2"),), MEMBER, STRETCH),
            part="sum",
            cause="index",
            why="The steps k = 0, ..., T - 1 speak of x_0, ..., x_{T-1}; nothing bounds the gradient at x_T by what was won up to there.",
            second=(Relation((printed.in_words("for all that the lines before allow"),), LINES, NOISY),),
            at=(
                (stretch, {"g": 1.0, "L0": 2.0, "L1": 0.25, "M": 2.0, "tau": 1.0}, 9.0),
                (printed, {"f0": 3.0, "f1": 1.0, "G1": 2.0, "L0": 1.0, "L1": 0.25, "M": 2.0, "tau": 1.0}, 2.0),
                (step_0, {"f0": 3.0, "f1": 1.0, "G0": 2.0, "L0": 1.0, "L1": 0.25, "M": 2.0, "tau": 1.0}, 1.0),
            ),
        ),
        Claim(Relation((average.in_words("the average is at most (f_0 + K/2)/sqrt(T)"),), (ALL,)), part="average"),
        Claim(
            Relation((after_one.in_words("G_0/r <= f_0 - f_1 + K/(2T)"),), (first_step.in_words("the first step"),)),
            REPAIRED,
            "first step",
            second=(Relation((first_only.in_words("T = 1"),), LINES, NOISY),),
        ),
        Claim(Relation((at_most(one_more, "and so over k < n + 1"),), (SO_FAR, step.in_words("the next step"))), REPAIRED, "one more step"),
        Claim(
            Relation((average.in_words("the average is at most (f_0 + K/2)/sqrt(T)"),), (SO_FAR, same(every_step, "n = T"))),
            REPAIRED,
            "average",
            why="Step by step to n = T, and f >= f* at the end.",
        ),
    ),
)
