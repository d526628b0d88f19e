"""Follow any polynomial of degree at most 8: a1 x + a2 x^2 + ... + a8 x^8. Thesis, lemma 3.2.1.

It may be unbounded below, so no minimum is declared, and no class but two derivatives, whatever the coefficients.
"""

from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Coordinate, Real
from theorysim.entries import Objective, Satisfies


def value(x: Coordinate, a1: Real = 0, a2: Real = 0, a3: Real = 0, a4: Real = 0, a5: Real = 0, a6: Real = 0, a7: Real = 0, a8: Real = 0):
    return x * (a1 + x * (a2 + x * (a3 + x * (a4 + x * (a5 + x * (a6 + x * (a7 + x * a8)))))))


def gradient(x: Coordinate, a1: Real = 0, a2: Real = 0, a3: Real = 0, a4: Real = 0, a5: Real = 0, a6: Real = 0, a7: Real = 0, a8: Real = 0):
    return a1 + x * (2 * a2 + x * (3 * a3 + x * (4 * a4 + x * (5 * a5 + x * (6 * a6 + x * (7 * a7 + x * 8 * a8))))))


def hessian(x: Coordinate, a1: Real = 0, a2: Real = 0, a3: Real = 0, a4: Real = 0, a5: Real = 0, a6: Real = 0, a7: Real = 0, a8: Real = 0):
    return 2 * a2 + x * (6 * a3 + x * (12 * a4 + x * (20 * a5 + x * (30 * a6 + x * (42 * a7 + x * 56 * a8)))))


def start(a1: Real = 0, a2: Real = 0, a3: Real = 0, a4: Real = 0, a5: Real = 0, a6: Real = 0, a7: Real = 0, a8: Real = 0):
    return 1


polynomial = Objective(value, gradient, hessian, (Satisfies(twice_differentiable),), None, start)
