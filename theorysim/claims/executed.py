"""A text that must run and do what it says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from theorysim.claims.what import NONE, Objectives, Oracles, Printer, What
from theorysim.entries import Body
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Executed(What):
    """A text that must run and do what it says: each trial returns (what came out, what was to come out)."""

    trials: tuple[Body, ...]

    counts_as: ClassVar[str] = "algorithm"
    reads: ClassVar[bool] = False  # a trial may be written in any way
    efforts: ClassVar[tuple[str, ...]] = ("quick",)  # it runs, or does not
    searched: ClassVar[str] = "a text is run, and compared with what was to come out"

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.executed import judge_executed

        return judge_executed(self, effort, label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        return [], [" ".join((trial.__doc__ or trial.__name__.replace("_", " ")).split()).rstrip(".") for trial in self.trials]

    def page(self, printer: Printer) -> Iterator[str]:
        yield from (f"      {(trial.__doc__ or trial.__name__).strip()}" for trial in self.trials)

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        return NONE  # nothing is claimed of a formula
