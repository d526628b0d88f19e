"""Ask a function of a game exactly: values, gradients, generalized gradients in rationals, or in balls where it leaves them.

What a method is told is the nearest float of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from theorysim.domains import parameters
from theorysim.entries import Body, Objective
from theorysim.readings import balls, exact

Number = Any  # a Fraction, or a Ball


def rounded(x: Number) -> float:
    """Return the nearest float, an infinity where there is none."""
    middle = x if isinstance(x, Fraction) else balls.middle(x)
    try:
        return float(middle)
    except OverflowError:
        return inf if middle > 0 else -inf


def exactly(body: Body, given: Mapping[str, Number]) -> Any:
    """Return what a body returns, in rationals where it stays in them, else in balls."""
    wanted = {p.name: given[p.name] for p in parameters(body)}
    if all(isinstance(value, Fraction | int) for value in wanted.values()):
        try:
            return exact.evaluate(body, wanted)
        except exact.NotRational:
            pass
    return balls.evaluate(body, wanted)


def surely_less(left: Number, right: Number) -> bool:
    """Tell whether left < right is certain."""
    gap = right - left
    return gap > 0 if isinstance(gap, Fraction) else bool(gap.arb > 0)


@dataclass(frozen=True)
class Known:
    """A function with its parameters, as Fractions."""

    objective: Objective
    own: Mapping[str, Fraction]
    d: int

    def _given(self, point: Sequence[Fraction], i: int, along: Sequence[Fraction]) -> dict[str, Number]:
        beside = {"left": point[i - 1] if i else 0, "right": point[i + 1] if i + 1 < self.d else 0, "direction": along[i]}
        roles = {**beside, "coordinate": point[i], "index": i + 1, "dimension": self.d}
        bodies = (self.objective.value, self.objective.gradient)
        found = {p.name: Fraction(roles[p.domain.role]) for b in bodies for p in parameters(b) if p.domain.role in roles}
        return {**self.own, **found}

    def value(self, point: Sequence[Fraction]) -> Number:
        still = [Fraction(0)] * self.d
        found = [exactly(self.objective.value, self._given(point, i, still)) for i in range(self.d)]
        return sum(found[1:], found[0])

    def gradient(self, point: Sequence[Fraction], along: Sequence[Fraction]) -> tuple[Number, ...]:
        return tuple(exactly(self.objective.gradient, self._given(point, i, along)) for i in range(self.d))

    def minimum(self) -> Number:
        body = self.objective.minimum
        if body is None:
            raise ValueError("a function of a game declares its minimum")
        own = {p.name: Fraction(self.d) for p in parameters(body) if p.domain.role == "dimension"}
        return exactly(body, {**self.own, **own})

    def asked(self, name: str, point: Sequence[Fraction], radius: Fraction) -> Number:
        """Return what a game asks of a point by name."""
        still = [Fraction(0)] * self.d
        if name in ("clarke_low", "clarke_high") and self.objective.clarke is not None:
            low, high = exactly(self.objective.clarke, {**self._given(point, 0, still), "radius": radius})
            return low if name == "clarke_low" else high
        if name == "gap":
            return self.value(point) - self.minimum()
        if name == "g_norm":
            square = sum((balls.ball(g) * balls.ball(g) for g in self.gradient(point, still)), balls.ball(0))
            return balls.sqrt(square)
        raise ValueError(f"a game may ask of a point for clarke_low, clarke_high, gap, g_norm, not {name!r}")
