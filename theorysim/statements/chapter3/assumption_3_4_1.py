"""A bounded gradient on the sublevel set of the start: M, in closed form for the hard functions, and a function without one."""

from theorysim.domains import AboveOne, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, log
from theorysim.model import Claim, Exists, Relation, Statement, at_most, less
from theorysim.objectives.cubic import cubic
from theorysim.objectives.exponential import exponential
from theorysim.objectives.slow import slow

epsilon, L1 = letters("epsilon L1", Positive)
M = letter("M", AboveOne)
x = letter("x", Real)


exponential_bounded = absolute(exponential.gradient(x, L1)) <= M
exponential_sublevel = L1 * absolute(x) <= log(M) + 1
exponential_outside = M / L1 <= exponential.value(x, L1)  # f(x) <= f(x_0) = M/L1 gives |x| <= x_0: beyond, f is larger.
beyond = log(M) + 1 <= L1 * absolute(x)
slow_bounded = absolute(slow.gradient(x, epsilon)) <= 2 * epsilon


def cubic_unbounded(M: Positive):
    """x^3 has every x < 0 in the sublevel set of x_0 = 0, and at x = -(1 + M) a gradient above M."""
    return M, absolute(cubic.gradient(-(1 + M)))


def cubic_below(M: Positive):
    return cubic.value(-(1 + M)), 0


statement = Statement(
    "assumption-3.4.1",
    (
        Claim(
            Relation((exponential_bounded.in_words("|f'| <= M for |x| <= x_0 = (log M + 1)/L1"),), (exponential_sublevel,)),
            part="exponential",
            at=((exponential_bounded, {"x": 0.5, "L1": 1.0, "M": 2.0}, 0.5),),
        ),
        Claim(
            Relation((exponential_outside.in_words("beyond x_0 the value is at least M/L1"),), (beyond,)),
            part="exponential, sublevel set",
        ),
        Claim(Relation((slow_bounded.in_words("|f'| <= 2 epsilon everywhere"),)), part="slow"),
        Claim(Exists((less(cubic_unbounded), at_most(cubic_below))), part="x^3, not"),
    ),
)
