"""Something happens everywhere on an axis: pieces that leave nothing out prove that, a denial refutes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from theorysim.claims.denial import Denial, denied
from theorysim.claims.relation import given_page
from theorysim.claims.what import Line, Links, Objectives, Oracles, Printer, Ranges, What
from theorysim.entries import Sided
from theorysim.results import Evidence


@dataclass(frozen=True, eq=False)
class Piece:
    """One stretch of an axis (`where`), and the relations that are proved on it.

    They say that an instance is a member of the class, how it moves, and that its count reaches the bound. `points`
    names the parameters that range over points of the instance; what a relation uses besides must speak of one of them, so
    that no hypothesis about the class slips in.
    """

    name: str
    where: tuple[Sided, ...]
    proved: tuple[tuple[tuple[Sided, ...], Sided], ...]  # (what this relation may use besides, the relation)
    points: tuple[str, ...] = ("x",)


@dataclass(frozen=True, eq=False)
class Cover(What):
    """For every value on an axis something happens: the pieces cover the axis, under `given`."""

    pieces: tuple[Piece, ...]
    given: tuple[Sided, ...] = ()
    denials: tuple[Denial, ...] = ()
    search: Ranges = field(default_factory=dict)

    counts_as: ClassVar[str] = "lower-bound"
    searched: ClassVar[str] = "that something happens on the whole axis is refuted by a denial alone"

    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        from theorysim.judge.coverage import judge_cover

        return judge_cover(self, effort, label)

    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        return [*map(printer.sided, self.given)], [f"everywhere on the axis: {', '.join(p.name for p in self.pieces)}"]

    def page(self, printer: Printer) -> Iterator[str]:
        yield from given_page(self.given, printer)
        for piece in self.pieces:
            first = printer.first(piece)
            yield f"    {piece.name}:{'' if first else ' as above'}"
            for _, sided in piece.proved if first else ():
                yield from printer.relations(sided)

    def shown(self, values: Mapping[str, Fraction] | None = None) -> Iterator[Line]:
        yield from (Line("hypothesis", g) for g in self.given)
        for denial in self.denials:
            yield from denial.region()
        for piece in self.pieces:
            yield from (Line(f"on {piece.name}", w) for w in piece.where)
            yield from (Line("", one) for besides, proved in piece.proved for one in (*besides, proved))
        yield from denied(self.denials, self.given)

    def links(self) -> Links:
        for piece in self.pieces:
            yield from ((sided, (*self.given, *piece.where, *besides)) for besides, sided in piece.proved)
