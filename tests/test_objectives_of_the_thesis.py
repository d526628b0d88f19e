"""What the thesis says of its instances, and of those it cites, holds of the entries: least points, orbits, bounds, derivatives."""

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from slopes import TWENTY_FIVE, along, drawn, each, value_at

from theorysim.domains import parameters
from theorysim.objectives.chain import chain
from theorysim.objectives.intermittent import intermittent
from theorysim.objectives.lessard_cycle import lessard_cycle
from theorysim.objectives.online_cycle import online_cycle
from theorysim.objectives.parabola_on_interval import parabola_on_interval
from theorysim.objectives.periodic_kink import periodic_kink
from theorysim.objectives.quadratic_spectrum import quadratic_spectrum
from theorysim.objectives.quadratic_spectrum_geometric import quadratic_spectrum_geometric
from theorysim.objectives.worst_convex import worst_convex
from theorysim.objectives.worst_strongly_convex import worst_strongly_convex
from theorysim.objectives.worst_strongly_convex_infinite import worst_strongly_convex_infinite
from theorysim.oracles.two_point import two_point
from theorysim.readings import balls, exact, floats

SUMS = {
    "worst_convex": (worst_convex, {"L": 3}),
    "worst_strongly_convex": (worst_strongly_convex, {"L": 3, "Q": 100}),
    "worst_strongly_convex_infinite": (worst_strongly_convex_infinite, {"L": 3, "Q": 100}),
    "quadratic_spectrum": (quadratic_spectrum, {"L": 3, "Q": 7}),
}


def slope_by_quotient(objective, x, way, own):
    """Return the derivative of a quadratic along a way, exactly, from two values."""
    ahead, behind = ([a + s * b for a, b in zip(x, way, strict=True)] for s in (1, -1))
    return (value_at(objective, ahead, own) - value_at(objective, behind, own)) / 2


@pytest.mark.parametrize("d", [1, 2, 10, 1000])
@pytest.mark.parametrize("name", SUMS)
def test_the_gradient_of_a_quadratic_sum_is_its_derivative_exactly(name, d):
    """A wrong entry is missed when the random whole number that it is taken times is 0, once in 2001."""
    (objective, own), draw = SUMS[name], random.Random(d)
    x, way = drawn(draw, d), drawn(draw, d, 1000, 1)
    gradient, slope = each(objective.gradient, x, own, exact.evaluate), slope_by_quotient(objective, x, way, own)
    assert along(gradient, way) == slope
    way[-1] += way[-1] == 0
    gradient[-1] += Fraction(1, 10**9)
    assert along(gradient, way) != slope_by_quotient(objective, x, way, own)  # a wrong entry is seen


