"""What the words of `maths` mean in compiled code: the float meaning bit for bit, NaN included.

The elementary functions are those of the system's C library, as in the interpreter. Where a word branches in the float
meaning only to keep Python from raising, the compiled word relies on IEEE 754 instead.
"""

import math
from collections.abc import Callable
from typing import Any

import numba

from theorysim import maths

OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True}
kernel: Callable[..., Any] = numba.njit(forceinline=True, **OPTIONS)
sqrt, exp, log, sin, cos, erfc = math.sqrt, math.exp, math.log, math.sin, math.cos, math.erfc


@kernel
def root(x: float) -> float:
    return sqrt(x)


@kernel
def exponential(x: float) -> float:
    return exp(x)


@kernel
def logarithm(x: float) -> float:
    return log(x) if x > 0 else (-math.inf if x == 0 else math.nan)


@kernel
def power(x: float, n: float) -> float:
    base, exponent = float(x), float(n)
    return math.inf if base == 0 and exponent < 0 else math.pow(base, exponent)


@kernel
def sine(x: float) -> float:
    return sin(x)


@kernel
def cosine(x: float) -> float:
    return cos(x)


@kernel
def tail(x: float) -> float:
    return erfc(x)


@kernel
def flat(t: float, n: float) -> float:
    inside = exp(-1 / (t * t) - n * log(t))
    return inside if t > 0 else (t if t != t else 0.0)


MEANING: dict[str, Any] = {
    **{name: kernel(getattr(maths, name)) for name in ("where", "equal", "absolute", "minimum", "maximum")},
    "sqrt": root,
    "exp": exponential,
    "log": logarithm,
    "power": power,
    "sin": sine,
    "cos": cosine,
    "erfc": tail,
    "flat": flat,
}


# --- Euclidean norms: scaled by powers of two, so that neither 1e308 nor a subnormal number is lost in a square ------

TINY, HUGE = 2.0**-460, 2.0**500
UP, DOWN = 2.0**600, 2.0**-600


@kernel
def norm1(a: float) -> float:
    return abs(a)


@kernel
def rescale(largest: float) -> float:
    return DOWN if largest > HUGE else (UP if largest < TINY else 1.0)


@kernel
def unscale(largest: float) -> float:
    return UP if largest > HUGE else (DOWN if largest < TINY else 1.0)


@kernel
def larger(a: float, b: float) -> float:
    return a if a > b else b


@kernel
def norm2(a: float, b: float) -> Any:
    most = larger(abs(a), abs(b))
    s = rescale(most)
    return sqrt((a * s) * (a * s) + (b * s) * (b * s)) * unscale(most)


@kernel
def norm3(a: float, b: float, c: float) -> Any:
    most = larger(larger(abs(a), abs(b)), abs(c))
    s = rescale(most)
    return sqrt((a * s) * (a * s) + (b * s) * (b * s) + (c * s) * (c * s)) * unscale(most)


@kernel
def norm4(a: float, b: float, c: float, d: float) -> Any:
    most = larger(larger(abs(a), abs(b)), larger(abs(c), abs(d)))
    s = rescale(most)
    return sqrt((a * s) * (a * s) + (b * s) * (b * s) + (c * s) * (c * s) + (d * s) * (d * s)) * unscale(most)


@kernel
def norm_of_array(v: Any) -> Any:
    most = 0.0
    for j in range(v.shape[0]):
        most = larger(abs(v[j]), most)
    s, total = rescale(most), 0.0
    for j in range(v.shape[0]):
        total += (v[j] * s) * (v[j] * s)
    return sqrt(total) * unscale(most)


NORMS = {"norm1": norm1, "norm2": norm2, "norm3": norm3, "norm4": norm4, "norm_of_array": norm_of_array}
