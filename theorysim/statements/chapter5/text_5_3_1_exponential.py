"""To find a point that is delta close to an epsilon-stationary one takes a number of calls that is exponential in the dimension.

The page cites this. The theorem is that of the cited paper; shown is how its functions hide what is stationary, in a few words: f(x) =
|x| - 4 max{<w, x> - |x|/2, 0}, cut off at -1, for a unit vector w that is not known. Outside of the cone <w, x> > |x|/2 it is |x|,
whatever w is: answers there say nothing. Above the cut every generalized gradient has a norm of at least 1, in the cone (r = |x|, c = <w,
x>/r) and on its edge, so that what is stationary lies in the cone, at |x| >= 1, but for 0. (The cited functions have none at 0 either.) A
query lies in the cone of a random w with a chance of at most exp(-d/8): computed in odd dimensions up to 49. With T queries, to meet it
with probability 2/3 takes T >= (2/3) exp(d/8).
"""

from fractions import Fraction
from math import comb

from theorysim.domains import Nonnegative, Positive, Probability, Real, Unit
from theorysim.letters import equals, letter
from theorysim.maths import exp, maximum
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter5.notation import T, d

r, s = letter("r", Positive), letter("s", Real)  # |x| and <w, x>
c, share = letter("c", Real), letter("share", Unit)
p, chance = letter("p", Probability), letter("chance", Nonnegative)

f = r - 4 * maximum(s - r / 2, 0)
hidden = equals(f, r)
steep = 1 <= 9 - 2 * 3 * 4 * c + 16  # |3 x/r - 4 w|^2
at_the_edge = 1 <= (1 + 2 * share) ** 2 - 2 * (1 + 2 * share) * 4 * share * c + (4 * share) ** 2  # |x/r + share (2 x/r - 4 w)|^2
exponential = 2 * exp(d / 8) <= 3 * T
UNION = (p <= T * chance, chance <= exp(-d / 8), 2 <= 3 * p)
SEARCH = {
    "r": (1e-3, 100),
    "s": (-100, 100),
    "c": (-1, 1),
    "share": (0, 1),
    "d": (1, 50),
    "T": (1, 10**6),
    "p": (2 / 3, 1),
    "chance": (0, 1),
}


def chances():
    """In each odd dimension from 3 to 49 the share of the sphere in the cone is at most exp(-d/8)."""
    held = 0
    for odd in range(3, 50, 2):
        n = (odd - 3) // 2  # the density of <w, x>/|x| is (1 - u^2)^n, up to a factor

        def integral(u, n=n):
            return sum(comb(n, k) * (-1) ** k * Fraction(u) ** (2 * k + 1) / (2 * k + 1) for k in range(n + 1))

        held += float((integral(1) - integral(Fraction(1, 2))) / (2 * integral(1))) <= exp(-odd / 8)
    return float(held), 24.0


statement = Statement(
    "text-5.3.1-exponential",
    Claim(Relation((hidden,), (2 * s <= r,), SEARCH), part="outside of the cone", at=((f, {"r": 4, "s": 3}, 0),)),
    Claim(Relation((steep,), (c <= 1,), SEARCH), part="in the cone"),
    Claim(Relation((at_the_edge,), (equals(2 * c, 1),), SEARCH), part="at its edge"),
    Claim(Executed((chances,)), part="the chance of a query"),
    Claim(Relation((exponential,), UNION, SEARCH), part="T queries"),
)
