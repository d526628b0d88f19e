"""Fit labels by a product of matrices: |Y - W_l...W_1 X|^2, a function of all weights. Thesis, section 3.2.3.

The print's gradient is half of this one. At 0 it is 0, as at any point where two of the matrices are.
"""

from collections.abc import Sequence

from theorysim.domains import Filled, Vector
from theorysim.entries import Body, Objective
from theorysim.maths import row
from theorysim.objectives.network import linear_layers
from theorysim.objectives.piecewise import exact

Examples = Sequence[tuple[Sequence[float], Sequence[float]]]


def deep_linear_network(sizes: Sequence[int], examples: Examples, minimum: Body | None = None, start: Body | None = None) -> Objective:
    """Return the loss of a linear network with these layer sizes, two or more, on examples (input, label).

    The weights lie layer by layer, each matrix row by row. Raises ValueError for inputs or labels of another size than
    the first or last layer.
    """
    inputs, labels = tuple(exact(a) for a, _ in examples), tuple(exact(b) for _, b in examples)
    wrong = {(len(a), len(b)) for a, b in zip(inputs, labels, strict=True)} - {(sizes[0], sizes[-1])}
    if wrong or not inputs:
        raise ValueError(f"the layers take {sizes[0]} numbers and give {sizes[-1]}; examples have {wrong or 'none'}")
    units_in_all, weights, forward, backward = linear_layers(sizes)
    n, m, outputs = len(inputs), sizes[0], sizes[-1]
    last = units_in_all - outputs

    def value(x: Vector):
        units, total = row(0.0, units_in_all), 0.0
        for s in range(n):
            for k in range(m):
                units[k] = inputs[s][k]
            forward(x, units)
            for j in range(outputs):
                error = units[last + j] - labels[s][j]
                total = total + error * error
        return total

    def gradient(x: Vector, out: Filled):
        units, slopes = row(0.0, units_in_all), row(0.0, units_in_all)
        for w in range(weights):
            out[w] = 0.0
        for s in range(n):
            for k in range(m):
                units[k] = inputs[s][k]
            forward(x, units)
            for j in range(outputs):
                slopes[last + j] = 2 * (units[last + j] - labels[s][j])
            backward(x, units, slopes, out)

    return Objective(value, gradient, minimum=minimum, start=start)


def fitted():
    return 0


def scattered():
    return tuple((7 * w % 11 - 5) / 8 for w in range(21))


# labels are (a + b, a - 2 b) of the inputs (a, b), so that the network can fit them
deep_linear = deep_linear_network((2, 3, 3, 2), (((1, 0), (1, 1)), ((1, 1), (2, -1)), ((-1, 2), (1, -5))), fitted, scattered)
