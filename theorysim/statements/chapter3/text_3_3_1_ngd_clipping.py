"""With gamma eta_c = eta_n and eta_c = eta_n/beta the steps of clipping and of normalization are h_c/2 <= h_n <= 2 h_c."""

from theorysim.domains import Positive
from theorysim.letters import equals, letters
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import g

beta, eta_n = letters("beta eta_n", Positive)

h_c = minimum(eta_n / beta, eta_n / g).named("h_c")  # (3.5)


def h_n(g):
    return eta_n / (g + beta)


left = h_c / 2 <= h_n(g)
at_zero = equals(h_n(0), eta_n / beta).in_words("and at g = 0 both are eta_n/beta, gamma eta_c/0 being infinite in (3.5)")

statement = Statement(
    "text-3.3.1-ngd-clipping",
    Claim(Relation((left,)), part="left", at=((left, {"g": 1.0, "eta_n": 2.0, "beta": 1.0}, 1.0),)),
    Claim(Relation((h_n(g) <= 2 * h_c,)), part="right"),
    Claim(Relation((at_zero,)), part="zero gradient"),
)
