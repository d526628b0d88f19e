"""Hash what a compiled kernel is made of, so that a cache never serves a stale one.

Covered, recursively: bytecode, constants, names, defaults, closure cells, every global that is referenced, every
`module.name` that is mentioned, records that hold bodies. Not covered: comments, positions in a file.
"""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import partial
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from theorysim.readings.read import as_written, library, names

FOREIGN = sys.stdlib_module_names | {"numpy", "numba", "llvmlite"}  # known by name and version


def fingerprint(*things: Any, also: Callable[[FunctionType], CodeType] = as_written) -> str:
    """Return 32 hexadecimal digits that change when any of the things, or anything that they reach, changes.

    `also` returns code that a function is read as besides its own.
    Raises TypeError for a constant of a type that compiled code could not use.
    """
    state = hashlib.sha256()
    seen: dict[int, int] = {}
    kept: list[Any] = []  # keeps what is visited alive, so that no id is used twice

    def put(*parts: Any) -> None:
        for part in parts:
            text = repr(part).encode()
            state.update(b"%d:" % len(text) + text)

    def visit(value: Any, mentioned: frozenset[str] = frozenset()) -> None:
        value = getattr(value, "py_func", getattr(value, "_defn", value))  # of a kernel, of an instruction
        if isinstance(value, bool | int | str | bytes | type(None) | float | complex | np.number):
            put(type(value).__name__, value.hex() if isinstance(value, float) else value)
        elif isinstance(value, CodeType):
            code(value)
        elif id(value) in seen and not isinstance(value, ModuleType):
            put("seen", seen[id(value)])
        else:
            seen[id(value)] = len(seen)
            kept.append(value)
            put(type(value).__name__)
            compound(value, mentioned)

    def compound(value: Any, mentioned: frozenset[str]) -> None:
        def along(item: Any) -> None:
            visit(item, mentioned)

        if isinstance(value, ModuleType):
            put(value.__name__)
            for name in sorted(mentioned & vars(value).keys() if value.__name__.split(".")[0] not in FOREIGN else ()):
                put(name)
                visit(vars(value)[name], mentioned)
        elif isinstance(value, FunctionType) and library(value) in FOREIGN:
            put(value.__module__, value.__qualname__)
        elif isinstance(value, FunctionType):
            function(value)
        elif isinstance(value, BuiltinFunctionType | np.ufunc | type):
            put(getattr(value, "__module__", ""), getattr(value, "__qualname__", value.__name__))
        elif isinstance(value, np.ndarray):
            put(value.dtype.str, value.shape, hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest())
        elif isinstance(value, tuple | list):
            put(len(value))
            each(value, along)
        elif isinstance(value, frozenset | set):
            put(sorted(map(repr, value)))
        elif isinstance(value, dict):
            for key, item in value.items():
                put(key)
                along(item)
        elif is_dataclass(value) and not isinstance(value, type):
            each([getattr(value, f.name) for f in fields(value)], along)
        elif isinstance(value, partial):
            each((value.func, value.args, value.keywords), along)
        elif isinstance(value, MethodType):
            each((value.__func__, value.__self__), along)
        elif isinstance(value, SimpleNamespace):
            along(vars(value))
        else:
            raise TypeError(f"a body refers to {value!r}, of a type that compiled code cannot use")

    def code(value: CodeType) -> None:
        put(value.co_code, value.co_names, value.co_varnames, value.co_freevars, value.co_cellvars, value.co_argcount, value.co_flags)
        put(value.co_kwonlyargcount, len(value.co_consts))
        each(value.co_consts, visit)

    def function(value: FunctionType) -> None:
        code(value.__code__)
        if (other := also(value)) is not value.__code__:
            code(other)
        visit(value.__defaults__)
        visit(value.__kwdefaults__)
        mentioned = frozenset(names(value.__code__))
        for name in sorted(mentioned & value.__globals__.keys()):
            put(name)
            visit(value.__globals__[name], mentioned)
        for cell in value.__closure__ or ():
            visit(cell.cell_contents, mentioned)

    each(things, visit)
    return state.hexdigest()[:32]


def each(things: Any, do: Callable[[Any], None]) -> None:
    for thing in things:
        do(thing)
