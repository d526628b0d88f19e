"""Tell where branches meet with a jump that a class does not allow, or may do so where no point that was tried lies.

`breakpoints` compares branches where they were seen to meet. A window of a parameter may be narrower than any sample: so each two
branches of a function of one variable that differ at a place are shown not to meet there, whatever the parameters, or are named.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import sympy
from sympy import Expr, Symbol

from theorysim.domains import Domain, parameters
from theorysim.entries import Objective, Satisfies
from theorysim.members.branches import breakpoints, coordinates, exactly_zero, instances, moving, roots, unsolved
from theorysim.prove.algebra import never_together
from theorysim.readings.paths import Path


def why_torn(objective: Objective, satisfies: Satisfies) -> str:
    """Return nothing where value, gradient and Hessian were shown to meet as the class asks, else the place, and what jumps there."""
    asked = {p.name for p in parameters(satisfies.assumption.inequality.body)}
    curved = asked & {"H_norm", "H_least", "jump"}
    if not curved and "g_norm" not in asked:
        return ""
    if hidden := unsolved(objective):
        return f"it is not known where {hidden[0]} is 0, where branches meet"
    for b in breakpoints(objective):
        falls = "H_least" in asked and not sympy.sympify(b.gradient).is_nonnegative  # a kink that points down keeps f convex
        if b.value != 0 or falls or (b.gradient != 0 and "H_norm" in asked):
            return f"at x = {b.at} value and gradient jump by {b.value}, {b.gradient}"
        if "jump" in asked and any(j != 0 for j in b.jumps()):
            return f"at x = {b.at} value, gradient, Hessian jump by {', '.join(map(str, b.jumps()))}"
    return unseen(objective, bool(curved), "jump" in asked, "H_least" in asked) if objective.dimension == 1 else ""


def unseen(objective: Objective, gradient: bool = False, hessian: bool = False, upwards: bool = False) -> str:
    """Return the first place where two branches that differ, in value, and in gradient and Hessian as asked, may meet.

    A gradient that jumps upwards is no complaint where `upwards` is told.
    """
    domains = {p.name: p.domain for p in parameters(objective.value)}
    for fixed in instances(objective):
        names, paths, boundaries = moving(objective, fixed)
        free = {n: d for n, d in domains.items() if n not in fixed}
        somewhere = tuple(p for p in paths if not _apart(p.conditions, names, free))
        x = names[coordinates(objective)[0]]
        places = sorted({sympy.cancel(root) for b in boundaries for root in roots(b, x)}, key=str)
        for place in (p for p in places if p.is_real is not False):
            for one, other in _different(somewhere, x, place, 1 + gradient + hessian, upwards):
                if not _apart([*_at(one, x, place), *_at(other, x, place)], names, free):
                    return f"it is not known whether the branches {_said(one)} and {_said(other)} meet at {x} = {place}, where they differ"
    return ""


def _said(path: Path) -> str:
    return " and ".join(map(str, path.conditions))


def _different(paths: tuple[Path, ...], x: Symbol, place: Expr, asked: int, upwards: bool) -> Iterator[tuple[Path, Path]]:
    """Return each two branches whose numbers at the place are not the same."""
    here = [(p, tuple(sympy.sympify(e).subs(x, place) for e in p.result[:asked])) for p in paths if sympy.false not in _at(p, x, place)]
    for (one, mine), (other, theirs) in combinations(here, 2):
        jumps = [not exactly_zero(a - b) for a, b in zip(mine, theirs, strict=True)]
        if any(jumps) and (jumps[0] or not upwards or not _rises(one, other, x, place, mine[1], theirs[1])):
            yield one, other


def _rises(one: Path, other: Path, x: Symbol, place: Expr, mine: Expr, theirs: Expr) -> bool:
    """Tell whether the gradient is shown to be no less on the branch above the place than on the one below it."""
    above = next((side for c in one.conditions if (side := _side(c, x, place))), 0)
    jump = (mine - theirs) * above
    return above != 0 and bool(sympy.factor(jump).is_nonnegative or sympy.expand(jump).is_nonnegative)


def _side(condition: Any, x: Symbol, place: Expr) -> int:
    """Return 1 where a condition holds just above a place alone, -1 just below, 0 where it says nothing of that."""
    if not hasattr(condition, "lhs") or isinstance(condition, sympy.Eq | sympy.Ne):
        return 0
    margin = condition.lhs - condition.rhs
    slope = sympy.diff(margin, x).subs(x, place) if margin.has(x) and exactly_zero(margin.subs(x, place)) else sympy.Integer(0)
    sign = 1 if slope.is_positive else -1 if slope.is_negative else 0
    return sign if isinstance(condition, sympy.StrictGreaterThan | sympy.GreaterThan) else -sign


def _at(path: Path, x: Symbol, place: Expr) -> list[Any]:
    """Return what the conditions of a branch ask of the parameters near a place; that of the place itself says nothing.

    One that moves with x is asked strictly: where it holds with equality two places are one, and what is continuous beside that is there.
    """
    found: list[Any] = []
    for c in map(sympy.sympify, path.conditions):
        if not hasattr(c, "lhs") or not c.has(x):
            found.append(c)
            continue
        margin = sympy.cancel(sympy.together((c.lhs - c.rhs).subs(x, place)))
        if margin == 0 or isinstance(c, sympy.Ne):
            continue
        strict = {sympy.GreaterThan: sympy.StrictGreaterThan, sympy.LessThan: sympy.StrictLessThan}.get(type(c), type(c))
        found.append(sympy.sympify(strict(margin, 0)))
    return found


def _apart(conditions: Sequence[Any], names: Mapping[str, Any], domains: Mapping[str, Domain]) -> bool:
    """Tell whether it was proved that no parameters meet all of the conditions."""
    asked = list(dict.fromkeys(conditions))
    if sympy.false in asked or any(sympy.Not(c) in asked for c in asked):
        return True
    return never_together(asked, {n: s for n, s in names.items() if isinstance(s, Symbol)}, domains)
