"""A body, compiled as drivers call it, for a test to call from Python: the kernel itself has no wrapper for that."""

import numba

from theorysim.simulate.compose import compiled
from theorysim.simulate.kernel import OPTIONS


def compiled_body(body):
    kernel = compiled(body)

    @numba.njit(**OPTIONS)
    def call(*given):
        return kernel(*given)

    return call
