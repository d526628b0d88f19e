"""What the package asks of a claim. A new kind writes `judge` and `said`; everything else has a default.

A record is light: a method imports the machinery that it needs when it is called, so a statement loads without SymPy and Numba.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Self

from theorysim.claims.record import Record
from theorysim.entries import Body, Objective, Oracle, Sided
from theorysim.results import EFFORTS, Evidence, Held, Setting

if TYPE_CHECKING:
    from theorysim.claims.relation import Relation

Objectives = Mapping[str, Objective]
Oracles = Mapping[str, Oracle]
Links = Iterator[tuple[Sided, tuple[Sided, ...]]]  # a relation, and what it is claimed under
Ranges = Mapping[str, tuple[float, float]]
NONE: Mapping[str, int] = {"refuted": 0, "missed": 0, "still_true": 0, "unknown": 0}


@dataclass(frozen=True)
class Line:
    """A relation to show at a point, after a word; without one it only names parameters. `under`: it is to be proved, from these."""

    word: str
    sided: Sided
    under: tuple[Sided, ...] | None = None


@dataclass(frozen=True)
class Printer:
    """How a claim prints itself: a body or a relation in one line, or in as many as it takes; an entry by its name."""

    formula: Callable[[Body], str]
    sided: Callable[[Sided], str]
    formulas: Callable[[Body], Iterator[str]]
    relations: Callable[[Sided], Iterator[str]]
    named: Callable[[Any], str]
    first: Callable[[Any], bool]  # whether a part of a claim is printed for the first time on this page


class What(Record, ABC):
    """What a claim says: one kind of claim, which answers for itself."""

    counts_as: ClassVar[str] = "inequality"  # the kind of a statement that is in no inventory
    efforts: ClassVar[tuple[str, ...]] = EFFORTS  # with which the judge may find something else
    searched: ClassVar[str] = "the judge of its kind alone can refute it"  # what a search without a point or a run can show
    explains: ClassVar[bool] = False  # what its judge found is told beside the author's reason
    runs: ClassVar[bool] = False  # its witness is the setting of a run
    hits: ClassVar[bool] = False  # that run is to reach its epsilon within a bound on its steps
    reads: ClassVar[bool] = True  # it has formulas, which are read in other meanings than floats

    @abstractmethod
    def judge(self, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
        """Return what the judge of this kind finds; `label` is how a line that replays begins."""

    @abstractmethod
    def said(self, printer: Printer) -> tuple[list[str], list[str]]:
        """Return the hypotheses and the claims, each in a few words."""

    def page(self, printer: Printer) -> Iterator[str]:
        """Return the lines of the page of an entry."""
        given, claimed = self.said(printer)
        yield from (f"    given {g}" for g in given)
        yield from (f"      {c}" for c in claimed)

    def shown(self, values: Mapping[str, Fraction] | None = None) -> Iterator[Line]:
        """Return what replaying shows at a point; without values, at any."""
        yield from ()

    def at(self, values: Mapping[str, Fraction]) -> "Relation | None":
        """Return the relation that a witness with these values breaks; None where it is no point."""
        return None

    def links(self) -> Links:
        """Return the relations in which errors are planted."""
        yield from ()

    def planted(self, objectives: Objectives) -> Mapping[str, int]:
        """Count what the judge does with planted errors: the self-test of a claim that holds."""
        from theorysim.judge.planted import planted_in

        return planted_in(self.links(), getattr(self, "search", {}))

    def held(self, setting: Setting, what: Any, stated: Mapping[str, Fraction], T: int | None, many: Any = None) -> Held | None:
        """Return what a run is found to be against the claim, with constants that are stated; None where it is no run of it.

        `T` is its hitting time; of several runs these are `many`.
        """
        return None

    def sought(self, label: str, objectives: Objectives, oracles: Oracles, clock: Any, seed: int, progress: Any) -> Any:
        """Search for a counterexample: by the judge, with more and more effort, where a kind has no search of its own."""
        from theorysim.falsify.by_judge import search_by_judge

        return search_by_judge(self, label, objectives, oracles, clock, progress)

    def points(self, label: str, seed: int) -> Any:
        """Return a search of points that can be stopped and go on; None where no point breaks such a claim."""
        return None

    def limits(self, effort: str, label: str, numbered: bool, objectives: Objectives) -> Iterator[Any]:
        """Return how far its constants could be sharpened (`judge.sharpest.Limit`)."""
        yield from ()

    def amiss(self) -> list[str]:
        """Name what a declaration lacks, or names wrongly, before anything is judged."""
        return []

    @property
    def random(self) -> bool:
        """Whether what is claimed is a quantile of a random number."""
        return False

    def within(self, ranges: Ranges) -> Self:
        """Return the claim with the ranges in which it is searched."""
        return replace(self, search=dict(ranges))  # type: ignore[type-var]
