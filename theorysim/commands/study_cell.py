"""Measure one cell of a study: from a spec, names and numbers as JSON, to a result as JSON. This is what worker processes run."""

import json
import math
import sys
from functools import cache, partial
from typing import Any

import numpy as np

from theorysim import catalogue
from theorysim.entries import Method, Plain
from theorysim.measure.along import COORDINATE, OWN, Curves
from theorysim.memory import sources
from theorysim.results import HittingTimes, Trajectory
from theorysim.settings import record
from theorysim.simulate.abreast.pays import SHORT
from theorysim.simulate.composition import Composition
from theorysim.simulate.plan import INLINE
from theorysim.sweep.lines import Measured
from theorysim.sweep.plan import canonical, stream
from theorysim.sweep.schema import Run, Study

KINDS = {"method": "methods", "objective": "objectives", "oracle": "oracles", "until": "quantities"}
ENGINE = (catalogue.PACKAGE / "measure" / "hitting.py", catalogue.PACKAGE / "simulate" / "jumps.py")  # and what it imports
KEEPING = (catalogue.PACKAGE / "measure" / "curves.py", catalogue.PACKAGE / "measure" / "several.py")  # of cells that keep more
MOST = 1000  # distinct hitting times that a result keeps
SHOWN = 4  # coordinates of the last point
TRIALS = "trials"  # what is kept of a cell, besides quantities: T of each trial
LEAST = -sys.float_info.max
LOOKS = 100  # pieces on which a closed form is looked for: a tenth of a second


def called(study: Study) -> Study:
    """Return a study with each entry's own name for its alias, so that cells, keys and figures have that; what is unknown is left."""

    def own(run: Run) -> dict[str, Any]:
        said = {role: getattr(run, role) for role in KINDS}
        every = {r: [_own(KINDS[r], n) for n in ([v] if isinstance(v, str) else v)] for r, v in said.items() if v}
        keep = {"keep": sorted({kept_name(n) for n in run.keep})} if run.keep else {}
        return {role: names[0] if role == "until" else names for role, names in every.items()} | keep

    sizes = {name: size.model_copy(update=own(size)) for name, size in study.size.items()}
    cases = [case.model_copy(update=own(case)) for case in study.case]
    figure = study.figure
    if figure is not None and figure.kind == "curves":
        figure = figure.model_copy(update={"y": [kept_name(n) for n in figure.y]})
    return study.model_copy(update={**own(study), "size": sizes, "case": cases, "figure": figure})


def of_every_run(name: str) -> bool:
    """Tell whether what is kept under a name is no quantity of the catalogue: every run tells it."""
    return name in (TRIALS, *OWN) or COORDINATE.fullmatch(name) is not None


def kept_name(name: str) -> str:
    """Return the own name of what is kept."""
    return name if of_every_run(name) else _own("quantities", name)


def _own(kind: str, name: str) -> str:
    try:
        return catalogue.own_name(kind, name)
    except catalogue.Unknown:  # which is said with its line
        return name


@cache
def composition(method: str, objective: str, oracle: str, until: str) -> Composition:
    """Load what a spec names; the exact oracle is None. Raises Usage, Unknown, or what the engine says of bodies that do not fit."""
    first, second, third, fourth = (
        record(KINDS[r], n) for r, n in (("method", method), ("objective", objective), ("until", until), ("oracle", oracle))
    )
    return Composition(first, second, third, None if oracle == "exact" else fourth).fitting()


@cache
def code(method: str, objective: str, oracle: str, until: str, more: bool = False, keep: tuple[str, ...] = ()) -> str:
    """Return a digest of the sources that a result is computed by: those of the entries and of the engine; `more` than T is measured."""
    paths = [*ENGINE, *(KEEPING if more else ())]
    for name in keep:
        if name != TRIALS and not of_every_run(name):
            paths += catalogue.source("quantities", name)
    for role, name in zip(KINDS, (method, objective, oracle, until), strict=True):
        paths += catalogue.source(KINDS[role], name)
    return sources.digest(paths)


def code_of(text: str, entries: tuple[str, str, str, str]) -> str:
    """Return the digest of the sources that the result of a spec, of these entries, is computed by."""
    if '"keep":' not in text and '"epsilons":' not in text:
        return code(*entries)
    return code(*entries, True, tuple(json.loads(text).get("keep", ())))


