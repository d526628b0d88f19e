"""Something exists: a formula that names it proves that, a denial refutes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from theorysim.claims.denial import Denial, denied
from theorysim.claims.relation import page_of
from theorysim.claims.what import Line, Links, Objectives, Oracles, Printer, Ranges, What
from theorysim.entries import Sided
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Exists(What):
    """For all parameters that satisfy `given`, some value satisfies `checks`: the bodies name it as a formula of the parameters."""

    checks: tuple[Sided, ...]
    given: tuple[Sided, ...] = ()
    denials: tuple[Denial, ...] = ()
    search: Ranges = field(default_factory=dict)

    counts_as: ClassVar[str] = "lower-bound"
    searched: ClassVar[str] = "that a value exists is refuted by a denial alone: where the formula for it fails, another value may do"

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.coverage import judge_exists

        return judge_exists(self, effort, label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        return [*map(printer.sided, self.given)], [*map(printer.sided, self.checks)]

    def page(self, printer: Printer) -> Iterator[str]:
        return page_of(self.given, self.checks, printer)

    def shown(self, values: Mapping[str, Fraction] | None = None) -> Iterator[Line]:
        yield from (Line("hypothesis", g) for g in self.given)
        for denial in self.denials:
            yield from denial.region()
        yield from (Line("claim", c) for c in self.checks)
        yield from denied(self.denials, self.given)

    def links(self) -> Links:
        yield from ((check, self.given) for check in self.checks)
