"""Run, check and plot from Python, by the names and numbers of the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.entries import as_method, is_step
from theorysim.results import Trajectory, Verdict
from theorysim.settings import record
from theorysim.simulate.composition import Composition


def _record(kind: str, entry: Any) -> Any:
    if kind == "methods" and is_step(entry):
        return as_method(entry)
    return record(kind, entry) if isinstance(entry, str) else entry


def run(
    method: Any,
    objective: Any,
    parameters: Mapping[str, float] | None = None,
    start: float | Sequence[float] | None = None,
    epsilon: float = 1e-3,
    steps: int = 100_000,
    until: Any = "gradient_norm",
    oracle: Any = "exact",
    *,
    trace: Any = None,
    dimension: int | None = None,
    seed: int = 0,
    trial: int = 0,
) -> Trajectory:
    """Run a method on an objective (names or records), seen through an oracle, until a quantity is at most epsilon.

    Parameters are keyed by role, `method.eta`. `trace` is None, "log" or "full". Random runs are those of the stream (seed,
    trial). Raises ValueError for bad numbers.
    """
    from theorysim.simulate.run import run as simulate
    from theorysim.simulate.streams import Trial

    entries = _record("methods", method), _record("objectives", objective)
    seen = None if oracle == "exact" else _record("oracles", oracle)
    what = Composition(*entries, _record("quantities", until), seen)
    drawn = Trial(seed, number=trial)
    return simulate(what, parameters or {}, start, epsilon, steps, dimension=dimension, trace=trace, trial=drawn)


def check(statement: Any, effort: str = "quick") -> list[Verdict]:
    """Judge every reading of a statement (an identifier or a record), the printed one first."""
    from theorysim.judge.verdict import judge

    name = catalogue.own_name("statements", statement) if isinstance(statement, str) else ""
    kind = str(catalogue.inventory().get(name, {}).get("kind", ""))
    return judge(_record("statements", name or statement), effort, catalogue.objectives(name), oracles=catalogue.oracles(name), kind=kind)


def sharpest(what: str | int, effort: str = "quick") -> list[Any]:
    """Return the constants of a statement's upper bounds, or of all those of a chapter, with the least that the true ones can be.

    Each says its `claim`, what it `says`, the `printed` constant, the certified limit `at_least`, and the line of its `witness`. The
    reading is the first that holds: by the ledger, or judged where that is stale.
    """
    from theorysim.judge.sharpest import limits

    found: list[Any] = []
    for name in [catalogue.own_name("statements", what)] if isinstance(what, str) else with_constants(what):
        held = _holds(name, effort)
        claims = [c for c in record("statements", name).claims if c.reading == held]
        found += limits(name, claims, effort, catalogue.objectives(name))
    return found


def with_constants(chapter: int) -> list[str]:
    """Return the statements of a chapter that may bound something from above by a constant."""
    from theorysim.judge.sharpest import UPPER

    known = set(catalogue.names("statements"))
    return [s["id"] for s in catalogue.inventory().values() if s["chapter"] == chapter and s["kind"] in UPPER and s["id"] in known]


def _holds(name: str, effort: str) -> str | None:
    """Return the first reading that holds, if any: as recorded or kept, or judged where neither is fresh."""
    from theorysim.memory import ledger, sources, verdicts

    row = ledger.read().get(name)
    readings = list(dict.fromkeys(c.reading for c in record("statements", name).claims))
    if row is not None and row["key"] == sources.key(name):
        outcomes = [row["printed"]["outcome"], *(r["outcome"] for r in (row["repaired"], *row.get("more_repaired", ())) if r)]
    elif (known := verdicts.read(name, effort, verdicts.key(name, effort))) is not None:
        outcomes = [v.outcome for v in known[1]]
    else:
        from theorysim.judge.verdict import judge

        objectives, oracles = catalogue.objectives(name), catalogue.oracles(name)
        outcomes = [v.outcome for v in judge(record("statements", name), effort, objectives, False, oracles)]
    return next((reading for reading, outcome in zip(readings, outcomes, strict=False) if outcome == "holds"), None)


def plot(what: Any, file: str | Path) -> Path:
    """Draw a traced run (gradient norm and value over time), an objective, or what `sharpest` gave; the file's ending says the format."""
    from theorysim.show import figure

    if isinstance(what, list | tuple):
        return figure.constants(what, Path(file))
    if isinstance(what, Trajectory):
        return figure.trajectory(what, Path(file))
    return figure.objective(_record("objectives", what), Path(file))
