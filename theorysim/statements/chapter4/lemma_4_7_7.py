"""Where the mean of f_b over both b is below epsilon^2/64, a test of the output names the coin with probability at least 3/4.

Whatever the output is: below it is any number, with mean squares `off_0`, `off_1` of its distances from b_0 and b_1. The test asks
whether it is at least 3 epsilon/2; it errs no more often than |x_k - b_nu| >= epsilon/2, with probability `errs` for either b. The other
way to the lemma is the best rule itself: where it names the coin less often than 3/4, its doubt, of which epsilon^2/2 times is a mean of
f_b, is above 1/32.
"""

from theorysim.domains import Nonnegative, Unit
from theorysim.letters import letter, letters
from theorysim.maths import where
from theorysim.model import Claim, Coins, Relation, Statement, doubt, success
from theorysim.statements.chapter4.lemma_4_7_8 import p_0
from theorysim.statements.chapter4.notation import k
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, epsilon

off_0, off_1 = letters("off_0 off_1", Nonnegative)
errs = letter("errs", Unit)
small = (off_0 / 2 + off_1 / 2) / 2 < epsilon**2 / 64
markov = tuple(errs * (epsilon / 2) ** 2 <= off for off in (off_0, off_1))
named = 3 / 4 <= 1 - errs
no_test = 1 / 32 <= where(success < 3 / 4, doubt, 1)

statement = Statement(
    "lemma-4.7.7",
    *(
        Claim(
            Relation((named,), (small, line), RANGES),
            part=f"nu = {nu}",
            second=(Coins((no_test,), (p_0, p_0 / 2), k, search={"p_0": (1e-9, 1 / 4), "k": (1, 5000)}),),
            at=((small, {"off_0": 1, "off_1": 3, "epsilon": 1 / 8}, 1),),
        )
        for nu, line in enumerate(markov)
    ),
)