def chain_apart(d, planted=0):
    """Tell whether the chain's gradient certainly differs from the quotient of values 2^-100 apart, in balls of 500 bits."""
    draw, step = random.Random(d), Fraction(1, 2**100)
    x, way = drawn(draw, d, 20, 11), drawn(draw, d, 1000, 8)
    own = {"L": 76, "scale": Fraction(3, 4)}

    def evaluate(body, values):
        return balls.evaluate(body, values, 500)

    with balls.precision(500):
        ahead, behind = (value_at(chain, [a + s * step * b for a, b in zip(x, way, strict=True)], own, evaluate) for s in (1, -1))
        gradient = each(chain.gradient, x, own, evaluate)
        gradient[d // 2] = gradient[d // 2] + planted
        difference = (ahead - behind) / (2 * step) - along(gradient, way)
        assert (abs(difference) < 1).known is not None
        return not (abs(difference) < TWENTY_FIVE).known


@pytest.mark.parametrize("d", [1, 2, 10, 1000])
def test_the_gradient_of_the_chain_is_its_derivative(d):
    assert not chain_apart(d)
    assert chain_apart(d, Fraction(1, 10**9))


@pytest.mark.parametrize("d", [1, 2, 3, 10, 100])
def test_worst_functions_are_least_where_nesterov_says(d):
    q, Q = Fraction(9, 11), 100
    flat = [1 - Fraction(i, d + 1) for i in range(1, d + 1)]
    walled = [(q**i - q ** (2 * d + 2 - i)) / (1 - q ** (2 * d + 2)) for i in range(1, d + 1)]
    endless = [q**i for i in range(1, d + 1)]
    for objective, x, own in (
        (worst_convex, flat, {"L": 3}),
        (worst_strongly_convex, walled, {"L": 3, "Q": Q}),
        (worst_strongly_convex_infinite, endless, {"L": 3, "Q": Q}),
    ):
        assert set(each(objective.gradient, x, own, exact.evaluate)) == {0}
        takes = {p.name for p in parameters(objective.minimum)}
        assert value_at(objective, x, own) == exact.evaluate(objective.minimum, {n: v for n, v in {"d": d, **own}.items() if n in takes})


def test_one_gradient_uncovers_one_coordinate_of_a_worst_function():
    for objective, own in (SUMS["worst_convex"], SUMS["worst_strongly_convex"], SUMS["worst_strongly_convex_infinite"]):
        x = [Fraction(0)] * 6
        for k in range(1, 7):
            x = [a - g / 4 for a, g in zip(x, each(objective.gradient, x, own, exact.evaluate), strict=True)]
            assert [a != 0 for a in x] == [i < k for i in range(6)]


def test_the_chain_without_end_is_the_same_in_every_dimension_once_the_tail_is_at_its_best():
    own, x, q = {"L": 3, "Q": 100}, drawn(random.Random(4), 5), Fraction(9, 11)
    longer = [*x, q * x[-1]]
    assert value_at(worst_strongly_convex_infinite, x, own) == value_at(worst_strongly_convex_infinite, longer, own)
    assert each(worst_strongly_convex_infinite.gradient, longer, own, exact.evaluate) == [
        *each(worst_strongly_convex_infinite.gradient, x, own, exact.evaluate),
        0,
    ]
    assert value_at(worst_strongly_convex, x, own) != value_at(worst_strongly_convex, longer, own)


def test_spectra_go_from_L_over_Q_to_L():
    own, ones = {"L": 3.0, "Q": 100.0}, [1.0] * 9
    for objective, middle in ((quadratic_spectrum, 1.515), (quadratic_spectrum_geometric, 0.3)):
        found = each(objective.gradient, ones, own, floats.evaluate)
        assert found == sorted(found) and np.allclose([found[0], found[4], found[-1]], [0.03, middle, 3.0], rtol=1e-15)
        assert each(objective.gradient, [2.0], own, floats.evaluate) == [0.06]
        assert np.allclose(each(objective.value, ones, own, floats.evaluate), np.array(found) / 2, rtol=1e-15)


@pytest.mark.parametrize("objective", [chain, worst_strongly_convex_infinite, quadratic_spectrum_geometric])
def test_floats_are_within_some_ulps_of_balls(objective):
    draw = random.Random(2)
    for _ in range(60):
        x = [draw.gauss(0, 1) for _ in range(3)]
        for body in (objective.value, objective.gradient):
            for a, b in zip(
                each(body, x, {"L": 3.0, "Q": 7.0, "scale": 0.5}, floats.evaluate), each(body, x, OWN, balls.evaluate), strict=True
            ):
                assert abs(a - float(balls.middle(b))) <= 1e-13 * (1 + abs(a))


OWN = {"L": 3, "Q": 7, "scale": Fraction(1, 2)}


# --- the chain of section 4.7.7 -----------------------------------------------------------------------------------------

PLAIN = {"L": 152.0, "scale": 1.0}


def chain_slopes(x):
    return np.array(each(chain.gradient, x, PLAIN, in_python))


def in_python(body, values):
    return body(**values)


def prog(x, beta):
    return max([i for i, a in enumerate(x, 1) if abs(a) > beta], default=0)


def test_lemma_4_7_9_items_1_and_3_of_the_chain():
    """Measured: f_d(0) - inf f_d = sqrt(2 pi e) (1/2 + (d - 1) e), up to 11.234 d; no entry beyond 21.3923, the print has 23."""
    for d in (1, 2, 10, 1000):
        gap = value_at(chain, [0.0] * d, PLAIN, floats.evaluate) - chain.minimum(d)
        assert 0 < gap <= 12 * d and math.isclose(gap, math.sqrt(2 * math.pi * math.e) * (1 / 2 + (d - 1) * math.e))
        far = value_at(chain, [1e6] * d, PLAIN, floats.evaluate)
        assert math.isclose(far, chain.minimum(d), rel_tol=1e-11)  # approached
    entries = [abs(chain.gradient(1e9, x, 1e9, 2, 3)) for x in np.linspace(-3, 3, 6001)]
    assert 21.39 < max(entries) < 21.393  # both neighbours at their worst: the largest of all


def test_lemma_4_7_9_items_4_and_5_of_the_chain_and_its_curvature():
    """The curvature that was found is 134.02 at most, from d = 4 on; the print has 152."""
    draw = np.random.default_rng(0)
    for _ in range(300):
        x = draw.choice([0.0, 0.25, 0.5, -0.5, 0.6, -0.76, 1.0, -1.0, 1.1, 2.5, -30.0], int(draw.integers(1, 7)))
        slopes = chain_slopes(x)
        assert prog(slopes, 0) <= prog(x, 1 / 2) + 1
        assert prog(x, 1) == len(x) or float(slopes @ slopes) >= 1 - 1e-15
    assert float(chain_slopes([1.0]) @ chain_slopes([1.0])) == pytest.approx(1, abs=1e-15)  # item 5 is sharp
    x, step = np.array([0.78142, 0.78204, 0.76042, 8.0]), 1e-6
    hessian = [(chain_slopes(x + step * e) - chain_slopes(x - step * e)) / (2 * step) for e in np.eye(4)]
    assert 134 < np.abs(np.linalg.eigvalsh(hessian)).max() < 134.05


def test_the_chain_is_finite_wherever_a_run_may_go():
    places = (0.0, 0.5, -0.5, 0.5 + 2**-53, 1e-300, -1e-300, 3.0, -40.0, 1e150, -1e150)
    for scale in (1.0, 1e-3, 1e3):
        for left in places:
            for x in places:
                for right in places:
                    own = {"L": 152.0, "scale": scale}
                    assert math.isfinite(chain.value(left, x, 2, **own)) and math.isfinite(chain.gradient(left, x, right, 2, 3, **own))
    assert math.isnan(chain.gradient(1.0, math.nan, 1.0, 2, 3)) and math.isnan(chain.value(1.0, math.nan, 2))


def test_the_chain_scales_as_printed():
    """With scale = 304 epsilon/L a gradient of norm 1 of f_d becomes one of norm 2 epsilon."""
    L, epsilon = 5.0, 0.01
    scale = 304 * epsilon / L
    for x, plain in ((-0.3, chain.gradient(1.7, -0.3, 0.9, 2, 3)), (0.8, chain.gradient(1.7, 0.8, 0.9, 2, 3))):
        assert chain.gradient(1.7 * scale, x * scale, 0.9 * scale, 2, 3, L, scale) == pytest.approx(2 * epsilon * plain, rel=1e-12)


# --- orbits -------------------------------------------------------------------------------------------------------------


def heavy_ball(x, before, read):
    return x - read(lessard_cycle.gradient, {"x": x}) / 9 + 4 * (x - before) / 9


def test_heavy_ball_repeats_three_points_of_lessards_function():
    cycle = [Fraction(n, 1225) for n in (792, -2208, 2592)]
    for k in range(3):
        assert heavy_ball(cycle[k], cycle[k - 1], exact.evaluate) == cycle[(k + 1) % 3]
    before = x = lessard_cycle.start()
    for _ in range(200):
        x, before = heavy_ball(x, before, floats.evaluate), x
    assert min(abs(x - float(c)) for c in cycle) < 1e-12  # attracting: it is met from the start of the paper
    before = x = 0.9  # within the steep piece the function is a parabola
    for _ in range(200):
        x, before = heavy_ball(x, before, floats.evaluate), x
    assert abs(x) < 1e-12


def in_turn(C, adam, steps):
    """Run projected Adam without first moment, or projected gradient steps, on the losses in turn; gives x and the mean regret."""
    x, second, beta, regret = online_cycle.start(), 0.0, 1 / (1 + C * C), 0.0
    for k in range(1, steps + 1):
        part = (k - 1) % 3
        g = online_cycle.gradient(x, part, C)
        regret += online_cycle.value(x, part, C) - online_cycle.value(-1, part, C)
        second = beta * second + (1 - beta) * g * g
        size = 0.9 * math.sqrt(1 - beta) / math.sqrt(k)
        x = max(-1.0, min(1.0, x - size * g / (math.sqrt(second) if adam else 1)))
    return x, regret / steps


@pytest.mark.parametrize("C", [2.5, 3.0, 10.0])
def test_adam_goes_to_the_wrong_end_of_the_online_losses(C):
    x, regret = in_turn(C, True, 21_000)
    assert x == 1 and regret == pytest.approx(2 * (C - 2) / 3, rel=0.05)
    x, regret = in_turn(C, False, 21_000)
    assert x < -0.9 and regret < 0.1 * C
    assert sum(online_cycle.value(-1, part, C) for part in range(3)) / 3 == pytest.approx(online_cycle.minimum(C))


@pytest.mark.parametrize("n", [1, 2, 3, 7, 50])
def test_the_orbit_of_the_kink_has_the_period_printed_but_not_the_points(n):
    """theta_k is -1 + (k + 0.2)/(n + 1) for k = 1, ..., n; the print has k - 0.8, and |f(theta_0) - f(theta_1)| >= 1/2."""
    orbit = [Fraction(1, 5 * (n + 1))]
    for _ in range(n + 1):
        orbit.append(orbit[-1] - exact.evaluate(periodic_kink.gradient, {"x": orbit[-1], "v": 0, "n": n}))
    assert orbit[-1] == orbit[0] and len(set(orbit)) == n + 1
    assert orbit[1:-1] == [-1 + (k + Fraction(1, 5)) / (n + 1) for k in range(1, n + 1)]
    assert all(theta != -1 + (k - Fraction(4, 5)) / (n + 1) for k, theta in enumerate(orbit))
    f = [exact.evaluate(periodic_kink.value, {"x": theta, "n": n}) for theta in orbit[:-1]]
    assert len(set(f)) == n + 1 and abs(f[0] - f[1]) == Fraction(4 * n - 1, 5 * (n + 1) ** 2) < Fraction(1, 2)
    at_zero = [exact.evaluate(periodic_kink.gradient, {"x": 0, "v": v, "n": n}) for v in (-1, 0, 1)]
    assert at_zero == [Fraction(-1, n + 1), Fraction(-1, n + 1), Fraction(n, n + 1)]


# --- averages that have no limit ----------------------------------------------------------------------------------------


def descend(x):
    return x - intermittent.gradient(x)


def before(y, right):
    """Return the point of the left or the right piece that descends to y: t + c t^3 has the value wanted, by Newton's method."""
    goal, c = (1 - y, 48.0) if right else (y, 4.0)
    t = goal / (1 + c * goal * goal)
    for _ in range(60):
        t, last = t - (t + c * t * t * t - goal) / (1 + 3 * c * t * t), t
        if t == last:
            break
    return 1 - t if right else t


def test_a_start_exists_whose_averages_swing():
    """Stay at one end until the mean is near it, then ten times as long at the other: walked backwards, where descent contracts."""
    lengths = [(bool(k % 2), 10 * 6**k) for k in range(6)]
    orbit = [0.6]
    for right, length in reversed(lengths):
        for _ in range(length):
            orbit.append(before(orbit[-1], right))
        orbit.append((3 - orbit[-1]) / 4)  # through the middle piece
    orbit.reverse()
    assert max(abs(descend(a) - b) for a, b in zip(orbit, orbit[1:], strict=False)) < 1e-15
    means, ends = np.cumsum(orbit) / np.arange(1, len(orbit) + 1), np.cumsum([length + 1 for _, length in lengths]) - 1
    assert max(means[ends[2::2]]) < 0.25 and min(means[ends[3::2]]) > 0.8
    losses = np.cumsum([intermittent.value(x) for x in orbit]) / np.arange(1, len(orbit) + 1)
    assert losses[ends[-1]] > 0.8 / 64 > 4 * losses[ends[-2]]


def test_the_share_of_time_at_an_end_does_not_settle():
    """The spread over starts of the mean of x stays: 0.33 at 10^4 to 10^7 steps. Where averages converge it would shrink as n^(-1/2)."""
    x = np.random.default_rng(1).random(400)
    total, spread = np.zeros(400), []
    for k in range(1, 16_001):
        u = 1 - x
        x = np.where(x < 0.5, x + 4 * x * x * x, np.where(x < 0.75, 3 - 4 * x, x - 48 * u * u * u))
        total += x
        if k in (1000, 16_000):
            spread.append(float((total / k).std()))
    assert min(spread) > 0.3 and x.min() >= 0 and x.max() <= 1
    logistic, mean = np.random.default_rng(1).random(400), np.zeros(400)
    for _ in range(16_000):
        logistic = 4 * logistic * (1 - logistic)
        mean += logistic / 16_000
    assert mean.std() < 0.01  # the check can fail: almost every orbit of the logistic map has one average


def test_descent_on_the_intermittent_function_keeps_to_the_interval():
    edges = [0.0, 5e-324, 1e-200, 0.5, 0.75, 0.6, 1 - 2**-53, 1.0]
    near = [math.nextafter(e, side) for e in (0.5, 0.75) for side in (0, 1)]
    assert all(0 <= descend(x) <= 1 for x in (*edges, *near))
    assert (descend(0.0), descend(1.0), descend(0.5), descend(0.75)) == (0, 1, 1, 0)
    assert intermittent.value(0.6) == pytest.approx(intermittent.minimum()) and intermittent.value(1) - intermittent.value(0) == 1 / 64


# --- f_b of section 4.7.6 -----------------------------------------------------------------------------------------------


def test_the_parabola_seen_by_two_points_has_the_moments_printed():
    for alpha in (1.01, 1.2, 1.5, 2.0):
        for epsilon in (1 / 400, 1 / 16, 1 / 8):
            for nu in (0, 1):
                own, b = {"epsilon": epsilon, "alpha": alpha, "nu": nu}, (2 - nu) * epsilon
                (law,) = (p.domain.probabilities[0] for p in parameters(two_point.perturb) if p.name == "z")
                p = law(**own)
                for x in (0.0, 0.2, 0.5):
                    rare, often = (two_point.perturb(parabola_on_interval.gradient(x, b), z, **own) for z in (1, 0))
                    assert p * rare + (1 - p) * often == pytest.approx(x - b, abs=1e-15)
                    assert p * abs(rare) ** alpha + (1 - p) * abs(often) ** alpha <= 1
