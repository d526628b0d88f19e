"""Projected SGD on any problem with mu = G = 1: a weighted average is 4/v near the minimum, v = k^(alpha - 1).

x* is the minimizer and c + w = <g, x - x*>/|x - x*|. As |x - x*| <= |grad f| <= 1 on the domain, the next point is no farther than 1
from x*, however long g is, and no farther than the step of size eta before it is projected. So at every outcome its squared distance is
at most |x - x*|^2 - 2 eta <g, x - x*> + 2 (eta |g|)^alpha: a long g costs its power alpha and not its square. With `off` = |x_(j-1) - x*|,
`after` the mean of |x_j - x*|^2 and eta = 2/(j + 1), strong convexity gives a step of the proof. Its terms are summed with the weights
j: those of `after` and `off` cancel, j/v_j grows with j, so that k (k + 1) T/2 <= 2 k k/v for T = E f(average) - f(x*).
"""

from theorysim.domains import AtLeastOne, Nonnegative
from theorysim.letters import letter, letters
from theorysim.maths import maximum, minimum
from theorysim.model import Relation
from theorysim.statements.chapter4.notation import G, alpha, k, s, tau
from theorysim.statements.chapter4.parts.clipping import c, under_gradient, w

# --- one step, for every law of g: all lengths but |g| are divided by eta, tau is 1/eta ------------------------------------

away = letter("away", Nonnegative)  # |x - x*|, at most tau
moved = away**2 - 2 * away * (c + w) + s**2
nearer = minimum(tau**2, moved)
progress = nearer <= away**2 - 2 * away * c + 2 * G**alpha * tau ** (2 - alpha)
LINES = (
    (minimum(s, tau) * s <= s**alpha * tau ** (2 - alpha)).in_words("the square of a short step, the length of a long one"),
    (away * (c + w) <= away * s).in_words("by Cauchy and Schwarz"),
    tau**2 <= away**2 + 2 * (tau - away) * maximum(s, tau),
    nearer <= away**2 - 2 * away * (c + w) + 2 * minimum(s, tau) * s,
)
STEP = under_gradient(progress, (away <= tau,), price=2 * tau ** (2 - alpha), along=-2 * away, lines=LINES)

# --- and their sum, with G = 1 ---------------------------------------------------------------------------------------------

gap, off, after, slope, T = letters("gap off after slope T", Nonnegative)
long = letter("long", Nonnegative)  # eta^(alpha - 1), eta = 2/(j + 1), at most 2/j^(alpha - 1)
j = letter("j", AtLeastOne)
v_j, v = letters("v_j v", AtLeastOne)  # j^(alpha - 1) and k^(alpha - 1), which are at most j and k
size = 2 / (j + 1)

convex = gap + off**2 / 2 <= off * slope
steps = after <= off**2 - 2 * size * off * slope + 2 * size * long
weighted = j * gap <= (j * (j - 1) * off**2 - j * (j + 1) * after) / 4 + 2 * j / v_j
summed = k * (k + 1) * T / 2 <= 2 * k**2 / v
counted = T <= 4 / v
SUM = (
    Relation((weighted,), (convex, steps, long <= 2 / v_j)),
    Relation((counted,), (summed,)),
)
