"""Read a body with another meaning of `maths`: the same code object, its names bound anew.

Helpers, closures, default arguments and mutual recursion are followed, through tuples, lists, dicts, records, modules, partials and bound
methods, too; what a name means is decided by identity, so `from theorysim.maths import exp as e` works. A body that reaches what
is not followed (an object of a class of the user's, an iterator, an import of its own) is refused: it would keep the float meaning.
"""

import builtins
import dis
import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache, partial
from numbers import Number
from types import BuiltinFunctionType, CellType, CodeType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import Any

from theorysim import maths
from theorysim.formulas import FOREIGN, LIBRARIES

Body = Callable[..., Any]
MAY_REACH = {"builtins", "math", "cmath", "operator", "functools", "itertools", "fractions", "numbers", "collections", "typing", "types"}
MAY_REACH |= {"dataclasses", "enum", "bisect", "abc", "contextlib"} | LIBRARIES  # what else there is may change by itself
MAY_CALL = {"abs", "all", "any", "bool", "callable", "complex", "dict", "divmod", "enumerate", "filter", "float", "frozenset", "getattr"}
MAY_CALL |= {"hasattr", "int", "isinstance", "issubclass", "iter", "len", "list", "map", "max", "min", "next", "pow", "range", "repr"}
MAY_CALL |= {"reversed", "round", "set", "slice", "sorted", "str", "sum", "super", "tuple", "type", "zip", "__debug__"}
RANDOM = ("random", "numpy.random", "scipy.stats", "mpmath.rand", "sympy.stats")
WORDS = {id(value) for value in vars(maths).values() if isinstance(value, FunctionType)}
MOST_CODES = 4096  # whose names are remembered: one body is read again and again


class Unreadable(TypeError):
    """What nothing here reads yet, a kind of claim or what a body reaches; such a claim is undecided, and its verdict says why."""


