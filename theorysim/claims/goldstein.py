"""How far 0 is from Goldstein's set of a piecewise linear function."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from theorysim.claims.what import Objectives, Oracles, Printer, What
from theorysim.entries import Objective
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Goldstein(What):
    """The distance from 0 to the generalized gradients of an objective within delta of x is at least `least`, at most `most`.

    The objective is continuous and piecewise linear with rational numbers, in one to five coordinates, and has no parameters. All
    numbers are rational; the ball is closed (definition 5.3.1).
    """

    objective: Objective
    x: tuple[int | Fraction, ...]
    delta: int | Fraction
    least: int | Fraction = 0
    most: int | Fraction = 0

    counts_as: ClassVar[str] = "definition"
    reads: ClassVar[bool] = False  # its numbers are no formula
    efforts: ClassVar[tuple[str, ...]] = ("quick",)  # every cell is looked at once
    explains: ClassVar[bool] = True

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.goldstein import judge_goldstein

        return judge_goldstein(self)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        place = f"({', '.join(map(str, self.x))})"
        between = f"{self.least}" if self.least == self.most else f"at least {self.least} and at most {self.most}"
        around = f"{printer.named(self.objective)} within {self.delta} of {place}"
        return [], [f"the distance from 0 to the generalized gradients of {around} is {between}"]

    def page(self, printer: Printer) -> Iterator[str]:
        yield from (f"    {line}" for line in self.said(printer)[1])

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        from theorysim.judge.goldstein import planted_in_goldstein

        return planted_in_goldstein(self)
