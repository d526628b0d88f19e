"""The iteration complexity of clipped gradient descent. Read, as its section introduces L0 and L1, with Assumption 3.3.3 in S."""

from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.domains import Positive
from theorysim.maths import maximum
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.model import Bound, Claim, Relation, Statement
from theorysim.statements.chapter3.parts.clipped_steps import RANGES, eta_c, gamma
from theorysim.statements.chapter3.proof_3_7_1_descent import first, on_the_path, taylor
from theorysim.statements.chapter3.proof_3_7_1_telescope import above, gains, summed
from theorysim.statements.chapter3.proof_3_7_1_telescope import bound as counted


def bound(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return 20 * L0 * F / (epsilon * epsilon) + 20 * maximum(1, L1 * L1) * F / L0


statement = Statement(
    "theorem-3.4.1",
    (
        Claim(
            Bound(
                clipped_gradient_descent,
                bound,
                (lower_bounded, twice_differentiable, l0_l1_smooth),
                {"eta_c": eta_c, "gamma": gamma},
                RANGES,
            ),
            cause="glyph",
            why="Printed is L-smoothness in S; L0 and L1, which the sentence uses and does not introduce, are read as in Assumption 3.3.3. "
            "(As constants unrelated to f they would fail: 500 x^2 with L0 = L1 = 1 cycles between 1/20 and -1/20.)",
            second=(
                Relation((first,), (taylor, on_the_path), RANGES),
                Relation((gains,), (first, above), RANGES),
                Relation((counted,), (summed,), RANGES),
            ),
            at=((bound, (1.0, 1.0, 1.0, 1.0), 40.0),),
        ),
    ),
)
