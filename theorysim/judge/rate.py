"""Judge a rate: follow runs on every instance of the class, and compare each step with the formula of k.

An instance counts once its membership was certified. A step above the rate refutes only after the run was repeated in balls up to it,
with constants, step sizes and the formula; the earliest that was found is shown. Where a value has fallen below ROUNDING of the first,
float64 has no ratio to tell, and the step is not compared. What is no number is never below: it leaves the claim undecided.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial, wraps
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.claims.bound import Bound
from theorysim.claims.rate import Rate
from theorysim.claims.what import NONE
from theorysim.domains import Asked, parameters
from theorysim.entries import Body, Method, Objective, Quantity
from theorysim.judge.bound import instances, ran_out
from theorysim.members.adopted import with_classes
from theorysim.naming import named
from theorysim.prove.variants import substituted, taking
from theorysim.readings import balls
from theorysim.results import Evidence, Run, Setting
from theorysim.simulate.composition import Composition
from theorysim.trials.beyond_floats import CONFIRMED_STEPS, FIRST, ROUNDING, begun, finer, kept, numbers_of
from theorysim.trials.drawing import Raw, bindings, draw, every, inside, near, own_of, settle, spread
from theorysim.trials.noiseless import by_role
from theorysim.trials.simpler import settled_once, shrunk
from theorysim.trials.starts import start_of
from theorysim.trials.written import run_of, says_of_rate

Objectives = Mapping[str, Objective]
WORK = {"quick": (16, 64), "standard": (64, 256), "deep": (256, 1_024)}  # settings an instance, shared by the k fixed in advance; steps
DRAWN = 20_000  # settings, of which those are run that make sense
ROUNDS, WORST = 2, 4  # rounds of settings near so many of the worst
CONFIRMED = 20  # steps above the rate are repeated in balls, the earliest first
OTHER_SEED = 20_261
Numbers = Mapping[str, float]


def _never_reached(g_norm: Asked) -> Any:
    return 1 + g_norm


def _one(**values: Any) -> Any:
    return 1


def _above(seen: Asked, allowed: Asked) -> Any:
    return seen > allowed


@dataclass(frozen=True)
class Step:
    """What a run shows after k steps, and what the rate allows there."""

    name: str
    raw: Numbers
    settled: Numbers
    k: int
    seen: float
    allowed: float

    def a_number(self) -> bool:
        return not math.isnan(self.seen) and math.isfinite(self.allowed)

    def over(self) -> bool:
        return self.a_number() and self.seen > self.allowed + ROUNDING * abs(self.allowed)

    def ratio(self) -> float:
        if not self.a_number():
            return 0.0
        return self.seen / self.allowed if self.allowed > 0 else math.inf if self.seen > self.allowed else 0.0

    def run(self, rate: Rate, objectives: Objectives, label: str) -> Run:
        """Return the run to this step, held against a claim that is named so."""
        own, until = tuple(sorted(by_role(self.settled).items())), named(rate.quantity)
        setting = Setting(named(rate.method), self.name, own, start_of(self.raw), until=until, epsilon=0.0, steps=self.k)
        one = run_of(with_steps(rate, self.k), objectives[self.name], self.raw, setting, label, self.allowed)
        return replace(one, says=says_of_rate(rate))

    def says(self, rate: Rate) -> str:
        so_far = "least " if rate.least else ""
        return f"after k = {self.k} steps on {self.name} the {so_far}{named(rate.quantity)} is {self.seen:.6g}, the rate {self.allowed:.6g}"


@dataclass
class Looked:
    """The steps of runs that tell most; how many runs there were, and how many of their steps were compared with the rate."""

    steps: list[Step] = field(default_factory=list)
    not_met: list[int] = field(default_factory=list)  # fixed in advance, with no setting that makes sense
    settings: int = 0
    compared: int = 0
    too_small: int = 0

    def tried(self) -> dict[str, int]:
        found = {"objectives": len({s.name for s in self.steps}), "settings": self.settings, "steps": self.compared}
        return found | ({"steps too small for float64": self.too_small} if self.too_small else {})


# --- runs in float64 ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def with_steps(rate: Rate, k: int) -> Bound:
    """Return the claim that draws and settles runs of k steps, and encloses their numbers: all but the rate itself."""
    takes = taking(_one, [p for p in parameters(rate.bound) if p.name != "k"])
    own = {name: substituted(body, k=lambda: k) for name, body in rate.method_constants.items()}
    return Bound(rate.method, takes, rate.classes, own, rate.search, until=rate.quantity)


def ends(rate: Rate, most: int) -> list[int]:
    """Return how many steps the runs make: every step of one is asked for, but where k is fixed in advance, only the last."""
    if not rate.in_advance:
        return [rate.first + most]
    found = [0, 1, 2]
    while found[-1] + found[-2] <= most:  # 3, 5, 8, 13: no pattern of squares or of powers
        found.append(found[-1] + found[-2])
    return [rate.first + k for k in found]


def column(rate: Rate, objective: Objective, settled: Numbers, last: int) -> NDArray[np.float64]:
    """Return the quantity after 0, ..., `last` steps, or the least so far."""
    own = tuple(sorted(by_role(settled).items()))
    found = _column(rate.method, objective, rate.quantity, own, start_of(settled), last)
    return np.minimum.accumulate(found) if rate.least else found


@lru_cache(maxsize=2048)  # a rate and those with planted errors are compared with the same runs
def _column(
    method: Method, objective: Objective, quantity: Quantity, own: tuple[tuple[str, float], ...], start: tuple[float, ...], last: int
) -> NDArray[np.float64]:
    """Return the quantity after every step; what a run that ended early did not show is no number, or infinite."""
    from theorysim.simulate.run import run

    seen = run(Composition(method, objective, Quantity(_never_reached)), dict(own), start, 0.0, last, trace="full")
    assert objective.minimum is not None
    constants = own_of(objective, {name: np.array([value]) for name, value in own})
    asks = {"value": seen.values, "g_norm": seen.gradient_norms, "x_norm": np.linalg.norm(seen.points, axis=1)}
    found = np.full(last + 1, math.inf if seen.outcome == "diverged" else math.nan)
    found[: len(seen.values)] = every(quantity.body, asks | {"minimum": every(objective.minimum, constants)[0]})[0]
    found.flags.writeable = False
    return found


def allowed_at(rate: Rate, settled: Numbers, steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rate at every step."""
    (found,) = every(rate.bound, {p.name: steps if p.name == "k" else settled[p.name] for p in parameters(rate.bound)})
    return np.broadcast_to(found, steps.shape)


