"""Compose a method, an objective, an oracle and a criterion into compiled drivers, kept on disk by content."""

import linecache
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numba
import numpy as np
from numba import float64, int8, int64

from theorysim.domains import parameters
from theorysim.model import Body, Method, Objective, Oracle, Quantity
from theorysim.readings.read import read
from theorysim.simulate.cache import DiskCache, platform
from theorysim.simulate.fingerprint import fingerprint
from theorysim.simulate.meanings import MEANING, NORMS, OPTIONS, kernel
from theorysim.simulate.source import INLINE, Plan
from theorysim.simulate.templates import drivers

ROW = float64[::1]
TABLE = float64[:, ::1]
SIGNATURES = {
    "scalar": int64(ROW, ROW, float64, int64, int64, ROW),
    "trace": int64(ROW, ROW, float64, int64, int64[::1], int64[::1], TABLE, ROW, ROW, ROW),
    "lanes": numba.void(TABLE, TABLE, ROW, int64, int64[::1], int8[::1]),
}
OUTCOMES = ("reached", "budget", "diverged", "nan", "left_domain", "cycle")


@dataclass(frozen=True, eq=False)
class Drivers:
    """Compiled drivers of one combination; each is compiled, or loaded from disk, when it is first used.

    `scalar(state, p, epsilon, k, steps, out)` runs one trajectory from step k, changes `state` (x and the memory slots) and
    `out` (value, gradient norm, criterion, index into OUTCOMES), returns the step where it stopped.
    `lanes(starts, P, epsilons, steps, T, outcome)` runs many, 32 at a time: starts (n, d), P (parameters, n).
    """

    plan: Plan
    key: str
    text: str

    @cached_property
    def scalar(self) -> Callable[..., Any]:
        return self._compiled("scalar")

    @cached_property
    def lanes(self) -> Callable[..., Any]:
        return self._compiled("lanes")

    @cached_property
    def trace(self) -> Callable[..., Any]:
        return self._compiled("trace")

    def dimension(self, state: Any) -> int:
        return len(state) // self.plan.rows

    @cached_property
    def _made(self) -> dict[str, Any]:
        return build(self.plan, self.key, self.text)

    def _compiled(self, name: str) -> Callable[..., Any]:
        made: Any = self._made[name]
        made._cache = DiskCache(f"{name}-{self.key}")
        made.compile(SIGNATURES[name])
        made.disable_compile()  # an int argument must not start a new specialisation
        return made  # type: ignore[no-any-return]


def compose(
    method: Method, objective: Objective, criterion: Quantity, oracle: Oracle | None = None, dimension: int | None = None
) -> Drivers:
    """Compose drivers. `dimension` is needed for a separable objective only (1 where it is not given).

    Raises ValueError for a dimension that the objective does not have, TypeError for a body that asks for what is not there.
    """
    own = objective.dimension
    d = (dimension or 1) if objective.separable else own
    if dimension is not None and dimension != d or d < 1 or (not objective.separable and d > INLINE):
        wrong = f"not {dimension}" if d <= INLINE else f"more than {INLINE}, which only a separable one may have"
        raise ValueError(f"the objective has {own} coordinates, {wrong}")
    if method.done is not None:
        raise TypeError("a method with a `done` body cannot be composed")
    if objective.minimum is None and any(p.name == "minimum" for p in parameters(criterion.body)):
        raise ValueError("the criterion asks for the minimum, but the objective declares none")
    plan = Plan(method, objective, criterion, oracle, d if d <= INLINE else 0)
    text = drivers(plan)
    words = {**MEANING, **NORMS}
    perturb = None if oracle is None else oracle.perturb
    read_from = (*method.stages, objective.value, objective.gradient, objective.minimum, perturb, criterion.body)
    key = fingerprint(text, *read_from, words, OPTIONS, machine())
    return remembered(key, plan, text)


_composed: dict[str, Drivers] = {}


def remembered(key: str, plan: Plan, text: str) -> Drivers:
    """Give the drivers that this process already has under the same key, else new ones."""
    return _composed.setdefault(key, Drivers(plan, key, text))


@lru_cache(maxsize=1)
def machine() -> tuple[Any, ...]:
    return platform()


def build(plan: Plan, key: str, text: str) -> dict[str, Any]:
    """Make the functions of the text, not yet compiled; the key in their names keeps symbols of two contents apart."""
    oracle, objective = plan.oracle, plan.objective
    roles: dict[str, Body | None] = {
        "value": objective.value,
        "gradient": objective.gradient,
        "floor": objective.minimum,
        "perturb": None if oracle is None else oracle.perturb,
        "criterion": plan.criterion.body,
        **{f"stage{i}": stage for i, stage in enumerate(plan.method.stages)},
    }
    space: dict[str, Any] = {"__name__": __name__, "np": np, "isfinite": math.isfinite, **NORMS}
    space |= {role: compiled(body, role, key) for role, body in roles.items() if body is not None}
    file = f"<theorysim {key}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), space)
    for name in ("outcome_of", "advance", "repeats", "onward", "scalar", "trace", "lanes"):
        function = space[name]
        function.__name__ = function.__qualname__ = f"{name}_{key}"
        space[name] = kernel(function) if name == "outcome_of" else numba.njit(**OPTIONS)(function)
    return space


def compiled(body: Body, role: str, key: str) -> Any:
    """Read a body as an inlined kernel, its helpers with it."""
    made: list[FunctionType] = []

    def wrap(function: FunctionType) -> Any:
        made.append(function)
        function.__globals__["__name__"] = function.__module__ = __name__  # a module that every process can import
        function.__name__ = function.__qualname__ = f"{role}_{len(made)}_{key}"
        return kernel(function)

    result = read(body, MEANING, wrap)
    for function in made:
        for name, value in function.__globals__.items():
            if isinstance(value, SimpleNamespace):
                function.__globals__[name] = as_module(value)
        for cell in function.__closure__ or ():
            if isinstance(cell.cell_contents, SimpleNamespace):
                cell.cell_contents = as_module(cell.cell_contents)
    return result if result in MEANING.values() or made else kernel(result)


def as_module(space: SimpleNamespace) -> ModuleType:
    """Give a namespace as a module, whose attributes the compiler can look up."""
    module = ModuleType("theorysim_namespace")
    vars(module).update(vars(space))
    return module
