"""Compose a method, an objective, an oracle and a criterion into compiled drivers, kept on disk by content."""

import linecache
import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numba
import numpy as np
from numba import float64, int8, int64, uint64

from theorysim.domains import parameters
from theorysim.entries import Body, Method
from theorysim.readings.read import read
from theorysim.simulate.cache import DiskCache, platform
from theorysim.simulate.cache_folder import alone
from theorysim.simulate.composition import Composition
from theorysim.simulate.fingerprint import fingerprint
from theorysim.simulate.kernel import INNER, OPTIONS, inner
from theorysim.simulate.lanes import BOOKS
from theorysim.simulate.meanings import ENDS, MEANING
from theorysim.simulate.norms import NORMS
from theorysim.simulate.plan import INLINE, TUPLE, Plan
from theorysim.simulate.source import chance
from theorysim.simulate.streams import KERNELS
from theorysim.simulate.templates import drivers

ROW = float64[::1]
TABLE = float64[:, ::1]
KEY = uint64[::1]
SIGNATURES = {
    "scalar": int64(ROW, ROW, KEY, float64, int64, int64, ROW),
    "trace": int64(ROW, ROW, KEY, float64, int64, int64[::1], int64[::1], TABLE, ROW, ROW, ROW),
    "lanes": numba.void(TABLE, TABLE, uint64[:, ::1], ROW, int64, int64[::1], int8[::1]),
}
OUTCOMES = ("reached", "budget", "diverged", "nan", "left_domain", "cycle", "finished")


@dataclass(eq=False)
class Drivers:
    """Compiled drivers of one combination; each is compiled, or loaded from disk, when it is first used.

    `scalar(state, p, key, epsilon, k, steps, out)` runs one trajectory from step k, changes `state` (x and the memory slots)
    and `out` (value, gradient norm, criterion, index into OUTCOMES), returns the step where it stopped.
    `lanes(starts, P, keys, epsilons, steps, T, outcome)` runs many, 64 at a time: starts (n, d), P (parameters, n), keys (n, 2).
    """

    plan: Plan
    key: str
    text: str
    taken: int = 0  # coordinates of steps that trajectories of many took one by one in this process

    @cached_property
    def scalar(self) -> Callable[..., Any]:
        return self._compiled("scalar")

    @cached_property
    def lanes(self) -> Callable[..., Any]:
        return self._compiled("lanes")

    @cached_property
    def trace(self) -> Callable[..., Any]:
        return self._compiled("trace")

    def has_lanes(self) -> bool:
        """Tell whether the lanes are compiled, in this process or on disk."""
        return "lanes" in vars(self) or DiskCache(f"lanes-{self.key}").file.is_file()

    def dimension(self, state: Any) -> int:
        return len(state) // self.plan.rows

    @cached_property
    def _made(self) -> dict[str, Any]:
        return build(self.plan, self.key, self.text)

    def _compiled(self, name: str) -> Callable[..., Any]:
        made: Any = self._made[name]
        made._cache = disk = DiskCache(f"{name}-{self.key}")
        try:
            with nullcontext() if disk.file.is_file() else alone(disk.file.with_suffix(".lock")):  # one process compiles it
                made.compile(SIGNATURES[name])
        except numba.core.errors.NumbaError as reason:
            raise TypeError(unread(str(reason))) from reason
        made.disable_compile()  # an int argument must not start a new specialisation
        return made  # type: ignore[no-any-return]


def unread(message: str) -> str:
    """Describe in one line what the compiler could not read: it names the place first, in a text of pages."""
    place = re.search(r" at (\S+\.py) \((\d+)\)", message)
    what = f"{Path(place[1]).name}:{place[2]}" if place else message.partition("\n")[0]
    hint = "write it for one coordinate in the words of theorysim.maths, or a method as a plain step(x, g, ...) over arrays"
    return f"{what} cannot be compiled: {hint}"


def compose(what: Composition, dimension: int | None = None) -> Drivers:
    """Compose the drivers of a compiled method. `dimension` is needed for a sum over coordinates only (1 where it is not given).

    Raises ValueError for a dimension that the objective does not have, TypeError for a body that asks for what is not there.
    """
    method, objective, criterion = what.method, what.objective, what.criterion
    if not isinstance(method, Method):
        raise TypeError("a plain method is not compiled")
    own, form = objective.dimension, objective.form
    d = (dimension or 1) if form == "sum" else own
    if dimension is not None and dimension != d or d < 1 or (form == "tuple" and d > TUPLE):
        wrong = f"not {dimension}" if form != "tuple" or d <= TUPLE else f"more than {TUPLE}, which only a sum or a vector may have"
        raise ValueError(f"the objective has {own} coordinates, {wrong}")
    asked = {p.name for p in parameters(criterion.body)}
    if objective.minimum is None and "minimum" in asked:
        raise ValueError("the criterion asks for the minimum, but the objective declares none")
    if method.done is None and "done" in asked:
        raise ValueError("the criterion asks whether the method is done, but the method does not end by itself")
    plan = Plan(method, objective, criterion, what.oracle, d if d <= INLINE and form != "vector" else 0)
    text = drivers(plan)
    roles = {role: body for role, body in read_from(plan).items() if body is not None}
    return remembered(fingerprint(text, roles, surroundings()), plan, text)


