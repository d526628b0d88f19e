"""The thesis's algorithms, line by line as printed in plain Python, against the entries, iterate by iterate, with the same draws."""

import math

import numpy as np
import pytest
from interpreter import Interpreted

from theorysim.domains import Direction, Real, Uniform
from theorysim.methods.nesterov import nesterov
from theorysim.model import Method, Oracle
from theorysim.objectives.max_of_affine import max_of
from theorysim.settings import record
from theorysim.simulate.streams import Stream

STEPS, TOLERANCE, SEED, TRIAL = 40, 1e-12, 5, 2
START = np.array([1.1, -0.3])


def f(x):
    return math.sin(x[0]) * math.sin(x[1])


def grad_f(x):
    return np.array([math.cos(x[0]) * math.sin(x[1]), math.sin(x[0]) * math.cos(x[1])])


def norm(v):
    return float(np.sqrt(np.sum(v * v)))


def spread(g: Real, u: Uniform):
    """Add noise on [-1, 1] to each coordinate: the i-th draw of a step is the i-th coordinate's."""
    return g + (2 * u - 1)


def spread_along(g: Real, v: Direction, u: Uniform):
    return g + (2 * u - 1)


NOISE, NOISE_ALONG, FITS = Oracle(spread), Oracle(spread_along), record("oracles", "direction")


def noisy(k, x):
    """Return what NOISE shows at x in step k, from 1."""
    stream = Stream.of(SEED, 0, TRIAL, 2)
    return grad_f(x) + np.array([2 * stream.uniform(k - 1, i) - 1 for i in range(2)])


def exactly(k, x):
    return grad_f(x)


def entry(name, numbers, oracle=None, steps=STEPS, objective="sine_product", start=START):
    """Return the points of an entry, shape (steps + 1, 2), the start first; `name` may be a record."""
    method = record("methods", name) if isinstance(name, str) else name
    what = record("objectives", objective) if isinstance(objective, str) else objective
    run = Interpreted(method, what, {f"method.{n}": v for n, v in numbers.items()}, list(start), oracle, SEED, TRIAL)
    points = [list(run.output)]
    while run.k < steps and not run.done():
        run.step()
        points.append(list(run.output))
    return np.array(points)


def agree(points, transcribed):
    return points.shape == np.shape(transcribed) and np.allclose(points, transcribed, rtol=TOLERANCE, atol=TOLERANCE)


# --- chapter 2 and 3 --------------------------------------------------------------------------------------------------


def equation_2_4(x, alpha, beta):
    y = x
    ys = [y]
    for _ in range(STEPS):
        y_next = x - alpha * grad_f(x)
        x = (1 + beta) * y_next - beta * y
        y = y_next
        ys.append(y)
    return ys


def equation_3_4(x, g, eta):
    xs = [x]
    for k in range(1, STEPS + 1):
        x = x - eta * g(k, x)
        xs.append(x)
    return xs


def equation_3_5(x, g, eta_c, gamma):
    xs = [x]
    for k in range(1, STEPS + 1):
        g_k = g(k, x)
        h_c = min(eta_c, gamma * eta_c / norm(g_k))
        x = x - h_c * g_k
        xs.append(x)
    return xs


def equation_3_6(x, g, eta_n, beta):
    xs = [x]
    for k in range(1, STEPS + 1):
        g_k = g(k, x)
        h_n = eta_n / (norm(g_k) + beta)
        x = x - h_n * g_k
        xs.append(x)
    return xs


def test_equation_2_4():
    assert agree(entry("nesterov", {"alpha": 0.5, "beta": 0.7}), equation_2_4(START, 0.5, 0.7))
    assert not agree(entry("nesterov", {"alpha": 0.5, "beta": 0.7}), equation_2_4(START, 0.5, 0.6))
    assert not agree(entry(Method(*nesterov.stages), {"alpha": 0.5, "beta": 0.7}), equation_2_4(START, 0.5, 0.7))  # x is not y


@pytest.mark.parametrize("oracle, g", [(None, exactly), (NOISE, noisy)])
def test_equations_3_4_to_3_6(oracle, g):
    assert agree(entry("gradient_descent", {"eta": 0.3}, oracle), equation_3_4(START, g, 0.3))
    assert agree(entry("sgd", {"eta": 0.3}, oracle), equation_3_4(START, g, 0.3))
    assert agree(entry("clipped_gradient_descent", {"eta_c": 0.5, "gamma": 0.6}, oracle), equation_3_5(START, g, 0.5, 0.6))
    assert agree(entry("normalized_gradient_descent", {"eta_n": 0.1, "beta": 0.2}, oracle), equation_3_6(START, g, 0.1, 0.2))
    assert not agree(entry("clipped_gradient_descent", {"eta_c": 0.5, "gamma": 0.6}, oracle), equation_3_4(START, g, 0.5))


