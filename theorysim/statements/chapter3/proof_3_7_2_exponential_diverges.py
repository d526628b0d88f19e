"""Above the threshold of the step size the iterates on the first function diverge."""

from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Real
from theorysim.letters import equals, letter
from theorysim.maths import absolute, log
from theorysim.model import Claim, Relation, Statement, less
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.parts.fixed_steps import RANGES, above_threshold, leaps, threshold

h = letter("h", Real)
L1 = letter("L1", AtLeastOne)
M = letter("M", AboveOne)
s = letter("s", Nonnegative)


x0 = (log(M) + 1) / L1
first_step = x0 < absolute(x0 - h * exponential.gradient(x0, L1))
the_threshold = equals(2 * ((log(M) + 1) / L1) / M, threshold(L1, M))


x = (log(M) + 1) / L1 + s
grows = x < absolute(x - h * exponential.gradient(x, L1))  # From any |x| = x_0 + s, |x_{k+1}| = h f'(|x|) - |x| > |x|.


# Each step adds to |x_k| at least what the first one does, which is positive: |x_k| passes every number.
gains_at_least = h * M - 2 * x0 <= h * exponential.gradient(x0 + s, L1) - 2 * (x0 + s)
first_gain = 0 < h * M - 2 * (log(M) + 1) / L1


ABOVE = (above_threshold.in_words("h > 2 x_0/M"),)
statement = Statement(
    "proof-3.7.2-exponential-diverges",
    (
        Claim(Relation((first_step.in_words("|x_1| > |x_0|"),), ABOVE, RANGES), part="first step"),
        Claim(Relation((less(leaps, "h f'(x) > 2x"), grows.in_words("|x_{k+1}| > |x_k|")), ABOVE, RANGES), part="diverges"),
        Claim(
            Relation((gains_at_least.in_words("h f'(x) - 2x >= h M - 2 x_0"), first_gain.in_words("which is positive")), ABOVE, RANGES),
            part="without limit",
        ),
        Claim(
            Relation((the_threshold.in_words("2 x_0/M = (2 log M + 2)/(M L1)"),)),
            part="threshold",
            at=((the_threshold, {"L1": 1.0, "M": 1.0}, 2.0),),
        ),
    ),
)
