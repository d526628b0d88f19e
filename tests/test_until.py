"""Bounds on the hitting time of other quantities than the gradient norm, of the distance to a minimizer, of methods with memory."""

from dataclasses import replace

import numpy as np
import pytest

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.domains import Coordinate, Positive
from theorysim.judge.bound import instances, judge_bound
from theorysim.laws.every import complaints
from theorysim.maths import sqrt
from theorysim.methods.fista import fista
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.nesterov import nesterov
from theorysim.model import Bound, Claim, Objective, Statement
from theorysim.objectives.huber import huber
from theorysim.objectives.quadratic import quadratic
from theorysim.quantities.gap import gap
from theorysim.quantities.hitting_time import hitting_time
from theorysim.readings import balls
from theorysim.trials.beyond_floats import exceeds, numbers_of
from theorysim.trials.drawing import settle
from theorysim.trials.noiseless import times

CLASSES = (lower_bounded, smooth, convex)
RAW = {"objective.delta": 0.25, "start": 3.0, "more L": 1.0, "epsilon": 0.01}


def step(L: Positive):
    return 1 / L


def descends(R: Positive, epsilon: Positive, L: Positive):
    return L * R * R / (2 * epsilon)


def accelerates(R: Positive, epsilon: Positive, L: Positive):
    return R * sqrt(2 * L / epsilon)


def third(L: Positive):
    return 1 / 4


DESCENT = Bound(gradient_descent, descends, CLASSES, {"eta": step}, until=gap)


def test_a_bound_on_the_gap_holds_and_its_line_replays_the_gap():
    found = judge_bound(DESCENT, "quick", "", {"huber": huber, "quadratic": quadratic})
    assert found.outcome == "holds" and "--until gap" in str(found.witness)


def test_a_tightened_bound_on_the_gap_is_refuted():
    tight = judge_bound(DESCENT, "quick", "", {"huber": huber}, lambda b: b / 4)
    assert (tight.outcome, tight.grade) == ("refuted", "certified")


def test_gap_and_distance_are_taken_only_of_objectives_whose_minimizer_is_proved():
    def minimizer(delta: Positive = 1):
        return delta

    every = {"huber": huber, "none": replace(huber, minimizer=None), "wrong": replace(huber, minimizer=minimizer)}
    assert list(instances(DESCENT, every)) == ["huber"]
    assert list(instances(replace(DESCENT, bound=third), every)) == ["huber"]
    assert list(instances(replace(DESCENT, bound=third, until=None), every)) == ["huber", "none", "wrong"]
    assert list(instances(replace(DESCENT, until=None), every)) == ["huber"]


def test_a_wrong_minimizer_is_a_complaint():
    def minimizer(delta: Positive = 1):
        return delta

    assert any("minimizer" in c for c in complaints(replace(huber, minimizer=minimizer)))
    assert any("no minimum" in c for c in complaints(replace(huber, minimum=None)))


@pytest.mark.parametrize("method, own", [(fista, {"eta": step}), (nesterov, {"alpha": step, "beta": third})])
def test_a_run_with_memory_and_stages_is_repeated_in_balls(method, own):
    """The steps that float64 counts are the steps that balls count: the run is above epsilon before T, and not at T."""
    bound = Bound(method, accelerates, CLASSES, own, until=gap)
    columns = settle(bound, huber, {k: np.array([v]) for k, v in RAW.items()})
    (T,) = times(bound, huber, columns, 1000)
    assert T > 3 and columns["R"][0] == 3.0
    assert exceeds(bound, huber, RAW, lambda b: T - 1 + 0 * b) and not exceeds(bound, huber, RAW, lambda b: T + 0 * b)


def test_the_gap_and_the_gradient_norm_are_reached_at_their_own_times():
    raw = {**RAW, "more L": 4.0}
    columns = settle(DESCENT, huber, {k: np.array([v]) for k, v in raw.items()})
    on_gap, on_norm = (int(times(b, huber, columns, 1000)[0]) for b in (DESCENT, replace(DESCENT, until=None)))
    assert on_gap != on_norm
    assert exceeds(DESCENT, huber, raw, lambda b: on_gap - 1 + 0 * b) and not exceeds(DESCENT, huber, raw, lambda b: on_gap + 0 * b)


def test_a_quantity_that_no_point_has_is_a_complaint():
    wrong = Statement("wrong", (Claim(replace(DESCENT, until=hitting_time)),))
    assert any("a bound may be on" in c for c in complaints(wrong)) and not complaints(Statement("right", (Claim(DESCENT),)))


def test_a_minimizer_of_many_coordinates_has_as_many_numbers():
    def value(x: Coordinate, y: Coordinate):
        return x * x + y * y

    def gradient(x: Coordinate, y: Coordinate):
        return 2 * x, 2 * y

    def zero():
        return 0

    def origin():
        return 0, 0

    good = Objective(value, gradient, minimum=zero, start=origin, minimizer=origin)
    assert not complaints(good)
    assert any("numbers for 2" in c for c in complaints(replace(good, minimizer=zero)))


def test_a_looser_strong_convexity_is_a_smaller_constant():
    bound = Bound(gradient_descent, descends, (*CLASSES, strongly_convex), {"eta": step}, until=gap)
    raw = {"objective.a": 2.0, "start": 3.0, "more L": 4.0, "more mu": 8.0, "epsilon": 1.0}
    columns = settle(bound, quadratic, {k: np.array([v]) for k, v in raw.items()})
    beyond = numbers_of(bound, quadratic, raw, lambda b: b, 64)
    assert (columns["L"][0], columns["mu"][0]) == (8.0, 0.25)
    assert all(balls.equal(beyond[n], v).known for n, v in (("L", 8), ("mu", 0.25), ("R", 3)))
