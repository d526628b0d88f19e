"""E|c|^2 <= E[2|grad f|^2 + 2 q^2] <= E[2|grad f|^2 + 2 q^alpha (2 tau)^(2 - alpha)] <= 2|grad f|^2 + 4 tau^(2 - alpha) E|n|^alpha.

c is clip(g), n is g - grad f, q is |grad f - c|, and |grad f| <= tau/2. The third link rests on the fact that q <= |grad f - g|, which is
shown in squares: of a clipped g, <grad f, g> = (s^2 + |grad f|^2 - r^2)/2 gives q^2. The last line is E|grad f - g|^alpha <= sigma^alpha.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.lemma_4_7_2 import small
from theorysim.statements.chapter4.notation import alpha, grad, r, s, sigma, tau
from theorysim.statements.chapter4.parts.clipping import DRAWN, under_noise

m, q = letters("m q", Nonnegative)  # |clip(g)| and |grad f - clip(g)|
SIDES = (m <= grad + q, q <= grad + m, m <= tau, small)
first = m**2 <= 2 * grad**2 + 2 * q**2
near = q <= 2 * tau
second = 2 * grad**2 + 2 * q**2 <= 2 * grad**2 + 2 * q**alpha * (2 * tau) ** (2 - alpha)
third = 2 * grad**2 + 2 * q**alpha * (2 * tau) ** (2 - alpha) <= 2 * grad**2 + 4 * tau ** (2 - alpha) * r**alpha
last = 2 * grad**2 + 4 * tau ** (2 - alpha) * r**alpha <= 2 * grad**2 + 4 * tau ** (2 - alpha) * sigma**alpha

# the fact, for |g| = s >= tau
dot = (s**2 + grad**2 - r**2) / 2
q2 = grad**2 - 2 * tau / s * dot + tau**2
fact = (q2 <= r**2).in_words("|grad f - tau g/|g||^2 <= |grad f - g|^2")
TRIANGLE = (grad <= r + s, s <= grad + r, r <= grad + s)

OF_THIRD = (
    2 * q**alpha * (2 * tau) ** (2 - alpha) <= 4 * tau ** (2 - alpha) * q**alpha,
    4 * tau ** (2 - alpha) * q**alpha <= 4 * tau ** (2 - alpha) * r**alpha,
)
SQUARE = 2 * grad * q <= grad**2 + q**2
RANGES = DRAWN | {"m": (1e-3, 1e3), "q": (1e-3, 1e3), "r": (1e-3, 1e3), "s": (1e-3, 1e3)}

statement = Statement(
    "proof-lemma-4.7.2-variance",
    Claim(Relation((first,), SIDES, RANGES, hints=(SQUARE,)), part="first", at=((first, {"m": 3, "grad": 1, "q": 2}, 9),)),
    Claim(Relation((near,), SIDES, RANGES), part="q is at most 2 tau"),
    Claim(Relation((second,), (near,), RANGES), part="second", at=((second, {"grad": 1, "q": 2, "tau": 1, "alpha": 2}, 10),)),
    Claim(Relation((fact,), (*TRIANGLE, tau <= s, 0 < s, small), RANGES), part="the fact"),
    Claim(Relation((third,), (q <= r,), RANGES, hints=OF_THIRD), part="third"),
    Claim(under_noise(last, price=4 * tau ** (2 - alpha)), part="last"),
)
