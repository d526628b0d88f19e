"""Entries of other installed packages, which declare them as entry points; nothing is imported before it is asked for.

[project.entry-points."theorysim.objectives"]
my_valley = "my_package.valleys:my_valley"
"""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any


class Broken(LookupError):
    """An entry point that leads to no entry; the message names it, its package and what is wrong."""


@cache
def _every() -> Any:
    """Return the entry points of all installed packages: each of these is opened once, for all kinds."""
    return entry_points()


@cache
def declared(kind: str) -> dict[str, EntryPoint]:
    """Return the entry points of a kind, by name; of two with one name the first that is found."""
    found: dict[str, EntryPoint] = {}
    for point in _every().select(group=f"theorysim.{kind}"):
        found.setdefault(point.name, point)
    return found


def package(point: EntryPoint) -> str:
    """Name the package that declares an entry point, with its version."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else "an unknown package"


def load(kind: str, name: str, record: str) -> Any:
    """Import what an entry point names; raises Broken where it cannot be imported or is no such record."""
    point = declared(kind)[name]
    said = f"the entry point {name} = {point.value!r} of {package(point)}, in theorysim.{kind},"
    try:
        found = point.load()
    except (Exception, SystemExit) as reason:
        raise Broken(f"{said} cannot be loaded: {type(reason).__name__}: {reason}") from reason
    if type(found).__name__ != record:
        raise Broken(f"{said} is {type(found).__name__}, not {record}")
    return found


def source(kind: str, name: str) -> Path | None:
    """Return the file of the module that an entry point names; None where there is none."""
    spec = find_spec(declared(kind)[name].module)
    return Path(spec.origin) if spec and spec.origin else None
