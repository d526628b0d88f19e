"""The two lines after it: (G + tau) <= 2 max{G, tau}, and 1/(32 L1 tau) >= 4 eta never is the least."""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letters
from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.noisy_steps import NOISE, RANGES
from theorysim.statements.chapter3.proof_3_7_4_step_lower import gain

eta, L1 = letters("eta L1", Positive)
G, tau = letters("G tau", Nonnegative)


def three(G, eta, L1, tau):
    return G * G / maximum(1 / eta, 32 * L1 * maximum(G, tau))


doubled = three(G, eta, L1, tau) <= gain(G, eta, L1, tau)
without_tau = G * G / maximum(1 / eta, 32 * L1 * G) <= three(G, eta, L1, tau)


statement = Statement(
    "proof-3.7.4-step-lower-rest",
    (
        Claim(
            Relation((doubled.in_words("min{eta, 1/(32 L1 G), 1/(32 L1 tau)} G^2 <= min{eta, 1/(16 L1 (G + tau))} G^2"),), search=RANGES),
            part="three",
            at=((doubled, {"G": 2.0, "eta": 1.0, "L1": 1.0, "tau": 4.0}, 1 / 32),),
        ),
        Claim(
            Relation((without_tau.in_words("min{eta, 1/(32 L1 G)} G^2 <= min{eta, 1/(32 L1 G), 1/(32 L1 tau)} G^2"),), (NOISE,), RANGES),
            part="two",
            at=((without_tau, {"G": 2.0, "eta": 1.0, "L1": 1.0, "tau": 1 / 128}, 1 / 16),),
        ),
    ),
)
