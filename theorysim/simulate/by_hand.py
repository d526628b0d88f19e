"""Step a method question by question: a generator that yields each query and each point that is reached, and is sent the answers.

So an oracle may decide what it answers as late as it likes. The numbers are floats, computed one coordinate at a time by Python; what a
compiled run computes differs from them where exp, log or a power is rounded otherwise.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, log, pi, sqrt
from typing import Any

import numpy as np

from theorysim.domains import DRAWS, MEMORY, Domain, Parameter, parameters
from theorysim.entries import Body, Method, Plain
from theorysim.readings.floats import evaluate
from theorysim.simulate.composition import numbers_of

Row = tuple[float, ...]
Answer = tuple[float | None, Row]  # the value, None where it is not shown, and the gradient


@dataclass(frozen=True)
class Query:
    """What the oracle is asked: at which point, along which direction (0: any), and whether the value is wanted."""

    point: Row
    along: Row
    value: bool


@dataclass(frozen=True)
class Reached:
    """A point that the method reports, x_0 first."""

    point: Row
    done: bool = False


Moves = Generator[Query | Reached, Answer, None]
Draw = Callable[[int, int, Domain, Mapping[str, float]], float]  # of a step and a slot


def moves(method: Method | Plain, own: Mapping[str, Any], start: Sequence[float], seed: int = 0, draw: Draw | None = None) -> Moves:
    """Return the moves of a method; the draws are those of `theorysim run --seed`, or those of `draw`. A plain step may take `rng`."""
    if isinstance(method, Method):
        return Hand(method, own, tuple(map(float, start)), draw or seeded(method, seed, len(start))).moves()
    return _plain(method, {**own, "rng": np.random.default_rng(seed)}, start)


def _plain(plain: Plain, own: Mapping[str, Any], start: Sequence[float]) -> Moves:
    from theorysim.simulate.plainly import begun, stepping  # here, as it loads the compiler: a bad word is told before

    state, moved, k = begun(plain, np.array(start, dtype=np.float64)), stepping(plain, own), 0
    still = (0.0,) * len(start)
    with np.errstate(all="ignore"):
        while True:
            point = tuple(map(float, state[0]))
            yield Reached(point)
            _, shown = yield Query(point, still, False)
            state, k = moved(state, np.array(shown), k), k + 1


def slots_of(method: Method) -> tuple[list[tuple[str, Domain, int]], int, int]:
    """Return the draws of a step as (name, domain, slot), the shared ones first, and how many numbers are shared and own."""
    named = {p.name: p.domain for stage in method.stages for p in parameters(stage) if p.domain.role in DRAWS}
    found, slot = [], 0
    for name, domain in sorted(named.items(), key=lambda item: not item[1].shared):
        found.append((name, domain, slot))
        slot += numbers_of(domain)
    shared = sum(numbers_of(domain) for domain in named.values() if domain.shared)
    return found, shared, slot - shared


def seeded(method: Method, seed: int, d: int) -> Draw:
    from theorysim.simulate.streams import Stream  # here, for the same reason

    _, shared, own = slots_of(method)
    stream = Stream.of(seed, 0, 0, shared + own * d)

    def draw(k: int, slot: int, domain: Domain, given: Mapping[str, float]) -> float:
        u = stream.uniform(k, slot)
        if domain.role == "normal":
            return sqrt(-2 * log(u)) * cos(2 * pi * stream.uniform(k, slot + 1))
        return u if domain.role == "uniform" else outcome(domain, u, given)

    return draw


def chances(domain: Domain, given: Mapping[str, float]) -> list[float]:
    """Return the probabilities of 1, ..., n of a finite law."""
    return [evaluate(b, {p.name: given[p.name] for p in parameters(b)}) for b in getattr(domain, "probabilities", ())]


def outcome(domain: Domain, u: float, given: Mapping[str, float]) -> float:
    total = 0.0
    for n, chance in enumerate(chances(domain, given), 1):
        if total <= u < total + chance:
            return float(n)
        total += chance
    return 0.0


class Hand:
    """A compiled method, read as Python: the same stages, in the order of `passes`."""

    def __init__(self, method: Method, own: Mapping[str, float], start: Row, draw: Draw):
        self.method, self.own, self.draw, self.d = method, own, draw, len(start)
        self.x, self.start, self.k = start, start, 0
        stages = [p for stage in method.stages for p in parameters(stage)]
        self.slots = {p.name: p.domain.role for p in stages if p.domain.role in MEMORY}
        self.memory: dict[str, Row] = {n: self.start if role == "start" else (0.0,) * self.d for n, role in self.slots.items()}
        self.places = {name: (domain, slot) for name, domain, slot in slots_of(method)[0]}
        self.numbers = slots_of(method)[1:]
        self.names = [stage.__name__ for stage in method.stages]
        self.asking = max([self.names.index(n) for n in ("y", "v") if n in self.names[: method.moves]], default=-1)

    def moves(self) -> Moves:
        while True:
            point = self.x if self.method.output == "x" else self.memory[self.method.output]
            ends = self.method.done is not None and self.holds(self.method.done, self.memory, self.x)
            yield Reached(point, ends)
            if ends:
                return
            yield from self.step()
            self.k += 1

    def step(self) -> Moves:
        self.made: dict[str, Row] = {}
        self.seen: dict[str, Any] = {}
        new = dict(self.memory)
        if self.asking < 0:
            yield from self.look()
        for number, stage in enumerate(self.method.stages):
            for p in parameters(stage):
                yield from self.supply(p)
            rows = list(zip(*(self.one(stage, i) for i in range(self.d)), strict=True))
            name, moving = stage.__name__, number == self.method.moves
            self.made[name] = rows[0]
            if moving:
                self.made["step"] = x = rows[0]
                before = self.method.stages[: number + 1]
                kept = dict.fromkeys(p.name for s in before for p in parameters(s) if p.domain.role in MEMORY)
                new |= dict(zip(kept, rows[1:], strict=True))
            elif number > self.method.moves and name in self.slots:
                new[name] = rows[0]
            elif number > self.method.moves:
                x = rows[0]
            if number == self.asking:
                yield from self.look()
        self.x, self.memory = x, new
        if self.method.restart is not None and self.holds(self.method.restart, new, x):
            self.memory = {n: x if role == "start" else (0.0,) * self.d for n, role in self.slots.items()}

    def look(self) -> Moves:
        """Ask for the gradient that the step takes: at y, along v, where it has such stages."""
        _, self.seen["g"] = yield Query(self.made.get("y", self.x), self.made.get("v", (0.0,) * self.d), False)

    def row(self, name: str) -> Any:
        known = {**self.memory, "x": self.x, **{n: v for n, v in self.seen.items() if n == "g"}, **self.made}
        if name not in known:
            raise ValueError(f"a stage asks about {name!r}, which is not x, g, an earlier stage or a memory slot")
        return known[name]

    def supply(self, p: Parameter) -> Moves:
        """Ask for what a stage takes by name: values, gradients elsewhere, norms."""
        still = (0.0,) * self.d
        if p.name == "f" or p.domain.role == "asked" and p.name.startswith("f_"):
            point = self.x if p.name == "f" else self.row(p.name.removeprefix("f_"))
            self.seen[p.name], _ = yield Query(point, still, True)
        elif p.domain.role == "asked" and p.name.endswith("_norm"):
            self.seen[p.name] = hypot(*self.row(p.name.removesuffix("_norm")))
        elif p.domain.role == "asked":
            _, self.seen[p.name] = yield Query(self.x if p.name == "full" else self.row(p.name.removeprefix("g_")), still, False)

    def one(self, stage: Body, i: int) -> tuple[float, ...]:
        """Return what a stage makes of coordinate i."""
        result = evaluate(stage, {p.name: self.argument(p, i) for p in parameters(stage)})
        return result if isinstance(result, tuple) else (result,)

    def argument(self, p: Parameter, i: int) -> Any:
        name, role = p.name, p.domain.role
        if role in MEMORY:
            return self.memory[name][i]
        if role in DRAWS:
            domain, slot = self.places[name]
            return self.draw(self.k, slot if domain.shared else slot + self.numbers[1] * i, domain, self.own)
        if role in ("index", "dimension", "step"):
            return {"index": i + 1, "dimension": self.d, "step": self.k + 1}[role]
        for known in (self.made, {"x": self.x}, self.seen):
            if name in known:
                return known[name][i] if isinstance(known[name], tuple) else known[name]
        return self.own[name]

    def holds(self, body: Body, memory: Mapping[str, Row], x: Row) -> bool:
        """Tell whether the method ends, or begins anew: the first coordinate of the memory speaks."""
        given: dict[str, Any] = {}
        for p in parameters(body):
            if p.domain.role == "asked":
                of = p.name.removesuffix("_norm")
                given[p.name] = hypot(*(x if of == "x" else memory[of]))
            elif p.domain.role in MEMORY:
                given[p.name] = memory[p.name][0]
            else:
                given[p.name] = self.k + 1 if p.domain.role == "step" else self.own[p.name]
        return bool(evaluate(body, given) > 0)
