"""The sum of (3.14), from the start to the horizon.

f_0, f_1, ... are the expected values above f*, a_k = E[(h_k/4)||grad f(x_k)||^2], D = (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1. The T steps
from x_0 to x_T give the sum over k < T, and of the gap they leave f_T. The sum is printed over k <= T: one more step would add its noise,
(T + 1) eta^2 D in all, but none is needed, for a_T <= f_T by smoothness and the half bound at x_T.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.parts.gap_of_gradient import doubled, gap, lower_bounded, on_the_way
from theorysim.statements.chapter3.parts.noisy_steps import HORIZON

a, after, before, D, F, g, total = letters("a after before D F g total", Nonnegative)
eta, f0, h, L0, L1 = letters("eta f0 h L0 L1", Positive)
n, T = letters("n T", PositiveCount)


step = after <= before - a + eta * eta * D
first = after <= f0 - a + eta * eta * D
summed_once = a <= f0 - after + eta * eta * D
so_far = total <= f0 - before + n * eta * eta * D  # The sum over k < n, where `before` is f_n.
one_more = total + a <= f0 - after + (n + 1) * eta * eta * D
without_eta = f0 + eta * eta * T * D <= f0 + D


# k = T besides: (h/4) g^2 is at most the gap F there


half = (5 * L0 + 4 * L1 * g) * h <= 1 / 2
last = h * g * g / 4 <= F
at_T = a <= before
with_last = total + a <= f0 + eta * eta * n * D


SO_FAR = so_far.in_words("the sum over k < n is at most f_0 - f_n + n eta^2 D")

statement = Statement(
    "proof-3.7.4-telescope",
    (
        Claim(
            Relation((summed_once.in_words("a_0 <= f_0 - f_1 + eta^2 D"),), (first.in_words("(3.14)"),)),
            part="first step",
            why="(3.14) for k < T, and at x_T the gap that is left pays for the last gradient; from (3.14) alone only k < T follows.",
            at=((summed_once, {"a": 1.0, "f0": 3.0, "after": 1.0, "eta": 0.5, "D": 4.0}, 1.0),),
        ),
        Claim(Relation((one_more.in_words("and so is the sum over k < n + 1"),), (SO_FAR, step.in_words("(3.14)"))), part="one more step"),
        Claim(
            Relation((doubled.in_words("the Hessian near x_T"),), (on_the_way.in_words("smoothness on a way of length 1/(2 L1)"),)),
            part="Hessian at x_T",
        ),
        Claim(
            Relation((gap.in_words("g^2 <= 4 F (L0 + L1 g)"),), (lower_bounded.in_words("f >= f*"), doubled)),
            part="gap at x_T",
            at=((gap, {"F": 2.0, "g": 3.0, "L0": 1.0, "L1": 1.0}, 9.0),),
        ),
        Claim(
            Relation((last.in_words("(h/4) g^2 <= f(x_T) - f*"),), (gap, half.in_words("(5 L0 + 4 L1 g) h <= 1/2"))),
            part="the last gradient",
        ),
        Claim(
            Relation((with_last.in_words("the sum over k <= T is at most f_0 + T eta^2 D"),), (SO_FAR, at_T.in_words("a_T <= f_T"))),
            part="sum",
        ),
        Claim(
            Relation((without_eta.in_words("eta^2 T <= 1"),), (HORIZON,)),
            part="horizon",
            at=((without_eta, {"f0": 1.0, "eta": 0.5, "T": 2.0, "D": 4.0}, 3.0),),
        ),
    ),
)
