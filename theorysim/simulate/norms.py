"""Euclidean norms: scaled by powers of two where a square would be lost, so that neither 1e308 nor a subnormal number is lost in it.

Squares are added in one order, whatever the processor, the width of its vectors or the number of threads.
"""

from collections.abc import Callable
from math import sqrt
from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils

from theorysim.simulate.kernel import called, instruction, kernel

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


def in_eight_sums(typing: Any, v: Any, s: Any) -> Any:
    """Write the sum of (v[j] s)^2 over whole blocks of eight: two vectors of four sums, added in pairs at the end.

    It is written out because a compiler that may not change the order of a sum makes no vectors of it.
    """
    real, four = numba.float64, ir.VectorType(ir.DoubleType(), 4)

    def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        row, place = context.make_array(signature.args[0])(context, builder, given[0]), ir.IntType(32)
        scale = ir.Constant(four, ir.Undefined)
        for i in range(4):
            scale = builder.insert_element(scale, given[1], place(i))
        kept = [cgutils.alloca_once_value(builder, ir.Constant(four, [0.0] * 4)) for _ in range(2)]  # type: ignore[no-untyped-call]
        with cgutils.for_range(builder, builder.lshr(row.nitems, row.nitems.type(3))) as block:
            for half, sums in enumerate(kept):
                first = builder.add(builder.shl(block.index, block.index.type(3)), block.index.type(4 * half))
                x = builder.load(builder.bitcast(builder.gep(row.data, [first]), four.as_pointer()), align=8)
                x = builder.fmul(x, scale)
                builder.store(builder.fadd(builder.load(sums), builder.fmul(x, x)), sums)
        parts = [builder.extract_element(builder.load(sums), place(i)) for sums in kept for i in range(4)]
        while len(parts) > 1:
            parts = [builder.fadd(a, b) for a, b in zip(parts[::2], parts[1::2], strict=True)]
        return parts[0]

    return real(v, real), code


blocks: Callable[[Any, float], float] = instruction(in_eight_sums)


@kernel
def squares(v: Any, s: float) -> Any:
    """Sum the squares of s v in one order: eight sums over whole blocks of eight, added in pairs, then what is left, one by one."""
    total = blocks(v, s)
    for j in range(v.shape[0] - v.shape[0] % 8, v.shape[0]):
        total += (v[j] * s) * (v[j] * s)
    return total


@called
def looked_at_twice(v: Any) -> Any:
    most = 0.0
    for j in range(v.shape[0]):
        most = larger(abs(v[j]), most)
    return sqrt(squares(v, rescale(most))) * unscale(most)


@kernel
def norm_of_array(v: Any) -> Any:
    total = squares(v, 1.0)
    if (total > 1e-270) & (total < 1e300):
        return sqrt(total)
    return looked_at_twice(v)  # hardly ever: where the total is 0 or NaN, or a square was lost


NORMS = {one.__name__: one for one in (norm1, norm2, norm3, norm4, norm5, norm6, norm7, norm8, norm_of_array)}
