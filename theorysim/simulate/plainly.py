"""Run a plain method: its step is called as Python, between steps of a compiled driver that stays where it is.

That driver looks at the point as it does for every method, so criterion, outcomes, oracle and draws are those of a compiled run. A
step that is the same formula gives the same counts; each one costs microseconds instead of nanoseconds, until `plain_loop` takes it over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from theorysim.domains import Real, Step, Zero
from theorysim.entries import Method, Plain
from theorysim.maths import where
from theorysim.simulate.compose import Drivers
from theorysim.simulate.ends import BUDGET, CYCLE
from theorysim.simulate.plain_loop import Fast
from theorysim.simulate.plan import Plan

FEW = 3  # steps that are taken twice, before one in twice as many is
FIRST, WINDOW, LAST = 1024, 32, 1024  # when a cycle is looked for, and through how many steps: as in the drivers


def step(x: Real, g: Real, k: Step, shown: Zero) -> Any:
    return x, where(k > 0, g, 0)  # the number of the step is named, so that the driver does not take standing still for a cycle


STANDS = Method(step)  # its memory is what the oracle shows


Rows = list[Any]


def begun(plain: Plain, point: Any) -> Rows:
    """Return the state at the start: x, then memory, each of shape (d,)."""
    kinds = [p.domain.role for p in plain.takes[2:] if p.domain.role in ("start", "zero")]
    return [point.copy(), *(point.copy() if kind == "start" else np.zeros_like(point) for kind in kinds)]


def stepping(plain: Plain, own: Mapping[str, float]) -> Callable[[Rows, Any, int], Rows]:
    """Return `moved(state, shown, k)`, which calls the step after k steps; its signature is read here, once.

    That raises ValueError for what the step raises, or where it returns no rows of the state's shape.
    """
    kinds = [p.domain.role for p in plain.takes]
    given = [own.get(p.name) for p in plain.takes]
    memory = [i for i, kind in enumerate(kinds) if i > 1 and kind in ("start", "zero")]
    clock = [i for i, kind in enumerate(kinds) if kind == "step"]
    step, name, one = plain.step, plain.step.__name__, not memory

    def moved(state: Rows, shown: Any, k: int) -> Rows:
        now: list[Any] = given.copy()  # a step that keeps its arguments keeps those of one call
        now[0], now[1] = state[0].copy(), shown
        for i, row in zip(memory, state[1:], strict=True):
            now[i] = row.copy()
        for i in clock:
            now[i] = k + 1
        try:
            result = step(*now)
            rows = [np.array(result, dtype=np.float64)] if one else [np.array(r, dtype=np.float64) for r in result]
        except Exception as reason:
            raise ValueError(f"{name}, in step {k + 1}: {type(reason).__name__}: {reason}") from reason
        if len(rows) != len(state) or any(r.shape != s.shape for r, s in zip(rows, state, strict=True)):
            makes = "x" + " and its memory" * (len(state) > 1)
            said, wanted = (", ".join(str(r.shape) for r in some) for some in (rows, state))
            raise ValueError(f"{name} returns {makes} of shape {said}; it must be {wanted}")
        return rows

    return moved


@dataclass
class Walk:
    """A plain method on its way: `drivers` are those of STANDS."""

    plain: Plain
    drivers: Drivers
    own: Mapping[str, float]
    p: Any
    key: Any
    epsilon: float

    def __post_init__(self) -> None:
        self.moved, self.scalar = stepping(self.plain, self.own), self.drivers.scalar

    def look(self, held: Any, state: Rows, k: int, limit: int, out: Any) -> bool:
        """Look at the point of step k, and tell whether the run goes on: then the second half of `held` is what the oracle shows."""
        held[: len(state[0])] = state[0]
        return bool(self.scalar(held, self.p, self.key, self.epsilon, k, min(k + 1, limit), out) > k)

    def next(self, state: Rows, k: int) -> Rows:
        """Return the state that follows."""
        held = np.zeros(2 * len(state[0]))
        self.look(held, state, k, k + 1, np.zeros(4))
        return self.moved(state, held[len(state[0]) :], k)

    def repeats(self, state: Rows, k: int, window: int) -> bool:
        """Tell whether the state comes back within so many steps."""
        now, d = state, len(state[0])
        held, out = np.zeros(2 * d), np.zeros(4)
        for n in range(k, k + window):
            if not self.look(held, now, n, n + 1, out):
                return False
            now = self.moved(now, held[d:].copy(), n)
            if all(np.array_equal(a, b) for a, b in zip(now, state, strict=True)):
                return True
        return False

    def run(self, point: Any, steps: int, snapshot: Callable[[int, Any, Any], None] | None = None) -> tuple[int, Any, Any]:
        """Run from a point: return the step where it stopped, the last x, and what the driver says there."""
        with np.errstate(all="ignore"):
            return self._run(point, steps, snapshot)

    def _run(self, point: Any, steps: int, snapshot: Callable[[int, Any, Any], None] | None) -> tuple[int, Any, Any]:
        state, k, mark, d = begun(self.plain, point), 0, FIRST, len(point)
        fixed, fast = autonomous(self.plain, self.drivers.plan), None if snapshot else Fast(self, steps)
        held, out = np.zeros(2 * d), np.zeros(4)
        while True:
            if fast and k == fast.turn:
                state, k = fast.onward(state, k)
            on = self.look(held, state, k, steps, out)
            if snapshot:
                snapshot(k, state[0], out)
            if fixed and on and k == mark:
                mark *= 2
                if self.repeats(state, k, WINDOW):
                    out[3] = CYCLE
                    return k, state[0], out
            if not on:
                if fixed and out[3] == BUDGET and self.repeats(state, k, min(LAST, 2 + steps // 16)):
                    out[3] = CYCLE
                return k, state[0], out
            state = self.step(state, held[d:].copy(), k)
            k += 1

    def step(self, state: Rows, shown: Any, k: int) -> Rows:
        """Take step k + 1; the first ones, and then one in twice as many, are taken twice: raises ValueError where they differ."""
        if k & (k - 1) and k > FEW:
            return self.moved(state, shown, k)
        found, again = self.moved(state, shown.copy(), k), self.moved(state, shown, k)
        if not all(np.array_equal(a, b, equal_nan=True) for a, b in zip(found, again, strict=True)):
            name = self.plain.step.__name__
            raise ValueError(f"{name}, in step {k + 1}, gives {found[0]}, then {again[0]} at the same state, on which it must depend alone")
        return found


def autonomous(plain: Plain, plan: Plan) -> bool:
    """Tell whether a step depends on the state alone, as far as signatures tell."""
    rest = Plan(Method(_still), plan.objective, plan.criterion, plan.oracle, plan.d)
    return rest.autonomous and not any(p.domain.role == "step" for p in plain.takes)


def _still(x: Real, g: Real) -> Any:
    return x
