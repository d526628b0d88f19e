"""(a) GClip is O(k^(-(alpha - 1)/(3 alpha - 2))) in |grad f| on functions that are not convex; O(k^(-1/4)) at alpha = 2. f, L, sigma fixed.

The bound is that of theorem-4.4.1 as it is repaired: the mean R of least = min{|grad f|^2, tau|grad f|} is at most (D w)^2, where w is that
power of k, and tau >= 16 sigma. Then |grad f| <= least/tau + sqrt(least), and sqrt(least) is at most its tangent at R = root^2. For alpha >
2 the noise has a second moment too, which is what alpha = 2 asks.

(b) is theorem-4.4.4, f and its noise as k has it; standard noise is assumption 4.4.1 with alpha = 2, as the caption says, and for alpha = 2
the exponent is that of (a). The lift to algorithms that are not zero-respecting is the citation named there. Of noise that has a moment of
an order above 2, too, as the head of the column may be read, no lower bound is shown: on this chain it has the smaller rate of (a) then.
"""

from dataclasses import replace

from theorysim.domains import Positive, Probability
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import K, alpha, beta, grad, sigma, tau
from theorysim.statements.chapter4.parts.long_gradients import far
from theorysim.statements.chapter4.theorem_4_4_4 import LOWER

D, root = letters("D root", Positive)
w = letter("w", Probability)
least = minimum(grad**2, tau * grad)
in_mean = 2 * root * grad <= 2 * root * least / tau + root**2 + least
together = root**2 / tau + root <= (D**2 / (16 * sigma) + D) * w
slower = 1 / K <= K ** (-(2 * beta / (3 * alpha - 2)))
standard = equals((number(2) - 1) / (3 * number(2) - 2), number(1) / 4)
DRAWN = {"alpha": (1.01, 2), "K": (1, 10**9)} | {name: (1e-3, 1e3) for name in ("D", "root", "grad", "tau", "sigma")}

statement = Statement(
    "table-4.1-nonconvex",
    Claim(Relation((slower,), search=DRAWN), part="a: 1/k is no slower"),
    Claim(
        Relation((in_mean,), search=DRAWN, hints=(0 <= (grad - root) ** 2,)),
        part="a: the mean of |grad f|",
        at=((in_mean, {"root": 1, "grad": 2, "tau": 2}, 4),),
    ),
    Claim(Relation((together,), (root <= D * w, far), DRAWN), part="a: its rate"),
    Claim(Relation((standard,)), part="a: alpha = 2"),
    *(replace(claim, part=f"b: {claim.part}") for claim in LOWER),
)
