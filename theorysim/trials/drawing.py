"""Draw settings of an instance of a class, many at once: its parameters, a start, epsilon, constants of the class, and the horizon.

What is drawn (`Raw`) is keyed by what it is: "objective.a", "start", "epsilon", "L1" for a constant that the instance leaves free,
"more L0" for the factor by which a constant that it has is enlarged (mu: divided; f_star, of either sign: lowered by the factor less 1),
"tau", "share" for what is free in a formula. `settle` computes the rest, so a setting can be changed and settled anew. A start in several
coordinates has a number for each (see `places`).
"""

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.claims.bound import Bound
from theorysim.domains import Domain, Parameter, parameters
from theorysim.entries import Assumption, Body, Objective
from theorysim.members.branches import tried
from theorysim.members.membership import declared
from theorysim.prove.binding import binding
from theorysim.readings import arrays
from theorysim.trials import noiseless
from theorysim.trials.free import WIDE, bodies_of, constants_of_noise, drawn, free_of, may_vanish
from theorysim.trials.starts import coordinates, size, start_of

Raw = Mapping[str, NDArray[np.float64]]
Scale = Callable[[Any], Any]
NEAR = (0.5, 0.9, 0.99, 0.999)  # shares of what is measured at the start: just below it every step makes the least progress


def at(body: Body, numbers: Mapping[str, Any]) -> Any:
    """Return a body's value at those of the numbers that it takes."""
    return every(body, numbers)[0]


