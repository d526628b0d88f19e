"""Hash what a compiled kernel is made of, so that a cache never serves a stale one.

Covered, recursively: bytecode, constants, names, defaults, closure cells, every global that is referenced, every
`module.name` that is mentioned, records that hold bodies. Not covered: comments, positions in a file. What was hashed once
is not hashed again while a `Trail` finds all that may change without a new object where it was: names, cells, code, collections.
"""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import partial
from operator import is_
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from theorysim.readings.read import as_written, library, names

FOREIGN = sys.stdlib_module_names | {"numpy", "numba", "llvmlite"}  # known by name and version


MISSING = object()


class Trail:
    """What a fingerprint passed and may be rebound or filled anew: `holds` tells, by identity, whether all of it is as it was."""

    def __init__(self) -> None:
        self.names: list[tuple[dict[str, Any], str, Any]] = []
        self.attributes: list[tuple[Any, str, Any]] = []
        self.collections: list[tuple[Any, list[Any]]] = []
        self.arrays: list[tuple[Any, tuple[Any, ...]]] = []

    def name(self, space: dict[str, Any], name: str) -> None:
        self.names.append((space, name, space.get(name, MISSING)))

    def attribute(self, of: Any, name: str) -> None:
        self.attributes.append((of, name, getattr(of, name, MISSING)))

    def holds(self) -> bool:
        return (
            all(space.get(name, MISSING) is value for space, name, value in self.names)
            and all(getattr(of, name, MISSING) is value for of, name, value in self.attributes)
            and all(len(now := listed(of)) == len(kept) and all(map(is_, now, kept)) for of, kept in self.collections)
            and all(content(array) == kept for array, kept in self.arrays)
        )


def content(array: Any) -> tuple[Any, ...]:
    return array.dtype.str, array.shape, array.tobytes()


def listed(collection: Any) -> list[Any]:
    """Return what a collection holds, the keys of a dict too."""
    return [*collection, *collection.values()] if isinstance(collection, dict) else list(collection)


def fingerprint(*things: Any, also: Callable[[FunctionType], CodeType] = as_written, trail: Trail | None = None) -> str:
    """Return 32 hexadecimal digits that change when any of the things, or anything that they reach, changes.

    `also` returns code that a function is read as besides its own; `trail` is filled with what would have to stay for the digits to stay.
    Raises TypeError for a constant of a type that compiled code could not use.
    """
    state = hashlib.sha256()
    seen: dict[int, int] = {}
    kept: list[Any] = []  # keeps what is visited alive, so that no id is used twice
    passed = Trail() if trail is None else trail

    def put(*parts: Any) -> None:
        for part in parts:
            text = repr(part).encode()
            state.update(b"%d:" % len(text) + text)

    def visit(value: Any, mentioned: frozenset[str] = frozenset()) -> None:
        value = getattr(value, "py_func", getattr(value, "_defn", value))  # of a kernel, of an instruction: they stay
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
            if value.__name__.split(".")[0] not in FOREIGN:
                for name in mentioned:
                    passed.name(vars(value), name)
        elif isinstance(value, FunctionType) and library(value) in FOREIGN:
            put(value.__module__, value.__qualname__)
        elif isinstance(value, FunctionType):
            function(value)
        elif isinstance(value, BuiltinFunctionType | np.ufunc | type):
            put(getattr(value, "__module__", ""), getattr(value, "__qualname__", value.__name__))
        elif isinstance(value, np.ndarray):
            passed.arrays.append((value, content(value)))
            put(value.dtype.str, value.shape, hashlib.sha256(np.ascontiguousarray(value).tobytes()).hexdigest())
        elif isinstance(value, tuple | list):
            if isinstance(value, list):
                passed.collections.append((value, listed(value)))
            put(len(value))
            each(value, along)
        elif isinstance(value, frozenset | set):
            passed.collections.append((value, listed(value)))
            put(sorted(map(repr, value)))
        elif isinstance(value, dict):
            passed.collections.append((value, listed(value)))
            for key, item in value.items():
                put(key)
                along(item)
        elif is_dataclass(value) and not isinstance(value, type):
            for f in fields(value):
                passed.attribute(value, f.name)
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
        for name in ("__code__", "__defaults__", "__kwdefaults__"):
            passed.attribute(value, name)
        code(value.__code__)
        if (other := also(value)) is not value.__code__:
            code(other)
        visit(value.__defaults__)
        visit(value.__kwdefaults__)
        mentioned = frozenset(names(value.__code__))
        for name in sorted(mentioned & value.__globals__.keys()):
            put(name)
            visit(value.__globals__[name], mentioned)
        for name in mentioned:
            passed.name(value.__globals__, name)
        for cell in value.__closure__ or ():
            passed.attribute(cell, "cell_contents")
            visit(cell.cell_contents, mentioned)

    each(things, visit)
    return state.hexdigest()[:32]


def each(things: Any, do: Callable[[Any], None]) -> None:
    for thing in things:
        do(thing)
