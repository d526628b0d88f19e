"""Compile inlined kernels, and return them the three machine instructions that Python has no word for.

`fma(a, b, c)` is a b + c, rounded once wherever it runs, so a kernel gives the same bits on every processor; where the
processor lacks it, the C library's function stands in, and a loop with it does not vectorise. `bits(x)` are the 64 bits
of a number as an integer, `number(i)` is the number with these bits.
"""

from collections.abc import Callable
from typing import Any

import numba
from numba.extending import intrinsic

from theorysim.simulate import no_blas

no_blas.load()

OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "no_cfunc_wrapper": True}
INNER: dict[str, Any] = {**OPTIONS, "no_cpython_wrapper": True}  # for compiled callers alone
kernel: Callable[..., Any] = numba.njit(forceinline=True, **INNER)
called: Callable[..., Any] = numba.njit(**INNER)  # a call costs less than the compilation of a copy
driver: Callable[..., Any] = numba.njit(**OPTIONS)  # what Python calls
instruction: Callable[..., Any] = intrinsic


def fused(typing: Any, a: Any, b: Any, c: Any) -> Any:
    real = numba.float64
    return real(real, real, real), lambda context, builder, signature, given: builder.fma(*given)


def to_bits(typing: Any, x: Any) -> Any:
    integer = numba.int64
    return integer(numba.float64), lambda context, builder, signature, given: builder.bitcast(given[0], context.get_value_type(integer))


def from_bits(typing: Any, i: Any) -> Any:
    real = numba.float64
    return real(numba.int64), lambda context, builder, signature, given: builder.bitcast(given[0], context.get_value_type(real))


fma: Callable[[float, float, float], float] = instruction(fused)
bits: Callable[[float], int] = instruction(to_bits)
number: Callable[[int], float] = instruction(from_bits)
