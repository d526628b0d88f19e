"""Rearranged and summed, (3.14) gives E sum_{k <= T} (h_k/4)|grad f(x_k)|^2 <= f(x_0) - f* + eta^2 T D <= f(x_0) - f* + D.

D = (5 L0 + 2 L1 tau) tau^2 + 9 tau L0^2/L1; f_0, f_1, ... are the expected values above f*, a_k = E[(h_k/4)|grad f(x_k)|^2]. The T steps
from x_0 to x_T give the sum over k < T, and of the gap they leave f_T. The sum is printed over k <= T: one more step would add its noise,
(T + 1) eta^2 D in all, but none is needed, for a_T <= f_T by smoothness and the half bound at x_T.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, eta
from theorysim.statements.chapter3.parts.gap_of_gradient import F, doubled, g, gap, lower_bounded, on_the_way
from theorysim.statements.chapter3.parts.noisy_steps import HORIZON, C, T

a, total, D = letters("a total D", Nonnegative)  # a_k, and the sum of those before
before, after = letters("before after", Nonnegative)  # f_k and f_{k + 1}
f0, h = letters("f0 h", Positive)
n = letter("n", PositiveCount)

first_step = a <= f0 - after + eta**2 * D
so_far = (total <= f0 - before + n * eta**2 * D).in_words("the sum over k < n, where f_n is left")
one_more = total + a <= f0 - after + (n + 1) * eta**2 * D
without_eta = f0 + eta**2 * T * D <= f0 + D

statement = Statement(
    "proof-3.7.4-telescope",
    Claim(
        Relation((first_step,), ((after <= f0 - a + eta**2 * D).in_words("(3.14)"),)),
        part="first step",
        why="(3.14) for k < T, and at x_T the gap that is left pays for the last gradient; from (3.14) alone only k < T follows.",
        at=((first_step, {"a": 1, "f0": 3, "after": 1, "eta": 0.5, "D": 4}, 1),),
    ),
    Claim(Relation((one_more,), (so_far, (after <= before - a + eta**2 * D).in_words("(3.14)"))), part="one more step"),
    Claim(Relation((doubled,), (on_the_way,)), part="Hessian at x_T"),
    Claim(Relation((gap,), (lower_bounded, doubled)), part="gap at x_T", at=((gap, {"F": 2, "g": 3, "L0": 1, "L1": 1}, 9),)),
    Claim(Relation((h * g**2 / 4 <= F,), (gap, C(g, L0, L1) * h <= 1 / 2)), part="the last gradient"),
    Claim(Relation((total + a <= f0 + eta**2 * n * D,), (so_far, (a <= before).in_words("a_T <= f_T"))), part="sum"),
    Claim(Relation((without_eta,), (HORIZON,)), part="horizon", at=((without_eta, {"f0": 1, "eta": 0.5, "T": 2, "D": 4}, 3),)),
)
