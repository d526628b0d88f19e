"""Three methods against the two resisting oracles, by hand: no point of theirs is a success on the function that is built in the end."""

from theorysim.methods.gradient_descent import step as gradient_step
from theorysim.methods.heavy_ball import step as heavy_step
from theorysim.methods.subgradient_descent import step as sub_step
from theorysim.objectives.resisting_slopes import resisting_slopes_at
from theorysim.objectives.resisting_values import resisting_values_at


def gradient(x, before, k):
    return gradient_step(x, 1.0, 0.25)


def heavy(x, before, k):
    return heavy_step(x, 1.0, before, 0.25, 0.5)[0]


def sub(x, before, k):
    return sub_step(x, 1.0, 1.0, k, 7.0)


def points_of(method, T):
    """Return the points of a method that is answered the slope 1, T times."""
    x, points = 0.0, [0.0]
    for k in range(1, T + 1):
        x = method(x, points[-2] if k > 1 else x, k)
        points.append(x)
    return tuple(points)


def answered(method, T, epsilon=0.5):
    points = points_of(method, T)
    flat = resisting_values_at(points)

    def with_values():
        """At every point f_theta is 0 with the slope 1, and it is nowhere below -1."""
        held = sum(flat.value(x) == 0 and flat.gradient(x) == 1 and flat.clarke(x, 0)[0] > epsilon for x in points)
        return float(held + (flat.minimum() >= -1)), float(len(points) + 1)

    return with_values


def shown_slopes(method, T, epsilon=0.5, delta=2**-9):
    points = points_of(method, T)
    f = resisting_slopes_at(points)

    def without():
        """At every point the slope is 1 within delta, and the function falls by 1 at most from where the method begins."""
        held = sum(f.gradient(x, 0, delta) == 1 and f.clarke(x, delta, delta)[0] > epsilon for x in points)
        return float(held + (f.value(0.0, delta) - f.minimum(delta) <= 1)), float(len(points) + 1)

    return without


METHODS = (gradient, heavy, sub)
WITH_VALUES = tuple(answered(method, T) for method in METHODS for T in (1, 2, 5, 20, 63))
WITHOUT = tuple(shown_slopes(method, T) for method in METHODS for T in (1, 2, 5, 20, 63))
