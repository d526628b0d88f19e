"""h_k |grad f_k|^2 = min{eta, 1/(16 L1 (|grad f_k| + tau))} |grad f_k|^2: the step through the gradient instead of the stochastic one.

In print noise of one variable is n: |g_k| = |G + n|.
"""

from theorysim.letters import equals
from theorysim.maths import absolute, maximum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, eta, tau
from theorysim.statements.chapter3.parts.noisy_steps import BOUNDED, NEAR, NOISE, ONE, RANGES, G, T, eta_of, mended, n, printed, s


def gain(G, eta, L1, noise):
    """min{eta, 1/(16 L1 (G + noise))} G^2."""
    return G**2 / maximum(1 / eta, 16 * L1 * (G + noise))


def three(G, eta, L1, tau):
    """min{eta, 1/(32 L1 G), 1/(32 L1 tau)} G^2."""
    return G**2 / maximum(1 / eta, 32 * L1 * maximum(G, tau))


eta_T = eta_of(L0, L1, tau, T)
in_print = equals(printed(absolute(G + n), eta_T, L1, tau) * G**2, gain(G, eta_T, L1, tau)).in_words("h_k as (3.11) prints it")
in_use = equals(mended(absolute(G + n), eta_T, L1, tau) * G**2, gain(G, eta_T, L1, tau)).in_words("h_k as the proof uses it")

REPAIRED = "repaired: h_k ||grad f||^2 >= min{eta, 1/(16 L1 (||grad f|| + 2 tau))} ||grad f||^2"
at_least = gain(G, eta, L1, 2 * tau) <= mended(s, eta, L1, tau) * G**2
goes_on = three(G, eta, L1, tau) <= mended(s, eta, L1, tau) * G**2
USED = (NEAR[1], NOISE, ONE)  # what |g_k| and eta are, by (3.11)

statement = Statement(
    "proof-3.7.4-step-lower",
    Claim(
        Relation((in_print,), (BOUNDED,), RANGES),
        part="rule in print",
        cause="constant",
        why="h_k has |g_k| where the line has |grad f|, and (3.11) as printed has an eta besides that the line does not have.",
        at=((in_print, {"G": 100, "n": 0, "L0": 1, "L1": 1, "tau": 0, "T": 1}, 125),),
    ),
    Claim(
        Relation((in_use,), (BOUNDED,), RANGES),
        part="rule in use",
        at=((in_use, {"G": 100, "n": 0, "L0": 1, "L1": 1, "tau": 0, "T": 1}, 6.25),),
    ),
    Claim(
        Relation((at_least,), USED, RANGES),
        REPAIRED,
        "line",
        why="|g_k| <= |grad f| + tau, and the next line of the proof still follows: where the step is clipped |g_k| + tau >= 8 tau.",
        at=((at_least, {"G": 2, "s": 2, "eta": 1, "L1": 1, "tau": 0}, 0.125),),
    ),
    Claim(
        Relation((goes_on,), USED, RANGES),
        REPAIRED,
        "the next line",
        at=((goes_on, {"G": 2, "s": 2, "eta": 1, "L1": 1, "tau": 0}, 0.0625),),
    ),
    Claim(Relation((gain(G, eta, L1, 2 * tau) <= printed(s, eta, L1, tau) * G**2,), USED, RANGES), REPAIRED, "rule in print"),
)