def measured(text: str) -> str:
    """Run the cell of a spec. Raises what the engine raises."""
    from theorysim.measure.hitting import trials  # numba: what a page gets wrong is said before
    from theorysim.simulate.run import run
    from theorysim.simulate.streams import Trial

    spec = json.loads(text)
    what = composition(*(spec[role] for role in KINDS))
    start, dimension, trial = _start(spec), spec["dimension"], Trial(spec["seed"], stream(spec))
    keep = spec.get("keep", ())
    if "epsilons" in spec:
        said: dict[str, Any] = {"each": _each(spec, what, start, trial)}
    else:
        setting = (what, spec["parameters"], start, spec["epsilon"], spec["steps"])
        first = counted(*setting) if "exact" in spec and dimension in (None, 1) and not isinstance(start, list) else None
        first = first or run(*setting, dimension=dimension, trial=trial)
        drawn = trials(*setting, dimension=dimension, trial=trial) if spec["trials"] > 1 else None
        said = _told(first, drawn, spec["trials"], TRIALS in keep)
        said |= {"arithmetic": first.arithmetic} if "exact" in spec else {}
    if quantities := [name for name in keep if name != TRIALS]:
        said |= {"curves": _curves(quantities, spec, what, start, trial)}
    return canonical(said)


def _told(first: Trajectory, drawn: Any, n: int, every: bool) -> dict[str, Any]:
    """Tell T of so many trials, of which `first` is the first, and its last numbers; T of each one by one where that is wanted."""
    from theorysim.measure.hitting import hitting_distribution

    one_by_one = [-1 if first.T is None else first.T]
    if drawn is None:
        reached = np.array([] if first.T is None else [first.T], np.int64)
        found = HittingTimes(reached, np.ones_like(reached), {first.outcome: 1})
    else:
        seen: list[Any] = []

        def noted(start: int, runs: int) -> Any:
            T, outcomes = drawn(start, runs)
            seen.append(T)
            return T, outcomes

        found = thinned(hitting_distribution(noted if every else drawn, n))
        one_by_one = np.concatenate(seen).tolist() if every else []
    last = {"value": first.value, "gradient_norm": first.gradient_norm, "gap": first.gap, "ended": first.steps}
    last |= {f"x_{i}": x for i, x in enumerate(first.x[:SHOWN], 1)}
    final = {name: v if abs(v) < float("inf") else None for name, v in last.items()}
    said = {"T": found.times.tolist(), "counts": found.counts.tolist(), "outcomes": dict(found.outcomes), "final": final}
    return said | ({TRIALS: one_by_one} if every else {})


def _each(spec: dict[str, Any], what: Composition, start: Any, trial: Any) -> list[dict[str, Any]]:
    """Tell what a cell of several epsilons tells of each: all are read off one run of each trial."""
    from theorysim.measure.several import several
    from theorysim.simulate.run import run

    dimension, n, steps, own = spec["dimension"], spec["trials"], spec["steps"], spec["parameters"]
    found = several(what, own, start, spec["epsilons"], steps, dimension=dimension, trial=trial)(0, n)
    told = []
    for epsilon, ends in zip(spec["epsilons"], found, strict=True):
        first = run(what, own, start, epsilon, steps, dimension=dimension, trial=trial)
        told.append(_told(first, partial(_part, ends), n, TRIALS in spec.get("keep", ())))
    return told


def _part(ends: tuple[Any, Any], first: int, runs: int) -> tuple[Any, Any]:
    return ends[0][first : first + runs], ends[1][first : first + runs]


def _curves(names: list[str], spec: dict[str, Any], what: Composition, start: Any, trial: Any) -> dict[str, Any]:
    """Tell the curves of quantities; infinite is null, and -infinite the least float."""
    from theorysim.measure.curves import curves
    from theorysim.measure.oracle_calls import calls_per_step

    records = {name: None if of_every_run(name) else record(KINDS["until"], name) for name in names}
    found = curves(what, records, spec["parameters"], start, spec["steps"], spec["trials"], dimension=spec["dimension"], trial=trial)
    calls = calls_per_step(what.method).gradients if isinstance(what.method, Method) else 1
    values = {name: [[None if x == math.inf else max(x, LEAST) for x in row] for row in v.tolist()] for name, v in found.values.items()}
    return {"k": found.k.tolist(), "ranks": found.ranks.tolist(), "values": values, "calls": calls}


