"""Hold the workloads that `bench` measures, as small records of its own; `reference.c` is the same in C."""

from dataclasses import dataclass
from typing import Any

from theorysim.domains import AboveOne, Asked, Coordinate, Dimension, Index, Left, Positive, Real, Right, Start, Uniform, Unit, Zero
from theorysim.entries import Method, Objective, Oracle, Quantity
from theorysim.maths import absolute, cos, equal, erfc, exp, flat, maximum, minimum, power, sin, where


def quartic_value(x: Coordinate, a: Positive) -> Any:
    return a * x * x * x * x / 4


def quartic_gradient(x: Coordinate, a: Positive) -> Any:
    return a * x * x * x


def steep_value(x: Coordinate, a: Positive) -> Any:
    return exp(a * x) - a * x


def steep_gradient(x: Coordinate, a: Positive) -> Any:
    return where(x < 0, a * x, a * exp(a * x) - a)


def sines_value(x: Coordinate, y: Coordinate, a: Positive) -> Any:
    return a * sin(x) * sin(y)


def sines_gradient(x: Coordinate, y: Coordinate, a: Positive) -> Any:
    return a * cos(x) * sin(y), a * sin(x) * cos(y)


def bowl_value(x: Coordinate, a: Positive) -> Any:
    return a * x * x / 2


def bowl_gradient(x: Coordinate, a: Positive) -> Any:
    return a * x


def spectrum_value(x: Coordinate, i: Index, d: Dimension) -> Any:
    return i / d * x * x / 2


def spectrum_gradient(x: Coordinate, i: Index, d: Dimension) -> Any:
    return i / d * x


def heavy_ball(x: Real, before: Start, g: Real, gamma: Positive, beta: Unit) -> Any:
    return x - gamma * g + beta * (x - before), x


ROOT_E = 1.6487212707001282
HALF_ROOT_PI_E = 2.0663656770612464  # sqrt(pi e / 2)
ROOT_HALF = 0.7071067811865476


def psi(x: Any) -> Any:
    return exp(1.0) * flat(2 * x - 1, 0)


def psi_slope(x: Any) -> Any:
    return 4 * exp(1.0) * flat(2 * x - 1, 3)


def phi(x: Any) -> Any:
    return HALF_ROOT_PI_E * erfc(-x * ROOT_HALF)


def phi_slope(x: Any) -> Any:
    return ROOT_E * exp(-x * x / 2)


def link(left: Left, x: Coordinate, i: Index) -> Any:
    before = where(equal(i, 1), 1, left)
    return psi(-before) * phi(-x) - psi(before) * phi(x)


def link_slope(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension) -> Any:
    before = where(equal(i, 1), 1, left)
    own = -(psi(-before) + psi(before)) * phi_slope(x)
    onward = -psi_slope(-x) * phi(-right) - psi_slope(x) * phi(right)
    return own + where(equal(i, d), 0, onward)


def descend(x: Real, g: Real, gamma: Positive) -> Any:
    return x - gamma * g


def clip(x: Real, g: Real, g_norm: Asked, gamma: Positive, tau: Positive) -> Any:
    return x - minimum(gamma, gamma * tau / where(g_norm > 0, g_norm, 1)) * g


def m(g: Real, m: Zero, beta: Unit) -> Any:
    return beta * m + (1 - beta) * g


def tau(g: Real, tau: Zero, beta: Unit, alpha: Positive) -> Any:
    return power(beta * power(tau, alpha) + (1 - beta) * power(absolute(g), alpha), 1 / alpha)


def clipped_step(x: Real, m: Real, tau: Real, gamma: Positive) -> Any:
    size = absolute(m)
    return x - gamma * minimum(tau / maximum(size, 1e-300), 1) * m, m, tau


def pareto(g: Real, u: Uniform, alpha: AboveOne, scale: Positive) -> Any:
    """Add a centred Pareto number of unit least value, by inversion."""
    return g + scale * (power(u, -1 / alpha) - alpha / (alpha - 1))


def slope(g_norm: Asked) -> Any:
    return g_norm


QUARTIC, STEEP = Objective(quartic_value, quartic_gradient), Objective(steep_value, steep_gradient)
SINES, BOWL, CHAIN = Objective(sines_value, sines_gradient), Objective(bowl_value, bowl_gradient), Objective(link, link_slope)
DESCENT, CLIPPED, ACCLIP = Method(descend), Method(clip), Method(m, tau, clipped_step)
HEAVY_BALL, SPECTRUM = Method(heavy_ball), Objective(spectrum_value, spectrum_gradient)
PARETO, SLOPE = Oracle(pareto), Quantity(slope)


@dataclass(frozen=True)
class Workload:
    """One combination with numbers: parameters by role, a start, and how many steps a measurement takes."""

    name: str
    method: Method
    objective: Objective
    given: dict[str, float]
    start: tuple[float, ...]
    steps: int
    oracle: Oracle | None = None
    dimension: int | None = None
    in_c: str = ""  # the function of reference.c that does the same
    draws: bool = False


def workloads() -> dict[str, Workload]:
    """Return the workloads of engine.md's comparison, and two more."""
    million = 1_000_000
    heavy = {"method.gamma": 1e-3, "method.tau": 1.0, "objective.a": 1.0, "oracle.alpha": 1.5, "oracle.scale": 0.1}
    found = [
        Workload(
            "gradient descent, quartic", DESCENT, QUARTIC, {"method.gamma": 1e-3, "objective.a": 1.0}, (1.0,), million, in_c="quartic"
        ),
        Workload(
            "gradient descent, an exp in every step",
            DESCENT,
            STEEP,
            {"method.gamma": 1e-6, "objective.a": 1.0},
            (1.0,),
            million,
            in_c="steep",
        ),
        Workload(
            "clipped descent, sin sin in the plane",
            CLIPPED,
            SINES,
            {"method.gamma": 1e-6, "method.tau": 0.5, "objective.a": 1.0},
            (1.0, 0.5),
            million,
            in_c="sines",
        ),
        Workload(
            "gradient descent, chain of 1000", DESCENT, CHAIN, {"method.gamma": 1e-4}, (0.75,) * 1000, 1000, dimension=1000, in_c="chain"
        ),
        Workload("clipped SGD, Pareto noise", CLIPPED, BOWL, heavy, (1.0,), million, PARETO, in_c="heavy", draws=True),
    ]
    return {w.name: w for w in found}