def theorem_3_4_4(x, g, L0, L1, tau, T, printed):
    """(3.11): h_k = min{1/(16 eta L1 (|g_k| + tau)), eta}; the proof goes on without the eta in the denominator."""
    eta = min(1 / (20 * L0), 1 / (128 * L1 * tau), 1 / math.sqrt(T))
    xs = [x]
    for k in range(1, STEPS + 1):
        g_k = g(k, x)
        h_k = min(1 / (16 * (eta if printed else 1) * L1 * (norm(g_k) + tau)), eta)
        x = x - h_k * g_k
        xs.append(x)
    return xs, eta


def theorem_3_4_5(x, g, L1, M, tau, T):
    h = min(1 / math.sqrt(T), 1 / (L1 * (M + tau)))
    xs = [x]
    for k in range(1, STEPS + 1):
        x = x - h * g(k, x)
        xs.append(x)
    return xs


@pytest.mark.parametrize("oracle, g", [(None, exactly), (NOISE, noisy)])
def test_stochastic_clipping_of_section_3_4_2(oracle, g):
    L0, L1, tau, T = 0.05, 1.25, 0.0125, 25
    for printed in (True, False):
        transcribed, eta = theorem_3_4_4(START, g, L0, L1, tau, T, printed)
        numbers = {"eta": eta, "threshold": 1 / (16 * (eta if printed else 1) * L1), "tau": tau}
        assert eta == 1 / math.sqrt(T) and agree(entry("stochastic_clipped", numbers, oracle), transcribed)
    assert not np.allclose(theorem_3_4_4(START, g, L0, L1, tau, T, True)[0], transcribed)  # the two readings differ here
    assert agree(entry("sgd", {"eta": 1.0, "horizon": 36}, oracle), theorem_3_4_5(START, g, 1.0, 1.0, 1.0, 36))


# --- chapter 4 --------------------------------------------------------------------------------------------------------


def gclip(x, g, eta, tau, project=lambda x: x):
    """(GClip), with eta_k and tau_k as functions of k = 1, 2, ...; (proj-GClip) with a projection."""
    xs = [x]
    for k in range(1, STEPS + 1):
        g_k = g(k, x)
        x = project(x - eta(k) * min(tau(k) / norm(g_k), 1) * g_k)
        xs.append(x)
    return xs


def onto_ball(x, centre, radius):
    away = norm(x - centre)
    return x if away <= radius else centre + radius * (x - centre) / away


def cclip(tau, m):
    return np.array([min(tau / abs(m_i), 1) * m_i for m_i in m])


def by_coordinates(x, g, eta, tau):
    xs = [x]
    for k in range(1, STEPS + 1):
        x = x - eta(k) * cclip(tau(k), g(k, x))
        xs.append(x)
    return xs


MU, G, ALPHA = 4.0, 0.5, 1.5
STRONG = {"eta": 4 / MU, "tau": G, "decay": 1, "shift": 1, "growth": ALPHA - 1}  # of theorem 4.4.2


def eta_k(k):
    return 4 / (MU * (k + 1))


def tau_k(k):
    return G * k ** (ALPHA - 1)


@pytest.mark.parametrize("oracle, g", [(None, exactly), (NOISE, noisy)])
def test_clipping_of_section_4_4_and_4_5(oracle, g):
    assert agree(entry("gclip", {"eta": 0.25, "tau": 0.4}, oracle), gclip(START, g, lambda k: 0.25, lambda k: 0.4))
    assert agree(entry("gclip", STRONG, oracle), gclip(START, g, eta_k, tau_k))
    assert agree(entry("cclip", STRONG, oracle), by_coordinates(START, g, eta_k, tau_k))
    assert not agree(entry("cclip", STRONG, oracle), gclip(START, g, eta_k, tau_k))
    ball = gclip(START, g, eta_k, tau_k, lambda x: onto_ball(x, 0.5, 0.75))
    assert agree(entry("projected_gclip", {**STRONG, "centre": 0.5, "radius": 0.75}, oracle)[1:], ball[1:])
    assert not np.allclose(ball, gclip(START, g, eta_k, tau_k))  # it was projected


