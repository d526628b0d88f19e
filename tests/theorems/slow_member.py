"""GD on PL functions, my own class, with my own members."""

from dataclasses import replace

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Asked, Coordinate, Positive, Real
from theorysim.maths import cos, log, sin
from theorysim.model import Assumption, Bound, Claim, Method, Objective, Satisfies, Statement, at_most
from theorysim.objectives.quadratic import quadratic
from theorysim.quantities.gap import gap


def dominated(value: Asked, g_norm: Asked, f_star: Real, mu: Positive):
    return 2 * mu * (value - f_star), g_norm * g_norm


pl = Assumption(at_most(dominated, "2 mu (f - f*) <= |f'|^2"))


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive):
    return 1 / L


def bound(F: Positive, epsilon: Positive, L: Positive, mu: Positive):
    return L / mu * log(F / epsilon) + 1


def bound_off(F: Positive, epsilon: Positive, L: Positive, mu: Positive):
    return L / (4 * mu) * log(F / epsilon) + 1


def zero():
    return 0


def least(a: Positive):
    return a


parabola = replace(quadratic, satisfies=(*quadratic.satisfies, Satisfies(pl, {"f_star": zero, "mu": least})))


# x^2 + 3 sin^2 x: not convex, PL with mu = 1/32, 8-smooth (Karimi et al. 2016)
def value(x: Coordinate):
    return x * x + 3 * sin(x) * sin(x)


def gradient(x: Coordinate):
    return 2 * x + 6 * sin(x) * cos(x)


def hessian(x: Coordinate):
    return 2 + 6 * cos(x) * cos(x) - 6 * sin(x) * sin(x)


def eight():
    return 8


def small():
    return 1 / 32


wavy = Objective(
    value,
    gradient,
    hessian,
    (Satisfies(lower_bounded, {"f_star": zero}), Satisfies(smooth, {"L": eight}), Satisfies(pl, {"f_star": zero, "mu": small})),
    minimum=zero,
    minimizer=zero,
)

CL = (lower_bounded, smooth, pl)
RANGES = {"L": (1 / 16, 16), "mu": (1 / 256, 16), "epsilon": (1 / 256, 16)}
M = Method(step)
true = Statement("pl_true", (Claim(Bound(M, bound, CL, {"eta": eta}, RANGES, until=gap)),))
false = Statement("pl_false", (Claim(Bound(M, bound_off, CL, {"eta": eta}, RANGES, until=gap)),))
