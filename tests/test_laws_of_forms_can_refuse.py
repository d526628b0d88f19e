"""The laws see a planted fault in every form of an objective, sums, vectors, finite sums and kinks, and say where it is."""

from dataclasses import replace

import pytest

from theorysim.domains import (
    Coordinate,
    Dimension,
    Direction,
    Filled,
    Index,
    Left,
    Nonnegative,
    Part,
    Positive,
    Right,
    Vector,
)
from theorysim.laws import bytecode, every, kinks, objectives, readings
from theorysim.maths import absolute, equal, exp, log, maximum, where
from theorysim.members import slopes
from theorysim.members.expansion import expanded
from theorysim.model import Objective
from theorysim.objectives.absolute_value import absolute_value
from theorysim.objectives.huber import huber
from theorysim.simulate import run

derivatives = objectives.has_the_derivatives_it_says


# --- sums over coordinates --------------------------------------------------------------------------------------------


def link(left: Left, x: Coordinate, i: Index, d: Dimension, L: Positive = 1):
    return L / 2 * (x - left) * (x - left) + where(equal(i, d), x * x, 0) - where(equal(i, 1), x, 0)


def pull(left, x, right, i, d, L):
    return L * (x - left) - where(equal(i, d), 0, L * (right - x)) + where(equal(i, d), 2 * x, 0) - where(equal(i, 1), 1, 0)


def slope(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1):
    return pull(left, x, right, i, d, L)


def nothing(d: Dimension):
    return -d / 2


def origin(d: Dimension):
    return 0


CHAIN = Objective(link, slope, minimum=nothing, start=origin)


def neighbours_swapped(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1):
    return pull(right, x, left, i, d, L)


def neighbour_forgotten(left: Left, x: Coordinate, i: Index, d: Dimension, L: Positive = 1):
    return pull(left, x, x, i, d, L)


def wrong_end(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1):
    return pull(left, x, right, i, d, L) - where(equal(i, d), 2 * x, 0) + where(equal(i, 1), 2 * x, 0)


def tied_beyond_the_end(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1):
    return pull(left, x, right, i, d + 1, L) + where(equal(i, d), 2 * x, 0)


def wrong_far_inside(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1):
    return pull(left, x, right, i, d, L) + where(equal(i, 777), left / 1000, 0)


def test_a_right_chain_passes():
    assert every.complaints(CHAIN) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (neighbours_swapped, ("in 2 coordinates", "coordinate x2", "branch", "differ by ")),
        (neighbour_forgotten, ("in 2 coordinates", "coordinate x1", "branch", "differ by -L*(x1 - x2)")),
        (wrong_end, ("in 2 coordinates", "coordinate x1", "differ by 2*x1")),
        (tied_beyond_the_end, ("in 1 coordinate", "coordinate x,", "differ by L*x")),
        (wrong_far_inside, ("coordinate x777 of 1000", "x776 = ", "x778 = ", "differ by")),
    ],
    ids=lambda w: getattr(w, "__name__", ""),
)
def test_a_wrong_stencil_is_reported_with_its_coordinate_and_the_difference(wrong, said):
    found = derivatives(replace(CHAIN, gradient=wrong))
    assert found and any(all(s in f for s in said) for f in found), found


def hinge(left: Left, x: Coordinate):
    return where(x > left, (x - left) * (x - left), 0 * x)


def hinge_slope(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension):
    return where(x > left, 2 * (x - left), 0 * x) - where(i < d, where(right > x, 2 * (right - x), 0), 0)


def wrong_where_the_right_one_is_lower(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension):
    return hinge_slope(left, x, right, i, d) + where(i < d, where(right > x, 0, x), 0)


def test_a_branch_through_a_neighbour_is_named():
    assert derivatives(Objective(hinge, hinge_slope)) == []
    found = derivatives(Objective(hinge, wrong_where_the_right_one_is_lower))
    assert all("coordinate x1" in f or "in 3" in f for f in found)
    assert any("x2 <= x1" in f and "x2 > x1" not in f and "differ by x1" in f for f in found), found


def minimum_of_another_dimension(d: Dimension):
    return -d / 8


def start_of_two(d: Dimension):
    return 0, 1


def test_a_minimum_or_a_start_that_is_wrong_in_a_dimension_is_reported():
    assert "below the minimum" in objectives.is_never_below_its_minimum(replace(CHAIN, minimum=minimum_of_another_dimension))[0]
    assert "has 2 numbers for 1" in objectives.starts_at_a_point(replace(CHAIN, start=start_of_two))[0]


def nan_is_lost(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1):
    return where(pull(left, x, right, i, d, L) > 0, 1, 0)


def test_a_sum_that_forgets_nan_is_reported():
    assert "in 1 coordinate: gradient with x = NaN" in objectives.keeps_nan(replace(CHAIN, gradient=nan_is_lost))[0]


