"""Assert that a quantity falls at every step of a run, or by a stated amount: a descent lemma, a Lyapunov function."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from theorysim.domains import parameters as named
from theorysim.entries import Quantity
from theorysim.results import Trajectory
from theorysim.settings import Usage
from theorysim.testing.case import ROUNDING, AMethod, AnObjective, AStart, Case, loaded, name_of, real
from theorysim.testing.finding import Finding, number, replay, traced

Falling = str | Quantity | Callable[[Any], float]  # "value", a quantity, or a function of the point, of shape (d,)
By = float | Callable[[float, float], float]  # a number, or one of the value and the gradient norm before the step


COLUMNS = ("value", "g_norm", "x_norm", "minimum")


def _can_be_seen(what: Falling, case: Case) -> None:
    """Raise Usage for a quantity that is not read off a run, before there is one."""
    if what == "value" or callable(what):
        return
    from theorysim.simulate.run import floor_of, settled

    quantity = loaded("quantities", what)
    asked = [p.name for p in named(quantity.body)]
    values = settled(replace(case.what, criterion=quantity).known, case.given)
    if "minimum" in asked and math.isnan(floor_of(case.what.objective, values, 1)):
        raise Usage("the quantity asks for the minimum, but the objective declares none")
    unknown = [name for name in asked if name not in {*COLUMNS, *(p.name for p in quantity.parameters)}]
    if unknown:
        raise Usage(
            f"{unknown[0]!r} is not read off a run: a quantity that falls takes {', '.join(COLUMNS)}, or is a function of the point"
        )


def _seen(what: Falling, case: Case, found: Trajectory) -> tuple[str, Any, Any]:
    """Return the name of a quantity, its numbers along a run, and the size of what they were computed from, each of shape (n,)."""
    if what == "value":
        return "the value", found.values, np.abs(found.values)
    if callable(what):
        numbers = np.array([float(what(x)) for x in found.points])
        return getattr(what, "__name__", "a function of the point"), numbers, np.abs(numbers)
    from theorysim.simulate.run import floor_of, settled

    quantity = loaded("quantities", what)
    values = settled(replace(case.what, criterion=quantity).known, case.given)
    floor = floor_of(case.what.objective, values, found.points.shape[1])
    with np.errstate(over="ignore"):  # of a run that diverges
        sizes = np.linalg.norm(found.points, axis=1)
    columns = dict(zip(COLUMNS, (found.values, found.gradient_norms, sizes, np.full(len(found.times), floor)), strict=True))
    fixed = {p.name: float(values[f"quantity.{p.name}"]) for p in quantity.parameters}
    asked = [p.name for p in named(quantity.body) if p.name in columns]
    rows = zip(*(columns[n].tolist() for n in asked), strict=True)
    numbers = np.array([float(quantity.body(**dict(zip(asked, row, strict=True)), **fixed)) for row in rows])
    size = np.max([np.abs(numbers), *(np.abs(columns[n]) for n in asked)], axis=0)
    return name_of("quantities", what).rpartition("/")[2].replace("_", " "), numbers, size


def assert_decreases(
    method: AMethod,
    objective: AnObjective,
    parameters: Mapping[str, float],
    start: AStart,
    steps: int,
    quantity: Falling = "value",
    by: By = 0.0,
) -> Trajectory:
    """Run a method for so many steps, and fail at the first one at which a quantity does not fall by `by` or more (0: it rises).

    `quantity` is "value", an entry ("gap", "gradient_norm"), or a function of the point, an array of shape (d,), such as a Lyapunov
    function. `by` is a number or a function of the value and the gradient norm before the step: a descent lemma. 256 roundings
    of the numbers compared are allowed for. Returns the run, with all its points; raises AssertionError, and ValueError for numbers
    that make no sense, or where the run ends at its start, as nothing is seen then.
    """
    __tracebackhide__ = True
    if not callable(by) and not math.isfinite(by := real(by, "by")):
        raise Usage(f"by is {by!r}; it must be finite")
    until = quantity if isinstance(quantity, str | Quantity) and quantity != "value" else "gradient_norm"
    asked = Case.of(method, objective, None, parameters, start, 0.0, until)
    own = {n: v for n, v in asked.given.items() if not n.startswith("quantity.")}
    case = Case.of(method, objective, None, own, start, 0.0)  # a run ends where the gradient is 0, whatever the quantity
    _can_be_seen(quantity, asked)
    found = case.run(steps, trace="full")
    if found.steps == 0:
        raise Usage(f"no step is seen: {'the run ends at its start, where the gradient is 0' if steps else 'steps is 0'}")
    name, numbers, size = _seen(quantity, asked, found)
    amount = [float(by(float(f), float(g))) if callable(by) else float(by) for f, g in zip(found.values, found.gradient_norms, strict=True)]
    stated = np.array(amount[:-1])
    with np.errstate(invalid="ignore"):
        fall, room = numbers[:-1] - numbers[1:], ROUNDING * np.maximum(np.maximum(size[:-1], size[1:]), np.abs(stated))
        fails = ~(fall >= stated - np.where(np.isfinite(room), room, 0.0))  # NaN fails, and a rise to infinity
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where(stated > 0, fall / stated, np.inf)
    k = int(np.argmax(fails)) if fails.any() else int(np.argmin(ratios if np.isfinite(ratios).any() else fall))
    amount_said = "by the stated amount" if callable(by) else f"by {number(by)}" if by else "or stays"
    step = f"at step {k + 1} from {number(numbers[k])} to {number(numbers[k + 1])}"
    finding = Finding(
        f"{case.says()}: {name} falls {amount_said} at each of {found.steps} steps",
        f"{step}: it falls by {number(fall[k])}; {number(stated[k])} is stated",
        f"falls by {number(stated[k])}" if by else "never rises",
        brief=f"falls by {number(fall[k])}",
        slack=float(np.min(ratios)) if np.isfinite(np.min(ratios)) else None,
    )
    finding.settle(not fails.any(), replay(case.setting(k + 1)), traced(case, k + 1))
    return found
