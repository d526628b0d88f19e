"""A mean of two squares below epsilon^2/32 makes each less than epsilon^2/16: P[|x_k - b_nu| >= epsilon/2] <= 1/4 by Markov's inequality.

And where |x_k - b_nu| < epsilon/2, x_k >= 3 epsilon/2 exactly when nu = 0.
"""

from theorysim.domains import Real
from theorysim.letters import letter
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.lemma_4_7_7 import errs, markov, off_0, off_1
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, b, epsilon

x = letter("x", Real)  # x_k
mean = off_0 / 2 + off_1 / 2 < epsilon**2 / 32
each = (off_0 < epsilon**2 / 16, off_1 < epsilon**2 / 16)
seldom = errs <= 1 / 4
threshold = 3 * epsilon / 2
near = tuple(absolute(x - b(nu)) < epsilon / 2 for nu in (0, 1))

statement = Statement(
    "proof-lemma-4.7.7",
    Claim(Relation(each, (mean,), RANGES), part="almost surely", at=((mean, {"off_0": 1, "off_1": 3, "epsilon": 1 / 8}, 2),)),
    *(
        Claim(Relation((seldom,), (one, line), RANGES), part=f"Markov, nu = {n}")
        for n, (one, line) in enumerate(zip(each, markov, strict=True))
    ),
    Claim(Relation((threshold <= x,), (near[0],), RANGES), part="threshold, nu = 0", at=((threshold, {"epsilon": 1 / 8}, 3 / 16),)),
    Claim(Relation((x < threshold,), (near[1],), RANGES), part="threshold, nu = 1"),
)
