"""E f(x_{k+1}) <= f(x_k) - E[h_k <g_k, grad f(x_k)>] + (5 L0 + 4 L1 |grad f(x_k)|)/2 E[h_k^2 |g_k|^2], (3.12), with the step of (3.11).

It is broken without noise. As repaired it holds at each outcome: the step is no longer than 1/L1, so by lemma 3.7.1 (which remark 3.7.1
gives without the 1) the Hessian on the path is at most L0 + 4 L1 (L0/L1 + G), and the remainder of Taylor's theorem is a weighted mean of
it. `drop` is f(x_k) - f(x_{k+1}), p is <g_k, grad f(x_k)>. On the families the noise is -u tau or v tau, unbiased.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Probability, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import L0, L1, G, eta, h, s, tau
from theorysim.statements.chapter3.parts.noisy_steps import RANGES, SMOOTH, C, eta_of, mended, printed
from theorysim.statements.chapter3.proof_3_7_1_taylor import quartic, quartic_slope

x = letter("x", Nonnegative)
drop, p, y = letters("drop p y", Real)
mean, x0 = letters("mean x", Positive)
u, v = letters("u v", Probability)
T = letter("T", PositiveCount)

REPAIRED = "repaired: h_k = min{1/(16 L1 (|g_k| + tau)), eta}"

# from x > 0 without noise, on the exponential of rate L1
slope = exponential.gradient(x0, L1)
step = printed(slope, eta_of(L0, L1, tau, T), L1, tau) * slope
on_exponential = exponential.value(x0 - step, L1) <= exponential.value(x0, L1) - step * slope + C(slope, L0, L1) / 2 * step**2
rate = L1 <= L0
member = (absolute(exponential.hessian(y, L1)) <= L0 + L1 * absolute(exponential.gradient(y, L1))).in_words("|f''| <= L0 + L1 |f'|")

# at each outcome; `mean` is that of the Hessian
C_G = C(G, L0, L1).named("C")
length = mended(s, eta, L1, tau).named("h") * s <= 1 / (16 * L1)
taylor = (h * p - mean * h**2 * s**2 / 2 <= drop).in_words("Taylor")
mean_on_the_path = (mean <= L0 + 4 * L1 * (L0 / L1 + G)).in_words("lemma 3.7.1")
curved = mean * h**2 * s**2 / 2 <= C_G / 2 * h**2 * s**2
descent = (h * p - C_G / 2 * h**2 * s**2 <= drop).in_words("(3.12) at each outcome")


def over_noise(f, slope, L0):
    """State (3.12) at x, where the noise is -u tau with probability v/(u + v), else v tau."""
    g = slope(x)

    def expected(of):
        return v / (u + v) * of(g - u * tau) + u / (u + v) * of(g + v * tau)

    def step(seen):
        return mended(absolute(seen), eta, L1, tau) * seen

    change = expected(lambda seen: -step(seen) * g + C(absolute(g), L0, L1) / 2 * step(seen) ** 2)
    return expected(lambda seen: f(x - step(seen))) <= f(x) + change


on_quadratic = over_noise(lambda y: quadratic.value(y, L0), lambda y: quadratic.gradient(y, L0), L0)
on_slow = over_noise(lambda y: slow.value(y, L0 / 3), lambda y: slow.gradient(y, L0 / 3), L0)
on_the_exponential = over_noise(lambda y: exponential.value(y, L1), lambda y: exponential.gradient(y, L1), L1)
on_quartic = over_noise(quartic, quartic_slope, 16 / L1**2)

FEW = {"x": (0, 30), "L0": (2**-7, 2**7), "L1": (2**-7, 2**7), "tau": (0, 2**7), "eta": (2**-20, 8), "u": (0, 1), "v": (0, 1)}
FAMILIES = (
    Relation((on_quadratic.in_words("on quadratics"),), (SMOOTH,), FEW, by_search=True),
    Relation((on_slow.in_words("on the slow function"),), (SMOOTH,), FEW, by_search=True),
    Relation((on_the_exponential.in_words("on the exponential"),), ((20 * L1 * eta <= 1).in_words("L0 = L1"),), FEW, by_search=True),
    Relation((on_quartic.in_words("on x^4"),), ((320 * eta <= L1**2).in_words("L0 = 16/L1^2"),), FEW, by_search=True),
)

statement = Statement(
    "eq-3.12",
    Claim(
        Relation((on_exponential.in_words("(3.12) on an exponential"),), (rate,), {**RANGES, "x": (1e-3, 1e2)}),
        part="exponential",
        cause="constant",
        why="With the spurious eta a step may be 1/(16 eta L1) long, and across the valley of an exponential f outgrows a quadratic.",
        at=((on_exponential, {"x": 1, "L0": 1, "L1": 1, "tau": 0, "T": 1}, 1.9025 / 2),),
    ),
    Claim(Relation((member,), (rate,), RANGES), part="its class"),
    Claim(
        Relation((length,), search=RANGES),
        REPAIRED,
        "length",
        why="Then the step is at most 1/(16 L1) long, and lemma 3.7.1 applies at every outcome.",
        at=((length, {"s": 100, "eta": 1, "L1": 1, "tau": 0}, 0.0625),),
    ),
    Claim(
        Relation((descent,), (taylor, mean_on_the_path), RANGES, (curved,)),
        REPAIRED,
        "descent",
        second=FAMILIES,
        at=(
            (descent, {"drop": 0, "p": 2, "h": 1, "s": 1, "G": 1, "L0": 1, "L1": 1}, -2.5),
            (on_quadratic, {"x": 1, "L0": 1, "L1": 1, "tau": 1, "eta": 1 / 128, "u": 1, "v": 1}, 0.5 * (1 - 2 / 128 + 2 / 128**2)),
        ),
    ),
    echo="theorem-3.4.4",
)
