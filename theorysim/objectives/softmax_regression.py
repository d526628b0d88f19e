"""Fit classes by the cross-entropy after softmax, with weight decay. Thesis, section 6.4.2, (6.9), a network of one layer.

The mean over examples of log(sum_j exp(z_j)) - z_y, where z = W a, plus gamma |W|^2/2; the print has the first part with the opposite
sign. Strongly convex with mu = gamma. Inputs are at most 1 in norm, as in the thesis; their last entry is constant.
"""

from collections.abc import Sequence

from theorysim.domains import Filled, Part, Positive, Vector
from theorysim.entries import Objective
from theorysim.maths import equal, exp, log, maximum, row, where
from theorysim.objectives.network import linear_layers
from theorysim.objectives.piecewise import exact


def softmax(classes: int, examples: Sequence[tuple[Sequence[float], int]]) -> Objective:
    """Return the loss on examples (input, class), each class a number from 0; the weights lie class by class.

    Raises ValueError for inputs of different lengths and for a class that there is not.
    """
    inputs, labels = tuple(exact(a) for a, _ in examples), tuple(y for _, y in examples)
    if len({len(a) for a in inputs}) != 1 or not all(0 <= y < classes for y in labels):
        raise ValueError(f"all inputs have one length, and classes are 0 to {classes - 1}")
    m = len(inputs[0])
    units_in_all, weights, forward, backward = linear_layers((m, classes))

    def scores(x, part, units):
        """Fill in the scores less the largest of them, which is given."""
        for k in range(m):
            units[k] = inputs[part][k]
        forward(x, units)
        top = units[m]
        for j in range(1, classes):
            top = maximum(top, units[m + j])
        for j in range(classes):
            units[m + j] = units[m + j] - top

    def weight_of(units):
        total = 0.0
        for j in range(classes):
            total = total + exp(units[m + j])
        return total

    def value(x: Vector, part: Part, gamma: Positive = 1 / 16):
        units = row(0.0, units_in_all)
        scores(x, part, units)
        loss = log(weight_of(units)) - units[m + labels[part]]
        for w in range(weights):
            loss = loss + gamma / 2 * x[w] * x[w]
        return loss

    def gradient(x: Vector, out: Filled, part: Part, gamma: Positive = 1 / 16):
        units, slopes = row(0.0, units_in_all), row(0.0, units_in_all)
        scores(x, part, units)
        total = weight_of(units)
        for j in range(classes):
            slopes[m + j] = exp(units[m + j]) / total - where(equal(j, labels[part]), 1, 0)
        for w in range(weights):
            out[w] = gamma * x[w]
        backward(x, units, slopes, out)

    def start(gamma: Positive = 1 / 16):
        return (0,) * weights

    return Objective(value, gradient, start=start, parts=len(inputs))


softmax_regression = softmax(3, [(((5 * s % 7 - 3) / 8, (3 * s % 7 - 3) / 8, 1 / 2), s % 3) for s in range(12)])
