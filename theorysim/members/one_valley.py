"""Prove that a function of one variable is never below its value at the minimizer: it falls towards that point from both sides.

It is continuous, and convex with f' = 0 there, or (x - minimizer) f'(x) >= 0 everywhere.
"""

from typing import Annotated

import sympy

from theorysim.domains import parameters
from theorysim.entries import Objective, Sided, at_most, given_by_user, same
from theorysim.members.branches import breakpoints, coordinates, instances, traced
from theorysim.members.joints import unseen
from theorysim.members.membership import with_signature
from theorysim.prove.algebra import prove
from theorysim.readings.paths import TooManyPaths


def one_valley(objective: Objective, convex: bool) -> bool:
    """Tell whether it was proved, for parameters none of which is a whole number; `convex` says whether that was proved."""
    if objective.dimension != 1 or objective.form != "tuple" or objective.minimizer is None or instances(objective) != [{}]:
        return False
    if not _meets_at_roots(objective) or any(b.value != 0 for b in breakpoints(objective)) or unseen(objective):
        return False
    return (convex and prove(_sides(objective, True)).proved) or prove(_sides(objective, False)).proved


def _meets_at_roots(objective: Objective) -> bool:
    """Tell whether branches meet at roots of linear and quadratic polynomials in x alone, so that none is overlooked."""
    try:
        names, paths = traced(objective)
    except TooManyPaths:
        return False
    x = names[coordinates(objective)[0]]
    sides = [c.lhs - c.rhs for path in paths for c in map(sympy.sympify, path.conditions) if hasattr(c, "lhs")]
    return all(side.is_polynomial(x) and sympy.degree(side, x) <= 2 for side in sides if side.has(x))


def _sides(objective: Objective, at_minimizer: bool) -> Sided:
    """State that f' is 0 at the minimizer, or that (x - minimizer) f'(x) >= 0."""
    gradient, place = objective.gradient, objective.minimizer
    assert place is not None
    (x,) = coordinates(objective)
    axis = {p.name: Annotated[float, p.domain] for p in parameters(objective.value) if p.name == x}
    own = {p.name: Annotated[float, p.domain] for p in given_by_user(gradient, place) if p.name != x}
    of_gradient, of_place = ([p.name for p in parameters(body) if p.name in own] for body in (gradient, place))
    along = tuple(p.name for p in parameters(gradient) if p.domain.role == "direction")

    def sides(**given):  # type: ignore[no-untyped-def]
        least = place(**{n: given[n] for n in of_place})
        here = least if at_minimizer else given[x]
        slope = gradient(**{x: here}, **{n: given[n] for n in of_gradient}, **{n: 0 for n in along})
        return (slope, 0) if at_minimizer else (0, (here - least) * slope)

    return (same if at_minimizer else at_most)(with_signature(sides, own if at_minimizer else {**axis, **own}))
