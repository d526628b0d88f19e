"""Run many trajectories, 64 in lock step, or 16 of arrays: what a lane holds lies in a column of one buffer.

The rows of the buffer are the state, the parameters, then four numbers: the minimum, epsilon, the step, and whether the lane still runs.
`source` is (begins, starts, P, keys, epsilons): `begins` says of each number of a state which coordinate of the start it begins as,
-1 for 0. `ends` is (T, outcome). A way and a run are those of `loops`.
"""

from typing import Any

import numpy as np

from theorysim.simulate.calls import further
from theorysim.simulate.kernel import called, driver
from theorysim.simulate.loops import FIRST, RUN, WAY, WINDOW, onward, repeats

LANES = 64  # 32 and 128 were a quarter slower, on AVX-512
ABREAST = 16  # of arrays: two vectors of AVX-512; one was up to a third slower, below 64 coordinates
PASSES = 16  # steps of a block
EACH = ("least", "eps", "k", "go")  # the last rows
FEW = 16  # where one lane in so many is left, it is run to its end alone
LOOK = 8 * FIRST  # when a cycle is looked for, and then at four times as many steps: a look costs as much as 2000 cheap steps of a lane
SOURCE = "Tuple((int64[::1], float64[:, ::1], float64[:, ::1], uint64[:, ::1], float64[::1]))"
IN_TURN = f"void({WAY}, {RUN}, {SOURCE}, int64, Tuple((int64[::1], int8[::1])))"
MANY = f"{IN_TURN[:-1]}, float64[::1], Tuple((int64, uint64)), Tuple((float64[::1], uint64[::1], int64[::1], int64[::1])))"


@called
def begin(source: Any, i: int, run: Any) -> None:
    """Write the state, the parameters and the key of trajectory i at its step 0."""
    begins, starts, P, keys, _ = source
    state, p, key, _ = run
    for j in range(state.shape[0]):
        state[j] = starts[i, begins[j]] if begins[j] >= 0 else 0.0
    for j in range(p.shape[0]):
        p[j] = P[j, i]
    key[0], key[1] = keys[i, 0], keys[i, 1]


@called
def end(way: Any, run: Any, source: Any, i: int, k: int, steps: int, ends: Any) -> None:
    """Run trajectory i from step k to its end, and write how it ended."""
    _, _, _, out = run
    k = onward(way, run, source[4][i], k, steps)
    ends[0][i] = k if out[3] == 0.0 else -1
    ends[1][i] = int(out[3])


@driver
def in_turn(way: Any, run: Any, source: Any, steps: int, ends: Any) -> None:
    """Run one trajectory after the other, where the coordinates are not written out."""
    for i in range(source[1].shape[0]):
        begin(source, i, run)
        end(way, run, source, i, np.int64(0), steps, ends)


def of_width(width: int) -> Any:
    """Return the loop over so many lanes: a number that the compiler knows, for it looks at all of them every few steps."""

    def lanes(way: Any, run: Any, source: Any, steps: int, ends: Any, held: Any, block: Any, books: Any) -> None:
        """Run as many at a time as there are lanes; a lane that is done takes the next trajectory."""
        step, cycles, _ = way
        state, p, key, out = run
        buf, random, who, marks = books
        n, states, count = source[1].shape[0], state.shape[0], p.shape[0]
        eps = (states + count + 1) * width
        at, go = eps + width, eps + 2 * width
        queued, active, closing = np.int64(0), 0, False  # a zero of a type: else what it is given to is compiled for 0 alone, too
        for lane in range(width):
            buf[eps + lane] = np.inf
        while True:
            for lane in range(width):
                i = who[lane]
                over = closing or buf[go + lane] == 0.0
                if i >= 0 and (over or buf[at + lane] >= marks[lane]):
                    begin(source, i, run)
                    for j in range(states):
                        state[j] = buf[j * width + lane]
                    marks[lane] *= 4
                    if over:
                        end(way, run, source, i, int(buf[at + lane]), steps, ends)
                    elif cycles and repeats(step, (held, p, key, out), state, source[4][i], min(WINDOW, steps)):
                        over, ends[0][i], ends[1][i] = True, -1, int(out[3])
                    if over:
                        who[lane] = i = -1
                        active -= 1
                        buf[eps + lane] = np.inf
                if i < 0 and queued < n:
                    begin(source, queued, run)
                    for j in range(states):
                        buf[j * width + lane] = state[j]
                    for j in range(count):
                        buf[(states + j) * width + lane] = p[j]
                    random[lane], random[width + lane], random[2 * width + lane] = key[0], key[1], key[1] * block[1]
                    buf[eps + lane], buf[at + lane], buf[go + lane] = source[4][queued], 0.0, 1.0
                    who[lane], marks[lane] = queued, LOOK
                    queued += 1
                    active += 1
            if closing:
                break
            closing = queued >= n and active <= width // FEW
            alive, blocks = active, 0
            while not closing and alive == active and blocks < 64:  # look at the lanes one by one only when one has stopped, or for a cycle
                further(block[0], (buf, random), float(steps))
                alive = 0
                for lane in range(width):
                    alive += int(buf[go + lane])
                blocks += 1

    lanes.__name__ = lanes.__qualname__ = f"lanes_{width}"
    return driver(lanes)


def room(states: int, count: int, width: int) -> tuple[Any, ...]:
    """Return the buffer of all lanes, and what else there is of each of them: the numbers of its stream, its trajectory, its next mark."""
    raw = np.zeros((states + count + len(EACH)) * width + 8)
    skipped = (-raw.ctypes.data % 64) // 8  # on a cache line: else every store of a lane crosses two
    return raw[skipped : skipped + raw.size - 8], np.zeros(3 * width, np.uint64), np.full(width, -1), np.zeros(width, np.int64)
