"""Run the stages of a method as its record says, interpreted: in floats for the laws, in balls for a run that must be certain.

Nothing is compiled, no oracle adds noise, draws are given.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from theorysim.domains import DRAWS, MEMORY, Parameter, parameters
from theorysim.entries import Body, Method
from theorysim.readings.floats import evaluate
from theorysim.readings.instances import flat

Row = list[Any]  # of floats, or of balls


def slots(*stages: Body) -> dict[str, str]:
    """Return the memory slots of stages, in order of appearance, each with where it begins."""
    return {p.name: p.domain.role for stage in stages for p in parameters(stage) if p.domain.role in MEMORY}


def norm(row: Row) -> float:
    return math.nan if any(map(math.isnan, row)) else math.hypot(*row)


class Stages:
    """A method at x with its memory; `gradient` and `value` tell what it sees at a point, `draw` is every draw."""

    def __init__(
        self,
        method: Method,
        own: Mapping[str, Any],
        start: Row,
        gradient: Callable[[Row], Row],
        value: Callable[[Row], Any],
        draw: float = 0.25,
        read: Callable[[Body, Mapping[str, Any]], Any] = evaluate,
        norm: Callable[[Row], Any] = norm,
    ):
        self.method, self.own, self.gradient, self.value, self.draw = method, own, gradient, value, draw
        self.read, self.norm = read, norm
        self.x, self.k = list(start), 0
        self.kinds = slots(*method.stages)
        self.memory = {name: self._begun(kind) for name, kind in self.kinds.items()}

    def _begun(self, kind: str) -> Row:
        return list(self.x) if kind == "start" else [0.0] * len(self.x)

    @property
    def output(self) -> Row:
        return self.x if self.method.output == "x" else self.memory[self.method.output]

    def says(self, body: Body | None) -> bool:
        """Tell whether `done` or `restart` holds of the memory; raises ValueError where a ball does not know."""
        if body is None:
            return False
        given = {p.name: self.memory[p.name][0] if p.domain.role in MEMORY else self._plain(p, {}) for p in parameters(body)}
        return bool(self.read(body, given) > 0)

    def _plain(self, p: Parameter, rows: Mapping[str, Row]) -> Any:
        """Return what is one number for all coordinates: a norm or a value asked by name, the step, a parameter."""
        there = {"x": self.x, **self.memory, **rows}
        if p.domain.role == "asked" and p.name.endswith("_norm"):
            return self.norm(there[p.name.removesuffix("_norm")])
        if p.name == "f" or p.domain.role == "asked" and p.name.startswith("f_"):
            return self.value(there[p.name.removeprefix("f_") if p.name != "f" else "x"])
        return self.k if p.domain.role == "step" else self.own[p.name]

    def _columns(self, stage: Body, rows: Mapping[str, Row]) -> list[tuple[Any, ...]]:
        """Return what a stage returns for each coordinate; `rows` are the point, what is seen there, and what stages made."""
        d, elsewhere = len(self.x), dict(rows)
        for p in parameters(stage):
            if p.domain.role == "asked" and (p.name == "full" or p.name.startswith("g_") and p.name != "g_norm"):
                elsewhere[p.name] = self.gradient(self.x if p.name == "full" else {**self.memory, **rows}[p.name.removeprefix("g_")])
        plain: dict[str, Any] = {}

        def one(p: Parameter, i: int) -> Any:
            if p.domain.role in MEMORY:
                return self.memory[p.name][i]
            if p.domain.role in DRAWS:
                return self.draw
            if p.domain.role in ("index", "dimension"):
                return i + 1 if p.domain.role == "index" else d
            if p.name in elsewhere:
                return elsewhere[p.name][i]
            if p.name not in plain:
                plain[p.name] = self._plain(p, rows)
            return plain[p.name]

        return [flat(self.read(stage, {p.name: one(p, i) for p in parameters(stage)})) for i in range(d)]

    def step(self) -> None:
        """Make one step; raises ValueError for a stage that returns more or fewer numbers than it makes."""
        stages, moves = self.method.stages, self.method.moves
        asking = [s.__name__ for s in stages[:moves] if s.__name__ in ("y", "v")]
        rows: dict[str, Row] = {"x": self.x}
        new = dict(self.memory)
        self.k += 1
        if not asking:
            rows["g"] = self.gradient(self.x)
        for number, stage in enumerate(stages):
            name = stage.__name__
            makes = ["x", *slots(*stages[: moves + 1])] if number == moves else [name if number < moves or name in new else "x"]
            columns = self._columns(stage, rows)
            if any(len(column) != len(makes) for column in columns):
                raise ValueError(f"{name} returns {len(columns[0])} numbers; it makes {', '.join(makes)}")
            made = dict(zip(makes, map(list, zip(*columns, strict=True)), strict=True))
            if number >= moves:
                new |= made
                rows |= {"step": new["x"], name: made[makes[0]]}
            else:
                rows |= made
            if name in asking:
                asking.remove(name)
                if not asking:
                    rows["g"] = self.gradient(rows.get("y", self.x))
        self.x = new.pop("x")
        self.memory = new
        if self.says(self.method.restart):
            self.memory = {slot: self._begun(kind) for slot, kind in self.kinds.items()}
