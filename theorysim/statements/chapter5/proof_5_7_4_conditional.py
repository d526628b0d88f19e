"""Given the past, the mean of |m_(t,k+1)|^2 is at most beta^2 M^2 + (1 - beta)^2 L^2 + 2 beta (1 - beta) M^2/4.

D is 1 where no round broke so far, else 0. The square is expanded as it stands, g being no longer than L; (5.7) says what the mean `lean`
of <g, m> is, and that the round did not break, how far f fell. The first display is an identity, and its mean that of each term.
"""

from theorysim.domains import Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import L, delta
from theorysim.statements.chapter5.parts.search_round import SIZES, M, beta, bound

g, lean, rise = letters("g lean rise", Real)  # |g|, <g, m> or its mean, f(x_(t,k)) - f(x_t)
seen = letter("seen", Real)  # rise D
a, b, c, e = letters("a b c e", Real)  # two coordinates of m and g
D = letter("D", Unit)  # 0 or 1; what follows holds between them, too
expanded = beta**2 * (a**2 + b**2) + (1 - beta) ** 2 * (c**2 + e**2) + 2 * beta * (1 - beta) * (a * c + b * e)
square = equals((beta * a + (1 - beta) * c) ** 2 + (beta * b + (1 - beta) * e) ** 2, expanded)
terms = beta**2 * M**2 + (1 - beta) ** 2 * L**2
first = (beta**2 * M**2 + (1 - beta) ** 2 * g**2 + 2 * beta * (1 - beta) * lean) * D <= (terms + 2 * beta * (1 - beta) * lean) * D
mean = -(M / delta) * rise  # of <g, m>
second = equals(2 * beta * (1 - beta) * mean * D, -2 * beta * (1 - beta) * (M / delta) * rise * D)
without = (beta**2 * M**2 * D <= beta**2 * M**2, (1 - beta) ** 2 * L**2 * D <= (1 - beta) ** 2 * L**2)
unbroken = -(delta * M / 4) <= seen
third = terms - 2 * beta * (1 - beta) * (M / delta) * seen <= bound(beta)
DRAWN = SIZES | {"g": (0, 1e6), "D": (0, 1)}

statement = Statement(
    "proof-5.7.4-conditional",
    Claim(Relation((square,), search=DRAWN), part="the square"),
    Claim(Relation((first,), (0 <= g, g <= L), DRAWN), part="g is no longer than L"),
    Claim(Relation((second, *without), search=DRAWN), part="by (5.7)"),
    Claim(Relation((third,), (unbroken,), DRAWN), part="the round did not break", at=((bound(beta), {"beta": 0, "M": 1, "L": 2}, 4),)),
)
