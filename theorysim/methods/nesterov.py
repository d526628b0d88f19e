"""Step against the gradient and on along the last such step, with constant momentum. Thesis, section 2.1.2, (2.4).

y_{k+1} = x_k - alpha grad f(x_k), x_{k+1} = (1 + beta) y_{k+1} - beta y_k, with y_0 = x_0. The gradient is asked at x; what is reported is
y, of which theorem 2.1.3 speaks (alpha = 1/L, beta = (sqrt(Q) - 1)/(sqrt(Q) + 1)).
"""

from theorysim.domains import Positive, Real, Start, Unit
from theorysim.entries import Method


def step(x: Real, g: Real, y: Start, alpha: Positive, beta: Unit):
    new = x - alpha * g
    return new + beta * (new - y), new  # (1 + beta) new - beta y, so written that rounding moves no fixed point


nesterov = Method(step, output="y")
aliases = ("nag",)
