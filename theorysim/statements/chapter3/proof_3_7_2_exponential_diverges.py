"""When h > 2 x_0/M then |x_1| > |x_0| and the iterates on the exponential diverge, so h <= 2 x_0/M = (2 log M + 2)/(M L1) is needed.

From any |x| = x_0 + s the next |x_{k+1}| is h f'(|x|) - |x|. A step adds to |x_k| at least what the first one does, which is positive:
|x_k| passes every number.
"""

from theorysim.letters import equals
from theorysim.maths import absolute, log
from theorysim.model import Claim, Relation, Statement
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.notation import M
from theorysim.statements.chapter3.parts.fixed_steps import L1, RANGES, above_threshold, beyond, h, leaps, start, threshold

ABOVE = (above_threshold,)
the_threshold = equals(2 * start / M, threshold)


def moves_out(x):
    return x < absolute(x - h * exponential.gradient(x, L1))


gains_at_least = h * M - 2 * start <= h * exponential.gradient(beyond, L1) - 2 * beyond
first_gain = 0 < h * M - 2 * (log(M) + 1) / L1

statement = Statement(
    "proof-3.7.2-exponential-diverges",
    Claim(Relation((moves_out(start),), ABOVE, RANGES), part="first step"),
    Claim(Relation((leaps, moves_out(beyond).in_words("|x_{k+1}| > |x_k|")), ABOVE, RANGES), part="diverges"),
    Claim(Relation((gains_at_least, first_gain.in_words("which is positive")), ABOVE, RANGES), part="without limit"),
    Claim(Relation((the_threshold,)), part="threshold", at=((the_threshold, {"L1": 1, "M": 1}, 2),)),
)
