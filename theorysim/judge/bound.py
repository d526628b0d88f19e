"""Judge an upper bound on a hitting time: run the method on every instance of the class, and look for one that exceeds it.

An instance counts once its membership was certified. A run that exceeds the bound refutes only after it was repeated in
balls, with constants, bound and step sizes (see `beyond_floats`). Where the step size depends on the bound, tightening the bound changes
the run: the slack is the factor by which it can be tightened before one that was tried exceeds it.
"""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.claims.bound import Bound
from theorysim.domains import parameters
from theorysim.entries import Objective
from theorysim.members.adopted import with_classes
from theorysim.members.certify import certified, why_not_attained, why_not_proved
from theorysim.members.certify import ran_out as out_of_work
from theorysim.members.membership import declared
from theorysim.naming import named
from theorysim.prove.binding import never_binds
from theorysim.results import Evidence, Run, Setting
from theorysim.simulate.composition import Composition
from theorysim.trials.beyond_floats import ROUNDING, exceeds, finite
from theorysim.trials.drawing import Raw, Scale, bindings, draw, near, settle, spread, takes, takes_horizon
from theorysim.trials.free import bodies_of
from theorysim.trials.noiseless import by_role, criterion, level, times
from theorysim.trials.simpler import simpler
from theorysim.trials.starts import start_of
from theorysim.trials.written import run_of

Objectives = Mapping[str, Objective]
WORK = {"quick": (96, 3_000), "standard": (384, 30_000), "deep": (1_536, 300_000)}  # settings an instance, steps a run
DRAWN = {"quick": 20_000, "standard": 80_000, "deep": 320_000}  # of which those are run that make sense
FAR = {"quick": 0, "standard": 3, "deep": 30}  # settings an instance that are counted in closed form
FURTHEST, LOOKS = 1e9, 300  # steps of a run so counted, and pieces that it may visit
ROUNDS, WORST = 6, 8  # rounds of settings near so many of the worst
FEW = 4  # variables
CONFIRMED = 20  # runs that exceed the bound are repeated in balls, the shortest first
STEP, AGAIN = 0.02, 4  # of the logarithm of a factor of the bound; searches at the factor that was found
TIGHTER = np.exp(-np.arange(0, 7, STEP))


@dataclass(frozen=True)
class Case:
    """One setting of one instance: what was drawn, what follows from it, and the hitting time, -1 where it was not reached."""

    name: str
    raw: Mapping[str, float]
    settled: Mapping[str, float]
    T: int

    @classmethod
    def at(cls, name: str, raw: Raw, settled: Raw, i: int, T: int = -1) -> "Case":
        """Return the i-th of many settings."""
        one, more = ({k: float(v[i]) for k, v in columns.items()} for columns in (raw, settled))
        return cls(name, one, more, T)

    @property
    def horizon(self) -> float:
        """The bound, or what a planted error makes of it."""
        return self.settled["T"]

    def ratio(self) -> float:
        return math.inf if self.T < 0 or self.horizon <= 0 else self.T / self.horizon

    def over(self) -> bool:
        return self.T < 0 or self.horizon * (1 + ROUNDING) < self.T

    def where(self, bound: Bound) -> str:
        """Name the numbers that the formulas of a bound take here."""
        taken = dict.fromkeys(p.name for body in bodies_of(bound) for p in parameters(body) if p.name != "T")
        return ", ".join(f"{name} = {self.settled[name]:.6g}" for name in taken)

    def setting(self, bound: Bound, **more: Any) -> Setting:
        """Return what is run: its steps lead beyond the bound."""
        values = tuple(sorted(by_role(self.settled).items()))
        steps = math.floor(max(self.horizon, self.T)) + 1
        more |= {"until": named(bound.until)} if bound.until is not None else {}
        return Setting(named(bound.method), self.name, values, start_of(self.raw), epsilon=self.raw["epsilon"], steps=steps, **more)

    def run(self, bound: Bound, objectives: Objectives, label: str, **more: Any) -> Run:
        """Return the run, held against a claim that is named so."""
        return run_of(bound, objectives[self.name], self.raw, self.setting(bound, **more), label, self.horizon)


def on_the_line(objective: Objective) -> bool:
    """Tell whether the objective has one variable, and is defined for every value of it, as the functions of the classes are."""
    return objective.dimension == 1 and _everywhere(objective)


def in_few_variables(objective: Objective) -> bool:
    """Tell whether the objective has two to four variables, and is defined for every value of them."""
    return objective.form == "tuple" and not objective.parts and 2 <= objective.dimension <= FEW and _everywhere(objective)


def _everywhere(objective: Objective) -> bool:
    domains = [p.domain for p in parameters(objective.value) if p.domain.role == "coordinate"]
    return all(d.low == -math.inf and d.high == math.inf for d in domains)


