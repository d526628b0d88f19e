"""What a parameter may be: annotations that kernels, the command line, the search and the page all read.

    def step(x: Real, g: Real, eta: Positive): ...

A type checker sees `float` (or `int`); `parameters(body)` sees the domain.
"""

import inspect
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

Supplied = Literal[
    "asked", "start", "zero", "step", "coordinate", "left", "right", "index", "dimension", "direction", "vector", "filled", "part",
    "uniform", "normal", "finite", "with replacement", "without replacement", "in turn",
]  # fmt: skip
Role = Literal["parameter", Supplied]  # the user gives a parameter
MEMORY: tuple[Role, ...] = ("start", "zero")
DRAWS: tuple[Role, ...] = ("uniform", "normal", "finite")
SAMPLES: tuple[Role, ...] = ("with replacement", "without replacement", "in turn")


@dataclass(frozen=True)
class Domain:
    """An interval of numbers, the name that is printed of it, and the role that a parameter with it plays: what fills it in."""

    name: str = ""  # that of the role where none is given
    low: float = -math.inf
    high: float = math.inf
    low_open: bool = True
    high_open: bool = True
    integer: bool = False
    role: Role = "parameter"
    shared: bool = False  # of a draw: one for all coordinates

    def __post_init__(self) -> None:
        if self.role not in get_args(Role):
            raise ValueError(f"role is {self.role!r}; it may be {', '.join(get_args(Role))}")
        if self.name in get_args(Supplied) and self.role == "parameter":
            raise ValueError(f"{self.name!r} names what is supplied: write Domain(role={self.name!r}), or take another name")
        object.__setattr__(self, "name", self.name or self.role)

    @property
    def supplied(self) -> bool:
        """Whether the machinery supplies it, never the user."""
        return self.role != "parameter"

    def holds(self, value: float) -> bool:
        """Tell whether the value lies in the domain; NaN lies in none."""
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return bool(above and below and (not self.integer or value == math.floor(value)))

    def covers(self, other: "Domain") -> bool:
        """Tell whether every number of another domain lies in this one."""
        below = self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open))
        above = self.high > other.high or (self.high == other.high and (other.high_open or not self.high_open))
        return below and above and (other.integer or not self.integer)

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

Asked = Annotated[float, Domain(role="asked")]  # by its name: a norm, a value
Start = Annotated[float, Domain(role="start")]  # a memory slot that begins at the starting point
Zero = Annotated[float, Domain(role="zero")]  # a memory slot that begins at 0
Step = Annotated[float, Domain(role="step")]  # the number of this step, from 1
Coordinate = Annotated[float, Domain(role="coordinate")]
Left = Annotated[float, Domain(role="left")]  # the coordinate before this one, 0 before the first
Right = Annotated[float, Domain(role="right")]  # the coordinate after this one, 0 after the last
Index = Annotated[float, Domain(role="index")]  # the number of this coordinate, from 1
Dimension = Annotated[float, Domain(role="dimension")]  # how many coordinates there are
Direction = Annotated[float, Domain(role="direction")]  # along which a generalized gradient is asked, per coordinate; 0 for any
Vector = Annotated[Any, Domain(role="vector")]  # all coordinates at once: x[0], x[1], ...
Filled = Annotated[Any, Domain(role="filled")]  # the gradient of a Vector, filled in place: out[0], out[1], ...
Part = Annotated[int, Domain(role="part")]  # which term of a finite sum, from 0

# Draws, independent from step to step, each in (0, 1) or standard normal; a shared one is the same for all coordinates.
Uniform = Annotated[float, Domain(role="uniform")]
SharedUniform = Annotated[float, Domain("shared uniform", role="uniform", shared=True)]
Normal = Annotated[float, Domain(role="normal")]
SharedNormal = Annotated[float, Domain("shared normal", role="normal", shared=True)]

# The mean gradient over a minibatch of `batch` terms of a finite sum.
WithReplacement = Annotated[float, Domain(role="with replacement", shared=True)]
WithoutReplacement = Annotated[float, Domain(role="without replacement", shared=True)]
InTurn = Annotated[float, Domain(role="in turn", shared=True)]  # terms batch by batch, in their order


@dataclass(frozen=True)
class Finite(Domain):
    """A draw from 0, 1, ..., n: the bodies give the probabilities of 1, ..., n from the entry's parameters; 0 has the rest.

    z: Annotated[float, Finite(success)] is a Bernoulli variable; `shared` draws it once for all coordinates.
    """

    probabilities: tuple[Callable[..., Any], ...] = ()

    def __init__(self, *probabilities: Callable[..., Any], shared: bool = False):
        super().__init__(role="finite", shared=shared)
        object.__setattr__(self, "probabilities", probabilities)


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
