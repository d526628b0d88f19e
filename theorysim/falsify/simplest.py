"""Make a run that exceeds a bound simpler, as long as it certainly exceeds it: fewer pieces, smaller rationals, a shorter run."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from theorysim.claims.bound import Bound
from theorysim.domains import Domain
from theorysim.entries import Objective
from theorysim.falsify.found import Clock
from theorysim.falsify.walks import free_of_epsilon, walked
from theorysim.judge.bound import Case
from theorysim.trials.beyond_floats import CONFIRMED_STEPS, ROUNDING, exceeds
from theorysim.trials.drawing import measured
from theorysim.trials.free import free_of
from theorysim.trials.simpler import settled_once

SIMPLE = (1.0, 2.0, 0.5, 4.0, 0.25, 8.0, 0.125, 3.0, 10.0, 16.0, 100.0, 0.1, 0.01, 0.001)
GROWTH = 1.5  # of the horizon that a simpler number may cost
ROUNDS = 3
PATIENCE = 8.0  # seconds


def candidates(name: str, value: float, domain: Domain | None) -> Iterator[float]:
    """Return simpler numbers, the simplest first: ends of the range, then small numbers, then fewer digits."""
    sign = -1.0 if value < 0 else 1.0
    if name.startswith("start."):  # a coordinate that is not needed
        yield 0.0
    if name.startswith("more "):  # a class may only be made larger
        yield from (s for s in (1.0, 2.0, 4.0, 10.0, 100.0) if s <= value)
        return
    if domain is not None and not domain.low_open:
        yield domain.low
    if domain is not None and not domain.high_open:
        yield domain.high
    yield from (sign * s for s in SIMPLE)
    yield from (float(f"{value:.{digits}g}") for digits in (1, 2, 3, 4))


def simplest(case: Case, bound: Bound, objective: Objective) -> Case:
    """Return a simpler case that exceeds the bound beyond float64, or the same one."""
    if case.horizon > CONFIRMED_STEPS:  # too long to be repeated again and again
        return case
    domains = {f"objective.{p.name}": p.domain for p in objective.parameters} | free_of(bound)
    clock, best = Clock(PATIENCE), _shortest(case, bound, objective)
    for _ in range(ROUNDS):
        before = best.raw
        for name in sorted(best.raw, key=lambda n: (not n.startswith(("more ", "start.")), n == "epsilon", n == "start")):
            for value in candidates(name, best.raw[name], domains.get(name)):
                if value == best.raw[name] or clock.over():
                    break
                if (simpler := _still(best, {**best.raw, name: value}, name, bound, objective)) is not None:
                    best = simpler
                    break
        if best.raw == before:
            break
    return best


def _shortest(case: Case, bound: Bound, objective: Objective) -> Case:
    """Return the same run with a larger epsilon, so that the bound is exceeded as soon as may be."""
    if not free_of_epsilon(bound):
        return case
    for steps in range(0, min(case.T - 1, 64)):
        found = _run(case.name, case.raw, bound, objective, steps, fixed=False)
        if found is not None and found.over() and exceeds(bound, objective, found.raw):
            return found
    return case


def _still(case: Case, raw: Mapping[str, float], name: str, bound: Bound, objective: Objective) -> Case | None:
    """Return a changed case where it certainly exceeds the bound in a run that is not much longer; its epsilon may follow."""
    tried = [dict(raw)]
    if name != "epsilon":
        share = case.raw["epsilon"] / case.settled["begun"]
        begun = float(measured(bound, objective, {k: np.array([v]) for k, v in raw.items()})[0])
        tried.append({**raw, "epsilon": share * begun})
    found = [_run(case.name, one, bound, objective, int(max(GROWTH * case.horizon, 0)) + 1, fixed=True) for one in tried]
    if name != "epsilon" and free_of_epsilon(bound):
        found.append(_run(case.name, raw, bound, objective, max(case.T - 1, 0), fixed=False))
    for one in found:
        if one is not None and one.over() and one.horizon <= max(GROWTH * case.horizon, 0) and exceeds(bound, objective, one.raw):
            return one
    return None


def _run(name: str, raw: Mapping[str, float], bound: Bound, objective: Objective, steps: int, fixed: bool) -> Case | None:
    """Return the case of one setting, None where it makes no sense; its epsilon is the worst one of the run, or stays."""
    columns = {k: np.array([v]) for k, v in raw.items()}
    found = walked(bound, objective, columns, steps, fixed)
    if found.score[0] == -np.inf or not found.settled["T"][0] * (1 + ROUNDING) < found.T[0]:
        return None
    one = Case.at(name, found.raw, found.settled, 0, int(found.T[0]))
    return replace(one, settled=settled_once(bound, objective, one.raw, lambda b: b))
