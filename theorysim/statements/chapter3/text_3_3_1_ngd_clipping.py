"""Clipped and normalised gradient descent differ by at most a factor 2 in their step."""

from theorysim.domains import Positive
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement, at_most, same


def h_c(g, eta_n, beta):
    """(3.5) with eta_c = eta_n/beta and gamma eta_c = eta_n."""
    return minimum(eta_n / beta, eta_n / g)


def h_n(g, eta_n, beta):
    return eta_n / (g + beta)


def left(g: Positive, eta_n: Positive, beta: Positive):
    return h_c(g, eta_n, beta) / 2, h_n(g, eta_n, beta)


def right(g: Positive, eta_n: Positive, beta: Positive):
    return h_n(g, eta_n, beta), 2 * h_c(g, eta_n, beta)


def without_gradient(eta_n: Positive, beta: Positive):
    """At g = 0 both are eta_n/beta, gamma eta_c/0 being infinite in (3.5)."""
    return h_n(0, eta_n, beta), eta_n / beta


statement = Statement(
    "text-3.3.1-ngd-clipping",
    (
        Claim(Relation((at_most(left, "h_c/2 <= h_n"),)), part="left", at=((left, (1.0, 2.0, 1.0), 1.0),)),
        Claim(Relation((at_most(right, "h_n <= 2 h_c"),)), part="right"),
        Claim(Relation((same(without_gradient, "and at g = 0 both are eta_n/beta"),)), part="zero gradient"),
    ),
)
