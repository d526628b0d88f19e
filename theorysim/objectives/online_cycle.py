"""Cost C x once and -x twice in turn, on [-1, 1]: Adam goes the wrong way. Thesis, figure 2-3, of Reddi, Kale and Kumar (2019).

The mean of the three losses is least at -1. Seen `in_turn` by projected Adam with beta1 = 0, beta2 = 1/(1 + C^2) and steps
alpha/sqrt(k), alpha < sqrt(1 - beta2), the iterates tend to 1.
"""

from typing import Annotated

from theorysim.domains import Domain, Part
from theorysim.entries import Objective
from theorysim.maths import equal, where

Interval = Annotated[float, Domain(role="coordinate", low=-1, high=1, low_open=False, high_open=False)]
AboveTwo = Annotated[float, Domain("above two", low=2)]


def value(x: Interval, part: Part, C: AboveTwo = 3):
    return where(equal(part, 0), C, -1) * x


def gradient(x: Interval, part: Part, C: AboveTwo = 3):
    return where(equal(part, 0), C, -1) + 0 * x  # NaN where x is


def minimum(C: AboveTwo = 3):
    return (2 - C) / 3


def start(C: AboveTwo = 3):
    return 0


online_cycle = Objective(value, gradient, minimum=minimum, start=start, parts=3)

presets = {
    "Adam goes wrong": {
        "method": "boxed:adam",
        "oracle": "in_turn",
        "batch": 1,
        "eta": 0.1,
        "decay": 0.5,
        "beta1": 0,
        "beta2": 0.1,
    },
}
