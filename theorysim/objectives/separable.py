"""Add up copies of an objective of one variable, one for each coordinate."""

from dataclasses import replace

from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.model import Objective


def separable(objective: Objective) -> Objective:
    """Give f(x_1) + ... + f(x_d); d is the length of the point.

    The Hessian is diagonal, so L-smoothness carries over; constants that depend on the gradient norm or on d do not.
    Raises ValueError where the objective has more than one variable.
    """
    if objective.dimension != 1:
        raise ValueError(f"separable needs an objective of one variable, this one has {objective.dimension}")
    kept = tuple(s for s in objective.satisfies if s.assumption in (smooth, twice_differentiable))
    return replace(objective, satisfies=kept, separable=True)
