"""The gradient of |Y - W_l...W_1 X|^2 in vec(W_i) is ((W_l...W_{i+1}) kron (W_{i-1}...W_1 X)^T)^T vec(f(X) - Y).

With one weight in the layer, no convention for vec or Kronecker plays a part. Small networks are of letters, along a direction T in W_i.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.statements.chapter3.parts.linear_layers import MEANINGS, displayed_gradient, dot, gradient, kron, slope, vec
from theorysim.statements.chapter3.parts.linear_networks import NARROW_MIDDLE, NETS, SQUARE_TOP, TWO_COLUMNS, direction, network

ONE_WEIGHT = network("w", (1, 1))
derivative = (slope(ONE_WEIGHT, 1, ((1,),)) / 2).named("derivative")  # of (y - w x)^2 in w
displayed = displayed_gradient(ONE_WEIGHT, 1)[0].named("displayed")
printed, repaired = equals(derivative, displayed), equals(derivative, 2 * displayed)


def along(net, i, says):
    T = direction("t", net, i)
    derivative, displayed = slope(net, i, T) / 2, dot(vec(T), displayed_gradient(net, i))
    return equals(derivative.named("derivative"), 2 * displayed.named("displayed")).in_words(says)


SMALL = (
    along(SQUARE_TOP, 1, "W_1, sizes 1, 2, 2"),
    along(SQUARE_TOP, 2, "W_2"),
    along(NARROW_MIDDLE, 2, "W_2, sizes 1, 2, 1, 2"),
    along(TWO_COLUMNS, 1, "n = 2"),
)
ONES = {"t1": 1.0, "t2": 0.0, "u1": 1.0, "u2": 1.0, "v11": 1.0, "v12": 0.0, "v21": 0.0, "v22": 1.0, "x": 1.0, "y1": 0.0, "y2": 0.0}

# --- whole numbers ----------------------------------------------------------------------------------------------------


def agree(net, factor, kron=kron, vec=vec):
    """Tell for how many layers the gradient is so many times what is displayed."""
    layers = range(1, len(net[0]) + 1)
    return sum(gradient(net, i, vec) == tuple(2 * factor * g for g in displayed_gradient(net, i, kron, vec)) for i in layers)


def in_some_convention():
    """The layers on which the display gives the gradient, for the best of both meanings of vec and of kron."""
    return max(sum(agree(net, 1, *meaning) for net in NETS) for meaning in MEANINGS), sum(len(net[0]) for net in NETS)


def instance(net):
    def layers():
        """Every layer of a network of whole numbers."""
        return agree(net, 2), len(net[0])

    return layers


REPAIRED = "repaired: twice the display, or the display for half the loss; vec puts rows one after the other"

statement = Statement(
    "text-3.2.3-gradient",
    Claim(
        Relation((printed.in_words("the derivative of (y - w x)^2 is (w x - y) x"),)),
        cause="constant",
        why="The loss is |Y - f(X)|^2 and not half of it: the display is half the gradient.",
        second=(Executed((in_some_convention,)),),
        at=((printed, {"w": 1.0, "x": 1.0, "y": 0.0}, 2.0),),
    ),
    Claim(
        Relation((repaired.in_words("it is 2 (w x - y) x"),)),
        REPAIRED,
        "one weight",
        at=((repaired, {"w": 2.0, "x": 3.0, "y": 1.0}, 30.0),),
    ),
    Claim(Relation(SMALL), REPAIRED, "small networks", at=((SMALL[0], ONES, 2.0),)),
    Claim(
        Executed(tuple(map(instance, NETS))),
        REPAIRED,
        "whole numbers, depths 1 to 4",
        why="Half the loss has the gradient that is displayed, exactly.",
    ),
)
