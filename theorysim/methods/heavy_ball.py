"""Step against the gradient and on along the last step, with fixed sizes. Polyak (1964), the heavy ball; thesis, section 2.1.2.

x_{k+1} = x_k - alpha grad f(x_k) + beta (x_k - x_{k-1}), with x_{-1} = x_0.
"""

from theorysim.domains import BelowOne, Positive, Real, Start
from theorysim.entries import Method


def step(x: Real, g: Real, before: Start, alpha: Positive, beta: BelowOne):
    return x - alpha * g + beta * (x - before), x


heavy_ball = Method(step)
aliases = ("polyak",)
