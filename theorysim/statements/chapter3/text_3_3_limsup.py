"""The limsup of |F(x) - F(x + delta)|/|delta| being at most L1 |F(x)| + L0 can replace (3.2), F the gradient; F is then locally Lipschitz.

It says the same where f is twice differentiable. With c = L1 |F(x)| + L0, members that are not twice differentiable: x|x|, two
parabolas that meet with one slope, and a line that goes over into exp(x) - x; non-members are those with a smaller L0, and |x|^(3/2),
whose gradient is no Lipschitz function near 0.

Why it is locally Lipschitz: where the limsup is finite F is continuous, |F(x + delta) - F(x)| being at most (c + 1)|delta| for small delta;
so on a segment c is bounded, by less than C say. Were |F(b) - F(a)| > C |b - a|, one half of [a, b] would have that too (`parts`), and so
on, down to a point p of all of them; but on a small segment around p the limsup at p forbids it (`parts` again, with p within).
"""

from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, exp, log, maximum, sqrt, where
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, x

# --- where f is twice differentiable: |F(x + delta) - F(x)|/|delta| = q, |H delta|/|delta| = h, and for small delta |q - h| <= e ---

q, h, H_norm = letters("q h H_norm", Nonnegative)
e, delta = letters("e delta", Positive)
at_most_H, at_least_H = q <= H_norm + e, H_norm - e <= q  # the second along a delta that H stretches most

# --- members and non-members ----------------------------------------------------------------------------------------------

d = letter("delta", Real)
a, b, c = letters("a b c", Positive)
y, z = letter("y", AtLeastOne), letter("z", AboveOne)  # from x = log y by log z

of_size = absolute(2 * absolute(x + d) - 2 * absolute(x)) <= 2 * absolute(d)


def two_slopes(x):
    """The gradient of two parabolas that meet at 0."""
    return where(x < 0, a * x, b * x)


two_parabolas = absolute(two_slopes(x + delta) - two_slopes(x)) <= L0 * delta  # between x and x + delta, from either; whatever L1
below_b = (L1 * absolute(two_slopes(0)) + L0) * delta < absolute(two_slopes(delta) - two_slopes(0))  # at 0, delta however small


def bent(x):
    """The gradient of 1 for x < 0 and exp(x) - x beyond: its slope jumps from 0 to 1, and grows without bound."""
    return where(x < 0, 0, exp(x) - 1)


BENT = (
    ((1 - log(z)) * (bent(log(y) + log(z)) - bent(log(y))) <= (1 + bent(log(y))) * log(z)).in_words("up: at most c/(1 - delta)"),
    (bent(log(y)) - bent(log(y) - log(z)) <= (1 + bent(log(y))) * log(z)).in_words("down: at most c"),
)
small = (1 / (1 + c) ** 2).named("delta")
steep = c * small < sqrt(small)

# --- locally Lipschitz ------------------------------------------------------------------------------------------------------

C = letter("C", Positive)
left, right, p = letters("left right p", Nonnegative)
u, v = letters("u v", AtLeastOne)

parts = left + right <= C * (p + q)
lipschitz = bent(log(u)) - bent(log(v)) <= (1 + bent(log(u))) * (log(u) - log(v))  # with the c of log u, the largest one where v <= u

statement = Statement(
    "text-3.3-limsup",
    Claim(
        Relation((at_most_H.in_words("quotients near x are at most ||H|| + e"),), (q <= h + e, h <= H_norm)),
        part="twice differentiable, at most",
        at=((at_most_H, {"q": 3.0, "H_norm": 3.0, "e": 0.5}, 3.0),),
    ),
    Claim(
        Relation((at_least_H.in_words("some are at least ||H|| - e"),), (h - e <= q, H_norm <= h)), part="twice differentiable, at least"
    ),
    Claim(Relation((of_size.in_words("x|x| is a member with L0 = 2"),)), part="x|x|", at=((of_size, {"x": 1.0, "delta": -3.0}, 2.0),)),
    Claim(Relation((two_parabolas.in_words("with L0 = max{a, b}"),), (maximum(a, b) <= L0,)), part="two parabolas"),
    Claim(Relation((below_b.in_words("with a smaller L0 none, at 0"),), (L0 < b,)), part="two parabolas, not"),
    Claim(Relation(BENT), part="bent exponential"),
    Claim(
        Exists((steep.in_words("near 0 sqrt(|x|) has quotients above every c"),)), part="|x|^(3/2), not", at=((steep, {"c": 1.0}, 0.25),)
    ),
    Claim(
        Relation((parts.in_words("on both segments, of lengths p and q"),), (left <= C * p, right <= C * q)),
        part="locally Lipschitz, bisection",
    ),
    Claim(Relation((lipschitz.in_words("F(x) - F(y) <= c (x - y)"),)), part="locally Lipschitz, bent exponential"),
)
