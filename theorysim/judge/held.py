"""Hold one run against what a claim allows it: the claim's bound with the constants that are stated, and the run repeated in balls.

A run counts only for a function of which it is proved that it lies in the class with these constants, with the claim's own steps, and
through a noise of which it is proved that it lies in the claim's class. Several runs are a sample: too few that arrive are shown by an
exact test, whose false alarms are those of the judge of quantiles.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from theorysim.claims.bound import Bound
from theorysim.claims.rate import Rate
from theorysim.domains import Parameter, parameters
from theorysim.entries import Body, Objective
from theorysim.judge.bound import fits, in_few_variables, on_the_line
from theorysim.judge.hits import ALPHA, is_member
from theorysim.judge.rate import certainly_above, column, with_steps
from theorysim.members.adopted import with_classes
from theorysim.members.branches import tried
from theorysim.naming import named
from theorysim.readings import balls
from theorysim.results import Held, HittingTimes, Setting
from theorysim.simulate.composition import Composition
from theorysim.trials.beyond_floats import FIRST, ROUNDING, Stronger, exceeds, kept, numbers_of
from theorysim.trials.free import constants_of_noise
from theorysim.trials.written import names_of, raw_of, says, says_of_rate

Numbers = Mapping[str, Any]
Constants = Mapping[str, Fraction]


def of_bound(
    bound: Bound, setting: Setting, what: Composition, stated: Constants, T: int | None, many: HittingTimes | None = None
) -> Held | None:
    """Hold the hitting time of a run, or those of many, against a bound; None where the run is of another method.

    Raises ValueError for a constant that the claim does not take.
    """
    if (run := _repeated(bound, setting, what, stated, {})) is None:
        return None
    allowed = _float(run.numbers["T"]) if run.numbers else math.nan
    strange = run.strange or ("" if math.isfinite(allowed) else "the bound is no finite number: it claims nothing there")
    found = Held(says(bound), allowed, _taken(bound, bound.bound, run.numbers), "undecided", strange)
    if strange:
        return found
    if many is not None:
        return _of_many(found, bound.quantile, setting.steps, many)
    if what.oracle is None and exceeds(bound, run.objective, run.raw):
        return replace(found, verdict="exceeded", why=f"T >= {max(math.floor(allowed), 0) + 1}, in balls")
    if T is not None and allowed * (1 + ROUNDING) >= T:
        return replace(found, verdict="kept", why=f"it arrives by step {T}")
    if T is None and setting.steps <= allowed:
        return replace(found, why=f"it makes {setting.steps} steps, too few to tell")
    return replace(found, why=f"it takes more than {max(math.floor(allowed), 0)} steps in float64, and nothing beyond it decides")


def _of_many(found: Held, claimed: float, steps: int, many: HittingTimes) -> Held:
    """Hold the share of runs that arrive by the bound against the share that is claimed."""
    from scipy.stats import binom

    by = max(math.floor(found.allowed * (1 + ROUNDING)), 0)
    hits, runs = int(many.counts[many.times <= by].sum()), many.runs
    arrive = f"{hits} of {runs} runs arrive by step {by}"
    if hits >= claimed * runs:
        return replace(found, verdict="kept", why=arrive)
    if steps < by:
        return replace(found, why=f"{arrive}, and they make {steps} steps, too few to tell")
    if binom.cdf(hits, runs, claimed) <= ALPHA:
        chance = f"so few, with probability at most {ALPHA:g}, where each does with probability {claimed:g} or more"
        return replace(found, verdict="exceeded", why=f"{arrive}: {chance}")
    return replace(found, why=f"{arrive}, where a share {claimed:g} is claimed: that may be chance")


def of_rate(rate: Rate, setting: Setting, what: Composition, stated: Constants) -> Held | None:
    """Hold what a run shows after its last step against a rate; None where the run is of another method.

    Raises ValueError as `of_bound` does.
    """
    k = setting.steps
    view = with_steps(rate, k)
    if (run := _repeated(view, setting, what, stated, {"k": Fraction(k)})) is None:
        return None
    allowed = _float(_at(rate.bound, run.numbers)) if run.numbers else math.nan
    strange = f"no run of the claim: it speaks of k = {rate.first} steps or more" if run.numbers and k < rate.first else run.strange
    found = Held(says_of_rate(rate), allowed, _taken(view, rate.bound, run.numbers), "undecided", strange)
    if strange:
        return found
    seen = float(column(rate, run.objective, {**run.raw, **dict(setting.parameters)}, k)[k])
    shows = f"after k = {k} steps it is {seen:.6g}"
    if certainly_above(rate, run.objective, run.raw, k):
        return replace(found, verdict="exceeded", why=f"{shows}, and above that in balls")
    if seen <= allowed + ROUNDING * abs(allowed):
        return replace(found, verdict="kept", why=shows)
    return replace(found, why=f"{shows} in float64, and nothing beyond it decides")


@dataclass(frozen=True)
class Repeated:
    """A run as it is repeated: its function in the claim's classes, its numbers as given and in balls, and why it is none of the claim."""

    objective: Objective
    raw: dict[str, Any]
    numbers: dict[str, Any]  # empty where there are none
    strange: str


