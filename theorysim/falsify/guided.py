"""Search under guidance: Hypothesis steers towards the largest excess, and differential evolution climbs it.

Float64 only proposes: what comes out are points, worst first, that somebody else confirms.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.falsify.axes import Axis
from theorysim.prove.algebra import domains_of
from theorysim.readings import arrays

Point = dict[str, Fraction]
KEPT = 12  # points of a search that are handed on, the worst
ROUNDING = 1e-9  # the sides of an equation differ by this share at least before float64 speaks of a difference
OUTSIDE = -2.0  # the score where a hypothesis fails is below it, the lower the more it fails
NOWHERE = -1e3  # where a side is not finite
CELLS, FINER = 97, 9  # places of an axis that Hypothesis draws from; below 100 it draws nothing but what is drawn here
TIED = (Fraction(1), Fraction(2), Fraction(1, 2))  # one parameter as a multiple of another: hypotheses often meet their edge there
POPULATION, POLISH = 8, 40  # of the evolution, a parameter; evaluations of Nelder-Mead, a parameter


@dataclass(frozen=True)
class Link:
    """One relation under its hypotheses, and the ranges in which it is searched."""

    check: Sided
    given: tuple[Sided, ...]
    ranges: Mapping[str, tuple[float, float]]

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        return tuple(Axis.of(n, d, self.ranges) for n, d in domains_of(self.check, *self.given).items())

    def scores(self, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Tell how far the relation is broken at n points, each column of shape (n,): above 0 where it is, below -2 outside."""
        n = next((c.size for c in columns.values()), 1)
        excess = _excess(self.check, columns, n)
        excess = np.where(np.isfinite(excess), excess, NOWHERE)
        outside = np.zeros(n)
        for one in self.given:
            fails = _excess(one, columns, n)
            fails = np.where(np.isfinite(fails), fails, -NOWHERE)
            outside += np.maximum(fails - (ROUNDING if one.sense == "==" else 0.0), 0.0)
        return np.where(outside > 0, OUTSIDE - outside, excess)

    def score(self, point: Mapping[str, Fraction]) -> float:
        return float(self.scores({n: np.array([float(x)]) for n, x in point.items()})[0])


def _excess(sided: Sided, columns: Mapping[str, NDArray[np.float64]], n: int) -> NDArray[np.float64]:
    """Return left - right by their size, in [-1, 1]; bounded otherwise where a side is 0."""
    left, right = (np.broadcast_to(s, (n,)) for s in arrays.evaluate(sided.body, {p.name: columns[p.name] for p in parameters(sided.body)}))
    with np.errstate(all="ignore"):
        apart = left - right
        size = np.where((left == 0) | (right == 0), 1 + np.abs(apart), np.abs(left) + np.abs(right))
        share = np.where(np.isposinf(right) & np.isfinite(left), -1.0, apart / size)
    return np.abs(share) if sided.sense == "==" else np.where(share == 0, 1e-15, share) if sided.sense == "<" else share


class _Worst:
    """The worst points met, each once."""

    def __init__(self, link: Link):
        self.link, self.count = link, 0
        self.seen: dict[tuple[Fraction, ...], tuple[float, Point]] = {}

    def add(self, score: float, point: Point) -> None:
        if score > OUTSIDE:
            self.seen[tuple(point.values())] = score, point
        if len(self.seen) > 50 * KEPT:
            self.seen = {tuple(p.values()): (s, p) for s, p in self._sorted()[:KEPT]}

    def _sorted(self) -> list[tuple[float, Point]]:
        return sorted(self.seen.values(), key=lambda one: -one[0])

    def points(self) -> list[Point]:
        return [p for _, p in self._sorted()[:KEPT]]


def by_hypothesis(link: Link, examples: int, seed: int) -> tuple[int, list[Point]]:
    """Let Hypothesis draw so many points and steer towards what breaks the relation; return how many it drew, and the worst."""
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings, target
    from hypothesis import seed as seeded
    from hypothesis import strategies as st

    worst, axes = _Worst(link), link.axes
    ties = [(a.name, b.name, f) for a in axes for b in axes if a is not b for f in TIED]

    @st.composite
    def points(draw: Callable[[Any], int]) -> Point:
        point = {}
        for axis in axes:
            cell, finer = draw(st.integers(0, CELLS)), draw(st.integers(0, FINER))
            point[axis.name] = axis.rational((cell + finer / (FINER + 1)) / (CELLS + 1))
            simple, which = axis.simple(), draw(st.integers(0, CELLS))
            if which < len(simple):  # seldom enough that most points are free
                point[axis.name] = simple[which]
        here = {a.name: a for a in axes}
        for _ in range(draw(st.integers(0, 2)) if ties else 0):
            one, other, factor = ties[draw(st.integers(0, min(len(ties) - 1, CELLS)))]
            if here[one].holds(point[other] * factor) and not here[one].domain.integer:
                point[one] = point[other] * factor
        return point

    quiet = settings(
        database=None,
        deadline=None,
        max_examples=examples,
        phases=(Phase.generate, Phase.target),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
        print_blob=False,
    )

    @seeded(seed)
    @quiet
    @given(points())
    def attack(point: Point) -> None:
        score = link.score(point)
        worst.count += 1
        worst.add(score, point)
        target(max(score, NOWHERE))

    with _away_from_the_users_folder():
        attack()
    return worst.count, worst.points()


@contextmanager
def _away_from_the_users_folder() -> Iterator[None]:
    """Let Hypothesis write what it writes elsewhere."""
    from hypothesis.configuration import set_hypothesis_home_dir, storage_directory

    before = storage_directory(intent_to_write=False).home_directory
    with tempfile.TemporaryDirectory() as folder:
        set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            set_hypothesis_home_dir(before)


def by_evolution(link: Link, generations: int, seed: int) -> tuple[int, list[Point]]:
    """Climb by differential evolution, then by Nelder-Mead from the best; return the evaluations, and the worst points."""
    from scipy.optimize import differential_evolution, minimize

    worst, axes = _Worst(link), link.axes

    def lowest(u: NDArray[np.float64]) -> Any:
        columns = {a.name: a.at(row) for a, row in zip(axes, np.atleast_2d(u.T).T, strict=True)}
        scores = link.scores(columns)
        worst.count += scores.size
        for i in np.argsort(-scores, kind="stable")[:2]:
            worst.add(float(scores[i]), {n: Fraction(float(c[i])) for n, c in columns.items()})
        return -scores if u.ndim > 1 else -scores[0]

    bounds = [(0.0, 1.0)] * len(axes)
    found = differential_evolution(
        lowest, bounds, maxiter=generations, popsize=POPULATION, seed=seed, polish=False, vectorized=True, updating="deferred", tol=0
    )
    minimize(lowest, found.x, method="Nelder-Mead", bounds=bounds, options={"maxfev": POLISH * len(axes), "xatol": 0, "fatol": 0})
    return worst.count, worst.points()
