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

__all__ = ["BRANCHING", "GUESSING", "MEANING", "OPTIONS", "kernel"]
sqrt = math.sqrt


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
