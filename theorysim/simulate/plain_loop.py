"""Compile a plain step with numba, and step it in a compiled loop, where that gives the bits of Python.

What a step may call is what IEEE arithmetic settles, or what shows another rounding at once: before the loop is believed, the
steps that Python took are taken again in it, and so is one in twice as many later on. A step that is not compiled says why.
"""

import builtins
import dis
import operator
from itertools import pairwise
from types import CodeType, FunctionType
from typing import Any
from weakref import WeakKeyDictionary

import numba
import numpy as np

from theorysim.entries import Plain
from theorysim.readings.read import foreign, read
from theorysim.simulate.cache import DiskCache
from theorysim.simulate.calls import advance
from theorysim.simulate.compose import surroundings
from theorysim.simulate.fingerprint import fingerprint
from theorysim.simulate.loops import RUN

LONG = 2**10  # a run of fewer steps is Python's
PAYS = 50_000  # steps that Python takes before compiling is worth it: half a second
SETTLED = {"abs", "absolute", "sqrt", "sign", "minimum", "maximum", "min", "max", "where", "clip", "isfinite", "isnan", "float", "len"}
SETTLED |= {"argmax", "argmin"}
SETTLED |= {"zeros", "ones", "zeros_like", "ones_like", "empty_like", "full_like", "copy", "size", "shape", "range", "numpy", "math"}
SUMMED = {"dot", "sum", "mean", "linalg"}  # rounded otherwise where they are long, which shows in the first steps
OTHERWISE = "may give other bits when compiled"
POWERS = (operator.pow, operator.ipow)
HINTS = {"norm": f"np.linalg.norm {OTHERWISE}, np.sqrt(g @ g) does not", "**": f"a power {OTHERWISE}, the square of an array does not"}
HINTS["float"] = f"the square of a number {OTHERWISE}, a * a does not"  # one of Python's in a thousand is not a * a
SETTING: dict[str, Any] = {"error_model": "python", "nogil": True}  # a division of numbers by 0 raises, as it does in Python
LOOP = """
def plain_loop(look, rows, run, eps, k, limit, own):
    d, held = rows.shape[1], run[0]
{buffers}
    while True:
        for j in range(d):
            held[j] = rows[0, j]
        if advance(look, run, eps, k, k + 1) == k:
            return k
        for j in range(d):
            g[j] = held[d + j]
{fill}
{before}
        k += 1
        {made} = step({given})
        if {shapes}:
            raise ValueError
        for j in range(d):
{assign}
        if k >= limit:
            return k
"""
SIGNATURE = f"int64(int64, float64[:, ::1], {RUN}, float64, int64, int64, float64[::1])"


class Refused(Exception):
    """A step that stays Python, and why."""


def calls(function: FunctionType, seen: frozenset[Any] = frozenset()) -> None:
    """Raise Refused for a step that does what compiled code may round otherwise, itself or in a function that it calls."""
    cells = zip(function.__code__.co_freevars, (cell.cell_contents for cell in function.__closure__ or ()), strict=True)
    reached = {**vars(builtins), **function.__globals__, **dict(cells)}

    def visit(code: CodeType) -> None:
        before = None
        for i in dis.get_instructions(code):
            sign = i.argrepr.rstrip("=") if i.opname == "BINARY_OP" else ""
            if sign in ("**", "//", "%") and (sign != "**" or before is None or before.argval != 2):
                raise Refused(HINTS["**"] if sign == "**" else f"{sign} {OTHERWISE}")
            if i.opname in ("LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF", "LOAD_ATTR", "LOAD_METHOD", "IMPORT_NAME"):
                name(i.argval, None if i.opname in ("LOAD_ATTR", "LOAD_METHOD", "IMPORT_NAME") else reached.get(i.argval))
            before = i
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                visit(constant)

    def name(word: str, value: Any) -> None:
        if isinstance(value, FunctionType) and not foreign(value):
            if value not in seen:
                calls(value, seen | {function})
        elif not isinstance(value, int | float | np.ndarray):
            called = getattr(value, "__name__", word)
            if called not in SETTLED | SUMMED:
                raise Refused(HINTS.get(called, f"{called} {OTHERWISE}"))

    visit(function.__code__)


def text(plain: Plain) -> str:
    """Write the loop for what a step takes."""
    names, given, number = ["x", "g"], ["x", "g"], 0
    for p in plain.takes[2:]:
        kind = p.domain.role
        if kind in ("start", "zero"):
            names.append(f"m{len(names) - 2}")
            given.append(names[-1])
        else:
            given.append("k" if kind == "step" else f"own[{number}]")
            number += kind != "step"
    rows = [name for name in names if name != "g"]
    made = [f"new_{name}" for name in rows]
    return LOOP.format(
        buffers="\n".join(f"    {name} = np.empty(d)" for name in names),
        fill="\n".join(["        for j in range(d):", *(f"            {row}[j] = rows[{r}, j]" for r, row in enumerate(rows))]),
        made=", ".join(made),
        given=", ".join(given),
        shapes=" or ".join(f"{new}.shape[0] != d" for new in made),
        before="\n".join(f"            rows[{r + len(rows)}, j] = {row}[j]" for r, row in enumerate(rows)),
        assign="\n".join(f"            rows[{r}, j] = {new}[j]" for r, new in enumerate(made)),
    )


_loops: dict[str, Any] = {}
_taken: dict[str, int] = {}  # steps of long runs that Python took, of one key
_ways: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


def way(plain: Plain) -> str:
    """Return which way the last long run of a step went, and why; empty where none was long."""
    return _ways.get(plain.step, "")


