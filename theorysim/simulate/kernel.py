"""Compile inlined kernels, and return them what Python has no word for: three machine instructions, and how wide vectors are.

`fma(a, b, c)` is a b + c, rounded once wherever it runs, so a kernel gives the same bits on every processor; where the
processor lacks it, the C library's function stands in, and a loop with it does not vectorise. `bits(x)` are the 64 bits
of a number as an integer, `number(i)` is the number with these bits. `wide()` asks for vectors of 512 bits in the function where
it stands: some processors with AVX-512 are given half of that by the compiler, and lanes take up to twice as long.
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


def full_width(typing: Any) -> Any:
    def write(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        set.add(builder.function.attributes, '"prefer-vector-width"="512"')  # past the list of words that it knows
        return context.get_dummy_value()

    return numba.none(), write


fma: Callable[[float, float, float], float] = instruction(fused)
bits: Callable[[float], int] = instruction(to_bits)
number: Callable[[int], float] = instruction(from_bits)
wide: Callable[[], None] = instruction(full_width)
