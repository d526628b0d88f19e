"""What an assertion runs: a combination of entries with its numbers, and how each is written on the command line."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from theorysim.catalogue import RECORDS, kind_of, own_name
from theorysim.chance.spending import current
from theorysim.domains import parameters
from theorysim.entries import Method, Objective, Oracle, Plain, Quantity, as_method, is_step
from theorysim.naming import origin, written
from theorysim.results import Setting, Trajectory
from theorysim.settings import Usage, by_role, record, roles
from theorysim.simulate.composition import Composition

Step = Callable[..., Any]  # step(x, g, ...)
AMethod = str | Method | Plain | Step
AnObjective = str | Objective
AnOracle = str | Oracle | None  # None: the true gradient
AQuantity = str | Quantity
AStart = float | Sequence[float] | None  # None: the objective's own
ROUNDING = 2.0**-44  # of the numbers compared, each a few operations in float64
NAMELESS = "<"  # begins what is no name


def real(value: Any, what: str) -> float:
    """Read a number, also a fraction or one of NumPy's; raises Usage for what is none."""
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise Usage(f"{what} is {value!r}; it must be a number") from None


def placed(name: str) -> str:
    """Return a name `FILE.py:NAME` as it is found from here; a file that is not here may stand beside the test."""
    place, colon, rest = name.rpartition(".py:")
    beside = current().folder / f"{place}.py"
    return written(str(beside.resolve()), rest) if colon and not Path(f"{place}.py").is_file() and beside.is_file() else name


def loaded(kind: str, entry: Any) -> Any:
    """Return the record that an entry is or names. Raises Usage or catalogue.Unknown for a name that is none."""
    if kind == "methods" and is_step(entry):
        return as_method(entry)
    if isinstance(entry, str):
        return record(kind, placed(entry))
    if kind_of(entry) != kind and not (kind == "methods" and isinstance(entry, Plain)):
        step = ", or a function step(x, g, ...)" * (kind == "methods")
        raise Usage(f"{getattr(entry, '__name__', repr(entry))} is {type(entry).__name__}; it must be a name or a {RECORDS[kind]}{step}")
    return entry


def name_of(kind: str, entry: Any) -> str:
    """Name an entry as the command line does: by the catalogue, or `file.py:name` of the module that holds the record."""
    if isinstance(entry, str):
        return placed(own_name(kind, entry))
    found = origin(entry)
    return written(*found) if found else f"{NAMELESS}{type(entry).__name__} without a name>"


@dataclass(frozen=True)
class Case:
    """A composition, its numbers by role, and the seed of its draws."""

    what: Composition
    names: tuple[str, str, str, str]
    given: Mapping[str, float]
    start: tuple[float, ...] | None
    epsilon: float
    dimension: int | None = None
    seed: int = 0

    @classmethod
    def of(
        cls,
        method: AMethod,
        objective: AnObjective,
        oracle: AnOracle,
        parameters: Mapping[str, float],
        start: AStart,
        epsilon: float,
        until: AQuantity = "gradient_norm",
        dimension: int | None = None,
    ) -> "Case":
        """Load the entries and settle the numbers. Raises ValueError for what makes no sense."""
        from theorysim.simulate.run import beginning, settled

        noise = None if oracle in (None, "exact") else loaded("oracles", oracle)
        what = Composition(loaded("methods", method), loaded("objectives", objective), loaded("quantities", until), noise)
        given = by_role(parameters, list(roles(what.method, what.objective, noise, what.criterion)))
        point = beginning(what.objective, settled(what.known, given), start, dimension)
        if not np.isfinite(point).all():
            raise Usage(f"start is {start!r}; it must be finite")
        place = None if start is None else tuple(float(x) for x in point)
        seen = "exact" if noise is None else name_of("oracles", oracle)
        written = name_of("methods", method), name_of("objectives", objective), seen, name_of("quantities", until)
        return cls(what, written, given, place, real(epsilon, "epsilon"), dimension)

    def drawing(self, seed: int) -> "Case":
        """Return the case with another seed."""
        return replace(self, seed=seed)

    def run(self, steps: int, trial: int = 0, trace: str | None = None) -> Trajectory:
        """Run one trial; raises Usage where it ends below the minimum that the objective declares, if that was asked for."""
        from theorysim.simulate.run import run
        from theorysim.simulate.streams import Trial

        number = Trial(self.seed, number=trial)
        found = run(self.what, self.given, self.start, self.epsilon, steps, dimension=self.dimension, trace=trace, trial=number)
        if self.asks_minimum() and found.gap < -ROUNDING * (abs(found.value) + abs(found.value - found.gap)):
            raise Usage(f"the value {found.value:g} lies below {found.value - found.gap:g}, the minimum that the objective declares")
        return found

    def asks_minimum(self) -> bool:
        """Tell whether what ends a run is measured from the declared minimum."""
        return any(p.name == "minimum" for p in parameters(self.what.criterion.body))

    def times(self, steps: int, first: int, n: int) -> Any:
        """Return T of the trials first, ..., first + n - 1: -1 where one never hit, int64 of shape (n,)."""
        from theorysim.measure.hitting import trials
        from theorysim.simulate.streams import Trial

        setting, threads = (self.what, self.given, self.start, self.epsilon, steps), os.cpu_count() or 1
        return trials(*setting, dimension=self.dimension, threads=threads, trial=Trial(self.seed))(first, n)[0]

    def setting(self, steps: int, trial: int = 0) -> Setting:
        """Write down a trial as the command line does."""
        method, objective, oracle, until = self.names
        numbers = tuple((n, float(v)) for n, v in self.given.items())
        drawn = (self.seed, trial) if self.what.random else (0, 0)  # which of the runs, where they differ
        rest = (float(self.epsilon), steps, oracle, self.dimension, *drawn)
        return Setting(method, objective, numbers, self.start, until, *rest)

    def says(self) -> str:
        """Describe in words what is run."""
        method, objective, oracle, _ = (n if n.startswith(NAMELESS) else n.rpartition("/")[2] for n in self.names)
        words = [f"{method} on {objective}" + f" through {oracle}" * (self.what.oracle is not None)]
        words += [f"{n.partition('.')[2]} = {float(v):g}" for n, v in self.given.items()]
        if self.start is not None:
            words += ["from " + (f"{self.start[0]:g}" if len(set(self.start)) == 1 else f"({', '.join(f'{x:g}' for x in self.start[:4])})")]
        return ", ".join(words)

    def goal(self) -> str:
        """Tell what ends a run."""
        until = self.names[3].rpartition("/")[2]
        return f"{until.replace('_', ' ')} <= {float(self.epsilon):g}"
