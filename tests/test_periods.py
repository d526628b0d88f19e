"""The long-run behaviour of orbits that are known, time averages against exact sums, calls per step; each check is seen to refuse."""

import math
import random
from fractions import Fraction as F

import numpy as np
import pytest

from theorysim.domains import Asked, Positive, Real, Zero
from theorysim.measure.oracle_calls import Calls, calls_per_step
from theorysim.measure.periods import classify, lyapunov
from theorysim.measure.time_average import running_average, windowed_average
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Method
from theorysim.objectives.piecewise import piecewise_linear
from theorysim.objectives.sine_product import sine_product
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import run

TURN = 2 * math.pi


def orbit(step, x, n=3000):
    points = [x]
    for _ in range(n):
        points.append(step(points[-1]))
    return np.array(points)


def logistic(r):
    return lambda x: r * x * (1 - x)


def slope_of_logistic(r):
    return lambda points: (r * (1 - 2 * points))[:, :, None]


@pytest.mark.parametrize(("r", "period"), [(2.9, 1), (3.2, 2), (3.5, 4), (3.55, 8), (3.5668, 16), (3.83, 3), (3.74, 5)])
def test_the_cycles_of_the_logistic_map(r, period):
    found = classify(orbit(logistic(r), 0.3), jacobian=slope_of_logistic(r))
    assert (found.kind, found.period) == ("fixed point" if period == 1 else "cycle", period)
    assert found.error <= 1e-9 and found.looked == 256


def test_a_cycle_is_found_up_to_the_longest_period_looked_for_and_no_further():
    for length in (2, 7, 100, 256, 257):
        points = np.tile(np.random.default_rng(length).uniform(size=length), 9)[: max(3 * length, 900)]
        found = classify(points)
        assert (found.kind, found.period) == (("cycle", length) if length <= 256 else ("bounded", None))
    short = classify(np.tile([0.0, 1.0, 2.0], 3))
    assert (short.period, short.looked) == (3, 3)


def test_a_single_point_that_does_not_come_back_is_seen():
    points = np.tile([0.0, 1.0, 2.0], 500)
    assert classify(points).period == 3
    for place in (-1, -200, -500):
        moved = points.copy()
        moved[place] += 1e-6
        assert classify(moved).kind == "bounded"
        assert classify(moved, tolerance=1e-5).period == 3
        assert 0 < classify(moved).error <= 1.1e-6


def test_turning_by_an_irrational_angle_is_bounded_with_exponent_zero():
    turn = 0.6180339887498949 * TURN
    matrix = np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
    found = classify(orbit(lambda x: matrix @ x, np.array([1.0, 0.0])), jacobian=lambda p: np.broadcast_to(matrix, (len(p), 2, 2)))
    assert found.kind == "bounded" and found.period is None and abs(found.lyapunov) <= 1e-12
    assert classify(orbit(lambda x: matrix @ x, np.array([1.0, 0.0])), tolerance=0.1).period == 34  # a near return, and a coarse eye


def test_chaos_has_the_known_exponent():
    found = classify(orbit(logistic(4.0), 0.3, 20000), jacobian=slope_of_logistic(4.0))
    assert found.kind == "chaotic"
    assert abs(found.lyapunov - math.log(2)) <= 5 * found.unsure <= 0.05
    assert classify(orbit(logistic(4.0), 0.3)).kind == "bounded"  # no Jacobian, no claim


def test_exponents_of_constant_steps():
    assert lyapunov(np.tile([[0.5]], (100, 1, 1))) == (pytest.approx(-math.log(2)), pytest.approx(0, abs=1e-12))
    assert lyapunov(np.tile([[2.0, 0.0], [0.0, 3.0]], (400, 1, 1)))[0] == pytest.approx(math.log(3))
    assert lyapunov(np.zeros((20, 1, 1))) == (-math.inf, 0.0)


def test_what_escapes():
    assert classify(orbit(lambda x: 1.1 * x, 1.0)).kind == "escaping"
    assert classify([0.0, 1.0, math.nan]).kind == "escaping"
    assert classify([0.0, 1.0, -math.inf], torus=1.0).kind == "escaping"
    assert classify(orbit(lambda x: 1.1 * x, 1.0, 30)).kind == "bounded"  # it has not gone far yet
    around = orbit(lambda x: x + np.array([TURN / 3, -TURN]), np.array([0.2, 0.1]))
    found = classify(around, torus=TURN)
    assert (found.kind, found.period, found.drift) == ("escaping", 3, (1, -3))
    assert classify(around).kind == "bounded" and classify(around, bound=100).kind == "escaping"
    with pytest.raises(ValueError, match="at least 3"):
        classify([1.0, 2.0])


def descent(eta, n=4000, start=(1.0, 0.5)):
    found = run(
        Composition(gradient_descent, sine_product, gradient_norm), {"method.eta": eta, "objective.a": 100.0}, start, 0.0, n, trace="full"
    )

    def jacobian(points):
        x, y = points.T
        same, mixed = -100 * np.sin(x) * np.sin(y), 100 * np.cos(x) * np.cos(y)
        return np.eye(2) - eta * np.stack([np.stack([same, mixed], -1), np.stack([mixed, same], -1)], -2)

    return classify(found.points, torus=TURN, jacobian=jacobian)


