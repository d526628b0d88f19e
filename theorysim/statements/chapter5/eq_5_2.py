"""F(Delta, L): f is L-Lipschitz and directionally differentiable, and f(x_0) - inf f <= Delta.

Read as a predicate. Members are a kink of slopes -a <= 0 <= b, both at most L, started where f(x_0) <= Delta, and the zigzag of Lemma
5.7.1 through 0 and 1, started at a query point. None are a kink steeper than L, -L|x|, which has no lower bound, a start above Delta, and
x^2.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, minimum, where
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.objectives.zigzag import BelowHalf, zigzag
from theorysim.statements.chapter5.notation import RANGES, Delta, L, x, y

a, b = letters("a b", Nonnegative)
theta = letter("theta", BelowHalf)
x_0, s = letter("x_0", Real), letter("s", Positive)


def kink(x):
    return where(x < 0, -a * x, b * x)


def f(x):
    return zigzag.value(x, theta, L, Delta)


FLAT = (a <= L, b <= L)
lipschitz = absolute(kink(x) - kink(y)) <= L * absolute(x - y)
gap = kink(x_0) - kink(x) <= Delta
steeper = L * absolute(s - 0) < absolute(kink(s) - kink(0))
too_high = Delta < kink(x_0) - kink(0)
falls = Delta < -L * absolute(0) - -L * absolute((Delta + 1) / L)
bent = L * absolute((L + 1) - 0) < absolute((L + 1) ** 2 - 0**2)

zigzag_gap = f(0) - f(x) <= Delta
zigzag_lipschitz = absolute(f(x) - f(y)) <= L * absolute(x - y)
least = -L * theta * minimum(1, Delta / L) <= f(x)
SEARCH = RANGES | {"x": (-10, 10), "y": (-10, 10), "x_0": (-10, 10), "a": (0, 10), "b": (0, 10), "s": (1e-3, 10), "theta": (1e-3, 0.499)}

statement = Statement(
    "eq-5.2",
    Claim(Relation((lipschitz,), FLAT, SEARCH), part="kink, Lipschitz", at=((lipschitz, {"a": 2, "b": 3, "x": -2, "y": 3, "L": 3}, 5),)),
    Claim(Relation((gap,), (kink(x_0) <= Delta,), SEARCH), part="kink, gap"),
    Claim(Relation((steeper,), (L < b,), SEARCH), part="a steeper kink, not"),
    Claim(Relation((too_high,), (Delta < b * x_0, 0 <= x_0), SEARCH), part="a start too high, not"),
    Claim(Exists((falls,), search=SEARCH), part="-L|x|, not"),
    Claim(Exists((bent,), search=SEARCH), part="x^2, not"),
    Claim(Relation((least,), search=SEARCH), part="zigzag, its least value"),
    Claim(Relation((zigzag_gap,), search=SEARCH), part="zigzag, gap", at=((f(1 / 2), {"theta": 1 / 4, "L": 1, "Delta": 1}, 0),)),
    Claim(Relation((zigzag_lipschitz,), search=SEARCH), part="zigzag, Lipschitz"),
)
