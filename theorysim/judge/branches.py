"""Compare what an objective declares as its derivatives with the derivatives of its traced value, branch by branch.

A branch is one path through the `where`s of value, gradient and Hessian together. Where two of them meet, a breakpoint,
the jumps of all three are taken, exactly.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray
from sympy import Expr, Symbol

from theorysim.domains import Domain, parameters
from theorysim.model import Objective
from theorysim.readings.paths import Path, trace

DIGITS = 40
SAMPLES = 12
FEW = 4
MOST = 100  # branches of which each has a formula
ATTEMPTS = 1500  # points at which the conditions of a branch are tried
EVEN_POWERS = (2, 4, 6, 8)


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


def symbols(domains: Mapping[str, Domain]) -> dict[str, Any]:
    """Give a SymPy symbol for each name, positive or nonnegative where its domain is; whole numbers are left to `instances`."""

    def symbol(name: str, d: Domain) -> Symbol:
        if d.low >= 0:
            return Symbol(name, positive=True) if d.low_open or d.low > 0 else Symbol(name, nonnegative=True)
        return Symbol(name, real=True)

    return {n: symbol(n, d) for n, d in domains.items()}


def instances(objective: Objective) -> list[dict[str, int]]:
    """Give the values of the parameters that are whole numbers: bodies are traced with these numbers in them."""
    found: list[dict[str, int]] = [{}]
    for p in objective.parameters:
        if p.domain.integer:
            found = [{**known, p.name: n} for known in found for n in EVEN_POWERS if p.domain.holds(n)]
    return found


def coordinates(objective: Objective) -> tuple[str, ...]:
    return tuple(p.name for p in parameters(objective.value) if p.domain.name == "coordinate")


def flat(result: Any) -> tuple[Any, ...]:
    """Give the numbers of a number, a tuple or a tuple of rows."""
    return tuple(r for part in result for r in flat(part)) if isinstance(result, tuple) else (result,)


@cache
def traced(objective: Objective, fixed: tuple[tuple[str, int], ...] = ()) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """Trace value, gradient and Hessian together; each path's result is a flat tuple in that order. Raises TooManyPaths."""
    value, gradient, hessian = objective.value, objective.gradient, objective.hessian
    known: dict[str, Any] = {p.name: p.domain for p in parameters(value)}
    names = {**symbols(known), **{n: sympy.Integer(v) for n, v in fixed}}
    along = {p.name: 0 for p in parameters(gradient) if p.domain.name == "direction"}

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


def inside(path: Path, names: Mapping[str, Any], wanted: int = SAMPLES) -> list[dict[Symbol, Any]]:
    """Give rational points at which the conditions of a path hold; none for a path that no point takes."""
    free = tuple(s for s in names.values() if isinstance(s, Symbol))
    every, _ = _drawn(free)
    held = np.ones(ATTEMPTS, dtype=bool)
    for condition in path.conditions:
        held &= _nearly(condition, free)
    exactly = (every[i] for i in np.flatnonzero(held))
    return list(islice((p for p in exactly if all(sympy.sympify(c).xreplace(p) == sympy.true for c in path.conditions)), wanted))


@lru_cache(maxsize=16)
def _drawn(free: tuple[Symbol, ...]) -> tuple[list[dict[Symbol, Any]], tuple[NDArray[np.float64], ...]]:
    every = list(islice(_points({s.name: s for s in free}), ATTEMPTS))
    return every, tuple(np.array([float(p[s]) for p in every]) for s in free)


@lru_cache(maxsize=4096)
def _nearly(condition: Any, free: tuple[Symbol, ...]) -> NDArray[np.bool_]:
    """Say at which of the drawn points a condition seems to hold, in floats."""
    _, columns = _drawn(free)
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(sympy.lambdify(free, condition, "scipy")(*columns), dtype=bool), (ATTEMPTS,))


def vanishes(expression: Expr, points: list[dict[Symbol, Any]]) -> bool:
    """Say whether an expression is 0 on a branch: as a rational function, else to 40 digits at each of the points."""
    if expression == 0 or sympy.expand(expression) == 0:
        return True
    if not expression.has(sympy.exp, sympy.log, sympy.sin, sympy.cos) and sympy.cancel(sympy.together(expression)) == 0:
        return True
    size = 1 + sum(abs(a) for a in expression.args) if expression.is_Add else 1
    for point in points[:FEW]:  # what is not 0 on a branch is 0 at no random point
        error = abs(expression.xreplace(point).evalf(DIGITS + 10))
        if not error <= sympy.Float(10) ** -DIGITS * (size.xreplace(point).evalf(DIGITS) if isinstance(size, Expr) else 1):
            return False
    return bool(points)


