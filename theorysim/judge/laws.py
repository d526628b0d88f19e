"""The laws of each kind of entry, each a function that gives a list of complaints in plain words; none means that it passed.

`complaints(record)` runs all laws of a record's kind: the tests over the catalogue and a user's own file take the same way.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import sympy

from theorysim.domains import Asked, Parameter, Real, parameters
from theorysim.judge import branches, bytecode, certify, kinks, noise, noise_membership
from theorysim.judge.instances import flat, settings
from theorysim.model import Assumption, Body, Method, Objective, Oracle, Quantity
from theorysim.readings import arrays, balls, exact, floats
from theorysim.readings.paths import Path, trace

Record = Objective | Method | Oracle | Assumption | Quantity

PLACES = (0.0, 0.3, -0.7, 1.0, -1.0, 1.9, -2.6, 4.75)  # rational, on both sides of the breakpoints and on some of them
DIMENSIONS = (1, 1000)
ULPS = 8


def bodies(record: Record) -> tuple[Body, ...]:
    """Give every body of a record, those of its constants too."""
    if isinstance(record, Objective):
        own = (record.value, record.gradient, record.hessian, record.minimum, record.start, record.clarke)
        return (*(b for b in own if b is not None), *(b for s in record.satisfies for b in s.constants.values()))
    if isinstance(record, Method):
        return (*record.stages, *([record.done] if record.done else []))
    if isinstance(record, Oracle):
        return (record.perturb, *record.asks, *noise.stated(record), *noise.chances(record))
    return (record.inequality.body,) if isinstance(record, Assumption) else (record.body, *record.asks)


def decides_by_where(record: Record) -> list[str]:
    """Read the bytecode of every body: no `if`, `and`, `or`, chain of comparisons, `==`, `min` or `max`."""
    return sorted({complaint for body in bodies(record) for complaint in bytecode.branches(body)})


# --- objectives -----------------------------------------------------------------------------------------------------


def has_the_derivatives_it_says(objective: Objective) -> list[str]:
    """Compare gradient and Hessian with the derivatives of the traced value, on every branch."""
    return branches.derivatives(objective)


def meets_at_breakpoints(objective: Objective) -> list[str]:
    """Ask for a continuous value, and for a continuous gradient where a class that bounds the curvature is declared."""
    asked = {p.name for s in objective.satisfies if s.holds for p in parameters(s.assumption.inequality.body)}
    found = []
    for b in branches.breakpoints(objective):
        if b.value != 0:
            found.append(f"the value jumps by {b.value} at {b.at}")
        if b.gradient != 0 and asked & {"H_norm", "jump"}:
            found.append(f"the gradient jumps by {b.gradient} at {b.at}")
    return found


def keeps_what_it_declares(objective: Objective) -> list[str]:
    """Prove every declared membership, and refute every declared non-membership at an exact point."""
    found = []
    for i, declared in enumerate(objective.satisfies):
        reason = (certify.why_not_proved if declared.holds else certify.why_not_refuted)(objective, i)
        if reason:
            found.append(f"declares {'' if declared.holds else 'not '}{certify.name_of(declared)}: {reason}")
    return found


def _points(objective: Objective) -> Iterator[dict[str, float]]:
    axes = branches.coordinates(objective)
    along = [p.name for p in parameters(objective.gradient) if p.domain.name == "direction"]
    ways = [dict.fromkeys(along, 0.0), *([{name: (-1.0) ** i for i, name in enumerate(along, 1)}] if along else [])]
    for own, way in product(settings(objective), ways):
        for place in product(PLACES, repeat=len(axes)):
            yield {**dict(zip(axes, place, strict=True)), **own, **way}


def keeps_nan(objective: Objective) -> list[str]:
    """Ask for a NaN value, and a NaN in the gradient, wherever a coordinate is NaN."""
    found = []
    own = next(settings(objective))
    axes = branches.coordinates(objective)
    for axis in axes:
        point = {**{a: 0.5 for a in axes}, **own, axis: math.nan}
        for body in (objective.value, objective.gradient):
            result = flat(floats.evaluate(body, point))
            if not any(math.isnan(r) for r in result):
                found.append(f"{body.__name__} with {axis} = NaN gives {', '.join(map(str, result))}, not NaN")
    return found


@cache
def _paths(body: Body) -> tuple[dict[str, Any], list[Path]]:
    names = branches.symbols({p.name: p.domain for p in parameters(body)})
    return names, trace(body, names)


def _true(body: Body, point: dict[str, float]) -> tuple[Any, ...]:
    """Give what a body returns at a point as SymPy numbers, exact expressions of rationals."""
    names, paths = _paths(body)
    place = {names[n]: sympy.Rational(v) for n, v in point.items()}
    path = next(p for p in paths if all(sympy.sympify(c).xreplace(place) == sympy.true for c in p.conditions))
    return tuple(sympy.sympify(r).xreplace(place) for r in flat(path.result))


def _exactly(body: Body, point: dict[str, float]) -> tuple[float, ...]:
    """Give what a body returns at a point, to 40 digits and rounded once."""
    return tuple(float(r.evalf(40)) for r in _true(body, point))


def readings_agree(objective: Objective) -> list[str]:
    """Compare the readings with exact expressions, at many points.

    Floats and arrays: a few ulps, more only where the point's last bit matters more. Balls: the truth is inside, and at 200 bits
    the ball is small. Rationals: the same number, where the truth is rational.
    """
    found = []
    for body in (b for b in (objective.value, objective.gradient, objective.hessian) if b is not None):
        for point in _points(objective):
            takes = {p.name: point[p.name] for p in parameters(body)}
            true = _exactly(body, takes)
            moved = _exactly(body, {n: v * (1 + 2**-50) if _moves(objective, n) else v for n, v in takes.items()})
            for reading, result in _read(body, takes):
                for a, b, c in zip(result, true, moved, strict=True):
                    if not abs(a - b) <= ULPS * math.ulp(max(abs(b), 1e-300)) + 4 * abs(c - b):
                        found.append(f"{body.__name__}, read as {reading} at {takes}: {a!r}, exactly {b!r}")
            found += [f"{body.__name__} at {takes}: {said}" for said in _beyond_floats(body, takes)]
    return found[:5]


def _beyond_floats(body: Body, point: dict[str, float]) -> Iterator[str]:
    """Say where balls of 53 or 200 bits, or rationals, miss the exact number."""
    numbers, true = _flattened(body), _true(body, point)
    exactly = [Fraction(int(r.p), int(r.q)) if r.is_Rational else Fraction(str(r.evalf(60))) for r in true]
    for bits, digits in ((53, 10), (200, 45)):
        found = balls.evaluate(numbers, point, bits)
        with balls.precision(400):  # the comparison is not to widen the ball
            for ball, t in zip(found, exactly, strict=True):
                unsure, width = (1 + abs(t)) / 10**50, (1 + abs(t)) / 10**digits
                if (ball < t - unsure).known or (ball > t + unsure).known:
                    yield f"the ball of {bits} bits does not contain {float(t)!r}"
                elif not ((ball < t + width).known and (ball > t - width).known):
                    yield f"the ball of {bits} bits around {float(t)!r} is wider than 10^-{digits}"
    try:
        rationals = exact.evaluate(numbers, point)
    except exact.NotRational:
        return
    for a, t, r in zip(rationals, exactly, true, strict=True):
        if r.is_Rational and a != t:
            yield f"read in rationals {a}, exactly {t}"


def _moves(objective: Objective, name: str) -> bool:
    return next((not p.domain.integer for p in parameters(objective.value) if p.name == name), True)


def _read(body: Body, point: dict[str, float]) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Read a body at a point in floats and on arrays of one point; a Hessian is read as a flat tuple."""
    numbers = _flattened(body)
    yield "floats", floats.evaluate(numbers, point)
    yield "arrays", tuple(float(a[0]) for a in arrays.evaluate(numbers, {n: np.array([v]) for n, v in point.items()}))


