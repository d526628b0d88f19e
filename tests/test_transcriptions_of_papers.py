"""The methods of the papers that the thesis compares with, line by line as their authors print them, against the entries."""

import math

import numpy as np
import pytest
from interpreter import Interpreted
from test_transcriptions import NOISE, START, STEPS, agree, entry, exactly, f, grad_f, noisy, norm

from theorysim.domains import Filled, Part, Real, Vector, Zero
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Method, Objective
from theorysim.settings import record
from theorysim.simulate.streams import GOLDEN, MASK, Stream, mixed

WAYS = pytest.mark.parametrize("oracle, g", [(None, exactly), (NOISE, noisy)])


def polyak_1964(x, g, alpha, beta):
    xs = [x, x]  # x_{-1} = x_0
    for k in range(1, STEPS + 1):
        xs.append(xs[-1] - alpha * g(k, xs[-1]) + beta * (xs[-1] - xs[-2]))
    return xs[1:]


@WAYS
def test_heavy_ball(oracle, g):
    transcribed = polyak_1964(START, g, 0.4, 0.6)
    assert agree(entry("heavy_ball", {"alpha": 0.4, "beta": 0.6}, oracle), transcribed)
    assert agree(entry("momentum_sgd", {"eta": 0.4, "beta": 0.6}, oracle), transcribed)  # the same points, by a sum of gradients
    assert not agree(entry("momentum_sgd", {"eta": 0.4, "beta": 0.5}, oracle), transcribed)


def sutskever_2013(theta, g, epsilon, mu):
    """Classical momentum: v_{t+1} = mu v_t - epsilon grad f(theta_t), theta_{t+1} = theta_t + v_{t+1}."""
    v, thetas = np.zeros(2), [theta]
    for k in range(1, STEPS + 1):
        v = mu * v - epsilon * g(k, theta)
        theta = theta + v
        thetas.append(theta)
    return thetas


@WAYS
def test_momentum_sgd(oracle, g):
    assert agree(entry("momentum_sgd", {"eta": 0.4, "beta": 0.6}, oracle), sutskever_2013(START, g, 0.4, 0.6))


@WAYS
def test_clipped_momentum_sgd(oracle, g):
    def clipped(k, theta):
        found = g(k, theta)
        return found * min(1.0, 0.5 / np.linalg.norm(found))

    assert agree(entry("clipped_momentum_sgd", {"eta": 0.4, "beta": 0.6, "tau": 0.5}, oracle), sutskever_2013(START, clipped, 0.4, 0.6))
    assert not agree(entry("clipped_momentum_sgd", {"eta": 0.4, "beta": 0.6, "tau": 0.4}, oracle), sutskever_2013(START, clipped, 0.4, 0.6))


def beck_teboulle_2009(x_0, g, L):
    """FISTA with constant step size, no second term: p_L(y) = y - grad f(y)/L."""
    y, t, x_before, xs = x_0, 1.0, x_0, [x_0]
    for k in range(1, STEPS + 1):
        x = y - g(k, y) / L
        t_next = (1 + math.sqrt(1 + 4 * t**2)) / 2
        y = x + (t - 1) / t_next * (x - x_before)
        t, x_before = t_next, x
        xs.append(x)
    return xs


@WAYS
def test_fista(oracle, g):
    assert agree(entry("fista", {"eta": 0.25}, oracle), beck_teboulle_2009(START, g, 4.0))
    assert not agree(entry("fista", {"eta": 0.25}, oracle), polyak_1964(START, g, 0.25, 0.75))


def test_restarted_fista_begins_at_t_1_again():
    x, xs = START, [START]
    while len(xs) <= STEPS:
        piece = beck_teboulle_2009(x, exactly, 4.0)[1:8]
        x, xs = piece[-1], [*xs, *piece]
    assert agree(entry("restarted:fista", {"eta": 0.25, "every": 7}), xs[: STEPS + 1])
    assert not agree(entry("restarted:fista", {"eta": 0.25, "every": 8}), xs[: STEPS + 1])


def nesterov_2018(x, g, h):
    xs = [x]
    for k in range(STEPS):  # from 0, with h_k = h/sqrt(k + 1)
        g_k = g(k + 1, x)
        x = x - h / math.sqrt(k + 1) * g_k / norm(g_k)
        xs.append(x)
    return xs


