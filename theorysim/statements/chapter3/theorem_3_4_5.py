"""With h = min{1/sqrt(T), 1/(L1 (M + tau))}, SGD takes at most (f(x_0) - f* + (5 L0 + 4 L1 M)(M + tau)^2)/epsilon^4 steps.

T is the bound itself, M is read as in Assumption 3.4.1.
On a slope of length (x_0 - 1) the gradient is 2 epsilon_f for as long as T steps of size at most 1/sqrt(T) do not leave it: T grows like
(F/epsilon^2)^2. The second route of the printed reading is that count, that of the repaired one a proof, which gives P(hit by T) >= 1/2
(see `sgd_proof`).
"""

from dataclasses import replace

from theorysim.assumptions.bounded_gradient_on_sublevel import bounded_gradient_on_sublevel
from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.domains import Nonnegative, Positive
from theorysim.letters import letter, letters
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Denial, Exists, Statement, count, quantile, through
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import L0, L1, SMOOTH, F, epsilon, tau, x
from theorysim.statements.chapter3.parts.sgd_proof import PROOF, squared
from theorysim.statements.chapter3.parts.stochastic_steps import WITH_M, gap_and_noise, sgd_step

B, M, T, e, h, x0 = letters("B M T e h x0", Positive)


def bound(F, epsilon, L0, L1, M, tau):
    return gap_and_noise(F, L0, L1, M, tau) / epsilon**4


steps = count(gradient_descent, over=(*SMOOTH, bounded_gradient_on_sublevel), eta=sgd_step(L1, M, tau, T))
needed = quantile(through(bounded_noise, steps), 1 / 2)
printed = needed <= bound(F, epsilon, L0, L1, M, tau)
mended = replace(needed <= squared, idle={"eta 2": (epsilon < M,)})

# the slope: slow with slope 2 e, L0 = 3 e, M = 2 e, from x0 > 1, where x_k = x0 - 2 e h k
k = letter("k", Nonnegative)

is_met = (slow.gradient(x0, e) <= epsilon).in_words("some |f'(x_k)| <= epsilon with k <= the bound")
is_member = (1 < 2 * e).in_words("M = 2 e > 1")
no_less = (bound(slow.value(x0, e), epsilon, 3 * e, L1, 2 * e, tau) <= B).in_words("the bound is at most B")
step = h**2 * T <= 1
not_yet_left = (1 <= x0 - 2 * e * h * k).in_words("x_k >= 1 up to the bound")
steep = (epsilon < slow.gradient(x, e)).in_words("and there the gradient is above epsilon")

SLOPE = Exists(
    (is_met,),
    (1 <= x0, is_member),
    (Denial((epsilon < 2 * e, no_less, 4 * e**2 * B <= (x0 - 1) ** 2), (((T <= B, k <= T, step), not_yet_left), ((1 <= x,), steep))),),
    {"x0": (1.0, 1e3), "e": (0.51, 10.0), "epsilon": (1e-1, 20.0), "L1": (1e-6, 1.0), "tau": (1e-3, 1.0), "B": (1.0, 1e3)},
)

BY_HAND = {"F": 1, "epsilon": 2, "L0": 1, "L1": 1, "M": 1, "tau": 1}

statement = Statement(
    "theorem-3.4.5",
    Claim(
        printed.within(WITH_M),
        cause="exponent",
        why="On a slope a step gains g^2/sqrt(T), so T >= (F/g^2)^2: square the parentheses. A bound below 1, as here, allows no step.",
        second=(SLOPE,),
        at=((printed.bound, BY_HAND, 37 / 16),),
    ),
    Claim(
        mended.within(WITH_M),
        "repaired: at most ((f(x_0) - f* + (5 L0 + 4 L1 M)(M + tau)^2)/epsilon^2)^2",
        second=PROOF,
        why="The noise may leave the sublevel set, where M bounds nothing, but seldom gets far. The step is 1/sqrt(T).",
        at=((mended.bound, BY_HAND, 1369 / 16),),
    ),
)
