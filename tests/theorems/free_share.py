"""A free step in a range: GD with eta = share/L, 0 < share < 2."""

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, Real
from theorysim.model import Bound, Claim, Method, Statement


def step(x: Real, g: Real, eta: Positive):
    return x - eta * g


def eta(L: Positive, share: Positive):
    return share / L


def bound(F: Positive, epsilon: Positive, L: Positive, share: Positive):
    return 2 * L * F / (share * (2 - share) * epsilon * epsilon)


free = Statement(
    "free",
    (
        Claim(
            Bound(
                Method(step),
                bound,
                (lower_bounded, smooth),
                {"eta": eta},
                {"L": (1 / 8, 8), "epsilon": (1 / 16, 1), "share": (1 / 8, 15 / 8)},
            )
        ),
    ),
)


def bound_wrong(F: Positive, epsilon: Positive, L: Positive, share: Positive):
    return 2 * L * F / (share * epsilon * epsilon)


def bound_half(
    F: Positive, epsilon: Positive, L: Positive
):  # true for every share in [1/2, 1]: gain >= share (2 - share) g^2/(2L) >= 3/8 g^2/L
    return 4 * L * F / (epsilon * epsilon)


R2 = {"L": (1 / 8, 8), "epsilon": (1 / 16, 1), "share": (1 / 2, 1)}
wrong = Statement(
    "wrong",
    (
        Claim(
            Bound(
                Method(step),
                bound_wrong,
                (lower_bounded, smooth),
                {"eta": eta},
                {"L": (1 / 8, 8), "epsilon": (1 / 16, 1), "share": (1 / 8, 15 / 8)},
            )
        ),
    ),
)
half = Statement("half", (Claim(Bound(Method(step), bound_half, (lower_bounded, smooth), {"eta": eta}, R2)),))
