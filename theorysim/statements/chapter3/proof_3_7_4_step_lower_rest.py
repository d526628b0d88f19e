"""The two lines after it: (G + tau) <= 2 max{G, tau}, and 1/(32 L1 tau) >= 4 eta never is the least."""

from theorysim.domains import Nonnegative, Positive
from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.parts.noisy_steps import NOISE, RANGES
from theorysim.statements.chapter3.proof_3_7_4_step_lower import gain


def three(G, eta, L1, tau):
    return G * G / maximum(1 / eta, 32 * L1 * maximum(G, tau))


def doubled(G: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return three(G, eta, L1, tau), gain(G, eta, L1, tau)


def without_tau(G: Nonnegative, eta: Positive, L1: Positive, tau: Nonnegative):
    return G * G / maximum(1 / eta, 32 * L1 * G), three(G, eta, L1, tau)


statement = Statement(
    "proof-3.7.4-step-lower-rest",
    (
        Claim(
            Relation((at_most(doubled, "min{eta, 1/(32 L1 G), 1/(32 L1 tau)} G^2 <= min{eta, 1/(16 L1 (G + tau))} G^2"),), search=RANGES),
            part="three",
            at=((doubled, (2.0, 1.0, 1.0, 4.0), 1 / 32),),
        ),
        Claim(
            Relation((at_most(without_tau, "min{eta, 1/(32 L1 G)} G^2 <= min{eta, 1/(32 L1 G), 1/(32 L1 tau)} G^2"),), (NOISE,), RANGES),
            part="two",
            at=((without_tau, (2.0, 1.0, 1.0, 1 / 128), 1 / 16),),
        ),
    ),
)
