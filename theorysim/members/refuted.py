"""Refute that an objective lies in a class: at an exact point, at which the inequality of the class certainly fails."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import sympy

from theorysim.domains import parameters
from theorysim.entries import Objective, Satisfies
from theorysim.members.branches import Breakpoint, breakpoints, coordinates, inside, instances, traced
from theorysim.members.certify import asks, fixed, why_untried
from theorysim.members.membership import on_sublevel, relation
from theorysim.members.space import at_every_point
from theorysim.readings import floats
from theorysim.readings.confirm import confirm

HALVES = tuple(Fraction(n, 2) for n in (2, 1, 6))
LARGE = (Fraction(1), Fraction(1000), Fraction(10**6))


def why_not_refuted(objective: Objective, which: int) -> str:
    """Return nothing where a declared non-member certainly fails, at an exact point for each constant tried, else the reason."""
    satisfies = objective.satisfies[which]
    if nothing := why_untried(objective, satisfies):
        return nothing
    if asks(satisfies, "H_least") and any(sympy.sympify(b.gradient).is_negative for b in breakpoints(objective)):
        return ""  # a kink that points up
    if asks(satisfies, "jump"):
        found = breakpoints(objective)
        return "" if any(_certainly_not_zero(b, objective) for b in found) else "no jump was found"
    for numbers in instances(objective):
        one = fixed(objective, numbers)
        for constants in constants_tried(one, one.satisfies[which]):
            if refuting_point(one, one.satisfies[which], constants) is None:
                return f"no point refutes it at {', '.join(f'{n} = {v}' for n, v in {**numbers, **constants}.items())}"
    return ""


def _certainly_not_zero(place: Breakpoint, objective: Objective) -> bool:
    names, paths = traced(objective)
    points = [point for path in paths for point in inside(path, names, 2)]
    return any(sympy.sympify(j).xreplace(p).is_zero is False for j in place.jumps() for p in points)


def constants_tried(objective: Objective, satisfies: Satisfies) -> Iterator[dict[str, Fraction]]:
    own = [p.name for p in objective.parameters]
    free = [p for p in satisfies.assumption.constants() if p.name not in satisfies.constants and p.name not in own]
    lower = asks(satisfies, "H_least")  # a bound from below asks least of a small constant
    for mine in product(HALVES, repeat=len(own)):
        for theirs in product([1 / n for n in LARGE] if lower else LARGE, repeat=len(free)):
            signs = [-v if p.domain.low < 0 else v for p, v in zip(free, theirs, strict=True)]
            yield {**dict(zip(own, mine, strict=True)), **{p.name: v for p, v in zip(free, signs, strict=True)}}


def refuting_point(objective: Objective, satisfies: Satisfies, constants: Mapping[str, Fraction]) -> dict[str, Fraction] | None:
    """Find a rational point at which the declared inequality certainly fails; None where none was found."""
    check = relation(objective, satisfies) if objective.dimension == 1 else at_every_point(objective, satisfies)
    given = on_sublevel(objective) if satisfies.assumption.on == "sublevel" else None
    wanted = {p.name for p in parameters(check.body)} | ({"x0"} if given else set())
    places = [Fraction(0), *(sign * Fraction(2) ** k for k in range(-3, 23) for sign in (1, -1))]
    places += [sign * n / c for c in constants.values() if c for n in (2, 4, 6) for sign in (1, -1)]
    axes = coordinates(objective)
    for spot in ([Fraction(0)] * len(axes), *([x, *[Fraction(1)] * (len(axes) - 1)] for x in places)):
        point = {**dict(zip(axes, spot, strict=True)), **constants, **({"x0": Fraction(1)} if "x0" in wanted else {})}
        if confirm(check, {n: v for n, v in point.items() if n in wanted}) is not False:
            continue
        if given is None or confirm(given, {p.name: point[p.name] for p in parameters(given.body)}) is True:
            return point
    return None


def refuted_at(objective: Objective, which: int) -> str:
    """Tell where a declared membership certainly fails, and how; nothing where no point was found."""
    satisfies = objective.satisfies[which]
    if objective.dimension > 2 or objective.form != "tuple" or asks(satisfies, "jump") or why_untried(objective, satisfies):
        return ""
    for numbers in instances(objective):
        one = fixed(objective, numbers)
        for constants in constants_tried(one, one.satisfies[which]):
            if point := refuting_point(one, one.satisfies[which], constants):
                check = relation(one, one.satisfies[which]) if one.dimension == 1 else at_every_point(one, one.satisfies[which])
                left, right = floats.evaluate(check.body, {p.name: float(point[p.name]) for p in parameters(check.body)})
                place = ", ".join(f"{n} = {v}" for n, v in {**numbers, **point}.items())
                return f"refuted at {place}, where the sides are {left:.6g} and {right:.6g}"
    return ""
