"""Counts of steps that a run exceeds: on the function of Huber, or on a parabola, in fractions."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import product

from theorysim import catalogue
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import count

from .case import Answer, Case, Made, Wasted, answer

L, F, epsilon = letters("L F epsilon", Positive)


def descent(slope: Callable[[Fraction], Fraction], x: Fraction, eta: Fraction, enough: Fraction, most: int) -> int:
    """Return how many steps gradient descent takes until the slope is at most enough, in fractions; at most so many."""
    for k in range(most):
        if abs(slope(x)) <= enough:
            return k
        x -= eta * slope(x)
    return most


RUNS = (  # its slope, its value; both are 1-smooth with least value 0
    ("huber", lambda x: max(Fraction(-1), min(Fraction(1), x)), lambda x: abs(x) - Fraction(1, 2)),
    ("a parabola", lambda x: x, lambda x: x * x / 2),
)
STARTS = (Fraction(1), Fraction(3), Fraction(40))
ENOUGH = (Fraction(1, 2), Fraction(15, 16))
MOST = 2000


def steps(draw: random.Random) -> Made:
    """State a count of steps with a constant that is too small, or with a step that is too long."""
    eta = draw.choice((Fraction(1, 2), Fraction(1), Fraction(5, 4), Fraction(2)))
    right, wrong = Fraction(2), Fraction(8)  # with steps that are too long no constant does
    if eta < 2:
        right = 1 / (eta * (1 - eta / 2))
        wrong = right / draw.choice((4, 6, 8, 16))
    known = ""
    for (name, slope, value), x, epsilon_ in product(RUNS, STARTS, ENOUGH):
        if descent(slope, x, eta, epsilon_, MOST) > (bound := wrong * value(x) / epsilon_**2):
            known = f"{name} from {x}, epsilon = {epsilon_}: more than {float(bound):.3g} steps"
    if not known:
        raise Wasted("no run")
    good = eta if eta < 2 else Fraction(1)
    return (
        Case("counts of steps", True, f"T <= {wrong} L F/epsilon^2 with eta = {eta}/L", known, counted(eta, wrong)),
        Case("counts of steps", False, f"T <= {right} L F/epsilon^2 with eta = {good}/L", "what a step gains", counted(good, right)),
    )


def counted(eta: Fraction, times: Fraction) -> Callable[[], tuple[Answer, str]]:
    """Return how a bound on gradient descent is asked about."""

    def ask() -> tuple[Answer, str]:
        step, steepness = eta.numerator / (eta.denominator * L), times.numerator * L / times.denominator
        bound = count(gradient_descent, over=(lower_bounded, smooth), eta=step) <= steepness * F / epsilon**2
        return answer(bound.within({"L": (1 / 64, 64)}).judge("quick", "said", catalogue.objectives(), {}))

    return ask


DEAR: tuple[Callable[[random.Random], Made], ...] = (steps,)
