"""Above the threshold some function of the class is never solved. Printed for every epsilon, M and L0 >= 1."""

from theorysim.model import Claim, Cover, Statement, at_most
from theorysim.statements.chapter3.parts.fixed_steps import (
    EXPONENTIAL,
    RANGES,
    above_threshold,
    exponential_fits,
    not_yet_stationary,
    stationary_at_once,
)

ABOVE = above_threshold.in_words("h > (2 log M + 2)/(M L1)")
statement = Statement(
    "proof-3.7.2-large-step",
    (
        Claim(
            Cover((EXPONENTIAL,), (ABOVE,), (stationary_at_once(None),), RANGES),
            cause="hypothesis",
            why="When M <= epsilon every member is stationary at its start, so T = 0 and not infinity.",
            at=((above_threshold, {"h": 3.0, "L1": 1.0, "M": 1.0}, 2.0),),
        ),
        Claim(
            Cover((EXPONENTIAL,), (ABOVE, at_most(exponential_fits, "L1 <= L0"), not_yet_stationary.in_words("epsilon < M")), (), RANGES),
            "repaired: when epsilon < M and L1 <= L0",
            why="The exponential is then a member (L0 = L1 is the least L0), its iterates diverge, and the gradient stays at least M.",
        ),
    ),
)
