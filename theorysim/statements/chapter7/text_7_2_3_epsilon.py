"""Is the dependence on epsilon in our complexity bound optimal? With noise it is not.

Online gradient descent (parts/online_steps.py) makes no more than epsilon/G times the calls that Theorem 5.5.1 prints, where G^2 = L^2 +
sigma^2 and epsilon <= G: for epsilon^(-4) it has epsilon^(-3). (That this is the end, by the lower bound for smooth functions, is cited:
Cutkosky, Mehta and Orabona, 2023.) Without noise it and Theorem 5.4.1 have epsilon^(-3), and whether that is optimal is not settled here.
"""

from theorysim.domains import Positive
from theorysim.letters import letter
from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import Delta, delta, epsilon, sigma
from theorysim.statements.chapter7.parts.online_steps import LINES, PARTS, SIZES, SMALL, G, most

ell = letter("ell", Positive)  # log(16 G/epsilon), at least log(16)
printed = 2**16 * G**3 * Delta * ell / (epsilon**4 * delta) * maximum(1, G * delta / (8 * Delta))
fewer = most <= epsilon / G * printed

statement = Statement(
    "text-7.2.3-epsilon",
    *(Claim(line, part=part) for line, part in zip(LINES, PARTS, strict=True)),
    Claim(
        Relation((fewer,), (SMALL, sigma <= G, 1 <= ell), SIZES | {"ell": (1, 30)}),
        part="with noise: epsilon/G of the printed calls",
        at=((printed, {"G": 1, "Delta": 1, "ell": 1, "epsilon": 1, "delta": 8}, 2**13),),
    ),
)
