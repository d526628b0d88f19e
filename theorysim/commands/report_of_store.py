"""Tell what a store holds, for its report: its study planned again, its rows aggregated, so that the page does not grow with them."""

import json
import math
import shlex
import sqlite3
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from theorysim import outside
from theorysim.commands import study
from theorysim.commands.study_files import begins_of
from theorysim.measure.rates import rank
from theorysim.settings import Usage
from theorysim.show import report as shown
from theorysim.sweep import paired
from theorysim.sweep.choice import edges, warnings
from theorysim.sweep.formula import Mistake
from theorysim.sweep.kinds import gathered
from theorysim.sweep.lines import Line, Measured, drawn_as
from theorysim.sweep.plan import Point, cell_of
from theorysim.sweep.prediction import judged
from theorysim.sweep.store import Store

FILE = "cells.sqlite"  # of a store, where its folder is named
MOST_POINTS = 400  # in the table; more are in points.csv
MOST_LINES = 30  # of a figure, each of
MOST_DOTS = 300
MOST_ROWS = 200  # of rates, settings and outcomes
MOST_REASONS = 20  # for which cells failed
MOST_DRAWN = 20_000  # points of random runs, whose distributions a figure holds all at once
UNDRAWN: dict[str, Any] = {"svg": None, "warnings": [], "bounds": [], "lines": [], "tests": []}
COMBINED = ("case", "method", "objective", "oracle", "until")


@dataclass(slots=True)
class Cell:
    """What a row says of its cell: status, seconds, the code it was computed by; how its trials ended, and quantiles of T."""

    status: str
    seconds: float
    code: str
    outcomes: Mapping[str, int] = field(default_factory=dict)
    T: tuple[float, ...] = ()
    each: tuple["Cell", ...] = ()  # of several epsilons


@dataclass
class Known:
    """A store that is open, with the plan of its study, where it can be made again; else a point for each row."""

    store: Store
    said: Mapping[str, Any]
    planned: study.Planned | None = None
    why_not: str = ""

    @cached_property
    def quantiles(self) -> list[float]:
        return self.planned.quantiles if self.planned else study.QUANTILES

    @cached_property
    def cells(self) -> dict[str, Cell]:
        if self.scripted:  # what they gave is its own
            return {row.key: Cell(row.status, row.seconds, row.code) for row in self.store.rows()}
        return {row.key: _cell(row.status, row.seconds, row.code, row.result, self.quantiles) for row in self.store.rows()}

    def cell(self, key: str) -> Cell | None:
        """Return what there is of the point of a key."""
        found = self.cells.get(cell_of(key))
        place = key.partition(":")[2]
        return found.each[int(place)] if found and found.each and place else found

    @cached_property
    def points(self) -> tuple[Point, ...]:
        if self.planned:
            return self.planned.plan.points
        read = _of_script if self.scripted else _of_row
        return tuple(point for row in self.store.rows() for point in read(row.key, row.spec))

    @property
    def scripted(self) -> bool:
        """Tell whether the store is of a study.py, whose cells are names and numbers of its own."""
        return str(self.said.get("file", "")).endswith(".py")


def _cell(status: str, seconds: float, code: str, result: str, quantiles: list[float]) -> Cell:
    if status != "done":
        return Cell(status, seconds, code)
    said = json.loads(result)
    each = tuple(Cell(status, seconds, code, *_ends(one, quantiles)) for one in said.get("each", ()))
    return Cell(status, seconds, code, *_ends(said.get("each", [said])[-1], quantiles), each)


def _ends(said: Mapping[str, Any], quantiles: list[float]) -> tuple[Mapping[str, int], tuple[float, ...]]:
    runs = sum(said["outcomes"].values())
    return said["outcomes"], tuple(_at(said["T"], said["counts"], rank(q, runs)) for q in quantiles)


def _at(times: list[int], counts: list[int], wanted: int) -> float:
    for T, count in zip(times, counts, strict=True):
        if (wanted := wanted - count) <= 0:
            return T
    return math.inf


def _of_row(key: str, text: str) -> Iterator[Point]:
    """Return the point that a spec is of, or that of each epsilon, as far as it tells."""
    spec = json.loads(text)
    if "epsilons" in spec:
        for i, epsilon in enumerate(spec.pop("epsilons")):
            yield from _of_row(f"{key}:{i}", json.dumps(spec | {"epsilon": epsilon}))
        return
    numbers = {name: spec[name] for name in ("epsilon", "steps", "trials", "seed", "dimension") if spec.get(name) is not None}
    start = {f"start[{i}]": x for i, x in enumerate(spec["start"] or ())}
    yield Point({"case": "", **{n: spec[n] for n in COMBINED[1:]}, **numbers, **start, **spec["parameters"]}, key)


def _of_script(key: str, text: str) -> Iterator[Point]:
    names = {n: v if isinstance(v, str | int | float) else json.dumps(v) for n, v in json.loads(text).items()}
    yield Point({"case": "", **names}, key)


