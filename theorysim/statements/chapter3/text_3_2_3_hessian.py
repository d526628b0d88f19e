"""The blocks of the Hessian of a deep linear network's loss, for two layers i < j.

Where each layer has one weight no convention plays a part, and the display is half the block. Elsewhere its second term lacks
transposes and the reordering of vec(W_j^T), and its sizes fit only where X has as many columns as Y has rows and W_{j-1}...W_{i+1} is
square; the smallest such network in which it is wrong has sizes 1, 1, 2.
"""

from theorysim.domains import Real
from theorysim.model import Claim, Executed, Relation, Statement, same
from theorysim.statements.chapter3.parts.linear_layers import (
    block,
    curvature,
    first_term,
    form,
    kron,
    kron_swapped,
    plus,
    printed_second_term,
    scaled,
    second_term,
    transposed,
    vec,
    vec_by_columns,
)
from theorysim.statements.chapter3.parts.linear_networks import NETS, blocks, narrow_middle, of_weights, square_top, two_columns

ONE = ((1,),)


def display(net, i, j):
    return plus(first_term(net, i, j), printed_second_term(net, i, j))


def mended(net, i, j):
    return scaled(2, plus(first_term(net, i, j), second_term(net, i, j)))


def printed(w1: Real, w2: Real, x: Real, y: Real):
    """Two layers of one weight: the derivative of (y - w2 w1 x)^2 in w1 and w2."""
    net = of_weights(w1, w2, x, y)
    return curvature(net, 1, ONE, 2, ONE) / 4, display(net, 1, 2)[0][0]


def printed_twice(v1: Real, v2: Real, u: Real, x1: Real, x2: Real, y11: Real, y12: Real, y21: Real, y22: Real):
    """Sizes 1, 1, 2 and two columns: in W_1 and the lower entry of W_2, against twice the display."""
    net = (((u,),), ((v1,), (v2,))), ((x1, x2),), ((y11, y12), (y21, y22))
    return curvature(net, 1, ONE, 2, ((0,), (1,))) / 4, 2 * display(net, 1, 2)[0][1]


def repaired(w1: Real, w2: Real, x: Real, y: Real):
    net = of_weights(w1, w2, x, y)
    return curvature(net, 1, ONE, 2, ONE) / 4, mended(net, 1, 2)[0][0]


def along(net, i, T, j, S):
    """The second derivative along T in W_i and S in W_j, and what the mended display gives for it."""
    return curvature(net, i, T, j, S) / 4, form(T, mended(net, i, j), S)


def square(
    t1: Real, t2: Real, s11: Real, s12: Real, s21: Real, s22: Real,
    u1: Real, u2: Real, v11: Real, v12: Real, v21: Real, v22: Real, x: Real, y1: Real, y2: Real,
):  # fmt: skip
    return along(square_top(u1, u2, v11, v12, v21, v22, x, y1, y2), 1, ((t1,), (t2,)), 2, ((s11, s12), (s21, s22)))


def around(t1: Real, t2: Real, s1: Real, s2: Real, u1: Real, u2: Real, v1: Real, v2: Real, w1: Real, w2: Real, x: Real, y1: Real, y2: Real):
    return along(narrow_middle(u1, u2, v1, v2, w1, w2, x, y1, y2), 1, ((t1,), (t2,)), 3, ((s1,), (s2,)))


def two_inputs(t1: Real, t2: Real, s: Real, u1: Real, u2: Real, v: Real, x11: Real, x12: Real, x21: Real, x22: Real, y1: Real, y2: Real):
    return along(two_columns(u1, u2, v, x11, x12, x21, x22, y1, y2), 1, ((t1, t2),), 2, ((s,),))


def agrees(net, i, j, factor, kron, vec, turned):
    """Tell whether the block is so many times the display; where its sizes do not fit it is not."""
    try:
        displayed = plus(first_term(net, i, j, kron), printed_second_term(net, i, j, kron))
    except ValueError:
        return False
    return block(net, i, j, vec) == scaled(4 * factor, transposed(displayed) if turned else displayed)


def in_some_convention(factor):
    def trial():
        """The blocks that are so many times the display, for the best of both meanings of vec, of kron and of rows and columns."""
        asked = tuple((net, i, j) for net in NETS for i, j in blocks(net))
        ways = tuple((k, v, turned) for k in (kron, kron_swapped) for v in (vec, vec_by_columns) for turned in (False, True))
        return max(sum(agrees(*one, factor, *way) for one in asked) for way in ways), len(asked)

    return trial


def instance(net):
    def pairs():
        """Every block i < j of a network of whole numbers."""
        asked = blocks(net)
        return sum(block(net, i, j) == scaled(4, mended(net, i, j)) for i, j in asked), len(asked)

    return pairs


REPAIRED = (
    "repaired: 2[(A_i ⊗ B_i^T)^T (A_j ⊗ B_j^T) + (C^T ⊗ B_i)(I ⊗ (f(X)-Y)^T A_j) K], A_k = W_l..W_{k+1}, B_k = W_{k-1}..W_1 X, "
    "C = W_{j-1}..W_{i+1}, K vec(W_j) = vec(W_j^T), vec by rows"
)

statement = Statement(
    "text-3.2.3-hessian",
    (
        Claim(
            Relation((same(printed, "the block is 2 w1 w2 x^2 - x y"),)),
            part="one weight a layer",
            cause="constant",
            why="The factor 2 is lost (the loss is not halved), and the second term lost two transposes and the order of vec(W_j^T): "
            "its sizes fit only where n = d_l and d_{j-1} = d_i, and there twice the display is wrong too.",
            second=(Executed((in_some_convention(1),)),),
            at=((printed, (1.0, 1.0, 1.0, 0.0), 4.0),),
        ),
        Claim(
            Relation((same(printed_twice, "the block is twice the display"),)),
            part="twice the display",
            cause="constant",
            second=(Executed((in_some_convention(2),)),),
            at=((printed_twice, (0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0), -2.0),),
        ),
        Claim(Relation((same(repaired, "the block is 4 w1 w2 x^2 - 2 x y"),)), REPAIRED, "one weight a layer"),
        Claim(
            Relation(
                (same(square, "W_1 and W_2, sizes 1, 2, 2"), same(around, "W_1 and W_3, sizes 1, 2, 1, 2"), same(two_inputs, "n = 2"))
            ),
            REPAIRED,
            "small networks",
        ),
        Claim(
            Executed(tuple(map(instance, (net for net in NETS if blocks(net))))),
            REPAIRED,
            "whole numbers, depths 2 to 4",
            why="These are the derivatives of 2 A_i^T (f(X)-Y) B_i^T: of f(X) with A_i held, and of A_i = A_j W_j C with f(X) - Y held.",
        ),
    ),
)
