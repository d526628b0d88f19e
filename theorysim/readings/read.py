"""Read a body with another meaning of `maths`: the same code object, its names bound anew.

Helpers, closures, default arguments and mutual recursion are followed; what a name means is decided by identity, so
`from theorysim.maths import exp as e` works.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import CellType, CodeType, FunctionType, ModuleType, SimpleNamespace
from typing import Any

from theorysim import maths

Body = Callable[..., Any]


class Unreadable(NotImplementedError):
    """A declaration that nothing here reads yet; the message says what it is. A claim of such a one is undecided, not wrong."""


def names(code: CodeType) -> Iterator[str]:
    """Return every global and attribute name that a code object and those nested in it mention."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names(constant)


def _with_constants(code: CodeType, constant: Callable[[float], Any]) -> CodeType:
    def convert(value: Any) -> Any:
        if isinstance(value, CodeType):
            return _with_constants(value, constant)
        if isinstance(value, tuple):
            return tuple(convert(item) for item in value)
        return constant(value) if isinstance(value, float) else value

    return code.replace(co_consts=tuple(convert(value) for value in code.co_consts))


def read(
    body: Body,
    meaning: Mapping[str, Any],
    wrap: Callable[[FunctionType], Any] = lambda f: f,
    constant: Callable[[float], Any] | None = None,
) -> Any:
    """Rebind a body and all the helpers that it reaches.

    `meaning` maps names of `theorysim.maths` to what they shall mean; `wrap` is applied to every function made (a
    compiler's decorator, say); `constant` to every float that is written in a body or that it finds in a global, a
    closure or a default. Names of `maths` without a meaning keep the float one.
    """
    replaced = {id(getattr(maths, name)): new for name, new in meaning.items()}
    module = SimpleNamespace(**{**vars(maths), **meaning})
    made: dict[int, Any] = {}

    def rebind(value: Any) -> Any:
        if id(value) in replaced:
            return replaced[id(value)]
        if value is maths:
            return module
        if isinstance(value, float) and constant is not None:
            return constant(value)
        if isinstance(value, FunctionType):
            return visit(value)
        if isinstance(value, tuple):
            return tuple(rebind(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):  # a record: a body may call an objective's gradient
            return SimpleNamespace(**{f.name: rebind(getattr(value, f.name)) for f in fields(value)})
        return value

    def visit(function: FunctionType) -> Any:
        if id(function) in made:
            return made[id(function)]
        bound: dict[str, Any] = {"__builtins__": function.__globals__.get("__builtins__", {}), "__name__": function.__module__}
        cells = tuple(CellType() for _ in function.__closure__ or ())
        code = function.__code__ if constant is None else _with_constants(function.__code__, constant)
        new = FunctionType(code, bound, function.__name__, function.__defaults__, cells)
        made[id(function)] = result = wrap(new)
        new.__defaults__ = rebind(function.__defaults__) if function.__defaults__ else None
        new.__kwdefaults__ = {n: rebind(v) for n, v in function.__kwdefaults__.items()} if function.__kwdefaults__ else None
        for name in names(function.__code__):
            value = function.__globals__.get(name)
            if name in function.__globals__ and not (isinstance(value, ModuleType) and value is not maths):
                bound[name] = rebind(value)
            elif name in function.__globals__:
                bound[name] = value
        for cell, old in zip(cells, function.__closure__ or (), strict=True):
            cell.cell_contents = rebind(old.cell_contents)
        return result

    return visit(body) if isinstance(body, FunctionType) else rebind(body)
