"""E[f(x_k)|x_(k-1)] <= f(x_(k-1)) - (eta/12) min{|grad f|^2, |grad f|} + 2 eta^2 L sigma^alpha tau^(2 - alpha) + 2 eta sigma^(2 alpha)/...

On x^2/2 at x = 1, alpha = 2, without noise, sigma = 1/n, F = 1/2 and K = 1, the theorem sets eta = 1/4 and tau = 2/n: x falls by 1/(2 n).
No step is longer than eta tau, so that min{|grad f|^2, tau|grad f|} is what falls; with eta <= 1/(16^alpha L), which makes tau >= 16
sigma and 16 eta L <= 1, it falls 3 eta/16 times that. `product` is E<grad f, clip(g)>, `drop` what f falls in the mean, the two terms of
the noise added: eta|grad f|^2/4 in the first case.
"""

from theorysim.domains import PositiveCount, Real
from theorysim.letters import letter
from theorysim.maths import minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import L, eta, grad, tau
from theorysim.statements.chapter4.parts.long_gradients import TURNS, enough, far, large
from theorysim.statements.chapter4.proof_4_7_1_case1 import DRAWN, product

drop = letter("drop", Real)
n = letter("n", PositiveCount)
printed = (1 - 1 / (2 * n)) ** 2 / 2 <= (23 + 12 / n**2) / 48

shorter = 16 * eta * L <= 1
least = minimum(grad**2, tau * grad)
falls = 3 * eta / 16 * least <= drop
SHORT = (eta / 4 * grad**2 <= drop,)
turned = 3 * eta / 16 * (tau * grad) <= drop
TURNED = (tau * grad / 4 <= product, eta * product - eta**2 * L / 2 * tau**2 <= drop, large, shorter)
OF_TURNED = (tau**2 / 2 <= tau * grad, 16 * eta**2 * L * tau**2 <= eta * tau**2, eta * tau * grad / 4 <= eta * product)
LONG = "|grad f| >= tau/2"
STEP = (
    (Relation((falls,), SHORT, DRAWN, hints=(least <= grad**2, eta * least <= eta * grad**2)), "|grad f| <= tau/2"),
    (TURNS, f"{LONG}: the product"),
    (Relation((enough,), (large, far), DRAWN), f"{LONG}: of which tau|grad f|/4 is left"),
    (Relation((turned,), TURNED, DRAWN, hints=OF_TURNED), f"{LONG}: what falls"),
    (Relation((falls,), (turned,), DRAWN, hints=(least <= tau * grad, eta * least <= eta * tau * grad)), LONG),
)
REPAIRED = "repaired: - (3 eta/16) min{|grad f|^2, tau|grad f|}, where eta <= 1/(16^alpha L)"

statement = Statement(
    "proof-4.7.1-combined",
    Claim(
        Relation((printed,), (6 <= n,), {"n": (6, 1e6)}),
        cause="step",
        why="The second case gains at most eta tau|grad f|: tau was lost there.",
        at=((printed, {"n": 10}, 361 / 800),),
    ),
    *(Claim(line, REPAIRED, part) for line, part in STEP),
)
