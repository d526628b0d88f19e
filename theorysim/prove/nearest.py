"""Write down how far 0 is from Goldstein's set, for the checker: what shows of each of its cells that the ball meets it or not."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from theorysim.measure.cells import Cell, of_cells
from theorysim.verify import cells


def shown(found: Sequence[cells.Cell], x: Sequence[Fraction], radius: Fraction) -> dict[str, Any]:
    """Return what is said of each cell, the weights of an element of the set, and a direction along which all slopes rise.

    Raises ValueError where no cell was shown to be met.
    """
    bracket, seen = of_cells([Cell(slope, Fraction(0), walls) for slope, walls in found], x, radius)
    told: list[dict[str, Any]] = [
        {"what": one.what} | {name: _written(numbers) for name in ("point", "inside", "weights") if (numbers := getattr(one, name))}
        for one in seen
    ]
    return {"cells": told, "weights": _written(bracket.weights), "direction": _written(bracket.direction)}


def _written(numbers: Sequence[Fraction]) -> list[str]:
    return list(map(str, numbers))
