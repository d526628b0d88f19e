"""Watch runs that nothing stops: value, gradient norm, criterion and point at given steps, the same bits as `run` has there."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from theorysim.entries import Plain
from theorysim.simulate import plainly
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.run import own_numbers, ready, settled, state_at

NEVER = -math.inf  # an epsilon that no criterion meets
GOES_ON = "budget"
HELD = "finished"  # the method ended by itself: it stays where it is

Watched = Callable[[Any, Any], Any]  # (times, the key of a stream) to rows of value, gradient norm, criterion, point


def watching(what: Composition, parameters: Mapping[str, float], start: Any, dimension: int | None = None, coordinates: int = 0) -> Watched:
    """Return what runs one trial past every criterion: a row for each of some steps, ascending; NaN after a run that ran off.

    Of the point so many coordinates are kept, or all that there are. Raises ValueError as `run` does.
    """
    values = settled(what.known, parameters)
    point, drivers, p = ready(what, values, start, dimension)
    d, place = point.size, drivers.plan.output * point.size
    most = min(coordinates, d)

    def compiled(times: Any, key: Any) -> Any:
        state, out, seen = state_at(drivers, point), np.zeros(4), np.full((len(times), 3 + most), math.nan)
        k = 0
        for i, wanted in enumerate(times):
            k = drivers.onward((state, p, key, out), NEVER, k, int(wanted))
            seen[i, :3], seen[i, 3:] = out[:3], state[place : place + most]
            if (ended := OUTCOMES[int(out[3])]) != GOES_ON:
                return _after(seen, i, ended)
        return seen

    def stepped(times: Any, key: Any) -> Any:
        walk = plainly.Walk(what.method, drivers, own_numbers(what.method, values), p, key, NEVER)  # type: ignore[arg-type]
        state, held, out = plainly.begun(walk.plain, point), np.zeros(2 * d), np.zeros(4)
        seen, k = np.full((len(times), 3 + most), math.nan), 0
        for i, wanted in enumerate(times):
            while True:
                on = walk.look(held, state, k, k + 1, out)
                if k == wanted or not on:
                    break
                state, k = walk.step(state, held[d:].copy(), k), k + 1
            seen[i, :3], seen[i, 3:] = out[:3], state[0][:most]
            if not on:
                return _after(seen, i, OUTCOMES[int(out[3])])
        return seen

    def silent(times: Any, key: Any) -> Any:
        with np.errstate(all="ignore"):
            return stepped(times, key)

    return silent if isinstance(what.method, Plain) else compiled


def _after(seen: Any, i: int, ended: str) -> Any:
    """Fill in what follows the end of a run."""
    if ended == HELD:
        seen[i + 1 :] = seen[i]
    return seen
