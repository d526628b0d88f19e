"""The deterministic lower bound of theorem 3.4.2 is still valid for SGD, which can be arbitrarily slower than clipped SGD when M is large.

No noise at all is a noise of Assumption 3.4.2, and the step is then gradient descent's: the floor of theorem 3.4.2 (repaired) is one here.
"Can": L1 = 1, L0 = 3 r^2, epsilon = r^2, F = M = r^4, and any tau: for every c, from r = 5*10^6 c (1 + tau) on, every fixed
step needs at least c times the bound of theorem 3.4.4, so a constant in that does not matter. (That SGD "still requires additional
assumption" is text-3.4.1-necessary, for no noise.)
"""

from theorysim.domains import AboveOne, AtLeastOne, Positive, Real
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import absolute
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.sgd import sgd
from theorysim.model import Claim, Known, Order, Relation, Statement
from theorysim.statements.chapter3 import theorem_3_4_2
from theorysim.statements.chapter3.notation import F, epsilon, eta, g, x
from theorysim.statements.chapter3.parts import fixed_steps
from theorysim.statements.chapter3.parts.stochastic_steps import WITH_M, clipped_bound, excess, times_excess
from theorysim.statements.chapter3.theorem_3_4_2 import complexity as fixed

L0, L1, c, k = letters("L0 L1 c k", AtLeastOne)
Delta, clipped_T, fixed_T, tau = letters("Delta clipped_T fixed_T tau", Positive)
any_g = letter("g", Real)
r, s = letters("r s", AboveOne)

DRAWN = {"c": (1.0, 1e6), "r": (1.000001, 1e15), "s": (1.000001, 1e9), "tau": (1e-3, 1e3)}
FAR = {"c": (1.0, 1e3), "r": (1e6, 1e12), "tau": (1e-3, 1e3), "clipped_T": (1.0, 1e33), "fixed_T": (1e15, 1e36)}
WHY = "With no noise SGD is gradient descent, whose floor grows with M while clipped SGD's bound need not: like r = M^(1/4) against any c."

# the floor is valid
descend, noisily = gradient_descent.stages[0], sgd.stages[0]
no_noise = (absolute(number(0)) <= tau).in_words("no noise is at most tau")
same_step = equals(noisily(x, any_g + 0, k, eta), descend(x, any_g, eta)).in_words("x - eta (g + 0) is gradient descent's step")

# (3.8) asks for a gradient below epsilon where (3.7) asks for one of at most epsilon
no_sooner = (g <= epsilon).in_words("(3.8) is met no sooner than (3.7)")

# a fixed step, where F = r^4, epsilon = r^2, L0 = 3 r^2, L1 = 1, M = r^4
at_two = r >= 2
FITS = fixed_steps.fits(r**4, r**2, 3 * r**2, 1, r**4)
fixed_at_least = (r**3 <= 64 * fixed(r**4, r**2, 1, r**4)).in_words("a fixed step needs at least r^3/64")

# clipped SGD, with s = r^2: the gap and Delta's rest, where L0 = 3 s, L1 = 1 and F = s^2
quieter = 1 + tau <= s
small_excess = (s**2 + excess(3 * s, 1, tau) <= 98 * s**2 * (1 + tau)).in_words("Delta is at most 98 s^2 (1 + tau)")
excess_at_most = Delta <= 98 * s**2 * (1 + tau)
clipped_at_most = (times_excess(Delta, s, 3 * s, 1, tau) <= 75000 * s * (1 + tau)).in_words("T <= 75000 s (1 + tau)")

# and so
clipped_takes = clipped_T <= 75000 * r**2 * (1 + tau)
fixed_takes = r**3 <= 64 * fixed_T
large = 5000000 * c * (1 + tau) <= r
slower = (c * clipped_T <= fixed_T).in_words("a fixed step needs c times as many")

CLIPPED = clipped_bound(F, epsilon, L0, L1, tau)
SLOWER = Order(CLIPPED, "not O", floor=Known(fixed, (theorem_3_4_2.REPAIRED,)), given=theorem_3_4_2.FITS, search=WITH_M)

statement = Statement(
    "text-3.4.2-sgd-slower",
    Claim(Relation((no_noise, same_step)), part="the floor is valid", why=WHY),
    Claim(Relation((no_sooner,), (g < epsilon,)), part="the complexities", why=WHY),
    Claim(Relation(FITS, (at_two,), DRAWN), part="the hypotheses of the floor", why=WHY),
    Claim(Relation((fixed_at_least,), (at_two,), DRAWN), part="a fixed step", why=WHY),
    Claim(Relation((small_excess,), (quieter,), DRAWN), part="clipped, Delta", why=WHY),
    Claim(Relation((clipped_at_most,), (excess_at_most, quieter), DRAWN), part="clipped, T with s = r^2", why=WHY),
    Claim(
        Relation((slower,), (clipped_takes, fixed_takes, large), FAR),
        part="arbitrarily slower",
        why=WHY,
        second=(SLOWER,),
        at=((small_excess, {"tau": 1, "s": 2}, 4 + 32.0 + 324), (clipped_at_most, {"Delta": 1, "tau": 1, "s": 1}, 752)),
    ),
)