def of_store(file: Path, run_code: bool = False) -> dict[str, Any]:
    """Return what a store says, aggregated: the page does not grow with its rows. Raises Usage.

    A store may come from anywhere: files and packages that it names are not imported unless `run_code` asks for it.
    """
    file = file / FILE if file.is_dir() else file
    try:
        shut = nullcontext() if run_code else outside.no_code_of(f"the store {file} names: --run-code runs it")
        with shut, closing(Store(file, write=False)) as store:
            known = _known(store)
            with known.planned.inside() if known.planned else nullcontext():
                return _told(known)
    except Mistake as reason:
        raise Usage(str(reason)) from reason
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, sqlite3.Error) as reason:
        why = f"{type(reason).__name__}: {' '.join(str(reason).split())[:200]}"
        raise Usage(f"the store {file} holds what no study writes, and cannot be told ({why})") from reason


def _known(store: Store) -> Known:
    """Plan the study of a store again, from the text that it keeps."""
    text = store.note("study")
    if text is None:
        return Known(store, {}, why_not="the store does not say of which study it is")
    said = json.loads(text)
    path = Path(said["file"])
    if path.suffix == ".py":
        return Known(store, said, why_not="it is a script, which a page does not run: `theorysim study` draws its figure")
    asked = study.Asked(said["name"], said["given"], size=said["size"])
    try:
        return Known(store, said, study.Planned(path, asked, said["text"]))
    except (Mistake, OSError) as reason:
        return Known(store, said, why_not=f"its study cannot be planned here: {reason}")


def _told(known: Known) -> dict[str, Any]:
    cells, planned = known.cells, known.planned
    wanted = planned.plan.cells if planned else cells
    counts = Counter(cell.status if (cell := cells.get(key)) else "not run" for key in wanted)
    others = sum(key not in wanted for key in cells)
    old = sum(key in cells and cells[key].code != code for key, code in planned.codes.items()) if planned else 0
    environment = json.loads(known.store.note("environment") or "{}")
    about = planned.study if planned else None
    drawn, fits = _drawn(known)
    name = planned.name if planned else known.store.file.absolute().parent.name
    return {
        "name": name,
        "says": about.says if about else "",
        "source": about.source if about else "",
        "state": _state(counts, planned is not None) + f"; {known.store.damaged} damaged rows are left out" * bool(known.store.damaged),
        "rows": len(cells),
        "counts": {word: counts[word] for word in ("done", "failed", "crashed", "not run")},
        "cells": len(wanted),
        "others": others,
        "old": old,
        "why_not": known.why_not,
        "points": len(known.points),
        "size": known.said.get("size") or "default",
        "given": known.said.get("given") or {},
        "command": _command(known) if known.said else "",
        "sha256": study.dump(row for row in known.store.rows() if row.key in wanted),
        "seconds": sum(cell.seconds for cell in cells.values()),
        "environment": environment,
        "settings": _settings(known.points),
        "combined": _combined(known),
        "quantiles": known.quantiles,
        "figure": drawn,
        "fits": fits,
        "reasons": _reasons(known),
        "table": _table(known),
    }


def _state(counts: Mapping[str, int], planned: bool) -> str:
    bad = [f"{n:,} {word}" for word, n in counts.items() if n and word != "done"]
    if not planned:
        return ", ".join(bad) or "nothing failed"
    return f"incomplete: {', '.join(bad)}" if bad else "complete"


def _command(known: Known) -> str:
    words = ["theorysim", "study", known.said["name"]]
    words += [word for pair in known.said["given"].items() for word in ("-p", "=".join(pair))]
    words += ["--size", known.said["size"]] if known.said["size"] else []
    return shlex.join(words)


def _reasons(known: Known) -> list[dict[str, Any]]:
    """Return why cells failed or crashed, each reason with its count and the first cell; a cell that was not run has none."""
    found: dict[tuple[str, str], list[Any]] = {}
    for status, result, spec in known.store.failures():
        found.setdefault((status, result), [0, spec])[0] += 1
    every = sorted(found.items(), key=lambda item: -item[1][0])
    return [{"status": s, "why": why[:500], "count": n, "spec": spec[:1000]} for (s, why), (n, spec) in every[:MOST_REASONS]]


def _settings(points: tuple[Point, ...]) -> list[dict[str, Any]]:
    """Return each name of the points with its values: all of them where they are few, else how many and the ends."""
    values: dict[str, dict[Any, None]] = {}
    for point in points:
        for name, value in point.names.items():
            if name != "case" or value:
                values.setdefault(name, {})[value] = None
    found = []
    for name, every in list(values.items())[:MOST_ROWS]:
        few = len(every) <= 8
        seen = list(every) if few or any(isinstance(v, str) for v in every) else [min(every), max(every)]
        found.append({"name": name, "count": len(every), "few": few, "values": seen[:8]})
    return found


