"""Repeat a run without noise in balls: what was drawn are floats, exactly, and all else is computed from them.

The constants of the class, F, the bound, the step sizes and every step are balls: what is certain here is certain of the claim itself.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from theorysim.domains import Asked, parameters
from theorysim.judge.drawing import Scale, constants_of_noise, random
from theorysim.judge.membership import declared
from theorysim.maths import absolute, maximum
from theorysim.model import Bound, Objective
from theorysim.readings import balls

CONFIRMED_STEPS = 3_000
ROUNDING = 1e-9  # a bound computed in float64: a run must exceed it by more than that could hide
BITS = (256, 1024)


def _at(body: Callable[..., Any], numbers: Mapping[str, Any], bits: int) -> Any:
    return balls.evaluate(body, {p.name: numbers[p.name] for p in parameters(body) if p.default is None or p.name in numbers}, bits)


def _absolute(g: Asked) -> Any:
    return absolute(g)


def _larger(a: Asked, b: Asked) -> Any:
    return maximum(a, b)


def _times(a: Asked, b: Asked) -> Any:
    return a * b


def _less(a: Asked, b: Asked) -> Any:
    return a - b


def _stays(g_norm: Asked, epsilon: Asked) -> Any:
    return g_norm > epsilon


def _stays_at_least(g_norm: Asked, epsilon: Asked) -> Any:
    return g_norm >= epsilon


def numbers_of(bound: Bound, objective: Objective, raw: Mapping[str, float], scale: Scale, bits: int) -> dict[str, Any]:
    """Give the constants of the class, F and the horizon T as balls."""
    given = {k: Fraction(v) for k, v in raw.items()}
    own = {p.name: given[f"objective.{p.name}"] for p in objective.parameters}
    known = {**{k: v for k, v in given.items() if "." not in k and not k.startswith("more ")}, "x0": given["start"], **own}
    numbers: dict[str, Any] = {name: given[name] for name in constants_of_noise(bound)} | {"epsilon": given["epsilon"]}
    for assumption in bound.classes:
        declaration = declared(objective, assumption)
        for p in assumption.constants():
            body = declaration.constants.get(p.name) if declaration is not None else None
            value = known[p.name] if body is None else _at(body, known, bits)
            if f"more {p.name}" in given:
                value = balls.evaluate(_times, {"a": value, "b": given[f"more {p.name}"]}, bits)
            numbers[p.name] = balls.evaluate(_larger, {"a": numbers[p.name], "b": value}, bits) if p.name in numbers else value
    assert objective.minimum is not None
    high, low = _at(objective.value, {"x": given["start"], **own}, bits), _at(objective.minimum, own, bits)
    numbers["F"] = balls.evaluate(_less, {"a": high, "b": low}, bits)
    with balls.precision(bits):
        numbers["T"] = scale(balls.ball(_at(bound.bound, numbers, bits)))
    return numbers


def exceeds(bound: Bound, objective: Objective, raw: Mapping[str, float], scale: Scale = lambda b: b) -> bool:
    """Say whether the gradient norm is certainly above epsilon at every step up to the bound (or `scale` of it).

    For a random method to be at epsilon is enough (thesis, (3.8)).
    """
    for bits in BITS:
        known = _exceeds(bound, objective, raw, scale, bits)
        if known is not None:
            return known
    return False


def _exceeds(bound: Bound, objective: Objective, raw: Mapping[str, float], scale: Scale, bits: int) -> bool | None:
    numbers = numbers_of(bound, objective, raw, scale, bits)
    horizon = balls.ball(numbers["T"])
    if not horizon.finite() or not (horizon <= CONFIRMED_STEPS).known:
        return False
    most = math.floor(float(horizon.arb.mid()) * (1 + ROUNDING) + ROUNDING)
    given = {k: Fraction(v) for k, v in raw.items()}
    own = {p.name: given[f"objective.{p.name}"] for p in objective.parameters}
    step = bound.method.stages[-1]
    asks = {p.name for p in parameters(step)}
    chosen = {name: _at(body, numbers, bits) for name, body in bound.method_constants.items()}
    x: Any = given["start"]
    stays = _stays_at_least if random(bound) else _stays
    for _ in range(most + 1):
        g = balls.evaluate(objective.gradient, {"x": x, **own}, bits)
        norm = balls.evaluate(_absolute, {"g": g}, bits)
        known: bool | None = balls.evaluate(stays, {"g_norm": norm, "epsilon": given["epsilon"]}, bits).known
        if known is not True:
            return known
        values = {"x": x, "g": g, "g_norm": norm, **chosen}
        x = balls.evaluate(step, {k: v for k, v in values.items() if k in asks}, bits)
    return True
