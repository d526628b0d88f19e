"""Two coins, of which one is tossed: how well the best rule tells which, and what follows from that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from theorysim.claims.relation import page_of
from theorysim.claims.what import Line, Objectives, Oracles, Printer, Ranges, What
from theorysim.domains import Unit
from theorysim.entries import Body, Sided
from theorysim.letters import letters
from theorysim.results import Evidence

success, doubt = letters("success doubt", Unit)


@dataclass(frozen=True, eq=False)
class Coins(What):
    """`checks` hold for one of two coins, each as likely, that is tossed so many times and shows heads with its one of two `chances`.

    They may speak of two numbers of the problem, which every rule that sees the tosses is held against, one that draws at random too:
    `success`, the largest probability to name the coin, and `doubt`, the least mean square of a guess minus the coin's number, 0 or 1. So
    the mean of (x - b)^2 is at least doubt times (b_0 - b_1)^2. Both are computed from the binomial laws; algebra may use what holds of any
    two coins (`judge.coins`).
    """

    checks: tuple[Sided, ...]
    chances: tuple[Body, Body]
    tosses: Body
    given: tuple[Sided, ...] = ()
    search: Ranges = field(default_factory=dict)
    hints: tuple[Sided, ...] = ()  # facts that the proof may use, each proved from `given` first

    counts_as: ClassVar[str] = "lower-bound"
    searched: ClassVar[str] = "the numbers of the best rule are computed at points, and compared there"

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.coins import judge_coins

        return judge_coins(self, effort, label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        one, other = map(printer.formula, self.chances)
        tossed = f"a coin with chance {one} or {other} is tossed {printer.formula(self.tosses)} times"
        return [*map(printer.sided, self.given), tossed], [*map(printer.sided, self.checks)]

    def page(self, printer: Printer) -> Iterator[str]:
        for number, chance in enumerate(self.chances):
            yield f"    coin {number} shows heads with chance"
            yield from (f"      {line}" for line in printer.formulas(chance))
        yield f"    one of them is tossed {printer.formula(self.tosses)} times"
        yield "    success: the best chance to name it; doubt: the least mean square of a guess minus its number"
        yield from page_of(self.given, self.checks, printer)

    def shown(self, values: Mapping[str, Fraction] | None = None) -> Iterator[Line]:
        from theorysim.judge.coins import with_numbers

        yield from (Line("hypothesis", g) for g in self.given)
        yield from (Line("claim", c) for c in (self.checks if values is None else with_numbers(self, values)))

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        from theorysim.judge.coins import planted_in_coins

        return planted_in_coins(self)
