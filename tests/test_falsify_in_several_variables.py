"""The search for a run that exceeds a bound, in several variables: memberships, starts, runs in balls, lines that replay."""

import math
import re
import shlex
from dataclasses import replace

import numpy as np
import pytest

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.convex import convex
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.cli import main
from theorysim.domains import Coordinate, Positive
from theorysim.falsify.bounds import search_bound
from theorysim.falsify.evolution import members
from theorysim.falsify.found import Clock
from theorysim.falsify.walks import measured, settled
from theorysim.judge.bound import Case
from theorysim.maths import absolute, sqrt
from theorysim.members.certify import certified, why_not_attained, why_not_proved
from theorysim.members.space import diagonal
from theorysim.methods.heavy_ball import heavy_ball
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.model import Bound, Objective, Satisfies
from theorysim.objectives.eigenvalues import eigenvalues, half, twice
from theorysim.objectives.huber import huber
from theorysim.objectives.piecewise_quadratic import piecewise_quadratic
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.sine_product import sine_product
from theorysim.quantities.gap import gap
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import run
from theorysim.trials.beyond_floats import exceeds, numbers_of
from theorysim.trials.noiseless import by_role, criterion

LINE = {"huber": huber, "quadratic": quadratic, "piecewise_quadratic": piecewise_quadratic}
RANGES = {"L": (1 / 8, 8), "epsilon": (1 / 1024, 1)}


def straight(R: Positive, epsilon: Positive, L: Positive):
    return R * sqrt(L / (2 * epsilon))


def length(L: Positive, epsilon: Positive):
    return sqrt(2 * epsilon / L)


def none():
    return 0


def a_half():
    return 1 / 2


# steps of one length lead straight to the minimizer in one variable: the gap is at most epsilon within one length of it
STRAIGHT = Bound(normalized_gradient_descent, straight, (lower_bounded, smooth, convex), {"eta_n": length, "beta": none}, RANGES, until=gap)
RAW = {"objective.a": 4.0, "objective.b": 1.0, "objective.c": 0.5, "start": 3.0, "start.y": -4.0, "start.z": 12.0, "epsilon": 0.25}
RAW |= {"more L": 1.0}


def columns(raw):
    return {k: np.array([v]) for k, v in raw.items()}


def test_a_bound_that_is_true_in_one_variable_is_refuted_where_two_eigenvalues_meet(capsys):
    assert not search_bound(STRAIGHT, LINE, {}, Clock(600), 1, most=1_500).refuted
    one = search_bound(STRAIGHT, {**LINE, "eigenvalues": eigenvalues}, {}, Clock(600), 1, most=4_000)
    assert one.refuted and one.witness.startswith("normalized_gradient_descent eigenvalues") and one.witness.count(",") == 2
    steps, limit = (float(x) for x in re.search(r"takes (\d+) steps .* the bound is ([0-9.]+)", one.says).groups())
    main(["replay", *shlex.split(one.witness)])
    assert int(re.search(r"T = (\d+)", capsys.readouterr().out)[1]) == steps > limit


def test_constants_gap_and_distance_are_those_of_the_whole_start():
    known = settled(STRAIGHT, eigenvalues, columns(RAW))
    exact = numbers_of(STRAIGHT, eigenvalues, RAW, lambda b: b, 256)
    assert (known["R"][0], known["F"][0], known["L"][0]) == (13, 62, 4)
    assert all(float(exact[name].arb) == wanted for name, wanted in {"R": 13, "F": 62, "L": 4}.items())
    assert known["steep"][0] == pytest.approx(math.hypot(12, 4, 6), rel=1e-15)


