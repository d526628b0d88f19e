"""Accelerate gradient descent by momentum that grows to 1, from the sequence t_k. Beck and Teboulle (2009); thesis, table 2.1.

t_k = (1 + sqrt(1 + 4 t_{k-1}^2))/2 from t_1 = 1; y_k = x_{k-1} + (t_{k-1} - 1)/t_k (x_{k-1} - x_{k-2}); x_k = y_k - eta grad f(y_k), where
eta = 1/L and the first y is x_0. The rate is stated for f(x_k). Memory that begins anew begins again at t_1.
"""

from theorysim.domains import Positive, Real, Start, Zero
from theorysim.entries import Method
from theorysim.maths import sqrt


def next_t(t: Zero):
    return (1 + sqrt(1 + 4 * t * t)) / 2


def y(x: Real, t: Zero, next_t: Real, before: Start):
    return x + (t - 1) / next_t * (x - before)


def step(x: Real, y: Real, g: Real, next_t: Real, eta: Positive):
    return y - eta * g, next_t, x


fista = Method(next_t, y, step)
