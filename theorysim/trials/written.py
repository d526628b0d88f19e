"""Write a run down as data, every number that the verdict on it rests on, and read it back to hold it against a claim again."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from theorysim.claims.bound import Bound
from theorysim.claims.rate import Rate
from theorysim.entries import Body, Objective
from theorysim.letters import on_letters, written
from theorysim.naming import named
from theorysim.readings import balls, exact
from theorysim.results import Run, Setting
from theorysim.trials.beyond_floats import FIRST, constants_of, read_in
from theorysim.trials.drawing import shrinks
from theorysim.trials.free import constants_of_noise, free_of
from theorysim.trials.starts import starts


def formula(body: Body) -> str:
    """Print a formula in one line; the name of a function that does more than write one."""
    if text := written(body):
        return text
    made = on_letters(body)
    return body.__name__.strip("_").replace("_", " ") if made is None or isinstance(made, tuple) else str(made)


def says(bound: Bound) -> str:
    """Print what a bound claims, in one line."""
    until = f", until {named(bound.until)} <= epsilon" if bound.until is not None else ""
    return f"T <= {formula(bound.bound)}{until}"


def says_of_rate(rate: Rate) -> str:
    """Print what a rate claims, in one line."""
    return f"after k steps {'the least ' if rate.least else ''}{named(rate.quantity)} <= {formula(rate.bound)}"


def constants(bound: Bound, objective: Objective, raw: Mapping[str, float]) -> dict[str, str]:
    """Return the constants of the classes, of the noise, and what is free in a formula.

    They are exact; where one of them is not rational, each is the float next to it with which the class is larger.
    """
    given = {name: Fraction(value) for name, value in raw.items()}
    try:
        found = constants_of(bound, objective, given, exact.evaluate)
    except (exact.NotRational, ZeroDivisionError):
        less = {p.name for a in bound.classes for p in a.constants() if shrinks(a, p)}
        found = {n: _outside(x, n in less) for n, x in constants_of(bound, objective, given, read_in(FIRST)).items()}
    found |= {name: given[name] for name in (*constants_of_noise(bound), *free_of(bound))}
    return {name: word(value) for name, value in found.items()}


def _outside(x: Any, down: bool) -> Fraction:
    one = balls.ball(x)
    if one.arb.is_exact():
        return balls.middle(one)
    end = float((one.arb.lower() if down else one.arb.upper()).mid())
    return Fraction(math.nextafter(end, -math.inf if down else math.inf))


def word(value: Fraction) -> str:
    """Write a number so that `number` reads it back: a float64 as its decimal, another rational as p/q."""
    try:
        return repr(float(value)).removesuffix(".0") if Fraction(float(value)) == value else f"{value.numerator}/{value.denominator}"
    except OverflowError:
        return f"{value.numerator}/{value.denominator}"


def number(text: str) -> Fraction:
    """Read a number of a run: p/q as it stands, a decimal as the float64 next to it. Raises ValueError or ArithmeticError."""
    return Fraction(text) if "/" in text else Fraction(float(text))


def run_of(bound: Bound, objective: Objective, raw: Mapping[str, float], setting: Setting, claim: str, allowed: float) -> Run:
    """Return the run of a setting that was drawn, held against a claim."""
    return Run(claim, says(bound), setting, constants(bound, objective, raw), allowed)


def raw_of(objective: Objective, setting: Setting, stated: Mapping[str, Fraction]) -> dict[str, Any]:
    """Return what would have been drawn for a setting: the objective's parameters, start, epsilon, and the constants as they are stated.

    Raises ValueError for a setting that names no start.
    """
    if setting.start is None:
        raise ValueError("a run that is held against a claim names its start")
    given = dict(setting.parameters)
    own = {f"objective.{p.name}": given.get(f"objective.{p.name}", p.default) for p in objective.parameters}
    return {**own, **dict(zip(starts(objective), setting.start, strict=True)), "epsilon": setting.epsilon, **stated}


def names_of(bound: Bound) -> list[str]:
    """Return the names that a run may state: constants of the classes, sizes of noises, and what is free."""
    classes = [p.name for a in bound.classes for p in a.constants()]
    return list(dict.fromkeys([*classes, *constants_of_noise(bound), *free_of(bound)]))


def as_certificate(run: Run) -> dict[str, Any]:
    """Return what a certificate says of a run: its numbers as rationals, and how many of its points are above epsilon.

    It says nothing of one that is seen through a noise, or has several coordinates.
    """
    setting = run.setting
    if setting.oracle != "exact" or setting.start is None or len(setting.start) > 1:
        return {}
    own = {name.removeprefix("objective."): _exactly(x) for name, x in setting.parameters if name.startswith("objective.")}
    return {
        "objective": setting.objective,
        "own": own,
        "start": _exactly(setting.start[0]),
        "constants": {name: str(number(text)) for name, text in run.constants.items()} | {"epsilon": _exactly(setting.epsilon)},
        "steps": math.floor(max(run.allowed, 0)) + 1,
    }


def _exactly(value: float) -> str:
    return str(Fraction(value))
