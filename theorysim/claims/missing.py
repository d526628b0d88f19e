"""A measurement that is out of reach here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import fill
from typing import Any, ClassVar

from theorysim.claims.what import NONE, Objectives, Oracles, Printer, What
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Missing(What):
    """A measurement that is out of reach here; `what` says what is missing: data, a network, time."""

    what: str

    counts_as: ClassVar[str] = "empirical"
    reads: ClassVar[bool] = False  # it has no formula

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.missing import judge_missing

        return judge_missing(self)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        return [], [f"out of reach here: {self.what}"]

    def page(self, printer: Printer) -> Iterator[str]:
        yield fill(f"    out of reach here: {self.what}", 118, subsequent_indent="      ")

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        return NONE  # nothing is claimed

    def sought(self, label: str, objectives: Objectives, oracles: Oracles, clock: Any, seed: int, progress: Any) -> Any:
        from theorysim.falsify.found import Found

        return Found(False, None, None, f"not searched, for it is out of reach here: {self.what}", 0)
