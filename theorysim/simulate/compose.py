"""Compose a method, an objective, an oracle and a criterion into compiled drivers, kept on disk by content."""

import linecache
import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from types import CodeType, FunctionType, ModuleType, SimpleNamespace
from typing import Any

import numba
import numpy as np

from theorysim.domains import parameters
from theorysim.entries import Body, Method
from theorysim.readings.branches import branched, eager
from theorysim.readings.read import read
from theorysim.simulate.abreast.pays import pays
from theorysim.simulate.cache import DiskCache, platform
from theorysim.simulate.cache_folder import alone, say_once
from theorysim.simulate.calls import BLOCK, STEP
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import BUDGET, ENDS
from theorysim.simulate.fingerprint import Trail, fingerprint
from theorysim.simulate.guess import WEIGHTS, Branches, guessed
from theorysim.simulate.kernel import OPTIONS, called, kernel, wide
from theorysim.simulate.lanes import ABREAST, IN_TURN, LANES, MANY, in_turn, of_width, room
from theorysim.simulate.loops import ONWARD, TRACE, onward, trace
from theorysim.simulate.meanings import GUESSING, MEANING
from theorysim.simulate.norms import NORMS
from theorysim.simulate.plan import INLINE, TUPLE, Plan
from theorysim.simulate.sides import WAYS, side
from theorysim.simulate.source import chance
from theorysim.simulate.streams import KERNELS, OF_ONE
from theorysim.simulate.templates import drivers

SIGNATURES = {"advance": STEP, "block": BLOCK, "alike": BLOCK}
STRIDE, LONG = 2**20, 2**12  # coordinates of steps that one call takes at most; how many coordinates a point may have where that varies


