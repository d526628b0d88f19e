"""The laws that the readings of an objective agree: floats, arrays, balls and rationals with exact expressions, compiled runs with floats.

A function of few coordinates is compared with its traced formula; one of which the formula would be long, a sum over coordinates or
over parts or a vector, with balls of 400 bits.
"""

import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import sympy

from theorysim.domains import Asked, Positive, Real, parameters
from theorysim.entries import Body, Method, Objective, Quantity
from theorysim.members import branches
from theorysim.members.expansion import expanded, in_coordinates, terms_of
from theorysim.readings import arrays, balls, exact, floats
from theorysim.readings.instances import flat, settings
from theorysim.readings.paths import Path, TooManyPaths, symbols, trace
from theorysim.simulate.composition import Composition

PLACES = (0.0, 0.3, -0.64, 1.0, -1.0, 1.9, -2.6, 4.75)  # rational, on both sides of the breakpoints and on some of them
MOST = 16  # places in more than two coordinates
DIMENSIONS = (1, 1000)
ULPS = 8
FORMULA = 3  # coordinates of a function that is traced

Point = Mapping[str, float]
Numbers = Mapping[str, tuple[float, ...]]  # what a body returns, by reading
Exact = tuple[tuple[Fraction, bool], ...]  # to 60 digits or more, and whether that is the number itself


def points(objective: Objective) -> Iterator[dict[str, float]]:
    """Return points with settings of the parameters, along no direction and along one where the gradient takes one."""
    axes, draw = branches.coordinates(objective), random.Random(0)
    along = [p.name for p in parameters(objective.gradient) if p.domain.role == "direction"]
    ways = [dict.fromkeys(along, 0.0), *([{name: (-1.0) ** i for i, name in enumerate(along, 1)}] if along else [])]
    places = list(product(PLACES, repeat=len(axes))) if len(axes) < 3 else [tuple(draw.choices(PLACES, k=len(axes))) for _ in range(MOST)]
    for own, way in product(settings(objective), ways):
        for place in places:
            yield {**dict(zip(axes, place, strict=True)), **own, **way}


@cache
def _paths(body: Body) -> tuple[dict[str, Any], list[Path]]:
    names = symbols({p.name: p.domain for p in parameters(body)})
    return names, trace(body, names, branches.MOST)


def by_formula(body: Body, point: Point) -> tuple[Any, ...]:
    """Return what a body returns at a point as SymPy numbers, exact expressions of rationals. Raises TooManyPaths."""
    names, paths = _paths(body)
    place = {names[n]: sympy.Rational(v) for n, v in point.items()}
    held: dict[Any, bool] = {}

    def holds(condition: Any) -> bool:
        if condition not in held:
            held[condition] = sympy.sympify(condition).xreplace(place) == sympy.true
        return held[condition]

    path = next(p for p in paths if all(map(holds, p.conditions)))
    return tuple(sympy.sympify(r).xreplace(place) for r in flat(path.result))


@cache
def flattened(body: Callable[..., Any]) -> Callable[..., Any]:
    """Return the body that returns a Hessian as one tuple."""

    def numbers(**point: Any) -> Any:
        return flat(body(**point))

    return numbers


def exactly(body: Body, point: Point, formula: bool = True) -> Exact:
    """Return what a body returns at a point, to 60 digits or more, and whether that is the number itself."""
    if formula:
        made = by_formula(body, point)
        if any(r.has(sympy.nan, sympy.zoo, sympy.oo) for r in made):
            at = ", ".join(f"{name} = {value:g}" for name, value in point.items())
            raise ArithmeticError(f"{body.__name__} is no number at {at}: does it divide by 0 there?")
        return tuple((Fraction(int(r.p), int(r.q)), True) if r.is_Rational else (Fraction(str(r.evalf(60))), False) for r in made)
    return tuple((balls.middle(ball), False) for ball in balls.evaluate(flattened(body), point, 400))


def has_a_formula(body: Body) -> bool:
    """Tell whether a body has few enough branches to be looked at by its formula."""
    try:
        return bool(_paths(body))
    except TooManyPaths:
        return False


def readings_agree(objective: Objective) -> list[str]:
    """Compare the readings with exact numbers, at many points.

    Floats and arrays: a few ulps, more only where the point's last bit matters more. Balls: the truth is inside, and at 200 bits
    the ball is small. Rationals: the same number, where the truth is rational.
    """
    found, whole = [], {p.name for p in parameters(objective.value) if p.domain.integer}
    for where, one in in_coordinates(objective):
        plain = one.dimension == 1 or (objective.form == "tuple" and not objective.parts and one.dimension <= FORMULA)
        for body in (b for b in (one.value, one.gradient, one.hessian) if b is not None):
            formula = plain and has_a_formula(body)
            places = [{p.name: point[p.name] for p in parameters(body)} for point in points(one)]
            for at, numbers in zip(places, read_in_floats(body, places), strict=True):
                true = exactly(body, at, formula)
                for reading, a, b in off(body, at, numbers, true, whole, formula):
                    found.append(f"{where}{body.__name__}, read as {reading} at {at}: {a!r}, exactly {b!r}")
                for said in _beyond_floats(body, at, true):
                    found.append(f"{where}{body.__name__} at {at}: {said}")
    return found[:5]