@pytest.mark.parametrize("until", [None, gap])
def test_over_arrays_a_run_measures_what_the_compiled_one_does(until):
    def tenth(L: Positive):
        return 1 / (10 * L)

    bound = Bound(heavy_ball, straight, (lower_bounded, smooth), {"alpha": tenth, "beta": a_half}, until=until)
    known = settled(bound, eigenvalues, columns(RAW))
    own = {k: float(v[0]) for k, v in by_role(known).items()}
    one = run(Composition(bound.method, eigenvalues, criterion(bound)), own, (3.0, -4.0, 12.0), 0.0, 12, trace="full")
    wanted = one.gradient_norms if until is None else one.values
    seen = [float(now[0]) for now, _ in zip(measured(bound, eigenvalues, known), range(13), strict=False)]
    assert seen == pytest.approx(list(wanted), rel=1e-12)


def test_what_holds_in_balls_is_not_exceeded_and_what_is_cut_is():
    assert not exceeds(replace(STRAIGHT, bound=lambda: 30), eigenvalues, {**RAW, "start.y": 0.0, "start.z": 0.0})
    assert exceeds(replace(STRAIGHT, bound=straight), eigenvalues, RAW, scale=lambda b: b / 2)


def test_a_start_is_written_coordinate_by_coordinate():
    known = settled(STRAIGHT, eigenvalues, columns(RAW))
    assert "--start=3.0,-4.0,12.0" in Case.at("eigenvalues", columns(RAW), known, 0).setting(STRAIGHT).line()


# --- memberships ----------------------------------------------------------------------------------------------------


def test_the_classes_of_a_quadratic_are_proved():
    assert certified(eigenvalues, (lower_bounded, smooth, convex, strongly_convex, l0_l1_smooth))
    assert not why_not_attained(eigenvalues)
    assert [name for name, _ in members(STRAIGHT, {"eigenvalues": eigenvalues, "sine_product": sine_product})] == ["eigenvalues"]


@pytest.mark.parametrize("wrong", [Satisfies(smooth, {"L": half}), Satisfies(strongly_convex, {"mu": twice})])
def test_a_constant_that_does_not_hold_is_not_proved(wrong):
    assert why_not_proved(replace(eigenvalues, satisfies=(wrong,)), 0)


def test_a_minimum_that_is_not_attained_is_not_proved():
    def elsewhere(a: Positive = 1):
        return 0, 0, a

    assert why_not_attained(replace(eigenvalues, minimizer=elsewhere))


def test_a_hessian_that_is_not_diagonal_or_not_that_of_the_value_is_refused():
    def mixed(x, y, z, a, b, c):
        return (a, 0, 1), (0, b, 0), (1, 0, c)

    def small(x, y, z, a, b, c):
        return (a / 2, 0, 0), (0, b / 2, 0), (0, 0, c / 2)

    assert len(diagonal(eigenvalues)) == 3 and not diagonal(sine_product)
    for wrong in (mixed, small):
        wrong.__annotations__ = eigenvalues.hessian.__annotations__
        assert not diagonal(replace(eigenvalues, hessian=wrong))


def test_a_diagonal_that_changes_is_asked_at_every_point():
    def value(x: Coordinate, y: Coordinate, a: Positive = 1):
        return a * x * x * x * x + y * y

    def gradient(x: Coordinate, y: Coordinate, a: Positive = 1):
        return 4 * a * x * x * x, 2 * y

    def hessian(x: Coordinate, y: Coordinate, a: Positive = 1):
        return (12 * a * x * x, 0), (0, 2)

    def least(a: Positive = 1):
        return 0

    quartic = Objective(value, gradient, hessian, (Satisfies(convex), Satisfies(smooth, {"L": lambda: 2})), least)
    assert diagonal(quartic) and not why_not_proved(quartic, 0) and why_not_proved(quartic, 1)


def test_a_constant_that_depends_on_the_start_is_not_proved_in_several_variables():
    def steep(a: Positive, x0: Coordinate):
        return a * absolute(x0)

    for one in (eigenvalues, sine_product):
        assert why_not_proved(replace(one, satisfies=(Satisfies(bounded_gradient_on_sublevel, {"M": steep}),)), 0) == "no proof"
