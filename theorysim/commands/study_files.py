"""Write what a study measured: its points, its curves, its figure, its tables, its tests; each file is whole or not there."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from theorysim import catalogue
from theorysim.commands import study_cell
from theorysim.settings import Usage
from theorysim.sweep.kinds import gathered
from theorysim.sweep.lines import Line, Measured, drawn_as
from theorysim.sweep.paired import tests
from theorysim.sweep.plan import cell_of
from theorysim.sweep.prediction import judged
from theorysim.sweep.schema import Figure
from theorysim.sweep.store import Row
from theorysim.sweep.written import whole

if TYPE_CHECKING:
    from theorysim.commands.study import Planned
    from theorysim.commands.study_script import Scripted

WRITERS = ("sweep", "show", "measure")  # what the written files depend on, besides the store
Rows = Mapping[str, Row]
Table = Iterator[list[Any]]  # a header, then rows


def measured(rows: Rows) -> Callable[[str], Measured | None]:
    """Return what tells what was measured at the point of a key."""

    @cache
    def found(key: str) -> Measured | None:
        row = rows.get(cell_of(key))
        return study_cell.read_point(key, row.result) if row is not None and row.status == "done" else None

    return found


def stamp(one: "Planned | Scripted", sha: str) -> str:
    """Return a digest of all that the written files are made of, and of what is in them."""
    sources = [p.read_bytes() for folder in WRITERS for p in sorted((catalogue.PACKAGE / folder).glob("*.py"))]
    there = [f.read_bytes() if f.is_file() else b"" for f in one.files.values()]  # another store may have written them since
    parts = [sha, one.text, one.asked.size, sorted(one.asked.given.items()), one.asked.columns, str(one.out), *sources, *there]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def written(one: "Planned", rows: Rows, anew: bool) -> tuple[list[Path], dict[str, Any]]:
    """Write all files; return them, with the `lines` and the `tests` that the figure has."""
    about, to = one.study.figure, one.files
    if not anew and all(f.is_file() for f in to.values()):
        kept = {word: to.get(f"{name}.json") for word, name in (("lines", "rates"), ("tests", "tests"))}
        return list(to.values()), {word: json.loads(f.read_text(encoding="utf-8")) if f else [] for word, f in kept.items()}
    from theorysim.show import frames

    known, found = measured(rows), drawn(one, rows)
    one.out.mkdir(parents=True, exist_ok=True)
    write(to["points.csv"], frames.as_csv(frames.table(one.plan, points(one, rows, found))))
    if one.keeps_curves:
        write(to["curves.csv"], frames.as_csv(curves(one, known)))
    if about is None:
        return list(to.values()), {"lines": [], "tests": []}
    from theorysim.show import figure, fitted, latex

    for name in ("figure.svg", "figure.pdf"):
        figure.study(found, about, to[name])
    write(to["table.tex"], "\n".join(latex.table(found, one.study.says, about.level, drawn_as(about, found))) + "\n")
    said = {
        "lines": [fitted.said(line, begins_of(one)) for line in found if not line.curve],
        "tests": [vars(test) for test in tests(found, about, one.page, known)],
    }
    write(to["rates.json"], json.dumps(said["lines"], indent=1) + "\n")
    if about.compare:
        write(to["tests.json"], json.dumps(said["tests"], indent=1) + "\n")
    return list(to.values()), said


def write(file: Path, text: str) -> None:
    """Write a text, whole."""
    whole(file, lambda new: new.write_text(text, encoding="utf-8"))


def drawn(one: "Planned", rows: Rows) -> list[Line]:
    """Return the lines of the figure, each held against what is predicted of it."""
    about = one.study.figure
    return judged(gathered(one.plan, about, one.page, measured(rows), one.bounds), about) if about else []


def begins(one: "Planned") -> Callable[[str], Sequence[float]]:
    """Return what tells where the runs of a point begin."""
    return cache(lambda key: study_cell.begins(one.plan.cells[cell_of(key)]))


def begins_of(one: "Planned") -> Callable[[str], str]:
    """Return what writes where the runs of a point begin."""
    from theorysim.show import frames

    at = begins(one)
    return lambda key: frames.begins(at(key))


def points(one: "Planned", rows: Rows, found: Sequence[Line]) -> Any:
    """Return what the table of the points shows."""
    from theorysim.show import frames

    def status(key: str) -> str:
        return rows[cell_of(key)].status if cell_of(key) in rows else ""

    return frames.Shown(measured(rows), status, begins(one), one.quantiles, _level(one), one.study.figure, found)


def curves(one: "Planned", known: Callable[[str], Measured | None]) -> Table:
    """Return the table of the curves, with the quantiles of the figure and of its band."""
    from theorysim.show.frames_of_runs import along

    band = one.study.figure.band if one.study.figure else None
    return along(one.plan, known, sorted({*one.quantiles, *(band or ())}), _level(one))


def _level(one: "Planned") -> float:
    return one.study.figure.level if one.study.figure else Figure().level


def tables(one: "Planned", rows: Rows) -> dict[str, Table]:
    """Return the tables of a study, by name; none is made before its first row is asked for."""
    from theorysim.show.frames_of_runs import trials

    known = measured(rows)
    found = {"points": _points(one, rows)} | ({"curves": curves(one, known)} if one.keeps_curves else {})
    return found | ({"trials": trials(one.plan, known)} if one.keeps_trials else {})


def _points(one: "Planned", rows: Rows) -> Table:
    from theorysim.show import frames

    yield from frames.table(one.plan, points(one, rows, drawn(one, rows)))


def parquet(one: "Planned | Scripted", rows: Rows) -> list[Path]:
    """Write the tables of a study as Parquet; raises Usage without pandas."""
    from theorysim.show import frames

    found = one.tables(rows)
    files = {name: one.out / f"{name}.parquet" for name in found}
    try:
        for name, table in found.items():
            whole(files[name], partial(frames.write_parquet, table))
    except frames.Missing as reason:
        raise Usage(f"points.csv is written; {reason}") from reason
    return list(files.values())
