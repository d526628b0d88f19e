"""Minimise f plus the squared distance to a centre over 2 lambda, then move the centre there. Rockafellar (1976), inexact.

Each of the inner problems is given `inner` gradient steps of size eta, one a step of the run, from its centre.
"""

from theorysim.domains import Positive, PositiveCount, Real, Start, Zero
from theorysim.entries import Method
from theorysim.maths import where


def step(x: Real, g: Real, centre: Start, j: Zero, eta: Positive, lambda_: Positive, inner: PositiveCount):
    new = x - eta * (g + (x - centre) / lambda_)
    return new, where(j + 1 < inner, centre, new), where(j + 1 < inner, j + 1, 0)


proximal_point = Method(step)
