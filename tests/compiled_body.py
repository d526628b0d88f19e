"""A body, compiled as drivers call it, for a test to call from Python: the kernel itself has no wrapper for that."""

import numba

from theorysim.simulate.compose import compiled
from theorysim.simulate.kernel import OPTIONS


def compiled_body(body, *way):
    """Compile a body as the step of one trajectory reads it, or another way."""
    return for_python(compiled(body, *way))


def for_python(kernel):
    @numba.njit(**OPTIONS)
    def call(*given):
        return kernel(*given)

    return call
