"""Keep verdicts in the user's cache folder, so that a check of what has not changed judges nothing.

A verdict is kept for a statement and an effort, with a key of all that it was computed from: the statement's file and what that
imports, the judges, the objectives and oracles that they may take, the sentence of the inventory, and the versions of Python and of
the libraries. One file each, so a new verdict takes the place of a stale one. What is damaged is passed over, and said once.
"""

import hashlib
import json
import os
import platform
import sys
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.memory import sources
from theorysim.results import Evidence, Run, Setting, Verdict
from theorysim.simulate import cache_folder

LIBRARIES = {"numpy": "numpy", "scipy": "scipy", "numba": "numba", "llvmlite": "llvmlite", "sympy": "sympy", "mpmath": "mpmath"}
LIBRARIES |= {"flint": "python-flint"}  # what it is imported as: the name under which it has a version
MOST = 2000  # files; the oldest go
Judged = tuple[str, list[Verdict], bool, float]  # the name, its verdicts, whether it is done, CPU seconds


def folder() -> Path:
    """Return the folder of kept verdicts; it need not exist."""
    return cache_folder.folder() / "verdicts"


@cache
def version(library: str) -> str:
    """Return the version of an installed library, nothing where there is none."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def key(name: str, effort: str) -> str | None:
    """Return the key of a verdict.

    None where a file imports what is neither of this package nor has a version that is known here, and where a user's may read data.
    """
    try:
        files = catalogue.source("statements", name)
        if sources.foreign(files) - LIBRARIES.keys():
            return None
        if any(sources.outside(f) for f in files if not f.is_relative_to(catalogue.PACKAGE)):
            return None
        parts = [name, effort, sources.key(name), *map(version, LIBRARIES.values()), sys.version, platform.machine(), sys.platform]
        own = [Path(__file__), catalogue.PACKAGE / "commands" / "check.py"]
        parts += [hashlib.sha256(p.read_bytes()).hexdigest() for p in own]
    except OSError:
        return None
    parts += [os.getcwd()] * (".py:" in name)  # lines that replay name the file as seen from here
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _file(name: str, effort: str) -> Path:
    stem = name
    if ".py:" in name:
        path, _, one = name.rpartition(":")
        stem = f"{one}-{hashlib.sha256(str(Path(path).resolve()).encode()).hexdigest()[:16]}"
    return folder() / f"{stem}-{effort}.json"


def read(name: str, effort: str, wanted: str | None) -> Judged | None:
    """Return what is kept under a key, or None."""
    if wanted is None:
        return None
    file = _file(name, effort)
    if (data := cache_folder.read(file)) is None:
        return None
    try:
        said = json.loads(cache_folder.unsealed(data))
        if said["key"] != wanted:
            return None
        return name, [_verdict(v) for v in said["verdicts"]], bool(said["done"]), float(said["seconds"])
    except (ValueError, KeyError, TypeError, AttributeError):
        cache_folder.say_once("damaged verdict", f"{file} is damaged; the statement is judged anew")
        return None


def write(judged: Judged, effort: str, under: str | None) -> None:
    """Keep a verdict under a key, unless there is none or the verdict does not read back as it is."""
    name, verdicts, done, seconds = judged
    if under is None:
        return
    said = {"statement": name, "effort": effort, "key": under, "done": done, "seconds": seconds, "verdicts": [asdict(v) for v in verdicts]}
    try:
        text = json.dumps(said, ensure_ascii=False, indent=1).encode()
        if [_verdict(v) for v in json.loads(text)["verdicts"]] != verdicts:
            return
    except (TypeError, ValueError):
        return
    if cache_folder.write(_file(name, effort), cache_folder.sealed(text), "verdicts"):
        _prune()


def _verdict(said: dict[str, Any]) -> Verdict:
    """Read a verdict back."""
    parts = tuple((p, _evidence(e)) for p, e in said["parts"])
    return Verdict(**said | {"parts": parts, "routes": _pairs(said["routes"]), "run": _run(said["run"])})


def _evidence(said: dict[str, Any]) -> Evidence:
    return Evidence(**said | {"beside": _pairs(said["beside"]), "run": _run(said["run"])})


def _run(said: dict[str, Any] | None) -> Run | None:
    if said is None:
        return None
    setting = said["setting"] | {"parameters": _pairs(said["setting"]["parameters"]), "start": _row(said["setting"]["start"])}
    return Run(**said | {"setting": Setting(**setting)})


def _row(said: list[float] | None) -> tuple[float, ...] | None:
    return None if said is None else tuple(said)


def _pairs(said: list[list[Any]]) -> tuple[Any, ...]:
    return tuple((by, outcome) for by, outcome in said)


def _prune() -> None:
    """Drop the oldest files above so many."""
    try:
        files = sorted((f.stat().st_mtime, f) for f in folder().iterdir())
        for _, file in files[:-MOST]:
            file.unlink(missing_ok=True)
    except OSError:  # another process drops them too
        return