def read_from(plan: Plan) -> dict[str, Body | None]:
    """Name the bodies that the drivers call, by what the text calls them."""
    method, objective, oracle, criterion = plan.method, plan.objective, plan.oracle, plan.criterion
    asks = {f"oracle_ask{n}": ask for n, ask in enumerate(oracle.asks if oracle else ())}
    asks |= {f"quantity_ask{n}": ask for n, ask in enumerate(criterion.asks)}
    chances = {chance(x, n): body for x in plan.draws for n, body in enumerate(getattr(x.domain, "probabilities", ()))}
    return {
        "value": objective.value,
        "gradient": objective.gradient,
        "floor": objective.minimum,
        "clarke": objective.clarke,
        "perturb": oracle.perturb if oracle else None,
        "criterion": criterion.body,
        "done": method.done,
        "restart": method.restart,
        **{f"stage{n}": stage for n, stage in enumerate(method.stages)},
        **asks,
        **chances,
    }


_composed: dict[str, Drivers] = {}


def remembered(key: str, plan: Plan, text: str) -> Drivers:
    """Return the drivers that this process already has under the same key, else new ones."""
    return _composed.setdefault(key, Drivers(plan, key, text))


@lru_cache(maxsize=1)
def surroundings() -> str:
    """Hash what is the same for every driver of this process: the words, the kernels, the compiler and the processor."""
    return fingerprint({**MEANING, **NORMS, **ENDS, **KERNELS, **BOOKS}, OPTIONS, platform())


def build(plan: Plan, key: str, text: str) -> dict[str, Any]:
    """Make the functions of the text, not yet compiled; the key in their names keeps symbols of two contents apart."""
    space: dict[str, Any] = {"__name__": __name__, "np": np, **NORMS, **ENDS, **KERNELS, **BOOKS}
    space |= {role: compiled(body) for role, body in read_from(plan).items() if body is not None}
    file = f"<theorysim {key}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    exec(compile(text, file, "exec"), space)
    inlined = [name for name in space if name.startswith("law_")]
    for name in (*inlined, "advance", "repeats", "onward", "scalar", "trace", "lanes"):
        function = space[name]
        function.__name__ = function.__qualname__ = f"{name}_{key}"
        space[name] = inner(function) if name in inlined else numba.njit(**(OPTIONS if name in SIGNATURES else INNER))(function)
    return space


_kernels: dict[str, Any] = {}


def compiled(body: Body) -> Any:
    """Read a body as an inlined kernel that compiled code calls, its helpers with it; one for all drivers of this process."""
    key = fingerprint(body)
    if key not in _kernels:
        _kernels[key] = _read(body, key)
    return _kernels[key]


def _read(body: Body, key: str) -> Any:
    made: list[FunctionType] = []

    def wrap(function: FunctionType) -> Any:
        made.append(function)
        function.__code__ = positional(function.__code__)
        function.__globals__["__name__"] = function.__module__ = __name__  # a module that every process can import
        function.__name__ = function.__qualname__ = f"body_{len(made)}_{key}"  # symbols of two contents stay apart
        return inner(function)

    result = read(body, MEANING, wrap)
    for function in made:
        for name, value in function.__globals__.items():
            if isinstance(value, SimpleNamespace):
                function.__globals__[name] = as_module(value)
        for cell in function.__closure__ or ():
            if isinstance(cell.cell_contents, SimpleNamespace):
                cell.cell_contents = as_module(cell.cell_contents)
    return result if result in MEANING.values() or made else inner(result)


def positional(code: CodeType) -> CodeType:
    """Return code whose parameters may all be given by position: the compiler knows no others."""
    return code.replace(co_argcount=code.co_argcount + code.co_kwonlyargcount, co_kwonlyargcount=0)


def as_module(space: SimpleNamespace) -> ModuleType:
    """Return a namespace as a module, whose attributes the compiler can look up."""
    module = ModuleType("theorysim_namespace")
    vars(module).update(vars(space))
    return module
