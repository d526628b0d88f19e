"""Where |grad f| < tau/2: f(x_k) <= ... <= f - eta|grad f|^2 + eta|grad f|^2/2 + eta|b|^2/2 + eta^2 L|clip(g)|^2/2, and its expectation.

b is the bias E clip(g) - grad f. The second line has b for clip(g) - grad f before any expectation is taken: with it, it is an equation.
Lemma 4.7.2 then gives eta^2 L|grad f|^2, where eta L|grad f|^2 is printed. value is f(x_(k-1)), `product` <grad f, clip(g)>, `biased`
<grad f, b>, `square` |clip(g)|^2 or its mean, `noise` and `bias` are sigma^alpha tau^(2 - alpha) and sigma^(2 alpha)/tau^(2 alpha - 2).
"""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import equals, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, L, eta, grad, r, tau

value, after, product, biased = letters("value after product biased", Real)
square, b, noise, bias = letters("square b noise bias", Nonnegative)  # b is |b|
ALL = ("eta", "tau", "grad", "r", "value", "after", "product", "biased", "square", "b", "noise", "bias")
DRAWN = RANGES | {name: (1e-3, 1e3) for name in ALL}

tail = eta**2 * L / 2 * square
first = after <= value - eta * product + tail
smooth = after <= value - eta * product + L / 2 * (eta**2 * square)
second = value - eta * (grad * (grad - r)) + tail <= value - eta * grad**2 - eta * 0 + tail  # clip(g) = grad - r, or grad + r; b = 0
in_mean = equals(value - eta * product + tail, value - eta * grad**2 - eta * biased + tail)
fourth = value - eta * grad**2 - eta * biased + tail <= value - eta * grad**2 + eta / 2 * grad**2 + eta / 2 * b**2 + tail

LEMMA = (square <= 2 * grad**2 + 4 * noise, b**2 <= 4 * bias)  # 4.7.2
before = value - eta * grad**2 + eta / 2 * grad**2 + eta / 2 * b**2 + tail
terms = 2 * eta**2 * L * noise + 2 * eta * bias
expected = value - (eta / 2 - eta * L) * grad**2 + terms
mended = value - (eta / 2 - eta**2 * L) * grad**2 + terms
last = value - eta / 4 * grad**2 + terms
short = eta <= 1 / (4 * L)

SECOND, POWER = "repaired: (a) in expectation", "repaired: (b) with eta^2 L"

statement = Statement(
    "proof-4.7.1-case1",
    Claim(Relation((first,), (smooth,), DRAWN), part="a: first"),
    Claim(
        Relation((second.in_words("the outcome grad - r of two that are as likely"),), (grad + r <= tau,), DRAWN),
        part="a: second",
        cause="step",
        why="Before the expectation is taken clip(g) - grad f stands there, not its mean b, which is 0 here.",
    ),
    Claim(Relation((fourth,), (-grad * b <= biased,), DRAWN, hints=(0 <= (grad - b) ** 2,)), part="a: fourth"),
    Claim(
        Relation((before <= expected,), (*LEMMA, short), DRAWN),
        part="b: first",
        cause="exponent",
        why="Half of eta^2 L times 2|grad f|^2 is eta^2 L|grad f|^2, which is above eta L|grad f|^2 where eta > 1.",
    ),
    Claim(
        Relation((expected <= last,), (short,), DRAWN),
        part="b: second",
        cause="exponent",
        why="From eta <= 1/(4 L) follows eta^2 L <= eta/4; eta L <= eta/4 would ask for L <= 1/4.",
        at=((expected, {"value": 1, "eta": 1, "L": 1, "grad": 1, "noise": 0, "bias": 0}, 1.5),),
    ),
    Claim(Relation((in_mean,), (equals(product, grad**2 + biased),), DRAWN), SECOND, why="E clip(g) is grad f + b."),
    Claim(Relation((before <= mended,), (*LEMMA, short), DRAWN), POWER, "first"),
    Claim(Relation((mended <= last,), (short,), DRAWN), POWER, "second"),
)
