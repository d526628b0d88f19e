"""Compare what an objective declares as its derivatives with the derivatives of its traced value, branch by branch.

A branch is one path through the `where`s of value, gradient and Hessian together. Where two of them meet, a breakpoint,
the jumps of all three are taken, exactly.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Expr, Symbol

from theorysim.domains import Domain, parameters
from theorysim.entries import Objective
from theorysim.prove.algebra import never_together
from theorysim.readings.instances import flat
from theorysim.readings.paths import Path, symbols, trace

DIGITS = 40
MANY_DIGITS = 400
SAMPLES = 12
FEW = 4
MOST = 100  # branches of which each has a formula
ATTEMPTS = 1500  # points at which the conditions of a branch are tried
EVEN_POWERS = (2, 4, 6, 8)
SIMPLE = tuple(sympy.Rational(n, 4) for n in (4, 8, 2, 12, 16, 1))


@dataclass(frozen=True)
class Breakpoint:
    """A place where two branches meet, and the jumps of value, gradient and Hessian there, as expressions.

    In several variables the place is one coordinate as a function of the others, and the jumps are those of its own entries: where
    the value is continuous they are 0 only if all are.
    """

    at: Expr
    value: Expr
    gradient: Expr
    hessian: Expr | None

    def jumps(self) -> tuple[Expr, ...]:
        return tuple(j for j in (self.value, self.gradient, self.hessian) if j is not None)


def instances(objective: Objective) -> list[dict[str, int]]:
    """Return the values of the parameters that are whole numbers: bodies are traced with these numbers in them."""
    found: list[dict[str, int]] = [{}]
    for p in objective.parameters:
        if p.domain.integer:
            found = [{**known, p.name: n} for known in found for n in tried(p.domain)]
    return found


def tried(domain: Domain) -> tuple[int, ...]:
    """Return the whole numbers of a domain of which something is proved: small even ones, else the first."""
    last = math.floor(domain.high) if math.isfinite(domain.high) else FEW
    first = math.ceil(domain.low) if math.isfinite(domain.low) else min(-2, last - 3)
    return tuple(n for n in EVEN_POWERS if domain.holds(n)) or tuple(islice(filter(domain.holds, range(first, first + 10)), 4))


def coordinates(objective: Objective) -> tuple[str, ...]:
    return tuple(p.name for p in parameters(objective.value) if p.domain.role == "coordinate")


@cache
def traced(objective: Objective, fixed: tuple[tuple[str, int], ...] = ()) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """Trace value, gradient and Hessian together; each path's result is a flat tuple in that order. Raises TooManyPaths."""
    value, gradient, hessian = objective.value, objective.gradient, objective.hessian
    known: dict[str, Any] = {p.name: p.domain for p in parameters(value)}
    names = {**symbols(known), **{n: sympy.Integer(v) for n, v in fixed}}
    along = {p.name: 0 for p in parameters(gradient) if p.domain.role == "direction"}

    def together(**point):  # type: ignore[no-untyped-def]
        first = value(**point), gradient(**point, **along)
        return first if hessian is None else (*first, hessian(**point))

    return names, tuple(Path(p.conditions, flat(p.result)) for p in trace(together, names, MOST))


def _points(names: Mapping[str, Any], seed: int = 0) -> Iterator[dict[Symbol, Any]]:
    """Draw rational points of the domains without end: scales from 1/100 to 100, and small whole numbers."""
    draw = random.Random(seed)
    while True:
        point = {}
        for symbol in names.values():
            if isinstance(symbol, Symbol):
                size = sympy.Rational(draw.randint(1, 400), draw.choice((7, 31, 101, 1009)))
                point[symbol] = size if symbol.is_nonnegative or draw.random() < 0.5 else -size
        yield point


def _far_points(names: Mapping[str, Any], seed: int = 1) -> Iterator[dict[Symbol, Any]]:
    """Draw rational points without end, of any scale; parameters are simple numbers, or equal, at some of them."""
    draw = random.Random(seed)
    while True:
        point: dict[Symbol, Any] = {}
        for symbol in names.values():
            if not isinstance(symbol, Symbol):
                continue
            size = sympy.Rational(draw.randint(1, 999)) * sympy.Rational(10) ** draw.randint(-12, 10)
            point[symbol] = size if symbol.is_nonnegative or draw.random() < 0.5 else -size
            if symbol.is_nonnegative and draw.random() < 0.3:
                others = [v for s, v in point.items() if s.is_nonnegative and s != symbol]
                point[symbol] = draw.choice([*SIMPLE, *others])
        yield point


