"""What gradient descent needs at least, SGD needs too, and it can be arbitrarily slower than clipped SGD when M is large.

No noise at all is a noise of Assumption 3.4.2, and the step is then gradient descent's: the floor of theorem 3.4.2 (repaired) is one here.
"Can": L1 = 1, L0 = 3 r^2, epsilon = r^2, F = M = r^4, and any tau: for every c, from r = 5*10^6 c (1 + tau) on, every fixed
step needs at least c times the bound of theorem 3.4.4, so a constant in that does not matter. (That SGD "still requires additional
assumption" is text-3.4.1-necessary, for no noise.)
"""

from theorysim.domains import AboveOne, AtLeastOne, Positive, Real
from theorysim.letters import equals, letters, number
from theorysim.maths import absolute
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.sgd import sgd
from theorysim.model import Claim, Known, Order, Relation, Statement, at_most, less
from theorysim.statements.chapter3 import theorem_3_4_2
from theorysim.statements.chapter3.parts import fixed_steps
from theorysim.statements.chapter3.parts.stochastic_steps import WITH_M, clipped_bound, excess, times_excess
from theorysim.statements.chapter3.theorem_3_4_2 import complexity as fixed

c, k = letters("c k", AtLeastOne)
clipped_T, Delta, eta, fixed_T, tau = letters("clipped_T Delta eta fixed_T tau", Positive)
g, x = letters("g x", Real)
r, s = letters("r s", AboveOne)

descend, noisily = gradient_descent.stages[0], sgd.stages[0]


no_noise = absolute(number(0)) <= tau
same_step = equals(noisily(x, g + 0, k, eta), descend(x, g, eta))


def stopped(g: Positive, epsilon: Positive):
    """(3.8) asks for a gradient below epsilon where (3.7) asks for one of at most epsilon: it stops no sooner."""
    return g, epsilon


small_excess = s * s + excess(3 * s, 1, tau) <= 98 * s * s * (1 + tau)  # The gap and Delta's rest, where L0 = 3 s, L1 = 1 and F = s^2.
clipped_at_most = times_excess(Delta, s, 3 * s, 1, tau) <= 75000 * s * (1 + tau)
excess_at_most = Delta <= 98 * s * s * (1 + tau)
quieter = 1 + tau <= s
fixed_at_least = r * r * r <= 64 * fixed(r * r * r * r, r * r, 1, r * r * r * r)
slower = c * clipped_T <= fixed_T
clipped_takes = clipped_T <= 75000 * r * r * (1 + tau)
fixed_takes = r * r * r <= 64 * fixed_T
large = 5000000 * c * (1 + tau) <= r
at_two = 2 <= r


def clipped(F: Positive, epsilon: Positive, L0: AtLeastOne, L1: AtLeastOne, tau: Positive):
    return clipped_bound(F, epsilon, L0, L1, tau)


WHY = "With no noise SGD is gradient descent, whose floor grows with M while clipped SGD's bound need not: like r = M^(1/4) against any c."
SLOWER = Order(clipped, "not O", floor=Known(fixed, (theorem_3_4_2.REPAIRED,)), given=theorem_3_4_2.FITS, search=WITH_M)
DRAWN = {"c": (1.0, 1e6), "r": (1.000001, 1e15), "s": (1.000001, 1e9), "tau": (1e-3, 1e3)}
FAR = {"c": (1.0, 1e3), "r": (1e6, 1e12), "tau": (1e-3, 1e3), "clipped_T": (1.0, 1e33), "fixed_T": (1e15, 1e36)}
FITS = Relation(
    fixed_steps.fits(r**4, r**2, 3 * r**2, 1, r**4),
    (at_two.in_words("r >= 2"),),
    DRAWN,
)
statement = Statement(
    "text-3.4.2-sgd-slower",
    (
        Claim(
            Relation((no_noise.in_words("no noise is at most tau"), same_step.in_words("x - eta (g + 0) is gradient descent's step"))),
            part="the floor is valid",
            why=WHY,
        ),
        Claim(Relation((at_most(stopped, "(3.8) is met no sooner than (3.7)"),), (less(stopped),)), part="the complexities", why=WHY),
        Claim(FITS, part="the hypotheses of the floor", why=WHY),
        Claim(
            Relation((fixed_at_least.in_words("a fixed step needs at least r^3/64"),), (at_two.in_words("r >= 2"),), DRAWN),
            part="a fixed step",
            why=WHY,
        ),
        Claim(
            Relation((small_excess.in_words("Delta is at most 98 s^2 (1 + tau)"),), (quieter.in_words("1 + tau <= s"),), DRAWN),
            part="clipped, Delta",
            why=WHY,
        ),
        Claim(
            Relation((clipped_at_most.in_words("T <= 75000 s (1 + tau)"),), (excess_at_most, quieter), DRAWN),
            part="clipped, T with s = r^2",
            why=WHY,
        ),
        Claim(
            Relation(
                (slower.in_words("a fixed step needs c times as many"),),
                (clipped_takes, fixed_takes, large.in_words("r >= 5*10^6 c (1 + tau)")),
                FAR,
            ),
            part="arbitrarily slower",
            why=WHY,
            second=(SLOWER,),
            at=((small_excess, {"tau": 1.0, "s": 2.0}, 4 + 32.0 + 324), (clipped_at_most, {"Delta": 1.0, "tau": 1.0, "s": 1.0}, 752.0)),
        ),
    ),
)
