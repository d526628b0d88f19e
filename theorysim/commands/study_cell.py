"""Measure one cell of a study: from a spec, names and numbers as JSON, to a result as JSON. This is what worker processes run."""

import json
from functools import cache
from typing import Any

import numpy as np

from theorysim import catalogue
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
MOST = 1000  # distinct hitting times that a result keeps
SHOWN = 4  # coordinates of the last point
LOOKS = 100  # pieces on which a closed form is looked for: a tenth of a second


def called(study: Study) -> Study:
    """Return a study with each entry's own name for its alias, so that cells, keys and figures have that; what is unknown is left."""

    def own(run: Run) -> dict[str, Any]:
        said = {role: getattr(run, role) for role in KINDS}
        every = {r: [_own(KINDS[r], n) for n in ([v] if isinstance(v, str) else v)] for r, v in said.items() if v}
        return {role: names[0] if role == "until" else names for role, names in every.items()}

    sizes = {name: size.model_copy(update=own(size)) for name, size in study.size.items()}
    cases = [case.model_copy(update=own(case)) for case in study.case]
    return study.model_copy(update={**own(study), "size": sizes, "case": cases})


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
def code(method: str, objective: str, oracle: str, until: str) -> str:
    """Return a digest of the sources that a result is computed by: those of the entries and of the engine."""
    paths = list(ENGINE)
    for role, name in zip(KINDS, (method, objective, oracle, until), strict=True):
        paths += catalogue.source(KINDS[role], name)
    return sources.digest(paths)


def measured(text: str) -> str:
    """Run the cell of a spec. Raises what the engine raises."""
    from theorysim.measure.hitting import hitting_distribution, trials  # numba: what a page gets wrong is said before
    from theorysim.simulate.run import run
    from theorysim.simulate.streams import Trial

    spec = json.loads(text)
    what = composition(spec["method"], spec["objective"], spec["oracle"], spec["until"])
    start = _start(spec)
    setting = (what, spec["parameters"], start, spec["epsilon"], spec["steps"])
    dimension, trial = spec["dimension"], Trial(spec["seed"], stream(spec))
    first = counted(*setting) if "exact" in spec and dimension in (None, 1) and not isinstance(start, list) else None
    first = first or run(*setting, dimension=dimension, trial=trial)
    if spec["trials"] > 1:
        found = thinned(hitting_distribution(trials(*setting, dimension=dimension, trial=trial), spec["trials"]))
    else:
        reached = np.array([] if first.T is None else [first.T], np.int64)
        found = HittingTimes(reached, np.ones_like(reached), {first.outcome: 1})
    last = {"value": first.value, "gradient_norm": first.gradient_norm, "gap": first.gap, "ended": first.steps}
    last |= {f"x_{i}": x for i, x in enumerate(first.x[:SHOWN], 1)}
    final = {name: v if abs(v) < float("inf") else None for name, v in last.items()}
    said = {"T": found.times.tolist(), "counts": found.counts.tolist(), "outcomes": dict(found.outcomes), "final": final}
    return canonical(said | ({"arithmetic": first.arithmetic} if "exact" in spec else {}))


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


def read(result: str) -> Measured:
    """Read what `measured` wrote."""
    said = json.loads(result)
    times = HittingTimes(np.array(said["T"], np.int64), np.array(said["counts"], np.int64), said["outcomes"])
    return Measured(times, said["final"], said.get("arithmetic", "float64"))


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
    )


def coordinates(said: dict[str, Any]) -> int:
    return said["dimension"] or len(said["start"] or "1")


def may_pay(said: dict[str, Any]) -> bool:
    """Tell whether the trials of a cell may be worth the compilation of lanes."""
    from theorysim.simulate.run import FEW, PAYS, work

    return said["trials"] >= FEW and work(said["trials"], said["steps"], coordinates(said)) > PAYS


def compiled(spec: str) -> str:
    """Compile the drivers of a cell, to disk, by a run of no steps; raises what the run would raise."""
    from theorysim.simulate.run import drivers_of

    said = json.loads(spec)
    found = measured(canonical(said | {"steps": 0, "trials": 1}))
    if may_pay(said):
        _ = drivers_of(composition(*(said[role] for role in KINDS)), coordinates(said), said["parameters"]).lanes_alike
    return found
