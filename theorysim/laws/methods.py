"""The laws of methods: what a stage may ask, memory that is kept, rest at a stationary point, NaN that stays, stages read alike."""

import math
from collections.abc import Iterator
from itertools import product

from theorysim.domains import DRAWS, MEMORY, parameters
from theorysim.entries import Method
from theorysim.laws.readings import exactly, off, read_in_floats
from theorysim.readings.instances import numbers
from theorysim.readings.stages import Row, Stages, slots

PLACES = ((0.0, 0.0), (0.3, -0.64), (-0.25, 0.5))  # within every ball and box that is tried
DIMENSIONS = (1, 1000)
STEPS = 20  # that a memory has to change in: as long as the longest inner loop tried
ASKS = "f, full, f_NAME, g_NAME, NAME_norm"


def settings(method: Method) -> Iterator[dict[str, float]]:
    """Return values for the parameters: the defaults, and for the others their lowest, middle, highest number of a few, and their least."""
    for k in range(3):
        yield {p.name: _number(p.default, numbers(p.domain), k) for p in method.parameters}
    least = {p.name: p.domain.low if p.domain.holds(p.domain.low) else numbers(p.domain)[0] for p in method.parameters}
    yield {p.name: least[p.name] if p.default is None else p.default for p in method.parameters}


def _number(default: float | None, few: tuple[float, ...], k: int) -> float:
    return few[min(k, len(few) - 1)] if default is None else default


def asks_what_it_may(method: Method) -> list[str]:
    """Tell which names a stage, `done` or `restart` asks that the machinery does not supply."""
    found, memory = [], slots(*method.stages)
    for number, stage in enumerate(method.stages):
        there = {"x", "g", "step", *memory, *(s.__name__ for s in method.stages[:number])}
        asked = [p.name for p in parameters(stage) if p.domain.role == "asked"]
        for name in asked:
            of = name.removesuffix("_norm") if name.endswith("_norm") else name.removeprefix("f_").removeprefix("g_")
            if name not in ("f", "full") and (of == name or of not in there):
                points = ", ".join(sorted(there - {"step"} if number <= method.moves else there))
                found.append(f"{stage.__name__} asks for {name}; it may ask for {ASKS}, where NAME is one of {points}")
    for role, body in (("done", method.done), ("restart", method.restart)):
        known = {f"{name}_norm" for name in ("x", *memory)}
        asked = [p.name for p in parameters(body) if p.domain.role == "asked"] if body else []
        found += [f"{role} asks for {name}; it may ask for {', '.join(sorted(known))}" for name in asked if name not in known]
        found += [f"{role} reads the memory {name}, which no stage has" for name in (slots(body) if body else ()) if name not in memory]
    if method.output != "x" and method.output not in memory:
        found.append(f"its output {method.output!r} is neither x nor one of its memory, {', '.join(memory) or 'of which there is none'}")
    return found


def keeps_its_memory(method: Method) -> list[str]:
    """Ask each stage for as many numbers as it makes, and each memory slot to change as the method moves, in some setting."""
    still = dict.fromkeys(slots(*method.stages))
    for own, draw in product(settings(method), (0.25, 0.75)):
        run = Stages(method, own, [0.3, -0.64], lambda x: [2 * c + 0.125 for c in x], lambda x: sum(c * c + 0.125 * c for c in x), draw)
        begun = {name: list(row) for name, row in run.memory.items()}
        for _ in range(STEPS):
            try:
                run.step()
            except ValueError as reason:
                return [str(reason)]
            still = {name: None for name in still if run.memory[name] == begun[name]}
    return [f"the memory {name} is as it began after {STEPS} steps: no stage makes it" for name in still]


def moves_in_every_dimension(method: Method) -> list[str]:
    """Ask it to move in 1 and in 1000 coordinates, each of which it makes a number of."""
    found = []
    for d in DIMENSIONS:
        own = next(settings(method))
        start = [0.3 - 0.9 * i / d for i in range(d)]
        run = Stages(method, own, start, lambda x: [2 * c + 0.125 for c in x], lambda x: math.fsum(c * c + 0.125 * c for c in x))
        try:
            for _ in range(3):
                run.step()
        except ArithmeticError as reason:
            found.append(f"in {d} coordinate{'s' * (d > 1)}: {type(reason).__name__}: {reason}")
            continue
        if bad := [i for i, c in enumerate(run.output, 1) if not math.isfinite(c)]:
            found.append(f"in {d} coordinate{'s' * (d > 1)} x_{bad[0]} is {run.output[bad[0] - 1]!r} after 3 steps, with {own}")
    return found


def _zero(x: Row) -> Row:
    return [0.0 * c for c in x]


def rests_where_the_gradient_is_zero(method: Method) -> list[str]:
    """Ask a method whose memory is at its beginning to stay where the gradient is 0, at x and in what it reports: no move, no NaN."""
    found = []
    for own, start in product(settings(method), PLACES):
        run = Stages(method, own, list(start), _zero, lambda x: 0.0 * sum(x))
        for k in range(1, 4):
            run.step()
            if tuple(run.x) != start or tuple(run.output) != start:
                goes = f"goes to {tuple(run.x)}" if tuple(run.x) != start else f"reports {tuple(run.output)}"
                found.append(f"at x = {start} with a zero gradient and {own} it {goes} in step {k}")
                break
    return found[:3]


def keeps_nan(method: Method) -> list[str]:
    """Ask for a NaN point from two steps after a NaN gradient on, in the first step and in a later one, and after a NaN point."""
    found = []
    for own, bad in product(settings(method), (0, 1, 3)):
        seen = [0]

        def gradient(x: Row, seen: list[int] = seen, bad: int = bad) -> Row:
            return [math.nan if i == 0 and seen[0] == bad else c for i, c in enumerate(x)]

        run = Stages(method, own, [0.3 if bad else math.nan, -0.64], gradient, lambda x: sum(c * c for c in x) / 2)
        for k in range(1, bad + 5):
            seen[0] = k
            run.step()
            if k > bad and all(map(math.isfinite, run.x)):
                after = f"a NaN gradient in step {bad}" if bad else "a start with a NaN"
                found.append(f"after {after} it is at {tuple(run.x)} after step {k}, not NaN, with {own}")
                break
    return found[:3]


def stages_read_alike(method: Method) -> list[str]:
    """Compare each stage in floats and on arrays with balls of 400 bits: off by no more than the last bits of what it is given explain."""
    found = []
    for stage in method.stages:
        whole = {p.name for p in parameters(stage) if p.domain.integer} | {"k"}
        for own in settings(method):
            for x, g in product((0.3, -1.9), (1e-3, -0.7, 4.75)):
                known = {"x": x, "g": g, "g_norm": abs(g), "x_norm": abs(x), "f": 0.5, **own}
                takes = {p.name: _given(p.domain.role, known.get(p.name, 0.25)) for p in parameters(stage)}
                (read,) = read_in_floats(stage, [takes])
                for reading, a, b in off(stage, takes, read, exactly(stage, takes, False), whole, formula=False):
                    found.append(f"{stage.__name__}, read as {reading} at {takes}: {a!r}, exactly {b!r}")
    return found[:3]


def _given(kind: str, value: float) -> float:
    """Return a number for what a stage takes: memory and draws among it."""
    return {"step": 3.0, "index": 2.0, "dimension": 3.0, "start": 0.75}.get(kind, 0.375 if kind in (*DRAWS, *MEMORY) else value)
