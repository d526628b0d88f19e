"""Above the threshold of the step size the iterates on the first function diverge."""

from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Real
from theorysim.maths import absolute, log
from theorysim.model import Claim, Relation, Statement, at_most, less, same
from theorysim.objectives.exponential import exponential
from theorysim.statements.chapter3.parts.fixed_steps import RANGES, above_threshold, leaps, threshold


def first_step(h: Real, L1: AtLeastOne, M: AboveOne):
    x0 = (log(M) + 1) / L1
    return x0, absolute(x0 - h * exponential.gradient(x0, L1))


def the_threshold(L1: AtLeastOne, M: AboveOne):
    return 2 * ((log(M) + 1) / L1) / M, threshold(L1, M)


def grows(s: Nonnegative, h: Real, L1: AtLeastOne, M: AboveOne):
    """From any |x| = x_0 + s, |x_{k+1}| = h f'(|x|) - |x| > |x|."""
    x = (log(M) + 1) / L1 + s
    return x, absolute(x - h * exponential.gradient(x, L1))


def gains_at_least(s: Nonnegative, h: Real, L1: AtLeastOne, M: AboveOne):
    """Each step adds to |x_k| at least what the first one does, which is positive: |x_k| passes every number."""
    x0 = (log(M) + 1) / L1
    return h * M - 2 * x0, h * exponential.gradient(x0 + s, L1) - 2 * (x0 + s)


def first_gain(h: Real, L1: AtLeastOne, M: AboveOne):
    return 0, h * M - 2 * (log(M) + 1) / L1


ABOVE = (less(above_threshold, "h > 2 x_0/M"),)
statement = Statement(
    "proof-3.7.2-exponential-diverges",
    (
        Claim(Relation((less(first_step, "|x_1| > |x_0|"),), ABOVE, RANGES), part="first step"),
        Claim(Relation((less(leaps, "h f'(x) > 2x"), less(grows, "|x_{k+1}| > |x_k|")), ABOVE, RANGES), part="diverges"),
        Claim(
            Relation((at_most(gains_at_least, "h f'(x) - 2x >= h M - 2 x_0"), less(first_gain, "which is positive")), ABOVE, RANGES),
            part="without limit",
        ),
        Claim(Relation((same(the_threshold, "2 x_0/M = (2 log M + 2)/(M L1)"),)), part="threshold", at=((the_threshold, (1.0, 1.0), 2.0),)),
    ),
)
