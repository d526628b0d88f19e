"""Follow a method without noise at many settings of one instance at once, over arrays: nothing is compiled.

What is measured at each step tells, of one run, the hitting time of every epsilon: the worst is just below the least that
was measured so far.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.claims.bound import Bound
from theorysim.domains import parameters
from theorysim.entries import Body, Method, Objective
from theorysim.readings import arrays
from theorysim.readings.instances import flat
from theorysim.readings.read import read
from theorysim.readings.stages import Stages
from theorysim.trials import beyond_floats, noiseless
from theorysim.trials.drawing import Raw, at, inside, settle
from theorysim.trials.noiseless import by_role, level
from theorysim.trials.starts import axes_of, size, start_of

Column = NDArray[np.float64]
ROUNDED = 2.0**-40  # of what was measured at the start
SLACK = 2.0**-20  # of epsilon, by which it lies below what was measured: float64 and balls then agree on the steps
LOOKED = 128  # steps between two looks at the clock
NOT_POSITIVE = 100.0  # the score of a run against a bound that is 0 or less
EACH, OCTAVE = 16, 4  # every one of the first steps is an end of a run, then so many an octave


def interpretable(method: Method) -> bool:
    """Tell whether the steps of a method can be read over arrays: fixed by the point, and never begun anew."""
    return method.restart is None and beyond_floats.interpretable(method)


def free_of_epsilon(bound: Bound) -> bool:
    """Tell whether the steps do not depend on epsilon, so that it may be chosen after the run."""
    return not any(p.name in ("epsilon", "T") for body in bound.method_constants.values() for p in parameters(body))


def settled(bound: Bound, objective: Objective, raw: Raw) -> dict[str, Column]:
    """Settle settings: sound ones lie in the class, and their method's parameters in their domains."""
    found = settle(bound, objective, raw)
    sound = found["sound"] > 0
    for name, column in raw.items():  # a class with its constants may only be made larger
        sound &= (column >= 1) | (not name.startswith("more "))
    sound &= raw["epsilon"] >= found["begun"] * ROUNDED  # what is left after that is rounding
    for p in bound.method.parameters:
        if f"method.{p.name}" in found:
            sound &= inside(found[f"method.{p.name}"], p.domain)
    return {**found, "sound": sound.astype(np.float64)}


@lru_cache(maxsize=256)
def _over_arrays(body: Body) -> Callable[..., Any]:
    found: Callable[..., Any] = read(body, arrays.MEANING)
    return found


def _read(body: Body, values: Mapping[str, Any]) -> Any:
    return _over_arrays(body)(**values)


def measured(bound: Bound, objective: Objective, known: Raw, seen: Callable[[Any], Any] = lambda g: g) -> Iterator[Column]:
    """Return what the bound measures at x_0, x_1, ... without end, each of shape (n,); `seen` is what the method sees of a gradient."""
    roles = by_role(known)
    own = {p.name: roles[f"objective.{p.name}"] for p in objective.parameters}
    chosen = {p.name: roles.get(f"method.{p.name}", p.default) for p in bound.method.parameters}
    ways = {p.name: 0.0 for p in parameters(objective.gradient) if p.domain.role == "direction"}
    of_value = {p.name: own[p.name] for p in parameters(objective.value) if p.name in own}
    of_gradient = {p.name: own[p.name] for p in parameters(objective.gradient) if p.name in own}
    n, axes = known["start"].shape, axes_of(objective)
    least = at(objective.minimum, own) if objective.minimum is not None else None

    def gradient(row: list[Any]) -> list[Any]:
        slopes = flat(_read(objective.gradient, {**dict(zip(axes, row, strict=True)), **ways, **of_gradient}))
        return [np.broadcast_to(slope, n) for slope in slopes]

    def value(row: list[Any]) -> Any:
        return _read(objective.value, {**dict(zip(axes, row, strict=True)), **of_value})

    def shown(row: list[Any]) -> list[Any]:
        return [seen(g) for g in gradient(row)]

    run = Stages(bound.method, chosen, list(start_of(known)), shown, value, read=_read, norm=size)
    asks = {"minimum": lambda: least, "value": lambda: value(run.output)}
    asks |= {"g_norm": lambda: size(gradient(run.output)), "x_norm": lambda: size(run.output)}
    while True:
        yield np.broadcast_to(noiseless.measured(bound, _read, **asks), n)
        run.step()


