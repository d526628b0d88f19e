"""Expand a study into points, and points into cells: a cell is one JSON-able spec of names and numbers, with a key.

Points that differ only in what no run sees share a cell, which is run once.
"""

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from theorysim.entries import Method
from theorysim.simulate.composition import Composition
from theorysim.sweep.formula import Grid, grid
from theorysim.sweep.schema import SCALARS, Page, Place, Run, Study
from theorysim.sweep.values import Given, Values, near

DEFAULTS: dict[str, Grid] = {"epsilon": (1e-3,), "steps": (100_000.0,), "trials": (1.0,), "seed": (0.0,)}
ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
INTEGERS = {"steps": (0, 2.0**62), "trials": (1, 1e9), "seed": (0, 2.0**53), "dimension": (1, 1e9)}
STREAMLESS = ("steps", "trials", "seed", "keep", "epsilons")  # more steps or trials go on with what was drawn
MOST_TRIALS = 10**6  # of which T is kept one by one

Named = tuple[Place | None, str]  # a parameter as it is written, and where
Combine = Callable[[str, str, str, str], Composition]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a study: its names (case, entries, numbers) and the key of the cell that measures it.

    KEY:i is the i-th epsilon of a cell that measures several.
    """

    names: dict[str, Any]
    key: str


@dataclass(frozen=True)
class Plan:
    """The points of a study, the spec of each cell by key, and the names of the axes."""

    points: tuple[Point, ...]
    cells: Mapping[str, str]
    axes: tuple[str, ...]


def canonical(value: Any) -> str:
    """Return the one JSON text of a value."""
    return ENCODER.encode(value)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def cell_of(key: str) -> str:
    """Return the key of the cell that measures a point."""
    return key.partition(":")[0]


def stream(spec: Mapping[str, Any]) -> int:
    """Return the number that keys the draws of a cell: of its content, never of its place in the plan; 0 for common draws, as of `run`."""
    if spec.get("draws") == "common":
        return 0
    return int(digest(canonical({k: v for k, v in spec.items() if k not in STREAMLESS}))[:15], 16)


def plan(study: Study, page: Page, combine: Combine, size: str | None = None, given: Mapping[str, str] | None = None) -> Plan:
    """Expand a study at one of its sizes; `given` replaces numbers by name, as `-p` does. Raises Mistake with the line."""
    if size is not None and size != "default" and size not in study.size:
        page.wrong((), f"no size {size!r}; {near(size, ['default', *study.size])}")
    outer: list[tuple[Run, Place]] = [(study, ())]
    if (chosen := size or "default") in study.size:
        outer.append((study.size[chosen], ("size", chosen)))
    cases = [([*outer, (case, ("case", i))], case.label) for i, case in enumerate(study.case)] or [(outer, "")]
    replaced = {name: Given(grid(text)) for name, text in (given or {}).items()}
    found: list[tuple[dict[str, Any], dict[str, Given], dict[str, Given], Composition, Place]] = []
    written: dict[Named, None] = {}
    used, known = set[Named](), dict[str, None]()
    for layers, label in cases:
        numbers = numbers_of(layers, replaced)
        for entries, what in combinations(layers, combine, page):
            parameters, names, taken = by_role(layers, replaced, numbers, what, page)
            ways = {name: v for name in ("keep", "one_run") if (v := innermost(layers, name))}
            found.append(({"case": label, **entries, **ways}, numbers, parameters, what, layers[-1][1]))
            written |= dict.fromkeys(names)
            used |= taken | {(None, name) for name in replaced if name in numbers}
            known |= dict.fromkeys([*numbers, *what.known])
    for place, name in written:
        if (place, name) not in used:  # one that some combination knows is passed over by the others
            there = [*known, *(n.partition(".")[2] for n in known if "." in n)]
            page.wrong(place, f"{'-p ' if place is None else ''}{name}: no such parameter; {near(name, there)}")
    _tried(found, page)
    points: list[Point] = []
    cells: dict[str, str] = {}
    axes: dict[str, None] = {}
    for part in found:
        for point, spec in expanded(*part, page, axes):
            points.append(point)
            cells[cell_of(point.key)] = spec
    return Plan(tuple(points), cells, tuple(axes))


def _tried(found: list[tuple[Any, dict[str, Given], Any, Composition, Place]], page: Page) -> None:
    """See that trials are asked for where something is drawn: without a draw every one is the same run."""
    drawing: dict[Place, bool] = {}
    for _, numbers, _, what, _ in found:
        place, items = numbers["trials"].place, numbers["trials"].items
        if place and items != (1.0,):
            drawing[place] = drawing.get(place, False) or what.random
    if place := next((place for place, draws in drawing.items() if not draws), ()):
        page.wrong(place, "trials: nothing is drawn here, so that every trial is the same run; leave it out")


def innermost(layers: list[tuple[Run, Place]], name: str) -> Any:
    """Return what the innermost layer that says it says of a key; None where none does."""
    return next((v for run, _ in reversed(layers) if (v := getattr(run, name)) is not None), None)


def numbers_of(layers: list[tuple[Run, Place]], replaced: Mapping[str, Given]) -> dict[str, Given]:
    """Return the numbers that are no parameters: epsilon, steps, ... and the names of `let`; an inner layer counts."""
    found = {name: Given(items, ()) for name, items in DEFAULTS.items()}
    for run, place in layers:
        found |= {name: Given(v, (*place, name)) for name in SCALARS if (v := getattr(run, name)) is not None}
        found |= {name: Given(v, (*place, "let", name)) for name, v in run.let.items()}
    return found | {name: v for name, v in replaced.items() if name in found or name in SCALARS}


def combinations(layers: list[tuple[Run, Place]], combine: Combine, page: Page) -> Iterator[tuple[dict[str, str], Composition]]:
    """Return the entries of a case, every method with every objective and oracle."""
    said = {kind: innermost(layers, kind) for kind in ("method", "objective", "oracle", "until", "exact", "draws")}
    for kind in ("method", "objective"):
        if not said[kind]:
            page.wrong(layers[-1][1], f"{kind!r} is missing")
    until = said["until"] or "gradient_norm"
    for method, objective, oracle in itertools.product(said["method"], said["objective"], said["oracle"] or ["exact"]):
        entries = {"method": method, "objective": objective, "oracle": oracle, "until": until}
        what = combine(method, objective, oracle, until)
        if said["exact"] not in (None, "never") and countable(what):
            entries["exact"] = said["exact"]
        if said["draws"] == "common" and what.random:
            entries["draws"] = "common"
        yield entries, what


def countable(what: Composition) -> bool:
    """Tell whether runs may have a closed form: nothing is drawn, the true gradient is seen, the point is one number."""
    return not what.random and what.oracle is None and isinstance(what.method, Method) and what.objective.dimension == 1


def by_role(
    layers: list[tuple[Run, Place]], replaced: Mapping[str, Given], numbers: Mapping[str, Any], what: Composition, page: Page
) -> tuple[dict[str, Given], list[Named], set[Named]]:
    """Key the parameters by role; return also what was written, and what of it this combination knows."""
    written = [{n: Given(v, (*place, "p", *n.split("."))) for n, v in run.parameters.items()} for run, place in layers]
    written.append({n: v for n, v in replaced.items() if n not in numbers})
    found: dict[str, Given] = {}
    taken: set[Named] = set()
    for layer in written:
        here = set[str]()
        for name, value in layer.items():
            fits = [k for k in what.known if k == name] or [k for k in what.known if k.partition(".")[2] == name]
            if len(fits) > 1:
                page.wrong(value.place, f"{name}: which one? {' or '.join(fits)}")
            if here & set(fits):
                page.wrong(value.place, f"{name}: {fits[0]} is given twice")
            here |= set(fits)
            taken |= {(value.place, name) for _ in fits}
            found |= {role: value for role in fits}
    return found, [(value.place, name) for layer in written for name, value in layer.items()], taken


def expanded(
    shown: Mapping[str, Any],
    numbers: Mapping[str, Given],
    parameters: Mapping[str, Given],
    what: Composition,
    place: Place,
    page: Page,
    axes: dict[str, None],
) -> Iterator[tuple[Point, str]]:
    """Return the points of one case with one combination of entries, each with the spec of its cell."""
    given = {**numbers, **parameters}
    if not what.random:
        given["trials"] = Given((1.0,), place)  # every trial is the same run
    start, coordinates = given.get("start"), ["start"] if "start" in given else []
    if start is not None and isinstance(start.items, list):
        coordinates = [f"start[{i}]" for i in range(len(start.items))]
        given |= {name: Given(items, start.place) for name, items in zip(coordinates, given.pop("start").items, strict=True)}
    for role, parameter in what.known.items():
        if role not in parameters and parameter.default is None:
            page.wrong(place, f"{shown['method']} {shown['objective']}: {role} is missing, in {parameter.domain}")
    values = Values(given, {role.partition(".")[2]: role for role in parameters}, page)
    axes |= dict.fromkeys(values.axes)
    seen: dict[str, set[float]] = {name: set() for name in given}
    keep, one_run = shown.get("keep") or [], shown.get("one_run")
    if what.random and (one_run or "draws" in shown) and "trials" not in keep:
        keep = [*keep, "trials"]  # shared by several points, which are resampled together
    shown = {k: v for k, v in shown.items() if k not in ("keep", "one_run")}
    entries = {k: v for k, v in shown.items() if k != "case"} | ({"keep": keep} if keep else {})
    if one_run and "exact" in entries:
        page.wrong(place, "one_run or exact: one of the two")
    if "trials" in keep and max((i for i in given["trials"].items if isinstance(i, float)), default=0) > MOST_TRIALS:
        page.wrong(given["trials"].place, f"trials: T of each is kept for at most {MOST_TRIALS:,}")
    together: dict[str, list[tuple[Point, float]]] = {}
    unsure, moving = list(given), list(values.moving)
    for found in values:
        for name in unsure:
            if (value := found[name]) not in seen[name]:
                _within(name, value, what, given, page)
                seen[name].add(value)
        unsure = moving
        whole = {name: int(found[name]) for name in INTEGERS if name in found}
        measured = {"parameters": {role: found[role] for role in parameters}, "dimension": None, **whole}
        spec = {**entries, **measured, "start": [found[c] for c in coordinates] or None}
        names = {**shown, **found, **whole}
        if one_run:
            together.setdefault(canonical(spec), []).append((Point(names, ""), found["epsilon"]))
            continue
        text = canonical({**spec, "epsilon": found["epsilon"]})
        yield Point(names, digest(text)), text
    for common, points in together.items():
        epsilons = sorted({e for _, e in points}, reverse=True)
        text = canonical(json.loads(common) | {"epsilons": epsilons})
        for point, e in points:
            yield Point(point.names, f"{digest(text)}:{epsilons.index(e)}"), text


def _within(name: str, value: float, what: Composition, given: Mapping[str, Given], page: Page) -> None:
    if name in INTEGERS and not (INTEGERS[name][0] <= value <= INTEGERS[name][1] and value == int(value)):
        page.wrong(given[name].place, f"{name} is {value:g}; it must be an integer from {INTEGERS[name][0]:g} to {INTEGERS[name][1]:g}")
    if name == "epsilon" and value < 0:
        page.wrong(given[name].place, f"epsilon is {value:g}; it must be at least 0")
    if name in what.known and not what.known[name].domain.holds(value):
        page.wrong(given[name].place, f"{name} is {value:g}, outside {what.known[name].domain}")
