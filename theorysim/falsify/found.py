"""What a search for a counterexample finds, and how long it may last."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from theorysim.results import Run

Progress = Callable[[int, float | None], None]  # is told how many instances were tried so far, and the worst ratio


@dataclass(frozen=True)
class Found:
    """The worst instance of one claim: refuted only where that was confirmed beyond float64.

    `worst_ratio` is measured/bound (bound/measured for a lower bound), `witness` the arguments of `theorysim replay`, `says` one
    sentence about it, `evaluations` how many instances were tried, and `looked` how many of which kind. `run` is the witness as data,
    where it is a run. `effort` is what a judge needed to find it, where one did. It is `unconfirmed` where float64 shows an excess of
    which nothing beyond float64 decides.
    """

    refuted: bool
    worst_ratio: float | None
    witness: str | None
    says: str
    evaluations: int
    looked: Mapping[str, int] = field(default_factory=dict)
    effort: str = "quick"
    unconfirmed: bool = False
    run: Run | None = None

    @property
    def outcome(self) -> str:
        return "refuted" if self.refuted else "undecided" if self.unconfirmed else "not refuted"


def added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Add counts of the same kinds."""
    every: dict[str, int] = {}
    for one in counts:
        for kind, n in one.items():
            every[kind] = every.get(kind, 0) + n
    return every


@dataclass(frozen=True)
class Clock:
    """A stretch of wall time, in seconds; a part of it is a clock too."""

    seconds: float
    now: Callable[[], float] = time.monotonic
    begun: float = field(default=-1.0)

    def __post_init__(self) -> None:
        if self.begun < 0:
            object.__setattr__(self, "begun", self.now())

    def left(self) -> float:
        """Return the seconds that are left, 0 at least."""
        return max(0.0, self.begun + self.seconds - self.now())

    def over(self) -> bool:
        return self.left() == 0

    def part(self, share: float) -> "Clock":
        """Return a clock for a share of the time that is left, beginning now."""
        return Clock(share * self.left(), self.now)