def torn(left: Left, x: Coordinate):
    return where(x < left, x, x + 1)


def even(left: Left, x: Coordinate):
    return 1


def test_a_jump_between_neighbours_is_reported():
    found = objectives.meets_at_breakpoints(Objective(torn, even))
    assert "in 2 coordinates: the value jumps by -1 at x2" in found


def test_a_compiled_sum_that_is_off_is_reported(monkeypatch):
    true = run.run
    monkeypatch.setattr(run, "run", lambda *a: replace(true(*a), value=true(*a).value + 1e-6))
    assert "compiled, 1000 coordinates: the value is" in "; ".join(readings.runs_in_every_dimension(CHAIN))


# --- vectors and finite sums --------------------------------------------------------------------------------------------

ROWS = ((1.0, 0.5, -0.25, 2.0), (0.25, -1.0, 0.75, 0.5), (0.5, 0.75, -1.5, 1.0))


def residual(x, part):
    r = -1.0
    for j in range(4):
        r = r + ROWS[part][j] * x[j]
    return r


def loss(x: Vector, part: Part, c: Positive = 1):
    r = residual(x, part)
    return log(1 + exp(r)) + c * r * r / 2


def loss_slope(x: Vector, out: Filled, part: Part, c: Positive = 1):
    r = residual(x, part)
    for j in range(4):
        out[j] = ROWS[part][j] * (1 / (1 + exp(-r)) + c * r)


def zeros():
    return 0, 0, 0, 0


FIT = Objective(loss, loss_slope, start=zeros, parts=3)


def one_entry_off(x: Vector, out: Filled, part: Part, c: Positive = 1):
    loss_slope(x, out, part, c)
    out[2] = out[2] + c * x[3] / 4096


def one_part_off(x: Vector, out: Filled, part: Part, c: Positive = 1):
    loss_slope(x, out, part, c)
    out[1] = out[1] + where(equal(part, 2), x[1], 0)


def not_averaged(x: Vector, out: Filled, part: Part, c: Positive = 1):
    loss_slope(x, out, part, c)
    for j in range(4):
        out[j] = out[j] / 3


def of_the_first_part(x: Vector, out: Filled, part: Part, c: Positive = 1):
    loss_slope(x, out, 0, c)


def not_filled(x: Vector, out: Filled, part: Part, c: Positive = 1):
    out[0] = residual(x, part)


def adds_to_the_last_one(x: Vector, out: Filled, part: Part, c: Positive = 1):
    for j in range(4):
        out[j] += x[j]


def moves_the_point(x: Vector, out: Filled, part: Part, c: Positive = 1):
    loss_slope(x, out, part, c)
    x[0] = 0


def test_a_right_finite_sum_passes():
    assert every.complaints(FIT) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (one_entry_off, "gradient, coordinate x3 of 4"),
        (one_part_off, "gradient, coordinate x2 of 4"),
        (not_averaged, "gradient, coordinate x1 of 4"),
        (of_the_first_part, "gradient, coordinate x1 of 4"),
    ],
    ids=lambda w: getattr(w, "__name__", ""),
)
def test_a_wrong_entry_of_a_vector_is_reported_with_the_difference(wrong, said):
    (first, *_) = derivatives(replace(FIT, gradient=wrong))
    assert said in first and "differ by" in first and "x2 = " in first


@pytest.mark.parametrize("wrong", [not_filled, adds_to_the_last_one, moves_the_point])
def test_what_fills_its_row_wrongly_is_reported(wrong):
    found = every.complaints(replace(FIT, gradient=wrong))
    assert any("does not fill out[1], out[2], out[3]" in f or "TypeError" in f for f in found), found


def test_wide_balls_compare_nothing_and_that_is_said():
    def undecided(x: Coordinate):
        return where((x + 1) * (x + 1) > x * x + 2 * x + 1, x, x)  # no ball knows

    def sure(x: Coordinate):
        return where((x + 1) * (x + 1) > x * x + 2 * x + 1, 1, 2)

    assert "at no point tried" in slopes.wrong_slopes(Objective(undecided, sure))[0]


def mixed_up(x: Coordinate, y: Coordinate, part: Part):
    return where(equal(part, 0), x * x, y * y)


def mixed_up_slope(x: Coordinate, y: Coordinate, part: Part):
    return where(equal(part, 0), 2 * x, 0 * x), where(equal(part, 0), 2 * y, 0 * y)


def test_parts_of_plain_coordinates_are_averaged_too():
    (complaint,) = derivatives(Objective(mixed_up, mixed_up_slope, parts=4))
    assert "coordinate y" in complaint.replace("x2", "y") and "differ by -" in complaint


