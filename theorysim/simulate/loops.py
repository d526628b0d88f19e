"""Run one trajectory by the step of a driver, look for cycles on the way, and keep snapshots.

A `way` is (step, cycles, final): the address of the compiled step; whether it depends on the state alone, for then a state that comes
back is a cycle; whether the limit is the end of the run. A `run` is (state, p, key, out), arrays that are written over.
"""

from typing import Any

import numpy as np

from theorysim.simulate.calls import advance
from theorysim.simulate.ends import BUDGET, CYCLE
from theorysim.simulate.kernel import called, driver

FIRST, WINDOW, LAST = 1024, 32, 1024  # when a cycle is looked for, and through how many steps, at the end through a share of them
WAY, RUN = "Tuple((int64, boolean, boolean))", "Tuple((float64[::1], float64[::1], uint64[::1], float64[::1]))"
ONWARD = f"int64({WAY}, {RUN}, float64, int64, int64)"
TRACE = f"int64({WAY}, {RUN}, float64, int64, int64[::1], int64, float64[:, ::1])"


@called
def same(one: Any, other: Any) -> Any:
    j = 0
    while j < one.shape[0] and one[j] == other[j]:
        j += 1
    return j == one.shape[0]


@called
def repeats(step: int, run: Any, state: Any, eps: float, window: int) -> bool:
    """Tell whether a state comes back within so many steps; the run's own state is written over, `out` gets what it says of the end.

    First steps one by one, then strides: what comes back after n stride - a steps, is after n strides where it was after a steps.
    A call of many steps costs little more than a call of one.
    """
    held, _, _, out = run
    f, g_norm, c = out[0], out[1], out[2]
    stride = 1
    while stride * stride < window:
        stride *= 2
    seen = np.empty((stride, state.shape[0]))
    for j in range(state.shape[0]):  # here and below, element by element: slices that are assigned compile twice as long
        held[j] = state[j]
    n, period, on = 0, 0, True
    while on and n < stride:
        for j in range(state.shape[0]):
            seen[n, j] = held[j]
        on, n = advance(step, run, eps, n, n + 1) > n, n + 1
    while on and period == 0 and n < window + stride:
        for a in range(max(0, n - window), stride):
            if period == 0 and same(held, seen[a]):
                period = n - a
        on, n = period > 0 or advance(step, run, eps, n, n + stride) == n + stride, n + stride
    if period > 0:  # the state itself may lie before the cycle
        for j in range(state.shape[0]):
            held[j] = state[j]
        advance(step, run, eps, 0, period)
    back = period > 0 and same(held, state)
    out[0], out[1], out[2], out[3] = f, g_norm, c, CYCLE if back else BUDGET
    return back


@driver
def onward(way: Any, run: Any, eps: float, k: int, limit: int) -> int:
    """Run from step k to the limit; return the step where it stopped."""
    step, cycles, final = way
    state, p, key, out = run
    mark = FIRST
    while mark <= k:
        mark *= 2
    while True:
        end = min(mark, limit)
        k = advance(step, run, eps, k, end)
        if out[3] != BUDGET or k < end:  # a run that stops early is over, whatever it says: epsilon may be NaN
            return k
        window = WINDOW if k >= mark else 0
        if final and k >= limit:
            window = max(window, min(LAST, 2 + limit // 16))
        if cycles and window > 0 and repeats(step, (np.empty(state.shape[0]), p, key, out), state, eps, window) or k >= limit:
            return k
        mark *= 2


@driver
def trace(way: Any, run: Any, eps: float, k: int, times: Any, place: int, seen: Any) -> Any:
    """Run from time to time, and keep in a row of `seen` the step, the value, the gradient norm, and the point, which begins at `place`.

    Return how many rows were kept.
    """
    state, _, _, out = run
    for i in range(times.shape[0]):
        k = onward(way, run, eps, k, times[i])
        seen[i, 0], seen[i, 1], seen[i, 2] = k, out[0], out[1]
        for j in range(3, seen.shape[1]):
            seen[i, j] = state[place + j - 3]
        if out[3] != BUDGET:
            return i + 1
    return times.shape[0]
