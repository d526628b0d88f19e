"""Search for what breaks a reading of a statement: each claim by the search of its kind, the time shared among them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from theorysim.falsify.bounds import search_bound
from theorysim.falsify.by_judge import search_by_judge
from theorysim.falsify.found import Clock, Found, Progress, added
from theorysim.falsify.laws import search_laws
from theorysim.falsify.points import search_points
from theorysim.model import Bound, Claim, Expected, Missing, Objective, Oracle, Relation, What

Records = tuple[Mapping[str, Objective], Mapping[str, Oracle]]  # the instances and the noises that a bound is tried on


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
        return "refuted" if self.refuted else "not refuted"

    @property
    def worst(self) -> tuple[Claim, Found]:
        """The claim that is broken, else the one with the largest ratio."""
        return max(self.claims, key=lambda c: (c[1].refuted, -1.0 if c[1].worst_ratio is None else c[1].worst_ratio))

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
    done: int = 0

    def clock(self) -> Clock:
        """Give the clock of the whole search: of wall time, or of work, so that the same work gives the same result."""
        if self.evaluations is None:
            return Clock(self.seconds)
        begun, most = time.monotonic(), self.evaluations

        def now() -> float:
            return float("inf") if time.monotonic() - begun > self.seconds else self.seconds * self.done / most

        return Clock(self.seconds, now)

    def telling(self, progress: Progress) -> Progress:
        """Give what one claim tells its progress to."""
        before = self.done

        def told(n: int, ratio: float | None) -> None:
            self.done = before + n
            progress(self.done, ratio)

        return told


def _search(what: What, label: str, records: Records, clock: Clock, seed: int, progress: Progress) -> Found:
    if isinstance(what, Relation):
        return search_points(what, label, clock, seed, progress)
    if isinstance(what, Expected):
        return search_laws(what, label, clock, seed, progress)
    if isinstance(what, Bound):
        return search_bound(what, *records, clock, seed, progress)
    if isinstance(what, Missing):
        return Found(False, None, None, f"not searched, for it is out of reach here: {what.what}", 0)
    return search_by_judge(what, label, clock, progress)


def falsify_claims(
    statement: str,
    claims: Sequence[Claim],
    records: Records,
    seconds: float,
    seed: int = 1,
    evaluations: int | None = None,
    progress: Callable[[int, float | None], None] = lambda n, ratio: None,
) -> Falsified:
    """Search the claims of one reading one after another, each for its share of what is left, until one is broken.

    The search ends after `seconds`, or `evaluations` instances where a number is given: the same seed and number give the same result.
    A round that has begun is finished.
    """
    begun, work = time.monotonic(), _Work(seconds, evaluations)
    clock, found = work.clock(), list[tuple[Claim, Found]]()
    for i, claim in enumerate(claims):
        label = ":".join(filter(None, (statement, claim.reading.split(":")[0], claim.part)))
        share = clock.part(1 / (len(claims) - i))
        found.append((claim, _search(claim.what, label, records, share, seed, work.telling(progress))))
        if found[-1][1].refuted:
            break
    left = tuple(c.part for c in claims[len(found) :])
    return Falsified(statement, claims[0].reading.split(":")[0], tuple(found), left, time.monotonic() - begun)
