"""Run a study: plan it, run the cells that its store lacks, and write its figure, its tables and its points.

A study is a folder with a study.toml, or with a study.py for what that cannot say (see `study_script`); both are planned and swept.
"""

import hashlib
import json
import os
import platform
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, chdir, closing, nullcontext
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.commands import study_cell, study_files
from theorysim.commands.streams import say, say_json
from theorysim.commands.study_bounds import stated
from theorysim.commands.study_script import Scripted
from theorysim.commands.study_told import shown
from theorysim.entries import Plain
from theorysim.memory import verdicts
from theorysim.settings import Incomplete, Usage, record, say_slow
from theorysim.show.aside import tell
from theorysim.show.mathtext import unreadable
from theorysim.show.progress import counting
from theorysim.simulate.composition import Composition
from theorysim.sweep.bounds import Stated
from theorysim.sweep.choice import warnings
from theorysim.sweep.executors import Broken, Executor, Here, Local
from theorysim.sweep.formula import Mistake
from theorysim.sweep.kinds import makes
from theorysim.sweep.plan import cell_of, plan
from theorysim.sweep.schema import Page
from theorysim.sweep.store import Full, Held, Row, Store

QUANTILES = [0.5, 0.9]  # of T, where a study without a figure names none
PATIENCE = 10.0  # seconds after which a dry run tries no more kernels
LIBRARIES = ("numpy", "scipy", "numba", "llvmlite")


@dataclass(frozen=True)
class Asked:
    """What the command line says of a study."""

    name: str
    given: Mapping[str, str]
    workers: int = 1
    size: str | None = None
    out: Path | None = None
    store: Path | None = None
    dry_run: bool = False
    collect: bool = False
    json: bool = False
    columns: int | None = None  # of a page, that the figure is as wide as, where not as the study says


def study(asked: Asked) -> int:
    """Do what the command line asks; return the exit status. Raises Usage and Incomplete."""
    file = catalogue.study(asked.name)
    begun = time.perf_counter()
    try:
        one = planned(file, asked)
        with chdir(one.folder):  # a study names files of its own from where it stands
            done = _dry(one) if asked.dry_run else _run(one, collect=asked.collect)
    except Held as reason:
        raise Incomplete(f"process {reason} is writing the store: wait for it, or give another --store") from reason
    except (Mistake, OSError) as reason:
        raise Usage(str(reason)) from reason
    except (Full, Broken) as reason:
        raise Incomplete(str(reason)) from reason
    said = {"study": one.name, "size": asked.size or "default", **done, "seconds": round(time.perf_counter() - begun, 2)}
    if asked.json:
        say_json(said)
    else:
        say(*shown(said))
    return 3 if said.get("failed") or said.get("crashed") else 0


def planned(file: Path, asked: Asked) -> "Planned | Scripted":
    """Plan a study, whatever it is. Raises Mistake."""
    return Scripted(file, asked) if file.suffix == ".py" else Planned(file, asked)


