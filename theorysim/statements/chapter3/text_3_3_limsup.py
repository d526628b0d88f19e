"""A limsup of gradient differences in place of the Hessian: the same where f is twice differentiable, and a local Lipschitz bound always.

F is the gradient, c = L1 |F(x)| + L0. Members that are not twice differentiable: x|x|, two parabolas that meet with one slope, and a line
that goes over into exp(x) - x; non-members are those with a smaller L0, and |x|^(3/2), whose gradient is no Lipschitz function near 0.

Why it is locally Lipschitz: where the limsup is finite F is continuous, |F(x + delta) - F(x)| being at most (c + 1)|delta| for small delta;
so on a segment c is bounded, by less than C say. Were |F(b) - F(a)| > C |b - a|, one half of [a, b] would have that too (`parts`), and so
on, down to a point p of all of them; but on a small segment around p the limsup at p forbids it (`parts` again, with p within).
"""

from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Positive, Real
from theorysim.maths import absolute, exp, log, maximum, sqrt, where
from theorysim.model import Claim, Exists, Relation, Statement, at_most, less

# --- where f is twice differentiable: |F(x + delta) - F(x)|/|delta| = q, |H delta|/|delta| = h, and for small delta |q - h| <= e ---


def within_hessian(q: Nonnegative, H_norm: Nonnegative, e: Positive):
    return q, H_norm + e


def reaches_hessian(q: Nonnegative, H_norm: Nonnegative, e: Positive):
    """Along a delta that H stretches most."""
    return H_norm - e, q


def not_above(q: Nonnegative, h: Nonnegative, e: Positive):
    return q, h + e


def not_below(q: Nonnegative, h: Nonnegative, e: Positive):
    return h - e, q


def stretched(h: Nonnegative, H_norm: Nonnegative):
    return h, H_norm


def stretched_most(h: Nonnegative, H_norm: Nonnegative):
    return H_norm, h


# --- members and non-members ----------------------------------------------------------------------------------------------


def x_size(x: Real, delta: Real):
    """x|x|, whose gradient is 2|x|, with L0 = 2."""
    return absolute(2 * absolute(x + delta) - 2 * absolute(x)), 2 * absolute(delta)


def two_slopes(x, a, b):
    """The gradient of two parabolas that meet at 0."""
    return where(x < 0, a * x, b * x)


def two_parabolas(x: Real, delta: Positive, a: Positive, b: Positive, L0: Positive):
    """Between x and x + delta, from either; whatever L1."""
    return absolute(two_slopes(x + delta, a, b) - two_slopes(x, a, b)), L0 * delta


def enough(a: Positive, b: Positive, L0: Positive):
    return maximum(a, b), L0


def not_two_parabolas(delta: Positive, a: Positive, b: Positive, L0: Positive, L1: Positive):
    """At x = 0, for delta to the right, however small."""
    return (L1 * absolute(two_slopes(0, a, b)) + L0) * delta, absolute(two_slopes(delta, a, b) - two_slopes(0, a, b))


def too_little(b: Positive, L0: Positive):
    return L0, b


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


def parts(left: Nonnegative, right: Nonnegative, p: Nonnegative, q: Nonnegative, C: Positive):
    """If on two adjacent segments, of lengths p and q, F differs by at most C times the length, then on both together."""
    return left + right, C * (p + q)


def left_part(left: Nonnegative, p: Nonnegative, C: Positive):
    return left, C * p


def right_part(right: Nonnegative, q: Nonnegative, C: Positive):
    return right, C * q


def bent_lipschitz(u: AtLeastOne, v: AtLeastOne):
    """Between log v and log u the bent gradient is Lipschitz with the c of log u, the largest one where v <= u."""
    return bent(log(u)) - bent(log(v)), (1 + bent(log(u))) * (log(u) - log(v))


statement = Statement(
    "text-3.3-limsup",
    (
        Claim(
            Relation((at_most(within_hessian, "quotients near x are at most ||H|| + e"),), (at_most(not_above), at_most(stretched))),
            part="twice differentiable, at most",
            at=((within_hessian, (3.0, 3.0, 0.5), 3.0),),
        ),
        Claim(
            Relation((at_most(reaches_hessian, "some are at least ||H|| - e"),), (at_most(not_below), at_most(stretched_most))),
            part="twice differentiable, at least",
        ),
        Claim(Relation((at_most(x_size, "x|x| is a member with L0 = 2"),)), part="x|x|", at=((x_size, (1.0, -3.0), 2.0),)),
        Claim(Relation((at_most(two_parabolas, "with L0 = max{a, b}"),), (at_most(enough),)), part="two parabolas"),
        Claim(Relation((less(not_two_parabolas, "with a smaller L0 none, at 0"),), (less(too_little),)), part="two parabolas, not"),
        Claim(Relation((at_most(up, "steps up"), at_most(down, "steps down"))), part="bent exponential"),
        Claim(Exists((less(root, "sqrt(|x|) has quotients above every c"),)), part="|x|^(3/2), not", at=((root, (1.0,), 0.25),)),
        Claim(
            Relation((at_most(parts, "two parts add up"),), (at_most(left_part), at_most(right_part))),
            part="locally Lipschitz, bisection",
        ),
        Claim(Relation((at_most(bent_lipschitz, "F(x) - F(y) <= c (x - y)"),)), part="locally Lipschitz, bent exponential"),
    ),
)