def every(body: Body, numbers: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return all values of a body, of a gradient those of the coordinates."""
    return arrays.evaluate(body, {p.name: numbers[p.name] for p in parameters(body)})


def takes(bound: Bound, name: str) -> bool:
    """Tell whether a formula of a bound takes a constant."""
    return any(p.name == name for body in bodies_of(bound) for p in parameters(body))


def takes_horizon(bound: Bound) -> bool:
    """Tell whether a step size is set by the bound itself."""
    return any(p.name == "T" for body in bound.method_constants.values() for p in parameters(body))


def grows(assumption: Assumption, p: Parameter) -> bool:
    """Tell whether a constant may be changed so that the class is larger: not the supremum over a sublevel set."""
    return assumption.on == "everywhere" and _weakens(assumption, p) != 0


def varies(bound: Bound, assumption: Assumption, p: Parameter) -> bool:
    """Tell whether a constant is drawn weaker than an instance needs it; one of either sign only where a formula takes it."""
    return grows(assumption, p) and not _torn(bound, p.name) and (p.domain.low >= 0 or takes(bound, p.name))


def _torn(bound: Bound, name: str) -> bool:
    """Tell whether a constant of several classes would make one larger and another one smaller."""
    return len({_weakens(a, p) if a.on == "everywhere" else 0 for a in bound.classes for p in a.constants() if p.name == name}) > 1


def shrinks(assumption: Assumption, p: Parameter) -> bool:
    """Tell whether a smaller constant makes the class larger, as mu of strong convexity does."""
    return _weakens(assumption, p) < 0


@cache
def _weakens(assumption: Assumption, p: Parameter) -> int:
    """Tell of many numbers what a larger constant makes of the inequality: 1 no stronger, -1 no weaker, 0 else."""
    body, rng = assumption.inequality.body, np.random.default_rng(0)
    numbers = {}
    for q in parameters(body):
        size = np.exp(rng.normal(0, 2, 64))
        positive = q.domain.low >= 0 or q.name.endswith(("_norm", "moment"))
        inside = np.minimum(q.domain.low + size, q.domain.high) if q.domain.low >= 0 else size
        numbers[q.name] = inside if positive else size * rng.choice([-1.0, 1.0], 64)
    left, right = every(body, numbers)
    larger = numbers[p.name] + np.abs(numbers[p.name])  # twice a size
    less, more = every(body, {**numbers, p.name: np.minimum(larger if p.domain.low >= 0 else larger + 1, p.domain.high)})
    gained = np.broadcast_to((more - less) - (right - left), (64,))
    gained = np.where(np.abs(gained) > 1e-12 * np.maximum(np.abs(more) + np.abs(less), np.abs(right) + np.abs(left)), gained, 0.0)
    if assumption.inequality.sense == "==" or not np.isfinite(gained).all():
        return 0
    return int((gained >= 0).all() and (gained > 0).any()) - int((gained <= 0).all() and (gained < 0).any())


@np.errstate(all="ignore")  # what is not finite is no sound setting
def draw(bound: Bound, objective: Objective, n: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Draw n settings, of which `settle` says which make sense."""
    rng = np.random.default_rng(seed)

    def logs(low: float, high: float) -> NDArray[np.float64]:
        x = np.exp(rng.uniform(math.log(low), math.log(high), n))
        edges = rng.random(n) < 0.05
        return np.where(edges, rng.choice([low, high], n), x)

    raw: dict[str, Any] = {
        f"objective.{p.name}": 2.0 * rng.integers(1, 5, n) if p.domain.integer else logs(*WIDE) for p in objective.parameters
    }
    own = own_of(objective, raw)
    begun = np.abs(at(objective.start, own)) if objective.start is not None else np.ones(n)
    raw["start"] = rng.choice([-1.0, 1.0], n) * np.where(rng.random(n) < 0.5, logs(*WIDE), begun * np.exp(rng.normal(0, 1, n)))
    raw["epsilon"] = measured(bound, objective, raw) * np.where(rng.random(n) < 0.6, rng.choice(NEAR, n), np.exp(-rng.uniform(0, 4, n)))
    for assumption in bound.classes:
        declaration = declared(objective, assumption)
        for p in assumption.constants():
            if declaration is not None and p.name not in declaration.constants:
                raw[p.name] = logs(*WIDE) * np.where(rng.random(n) < 0.5, 1, 1 / np.maximum(np.abs(raw["start"]), 1e-3))
            elif varies(bound, assumption, p):
                same = rng.random(n) < 0.6
                more = logs(1, 100) if p.domain.low >= 0 else 1 + logs(1e-2, 1e2) * gap_of(objective, raw)
                raw[f"more {p.name}"] = np.where(same, 1.0, more)
    for name in constants_of_noise(bound):
        low, high = bound.search.get(name, WIDE)
        size = np.where(rng.random(n) < 0.7, raw["epsilon"] * np.exp(rng.uniform(-5, 2.5, n)), logs(low, min(high, 10)))
        raw[name] = np.where(rng.random(n) < 0.1, 0.0, size)  # 0: the limit without noise, in the printed ranges
    for name, domain in free_of(bound).items():
        raw[name] = drawn(domain, bound.search.get(name), n, rng)
    return raw


@np.errstate(all="ignore")
def near(bound: Bound, objective: Objective, raw: Raw, n: int, seed: int) -> dict[str, NDArray[np.float64]]:
    """Draw n settings near some: a few of the numbers are scaled a little; epsilon goes with what is measured at the start."""
    rng = np.random.default_rng(seed)
    chosen = rng.integers(0, raw["start"].size, n)
    whole = {f"objective.{p.name}" for p in objective.parameters if p.domain.integer}
    whole |= {name for name, domain in free_of(bound).items() if domain.integer}
    found: dict[str, Any] = {}
    for name, column in raw.items():
        scaled = np.exp(rng.normal(0, rng.choice([0.01, 0.1, 0.4]), n))
        x = column[chosen] * np.where((rng.random(n) < 0.4) & (name not in whole), scaled, 1.0)
        found[name] = np.maximum(x, 1.0) if name.startswith("more ") else x
    found["epsilon"] *= measured(bound, objective, found) / measured(bound, objective, raw)[chosen]
    return found


def steepness(objective: Objective, raw: Raw) -> NDArray[np.float64]:
    """Return the norm of the gradient at the start."""
    own = own_of(objective, raw)
    ways = {p.name: 0.0 for p in parameters(objective.gradient) if p.domain.role == "direction"}
    steep: NDArray[np.float64] = size(every(objective.gradient, {**coordinates(objective, raw), **ways, **own}))
    return steep


def measured(bound: Bound, objective: Objective, raw: Raw) -> NDArray[np.float64]:
    """Return the quantity of the bound at the start."""
    own = own_of(objective, raw)
    found: NDArray[np.float64] = noiseless.measured(
        bound,
        at,
        g_norm=lambda: steepness(objective, raw),
        x_norm=lambda: size(start_of(raw)),
        value=lambda: at(objective.value, {**coordinates(objective, raw), **own}),
        minimum=lambda: at(objective.minimum, own),  # type: ignore[arg-type]
    )
    return found


def gap_of(objective: Objective, raw: Raw) -> NDArray[np.float64]:
    """Return F, the gap at the start."""
    own = own_of(objective, raw)
    assert objective.minimum is not None
    return np.asarray(at(objective.value, {**coordinates(objective, raw), **own}) - at(objective.minimum, own))


def own_of(objective: Objective, raw: Raw) -> dict[str, NDArray[np.float64]]:
    """Return the parameters of the objective."""
    return {p.name: raw[f"objective.{p.name}"] for p in objective.parameters}


@np.errstate(all="ignore")  # what is not finite is no sound setting
def settle(bound: Bound, objective: Objective, raw: Raw, scale: Scale = lambda b: b) -> dict[str, NDArray[np.float64]]:
    """Compute the constants of the class, F, the printed bound B, the horizon T = scale(B) and the method's parameters.

    "asked" is true where the setting lies in the class and in the ranges of the claim and starts above epsilon, "sound" is 1 where the
    formulas have numbers there, too: the bound a finite one, each parameter of the method one of its domain. A bound below 1 is one that
    a single step exceeds; between 0 and 1 it is unsound where it is a horizon, on which the method or its noise depends.
    """
    least = 1.0 if bound.random or takes_horizon(bound) else 0.0
    own = own_of(objective, raw)
    n = raw["start"].size
    known: dict[str, Any] = {**{k: v for k, v in raw.items() if "." not in k and not k.startswith("more ")}, "x0": raw["start"]}
    noises, free = constants_of_noise(bound), free_of(bound)
    numbers: dict[str, Any] = {name: raw[name] for name in (*noises, *free)} | {"epsilon": raw["epsilon"]}
    sound = np.ones(n, dtype=bool)
    for p in objective.parameters:
        proved = not p.domain.integer or np.isin(own[p.name], tried(p.domain))  # of others nothing is
        sound &= inside(own[p.name], p.domain) & proved
    for assumption in bound.classes:
        declaration = declared(objective, assumption)
        for p in assumption.constants():
            body = declaration.constants.get(p.name) if declaration is not None else None
            more, less = raw.get(f"more {p.name}", 1.0), shrinks(assumption, p)
            value = known[p.name] if body is None else at(body, {**known, **own})
            value = value * (1 / more if less else more) if p.domain.low >= 0 else value + (1 - more if less else more - 1)
            both = np.minimum if less else np.maximum
            if p.name in numbers and _torn(bound, p.name):  # it suits both classes as it is, or not at all
                sound &= np.asarray(numbers[p.name] == value)
            numbers[p.name] = both(numbers[p.name], value) if p.name in numbers else value
            sound &= inside(numbers[p.name], p.domain)
    for name, domain in free.items():
        sound &= inside(numbers[name], domain)
    for name in noises:
        sound &= (numbers[name] > 0) | may_vanish(bound, name)
    numbers["F"] = gap_of(objective, raw)
    assert objective.minimum is not None
    numbers["minimum"] = at(objective.minimum, own)
    if objective.minimizer is not None:
        numbers["R"] = size([x - m for x, m in zip(start_of(raw), every(objective.minimizer, own), strict=True)])
    steep = steepness(objective, raw)
    begun = measured(bound, objective, raw) if bound.until is not None else steep
    for name, (low, high) in bound.search.items():
        if name in numbers:
            sound &= ((numbers[name] >= low) & (numbers[name] <= high)) | ((numbers[name] == 0) & (name in noises))
    sound &= (raw["epsilon"] > 0) & (begun > raw["epsilon"])
    printed = at(bound.bound, numbers)
    numbers["T"] = np.asarray(scale(printed), dtype=np.float64)
    made = {f"method.{name}": at(body, numbers) for name, body in bound.method_constants.items()}
    asked = sound.copy()  # of which the claim speaks, whatever its formulas are there
    sound &= np.isfinite(printed) & ((printed >= least) | (printed <= 0)) & np.isfinite(numbers["T"])
    for p in bound.method.parameters:
        sound &= inside(made[f"method.{p.name}"], p.domain) if p.name in bound.method_constants else True
    shown = {k: np.broadcast_to(v, (n,)) for k, v in (*numbers.items(), *made.items())}
    tells = {"B": np.broadcast_to(printed, (n,)), "asked": asked, "sound": sound.astype(np.float64)}
    return {**raw, **shown, **tells, "steep": steep, "begun": begun}


def inside(x: NDArray[np.float64], domain: Domain) -> NDArray[np.bool_]:
    """Tell which numbers lie in a domain."""
    low = x > domain.low if domain.low_open else x >= domain.low
    high = x < domain.high if domain.high_open else x <= domain.high
    return np.asarray(low & high & ((x == np.floor(x)) if domain.integer else True))


def bindings(bound: Bound, settled: Raw) -> dict[str, NDArray[np.bool_]]:
    """Tell where each argument of each minimum and maximum binds: of the bound, of the method's constants, of the step from the start."""
    step = bound.method.stages[bound.method.moves]
    first = {"x": settled["start"], "g": settled["steep"], "g_norm": settled["steep"]}
    first |= {p.name: settled[f"method.{p.name}"] for p in bound.method.parameters if f"method.{p.name}" in settled}
    bodies = {"bound": (bound.bound, settled)} | {name: (body, settled) for name, body in bound.method_constants.items()}
    if all(p.name in first for p in parameters(step)):
        bodies["step"] = (step, first)
    found = {}
    for name, (body, numbers) in bodies.items():
        for k, met in enumerate(binding(body, {p.name: numbers[p.name] for p in parameters(body)})):
            found[f"{name} {k + 1}"] = np.broadcast_to(met, settled["start"].shape)
    return found


def spread(met: Mapping[str, NDArray[np.bool_]], sound: NDArray[np.bool_], n: int, seed: int) -> NDArray[np.int64]:
    """Choose n sound settings, as many for each argument that binds; in a fixed order."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(np.flatnonzero(sound))
    share = -(-n // max(1, 2 * len(met)))
    chosen = dict.fromkeys(int(i) for column in met.values() for i in order[column[order]][:share])
    for i in order:
        if len(chosen) >= n:
            break
        chosen.setdefault(int(i))
    return np.array(sorted(chosen), dtype=np.int64)