class Planned:
    """A study.toml, or the text of one, planned. Raises Mistake."""

    work: Any = study_cell

    def __init__(self, file: Path, asked: Asked, text: str | None = None):
        self.asked, self.page = asked, Page(file, text)
        self.folder = file.parent.resolve()  # `study ..` is stored under the name of that folder
        self.name = self.folder.name
        self.out = (asked.out or Path(self.name)).absolute()
        self.file = (asked.store or self.out / "cells.sqlite").absolute()
        self.study = study_cell.called(self.page.study())
        if asked.columns and self.study.figure:
            self.study = self.study.model_copy(update={"figure": self.study.figure.model_copy(update={"columns": asked.columns})})
        with self.inside():
            self._check_kept()
            self.plan = plan(self.study, self.page, self._composition, asked.size, asked.given)

    def inside(self) -> AbstractContextManager[None]:
        """Go to where the study stands, where there is such a folder here."""
        return chdir(self.folder) if self.folder.is_dir() else nullcontext()

    def _check_kept(self) -> None:
        """Raise Mistake where what is to be kept is no quantity."""
        for run in (self.study, *self.study.size.values(), *self.study.case):
            for name in run.keep or ():
                try:
                    _ = study_cell.of_every_run(name) or record("quantities", name)
                except (catalogue.Unknown, Usage, ValueError, TypeError) as reason:
                    raise Mistake(f"{self.page.saying(name)}: keep: {reason}") from reason

    def _composition(self, *names: str) -> Composition:
        for kind, name in zip(study_cell.KINDS.values(), names, strict=True):
            try:
                if isinstance(record(kind, name), Plain):
                    say_slow(name)
            except (catalogue.Unknown, ValueError, TypeError) as reason:
                raise Mistake(f"{self.page.saying(name)}: {reason}") from reason
        try:
            return study_cell.composition(*names)
        except (ValueError, TypeError) as reason:
            raise Mistake(f"{self.page.saying(names[0])}: {' '.join(names)}: {reason}") from reason

    @cached_property
    def codes(self) -> dict[str, str]:
        """What the result of each cell would be computed by."""
        entries = itemgetter(*study_cell.KINDS)
        return {cell_of(p.key): study_cell.code_of(self.plan.cells[cell_of(p.key)], entries(p.names)) for p in self.plan.points}

    def code_of(self, spec: str) -> str:
        """Return what the result of a cell, of whatever size, would be computed by."""
        said = json.loads(spec)
        return study_cell.code_of(spec, tuple(said[role] for role in study_cell.KINDS))

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes besides the default one."""
        return tuple(self.study.size)

    def lacking(self, store: Store) -> list[tuple[str, str]]:
        """Return the cells that a store has no result of, or one by other sources."""
        kept = store.keys()
        return [(key, spec) for key, spec in self.plan.cells.items() if kept.get(key) != self.codes[key]]

    def check_figure(self) -> None:
        """Raise Mistake for a figure that the points will not make, or whose texts cannot be set: before they are run, not after."""
        texts = makes(self.plan, self.study.figure, self.page, self.bounds) if self.study.figure else []
        for text in [text for text in texts if "$" in text]:
            if why := unreadable(text):
                raise Mistake(f"{self.page.saying(text)}: {text} cannot be set: {why}")

    @cached_property
    def bounds(self) -> list[Stated]:
        """The bounds of statements that the figure names."""
        return stated(self.study.figure.bound, self.page) if self.study.figure else []

    @property
    def said(self) -> str:
        """What a store keeps of the study that it was last swept for: enough to plan it again."""
        asked = self.asked
        about = {"name": asked.name, "file": str(self.folder / self.page.file.name), "text": self.page.text, "given": dict(asked.given)}
        return json.dumps(about | {"size": asked.size}, sort_keys=True, ensure_ascii=False)

    @property
    def points(self) -> int:
        return len(self.plan.points)

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def source(self) -> Path:
        return self.page.file

    @cached_property
    def files(self) -> dict[str, Path]:
        """What is written, by name."""
        about = self.study.figure
        names = ["points.csv"] + ["curves.csv"] * self.keeps_curves
        names += ["figure.svg", "figure.pdf", "table.tex", "rates.json"] if about else []
        names += ["tests.json"] if about and about.compare else []
        return {name: self.out / name for name in names}

    def written(self, rows: Mapping[str, Row], anew: bool) -> tuple[list[Path], dict[str, Any]]:
        """Write the files, or as many as there are nothing of; return them, and what is said of the lines."""
        files, found = study_files.written(self, rows, anew)
        told = {"bounds": [b.sentence for b in self.bounds], "warnings": list(warnings([line["edges"] for line in found["lines"]]))}
        return files, found | told

    def tables(self, rows: Mapping[str, Row]) -> dict[str, study_files.Table]:
        """Return the points, and the curves and T of every trial where they are kept: each a header, then rows."""
        return study_files.tables(self, rows)

    @cached_property
    def kept(self) -> set[str]:
        """What is kept of some cells besides the law of T."""
        return {name for spec in self.plan.cells.values() if '"keep":' in spec for name in json.loads(spec)["keep"]}

    @property
    def keeps_trials(self) -> bool:
        return study_cell.TRIALS in self.kept

    @property
    def keeps_curves(self) -> bool:
        return bool(self.kept - {study_cell.TRIALS})

    @cached_property
    def quantiles(self) -> list[float]:
        return self.study.figure.quantile if self.study.figure else QUANTILES


# --- running ------------------------------------------------------------------------------------------------------------


def _run(one: Planned | Scripted, collect: bool) -> dict[str, Any]:
    """Run what the store lacks, or nothing where it is only collected, then write."""
    if new := not one.file.exists():
        one.check_figure()
    with closing(Store(one.file, write=not collect)) as store:
        waiting = [] if collect else swept(one, store, checked=new)
        rows = collected(one, store) if collect else kept_rows(one, store)
        sha = dump(rows.values())
        counts = {s: sum(r.status == s for r in rows.values()) for s in ("done", "failed", "crashed")}
        files, told = one.written(rows, collect or store.note("written") != study_files.stamp(one, sha))
        if not collect:
            store.write_note("written", study_files.stamp(one, sha))
    if collect:
        files += study_files.parquet(one, rows)
    bad = next((r for r in rows.values() if r.status != "done"), None)
    return {
        "points": one.points,
        "cells": len(one.plan.cells),
        "ran": len(waiting),
        **counts,
        **_counted(one, rows),
        **({"why": f"{bad.status}: {bad.result}; {bad.spec}"} if bad else {}),
        "sha256": sha,
        "store": str(one.file),
        "files": [str(f) for f in files],
        **told,
    }


def swept(one: Planned | Scripted, store: Store, checked: bool = False) -> list[tuple[str, str]]:
    """Run what a store lacks, and return it; the figure is checked before, unless it was."""
    waiting = one.lacking(store)
    tell_damaged(store, "run again")
    if store.note("study") != one.said:
        store.write_note("study", one.said)
    if waiting:
        store.write_note("environment", json.dumps(environment(), sort_keys=True))
        if not checked:
            one.check_figure()
        _sweep(one, store, waiting)
    return waiting


def kept_rows(one: Planned | Scripted, store: Store) -> dict[str, Row]:
    """Return the rows of the cells of a plan, by the sources that there are now."""
    return {r.key: r for r in store.rows() if r.key in one.plan.cells and r.code == one.codes[r.key]}


def collected(one: Planned | Scripted, store: Store) -> dict[str, Row]:
    """Return what there is in a store that nothing is added to."""
    rows = kept_rows(one, store)
    tell_damaged(store, "left out")
    return rows


def tell_damaged(store: Store, then: str) -> None:
    """Tell how many rows of a store are not what was written, and what is done about them."""
    if store.damaged:
        tell(f"theorysim: {store.damaged} rows of {store.file} are damaged: their cells are {then}")


def _counted(one: Planned | Scripted, rows: Mapping[str, Row]) -> dict[str, int]:
    """Tell how many cells were counted exactly, where the study asks for it."""
    asked = {p.key for p in one.plan.points if "exact" in p.names}
    exact = [key for key in asked & rows.keys() if rows[key].status == "done" and study_cell.read(rows[key].result).arithmetic == "exact"]
    return {"exact": len(exact)} if asked else {}


def environment() -> dict[str, str]:
    """Return the versions that results are computed by, and the machine."""
    versions = {name: verdicts.version(name) or "unknown" for name in ("theorysim", *LIBRARIES)}
    return versions | {"python": platform.python_version(), "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"}


def _sweep(one: Planned | Scripted, store: Store, waiting: Sequence[tuple[str, str]]) -> None:
    """Compile, here, what the cells need; then run them, each committed before it counts."""
    kinds = {one.work.kernels(spec): (key, spec) for key, spec in waiting}
    with counting(len(kinds), "compiling") as progress, closing(Here()(one.work.compiled, kinds.values())) as compiled:
        for i, e in enumerate(compiled, 1):
            if e.status != "done":
                raise Mistake(f"{one.source}: {e.result}; cell {one.plan.cells[e.key]}")
            progress(i)
    executor: Executor = Here() if one.asked.workers == 1 else Local(one.asked.workers)
    specs = dict(waiting)
    done = 0
    try:
        with counting(len(waiting), one.name) as progress, closing(executor(one.work.measured, waiting)) as ended:
            for e in ended:
                store.add([Row(e.key, one.codes[e.key], specs[e.key], e.status, e.result, e.seconds)])
                progress(done := done + 1)
    except Exception:
        raise
    except BaseException:  # Ctrl-C, SIGTERM
        tell(f"theorysim: {done} of {len(waiting)} cells were added to {store.file}; the same command goes on")
        raise


def dump(rows: Any) -> str:
    """Return the sha256 of the canonical dump: a line for each cell, sorted, without times and without what computed it."""
    state = hashlib.sha256()
    for row in sorted(rows, key=lambda r: r.key):
        state.update(f"{row.key} {row.status} {row.spec} {row.result}\n".encode())
    return state.hexdigest()


def _dry(one: Planned | Scripted) -> dict[str, Any]:
    """Tell how many cells there are, and estimate the time from the middle one of each kernel; nothing is written."""
    one.check_figure()
    waiting = list(one.plan.cells.items())
    if one.file.is_file():
        with closing(Store(one.file, write=False)) as store:
            waiting = one.lacking(store)
    said: dict[str, Any] = {"points": one.points, "cells": len(one.plan.cells), "left": len(waiting), "store": str(one.file)}
    if not waiting:
        return said
    kinds: dict[Any, list[tuple[str, str]]] = {}
    for cell in waiting:
        kinds.setdefault(one.work.kernels(cell[1]), []).append(cell)
    begun = time.perf_counter()
    tried: list[tuple[int, float, float]] = []  # cells that share a kernel, seconds to compile it, seconds of the middle one
    for alike in kinds.values():
        middle = alike[len(alike) // 2]
        compiled, measured = (next(iter(Here()(work, [middle]))) for work in (one.work.compiled, one.work.measured))
        if isinstance(one, Scripted) and measured.status == "done" and measured.seconds < PATIENCE:  # what it compiles, it has now
            compiled, measured = measured, next(iter(Here()(one.work.measured, [middle])))
        if compiled.status != "done" or measured.status != "done":
            raise Mistake(f"{one.source}: {compiled.result or measured.result}; cell {middle[1]}")
        tried.append((len(alike), compiled.seconds, measured.seconds))
        if time.perf_counter() - begun > PATIENCE:
            break
    compiling = sum(c for _, c, _ in tried) / len(tried) * len(kinds)
    once = sum(n * s for n, _, s in tried) / sum(n for n, _, _ in tried)
    estimate = compiling + once * len(waiting) / min(one.asked.workers, os.cpu_count() or 1)
    return said | {"kernels": len(kinds), "cell_seconds": round(once, 6), "estimate_seconds": round(estimate, 2)}