def key_of(plain: Plain) -> str:
    """Return the key of a step's loop; raises Refused for a step that is not compiled whatever it computes."""
    calls(plain.step)  # type: ignore[arg-type]
    try:
        return fingerprint(LOOP, HINTS, plain.step, [(p.name, p.domain.role) for p in plain.takes], surroundings())
    except TypeError as reason:
        raise Refused(str(reason)) from reason


def compiled(plain: Plain, key: str) -> Any:
    """Return the loop, compiled or from disk; raises Refused where the compiler does not take the step."""
    if key not in _loops:
        _loops[key] = _compiled(plain, key)
    if isinstance(_loops[key], Refused):
        raise _loops[key]
    return _loops[key]


class _Kept(DiskCache):
    """A loop's place on disk: it is kept where its step, and all that this calls, squares arrays alone."""

    def __init__(self, name: str, steps: list[Any]):
        super().__init__(name)
        self.steps = steps

    def save_overload(self, signature: Any, compiled: Any) -> None:
        every = (found for step in self.steps for found in step.overloads.values())
        calls = [call for found in every for call in found.type_annotation.calltypes.items()]
        signs = [(call.fn, types) for call, types in calls if getattr(call, "op", "") in ("binop", "inplace_binop")]
        if any(sign in POWERS and isinstance(types.args[0], numba.types.Float) for sign, types in signs):
            raise Refused(HINTS["float"])
        super().save_overload(signature, compiled)


def _compiled(plain: Plain, key: str) -> Any:
    steps: list[Any] = []

    def wrap(function: FunctionType) -> Any:
        function.__globals__["__name__"] = function.__module__ = __name__  # a module that every process can import
        function.__name__ = function.__qualname__ = f"plain_{function.__name__}_{key}"  # symbols of two contents stay apart
        steps.append(numba.njit(**SETTING)(function))
        return steps[-1]

    space: dict[str, Any] = {"__name__": __name__, "np": np, "advance": advance}
    try:
        space["step"] = read(plain.step, {}, wrap)
        exec(compile(text(plain), f"<theorysim plain {key}>", "exec"), space)
        function = space["plain_loop"]
        function.__name__ = function.__qualname__ = f"plain_loop_{key}"
        made: Any = numba.njit(**SETTING)(function)
        made._cache = _Kept(f"plain-{key}", steps)
        made.compile(SIGNATURE)
    except Refused as reason:
        return reason
    except Exception as reason:  # of whatever kind: a bytecode that it does not know is no NumbaError
        return Refused(f"the compiler does not take it: {' '.join(str(reason).split())[:120]}")
    made.disable_compile()
    return made


def same(some: list[Any], others: list[Any]) -> bool:
    """Tell whether two states have the same bits, NaN for NaN."""
    pairs = zip(some, others, strict=True)
    return all(np.array_equal(a, b, equal_nan=True) and np.array_equal(np.signbit(a[a == 0]), np.signbit(b[b == 0])) for a, b in pairs)


class Fast:
    """The compiled way of one run: asked at step `turn`, it goes on from there once Python's own steps have been found again."""

    def __init__(self, walk: Any, steps: int):
        self.walk, self.steps, self.turn = walk, steps, 0
        self.kept: list[tuple[int, list[Any]]] = []  # what Python found, at powers of two
        self.loop: Any = None
        self.own = np.array([walk.own[p.name] for p in walk.plain.parameters], dtype=np.float64)

    def onward(self, state: list[Any], k: int) -> tuple[list[Any], int]:
        """Return a state that is reached after k steps or more, and after how many."""
        if self.loop is None:
            self.kept.append((k, state))
            self.turn = 2 * k or 1
            if k >= LONG:
                self.decide(k)
            return state, k
        limit = 2 ** k.bit_length()
        self.turn = limit + 1  # the step at a power of two is Python's: it is taken twice
        found = self.stepped(state, k, min(limit, self.steps))
        return found or (state, k)

    def decide(self, k: int) -> None:
        """Compile the loop where it pays, and believe it where it finds what Python found."""
        plain = self.walk.plain
        try:
            key = key_of(plain)
            _taken[key] = _taken.get(key, 0) + k // 2
            if key not in _loops and not DiskCache(f"plain-{key}").file.is_file() and (_taken[key] < PAYS or self.steps - k < PAYS):
                self.say("stays Python: what is left is too short to compile for")
                return
            self.loop = compiled(plain, key)
        except Refused as reason:
            self.stay(str(reason))
            return
        self.say(f"is compiled from step {k + 2} on, with the same bits")
        for (n, state), (end, wanted) in pairwise(self.kept):
            found = self.stepped(state, n, end)
            if not found:
                return
            if not same(found[0], wanted):
                self.stay(f"compiled, its steps to {end} would be rounded otherwise")
                return
        self.turn = k + 1

    def stepped(self, state: list[Any], k: int, limit: int) -> tuple[list[Any], int] | None:
        """Step in the loop from k to the limit or to where the run stops, None where Python does not find the last step again."""
        w, r = self.walk, len(state)
        rows, run = np.array([*state, *state]), (np.zeros(2 * len(state[0])), w.p, w.key, np.zeros(4))
        try:
            end = self.loop(w.drivers.advance, rows, run, w.epsilon, k, limit, self.own)
            before, after = [row.copy() for row in rows[r:]], [row.copy() for row in rows[:r]]
            if end == k or same(w.next(before, end - 1), after):
                return after, end
            self.stay(f"compiled, step {end} would be rounded otherwise")
        except (ArithmeticError, ValueError, IndexError) as reason:
            self.stay(f"compiled, it would raise {type(reason).__name__}")
        return None

    def stay(self, why: str) -> None:
        """Let Python take all steps that are left."""
        self.loop, self.turn = None, -1
        self.say(f"stays Python: {why}")

    def say(self, what: str) -> None:
        _ways[self.walk.plain.step] = what
