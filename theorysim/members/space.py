"""Write what a class asks of a function of several variables as a relation at every point: in the plane, or with a diagonal Hessian.

The norm of a diagonal Hessian is its largest entry in size, the least eigenvalue its least entry. That it is diagonal, and that of the
value, is asked of the formula, which must have one branch.
"""

from functools import cache
from typing import Annotated, Any

import sympy

from theorysim.domains import Nonnegative, parameters
from theorysim.entries import Objective, Satisfies, Sided
from theorysim.maths import absolute, maximum, minimum, sqrt
from theorysim.members.branches import coordinates, traced
from theorysim.members.membership import with_signature
from theorysim.prove.algebra import prove
from theorysim.readings.paths import TooManyPaths


@cache
def diagonal(objective: Objective) -> tuple[sympy.Expr, ...]:
    """Return the diagonal of the Hessian of a function of several variables, where it was proved to be diagonal; else nothing."""
    axes, d = coordinates(objective), objective.dimension
    if d < 2 or objective.form != "tuple" or objective.parts or objective.hessian is None:
        return ()
    try:
        names, paths = traced(objective)
    except TooManyPaths:
        return ()
    if len(paths) != 1 or set(paths[0].conditions) - {sympy.true} or len(paths[0].result) != 1 + d + d * d:
        return ()
    value, *said = map(sympy.sympify, paths[0].result)
    slopes = said[:d]
    true = [sympy.diff(value, names[a]) for a in axes] + [sympy.diff(g, names[a]) for g in slopes for a in axes]
    if any(sympy.expand(a - b) != 0 for a, b in zip(said, true, strict=True)):
        return ()
    rows = [said[d + i * d : d + i * d + d] for i in range(d)]
    mixed = any(sympy.expand(entry) != 0 for i, row in enumerate(rows) for j, entry in enumerate(row) if i != j)
    return () if mixed else tuple(row[i] for i, row in enumerate(rows))


def shown_by_diagonal(objective: Objective, satisfies: Satisfies) -> bool:
    """Tell whether a membership was proved of a function whose Hessian is diagonal, at every point.

    Where it is the same at every point, as that of a quadratic, it is asked at one, with a gradient of any size.
    """
    entries = diagonal(objective)
    if not entries or any(p.name == "x0" for body in satisfies.constants.values() for p in parameters(body)):
        return False
    asked = {p.name for p in parameters(satisfies.assumption.inequality.body)}
    moves = {a for a in coordinates(objective) if any(a in map(str, e.free_symbols) for e in entries)}
    once = not moves and "value" not in asked and bool(asked & {"H_norm", "H_least"})
    return prove(at_every_point(objective, satisfies, once)).proved


def at_every_point(objective: Objective, satisfies: Satisfies, once: bool = False) -> Sided:
    """Write a declared inequality as a relation at every point, or `once` at the origin, where the gradient norm is free instead."""
    inequality, hold = satisfies.assumption.inequality, bool(diagonal(objective))
    value, gradient, hessian, outer = objective.value, objective.gradient, objective.hessian, inequality.body
    axes = coordinates(objective)
    own: dict[str, Any] = {p.name: Annotated[float, p.domain] for p in parameters(value)}
    free: dict[str, Any] = {p.name: Annotated[float, p.domain] for p in satisfies.assumption.constants()}
    free = {n: d for n, d in free.items() if n not in satisfies.constants}
    names, bodies = tuple(satisfies.constants), tuple(satisfies.constants.values())  # tuples: a reading follows them
    takes = tuple(tuple(p.name for p in parameters(b)) for b in bodies)
    own_names, free_names = tuple(own), tuple(free)
    asked = tuple(p.name for p in parameters(outer) if p.domain.role == "asked")

    def at_point(**values):  # type: ignore[no-untyped-def]
        place = {n: 0 if once and n in axes else values[n] for n in own_names}
        known = {n: values[n] for n in free_names}
        for name, body, wants in zip(names, bodies, takes, strict=True):
            known[name] = body(**{w: values[w] for w in wants})
        if "value" in asked:
            known["value"] = value(**place)
        if "g_norm" in asked:
            slopes = gradient(**place)
            known["g_norm"] = values["g_norm"] if once else sqrt(sum((g * g for g in slopes[1:]), slopes[0] * slopes[0]))
        if "H_norm" in asked or "H_least" in asked:
            largest, least = extremes(hessian(**place), hold)  # type: ignore[misc]
            known |= {n: v for n, v in (("H_norm", largest), ("H_least", least)) if n in asked}
        return outer(**known)

    domains = {n: d for n, d in own.items() if not (once and n in axes)} | ({"g_norm": Nonnegative} if once and "g_norm" in asked else {})
    return Sided(with_signature(at_point, {**domains, **free}), inequality.sense, inequality.says)


def extremes(rows: Any, diagonal: bool) -> tuple[Any, Any]:
    """Return the norm and the least eigenvalue of a Hessian, of a diagonal one or in the plane."""
    if not diagonal:
        (a, b), (_, c) = rows
        middle, spread = (a + c) / 2, sqrt((a - c) * (a - c) / 4 + b * b)
        return maximum(absolute(middle + spread), absolute(middle - spread)), middle - spread
    entries = [row[i] for i, row in enumerate(rows)]
    largest, least = absolute(entries[0]), entries[0]
    for entry in entries[1:]:
        largest, least = maximum(largest, absolute(entry)), minimum(least, entry)
    return largest, least
