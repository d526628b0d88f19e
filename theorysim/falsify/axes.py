"""The axes of a search: each parameter's range as the unit interval, logarithmic where it is wide, and back as small rationals."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.domains import Domain
from theorysim.prove.drawn import interval
from theorysim.prove.search import SIMPLE

WIDE = 100.0  # ends with this ratio or more make an axis logarithmic, as far as this share of the range from its lower end
NEAR = 1e-6  # of the lower end of a domain: nearer is not looked
DIGITS = 3  # of a coordinate that is proposed


@dataclass(frozen=True)
class Axis:
    """The range [low, high] of one parameter within its domain."""

    name: str
    domain: Domain
    low: float
    high: float

    @classmethod
    def of(cls, name: str, domain: Domain, ranges: Mapping[str, tuple[float, float]]) -> "Axis":
        """Return the axis of a parameter over the range that a statement gives, else a wide one within its domain."""
        return cls(name, domain, *interval(name, domain, ranges))

    def at(self, u: Any) -> NDArray[np.float64]:
        """Return the values at places in [0, 1], of the same shape; the order is kept."""
        u = np.clip(np.asarray(u, dtype=np.float64), 0.0, 1.0)
        base = self.domain.low if np.isfinite(self.domain.low) else 0.0
        near, far = self.low - base, self.high - base
        if self.low < 0 and not np.isfinite(self.domain.low):  # both signs: like sinh
            reach = np.arcsinh(1e3)
            x = np.sinh((2 * u - 1) * reach) / 1e3 * np.where(u < 0.5, -self.low, self.high)
        elif near >= 0 and far >= WIDE * max(near, NEAR):
            bottom = max(near, NEAR)
            x = base + bottom * np.exp(u * np.log(far / bottom))
        elif self.domain.low_open or self.domain.high_open:
            x = self.low + (self.high - self.low) * (NEAR + (1 - 2 * NEAR) * u)
        else:
            x = self.low + (self.high - self.low) * u
        return np.asarray(np.rint(x) if self.domain.integer else x)

    def holds(self, x: Fraction) -> bool:
        """Tell whether a number lies in the domain and in the range."""
        return bool(self.domain.holds(x) and self.low <= x <= self.high)  # type: ignore[arg-type]

    def rational(self, u: float) -> Fraction:
        """Return a number of few digits near a place."""
        x = float(self.at(u))
        short = Fraction(f"{x:.{DIGITS}g}")
        return short if self.holds(short) else Fraction(x)

    def simple(self) -> tuple[Fraction, ...]:
        """Return the small numbers of the range, its ends among them."""
        ends = tuple(Fraction(x) for x in (self.low, self.high))
        return tuple(dict.fromkeys(x for s in SIMPLE for x in (s, -s, *ends) if self.holds(x)))
