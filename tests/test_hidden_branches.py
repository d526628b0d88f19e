"""What is false of a function far away, at one point, or for few parameters is no proof; what is not known is said."""

import pytest

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Asked, Coordinate, Count, Positive
from theorysim.laws.objectives import meets_at_breakpoints
from theorysim.maths import equal, exp, where
from theorysim.members import branches
from theorysim.members.certify import certified, why_not_proved
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Assumption, Bound, Objective, Satisfies, at_most
from theorysim.testing import assert_member
from theorysim.trials.drawing import draw, grows, settle, shrinks


def zero():
    return 0


def one():
    return 1


MEMBER = (Satisfies(lower_bounded, {"f_star": zero}), Satisfies(smooth, {"L": one}), Satisfies(convex))


def parabola(x: Coordinate, a: Positive = 1):
    return x * x / 2


def slope(x: Coordinate, a: Positive = 1):
    return x


def curvature(x: Coordinate, a: Positive = 1):
    return 1


def kinked_for_large_a(x: Coordinate, a: Positive = 1):
    return x * x / 2 + where(a > 100, where(x > 0, x, 0), 0)


def slope_kinked_for_large_a(x: Coordinate, a: Positive = 1):
    return x + where(a > 100, where(x > 0, 1, 0), 0)


def kinked_at_equal_numbers(x: Coordinate, a: Positive = 1):
    return x * x / 2 + where(equal(a, 1), where(x > 0, x, 0), 0)


def slope_kinked_at_equal_numbers(x: Coordinate, a: Positive = 1):
    return x + where(equal(a, 1), where(x > 0, 1, 0), 0)


def lower_at_one_point(x: Coordinate, a: Positive = 1):
    return where(equal(x, 0), 0, x * x / 2 + 1)


def lower_between(x: Coordinate, a: Positive = 1):
    return where(x * x < 2, x * x / 2 + 1, where(x * x <= 2, 0, x * x / 2 + 1))


def slope_wrong_at_one_point(x: Coordinate, a: Positive = 1):
    return where(equal(x, 1), 1 / 2, x)


def torn_at_a_knot_without_formula(x: Coordinate, a: Positive = 1):
    return x * x / 2 + where(x**5 - x > 1, 1, 0)


def torn_at_an_exponential(x: Coordinate, a: Positive = 1):
    return x * x / 2 + where(exp(x) > 2, 1, 0)


@pytest.mark.parametrize(
    ("value", "gradient"),
    [
        (kinked_for_large_a, slope_kinked_for_large_a),
        (kinked_at_equal_numbers, slope_kinked_at_equal_numbers),
        (lower_at_one_point, slope),
        (lower_between, slope),
        (parabola, slope_wrong_at_one_point),
        (torn_at_a_knot_without_formula, slope),
        (torn_at_an_exponential, slope),
    ],
)
def test_what_is_torn_out_of_sight_is_not_proved_to_be_smooth(value, gradient):
    assert certified(Objective(parabola, slope, curvature, MEMBER, zero), (smooth, convex))
    assert why_not_proved(Objective(value, gradient, curvature, MEMBER, zero), 1)


def test_a_gradient_between_those_of_both_sides_of_a_kink_is_one():
    def size(x: Coordinate):
        return where(x < 0, -x, x)

    def sign(x: Coordinate):
        return where(x < 0, -1, where(x > 0, 1, 0))

    def beyond(x: Coordinate):
        return where(x < 0, -1, where(x > 0, 1, 2))

    assert not why_not_proved(Objective(size, sign, lambda: 0, (Satisfies(lower_bounded, {"f_star": zero}),), zero), 0)
    assert [b.gradient for b in branches.breakpoints(Objective(size, sign))] == [2]
    assert [b.gradient for b in branches.breakpoints(Objective(size, beyond))] == [2, 3]
    assert meets_at_breakpoints(Objective(size, sign)) == []


def test_a_derivative_that_is_wrong_far_away_is_told_and_no_member_is_certified():
    def bends(x: Coordinate):
        return where(x < 1000, x * x / 2, 500_000 + 1000 * (x - 1000) + 4 * (x - 1000) * (x - 1000))

    def slope_of_it(x: Coordinate):
        return where(x < 1000, x, 1000 + 8 * (x - 1000))

    def said(x: Coordinate):
        return 1

    one_way = Objective(bends, slope_of_it, said, MEMBER, zero)
    assert "the derivative of the value is 8" in branches.derivatives(one_way)[0]
    assert not certified(one_way, (smooth,))
    assert not why_not_proved(one_way, 1)  # which asks only what is declared as the Hessian
    with pytest.raises(AssertionError, match="the derivative of the value is 8"):
        assert_member(one_way, smooth)


def test_only_those_whole_numbers_are_tried_of_which_something_is_proved():
    def falls(x: Coordinate, n: Count = 2):
        return where(n > 8, -x * x, x * x / 2)

    def slope_of_it(x: Coordinate, n: Count = 2):
        return where(n > 8, -2 * x, x)

    def steps(F: Positive, epsilon: Positive):
        return 2 * F / (epsilon * epsilon)

    bound = Bound(gradient_descent, steps, (lower_bounded,), {"eta": one})
    one_way = Objective(falls, slope_of_it, None, MEMBER[:1], zero)
    raw = draw(bound, one_way, 40, 1)
    for n, tried in ((2.0, True), (3.0, False), (10.0, False)):
        sound = settle(bound, one_way, {**raw, "objective.n": raw["objective.n"] * 0 + n})["sound"]
        assert sound.any() == tried


def test_a_constant_is_changed_only_so_that_the_class_is_larger():
    def over(g_norm: Asked, c: Positive):
        return g_norm, 1 / c

    def under(g_norm: Asked, c: Positive):
        return c * g_norm, 1

    def size(g_norm: Asked, c: Positive):
        return g_norm, c

    def both(g_norm: Asked, c: Positive):
        return c * g_norm, 1 + c

    for body, may, smaller in ((over, True, True), (under, True, True), (size, True, False), (both, False, False)):
        assumption = Assumption(at_most(body, body.__name__))
        (c,) = assumption.constants()
        assert (grows(assumption, c), shrinks(assumption, c)) == (may, smaller)
