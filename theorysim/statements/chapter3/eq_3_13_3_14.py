"""From (3.12) and the half bound to (3.13), and with lemmas 3.7.2 to 3.7.4 to (3.14).

`drop` is f(x_k) - E f(x_{k+1}), H = E[h_k], H2 = E[h_k^2]; T1, T2 and T3 are the three expectations that (3.13) names.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.noisy_steps import C

drop, T1, T2 = letters("drop T1 T2", Real)
eta, H, h, H2, L0, L1 = letters("eta H h H2 L0 L1", Positive)
G, T3, tau = letters("G T3 tau", Nonnegative)


# (3.12): f drops by E[h - C h^2/2] G^2 at least, but for the three terms.
expanded = (H - C(G, L0, L1) * H2 / 2) * G * G - T1 - T2 - T3 <= drop
half = C(G, L0, L1) * H2 <= H / 2
first = 3 * H * G * G / 4 - T1 - T2 - T3 <= drop
lemma_2 = T1 <= H * G * G / 4
lemma_3 = T2 <= 9 * eta * eta * tau * L0 * L0 / L1 + H * G * G / 8
lemma_4 = T3 <= (5 * L0 + 2 * L1 * tau) * eta * eta * tau * tau + H * G * G / 8
second = H * G * G / 4 - (5 * L0 + 2 * L1 * tau) * eta * eta * tau * tau - 9 * eta * eta * tau * L0 * L0 / L1 <= drop
half_of_one = C(G, L0, L1) * h <= 1 / 2
of_one = -h + C(G, L0, L1) * h * h / 2 <= -3 * h / 4  # The same at one outcome of the noise.
square_of_one = C(G, L0, L1) * h * h <= h / 2


RANGES = {name: (0, 4) for name in ("H", "H2", "h", "G", "eta", "tau", "L0", "L1", "T3")} | {n: (-8, 8) for n in ("drop", "T1", "T2")}
OF_ONE = half_of_one.in_words("C h <= 1/2")

statement = Statement(
    "eq-3.13-3.14",
    (
        Claim(
            Relation((first.in_words("(3.13)"),), (expanded.in_words("(3.12)"), half.in_words("E[C h^2] <= E[h]/2")), RANGES),
            part="3.13",
            second=(Relation((of_one.in_words("-h + C h^2/2 <= -3 h/4"), square_of_one.in_words("C h^2 <= h/2")), (OF_ONE,), RANGES),),
            at=(
                (first, {"drop": 1.0, "T1": 0.0, "T2": 0.0, "T3": 0.0, "H": 1.0, "G": 2.0}, 3.0),
                (of_one, {"h": 1 / 18, "G": 1.0, "L0": 1.0, "L1": 1.0}, -1 / 24),
            ),
        ),
        Claim(
            Relation(
                (second.in_words("(3.14)"),),
                (
                    first.in_words("(3.13)"),
                    lemma_2.in_words("lemma 3.7.2"),
                    lemma_3.in_words("lemma 3.7.3"),
                    lemma_4.in_words("lemma 3.7.4"),
                ),
                RANGES,
            ),
            part="3.14",
            at=((second, {"drop": 0.0, "H": 4.0, "G": 2.0, "eta": 1.0, "tau": 1.0, "L0": 1.0, "L1": 1.0}, -12.0),),
        ),
    ),
)