def _repeated(bound: Bound, setting: Setting, what: Composition, stated: Constants, more: Numbers) -> Repeated | None:
    """Return the run of a claim, with `more` numbers that its formulas take; None where it is of another method.

    Raises ValueError for a constant that the claim does not take.
    """
    if not _is_of(bound, setting, what):
        return None
    _only_its_own(bound, stated)
    objective = with_classes({setting.objective: what.objective}, bound.classes)[setting.objective]
    try:
        raw, numbers = _numbers(bound, setting, objective, stated)
    except ValueError as reason:
        return Repeated(objective, {}, {}, str(reason))
    numbers |= more
    return Repeated(objective, raw, numbers, _strange(bound, setting, what, objective, numbers))


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
    except (Stronger, OverflowError) as reason:
        raise ValueError(f"no run of the claim: {reason}") from reason
    except KeyError as missing:
        raise ValueError(f"-p statement.{missing.args[0]}=VALUE is missing") from missing


def _strange(bound: Bound, setting: Setting, what: Composition, objective: Objective, numbers: Numbers) -> str:
    """Return why a run is none of the claim: its steps, its constants, its function or its noise; nothing where it is one."""
    given = dict(setting.parameters)
    wrong = _others(bound.method.parameters, bound.method_constants, "method", given, numbers)
    if wrong:
        return f"no run of the claim: {wrong}"
    negative = [name for name in constants_of_noise(bound) if numbers[name] < 0]
    if negative or not kept(bound, numbers, FIRST):
        return "no run of the claim: a constant lies outside its domain, or its range"
    if not (on_the_line(objective) or in_few_variables(objective)):
        return f"{setting.objective} is not defined everywhere, or has many coordinates: no claim is held against it"
    for p in objective.parameters:
        if p.domain.integer and given.get(f"objective.{p.name}", p.default) not in tried(p.domain):
            return (
                f"no proof was tried that {setting.objective} lies in the class: {p.name} is none of {', '.join(map(str, tried(p.domain)))}"
            )
    if not fits(bound, objective):
        return f"no proof was found that {setting.objective} lies in the class"
    return _noise(bound, setting, what, objective, numbers)


def _others(known: Sequence[Parameter], bodies: Mapping[str, Body], role: str, given: Numbers, numbers: Numbers) -> str:
    """Name a parameter of a run that is not what the claim's formula says, or not its default where there is none."""
    for p in known:
        own = _float(_at(bodies[p.name], numbers)) if p.name in bodies else p.default
        run = given.get(f"{role}.{p.name}", p.default)
        if own is None or run is None:
            return f"{p.name} is free in the claim"
        if not abs(run - own) <= ROUNDING * abs(own):
            return f"{p.name} is {run:.6g}, and {own:.6g} in the claim"
    return ""


def _noise(bound: Bound, setting: Setting, what: Composition, objective: Objective, numbers: Numbers) -> str:
    """Return why the noise of a run is none of the claim's; nothing where it is one, or there is none."""
    if (oracle := what.oracle) is None:
        return ""
    if not bound.random:
        return "no run of the claim: it is about the true gradient"
    given = dict(setting.parameters)
    if any(own == oracle and not _others(oracle.parameters, bodies, "oracle", given, numbers) for own, bodies in bound.oracles):
        return ""
    own = {p.name: given.get(f"oracle.{p.name}", p.default or 0) for p in oracle.parameters}
    rational = bound.noise is not None and all(isinstance(numbers.get(p.name), Fraction) for p in bound.noise.constants())
    if rational and is_member(bound, oracle, own, numbers, objective.dimension):
        return ""
    return f"no proof was found that the noise of {setting.oracle} lies in the class"


def _at(body: Body, numbers: Numbers) -> Any:
    return balls.evaluate(body, {p.name: numbers[p.name] for p in parameters(body)}, FIRST)


def _float(value: Any) -> float:
    return float(balls.ball(value).arb.mid())


def _taken(bound: Bound, formula: Body, numbers: Numbers) -> dict[str, float]:
    """Return the numbers that the formulas of a claim take; none of a run that has none."""
    names = dict.fromkeys(p.name for body in (formula, *bound.method_constants.values()) for p in parameters(body) if p.name != "T")
    return {name: _float(numbers[name]) for name in names} if numbers else {}