@pytest.mark.parametrize("oracle, g", [(None, exactly), (NOISE, noisy)])
def test_the_output_of_theorem_4_4_2(oracle, g):
    xs = gclip(START, g, eta_k, tau_k, lambda x: onto_ball(x, 0.5, 0.75))
    for power in (1, 0):  # weights j, and the uniform ones of section 5.5
        weight = [j**power for j in range(1, STEPS + 1)]
        bars = [sum(weight[j - 1] * xs[j - 1] for j in range(1, k + 1)) / sum(weight[:k]) for k in range(1, STEPS + 1)]
        numbers = {**STRONG, "centre": 0.5, "radius": 0.75, "weight_power": power}
        for name in ("averaged:projected_gclip", "averaged:projected:gclip", "projected:averaged:gclip"):
            assert agree(entry(name, numbers, oracle)[1:], bars)
    assert not np.allclose(bars, xs[1:])


def algorithm_1(x, g, eta, beta1, beta2, alpha, epsilon, T):
    m, tau_alpha = np.zeros(2), np.zeros(2)  # line 1; tau_0 is not said
    xs = [x]
    for k in range(1, T + 1):  # line 2
        g_k = g(k, x)
        m = beta1 * m + (1 - beta1) * g_k  # line 3
        tau_alpha = beta2 * tau_alpha + (1 - beta2) * abs(g_k) ** alpha  # line 4
        tau = tau_alpha ** (1 / alpha)
        g_hat = np.minimum(tau / (abs(m) + epsilon), 1) * m  # line 5
        x = x - eta(k) * g_hat  # line 6
        xs.append(x)
    return xs


@pytest.mark.parametrize("oracle, g", [(None, exactly), (NOISE, noisy)])
@pytest.mark.parametrize("alpha", [1, 1.5, 2])
def test_algorithm_1(oracle, g, alpha):
    numbers = {"eta": 0.4, "beta1": 0.9, "beta2": 0.75, "alpha": alpha, "epsilon": 0.125, "decay": 0.5}
    transcribed = algorithm_1(START, g, lambda k: 0.4 / math.sqrt(k), 0.9, 0.75, alpha, 0.125, STEPS)
    assert agree(entry("acclip", numbers, oracle), transcribed)
    for other in ({"alpha": 1.25}, {"beta1": 0.8}, {"beta2": 0.8}, {"epsilon": 0.0}, {"decay": 0.25}):
        assert not agree(entry("acclip", {**numbers, **other}, oracle), transcribed)


# --- chapter 5 --------------------------------------------------------------------------------------------------------

PIECES = (((1.0, 0.5), 0.0), ((-1.0, 0.25), 0.125), ((0.25, -1.0), 0.0), ((-0.25, 0.75), -0.25))
KINKS = max_of(PIECES)


def top(x):
    return max(a[0] * x[0] + a[1] * x[1] + b for a, b in PIECES)


def generalized(x, d):
    """The slope of the piece that grows fastest along d among those that attain the maximum: <g, d> = f'(x; d)."""
    attain = [np.array(a) for a, b in PIECES if a[0] * x[0] + a[1] * x[1] + b == top(x)]
    return max(attain, key=lambda a: a @ d) if np.any(d) else attain[0]


class Oracle5:
    """O(x, d) of assumption 5.3.1: it writes down where it was asked, along what, and where the algorithm stood."""

    def __init__(self, noise=lambda call: 0.0):
        self.asked, self.stood, self.noise = [], [], noise

    def __call__(self, x, d, stands):
        self.asked.append(x)
        self.stood.append(stands)
        return top(x), generalized(x, d) + self.noise(len(self.asked))


def algorithm_2(x_t, O, delta, epsilon, L, K, uniform, most):
    """Lines 1 to 16. Line 11 is read before line 10, which leaves the while-loop; uniform(n) is the draw of the n-th call."""
    moved = True
    while moved:  # line 2; the bound T on the moves is left to the caller
        moved, norm_m_K = False, math.inf  # of m_{t,K} nothing is known yet
        while norm_m_K > epsilon and not moved:  # line 3
            if len(O.asked) >= most:
                return x_t, False
            _, m = O(x_t, np.zeros(2), x_t)  # line 4
            for _ in range(K):  # line 5, k = 1, ..., K
                norm_m_K = norm(m)  # of m_{t,k}; after the loop, of m_{t,K}
                if norm(m) <= epsilon:  # line 7
                    return x_t, True  # line 8
                x_tk = x_t - delta * m / norm(m)  # line 6
                if top(x_tk) - top(x_t) < -delta * norm(m) / 4:  # line 9
                    x_t, moved = x_tk, True  # line 11
                    break  # line 10
                if len(O.asked) >= most:
                    return x_t, False
                y = x_t + uniform(len(O.asked) + 1) * (x_tk - x_t)  # line 13
                _, g = O(y, -m, x_t)  # line 14
                beta = (4 * L**2 - norm(m) ** 2) / (4 * L**2 + 2 * norm(m) ** 2)
                m = beta * m + (1 - beta) * g  # line 15
    raise AssertionError("line 16 is never come to without line 8")


