"""What is never below its value at the minimizer is proved so, by convexity or by the signs of its slope; what is not is refused."""

from dataclasses import replace

import pytest

from theorysim import catalogue
from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.domains import Coordinate, Nonnegative, Positive, parameters
from theorysim.maths import exp, where
from theorysim.members.certify import certified, why_not_attained
from theorysim.members.one_valley import one_valley
from theorysim.model import Objective, Satisfies
from theorysim.readings.paths import symbols


@pytest.mark.parametrize("name", ["changing_curvature", "piecewise_quadratic", "terraces", "steepening", "convex_polyline"])
def test_the_families_rest_at_their_minimum(name):
    assert why_not_attained(catalogue.load("objectives", name)) == ""


def at_one():
    return 1


def nothing():
    return 0


@pytest.mark.parametrize("convexity", [True, False])
def test_a_wrong_minimizer_is_refused(convexity):
    terraces = catalogue.load("objectives", "terraces")
    assert not one_valley(replace(terraces, minimizer=at_one), convexity)


def test_two_valleys_are_refused():
    def value(x: Coordinate, a: Positive = 1):
        return a * x * x * (x - 2) * (x - 2)

    def gradient(x: Coordinate, a: Positive = 1):
        return 4 * a * x * (x - 1) * (x - 2)

    two = Objective(value, gradient, None, (Satisfies(lower_bounded, {"f_star": nothing}),), nothing, nothing, minimizer=nothing)
    assert not one_valley(two, False)


def test_a_value_that_jumps_down_is_refused():
    def value(x: Coordinate, a: Positive = 1):
        return where(x < a, x * x / 2, x * x / 2 - a * a)

    def gradient(x: Coordinate, a: Positive = 1):
        return x

    def hessian(x: Coordinate, a: Positive = 1):
        return 1

    known = Satisfies(lower_bounded, {"f_star": nothing}), Satisfies(convex)
    falls = Objective(value, gradient, hessian, known, nothing, nothing, minimizer=nothing)
    assert not one_valley(falls, True)
    assert not certified(falls, (lower_bounded,)) and not certified(falls, (convex,))


def test_branches_that_meet_where_no_polynomial_vanishes_are_refused():
    def value(x: Coordinate, a: Positive = 1):
        return where(exp(x) < 2, x * x, x * x - 100)

    def gradient(x: Coordinate, a: Positive = 1):
        return 2 * x

    known = (Satisfies(lower_bounded, {"f_star": nothing}),)
    assert not one_valley(Objective(value, gradient, None, known, nothing, nothing, minimizer=nothing), False)


def test_a_symbol_knows_that_its_parameter_is_not_negative():
    def body(w: Nonnegative, a: Positive, x: Coordinate):
        return w, a, x

    known = symbols({p.name: p.domain for p in parameters(body)})
    assert known["w"].is_nonnegative and known["w"].is_positive is None
    assert known["a"].is_positive and known["x"].is_nonnegative is None