@cache
def _flattened(body: Callable[..., Any]) -> Callable[..., Any]:
    def numbers(**point: Any) -> Any:
        return flat(body(**point))

    return numbers


def _norm(g_norm: Asked) -> Any:
    return g_norm


def _stay(x: Real, g: Real) -> Any:
    return x - 0 * g


GRADIENT_NORM, STILL = Quantity(_norm), Method(_stay)


def runs_in_every_dimension(objective: Objective) -> list[str]:
    """Run it compiled, in the dimension it declares and, summed over coordinates, in 1 and 1000, against NumPy; NaN is seen."""
    found = _compiled(objective, objective.dimension)
    if objective.dimension == 1:
        for d in DIMENSIONS:
            found += _compiled(replace(objective, separable=True), d)
    return found


def _compiled(objective: Objective, d: int) -> list[str]:
    from theorysim.simulate.run import run

    own = next(iter(settings(objective)))
    given = {f"objective.{n}": float(v) for n, v in own.items()}
    start = np.linspace(-2.5, 1.9, d) if d > 2 else np.array([0.7, -1.9])[:d]
    axes = branches.coordinates(objective)
    places = {"x": start} if objective.separable else {a: start[i : i + 1] for i, a in enumerate(axes)}
    value = float(np.sum(arrays.evaluate(objective.value, {**places, **own})[0]))
    slope = math.sqrt(math.fsum(float(x) ** 2 for part in arrays.evaluate(objective.gradient, {**places, **own}) for x in np.ravel(part)))
    got = run(STILL, objective, given, tuple(start), 0.0, 0, GRADIENT_NORM)
    where = f"compiled, {d} coordinate{'s' if d > 1 else ''}"
    found = []
    size = float(np.sum(np.abs(arrays.evaluate(objective.value, {**places, **own})[0])))
    if not abs(got.value - value) <= 1e-15 * (d + ULPS) * (1 + size):
        found.append(f"{where}: the value is {got.value!r}, NumPy has {value!r}")
    if not abs(got.gradient_norm - slope) <= 1e-15 * (d + ULPS) * (1 + slope):
        found.append(f"{where}: the gradient norm is {got.gradient_norm!r}, NumPy has {slope!r}")
    for i in {0, d - 1}:
        bad = start.copy()
        bad[i] = math.nan
        outcome = run(STILL, objective, given, tuple(bad), 1e300, 3, GRADIENT_NORM).outcome
        if outcome != "nan":
            found.append(f"{where}: a start with a NaN ends as {outcome!r}, not 'nan'")
    return found


