"""The columns alpha >= 2: SGD O(1/k) for f(x) - f* and O(k^(-1/4)) for |grad f|, GClip O(1/k), no method below Omega(1/k).

A moment of order alpha >= 2 bounds the second one, by a tangent: E|g|^2 <= G^2. GClip is that of Theorem 4.4.2 at alpha = 2, with the
thresholds of its proof, u = sqrt(k). The lower bound has a bounded noise (`standard_noise`), so that it is one for every alpha >= 2.
"""

from theorysim.model import Claim, Known, Order, Relation, Statement
from theorysim.statements.chapter4.notation import k
from theorysim.statements.chapter4.parts.clipped_average import LINES, u
from theorysim.statements.chapter4.parts.sgd_rates import SMOOTH, STRONG, h, second_moment, w, z
from theorysim.statements.chapter4.parts.standard_noise import LOWER

statement = Statement(
    "table-4.1-standard",
    Claim(Relation((second_moment,), search={"h": (0, 1), "z": (1e-3, 1e3)}), part="alpha >= 2", at=((z**h, {"z": 4, "h": 1 / 2}, 2),)),
    Claim(
        Order(1 / k, "O", ceiling=Known(4 / k, STRONG), search={"k": (1, 1e9)}),
        part="(a) SGD, strongly convex",
        at=((4 / k, {"k": 2}, 2),),
    ),
    Claim(Order(1 / w, "O", ceiling=Known(2 / w, SMOOTH), search={"w": (1, 178)}), part="(a) SGD, non-convex"),
    Claim(Order(1 / u**2, "O", ceiling=Known(6 / u**2, LINES), search={"u": (1, 31622)}), part="(b) GClip"),
    Claim(LOWER, part="(c) lower bound"),
)
