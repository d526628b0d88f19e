"""Search for what breaks a reading of a statement: each claim by the search of its kind, the time shared among them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from theorysim.claims.statement import Claim
from theorysim.claims.what import Objectives, Oracles
from theorysim.falsify.found import Clock, Found, Progress, added

Records = tuple[Objectives, Oracles]  # the instances and the noises that a bound is tried on


@dataclass(frozen=True)
class Falsified:
    """What was found about the claims of one reading, in the order in which they were searched; the first that is broken ends it."""

    statement: str
    reading: str
    claims: tuple[tuple[Claim, Found], ...]
    left_out: tuple[str, ...]  # the parts that were not searched
    seconds: float

    @property
    def refuted(self) -> bool:
        return any(f.refuted for _, f in self.claims)

    @property
    def outcome(self) -> str:
        said = {f.outcome for _, f in self.claims}
        return "refuted" if self.refuted else "undecided" if "undecided" in said else "not refuted"

    @property
    def worst(self) -> tuple[Claim, Found]:
        """The claim that is broken, else one that float64 exceeds, else the one with the largest ratio."""
        return max(self.claims, key=lambda c: (c[1].refuted, c[1].unconfirmed, -1.0 if c[1].worst_ratio is None else c[1].worst_ratio))

    @property
    def worst_ratio(self) -> float | None:
        return self.worst[1].worst_ratio

    @property
    def witness(self) -> str | None:
        return self.worst[1].witness

    @property
    def evaluations(self) -> int:
        return sum(f.evaluations for _, f in self.claims)

    @property
    def looked(self) -> Mapping[str, int]:
        return added(f.looked for _, f in self.claims)


@dataclass
class _Work:
    """Counts what was tried, over all claims; where a number of evaluations is given, it is the time that passes."""

    seconds: float
    evaluations: int | None
    told: dict[int, int] = field(default_factory=dict)  # claim -> what was tried of it

    @property
    def done(self) -> int:
        return sum(self.told.values())

    def clock(self) -> Clock:
        """Return the clock of the whole search: of wall time, or of work, so that the same work gives the same result."""
        if self.evaluations is None:
            return Clock(self.seconds)
        begun, most = time.monotonic(), self.evaluations

        def now() -> float:
            return float("inf") if time.monotonic() - begun > self.seconds else self.seconds * self.done / most

        return Clock(self.seconds, now)

    def of(self, claim: int, progress: Progress) -> Progress:
        """Return what one claim tells its progress to."""

        def told(n: int, ratio: float | None) -> None:
            self.told[claim] = n
            progress(self.done, ratio)

        return told


def falsify_claims(
    statement: str,
    claims: Sequence[Claim],
    records: Records,
    seconds: float,
    seed: int = 1,
    evaluations: int | None = None,
    progress: Callable[[int, float | None], None] = lambda n, ratio: None,
) -> Falsified:
    """Search the claims of one reading until one is broken: the corners of every relation first, then each for its share of what is left.

    The search ends after `seconds`, or `evaluations` instances where a number is given: the same seed and number give the same result.
    A round that has begun is finished.
    """
    begun, work = time.monotonic(), _Work(seconds, evaluations)
    clock, found = work.clock(), dict[int, Found]()
    labels = [":".join(filter(None, (statement, c.reading.split(":")[0], c.part))) for c in claims]
    points = {i: p for i, c in enumerate(claims) if (p := c.what.points(labels[i], seed)) is not None}
    for i, search in points.items():
        while search.waiting and not search.begun and not search.refuted and not clock.over():
            search.go_on(work.of(i, progress))
        if search.refuted:
            found[i] = search.found()
            break
    for i, claim in enumerate(claims):
        if any(f.refuted for f in found.values()):
            break
        share, told = clock.part(1 / (len(claims) - i)), work.of(i, progress)
        found[i] = points[i].until(share, told) if i in points else claim.what.sought(labels[i], *records, share, seed, told)
    every = tuple((claims[i], f) for i, f in sorted(found.items()))
    left = tuple(c.part for i, c in enumerate(claims) if i not in found)
    return Falsified(statement, claims[0].reading.split(":")[0], every, left, time.monotonic() - begun)
