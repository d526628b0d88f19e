"""Write a setting's raw numbers as a point of a box, in which a search moves: sizes by their logarithms, shares as they are.

Ends are met exactly: what lies a little beyond the range of a share is its end, and a size below the smallest is 0 where it may be.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.claims.bound import Bound
from theorysim.domains import Domain
from theorysim.entries import Objective
from theorysim.members.membership import declared
from theorysim.trials.drawing import measured, varies
from theorysim.trials.free import constants_of_noise, ends, free_of, place
from theorysim.trials.starts import starts

SIZE = math.log(1e4)
BEYOND = 0.15  # of a share's range, on which it is its end
SHORT = -12.0  # the logarithm of the smallest share of what is measured at the start
SIMPLE = (1.0, 2.0, 0.5, 4.0)
CORNERS = 0.3  # of the numbers drawn, which are ends, simple numbers, or equal to others


@dataclass(frozen=True)
class Axis:
    """One number: the range of what stands for it, the number that a place stands for, and places that are corners."""

    name: str
    low: float
    high: float
    number: Callable[[Any], Any]
    corners: tuple[float, ...] = ()


def _size(name: str, domain: Domain, low: float = -SIZE, high: float = SIZE) -> Axis:
    least = domain.low if math.isfinite(domain.low) else 0.0
    simple = tuple(math.log(s) for s in SIMPLE if low <= math.log(s) <= high)
    if domain.low_open:
        return Axis(name, low, high, lambda u: least + np.exp(u), simple)
    return Axis(name, low - 1, high, lambda u: least + np.where(u < low, 0.0, np.exp(u)), (*simple, low - 1, low - 1))


def axis(name: str, domain: Domain) -> Axis:
    """Return the axis of a parameter."""
    if domain.integer:
        return Axis(name, 0.5, 8.499, lambda u: max(domain.low, 0) + 2 * np.round(u) - 2, (1.0, 2.0))
    if math.isfinite(domain.low) and math.isfinite(domain.high):
        ends = (domain.low_open * 1e-3, 1 - domain.high_open * 1e-3)
        low, wide = domain.low, domain.high - domain.low
        return Axis(name, -BEYOND, 1 + BEYOND, lambda u: low + wide * np.clip(u, *ends), (0.0, 1.0, 0.5))
    if not math.isfinite(domain.low):
        return Axis(name, -SIZE, SIZE, np.sinh, (0.0, math.asinh(1.0), -math.asinh(1.0)))
    return _size(name, domain)


def _free(name: str, domain: Domain, given: tuple[float, float] | None) -> Axis:
    """Return the axis of what is free in a range: its ends are met where they lie in the domain."""
    low, high = ends(domain, given)
    least, most = 0.0 if domain.holds(low) else 1e-3, 1.0 if domain.holds(high) else 1 - 1e-3
    return Axis(name, -BEYOND, 1 + BEYOND, lambda u: place(domain, low, high, np.clip(u, least, most)), (0.0, 1.0, 0.5))


def _signed(u: Any) -> Any:
    return np.where(u < 0, -1.0, 1.0) * np.exp(np.abs(u) - SIZE)


def _signed_or_none(u: Any) -> Any:
    return np.where(np.abs(u) < 1, 0.0, _signed(u))


@dataclass(frozen=True)
class Box:
    """The axes of an instance of a class; a place is a row of shape (axes,)."""

    bound: Bound
    objective: Objective
    axes: tuple[Axis, ...]

    @property
    def bounds(self) -> list[tuple[float, float]]:
        return [(a.low, a.high) for a in self.axes]

    def raw(self, places: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
        """Return the settings that places, of shape (n, axes), stand for."""
        with np.errstate(all="ignore"):
            found = {a.name: np.asarray(a.number(places[:, j]), dtype=np.float64) for j, a in enumerate(self.axes)}
            found["epsilon"] = found["epsilon"] * measured(self.bound, self.objective, found)
        return found

    def spread(self, n: int, seed: Any) -> NDArray[np.float64]:
        """Draw places over the box, its corners among them, and numbers that are equal."""
        rng = np.random.default_rng(seed)
        places = rng.uniform([a.low for a in self.axes], [a.high for a in self.axes], (n, len(self.axes)))
        for j, a in enumerate(self.axes):
            if a.corners:
                there = rng.random(n) < CORNERS * rng.choice([0.0, 1.0, 2.0], n)
                places[:, j] = np.where(there, rng.choice(a.corners, n), places[:, j])
        own = [j for j, a in enumerate(self.axes) if a.name.startswith("objective.") and a.number is not np.sinh]
        for j in own:  # of one kind: two sizes, two shares
            kin = [i for i in own if i < j and self.bounds[i] == self.bounds[j]]
            if kin:
                there = rng.random(n) < CORNERS / 2
                places[:, j] = np.where(there, places[np.arange(n), rng.choice(kin, n)], places[:, j])
        return self._at_knots(places, rng)

    def _at_knots(self, places: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
        """Put some of the starts where sums of sizes lie: the knots of a function are sums of widths."""
        n, names = len(places), [a.name for a in self.axes]
        sizes = [j for j, a in enumerate(self.axes) if a.name.startswith("objective.") and a.high == SIZE]
        if not sizes:
            return places
        numbers = np.stack([self.axes[j].number(places[:, j]) for j in sizes])
        sums = np.maximum((numbers * (rng.random(numbers.shape) < 0.4)).sum(axis=0), 1e-4)
        place = np.clip(np.log(sums) + SIZE, 0, 2 * SIZE) * rng.choice([-1.0, 1.0], n)
        j = names.index("start")
        places[:, j] = np.where(rng.random(n) < CORNERS, place, places[:, j])
        return places


def box(bound: Bound, objective: Objective) -> Box:
    """Return the box of the settings of an instance: its parameters, the start, epsilon, the constants that the class leaves free."""
    axes = [axis(f"objective.{p.name}", p.domain) for p in objective.parameters]
    axes += [Axis("start", -2 * SIZE, 2 * SIZE, _signed, (SIZE, -SIZE))]
    axes += [Axis(name, -2 * SIZE, 2 * SIZE, _signed_or_none, (SIZE, -SIZE, 0.0)) for name in starts(objective)[1:]]
    axes += [Axis("epsilon", SHORT, 0.5, lambda u: np.exp(np.minimum(u, -1e-3)), (0.0, math.log(0.5)))]
    for assumption in bound.classes:
        declaration = declared(objective, assumption)
        for p in assumption.constants():
            if declaration is not None and p.name not in declaration.constants:
                low, high = bound.search.get(p.name, (0.0, math.inf))
                ends = max(-SIZE, math.log(low) if low > 0 else -math.inf), min(SIZE, math.log(high) if high > 0 else math.inf)
                axes.append(_size(p.name, p.domain, *(ends if ends[0] < ends[1] else (-SIZE, SIZE))))
            elif varies(bound, assumption, p) and p.domain.low >= 0:
                axes.append(Axis(f"more {p.name}", -2.0, math.log(100), lambda u: np.exp(np.maximum(u, 0.0)), (0.0, 0.0)))
            elif varies(bound, assumption, p):  # of either sign: 1, or 1 more than a size
                axes.append(Axis(f"more {p.name}", -2 * SIZE, SIZE, lambda u: 1 + np.where(u < -SIZE, 0.0, np.exp(u)), (-2 * SIZE, 0.0)))
    for name in constants_of_noise(bound):
        axes.append(_size(name, Domain("nonnegative", low=0, low_open=False)))
    axes += [_free(name, domain, bound.search.get(name)) for name, domain in free_of(bound).items()]
    distinct = {a.name: a for a in axes}
    return Box(bound, objective, tuple(distinct.values()))
