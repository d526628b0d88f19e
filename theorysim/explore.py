"""Run, check and plot from Python, by the names and numbers of the command line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.entries import as_method, is_step
from theorysim.model import Objective, Trajectory, Verdict
from theorysim.settings import record


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
    trace: Any = None,
    oracle: Any = "exact",
    dimension: int | None = None,
    seed: int = 0,
    trial: int = 0,
) -> Trajectory:
    """Run a method on an objective (names or records), seen through an oracle, until a quantity is at most epsilon.

    Parameters are keyed by role, `method.eta`. `trace` is None, "log" or "full". Random runs are those of the stream (seed,
    trial). Raises ValueError for bad numbers.
    """
    from theorysim.simulate.run import run as simulate

    records = _record("methods", method), _record("objectives", objective)
    seen = None if oracle == "exact" else _record("oracles", oracle)
    quantity = _record("quantities", until)
    return simulate(*records, parameters or {}, start, epsilon, steps, quantity, seen, dimension, trace, seed, trial=trial)


def check(statement: Any, effort: str = "quick") -> list[Verdict]:
    """Judge every reading of a statement (an identifier or a record), the printed one first."""
    from theorysim.checking import statement_of
    from theorysim.judge.verdict import judge

    name = statement if isinstance(statement, str) else ""
    return judge(statement_of(name) if name else statement, effort, catalogue.objectives(name), oracles=catalogue.oracles(name))


def plot(what: Trajectory | Objective | str, file: str | Path) -> Path:
    """Draw a traced run (gradient norm and value over time) or an objective to a file; its ending says the format."""
    from theorysim.show import figure

    if isinstance(what, Trajectory):
        return figure.trajectory(what, Path(file))
    return figure.objective(_record("objectives", what), Path(file))