def derivatives(objective: Objective) -> list[str]:
    """Compare gradient and Hessian with the derivatives of the traced value, on every branch and in every coordinate."""
    complaints = []
    axes = coordinates(objective)
    d = len(axes)
    for fixed in instances(objective):
        names, paths = traced(objective, tuple(fixed.items()))
        for path in paths:
            points = inside(path, names)
            if not points:
                continue
            branch = " and ".join(str(c) for c in path.conditions) or "everywhere"
            branch += "".join(f", {n} = {v}" for n, v in fixed.items())
            if len(path.result) != 1 + d + (0 if objective.hessian is None else d * d):
                complaints.append(f"value, gradient and Hessian return {len(path.result)} numbers for {d} coordinates")
                continue
            value, gradient, hessian = path.result[0], path.result[1 : 1 + d], path.result[1 + d :]
            for i, axis in enumerate(axes):
                true = sympy.diff(value, names[axis])
                if not vanishes(gradient[i] - true, points):
                    complaints.append(_wrong(f"gradient, coordinate {axis}", branch, gradient[i], true, points[0]))
                for j, other in enumerate(axes[: d if hessian else 0]):
                    second = sympy.diff(true, names[other])
                    if not vanishes(hessian[i * d + j] - second, points):
                        complaints.append(_wrong(f"Hessian, coordinates {axis}, {other}", branch, hessian[i * d + j], second, points[0]))
    return complaints


def _wrong(what: str, branch: str, given: Expr, true: Expr, point: Mapping[Symbol, Any]) -> str:
    difference = sympy.factor(sympy.expand(given - true))
    number = float((given - true).xreplace(point).evalf())
    place = ", ".join(f"{s} = {v}" for s, v in point.items())
    said = f"{what}, branch {branch}: it is {given}, the derivative of the value is {true}"
    return f"{said}; they differ by {difference}, {number:.6g} at {place}"


def breakpoints(objective: Objective) -> list[Breakpoint]:
    """Find where the branches meet, and the jumps there; in several variables a boundary is solved for one of them."""
    found: list[Breakpoint] = []
    axes = coordinates(objective)
    for fixed in instances(objective):
        names, paths = traced(objective, tuple(fixed.items()))
        boundaries = {c.lhs - c.rhs for p in paths for c in map(sympy.sympify, p.conditions) if hasattr(c, "lhs")}
        moving = [b for b in boundaries if any(b.has(names[a]) for a in axes)]
        if not moving:
            continue
        for i, x in enumerate(names[a] for a in axes):
            places = {sympy.cancel(root) for b in moving for root in sympy.roots(sympy.numer(sympy.together(b)), x)}
            moving = [b for b in moving if not b.has(x)]
            for place in sorted(places, key=str):
                found += _meeting(place, x, names, paths, i, len(axes))
    return found


def _meeting(place: Expr, x: Symbol, names: Mapping[str, Any], paths: tuple[Path, ...], i: int, d: int) -> list[Breakpoint]:
    """Compare the branches just below and just above a place of coordinate i, for some values of all else."""
    found, seen = [], set()
    for point, _ in zip(_points(names), range(4**d), strict=False):
        here = place.xreplace({s: v for s, v in point.items() if s != x})
        if not here.is_real:
            continue
        sides = []
        for step in (-1, 1):
            near = {**point, x: here + step * sympy.Rational(1, 10**12)}
            sides.append(next((p for p in paths if all(sympy.sympify(c).xreplace(near) == sympy.true for c in p.conditions)), None))
        left, right = sides
        if left is None or right is None or left is right or (id(left), id(right)) in seen:
            continue
        seen.add((id(left), id(right)))
        entries = [n for n in (0, 1 + i, 1 + d + i * d + i) if n < len(left.result)]  # value, gradient, diagonal of the Hessian
        jumps = [_jump(left.result[n], right.result[n], x, place, point) for n in entries]
        one = Breakpoint(place, jumps[0], jumps[1], jumps[2] if len(jumps) > 2 else None)
        if one not in found:
            found.append(one)
    return found


def _jump(left: Expr, right: Expr, x: Symbol, place: Expr, point: dict[Symbol, Any]) -> Expr:
    """Give by how much an expression rises from one side of a place to the other; where it has no value there, its limits tell."""
    jump = sympy.simplify((right - left).subs(x, place))
    if jump is sympy.nan:
        jump = sympy.limit(right, x, place, "+") - sympy.limit(left, x, place, "-")
    return sympy.Integer(0) if vanishes(jump, [point]) else jump