def test_a_vector_of_loops_is_decided_by_where():
    assert bytecode.branches(loss_slope) == [] == bytecode.branches(loss)

    def with_if(x: Vector, out: Filled):
        for j in range(4):
            out[j] = x[j] if x[j] > 0 else 0

    def while_loop(x: Vector, out: Filled):
        j = 0
        while j < 4:
            out[j] = x[j]
            j = j + 1

    assert all("decides by a condition" in bytecode.branches(body)[0] for body in (with_if, while_loop))


# --- kinks --------------------------------------------------------------------------------------------------------------


def ridge(x: Coordinate, y: Coordinate):
    return maximum(x, -y) + absolute(x - y)


def side(x, y, v, w):
    first = where(x + y > 0, 1, where(x + y < 0, 0, where(v + w > 0, 1, 0)))
    second = where(x > y, 1, where(x < y, -1, where(v > w, 1, -1)))
    return first, second


def ridge_slope(x: Coordinate, y: Coordinate, v: Direction = 0, w: Direction = 0):
    first, second = side(x, y, v, w)
    return first + second + 0 * x, first - 1 - second + 0 * y


def one_way_only(x: Coordinate, y: Coordinate, v: Direction = 0, w: Direction = 0):
    first, second = side(x, y, absolute(v), w)
    return first + second + 0 * x, first - 1 - second + 0 * y


def wrong_without_direction(x: Coordinate, y: Coordinate, v: Direction = 0, w: Direction = 0):
    first, second = side(x, y, v, w)
    lost = where(equal(v, 0), where(equal(w, 0), 1, 0), 0)
    return first + second + lost + 0 * x, first - 1 - second + 0 * y


RIDGE = Objective(ridge, ridge_slope)


def test_a_wrong_side_in_the_plane_is_reported_with_point_direction_and_difference():
    assert kinks.fits_the_direction(RIDGE) == []
    (first, *_) = kinks.fits_the_direction(replace(RIDGE, gradient=one_way_only))
    assert "at (" in first and "along v = (" in first and "the value rises by" in first and "differ by" in first
    assert any("along v = 0" in f for f in kinks.fits_the_direction(replace(RIDGE, gradient=wrong_without_direction)))


def left_at_zero(x: Coordinate, v: Direction = 0, a: Positive = 1):
    return where(x < 0, -a, where(x > 0, a, where(v > 0, a, where(v < 0, -a, 2 * a))))


def test_an_element_along_no_direction_lies_between_the_slopes():
    (first, *_) = kinks.fits_the_direction(replace(absolute_value, gradient=left_at_zero))
    assert "at 0, a = " in first and "along v = 0" in first


def smooth_along(x: Coordinate, v: Direction = 0, delta: Positive = 1):
    return huber.gradient(x, delta) + 0 * v


def test_a_direction_without_a_kink_is_no_test_and_that_is_said():
    assert "no kink was found" in kinks.fits_the_direction(replace(huber, gradient=smooth_along))[0]


def too_small(x: Coordinate, radius: Nonnegative, a: Positive = 1):
    low, high = absolute_value.clarke(x, radius, a)
    return where(low < high, low / 2, low), high


def never_attained(x: Coordinate, radius: Nonnegative, a: Positive = 1):
    low, high = absolute_value.clarke(x, radius, a)
    return low, high + a / 1024


def test_an_interval_too_small_or_too_large_is_reported():
    for wrong in (too_small, never_attained):
        assert "the slopes there span" in kinks.spans_its_slopes(replace(absolute_value, clarke=wrong))[0]


def hump(x: Coordinate):
    return where(x > 1, 2 / 3, where(x < -1, -2 / 3, x - x * x * x / 3))


def hump_slope(x: Coordinate):
    return where(x > 1, 0 * x, where(x < -1, 0 * x, 1 - x * x))


def of_the_ends(x: Coordinate, radius: Nonnegative):
    return 0, where(absolute(x) <= radius, where(radius > 0, where(equal(x, 0), 1, 0), 1), 0)


def test_slopes_in_between_that_stick_out_are_reported():
    assert any("between are slopes" in f for f in kinks.spans_its_slopes(Objective(hump, hump_slope, clarke=of_the_ends)))


def test_identical_terms_are_summed_with_their_hessian():
    in_two = expanded(replace(huber, separable=True), 2)
    assert in_two.hessian(x1=0.5, x2=3.0, delta=1.0) == ((1, 0), (0, 0)) and in_two.minimum(delta=1.0) == 0

    def wrong(x: Coordinate, delta: Positive = 1):
        return 2 * huber.hessian(x, delta)

    (first, *_) = derivatives(replace(huber, separable=True, hessian=wrong))
    assert first.startswith("in 1 coordinate: Hessian, coordinates x, x")
