"""For j = i the second term of the Hessian's display is 0: the loss is quadratic in one layer, and its block forgets the labels.

Both terms of the display are half of what they should be (see text-3.2.3-hessian): here the block is compared with twice the first.
"""

from theorysim.domains import Real
from theorysim.letters import equals, letters
from theorysim.model import Claim, Executed, Relation, Statement, same
from theorysim.statements.chapter3.parts.linear_layers import block, curvature, first_term, form, scaled
from theorysim.statements.chapter3.parts.linear_networks import NETS, narrow_middle, square_top, two_columns

w, x, y = letters("w x y", Real)


net = (((w,),),), ((x,),), ((y,),)
# One layer of one weight: the second derivative of (y - w x)^2.
one_weight = equals(curvature(net, 1, ((1,),), 1, ((1,),)) / 4, 2 * first_term(net, 1, 1)[0][0])


def along(net, i, T, S):
    """The second derivative along T and S in W_i, and twice the first term."""
    return curvature(net, i, T, i, S) / 4, 2 * form(T, first_term(net, i, i), S)


def lower(
    t1: Real, t2: Real, s1: Real, s2: Real, u1: Real, u2: Real, v11: Real, v12: Real, v21: Real, v22: Real, x: Real, y1: Real, y2: Real
):
    return along(square_top(u1, u2, v11, v12, v21, v22, x, y1, y2), 1, ((t1,), (t2,)), ((s1,), (s2,)))


def middle(t1: Real, t2: Real, s1: Real, s2: Real, u1: Real, u2: Real, v1: Real, v2: Real, w1: Real, w2: Real, x: Real, y1: Real, y2: Real):
    return along(narrow_middle(u1, u2, v1, v2, w1, w2, x, y1, y2), 2, ((t1, t2),), ((s1, s2),))


def two_inputs(
    t1: Real, t2: Real, s1: Real, s2: Real, u1: Real, u2: Real, v: Real, x11: Real, x12: Real, x21: Real, x22: Real, y1: Real, y2: Real
):
    return along(two_columns(u1, u2, v, x11, x12, x21, x22, y1, y2), 1, ((t1, t2),), ((s1, s2),))


def forgets_labels(t1: Real, t2: Real, u1: Real, u2: Real, v1: Real, v2: Real, w1: Real, w2: Real, x: Real, y1: Real, y2: Real):
    """The block with other labels is the same."""
    T = ((t1, t2),)
    net, other = narrow_middle(u1, u2, v1, v2, w1, w2, x, y1, y2), narrow_middle(u1, u2, v1, v2, w1, w2, x, 0, 0)
    return curvature(net, 2, T, 2, T), curvature(other, 2, T, 2, T)


def instance(net):
    def layers():
        """Every block i = j of a network of whole numbers."""
        asked = range(1, len(net[0]) + 1)
        return sum(block(net, i, i) == scaled(8, first_term(net, i, i)) for i in asked), len(net[0])

    return layers


statement = Statement(
    "text-3.2.3-diagonal",
    (
        Claim(Relation((one_weight.in_words("it is 2 x^2"),)), part="one weight", at=((one_weight, {"w": 5.0, "x": 3.0, "y": 7.0}, 18.0),)),
        Claim(
            Relation((same(lower, "W_1, sizes 1, 2, 2"), same(middle, "W_2, sizes 1, 2, 1, 2"), same(two_inputs, "W_1, two columns"))),
            part="small networks",
        ),
        Claim(Relation((same(forgets_labels, "whatever Y is"),)), part="the labels play no part"),
        Claim(Executed(tuple(map(instance, NETS))), part="whole numbers, depths 1 to 4"),
    ),
)
