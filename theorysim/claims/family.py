"""A lower bound, run: some member of a family takes at least so many steps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from theorysim.claims.record import Record
from theorysim.claims.what import NONE, Objectives, Oracles, Printer, Ranges, What
from theorysim.entries import Body, Method, Objective, Sided
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Member(Record):
    """An instance of a family: an objective, its parameters and its start as bodies of the constants of the class."""

    objective: Objective
    own: Mapping[str, Body]
    start: Body


@dataclass(frozen=True, eq=False)
class Family(What):
    """The worst hitting time over a family is at least `bound`: a lower bound, run.

    Bodies take the constants of `search`, which are drawn there under `given`; `method_constants` may take a further
    drawn name, such as the share of a threshold at which the step size lies.
    """

    method: Method
    members: tuple[Member, ...]
    bound: Body
    method_constants: Mapping[str, Body]
    given: tuple[Sided, ...] = ()
    search: Ranges = field(default_factory=dict)

    counts_as: ClassVar[str] = "lower-bound"
    searched: ClassVar[str] = "that no member of the family reaches the bound refutes nothing: another function may"

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.family import judge_family

        return judge_family(self, effort, label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        return [*map(printer.sided, self.given)], [f"the largest T of the family >= {printer.formula(self.bound)}"]

    def page(self, printer: Printer) -> Iterator[str]:
        yield "    the worst hitting time over the family is at least"
        yield from (f"      {line}" for line in printer.formulas(self.bound))

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        return NONE  # a family that does not reach a bound says nothing of it
