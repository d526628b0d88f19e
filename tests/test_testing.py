"""The assertions of theorysim.testing pass on what is true, and say what they measured on what is not."""

import re
import shlex

import pytest

from theorysim import testing
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.smooth import smooth
from theorysim.cli import main
from theorysim.domains import Coordinate, Positive, Real
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Method, Objective, Satisfies
from theorysim.objectives.quadratic import quadratic
from theorysim.testing import assert_bound, assert_gradient, assert_member


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g / 2


slow_descent = Method(step)


def value(x: Coordinate):
    return x * x


def gradient(x: Coordinate):
    return 2 * x


def wrong_gradient(x: Coordinate):
    return 2 * x + 1


def hessian(x: Coordinate):
    return 2


def two():
    return 2


def one():
    return 1


parabola = Objective(value, gradient, hessian, (Satisfies(smooth, {"L": two}),))


def test_what_is_exported():
    words = "bound decreases gradient hits lower_bound mean member quantile rate statement"
    assert testing.__all__ == [f"assert_{word}" for word in words.split()]


def test_a_bound_is_met_at_the_very_number_of_steps():
    """x halves: 4, 2, 1, 1/2: the gradient x is at most 1/2 after 3 steps."""
    numbers = {"eta": 0.5, "objective.a": 1}
    assert assert_bound("gradient_descent", "quadratic", numbers, 4, 0.5, 3).T == 3
    assert assert_bound(gradient_descent, quadratic, numbers, 4, 0.5, 3.9).T == 3
    for bound in (2.999, 2, 0, -1):
        with pytest.raises(AssertionError, match="the bound is"):
            assert_bound(gradient_descent, quadratic, numbers, 4, 0.5, bound)


def test_the_message_holds_what_was_measured_and_a_line_that_replays(capsys):
    with pytest.raises(AssertionError) as error:
        assert_bound(gradient_descent, quadratic, {"eta": 0.5, "a": 1}, 4, 0.5, 2.5)
    text = str(error.value)
    assert text.splitlines()[:4] == [
        "gradient_descent on quadratic, eta = 0.5, a = 1, from 4: gradient norm <= 0.5 within 2.5 steps",
        "  measured  T = 3, the bound is 2.5; outcome: reached, gradient norm 0.5",
        "  bound     T <= 2.5",
        "  error     none: the run is not random",
    ]
    words = shlex.split(text.split("theorysim replay ")[1])
    assert main(["replay", *words]) == 0
    assert "T = 3 " in capsys.readouterr().out


@pytest.mark.parametrize(
    "eta, start, outcome",
    [(0.5, 1e9, "budget"), (3.0, 4, "budget"), (1e300, 1e300, "diverged"), (2.0, 4, "cycle")],
)
def test_a_run_that_never_reaches_fails(eta, start, outcome):
    with pytest.raises(AssertionError, match=f"not reached in .*outcome: ({outcome})"):
        assert_bound("gradient_descent", "quadratic", {"eta": eta, "a": 1}, start, 0.5, 20)


def test_nan_fails():
    def nowhere(x: Coordinate):
        return x * (1e308 * 10 - 1e308 * 10)

    lost = Objective(value, nowhere)
    with pytest.raises(AssertionError, match="outcome: nan"):
        assert_bound("gradient_descent", lost, {"eta": 1}, 1, 1e300, 5)


def test_records_of_ones_own():
    """With eta = 1 half the gradient 2 x is taken off: one step ends at the minimum."""
    assert assert_bound(slow_descent, parabola, {"eta": 1}, 8, 0.5, 1).T == 1
    assert assert_bound(slow_descent, parabola, {"eta": 1}, 0.25, 0.5, 0).T == 0


def test_records_of_ones_own_are_named_by_their_file():
    with pytest.raises(AssertionError) as error:
        assert_bound(slow_descent, parabola, {"method.eta": 0.5}, 8, 0.5, 2)
    assert re.search(r"test_testing\.py:slow_descent \S*test_testing\.py:parabola", str(error.value))


def test_the_gap_can_be_asked_for():
    """The gap x^2/2 is at most 1/8 when x is at most 1/2."""
    assert assert_bound("gradient_descent", "quadratic", {"eta": 0.5, "a": 1}, 4, 0.125, 3, until="gap").T == 3


@pytest.mark.parametrize(
    "change, said",
    [
        ({"bound": float("nan")}, "bound is nan"),
        ({"bound": float("inf")}, "bound is inf"),
        ({"epsilon": -1}, "epsilon is -1"),
        ({"parameters": {"etaa": 1}}, "did you mean eta"),
        ({"parameters": {"eta": -1, "a": 1}}, "outside"),
        ({"start": (1, 2)}, "shape"),
    ],
)
def test_numbers_that_make_no_sense_are_no_failure_of_the_bound(change, said):
    words = {"parameters": {"eta": 0.5, "a": 1}, "start": 4, "epsilon": 0.5, "bound": 3}
    with pytest.raises(ValueError, match=said):
        assert_bound("gradient_descent", "quadratic", **{**words, **change})


def test_gradients():
    assert_gradient("exponential")
    assert_gradient(parabola)
    with pytest.raises(AssertionError, match="derivatives are not those"):
        assert_gradient(Objective(value, wrong_gradient))


def test_members():
    assert_member("quadratic", "l0_l1_smooth")
    assert_member(quadratic, l0_l1_smooth)
    assert_member(parabola, "smooth")


@pytest.mark.parametrize(
    "objective, assumption, said",
    [
        ("exponential", "smooth", "does not declare"),  # it declares that it is none
        (parabola, "l0_l1_smooth", "does not declare"),
        (Objective(value, gradient, hessian, (Satisfies(smooth, {"L": one}),)), smooth, "is not known to satisfy"),
    ],
)
def test_others_are_refused(objective, assumption, said):
    with pytest.raises(AssertionError, match=said):
        assert_member(objective, assumption)