@dataclass(eq=False)
class Drivers:
    """The drivers of one combination: loops around a compiled step; what is compiled, or loaded from disk, is so when it is first used.

    `scalar(state, p, key, epsilon, k, steps, out)` runs one trajectory from step k, changes `state` (x and the memory slots)
    and `out` (value, gradient norm, criterion, index into OUTCOMES), returns the step where it stopped.
    `onward((state, p, key, out), epsilon, k, limit)` does so past every cycle, to a limit that is not the end of the run.
    `trace((state, p, key, out), epsilon, k, times, seen)` stops at times, and keeps step, value, gradient norm, point in a row of `seen`.
    `lanes(starts, P, keys, epsilons, steps, T, outcome)` runs many, 64 at a time: starts (n, d), P (parameters, n), keys (n, 2);
    `lanes_alike` the same where all columns of P are alike in every bit, faster where much depends on parameters alone.
    """

    plan: Plan
    key: str
    text: str
    branches: bool = True  # whether the step computes one side of a `where`
    taken: int = 0  # coordinates of steps that trajectories of many took one by one in this process
    made: dict[str, Any] = field(default_factory=dict)  # the functions `advance`, `block` and `alike`, once they are compiled or loaded

    def of_both_sides(self) -> "Drivers":
        """Return drivers whose step computes both sides of every `where`, as lanes do: the same bits, more slowly."""
        return Drivers(self.plan, f"both-{self.key}", self.text, branches=False)

    @cached_property
    def scalar(self) -> Callable[..., int]:
        run = self._in_strides(cycles=self.plan.autonomous, final=True)
        return lambda state, p, key, epsilon, k, steps, out: run((state, p, key, out), epsilon, k, steps)

    @cached_property
    def onward(self) -> Callable[..., int]:
        return self._in_strides(cycles=False, final=False)

    def _in_strides(self, cycles: bool, final: bool) -> Callable[..., int]:
        """Return what runs in calls of which each takes a fraction of a second: between two of them Python hears a signal."""
        around, on_the_way, last = loop("onward"), (self.advance, cycles, False), (self.advance, cycles, final)
        stride = self.stride

        def onward(run: Any, epsilon: float, k: int, limit: int) -> int:
            while limit - k > stride:
                begun, k = k, around(on_the_way, run, epsilon, k, k + stride)
                if run[3][3] != BUDGET or k < begun + stride:
                    return k
            return int(around(last, run, epsilon, k, limit))

        return onward

    @property
    def stride(self) -> int:
        """So many steps take a fraction of a second."""
        return max(1, STRIDE // (self.plan.d or LONG))

    @cached_property
    def trace(self) -> Callable[..., int]:
        around, way, row = loop("trace"), (self.advance, self.plan.autonomous, False), self.plan.output
        return lambda run, epsilon, k, times, seen: around(way, run, epsilon, k, times, row * self.dimension(run[0]), seen)

    @cached_property
    def lanes(self) -> Callable[..., None]:
        return self._in_lanes("block")

    @cached_property
    def lanes_alike(self) -> Callable[..., None]:
        return self._in_lanes("alike") if self.laned else self.lanes

    def _in_lanes(self, name: str) -> Callable[..., None]:
        step = 0
        try:
            step = self._compiled(name) if self.laned else 0
        except TypeError as reason:  # a body that asks with `if` what is true in some lanes: one trajectory may do so
            if self.plan.d:
                raise
            say_once(self.key, f"many trajectories run one after the other, for in lanes {reason}")
        return partial(self._many, loop(("lanes" if self.plan.d else "abreast") if step else "in_turn"), self.advance, step)

    @property
    def laned(self) -> bool:
        """Whether trajectories run in lanes: else one after the other."""
        return self.plan.d > 0 or self.plan.abreast

    def _many(self, around: Any, step: int, block: int, starts: Any, P: Any, *given: Any) -> None:
        keys, epsilons, steps, *ends = given
        d, (shared, own) = starts.shape[1], self.plan.numbers
        width = LANES if self.plan.d else ABREAST
        begins = np.concatenate([np.arange(d) if kind == "start" else np.full(d, -1) for _, kind in (("x", "start"), *self.plan.slots)])
        if block and self.plan.abreast and not self._same_batch(P):
            around, block = loop("in_turn"), 0
        run = np.empty(len(begins)), np.empty(len(P)), np.empty(2, np.uint64), np.zeros(4)
        more = (np.empty(len(begins)), (block, np.uint64(shared + own * d)), room(len(begins), len(P), width)) if block else ()
        around((step, self.plan.autonomous, True), run, (begins, starts, P, keys, epsilons), steps, tuple(ends), *more)

    def _same_batch(self, P: Any) -> bool:
        """Tell whether minibatches of all trajectories have one size: a loop over them is that of all lanes."""
        sizes = [row for name, row in zip(self.plan.parameters, P, strict=True) if name == "oracle.batch"]
        return all(np.all(row == row[:1]) for row in sizes)

    @cached_property
    def advance(self) -> int:
        return self._compiled("advance")

    @cached_property
    def block(self) -> int:
        return self._compiled("block")

    def has_lanes(self, alike: bool = False) -> bool:
        """Tell whether the lanes, or those of parameters that are alike, are compiled, in this process or on disk."""
        name, block = ("lanes_alike", "alike") if alike else ("lanes", "block")
        return not self.laned or name in vars(self) or DiskCache(f"{block}-{self.key}").file.is_file()

    @cached_property
    def both_sides(self) -> tuple[str, ...]:
        """The functions of which the step computes both sides of a `where`, for their source cannot be read."""
        found: dict[str, None] = {}

        def seen(function: FunctionType) -> CodeType:
            if eager(function):
                found[f"{function.__name__} ({Path(function.__code__.co_filename).name}:{function.__code__.co_firstlineno})"] = None
            return function.__code__

        for body in filter(None, read_from(self.plan).values()):
            read(body, {}, written=seen)
        return tuple(found)

    def dimension(self, state: Any) -> int:
        return len(state) // self.plan.rows

    def way(self, name: str, role: str, body: Body) -> Any:
        """Return how a function reads a body."""
        if name != "advance" and self.plan.abreast:
            from theorysim.simulate.abreast.kernels import READING  # heavy

            return READING
        return WAYS["block" if name != "advance" or not self.branches else side(self.plan, role, body)]

    def _compiled(self, name: str) -> int:
        """Return the address of compiled code, which lives as long as this does."""
        try:
            self.made[name] = build(self.plan, self.key, self.text, name, partial(self.way, name))
            found = prepared(self.made[name], SIGNATURES[name], f"{name}-{self.key}")
        except numba.core.errors.NumbaError as reason:
            raise TypeError(unread(str(reason))) from reason
        return int(found.library.get_pointer_to_function(found.fndesc.llvm_func_name))


def prepared(made: Any, signature: str, name: str) -> Any:
    """Compile a function for one signature, or load it from disk; return the one result, of which it is the dispatcher."""
    if vars(numba.config).get("DISABLE_JIT"):
        raise TypeError("NUMBA_DISABLE_JIT is set: runs are compiled, so unset it")
    made._cache = disk = DiskCache(name)
    with nullcontext() if disk.file.is_file() else alone(disk.file.with_suffix(".lock")):  # one process compiles it
        made.compile(signature)
    made.disable_compile()  # an int argument must not start a new specialisation
    (found,) = made.overloads.values()
    return found


LOOPS = {
    "onward": (onward, ONWARD),
    "trace": (trace, TRACE),
    "lanes": (of_width(LANES), MANY),
    "abreast": (of_width(ABREAST), MANY),
    "in_turn": (in_turn, IN_TURN),
}


@cache
def loop(name: str) -> Any:
    """Return a compiled loop, one for all drivers; the others call `onward`."""
    made, signature = LOOPS[name]
    if name != "onward":
        loop("onward")
    prepared(made, signature, f"{name}-{fingerprint(made, signature, OPTIONS, platform())}")
    return made


def unread(message: str) -> str:
    """Describe in one line what the compiler could not read: it names the place first, in a text of pages."""
    place = re.search(r" at (\S+\.py) \((\d+)\)", message)
    what = f"{Path(place[1]).name}:{place[2]}" if place else message.partition("\n")[0]
    hint = "write it for one coordinate in the words of theorysim.maths, or a method as a plain step(x, g, ...) over arrays"
    return f"{what} cannot be compiled: {hint}"


def compose(what: Composition, dimension: int | None = None, one_term: bool = False) -> Drivers:
    """Compose the drivers of a compiled method. `dimension` is needed for a sum over coordinates only (1 where it is not given).

    `one_term` says that every minibatch will be a single term; such drivers are right for no other.

    Raises ValueError for a dimension that the objective does not have, TypeError for a body that asks for what is not there.
    """
    near = (*map(id, (what.method, what.objective, what.criterion, what.oracle)), dimension, one_term)
    if near in _near and _near[near][1].holds():
        return _near[near][2]
    found = _composed_anew(what, dimension, one_term, trail := Trail())
    _near.pop(near, None)
    while len(_near) >= NEAR:
        _near.pop(next(iter(_near)), None)
    _near[near] = what, trail, found
    return found


NEAR = 256  # compositions, records of this process, whose text is not written and hashed again
_near: dict[tuple[int | None, ...], tuple[Composition, Trail, Drivers]] = {}  # by the ids of the records, which the composition keeps alive


def _composed_anew(what: Composition, dimension: int | None, one_term: bool, trail: Trail) -> Drivers:
    """Write the text and hash it; `trail` is filled with what the hash depends on."""
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
    few = d <= INLINE and form != "vector"
    plan = Plan(method, objective, criterion, what.oracle, d if few else 0, one_term, not few and pays(what, d))
    text = drivers(plan)
    roles = {role: body for role, body in read_from(plan).items() if body is not None}
    around = (surroundings(), *(of_lanes() if plan.abreast else ()))
    read_as = () if plan.d else (tuple(side(plan, role, body) for role, body in roles.items()),)
    return remembered(fingerprint(text, roles, *around, *read_as, also=branched, trail=trail), plan, text)


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
    return fingerprint(
        GUESSING, Branches.lower_inst, WEIGHTS, {**MEANING, **NORMS, **ENDS, **KERNELS, "wide": wide}, OF_ONE, OPTIONS, platform()
    )


@lru_cache(maxsize=1)
def of_lanes() -> tuple[str, ...]:
    """Return the text of all that is compiled for lanes of arrays alone."""
    return tuple(file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parent / "abreast").glob("*.py")))


