"""v_(k+1) <= v_k - v_k^2/3 and v_1 <= 1 give v_k <= 3/(k + 2), which is at most epsilon^2/(16 L^2) for K > 48 L^2/epsilon^2.

v_k is the mean of |m_(t,k)|^2/L^2. It may be 0, where 1/v_k is read as infinity: v_k <= 3/(k + 2) is shown step by step, which needs no
inverse.
"""

from theorysim.domains import Positive
from theorysim.letters import letters, number
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import K, L, epsilon, k
from theorysim.statements.chapter5.parts.search_round import SIZES, after, recursion, v

now, then, r, w = letters("now then r w", Positive)  # v_k and v_(k+1), not 0; 1/v_k + 1/3; v_k - v_k^2/3
positive = 0 < now - now**2 / 3
inverse = 1 / w <= 1 / then
product = (3 + now) / (3 * now) * (now - now**2 / 3) <= 1
grows = r <= 1 / w
first = v <= 3 / (number(1) + 2)
so_far, one_more = v <= 3 / (k + 2), after <= 3 / (k + 3)
small = v * L**2 <= epsilon**2 / 16
TWO = SIZES | {name: (1e-9, 1) for name in ("now", "then", "w")} | {"r": (1, 1e9)}

statement = Statement(
    "proof-5.7.4-recursion",
    Claim(Relation((inverse,), (then <= w,), TWO), part="the inverse"),
    Claim(Relation((positive, product), (now <= 1,), TWO), part="it grows by 1/3", at=((product, {"now": 1}, 8 / 9),)),
    Claim(Relation((grows,), (r * w <= 1,), TWO), part="divided"),
    Claim(Relation((first,), (v <= 1,), SIZES), part="k = 1"),
    Claim(Relation((one_more,), (recursion, v <= 1, so_far), SIZES), part="from k to k + 1"),
    Claim(Relation((small,), (v <= 3 / (K + 2), 48 * L**2 / epsilon**2 < K), SIZES), part="after K of them"),
)
