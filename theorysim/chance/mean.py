"""Judge "the mean of X is at most b", for an X whose support or whose moment is declared, by a test that may be looked at after every run.

Without either no number of runs says anything about a mean, and a plan is refused. Let b' = b + margin. The plan takes n runs
and a cut of their total score: it is reached with probability alpha/2 at most where E X <= b, missed with beta/2 at most where E X >= b'.

* X in [low, high]: the score is X. With kl the divergence of two coins, and X, b, c scaled to [0, 1], the mean of n runs is c or more
  with probability exp(-n kl(c, b)) at most (Hoeffding 1963, theorem 1), and as much on the other side.
* E|X|^p <= m, 1 < p <= 2: the score is phi(t X), phi(y) = sign(y) log(1 + |y| + |y|^p/p), which lies between -log(1 - y + |y|^p/p) and
  log(1 + y + |y|^p/p) (after Catoni 2012), so that E exp(phi(t X)) <= u = 1 + t b + t^p m/p where E X <= b, and
  E exp(-phi(t X)) <= v = 1 - t b' + t^p m/p where E X >= b'. By Markov the cut n log u + log(2/alpha) does it where
  n log(1/(u v)) >= log(2/alpha) + log(2/beta); t is the one that takes the fewest runs.

Bets end it sooner, on either side, as in `quantile`: fortunes that no run makes larger on average where the hypothesis is
true, whose mean ever reaches 2/alpha (2/beta) with probability alpha/2 (beta/2) at most (Ville). Hence, whatever is looked at and when,

    P(refuted) <= alpha where E X <= b,    P(holds) <= beta where E X >= b + margin.

decide(lambda start, n: X_of_trials(start, start + n), Plan(bound=3, margin=1/2, declared=Support(high=20))).evidence()
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from theorysim.chance.quantile import batches
from theorysim.results import Evidence, Grade, Outcome

MOST = 10**6  # runs that a plan may take
BETS = 10  # on each side
HALVINGS = 100  # of an interval: float64 has no more
Draw = Callable[[int, int], Any]  # (start, n) -> X of the trials start, ..., start + n - 1, float of shape (n,)


def _divergence(c: float, u: float) -> float:
    return c * math.log(c / u) + (1 - c) * math.log((1 - c) / (1 - u))


@dataclass(frozen=True)
class Support:
    """X lies in [low, high]."""

    high: float
    low: float = 0.0

    def refuses(self, bound: float, margin: float) -> str:
        """Tell why a bound cannot be tested, or nothing."""
        inside = self.low < bound < bound + margin < self.high < math.inf and self.low > -math.inf
        return "" if inside else f"bound and bound + margin must lie inside the support [{self.low:g}, {self.high:g}]"

    def planned(self, p: "Plan") -> tuple[int, float, float]:
        """Return the runs, the cut, and 0: the score has no scale."""
        width = self.high - self.low
        u, v, a, b = (p.bound - self.low) / width, (p.bound + p.margin - self.low) / width, *p.logs
        low, high = u, v
        for _ in range(HALVINGS):
            c = (low + high) / 2
            low, high = (c, high) if _divergence(c, u) * b < _divergence(c, v) * a else (low, c)
        n = math.ceil(max(a / _divergence(c, u), b / _divergence(c, v)))
        return n, n * (self.low + c * width), 0.0

    def scores(self, x: Any, p: "Plan") -> Any:
        """Return the score and the logarithms by which fortunes grow: a bet is a share of the largest that cannot lose more than all."""
        alternative = p.bound + p.margin
        shares = 2.0 ** -np.arange(BETS).reshape(-1, *(1 for _ in np.shape(x)))
        with np.errstate(divide="ignore"):  # all is lost
            above = np.log1p(shares * ((x - p.bound) / (p.bound - self.low)))
            below = np.log1p(shares * ((alternative - x) / (self.high - alternative)))
        return np.concatenate([np.asarray(x)[None], above, below])

    def complaint(self, x: Any) -> str:
        """Tell which draw the declaration excludes, or nothing."""
        bad = x[~((x >= self.low) & (x <= self.high))]
        return f"a draw is {bad[0]:g}, outside the declared support [{self.low:g}, {self.high:g}]" if bad.size else ""

    def to_come(self, left: Any) -> tuple[Any, Any]:
        """Return the least and the greatest total of the runs that are left."""
        return left * self.low, left * self.high


@dataclass(frozen=True)
class Moment:
    """E|X|^order <= bound, for an order in (1, 2]."""

    order: float
    bound: float

    def refuses(self, bound: float, margin: float) -> str:
        """Tell why a bound cannot be tested, or nothing."""
        if not (1 < self.order <= 2 and 0 < self.bound < math.inf):
            return f"the moment must be of an order in (1, 2], not {self.order:g}, and its bound positive, not {self.bound:g}"
        most = self.bound ** (1 / self.order)
        inside = -most < bound < bound + margin < most
        return "" if inside else f"bound and bound + margin must lie between {-most:g} and {most:g}: the moment puts every mean there"

    def _grows(self, t: float, p: "Plan") -> tuple[float, float]:
        """Return log u and log v."""
        most = t**self.order * self.bound / self.order
        return math.log1p(t * p.bound + most), math.log1p(most - t * (p.bound + p.margin))

    def planned(self, p: "Plan") -> tuple[int, float, float]:
        """Return the runs, the cut, and the scale t of the score."""
        unit = self.bound ** (-1 / self.order)
        every = unit * np.exp2(np.arange(-50, 3, 1 / 16))
        t = min((float(t) for t in every), key=lambda t: sum(self._grows(t, p)))
        u, v = self._grows(t, p)
        n = math.ceil(sum(p.logs) / -(u + v)) if u + v < 0 else MOST + 1
        return n, n * u + p.logs[0], t

    def scores(self, x: Any, p: "Plan") -> Any:
        """Return the score and the logarithms by which the fortunes grow: scores of other scales, less what they may gain."""
        scales = p.scale * np.exp2(np.arange(-1, BETS)).reshape(-1, *(1 for _ in np.shape(x)))
        scales[0] = p.scale
        with np.errstate(over="ignore"):
            y = np.abs(scales * x)
            score = np.sign(x) * np.log1p(y + y**self.order / self.order)
        u, v = np.array([self._grows(float(t), p) for t in scales[1:].ravel()]).T.reshape(2, *scales[1:].shape)
        return np.concatenate([score[:1], score[1:] - u, -score[1:] - v])

    def complaint(self, x: Any) -> str:
        """Tell which draw the declaration excludes, or nothing."""
        bad = x[~np.isfinite(x)]
        return f"a draw is {bad[0]:g}" if bad.size else ""

    def to_come(self, left: Any) -> tuple[Any, Any]:
        """Return the least and the greatest total of the runs that are left."""
        far = np.where(np.asarray(left) > 0, math.inf, 0.0)
        return -far, far


@dataclass(frozen=True)
class Plan:
    """What is asked: E X <= bound, false alarm at most alpha, a miss at most beta where E X >= bound + margin; `n` and `cut` follow.

    Raises ValueError where neither a support nor a moment is declared, for numbers that make no sense, or that take more than MOST runs.
    """

    bound: float
    margin: float
    declared: Support | Moment | None = None
    alpha: float = 1e-6
    beta: float = 1e-3

    def __post_init__(self) -> None:
        if not isinstance(self.declared, Support | Moment):
            raise ValueError("a mean cannot be tested without a declared bound on X: give Support(high, low) or Moment(order, bound)")
        if not (0 < self.alpha < 1 and 0 < self.beta < 1):
            raise ValueError(f"alpha is {self.alpha:g} and beta {self.beta:g}; they must lie between 0 and 1")
        if not (math.isfinite(self.bound) and 0 < self.margin < math.inf):
            raise ValueError(f"bound is {self.bound:g} and margin {self.margin:g}; both must be finite, and the margin positive")
        if reason := self.declared.refuses(self.bound, self.margin):
            raise ValueError(f"bound is {self.bound:g} and margin {self.margin:g}; {reason}")
        if self.n > MOST:
            raise ValueError(f"a margin of {self.margin:g} takes more than {MOST} runs; take a larger one")

    @property
    def logs(self) -> tuple[float, float]:
        return math.log(2 / self.alpha), math.log(2 / self.beta)

    @cached_property
    def _planned(self) -> tuple[int, float, float]:
        assert self.declared is not None
        return self.declared.planned(self)

    @property
    def n(self) -> int:
        """The number of runs at most."""
        return self._planned[0]

    @property
    def cut(self) -> float:
        """The total score of n runs that refutes."""
        return self._planned[1]

    @property
    def scale(self) -> float:
        """The scale t of the score of a moment."""
        return self._planned[2]


@dataclass(frozen=True)
class Decision:
    """The answer, and the runs that gave it, with their mean: those up to the one that decided."""

    outcome: Outcome
    runs: int
    mean: float
    plan: Plan

    def evidence(self, witness: str | None = None) -> Evidence:
        """State the answer with its error rate."""
        p, seen = self.plan, f"{self.runs} runs of mean {self.mean:.6g}"
        why = {
            "refuted": f"{seen}: so large, with probability at most {p.alpha:g}, where the mean is {p.bound:g} or less",
            "holds": f"{seen}: so small, with probability at most {p.beta:g}, where the mean is {p.bound + p.margin:g} or more",
            "undecided": f"{seen}; up to {p.n} runs were planned",
        }[self.outcome]
        grade: Grade | None = None if self.outcome == "undecided" else "sampled"
        return Evidence("mean", self.outcome, grade, None, None, witness, why, {"runs": self.runs})


def answers(plan: Plan, x: Any, start: int = 0, before: Any = 0.0) -> tuple[Any, Any]:
    """Return the answer after each run, x of shape (..., n): -1 refuted, 1 holds, 0 go on; and the totals to go on with.

    `start` runs were before, and `before` are their totals.
    """
    assert plan.declared is not None
    totals = plan.declared.scores(x, plan)
    totals[..., 0] += before
    np.cumsum(totals, axis=-1, out=totals)
    above, below = (np.logaddexp.reduce(side, axis=0) - math.log(BETS) for side in (totals[1 : BETS + 1], totals[BETS + 1 :]))
    least, greatest = plan.declared.to_come(plan.n - np.arange(start + 1, start + np.shape(x)[-1] + 1))
    large = (totals[0] + least >= plan.cut) | (above >= plan.logs[0])
    small = (totals[0] + greatest < plan.cut) | (below >= plan.logs[1])
    return np.where(large, -1, np.where(small, 1, 0)).astype(np.int8), totals[..., -1].copy()


def decide(draw: Draw, plan: Plan, most: int | None = None) -> Decision:
    """Draw runs in growing batches until there is an answer; with `most` runs at most, else undecided.

    Raises ValueError for a draw of a wrong shape, or one that the declaration excludes.
    """
    assert plan.declared is not None
    runs, total, before = 0, 0.0, 0.0
    for start, n in batches(plan.n if most is None else min(plan.n, most)):
        x = np.asarray(draw(start, n), dtype=np.float64)
        if x.shape != (n,):
            raise ValueError(f"draw gave shape {x.shape}; it must be ({n},)")
        if reason := plan.declared.complaint(x):
            raise ValueError(reason)
        found, before = answers(plan, x, start, before)
        if found.any():
            i = int(np.argmax(found != 0))
            runs, total = start + i + 1, total + float(x[: i + 1].sum())
            return Decision("holds" if found[i] > 0 else "refuted", runs, total / runs, plan)
        runs, total = start + n, total + float(x.sum())
    return Decision("undecided", runs, total / max(runs, 1), plan)