def read_in_floats(body: Body, places: Sequence[Point]) -> list[Numbers]:
    """Read a body at each place in floats, one place by one, and on arrays, all places at once."""
    numbers = flattened(body)
    columns = arrays.evaluate(numbers, {name: np.array([at[name] for at in places]) for name in places[0]})
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [{"floats": floats.evaluate(numbers, at), "arrays": row} for at, row in zip(places, rows, strict=True)]


def off(body: Body, at: Point, read: Numbers, true: Exact, whole: Set[str], formula: bool) -> Iterator[tuple[str, float, float]]:
    """Return the readings in floats that are further off than the last bits of the point explain; those named in `whole` are exact."""
    right = [float(t) for t, _ in true]
    near = [ULPS * math.ulp(max(abs(b), 1e-300)) for b in right]
    wide: list[float] = []  # how far the last bits carry: seldom asked
    for reading, result in read.items():
        if all(abs(a - b) <= most for a, b, most in zip(result, right, near, strict=True)):
            continue
        if not wide:
            moved = [exactly(body, _nudged(at, whole, sign), formula) for sign in (1, -1)]
            away = (max(abs(float(m) - b) for m, _ in both) for b, *both in zip(right, *moved, strict=True))
            wide = [most + 4 * by for most, by in zip(near, away, strict=True)]
        yield from ((reading, a, b) for a, b, most in zip(result, right, wide, strict=True) if not abs(a - b) <= most)


def _nudged(at: Point, whole: Set[str], sign: int) -> Point:
    return {n: v if n in whole else v * (1 + sign**i * 2**-50) for i, (n, v) in enumerate(at.items())}


def _beyond_floats(body: Body, point: Point, true: Exact) -> Iterator[str]:
    """Tell where balls of 53 or 200 bits, or rationals, miss the exact number."""
    numbers = flattened(body)
    for bits, digits in ((53, 10), (200, 45)):
        found = balls.evaluate(numbers, point, bits)
        with balls.precision(400):  # the comparison is not to widen the ball
            for ball, (t, _) in zip(found, true, strict=True):
                unsure, width = (1 + abs(t)) / 10**50, (1 + abs(t)) / 10**digits
                if (ball < t - unsure).known or (ball > t + unsure).known:
                    yield f"the ball of {bits} bits does not contain {float(t)!r}"
                elif not ((ball < t + width).known and (ball > t - width).known):
                    yield f"the ball of {bits} bits around {float(t)!r} is wider than 10^-{digits}"
    try:
        rationals = exact.evaluate(numbers, point)
    except exact.NotRational:
        return
    for a, (t, itself) in zip(rationals, true, strict=True):
        if a != t and (itself or abs(a - t) > abs(t) / 10**100):
            yield f"read in rationals {a}, exactly {t}"


# --- compiled -------------------------------------------------------------------------------------------------------


def norm(g_norm: Asked) -> Any:
    return g_norm


def step(x: Real, g: Real, eta: Positive) -> Any:
    return x - eta * g


GRADIENT_NORM, DESCENT = Quantity(norm), Method(step)  # of the catalogue's content, so that what is compiled here serves its runs too


def runs_in_every_dimension(objective: Objective) -> list[str]:
    """Run it compiled, in the dimension that it declares, a sum in 1 and 1000, against floats; NaN is seen."""
    return [said for d in (DIMENSIONS if objective.form == "sum" else (objective.dimension,)) for said in _compiled(objective, d)]


def _compiled(objective: Objective, d: int) -> list[str]:
    from theorysim.simulate.run import run

    what, own = Composition(DESCENT, objective, GRADIENT_NORM), next(iter(settings(objective)))
    given = {"method.eta": 1.0, **{f"objective.{n}": float(v) for n, v in own.items()}}
    start = np.linspace(-2.5, 1.9, d) if d > 2 else np.array([0.7, -1.9])[:d]
    one, terms = expanded(objective, d), terms_of(objective)
    axes = branches.coordinates(one)
    place = dict(zip(axes, map(float, start), strict=True))

    def sizes(**point: Any) -> Any:
        return tuple(terms(tuple(point[a] for a in axes), None, point))

    value, size = (floats.evaluate(one.value, _of(one.value, place, own)), sum(map(abs, floats.evaluate(sizes, {**place, **own}))))
    slope = math.sqrt(math.fsum(entry**2 for entry in flat(floats.evaluate(one.gradient, _of(one.gradient, place, own)))))
    got = run(what, given, tuple(start), 0.0, 0)
    where = f"compiled, {d} coordinate{'s' if d > 1 else ''}"
    found = []
    if not abs(got.value - value) <= 1e-15 * (d + ULPS) * (1 + size):
        found.append(f"{where}: the value is {got.value!r}, in floats it is {value!r}")
    if not abs(got.gradient_norm - slope) <= 1e-15 * (d + ULPS) * (1 + slope):
        found.append(f"{where}: the gradient norm is {got.gradient_norm!r}, in floats it is {slope!r}")
    for i in sorted({0, d - 1}):
        bad = start.copy()
        bad[i] = math.nan
        outcome = run(what, given, tuple(bad), 1e300, 3).outcome
        if outcome != "nan":
            found.append(f"{where}: a start with a NaN in coordinate {i + 1} ends as {outcome!r}, not 'nan'")
    return found


def _of(body: Body, place: Point, own: Point) -> dict[str, float]:
    """Return the arguments of a body at a place, along no direction."""
    known = {**place, **own}
    return {p.name: 0.0 if p.domain.role == "direction" else known[p.name] for p in parameters(body)}
