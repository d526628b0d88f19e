"""Run one trajectory, or many at once; every end is typed, and an outcome is data."""

import difflib
import math
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from theorysim.domains import Parameter
from theorysim.domains import parameters as named
from theorysim.entries import Body, Objective, Plain
from theorysim.results import Trajectory
from theorysim.simulate import plainly
from theorysim.simulate.compose import Drivers, compose
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.streams import FIRST_TRIAL, Trial

FEW = 16  # so few trajectories are not worth the compilation of lanes,
PAYS = 100_000_000  # nor are so many coordinates of steps, taken one by one: a second or so, as long as lanes take to compile
CALL = 1_000  # what beginning a trajectory costs, in steps
CHUNK = 4096


def settled(known: Mapping[str, Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value (a number, or an array of shape (n,)) for every known parameter, defaults filled in.

    Raises ValueError for a name that is unknown or missing, or a value outside its domain.
    """
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known) or 'none'}"
            raise ValueError(f"unknown parameter {name!r}; {hint}")
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is None:
            raise ValueError(f"parameter {name!r} is missing")
        try:
            array = np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError):
            raise ValueError(f"parameter {name!r} is {value!r}, not a number") from None
        for item in np.unique(array) if array.ndim else (array,):
            if not parameter.domain.holds(float(item)):
                raise ValueError(f"parameter {name!r} is {float(item):g}, outside {parameter.domain}")
        values[name] = array
    return values


def drivers_of(what: Composition, d: int, given: Mapping[str, Any]) -> Drivers:
    """Compose the drivers for points of shape (d,) and these parameters; those of a plain method stand still."""
    seen = replace(what, method=plainly.STANDS) if isinstance(what.method, Plain) else what
    batch = given.get("oracle.batch", what.known["oracle.batch"].default) if "oracle.batch" in what.known else None
    return compose(seen, d if what.objective.form == "sum" else None, batch is not None and bool(np.all(np.equal(batch, 1))))


def checked(epsilon: Any, steps: Any) -> int:
    """Return the number of steps; raises ValueError for a negative or NaN epsilon, or a bad number of steps."""
    bad = [float(e) for e in np.ravel(np.asarray(epsilon, dtype=np.float64)) if not e >= 0]
    if bad:
        raise ValueError(f"epsilon is {bad[0]:g}; it must be at least 0")
    if isinstance(steps, bool) or steps != math.floor(steps) or not 0 <= steps < 2**62:
        raise ValueError(f"steps is {steps!r}; it must be an integer from 0 to 2^62")
    return int(steps)


def beginning(objective: Objective, own: Mapping[str, Any], start: Any, dimension: int | None) -> Any:
    """Return the starting point, shape (d,); raises ValueError for a wrong shape or where none is declared."""
    if start is None:
        if objective.start is None:
            raise ValueError("the objective declares no start; give one")
        start = objective.start(**arguments(objective.start, own, dimension or 1))
    try:
        point = np.atleast_1d(np.asarray(start, dtype=np.float64))
    except (TypeError, ValueError):
        raise ValueError(f"start is {start!r}, not a point") from None
    if objective.form == "sum" and point.shape == (1,) and dimension is not None:
        point = np.full(dimension, point[0])
    if dimension is not None and objective.form != "sum" and dimension != objective.dimension:
        raise ValueError(f"dimension is {dimension}; the objective has {objective.dimension}, for it is no sum over coordinates")
    d = (dimension or point.size) if objective.form == "sum" else objective.dimension
    if point.ndim != 1 or point.size != d or d == 0:
        raise ValueError(f"start has shape {point.shape}; the objective has {d} coordinate{'s' if d != 1 else ''}")
    return point


def arguments(body: Body, own: Mapping[str, Any], d: int) -> dict[str, float]:
    """Return the arguments of a minimum or a start."""
    return {p.name: float(d) if p.domain.role == "dimension" else float(own[f"objective.{p.name}"]) for p in named(body)}


def state_at(drivers: Drivers, point: Any) -> Any:
    """Return the state at the start: x, then the memory slots."""
    return np.concatenate([point, *(point if kind == "start" else np.zeros_like(point) for _, kind in drivers.plan.slots)])


def ready(what: Composition, values: Mapping[str, Any], start: Any, dimension: int | None) -> tuple[Any, Drivers, Any]:
    """Return the starting point, the drivers of one trajectory from it, and their parameters. Raises ValueError as `run` does."""
    point = beginning(what.objective, values, start, dimension)
    drivers = drivers_of(what, point.size, values)
    return point, drivers, numbers(drivers, values)


def numbers(drivers: Drivers, values: Mapping[str, Any]) -> Any:
    """Return the parameters of one trajectory, as its drivers take them."""
    return np.array([float(values[name]) for name in drivers.plan.parameters])


def run(
    what: Composition,
    parameters: Mapping[str, float],
    start: Sequence[float] | float | None,
    epsilon: float,
    steps: int,
    *,
    dimension: int | None = None,
    trace: str | None = None,
    trial: Trial = FIRST_TRIAL,
) -> Trajectory:
    """Run one trajectory until the criterion is at most epsilon, or for `steps` steps.

    `parameters` are keyed by role; `start` of None is the objective's own. `trace` is None, "log" (about eight snapshots an
    octave) or "full". Raises ValueError for parameters, start, epsilon, steps or trace that make no sense.
    """
    method, objective, values = what.method, what.objective, settled(what.known, parameters)
    if trace not in (None, "log", "full"):
        raise ValueError(f"trace is {trace!r}; it may be None, 'log' or 'full'")
    steps = checked(epsilon, steps)
    for name, value in values.items():
        if value.ndim:
            raise ValueError(f"parameter {name!r} has shape {value.shape}; run takes numbers, hitting_times takes arrays")
    point, drivers, p = ready(what, values, start, dimension)
    state, out, key = state_at(drivers, point), np.zeros(4), trial.keys()[0]
    traced: dict[str, Any] = {}
    k = 0
    if isinstance(method, Plain):
        walk = plainly.Walk(method, drivers, own_numbers(method, values), p, key, float(epsilon))
        k, state, out, traced = walked(walk, point, steps, trace)
    else:
        if trace is not None:
            k, traced = recorded(drivers, state, p, key, float(epsilon), steps, out, trace)
        if trace is None or (OUTCOMES[int(out[3])] == "budget"):  # the scalar driver also looks for a cycle at the end
            k = int(drivers.scalar(state, p, key, float(epsilon), k, steps, out))
    outcome: Any = OUTCOMES[int(out[3])]
    x = tuple(float(c) for c in state[drivers.plan.output * point.size :][: point.size])
    gap = float(out[0]) - floor_of(objective, values, point.size)
    return Trajectory(outcome, k if outcome == "reached" else None, k, x, float(out[0]), float(out[1]), gap, **traced)


def own_numbers(method: Plain, values: Mapping[str, Any], i: int | None = None) -> dict[str, float]:
    """Return the parameters of a plain method, those of trajectory i where they are arrays."""
    return {p.name: float(v if not (v := values[f"method.{p.name}"]).ndim or i is None else v[i]) for p in method.parameters}


def walked(walk: plainly.Walk, point: Any, steps: int, kind: str | None) -> tuple[int, Any, Any, dict[str, Any]]:
    """Run a plain method: where it stopped, the last x, what is said of it, and the snapshots that were asked for."""
    rows: list[tuple[Any, ...]] = []
    times = set(log_times(steps).tolist()) if kind == "log" else None

    def snapshot(k: int, x: Any, out: Any) -> None:
        if rows and times is not None and rows[-1][0] not in times:
            rows.pop()  # it was kept in case the run stopped there
        rows.append((k, x.copy(), out[0], out[1]))

    k, x, out = walk.run(point, steps, snapshot if kind else None)
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return k, x, out, dict(zip(("times", "points", "values", "gradient_norms"), columns, strict=False))


def floor_of(objective: Objective, values: Mapping[str, Any], d: int) -> float:
    """Return the minimum of the objective over all coordinates, NaN where none is declared."""
    if objective.minimum is None:
        return math.nan
    one = float(objective.minimum(**arguments(objective.minimum, values, d)))
    return sum((one for _ in range(d)), 0.0) if objective.separable else one


def recorded(drivers: Drivers, state: Any, p: Any, key: Any, epsilon: float, steps: int, out: Any, kind: str) -> tuple[int, dict[str, Any]]:
    """Run with snapshots; the first is at 0, the last where the run stopped."""
    d = state.size // drivers.plan.rows
    pieces: list[Any] = []
    k, wanted = 0, log_times(steps) if kind == "log" else range(steps + 1)
    place = 0  # of the first time that is to come
    while True:
        near = int(np.searchsorted(wanted[place : place + CHUNK], k + drivers.stride, "right"))
        times = np.array(
            wanted[place : place + near] if near else [k + drivers.stride], np.int64
        )  # else a stop at which Python hears a signal
        seen = np.empty((len(times), 3 + d))
        done, place = int(drivers.trace((state, p, key, out), epsilon, k, times, seen)), place + near
        k = int(seen[done - 1, 0])
        over = out[3] != 1.0 or k < times[-1] or place == len(wanted)
        pieces += [seen[:done]] * bool(near or over)
        if over:
            break
    rows = np.concatenate(pieces)
    return k, {"times": rows[:, 0].astype(np.int64), "points": rows[:, 3:], "values": rows[:, 1], "gradient_norms": rows[:, 2]}


def log_times(steps: int) -> Any:
    """Return 0, 1, 2, ... to `steps`, about eight an octave."""
    found = {0, steps}
    octave = 0
    while 2**octave < steps:
        found |= {min(steps, int(2 ** (octave + j / 8))) for j in range(8)}
        octave += 1
    return np.array(sorted(found))


def work(runs: int, steps: int, d: int) -> int:
    """Return what so many runs of so many steps cost one by one, in coordinates of steps: lanes are compiled beyond PAYS."""
    return runs * (steps + CALL) * d


def hitting_times(
    what: Composition,
    parameters: Mapping[str, Any],
    starts: Any,
    epsilon: Any,
    steps: int,
    *,
    threads: int = 1,
    trial: Trial = FIRST_TRIAL,
) -> tuple[Any, Any]:
    """Run many trajectories from `starts`, shape (n, d); parameters and epsilon are numbers or arrays of shape (n,).

    Returns T, int64 (n,), -1 where the criterion was never met, and the outcomes, int8 (n,), indices into OUTCOMES. The
    numbers are those of `run`, bit for bit, on any number of threads; the first trajectory is `trial`, the
    others are those after it. Raises ValueError as `run` does.
    """
    method, objective, values = what.method, what.objective, settled(what.known, parameters)
    steps = checked(epsilon, steps)
    try:
        points = np.array(starts, dtype=np.float64, order="C")
    except (TypeError, ValueError):
        raise ValueError("starts is no array of numbers") from None
    if points.ndim != 2 or points.shape[1] == 0 or (objective.form != "sum" and points.shape[1] != objective.dimension):
        raise ValueError(f"starts has shape {points.shape}; it must be (n, {'d' if objective.form == 'sum' else objective.dimension})")
    n = len(points)
    for name, value in {**values, "epsilon": np.asarray(epsilon, dtype=np.float64)}.items():
        if value.ndim and value.shape != (n,):
            raise ValueError(f"{name} has shape {value.shape}; it must be a number or have shape ({n},)")
    drivers = drivers_of(what, points.shape[1], values)
    names = drivers.plan.parameters
    table = np.empty((len(names), n))
    for j, name in enumerate(names):
        table[j] = values[name]
    epsilons = np.full(n, epsilon, dtype=np.float64)
    times, outcomes = np.full(n, -1, np.int64), np.zeros(n, np.int8)
    streams = trial.keys(n)
    if isinstance(method, Plain):
        for i in range(n):
            own, row = own_numbers(method, values, i), np.ascontiguousarray(table[:, i])
            k, _, out = plainly.Walk(method, drivers, own, row, streams[i], float(epsilons[i])).run(points[i], steps)
            times[i], outcomes[i] = (k if out[3] == 0 else -1), int(out[3])
        return times, outcomes
    alike = bool(np.all(table.view(np.int64) == table.view(np.int64)[:, :1]))
    done, wait = 0, n < FEW or drivers.taken <= PAYS and not drivers.has_lanes(alike)
    while done < n and wait:
        out, p = np.zeros(4), np.ascontiguousarray(table[:, done])
        k = drivers.scalar(state_at(drivers, points[done]), p, streams[done], float(epsilons[done]), 0, steps, out)
        times[done], outcomes[done] = (k if out[3] == 0 else -1), int(out[3])
        done, drivers.taken = done + 1, drivers.taken + work(1, k, points.shape[1])
        wait = n < FEW or drivers.taken <= PAYS
    if done == n:
        return times, outcomes
    lanes, ends = drivers.lanes_alike if alike else drivers.lanes, np.linspace(done, n, max(threads, 1) + 1).astype(int)
    parts = [slice(first, end) for first, end in pairwise(ends)]
    jobs = [(points[s], np.ascontiguousarray(table[:, s]), streams[s], epsilons[s], steps, times[s], outcomes[s]) for s in parts]
    if len(jobs) == 1:
        lanes(*jobs[0])
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda job: lanes(*job), jobs))
    return times, outcomes