def inside(path: Path, names: Mapping[str, Any], wanted: int = SAMPLES) -> list[dict[Symbol, Any]]:
    """Return rational points at which the conditions of a path hold, those far away where no other does; none where no point takes it."""
    free = tuple(s for s in names.values() if isinstance(s, Symbol))
    for far in (False, True):
        every, columns = _drawn(free, far)
        held = _held(path, free, columns)
        exactly = (every[i] for i in np.flatnonzero(held))
        found = list(islice((p for p in exactly if _takes(path, p)), wanted))
        if found:
            return found
    return []


def _takes(path: Path, point: Mapping[Symbol, Any]) -> bool:
    return all(sympy.sympify(c).xreplace(point) == sympy.true for c in path.conditions)


def _seems_to_take(path: Path, point: Mapping[Symbol, Any]) -> bool:
    """Decide the same of a point with roots, in decimals: SymPy may not know that an expression of roots is 0."""

    def holds(c: Any) -> bool:
        margin = (c.lhs - c.rhs).xreplace(point).evalf(DIGITS, maxn=2 * DIGITS)
        near = abs(margin) < sympy.Float(10) ** -(DIGITS // 2)
        return bool(sympy.sympify(type(c)(0 if near else margin, 0)) == sympy.true)

    return all(holds(c) if isinstance(c, sympy.core.relational.Relational) else c == sympy.true for c in path.conditions)


@lru_cache(maxsize=32)
def _drawn(free: tuple[Symbol, ...], far: bool) -> tuple[list[dict[Symbol, Any]], tuple[NDArray[np.float64], ...]]:
    every = list(islice((_far_points if far else _points)({s.name: s for s in free}), ATTEMPTS))
    return every, tuple(np.array([float(p[s]) for p in every]) for s in free)


def _held(path: Path, free: tuple[Symbol, ...], columns: Sequence[NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Tell at which points the conditions of a path seem to hold, in floats."""
    held = np.ones(ATTEMPTS, dtype=bool)
    with np.errstate(all="ignore"):
        for condition in path.conditions:
            held &= np.asarray(_compiled(condition, free)(*columns), dtype=bool)
    return held


@lru_cache(maxsize=4096)
def _compiled(expression: Any, free: tuple[Symbol, ...]) -> Any:
    return sympy.lambdify(free, expression, "scipy")


def exactly_zero(expression: Any) -> bool:
    """Tell whether an expression was shown to be 0, exponentials, logarithms and roots as variables of their own."""
    expression = sympy.sympify(expression)
    if expression == 0 or sympy.expand(expression) == 0:
        return True
    return bool(sympy.cancel(sympy.together(sympy.expand(expression))) == 0)


def vanishes(expression: Expr, points: list[dict[Symbol, Any]]) -> bool:
    """Tell whether an expression is 0 on a branch: shown to be, or exactly at each of the points, to 400 digits where it is not rational.

    What is a polynomial and not 0 is 0 at no random point; of other expressions the points prove nothing.
    """
    return exactly_zero(expression) or (bool(points) and all(_zero_at(expression, point) for point in _on_all_sides(points)))


def _zero_at(expression: Expr, point: Mapping[Symbol, Any]) -> bool:
    value = sympy.sympify(expression.xreplace(point))
    if value.is_Rational:
        return bool(value == 0)
    size = 1 + sum(abs(a) for a in expression.args) if expression.is_Add else sympy.Integer(1)
    for digits in (DIGITS, MANY_DIGITS):  # the few rule out what is not 0 at less cost
        error = abs(value.evalf(digits + 10, maxn=2 * digits + 20))
        if not error <= sympy.Float(10) ** -digits * size.xreplace(point).evalf(DIGITS):
            return False
    return True


def _on_all_sides(points: list[dict[Symbol, Any]]) -> list[dict[Symbol, Any]]:
    """Return a few of the points, and one for each choice of signs of coordinates and parameters that occurs among them."""
    signs = {tuple(sympy.sign(v) for v in point.values()): point for point in reversed(points)}
    return [*points[:FEW], *(p for p in signs.values() if p not in points[:FEW])]


def derivatives(objective: Objective, exactly: bool = False) -> list[str]:
    """Compare gradient and Hessian with the derivatives of the traced value, on every branch and in every coordinate.

    What is no rational function, and was not shown to be the same, is compared at points; `exactly` that is a complaint, too.
    """
    complaints = []
    axes = coordinates(objective)
    d = len(axes)
    for fixed in instances(objective):
        names, paths = traced(objective, tuple(fixed.items()))
        for path in paths:
            branch = " and ".join(str(c) for c in path.conditions) or "everywhere"
            branch += "".join(f", {n} = {v}" for n, v in fixed.items())
            if len(path.result) != 1 + d + (0 if objective.hessian is None else d * d):
                complaints.append(f"value, gradient and Hessian return {len(path.result)} numbers for {d} coordinates")
                continue
            different = [(w, given, true) for w, given, true in _pairs(path, names, axes) if not exactly_zero(given - true)]
            if not different or _thin(path, [names[a] for a in axes]):
                continue
            points = inside(path, names)
            if not points and no_interior(path, names, {p.name: p.domain for p in parameters(objective.value)}):
                continue
            for what, given, true in different:
                if not points or (exactly and vanishes(given - true, points)):
                    seen = "they are the same at each point that was tried" if points else "no point of it was found"
                    complaints.append(f"{what}, branch {branch}: {given} was not shown to be the derivative of the value, {true}; {seen}")
                elif not vanishes(given - true, points):
                    complaints.append(_wrong(what, branch, given, true, points))
    return complaints


def _pairs(path: Path, names: Mapping[str, Any], axes: Sequence[str]) -> Iterator[tuple[str, Expr, Expr]]:
    """Return each entry of gradient and Hessian beside the derivative of the value."""
    d = len(axes)
    value, gradient, hessian = path.result[0], path.result[1 : 1 + d], path.result[1 + d :]
    for i, axis in enumerate(axes):
        true = sympy.diff(value, names[axis])
        yield f"gradient, coordinate {axis}", sympy.sympify(gradient[i]), true
        for j, other in enumerate(axes[: d if hessian else 0]):
            yield f"Hessian, coordinates {axis}, {other}", sympy.sympify(hessian[i * d + j]), sympy.diff(true, names[other])


def no_interior(path: Path, names: Mapping[str, Any], domains: Mapping[str, Domain]) -> bool:
    """Tell whether it was proved that no point meets the conditions of a path, those with a coordinate strictly."""
    strict = {sympy.GreaterThan: sympy.StrictGreaterThan, sympy.LessThan: sympy.StrictLessThan}
    moves = {names[n] for n, d in domains.items() if d.role == "coordinate"}
    asked = [strict.get(type(c), type(c))(*c.args) if c.free_symbols & moves else c for c in map(sympy.sympify, path.conditions)]
    free = {n: s for n, s in names.items() if isinstance(s, Symbol)}
    return never_together(asked, free, {n: d for n, d in domains.items() if n in free})


def _thin(path: Path, axes: list[Symbol]) -> bool:
    """Tell whether a path is taken where an equation in a coordinate holds: it has no derivative of its own, `breakpoints` look at it."""
    return any(isinstance(c, sympy.Eq) and any(c.has(x) for x in axes) for c in path.conditions)


def _wrong(what: str, branch: str, given: Expr, true: Expr, points: list[dict[Symbol, Any]]) -> str:
    point = next(p for p in _on_all_sides(points) if not _zero_at(given - true, p))
    difference = sympy.factor(sympy.expand(given - true))
    number = float((given - true).xreplace(point).evalf())
    place = ", ".join(f"{s} = {v}" for s, v in point.items())
    said = f"{what}, branch {branch}: it is {given}, the derivative of the value is {true}"
    return f"{said}; they differ by {difference}, {number:.6g} at {place}"


@cache
def breakpoints(objective: Objective) -> tuple[Breakpoint, ...]:
    """Find where the branches meet, and the jumps there; in several variables a boundary is solved for one of them."""
    found: list[Breakpoint] = []
    axes = coordinates(objective)
    for fixed in instances(objective):
        names, paths, boundaries = moving(objective, fixed)
        for i, x in enumerate(names[a] for a in axes):
            places = {sympy.cancel(root) for b in boundaries for root in roots(b, x)}
            boundaries = [b for b in boundaries if not b.has(x)]
            for place in sorted(places, key=str):
                found += _meeting(place, x, names, paths, i, len(axes))
    return tuple(found)


def unsolved(objective: Objective) -> list[str]:
    """Return the boundaries between branches of a function of one variable whose places `breakpoints` does not know."""
    found = []
    for fixed in instances(objective) if objective.dimension == 1 else ():
        names, _, boundaries = moving(objective, fixed)
        x = names[coordinates(objective)[0]]
        found += [str(b) for b in boundaries if not _polynomial(b, x) or sum(roots(b, x).values()) < sympy.degree(_polynomial(b, x), x)]
    return found


def moving(objective: Objective, fixed: Mapping[str, int]) -> tuple[dict[str, Any], tuple[Path, ...], list[Expr]]:
    """Return the boundaries between branches that depend on a coordinate, with the symbols and the branches."""
    names, paths = traced(objective, tuple(fixed.items()))
    boundaries = {c.lhs - c.rhs for p in paths for c in map(sympy.sympify, p.conditions) if hasattr(c, "lhs")}
    return names, paths, [b for b in boundaries if any(b.has(names[a]) for a in coordinates(objective))]


def _polynomial(boundary: Expr, x: Symbol) -> Expr:
    """Return a polynomial in x with the zeros of a boundary; 0 where there is none."""
    top = sympy.numer(sympy.together(boundary))
    return top if top.is_polynomial(x) else sympy.Integer(0)


def roots(boundary: Expr, x: Symbol) -> dict[Expr, int]:
    found: dict[Expr, int] = sympy.roots(_polynomial(boundary, x), x)
    return found


def _meeting(place: Expr, x: Symbol, names: Mapping[str, Any], paths: tuple[Path, ...], i: int, d: int) -> list[Breakpoint]:
    """Compare the branches just below, at and just above a place of coordinate i, for some values of all else."""
    found, seen = [], set()
    for point in (*islice(_points(names), 4**d), *_rare(place, x, names, paths)):
        here = place.xreplace({s: v for s, v in point.items() if s != x})
        if not here.is_real:
            continue
        step = sympy.Rational(1, 10**60 if here.is_Rational else 10**12)
        left, right = (next((p for p in paths if _takes(p, {**point, x: here + k * step})), None) for k in (-1, 1))
        at = next((p for p in paths if (_takes if here.is_Rational else _seems_to_take)(p, {**point, x: here})), None)
        if left is None or right is None or (left is right and at in (left, None)) or (id(left), id(at), id(right)) in seen:
            continue
        seen.add((id(left), id(at), id(right)))
        entries = [n for n in (0, 1 + i, 1 + d + i * d + i) if n < len(left.result)]  # value, gradient, diagonal of the Hessian
        jumps = [_jump(left.result[n], right.result[n], x, place, point) for n in entries]
        met = [Breakpoint(place, jumps[0], jumps[1], jumps[2] if len(jumps) > 2 else None)] if left is not right else []
        if at is not None and at is not left and at is not right:
            beside = [[_jump(one.result[n], at.result[n], x, place, point) for n in (0, 1 + i)] for one in (left, right)]
            met += _apart(place, beside, point)
        found += [one for one in met if one not in found]
    return found


def _apart(place: Expr, jumps: list[list[Expr]], point: Mapping[Symbol, Any]) -> list[Breakpoint]:
    """Return a breakpoint where what stands at a single place is not the value there, or a gradient beyond those on both sides."""
    (value, below), (_, above) = jumps
    beyond = sympy.sympify(below * above).xreplace(point).is_positive
    return [Breakpoint(place, value, below if beyond else sympy.Integer(0), None)] if value != 0 or beyond else []


def _rare(place: Expr, x: Symbol, names: Mapping[str, Any], paths: tuple[Path, ...]) -> Iterator[dict[Symbol, Any]]:
    """Return a point for every two paths that seem to meet at a place, for parameters of any size."""
    free, seen = tuple(s for s in names.values() if isinstance(s, Symbol)), set[tuple[int, int]]()
    for far in (False, True):
        every, columns = _drawn(free, far)
        with np.errstate(all="ignore"):
            here = np.broadcast_to(np.asarray(_compiled(place, free)(*columns)), (ATTEMPTS,))
            if np.iscomplexobj(here):
                here = np.where(here.imag == 0, here.real, np.nan)
            sides = []
            for sign in (-1, 1):
                near = here + sign * np.where(here == 0, 1e-20, 1e-9 * np.abs(here))
                masks = [_held(p, free, [near if s == x else c for s, c in zip(free, columns, strict=True)]) for p in paths]
                sides.append(np.where(np.any(masks, axis=0), np.argmax(masks, axis=0), -1))
        for n, pair in enumerate(zip(*(side.tolist() for side in sides), strict=True)):
            if pair[0] != pair[1] and -1 not in pair and pair not in seen:
                seen.add(pair)
                yield every[n]


def _jump(left: Expr, right: Expr, x: Symbol, place: Expr, point: dict[Symbol, Any]) -> Expr:
    """Return by how much an expression rises from one side of a place to the other; where it has no value there, its limits tell."""
    jump = sympy.simplify((right - left).subs(x, place))
    if jump is sympy.nan:
        jump = sympy.limit(right, x, place, "+") - sympy.limit(left, x, place, "-")
    return sympy.Integer(0) if vanishes(jump, [point]) else jump