@dataclass(frozen=True)
class Walked:
    """Settings with their epsilons, what follows from them, the hitting times found (at least these), and scores: the larger the worse.

    A score is the logarithm of measured over bound, by parts of a step where the epsilon was given, -inf for no sound setting.
    """

    raw: dict[str, Column]
    settled: dict[str, Column]
    T: NDArray[np.int64]
    score: Column

    def over(self, rounding: float) -> NDArray[np.int64]:
        """Return the places of those that exceed the bound, the shortest first."""
        found = np.flatnonzero((self.score > -np.inf) & (self.settled["T"] * (1 + rounding) < self.T))
        return found[np.argsort(self.settled["T"][found], kind="stable")]


def _marks(steps: int) -> NDArray[np.int64]:
    """Return the numbers of the steps at which runs of every length are looked at: 0 to `steps`."""
    octaves = np.exp2(np.arange(np.log2(EACH) * OCTAVE, np.log2(max(steps, EACH)) * OCTAVE) / OCTAVE)
    return np.unique(np.concatenate([np.arange(min(EACH, steps) + 1), octaves.astype(np.int64), [steps]])).astype(np.int64)


class Interrupted(Exception):
    """The time was over before the runs were."""


def _never() -> bool:
    return False


@np.errstate(all="ignore")  # what is not finite is never hit
def walked(bound: Bound, objective: Objective, raw: Raw, steps: int, fixed: bool = False, stop: Callable[[], bool] = _never) -> Walked:
    """Follow runs of up to so many steps; where that is free, and it is not fixed, epsilon becomes the worst one of the run.

    Raises Interrupted once `stop` says so.
    """
    if free_of_epsilon(bound) and not fixed:
        return _worst(bound, objective, raw, steps, stop)
    return _given(bound, objective, raw, steps, stop)


def _until(walk: Iterator[Column], stop: Callable[[], bool]) -> Iterator[tuple[int, Column]]:
    for k, now in enumerate(walk):
        if k % LOOKED == LOOKED - 1 and stop():
            raise Interrupted
        yield k, now


def _worst(bound: Bound, objective: Objective, raw: Raw, steps: int, stop: Callable[[], bool]) -> Walked:
    n, marks = raw["start"].size, _marks(steps)
    begun = settled(bound, objective, raw)
    least, low = np.empty((marks.size, n)), np.full(n, np.inf)
    wanted = 0
    for k, now in _until(measured(bound, objective, begun), stop):
        low = np.fmin(low, now)
        if k == marks[wanted]:
            least[wanted] = low
            wanted += 1
            if wanted == marks.size:
                break
    every = {name: np.tile(column, marks.size) for name, column in raw.items()}
    every["epsilon"] = (least * (1 - SLACK)).ravel()
    known = settled(bound, objective, every)
    T = np.repeat(marks + 1, n)
    score = np.where(known["sound"] > 0, _score(T, known["T"]), -np.inf)
    best = np.argmax(score.reshape(marks.size, n), axis=0) * n + np.arange(n)
    return Walked({k: v[best] for k, v in every.items()}, {k: v[best] for k, v in known.items()}, T[best], score[best])


def _given(bound: Bound, objective: Objective, raw: Raw, steps: int, stop: Callable[[], bool]) -> Walked:
    known = settled(bound, objective, raw)
    n, goal = raw["start"].size, level(bound, raw["epsilon"])
    T, part = np.full(n, -1, dtype=np.int64), np.zeros(n)
    before = np.full(n, np.inf)
    for k, now in _until(measured(bound, objective, known), stop):
        hit = (T < 0) & (now <= goal)
        T[hit] = k
        part[hit] = np.clip(np.log(before / goal) / np.log(before / np.maximum(now, 1e-300)), 0, 1)[hit]
        before = np.where(now < before, now, before)
        if k == steps or (T >= 0).all():
            break
    lasts = T < 0
    sound = (known["sound"] > 0) & (known["T"] <= steps)
    reached = np.where(lasts, steps + 1, np.maximum(T - 1 + np.nan_to_num(part), 1e-3))
    score = np.where(sound, _score(reached, known["T"]), -np.inf)
    return Walked(dict(raw), known, np.where(lasts, steps + 1, T), score)


def _score(reached: NDArray[Any], bound: Column) -> Column:
    """Return the logarithm of measured over bound; a bound that is not positive is exceeded by any number of steps."""
    score = np.where(bound > 0, np.log(reached / bound), NOT_POSITIVE)
    return np.where(np.isnan(score), -np.inf, score)
