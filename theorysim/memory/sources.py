"""Tell what something was computed from: the files that it reaches by import, and a digest of them.

Modules that are named only while a program runs are not seen: a test refuses such loading wherever a verdict reads. The public names
come from anywhere: `import theorysim` stands for the whole package.
"""

import ast
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from theorysim import catalogue

JUDGE = "judge/verdict.py"  # every verdict depends on it and on what it imports,
INSTANCES = ("objectives", "oracles")  # and may on all of these
COMPUTES = {"__future__", "abc", "cmath", "collections", "dataclasses", "decimal", "enum", "fractions", "functools", "itertools", "math"}
COMPUTES |= {"numbers", "operator", "types", "typing"}  # of the standard library, these read no data
LOADS = {"open", "exec", "eval", "__import__", "load", "loadtxt", "genfromtxt", "fromfile", "fromregex", "memmap"}
NOT_READ = {"falsify", "laws", "sweep", "bench", "show", "explore", "testing", "commands"}  # rooms whose files no verdict comes from


@cache
def _read(path: Path, modified: int, size: int) -> tuple[str, tuple[str, ...]]:
    """Return a file's digest and the full names of what it imports; one that begins with a dot is relative."""
    del modified, size
    data = path.read_bytes()
    try:
        names = tuple(dict.fromkeys(_imports(ast.parse(data))))
    except (SyntaxError, ValueError):  # of a file that cannot be imported either
        names = ()
    return hashlib.sha256(data).hexdigest(), names


def _imports(tree: ast.Module) -> Iterator[str]:
    waiting: list[ast.AST] = [tree]
    while waiting:  # a statement stands in statements alone: expressions are not gone through
        node = waiting.pop()
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            waiting += getattr(node, field, ())
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _known(path: Path) -> tuple[str, tuple[str, ...]]:
    about = path.stat()
    return _read(path, about.st_mtime_ns, about.st_size)


def _files(name: str) -> Iterator[Path]:
    """Return the files of the package that an import names; the whole package for one of its public names."""
    top, *parts = name.split(".")
    if top != "theorysim":
        return
    place = catalogue.PACKAGE.joinpath(*parts)
    found = [p for p in (place.with_suffix(".py"), place.parent.with_suffix(".py")) if p.is_file()]
    yield from found if found or (parts and place.is_dir()) else catalogue.PACKAGE.rglob("*.py")


def closure(paths: Sequence[Path]) -> list[Path]:
    """Return files and every file of the package that these import, and so on.

    A file of the package that imports a room no verdict comes from (a kind of claim names its search, say) is not followed there.
    """
    found, waiting = set[Path](), list(paths)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            reached = [file for name in _known(one)[1] for file in _reached(name)]
            waiting += reached if _room(one) in {"", *NOT_READ} else [file for file in reached if _room(file) not in NOT_READ]
    return sorted(found)


@cache
def _room(path: Path) -> str:
    """Return the room of the package in which a file lies; nothing for a user's own."""
    return path.relative_to(catalogue.PACKAGE).parts[0] if path.is_relative_to(catalogue.PACKAGE) else ""


@cache
def _reached(name: str) -> tuple[Path, ...]:
    return tuple(_files(name))


def digest(paths: Sequence[Path]) -> str:
    """Return a digest of files and of what they import from the package; where they lie does not count."""
    return hashlib.sha256("\n".join(f"{p.name} {_known(p)[0]}" for p in closure(paths)).encode()).hexdigest()[:20]


def sources(*paths: Path) -> list[Path]:
    """Return every file of the package that a statement's verdict is computed from, the statement's own included."""
    instances = (p for folder in INSTANCES for p in (catalogue.PACKAGE / folder).rglob("*.py"))
    return closure([*paths, catalogue.PACKAGE / JUDGE, *instances])


@cache
def _place(path: Path) -> str:
    return str(path.relative_to(catalogue.PACKAGE) if path.is_relative_to(catalogue.PACKAGE) else path.name)


def key(identifier: str) -> str:
    """Return the content key of a statement: its sources and its row of the inventory."""
    found = sources(*catalogue.source("statements", identifier))
    parts = [f"{_place(p)} {_known(p)[0]}" for p in found]
    said = json.dumps(dict(catalogue.inventory().get(identifier, {})), sort_keys=True)
    return hashlib.sha256("\n".join([*parts, said]).encode()).hexdigest()[:20]


def foreign(paths: Sequence[Path]) -> set[str]:
    """Return the modules that files import from elsewhere than the package and the standard library: their content is not seen."""
    tops = {name.split(".")[0] for path in paths for name in _known(path)[1]}
    return {top for top in tops if top != "theorysim" and top not in sys.stdlib_module_names}


def outside(path: Path) -> set[str]:
    """Return the names by which a user's file may read what is in no file that it imports: data, the environment, the clock."""
    try:
        nodes = list(ast.walk(ast.parse(path.read_bytes())))
    except (SyntaxError, ValueError):
        return set()
    words = {n.id for n in nodes if isinstance(n, ast.Name)} | {n.attr for n in nodes if isinstance(n, ast.Attribute)}
    tops = {name.split(".")[0] for name in _known(path)[1]}
    return words & LOADS | (tops & set(sys.stdlib_module_names)) - COMPUTES