@WAYS
def test_subgradient_descent(oracle, g):
    assert agree(entry("subgradient_descent", {"h": 0.3}, oracle), nesterov_2018(START, g, 0.3))
    assert not agree(entry("subgradient_descent", {"h": 0.3, "decay": 0}, oracle), nesterov_2018(START, g, 0.3))


def robbins_monro(x, g, eta):
    xs = [x]
    for k in range(1, STEPS + 1):
        x = x - eta(k) * g(k, x)
        xs.append(x)
    return xs


@WAYS
@pytest.mark.parametrize(
    "numbers, eta",
    [
        ({"eta": 0.4}, lambda k: 0.4),
        ({"eta": 0.4, "decay": 1}, lambda k: 0.4 / k),
        ({"eta": 0.4, "decay": 0.5}, lambda k: 0.4 / math.sqrt(k)),
        ({"eta": 2.0, "horizon": STEPS}, lambda k: 2.0 / math.sqrt(STEPS)),
    ],
)
def test_the_step_rules_of_sgd(oracle, g, numbers, eta):
    assert agree(entry("sgd", numbers, oracle), robbins_monro(START, g, eta))
    assert not agree(entry("sgd", {**numbers, "decay": 0.75}, oracle), robbins_monro(START, g, eta))


def kingma_ba_2015(theta, g, alpha, beta1, beta2, epsilon):
    """Algorithm 1 of the paper; alpha is a function of t."""
    m, v, t, thetas = np.zeros(2), np.zeros(2), 0, [theta]
    for _ in range(STEPS):
        t = t + 1
        g_t = g(t, theta)
        m = beta1 * m + (1 - beta1) * g_t
        v = beta2 * v + (1 - beta2) * g_t**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        theta = theta - alpha(t) * m_hat / (np.sqrt(v_hat) + epsilon)
        thetas.append(theta)
    return thetas


@WAYS
def test_adam(oracle, g):
    numbers = {"eta": 0.1, "beta1": 0.8, "beta2": 0.9, "epsilon": 0.01, "decay": 0.5}
    transcribed = kingma_ba_2015(START, g, lambda t: 0.1 / math.sqrt(t), 0.8, 0.9, 0.01)
    assert agree(entry("adam", numbers, oracle), transcribed)
    assert agree(entry("adam", {"eta": 0.1}, oracle), kingma_ba_2015(START, g, lambda t: 0.1, 0.9, 0.999, 1e-8))
    for other in ({"beta1": 0.7}, {"beta2": 0.8}, {"epsilon": 0}, {"decay": 0}):
        assert not agree(entry("adam", {**numbers, **other}, oracle), transcribed)


def reddi_kale_kumar_2018(x, g, alpha, beta1, beta2):
    """Algorithm 2 of the paper, AMSGrad, without a constraint."""
    m, v, v_hat, xs = np.zeros(2), np.zeros(2), np.zeros(2), [x]
    for t in range(1, STEPS + 1):
        g_t = g(t, x)
        m = beta1 * m + (1 - beta1) * g_t
        v = beta2 * v + (1 - beta2) * g_t**2
        v_hat = np.maximum(v_hat, v)
        x = x - alpha(t) * m / np.sqrt(v_hat)
        xs.append(x)
    return xs


@WAYS
def test_amsgrad(oracle, g):
    numbers = {"eta": 0.1, "beta1": 0.8, "beta2": 0.75, "decay": 0.5}
    transcribed = reddi_kale_kumar_2018(START, g, lambda t: 0.1 / math.sqrt(t), 0.8, 0.75)
    assert agree(entry("amsgrad", numbers, oracle), transcribed)

    def largest(largest: Zero, mean_square: Real):  # the newest
        return mean_square + 0 * largest

    stages = record("methods", "amsgrad").stages
    assert not agree(entry(Method(*stages[:2], largest, stages[3]), numbers, oracle), transcribed)


def tieleman_hinton_2012(x, g, alpha, beta2, epsilon):
    """As the thesis prints it, section 7.2.1."""
    v, xs = np.zeros(2), [x]
    for k in range(1, STEPS + 1):
        g_k = g(k, x)
        h = alpha / (epsilon + np.sqrt(beta2 * v + (1 - beta2) * abs(g_k) ** 2))
        v = beta2 * v + (1 - beta2) * abs(g_k) ** 2
        x = x - h * g_k
        xs.append(x)
    return xs