# --- methods, oracles, assumptions, quantities --------------------------------------------------------------------------


def _once(method: Method, x: float, g: float, own: dict[str, float]) -> tuple[float, ...]:
    """Make one step of a method in one coordinate, memory at its beginning; gives what each stage made, the last first."""
    known: dict[str, float] = {"x": x, "g": g, "g_norm": abs(g), "x_norm": abs(x), "f": 0.0, **own}
    result: tuple[float, ...] = ()
    for stage in method.stages:
        values = {p.name: known[p.name] if p.name in known else _begins(p, x) for p in parameters(stage)}
        result = flat(floats.evaluate(stage, values))
        known[stage.__name__] = result[0]
    return result


def _begins(slot: Parameter, x: float) -> float:
    return x if slot.domain.name == "start" else 0.0


def rests_where_the_gradient_is_zero(method: Method) -> list[str]:
    """Ask a method whose memory is at its beginning to stay where the gradient is 0: no move, and no NaN."""
    found = []
    for own in (*settings(method), {p.name: p.domain.low if p.domain.holds(p.domain.low) else 1.0 for p in method.parameters}):
        for x in PLACES:
            after = _once(method, x, 0.0, own)[0]
            if after != x:
                found.append(f"at x = {x} with a zero gradient and {own} it goes to {after}")
    return found[:3]


