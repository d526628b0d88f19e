"""Know the name of a record, so that a line that was printed replays: the one by which it was loaded, or under which a file holds it."""

import os
import sys
import weakref
from typing import Any

from theorysim.entries import Assumption, Body, Method, Objective, Oracle, Plain

BODIES = {Objective: "value", Oracle: "perturb", Plain: "step", Method: "stages", Assumption: "inequality"}
Origin = tuple[str, str]  # a file, empty for what is found by its name alone, and the name there
_known: dict[int, tuple[weakref.ref[Any], Origin]] = {}  # by identity


def remember(record: Any, name: str, file: str = "") -> Any:
    """Remember under which name a record was loaded, unless it has one already, and return it; the package's own keep their names."""
    key = id(record)
    if key not in _known:
        _known[key] = weakref.ref(record, lambda _: _known.pop(key, None)), _in_package(record) or (file, name)
    return record


def origin(record: Any) -> Origin | None:
    """Return the file and the name of a record, None where nothing is known to hold it."""
    if id(record) not in _known:
        found = _in_package(record) or _in_file(record)
        if found is None:
            return None
        remember(record, found[1], found[0])
    return _known[id(record)][1]


def named(record: Any) -> str:
    """Return the name of a record.

    A method that no file holds is named by its own last stage, not that of a wrapper: the command line takes this for the method, too.
    """
    found = origin(record)
    if found is None:
        stage = body(record)
        in_package = stage.__module__.startswith("theorysim.")
        found = ("", stage.__module__.rpartition(".")[2]) if in_package else (stage.__code__.co_filename, stage.__name__)
    return written(*found)


def written(file: str, name: str) -> str:
    """Write `file.py:name` as seen from here, or the name alone."""
    near = os.path.relpath(file) if file else ""
    return f"{file if near.startswith(os.pardir) else near}:{name}" if file else name


def split(name: str) -> list[str]:
    """Return the parts of `WRAPPER:NAME`; `file.py:name` is one."""
    wrapped, colon, own = name.rpartition(".py:")
    *outer, last = f"{wrapped}.py".split(":") if colon else name.split(":")
    return [*outer, f"{last}:{own}" if colon else last]


def body(record: Any) -> Body:
    """Return a function of those that a record is made of, of a method the last that is not the package's. Raises LookupError for none."""
    one = record
    while not hasattr(one, "__code__"):
        if isinstance(one, tuple):
            one = next(
                (part for part in reversed(one) if not str(getattr(part, "__module__", "theorysim.")).startswith("theorysim.")), one[-1]
            )
        else:
            parts = getattr(one, "__dict__", {}).values()
            one = getattr(one, BODIES.get(type(one), "body"), None) or next((part for part in parts if _holds_one(part)), ())
    found: Body = one
    return found


def _holds_one(part: Any) -> bool:
    return hasattr(part, "__code__") or type(part) in BODIES or hasattr(part, "body") or (isinstance(part, tuple) and bool(part))


def _in_package(record: Any) -> Origin | None:
    """Find a record among the entries that are loaded: each has the name of its file, a statement its identifier."""
    for module in [m for n, m in list(sys.modules.items()) if n.startswith("theorysim.")]:
        stem = module.__name__.rpartition(".")[2]
        if vars(module).get(stem) is record:
            return "", stem
        statement: Any = vars(module).get("statement")
        if statement is record:
            return "", statement.id
    return None


def _in_file(record: Any) -> Origin | None:
    """Find a record among the variables of the file that its functions stand in."""
    try:
        one = body(record)
    except LookupError:
        return None
    file = one.__code__.co_filename
    name = next((n for n, v in one.__globals__.items() if v is record and not n.startswith("_")), None)
    return (file, name) if name and os.path.isfile(file) and not one.__module__.startswith("theorysim.") else None
