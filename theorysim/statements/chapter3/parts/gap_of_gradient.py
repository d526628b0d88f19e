"""What a gradient g says of the gap F = f(x) - f*, by a step of length rho = g/(2(L0 + L1 g)) down the gradient: at most 1/(2 L1)."""

from theorysim.domains import Nonnegative, Positive


def on_the_way(Y: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    """Y, the largest L0 + L1 |grad f| on the way, is its value at x and at most L1 Y/(2 L1) more."""
    return Y, L0 + L1 * g + Y / 2


def doubled(Y: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    return Y, 2 * (L0 + L1 * g)


def lower_bounded(F: Nonnegative, Y: Positive, g: Nonnegative, L0: Positive, L1: Positive):
    """f* <= f(x - rho grad f/g)."""
    rho = g / (2 * (L0 + L1 * g))
    return rho * g - Y * rho * rho / 2, F


def gap(F: Nonnegative, g: Nonnegative, L0: Positive, L1: Positive):
    return g * g, 4 * F * (L0 + L1 * g)
