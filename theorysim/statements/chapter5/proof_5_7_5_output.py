"""E d(0, Goldstein's set at x_(t-K)) <= (16/15) E|m_t| + epsilon/15, in the mean over t at most epsilon/3: x_max(1, t-K) succeeds with 2/3.

Let b = beta^K <= epsilon/(16 G), near = E d, m = E|m_t|. The mean of (m_t - b m_(t-K))/(1 - b) given x_(t-K) is in the set, |m_(t-K)| <= G
in the mean. For t <= K the set at x_1 holds the mean of m_t itself, so that near <= m. Where p delta is not whole K is less, and b up to
64/63 of that: then near <= (63 m + 4 epsilon)/59, which is epsilon/3 for m up to 0.248 epsilon; (5.15) with 1/18 leaves 0.243.
"""

from theorysim.domains import Nonnegative, Unit
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, SMALL, G

near, m = letters("near m", Nonnegative)
z, fails = letters("z fails", Unit)  # beta^K; the chance that d >= epsilon
KNOWN = (z <= epsilon / (16 * G), SMALL)
first = (1 - z) * near <= m + z * G
second = near <= 16 * m / 15 + epsilon / 15
average = near <= epsilon / 3
markov = fails * epsilon <= near
DRAWN = SIZES | {"near": (1e-3, 1e3), "m": (1e-3, 1e3), "z": (1e-6, 1), "fails": (0, 1)}

statement = Statement(
    "proof-5.7.5-output",
    Claim(Relation((16 * z <= 1,), KNOWN, DRAWN), part="beta^K is at most 1/16"),
    Claim(Relation((15 * near <= 16 * m + epsilon,), (first, 16 * z <= 1, z * G <= epsilon / 16), DRAWN), part="at each t"),
    Claim(Relation((z * G <= epsilon / 16,), KNOWN, DRAWN), part="what is left of m_(t-K)"),
    Claim(
        Relation((average,), (second, m <= epsilon / 4), DRAWN),
        part="in the mean over t",
        at=((16 * m / 15 + epsilon / 15, {"m": 3 / 2, "epsilon": 6}, 2),),
    ),
    Claim(Relation((3 * fails <= 1,), (markov, average), DRAWN), part="Markov"),
)
