"""0 <= f(x_0) - E f(x_T) - (1/sqrt(T)) sum_{k=1}^T E||grad f(x_k)||^2 + K/2; so the average is at most (f(x_0) - f* + K/2)/sqrt(T).

The sum of the descent of section 3.7.5 over T steps, and the average: f_0, f_1, ... are the expected values above f*,
G_k = E||grad f(x_k)||^2, K = 5 L0 + 4 L1 M (M + tau)^2, r = sqrt(T).
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, M, g, tau
from theorysim.statements.chapter3.parts.sums_of_gains import sgd_noise

K, f0, n, r = letters("K f0 n r", Positive)
G, G0, G1, after, before, f1, f2, last, total = letters("G G0 G1 after before f1 f2 last total", Nonnegative)

REPAIRED = "repaired: both sums over k = 0, ..., T - 1"

# T = 1: the line before at k = 0 and 1 says nothing of G_1 that f_0 - f_1 pays for
noise = sgd_noise(L0, L1, M, tau) / 2
step_0, step_1 = f1 <= f0 - G0 + noise, f2 <= f1 - G1 + noise
LINES = (step_0, step_1, G0 <= M**2, G1 <= M**2)
printed = (G1 <= f0 - f1 + noise).in_words("for all that the lines before allow")
first_only = (G0 <= f0 - f1 + noise).in_words("T = 1")
NOISY = {"L0": (1 / 32, 1.0), "L1": (1 / 1024, 1 / 32), "M": (2.0, 8.0), "tau": (0.0, 1.0), "f0": (1 / 16, 8.0)}
NOISY |= {name: (0.0, 16.0) for name in ("f1", "f2", "G0", "G1")}

# a step of length g, no noise, down from slope g where f'' = -L0: f_0 - f_1 = g^2 + L0 g^2/2, and the next slope is (1 + L0) g
stretch = ((1 + L0) * g) ** 2 <= g**2 + L0 * g**2 / 2 + noise
MEMBER = (
    ((5 * L0 + 4 * L1 * g) * g**2 <= sgd_noise(L0, L1, M, tau)).in_words("the line before"),
    ((1 + L0) * g <= M).in_words("both slopes are at most M"),
    (L1 * (M + tau) <= 1).in_words("h = 1/sqrt(T) = 1"),
)
STRETCH = {"g": (1 / 4, 2.0), "L0": (1 / 2, 4.0), "L1": (1 / 1024, 1 / 64), "M": (2.0, 8.0), "tau": (0.0, 1.0)}

in_all = (total / r <= f0 - last + K / 2).in_words("the sum divided by r is at most f_0 - f_T + K/2")
average = (total / r**2 <= (f0 + K / 2) / r).in_words("the average is at most (f_0 + K/2)/sqrt(T)")


# repaired, step by step
def step(before):
    return after <= before - G / r + K / (2 * r**2)


def summed(total, f_n, n):
    return total / r <= f0 - f_n + n * K / (2 * r**2)


so_far = summed(total, before, n).in_words("the sum over k < n, divided by r, is at most f_0 - f_n + n K/(2T)")
one_more = summed(total + G, after, n + 1).in_words("and so over k < n + 1")

statement = Statement(
    "proof-3.7.5-sum",
    Claim(
        Relation((stretch.in_words("T = 1, where f falls ever faster: 0 <= f_0 - f_1 - G_1 + K/2"),), MEMBER, STRETCH),
        part="sum",
        cause="index",
        why="The steps k = 0, ..., T - 1 speak of x_0, ..., x_{T-1}; nothing bounds the gradient at x_T by what was won up to there.",
        second=(Relation((printed,), LINES, NOISY),),
        at=(
            (stretch, {"g": 1, "L0": 2, "L1": 0.25, "M": 2, "tau": 1}, 9),
            (printed, {"f0": 3, "f1": 1, "G1": 2, "L0": 1, "L1": 0.25, "M": 2, "tau": 1}, 2),
            (step_0, {"f0": 3, "f1": 1, "G0": 2, "L0": 1, "L1": 0.25, "M": 2, "tau": 1}, 1),
        ),
    ),
    Claim(Relation((average,), (in_all,)), part="average"),
    Claim(
        Relation((summed(G, after, 1),), (step(f0).in_words("the first step"),)),
        REPAIRED,
        "first step",
        second=(Relation((first_only,), LINES, NOISY),),
    ),
    Claim(Relation((one_more,), (so_far, step(before).in_words("the next step"))), REPAIRED, "one more step"),
    Claim(
        Relation((average,), (so_far, n.equals(r**2).in_words("n = T"))),
        REPAIRED,
        "average",
        why="Step by step to n = T, and f >= f* at the end.",
    ),
)
