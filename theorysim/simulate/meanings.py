"""What the words of `maths` mean in compiled code: the float meaning, NaN and infinities included.

Arithmetic and sqrt are the same to the bit. exp, log, power, sin, cos, erfc are kernels of our own, at most 2 ulp from the
true value, so a compiled run agrees with an interpreted one to a few ulps, and with itself on every processor to the bit.
"""

import math
from typing import Any

from theorysim import maths
from theorysim.simulate.elementary import exponential, logarithm
from theorysim.simulate.error_function import complement
from theorysim.simulate.guess import guessed
from theorysim.simulate.kernel import OPTIONS, kernel
from theorysim.simulate.power import branched_power, power
from theorysim.simulate.row import row
from theorysim.simulate.trigonometric import cosine, sine

__all__ = ["BRANCHING", "ENDS", "GUESSING", "MEANING", "OPTIONS", "kernel"]
sqrt, isfinite = math.sqrt, math.isfinite


@kernel
def root(x: float) -> float:
    return sqrt(x)


@kernel
def flat(t: float, n: float) -> float:
    inside = exponential(-1 / (t * t) - n * logarithm(t))
    return inside if t > 0 else (t if t != t else 0.0)


@kernel
def branched_flat(t: float, n: float) -> Any:
    return exponential(-1 / (t * t) - n * logarithm(t)) if t > 0 else (t if t != t else 0.0)


MEANING: dict[str, Any] = {  # where both sides of a choice are computed: for lanes
    **{name: kernel(getattr(maths, name).__wrapped__) for name in ("where", "equal", "absolute", "minimum", "maximum")},
    "sqrt": root,
    "exp": exponential,
    "log": logarithm,
    "power": power,
    "sin": sine,
    "cos": cosine,
    "erfc": complement,
    "flat": flat,
    "row": row,
}
BRANCHING: dict[str, Any] = {**MEANING, "power": branched_power, "flat": branched_flat}  # for the step of one trajectory
GUESSING: dict[str, Any] = {**BRANCHING, **{name: guessed(getattr(maths, name).__wrapped__) for name in ("minimum", "maximum")}}


# --- how a run ends: the indices are those of OUTCOMES ----------------------------------------------------------------


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
