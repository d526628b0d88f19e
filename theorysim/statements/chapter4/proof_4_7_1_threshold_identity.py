"""With tau = sigma (eta L)^(-1/alpha): eta L sigma^alpha tau^(2 - alpha) + sigma^(2 alpha)/tau^(2 alpha - 2) is twice the second term,

which is sigma^2 (eta L)^((2 alpha - 2)/alpha). The display is the bracket of T_2, without its factor 8.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, L, eta
from theorysim.statements.chapter4.parts.nonconvex_rate import bias_term, noise_term, of_steps, threshold

tau = threshold(eta, L)
first = equals(noise_term(eta, L, tau) + bias_term(tau), 2 * bias_term(tau))
second = equals(2 * bias_term(tau), 2 * of_steps(eta, L))
DRAWN = RANGES | {"eta": (1e-6, 1e6)}

statement = Statement(
    "proof-4.7.1-threshold-identity",
    Claim(Relation((first,), search=DRAWN), part="first", at=((first, {"eta": 1, "L": 0.25, "sigma": 1, "alpha": 2}, 0.5),)),
    Claim(Relation((second,), search=DRAWN), part="second", at=((second, {"eta": 1, "L": 0.25, "sigma": 1, "alpha": 2}, 0.5),)),
)