def fits(bound: Bound, objective: Objective) -> bool:
    """Tell whether it is proved that an objective lies in the class, and that its minimum is one.

    No value is below it, so that F is no less than the gap; and it is attained, where the gap or R is asked for.
    """
    if objective.minimum is None or any(declared(objective, c) is None for c in bound.classes):
        return False
    below = [i for i, s in enumerate(objective.satisfies) if s.holds and s.constants.get("f_star") is objective.minimum]
    whole = takes(bound, "R") or takes(bound, "minimum") or any(p.name == "minimum" for p in parameters(criterion(bound).body))
    proved = any(not why_not_proved(objective, i) for i in below) and not (whole and why_not_attained(objective))
    return proved and certified(objective, bound.classes)


def instances(bound: Bound, objectives: Objectives) -> dict[str, Objective]:
    """Return the objectives in one variable that fit."""
    return {n: o for n, o in objectives.items() if on_the_line(o) and fits(bound, o)}


def _rows(columns: Raw, places: Any) -> dict[str, NDArray[np.float64]]:
    return {name: column[places] for name, column in columns.items()}


def _kept(name: str, raw: Raw, settled: Raw, hits: Any) -> list[Case]:
    """Return the worst cases, and those that exceed the bound soonest."""
    with np.errstate(divide="ignore"):
        ratio = np.where((hits < 0) | (settled["T"] <= 0), np.inf, hits / settled["T"])
    worst = np.argsort(-ratio, kind="stable")[: 2 * WORST]
    over = np.flatnonzero(ratio > 1 + ROUNDING)
    soonest = over[np.argsort(settled["T"][over], kind="stable")][:CONFIRMED]
    return [Case.at(name, raw, settled, int(i), int(hits[i])) for i in dict.fromkeys([*worst, *soonest])]


def without_number(bound: Bound, name: str, objective: Objective, raw: Raw, settled: Raw) -> str:
    """Name a setting of an instance where the bound is no finite number, as balls say too; nothing where none is seen."""
    for i in np.flatnonzero(settled["asked"] & ~np.isfinite(settled["B"]))[:FEW]:
        case = Case.at(name, raw, settled, int(i))
        if not finite(bound, objective, case.raw):
            return f"the bound is no number on {name}, where {case.where(bound)}: it claims nothing there"
    return ""


@dataclass(frozen=True)
class Runs:
    """The worst of the runs that were made, how many there were, and how often each argument of a minimum or maximum was seen to bind.

    `undefined` names a setting where the bound is no number.
    """

    cases: list[Case]
    settings: int
    met: Mapping[str, int]
    undefined: str = ""


def _never(cases: list[Case]) -> bool:
    return False


def run_cases(
    bound: Bound, objectives: Objectives, effort: str, seed: int, scale: Scale = lambda b: b, enough: Callable[[list[Case]], bool] = _never
) -> Runs:
    """Run the method on every certified instance of the class, without noise: settings spread over the branches, then near the worst.

    It ends before that where the worst of some settings are `enough`.
    """
    cases: list[Case] = []
    settings, met, undefined = 0, dict[str, int](), ""
    n, steps = WORK[effort]
    for name, objective in instances(bound, objectives).items():
        raw: Raw = draw(bound, objective, DRAWN[effort], seed)
        found: list[Case] = []
        for turn in range(ROUNDS + 1):
            raw = near(bound, objective, raw, 4 * n, seed + turn) if turn else raw
            settled = settle(bound, objective, raw)
            undefined = undefined or without_number(bound, name, objective, raw, settled)
            binds = bindings(bound, settled)
            sound = (settled["sound"] > 0) & (settled["B"] <= steps)
            chosen = np.flatnonzero(sound) if turn else spread(binds, sound, n, seed)
            if not chosen.size:
                break
            rows = _rows(raw, chosen)
            settled = settle(bound, objective, rows, scale)
            new = _kept(name, rows, settled, times(bound, objective, settled, steps + 2))
            found += new
            settings += chosen.size
            if enough(new):
                return Runs([*cases, *found], settings, met, undefined)
            for label, column in binds.items():
                met[label] = met.get(label, 0) + int(column[chosen].sum())
            worst = sorted(found, key=lambda c: -c.ratio())[:WORST]
            raw = {k: np.array([c.raw[k] for c in worst]) for k in raw}
        cases += found
    return Runs(cases, settings, met, undefined)


