"""Call compiled code by its address: so a loop around it is compiled once on a machine, not once for every driver.

`advance(step, state, p, key, eps, k, limit, out)` runs the step of a driver from k, at most to `limit`; `further(block, buf, random, last)`
takes a block of lanes some steps further.
"""

from collections.abc import Callable
from typing import Any

from numba.core import cgutils
from numba.core.sigutils import normalize_signature

from theorysim.simulate.kernel import instruction

STEP = "int64(float64[::1], float64[::1], uint64[::1], float64, int64, int64, float64[::1])"
BLOCK = "void(float64[::1], uint64[::1], float64)"


def called(signature: str, address: Any) -> Any:
    """Return the types of a call by address, and what writes it in the compiler's own convention."""
    given, result = normalize_signature(signature)

    def write(context: Any, builder: Any, whole: Any, values: Any) -> Any:
        kind = context.call_conv.get_function_type(result, given)
        code = builder.inttoptr(values[0], kind.as_pointer())
        status, found = context.call_conv.call_function(builder, code, result, given, values[1:])
        with cgutils.if_unlikely(builder, status.is_error):
            context.call_conv.return_status_propagate(builder, status)
        return found

    return result(address, *given), write


def of_step(typing: Any, step: Any, state: Any, p: Any, key: Any, eps: Any, k: Any, limit: Any, out: Any) -> Any:
    return called(STEP, step)


def of_block(typing: Any, block: Any, buf: Any, random: Any, last: Any) -> Any:
    return called(BLOCK, block)


advance: Callable[..., int] = instruction(of_step)
further: Callable[..., None] = instruction(of_block)