def _start(spec: dict[str, Any]) -> Any:
    return spec["start"][0] if spec["start"] and len(spec["start"]) == 1 else spec["start"]


def begins(text: str) -> Any:
    """Return the point at which the runs of a spec begin, shape (d,): what is given, or the objective's own."""
    from theorysim.simulate.run import beginning, settled

    spec = json.loads(text)
    what = composition(*(spec[role] for role in KINDS))
    return beginning(what.objective, settled(what.known, spec["parameters"]), _start(spec), spec["dimension"])


def counted(what: Composition, parameters: Any, start: Any, epsilon: float, steps: int) -> Trajectory | None:
    """Count a run in closed form, each float the dyadic rational that it is; None where it has none."""
    from theorysim.simulate.jumps import exact_run
    from theorysim.simulate.one_pass import Inexact

    try:
        return exact_run(what, parameters, start, epsilon, steps, LOOKS)
    except Inexact:
        return None


def read(result: str, place: int = 0) -> Measured:
    """Read what `measured` wrote, of a cell of several epsilons that of one."""
    said = json.loads(result)
    one = said["each"][place] if "each" in said else said
    times = HittingTimes(np.array(one["T"], np.int64), np.array(one["counts"], np.int64), one["outcomes"])
    kept, every = said.get("curves"), one.get(TRIALS)
    along = _read_curves(kept, times.runs) if kept else None
    return Measured(times, one["final"], one.get("arithmetic", "float64"), None if every is None else np.array(every, np.int64), along)


def read_point(key: str, result: str) -> Measured:
    """Read what its cell says of the point of this key."""
    return read(result, int(key.partition(":")[2] or 0))


def _read_curves(kept: dict[str, Any], runs: int) -> Curves:
    values = {name: np.array([[math.inf if x is None else x for x in row] for row in rows]) for name, rows in kept["values"].items()}
    return Curves(np.array(kept["k"]), np.array(kept["ranks"]), values, runs, kept["calls"])


def thinned(found: HittingTimes) -> HittingTimes:
    """Keep so many distinct times at most: quantiles at multiples of 1/MOST stay what they are, others are rounded up to these."""
    if len(found.times) <= MOST:
        return found
    ends = np.cumsum(found.counts)
    places = np.array([1, *(-(-found.runs * i // MOST) for i in range(1, MOST + 1)), ends[-1]])
    places = np.unique(places[places <= ends[-1]])
    times, where = np.unique(found.times[np.searchsorted(ends, places)], return_inverse=True)
    return HittingTimes(times, np.bincount(where, np.diff(places, prepend=0)).astype(np.int64), found.outcomes)


def kernels(spec: str) -> tuple[Any, ...]:
    """Tell which compiled drivers a cell uses: cells of which this is the same share them."""
    said = json.loads(spec)
    d = coordinates(said)
    return (
        *(said[role] for role in KINDS),
        d if d <= INLINE else 0,
        d <= SHORT,
        said["parameters"].get("oracle.batch") == 1,
        may_pay(said),
        "exact" in said,
        *said.get("keep", ()),
    )


def coordinates(said: dict[str, Any]) -> int:
    return said["dimension"] or len(said["start"] or "1")


def may_pay(said: dict[str, Any]) -> bool:
    """Tell whether the trials of a cell may be worth the compilation of lanes."""
    from theorysim.simulate.run import FEW, PAYS, work

    if "epsilons" in said:  # stepped one by one
        return False
    return said["trials"] >= FEW and work(said["trials"], said["steps"], coordinates(said)) > PAYS


def compiled(spec: str) -> str:
    """Compile the drivers of a cell, to disk, by a run of no steps; raises what the run would raise."""
    from theorysim.simulate.run import drivers_of

    said = json.loads(spec)
    what = composition(*(said[role] for role in KINDS))
    if isinstance(what.method, Plain):  # a look for a cycle takes a step, and what a user's step does, it does to a worker
        return ""
    found = measured(canonical(said | {"steps": 0, "trials": 1}))  # and the curves, at step 0
    if may_pay(said):
        _ = drivers_of(what, coordinates(said), said["parameters"]).lanes_alike
    return found
