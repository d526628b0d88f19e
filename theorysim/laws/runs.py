"""The law that a method runs compiled as its stages say, in 1 and in 1000 coordinates: the same points, the same twice, NaN seen.

Each driver takes a second to compile, so it is a law for a user's own file; the tests compare every method of the catalogue.
"""

import math
from typing import Any

import numpy as np

from theorysim.domains import DRAWS, Coordinate, parameters
from theorysim.entries import Method, Objective
from theorysim.laws.methods import settings
from theorysim.laws.readings import GRADIENT_NORM
from theorysim.readings.stages import Stages
from theorysim.simulate.composition import Composition

DIMENSIONS, STEPS, NEAR = (1, 1000), 3, 1e-9


def value(x: Coordinate) -> Any:
    return x * x / 2


def gradient(x: Coordinate) -> Any:
    return x


BOWL = Objective(value, gradient, separable=True)


def runs_as_its_stages_say(method: Method) -> list[str]:
    """Run it compiled, in 1 and 1000 coordinates, twice, and from a start with a NaN; without draws against its stages, interpreted."""
    return [f"compiled, in {d} coordinate{'s' * (d > 1)}: {said}" for d in DIMENSIONS for said in _compiled(method, d)]


def _compiled(method: Method, d: int) -> list[str]:
    from theorysim.simulate.run import run

    own = next(settings(method))
    given = {f"method.{name}": float(number) for name, number in own.items()}
    start = np.linspace(0.75, -0.5, d)

    def ended(at: Any) -> Any:
        return run(Composition(method, BOWL, GRADIENT_NORM), given, tuple(at), 0.0, STEPS)

    found, again = ended(start), ended(start)
    if not np.array_equal(found.x, again.x, equal_nan=True):
        return [f"it is at x_1 = {found.x[0]!r} after {STEPS} steps, and then at {again.x[0]!r}"]
    said = []
    if not any(p.domain.role in DRAWS for stage in method.stages for p in parameters(stage)):
        stages = Stages(method, own, list(start), list, lambda x: math.fsum(c * c for c in x) / 2)
        for _ in range(found.steps):
            stages.step()
        by_hand = np.array(stages.output)
        with np.errstate(invalid="ignore"):
            off = np.isfinite(by_hand) & ~(np.abs(by_hand - np.array(found.x)) <= NEAR * (1 + np.abs(by_hand)))
        if np.any(off):
            i = int(np.argmax(off))
            said.append(f"after {found.steps} steps x_{i + 1} is {float(found.x[i])!r}, by its stages {float(by_hand[i])!r}")
    bad = start.copy()
    bad[-1] = math.nan
    if (outcome := ended(bad).outcome) != "nan":
        said.append(f"a start with a NaN in coordinate {d} ends as {outcome!r}, not 'nan'")
    return said