def far_cases(bound: Bound, objectives: Objectives, effort: str, seed: int, scale: Scale = lambda b: b) -> list[Case]:
    """Count runs that are too long to be stepped, in closed form where there is one."""
    from theorysim.simulate.jumps import exact_run
    from theorysim.simulate.one_pass import Inexact

    cases = []
    for name, objective in instances(bound, objectives).items() if FAR[effort] else ():
        what = Composition(bound.method, objective, criterion(bound))
        raw = draw(bound, objective, DRAWN["quick"], seed)
        settled = settle(bound, objective, raw)
        sound = (settled["sound"] > 0) & (settled["B"] > WORK[effort][1]) & (settled["B"] <= FURTHEST)
        for i in spread(bindings(bound, settled), sound, FAR[effort], seed):
            rows = _rows(raw, [i])
            one = settle(bound, objective, rows, scale)
            named = {k: float(v[0]) for k, v in by_role(one).items()}
            most = math.floor(one["T"][0]) + 1
            epsilon = float(level(bound, one["epsilon"])[0])
            try:
                run = exact_run(what, named, float(one["start"][0]), epsilon, most, LOOKS)
            except Inexact:
                continue
            cases.append(Case.at(name, rows, one, 0, -1 if run.T is None else run.T))
    return cases


def tightened(bound: Bound, objectives: Objectives, cases: Sequence[Case], effort: str) -> tuple[float, Case] | None:
    """Return the largest factor of the bound that a case was found to exceed, with that case; None where there is none."""
    if not takes_horizon(bound):
        worst = max(cases, key=lambda c: c.ratio())
        return (worst.ratio(), worst) if worst.T > 0 else None
    best = _factor(bound, objectives, cases, effort)
    for turn in range(AGAIN if best else 0):  # a search at a bound that is a little less tight may find a worse one
        assert best is not None
        runs = run_cases(bound, objectives, effort, turn, partial(operator.mul, best[0] * math.exp(STEP)))
        worse = _factor(bound, objectives, [c for c in runs.cases if c.over()], effort)
        if worse is None or worse[0] <= best[0]:
            break
        best = worse
    return best


def _factor(bound: Bound, objectives: Objectives, cases: Sequence[Case], effort: str) -> tuple[float, Case] | None:
    best: tuple[float, Case] | None = None
    for name in dict.fromkeys(c.name for c in cases):
        for case in sorted((c for c in cases if c.name == name), key=lambda c: -c.ratio())[:4]:
            factors = TIGHTER
            for _ in range(2):  # then finer, up to the factor before
                raw = {k: np.full(factors.size, v) for k, v in case.raw.items()}
                settled = settle(bound, objectives[name], raw, partial(operator.mul, factors))
                hits = times(bound, objectives[name], settled, WORK[effort][1] + 2)
                over = np.flatnonzero((hits < 0) | (hits > settled["T"] * (1 + ROUNDING)))
                if not over.size:
                    break
                found = float(factors[over[0]])
                if best is None or found > best[0]:
                    best = found, case
                factors = np.linspace(found * math.exp(STEP), found, 40)
    return best


def unproved(bound: Bound, objectives: Objectives) -> str:
    """Name the functions of a user's file that declare the class and were not run, for no proof was found that they lie in it."""
    own = [n for n, o in objectives.items() if ".py:" in n and on_the_line(o) and all(declared(o, a) for a in bound.classes)]
    late = [name for name in own if not fits(bound, objectives[name])]
    return f"; no proof that the class holds for {', '.join(late)}" if late else ""


def ran_out(bound: Bound, objectives: Objectives) -> str:
    """Name a function that declares the class, and was not run, for the proof that it lies in it ran out of work; else nothing."""
    whole = {n: o for n, o in objectives.items() if on_the_line(o) and all(declared(o, a) for a in bound.classes)}
    return next((f"{why}, of {name}" for name, o in whole.items() if (why := out_of_work(o, bound.classes))), "")


def never_seen(bound: Bound, met: Mapping[str, int]) -> list[str]:
    """Return the arguments of minima and maxima that no setting showed to bind, but for those that are proved to be idle."""
    return [label for label, count in met.items() if not count and not _idle(bound, label)]


@cache
def _idle(bound: Bound, label: str) -> bool:
    name, _, which = label.rpartition(" ")
    given = bound.idle.get(label)
    return given is not None and never_binds(bound.method_constants[name], int(which), given, T=bound.bound)


def confirmed(cases: Sequence[Case], bound: Bound, objectives: Objectives, scale: Scale, shown: bool) -> Case | None:
    """Return a case that exceeds the bound beyond float64, the smallest found; to be shown, made simpler while it certainly does."""
    within = sorted((c for c in cases if c.over()), key=lambda c: (not all(c.settled[n] for n in ("tau",) if n in c.settled), c.horizon))
    for case in within[:CONFIRMED]:
        if exceeds(bound, objectives[case.name], case.raw, scale):
            if not shown:
                return case
            raw, settled = simpler(case.raw, case.horizon, bound, objectives[case.name], scale)
            return Case(case.name, raw, settled, case.T if raw == case.raw else -1)
    return None


