"""Draw the lines of a study by the kind of its figure: a kind is one file, and its name in this table."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from theorysim.measure.along import Curves
from theorysim.results import HittingTimes
from theorysim.sweep import paired
from theorysim.sweep.bounds import Stated
from theorysim.sweep.lines import Line, Measured, drawn_as, lines
from theorysim.sweep.over_steps import over_steps
from theorysim.sweep.plan import Plan, cell_of
from theorysim.sweep.schema import Figure, Page
from theorysim.sweep.shares import shares

KINDS: dict[str, Callable[..., list[Line]]] = {"points": lines, "curves": over_steps, "ecdf": shares}


def gathered(
    plan: Plan, figure: Figure, page: Page, measured: Callable[[str], Measured | None], bounds: Sequence[Stated] = ()
) -> list[Line]:
    """Return the lines of a figure; raises Mistake where the points do not make it."""
    return KINDS[figure.kind](plan, figure, page, measured, bounds)


def makes(plan: Plan, figure: Figure, page: Page, bounds: Sequence[Stated] = ()) -> list[str]:
    """Return the texts of the figure of a plan. Raises Mistake where its points will not make one, whatever is measured."""
    more = figure.kind == "curves" or bool(figure.compare)

    def anything(key: str) -> Measured:
        return _anything(json.loads(plan.cells[cell_of(key)]).get("keep", ()) if more else ())

    found = gathered(plan, figure, page, anything, bounds)
    paired.tests(found, figure, page, anything)
    return list(dict.fromkeys(text for line in found for text in (line.panel, line.label, *drawn_as(figure, found))))


def _anything(keep: Sequence[str]) -> Measured:
    """Return what a cell may have measured that keeps so much."""
    one: Any = np.array([1])
    along = Curves(np.array([1, 2]), one, {name: np.ones((2, 1)) for name in keep if name != "trials"}, 1)
    return Measured(HittingTimes(one, one, {"reached": 1}), {}, trials=one if "trials" in keep else None, curves=along)
