"""A deep linear network f(X) = W_l ... W_1 X with loss |Y - f(X)|^2, its derivatives, and what section 3.2.3 makes of them.

A matrix is a tuple of rows, vec puts its rows one after the other, and A kron B has blocks a_ij B; so vec(A W B) = (A kron B^T) vec(W).
A network is (W, X, Y), W its layers from the first to the last; they are counted from 1. A block (i, j) of the Hessian has a row for
each entry of W_i and a column for each of W_j.
"""

from functools import cache, reduce
from itertools import product as pairs

# --- matrices ---------------------------------------------------------------------------------------------------------


def transposed(A):
    return tuple(zip(*A, strict=True))


def times(A, B):
    return tuple(tuple(dot(row, column) for column in transposed(B)) for row in A)


def plus(A, B):
    return tuple(tuple(a + b for a, b in zip(p, q, strict=True)) for p, q in zip(A, B, strict=True))


def minus(A, B):
    return tuple(tuple(a - b for a, b in zip(p, q, strict=True)) for p, q in zip(A, B, strict=True))


def scaled(c, A):
    return tuple(tuple(c * a for a in row) for row in A)


def unit(i, n):
    """Return the i-th of n unit vectors, from 0."""
    return (0,) * i + (1,) + (0,) * (n - 1 - i)


def identity(n):
    return tuple(unit(i, n) for i in range(n))


def kron(A, B):
    return tuple(tuple(a * b for a in p for b in q) for p in A for q in B)


def kron_swapped(A, B):
    """The other convention: blocks A b_ij."""
    return kron(B, A)


def vec(A):
    return tuple(a for row in A for a in row)


def vec_by_columns(A):
    """The other convention."""
    return vec(transposed(A))


MEANINGS = tuple(pairs((kron, kron_swapped), (vec, vec_by_columns)))  # of kron and vec


def dot(u, v):
    first, *others = (a * b for a, b in zip(u, v, strict=True))
    return sum(others, first)


def reordering(m, n):
    """K with K vec(W) = vec(W^T), for W of m rows and n columns."""
    return tuple(unit(c * n + d, m * n) for d in range(n) for c in range(m))


def product(layers, size=1):
    """The last layer times the one before it and so on down to the first; the identity where there is none."""
    return reduce(lambda below, W: times(W, below), layers) if layers else identity(size)


def form(T, A, S):
    """vec(T)^T A vec(S)."""
    return dot(vec(T), tuple(dot(row, vec(S)) for row in A))


# --- the network --------------------------------------------------------------------------------------------------------


def residual(net):
    """f(X) - Y."""
    W, X, Y = net
    return minus(product((X, *W)), Y)


def loss(net):
    errors = vec(residual(net))
    return dot(errors, errors)


def moved(net, i, T, way=plus):
    """The network with W_i + T in place of W_i, or W_i - T."""
    W, X, Y = net
    return (*W[: i - 1], way(W[i - 1], T), *W[i:]), X, Y


def slope(net, i, T):
    """Twice the derivative along T in W_i: the loss is of degree 2 in W_i, so that central differences are exact."""
    return loss(moved(net, i, T)) - loss(moved(net, i, T, minus))


def curvature(net, i, T, j, S):
    """Four times the second derivative along T in W_i and S in W_j, by mixed differences; exact too, for i = j as well."""
    return slope(moved(net, i, T), j, S) - slope(moved(net, i, T, minus), j, S)


def units(A, vec=vec):
    """The matrices of A's size with a single 1, in the order of vec."""
    places = tuple(tuple((a, b) for b in range(len(A[0]))) for a in range(len(A)))
    return tuple(tuple(tuple(int(here == place) for here in row) for row in places) for place in vec(places))


def gradient(net, i, vec=vec):
    """Twice the gradient in vec(W_i)."""
    return tuple(slope(net, i, T) for T in units(net[0][i - 1], vec))


@cache
def block(net, i, j, vec=vec):
    """Four times the block (i, j) of the Hessian."""
    return tuple(tuple(curvature(net, i, T, j, S) for S in units(net[0][j - 1], vec)) for T in units(net[0][i - 1], vec))


# --- the displays -------------------------------------------------------------------------------------------------------


def above(net, i):
    """W_l ... W_{i+1}."""
    W, _, _ = net
    return product(W[i:], len(W[i - 1]))


def below(net, i):
    """W_{i-1} ... W_1 X."""
    W, X, _ = net
    return product((X, *W[: i - 1]))


def between(net, i, j):
    """W_{j-1} ... W_{i+1}."""
    W, _, _ = net
    return product(W[i : j - 1], len(W[i - 1]))


def inner(net, i, kron=kron):
    """(W_l ... W_{i+1}) kron (W_{i-1} ... W_1 X)^T, which takes vec(W_i) to vec(f(X))."""
    return kron(above(net, i), transposed(below(net, i)))


def displayed_gradient(net, i, kron=kron, vec=vec):
    return tuple(dot(row, vec(residual(net))) for row in transposed(inner(net, i, kron)))


def first_term(net, i, j, kron=kron):
    return times(transposed(inner(net, i, kron)), inner(net, j, kron))


def printed_second_term(net, i, j, kron=kron):
    """(C kron B)(I kron (R A)), to the letter. Raises ValueError where the sizes do not fit."""
    left = kron(between(net, i, j), below(net, i))
    return times(left, kron(identity(len(net[0][i - 1])), times(residual(net), above(net, j))))


def second_term(net, i, j):
    """(C^T kron B)(I kron (R^T A)) K."""
    left = kron(transposed(between(net, i, j)), below(net, i))
    W = net[0][j - 1]
    right = kron(identity(len(W[0])), times(transposed(residual(net)), above(net, j)))
    return times(times(left, right), reordering(len(W), len(W[0])))


def display(net, i, j, kron=kron):
    return plus(first_term(net, i, j, kron), printed_second_term(net, i, j, kron))


def mended(net, i, j):
    return scaled(2, plus(first_term(net, i, j), second_term(net, i, j)))
