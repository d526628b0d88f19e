"""Measure hitting times of several epsilons from one run of each trial, which goes on from where the larger one was met: the same bits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from theorysim.entries import Plain
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.run import checked, hitting_times, ready, settled, state_at
from theorysim.simulate.streams import Trial

Several = Callable[[int, int], list[tuple[Any, Any]]]  # of trials first, ..., first + n - 1: T and the outcomes for each epsilon


def several(
    what: Composition,
    parameters: Mapping[str, float],
    start: Any,
    epsilons: Sequence[float],
    steps: int,
    *,
    dimension: int | None,
    trial: Trial,
) -> Several:
    """Return what runs trials until the criterion is at most each of these epsilons, which descend. Raises ValueError as `run` does."""
    values, steps = settled(what.known, parameters), checked(epsilons, steps)
    point, drivers, p = ready(what, values, start, dimension)

    def onwards(first: int, n: int) -> list[tuple[Any, Any]]:
        times, outcomes = np.full((len(epsilons), n), -1, np.int64), np.zeros((len(epsilons), n), np.int8)
        for i, key in enumerate(replace(trial, number=trial.number + first).keys(n)):
            state, out, k = state_at(drivers, point), np.zeros(4), 0
            for j, epsilon in enumerate(epsilons):
                k = int(drivers.scalar(state, p, key, float(epsilon), k, steps, out))
                outcomes[j:, i] = int(out[3])  # of the smaller ones too, where the run is over
                if OUTCOMES[int(out[3])] != "reached":
                    break
                times[j, i] = k
        return list(zip(times, outcomes, strict=True))

    def anew(first: int, n: int) -> list[tuple[Any, Any]]:
        starts, begun = np.broadcast_to(point, (n, point.size)), replace(trial, number=trial.number + first)
        return [hitting_times(what, parameters, starts, epsilon, steps, trial=begun) for epsilon in epsilons]

    return anew if isinstance(what.method, Plain) else onwards
