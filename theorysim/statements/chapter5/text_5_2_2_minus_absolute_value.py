"""-|x| is not weakly convex: no quadratic added to it makes it convex. It is directionally differentiable, and not regular.

F(x) = -|x| + c x^2 + b x + k lies above its chord at 0, on [-u, u] with u = 1/(1 + |c|). Along any curve t (d + e), e going to 0 with t,
the quotient goes to f'(0; d) = -|d|. Regularity is read as f°(x; d) <= f'(x; d), the inequality that the thesis cites from another paper:
at 0 the quotients from y = -2t to -t are 1, so f°(0; 1) >= 1, while f'(0; 1) = -1. The class is that of directionally differentiable
functions, of which the sentence speaks; (5.2) asks for a lower bound besides, which -|x| does not have.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Exists, Relation, Statement

b, c, d, e, k = letters("b c d e k", Real)
t = letter("t", Positive)


def f(x):
    return -absolute(x)


def with_quadratic(x):
    return f(x) + c * x**2 + b * x + k


u = 1 / (1 + absolute(c))
above = (with_quadratic(u) + with_quadratic(-u)) / 2 < with_quadratic(0)
quotient = (f(t * (d + e)) - f(0)) / t
near = absolute(quotient - f(d)) <= absolute(e)
steep = equals((f(-2 * t + t) - f(-2 * t)) / t, 1)
regular = (f(t) - f(0)) / t < (f(-2 * t + t) - f(-2 * t)) / t

statement = Statement(
    "text-5.2.2-minus-absolute-value",
    Claim(Exists((above,)), part="a: not convex with any quadratic", at=((above, {"c": 1, "b": 5, "k": 0}, -1 / 4),)),
    Claim(Relation((near.in_words("along any curve with the tangent d the limit is -|d|"),)), part="b: directionally differentiable"),
    Claim(Relation((steep.in_words("f°(0; 1) is 1"), regular)), part="b: not regular", at=((steep, {"t": 3}, 1),)),
)
