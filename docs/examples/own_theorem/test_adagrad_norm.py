"""The theorem as tests, and two things that it does not say: the exponent on a slope, and what becomes of it under noise."""

import pytest
from adagrad_norm import bound, step

from theorysim.testing import assert_bound, assert_decreases, assert_hits, assert_rate, assert_statement


def test_the_theorem_survives_the_search():
    assert_statement("adagrad_norm.py:adagrad_norm")


@pytest.mark.parametrize("L", [1 / 2, 1, 2])
def test_its_bound_on_a_parabola(L):
    F = L * 4 * 4 / 2  # the gap of a x^2/2 with a = L at x = 4
    assert_bound(step, "quadratic", {"b0": L, "a": L}, start=4, epsilon=1 / 8, bound=bound(F, 1 / 8, L))


def test_the_descent_that_its_proof_adds_up():
    L, F = 1, 8
    most = L + 2 * F  # of b_k
    assert_decreases(step, "quadratic", {"b0": L, "a": L}, start=4, steps=200, by=lambda value, slope: slope * slope / (2 * most))


def test_the_exponent_is_reached_on_slopes():
    numbers = {"b0": 1, "objective.epsilon": lambda epsilon: epsilon}
    levels = [1 / 16, 1 / 32, 1 / 64, 1 / 128]
    assert_rate(step, "slow", None, numbers, start=lambda epsilon: 1 + 1 / epsilon, epsilon=levels, rate=(-2.1, -1.9))


@pytest.mark.parametrize("tau", [1 / 4, 1])
def test_most_runs_keep_to_the_bound_under_noise(tau):
    F = 2.5  # of huber at 3
    numbers = {"b0": 1, "oracle.tau": tau}
    assert_hits(step, "huber", "bounded_uniform", numbers, start=3, epsilon=1 / 4, bound=bound(F, 1 / 4, 1), quantile=0.9)