@np.errstate(all="ignore")  # what is no number is told as that
def follow(rate: Rate, name: str, objective: Objective, raw: Numbers, settled: Numbers, last: int, looked: Looked) -> list[Step]:
    """Follow a run, and return the steps that tell most: the first with no number, the first above the rate, the largest ratios."""
    steps = np.arange(last + 1, dtype=np.float64)
    seen, allowed = column(rate, objective, settled, last), allowed_at(rate, settled, steps)
    asked = steps >= (last if rate.in_advance else rate.first)
    unknown = asked & (np.isnan(seen) | ~np.isfinite(allowed))
    small = np.abs(seen) <= ROUNDING * np.abs(seen[0])
    compared = asked & ~unknown & ~(small & (allowed >= 0))
    over = compared & (seen > allowed + ROUNDING * np.abs(allowed))
    ratio = np.where(compared, np.where(allowed > 0, seen / allowed, np.where(over, np.inf, 0.0)), -np.inf)
    places = [int(np.argmax(mask)) for mask in (unknown, over) if mask.any()]
    places += [int(np.argmax(np.where(mask, ratio, -np.inf))) for mask in (compared, compared & (steps > rate.first)) if mask.any()]
    looked.settings += 1
    looked.compared += int(compared.sum())
    looked.too_small += int((asked & ~unknown & ~compared).sum())
    return [Step(name, raw, settled, k, float(seen[k]), float(allowed[k])) for k in dict.fromkeys(places)]


