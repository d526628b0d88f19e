"""Run a study: plan it, run the cells that its store lacks, and write its figure, its tables and its points.

A study is a folder with a study.toml, or with a study.py for what that cannot say (see `study_script`); both are planned and swept.
"""

import hashlib
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, chdir, closing, nullcontext
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.commands import study_cell
from theorysim.commands.study_bounds import stated
from theorysim.commands.study_script import Scripted
from theorysim.entries import Plain
from theorysim.memory import verdicts
from theorysim.settings import Incomplete, Usage, record, say_slow
from theorysim.show.mathtext import unreadable
from theorysim.show.progress import counting
from theorysim.simulate.composition import Composition
from theorysim.streams import complain, say, say_json
from theorysim.sweep.bounds import Stated
from theorysim.sweep.choice import warnings
from theorysim.sweep.executors import Broken, Executor, Here, Local
from theorysim.sweep.formula import Mistake
from theorysim.sweep.lines import Line, Measured, drawn_as, lines, makes
from theorysim.sweep.plan import plan
from theorysim.sweep.prediction import judged
from theorysim.sweep.schema import Figure, Page
from theorysim.sweep.store import Full, Held, Row, Store
from theorysim.sweep.written import whole

QUANTILES = [0.5, 0.9]  # of T, where a study without a figure names none
PATIENCE = 10.0  # seconds after which a dry run tries no more kernels
LIBRARIES = ("numpy", "scipy", "numba", "llvmlite")
WRITERS = ("sweep", "show", "measure")  # what the written files depend on, besides the store


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
        one: Planned | Scripted = Scripted(file, asked) if file.suffix == ".py" else Planned(file, asked)
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
        say(*_shown(said))
    return 3 if said.get("failed") or said.get("crashed") else 0


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
            self.plan = plan(self.study, self.page, self._composition, asked.size, asked.given)

    def inside(self) -> AbstractContextManager[None]:
        """Go to where the study stands, where there is such a folder here."""
        return chdir(self.folder) if self.folder.is_dir() else nullcontext()

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
        return {p.key: study_cell.code(*entries(p.names)) for p in self.plan.points}

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

    def written(self, rows: Mapping[str, Row], anew: bool) -> tuple[list[Path], dict[str, Any]]:
        """Write what a study writes; return the files, and what is said of the lines."""
        files, found = _written(self, rows, anew)
        told = {"bounds": [b.sentence for b in self.bounds], "warnings": list(warnings([line["edges"] for line in found]))}
        return files, {"lines": found, **told}

    def table(self, rows: Mapping[str, Row]) -> Iterator[list[Any]]:
        """Return the header of the points, then each of them."""
        from theorysim.show import frames

        return frames.table(self.plan, _points(self, rows, _drawn(self, rows)))

    @cached_property
    def quantiles(self) -> list[float]:
        return self.study.figure.quantile if self.study.figure else QUANTILES


# --- running ------------------------------------------------------------------------------------------------------------


def _run(one: Planned | Scripted, collect: bool) -> dict[str, Any]:
    """Run what the store lacks, or nothing where it is only collected, then write."""
    if new := not one.file.exists():
        one.check_figure()
    with closing(Store(one.file, write=not collect)) as store:
        lacking = one.lacking(store)
        waiting = [] if collect else lacking
        if store.damaged:
            then = "left out" if collect else "run again"
            complain(f"theorysim: {store.damaged} rows of {one.file} are damaged: their cells are {then}")
        if not collect and store.note("study") != one.said:
            store.write_note("study", one.said)
        if waiting:
            store.write_note("environment", json.dumps(environment(), sort_keys=True))
            if not new:
                one.check_figure()
            _sweep(one, store, waiting)
        rows = {r.key: r for r in store.rows() if r.key in one.plan.cells and r.code == one.codes[r.key]}
        sha = dump(rows.values())
        counts = {s: sum(r.status == s for r in rows.values()) for s in ("done", "failed", "crashed")}
        stamp = _stamp(one, sha)
        files, told = one.written(rows, collect or store.note("written") != stamp)
        if not collect:
            store.write_note("written", stamp)
    if collect:
        files.append(_parquet(one, rows))
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
        print(f"theorysim: {done} of {len(waiting)} cells were added to {store.file}; the same command goes on", file=sys.stderr)
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


# --- writing ------------------------------------------------------------------------------------------------------------


def _measured(rows: Mapping[str, Row]) -> Callable[[str], Measured | None]:
    @cache
    def found(key: str) -> Measured | None:
        row = rows.get(key)
        return study_cell.read(row.result) if row is not None and row.status == "done" else None

    return found


