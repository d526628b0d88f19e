"""Any algorithm has E f(x_k) - f(x*) >= 1/(2^14 k^(2 (alpha - 1)/alpha)) on one of two problems, with mu = L = 1 and G <= 1.

The problem may depend on k, as k stands in the sentence before it is used; on one problem for all k an algorithm that guesses, a new
point each time and soon near every b, is at times far below the bound. The domain is [0, 1/2]: the moment of g can be bounded on no
larger one than a bounded one. The proof is that of theorem-4.7.6.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.eq_4_2_4_4 import strongly_convex
from theorysim.statements.chapter4.eq_4_5 import LEFT_OUT, MEAN, MOMENT, SELDOM
from theorysim.statements.chapter4.parts.coin_in_hand import COIN
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, rate
from theorysim.statements.chapter4.theorem_4_7_6 import ALGORITHMS, FOR_K

error_0, error_1, floor = letters("error_0 error_1 floor", Nonnegative)
worse = Relation((floor <= maximum(error_0, error_1),), (floor <= (error_0 + error_1) / 2,))

statement = Statement(
    "theorem-4.4.3",
    Claim(Relation((strongly_convex,), search=RANGES), part="mu = L = 1"),
    Claim(MEAN, part="the gradient's mean"),
    Claim(SELDOM, part="p_nu"),
    Claim(LEFT_OUT, part="G <= 1"),
    Claim(MOMENT, part="G <= 1, both terms"),
    Claim(FOR_K, part="the mean of both", second=(ALGORITHMS,), at=((rate / 2**14, {"alpha": 2, "k": 4}, 2**-16),)),
    Claim(worse, part="the worse of the two"),
    instance=COIN,
)

presets = {
    "the sample mean": {"method": "sgd", "eta": 1, "decay": 1},
    "GClip": {"method": "gclip", "eta": 1, "decay": 1, "tau": 0.25, "growth": 0.5},
    "a variance, and ten thousand answers": {"alpha": 2, "k": 10000},
    "no variance by far": {"alpha": 1.1},
}
