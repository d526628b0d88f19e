"""If f is smooth Stochastic INGD is said to be O(1/epsilon^5), by delta = epsilon/(3 L) and epsilon/3 for epsilon; SGD is O(1/epsilon^4).

Theorem 5.5.1 then runs T = 2^16 G^3 Delta 243 L log(48 G/epsilon)/epsilon^5 steps where G epsilon <= 72 L Delta: the logarithm is lost,
an O with a tilde is meant. Whether other parameters need none is not said. That of SGD, with |f'| <= epsilon for k^(-1/4), is proved for
table-4.1-standard.
"""

from theorysim.domains import AtLeastOne
from theorysim.letters import equals, letter
from theorysim.maths import log
from theorysim.model import Claim, Known, Order, Relation, Statement, lines
from theorysim.statements.chapter4.parts.sgd_rates import SMOOTH, w
from theorysim.statements.chapter5.notation import Delta, L, epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, T

ratio = letter("ratio", AtLeastOne)  # G/epsilon, at least 1 as in section 5.7.5
G = ratio * epsilon
DRAWN = SIZES | {"ratio": (1, 1e3)}
chosen = equals(1 / ((epsilon / 3) ** 4 * (epsilon / (3 * L))), 243 * L / epsilon**5)
size = G**3 * Delta * L / epsilon**5
in_all = 2**16 * 243 * size * log(48 * ratio)
T_there = 2**16 * G**3 * Delta * log(48 * ratio) / ((epsilon / 3) ** 4 * (epsilon / (3 * L)))
SAME = equals(T_there, in_all)
MANY = lines(DRAWN, (SAME,), (in_all <= T, T_there <= T, SAME))
FEW = lines(DRAWN, (SAME,), (T <= in_all, T <= T_there, SAME))
LOGARITHM = "repaired: O(log(1/epsilon)/epsilon^5)"

statement = Statement(
    "text-5.5-smooth-rate",
    Claim(Relation((chosen,), search=SIZES), part="delta = epsilon/(3 L)", at=((chosen, {"L": 1, "epsilon": 3}, 1),)),
    Claim(
        Order(size, "O", floor=Known(in_all, MANY), search=DRAWN),
        part="1/epsilon^5",
        cause="constant",
        why="With the parameters of Theorem 5.5.1 T has the factor log(48 G/epsilon), which is lost.",
    ),
    Claim(Order(1 / w, "O", ceiling=Known(2 / w, SMOOTH), search={"w": (1, 178)}), part="SGD"),
    Claim(
        Order(size * log(48 * ratio), "O", ceiling=Known(in_all, FEW), search=DRAWN),
        LOGARITHM,
        "1/epsilon^5, with the logarithm",
    ),
    Claim(MANY[0], LOGARITHM, "T there"),
)