def ingd_points(trial, numbers, most):
    run = Interpreted(record("methods", "ingd"), KINKS, {f"method.{n}": v for n, v in numbers.items()}, [1.0, 1.5], FITS, SEED, trial)
    stood = []
    while run.k < most and not run.done():
        stood.append(list(run.x))
        run.step()
    return run, stood


@pytest.mark.parametrize("K", [3, 12])
@pytest.mark.parametrize("trial", range(6))
def test_algorithm_2(trial, K):
    """Where the algorithm stood at each call, what it returned, and how many calls it made; one gradient a step, two values."""
    numbers, most = {"delta": 0.125, "epsilon": 0.25, "L": 1.25, "K": K}, 400
    stream, O = Stream.of(SEED, 0, trial), Oracle5()
    x, ended = algorithm_2(np.array([1.0, 1.5]), O, 0.125, 0.25, 1.25, K, lambda n: stream.uniform(n - 1, 0), most)
    run, stood = ingd_points(trial, numbers, most)
    assert np.allclose(stood, O.stood, rtol=TOLERANCE, atol=TOLERANCE) and np.allclose(run.x, x, atol=TOLERANCE)
    assert run.done() == ended and run.k == run.gradients == len(O.asked) and run.values == 2 * run.k
    for wrong in (ingd_points(trial + 1, numbers, most)[1], ingd_points(trial, {**numbers, "delta": 0.25}, most)[1]):
        assert len(wrong) != len(stood) or not np.allclose(wrong, stood)  # other draws, or another step: other points


def test_algorithm_2_restarts_ends_and_moves():
    """The draws above see each of the three: a round without a move, the end, and moves."""
    runs = [(K, *ingd_points(trial, {"delta": 0.125, "epsilon": 0.25, "L": 1.25, "K": K}, 400)) for K in (3, 12) for trial in range(6)]
    lengths = [np.diff(np.flatnonzero([True, *np.any(np.diff(stood, axis=0), axis=1), True])) for _, _, stood in runs]
    assert any(run.done() for _, run, _ in runs)
    assert any(max(stay) > K + 1 for (K, _, _), stay in zip(runs, lengths, strict=True))  # longer at one point than a round is
    assert all(len(stay) > 3 for stay in lengths)
    shorter = ingd_points(0, {"delta": 0.125, "epsilon": 0.25, "L": 1.25, "K": 2}, 400)[1]
    assert not np.allclose(shorter, runs[0][2])  # one call less in a round


def algorithm_3(x_1, O, p, q, beta, T, K, uniform, i):
    x, xs = x_1, [x_1]  # line 1; xs[t - 1] is x_t
    _, m = O(x, np.zeros(2), x)  # line 2
    for t in range(1, T + 1):  # line 3
        eta = 1 / (p * norm(m) + q)
        x_next = x - eta * m  # line 4
        y = x + uniform(t + 1) * (x_next - x)  # line 5, the draw of the (t+1)-th call
        _, g = O(y, -m, x_next)  # line 6
        m = beta * m + (1 - beta) * g  # line 7
        x = x_next
        xs.append(x)
    i = max(i - K, 1)  # line 9
    return xs, xs[i - 1]  # line 10


@pytest.mark.parametrize("noise", [False, True])
@pytest.mark.parametrize("K", [0, 5, 50])
def test_algorithm_3(noise, K):
    """T + 1 iterates after T steps of the entry; the last call of the print changes nothing that it returns."""
    T, numbers = 30, {"p": 8.0, "q": 2.0, "beta": 0.75}
    for trial in range(8):
        drawn = Stream.of(SEED, 0, trial, 2 + 2 * noise)  # u, pick, then the noise of each coordinate
        i = math.ceil(drawn.uniform(0, 1) * T)  # line 8
        O = Oracle5((lambda call, s=drawn: np.array([2 * s.uniform(call - 1, 2 + j) - 1 for j in range(2)])) if noise else lambda call: 0.0)
        xs, returned = algorithm_3(np.array([1.0, 1.5]), O, 8.0, 2.0, 0.75, T, K, lambda n, s=drawn: s.uniform(n - 1, 0), i)
        given = {f"method.{n}": v for n, v in {**numbers, "T": T, "delay": K}.items()}
        seen = NOISE_ALONG if noise else FITS
        run = Interpreted(record("methods", "delayed_iterate:stochastic_ingd"), KINKS, given, [1.0, 1.5], seen, SEED, trial)
        points = [list(run.x)]
        for _ in range(T):
            run.step()
            points.append(list(run.x))
        assert agree(np.array(points), xs) and np.allclose(run.output, returned, atol=TOLERANCE)
        assert run.gradients == T == len(O.asked) - 1
