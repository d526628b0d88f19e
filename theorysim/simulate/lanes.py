"""Keep the books of lanes, the same for every driver and compiled once: what a lane holds lies in a column of one buffer.

The rows of the buffer are the state, the parameters, then four numbers: the minimum, epsilon, the step, and whether the lane still runs.
"""

from collections.abc import Callable
from typing import Any

import numba

from theorysim.simulate.kernel import INNER

LANES = 64  # 32 and 128 were a quarter slower, on AVX-512
EACH = ("least", "eps", "k", "go")  # the last rows


compiled: Callable[..., Any] = numba.njit(**INNER)


@compiled
def of_trajectory(p: Any, key: Any, P: Any, keys: Any, i: int) -> None:
    """Copy the parameters and the key of trajectory i."""
    for j in range(p.shape[0]):
        p[j] = P[j, i]
    key[0], key[1] = keys[i, 0], keys[i, 1]


@compiled
def take(state: Any, p: Any, key: Any, buf: Any, P: Any, keys: Any, lane: int, i: int) -> int:
    """Copy the state of a lane, and the parameters and the key of its trajectory i; return the step."""
    for j in range(state.shape[0]):
        state[j] = buf[j * LANES + lane]
    of_trajectory(p, key, P, keys, i)
    return int(buf[(state.shape[0] + p.shape[0] + 2) * LANES + lane])


@compiled
def put(buf: Any, state: Any, p: Any, least: float, eps: float, lane: int) -> None:
    """Place a state at its step 0 in a lane."""
    for j in range(state.shape[0]):
        buf[j * LANES + lane] = state[j]
    row = state.shape[0]
    for j in range(p.shape[0]):
        buf[(row + j) * LANES + lane] = p[j]
    row += p.shape[0]
    buf[row * LANES + lane] = least
    buf[(row + 1) * LANES + lane] = eps
    buf[(row + 2) * LANES + lane] = 0.0
    buf[(row + 3) * LANES + lane] = 1.0


BOOKS = {"of_trajectory": of_trajectory, "take": take, "put": put}
