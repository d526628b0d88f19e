"""Import code from outside: a file that a user names, or an entry point of another package; none where code is not to be run.

Nothing is imported before it is asked for. Another package declares its entries so:

[project.entry-points."theorysim.objectives"]
my_valley = "my_package.valleys:my_valley"
"""

import hashlib
import importlib.util
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from theorysim.sweep.signals import Terminated


class Unknown(LookupError):
    """No entry has this name, or what has it is none; the message lists names that are near, or tells what is wrong."""


_unasked: list[str] = []  # what names code that is not to be run, and how to ask for it


@contextmanager
def no_code_of(what: str) -> Iterator[None]:
    """Raise Unknown where a file or another package would be imported; `what` says who names it, and how to have it run."""
    _unasked.append(what)
    try:
        yield
    finally:
        _unasked.pop()


def may_run(place: str) -> None:
    """Raise Unknown where what a place holds was not asked for."""
    if _unasked:
        raise Unknown(f"{place} is code that {_unasked[-1]}")


@contextmanager
def _told(said: str, line: Callable[[BaseException], str] = lambda reason: "") -> Iterator[None]:
    """Raise Unknown for whatever code from outside raises; a signal stays one."""
    try:
        yield
    except (KeyboardInterrupt, Terminated):
        raise
    except BaseException as reason:  # it may raise any
        raise Unknown(f"{said}: {type(reason).__name__}: {reason}{line(reason)}") from reason


# --- files of a user --------------------------------------------------------------------------------------------------


@cache
def imported(path: Path) -> ModuleType:
    """Import a file once, under a name that hides no module. Raises what the file raises."""
    from theorysim.formulas import FOREIGN  # a listing needs no formulas

    root, package = path.parent, ""
    while (root / "__init__.py").is_file():
        root, package = root.parent, f"{root.name}.{package}"
    if str(root) not in sys.path:  # what stands beside the file can be imported from it, and hides nothing
        sys.path.append(str(root))
    if package.split(".")[0] in FOREIGN:  # a folder called `code`: its functions are none of that library
        package = ""
    name = f"{package}{path.stem}_{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"  # no module of that name is hidden
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise Unknown(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def loaded(place: str) -> ModuleType:
    """Return the module of a file that a user names. Raises Unknown, with the line where it fails."""
    path = Path(place)
    may_run(place)
    if not path.is_file():
        raise Unknown(f"there is no file {place}")
    with _told(f"{place} cannot be imported", lambda reason: _line(reason, path)):
        return imported(path.resolve())


def _line(reason: BaseException, path: Path) -> str:
    """Name the line of a file at which an error left it; a syntax error names its own."""
    steps = [s.lineno for s in traceback.extract_tb(reason.__traceback__) if s.filename == str(path.resolve())]
    return f" (line {steps[-1]})" if steps else ""


# --- entries of other packages ----------------------------------------------------------------------------------------


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


def entry(kind: str, name: str, record: str) -> Any:
    """Import what an entry point names. Raises Unknown where it cannot be imported or is no such record."""
    may_run(name)
    point = declared(kind)[name]
    said = f"the entry point {name} = {point.value!r} of {package(point)}, in theorysim.{kind},"
    with _told(f"{said} cannot be loaded"):
        found = point.load()
    if type(found).__name__ != record:
        raise Unknown(f"{said} is {type(found).__name__}, not {record}")
    return found


def source(kind: str, name: str) -> Path | None:
    """Return the file of the module that an entry point names; None where there is none."""
    spec = importlib.util.find_spec(declared(kind)[name].module)
    return Path(spec.origin) if spec and spec.origin else None
