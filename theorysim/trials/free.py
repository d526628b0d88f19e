"""Tell what the formulas of a bound take besides the constants of its class: sizes of noises, and numbers that are free in their range.

A name may stand in several formulas: it keeps to the domain of each of them, and to the range that the claim gives it.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.claims.bound import OF_BOUND, Bound
from theorysim.domains import Domain, parameters
from theorysim.entries import Body

WIDE = (1e-3, 1e3)
SPREAD = 10.0  # ends with this ratio or more are drawn between by their logarithms
ENDS = 0.1  # of the numbers drawn are ends of the range


def bodies_of(bound: Bound) -> tuple[Body, ...]:
    """Return the formulas of a bound: its own, and those of the parameters of its method and its oracles."""
    return (bound.bound, *bound.method_constants.values(), *(b for _, own in bound.oracles for b in own.values()))


def constants_of_noise(bound: Bound) -> list[str]:
    """Return the names of the sizes of noises: those of the class of noises, and what formulas of an oracle's parameters take."""
    own = [p for p in bound.noise.constants()] if bound.noise else []
    own += [p for _, given in bound.oracles for body in given.values() for p in parameters(body)]
    return [name for name in dict.fromkeys(p.name for p in own if _is_size(p.domain)) if name not in _known(bound)]


def free_of(bound: Bound) -> dict[str, Domain]:
    """Return the other names that are no constants of the class and not computed, each with what all its domains have in common."""
    known = _known(bound) | set(constants_of_noise(bound))
    every = [p for body in bodies_of(bound) for p in parameters(body)]
    every += bound.noise.constants() if bound.noise else ()
    found: dict[str, Domain] = {}
    for p in every:
        if p.name not in known:
            found[p.name] = common(found[p.name], p.domain) if p.name in found else p.domain
    return found


def may_vanish(bound: Bound, name: str) -> bool:
    """Tell whether the formulas of a bound speak of a noise of size 0, the limit without noise."""
    return all(p.domain.holds(0) for body in bodies_of(bound) for p in parameters(body) if p.name == name)


def common(one: Domain, other: Domain) -> Domain:
    """Return the numbers that two domains have in common."""
    low = max(one, other, key=lambda d: (d.low, d.low_open))
    high = min(one, other, key=lambda d: (d.high, not d.high_open))
    whole = one.integer or other.integer
    return Domain("common", low.low, high.high, low.low_open, high.high_open, whole)


def ends(domain: Domain, given: tuple[float, float] | None) -> tuple[float, float]:
    """Return the ends of what is looked at: of the domain and of the range that is given, a wide one where there is no end."""
    low, high = given or (-math.inf, math.inf)
    low, high = max(low, domain.low), min(high, domain.high)
    if math.isinf(low) and math.isinf(high):
        return -WIDE[1], WIDE[1]
    if math.isinf(high):
        return low, (WIDE[1] if low < WIDE[1] / SPREAD else low + WIDE[1])
    return (high - WIDE[1], high) if math.isinf(low) else (low, high)


def place(domain: Domain, low: float, high: float, share: Any) -> NDArray[np.float64]:
    """Return the numbers at shares in [0, 1] of what lies between two ends: by logarithms where they are far apart."""
    if low >= 0 and high >= SPREAD * max(low, WIDE[0]):
        near = max(low, min(WIDE[0], high))
        x = near * np.exp(np.asarray(share) * math.log(high / near))
    else:
        x = low + (high - low) * np.asarray(share, dtype=np.float64)
    if domain.integer:
        x = np.clip(np.rint(x), math.ceil(low), math.floor(high))
    return np.clip(x, low, high)


def drawn(domain: Domain, given: tuple[float, float] | None, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw n numbers of a range, its ends among them where they lie in the domain."""
    low, high = ends(domain, given)
    x, there = place(domain, low, high, rng.uniform(0, 1, n)), [e for e in (low, high) if domain.holds(e)]
    return np.where(rng.random(n) < ENDS, rng.choice(there, n), x) if there else x


def _is_size(domain: Domain) -> bool:
    return domain.low == 0 and domain.high == math.inf and not domain.integer


def _known(bound: Bound) -> set[str]:
    return {p.name for a in bound.classes for p in a.constants()} | OF_BOUND
