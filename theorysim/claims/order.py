"""An order of growth: one constant for all parameters at once, proved of a floor or a ceiling, refuted along a ray."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from theorysim.claims.cover import Cover
from theorysim.claims.record import Record
from theorysim.claims.relation import Relation, given_page
from theorysim.claims.what import Line, Links, Objectives, Oracles, Printer, Ranges, What
from theorysim.entries import Body, Sided
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Known(Record):
    """A floor or a ceiling of a count, as a body of the constants, and the claims that prove it."""

    body: Body
    by: tuple[Relation | Cover, ...]


@dataclass(frozen=True, eq=False)
class Order(What):
    """A count T is O(size), is Omega(size), or is not O(size): one constant for all parameters at once, under `given`.

    A ceiling of T shows an O and refutes an Omega, a floor shows an Omega and refutes an O. What grows without bound is
    looked for along rays: each parameter a power of t, or the end of its domain plus one. `search` holds the printed ranges,
    in which the witness of a refutation is looked for; the rays go on to their limits.
    """

    size: Body
    sense: Literal["O", "Omega", "not O"]
    floor: Known | None = None
    ceiling: Known | None = None
    given: tuple[Sided, ...] = ()
    search: Ranges = field(default_factory=dict)

    counts_as: ClassVar[str] = "upper-bound"
    searched: ClassVar[str] = "an order is refuted along a ray alone, by what is known of T"
    explains: ClassVar[bool] = True  # the ray that it found

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.order import judge_order

        return judge_order(self, effort, label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        return [*map(printer.sided, self.given)], [f"T is {self.sense}({printer.formula(self.size)})"]

    def page(self, printer: Printer) -> Iterator[str]:
        yield from given_page(self.given, printer)
        yield f"    the count T is {self.sense} of"
        yield from (f"      {line}" for line in printer.formulas(self.size))
        for known, word in ((self.floor, "least"), (self.ceiling, "most")):
            if known is not None:
                yield f"    where T is shown to be at {word}"
                yield from (f"      {line}" for line in printer.formulas(known.body))

    def shown(self, values: Mapping[str, Fraction] | None = None) -> Iterator[Line]:
        from theorysim.judge.order import stated

        yield from (Line("hypothesis", g) for g in self.given)
        yield from (Line("claim", c) for c in stated(self))

    def amiss(self) -> list[str]:
        from theorysim.judge.speaks import missing

        return list(missing(self))

    def links(self) -> Links:
        from theorysim.judge.order import settled

        if self.sense != "not O" and (shown := settled(self)) is not None:
            yield shown[0], self.given
