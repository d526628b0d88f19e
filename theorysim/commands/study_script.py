"""A study that is a script: what a study.toml cannot say, in a study.py whose cells are swept and kept as those of any other.

def cells(many=280): ...      # the cells, each a dict of names and numbers; what `-p many=7` and SIZES replace
def measured(cell): ...       # what one gives: anything that JSON can say
def drawn(found, file): ...   # draw pairs (cell, what it gave), in the order of the cells
def lines(found): ...         # what is printed of them, if anything

SIZES = {"large": {"many": 2800}}     # if there are any
SOURCES = ("simulate", "measure")     # the parts of the package it is measured by, where not all that it imports
"""

import inspect
import json
from collections.abc import Mapping
from contextlib import AbstractContextManager, chdir, nullcontext
from functools import cached_property, partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from theorysim import catalogue, outside
from theorysim.commands import study_files
from theorysim.memory import sources
from theorysim.sweep.formula import Formula, Mistake, grid
from theorysim.sweep.plan import Plan, canonical, digest
from theorysim.sweep.store import Row, Store
from theorysim.sweep.values import near

if TYPE_CHECKING:
    from theorysim.commands.study import Asked

HAS = ("cells", "measured", "drawn")


def module(file: str) -> ModuleType:
    """Import the script; raises Mistake for a file that is none."""
    try:
        found = outside.loaded(file)
    except outside.Unknown as reason:
        raise Mistake(str(reason)) from reason
    if lacks := [name for name in HAS if not callable(getattr(found, name, None))]:
        raise Mistake(f"{file} has no function {' and no '.join(lacks)}: a study that is a script has {', '.join(HAS)}")
    return found


class Work:
    """How the cells of a script are run, here or in another process."""

    def __init__(self, file: Path):
        self.measured = partial(_measured, str(file))

    def kernels(self, spec: str) -> str:
        return ""

    def compiled(self, spec: str) -> str:
        return ""


def _measured(file: str, spec: str) -> str:
    return canonical(module(file).measured(json.loads(spec)))


