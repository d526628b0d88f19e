"""Lay a `row` of numbers on the stack of compiled code: it costs nothing there, where a list is taken from the heap and counted.

A row whose length is no constant of the body, or is long, is an array of the heap.
"""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from numba.core import cgutils
from numba.extending import intrinsic

MOST = 512  # numbers on the stack


def filled(value: float, n: int) -> Any:
    found = np.empty(n)
    for j in range(n):
        found[j] = value
    return found


def laid(typing: Any, value: Any, n: Any) -> Any:
    real = numba.float64
    array = numba.types.Array(real, 1, "C")

    def on_heap(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return context.compile_internal(builder, filled, signature, given)

    def on_stack(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        size = n.literal_value
        length, stride = (context.get_constant(numba.intp, k) for k in (size, 8))
        start = cgutils.alloca_once(builder, context.get_value_type(real), size)  # type: ignore[no-untyped-call]
        first = context.cast(builder, given[0], signature.args[0], real)
        for j in range(size):
            builder.store(first, builder.gep(start, [context.get_constant(numba.intp, j)], inbounds=True))
        made = context.make_array(array)(context, builder)
        context.populate_array(made, data=start, shape=(length,), strides=(stride,), itemsize=stride, meminfo=None)
        return made._getvalue()

    known = isinstance(n, numba.types.IntegerLiteral) and 0 < n.literal_value <= MOST
    return array(value, n), on_stack if known else on_heap


instruction: Callable[..., Any] = intrinsic(prefer_literal=True)
row: Callable[[float, int], Any] = instruction(laid)  # in the frame of the body that asks for it, not of a function of its own
