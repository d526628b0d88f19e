"""The rate of projected GClip on strongly convex functions at the thresholds of the proof: 6 G^2/(mu (K + 1)^(2 (alpha - 1)/alpha)).

The letters are those of `strong_steps`, v is (2 - alpha)/alpha. With tau_k = G k^(1/alpha) the bias is at most (G^2 k^v/k)^(1/2) and the
mean square at most G^2 k^v. S is the sum of k (E f(x_(k-1)) - f*) up to K: of `progress` the sum is at most 0, and each k^v is at most
K^v. T is E f(average) - f*.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.model import Relation
from theorysim.statements.chapter4.notation import G, K, k, mu
from theorysim.statements.chapter4.parts import strong_steps as proof
from theorysim.statements.chapter4.parts.strong_steps import after, bias, eta, gap, off, progress, square, step, v

S, T = letters("S T", Nonnegative)
DRAWN = proof.DRAWN | {"T": (1e-9, 1e9)}
unit = G**2 / mu

squares = 2 * bias * off <= mu / 2 * off**2 + 2 / mu * bias**2
one_step = gap <= (1 / eta - mu / 2) / 2 * off**2 - after / (2 * eta) + bias**2 / mu + eta / 2 * square
with_step = gap <= (1 / step - mu / 2) / 2 * off**2 - after / (2 * step) + bias**2 / mu + step / 2 * square
CLIPPED = (k * bias**2 <= G**2 * k**v, square <= G**2 * k**v)
times_k = k * gap <= progress + 3 * unit * k**v
summed = S <= 3 * unit * K * K**v
JENSEN = (T <= 2 / (K * (K + 1)) * S).in_words("by Jensen's inequality")
divided = T <= 6 * unit * K**v / (K + 1)
rate = T <= 6 * unit * (K + 1) ** (v - 1)
printed_rate = T <= 16 * unit * (K + 1) ** (v - 1)

STEPS = (
    (Relation((squares,), search=DRAWN, hints=(0 <= (mu * off - 2 * bias) ** 2,)), "the bias"),
    (Relation((one_step,), (proof.contracted, proof.convex, proof.cauchy, squares), DRAWN), "a step"),
    (Relation((times_k,), (with_step, *CLIPPED), DRAWN), "times k"),
    (Relation((divided,), (summed, JENSEN), DRAWN), "the sum"),
    (Relation((rate,), (divided,), DRAWN, hints=(K**v <= (K + 1) ** v,)), "the rate"),
)
