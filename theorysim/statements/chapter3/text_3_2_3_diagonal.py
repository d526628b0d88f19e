"""When j = i, the second term of the Hessian's display equals 0: the loss is quadratic in one layer, and its block forgets the labels.

Both terms of the display are half of what they should be (see text-3.2.3-hessian): here the block is compared with twice the first.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.parts.linear_layers import block, curvature, first_term, form, scaled
from theorysim.statements.chapter3.parts.linear_networks import NARROW_MIDDLE, NETS, SQUARE_TOP, TWO_COLUMNS, direction, network

ONE, ONE_WEIGHT = ((1,),), network("w", (1, 1))
derivative = (curvature(ONE_WEIGHT, 1, ONE, 1, ONE) / 4).named("second_derivative")  # of (y - w x)^2 in w
one_weight = equals(derivative, 2 * first_term(ONE_WEIGHT, 1, 1)[0][0].named("first_term"))


def along(net, i, says):
    """State that the second derivative along T and S in W_i is twice the first term."""
    T, S = direction("t", net, i), direction("s", net, i)
    derivative, first = curvature(net, i, T, i, S) / 4, form(T, first_term(net, i, i), S)
    return equals(derivative.named("second_derivative"), 2 * first.named("first_term")).in_words(says)


SMALL = (
    along(SQUARE_TOP, 1, "W_1, sizes 1, 2, 2"),
    along(NARROW_MIDDLE, 2, "W_2, sizes 1, 2, 1, 2"),
    along(TWO_COLUMNS, 1, "W_1, two columns"),
)
T, UNLABELLED = direction("t", NARROW_MIDDLE, 2), (*NARROW_MIDDLE[:2], ((0,), (0,)))
labelled, unlabelled = (curvature(net, 2, T, 2, T) for net in (NARROW_MIDDLE, UNLABELLED))
forgets_labels = equals(labelled.named("labelled"), unlabelled.named("unlabelled"))


def instance(net):
    def layers():
        """Every block i = j of a network of whole numbers."""
        asked = range(1, len(net[0]) + 1)
        return sum(block(net, i, i) == scaled(8, first_term(net, i, i)) for i in asked), len(net[0])

    return layers


statement = Statement(
    "text-3.2.3-diagonal",
    Claim(Relation((one_weight.in_words("it is 2 x^2"),)), part="one weight", at=((one_weight, {"w": 5.0, "x": 3.0, "y": 7.0}, 18.0),)),
    Claim(Relation(SMALL), part="small networks"),
    Claim(Relation((forgets_labels.in_words("whatever Y is"),)), part="the labels play no part"),
    Claim(Executed(tuple(map(instance, NETS))), part="whole numbers, depths 1 to 4"),
)
