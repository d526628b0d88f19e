"""Convexity and Lipschitz bounds are proved where they hold, kinks included, and refused where they do not."""

from dataclasses import replace

import pytest

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Coordinate, Positive
from theorysim.maths import absolute, where
from theorysim.members import certify, refuted
from theorysim.model import Objective, Satisfies
from theorysim.objectives.cosine import cosine
from theorysim.objectives.exponential import exponential
from theorysim.objectives.huber import huber
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.sine_product import sine_product


def member(objective, *declared):
    return certify.why_not_proved(replace(objective, satisfies=(Satisfies(*declared),)), 0)


def stranger(objective, *declared):
    return refuted.why_not_refuted(replace(objective, satisfies=(Satisfies(*declared, holds=False),)), 0)


def bowl(x: Coordinate, y: Coordinate):
    return x * x + x * y + y * y


def bowl_slope(x: Coordinate, y: Coordinate):
    return 2 * x + y, x + 2 * y


def bowl_curvature(x: Coordinate, y: Coordinate):
    return (2, 1), (1, 2)


BOWL = Objective(bowl, bowl_slope, bowl_curvature)  # eigenvalues 1 and 3


def test_the_least_eigenvalue_in_the_plane():
    assert member(BOWL, convex) == ""
    assert member(BOWL, strongly_convex, {"mu": lambda: 1}) == ""
    assert "no proof" in member(BOWL, strongly_convex, {"mu": lambda: 1.25})
    assert stranger(BOWL, strongly_convex, {"mu": lambda: 1.25}) == ""
    assert "no point refutes" in stranger(BOWL, convex)


def valley(x: Coordinate, a: Positive):
    return a * absolute(x)


def valley_slope(x: Coordinate, a: Positive):
    return where(x < 0, -a, a)


def none(x: Coordinate, a: Positive):
    return 0 * x


def ridge(x: Coordinate, a: Positive):
    return -a * absolute(x)


def ridge_slope(x: Coordinate, a: Positive):
    return where(x < 0, a, -a)


def slope(a: Positive):
    return a


def test_a_kink_may_point_down_only():
    down, up = Objective(valley, valley_slope, none), Objective(ridge, ridge_slope, none)
    assert member(down, convex) == "" and member(down, lipschitz, {"L": slope}) == ""
    assert "jump by 0, -2*a" in member(up, convex)
    assert stranger(up, convex) == ""
    assert "no point refutes" in stranger(down, convex)


def hop(x: Coordinate, a: Positive):
    return where(x < 0, 0, a)


def test_a_jump_of_the_value_is_not_convex():
    assert "jump by a" in member(Objective(hop, none, none), convex)


@pytest.mark.parametrize("objective", [cosine, sine_product])
def test_hills_are_not_convex(objective):
    assert "no proof" in member(objective, convex)


def test_no_constant_is_too_small_where_strong_convexity_is_denied():
    assert "no point refutes" in stranger(quadratic, strongly_convex)  # mu = a would do
    assert "no point refutes" in stranger(exponential, strongly_convex)
    assert stranger(huber, strongly_convex) == ""


def half(delta: Positive):
    return delta / 2


def test_a_slope_that_is_too_small_is_refused():
    assert "no proof" in member(huber, lipschitz, {"L": half})
    assert stranger(huber, lipschitz, {"L": half}) == ""
