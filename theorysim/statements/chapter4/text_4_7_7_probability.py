"""With p = (5000 epsilon)^alpha/(G - 4 sqrt(Delta L))^alpha, E|g|^alpha <= G^alpha, where p is a probability.

G - 4 sqrt(Delta L) is `above`, ratio 5000 epsilon/above. Then p = ratio^alpha <= p^(alpha - 1), so that 5000 epsilon^alpha/p^(alpha - 1)
is at most 5000/5000^alpha above^alpha. As |f_d'|^2 <= 23^2 d, v = epsilon |f_d'| has 7296 v^2 <= 23^2 root^2, root = sqrt(Delta L), and
8 v^alpha <= (4 root)^alpha. In the end a^alpha + b^alpha <= (a + b)^alpha.
"""

from theorysim.domains import Positive
from theorysim.letters import equals, letters, number
from theorysim.maths import power
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import alpha, beta, p
from theorysim.statements.chapter4.parts.scaled_chain import UNITS, printed_p, ratio

v, root, a, b, a_b, A, q = letters("v root a b a_b A q", Positive)  # a_b is a + b, A above^alpha, q p^(alpha - 1)
DRAWN = UNITS | {name: (1e-3, 1e3) for name in ("v", "root", "a", "b", "a_b", "A")} | {"q": (1e-3, 1), "p": (1e-6, 1)}
of_5000 = power(number(5000), alpha)

a_probability = printed_p <= 1
hidden = 5000 * (p * A / of_5000) / q <= A
short = 2 * v <= root
seen = 8 * v**alpha <= power(4 * root, alpha)
sum_of_powers = a**alpha + b**alpha <= a_b**alpha
REPAIRED = "repaired: when G >= 4 sqrt(Delta L) + 5000 epsilon"

statement = Statement(
    "text-4.7.7-probability",
    Claim(
        Relation((a_probability,), search=UNITS),
        part="p is a probability",
        cause="hypothesis",
        why="G >= 4 sqrt(Delta L) allows any p up to infinity; it has to exceed it by 5000 epsilon.",
        at=((printed_p, {"epsilon": 1, "above": 10000, "alpha": 2}, 1 / 4),),
    ),
    Claim(Relation((a_probability,), (ratio <= 1,), UNITS), REPAIRED, "p is a probability"),
    Claim(Relation((p <= p**beta,), search=DRAWN), REPAIRED, "p <= p^(alpha - 1)"),
    Claim(Relation((hidden,), (p <= q, 5000 <= of_5000), DRAWN), REPAIRED, "the hidden coordinate"),
    Claim(Relation((short,), (7296 * v**2 <= 529 * root**2,), DRAWN), REPAIRED, "the gradient"),
    Claim(Relation((seen,), (short,), DRAWN, hints=(8 * v <= 4 * root, 8 * v**alpha <= power(8 * v, alpha))), REPAIRED, "what is seen"),
    Claim(
        Relation((sum_of_powers,), (equals(a_b, a + b),), DRAWN, hints=(a <= a_b, b <= a_b)),
        REPAIRED,
        "the sum",
    ),
)
