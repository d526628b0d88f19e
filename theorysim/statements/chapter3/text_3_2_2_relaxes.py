"""(L0, L1)-smoothness relaxes L-smoothness, and strictly: the exponential and x^4 have the one and not the other."""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letters
from theorysim.maths import absolute, power
from theorysim.model import Claim, Exists, Relation, Statement, less
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.definition_3_2_1 import enough, smooth_exponential, smooth_quartic

g_norm, H_norm = letters("g_norm H_norm", Nonnegative)
L, L1 = letters("L L1", Positive)


relaxed = H_norm <= L + L1 * g_norm
within = H_norm <= L


x = (1 + L / L1) / L1
exponential_passes = L < absolute(exponential.hessian(x, L1))


def quartic_passes(L: Positive):
    x = 1 + L
    return L, absolute(12 * power(x, 2))


statement = Statement(
    "text-3.2.2-relaxes",
    (
        Claim(Relation((relaxed.in_words("L-smooth gives (L, L1)-smooth for any L1"),), (within,)), part="weaker"),
        Claim(Relation((smooth_exponential,), (enough,)), part="exponential, a member"),
        Claim(Exists((exponential_passes.in_words("at x = (1 + L/L1)/L1: L < |f''(x)|"),)), part="exponential, not L-smooth"),
        Claim(Relation((smooth_quartic,)), part="x^4, a member"),
        Claim(Exists((less(quartic_passes, "at x = 1 + L: L < |f''(x)|"),)), part="x^4, not L-smooth", at=((quartic_passes, (1.0,), 1.0),)),
    ),
)
