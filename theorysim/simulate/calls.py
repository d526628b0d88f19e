"""Call compiled code by its address: so a loop around it is compiled once on a machine, not once for every driver.

`advance(step, run, eps, k, limit)` takes the steps of a run from k, at most to `limit`, and returns where it stopped; a run is
(state, p, key, out), arrays that are written over. `further(block, lanes, last)` takes all lanes some steps further.
"""

from collections.abc import Callable
from typing import Any

from numba.core import cgutils
from numba.core.sigutils import normalize_signature

from theorysim.simulate.kernel import instruction

STEP = "int64(float64[::1], float64[::1], uint64[::1], float64[::1], float64, int64, int64)"
BLOCK = "void(float64[::1], uint64[::1], float64)"


def called(signature: str, address: Any, arrays: Any) -> Any:
    """Return the types of a call by address, and what writes it in the compiler's own convention; the first arguments are in a tuple."""
    given, result = normalize_signature(signature)  # type: ignore[no-untyped-call]

    def write(context: Any, builder: Any, whole: Any, values: Any) -> Any:
        kind = context.call_conv.get_function_type(result, given)
        code = builder.inttoptr(values[0], kind.as_pointer())
        own = [*cgutils.unpack_tuple(builder, values[1], len(arrays)), *values[2:]]  # type: ignore[no-untyped-call]
        status, found = context.call_conv.call_function(builder, code, result, given, own)
        with cgutils.if_unlikely(builder, status.is_error):  # type: ignore[no-untyped-call]
            context.call_conv.return_status_propagate(builder, status)
        return found

    return result(address, arrays, *given[len(arrays) :]), write


def of_step(typing: Any, step: Any, run: Any, eps: Any, k: Any, limit: Any) -> Any:
    return called(STEP, step, run)


def of_block(typing: Any, block: Any, lanes: Any, last: Any) -> Any:
    return called(BLOCK, block, lanes)


advance: Callable[..., int] = instruction(of_step)
further: Callable[..., None] = instruction(of_block)
