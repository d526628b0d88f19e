"""Compare two cases trial by trial, where trial i of both draws the same numbers: who reaches first more often than chance explains.

The test is the sign test, exact: a trial says which was first, a run that never reached is after all that did, and ties say nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from theorysim.sweep.choice import Dot
from theorysim.sweep.lines import Line, Measured
from theorysim.sweep.schema import Figure, Page

CHOSEN = "the best was chosen on the same trials, so that p is too small"


@dataclass(frozen=True)
class Paired:
    """A test at one x: in how many trials each was first; p, and p times the number of tests."""

    panel: str
    line: str  # what both have in common
    x: float
    first: str
    second: str
    trials: int
    first_sooner: int
    second_sooner: int
    same: int
    p: float
    p_of_all: float
    note: str = ""


def tests(found: Sequence[Line], figure: Figure, page: Page, measured: Callable[[str], Measured | None]) -> list[Paired]:
    """Return the tests that a figure asks for; raises Mistake where the trials of the two are not pairs."""
    if not figure.compare:
        return []
    if len(figure.compare) != 2 or figure.kind != "points":
        page.wrong(("figure", "compare"), "compare: two cases, in a figure of points")
    cases = dict.fromkeys(c.dot.names["case"] for line in found for c in line.chosen)
    for name in figure.compare:
        if found and name not in cases:
            page.wrong(("figure", "compare"), f"compare: no case {name!r}; there are {', '.join(cases)}")
    made = list(_tests(found, figure, page, measured))
    return [_of_all(one, len(made)) for one in made]


def _of_all(one: Paired, several: int) -> Paired:
    return Paired(**{**vars(one), "p_of_all": min(1.0, one.p * several)})


def _tests(found: Sequence[Line], figure: Figure, page: Page, measured: Callable[[str], Measured | None]) -> Iterator[Paired]:
    first, second = figure.compare
    places: dict[tuple[str, str, float], dict[str, Dot]] = {}
    for line in found:
        for x, choice in zip(line.x, line.chosen, strict=True) if not line.curve else ():
            places.setdefault((line.panel, _rest(choice.dot, figure), x), {})[choice.dot.names["case"]] = choice.dot
    for (panel, rest, x), dots in places.items():
        if first in dots and second in dots:
            one, other = (_trials(dots[name], page, measured) for name in figure.compare)
            n = min(len(one), len(other))
            sooner, later = int(np.sum(one[:n] < other[:n])), int(np.sum(other[:n] < one[:n]))
            note = CHOSEN if figure.best_over else ""
            p = sign(sooner, later)
            yield Paired(panel, rest, x, first, second, n, sooner, later, n - sooner - later, p, p, note)


def _rest(dot: Dot, figure: Figure) -> str:
    """Return what tells lines apart besides the case."""
    names = [n for n in dict.fromkeys(figure.lines) if n != "case" and n in dot.names]
    several = (["y"] if len(figure.y) > 1 else []) + (["quantile"] if len(figure.quantile) > 1 else [])
    return ", ".join(f"{n} = {v:g}" if isinstance(v := dot.names[n], float | int) else str(v) for n in [*names, *several])


def _trials(dot: Dot, page: Page, measured: Callable[[str], Measured | None]) -> np.ndarray:
    found = measured(dot.key)
    if dot.names.get("draws") != "common" or found is None or found.trials is None:
        wants = 'write draws = "common" above the figure, for runs that draw'
        page.wrong(("figure", "compare"), f"compare: the trials of {dot.names['case']} are no pairs; {wants}")
    return np.asarray(found.times_of_trials)


def sign(less: int, more: int) -> float:
    """Return the two-sided p of so many signs, of which each is as likely as the other."""
    from scipy.special import bdtr

    return float(min(1.0, 2 * bdtr(min(less, more), less + more, 0.5))) if less + more else 1.0
