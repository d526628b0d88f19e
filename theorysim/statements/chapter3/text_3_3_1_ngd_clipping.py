"""Clipped and normalised gradient descent differ by at most a factor 2 in their step."""

from theorysim.domains import Positive
from theorysim.letters import equals, letters
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement

beta, eta_n, g = letters("beta eta_n g", Positive)


def h_c(g, eta_n, beta):
    """(3.5) with eta_c = eta_n/beta and gamma eta_c = eta_n."""
    return minimum(eta_n / beta, eta_n / g)


def h_n(g, eta_n, beta):
    return eta_n / (g + beta)


left = h_c(g, eta_n, beta) / 2 <= h_n(g, eta_n, beta)
right = h_n(g, eta_n, beta) <= 2 * h_c(g, eta_n, beta)
without_gradient = equals(h_n(0, eta_n, beta), eta_n / beta)  # At g = 0 both are eta_n/beta, gamma eta_c/0 being infinite in (3.5).


statement = Statement(
    "text-3.3.1-ngd-clipping",
    (
        Claim(Relation((left.in_words("h_c/2 <= h_n"),)), part="left", at=((left, {"g": 1.0, "eta_n": 2.0, "beta": 1.0}, 1.0),)),
        Claim(Relation((right.in_words("h_n <= 2 h_c"),)), part="right"),
        Claim(Relation((without_gradient.in_words("and at g = 0 both are eta_n/beta"),)), part="zero gradient"),
    ),
)
