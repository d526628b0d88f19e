"""Cut a piecewise linear function of several variables into its cells, and bracket Goldstein's distance by those that a ball meets.

A cell is where one path through the branches of a value is taken: there the function is affine. Its nearest point to the ball's centre is
found in floats and written out in rationals, with the multipliers of the walls that hold it, so whether the ball meets the cell is decided:

* met: a point of the closed cell in the ball, and one inside of the cell; along the way from the first to the second the slope is that of
  the cell, so it is a generalized gradient at the first (of a continuous function);
* missed: multipliers >= 0 of the walls, whose sum is a wall that the ball does not reach;
* flat: multipliers >= 0 of walls whose sum has no slope, and leaves no room: a cell without an inside, which adds nothing.

`complaint` checks each of these by itself. What is neither may be met: its slope counts for the lower end, and not for the upper one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import Any, Literal

import numpy as np

from theorysim.domains import parameters
from theorysim.entries import Objective
from theorysim.measure.goldstein import Bracket, Vector, dot, of_hull, reduced
from theorysim.readings.paths import trace

MOST_CELLS = 4096
Wall = tuple[tuple[Fraction, ...], Fraction]  # a and b: the cell lies where a . y <= b


@dataclass(frozen=True)
class Cell:
    """Where a function is slope . y + offset: behind all its walls."""

    slope: tuple[Fraction, ...]
    offset: Fraction
    walls: tuple[Wall, ...]


@dataclass(frozen=True)
class Seen:
    """What is known of a cell and a ball, and what shows it: `point` and `inside` of a cell that is met, else `weights` of its walls."""

    cell: Cell
    what: Literal["met", "missed", "flat", "open"]
    point: tuple[Fraction, ...] = ()
    inside: tuple[Fraction, ...] = ()
    weights: tuple[Fraction, ...] = ()


def cells(objective: Objective, own: Mapping[str, Any]) -> list[Cell]:
    """Return the cells of an objective with its parameters `own`; raises ValueError where it is not piecewise linear."""
    import sympy  # heavy, and seldom asked

    names = [p.name for p in parameters(objective.value) if p.domain.role == "coordinate"]
    letters = sympy.symbols(names, real=True)
    paths = trace(objective.value, {**dict(zip(names, letters, strict=True)), **own}, MOST_CELLS)

    def affine(expression: Any) -> Wall:
        """Return slope and constant."""
        try:
            polynomial = sympy.Poly(expression, *letters)
        except sympy.PolynomialError as reason:
            raise ValueError(f"{expression} is not affine") from reason
        if polynomial.total_degree() > 1 or not all(c.is_Rational for c in polynomial.coeffs()):
            raise ValueError(f"{expression} is not affine, with rational numbers")
        *slope, constant = (polynomial.coeff_monomial(m) for m in (*letters, 1))
        return tuple(Fraction(int(c.p), int(c.q)) for c in slope), Fraction(int(constant.p), int(constant.q))

    found = []
    for path in paths:
        walls = []
        for condition in path.conditions:
            if isinstance(condition, sympy.Ne):
                continue  # leaves out a wall, and no cell
            slope, constant = affine(condition.lts - condition.gts if hasattr(condition, "lts") else condition.lhs - condition.rhs)
            walls.append((slope, -constant))
            if isinstance(condition, sympy.Eq):
                walls.append((tuple(-a for a in slope), constant))
        if all(any(a) or b >= 0 for a, b in walls):
            found.append(Cell(*affine(path.result), tuple(dict.fromkeys((a, b) for a, b in walls if any(a)))))
    return found


def of_cells(known: Sequence[Cell], x: Sequence[Any], delta: Any) -> tuple[Bracket, list[Seen]]:
    """Bracket the distance for the continuous function with these cells, at x within delta, with what is known of each of them.

    The weights of the bracket are those of the cells that are met, in their order. Raises ValueError where no cell was shown to be met.
    """
    place, radius = tuple(Fraction(c) for c in x), Fraction(delta)
    seen = [look(cell, place, radius) for cell in known]
    met, maybe = ([s.cell.slope for s in seen if s.what in kinds] for kinds in (("met",), ("met", "open")))
    if not met:
        raise ValueError("no cell was shown to meet the ball")
    upper, lower = of_hull(met), of_hull(maybe)
    return Bracket(min(lower.lower, upper.upper), upper.upper, upper.weights, lower.direction), seen


def look(cell: Cell, x: Vector, radius: Fraction) -> Seen:
    """Decide whether the ball meets a cell, as far as that is shown."""
    inside = _inside(cell)
    for found in _near(cell, x, inside) if inside is not None else _flat(cell):
        if not complaint(found, x, radius):
            return found
    return Seen(cell, "open")


def complaint(seen: Seen, x: Vector, radius: Fraction) -> str:
    """Return what is wrong with what is said of a cell; nothing where it is shown."""
    walls = seen.cell.walls
    if seen.what == "met":
        if any(dot(a, seen.point) > b for a, b in walls):
            return "the point is not in the cell"
        if any(dot(a, seen.inside) >= b for a, b in walls):
            return "the other point is not inside of it"
        apart = tuple(p - c for p, c in zip(seen.point, x, strict=True))
        return "the point is not in the ball" if dot(apart, apart) > radius * radius else ""
    if seen.what == "open":
        return ""
    if len(seen.weights) != len(walls) or min(seen.weights, default=-1) < 0 or not any(seen.weights):
        return "no multipliers"
    slope = tuple(sum((w * a[i] for w, (a, _) in zip(seen.weights, walls, strict=True)), Fraction(0)) for i in range(len(x)))
    room = sum((w * b for w, (_, b) in zip(seen.weights, walls, strict=True)), Fraction(0))
    if seen.what == "flat":
        return "room is left" if any(slope) or room > 0 else ""
    beyond = dot(slope, x) - room
    return "" if beyond > 0 and beyond * beyond > radius * radius * dot(slope, slope) else "the ball reaches the wall"


def _near(cell: Cell, x: Vector, inside: Vector) -> Iterator[Seen]:
    """Propose the nearest point of a cell as one that meets the ball, then its multipliers against that."""
    from scipy.optimize import nnls

    n, walls = len(x), cell.walls
    beyond = [dot(a, x) - b for a, b in walls]  # Dax's form of the nearest point: the least |E u - f| over u >= 0
    rows = np.array([*([float(-a[i]) for a, _ in walls] for i in range(n)), list(map(float, beyond))])
    bearing = [i for i, u in enumerate(nnls(rows, np.append(np.zeros(n), 1.0))[0]) if u > 0] if walls and max(beyond) > 0 else []
    for size in range(len(bearing), -1, -1):
        for some in combinations(bearing, size):
            held = solved([[dot(walls[i][0], walls[j][0]) for j in some] for i in some], [beyond[i] for i in some])
            if held is not None and min(held, default=Fraction(0)) >= 0:
                weights = dict(zip(some, held, strict=True))
                pull = (sum((w * walls[i][0][k] for i, w in weights.items()), Fraction(0)) for k in range(n))
                yield Seen(cell, "met", tuple(c - p for c, p in zip(x, pull, strict=True)), tuple(inside))
                yield Seen(cell, "missed", weights=tuple(weights.get(i, Fraction(0)) for i in range(len(walls))))


@lru_cache(maxsize=MOST_CELLS)
def _inside(cell: Cell) -> tuple[Fraction, ...] | None:
    """Return a point inside of a cell, as far from its walls as 1 allows; None where none is found."""
    from scipy.optimize import linprog

    n = len(cell.slope)
    if not cell.walls or _opposite(cell):
        return None if cell.walls else (Fraction(0),) * n
    scale = [float(max(map(abs, a))) for a, _ in cell.walls]
    sides = np.array([[*(float(c) / s for c in a), 1.0] for (a, _), s in zip(cell.walls, scale, strict=True)])
    right = np.array([float(b) / s for (_, b), s in zip(cell.walls, scale, strict=True)])
    found = linprog(np.append(np.zeros(n), -1.0), sides, right, bounds=[(None, None)] * n + [(None, 1)], method="highs")
    place = tuple(Fraction(float(c)) for c in found.x[:-1]) if found.status == 0 else None
    return place if place is not None and all(dot(a, place) < b for a, b in cell.walls) else None


def _opposite(cell: Cell) -> tuple[int, int] | None:
    """Return two walls that are one, seen from its two sides."""
    places = {wall: i for i, wall in enumerate(cell.walls)}
    pairs = ((i, places.get((tuple(-c for c in a), -b))) for (a, b), i in places.items())
    return next(((i, j) for i, j in pairs if j is not None), None)


@lru_cache(maxsize=MOST_CELLS)
def _flat(cell: Cell) -> tuple[Seen, ...]:
    """Propose multipliers that leave no room in a cell: those of least room, their bearing ones solved for in rationals."""
    from scipy.optimize import linprog

    walls, n = cell.walls, len(cell.slope)
    if (pair := _opposite(cell)) is not None:
        return (Seen(cell, "flat", weights=tuple(Fraction(int(i in pair)) for i in range(len(walls)))),)
    equal = np.array([*([float(a[i]) for a, _ in walls] for i in range(n)), [1.0] * len(walls)])
    found = linprog([float(b) for _, b in walls], A_eq=equal, b_eq=np.append(np.zeros(n), 1.0), method="highs-ds")
    bearing = [i for i, w in enumerate(found.x) if w > 0] if found.status == 0 else []
    rows = [*([walls[i][0][k] for i in bearing] for k in range(n)), [Fraction(1)] * len(bearing)]
    held = solved(rows, [*[Fraction(0)] * n, Fraction(1)])
    if held is None:
        return ()
    weights = dict(zip(bearing, held, strict=True))
    return (Seen(cell, "flat", weights=tuple(weights.get(i, Fraction(0)) for i in range(len(walls)))),)


def solved(rows: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """Return a solution of linear equations, 0 where one is free; None where there is none."""
    n = len(rows[0]) if rows else 0
    left, pivots = reduced([[*row, b] for row, b in zip(rows, right, strict=True)], n)
    if any(row[-1] for row in left[len(pivots) :]):
        return None
    values = dict(zip(pivots, (row[-1] for row in left), strict=False))
    return [values.get(k, Fraction(0)) for k in range(n)]
