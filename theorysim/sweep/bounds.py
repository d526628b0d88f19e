"""Draw the bound of a statement: its formula, at the numbers of the points that have the names it asks for."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from theorysim.domains import parameters
from theorysim.entries import Body
from theorysim.sweep.schema import Page


@dataclass(frozen=True)
class Stated:
    """A bound as a statement states it, in one reading, and what was found of that reading."""

    name: str  # theorem-3.4.1:printed
    formula: Body
    found: str  # "holds, certified"
    says: str = ""  # what the reading adds

    @property
    def label(self) -> str:
        return f"{self.name} ({self.found})"

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.found}{f' {self.says}' if self.says else ''}"


def readers(bounds: Sequence[Stated], known: Sequence[str], page: Page) -> Iterator[tuple[str, Callable[[Mapping[str, Any]], float]]]:
    """Return label and value of each bound; raises Mistake for a name that no point has, or that two have."""
    for bound in bounds:
        places: dict[str, str] = {}
        for name in (p.name for p in parameters(bound.formula)):
            fits = [n for n in known if n == name] or [n for n in known if n.rpartition(".")[2] == name]
            if len(fits) != 1:
                which = f"which one? {' or '.join(fits)}" if fits else "give it in [let]"
                page.wrong(("figure", "bound"), f"{bound.name} asks for {name}, {which}")
            places[name] = fits[0]
        yield bound.label, _value(bound.formula, places)


def _value(formula: Body, places: Mapping[str, str]) -> Callable[[Mapping[str, Any]], float]:
    def value(names: Mapping[str, Any]) -> float:
        try:
            return float(formula(**{name: names[place] for name, place in places.items()}))
        except (ArithmeticError, ValueError, KeyError):
            return math.nan  # a point without one of the names, or outside the domain: nothing is drawn there

    return value
