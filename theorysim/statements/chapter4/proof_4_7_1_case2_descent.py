"""E f(x_k) <= f + E<grad f, -eta clip(g)> + eta^2 L tau^2/2 <= f - eta|grad f|/6 + eta^2 L tau|grad f| <= f - eta|grad f|/12.

Given the display before it, E<grad f, clip(g)> >= |grad f|/6, which is refuted in proof-4.7.1-case2-final. value is f(x_(k-1)), `after`
the next, `product` is <grad f, clip(g)>, `length` |clip(g)|. The last sentence lacks "eta <=". With Z = (eta L)^(1/alpha) = sigma/tau,
eta <= 1/(L (12 sigma)^(alpha/(alpha - 1))) says 12 sigma Z^(alpha - 1) <= 1.
"""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, L, alpha, beta, eta, grad, sigma, tau
from theorysim.statements.chapter4.parts.long_gradients import large
from theorysim.statements.chapter4.parts.nonconvex_rate import Z

value, after, product = letters("value after product", Real)
length = letter("length", Nonnegative)
ALL = ("eta", "tau", "grad", "value", "after", "product", "length", "Z")
DRAWN = RANGES | {name: (1e-3, 1e3) for name in ALL}

smooth = after <= value - eta * product + L / 2 * (eta * length) ** 2
middle = value - eta * product + eta**2 * L / 2 * tau**2
first = after <= middle
second = middle <= value - eta * grad / 6 + eta**2 * L * tau * grad
third = value - eta * grad / 6 + eta**2 * L * tau * grad <= value - eta * grad / 12
short = 12 * eta * L * tau <= 1
bounded = 12 * sigma * Z**beta <= 1
implied = 12 * Z**alpha * (sigma / Z) <= 1

statement = Statement(
    "proof-4.7.1-case2-descent",
    Claim(Relation((first,), (smooth, length <= tau), DRAWN, hints=((eta * length) ** 2 <= eta**2 * tau**2,)), part="first"),
    Claim(Relation((second,), (grad / 6 <= product, large), DRAWN, hints=(eta**2 * tau**2 / 2 <= eta**2 * tau * grad,)), part="second"),
    Claim(Relation((third,), (short,), DRAWN), part="third"),
    Claim(Relation((implied,), (bounded,), DRAWN), part="eta L tau", at=((implied, {"Z": 0.25, "sigma": 1, "alpha": 2}, 3),)),
)