@lru_cache(maxsize=MOST_CODES)
def loaded(code: CodeType) -> tuple[str, ...]:
    """Return the names that code looks up among the globals, no attributes among them."""
    own = (i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME"))
    return (*own, *(name for constant in code.co_consts if isinstance(constant, CodeType) for name in loaded(constant)))


@lru_cache(maxsize=MOST_CODES)
def names(code: CodeType) -> tuple[str, ...]:
    """Return every global and attribute name that a code object and those nested in it mention."""
    return (*code.co_names, *(name for constant in code.co_consts if isinstance(constant, CodeType) for name in names(constant)))


@lru_cache(maxsize=MOST_CODES)
def imported(code: CodeType) -> str:
    """Return what code imports itself from elsewhere than a library, one name or nothing: such a name is not bound anew."""
    found = (i.argval for i in dis.get_instructions(code) if i.opname == "IMPORT_NAME")
    chance = ("random" for i in dis.get_instructions(code) if i.opname == "IMPORT_FROM" and i.argval in RANDOM)
    nested = (imported(constant) for constant in code.co_consts if isinstance(constant, CodeType))
    return next((name for name in (*found, *chance, *nested) if name and (name.split(".")[0] not in MAY_REACH or name in RANDOM)), "")


def library(value: Any) -> str:
    """Return the name of the library, or of the package, that a value is of; a function may have borrowed its own `__module__`."""
    own = value.__globals__.get("__name__") if isinstance(value, FunctionType) else getattr(value, "__module__", None)
    return ((value.__name__ if isinstance(value, ModuleType) else own) or "").split(".")[0]


def foreign(value: Any) -> bool:
    """Tell whether a value is of a library that knows nothing of `maths`."""
    return library(value) in FOREIGN


def _plain(value: Any) -> bool:
    """Tell whether a value holds nothing that has another meaning: a number, of a reading or an array of some, a text, a type."""
    kind = type(value)
    if foreign(kind):
        dtype = getattr(value, "dtype", None)
        return isinstance(value, Number | str | bytes | range | type | None) or (
            kind.__module__.split(".")[0] in LIBRARIES and not getattr(dtype, "hasobject", False)
        )
    return kind.__module__.startswith("theorysim.") and hasattr(kind, "__add__") and not hasattr(kind, "__word__")


def _named_tuple(kind: type) -> bool:
    """Tell whether a type is a tuple with names, and has no method of its own."""
    own = [value for one in kind.__mro__ for value in vars(one).values() if isinstance(value, FunctionType | property)]
    made = (f for f in own if isinstance(f, FunctionType) and (foreign(f) or library(f).startswith("namedtuple_")))
    return hasattr(kind, "_fields") and len(list(made)) == len(own)


def _with_constants(code: CodeType, constant: Callable[[float], Any]) -> CodeType:
    def convert(value: Any) -> Any:
        if isinstance(value, CodeType):
            return _with_constants(value, constant)
        if isinstance(value, tuple):
            return tuple(convert(item) for item in value)
        return constant(value) if isinstance(value, float) else value

    return code.replace(co_consts=tuple(convert(value) for value in code.co_consts))


def barred(value: Any) -> str:
    """Return the module that a value is of, where no formula may reach it: chance, clocks, files; nothing for any other value."""
    named = value if callable(value) and isinstance(getattr(value, "__module__", None), str) else type(value)
    module = value.__name__ if isinstance(value, ModuleType) else named.__module__
    if not isinstance(module, str) or isinstance(value, FunctionType) and not foreign(value):
        return ""
    top = module.split(".")[0].lstrip("_")
    away = top in sys.stdlib_module_names and top not in MAY_REACH
    return module if away or any(module == one or module.startswith(f"{one}.") for one in RANDOM) else ""


def called(function: FunctionType) -> str:
    """Return a builtin that a function looks up and that no formula may call, nothing where there is none."""
    every = vars(builtins)
    names = (name for name in loaded(function.__code__) if name in every and name not in function.__globals__)
    return next((n for n in names if n not in MAY_CALL and not (isinstance(every[n], type) and issubclass(every[n], BaseException))), "")


class _Reader:
    """One reading of one body: what was rebound already is kept, so that a cycle ends."""

    def __init__(
        self,
        meaning: Mapping[str, Any],
        wrap: Callable[[FunctionType], Any],
        constant: Callable[[float], Any] | None,
        written: Callable[[FunctionType], CodeType],
    ):
        self.wrap, self.constant, self.written = wrap, constant, written
        self.replaced = {id(getattr(maths, name)): new for name, new in meaning.items()}
        words = {name: value for name, value in vars(maths).items() if isinstance(value, FunctionType | float)}
        self.module = SimpleNamespace(**{**words, **meaning})
        self.made: dict[int, Any] = {}

    def rebind(self, value: Any, reader: str, way: str, mentioned: frozenset[str]) -> Any:
        """Return what a value means in this reading; `way` says how the function named `reader` reaches it."""
        if id(value) in self.replaced:
            return self.replaced[id(value)]
        if value is maths:
            return self.module
        if isinstance(value, float) and self.constant is not None:
            return self.constant(value)
        self.allowed(value, reader, way, mentioned)
        if id(value) in self.made:
            return self.made[id(value)]
        if library(value) in LIBRARIES and not hasattr(value, "py_func"):
            return value
        if isinstance(value, FunctionType) or (foreign(type(value)) and (hasattr(value, "__wrapped__") or hasattr(value, "py_func"))):
            return self.function(value)
        if isinstance(value, type) and not foreign(value):
            raise Unreadable(f"{reader} reaches {way} through a class, which is not read")
        if isinstance(value, ModuleType):
            return value if foreign(value) else self.namespace(value, vars(value).keys() & mentioned, reader, way, mentioned)
        return self.gathered(value, reader, way, mentioned)

    def allowed(self, value: Any, reader: str, way: str, mentioned: frozenset[str]) -> None:
        """Raise Unreadable for what could return another number each time, and for a module of a library through which it is reached."""
        some = [value]
        if isinstance(value, ModuleType) and foreign(value):
            some += [vars(value)[name] for name in mentioned & vars(value).keys()]
        for one in some:
            if module := barred(one):
                raise Unreadable(f"{reader} reaches {way}, of {module}: a formula depends on its arguments alone, it may not call that")

    def gathered(self, value: Any, reader: str, way: str, mentioned: frozenset[str]) -> Any:
        """Rebind what a collection or a record holds."""

        def each(items: Any) -> list[Any]:
            return [self.rebind(item, reader, way, mentioned) for item in items]

        if type(value) is tuple:
            return tuple(each(value))
        if isinstance(value, tuple) and _named_tuple(type(value)):
            return type(value)(*each(value))
        if type(value) is list:
            self.made[id(value)] = made = []
            made += each(value)
            return self.kept(value, value, made)
        if isinstance(value, Mapping) and foreign(type(value)):
            found: dict[Any, Any] = {}
            self.made[id(value)] = found
            found |= zip(value.keys(), each(value.values()), strict=True)
            return self.kept(value, value.values(), found.values())
        if isinstance(value, partial):
            given = zip(value.keywords, each(value.keywords.values()), strict=True)
            return partial(self.rebind(value.func, reader, way, mentioned), *each(value.args), **dict(given))
        if isinstance(value, MethodType):
            return MethodType(self.function(value.__func__), self.rebind(value.__self__, reader, way, mentioned))
        if isinstance(value, SimpleNamespace):
            return self.namespace(value, vars(value).keys(), reader, way, mentioned)
        if _plain(value):
            return value
        if is_dataclass(value) and not isinstance(value, type):  # a record: a body may call an objective's gradient
            return self.namespace(value, [f.name for f in fields(value)], reader, way, mentioned)
        if isinstance(value, set | frozenset) and foreign(type(value)):
            if not any(callable(item) or isinstance(item, float) for item in value):
                return value
        elif isinstance(value, BuiltinFunctionType) and (value.__self__ is None or isinstance(value.__self__, ModuleType)):
            return value
        raise Unreadable(f"{reader} reaches {way} through a {type(value).__name__}, which is not read")

    def kept(self, old: Any, before: Any, after: Any) -> Any:
        """Return the old collection where nothing in it means something else: a closure may count in it."""
        if all(a is b for a, b in zip(before, after, strict=True)):
            self.made[id(old)] = old
        return self.made[id(old)]

    def namespace(self, value: Any, own: Any, reader: str, way: str, mentioned: frozenset[str]) -> Any:
        """Rebind the attributes of a record or a module; one that is not read matters only where it is mentioned."""
        self.made[id(value)] = made = SimpleNamespace()
        for name in own:
            try:
                setattr(made, name, self.rebind(getattr(value, name), reader, f"{way}.{name}", mentioned))
            except Unreadable:
                if name in mentioned:
                    raise
        return made

    def function(self, function: Any) -> Any:
        """Make a function anew, with all that it reaches."""
        if id(function) in self.replaced or id(function) in WORDS:
            return self.replaced.get(id(function), function)
        if id(function) in self.made:
            return self.made[id(function)]
        if not isinstance(function, FunctionType):  # a kernel, a cached function
            return self.function(getattr(function, "py_func", None) or function.__wrapped__)
        if source := imported(function.__code__):
            raise Unreadable(f"{function.__name__} imports {source} while it runs, which is not read: import it above")
        if name := called(function):
            raise Unreadable(f"{function.__name__} calls {name}: a formula depends on its arguments alone, it may not call that")
        code = self.written(function) if self.constant is None else _with_constants(self.written(function), self.constant)
        bound: dict[str, Any] = {"__builtins__": function.__globals__.get("__builtins__", {}), "__name__": function.__module__}
        cells = tuple(CellType() for _ in function.__closure__ or ())
        new = FunctionType(code, bound, function.__name__, function.__defaults__, cells)
        self.made[id(function)] = result = self.wrap(new)
        mentioned = frozenset(names(function.__code__))

        def rebind(value: Any, way: str) -> Any:
            return self.rebind(value, function.__name__, way, mentioned)

        new.__defaults__ = rebind(function.__defaults__, "a default") if function.__defaults__ else None
        new.__kwdefaults__ = {n: rebind(v, n) for n, v in function.__kwdefaults__.items()} if function.__kwdefaults__ else None
        for name in dict.fromkeys(names(function.__code__)):
            if name in function.__globals__:
                try:
                    bound[name] = rebind(function.__globals__[name], name)
                except Unreadable:
                    if name in loaded(function.__code__):
                        raise
        for name, cell, old in zip(function.__code__.co_freevars, cells, function.__closure__ or (), strict=True):
            cell.cell_contents = rebind(old.cell_contents, name)
        return result


def as_written(function: FunctionType) -> CodeType:
    return function.__code__


def read(
    body: Body,
    meaning: Mapping[str, Any],
    wrap: Callable[[FunctionType], Any] = lambda f: f,
    constant: Callable[[float], Any] | None = None,
    written: Callable[[FunctionType], CodeType] = as_written,
) -> Any:
    """Rebind a body and all the helpers that it reaches.

    `meaning` maps names of `theorysim.maths` to what they shall mean; `wrap` is applied to every function made (a
    compiler's decorator, say); `constant` to every float that is written in a body or that it finds in a global, a
    closure or a default; `written` returns the code of a function.
    Names of `maths` without a meaning keep the float one. Raises TypeError for what is not followed.
    """
    return _Reader(meaning, wrap, constant, written).rebind(body, getattr(body, "__name__", "a body"), "itself", frozenset())
