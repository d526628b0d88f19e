"""Resist gradient descent, whatever its step size: a budget Delta pays for Delta/(8 delta L) questions at least. Thesis, theorem 5.5.2.

`resists` knows the step size eta, so it knows where it will be asked: at 0, -eta L, -2 eta L, ... as long as the answer is the slope L.
Within 2 delta of each question it has that slope; between two that are more than 4 delta apart it has a valley and a hill, so that a
question costs 4 delta L: by so much f is lower at the next one. Shorter steps walk down a straight slope. The rest is flat.
"""

from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.domains import Coordinate, Positive
from theorysim.letters import letters
from theorysim.maths import maximum, minimum, where
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Family, Member, Objective, Satisfies, Statement

MOST = 128  # questions, however large the budget


def value(x: Coordinate, Delta: Positive = 20, delta: Positive = 1 / 4, L: Positive = 1, eta: Positive = 2):
    apart = eta * L
    f = maximum(x, -2 * delta)
    for k in range(1, MOST):
        past = -x - (k - 1) * apart  # question k - 1
        hill = maximum(0, minimum(past - 2 * delta, apart - 2 * delta - past))
        down = minimum(maximum(past - (apart - 2 * delta), 0), 4 * delta)
        f = f + where(4 * k * delta + 2 * delta <= Delta / L, hill - down, 0)
    return L * where(apart > 4 * delta, f, maximum(x, -Delta / L))


def gradient(x: Coordinate, Delta: Positive = 20, delta: Positive = 1 / 4, L: Positive = 1, eta: Positive = 2):
    apart = eta * L
    slope = where(x > -2 * delta, 1, 0)
    for k in range(1, MOST):
        past = -x - (k - 1) * apart
        hill = where(past < 2 * delta, 0, where(past < apart / 2, -1, where(past < apart - 2 * delta, 1, 0)))
        down = where(past < apart - 2 * delta, 0, where(past < apart + 2 * delta, 1, 0))
        slope = slope + where(4 * k * delta + 2 * delta <= Delta / L, hill + down, 0)
    return L * where(apart > 4 * delta, slope, where(x > -Delta / L, 1, 0))


def lowest(Delta: Positive, delta: Positive, L: Positive, eta: Positive):
    return -maximum(Delta, 2 * delta * L)


def steepest(L: Positive):
    return L


resists = Objective(
    value, gradient, None, (Satisfies(lower_bounded, {"f_star": lowest}), Satisfies(lipschitz, {"L": steepest})), start=lambda: 0
)

Delta, delta, L, eta, epsilon = letters("Delta delta L eta epsilon", Positive)
CONSTANTS = {"Delta": Delta, "delta": delta, "L": L, "eta": eta}
RANGES = {"Delta": (4.0, 40.0), "delta": (0.2, 1.0), "L": (0.5, 4.0), "eta": (0.01, 10.0), "epsilon": (0.01, 5.0)}

game = Statement(
    "game",
    Claim(
        Family(
            gradient_descent,
            (Member(resists, CONSTANTS, 0 * L),),
            Delta / (8 * delta * L),
            {"eta": eta},
            given=(epsilon < L, 4 * delta * L <= Delta),
            search=RANGES,
        )
    ),
)