def step_keeps_nan(method: Method) -> list[str]:
    """Ask for a NaN point after a NaN point or a NaN gradient."""
    own = next(settings(method))
    return [
        f"after x = {x} and g = {g} it is at {after}, not NaN"
        for x, g in ((math.nan, 1.0), (1.0, math.nan))
        if not math.isnan(after := _once(method, x, g, own)[0])
    ]


def stages_read_alike(method: Method) -> list[str]:
    """Compare each stage on floats with 40 digits."""
    found = []
    for stage in method.stages:
        for own in settings(method):
            for x, g in product((0.3, -1.9), (1e-3, -0.7, 4.75)):
                known = {"x": x, "g": g, "g_norm": abs(g), "x_norm": abs(x), "f": 0.5, **own}
                takes = {p.name: known.get(p.name, 0.25) for p in parameters(stage)}
                for a, b in zip(flat(floats.evaluate(stage, takes)), _exactly(stage, takes), strict=True):
                    if not abs(a - b) <= ULPS * (math.ulp(b) + math.ulp(x) + math.ulp(g * max([1.0, *own.values()]))):
                        found.append(f"{stage.__name__} at {takes}: floats {a!r}, exactly {b!r}")
    return found[:3]


def asks_what_it_may(record: Assumption | Quantity) -> list[str]:
    """Say which names a body asks at a point that the machinery does not supply."""
    at_point = {"value", "g_norm", "H_norm", "H_least", "x_norm", "minimum", "jump", "done", "clarke_low", "clarke_high"}
    body, *asks = bodies(record)
    known = {*at_point, *noise_membership.ASKS, *(ask.__name__ for ask in asks), "T", "total", "calls"}  # the last three are of a run
    unknown = [p.name for p in parameters(body) if p.domain.name == "asked" and p.name not in known]
    return [f"{body.__name__} asks for {n}, which is none of {', '.join(sorted(known))}" for n in unknown]


def is_two_sided(assumption: Assumption) -> list[str]:
    """Ask the inequality to return two sides, and to be one that some numbers satisfy and others break."""
    body = assumption.inequality.body
    names = [p.name for p in parameters(body)]
    outcomes = set()
    for numbers in product((-1.0, 0.0, 1.0, 50.0), repeat=len(names)):
        sides = floats.evaluate(body, dict(zip(names, numbers, strict=True)))
        if not isinstance(sides, tuple) or len(sides) != 2:
            return [f"{body.__name__} returns {sides!r}, not (left, right)"]
        outcomes.add({"<=": sides[0] <= sides[1], "<": sides[0] < sides[1], "==": sides[0] == sides[1]}[assumption.inequality.sense])
    return [] if outcomes == {True, False} else [f"{body.__name__} {'holds' if True in outcomes else 'fails'} for every number tried"]


LAWS: dict[type, tuple[Callable[[Any], list[str]], ...]] = {
    Objective: (
        decides_by_where,
        has_the_derivatives_it_says,
        meets_at_breakpoints,
        keeps_what_it_declares,
        kinks.fits_the_direction,
        kinks.spans_its_slopes,
        keeps_nan,
        readings_agree,
        runs_in_every_dimension,
    ),
    Method: (decides_by_where, rests_where_the_gradient_is_zero, step_keeps_nan, stages_read_alike),
    Oracle: (decides_by_where, noise.is_unbiased_where_it_says, noise.has_the_moments_it_says),
    Assumption: (decides_by_where, asks_what_it_may, is_two_sided),
    Quantity: (decides_by_where, asks_what_it_may),
}


def complaints(record: Record) -> list[str]:
    """Run every law of the record's kind; a law that cannot be run is a complaint too.

    Raises TypeError for what is no record that has laws.
    """
    if type(record) not in LAWS:
        raise TypeError(f"there are no laws for a {type(record).__name__}")
    found = decides_by_where(record)
    if found:
        return found  # no other law can read such a body
    for law in LAWS[type(record)][1:]:
        try:
            found += law(record)
        except (ArithmeticError, LookupError, NotImplementedError, TypeError, ValueError, AttributeError) as error:
            found.append(f"{law.__name__.replace('_', ' ')}: cannot be checked, {type(error).__name__}: {error}")
    return found
