"""Repeat a run without noise in balls: what was drawn are floats, exactly, and all else is computed from them.

The constants of the class, F, the bound, the step sizes and every step are balls: what is certain here is certain of the claim itself.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from theorysim.claims.bound import Bound
from theorysim.domains import DRAWS, Asked, Domain, Parameter, parameters
from theorysim.entries import Assumption, Body, Method, Objective
from theorysim.maths import absolute, maximum, minimum, sqrt
from theorysim.members.membership import declared
from theorysim.readings import balls
from theorysim.readings.instances import flat
from theorysim.readings.stages import Stages
from theorysim.trials.drawing import Scale, grows, shrinks
from theorysim.trials.free import constants_of_noise, free_of
from theorysim.trials.noiseless import measured
from theorysim.trials.starts import axes_of, coordinates, start_of

CONFIRMED_STEPS = 3_000
ROUNDING = 1e-9  # a bound computed in float64: a run must exceed it by more than that could hide
FIRST, MOST = 256, 2**16  # bits
COST = 2**27  # steps times bits that one run may cost
NEXT = Fraction(1, 2**50)  # of a number: about the float64 next to it
Read = Callable[[Body, Mapping[str, Any]], Any]  # a body at numbers: in balls, or in rationals


class Stronger(ValueError):
    """A constant is stated with which the objective does not lie in the class."""


def _taken(body: Body, numbers: Mapping[str, Any]) -> list[str]:
    return [p.name for p in parameters(body) if p.default is None or p.name in numbers]


def _at(body: Body, numbers: Mapping[str, Any], bits: int) -> Any:
    return balls.evaluate(body, {name: numbers[name] for name in _taken(body, numbers)}, bits)


def read_in(bits: int) -> Read:
    """Return what reads a body in balls of so many bits."""
    return partial(balls.evaluate, bits=bits)


def _absolute(g: Asked) -> Any:
    return absolute(g)


def _larger(a: Asked, b: Asked) -> Any:
    return maximum(a, b)


def _smaller(a: Asked, b: Asked) -> Any:
    return minimum(a, b)


def _over(a: Asked, b: Asked) -> Any:
    return a / b


def _times(a: Asked, b: Asked) -> Any:
    return a * b


def _plus(a: Asked, b: Asked) -> Any:
    return a + b


def _less(a: Asked, b: Asked) -> Any:
    return a - b


def _hypotenuse(a: Asked, b: Asked) -> Any:
    return sqrt(a * a + b * b)


def _stays(measured: Asked, epsilon: Asked) -> Any:
    return measured > epsilon


def _stays_at_least(measured: Asked, epsilon: Asked) -> Any:
    return measured >= epsilon


def _norm(row: Sequence[Any], bits: int) -> Any:
    """Return the norm of numbers as a ball; of one number it is the number without its sign."""
    total = balls.evaluate(_absolute, {"g": row[0]}, bits)
    for x in row[1:]:
        total = balls.evaluate(_hypotenuse, {"a": total, "b": x}, bits)
    return total


def constants_of(bound: Bound, objective: Objective, given: Mapping[str, Fraction], read: Read) -> dict[str, Any]:
    """Return the constants of the classes that an objective needs, weaker where they are drawn so, or as they are stated by name."""
    own = {p.name: given[f"objective.{p.name}"] for p in objective.parameters}
    known = {**{k: v for k, v in given.items() if "." not in k and not k.startswith("more ")}, "x0": given["start"], **own}
    numbers: dict[str, Any] = {}
    stated: dict[str, tuple[Assumption, Parameter]] = {}
    for assumption in bound.classes:
        declaration = declared(objective, assumption)
        for p in assumption.constants():
            body, less = declaration.constants.get(p.name) if declaration is not None else None, shrinks(assumption, p)
            value = known[p.name] if body is None else read(body, {n: known[n] for n in _taken(body, known)})
            if f"more {p.name}" in given:
                more, sized = given[f"more {p.name}"], p.domain.low >= 0
                weaker = (_over if less else _times) if sized else (_less if less else _plus)
                value = read(weaker, {"a": value, "b": more if sized else more - 1})
            both = _smaller if less else _larger
            numbers[p.name] = read(both, {"a": numbers[p.name], "b": value}) if p.name in numbers else value
            if body is not None and p.name in given:
                stated[p.name] = assumption, p
    return numbers | {name: _stated(*of, given[name], numbers[name]) for name, of in stated.items()}


def _stated(assumption: Assumption, p: Parameter, value: Fraction, needed: Any) -> Any:
    """Return what is meant by a constant that is stated: the one that is needed where it is the float next to it, or a weaker one."""
    with balls.precision(FIRST):
        least = balls.ball(needed)
        if least.finite() and abs(value - balls.middle(least)) <= NEXT * abs(value):
            return needed
        weaker = least >= value if shrinks(assumption, p) else least <= value
    if grows(assumption, p) and weaker.known:
        return value
    raise Stronger(f"{p.name} = {float(value):.6g} is not what the objective has: {float(least.arb.mid()):.6g}")


def numbers_of(bound: Bound, objective: Objective, raw: Mapping[str, Any], scale: Scale, bits: int) -> dict[str, Any]:
    """Return the constants of the class, F, R where a minimizer is known, and the horizon T as balls."""
    given = {k: Fraction(v) for k, v in raw.items()}
    own = {p.name: given[f"objective.{p.name}"] for p in objective.parameters}
    numbers: dict[str, Any] = {name: given[name] for name in (*constants_of_noise(bound), *free_of(bound))} | {"epsilon": given["epsilon"]}
    numbers |= constants_of(bound, objective, given, read_in(bits))
    assert objective.minimum is not None
    high, low = _at(objective.value, {**coordinates(objective, given), **own}, bits), _at(objective.minimum, own, bits)
    numbers |= {"F": balls.evaluate(_less, {"a": high, "b": low}, bits), "minimum": low}
    if objective.minimizer is not None:
        at = flat(_at(objective.minimizer, own, bits))
        away = [balls.evaluate(_less, {"a": x, "b": m}, bits) for x, m in zip(start_of(given), at, strict=True)]
        numbers["R"] = _norm(away, bits)
    with balls.precision(bits):
        numbers["T"] = scale(balls.ball(_at(bound.bound, numbers, bits)))
    return numbers


def finite(bound: Bound, objective: Objective, raw: Mapping[str, float]) -> bool:
    """Tell whether the bound certainly is a number: float64 may only have overflowed."""
    return bool(balls.ball(numbers_of(bound, objective, raw, lambda b: b, FIRST)["T"]).finite())


def exceeds(bound: Bound, objective: Objective, raw: Mapping[str, float], scale: Scale = lambda b: b, most: int = CONFIRMED_STEPS) -> bool:
    """Tell whether what is measured is certainly above epsilon at every step up to the bound (or `scale` of it).

    For a random method to be at epsilon is enough (thesis, (3.8)). Methods that draw, end by themselves, or choose the direction
    along which the gradient is asked are not run: that is False.
    """
    if not interpretable(bound.method):
        return False
    bits: int | None = FIRST
    while bits is not None:
        run = repeated(bound, objective, raw, scale, bits, most)
        if run is None:
            return False
        known, k = _stays_above(run)
        if known is not None:
            return known
        bits = finer(bits, k, run.steps)
    return False


def finer(bits: int, k: int, steps: int) -> int | None:
    """Return the bits of the next attempt where a ball did not decide after k steps of so many; None once that costs too much.

    A run that lost its bits halfway needs twice as many at least.
    """
    most = min(MOST, COST // max(steps, 1))
    wanted = max(4 * bits, 5 * bits * steps // (4 * max(k, 1)))
    return min(wanted, most) if bits < most else None


def _stays_above(run: "Repeated") -> tuple[bool | None, int]:
    """Tell whether a run stays above epsilon up to its bound, and after how many steps that was known, or not known."""
    for k in range(run.steps + 1):
        known = run.stays(run.stages)
        if known is not True:
            return known, k
        try:
            run.stages.step()
        except ValueError:  # a ball that does not know whether to begin anew
            return None, k
    return True, run.steps


def kept(bound: Bound, numbers: Mapping[str, Any], bits: int) -> bool:
    """Tell whether every name keeps to its domain and its range: certainly inside an open end, not certainly outside a closed one."""
    noises = constants_of_noise(bound)  # these may be 0, the limit without noise
    own = {p.name: p.domain for a in bound.classes for p in a.constants()} | free_of(bound)
    values = [(numbers[name], domain) for name, domain in own.items()]
    values += [(numbers[n], Domain("range", *ends, False, False)) for n, ends in bound.search.items() if n in numbers and n not in noises]
    bodies = bound.method_constants
    values += [(_at(bodies[p.name], numbers, bits), p.domain) for p in bound.method.parameters if p.name in bodies]
    with balls.precision(bits):
        return all(_inside(balls.ball(value), domain) for value, domain in values)


def _inside(x: balls.Ball, domain: Domain) -> bool:
    low = domain.low == -math.inf or ((x > domain.low).known is True if domain.low_open else (x >= domain.low).known is not False)
    return low and (
        domain.high == math.inf or ((x < domain.high).known is True if domain.high_open else (x <= domain.high).known is not False)
    )


@dataclass(frozen=True)
class Repeated:
    """A run in balls, at its start: `steps` lead up to the bound, `stays` says whether what is measured certainly is above epsilon."""

    stages: Stages
    steps: int
    stays: Callable[[Stages], bool | None]


def repeated(bound: Bound, objective: Objective, raw: Mapping[str, float], scale: Scale, bits: int, longest: int) -> Repeated | None:
    """Begin a run in balls; None where the bound is not known to be at most `longest`."""
    numbers = numbers_of(bound, objective, raw, scale, bits)
    horizon = balls.ball(numbers["T"])
    if not horizon.finite() or not (horizon <= longest).known or not kept(bound, numbers, bits):
        return None
    most = math.floor(float(horizon.arb.upper()) * (1 + ROUNDING) + ROUNDING)
    stages, measure = begun(bound, objective, raw, numbers, bits)
    stays, epsilon = _stays_at_least if bound.random else _stays, Fraction(raw["epsilon"])

    def above(run: Stages) -> bool | None:
        known: bool | None = balls.evaluate(stays, {"measured": measure(run), "epsilon": epsilon}, bits).known
        return known

    return Repeated(stages, most, above)


def begun(
    bound: Bound, objective: Objective, raw: Mapping[str, float], numbers: Mapping[str, Any], bits: int
) -> tuple[Stages, Callable[[Stages], Any]]:
    """Return a run in balls, at its start, and how what the bound measures is read off it; `numbers` are those of `numbers_of`."""
    given = {k: Fraction(v) for k, v in raw.items()}
    own = {p.name: given[f"objective.{p.name}"] for p in objective.parameters}
    chosen: dict[str, Any] = {name: _at(body, numbers, bits) for name, body in bound.method_constants.items()}
    chosen |= {p.name: Fraction(p.default) for p in bound.method.parameters if p.default is not None and p.name not in chosen}
    ways = {p.name: 0 for p in parameters(objective.gradient) if p.domain.role == "direction"}
    least = _at(objective.minimum, own, bits) if objective.minimum is not None else None

    axes = axes_of(objective)

    def read(body: Callable[..., Any], values: Mapping[str, Any]) -> Any:
        return balls.evaluate(body, values, bits)

    def gradient(at: list[Any]) -> list[Any]:
        return list(flat(_at(objective.gradient, {**dict(zip(axes, at, strict=True)), **ways, **own}, bits)))

    def value(at: list[Any]) -> Any:
        return _at(objective.value, {**dict(zip(axes, at, strict=True)), **own}, bits)

    def norm(row: list[Any]) -> Any:
        return _norm(row, bits)

    def measure(run: Stages) -> Any:
        at = run.output
        asks = {"minimum": lambda: least, "g_norm": lambda: norm(gradient(at)), "x_norm": lambda: norm(at), "value": lambda: value(at)}
        return measured(bound, read, **asks)

    return Stages(bound.method, chosen, list(start_of(given)), gradient, value, read=read, norm=norm), measure


def interpretable(method: Method) -> bool:
    """Tell whether the steps of a method are fixed by the point, so that they can be read in balls."""
    kinds = {p.domain.role for stage in method.stages for p in parameters(stage)}
    return method.done is None and not kinds & {*DRAWS, "direction"} and "v" not in [s.__name__ for s in method.stages]
