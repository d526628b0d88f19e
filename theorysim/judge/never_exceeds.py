"""Judge an upper bound on a hitting time: run the method on every instance of the class, and look for one that exceeds it.

An instance counts once its membership was certified. A run that exceeds the bound refutes only after it was repeated in
balls: the gradient norm is certainly above epsilon at every step up to the bound.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theorysim.domains import Asked, parameters
from theorysim.judge.certify import certified
from theorysim.judge.membership import constants_at
from theorysim.maths import absolute
from theorysim.model import Bound, Evidence, Objective, Quantity, Setting
from theorysim.readings import balls
from theorysim.readings.floats import evaluate

Objectives = Mapping[str, Objective]
WORK = {"quick": (96, 3_000), "standard": (384, 30_000), "deep": (1_536, 300_000)}  # settings an instance, steps a run
CONFIRMED_STEPS = 3_000
ROUNDING = 1e-9  # the bound was computed in float64: a run must exceed it by more than that could hide


def _norm(g_norm: Asked) -> Any:
    return g_norm


GRADIENT_NORM = Quantity(_norm)


@dataclass(frozen=True)
class Case:
    """One setting of one instance: its parameters by role, start, epsilon, and the bound there."""

    name: str
    parameters: Mapping[str, float]
    start: float
    epsilon: float
    bound: float
    T: int  # -1: not within the steps that were allowed

    def ratio(self) -> float:
        return math.inf if self.T < 0 else self.T / self.bound


def _draw(low: float, high: float, n: int, rng: np.random.Generator) -> Any:
    values = np.exp(rng.uniform(math.log(low), math.log(high), n))
    edges = rng.random(n) < 0.1
    return np.where(edges, rng.choice([low, high], n), values)


def settings(
    bound: Bound, name: str, objective: Objective, n: int, steps: int, seed: int
) -> list[tuple[dict[str, float], float, float, float]]:
    """Draw settings of an instance over the ranges of the claim, kept where the bound can be reached by running."""
    rng = np.random.default_rng(seed)
    kept: list[tuple[dict[str, float], float, float, float]] = []
    for _ in range(40 * n):
        if len(kept) == n:
            break
        own = {p.name: float(_draw(*bound.search.get(p.name, (1e-2, 1e2)), 1, rng)[0]) for p in objective.parameters}
        if any(p.domain.integer for p in objective.parameters):
            own |= {p.name: float(2 * rng.integers(1, 5)) for p in objective.parameters if p.domain.integer}
        if not all(p.domain.holds(own[p.name]) for p in objective.parameters):
            continue
        start = float(rng.choice([-1, 1]) * _draw(1e-2, 1e3, 1, rng)[0])
        epsilon = float(_draw(*bound.search.get("epsilon", (1e-6, 1e4)), 1, rng)[0])
        if rng.random() < 0.5:  # just below the gradient at the start: every step then makes the least progress
            epsilon = abs(evaluate(objective.gradient, {"x": start, **own})) * float(rng.choice([0.5, 0.9, 0.99, 0.999]))
        if "epsilon" in own and rng.random() < 0.7:
            epsilon = own["epsilon"] * float(rng.choice([1.0, 1.5, 1.9, 1.99]))
        free = {name: float(_draw(*bound.search.get(name, (1e-3, 1e3)), 1, rng)[0]) for name in ("L0", "L1", "M")}
        constants = constants_at(objective, bound.classes, own, start, free)
        if constants is None or not epsilon > 0:
            continue
        assert objective.minimum is not None  # run_cases leaves the others out
        gap = evaluate(objective.value, {"x": start, **own}) - evaluate(objective.minimum, own)
        numbers = {**constants, "F": gap, "epsilon": epsilon}
        if any(not low <= numbers[m] <= high for m, (low, high) in bound.search.items() if m in numbers):
            continue  # outside the printed ranges
        limit = evaluate(bound.bound, {p.name: numbers[p.name] for p in parameters(bound.bound)})
        if not (math.isfinite(limit) and 1 <= limit <= steps):
            continue
        chosen = {m: evaluate(body, {p.name: numbers[p.name] for p in parameters(body)}) for m, body in bound.method_constants.items()}
        keyed = {f"method.{m}": v for m, v in chosen.items()} | {f"objective.{m}": v for m, v in own.items()}
        kept.append((keyed, start, epsilon, limit))
    return kept


def _on_the_line(objective: Objective) -> bool:
    """Say whether the objective has one variable, and is defined for every value of it, as the functions of the classes are."""
    domains = [p.domain for p in parameters(objective.value) if p.domain.name == "coordinate"]
    return objective.dimension == 1 and all(d.low == -math.inf and d.high == math.inf for d in domains)


def run_cases(bound: Bound, objectives: Objectives, n: int, steps: int, seed: int) -> list[Case]:
    """Run the method on every certified instance of the class."""
    from theorysim.simulate.run import hitting_times

    cases = []
    for name, objective in objectives.items():
        if not _on_the_line(objective) or objective.minimum is None or not certified(objective, bound.classes):
            continue
        drawn = settings(bound, name, objective, n, steps, seed)
        if not drawn:
            continue
        keyed = {key: np.array([d[0][key] for d in drawn]) for key in drawn[0][0]}
        starts, epsilons = np.array([[d[1]] for d in drawn]), np.array([d[2] for d in drawn])
        times, _ = hitting_times(bound.method, objective, keyed, starts, epsilons, steps + 2, GRADIENT_NORM)
        cases += [Case(name, d[0], d[1], d[2], d[3], int(t)) for d, t in zip(drawn, times, strict=True)]
    return cases


def exceeds(case: Case, bound: Bound, objective: Objective, limit: float, bits: int = 256) -> bool:
    """Say whether, in balls, the gradient norm is certainly above epsilon at every step up to the limit."""
    limit = limit * (1 + ROUNDING)
    if limit > CONFIRMED_STEPS:
        return False
    step = bound.method.stages[-1]
    exact = {key: Fraction(v) for key, v in case.parameters.items()}
    own = {p.name: exact[f"objective.{p.name}"] for p in objective.parameters}
    chosen = {p.name: exact[f"method.{p.name}"] for p in bound.method.parameters}
    x: Any = Fraction(case.start)
    asks = {p.name for p in parameters(step)}
    for _ in range(math.floor(limit) + 1):
        g = balls.evaluate(objective.gradient, {"x": x, **own}, bits)
        norm = balls.evaluate(_absolute, {"g": g}, bits)
        if balls.evaluate(_above, {"g_norm": norm, "epsilon": Fraction(case.epsilon)}, bits).known is not True:
            return False
        values = {"x": x, "g": g, "g_norm": norm, **chosen}
        x = balls.evaluate(step, {k: v for k, v in values.items() if k in asks}, bits)
    return True


def _absolute(g: Asked) -> Any:
    return absolute(g)


def _above(g_norm: Asked, epsilon: Asked) -> Any:
    return g_norm > epsilon


def _setting(case: Case, bound: Bound, steps: int) -> str:
    method = bound.method.stages[-1].__module__.rsplit(".", 1)[-1]
    return Setting(method, case.name, tuple(case.parameters.items()), (case.start,), epsilon=case.epsilon, steps=steps).line()


def judge_bound(
    bound: Bound, effort: str, label: str, objectives: Objectives, scale: Callable[[float], float] = lambda b: b, seed: int = 1
) -> Evidence:
    """Judge that no run exceeds the bound (or `scale` of it, a planted error)."""
    n, steps = WORK[effort]
    cases = run_cases(bound, objectives, n, steps, seed)
    tried = {"objectives": len({c.name for c in cases}), "settings": len(cases)}
    if not cases:
        return Evidence("never_exceeds", "undecided", None, why="no instance of the class was met", tried=tried)
    over = sorted((c for c in cases if c.T < 0 or scale(c.bound) < c.T), key=lambda c: c.bound)
    for case in over[:20]:
        if exceeds(case, bound, objectives[case.name], scale(case.bound)):
            why = f"T = {case.T if case.T >= 0 else 'more than ' + str(steps)} exceeds {scale(case.bound):.6g}"
            return Evidence("never_exceeds", "refuted", "certified", case.ratio(), None, _setting(case, bound, steps), why, tried)
    worst = max(cases, key=lambda c: c.ratio())
    if over:
        return Evidence(
            "never_exceeds",
            "undecided",
            None,
            worst.ratio(),
            None,
            _setting(worst, bound, steps),
            "float64 exceeds it, balls did not confirm",
            tried,
        )
    ratio = worst.ratio()
    why = f"no run exceeds it; the worst has T = {worst.T} against {worst.bound:.6g}"
    return Evidence("never_exceeds", "holds", "simulated", ratio, 1 / ratio if ratio else None, _setting(worst, bound, steps), why, tried)


def planted_in_bound(bound: Bound, objectives: Objectives) -> dict[str, int]:
    """Tighten the bound past its slack: known to be wrong by a confirmed run of other draws, the judge must refute it."""
    counts = {"refuted": 0, "missed": 0, "still_true": 0, "unknown": 0}
    n, steps = WORK["quick"]
    others = run_cases(bound, objectives, n, steps, 20_261)
    worst = max((c.ratio() for c in others if c.T > 0), default=0.0)
    changes: list[Callable[[float], float]] = [lambda b, s=s: b * worst * s for s in (0.9, 0.5, 0.1)] + [lambda b: b**0.5]
    for change in changes:
        known = any(
            change(c.bound) < c.T and exceeds(c, bound, objectives[c.name], change(c.bound))
            for c in sorted(others, key=lambda c: -c.ratio())[:10]
        )
        if not known:
            counts["unknown"] += 1
            continue
        outcome = judge_bound(bound, "quick", "planted", objectives, change).outcome
        counts["refuted" if outcome == "refuted" else "missed"] += 1
    return counts