def _combined(known: Known) -> dict[str, Any]:
    """Return, for each case and combination of entries: its cells by status, how trials ended, quantiles of T over its cells."""
    found: dict[tuple[Any, ...], dict[str, Cell | None]] = {}
    for point in known.points:
        found.setdefault(tuple(point.names.get(n, "") for n in COMBINED), {})[point.key] = known.cell(point.key)
    told = [i for i in range(len(COMBINED)) if COMBINED[i] in ("method", "objective") or len({names[i] for names in found}) > 1]
    rows = []
    for names, cells in list(found.items())[:MOST_ROWS]:
        outcomes: Counter[str] = Counter()
        for cell in cells.values():
            outcomes.update(cell.outcomes if cell else ())
        times = [array("d", sorted(cell.T[i] for cell in cells.values() if cell and cell.T)) for i in range(len(known.quantiles))]
        rows.append(
            {
                "names": [names[i] for i in told],
                "cells": len(cells),
                "done": sum(cell is not None and cell.status == "done" for cell in cells.values()),
                "trials": outcomes.total(),
                "outcomes": dict(outcomes.most_common()),
                "T": [(t[0], t[(len(t) - 1) // 2], t[-1]) if t else None for t in times],
            }
        )
    return {"names": [COMBINED[i] for i in told], "rows": rows, "left_out": len(found) - len(rows)}


def _table(known: Known) -> dict[str, Any]:
    """Return the points, or so many of them, evenly spaced: what varies, quantiles of T, how the trials ended."""
    varying = [s["name"] for s in _settings(known.points) if s["count"] > 1]
    rows = []
    for point in shown.spread(known.points, MOST_POINTS):
        cell = known.cell(point.key)
        ends = ", ".join(f"{word} {n:,}" for word, n in cell.outcomes.items()) if cell else ""
        rows.append(
            {
                "names": [point.names.get(n) for n in varying],
                "T": cell.T if cell and cell.T else [None] * len(known.quantiles),
                "ends": ends,
                "status": cell.status if cell else "not run",
            }
        )
    return {"names": varying, "rows": rows, "every": len(known.points)}


# --- the figure of a study ----------------------------------------------------------------------------------------------


def _drawn(known: Known) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Return the figure, inlined, and the fitted rates beside the predicted ones; None where there are none, or nothing was measured."""
    planned = known.planned
    if planned is None or planned.study.figure is None or not any(cell.status == "done" for cell in known.cells.values()):
        return None, None
    about = planned.study.figure
    if len(planned.plan.points) > MOST_DRAWN and any(point.names["trials"] > 1 for point in planned.plan.points):
        note = f"A figure and rates of more than {MOST_DRAWN:,} random points are made by `theorysim study --collect`, not here."
        return {**UNDRAWN, "note": note}, None
    try:
        found = judged(gathered(planned.plan, about, planned.page, _measured(known), planned.bounds), about)
    except Mistake as reason:
        return {**UNDRAWN, "note": str(reason)}, None
    from theorysim.show import figure, fitted

    measured = [line for line in found if not line.curve]
    kept = shown.spread(measured, MOST_LINES)
    thin = [_thin(line) for line in [*kept, *shown.spread([line for line in found if line.curve], MOST_LINES)]]
    left_out = [f"{len(measured) - len(kept):,} of {len(measured):,} lines"] * (len(kept) < len(measured))
    left_out += [f"points of a line beyond {MOST_DOTS}"] * any(len(line.x) > MOST_DOTS for line in found)
    with tempfile.TemporaryDirectory() as folder:
        file = figure.study(thin, about, Path(folder) / "figure.svg")
        svg = shown.inlined(file.read_text(encoding="utf-8"), "study")
    note = f"Not drawn: {', '.join(left_out)}." if left_out else ""
    fits = {
        "rows": [_fit(line) for line in measured if line.rate][:MOST_ROWS],
        "left_out": max(0, len(measured) - MOST_ROWS),
        "level": about.level,
    }
    told = list(warnings([edges(line.chosen) for line in measured]))
    more: dict[str, Any] = {"warnings": told, "bounds": [b.sentence for b in planned.bounds], "axes": drawn_as(about, found)}
    more |= {"caption": fitted.CAPTIONS[about.kind], "tests": paired.tests(found, about, planned.page, _measured(known))[:MOST_ROWS]}
    begins = begins_of(planned)
    more["lines"] = [{"name": line.name, **fitted.measured(line), "begins": fitted.starts(line, begins)} for line in measured[:MOST_ROWS]]
    return {"svg": svg, "note": note, **more}, fits


def _measured(known: Known) -> Any:
    from theorysim.commands.study_cell import read_point

    def found(key: str) -> Measured | None:
        cell = known.cells.get(cell_of(key))
        return read_point(key, known.store.result(cell_of(key))) if cell and cell.status == "done" else None

    return found


def _thin(line: Line) -> Line:
    """Return a line with fewer points: all that it has of each point is thinned alike."""
    each: dict[str, Any] = {f.name: getattr(line, f.name) for f in fields(line)}
    thin: dict[str, Any] = {n: tuple(shown.spread(v, MOST_DOTS)) for n, v in each.items() if isinstance(v, tuple) and len(v) == len(line.x)}
    return replace(line, **thin)


def _fit(line: Line) -> dict[str, Any]:
    rate = line.rate
    assert rate is not None
    return {
        **{n: getattr(rate, n) for n in ("slope", "low", "high", "points", "left_out", "by")},
        "name": line.name,
        "predicted": line.predicted,
        "agrees": line.agrees,
        "why": line.why,
    }
