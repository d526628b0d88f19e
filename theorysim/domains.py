"""What a parameter may be: annotations that kernels, the command line, the search and the page all read.

    def step(x: Real, g: Real, eta: Positive): ...

A type checker sees `float` (or `int`); `parameters(body)` sees the domain.
"""

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_origin


@dataclass(frozen=True)
class Domain:
    """An interval of numbers and the part that such a parameter plays."""

    name: str
    low: float = -math.inf
    high: float = math.inf
    low_open: bool = True
    high_open: bool = True
    integer: bool = False

    @property
    def supplied(self) -> bool:
        """Whether the machinery supplies it, never the user."""
        return self.name in SUPPLIED

    def holds(self, value: float) -> bool:
        """Tell whether the value lies in the domain; NaN lies in none."""
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return bool(above and below and (not self.integer or value == math.floor(value)))

    def __str__(self) -> str:
        left, right = "(" if self.low_open else "[", ")" if self.high_open else "]"
        return f"{'integers in ' if self.integer else ''}{left}{self.low:g}, {self.high:g}{right}"


Real = Annotated[float, Domain("real")]
Positive = Annotated[float, Domain("positive", low=0)]
Nonnegative = Annotated[float, Domain("nonnegative", low=0, low_open=False)]
Unit = Annotated[float, Domain("unit", low=0, high=1, low_open=False, high_open=False)]
AtLeastOne = Annotated[float, Domain("at least one", low=1, low_open=False)]
AboveOne = Annotated[float, Domain("above one", low=1)]
BelowOne = Annotated[float, Domain("below one", low=0, high=1, low_open=False)]
TailIndex = Annotated[float, Domain("tail index", low=1, high=2, high_open=False)]
Probability = Annotated[float, Domain("probability", low=0, high=1, high_open=False)]
Count = Annotated[int, Domain("count", low=0, low_open=False, integer=True)]
PositiveCount = Annotated[int, Domain("positive count", low=1, low_open=False, integer=True)]
EvenPower = Annotated[int, Domain("even power", low=2, low_open=False, integer=True)]
# --- what the machinery supplies ------------------------------------------------------------------------------------

SUPPLIED = {"asked", "start", "zero", "step", "coordinate", "left", "right", "index", "dimension", "direction", "vector", "filled", "part"}
SUPPLIED |= {"uniform", "shared uniform", "normal", "shared normal", "finite", "with replacement", "without replacement", "in turn"}

Asked = Annotated[float, Domain("asked")]  # by its name: a norm, a value
Start = Annotated[float, Domain("start")]  # a memory slot that begins at the starting point
Zero = Annotated[float, Domain("zero")]  # a memory slot that begins at 0
Step = Annotated[float, Domain("step")]  # the number of this step, from 1
Coordinate = Annotated[float, Domain("coordinate")]
Left = Annotated[float, Domain("left")]  # the coordinate before this one, 0 before the first
Right = Annotated[float, Domain("right")]  # the coordinate after this one, 0 after the last
Index = Annotated[float, Domain("index")]  # the number of this coordinate, from 1
Dimension = Annotated[float, Domain("dimension")]  # how many coordinates there are
Direction = Annotated[float, Domain("direction")]  # along which a generalized gradient is asked, per coordinate; 0 for any
Vector = Annotated[Any, Domain("vector")]  # all coordinates at once: x[0], x[1], ...
Filled = Annotated[Any, Domain("filled")]  # the gradient of a Vector, filled in place: out[0], out[1], ...
Part = Annotated[int, Domain("part")]  # which term of a finite sum, from 0

# Draws, independent from step to step, each in (0, 1) or standard normal; a shared one is the same for all coordinates.
Uniform = Annotated[float, Domain("uniform")]
SharedUniform = Annotated[float, Domain("shared uniform")]
Normal = Annotated[float, Domain("normal")]
SharedNormal = Annotated[float, Domain("shared normal")]

# The mean gradient over a minibatch of `batch` terms of a finite sum.
WithReplacement = Annotated[float, Domain("with replacement")]
WithoutReplacement = Annotated[float, Domain("without replacement")]
InTurn = Annotated[float, Domain("in turn")]  # terms batch by batch, in their order


@dataclass(frozen=True)
class Finite(Domain):
    """A draw from 0, 1, ..., n: the bodies give the probabilities of 1, ..., n from the entry's parameters; 0 has the rest.

    z: Annotated[float, Finite(success)] is a Bernoulli variable; `shared` draws it once for all coordinates.
    """

    name: str = "finite"
    probabilities: tuple[Callable[..., Any], ...] = ()
    shared: bool = False

    def __init__(self, *probabilities: Callable[..., Any], shared: bool = False):
        super().__init__("finite")
        object.__setattr__(self, "probabilities", probabilities)
        object.__setattr__(self, "shared", shared)


@dataclass(frozen=True)
class Parameter:
    """One name in the signature of a body; `default` is None where there is none."""

    name: str
    domain: Domain
    default: float | None = None


@cache
def parameters(body: Callable[..., Any]) -> tuple[Parameter, ...]:
    """Read the names, domains and defaults off a body's signature, in order.

    Raises TypeError, with the body and the name, where a parameter carries no domain.
    """
    found = []
    annotations = inspect.get_annotations(body, eval_str=True)
    for name, parameter in inspect.signature(body).parameters.items():
        annotation = annotations.get(name)
        domains = getattr(annotation, "__metadata__", ()) if get_origin(annotation) is Annotated else ()
        domain = next((d for d in domains if isinstance(d, Domain)), None)
        if domain is None:
            raise TypeError(f"{body.__qualname__}: parameter {name!r} needs a domain from theorysim.domains, it has {annotation!r}")
        default = None if parameter.default is inspect.Parameter.empty else parameter.default
        found.append(Parameter(name, domain, default))
    return tuple(found)
