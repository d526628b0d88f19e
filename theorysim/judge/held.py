"""Hold one run against what a claim allows it: the claim's bound with the constants that are stated, and the run repeated in balls.

A run counts only for a function of which it is proved that it lies in the class with these constants, and with the claim's own steps.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theorysim.claims.bound import Bound
from theorysim.claims.rate import Rate
from theorysim.domains import parameters
from theorysim.entries import Body, Objective
from theorysim.judge.bound import fits
from theorysim.judge.rate import certainly_above, column, with_steps
from theorysim.members.adopted import with_classes
from theorysim.naming import named
from theorysim.readings import balls
from theorysim.results import Held, Setting
from theorysim.simulate.composition import Composition
from theorysim.trials.beyond_floats import FIRST, ROUNDING, Stronger, exceeds, kept, numbers_of
from theorysim.trials.written import names_of, raw_of, says, says_of_rate

Numbers = Mapping[str, Any]
Constants = Mapping[str, Fraction]


def of_bound(bound: Bound, setting: Setting, what: Composition, stated: Constants, T: int | None, runs: int) -> Held | None:
    """Hold the hitting time of a run, or the claimed quantile of that of many, against a bound; None where the run is of another method.

    Raises ValueError for a constant that the claim does not take.
    """
    if not _is_of(bound, setting, what):
        return None
    _only_its_own(bound, stated)
    objective = with_classes({setting.objective: what.objective}, bound.classes)[setting.objective]
    try:
        raw, numbers = _numbers(bound, setting, objective, stated)
    except ValueError as reason:
        return Held(says(bound), math.nan, {}, "undecided", str(reason))
    allowed = _float(numbers["T"])
    found = Held(says(bound), allowed, _taken(bound, bound.bound, numbers), "undecided", _strange(bound, setting, objective, numbers))
    if found.why:
        return found
    least, it = max(math.floor(allowed), 0), "it" if runs == 1 else f"a share {bound.quantile:g} of {runs} runs"
    if runs == 1 and what.oracle is None and exceeds(bound, objective, raw):
        return replace(found, verdict="exceeded", why=f"T >= {least + 1}, in balls")
    if T is not None and allowed * (1 + ROUNDING) >= T:
        return replace(found, verdict="kept", why=f"{it} arrives by step {T}")
    if T is None and setting.steps <= allowed:
        return replace(found, why=f"{it} makes {setting.steps} steps, too few to tell")
    if runs > 1:
        return replace(found, verdict="exceeded", why=f"{it} does not arrive by step {least}: a test, with these runs")
    return replace(found, why=f"{it} takes more than {least} steps in float64, and nothing beyond it decides")


def of_rate(rate: Rate, setting: Setting, what: Composition, stated: Constants) -> Held | None:
    """Hold what a run shows after its last step against a rate; None where the run is of another method.

    Raises ValueError as `of_bound` does.
    """
    k = setting.steps
    view = with_steps(rate, k)
    if not _is_of(view, setting, what):
        return None
    _only_its_own(view, stated)
    objective = with_classes({setting.objective: what.objective}, rate.classes)[setting.objective]
    try:
        raw, numbers = _numbers(view, setting, objective, stated)
    except ValueError as reason:
        return Held(says_of_rate(rate), math.nan, {}, "undecided", str(reason))
    numbers |= {"k": Fraction(k)}
    allowed = _float(_at(rate.bound, numbers))
    taken, strange = _taken(view, rate.bound, numbers), _strange(view, setting, objective, numbers)
    found = Held(says_of_rate(rate), allowed, taken, "undecided", strange)
    if strange:
        return found
    seen = float(column(rate, objective, {**raw, **dict(setting.parameters)}, k)[k])
    shows = f"after k = {k} steps it is {seen:.6g}"
    if certainly_above(rate, objective, raw, k):
        return replace(found, verdict="exceeded", why=f"{shows}, and above that in balls")
    if seen <= allowed + ROUNDING * abs(allowed):
        return replace(found, verdict="kept", why=shows)
    return replace(found, why=f"{shows} in float64, and nothing beyond it decides")


def _is_of(bound: Bound, setting: Setting, what: Composition) -> bool:
    """Tell whether a setting is a run of a bound's method, until what the bound measures is small."""
    until = named(bound.until) if bound.until is not None else "gradient_norm"
    return (what.method == bound.method or setting.method == named(bound.method)) and setting.until == until


def _only_its_own(bound: Bound, stated: Constants) -> None:
    if strangers := stated.keys() - set(names_of(bound)):
        raise ValueError(f"the claim takes no {', '.join(sorted(strangers))}; it takes {', '.join(names_of(bound))}")


def _numbers(bound: Bound, setting: Setting, objective: Objective, stated: Constants) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a run as it is repeated, and the numbers of the claim there, in balls; raises ValueError where there are none."""
    raw = raw_of(objective, setting, stated)
    try:
        return raw, numbers_of(bound, objective, raw, lambda b: b, FIRST)
    except Stronger as reason:
        raise ValueError(f"no run of the claim: {reason}") from reason
    except KeyError as missing:
        raise ValueError(f"-p statement.{missing.args[0]}=VALUE is missing") from missing


def _strange(bound: Bound, setting: Setting, objective: Objective, numbers: Numbers) -> str:
    """Return why a run is none of the claim: its steps, its constants or its function; nothing where it is one."""
    given = dict(setting.parameters)
    for name, body in bound.method_constants.items():
        own, run = _float(_at(body, numbers)), given.get(f"method.{name}", math.nan)
        if not abs(run - own) <= ROUNDING * abs(own):
            return f"no run of the claim: {name} is {run:.6g}, and {own:.6g} in the claim"
    if not kept(bound, numbers, FIRST):
        return "no run of the claim: a constant lies outside its domain, or its range"
    if not fits(bound, objective):
        return f"no proof was found that {setting.objective} lies in the class"
    return ""


def _at(body: Body, numbers: Numbers) -> Any:
    return balls.evaluate(body, {p.name: numbers[p.name] for p in parameters(body)}, FIRST)


def _float(value: Any) -> float:
    return float(balls.ball(value).arb.mid())


def _taken(bound: Bound, formula: Body, numbers: Numbers) -> dict[str, float]:
    """Return the numbers that the formulas of a claim take."""
    names = dict.fromkeys(p.name for body in (formula, *bound.method_constants.values()) for p in parameters(body) if p.name != "T")
    return {name: _float(numbers[name]) for name in names}
