"""Look for an instance of its class on which a method takes more steps than a bound says.

An instance counts once its membership was proved, and a run once it was repeated in balls; it is then made simpler and shorter. With
noise what counts is a test of runs that the search has not seen.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from theorysim.claims.bound import Bound
from theorysim.entries import Objective, Oracle
from theorysim.falsify.evolution import NOISELESS, Missed, Refuted, Search, Spent
from theorysim.falsify.found import Clock, Found, Progress
from theorysim.falsify.paths import Counted
from theorysim.falsify.simplest import simplest
from theorysim.falsify.walks import interpretable
from theorysim.judge.bound import Case, judge_bound
from theorysim.judge.hits import ALPHA, judge_hits
from theorysim.members.adopted import with_classes
from theorysim.naming import named
from theorysim.trials.beyond_floats import exceeds
from theorysim.trials.noiseless import times
from theorysim.trials.starts import start_of

RUNS = 1_000  # that the line of an exact count replays
FEW = 12  # numbers of a witness that a sentence names


def told(bound: Bound, case: Case) -> str:
    """Describe in one sentence what was found."""
    numbers = [(k.removeprefix("objective."), v) for k, v in case.raw.items() if k.startswith("objective.")]
    at = ", ".join(f"{k} = {v:.6g}" for k, v in numbers[:FEW])
    what = named(bound.until) if bound.until is not None else "gradient_norm"
    start = ", ".join(f"{x:.6g}" for x in start_of(case.raw))
    return (
        f"on {case.name}{f' ({at})' if at else ''} from x0 = {start} {named(bound.method)} takes "
        f"{'more than ' + str(max(math.floor(case.horizon), 0)) if case.T < 0 else case.T} steps to {what} <= {case.raw['epsilon']:.6g}; "
        f"the bound is {case.horizon:.6g}{', no positive number' * (case.horizon <= 0)}, where {case.where(bound)}"
    )


def told_of_runs(bound: Bound, missed: Missed) -> str:
    """Describe in one sentence how often the horizon was missed."""
    case, decision = missed.seen.case, missed.decision
    own = ", ".join(f"{k} = {v:.6g}" for k, v in missed.seen.own.items())
    place = f"on {case.name} from x0 = {case.raw['start']:.6g}, seen through {missed.seen.oracle}{f' ({own})' if own else ''}"
    if isinstance(decision, Counted):
        return (
            f"{place}, {named(bound.method)} misses {case.horizon:.6g} with probability {float(decision.missed):.6g} at "
            f"least, for all {decision.paths} paths were followed in balls; a share of {bound.quantile:g} was to hit"
        )
    return (
        f"{place}, {decision.hits} of {decision.runs} runs of {named(bound.method)} hit by {case.horizon:.6g}, of which a share of "
        f"{bound.quantile:g} was claimed: a true claim would be called false with probability {ALPHA:g} at most, in all tests"
    )


def counted(bound: Bound, objective: Objective, case: Case) -> Case:
    """Return the case with the hitting time that its replay counts, -1 where it is not reached in twice the bound and a few steps."""
    columns = {k: np.array([v]) for k, v in case.settled.items()}
    (T,) = times(bound, objective, columns, max(2 * math.floor(max(case.horizon, 0)) + 64, case.T))
    return replace(case, T=int(T))


def by_judge(bound: Bound, objectives: Mapping[str, Objective], oracles: Mapping[str, Oracle], seed: int, label: str) -> Found:
    """Look for a run of a method that draws, or begins anew, by the judge's own settings: it is not read over arrays."""
    if bound.random:
        one = judge_hits(bound, "standard", label, objectives, oracles, seed=seed)
    else:
        one = judge_bound(bound, "standard", label, objectives, seed=seed)
    tried = {k: n for k, n in one.tried.items() if k in ("objectives", "settings", "tests")}
    found = Found(one.outcome == "refuted", one.worst_ratio, one.witness, one.why, tried.get("settings", 0), tried)
    return replace(found, unconfirmed=one.outcome == "undecided" and (one.worst_ratio or 0) > 1, run=one.run)


def refuted(search: Search, case: Case, label: str) -> Found:
    """Make a case simpler that certainly exceeds the bound, and tell it."""
    bound, objective = search.bound, search.objectives[case.name]
    case = counted(bound, objective, simplest(case, bound, objective))
    if not case.over():  # float64 ends a step too soon
        case = replace(case, T=-1)
    run = case.run(bound, search.objectives, label)
    return Found(True, case.ratio(), run.line(), told(bound, case), search.evaluations, search.looked, run=run)


def search_bound(
    bound: Bound,
    objectives: Mapping[str, Objective],
    oracles: Mapping[str, Oracle],
    clock: Clock,
    seed: int,
    progress: Progress = lambda n, ratio: None,
    most: int | None = None,
    label: str = "",
) -> Found:
    """Look for a run that exceeds the bound until the clock, or `most` settings, are spent.

    With `most` the search depends on the seed alone, as long as the clock does not end it. Raises ValueError where a parameter of the
    method has neither a body nor a default.
    """
    for p in bound.method.parameters:
        if p.default is None and p.name not in bound.method_constants:
            raise ValueError(f"parameter 'method.{p.name}' is missing")
    objectives = with_classes(objectives, bound.classes)
    search = Search(bound, objectives, oracles, clock, seed, progress, most)
    if not interpretable(bound.method):
        return by_judge(bound, objectives, oracles, seed, label)
    try:
        search.begin()
        search.on(NOISELESS if bound.random else math.inf)
        search.through_noise()
    except Missed as missed:
        decision = missed.decision
        runs, hits = (RUNS, float(1 - decision.missed)) if isinstance(decision, Counted) else (decision.runs, decision.hits / decision.runs)
        run = missed.seen.run(bound, objectives, label, missed.seed, runs, hits)
        return Found(True, None, run.line(), told_of_runs(bound, missed), search.evaluations, search.looked, run=run)
    except Refuted as found:
        return refuted(search, found.case, label)
    except Spent:
        pass
    worst = search.worst()
    late = f"; not tried, as the time for its proof ran out: {', '.join(search.unproved)}" if search.unproved else ""
    if worst is None:
        nowhere = search.undefined or "no instance of the class was found"
        return Found(False, None, None, f"{nowhere}{late}", search.evaluations, search.looked, unconfirmed=bool(search.undefined))
    worst = counted(bound, objectives[worst.name], worst)
    if worst.over() and exceeds(bound, objectives[worst.name], worst.raw):  # it was not followed so far before
        return refuted(search, worst, label)
    first = "float64 exceeds it, balls did not confirm" if worst.over() else "; ".join(filter(None, (search.undefined, "the worst")))
    run, says = worst.run(bound, objectives, label), f"{first}: {told(bound, worst)}{late}"
    one = Found(False, worst.ratio(), run.line(), says, search.evaluations, search.looked, run=run)
    return replace(one, unconfirmed=worst.over() or bool(search.undefined))