def judge_bound(
    bound: Bound, effort: str, label: str, objectives: Objectives, scale: Scale = lambda b: b, seed: int = 1, measured: bool = True
) -> Evidence:
    """Judge that no run without noise exceeds the bound (or `scale` of it, a planted error).

    Where that is asked its slack is measured, and a witness is made simpler.
    """
    return judged(bound, effort, label, objectives, scale, seed, measured)[0]


def judged(
    bound: Bound, effort: str, label: str, objectives: Objectives, scale: Scale, seed: int, measured: bool
) -> tuple[Evidence, list[Case]]:
    """Judge as `judge_bound` does, and return the runs that were stepped, too."""
    objectives = with_classes(objectives, bound.classes)
    runs = run_cases(bound, objectives, effort, seed, scale)
    far = far_cases(bound, objectives, effort, seed, scale)
    cases, unseen, late = runs.cases, never_seen(bound, runs.met), ran_out(bound, objectives)
    tried = {"objectives": len({c.name for c in cases}), "settings": runs.settings}
    tried |= {"branches": len(runs.met) - len(unseen)} if runs.met else {}
    tried |= {"in closed form": len(far)} if far else {}
    if not cases:
        why = (runs.undefined or late or "no instance of the class was found") + unproved(bound, objectives)
        return Evidence("never_exceeds", "undecided", None, why=why, tried=tried), cases
    found = confirmed(cases, bound, objectives, scale, measured)
    if found is not None:
        why = f"{_taken(found)} exceeds {found.horizon:.6g}{', no positive number' * (found.horizon <= 0)}, where {found.where(bound)}"
        run = found.run(bound, objectives, label)
        return Evidence("never_exceeds", "refuted", "certified", found.ratio(), None, run.line(), why, tried, run=run), cases
    worst = max((*cases, *far), key=lambda c: c.ratio())
    if worst.over() or runs.undefined or late or unseen:
        why = runs.undefined or late or f"never seen to bind: {', '.join(unseen)}"
        if worst.over():
            why = f"float64 exceeds it, balls did not confirm, where {worst.where(bound)}"
        run = worst.run(bound, objectives, label)
        return Evidence("never_exceeds", "undecided", None, worst.ratio(), None, run.line(), why, tried, run=run), cases
    tight = tightened(bound, objectives, cases, effort) if measured else None
    ratio, worst = tight or (worst.ratio(), worst)
    which = "tightened by its slack, a run" if worst.over() else "the worst"
    why = f"no run exceeds it; {which} has {_taken(worst)} against {worst.horizon:.6g}{unproved(bound, objectives)}"
    run, slack = worst.run(bound, objectives, label), 1 / ratio if tight else None
    return Evidence("never_exceeds", "holds", "simulated", ratio, slack, run.line(), why, tried, run=run), cases


def _taken(case: Case) -> str:
    """Print the T of a run; where it did not arrive within the bound, that it is at least the next number."""
    return f"T = {case.T}" if case.T >= 0 else f"T >= {max(math.floor(case.horizon), 0) + 1}"


def planted_in_bound(bound: Bound, objectives: Objectives) -> dict[str, int]:
    """Tighten the bound past its slack: known to be wrong by a confirmed run of other draws, the judge must refute it."""
    counts = {"refuted": 0, "missed": 0, "still_true": 0, "unknown": 0}
    objectives = with_classes(objectives, bound.classes)
    others = run_cases(bound, objectives, "quick", 20_261)
    tight = tightened(bound, objectives, others.cases, "quick") if others.cases else None
    worst = tight[0] if tight else 0.0
    changes: list[Scale] = [lambda b, s=s: b * worst * s for s in (0.9, 0.5, 0.1)] + [lambda b: b**0.5]
    for change in changes:
        if not any(exceeds(bound, objectives[c.name], c.raw, change) for c in sorted(others.cases, key=lambda c: -c.ratio())[:10]):
            counts["unknown"] += 1
            continue
        counts["refuted" if _refused(bound, objectives, change) else "missed"] += 1
    return counts


def _refused(bound: Bound, objectives: Objectives, change: Scale) -> bool:
    """Tell whether the judge refutes a planted error: as soon as one of its runs exceeds that beyond float64, else at the end."""
    found: list[Case] = []

    def exceeded(cases: list[Case]) -> bool:
        one = confirmed(cases, bound, objectives, change, shown=False)
        found.extend(() if one is None else (one,))
        return one is not None

    run_cases(bound, objectives, "quick", 1, change, exceeded)
    return bool(found) or judge_bound(bound, "quick", "planted", objectives, change, measured=False).outcome == "refuted"
