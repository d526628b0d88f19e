"""Run a plain method: its step is called as Python, between steps of a compiled driver that stays where it is.

That driver looks at the point as it does for every method, so criterion, outcomes, oracle and draws are those of a compiled run. A
step that is the same formula gives the same counts; each one costs microseconds instead of nanoseconds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from theorysim.domains import Real, Step, Zero
from theorysim.entries import Method, Plain
from theorysim.maths import where
from theorysim.simulate.compose import OUTCOMES, Drivers
from theorysim.simulate.plan import Plan

BUDGET, CYCLE = OUTCOMES.index("budget"), OUTCOMES.index("cycle")
FEW = 3  # steps that are taken twice, before one in twice as many is
FIRST, WINDOW, LAST = 1024, 32, 1024  # when a cycle is looked for, and through how many steps: as in the drivers


def step(x: Real, g: Real, k: Step, shown: Zero) -> Any:
    return x, where(k > 0, g, 0)  # the number of the step is named, so that the driver does not take standing still for a cycle


STANDS = Method(step)  # its memory is what the oracle shows


def begun(plain: Plain, point: Any) -> list[Any]:
    """Return the state at the start: x, then memory, each of shape (d,)."""
    kinds = [p.domain.role for p in plain.takes[2:] if p.domain.role in ("start", "zero")]
    return [point.copy(), *(point.copy() if kind == "start" else np.zeros_like(point) for kind in kinds)]


def moved(plain: Plain, own: Mapping[str, float], state: list[Any], shown: Any, k: int) -> list[Any]:
    """Call the step after k steps; raises ValueError for what it raises, or where it returns no rows of that shape."""
    memory = iter(state[1:])
    given = [state[0].copy(), shown]
    for p in plain.takes[2:]:
        kind = p.domain.role
        given.append(next(memory).copy() if kind in ("start", "zero") else k + 1 if kind == "step" else own[p.name])
    name = plain.step.__name__
    try:
        with np.errstate(all="ignore"):
            result = plain.step(*given)
        rows = [np.array(r, dtype=np.float64) for r in (result if len(state) > 1 else (result,))]
    except Exception as reason:
        raise ValueError(f"{name}, in step {k + 1}: {type(reason).__name__}: {reason}") from reason
    if [r.shape for r in rows] != [s.shape for s in state]:
        makes = "x" + " and its memory" * (len(state) > 1)
        said, wanted = (", ".join(str(r.shape) for r in some) for some in (rows, state))
        raise ValueError(f"{name} returns {makes} of shape {said}; it must be {wanted}")
    return rows


@dataclass(frozen=True)
class Walk:
    """A plain method on its way: `drivers` are those of STANDS."""

    plain: Plain
    drivers: Drivers
    own: Mapping[str, float]
    p: Any
    key: Any
    epsilon: float

    def look(self, state: list[Any], k: int, limit: int) -> tuple[Any, Any, bool]:
        """Look at the point of step k: return what the driver says of it, what the oracle shows, and whether the run goes on."""
        held, out = np.concatenate([state[0], np.zeros_like(state[0])]), np.zeros(4)
        ended = self.drivers.scalar(held, self.p, self.key, self.epsilon, k, min(k + 1, limit), out)
        return out, held[len(state[0]) :], ended > k

    def repeats(self, state: list[Any], k: int, window: int) -> bool:
        """Tell whether the state comes back within so many steps."""
        now = state
        for n in range(k, k + window):
            _, shown, on = self.look(now, n, n + 1)
            if not on:
                return False
            now = moved(self.plain, self.own, now, shown, n)
            if all(np.array_equal(a, b) for a, b in zip(now, state, strict=True)):
                return True
        return False

    def run(self, point: Any, steps: int, snapshot: Callable[[int, Any, Any], None] | None = None) -> tuple[int, Any, Any]:
        """Run from a point: return the step where it stopped, the last x, and what the driver says there."""
        state, k, mark = begun(self.plain, point), 0, FIRST
        fixed = autonomous(self.plain, self.drivers.plan)
        while True:
            out, shown, on = self.look(state, k, steps)
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
            state = self.step(state, shown, k)
            k += 1

    def step(self, state: list[Any], shown: Any, k: int) -> list[Any]:
        """Take step k + 1; the first ones, and then one in twice as many, are taken twice: raises ValueError where they differ."""
        kept = shown.copy()
        found = moved(self.plain, self.own, state, shown, k)
        if k & (k - 1) and k > FEW:
            return found
        again = moved(self.plain, self.own, state, kept, k)
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
