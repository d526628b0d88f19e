"""The laws of functions with kinks: the generalized gradient fits the direction, and the interval of slopes is the right one."""

from fractions import Fraction
from itertools import product

import sympy

from theorysim.domains import parameters
from theorysim.judge import branches
from theorysim.judge.instances import flat, settings
from theorysim.model import Objective
from theorysim.readings import exact


def kinks(objective: Objective, own: dict[str, float]) -> set[Fraction]:
    """Give the breakpoints of a function of one variable at some parameters, those that are rational."""
    names = branches.symbols({p.name: p.domain for p in objective.parameters})
    here = {names[n]: sympy.Rational(v) for n, v in own.items()}
    found = {sympy.sympify(b.at).xreplace(here) for b in branches.breakpoints(objective)} if objective.dimension == 1 else set()
    return {Fraction(str(k)) for k in found if k.is_Rational}


def fits_the_direction(objective: Objective) -> list[str]:
    """Compare <g, v> with the difference quotient along v, in rationals, where a gradient takes a direction; at breakpoints too."""
    along = [p.name for p in parameters(objective.gradient) if p.domain.name == "direction"]
    axes, found, t = branches.coordinates(objective), [], Fraction(1, 2**60)
    for own in settings(objective) if along else ():
        spots = product(sorted({*map(Fraction, (0, 1, -1, 2)), *kinks(objective, own)}), repeat=len(axes))
        for spot, way in product(spots, product((-1, 1), repeat=len(along))):
            ahead = [x + t * v for x, v in zip(spot, way, strict=True)]
            try:
                here, there = (exact.evaluate(objective.value, {**dict(zip(axes, p, strict=True)), **own}) for p in (spot, ahead))
                g = flat(
                    exact.evaluate(objective.gradient, {**dict(zip(axes, spot, strict=True)), **dict(zip(along, way, strict=True)), **own})
                )
            except exact.NotRational:
                continue
            rate, given = (there - here) / t, sum(a * v for a, v in zip(g, way, strict=True))
            if abs(rate - given) > Fraction(1, 2**30) * (1 + abs(rate)):
                found.append(f"at {', '.join(map(str, spot))} along {way} with {own} it rises by {float(rate)}, <g, v> is {float(given)}")
    return found[:3]


def spans_its_slopes(objective: Objective) -> list[str]:
    """Compare `clarke` of a piecewise linear function, exactly, with the slopes on both sides of breakpoints, of x and of the ends."""
    found = []
    for own in settings(objective) if objective.clarke is not None else ():
        places = kinks(objective, own)
        for x, radius in product(map(Fraction, (0, -1, 2)), map(Fraction, (0, 1, 4))):
            spots = {x, x - radius, x + radius, *(k for k in places if abs(k - x) <= radius)}
            slopes = [exact.evaluate(objective.gradient, {"x": y, "v": v, **own}) for y in spots for v in (-1, 1)]
            low, high = exact.evaluate(objective.clarke, {"x": x, "radius": radius, **own})  # type: ignore[arg-type]
            if (low, high) != (min(slopes), max(slopes)):
                said = f"[{low}, {high}], the slopes there span [{min(slopes)}, {max(slopes)}]"
                found.append(f"within {radius} of {x} at {own} it gives {said}")
    return found[:3]