def look(rate: Rate, objectives: Objectives, effort: str, seed: int) -> Looked:
    """Follow runs on every certified instance of the class: settings spread over the branches, then near the worst."""
    looked, (n, most) = Looked(), WORK[effort]
    lasts = ends(rate, most)
    n = max(4, n // len(lasts))
    for last in lasts:
        view, before = with_steps(rate, last), looked.settings
        for name, objective in instances(view, objectives).items():
            raw: Raw = draw(view, objective, max(DRAWN // len(lasts), 1000 * n), seed)
            found: list[Step] = []
            for turn in range(ROUNDS + 1):
                raw = near(view, objective, raw, 4 * n, seed + turn) if turn else raw
                settled = settle(view, objective, raw)
                sound = settled["sound"] > 0
                for p in rate.method.parameters:
                    sound &= inside(settled[f"method.{p.name}"], p.domain) if p.name in rate.method_constants else True
                chosen = np.flatnonzero(sound)[:n] if turn else spread(bindings(view, settled), sound, n, seed)
                for i in chosen:
                    one, more = ({k: float(v[i]) for k, v in columns.items()} for columns in (raw, settled))
                    found += follow(rate, name, objective, one, more, last, looked)
                worst = sorted((s for s in found if s.a_number()), key=lambda s: (s.k == rate.first, -s.ratio()))[:WORST]
                if not worst:
                    break
                raw = {k: np.array([s.raw[k] for s in worst]) for k in raw}
            looked.steps += found
        looked.not_met += [last] if looked.settings == before else []
    return looked


# --- beyond floats --------------------------------------------------------------------------------------------------


def certainly_above(rate: Rate, objective: Objective, raw: Numbers, k: int) -> bool:
    """Repeat a run in balls up to step k, and tell whether what is measured certainly is above the rate there."""
    if k > CONFIRMED_STEPS:
        return False
    bits: int | None = FIRST
    while bits is not None:
        known, step = _enclosed(rate, objective, raw, k, bits)
        if known is not None:
            return known
        bits = finer(bits, step, k)
    return False


def _enclosed(rate: Rate, objective: Objective, raw: Numbers, k: int, bits: int) -> tuple[bool | None, int]:
    view = with_steps(rate, k)
    numbers = numbers_of(view, objective, raw, lambda b: b, bits)
    if not kept(view, numbers, bits):
        return False, 0
    given = {p.name: k if p.name == "k" else numbers[p.name] for p in parameters(rate.bound)}
    allowed = balls.evaluate(rate.bound, given, bits)
    stages, measure = begun(view, objective, raw, numbers, bits)
    for step in range(k + 1):
        if rate.least or step == k:  # the least is above where each so far is
            known: bool | None = balls.evaluate(_above, {"seen": measure(stages), "allowed": allowed}, bits).known
            if known is not True:
                return known, step
        if step < k:
            try:
                stages.step()
            except ValueError:  # a ball that does not know whether to begin anew
                return None, step
    return True, k


def confirmed(rate: Rate, objectives: Objectives, steps: Sequence[Step], shown: bool) -> Step | None:
    """Return the earliest step found that certainly is above the rate; to be shown, its setting made simpler while it certainly is."""
    over = sorted((s for s in steps if s.over()), key=lambda s: (s.k, -s.ratio()))
    for step in over[:CONFIRMED]:
        if certainly_above(rate, objectives[step.name], step.raw, step.k):
            return simpler(rate, objectives[step.name], step) if shown else step
    return None


def simpler(rate: Rate, objective: Objective, step: Step) -> Step:
    """Return the step of a run with simpler numbers that certainly is above the rate, too, or the same one."""
    view = with_steps(rate, step.k)

    def sound(raw: Numbers) -> bool:
        settled = settled_once(view, objective, raw, lambda b: b)
        own = [(settled[f"method.{p.name}"], p.domain) for p in rate.method.parameters if p.name in rate.method_constants]
        return settled["sound"] > 0 and all(domain.holds(value) for value, domain in own)

    def still(raw: Numbers) -> bool:
        return sound(raw) and certainly_above(rate, objective, raw, step.k)

    raw = shrunk(step.raw, view, objective, lambda b: b, still)
    settled = settled_once(view, objective, raw, lambda b: b)
    seen = column(rate, objective, settled, step.k)[step.k]
    (allowed,) = allowed_at(rate, settled, np.array([float(step.k)]))
    return Step(step.name, raw, settled, step.k, float(seen), float(allowed))


# --- the judge, and its self-test -----------------------------------------------------------------------------------


def judge_rate(rate: Rate, effort: str, objectives: Objectives, seed: int = 1, shown: bool = True, label: str = "") -> Evidence:
    """Judge that no step of a run is above the rate."""
    if wrong := rate.amiss():
        return Evidence("rate", "undecided", why="; ".join(wrong))
    objectives = with_classes(objectives, rate.classes)
    looked = look(rate, objectives, effort, seed)
    tried = looked.tried()
    late = ran_out(with_steps(rate, rate.first), objectives)
    if not looked.steps:
        return Evidence("rate", "undecided", why=late or "no instance of the class was found", tried=tried)
    found = confirmed(rate, objectives, looked.steps, shown)
    if found is not None:
        run = found.run(rate, objectives, label)
        return Evidence("rate", "refuted", "certified", found.ratio(), None, run.line(), found.says(rate), tried, run=run)
    worst = max(looked.steps, key=lambda s: (round(s.ratio(), 9), s.k))
    unknown = min((s for s in looked.steps if not s.a_number()), key=lambda s: s.k, default=None)
    open_why = ""
    if worst.over():
        open_why = f"float64 exceeds it, balls did not confirm: {worst.says(rate)}"
    elif unknown is not None:
        open_why, worst = f"no number to compare: {unknown.says(rate)}{_later(rate, unknown.k)}", unknown
    elif late:
        open_why = late
    elif looked.not_met:
        open_why = f"no setting makes sense for k = {looked.not_met[0]}{_later(rate, looked.not_met[0])}"
    if open_why:
        run = worst.run(rate, objectives, label)
        return Evidence("rate", "undecided", None, worst.ratio() or None, None, run.line(), open_why, tried, run=run)
    looked_at = ends(rate, WORK[effort][1])
    upto = f"with k = {', '.join(map(str, looked_at))} in advance no last step" if rate.in_advance else f"no step up to k = {looked_at[-1]}"
    why = f"{upto} is above it; the worst: {worst.says(rate)}"
    later = max((s for s in looked.steps if s.k > rate.first), key=lambda s: s.ratio(), default=worst)
    why += f"; later the ratio is {later.ratio():.6g} at most, at k = {later.k}" if later.k > worst.k == rate.first else ""
    why += f"; values below {ROUNDING:g} of the first were not compared" if looked.too_small else ""
    ratio, run = worst.ratio(), worst.run(rate, objectives, label)
    return Evidence("rate", "holds", "simulated", ratio, 1 / ratio if ratio else None, run.line(), why, tried, run=run)


def _later(rate: Rate, k: int) -> str:
    return f" (if it is not claimed there, write first={k + 1})" if k == rate.first else ""


def _with(rate: Rate, change: Callable[[Body, dict[str, Any]], Any]) -> Rate:
    bound = rate.bound

    @wraps(bound)
    def changed(**values: Any) -> Any:
        return change(bound, values)

    return replace(rate, bound=changed)


def planted(rate: Rate, worst: float) -> Iterator[Rate]:
    """Return rates with planted errors: factors below the worst ratio, the index off by one, twice the exponent."""
    first = rate.first
    yield from (_with(rate, partial(_times, share * worst)) for share in (0.9, 0.5, 0.1))
    yield _with(rate, lambda bound, values: bound(**{**values, "k": values["k"] + 1}))
    yield _with(rate, lambda bound, values: bound(**values) * bound(**values) / bound(**{**values, "k": first}))


def _times(factor: float, bound: Body, values: dict[str, Any]) -> Any:
    return factor * bound(**values)


def planted_in_rate(rate: Rate, objectives: Objectives) -> dict[str, int]:
    """Plant errors; one that is known to be wrong by a confirmed run of other draws the judge must refute."""
    counts = dict(NONE)
    worst = max((s.ratio() for s in look(rate, objectives, "quick", OTHER_SEED).steps), default=0.0)
    for wrong in planted(rate, worst):
        if not worst or judge_rate(wrong, "quick", objectives, OTHER_SEED, shown=False).outcome != "refuted":
            counts["unknown"] += 1
            continue
        outcome = judge_rate(wrong, "quick", objectives, shown=False).outcome
        counts["refuted" if outcome == "refuted" else "missed"] += 1
    return counts
