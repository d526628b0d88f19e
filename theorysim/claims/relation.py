"""Two sides at every point: algebra proves it, a point breaks it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorysim.claims.what import Line, Links, Objectives, Oracles, Printer, Ranges, What
from theorysim.entries import Sided
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Relation(What):
    """`checks` hold, link by link, for all parameters that satisfy `given`.

    `search` narrows where a witness is looked for and what the printed ranges are: name -> (low, high), logarithmic
    where positive. Judged by algebra, then by search; a refutation is confirmed at its witness exactly.
    """

    checks: tuple[Sided, ...]
    given: tuple[Sided, ...] = ()
    search: Ranges = field(default_factory=dict)
    hints: tuple[Sided, ...] = ()  # facts that the proof may use, each proved from `given` first: squares, say
    by_search: bool = False  # a second route: points alone are asked, no proof is looked for

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, sides in (("checks", self.checks), ("given", self.given), ("hints", self.hints)):
            if isinstance(sides, Sided) or not all(isinstance(one, Sided) for one in sides):
                raise TypeError(f"{name} of a Relation is a tuple of relations, (a <= b,); it is {sides}")

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.relation import judge_relation

        return judge_relation(self, effort, label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        return [*map(printer.sided, self.given)], [*map(printer.sided, self.checks)]

    def page(self, printer: Printer) -> Iterator[str]:
        return page_of(self.given, self.checks, printer)

    def shown(self, values: Mapping[str, Fraction] | None = None) -> Iterator[Line]:
        yield from (Line("hypothesis", g) for g in self.given)
        yield from (Line("claim", c) for c in self.checks)

    def at(self, values: Mapping[str, Fraction]) -> "Relation":
        return self

    def links(self) -> Links:
        yield from ((check, self.given) for check in self.checks)

    def sought(self, label: str, objectives: Objectives, oracles: Oracles, clock: Any, seed: int, progress: Any) -> Any:
        return self.points(label, seed).until(clock, progress)

    def points(self, label: str, seed: int) -> Any:
        from theorysim.falsify.points import Points

        return Points(self, label, seed)

    def limits(self, effort: str, label: str, numbered: bool, objectives: Objectives) -> Iterator[Any]:
        from theorysim.judge.sharpest import of_relation

        return of_relation(self, effort, label, numbered)


def lines(ranges: Ranges, *steps: tuple[Sided, ...]) -> tuple[Relation, ...]:
    """Return the lines of a proof: of each step what it says, then what that follows from."""
    return tuple(Relation((check,), tuple(given), ranges) for check, *given in steps)


def page_of(given: tuple[Sided, ...], checks: tuple[Sided, ...], printer: Printer) -> Iterator[str]:
    """Return the lines of hypotheses and of what follows from them."""
    yield from given_page(given, printer)
    yield "    then"
    for check in checks:
        yield from printer.relations(check)


def given_page(given: tuple[Sided, ...], printer: Printer) -> Iterator[str]:
    """Return the lines of the hypotheses."""
    for one in given:
        yield "    given"
        yield from printer.relations(one)
