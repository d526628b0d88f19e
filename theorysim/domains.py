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

    def holds(self, value: float) -> bool:
        """Say whether the value lies in the domain; NaN lies in none."""
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return bool(above and below and (not self.integer or value == math.floor(value)))

    def __str__(self) -> str:
        left, right = "(" if self.low_open else "[", ")" if self.high_open else "]"
        return f"{'integers in ' if self.integer else ''}{left}{self.low:g}, {self.high:g}{right}"


Real = Annotated[float, Domain("real")]
Coordinate = Annotated[float, Domain("coordinate")]
Positive = Annotated[float, Domain("positive", low=0)]
Nonnegative = Annotated[float, Domain("nonnegative", low=0, low_open=False)]
Unit = Annotated[float, Domain("unit", low=0, high=1, low_open=False, high_open=False)]
AtLeastOne = Annotated[float, Domain("at least one", low=1, low_open=False)]
AboveOne = Annotated[float, Domain("above one", low=1)]
Count = Annotated[int, Domain("count", low=0, low_open=False, integer=True)]
EvenPower = Annotated[int, Domain("even power", low=2, low_open=False, integer=True)]
Start = Annotated[float, Domain("start")]  # a memory slot that begins at the starting point
Zero = Annotated[float, Domain("zero")]  # a memory slot that begins at 0
Asked = Annotated[float, Domain("asked")]  # supplied by the machinery: a norm, a value


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
