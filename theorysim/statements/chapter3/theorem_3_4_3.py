"""The iteration complexity of gradient descent with the step 1/(2(M L1 + L0)).

The proof gives 8/3 in place of 4. The second route is that proof: the Hessian is at most M L1 + L0 on the step, so a step gains at
least 3/8 g^2/(M L1 + L0).
"""

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Bound, Claim, Relation, Statement

drop = letter("drop", Real)
epsilon, F, g, L0, L1, M = letters("epsilon F g L0 L1 M", Positive)
T = letter("T", Nonnegative)

RANGES = {"L0": (1e-3, 1e6), "L1": (1e-6, 1e12), "epsilon": (1e-6, 1e4), "F": (1e-2, 1e6), "M": (1.000001, 1e8)}


def eta(L0: Positive, L1: Positive, M: Positive):
    return 1 / (2 * (M * L1 + L0))


def bound(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, M: Positive):
    return 4 * (M * L1 + L0) * F / (epsilon * epsilon)


h = eta(L0, L1, M)
descends = h * g * g - h * h * (L1 * M + L0) / 2 * g * g <= drop
gains = epsilon * epsilon / (4 * (M * L1 + L0)) <= drop
above = epsilon <= g
summed = T * (epsilon * epsilon / (4 * (M * L1 + L0))) <= F
counted = T <= bound(F, epsilon, L0, L1, M)


statement = Statement(
    "theorem-3.4.3",
    (
        Claim(
            Bound(
                gradient_descent,
                bound,
                (lower_bounded, twice_differentiable, l0_l1_smooth, bounded_gradient_on_sublevel),
                {"eta": eta},
                RANGES,
            ),
            second=(
                Relation((gains,), (descends, above), RANGES),
                Relation((counted,), (summed,), RANGES),
            ),
            at=((bound, (1.0, 1.0, 1.0, 1.0, 1.0), 8.0),),
        ),
    ),
)
