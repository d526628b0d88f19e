"""A limsup of gradient differences in place of the Hessian: the same where f is twice differentiable, and a local Lipschitz bound always.

F is the gradient, c = L1 |F(x)| + L0. Members that are not twice differentiable: x|x|, two parabolas that meet with one slope, and a line
that goes over into exp(x) - x; non-members are those with a smaller L0, and |x|^(3/2), whose gradient is no Lipschitz function near 0.

Why it is locally Lipschitz: where the limsup is finite F is continuous, |F(x + delta) - F(x)| being at most (c + 1)|delta| for small delta;
so on a segment c is bounded, by less than C say. Were |F(b) - F(a)| > C |b - a|, one half of [a, b] would have that too (`parts`), and so
on, down to a point p of all of them; but on a small segment around p the limsup at p forbids it (`parts` again, with p within).
"""

from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Positive, Real
from theorysim.letters import letter, letters
from theorysim.maths import absolute, exp, log, maximum, sqrt, where
from theorysim.model import Claim, Exists, Relation, Statement, at_most, less

a, b, C, delta, e, L0, L1 = letters("a b C delta e L0 L1", Positive)
h, H_norm, left, p, q, right = letters("h H_norm left p q right", Nonnegative)
u, v = letters("u v", AtLeastOne)
x = letter("x", Real)

# --- where f is twice differentiable: |F(x + delta) - F(x)|/|delta| = q, |H delta|/|delta| = h, and for small delta |q - h| <= e ---


within_hessian = q <= H_norm + e
reaches_hessian = H_norm - e <= q  # Along a delta that H stretches most.
not_above = q <= h + e
not_below = h - e <= q
stretched = h <= H_norm
stretched_most = H_norm <= h


# --- members and non-members ----------------------------------------------------------------------------------------------


def x_size(x: Real, delta: Real):
    """x|x|, whose gradient is 2|x|, with L0 = 2."""
    return absolute(2 * absolute(x + delta) - 2 * absolute(x)), 2 * absolute(delta)


def two_slopes(x, a, b):
    """The gradient of two parabolas that meet at 0."""
    return where(x < 0, a * x, b * x)


# Between x and x + delta, from either; whatever L1.
two_parabolas = absolute(two_slopes(x + delta, a, b) - two_slopes(x, a, b)) <= L0 * delta
enough = maximum(a, b) <= L0


# At x = 0, for delta to the right, however small.
not_two_parabolas = (L1 * absolute(two_slopes(0, a, b)) + L0) * delta < absolute(two_slopes(delta, a, b) - two_slopes(0, a, b))
too_little = L0 < b


def bent(x):
    """The gradient of 1 for x < 0 and exp(x) - x beyond: its slope jumps from 0 to 1, and grows without bound."""
    return where(x < 0, 0, exp(x) - 1)


def up(y: AtLeastOne, z: AboveOne):
    """From x = log y >= 0 up by delta = log z: the quotient is at most c/(1 - delta), with L0 = L1 = 1."""
    x, delta = log(y), log(z)
    return (1 - delta) * (bent(x + delta) - bent(x)), (1 + bent(x)) * delta


def down(y: AtLeastOne, z: AboveOne):
    """Down by delta it is at most c."""
    x, delta = log(y), log(z)
    return bent(x) - bent(x - delta), (1 + bent(x)) * delta


def root(c: Positive):
    """Near 0 the gradient sqrt(|x|) has quotients above every c: at delta = 1/(1 + c)^2."""
    delta = 1 / ((1 + c) * (1 + c))
    return c * delta, sqrt(delta)


# --- locally Lipschitz ------------------------------------------------------------------------------------------------------


# If on two adjacent segments, of lengths p and q, F differs by at most C times the length, then on both together.
parts = left + right <= C * (p + q)
left_part = left <= C * p
right_part = right <= C * q


# Between log v and log u the bent gradient is Lipschitz with the c of log u, the largest one where v <= u.
bent_lipschitz = bent(log(u)) - bent(log(v)) <= (1 + bent(log(u))) * (log(u) - log(v))


statement = Statement(
    "text-3.3-limsup",
    (
        Claim(
            Relation((within_hessian.in_words("quotients near x are at most ||H|| + e"),), (not_above, stretched)),
            part="twice differentiable, at most",
            at=((within_hessian, {"q": 3.0, "H_norm": 3.0, "e": 0.5}, 3.0),),
        ),
        Claim(
            Relation((reaches_hessian.in_words("some are at least ||H|| - e"),), (not_below, stretched_most)),
            part="twice differentiable, at least",
        ),
        Claim(Relation((at_most(x_size, "x|x| is a member with L0 = 2"),)), part="x|x|", at=((x_size, (1.0, -3.0), 2.0),)),
        Claim(Relation((two_parabolas.in_words("with L0 = max{a, b}"),), (enough,)), part="two parabolas"),
        Claim(Relation((not_two_parabolas.in_words("with a smaller L0 none, at 0"),), (too_little,)), part="two parabolas, not"),
        Claim(Relation((at_most(up, "steps up"), at_most(down, "steps down"))), part="bent exponential"),
        Claim(Exists((less(root, "sqrt(|x|) has quotients above every c"),)), part="|x|^(3/2), not", at=((root, (1.0,), 0.25),)),
        Claim(
            Relation((parts.in_words("two parts add up"),), (left_part, right_part)),
            part="locally Lipschitz, bisection",
        ),
        Claim(Relation((bent_lipschitz.in_words("F(x) - F(y) <= c (x - y)"),)), part="locally Lipschitz, bent exponential"),
    ),
)
