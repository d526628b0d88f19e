"""The gradient of a deep linear network's loss. With one weight in the layer, no convention for vec or Kronecker plays a part."""

from theorysim.domains import Real
from theorysim.letters import equals, letters
from theorysim.model import Claim, Executed, Relation, Statement, same
from theorysim.statements.chapter3.parts.linear_layers import (
    displayed_gradient,
    dot,
    gradient,
    kron,
    kron_swapped,
    slope,
    vec,
    vec_by_columns,
)
from theorysim.statements.chapter3.parts.linear_networks import NETS, narrow_middle, square_top, two_columns

w, x, y = letters("w x y", Real)


def printed(w: Real, x: Real, y: Real):
    """One layer of one weight: the derivative of (y - w x)^2 in w."""
    net = (((w,),),), ((x,),), ((y,),)
    return slope(net, 1, ((1,),)) / 2, displayed_gradient(net, 1)[0]


derivative, displayed = printed(w, x, y)
repaired = equals(derivative, 2 * displayed)


def along(net, i, T):
    """The derivative along T in W_i, and twice what is displayed, along T."""
    return slope(net, i, T) / 2, 2 * dot(vec(T), displayed_gradient(net, i))


def lower(t1: Real, t2: Real, u1: Real, u2: Real, v11: Real, v12: Real, v21: Real, v22: Real, x: Real, y1: Real, y2: Real):
    return along(square_top(u1, u2, v11, v12, v21, v22, x, y1, y2), 1, ((t1,), (t2,)))


def upper(
    t11: Real, t12: Real, t21: Real, t22: Real, u1: Real, u2: Real, v11: Real, v12: Real, v21: Real, v22: Real, x: Real, y1: Real, y2: Real
):
    return along(square_top(u1, u2, v11, v12, v21, v22, x, y1, y2), 2, ((t11, t12), (t21, t22)))


def middle(t1: Real, t2: Real, u1: Real, u2: Real, v1: Real, v2: Real, w1: Real, w2: Real, x: Real, y1: Real, y2: Real):
    return along(narrow_middle(u1, u2, v1, v2, w1, w2, x, y1, y2), 2, ((t1, t2),))


def two_inputs(t1: Real, t2: Real, u1: Real, u2: Real, v: Real, x11: Real, x12: Real, x21: Real, x22: Real, y1: Real, y2: Real):
    return along(two_columns(u1, u2, v, x11, x12, x21, x22, y1, y2), 1, ((t1, t2),))


def agree(net, factor, kron=kron, vec=vec):
    """Tell for how many layers the gradient is so many times what is displayed."""
    layers = range(1, len(net[0]) + 1)
    return sum(gradient(net, i, vec) == tuple(2 * factor * g for g in displayed_gradient(net, i, kron, vec)) for i in layers)


def in_some_convention():
    """The layers on which the display gives the gradient, for the best of both meanings of vec and of kron."""
    ways = ((k, v) for k in (kron, kron_swapped) for v in (vec, vec_by_columns))
    return max(sum(agree(net, 1, *way) for net in NETS) for way in ways), sum(len(net[0]) for net in NETS)


def instance(net):
    def layers():
        """Every layer of a network of whole numbers."""
        return agree(net, 2), len(net[0])

    return layers


REPAIRED = "repaired: twice the display, or the display for half the loss; vec puts rows one after the other"

statement = Statement(
    "text-3.2.3-gradient",
    (
        Claim(
            Relation((same(printed, "the derivative of (y - w x)^2 is (w x - y) x"),)),
            cause="constant",
            why="The loss is |Y - f(X)|^2 and not half of it: the display is half the gradient.",
            second=(Executed((in_some_convention,)),),
            at=((printed, (1.0, 1.0, 0.0), 2.0),),
        ),
        Claim(
            Relation((repaired.in_words("it is 2 (w x - y) x"),)),
            REPAIRED,
            "one weight",
            at=((repaired, {"w": 2.0, "x": 3.0, "y": 1.0}, 30.0),),
        ),
        Claim(
            Relation(
                (same(lower, "W_1, sizes 1, 2, 2"), same(upper, "W_2"), same(middle, "W_2, sizes 1, 2, 1, 2"), same(two_inputs, "n = 2"))
            ),
            REPAIRED,
            "small networks",
            at=((lower, (1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0), 2.0),),
        ),
        Claim(
            Executed(tuple(map(instance, NETS))),
            REPAIRED,
            "whole numbers, depths 1 to 4",
            why="Half the loss has the gradient that is displayed, exactly.",
        ),
    ),
)
