"""Run one trajectory in slices, as long as one lets it: what it has come to can be looked at in between, and it can be left.

The steps are those of `run`, bit for bit; snapshots are kept of every step at first, later of about 32 an octave, each with the
step after it.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from theorysim.entries import Plain
from theorysim.results import Trajectory
from theorysim.simulate import plainly
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import BUDGET, OUTCOMES
from theorysim.simulate.run import checked, floor_of, own_numbers, ready, settled, state_at
from theorysim.simulate.streams import FIRST_TRIAL, Trial

EVERY = 40_000  # numbers that snapshots of every step hold
OCTAVE = 32  # snapshots in one, later
FIRST = 2_000  # steps of the first slice; later ones double
SLICE = 200_000  # coordinates of steps between two looks at the clock: a millisecond or a few
Stop = Callable[[int], bool]  # told the step, it says whether to stop there


class Left(Exception):
    """A plain method is left on its way."""


@lru_cache(maxsize=256)
def kept(first: int, last: int, every: int, end: int) -> Any:
    """Return the steps within a stretch of which snapshots are kept, ascending: all up to `every`."""
    place = np.arange(np.floor(OCTAVE * np.log2(max(first - 1, 1))), np.ceil(OCTAVE * np.log2(max(last, 1))) + 1)
    late = (2 ** (place / OCTAVE)).astype(np.int64)
    found = np.unique(np.concatenate([np.arange(first, min(last, every) + 1), late, late + 1, [end]]))
    return found[(found >= first) & (found <= last)]


class Slices:
    """A run on its way: `go` goes on, `so_far` is its trajectory; after the end that of `run` with snapshots.

    Arguments are those of `run`; raises ValueError as that does.
    """

    def __init__(
        self,
        what: Composition,
        parameters: Mapping[str, float],
        start: Any,
        epsilon: float,
        steps: int,
        *,
        dimension: int | None = None,
        trial: Trial = FIRST_TRIAL,
    ):
        self.what, self.epsilon, self.steps, values = what, float(epsilon), checked(epsilon, steps), settled(what.known, parameters)
        self.point, self.drivers, self.p = ready(what, values, start, dimension)
        self.out, self.key = np.zeros(4), trial.keys()[0]
        self.floor, self.own = floor_of(what.objective, values, self.point.size), values
        self._begin()

    def anew(self, trial: Trial) -> None:
        """Begin the run of another trial."""
        self.key = trial.keys()[0]
        self._begin()

    def _begin(self) -> None:
        self.state, self.k, self.next, self.ended = state_at(self.drivers, self.point), 0, 0, False
        self.rows: list[Any] = []
        self.out[:] = (0, 0, 0, BUDGET)

    def go(self, stop: Stop) -> bool:
        """Run until `stop` says so, or to the end, and tell whether that is reached. A plain method begins anew each time."""
        if not self.ended:
            self.ended = self._walk(stop) if isinstance(self.what.method, Plain) else self._run(stop)
        return self.ended

    def _run(self, stop: Stop) -> bool:
        d, run = self.point.size, (self.state, self.p, self.key, self.out)
        while True:
            last = min(self.next + max(1, min(FIRST + self.k, SLICE // d)), self.steps)
            kept = self._kept(self.next, last)
            times = np.union1d(kept, [last])
            seen = np.empty((len(times), 3 + d))
            n = int(self.drivers.trace(run, self.epsilon, self.k, times, seen))
            self.k = int(seen[n - 1, 0])
            self.rows.append(seen[:n][np.isin(seen[:n, 0], kept)])
            if self.out[3] != BUDGET or self.k < times[n - 1]:
                return True
            if self.k >= self.steps:  # at the end a cycle is looked for
                self.drivers.scalar(self.state, self.p, self.key, self.epsilon, self.k, self.steps, self.out)
                return True
            self.next = self.k + 1
            if stop(self.k):
                return False

    def _kept(self, first: int, last: int) -> Any:
        return kept(first, last, EVERY // (3 + self.point.size), self.steps)

    def _walk(self, stop: Stop) -> bool:
        assert isinstance(self.what.method, Plain)
        self._begin()
        walk = plainly.Walk(self.what.method, self.drivers, own_numbers(self.what.method, self.own), self.p, self.key, self.epsilon)

        def snapshot(k: int, x: Any, out: Any) -> None:
            if k in self._kept(k, k):
                self.rows.append(np.concatenate([[k, out[0], out[1]], x])[None])
            self.k, self.state[: x.size], self.out[:] = k, x, out
            if k % 64 == 63 and stop(k):
                raise Left

        try:
            self.k, x, out = walk.run(self.point, self.steps, snapshot)
        except Left:
            self.out[3] = BUDGET
            return False
        self.state[: x.size], self.out[:] = x, out
        if self.rows[-1][0, 0] != self.k:
            self.rows.append(np.concatenate([[self.k, out[0], out[1]], x])[None])
        return True

    def so_far(self) -> Trajectory:
        """Return the trajectory up to where it has come; the outcome of one on its way is that its steps were used up."""
        rows, d = np.concatenate(self.rows), self.point.size
        outcome: Any = OUTCOMES[int(self.out[3])]
        place = 0 if isinstance(self.what.method, Plain) else self.drivers.plan.output * d
        x = tuple(float(c) for c in self.state[place:][:d])
        if rows[-1, 0] != self.k:
            rows = np.concatenate([rows, [[self.k, self.out[0], self.out[1], *x]]])
        value, norm = float(self.out[0]), float(self.out[1])
        seen: dict[str, Any] = {
            "times": rows[:, 0].astype(np.int64),
            "points": rows[:, 3:],
            "values": rows[:, 1],
            "gradient_norms": rows[:, 2],
        }
        return Trajectory(outcome, self.k if outcome == "reached" else None, self.k, x, value, norm, value - self.floor, **seen)