def test_gradient_descent_on_the_sine_product_of_section_6_3():
    seen = {eta: descent(eta) for eta in (0.01, 0.025, 0.035, 0.05, 0.065)}
    assert [(o.kind, o.period) for o in seen.values()] == [
        ("fixed point", 1),
        ("cycle", 2),
        ("cycle", 4),
        ("chaotic", None),
        ("escaping", 1),
    ]
    assert seen[0.065].drift == (-1, 0)
    # the thesis has a few points visited in a periodic pattern at 0.04; they are a few narrow bands, in which orbits part
    found = descent(0.04)
    assert found.kind == "chaotic" and 0.05 <= found.lyapunov <= 0.12


# --- time averages --------------------------------------------------------------------------------------------------------


def exact_averages(values, window):
    values = [F(float(v)) for v in values]
    whole = [sum(values[: i + 1]) / (i + 1) for i in range(len(values))]
    return whole, [sum(values[i : i + window]) / window for i in range(len(values) - window + 1)]


LONG = {
    "one size": lambda draw: [draw.gauss(0, 1) for _ in range(300)],
    "many sizes": lambda draw: [draw.gauss(0, 1) * 2.0 ** draw.randrange(-200, 200) for _ in range(300)],
    "cancelling": lambda draw: [(-1) ** i * 1e16 + draw.random() for i in range(300)],
    "zeros": lambda draw: [0.0] * 20,
}


@pytest.mark.parametrize("made", LONG.values(), ids=LONG)
def test_averages_are_right_to_an_ulp_of_the_largest_number(made):
    values = made(random.Random(1))
    allowed = F(math.ulp(max(abs(v) for v in values)))
    for window in (1, 7, len(values)):
        whole, parts = exact_averages(values, window)
        for found, true in ((running_average(values), whole), (windowed_average(values, window), parts)):
            assert len(found) == len(true)
            assert all(abs(F(float(a)) - b) <= allowed for a, b in zip(found, true, strict=True))


def test_what_plain_sums_lose_is_seen():
    values = LONG["one size"](random.Random(1))
    sums = np.concatenate([[0.0], np.cumsum(values)])
    whole, parts = exact_averages(values, 2)
    lost = max(abs(F(float(a)) - b) for a, b in zip((sums[2:] - sums[:-2]) / 2, parts, strict=True))
    assert lost > F(math.ulp(max(abs(v) for v in values)))


def test_a_million_numbers_are_summed_to_an_ulp():
    values = np.random.default_rng(2).uniform(-1, 1, 10**6) + 1e3
    assert abs(running_average(values)[-1] - math.fsum(values) / 10**6) <= math.ulp(1e3)
    assert abs(windowed_average(values, 10)[-1] - math.fsum(values[-10:]) / 10) <= math.ulp(1e3)


def test_averages_refuse():
    for values in ([], [1.0, math.nan], [math.inf]):
        with pytest.raises(ValueError, match="all of them finite"):
            running_average(values)
    for window in (0, 4):
        with pytest.raises(ValueError, match="between 1 and 3"):
            windowed_average([1.0, 2.0, 3.0], window)


@pytest.mark.parametrize("n", [1, 7])
def test_a_window_one_shorter_than_the_period_does_not_settle(n):
    """Lemma 6.4.2 on (6.11): the period is n + 1; averages over n steps move for ever, by (4n - 1)/(5n (n + 1)^2), not by 1/(2n)."""
    f = piecewise_linear((0.0,), (-1 / (n + 1), n / (n + 1)))
    found = run(Composition(gradient_descent, f, gradient_norm), {"method.eta": 1.0}, 0.2 / (n + 1), 0.0, 40 * (n + 1), trace="full")
    assert classify(found.points, longest=64).period == n + 1
    moves = np.abs(np.diff(windowed_average(found.values, n)))
    assert np.max(moves[-n - 1 :]) == pytest.approx((4 * n - 1) / (5 * n * (n + 1) ** 2), rel=1e-9)
    assert np.max(np.abs(np.diff(windowed_average(found.values, n + 1)))) <= 1e-12  # over a period they stand still


# --- calls per step ---------------------------------------------------------------------------------------------------------


def trial(x: Real, m: Zero, eta: Positive):
    return x - eta * m


def step(x: Real, g: Real, m: Zero, trial: Real, f: Asked, f_trial: Asked, g_trial: Asked, full: Asked, g_norm: Asked, m_norm: Asked):
    return x, m


def test_calls_are_counted_off_the_stages():
    assert calls_per_step(gradient_descent) == Calls(gradients=1, full=0, values=0)
    assert calls_per_step(Method(trial, step)) == Calls(gradients=2, full=1, values=2)
    assert calls_per_step(Method(trial)) == Calls(gradients=0, full=0, values=0)