def build(plan: Plan, key: str, text: str, name: str, way: Callable[[str, Body], Any]) -> Any:
    """Make a function of the text, not yet compiled, that reads each body in its way; the key in its name keeps two contents apart."""
    file = f"<theorysim {key}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    space: dict[str, Any] = {"__name__": __name__, "np": np, "wide": wide, **NORMS, **ENDS, **(OF_ONE if name == "advance" else KERNELS)}
    code: Any = text
    if name != "advance" and plan.abreast:
        from theorysim.simulate.abreast.kernels import IN_A_STEP  # heavy
        from theorysim.simulate.abreast.straight import straight

        code, space = straight(text), {**space, **IN_A_STEP}
    space |= {role: compiled(body, *way(role, body)) for role, body in read_from(plan).items() if body is not None}
    exec(compile(code, file, "exec"), space)
    for law in [law for law in space if law.startswith("law_")]:
        space[law] = kernel(named(space[law], f"{law}_{name}_{key}"))
    return called(named(space[name], f"{name}_{key}"))


_kernels: dict[tuple[str, Any], Any] = {}


def compiled(
    body: Body,
    meaning: Mapping[str, Any] = GUESSING,
    written: Callable[[FunctionType], CodeType] = branched,
    make: Callable[..., Any] = guessed,
) -> Any:
    """Read a body as an inlined kernel that compiled code calls, its helpers with it; one for all drivers that read it alike."""
    key = fingerprint(read(body, meaning, written=written))
    if (key, make) not in _kernels:
        _kernels[key, make] = _read(body, key, meaning, written, make)
    return _kernels[key, make]


