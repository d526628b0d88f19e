"""Tell what is installed, what is missing and the command for it, and whether kernels compile and are kept: `theorysim doctor`.

What each extra needs is read from the metadata of the installed package; there is no list of it here.
"""

import os
import platform
import re
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module, metadata
from shutil import which
from typing import Any

from theorysim.settings import Usage

NEED = re.compile(r"""([\w.-]+)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)\)?\s*(?:;.*extra\s*==\s*['"]([\w-]+)['"].*)?$""")
MODULES = {"python-flint": "flint"}  # what is imported by another name
BESIDES = ("all", "docs")  # extras that bring nothing of their own to run


@dataclass(frozen=True)
class Row:
    """One thing that was looked at: what was found of it (None: missing or broken), the command that mends it, and for which extra."""

    name: str
    found: str | None
    install: str | None = None
    extra: str = ""  # "base" for what every command needs, an extra, or nothing for what is only told

    @property
    def broken(self) -> bool:
        return self.extra == "base" and self.found is None


def rows() -> list[Row]:
    """Look at everything; imports what is needed and compiles a kernel, which takes some seconds."""
    found = list(_packages())
    if not any(r.broken for r in found):
        found.append(_kernels())
    return [*found, _cache(), _cores(), _compiler()]


def asked(warm: bool, names: Sequence[str] = (), workers: int | None = None) -> list[Row]:
    """Do what the command line asks: look at everything, or warm. Raises Usage for what has no effect."""
    if not warm and (names or workers is not None):
        raise Usage("names and -j go with --warm")
    if workers is not None and workers < 1:
        raise Usage(f"-j is {workers}; it must be at least 1")
    return warmed(names, workers or cores()) if warm else rows()


def warmed(names: Sequence[str], workers: int) -> list[Row]:
    """Compile the drivers of common pairs, and tell how many there were, and what the folder holds now."""
    from theorysim.commands.warm import warm

    compiled, there = warm(names, workers)
    return [Row("drivers", f"{compiled} compiled, {there} there already"), _cache()]


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def needs() -> dict[str, list[tuple[str, str]]]:
    """Return (package, version needed) for "base" and for each extra; a package stands where it is first asked for."""
    found: dict[str, list[tuple[str, str]]] = {"base": []}
    known = {"theorysim"}
    for text in metadata.requires("theorysim") or ():
        if (said := NEED.match(text)) and said[1] not in known and said[3] not in BESIDES:
            found.setdefault(said[3] or "base", []).append((said[1], said[2].strip()))
            known.add(said[1])
    return found


def _packages() -> Iterator[Row]:
    try:
        every = needs()
    except metadata.PackageNotFoundError:
        yield Row("theorysim", None, "it runs from its sources and is not installed: pip install -e . where pyproject.toml is", "base")
        return
    yield Row("theorysim", metadata.version("theorysim"), extra="base")
    for extra, packages in every.items():
        for name, wanted in packages:
            yield _package(name, wanted, extra)


def _package(name: str, wanted: str, extra: str) -> Row:
    command = f"pip install '{name}{wanted}'" if extra == "base" else f"pip install 'theorysim[{extra}]'"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Row(name, None, command, extra)
    if not version:  # metadata without one
        return Row(name, None, f"pip install --force-reinstall {name} (what is installed does not say its version)", extra)
    if not recent(version, wanted):
        return Row(name, None, f"{command} (there is {version}, it needs {wanted})", extra)
    if extra == "base":
        try:
            import_module(MODULES.get(name, name))
        except (Exception, SystemExit) as reason:  # whatever a broken library raises
            why = f"{type(reason).__name__}: {' '.join(str(reason).split())[:200]}"
            return Row(name, None, f"pip install --force-reinstall {name} (there is {version}, which cannot be imported: {why})", extra)
    return Row(name, version, extra=extra)


def recent(version: str, wanted: str) -> bool:
    """Tell whether a version is at least what `>=1.2` asks; other conditions are not looked at."""
    least = re.search(r">=\s*([\d.]+)", wanted)
    return least is None or _numbers(version) >= _numbers(least[1])


def _numbers(version: str) -> list[int]:
    parts = [int(n) for n in re.findall(r"\d+", version)[:3]]
    return parts + [0] * (3 - len(parts))


def _kernels() -> Row:
    """Compile a run anew, away from what is kept, and see whether it counts right."""
    from theorysim.commands import verbs
    from theorysim.simulate import cache_folder

    before = os.environ.get(cache_folder.CHOSEN)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[cache_folder.CHOSEN] = folder
        try:
            T = verbs.run("gradient_descent", "quadratic", {"method.eta": 0.5}, start=8, epsilon=1).T
        except Exception as reason:
            return Row("kernels", None, f"pip install --force-reinstall numba llvmlite ({type(reason).__name__}: {reason})", "base")
        finally:
            os.environ.pop(cache_folder.CHOSEN) if before is None else os.environ.update({cache_folder.CHOSEN: before})
    if T != 3:  # 8, 4, 2, 1
        return Row("kernels", None, f"pip install --force-reinstall numba llvmlite (8 was halved {T} times to reach 1)", "base")
    return Row("kernels", f"compiled and counted right in {time.perf_counter() - begun:.1f} s", extra="base")


def _cache() -> Row:
    """Tell where kernels and verdicts are kept; where they cannot be kept, commands are slower, and no less right."""
    from theorysim.simulate import cache_folder

    folder = cache_folder.folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    except OSError as reason:
        said = f"{folder} cannot be written ({reason.strerror}), kernels are compiled each time: set {cache_folder.CHOSEN}"
        return Row("cache", None, said)
    return Row("cache", f"{folder}, {size / 1e6:.1f} MB, can be written")


def _cores() -> Row:
    return Row("cores", f"{cores()} of {os.cpu_count()}, on {platform.system()} {platform.machine()}, Python {platform.python_version()}")


def _compiler() -> Row:
    found = next((c for c in (os.environ.get("CC", ""), "cc", "gcc", "clang") if c and which(c)), None)
    return Row("C compiler", found, None if found else "only bench uses it: install gcc or clang")


def lines(found: list[Row]) -> Iterator[str]:
    """Print the rows for a reader: what every command needs, then a line for each extra, then the rest."""
    from theorysim.show.table import table

    shown = [(r.name, r.found or f"missing: {r.install}") for r in found if r.extra == "base"]
    extras = dict.fromkeys(r.extra for r in found if r.extra not in ("", "base"))
    for extra in extras:
        here = [r for r in found if r.extra == extra]
        lacking = [r for r in here if r.found is None]
        said = ", ".join(f"{r.name} {r.found}" for r in here if r.found)
        said = f"missing: {', '.join(r.name for r in lacking)}; {lacking[0].install}" if lacking else said
        shown.append((f"[{extra}]", said))
    shown += [(r.name, r.found or f"missing: {r.install}") for r in found if not r.extra]
    yield from table(shown)
    if not any(r.extra == "base" for r in found):  # nothing was looked for that could lack
        return
    broken = [r.name for r in found if r.broken]
    optional = [extra for extra in extras if any(r.extra == extra and r.found is None for r in found)]
    yield f"not in order: {', '.join(broken)}" if broken else "in order" + (f"; without {', '.join(optional)}" if optional else "")


def as_json(found: list[Row]) -> list[Mapping[str, Any]]:
    """Return the JSON shape of `theorysim doctor`."""
    return [asdict(r) for r in found]
