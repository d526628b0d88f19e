"""The laws of methods that are plain Python over arrays: rows of the right shape, no memory but the declared, rest, NaN that stays."""

from typing import Any

import numpy as np

from theorysim.entries import Plain
from theorysim.readings.instances import numbers
from theorysim.simulate.plainly import begun, stepping

DIMENSIONS = (1, 2, 1000)
Rows = list[Any]


def own_numbers(plain: Plain) -> dict[str, float]:
    """Return a number for each parameter."""
    return {p.name: numbers(p.domain)[0] if p.default is None else p.default for p in plain.parameters}


def _stepped(plain: Plain, d: int, gradient: float, bad: float = 0.0, steps: int = 2) -> tuple[Rows, Rows]:
    """Return the state at the start and after some steps, with a gradient that is the same at each; its last entry has `bad` added."""
    first = begun(plain, np.linspace(0.25, -0.5, d))
    state, shown = first, np.full(d, gradient)
    shown[-1] += bad
    moved = stepping(plain, own_numbers(plain))
    for k in range(steps):
        with np.errstate(all="ignore"):
            state = moved(state, shown.copy(), k)
    return first, state


def gives_rows_of_its_shape(plain: Plain) -> list[str]:
    """Call the step in one, two and 1000 coordinates."""
    found = []
    for d in DIMENSIONS:
        try:
            _stepped(plain, d, 0.5)
        except ValueError as reason:
            found.append(f"in {d} coordinate{'s' * (d > 1)}: {reason}")
    return found


def depends_on_its_arguments_alone(plain: Plain) -> list[str]:
    """Call it twice with the same: random numbers and counters of its own would make a run that nobody can replay."""
    one, other = (_stepped(plain, 2, 0.5)[1] for _ in range(2))
    same = all(np.array_equal(a, b, equal_nan=True) for a, b in zip(one, other, strict=True))
    return [] if same else [f"{plain.step.__name__} gives {one[0]}, and then {other[0]} for the same arguments"]


def rests_where_the_gradient_is_zero(plain: Plain) -> list[str]:
    """Ask it to stay where the gradient is 0."""
    first, last = _stepped(plain, 2, 0.0)
    return [] if np.array_equal(first[0], last[0]) else [f"at x = {first[0]} with a zero gradient it goes to {last[0]}"]


def keeps_nan(plain: Plain) -> list[str]:
    """Ask for a NaN in x after a gradient with a NaN."""
    x = _stepped(plain, 2, 0.5, np.nan)[1][0]
    return [] if np.isnan(x).any() else [f"after a gradient with a NaN it is at {x}"]
