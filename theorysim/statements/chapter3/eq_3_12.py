"""The descent inequality in expectation, (3.12), with the step of (3.11).

It is broken without noise. As repaired it holds at each outcome: the step is no longer than 1/L1, so by lemma 3.7.1 (which remark 3.7.1
gives without the 1) the Hessian on the path is at most L0 + 4 L1 (L0/L1 + G), and the remainder of Taylor's theorem is a weighted mean of
it. `drop` is f(x_k) - f(x_{k+1}), p is <g_k, grad f(x_k)>. On the families the noise is -u tau or v tau, unbiased.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Probability, Real
from theorysim.letters import letters
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.parts.noisy_steps import RANGES, SMOOTH, C, eta_of, mended, printed

drop, p, y = letters("drop p y", Real)
eta, h, L0, L1, mean = letters("eta h L0 L1 mean", Positive)
G, s, tau = letters("G s tau", Nonnegative)


def on_exponential(x: Positive, L0: Positive, L1: Positive, tau: Nonnegative, T: PositiveCount):
    """From x without noise, on the exponential of rate L1."""
    g = exponential.gradient(x, L1)
    h = printed(g, eta_of(L0, L1, tau, T), L1, tau)
    return exponential.value(x - h * g, L1), exponential.value(x, L1) - h * g * g + C(g, L0, L1) / 2 * h * h * g * g


rate = L1 <= L0
member = absolute(exponential.hessian(y, L1)) <= L0 + L1 * absolute(exponential.gradient(y, L1))
length = mended(s, eta, L1, tau) * s <= 1 / (16 * L1)
taylor = h * p - mean * h * h * s * s / 2 <= drop
mean_on_the_path = mean <= L0 + 4 * L1 * (L0 / L1 + G)
curved = mean * h * h * s * s / 2 <= C(G, L0, L1) / 2 * h * h * s * s
descent = h * p - C(G, L0, L1) / 2 * h * h * s * s <= drop


def over_noise(f, g, L0, L1, x, tau, eta, u, v):
    """Both sides of (3.12) at x, over noise that is -u tau with probability v/(u + v), else v tau."""
    slope, left, right = g(x), 0, f(x)
    for chance, n in ((v / (u + v), -u * tau), (u / (u + v), v * tau)):
        seen = slope + n
        h = mended(absolute(seen), eta, L1, tau)
        left = left + chance * f(x - h * seen)
        right = right + chance * (-h * seen * slope + C(absolute(slope), L0, L1) / 2 * h * h * seen * seen)
    return left, right


def on_quadratic(x: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, eta: Positive, u: Probability, v: Probability):
    def f(y):
        return L0 * y * y / 2

    def g(y):
        return L0 * y

    return over_noise(f, g, L0, L1, x, tau, eta, u, v)


def on_the_exponential(x: Nonnegative, L1: Positive, tau: Nonnegative, eta: Positive, u: Probability, v: Probability):
    def f(y):
        return exponential.value(y, L1)

    def g(y):
        return exponential.gradient(y, L1)

    return over_noise(f, g, L1, L1, x, tau, eta, u, v)


def on_slow(x: Nonnegative, L0: Positive, L1: Positive, tau: Nonnegative, eta: Positive, u: Probability, v: Probability):
    """The slow function with 3 epsilon = L0."""

    def f(y):
        return slow.value(y, L0 / 3)

    def g(y):
        return slow.gradient(y, L0 / 3)

    return over_noise(f, g, L0, L1, x, tau, eta, u, v)


def on_monomial(x: Nonnegative, L1: Positive, tau: Nonnegative, eta: Positive, u: Probability, v: Probability):
    """x^4 with L0 = 16/L1^2."""

    def f(y):
        return y * y * y * y

    def g(y):
        return 4 * y * y * y

    return over_noise(f, g, 16 / (L1 * L1), L1, x, tau, eta, u, v)


rate_below = 20 * L1 * eta <= 1
monomial_below = 320 * eta <= L1 * L1


REPAIRED = "repaired: h_k = min{1/(16 L1 (|g_k| + tau)), eta}"
FEW = {"x": (0, 30), "L0": (2**-7, 2**7), "L1": (2**-7, 2**7), "tau": (0, 2**7), "eta": (2**-20, 8), "u": (0, 1), "v": (0, 1)}
BY_HAND = (1.0, 1.0, 1.0, 1.0, 1 / 128, 1.0, 1.0)
FAMILIES = (
    Relation((at_most(on_quadratic, "on quadratics"),), (SMOOTH,), FEW, by_search=True),
    Relation((at_most(on_slow, "on the slow function"),), (SMOOTH,), FEW, by_search=True),
    Relation((at_most(on_the_exponential, "on the exponential"),), (rate_below.in_words("eta <= 1/(20 L1)"),), FEW, by_search=True),
    Relation((at_most(on_monomial, "on x^4"),), (monomial_below.in_words("eta <= 1/(20 L0)"),), FEW, by_search=True),
)

statement = Statement(
    "eq-3.12",
    (
        Claim(
            Relation((at_most(on_exponential, "(3.12) on an exponential"),), (rate.in_words("L1 <= L0"),), {**RANGES, "x": (1e-3, 1e2)}),
            part="exponential",
            cause="constant",
            why="With the spurious eta a step may be 1/(16 eta L1) long, and across the valley of an exponential f outgrows a quadratic.",
            at=((on_exponential, (1.0, 1.0, 1.0, 0.0, 1.0), 1.9025 / 2),),
        ),
        Claim(Relation((member.in_words("|f''| <= L0 + L1 |f'|"),), (rate.in_words("L1 <= L0"),), RANGES), part="its class"),
        Claim(
            Relation((length.in_words("h |g_k| <= 1/(16 L1)"),), search=RANGES),
            REPAIRED,
            "length",
            why="Then the step is at most 1/(16 L1) long, and lemma 3.7.1 applies at every outcome.",
            at=((length, {"s": 100.0, "eta": 1.0, "L1": 1.0, "tau": 0.0}, 0.0625),),
        ),
        Claim(
            Relation(
                (descent.in_words("(3.12) at each outcome"),),
                (taylor.in_words("Taylor"), mean_on_the_path.in_words("lemma 3.7.1")),
                RANGES,
                (curved,),
            ),
            REPAIRED,
            "descent",
            second=FAMILIES,
            at=(
                (descent, {"drop": 0.0, "p": 2.0, "h": 1.0, "s": 1.0, "G": 1.0, "L0": 1.0, "L1": 1.0}, -2.5),
                (on_quadratic, BY_HAND, 0.5 * (1 - 2 / 128 + 2 / 128**2)),
            ),
        ),
    ),
)
