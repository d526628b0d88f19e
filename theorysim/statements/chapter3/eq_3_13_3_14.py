"""E f(x_{k+1}) <= f(x_k) - 3/4 E[h] G^2 + T1 + T2 + T3, (3.13), which is at most f(x_k) - E[h] G^2/4 + eta^2 times a noise, (3.14).

They follow from (3.12), the half bound, E[C h^2] <= E[h]/2 with C = 5 L0 + 4 L1 G and G = |grad f(x_k)|, and lemmas 3.7.2 to 3.7.4.
`drop` is f(x_k) - E f(x_{k+1}), H = E[h_k], H2 = E[h_k^2]; T1, T2 and T3 are the three expectations that (3.13) names.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.lemma_3_7_3_3_7_4 import along_at_most, square_at_most
from theorysim.statements.chapter3.notation import L0, L1, G, eta, h, tau
from theorysim.statements.chapter3.parts.noisy_steps import C
from theorysim.statements.chapter3.parts.stochastic_steps import excess

H, H2 = letters("H H2", Positive)
T1, T2, drop = letters("T1 T2 drop", Real)
T3 = letter("T3", Nonnegative)

RANGES = {name: (0, 4) for name in ("H", "H2", "h", "G", "eta", "tau", "L0", "L1", "T3")} | {n: (-8, 8) for n in ("drop", "T1", "T2")}

C_G = C(G, L0, L1).named("C")
eq_3_12 = ((H - C_G * H2 / 2) * G**2 - T1 - T2 - T3 <= drop).in_words("(3.12)")
half = (C_G * H2 <= H / 2).in_words("E[C h^2] <= E[h]/2")
eq_3_13 = (3 * H * G**2 / 4 - T1 - T2 - T3 <= drop).in_words("(3.13)")

# the same at one outcome of the noise
half_of_one = C_G * h <= 1 / 2
of_one = -h + C_G * h**2 / 2 <= -3 * h / 4
square_of_one = C_G * h**2 <= h / 2

LEMMAS = (
    (T1 <= H * G**2 / 4).in_words("lemma 3.7.2"),
    (T2 <= along_at_most(H)).in_words("lemma 3.7.3"),
    (T3 <= square_at_most(H)).in_words("lemma 3.7.4"),
)
eq_3_14 = (H * G**2 / 4 - eta**2 * excess(L0, L1, tau) <= drop).in_words("(3.14)")

statement = Statement(
    "eq-3.13-3.14",
    Claim(
        Relation((eq_3_13,), (eq_3_12, half), RANGES),
        part="3.13",
        second=(Relation((of_one, square_of_one), (half_of_one,), RANGES),),
        at=(
            (eq_3_13, {"drop": 1, "T1": 0, "T2": 0, "T3": 0, "H": 1, "G": 2}, 3),
            (of_one, {"h": 1 / 18, "G": 1, "L0": 1, "L1": 1}, -1 / 24),
        ),
    ),
    Claim(
        Relation((eq_3_14,), (eq_3_13, *LEMMAS), RANGES),
        part="3.14",
        at=((eq_3_14, {"drop": 0, "H": 4, "G": 2, "eta": 1, "tau": 1, "L0": 1, "L1": 1}, -12),),
    ),
)
