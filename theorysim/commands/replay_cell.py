"""Run one cell of a study again, by its key, and hold the result against the one that the store has."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.commands import study, study_cell
from theorysim.commands.run import of_many, place
from theorysim.commands.study_script import Scripted
from theorysim.results import Setting
from theorysim.settings import Usage
from theorysim.sweep.formula import Mistake
from theorysim.sweep.store import Row, Store

FEWEST = 4  # letters of a key
QUANTILES = (0.5, 0.9)
ANOTHER = "another result"


def read(words: Sequence[str]) -> tuple[str, str, Path | None]:
    """Read STUDY --cell KEY [--store FILE] [--json]; raises Usage."""
    given: dict[str, str] = {}
    names: list[str] = []
    rest = iter(w for word in words for w in (word.split("=", 1) if word.startswith("--") else [word]) if w != "--json")
    for word in rest:
        if word in ("--cell", "--store"):
            given[word] = next(rest, "")
        else:
            names.append(word)
    key = given.get("--cell", "").partition(":")[0]
    if len(names) != 1 or len(key) < FEWEST or names[0].startswith("-"):
        raise Usage(f"replay: write STUDY --cell KEY, with {FEWEST} letters of the key or more, as points.csv has it")
    return names[0], key, Path(given["--store"]) if "--store" in given else None


def replayed(name: str, key: str, file: Path | None) -> dict[str, Any]:
    """Return what a cell is, what running it gave now, and whether the store has the same. Raises Usage."""
    try:
        page = catalogue.study(name)
        one = study.planned(page, study.Asked(name, {}, store=file))
        row = _stored(one, key)
        key, spec = (row.key, row.spec) if row else _planned(page, name, key, one)
        with one.inside():
            result = one.work.measured(spec)
            gave = {"gave": json.loads(result)} if isinstance(one, Scripted) else _of_runs(spec, result)
            stored = _compared(row, result, one.code_of(spec))
    except (Mistake, OSError) as reason:
        raise Usage(str(reason)) from reason
    return {"study": one.name, "cell": key, "spec": json.loads(spec), "stored": stored, **gave}


def _of_runs(spec: str, result: str) -> dict[str, Any]:
    """Return what the runs of a cell are: where they begin, T for each epsilon, and the line of the first."""
    said, start = json.loads(spec), [float(x) for x in study_cell.begins(spec)]
    epsilons = said.get("epsilons", [said.get("epsilon")])
    each = [_told(study_cell.read(result, i), e) for i, e in enumerate(epsilons)]
    return {"start": start, "epsilons": each, "replay": _line(said, start)}


def _compared(row: Row | None, result: str, code: str) -> str:
    """Tell what the store has of a cell, beside the result of now."""
    if row is None or row.status != "done":
        return "no result"
    return "the same result" if row.result == result else ANOTHER if row.code == code else f"{ANOTHER}, by other sources"


def _stored(one: study.Planned | Scripted, key: str) -> Row | None:
    """Return the row of the store whose key begins so."""
    if not one.file.is_file():
        return None
    with closing(Store(one.file, write=False)) as store:
        found = [row for row in store.rows() if row.key.startswith(key)]
        study.tell_damaged(store, "not looked at")
    if len(found) > 1:
        raise Usage(f"{len(found)} cells of {one.file} begin with {key}: write more of the key")
    return found[0] if found else None


def _planned(page: Path, name: str, key: str, one: study.Planned | Scripted) -> tuple[str, str]:
    """Return the cell of the plan, at whatever size, whose key begins so."""
    for size in ("default", *one.sizes):
        plan = one.plan if size == "default" else study.planned(page, study.Asked(name, {}, size=size)).plan
        found = [item for item in plan.cells.items() if item[0].startswith(key)]
        if len(found) > 1:
            raise Usage(f"{len(found)} cells of {one.name} begin with {key}: write more of the key")
        if found:
            return found[0]
    raise Usage(f"no cell of {one.name} begins with {key}, neither in {one.file} nor at any size; points.csv has the keys")


def _told(found: Any, epsilon: float) -> dict[str, Any]:
    quantiles = {str(q): found.times.quantile(q) for q in QUANTILES}
    return {"epsilon": epsilon, "T_quantiles": quantiles, "outcomes": dict(found.times.outcomes), "final": dict(found.final)}


def _line(spec: dict[str, Any], start: list[float]) -> str | None:
    """Return the line of `run` that shows trial 0; None where the cell draws from a stream of its own, which has no line."""
    what = study_cell.composition(*(spec[role] for role in study_cell.KINDS))
    if what.random and spec.get("draws") != "common":
        return None
    own = tuple((n, v) for n, v in spec["parameters"].items())
    epsilon = spec["epsilon"] if "epsilon" in spec else spec["epsilons"][-1]
    begun = tuple(start) if spec["dimension"] is None or len(set(start)) > 1 else (start[0],)
    names = spec["method"], spec["objective"]
    more = {"until": spec["until"], "oracle": spec["oracle"], "dimension": spec["dimension"], "seed": spec["seed"]}
    return Setting(*names, own, begun, epsilon=epsilon, steps=spec["steps"], exact="exact" in spec, **more).line()


def lines(found: dict[str, Any]) -> Iterator[str]:
    """Print a cell for a reader."""
    spec = found["spec"]
    yield f"cell {found['cell']} of {found['study']}"
    if "gave" in found:
        yield f"{json.dumps(spec, ensure_ascii=False)}: {json.dumps(found['gave'], ensure_ascii=False)}"
        yield f"the store has {found['stored']}"
        return
    numbers = {**spec["parameters"], **{n: spec[n] for n in ("steps", "trials", "seed", "dimension") if spec[n] is not None}}
    yield f"{spec['method']} on {spec['objective']} through {spec['oracle']} until {spec['until']}: " + ", ".join(
        f"{name} = {value:g}" for name, value in numbers.items()
    )
    yield f"start: x = {place(found['start'])}"
    for one in found["epsilons"]:
        yield f"epsilon = {one['epsilon']:g}: " + of_many(one["T_quantiles"], sum(one["outcomes"].values()), one["outcomes"])
    yield f"the store has {found['stored']}"
    if found["replay"]:
        yield f"replay: theorysim replay {found['replay']}"
