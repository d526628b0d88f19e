"""Euclidean norms: scaled by powers of two where a square would be lost, so that neither 1e308 nor a subnormal number is lost in it.

Squares are added in one order, whatever the processor, the width of its vectors or the number of threads.
"""

from collections.abc import Callable
from math import sqrt
from typing import Any

import numba

from theorysim.simulate.kernel import INNER, kernel

called: Callable[..., Any] = numba.njit(**INNER)  # not inlined: long, and asked for more than once
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
def most_of4(a: float, b: float, c: float, d: float) -> Any:
    return larger(larger(abs(a), abs(b)), larger(abs(c), abs(d)))


@kernel
def norm5(a: float, b: float, c: float, d: float, e: float) -> Any:
    most = larger(most_of4(a, b, c, d), abs(e))
    s = rescale(most)
    a, b, c, d, e = a * s, b * s, c * s, d * s, e * s
    return sqrt(a * a + b * b + c * c + d * d + e * e) * unscale(most)


@kernel
def norm6(a: float, b: float, c: float, d: float, e: float, f: float) -> Any:
    most = larger(most_of4(a, b, c, d), larger(abs(e), abs(f)))
    s = rescale(most)
    a, b, c, d, e, f = a * s, b * s, c * s, d * s, e * s, f * s
    return sqrt(a * a + b * b + c * c + d * d + e * e + f * f) * unscale(most)


@kernel
def norm7(a: float, b: float, c: float, d: float, e: float, f: float, g: float) -> Any:
    most = larger(most_of4(a, b, c, d), most_of4(e, f, g, g))
    s = rescale(most)
    a, b, c, d, e, f, g = a * s, b * s, c * s, d * s, e * s, f * s, g * s
    return sqrt(a * a + b * b + c * c + d * d + e * e + f * f + g * g) * unscale(most)


@kernel
def norm8(a: float, b: float, c: float, d: float, e: float, f: float, g: float, h: float) -> Any:
    most = larger(most_of4(a, b, c, d), most_of4(e, f, g, h))
    s = rescale(most)
    a, b, c, d, e, f, g, h = a * s, b * s, c * s, d * s, e * s, f * s, g * s, h * s
    return sqrt(((a * a + b * b) + (c * c + d * d)) + ((e * e + f * f) + (g * g + h * h))) * unscale(most)


@kernel
def squares(v: Any, s: float) -> Any:
    """Sum the squares of s v in one order: eight sums over whole blocks of eight, added in pairs, then what is left, one by one."""
    n = v.shape[0]
    whole = n - n % 8
    s0, s1, s2, s3, s4, s5, s6, s7 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for j in range(0, whole, 8):
        s0 += (v[j] * s) * (v[j] * s)
        s1 += (v[j + 1] * s) * (v[j + 1] * s)
        s2 += (v[j + 2] * s) * (v[j + 2] * s)
        s3 += (v[j + 3] * s) * (v[j + 3] * s)
        s4 += (v[j + 4] * s) * (v[j + 4] * s)
        s5 += (v[j + 5] * s) * (v[j + 5] * s)
        s6 += (v[j + 6] * s) * (v[j + 6] * s)
        s7 += (v[j + 7] * s) * (v[j + 7] * s)
    total = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))
    for j in range(whole, n):
        total += (v[j] * s) * (v[j] * s)
    return total


@called
def norm_of_array(v: Any) -> Any:
    total = squares(v, 1.0)
    if (total > 1e-270) & (total < 1e300):
        return sqrt(total)
    most = 0.0  # a second look, hardly ever taken: where total is 0, NaN, or a square was lost
    for j in range(v.shape[0]):
        most = larger(abs(v[j]), most)
    return sqrt(squares(v, rescale(most))) * unscale(most)


NORMS = {one.__name__: one for one in (norm1, norm2, norm3, norm4, norm5, norm6, norm7, norm8, norm_of_array)}
