"""The square of m_(t+1) = beta m_t + (1 - beta) g (5.9), times eta_t and summed (5.10); eta_t |g|^2 has a mean of at most G^2/q (5.11).

(5.10) is (5.9) times eta_t, less eta_t |m_(t+1)|^2, for each t. In (5.11) eta_t <= 1/q, and the mean of |g|^2 given y is |g_y|^2 + the
variance, at most L^2 + sigma^2, whatever the noise.
"""

from theorysim.domains import Nonnegative, Real
from theorysim.letters import equals, letters, number
from theorysim.model import Claim, Expected, Moment, Relation, Statement
from theorysim.statements.chapter5.notation import L, sigma
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, M, N, beta, g, p, q

a, b, c, e, lean = letters("a b c e lean", Real)  # coordinates of m_t and g; <g, m_t>
r, s, grad = letters("r s grad", Nonnegative)  # |n|, |g_y + n|, |g_y|
eta = 1 / (p * M + q)
square = equals(
    (beta * a + (1 - beta) * c) ** 2 + (beta * b + (1 - beta) * e) ** 2,
    (1 - beta) ** 2 * (c**2 + e**2) + 2 * beta * (1 - beta) * (a * c + b * e) + beta**2 * (a**2 + b**2),
)
of_step = equals(N**2, (1 - beta) ** 2 * g**2 + 2 * beta * (1 - beta) * lean + beta**2 * M**2)
weighted = equals(0, (1 - beta) ** 2 * (eta * g**2) + 2 * beta * (1 - beta) * (eta * lean) + eta * (-(N**2) + beta**2 * M**2))
at_most = eta * g**2 <= g**2 / q
DRAWN = SIZES | {name: (-1e3, 1e3) for name in ("a", "b", "c", "e", "lean")}
SECOND_MOMENT = Expected(
    s**2 <= L**2 + sigma**2,
    (grad <= L,),
    multiplier=number(2),
    search={"L": (1e-3, 1e3), "sigma": (1e-3, 1e3), "grad": (1e-3, 1e3)},
    moments=(Moment(r, number(2), sigma, number(1)),),
)

statement = Statement(
    "eq-5.9-5.11",
    Claim(Relation((square,), search=DRAWN), part="(5.9)"),
    Claim(Relation((weighted,), (of_step,), DRAWN), part="(5.10)"),
    Claim(Relation((at_most,), search=DRAWN), part="(5.11), eta", at=((eta, {"p": 1, "M": 1, "q": 1}, 1 / 2),)),
    Claim(SECOND_MOMENT, part="(5.11), the second moment"),
)
