"""Run a method by the contract of its record, stage by stage in plain Python, one number at a time: the oracle of the compiler.

Nothing of the engine's steps is used but the keys of its streams: draws are numbered here anew.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from theorysim.domains import Parameter, parameters
from theorysim.model import Method, Objective, Oracle
from theorysim.quantities.finished import finished
from theorysim.readings.floats import evaluate
from theorysim.results import Trajectory
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import beginning, floor_of, settled
from theorysim.simulate.streams import GOLDEN, MASK, Stream, mixed

MEMORY = ("start", "zero")
SAMPLES = ("with replacement", "without replacement", "in turn")
NUMBERS = {"uniform": 1, "normal": 2, "finite": 1, "with replacement": 1, "without replacement": 1}
Point = list[float]


def norm(v: Point) -> float:
    return math.nan if any(math.isnan(c) for c in v) else math.hypot(*v)


def shared(p: Parameter) -> bool:
    return p.domain.shared


def fraction(z: int) -> float:
    """Turn 64 bits into a number in (0, 1)."""
    return (z >> 12) * 2.0**-52 + 2.0**-53


@dataclass
class Draws:
    """The draws of one step: those for all coordinates first, the oracle's before the method's, each where its name first appears."""

    method: Method
    oracle: Oracle | None
    d: int
    seed: int = 0
    trial: int = 0

    def __post_init__(self) -> None:
        bodies = [("oracle", self.oracle.perturb)] if self.oracle else []
        bodies += [("method", stage) for stage in self.method.stages]
        found = {(role, p.name): p for role, body in bodies for p in parameters(body) if p.domain.role in NUMBERS}
        self.first, at = {}, 0
        for alike in (True, False):
            for key, p in found.items():
                if shared(p) == alike:
                    self.first[key], at = at, at + NUMBERS[p.domain.role]
        self.own = sum(NUMBERS[p.domain.role] for p in found.values() if not shared(p))
        self.stream = Stream.of(self.seed, 0, self.trial, at + self.own * (self.d - 1))

    def slot(self, role: str, p: Parameter, i: int) -> int:
        return self.first[role, p.name] + (0 if shared(p) else self.own * i)

    def number(self, role: str, p: Parameter, k: int, i: int, own: dict[str, float]) -> float:
        """Return the draw of a name in step k, from 0, for coordinate i."""
        slot = self.slot(role, p, i)
        u = self.stream.uniform(k, slot)
        if p.domain.role == "normal":
            return math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * self.stream.uniform(k, slot + 1))
        if p.domain.role != "finite":
            return u
        total = 0.0
        for n, chance in enumerate(p.domain.probabilities, 1):
            below, total = total, total + evaluate(chance, {q.name: own[q.name] for q in parameters(chance)})
            if below <= u < total:
                return float(n)
        return 0.0

    def batch(self, p: Parameter, k: int, size: int, n: int) -> list[int]:
        """Return the terms of a minibatch in step k."""
        if p.domain.role == "in turn":
            return [(k * size + t) % n for t in range(size)]
        seed = self.stream.bits(k, self.slot("oracle", p, 0))
        drawn = [fraction(mixed((seed + (t + 1) * GOLDEN) & MASK)) for t in range(max(n, size))]
        if p.domain.role == "with replacement":
            return [int(u * n) for u in drawn[:size]]
        taken: list[int] = []
        for part, u in enumerate(drawn[:n]):
            if u * (n - part) < min(size, n) - len(taken):
                taken.append(part)
        return taken


@dataclass
class Interpreted:
    """A run: `x` and `memory` are where it stands after k steps. `gradients` and `values` count what the method has asked for."""

    method: Method
    objective: Objective
    given: dict[str, float]
    start: Point
    oracle: Oracle | None = None
    seed: int = 0
    trial: int = 0
    k: int = 0
    gradients: int = 0
    values: int = 0
    memory: dict[str, Point] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.x, self.d = [float(c) for c in self.start], len(self.start)
        self.kinds = {p.name: p.domain.role for s in self.method.stages for p in parameters(s) if p.domain.role in MEMORY}
        self.memory = {name: list(self.x) if kind == "start" else [0.0] * self.d for name, kind in self.kinds.items()}
        self.draws = Draws(self.method, self.oracle, self.d, self.seed, self.trial)
        self.own: dict[str, dict[str, float]] = {"method": {}, "objective": {}, "oracle": {}}
        for key, value in self.given.items():
            role, _, name = key.partition(".")
            self.own[role][name] = value
        for role, record in (("method", self.method), ("objective", self.objective), ("oracle", self.oracle)):
            for p in record.parameters if record else ():
                self.own[role].setdefault(p.name, p.default)

    @property
    def output(self) -> Point:
        return self.x if self.method.output == "x" else self.memory[self.method.output]

    # --- the objective ------------------------------------------------------------------------------------------------

    def _of_objective(self, body: Any, at: Point, i: int, along: Point | None, part: int, **more: Any) -> Any:
        values, seen, ways = {}, 0, 0
        for p in parameters(body):
            kind = p.domain.role
            if kind == "coordinate":
                values[p.name], seen = at[seen if self.objective.form == "tuple" else i], seen + 1
            elif kind == "direction":
                place, ways = (ways if self.objective.form == "tuple" else i), ways + 1
                values[p.name] = along[place] if along else 0.0
            elif kind in ("left", "right"):
                j = i - 1 if kind == "left" else i + 1
                values[p.name] = at[j] if 0 <= j < self.d else 0.0
            elif kind in ("index", "dimension", "part"):
                values[p.name] = {"index": i + 1, "dimension": self.d, "part": part}[kind]
            elif kind in ("vector", "filled"):
                values[p.name] = np.array(at) if kind == "vector" else more["out"]
            else:
                values[p.name] = self.own["objective"][p.name]
        return body(**values) if self.objective.form == "vector" else evaluate(body, values)

    def _term(self, at: Point, along: Point | None, part: int) -> Point:
        body, form = self.objective.gradient, self.objective.form
        if form == "vector":
            out = np.zeros(self.d)
            self._of_objective(body, at, 0, along, part, out=out)
            return [float(c) for c in out]
        if form == "sum":
            return [self._of_objective(body, at, i, along, part) for i in range(self.d)]
        found = self._of_objective(body, at, 0, along, part)
        return list(found) if isinstance(found, tuple) else [found]

    def gradient(self, at: Point, along: Point | None = None, terms: list[int] | None = None) -> Point:
        """Return the gradient at a point, of the terms named, of all where none are."""
        wanted = list(range(max(self.objective.parts, 1))) if terms is None else terms
        each = [self._term(at, along, part) for part in wanted]
        return [math.fsum(column) / len(wanted) for column in zip(*each, strict=True)]

    def value(self, at: Point) -> float:
        parts = range(max(self.objective.parts, 1))
        places = range(self.d if self.objective.form == "sum" else 1)
        return math.fsum(self._of_objective(self.objective.value, at, i, None, part) for part in parts for i in places) / len(parts)

    # --- the oracle ---------------------------------------------------------------------------------------------------

    def see(self, at: Point, along: Point | None = None) -> Point:
        """Return what the oracle shows at a point, along a direction where it reads one."""
        self.gradients += 1
        if self.oracle is None:
            return self.gradient(at)
        perturb, own = self.oracle.perturb, self.own["oracle"]
        fits = any(p.domain.role == "direction" for p in parameters(perturb))
        g = self.gradient(at, along if fits else None)
        asked = {"g_norm": norm(g), "x_norm": norm(at)}
        for ask in self.oracle.asks:
            asked[ask.__name__] = so_far = 0.0
            for i in range(self.d):
                place = {"zero": so_far, "coordinate": at[i], "index": i + 1, "dimension": self.d}
                so_far = evaluate(ask, {p.name: place.get(p.domain.role, own.get(p.name)) for p in parameters(ask)})
            asked[ask.__name__] = so_far
        shown = []
        for i in range(self.d):
            values = {}
            for p in parameters(perturb):
                kind = p.domain.role
                if kind in SAMPLES:
                    terms = self.draws.batch(p, self.k, int(own["batch"]), self.objective.parts)
                    values[p.name] = self.gradient(at, None, terms)[i]
                elif kind in NUMBERS:
                    values[p.name] = self.draws.number("oracle", p, self.k, i, own)
                elif kind in ("index", "dimension", "step", "direction"):
                    here = {"index": i + 1, "dimension": self.d, "step": self.k + 1, "direction": along[i] if along else 0.0}
                    values[p.name] = here[kind]
                else:
                    values[p.name] = g[i] if p.name == "g" else asked[p.name] if kind == "asked" else own[p.name]
            shown.append(evaluate(perturb, values))
        return shown

    # --- the method ---------------------------------------------------------------------------------------------------

    def done(self) -> bool:
        """Tell whether the method has ended."""
        return self.method.done is not None and self._condition(self.method.done, self.x, self.memory, self.k + 1)

    def _condition(self, body: Any, x: Point, memory: dict[str, Point], k: int) -> bool:
        values = {}
        for p in parameters(body):
            if p.domain.role in MEMORY:
                values[p.name] = memory[p.name][0]
            elif p.domain.role == "asked":
                values[p.name] = norm({"x": x, **memory}[p.name.removesuffix("_norm")])
            else:
                values[p.name] = k if p.domain.role == "step" else self.own["method"][p.name]
        return evaluate(body, values) > 0

    def step(self) -> None:
        """Make one step."""
        names = [stage.__name__ for stage in self.method.stages]
        moves = names.index("step") if "step" in names else len(names) - 1
        before = [n for n in ("y", "v") if n in names[:moves]]
        made: dict[str, Point] = {}
        new: dict[str, Point] = {}  # what the step makes: x and the memory
        g: Point | None = None if before else self.see(self.x)
        for number, stage in enumerate(self.method.stages):
            rows_there = {"x": self.x, **({"g": g} if g else {}), **made}
            asked = {p.name: self._asked(p.name, {**self.memory, **rows_there}) for p in parameters(stage) if p.domain.role == "asked"}
            columns = [self._stage(stage, {**rows_there, **asked}, i) for i in range(self.d)]
            rows = [list(row) for row in zip(*columns, strict=True)]
            if number == moves:
                slots = dict.fromkeys(p.name for s in self.method.stages[: moves + 1] for p in parameters(s) if p.domain.role in MEMORY)
                new = {**self.memory, **dict(zip(("x", *slots), rows, strict=True))}
                made[stage.__name__] = made["step"] = new["x"]
            elif number > moves:
                target = stage.__name__ if stage.__name__ in self.memory else "x"
                new[target] = made[stage.__name__] = rows[0]
                made["step"] = new["x"]
            else:
                made[stage.__name__] = rows[0]
            if all(n in made for n in before) and g is None:
                g = self.see(made.get("y", self.x), made.get("v"))
        restart = self.method.restart
        anew = restart is not None and self._condition(restart, self.x, new, self.k + 1)
        self.memory = {n: (list(new["x"]) if kind == "start" else [0.0] * self.d) if anew else new[n] for n, kind in self.kinds.items()}
        self.x, self.k = new["x"], self.k + 1

    def _stage(self, stage: Any, there: dict[str, Point], i: int) -> tuple[float, ...]:
        values = {}
        for p in parameters(stage):
            kind, name = p.domain.role, p.name
            if kind in MEMORY:
                values[name] = self.memory[name][i]
            elif kind in NUMBERS:
                values[name] = self.draws.number("method", p, self.k, i, self.own["method"])
            elif kind in ("index", "dimension", "step"):
                values[name] = {"index": i + 1, "dimension": self.d, "step": self.k + 1}[kind]
            else:
                values[name] = there[name][i] if name in there else self.own["method"][name]
        found = evaluate(stage, values)
        return found if isinstance(found, tuple) else (found,)

    def _asked(self, name: str, at: dict[str, Point]) -> Point:
        """Return what a stage asks for by name, for each coordinate."""
        if name == "full":
            return self.gradient(self.x)
        if name.endswith("_norm"):
            return [norm(at[name.removesuffix("_norm")])] * self.d
        if name.startswith("g_"):
            return self.see(at[name.removeprefix("g_")])
        self.values += 1
        return [self.value(self.x if name == "f" else at[name.removeprefix("f_")])] * self.d


def interpreted(run: Interpreted, steps: int) -> list[Point]:
    """Return the points that are reported: at the start and after each step, until the method is done."""
    points = [list(run.output)]
    while run.k < steps and not run.done():
        run.step()
        points.append(list(run.output))
    return points


def trajectory(
    what: Composition, given: Mapping[str, float], start: Any, epsilon: float, steps: int, dimension: int | None = None, **_: Any
) -> Trajectory:
    """Run as the engine's `run` does, until the gradient is small, or until the method is done where `finished` is the criterion."""
    values = {name: float(v) for name, v in settled(what.known, given).items()}
    point = [float(c) for c in beginning(what.objective, values, start, dimension)]
    one, ends = Interpreted(what.method, what.objective, values, point, what.oracle), what.criterion is finished

    def slope() -> float:
        return norm(one.gradient(one.output))

    while one.k < steps and not (one.done() if ends else slope() <= epsilon):
        one.step()
    reached, value = one.done() if ends else slope() <= epsilon, one.value(one.output)
    gap = value - floor_of(what.objective, values, one.d)
    return Trajectory("reached" if reached else "budget", one.k if reached else None, one.k, tuple(one.output), value, slope(), gap)
