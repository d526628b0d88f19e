"""Judge "a run hits by T with probability q or more": an exact binomial test that may be looked at after every run.

Let P be that probability. A plan takes n runs and a cut c from two exact binomial tails: where P >= q, at most c of the n
runs hit with probability alpha/2 at most; where P <= q - margin, more than c hit with probability beta/2 at most. Two bets end
it sooner, one against P >= q and one against P <= q - margin: a fortune that, where the hypothesis is true, no run makes larger
on average, so that it ever reaches 2/alpha (2/beta) with probability alpha/2 (beta/2) at most (Ville). Half of a fortune is
laid on the planned alternative, half evenly on every other one. Hence, whatever is looked at and when,

    P(refuted) <= alpha where P >= q,    P(holds) <= beta where P <= q - margin,

and the answer is a function of the runs in their order, not of the batches in which they were drawn.

plan = Plan(q=1/2, alpha=1e-6, beta=1e-3, margin=1/8)
decision = decide(lambda start, n: T_of_trials(start, start + n) <= bound, plan)
decision.evidence()  # outcome "holds", "refuted" (or "undecided": `most` runs were not enough), grade "sampled"

Of k settings judged one after the other, one true one is called false with probability k alpha at most: give each alpha/k.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from theorysim.results import Evidence, Grade, Outcome

FIRST, LARGEST = 32, 1 << 16  # runs of the first batch, where each later one doubles what was drawn, and of a batch at most
MOST = 200_000  # runs that a plan may take
Draw = Callable[[int, int], Any]  # (start, n) -> whether the trials start, ..., start + n - 1 hit, bool of shape (n,)


@dataclass(frozen=True)
class Plan:
    """What is asked: P >= q, false alarm at most alpha, a miss at most beta where P <= q - margin; `n` and `cut` follow.

    Raises ValueError for numbers that make no sense, or that take more than MOST runs.
    """

    q: float = 0.5
    alpha: float = 1e-6
    beta: float = 1e-3
    margin: float = 0.125

    def __post_init__(self) -> None:
        if not (0 < self.q < 1 and 0 < self.margin < self.q):
            raise ValueError(f"q is {self.q:g} and margin {self.margin:g}; they must satisfy 0 < margin < q < 1")
        if not (0 < self.alpha < 1 and 0 < self.beta < 1):
            raise ValueError(f"alpha is {self.alpha:g} and beta {self.beta:g}; they must lie between 0 and 1")
        _ = self.n

    @cached_property
    def n(self) -> int:
        """The number of runs at most."""
        return _planned(self.q, self.alpha / 2, self.beta / 2, self.margin)[0]

    @cached_property
    def cut(self) -> int:
        """The number of hits among n runs that is still too few."""
        return _planned(self.q, self.alpha / 2, self.beta / 2, self.margin)[1]


@dataclass(frozen=True)
class Decision:
    """The answer, and the runs that gave it: those up to the one that decided."""

    outcome: Outcome
    runs: int
    hits: int
    plan: Plan

    def evidence(self, witness: str | None = None) -> Evidence:
        """State the answer with its error rate."""
        p, seen = self.plan, f"{self.hits} of {self.runs} runs hit"
        why = {
            "refuted": f"{seen}: so few, with probability at most {p.alpha:g}, where each hits with probability {p.q:g} or more",
            "holds": f"{seen}: so many, with probability at most {p.beta:g}, where each hits with probability {p.q - p.margin:g} or less",
            "undecided": f"{seen}; up to {p.n} runs were planned",
        }[self.outcome]
        grade: Grade | None = None if self.outcome == "undecided" else "sampled"
        return Evidence("quantile", self.outcome, grade, None, None, witness, why, {"runs": self.runs, "hits": self.hits})


@lru_cache
def _planned(q: float, alpha: float, beta: float, margin: float) -> tuple[int, int]:
    """Return the least n, and the greatest cut, for which both binomial tails are as small as is asked."""
    from scipy.special import bdtr, bdtrc

    cut = -1  # as n grows by 1 it grows by 1 or stays
    for n in range(1, MOST + 1):
        if bdtr(cut + 1, n, q) <= alpha:
            cut += 1
        if cut >= 0 and bdtrc(cut, n, q - margin) <= beta:
            return n, cut
    raise ValueError(f"a margin of {margin:g} takes more than {MOST} runs; take a larger one")


def fortune(hits: Any, misses: Any, q: float, margin: float) -> Any:
    """Return the logarithm of what 1 has become, laid against "a run hits with probability q or more"; arrays of one shape.

    The planned half has grown by the likelihood ratio of q - margin to q; the other half by its mean over even r in (0, q).
    """
    from scipy.special import betainc, betaln

    fair = hits * np.log(q) + misses * np.log1p(-q)
    planned = hits * np.log(q - margin) + misses * np.log1p(margin - q)
    with np.errstate(divide="ignore"):  # an integral too small for float64 counts for nothing
        every = betaln(hits + 1, misses + 1) + np.log(betainc(hits + 1, misses + 1, q)) - np.log(q)
    return np.logaddexp(planned, every) - np.log(2) - fair


def answers(plan: Plan, runs: Any, hits: Any) -> Any:
    """Return the answer after `runs` runs with `hits` hits, arrays of one shape: -1 refuted, 1 holds, 0 go on."""
    runs, hits = np.asarray(runs, np.int64), np.asarray(hits, np.int64)
    misses = runs - hits
    few = (misses >= plan.n - plan.cut) | (fortune(hits, misses, plan.q, plan.margin) >= np.log(2 / plan.alpha))
    many = (hits > plan.cut) | (fortune(misses, hits, 1 - plan.q + plan.margin, plan.margin) >= np.log(2 / plan.beta))
    return np.where(few, -1, np.where(many, 1, 0)).astype(np.int8)


def batches(limit: int) -> Iterator[tuple[int, int]]:
    """Return the batches of `limit` runs: (start, n)."""
    start = 0
    while start < limit:
        n = min(max(FIRST, start), LARGEST, limit - start)
        yield start, n
        start += n


def decide(draw: Draw, plan: Plan, most: int | None = None) -> Decision:
    """Draw runs in growing batches until there is an answer; with `most` runs at most, else undecided.

    Trials are numbered from 0, so the runs that are told can be drawn again. Raises ValueError for a draw of a wrong shape.
    """
    runs, hits = 0, 0
    for start, n in batches(plan.n if most is None else min(plan.n, most)):
        drawn = np.asarray(draw(start, n))
        if drawn.shape != (n,) or drawn.dtype != bool:
            raise ValueError(f"draw gave {drawn.dtype} of shape {drawn.shape}; it must give bool of shape ({n},)")
        counted = hits + np.cumsum(drawn)
        found = answers(plan, np.arange(start + 1, start + n + 1), counted)
        if found.any():
            i = int(np.argmax(found != 0))
            return Decision("holds" if found[i] > 0 else "refuted", start + i + 1, int(counted[i]), plan)
        runs, hits = start + n, int(counted[-1])
    return Decision("undecided", runs, hits, plan)
