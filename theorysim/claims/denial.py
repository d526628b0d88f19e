"""Why a claim is false: a region in which it is proved to fail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from theorysim.claims.what import Line
from theorysim.entries import Sided


@dataclass(frozen=True, eq=False)
class Denial:
    """Why a claim is false: wherever `when` holds (and can hold), `never` is proved; then `claimed` fails.

    For a claim that something exists, `never` shows that no value will do. For a lower bound, `never` proves a ceiling of
    the quantity and `claimed` compares the bound with it.
    """

    when: tuple[Sided, ...]
    never: tuple[tuple[tuple[Sided, ...], Sided], ...]  # (what membership in the class gives besides, the relation)
    claimed: Sided | None = None

    def region(self) -> Iterator[Line]:
        """Return the lines that show where it is denied, and the claim there."""
        yield from (Line("where", w) for w in self.when)
        yield from [Line("claim", self.claimed)] if self.claimed is not None else []


def denied(denials: Sequence[Denial], given: tuple[Sided, ...]) -> Iterator[Line]:
    """Return the relations that deny a claim, each with what it is proved from."""
    for denial in denials:
        for besides, never in denial.never:
            yield from (Line("", b) for b in besides)
            yield Line("denied", never, (*given, *denial.when, *besides))
