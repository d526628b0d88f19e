"""Hold one row of the table: a number, what it is compared with, an aim that is watched and a target that is asserted."""

import math
import time
from collections.abc import Callable
from typing import Any

from llvmlite import binding

Row = dict[str, Any]


def holds(wanted: str | None, ratio: float | None, value: float | None = None) -> bool:
    """Tell whether `<= 1.3` or `>= 4` holds of the ratio, or `<= 5 ms`, with a unit, of the value; what was not measured is no failure."""
    sign, limit, unit = [*(wanted or "<= inf").split(), ""][:3]
    x = value if unit else ratio
    return x is None or (x <= float(limit) if sign == "<=" else x >= float(limit))


def row(name: str, value: float | None, unit: str, against: str, ratio: float | None, aim: str | None, target: str | None) -> Row:
    """Return one row; it is met when its ratio satisfies the target, or when it is only reported."""
    found = {"name": name, "value": value, "unit": unit, "against": against, "ratio": ratio, "aim": aim, "target": target}
    met = {"met": holds(target, ratio, value), "aim_met": holds(aim, ratio, value)}
    return found | met | {"bits": None, "reason": None}  # whether all bits are those of C; why it is held to nothing, or excepted


def least(*jobs: Callable[[], Any], repeats: int = 5) -> list[float]:
    """Return the least CPU time of each job in seconds, the jobs interleaved."""
    best = [math.inf] * len(jobs)
    for job in jobs:
        job()
    for _ in range(repeats):
        for i, job in enumerate(jobs):
            begun = time.process_time()
            job()
            best[i] = min(best[i], time.process_time() - begun)
    return best


def has(feature: str) -> bool:
    """Tell whether the processor has a feature."""
    return bool(binding.get_host_cpu_features().get(feature, False))
