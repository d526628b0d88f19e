"""The norms of Hessian and gradient need not be related linearly, as in (3.2): if they are positively correlated, clipping is faster.

Read: ||Hess f|| <= l(||grad f||) for an increasing l that grows without bound ("it can grow with the norm of the gradient", says section
3). For every such l and every c there are M, F and epsilon such that every fixed step needs at least c times what clipping needs at
most. The function with f'' = l(min{f', M}) from f'(0) = 0 (a continuous l; the min keeps f' finite beyond x_0) has gradient M at an x_0
that is little against M, so that steps above 2 x_0/M diverge, and below the slow function crawls. Clipping is theorem 3.4.1 with
L0 = l(1) and an L1 above l wherever it may come.
(For a bounded l all is smooth, and clipping gains at most a constant factor.)
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, maximum, where
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Claim, Cover, Family, Member, Piece, Relation, Statement
from theorysim.objectives.power import power as monomial
from theorysim.objectives.slow import slow
from theorysim.statements.chapter3.notation import L0, L1, F, epsilon, x
from theorysim.statements.chapter3.parts.clipped_steps import complexity as clipped
from theorysim.statements.chapter3.parts.fixed_steps import before_stationary, beyond_one, slow_length, slow_rises, slow_start
from theorysim.statements.chapter3.theorem_3_4_2 import STEEP

c = letter("c", AtLeastOne)
h = letter("h", Real)  # the step size
l0, lK, lU = letters("l0 lK lU", Positive)  # l(0), l(K) and l(U): K is any gradient, U the largest that clipping may meet
K, M, x0, gap, share = letters("K M x0 gap share", Positive)
u = letter("u", Positive)  # the gradient at x_0 + s
s, s1, s2 = letters("s s1 s2", Nonnegative)
H, g = letter("H", Nonnegative), letter("u", Nonnegative)  # the norms of Hessian and gradient

RANGES = {name: (1e-3, 1e6) for name in ("L0", "L1", "M", "x0", "l0", "lK", "K", "F")}
RANGES |= {"epsilon": (1e-6, 1e4), "h": (-10.0, 1e3), "x": (-10.0, 10.0)}
LARGE = RANGES | {"lK": (1e3, 1e9), "M": (1e3, 1e15), "c": (1.0, 1e3), "s1": (1e-6, 1e6), "s2": (1e-6, 1e6)}
COUNTS = RANGES | {"c": (1.0, 10.0), "L0": (1.0, 10.0), "x0": (1e-3, 1.0), "M": (1.0, 1e5)}


def floor(M):  # of the count of every fixed step
    return F * M / (8 * epsilon**2 * x0)


def little(x0):
    return 320 * c * L0 * x0 <= M


# --- every fixed step -------------------------------------------------------------------------------------------------------

FITS = (3 * epsilon <= l0, 2 * epsilon <= M, beyond_one, M * x0 <= F)
MEMBER = (
    ((), (absolute(slow.hessian(x, epsilon)) <= l0).in_words("its Hessian is at most l(0)")),
    ((), (absolute(slow.gradient(x, epsilon)) <= M).in_words("its gradient is at most M")),
    STEEP,
)
travels = floor(M) <= (250 * slow_start - 87) / (500 * epsilon * h)
convex = M * (x0 + s) <= x0 * u  # f' is convex, as l increases: its chord from 0 to x_0 + s lies above it at x_0
PIECES = (
    Piece("the slow function rises", (h <= 0,), (*MEMBER, ((before_stationary,), slow_rises))),
    Piece(
        "the slow function crawls",
        (0 < h, h * M <= 2 * x0),
        (*MEMBER, ((), slow_length), ((), travels.in_words("so many reach from the x with gap F down to 87/250"))),
    ),
    Piece(
        "the function with f'' = l(f') diverges",
        (2 * x0 < h * M,),
        (
            ((convex,), (2 * (x0 + s) < h * u).in_words("from x = x_0 + s a step lands beyond -x: |x_k| grows for ever")),
            ((convex,), (epsilon < u).in_words("the gradient stays above epsilon")),
            ((gap <= M * x0,), (gap <= F).in_words("f' is at most M up to x_0, and so its gap at most F")),
        ),
        ("u", "gap"),
    ),
)

# the same, run on x^4, where f'' = 12 (f'/4)^(2/3)
steep = 4 * x0**3
FOURTH = Family(
    gradient_descent,
    (Member(monomial, {"p": 4}, x0), Member(slow, {"epsilon": epsilon}, slow_start)),
    floor(steep),
    {"eta": share * 2 * x0 / steep},
    (beyond_one, 2 * epsilon <= steep),
    {"x0": (0.5, 10.0), "epsilon": (1e-3, 1e2), "F": (1e-2, 1e4), "share": (0.2, 5.0)},
)

# --- how far it is to a gradient M where f'' = l(f'), and clipping, with L0 = l(1) and L1 >= l(U) -----------------------------

way = Relation(
    (little(s1 + s2).in_words("x_0 = s1 + s2, the way up to a gradient of K and on to M"),),
    (l0 * s1 <= K, lK * s2 <= M - K, 640 * c * L0 <= lK, 640 * c * L0 * K <= l0 * M),
    LARGE,
)
within = (H <= where(g <= 1, L0, lU)).in_words("||Hess f|| <= l(u), at most l(1) where u <= 1, and at most l(U) elsewhere")
smooth = (H <= L0 + L1 * g).in_words("||Hess f|| <= l(1) + L1 ||grad f||")
count = 40 * L0 * F / epsilon**2
counted = clipped(F, epsilon, L0, L1) <= count
WHY = "For every increasing l without bound and every c: with M and F large and epsilon small every fixed step is c times slower."

statement = Statement(
    "remark-3.2.1",
    Claim(
        Cover(PIECES, FITS, (), RANGES),
        part="every fixed step",
        why=WHY,
        second=(FOURTH,),
        at=((floor(M), {"F": 8.0, "epsilon": 1.0, "x0": 2.0, "M": 6.0}, 3.0),),
    ),
    Claim(way, part="the way to M", why=WHY),
    Claim(Relation((smooth,), (within, lU <= L1), RANGES), part="clipping, the class", why=WHY),
    Claim(Relation((counted,), (epsilon * maximum(1, L1) <= L0,), RANGES), part="clipping, T", why=WHY),
    Claim(
        Relation(((c * count <= floor(M)).in_words("a fixed step needs c times as many"),), (little(x0),), COUNTS), part="faster", why=WHY
    ),
)
