"""Make the setting of a witness simpler, one number at a time, as long as it certainly stays one."""

import math
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from theorysim.claims.bound import Bound
from theorysim.entries import Objective
from theorysim.trials.beyond_floats import exceeds
from theorysim.trials.drawing import Scale, settle
from theorysim.trials.noiseless import times

SIMPLE = (1.0, 2.0, 0.5, 4.0, 0.25, 8.0, 0.125, 10.0, 16.0, 100.0, 0.01, 0.001)
GROWTH = 1.5  # of the horizon that a simpler number may cost


def candidates(name: str, value: float) -> Iterator[float]:
    """Return simpler numbers, the simplest first."""
    sign = -1.0 if value < 0 else 1.0
    yield from (sign * s for s in ((1.0,) if name.startswith("more ") else SIMPLE))
    yield from (float(f"{value:.{digits}g}") for digits in (1, 2, 3))


def simpler(
    raw: Mapping[str, float], horizon: float, bound: Bound, objective: Objective, scale: Scale
) -> tuple[dict[str, float], dict[str, float]]:
    """Return a simpler setting that exceeds the bound beyond float64, or the same one; and what follows from it."""

    def still(changed: Mapping[str, float]) -> bool:
        columns = settle(bound, objective, {k: np.array([v]) for k, v in changed.items()}, scale)
        if not (columns["sound"][0] and columns["T"][0] <= max(GROWTH * horizon, 0)):
            return False
        (T,) = times(bound, objective, columns, math.floor(max(columns["T"][0], 0)) + 1)
        return not 0 <= T <= columns["T"][0] and exceeds(bound, objective, changed, scale)

    best = shrunk(raw, bound, objective, scale, still)
    return best, settled_once(bound, objective, best, scale)


def shrunk(
    raw: Mapping[str, float], bound: Bound, objective: Objective, scale: Scale, still: Callable[[Mapping[str, float]], bool]
) -> dict[str, float]:
    """Return a setting with simpler numbers of which `still` is true, or the same one."""
    best = dict(raw)
    share = best["epsilon"] / settled_once(bound, objective, best, scale)["begun"]
    for name in sorted(best, key=lambda n: (not n.startswith("more "), n == "epsilon")):
        for value in candidates(name, best[name]):
            if value == best[name]:
                break
            changed = {**best, name: value}
            if name != "epsilon":  # it goes on being the same share of what is measured at the start
                changed["epsilon"] = share * settled_once(bound, objective, changed, scale)["begun"]
            if still(changed):
                best = changed
                break
    return best


def settled_once(bound: Bound, objective: Objective, raw: Mapping[str, float], scale: Scale) -> dict[str, float]:
    """Return what follows from one setting."""
    columns = settle(bound, objective, {k: np.array([v]) for k, v in raw.items()}, scale)
    return {k: float(v[0]) for k, v in columns.items()}