def _read(body: Body, key: str, meaning: Mapping[str, Any], written: Callable[[FunctionType], CodeType], make: Callable[..., Any]) -> Any:
    made: list[FunctionType] = []

    def wrap(function: FunctionType) -> Any:
        made.append(function)
        function.__code__ = positional(function.__code__)
        function.__globals__["__name__"] = function.__module__ = __name__  # a module that every process can import
        return make(named(function, f"{'guessed' if make is guessed else 'body'}_{len(made)}_{key}"))  # two contents stay apart

    result = read(body, meaning, wrap, written=written)
    for function in made:
        for name, value in function.__globals__.items():
            if isinstance(value, SimpleNamespace):
                function.__globals__[name] = as_module(value)
        for cell in function.__closure__ or ():
            if isinstance(cell.cell_contents, SimpleNamespace):
                cell.cell_contents = as_module(cell.cell_contents)
    return result if result in meaning.values() or made else make(result)


def named(function: FunctionType, name: str) -> FunctionType:
    function.__name__ = function.__qualname__ = name
    return function


def positional(code: CodeType) -> CodeType:
    """Return code whose parameters may all be given by position: the compiler knows no others."""
    return code.replace(co_argcount=code.co_argcount + code.co_kwonlyargcount, co_kwonlyargcount=0)


def as_module(space: SimpleNamespace) -> ModuleType:
    """Return a namespace as a module, whose attributes the compiler can look up."""
    module = ModuleType("theorysim_namespace")
    vars(module).update(vars(space))
    return module
