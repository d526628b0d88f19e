"""From (3.12) and the half bound to (3.13), and with lemmas 3.7.2 to 3.7.4 to (3.14).

`drop` is f(x_k) - E f(x_{k+1}), H = E[h_k], H2 = E[h_k^2]; T1, T2 and T3 are the three expectations that (3.13) names.
"""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.noisy_steps import C


def expanded(drop: Real, T1: Real, T2: Real, T3: Nonnegative, H: Positive, H2: Positive, G: Nonnegative, L0: Positive, L1: Positive):
    """(3.12): f drops by E[h - C h^2/2] G^2 at least, but for the three terms."""
    return (H - C(G, L0, L1) * H2 / 2) * G * G - T1 - T2 - T3, drop


def half(H: Positive, H2: Positive, G: Nonnegative, L0: Positive, L1: Positive):
    return C(G, L0, L1) * H2, H / 2


def first(drop: Real, T1: Real, T2: Real, T3: Nonnegative, H: Positive, G: Nonnegative):
    return 3 * H * G * G / 4 - T1 - T2 - T3, drop


def lemma_2(T1: Real, H: Positive, G: Nonnegative):
    return T1, H * G * G / 4


def lemma_3(T2: Real, H: Positive, G: Nonnegative, eta: Positive, tau: Nonnegative, L0: Positive, L1: Positive):
    return T2, 9 * eta * eta * tau * L0 * L0 / L1 + H * G * G / 8


def lemma_4(T3: Nonnegative, H: Positive, G: Nonnegative, eta: Positive, tau: Nonnegative, L0: Positive, L1: Positive):
    return T3, (5 * L0 + 2 * L1 * tau) * eta * eta * tau * tau + H * G * G / 8


def second(drop: Real, H: Positive, G: Nonnegative, eta: Positive, tau: Nonnegative, L0: Positive, L1: Positive):
    return H * G * G / 4 - (5 * L0 + 2 * L1 * tau) * eta * eta * tau * tau - 9 * eta * eta * tau * L0 * L0 / L1, drop


def half_of_one(h: Positive, G: Nonnegative, L0: Positive, L1: Positive):
    return C(G, L0, L1) * h, 1 / 2


def of_one(h: Positive, G: Nonnegative, L0: Positive, L1: Positive):
    """The same at one outcome of the noise."""
    return -h + C(G, L0, L1) * h * h / 2, -3 * h / 4


def square_of_one(h: Positive, G: Nonnegative, L0: Positive, L1: Positive):
    return C(G, L0, L1) * h * h, h / 2


RANGES = {name: (0, 4) for name in ("H", "H2", "h", "G", "eta", "tau", "L0", "L1", "T3")} | {n: (-8, 8) for n in ("drop", "T1", "T2")}
OF_ONE = at_most(half_of_one, "C h <= 1/2")

statement = Statement(
    "eq-3.13-3.14",
    (
        Claim(
            Relation((at_most(first, "(3.13)"),), (at_most(expanded, "(3.12)"), at_most(half, "E[C h^2] <= E[h]/2")), RANGES),
            part="3.13",
            second=(Relation((at_most(of_one, "-h + C h^2/2 <= -3 h/4"), at_most(square_of_one, "C h^2 <= h/2")), (OF_ONE,), RANGES),),
            at=((first, (1.0, 0.0, 0.0, 0.0, 1.0, 2.0), 3.0), (of_one, (1 / 18, 1.0, 1.0, 1.0), -1 / 24)),
        ),
        Claim(
            Relation(
                (at_most(second, "(3.14)"),),
                (
                    at_most(first, "(3.13)"),
                    at_most(lemma_2, "lemma 3.7.2"),
                    at_most(lemma_3, "lemma 3.7.3"),
                    at_most(lemma_4, "lemma 3.7.4"),
                ),
                RANGES,
            ),
            part="3.14",
            at=((second, (0.0, 4.0, 2.0, 1.0, 1.0, 1.0, 1.0), -12.0),),
        ),
    ),
)
