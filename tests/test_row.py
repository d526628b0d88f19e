"""A row is n numbers, wherever compiled code lays them: on its stack, or on the heap where they are many or nobody knows how many."""

import numpy as np
import pytest
from numba.core.runtime import _nrt_python, rtsys

from theorysim.maths import row
from theorysim.simulate.compose import compiled
from theorysim.simulate.kernel import OPTIONS
from theorysim.simulate.row import MOST


def summed(n):
    """Return a body that fills a row of n numbers, from 3 on, and adds it up a few times over."""

    def body(x, turns):
        total = 0.0
        for _ in range(turns):
            made = row(3.0, n)
            for j in range(n):
                total = total + made[j]
                made[j] = x * j
            total = total + made[n - 1]
        return total

    return body


def at_run_time(x, turns):
    made = row(x, turns)
    made[0] = 5.0
    return made[0] + made[turns - 1] + len(made)


def called(body, *given):
    import numba

    inner = compiled(body)
    return numba.njit(**OPTIONS)(lambda x, turns: inner(x, turns))(*given)


@pytest.mark.parametrize("n", [1, 7, MOST, MOST + 1])
def test_it_is_what_a_list_is(n):
    assert called(summed(n), 2.0, 5) == summed(n)(2.0, 5)


def test_its_length_may_be_known_only_at_run_time():
    assert called(at_run_time, 2.0, 6) == at_run_time(2.0, 6) == 13.0


def test_only_a_long_one_asks_the_heap():
    def asked(n):
        before = rtsys.get_allocation_stats()
        found = called(summed(n), 2.0, 4)
        after = rtsys.get_allocation_stats()
        assert np.isfinite(found) and after.alloc - before.alloc == after.free - before.free  # nothing is lost
        return after.alloc - before.alloc

    _nrt_python.memsys_enable_stats()
    try:
        assert (asked(7), asked(MOST + 1)) == (0, 4)
    finally:
        _nrt_python.memsys_disable_stats()
