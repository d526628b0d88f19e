"""The block (i, j) of the Hessian, i < j, is the product of the factors of both gradients and (C kron B_i)(I kron ((f(X) - Y) A_j)).

Here A_k = W_l...W_{k+1}, B_k = W_{k-1}...W_1 X and C = W_{j-1}...W_{i+1}. Where each layer has one weight no convention plays a part,
and the display is half the block. Elsewhere its second term lacks transposes and the reordering of vec(W_j^T), and its sizes fit only
where X has as many columns as Y has rows and C is square; the smallest such network in which it is wrong has sizes 1, 1, 2.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.parts.linear_layers import MEANINGS, block, curvature, display, form, mended, scaled, transposed
from theorysim.statements.chapter3.parts.linear_networks import NARROW_MIDDLE, NETS, SQUARE_TOP, TWO_COLUMNS, blocks, direction, network

ONE, WEIGHTS = ((1,),), network("w1 w2", (1, 1, 1))
derivative = (curvature(WEIGHTS, 1, ONE, 2, ONE) / 4).named("second_derivative")  # of (y - w2 w1 x)^2 in w1 and w2
printed = equals(derivative, display(WEIGHTS, 1, 2)[0][0].named("displayed"))
repaired = equals(derivative, mended(WEIGHTS, 1, 2)[0][0].named("mended"))
LOWER, SMALLEST = ((0,), (1,)), network("u v", (1, 1, 2), 2)
derivative_below = (curvature(SMALLEST, 1, ONE, 2, LOWER) / 4).named("second_derivative")  # in W_1 and the lower entry of W_2
printed_twice = equals(derivative_below, 2 * display(SMALLEST, 1, 2)[0][1].named("displayed"))


def along(net, i, j, says):
    """State what the mended display gives for the second derivative along T in W_i and S in W_j."""
    T, S = direction("t", net, i), direction("s", net, j)
    derivative, displayed = curvature(net, i, T, j, S) / 4, form(T, mended(net, i, j), S)
    return equals(derivative.named("second_derivative"), displayed.named("mended")).in_words(says)


SMALL = (
    along(SQUARE_TOP, 1, 2, "W_1 and W_2, sizes 1, 2, 2"),
    along(NARROW_MIDDLE, 1, 3, "W_1 and W_3, sizes 1, 2, 1, 2"),
    along(TWO_COLUMNS, 1, 2, "n = 2"),
)

# --- whole numbers ----------------------------------------------------------------------------------------------------


def agrees(net, i, j, factor, kron, vec, turned):
    """Tell whether the block is so many times the display; where its sizes do not fit it is not."""
    try:
        displayed = display(net, i, j, kron)
    except ValueError:
        return False
    return block(net, i, j, vec) == scaled(4 * factor, transposed(displayed) if turned else displayed)


def in_some_convention(factor):
    def trial():
        """The blocks that are so many times the display, for the best of both meanings of vec, of kron and of rows and columns."""
        asked = tuple((net, i, j) for net in NETS for i, j in blocks(net))
        ways = tuple((*meaning, turned) for meaning in MEANINGS for turned in (False, True))
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
OF_Y21 = {"v1": 0.0, "v2": 0.0, "u": 0.0, "x1": 1.0, "x2": 0.0, "y11": 0.0, "y12": 0.0, "y21": 1.0, "y22": 0.0}

statement = Statement(
    "text-3.2.3-hessian",
    Claim(
        Relation((printed.in_words("the block is 2 w1 w2 x^2 - x y"),)),
        part="one weight a layer",
        cause="constant",
        why="The factor 2 is lost (the loss is not halved), and the second term lost two transposes and the order of vec(W_j^T): "
        "its sizes fit only where n = d_l and d_{j-1} = d_i, and there twice the display is wrong too.",
        second=(Executed((in_some_convention(1),)),),
        at=((printed, {"w1": 1.0, "w2": 1.0, "x": 1.0, "y": 0.0}, 4.0),),
    ),
    Claim(
        Relation((printed_twice.in_words("the block is twice the display"),)),
        part="twice the display",
        cause="constant",
        second=(Executed((in_some_convention(2),)),),
        at=((printed_twice, OF_Y21, -2.0),),
    ),
    Claim(Relation((repaired.in_words("the block is 4 w1 w2 x^2 - 2 x y"),)), REPAIRED, "one weight a layer"),
    Claim(Relation(SMALL), REPAIRED, "small networks"),
    Claim(
        Executed(tuple(map(instance, (net for net in NETS if blocks(net))))),
        REPAIRED,
        "whole numbers, depths 2 to 4",
        why="These are the derivatives of 2 A_i^T (f(X)-Y) B_i^T: of f(X) with A_i held, and of A_i = A_j W_j C with f(X) - Y held.",
    ),
)