@WAYS
def test_rmsprop(oracle, g):
    for epsilon in (0, 0.125):
        transcribed = tieleman_hinton_2012(START, g, 0.1, 0.75, epsilon)
        assert agree(entry("rmsprop", {"eta": 0.1, "beta2": 0.75, "epsilon": epsilon}, oracle), transcribed)
        assert not agree(entry("rmsprop", {"eta": 0.1, "beta2": 0.75, "epsilon": 1}, oracle), transcribed)


def rockafellar_1976(z, eta, lambda_, inner):
    """Each z is the last of a few gradient steps on f(x) + |x - z|^2/(2 lambda) from the z before; gives every x."""
    xs = [z]
    while len(xs) <= STEPS:
        x = z
        for _ in range(inner):
            x = x - eta * (grad_f(x) + (x - z) / lambda_)
            xs.append(x)
        z = x
    return xs[: STEPS + 1]


def test_proximal_point():
    numbers = {"eta": 0.2, "lambda_": 0.5, "inner": 6}
    assert agree(entry("proximal_point", numbers), rockafellar_1976(START, 0.2, 0.5, 6))
    assert not agree(entry("proximal_point", numbers), rockafellar_1976(START, 0.2, 0.5, 7))
    x = z = START
    for _ in range(400):
        x = x - 0.2 * (grad_f(x) + (x - z) / 0.5)
    assert f(x) + norm(x - z) ** 2 < f(z)  # what the inner steps come to is lower, by what proximal points promise


# --- finite sums ------------------------------------------------------------------------------------------------------

ROWS = np.array([[1.0, 0.5], [0.25, -1.0], [0.5, 0.75], [-1.5, 0.25]])


def term(x: Vector, part: Part):
    r = ROWS[part, 0] * x[0] + ROWS[part, 1] * x[1] - 1
    return r * r / 2 + r


def term_slope(x: Vector, out: Filled, part: Part):
    r = ROWS[part, 0] * x[0] + ROWS[part, 1] * x[1]
    out[0] = ROWS[part, 0] * r
    out[1] = ROWS[part, 1] * r


def at():
    return 1.1, -0.3


SUM = Objective(term, term_slope, start=at, parts=4)


def grad_psi(i, w):
    return ROWS[i] * (ROWS[i] @ w)


def johnson_zhang_2013(w_tilde, eta, m, index, steps):
    """Procedure SVRG of the paper, option I; index(k) is the term drawn in the k-th inner step of all."""
    ws, drawn = [w_tilde], 0
    while len(ws) <= steps:
        mu = sum(grad_psi(i, w_tilde) for i in range(4)) / 4
        w = w_tilde
        for _ in range(m):
            i = index(drawn)
            drawn += 1
            w = w - eta * (grad_psi(i, w) - grad_psi(i, w_tilde) + mu)
            ws.append(w)
        w_tilde = w
    return ws[: steps + 1]


@pytest.mark.parametrize("m", [1, 5, 25])
def test_svrg(m):
    stream = Stream.of(0, 0, 7)

    def index(k):
        """The first term of a minibatch with replacement, from the one number of step k."""
        z = mixed((stream.bits(k, 0) + GOLDEN) & MASK)
        return int(((z >> 12) * 2.0**-52 + 2.0**-53) * 4)

    assert {index(k) for k in range(STEPS)} == {0, 1, 2, 3}
    found = svrg_points({"method.eta": 0.2, "method.m": m, "oracle.batch": 1})
    assert np.allclose(found, johnson_zhang_2013(START, 0.2, m, index, STEPS), rtol=1e-12, atol=1e-12)
    assert not np.allclose(found, johnson_zhang_2013(START, 0.2, m + 1, index, STEPS))


def svrg_points(given, oracle="finite_sum"):
    run = Interpreted(record("methods", "svrg"), SUM, given, [1.1, -0.3], record("oracles", oracle) if oracle else None, 0, 7)
    points = [list(run.x)]
    for _ in range(STEPS):
        run.step()
        points.append(list(run.x))
    assert run.gradients == 2 * STEPS
    return points


def test_svrg_without_draws_is_gradient_descent():
    descent = Interpreted(gradient_descent, SUM, {"method.eta": 0.2}, [1.1, -0.3])
    for _ in range(STEPS):
        descent.step()
    assert np.allclose(svrg_points({"method.eta": 0.2, "method.m": 5}, None)[-1], descent.x, rtol=1e-12)
