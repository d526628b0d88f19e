"""Naive bounds of the norms of gradient and Hessian are both monotonically increasing in |W_i| and in |f(X) - Y|.

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
of_gradient = (2 * c * a <= 2 * c * b).in_words("in |W_k|, k not i, and in |f(X) - Y|")
OF_HESSIAN = (
    (2 * c * a**2 + 2 * d * a <= 2 * c * b**2 + 2 * d * b).in_words("in |W_k|, k not i, j"),
    (2 * c * a + 2 * d <= 2 * c * b + 2 * d).in_words("in |W_i| or |W_j|, i < j"),
    (2 * c + 2 * d * a <= 2 * c + 2 * d * b).in_words("in |f(X) - Y|"),
)

# an entry of A B, squared, is at most its row's square times its column's (longer ones likewise): summed, |A B| <= |A| |B|
cauchy_schwarz = (a1 * b1 + a2 * b2) ** 2 <= (a1**2 + a2**2) * (b1**2 + b2**2)

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


statement = Statement(
    "text-3.2.3-monotone",
    Claim(
        Relation((of_gradient,), (grows,)),
        part="gradient",
        at=((of_gradient, {"a": 1.0, "b": 2.0, "c": 3.0}, 6.0),),
        second=(Executed(tuple(map(instance, NETS))),),
    ),
    Claim(Relation(OF_HESSIAN, (grows,)), part="Hessian", at=((OF_HESSIAN[0], {"a": 2.0, "b": 3.0, "c": 1.0, "d": 5.0}, 28.0),)),
    Claim(
        Relation((cauchy_schwarz.in_words("Cauchy-Schwarz"),), hints=(0 <= (a1 * b2 - a2 * b1) ** 2,)),
        part="why they are bounds",
        at=((cauchy_schwarz, {"a1": 1.0, "a2": 2.0, "b1": 3.0, "b2": 4.0}, 121.0),),
    ),
)