def _stamp(one: Planned | Scripted, sha: str) -> str:
    """Return a digest of all that the written files are made of."""
    sources = [p.read_bytes() for folder in WRITERS for p in sorted((catalogue.PACKAGE / folder).glob("*.py"))]
    parts = [sha, one.text, one.asked.size, sorted(one.asked.given.items()), one.asked.columns, str(one.out), *sources]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _written(one: Planned, rows: Mapping[str, Row], anew: bool) -> tuple[list[Path], list[dict[str, Any]]]:
    """Write the points, and the figure and the table where the study has one; each file is whole or not there."""
    names = ["points.csv"] + (["figure.svg", "figure.pdf", "table.tex", "rates.json"] if one.study.figure else [])
    files = [one.out / name for name in names]
    if not anew and all(f.is_file() for f in files):
        return files, json.loads(files[-1].read_text(encoding="utf-8")) if one.study.figure else []
    from theorysim.show import frames

    about, drawn = one.study.figure, _drawn(one, rows)
    one.out.mkdir(parents=True, exist_ok=True)
    whole(files[0], lambda new: new.write_text(frames.as_csv(frames.table(one.plan, _points(one, rows, drawn))), encoding="utf-8"))
    if about is None:
        return files, []
    from theorysim.show import figure, fitted, latex

    for file in files[1:3]:
        figure.study(drawn, about, file)
    text = "\n".join(latex.table(drawn, one.study.says, about.level, drawn_as(about, drawn))) + "\n"
    whole(files[3], lambda new: new.write_text(text, encoding="utf-8"))
    found = [fitted.said(line) for line in drawn if not line.curve]
    whole(files[4], lambda new: new.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8"))
    return files, found


def _drawn(one: Planned, rows: Mapping[str, Row]) -> list[Line]:
    about = one.study.figure
    return judged(lines(one.plan, about, one.page, _measured(rows), one.bounds), about) if about else []


def _points(one: Planned, rows: Mapping[str, Row], drawn: Sequence[Line]) -> Any:
    """Return what the table of the points shows."""
    from theorysim.show import frames

    figure = one.study.figure
    level = figure.level if figure else Figure().level
    starts = cache(lambda key: study_cell.begins(one.plan.cells[key]))
    return frames.Shown(_measured(rows), lambda key: rows[key].status if key in rows else "", starts, one.quantiles, level, figure, drawn)


def _parquet(one: Planned | Scripted, rows: Mapping[str, Row]) -> Path:
    from theorysim.show import frames

    file = one.out / "points.parquet"
    try:
        whole(file, lambda new: frames.write_parquet(one.table(rows), new))
    except frames.Missing as reason:
        raise Usage(f"points.csv is written; {reason}") from reason
    return file


def _shown(said: Mapping[str, Any]) -> Iterator[str]:
    """Print a result for a reader."""
    if "left" in said:
        yield f"{said['study']}: {said['points']} points, {said['cells']} cells, {said['left']} of them left to run"
        if "estimate_seconds" in said:
            timed = f"{said['cell_seconds']:g} s a cell, {said['kernels']} kernels to compile or load"
            yield f"about {said['estimate_seconds']:g} s: {timed}"
        return
    bad = "".join(f", {said[s]} {s}" for s in ("failed", "crashed") if said[s])
    counts = f"{said['points']} points, {said['cells']} cells, {said['ran']} run now, {said['done']} done{bad}"
    counts += f", {said['exact']} counted exactly" if "exact" in said else ""
    yield f"{said['study']}: {counts}, {said['seconds']} s"
    if "why" in said:
        yield f"  {said['why']}"
    for line in said["lines"]:
        name = ": ".join(filter(None, (line["panel"], line["line"]))) or "all"
        if line.get("slope") is None:
            yield f"  {name}: no slope"
            continue
        ends = ", ".join("?" if v is None else f"{v:z.3f}" for v in (line["low"], line["high"]))
        interval = f" [{ends}]" if line["by"] != "least squares" else ""
        signs = {True: "", False: ", which it is not", None: ", not decided"}
        predicted = f", predicted {line['predicted']:.4g}{signs[line['agrees']]}" if line["predicted"] is not None else ""
        left_out = f", {line['left_out']} left out" if line["left_out"] else ""
        yield f"  {name}: slope {line['slope']:z.3f}{interval}{predicted}, {line['points']} points{left_out}"
    yield from (f"  bound: {bound}" for bound in said["bounds"])
    yield from (f"  warning: {warning}" for warning in said["warnings"])
    yield from said.get("says", ())
    for file in said["files"]:
        yield f"  {file}"
    yield f"sha256 {said['sha256']}"