class Scripted:
    """A study.py, planned: it is asked what `Planned` is asked. Raises Mistake."""

    def __init__(self, file: Path, asked: "Asked"):
        self.asked = asked
        self.source = file.resolve()
        self.folder = self.source.parent
        self.name = self.folder.name
        self.out = (asked.out or Path(self.name)).absolute()
        self.file = (asked.store or self.out / "cells.sqlite").absolute()
        self.text = self.source.read_text(encoding="utf-8")
        if asked.columns:
            raise Mistake(f"{file} is a script, whose figure has a width of its own: --columns is for a study.toml")
        self.module = module(str(self.source))
        self.work = Work(self.source)
        with self.inside():
            try:
                specs = [canonical(cell) for cell in self.module.cells(**self.numbers)]
            except (TypeError, ValueError, LookupError) as reason:
                raise Mistake(f"{file}: cells: {type(reason).__name__}: {reason}") from reason
        self.plan = Plan((), {digest(spec): spec for spec in specs}, ())

    @cached_property
    def numbers(self) -> dict[str, Any]:
        """What `cells` is called with: its defaults, those of a size, and what the command line gives."""
        known = {p.name: p.default for p in inspect.signature(self.module.cells).parameters.values()}
        sizes: Mapping[str, Mapping[str, Any]] = getattr(self.module, "SIZES", {})
        size = self.asked.size or "default"
        if size not in ("default", *sizes):
            raise Mistake(f"{self.source}: no size {size!r}; {near(size, ['default', *sizes])}")
        found = known | dict(sizes.get(size, {}))
        for name, text in self.asked.given.items():
            if name not in known:
                raise Mistake(f"-p {name}: no such parameter; {near(name, list(known))}")
            found[name] = self._read(name, text, several=isinstance(known[name], tuple))
        return found

    def _read(self, name: str, text: str, several: bool) -> Any:
        items = grid(text)
        numbers = [item for item in items if not isinstance(item, Formula)]
        if len(numbers) < len(items) or (len(items) > 1 and not several):
            raise Mistake(f"-p {name}={text}: it must be {'numbers' if several else 'one number'}")
        values = tuple(int(v) if v == int(v) else v for v in numbers)
        return values if several else values[0]

    @property
    def points(self) -> int:
        return len(self.plan.cells)

    def inside(self) -> AbstractContextManager[None]:
        return chdir(self.folder) if self.folder.is_dir() else nullcontext()

    @cached_property
    def code(self) -> str:
        """What the result of any cell would be computed by: the script, and what it imports or says that it is measured by."""
        parts = getattr(self.module, "SOURCES", None)
        if parts is None:
            return sources.digest([self.source])
        places = [catalogue.PACKAGE / part for part in parts]
        if missing := [p for p in places if not p.exists()]:
            raise Mistake(f"{self.source}: SOURCES: the package has no {missing[0].relative_to(catalogue.PACKAGE)}")
        files = sorted(f for place in places for f in ([place] if place.is_file() else place.rglob("*.py")))
        return digest("\n".join([self.text, *(f.read_text(encoding="utf-8") for f in files)]))[:20]

    def code_of(self, spec: str) -> str:
        return self.code

    @property
    def codes(self) -> dict[str, str]:
        """What the result of each cell would be computed by."""
        return dict.fromkeys(self.plan.cells, self.code)

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes besides the default one."""
        return tuple(getattr(self.module, "SIZES", {}))

    def lacking(self, store: Store) -> list[tuple[str, str]]:
        """Return the cells that a store has no result of, or one by other sources."""
        kept = store.keys()
        return [(key, spec) for key, spec in self.plan.cells.items() if kept.get(key) != self.codes[key]]

    def check_figure(self) -> None:
        """There is nothing to know of a figure before it is drawn."""

    @property
    def said(self) -> str:
        """What a store keeps of the study that it was last swept for."""
        asked = self.asked
        about = {"name": asked.name, "file": str(self.source), "text": self.text, "given": dict(asked.given), "size": asked.size}
        return json.dumps(about, sort_keys=True, ensure_ascii=False)

    @property
    def files(self) -> dict[str, Path]:
        """What is written once every cell has a result, by name."""
        return {name: self.out / name for name in ("points.csv", "figure.svg", "figure.pdf")}

    def written(self, rows: Mapping[str, Row], anew: bool) -> tuple[list[Path], dict[str, Any]]:
        """Write the table of the cells, and the figure once all are there; return what was written, and what is said of it."""
        from theorysim.show import frames

        found = [(json.loads(spec), json.loads(rows[key].result)) for key, spec in self.plan.cells.items() if _done(rows.get(key))]
        complete = len(found) == len(self.plan.cells)
        files = list(self.files.values())[: None if complete else 1]
        with self.inside():
            told = [str(line) for line in self.module.lines(found)] if found and hasattr(self.module, "lines") else []
            if anew or not all(f.is_file() for f in files):
                self.out.mkdir(parents=True, exist_ok=True)
                study_files.write(files[0], frames.as_csv(self._table(rows)))
                for file in files[1:]:
                    self.module.drawn(found, file)
        left = [] if complete else [f"{len(self.plan.cells) - len(found)} of {len(self.plan.cells)} cells have no result: nothing is drawn"]
        return files, {"lines": [], "tests": [], "bounds": [], "warnings": left, "says": told}

    def tables(self, rows: Mapping[str, Row]) -> dict[str, study_files.Table]:
        """Return the points."""
        return {"points": self._table(rows)}

    def _table(self, rows: Mapping[str, Row]) -> study_files.Table:
        """Return a row for each cell: its names, and what it gave; what is no number or word is JSON."""
        cells = {key: json.loads(spec) for key, spec in self.plan.cells.items()}
        gave = {key: _named(json.loads(rows[key].result)) for key in cells if _done(rows.get(key))}
        names, results = ([*dict.fromkeys(n for each in some.values() for n in each)] for some in (cells, gave))
        yield [*names, *results, "status", "key"]
        for key, cell in cells.items():
            found = gave.get(key, {})
            status = rows[key].status if key in rows else ""
            yield [*(_plain(cell.get(n)) for n in names), *(_plain(found.get(n)) for n in results), status, key]


def _done(row: Row | None) -> bool:
    return row is not None and row.status == "done"


def _named(result: Any) -> dict[str, Any]:
    return result if isinstance(result, dict) else {"result": result}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float) else canonical(value)
