"""Networks as functions of their weights or of their input: values, and gradients against exact derivatives, kinks included."""

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from slopes import TWENTY_FIVE, along, drawn

from theorysim.objectives.deep_linear import deep_linear, deep_linear_network
from theorysim.objectives.network import rectifiers
from theorysim.objectives.relu_network import relu_network
from theorysim.objectives.softmax_regression import softmax, softmax_regression
from theorysim.readings import balls, exact
from theorysim.readings.read import read
from theorysim.show.page import page


def fitted(objective, x, meaning, **part):
    """Return value and gradient of a function of a vector, read with a meaning of the words."""
    out = [None] * len(x)
    value = read(objective.value, meaning)(x=x, **part)
    read(objective.gradient, meaning)(x=x, out=out, **part)
    return value, out


def test_the_gradient_of_a_deep_linear_network_is_its_derivative_exactly():
    """Along a way the loss is a polynomial of degree 6, whose derivative is read off seven values."""
    draw = random.Random(5)
    x, way = drawn(draw, 21), drawn(draw, 21, 100, 1)

    def loss(t):
        return fitted(deep_linear, [exact.Rational(a + t * b) for a, b in zip(x, way, strict=True)], exact.MEANING)[0].fraction

    weights = {1: 45, 2: -9, 3: 1}
    slope = sum(w * (loss(t) - loss(-t)) for t, w in weights.items()) / 60
    gradient = [g.fraction for g in fitted(deep_linear, [exact.Rational(a) for a in x], exact.MEANING)[1]]
    assert along(gradient, way) == slope and way[7] != 0
    gradient[7] += Fraction(1, 10**9)
    assert along(gradient, way) != slope


def test_the_gradient_of_a_deep_linear_network_is_twice_the_print():
    """Thesis, section 3.2.3: ((W_l ... W_{i+1}) (x) (W_{i-1} ... W_1 X)^T)^T vec(f(X) - Y), rows first."""
    draw = np.random.default_rng(0)
    X, Y = np.array([[1, 0], [1, 1], [-1, 2]]).T, np.array([[1, 1], [2, -1], [1, -5]]).T
    W = [draw.normal(size=shape) for shape in ((3, 2), (3, 3), (2, 3))]
    x = np.concatenate([w.ravel() for w in W])
    value, out = fitted(deep_linear, x, {})
    error = W[2] @ W[1] @ W[0] @ X - Y
    assert value == pytest.approx(float((error**2).sum()))
    printed = []
    for above, below in ((W[2] @ W[1], X), (W[2], W[0] @ X), (np.eye(2), W[1] @ W[0] @ X)):
        printed.append(np.kron(above, below.T).T @ error.ravel())
    assert np.allclose(out, 2 * np.concatenate(printed))
    with pytest.raises(ValueError, match="examples have"):
        deep_linear_network((2, 2), [((1, 2), (1, 2, 3))])
    assert fitted(deep_linear, np.concatenate([np.eye(2)[[0, 1, 1]].ravel(), np.eye(3).ravel(), [1, 1, 0, 1, -2, 0]]), {})[0] == 0  # fits


def test_softmax_regression_is_what_numpy_says_and_never_overflows():
    draw = np.random.default_rng(1)
    for scale in (1.0, 1e5):
        x, gamma = scale * draw.normal(size=9), 0.25
        for part in range(softmax_regression.parts):
            a = np.array([(5 * part % 7 - 3) / 8, (3 * part % 7 - 3) / 8, 1 / 2])
            z = x.reshape(3, 3) @ a
            assert np.linalg.norm(a) <= 1
            value, out = fitted(softmax_regression, x, {}, part=part, gamma=gamma)
            shares = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
            assert value == pytest.approx(np.log(np.exp(z - z.max()).sum()) + z.max() - z[part % 3] + gamma / 2 * x @ x)
            pulls = shares - np.eye(3)[part % 3]
            assert np.allclose(out, np.outer(pulls, a).ravel() + gamma * x) and np.linalg.norm(pulls) <= math.sqrt(2)
    with pytest.raises(ValueError, match="classes are 0 to 1"):
        softmax(2, [((1.0,), 2)])


def softmax_slope_is_off(planted=0):
    draw, step = random.Random(3), Fraction(1, 2**80)
    x, way = drawn(draw, 9), drawn(draw, 9)
    with balls.precision(400):
        part = {"part": 4, "gamma": balls.ball(Fraction(1, 3))}
        ahead, behind = (
            fitted(softmax_regression, [balls.ball(a + s * step * v) for a, v in zip(x, way, strict=True)], balls.WORDS, **part)[0]
            for s in (1, -1)
        )
        gradient = fitted(softmax_regression, [balls.ball(a) for a in x], balls.WORDS, **part)[1]
        gradient[3] = gradient[3] + planted
        return not (abs((ahead - behind) / (2 * step) - along(gradient, way)) < TWENTY_FIVE).known


def test_the_gradient_of_softmax_regression_is_its_derivative():
    assert not softmax_slope_is_off()
    assert softmax_slope_is_off(Fraction(1, 10**9))


def rises_alike(value, gradient, x, y, v, w):
    """Tell whether a piecewise linear function rises along (v, w) at the rate of its gradient, exactly, near the point."""
    t = Fraction(1, 10**6)
    here, ahead = (exact.evaluate(value, {"x": a, "y": b}) for a, b in ((x, y), (x + t * v, y + t * w)))
    dx, dy = exact.evaluate(gradient, {"x": x, "y": y, "v": v, "w": w})
    return ahead - here == t * (dx * v + dy * w)


def random_network(draw, sizes):
    return [
        ([[draw.randint(-2, 2) for _ in range(m)] for _ in range(n)], [draw.randint(-1, 1) for _ in range(n)])
        for m, n in zip(sizes, sizes[1:], strict=False)
    ]


def test_the_gradient_of_a_network_of_rectifiers_fits_every_direction_at_every_kink():
    draw = random.Random(6)
    networks = [(relu_network.value, relu_network.gradient), *(rectifiers(random_network(draw, (2, 3, 3, 1))) for _ in range(3))]
    ways = [(v, w) for v in (-2, 0, 1) for w in (-1, 0, 1, 2)]
    for value, gradient in networks:
        for x, y in [(Fraction(a, 2), Fraction(b, 2)) for a in range(-2, 3) for b in range(-2, 3)]:
            assert all(rises_alike(value, gradient, x, y, v, w) for v, w in ways)
            near = {"x": x + Fraction(1, 10**4), "y": y + Fraction(1, 10**8), "v": 0, "w": 0}
            assert exact.evaluate(gradient, {"x": x, "y": y, "v": 0, "w": 0}) == exact.evaluate(gradient, near)  # of a piece there is
    still = lambda x, y, v, w: relu_network.gradient(x, y)  # noqa: E731
    assert not all(rises_alike(relu_network.value, still, 0, 0, v, w) for v, w in ways)  # the direction matters


@pytest.mark.parametrize("name, objective", [("deep_linear", deep_linear), ("relu_network", relu_network)])
def test_a_page_prints_the_text_of_what_has_no_short_formula(name, objective):
    lines = list(page(name, "objective", "Fit", "Thesis", objective, None))
    assert any(line.startswith("    def gradient(") for line in lines)
    assert any("    2*x + 2*y + 2   where" in line for line in lines) == (name == "relu_network")
