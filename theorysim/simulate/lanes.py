"""Run many trajectories, 64 in lock step: what a lane holds lies in a column of one buffer.

The rows of the buffer are the state, the parameters, then four numbers: the minimum, epsilon, the step, and whether the lane still runs.
`block` is the address of the compiled loop over the lanes; `begins` says of each number of a state which coordinate of the start
it begins as, -1 for 0; `numbers` is how many random numbers a step takes.
"""

from typing import Any

import numpy as np

from theorysim.simulate.calls import further
from theorysim.simulate.kernel import called
from theorysim.simulate.loops import FIRST, WINDOW, onward, repeats

IN_TURN = (
    "void(Tuple((int64, boolean, boolean, int64[::1])), Tuple((float64[::1], float64[::1], float64[::1], uint64[::1], float64[::1])), "
    "float64[:, ::1], float64[:, ::1], uint64[:, ::1], float64[::1], int64, int64[::1], int8[::1])"
)
MANY = IN_TURN[:-1] + ", int64, uint64, float64[::1], uint64[::1], int64[::1], int64[::1])"
LANES = 64  # 32 and 128 were a quarter slower, on AVX-512
PASSES = 16  # steps of a block
EACH = ("least", "eps", "k", "go")  # the last rows
FEW = 4  # lanes that are left run to their end one by one


@called
def begin(begins: Any, starts: Any, P: Any, keys: Any, i: int, state: Any, p: Any, key: Any) -> None:
    """Write the state, the parameters and the key of trajectory i at its step 0."""
    for j in range(state.shape[0]):
        state[j] = starts[i, begins[j]] if begins[j] >= 0 else 0.0
    for j in range(p.shape[0]):
        p[j] = P[j, i]
    key[0], key[1] = keys[i, 0], keys[i, 1]


def in_turn(way: Any, scratch: Any, starts: Any, P: Any, keys: Any, E: Any, steps: int, T: Any, outcome: Any) -> None:
    """Run one trajectory after the other, where the coordinates are not written out."""
    step, cycles, final, begins = way
    state, _, p, key, out = scratch
    for i in range(starts.shape[0]):
        begin(begins, starts, P, keys, i, state, p, key)
        k = onward(step, cycles, final, state, p, key, E[i], np.int64(0), steps, out)
        T[i] = k if out[3] == 0.0 else -1
        outcome[i] = int(out[3])


def lanes(
    way: Any,
    scratch: Any,
    starts: Any,
    P: Any,
    keys: Any,
    E: Any,
    steps: int,
    T: Any,
    outcome: Any,
    block: int,
    numbers: int,
    buf: Any,
    random: Any,
    who: Any,
    marks: Any,
) -> None:
    """Run 64 at a time; a lane that is done takes the next trajectory."""
    step, cycles, final, begins = way
    state, held, p, key, out = scratch
    n, states, count = starts.shape[0], begins.shape[0], P.shape[0]
    eps = (states + count + 1) * LANES
    at, go = eps + LANES, eps + 2 * LANES
    queued, active, closing = np.int64(0), 0, False  # a zero of a type: else what it is given to is compiled for 0 alone, too
    for lane in range(LANES):
        buf[eps + lane] = np.inf
    while True:
        for lane in range(LANES):
            i = who[lane]
            over = closing or buf[go + lane] == 0.0
            if i >= 0 and (over or buf[at + lane] >= marks[lane]):
                begin(begins, starts, P, keys, i, state, p, key)
                for j in range(states):
                    state[j] = buf[j * LANES + lane]
                k = int(buf[at + lane])
                if over:
                    k = onward(step, cycles, final, state, p, key, E[i], k, steps, out)
                elif cycles and repeats(step, held, state, p, key, E[i], min(WINDOW, steps), out):
                    over = True
                marks[lane] *= 2
                if over:
                    T[i] = k if out[3] == 0.0 else -1
                    outcome[i] = int(out[3])
                    who[lane] = i = -1
                    active -= 1
                    buf[eps + lane] = np.inf
            if i < 0 and queued < n:
                begin(begins, starts, P, keys, queued, state, p, key)
                for j in range(states):
                    buf[j * LANES + lane] = state[j]
                for j in range(count):
                    buf[(states + j) * LANES + lane] = p[j]
                random[lane], random[LANES + lane], random[2 * LANES + lane] = key[0], key[1], key[1] * np.uint64(numbers)
                buf[eps + lane], buf[at + lane], buf[go + lane] = E[queued], 0.0, 1.0
                who[lane], marks[lane] = queued, FIRST
                queued += 1
                active += 1
        if closing:
            break
        closing = queued >= n and active <= FEW
        alive, blocks = active, 0
        while not closing and alive == active and blocks < 64:  # look at the lanes one by one only when one has stopped, or for a cycle
            further(block, buf, random, float(steps))
            alive = 0
            for lane in range(LANES):
                alive += int(buf[go + lane])
            blocks += 1


def room(states: int, count: int) -> tuple[Any, ...]:
    """Return the buffer of all lanes, and what else there is of each of them: the numbers of its stream, its trajectory, its next mark."""
    raw = np.zeros((states + count + len(EACH)) * LANES + 8)
    skipped = (-raw.ctypes.data % 64) // 8  # on a cache line: else every store of a lane crosses two
    return raw[skipped : skipped + raw.size - 8], np.zeros(3 * LANES, np.uint64), np.full(LANES, -1), np.zeros(LANES, np.int64)
