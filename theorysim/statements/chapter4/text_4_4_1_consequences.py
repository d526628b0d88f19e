"""Assumption 4.4.3 bounds the gradient: |grad f| <= G. With mu-strong convexity no two points are farther apart than 2 G/mu.

c = <u, grad f> is the mean of <u, g> <= |g|, for every unit vector u; the tangent of |g|^alpha at G does the rest. The gradients at x and
y, D apart, are at most G along the line from one to the other; f(x) and f(y) are the letters X and Y. mu x^2/2 on |x| <= G/mu has that
diameter. The page says, too, that the proof of Theorem 4.4.2 does not use the diameter: none of its displays has a letter for it.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, G, alpha, mu, s
from theorysim.statements.chapter4.parts.clipping import ONE, c, under_gradient, w

bounded = c <= G
TANGENT = (s <= G + (s**alpha - G**alpha) * G ** (1 - alpha) / alpha, c + w <= s)

X, Y, X_along, Y_along = letters("X Y slope_x slope_y", Real)  # f(x), f(y) and the gradients' components along y - x
D = letter("D", Positive)
CONVEX = (X + X_along * D + mu / 2 * D**2 <= Y, Y - Y_along * D + mu / 2 * D**2 <= X)
GRADIENTS = (-G <= X_along, Y_along <= G)
monotone = mu * D**2 <= (Y_along - X_along) * D
rises = mu * D <= Y_along - X_along
most = 2 * G / mu
diameter = D <= most
DRAWN = RANGES | {"D": (1e-3, 1e3)}

statement = Statement(
    "text-4.4.1-consequences",
    Claim(under_gradient(bounded, price=G ** (1 - alpha) / alpha, along=-ONE, lines=TANGENT), part="the gradient is bounded"),
    Claim(Relation((monotone.in_words("the two inequalities of convexity, added"),), CONVEX, DRAWN), part="the gradient rises"),
    Claim(
        Relation((diameter,), (rises, *GRADIENTS), DRAWN),
        part="the domain is bounded",
        at=((most, {"G": 3, "mu": 2}, 3),),
    ),
)
