"""Sum a function of one variable over the coordinates of an array, f(x_1) to f(x_d): written separable:NAME."""

from dataclasses import replace

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.entries import Objective

MEMBER = (smooth, l0_l1_smooth, twice_differentiable, convex, strongly_convex)
NO_MEMBER = (smooth, lower_bounded, twice_differentiable, bounded_gradient_on_sublevel, convex, strongly_convex, lipschitz)
ANY_DIMENSION = (smooth, strongly_convex)  # their constants are those of one coordinate


def separable(objective: Objective) -> Objective:
    """Return the objective on arrays of any length; bodies, parameters and minimum are those of one coordinate.

    The Hessian is diagonal and every |f'(x_i)| is at most the norm of the gradient, so the constants of curvature stay.
    f*, M and the Lipschitz constant would grow with d and are no longer declared; what was unbounded in one coordinate stays unbounded.
    Raises ValueError for an objective of several variables, or one that is a sum already.
    """
    if objective.dimension != 1 or objective.form != "tuple":
        raise ValueError("separable takes an objective of one variable")
    kept = [s for s in objective.satisfies if s.assumption in (MEMBER if s.holds else NO_MEMBER)]
    kept = [s for s in kept if s.holds or not s.constants or s.assumption in ANY_DIMENSION]
    return replace(objective, satisfies=tuple(kept), separable=True)
