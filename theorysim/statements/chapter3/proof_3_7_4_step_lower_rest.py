"""min{eta, 1/(16 L1 (|grad f_k| + tau))} >= min{eta, 1/(32 L1 |grad f_k|), 1/(32 L1 tau)} >= min{eta, 1/(32 L1 |grad f_k|)}.

Times |grad f_k|^2: (G + tau) <= 2 max{G, tau}, and 1/(32 L1 tau) >= 4 eta never is the least.
"""

from theorysim.maths import maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L1, eta, tau
from theorysim.statements.chapter3.parts.noisy_steps import NOISE, RANGES, G
from theorysim.statements.chapter3.proof_3_7_4_step_lower import gain, three

doubled = three(G, eta, L1, tau) <= gain(G, eta, L1, tau)
without_tau = G**2 / maximum(1 / eta, 32 * L1 * G) <= three(G, eta, L1, tau)

statement = Statement(
    "proof-3.7.4-step-lower-rest",
    Claim(Relation((doubled,), (NOISE,), RANGES), part="three", at=((doubled, {"G": 2, "eta": 1, "L1": 1, "tau": 4}, 1 / 32),)),
    Claim(Relation((without_tau,), (NOISE,), RANGES), part="two", at=((without_tau, {"G": 2, "eta": 1, "L1": 1, "tau": 1 / 128}, 1 / 16),)),
)
