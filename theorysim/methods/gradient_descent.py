"""Step against the gradient with a fixed step size. Thesis, section 3.3.1, update (3.4)."""

from theorysim.domains import Positive, Real
from theorysim.entries import Method


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


gradient_descent = Method(step)
aliases = ("gd",)
