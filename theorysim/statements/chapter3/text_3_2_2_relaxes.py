"""(L0, L1)-smoothness strictly relaxes L-smoothness: the exponential and x^4 have the one, globally, and not the other."""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.definition_3_2_1 import enough, smooth_exponential, smooth_quartic
from theorysim.statements.chapter3.notation import L1, L

g_norm, H_norm = letters("g_norm H_norm", Nonnegative)

relaxed = (H_norm <= L + L1 * g_norm).in_words("L-smooth gives (L, L1)-smooth for any L1")
exponential_passes = (L < absolute(exponential.hessian((1 + L / L1) / L1, L1))).in_words("at x = (1 + L/L1)/L1: L < |f''(x)|")
quartic_passes = (L < absolute(12 * (1 + L) ** 2)).in_words("at x = 1 + L: L < |f''(x)|")

statement = Statement(
    "text-3.2.2-relaxes",
    Claim(Relation((relaxed,), (H_norm <= L,)), part="weaker"),
    Claim(Relation((smooth_exponential,), (enough,)), part="exponential, a member"),
    Claim(Exists((exponential_passes,)), part="exponential, not L-smooth"),
    Claim(Relation((smooth_quartic,)), part="x^4, a member"),
    Claim(Exists((quartic_passes,)), part="x^4, not L-smooth", at=((quartic_passes, {"L": 1.0}, 1.0),)),
)
