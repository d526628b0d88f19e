"""The laws of objectives about their formulas: derivatives, breakpoints, classes, NaN, minimum and start.

An objective of any form is looked at as a function of a few plain coordinates (see `expansion`), a sum also in 1000.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from theorysim.domains import parameters
from theorysim.entries import Objective
from theorysim.laws.readings import points
from theorysim.members import branches, certify, refuted
from theorysim.members.expansion import expanded, in_coordinates
from theorysim.members.slopes import wrong_slopes
from theorysim.readings import floats
from theorysim.readings.instances import flat, settings
from theorysim.readings.paths import TooManyPaths

FORMULA = 3  # coordinates of a function whose derivatives are taken of its formula
FAR = 1000  # coordinates of a sum, for a neighbour that is wrong in the middle


def has_the_derivatives_it_says(objective: Objective) -> list[str]:
    """Compare gradient and Hessian with the derivatives of the traced value, on every branch.

    A function of many coordinates or branches is compared at random points, to 30 digits; so is a sum over 1000 coordinates.
    """
    found = []
    for where, one in in_coordinates(objective):
        try:
            said = branches.derivatives(one) if one.dimension <= FORMULA else wrong_slopes(one)
        except TooManyPaths:
            said = wrong_slopes(one)
        found += [where + s for s in said]
    return found or (wrong_slopes(expanded(objective, FAR)) if objective.form == "sum" else [])


def meets_at_breakpoints(objective: Objective) -> list[str]:
    """Ask for a continuous value, and for a continuous gradient where a class that bounds the curvature is declared."""
    asked = {p.name for s in objective.satisfies if s.holds for p in parameters(s.assumption.inequality.body)}
    found = []
    for where, one in in_coordinates(objective):
        if one.dimension > 2 and objective.form != "tuple":
            continue  # one coordinate and its neighbour have been seen; a vector has no formula
        try:
            every = branches.breakpoints(one)
        except TooManyPaths:
            continue  # the law of kinks sees a jump
        for b in every:
            if b.value != 0:
                found.append(f"{where}the value jumps by {b.value} at {b.at}")
            if b.gradient != 0 and asked & {"H_norm", "jump"}:
                found.append(f"{where}the gradient jumps by {b.gradient} at {b.at}")
    return found


def keeps_what_it_declares(objective: Objective) -> list[str]:
    """Prove every declared membership, and refute every declared non-membership at an exact point.

    Of identical terms one is looked at: its constants of curvature are those of any sum.
    """
    found = []
    for i, declared in enumerate(objective.satisfies):
        for where, one in [("", replace(objective, separable=False))] if objective.separable else in_coordinates(objective):
            reason = (certify.why_not_proved if declared.holds else refuted.why_not_refuted)(one, i)
            if reason:
                reason = (refuted.refuted_at(one, i) if declared.holds else "") or reason
                found.append(f"declares {'' if declared.holds else 'not '}{certify.name_of(declared)}: {where}{reason}")
                break
    return found


def keeps_nan(objective: Objective) -> list[str]:
    """Ask for a NaN value, and a NaN in the gradient, wherever a coordinate is NaN."""
    found = []
    own = next(settings(objective))
    for where, one in in_coordinates(objective):
        axes = branches.coordinates(one)
        for axis in axes:
            for body in (one.value, one.gradient):
                result = flat(floats.evaluate(body, _taken(body, {**dict.fromkeys(axes, 0.5), **own, axis: math.nan})))
                if not any(math.isnan(r) for r in result):
                    found.append(f"{where}{body.__name__} with {axis} = NaN gives {', '.join(map(str, result[:8]))}, not NaN")
    return found[:3]


def _taken(body: Any, known: dict[str, float]) -> dict[str, float]:
    """Return the arguments of a body, along no direction."""
    return {p.name: known.get(p.name, 0.0) for p in parameters(body)}


def is_never_below_its_minimum(objective: Objective) -> list[str]:
    """Compare the value with the minimum, told the dimension, at the start and at many points of the domain."""
    if objective.minimum is None:
        return []
    found = []
    for where, one in in_coordinates(objective):
        domains = {p.name: p.domain for p in parameters(one.value) if p.domain.role == "coordinate"}
        for point in (*_starts(one), *points(one)):
            if not all(domain.holds(point[a]) for a, domain in domains.items()):
                continue
            value = floats.evaluate(one.value, _taken(one.value, point))
            least = floats.evaluate(one.minimum, _taken(one.minimum, point))  # type: ignore[arg-type]
            if not value >= least - 1e-12 * (1 + abs(least)):
                found.append(f"{where}at {point} the value is {value!r}, below the minimum {least!r}")
    return found[:3]


def attains_its_minimum(objective: Objective) -> list[str]:
    """Ask that the value at the minimizer be the minimum: proved in one variable, else exactly or to 30 digits at a few settings."""
    if objective.minimizer is None:
        return []
    if objective.minimum is None:
        return ["a minimizer is declared, and no minimum"]
    found = []
    for where, one in in_coordinates(objective):
        axes = branches.coordinates(one)
        for own in settings(one):
            place = flat(floats.evaluate(one.minimizer, _taken(one.minimizer, own)))  # type: ignore[arg-type]
            place = place * len(axes) if objective.form == "sum" and len(place) == 1 else place
            if len(place) != len(axes):
                found.append(f"{where}the minimizer has {len(place)} numbers for {len(axes)} coordinates")
                continue
            value = floats.evaluate(one.value, _taken(one.value, dict(zip(axes, place, strict=True)) | own))
            least = floats.evaluate(one.minimum, _taken(one.minimum, own))  # type: ignore[arg-type]
            if not math.isclose(value, least, rel_tol=1e-12, abs_tol=1e-12):
                found.append(f"{where}at the minimizer {place}, at {own}, the value is {value!r}, the minimum {least!r}")
    if found or objective.form != "tuple" or objective.dimension != 1:
        return found[:3]
    reason = certify.why_not_attained(objective)
    return [reason] if reason else []


def _starts(objective: Objective) -> Iterator[dict[str, float]]:
    for own in settings(objective) if objective.start is not None else ():
        start = flat(floats.evaluate(objective.start, _taken(objective.start, own)))  # type: ignore[arg-type]
        axes = branches.coordinates(objective)
        yield dict(zip(axes, start * len(axes) if len(start) == 1 else start, strict=True)) | own


def starts_at_a_point(objective: Objective) -> list[str]:
    """Ask for a start with as many numbers as there are coordinates (one, for all of a sum), each in its domain."""
    found = []
    for where, one in in_coordinates(objective):
        domains = [p.domain for p in parameters(one.value) if p.domain.role == "coordinate"]
        for own in settings(one) if one.start is not None else ():
            start = flat(floats.evaluate(one.start, _taken(one.start, own)))  # type: ignore[arg-type]
            if len(start) != len(domains) and (objective.form != "sum" or len(start) != 1):
                found.append(f"{where}the start has {len(start)} numbers for {len(domains)} coordinates")
            elif outside := [x for x, domain in zip(start, domains, strict=False) if not domain.holds(x)]:
                found.append(f"{where}the start has {outside[0]!r}, outside {domains[0]}, at {own}")
    return found[:3]
