"""Import the file that a user names, once; no file where code is not to be run."""

import hashlib
import importlib.util
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType

from theorysim.sweep.signals import Terminated


class Unknown(LookupError):
    """No entry has this name, or what has it is none; the message lists names that are near, or tells what is wrong."""


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


def loaded(place: str) -> ModuleType:
    """Return the module of a file that a user names. Raises Unknown, with the line where it fails."""
    path = Path(place)
    may_run(place)
    if not path.is_file():
        raise Unknown(f"there is no file {place}")
    try:
        return imported(path.resolve())
    except (KeyboardInterrupt, Terminated):
        raise
    except BaseException as reason:  # a file may raise any
        raise Unknown(f"{place} cannot be imported: {type(reason).__name__}: {reason}{_line(reason, path)}") from reason


def _line(reason: BaseException, path: Path) -> str:
    """Name the line of a file at which an error left it; a syntax error names its own."""
    steps = [s.lineno for s in traceback.extract_tb(reason.__traceback__) if s.filename == str(path.resolve())]
    return f" (line {steps[-1]})" if steps else ""
