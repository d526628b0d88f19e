"""Run one trajectory by the step of a driver, look for cycles on the way, and keep snapshots.

`step` is the address of the compiled step, `cycles` whether it depends on the state alone: then a state that comes back is a cycle.
"""

from typing import Any

import numpy as np

from theorysim.simulate.calls import advance
from theorysim.simulate.kernel import called

FIRST, WINDOW, LAST = 1024, 32, 1024  # when a cycle is looked for, and through how many steps, at the end through a share of them
ONE = "int64, boolean, boolean, float64[::1], float64[::1], uint64[::1], float64, int64, "  # step, cycles, final, state, p, key, eps, k
SCALAR = f"int64({ONE}int64, float64[::1])"
TRACE = f"int64({ONE}int64[::1], int64, float64[:, ::1], float64[::1])"
BUDGET, CYCLE = 1.0, 5.0  # indices of OUTCOMES


@called
def repeats(step: int, held: Any, state: Any, p: Any, key: Any, eps: float, window: int, out: Any) -> bool:
    """Tell whether the state comes back within so many steps; `held` is of its size, and written over."""
    f, g_norm, c = out[0], out[1], out[2]
    for j in range(state.shape[0]):  # here and below, element by element: slices that are assigned compile twice as long
        held[j] = state[j]
    n, back = 0, False
    while not back and n < window and advance(step, held, p, key, eps, n, n + 1, out) > n:
        j = 0
        while j < state.shape[0] and held[j] == state[j]:
            j += 1
        back, n = j == state.shape[0], n + 1
    out[0], out[1], out[2], out[3] = f, g_norm, c, CYCLE if back else BUDGET
    return back


@called
def onward(step: int, cycles: bool, final: bool, state: Any, p: Any, key: Any, eps: float, k: int, limit: int, out: Any) -> int:
    """Run to the limit, which may be the `final` one; return the step where it stopped."""
    mark = FIRST
    while mark <= k:
        mark *= 2
    while True:
        k = advance(step, state, p, key, eps, k, min(mark, limit), out)
        if out[3] != BUDGET:
            return k
        window = WINDOW if k >= mark else 0
        if final and k >= limit:
            window = max(window, min(LAST, 2 + limit // 16))
        if cycles and window > 0 and repeats(step, np.empty(state.shape[0]), state, p, key, eps, window, out) or k >= limit:
            return k
        mark *= 2


def trace(
    step: int, cycles: bool, final: bool, state: Any, p: Any, key: Any, eps: float, k: int, times: Any, place: int, seen: Any, out: Any
) -> int:
    """Run from time to time, and keep in a row of `seen` the step, the value, the gradient norm, and the point, which begins at `place`.

    Return how many rows were kept.
    """
    for i in range(times.shape[0]):
        k = onward(step, cycles, final, state, p, key, eps, k, times[i], out)
        seen[i, 0], seen[i, 1], seen[i, 2] = k, out[0], out[1]
        for j in range(3, seen.shape[1]):
            seen[i, j] = state[place + j - 3]
        if out[3] != BUDGET:
            return i + 1
    return times.shape[0]
