"""Name how a run ends; compiled code says it by the index."""

import math
from typing import get_args

from theorysim.results import RunOutcome
from theorysim.simulate.kernel import kernel

OUTCOMES: tuple[RunOutcome, ...] = get_args(RunOutcome)
BUDGET, CYCLE = float(OUTCOMES.index("budget")), float(OUTCOMES.index("cycle"))
isfinite = math.isfinite


@kernel
def outcome_of(inside: bool, finite: bool, number: bool, c: float, eps: float, domain: bool, fin: bool) -> float:
    """Return why a run stands where it stands."""
    if not number:
        return 3.0
    if not (inside | (finite & domain & (c <= eps) & isfinite(c))):  # a gradient of 0 far away is a gradient of 0
        return 2.0
    if not domain:
        return 4.0
    if not isfinite(c):
        return 3.0 if c != c else (1.0 if c > eps else 2.0)
    return 0.0 if c <= eps else (6.0 if fin else 1.0)


ENDS = {"outcome_of": outcome_of}
