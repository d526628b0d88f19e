"""The norm of an array has one order of its sums, which written-out coordinates keep (and every processor: `test_elementary`)."""

import math

import numba
import numpy as np
import pytest

from theorysim.simulate import norms
from theorysim.simulate.kernel import OPTIONS
from theorysim.simulate.rows import in_place

SIZES = (*range(5, 18), 64, 1003)
SCALES = (1.0, 1e-100, 1e-137, 1e-200, 5e-310, 1e149, 1e200, 1e306, 0.0, math.nan, math.inf)
ROW = "float64(float64[::1])"
rows = numba.njit(ROW, **OPTIONS)(lambda v: norms.norm_of_array(v))
FEW = {
    5: numba.njit(ROW, **OPTIONS)(lambda v: norms.norm5(v[0], v[1], v[2], v[3], v[4])),
    6: numba.njit(ROW, **OPTIONS)(lambda v: norms.norm6(v[0], v[1], v[2], v[3], v[4], v[5])),
    7: numba.njit(ROW, **OPTIONS)(lambda v: norms.norm7(v[0], v[1], v[2], v[3], v[4], v[5], v[6])),
    8: numba.njit(ROW, **OPTIONS)(lambda v: norms.norm8(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7])),
}


def vectors():
    draw = np.random.default_rng(5)
    for n in SIZES:
        for scale in SCALES:
            v = draw.normal(0, 1, n)
            v[draw.integers(n)] *= scale
            yield v
            yield draw.normal(0, 1, n) * scale


def in_order(v):
    """Add the squares in the order that is promised, of numbers scaled by a power of two where a square would be lost."""
    for s in (1.0, 2.0**600, 2.0**-600):
        squares = [(c * s) * (c * s) for c in v.tolist()]
        whole = len(v) - len(v) % 8
        s0, s1, s2, s3, s4, s5, s6, s7 = (sum(squares[i:whole:8], 0.0) for i in range(8))
        total = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))
        for c in squares[whole:]:
            total += c
        if 1e-270 < total < 1e300:
            return math.sqrt(total) / s
    return math.nan if np.isnan(v).any() else np.abs(v).max()


def test_the_order_of_the_sums_is_the_promised_one():
    for v in vectors():
        found = rows(v)
        assert np.array_equal(found, in_order(v), equal_nan=True), v
        if np.isfinite(v).all():
            assert found == pytest.approx(math.hypot(*v), rel=1e-14)
        if len(v) in FEW:
            assert np.array_equal(found, FEW[len(v)](v), equal_nan=True), v


def test_a_step_is_taken_in_place_only_where_nothing_reads_the_old_values_later():
    step = ["for j in range(d):", "    n_x[j] = stage0(x[j], t[j])"]
    assert in_place(step, "x", "n_x")[1] == "    x[j] = stage0(x[j], t[j])"
    for line in ("    n_s[j] = stage1(x[j])", "    r[j] = gradient(x_[j], r[j])", "a_x_norm = norm_of_array(x)", "gradient(x, u)"):
        assert in_place([*step, line], "x", "n_x") == [*step, line]
    beside = [step[0], "    n_x[j] = stage0(x[j], x_[j])"]
    assert in_place(beside, "x", "n_x") == beside
    after = [*step, "a_step_norm = norm_of_array(n_x)", "    n_s[j] = stage1(n_x[j], s_x[j], n_x_[j])"]
    assert in_place(after, "x", "n_x")[2:] == ["a_step_norm = norm_of_array(x)", "    n_s[j] = stage1(x[j], s_x[j], x_[j])"]
