"""The naive bounds on the gradient and the Hessian of a deep linear network's loss, and how they grow.

Frobenius norms; with g(i) = |grad in W_i|, H(i, j) the norm of a block, and r = |f(X) - Y|,

    g(i) <= 2 (product of |W_k|, k != i) |X| r,
    H(i, j) <= 2 (product of |W_k|, k != i) (product of |W_k|, k != j) |X|^2 + 2 (product of |W_k|, k not i, j) |X| r   (no r for i = j).

So each is a polynomial with nonnegative coefficients in the norms. Increasing is read as nondecreasing: the bound of one block does not
see the layer itself.
"""

from math import prod

from theorysim.domains import Nonnegative, Real
from theorysim.letters import letters
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.parts.linear_layers import block, gradient, residual, vec
from theorysim.statements.chapter3.parts.linear_networks import NETS, blocks

a, b, c, d = letters("a b c d", Nonnegative)
a1, a2, b1, b2 = letters("a1 a2 b1 b2", Real)

# a, then b, is the norm that grows; c and d collect what else the two terms of a bound hold


grows = a <= b
gradient_grows = 2 * c * a <= 2 * c * b
in_another_layer = 2 * c * a * a + 2 * d * a <= 2 * c * b * b + 2 * d * b
in_its_own_layer = 2 * c * a + 2 * d <= 2 * c * b + 2 * d
in_residual = 2 * c + 2 * d * a <= 2 * c + 2 * d * b


# An entry of A B, squared, is at most its row's square times its column's (longer ones likewise): summed, |A B| <= |A| |B|.
cauchy_schwarz = (a1 * b1 + a2 * b2) * (a1 * b1 + a2 * b2) <= (a1 * a1 + a2 * a2) * (b1 * b1 + b2 * b2)


across = a1 * b2 - a2 * b1
lagrange = 0 <= across * across


# --- whole numbers: squares of norms, so that nothing is rounded ----------------------------------------------------------


def squared(A):
    return sum(a * a for a in vec(A))


def through(layers, size):
    """The square of the product of the layers' norms; that of an identity where there is none."""
    return prod(map(squared, layers)) if layers else size


def gradient_is_within(net, i):
    W, X, _ = net
    bound = 4 * prod(squared(V) for V in (*W[: i - 1], *W[i:])) * squared(X) * squared(residual(net))
    return sum(g * g for g in gradient(net, i)) <= 4 * bound


def block_is_within(net, i, j):
    """H <= a + b for square roots: H^2 - a^2 - b^2 <= 2 a b, squared where the left side is positive."""
    W, X, Y = net
    top = {k: through(W[k:], len(Y)) for k in (i, j)}  # |W_l..W_{k+1}|^2
    bottom = {k: prod(map(squared, W[: k - 1])) * squared(X) for k in (i, j)}
    first = 4 * top[i] * bottom[i] * top[j] * bottom[j]
    second = 4 * through(W[i : j - 1], len(W[i - 1])) * bottom[i] * squared(residual(net)) * top[j] * (j > i)
    beyond = squared(block(net, i, j)) - 16 * (first + second)
    return beyond <= 0 or beyond * beyond <= 4 * 256 * first * second


def instance(net):
    def bounded():
        """The gradient in every layer and every block of a network of whole numbers."""
        layers, asked = range(1, len(net[0]) + 1), blocks(net, 0)
        within = [gradient_is_within(net, i) for i in layers] + [block_is_within(net, i, j) for i, j in asked]
        return sum(within), len(within)

    return bounded


GROWS = (grows.in_words("a <= b"),)

statement = Statement(
    "text-3.2.3-monotone",
    (
        Claim(
            Relation((gradient_grows.in_words("in |W_k|, k not i, and in |f(X) - Y|"),), GROWS),
            part="gradient",
            at=((gradient_grows, {"a": 1.0, "b": 2.0, "c": 3.0}, 6.0),),
            second=(Executed(tuple(map(instance, NETS))),),
        ),
        Claim(
            Relation(
                (
                    in_another_layer.in_words("in |W_k|, k not i, j"),
                    in_its_own_layer.in_words("in |W_i| or |W_j|, i < j"),
                    in_residual.in_words("in |f(X) - Y|"),
                ),
                GROWS,
            ),
            part="Hessian",
            at=((in_another_layer, {"a": 2.0, "b": 3.0, "c": 1.0, "d": 5.0}, 28.0),),
        ),
        Claim(
            Relation((cauchy_schwarz.in_words("Cauchy-Schwarz"),), hints=(lagrange,)),
            part="why they are bounds",
            at=((cauchy_schwarz, {"a1": 1.0, "a2": 2.0, "b1": 3.0, "b2": 4.0}, 121.0),),
        ),
    ),
)
