"""Evolve settings of instances towards the run that exceeds a bound by most.

Settings at corners and spread over all come first; then an evolution of the worst (SciPy's differential evolution, one population a
batch of runs), most often where the worst was seen, and a few long runs; then noises, where the class has them.
"""

import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from theorysim.chance.quantile import Decision
from theorysim.claims.bound import Bound
from theorysim.entries import Objective, Oracle
from theorysim.falsify.boxes import Box, box
from theorysim.falsify.found import Clock, Progress
from theorysim.falsify.noises import LONGEST, NoiseSearch, Proposal
from theorysim.falsify.paths import Counted
from theorysim.falsify.walks import Interrupted, Walked, free_of_epsilon, settled, walked
from theorysim.judge.bound import Case, fits, in_few_variables, on_the_line, ran_out, without_number
from theorysim.judge.hits import Seen
from theorysim.prove.budget import OutOfTime, within
from theorysim.readings.paths import TooManyPaths
from theorysim.trials.beyond_floats import CONFIRMED_STEPS, ROUNDING, exceeds
from theorysim.trials.drawing import bindings, spread

DRAWN, RUN, KEPT = 16_384, 512, 64  # settings drawn at first, those of them that are run, and the worst that are kept
FREE, GIVEN = (64, 16, 512, 64, 2048), (512, 64, 2048)  # steps of a run at the most, visit by visit
POPULATION, GENERATIONS = 96, 12
FAR, SELDOM, FEW_LANES = (16_384, 16_384, 131_072), 16, 24  # steps of the long runs, made once in so many visits, so many at once
PATIENCE = 10.0  # seconds that must be left for them
NOISELESS = 0.4  # of the time, where there is noise to look for too
BRED = 12  # settings that a noisy one breeds, and that are bred
ATTEMPTS = 4  # runs of one batch that are repeated in balls
PROOFS, SHORT = 0.5, 0.1  # of the time, for proofs that functions lie in the class; of that, for each at first
LEAST = 2.0  # seconds for each at first
FOREVER = Clock(math.inf)


def members(bound: Bound, objectives: Mapping[str, Objective], clock: Clock = FOREVER) -> Iterator[tuple[str, Objective | None]]:
    """Return the objectives of which it is proved that they lie in the class, those of few parameters first.

    The proofs have a share of the time of their own. One that takes long is put off until the others are made, each having half of
    what is left; in place of an objective whose proof was not made in time stands None.
    """
    most = PROOFS * clock.seconds if clock.now is time.monotonic else math.inf  # a search counted in work is not to depend on the machine
    waiting = [
        (name, objective, max(LEAST, SHORT * most))
        for name, objective in sorted(objectives.items(), key=lambda pair: len(pair[1].parameters))
        if on_the_line(objective) or in_few_variables(objective)
    ]
    spent = 0.0  # by proofs alone, whatever is done between them
    while waiting:
        name, objective, seconds = waiting.pop(0)
        begun = time.monotonic()
        try:
            with within(seconds):
                known = _proved(bound, objective)
        except OutOfTime:
            spent += time.monotonic() - begun
            left = (most - spent) / 2
            if seconds < left:
                waiting.append((name, objective, left))
            else:
                yield name, None
            continue
        spent += time.monotonic() - begun
        if known:
            yield name, objective
        elif ran_out(bound, {name: objective}):
            yield name, None


def _proved(bound: Bound, objective: Objective) -> bool:
    try:
        return fits(bound, objective)
    except TooManyPaths:  # more branches than a proof looks at
        return False


@dataclass
class Arm:
    """One instance under search: its box, the worst places so far with their scores, and how often it was visited."""

    name: str
    box: Box
    places: NDArray[np.float64]
    scores: NDArray[np.float64]
    visits: int = 0
    steps: int = 0  # of every run, where the bound is so large that shorter ones do not reach it
    worst: Case | None = None
    best: float = -math.inf

    def keep(self, places: NDArray[np.float64], found: Walked) -> None:
        every, scores = np.concatenate([self.places, places]), np.concatenate([self.scores, found.score])
        order = np.argsort(-scores, kind="stable")[:KEPT]
        self.places, self.scores = every[order], scores[order]
        i = int(np.argmax(found.score))
        if found.score[i] > self.best:
            self.best = float(found.score[i])
            self.worst = Case.at(self.name, found.raw, found.settled, i, int(found.T[i]))


class Refuted(Exception):
    """A run was confirmed to exceed the bound."""

    def __init__(self, case: Case):
        super().__init__(case.name)
        self.case = case


class Missed(Exception):
    """The horizon was missed too often: certainly where all paths were counted, else up to the error of the test."""

    def __init__(self, seen: Seen, decision: Decision | Counted, seed: int):
        super().__init__(seen.oracle)
        self.seen, self.decision, self.seed = seen, decision, seed


class Spent(Exception):
    """The time, or the number of settings that may be tried, is spent."""


@dataclass
class Search:
    """The search of one bound: raises Refuted once a run is confirmed, Spent at its end."""

    bound: Bound
    objectives: Mapping[str, Objective]
    oracles: Mapping[str, Oracle]
    clock: Clock
    seed: int
    progress: Progress
    most: int | None = None
    arms: list[Arm] = field(default_factory=list)
    evaluations: int = 0
    looked: dict[str, int] = field(default_factory=dict)
    unproved: list[str] = field(default_factory=list)
    undefined: str = ""  # where the bound is no number

    def worst(self) -> Case | None:
        cases = [(a.best, a.worst) for a in self.arms if a.worst is not None]
        return max(cases, key=lambda c: c[0])[1] if cases else None

    def run(self, arm: Arm, places: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
        """Run settings of an instance, keep the worst, and return all scores."""
        if self._spent():
            raise Spent
        try:
            found = walked(self.bound, arm.box.objective, arm.box.raw(places), steps, stop=self.clock.over)
        except Interrupted:
            raise Spent from None
        self.evaluations += len(places)
        arm.keep(places, found)
        for n, i in enumerate(found.over(ROUNDING)[:ATTEMPTS]):
            case = Case.at(arm.name, found.raw, found.settled, int(i), int(found.T[i]))
            if n and case.horizon > CONFIRMED_STEPS:  # one of these takes seconds
                break
            self.count("repeated in balls")
            if case.horizon <= FAR[-1] and exceeds(self.bound, arm.box.objective, case.raw, most=FAR[-1]):
                raise Refuted(case)
        self._tell()
        return found.score

    def count(self, what: str, n: int = 1) -> None:
        self.looked[what] = self.looked.get(what, 0) + n

    def begin(self) -> None:
        """Look at settings spread over each instance."""
        for k, (name, objective) in enumerate(members(self.bound, self.objectives, self.clock)):
            if objective is None:
                self.unproved.append(name)
                continue
            chosen = box(self.bound, objective)
            d = len(chosen.axes)
            arm = Arm(name, chosen, np.empty((0, d)), np.empty(0))
            self.arms.append(arm)
            self.count("objectives")
            places = chosen.spread(DRAWN, (self.seed, k))
            raw = chosen.raw(places)
            known = settled(self.bound, objective, raw)
            self.undefined = self.undefined or without_number(self.bound, name, objective, raw, known)
            sound = known["sound"] > 0
            if not free_of_epsilon(self.bound):  # a run must reach the bound
                least = known["T"][sound].min(initial=math.inf)
                arm.steps = FAR[0] if self.ladder[0] / 2 < least <= FAR[0] / 2 else 0
                sound &= known["T"] <= max(arm.steps, self.ladder[0])
            if sound.any():
                some = spread(bindings(self.bound, known), sound, FEW_LANES if arm.steps else RUN, self.seed)
                self.run(arm, places[some], max(arm.steps, self.ladder[0]))

    @property
    def ladder(self) -> tuple[int, ...]:
        """The steps of a run at the most, visit by visit: where epsilon is given a run must reach the bound."""
        return FREE if free_of_epsilon(self.bound) else GIVEN

    def on(self, share: float) -> None:
        """Evolve the worst settings, by turns of the instance that has the worst and of the one that was visited least."""
        arms = [a for a in self.arms if a.best > -math.inf]
        turn = 0
        while arms and self._used() < share:
            turn += 1
            arm = max(arms, key=lambda a: a.best) if turn % 2 else min(arms, key=lambda a: (a.visits, -a.best))
            if turn % SELDOM == 0 and self.clock.left() > PATIENCE:
                self.far(arm, FAR[(turn // SELDOM - 1) % len(FAR)], turn)
            self.visit(arm, turn)

    def far(self, arm: Arm, steps: int, turn: int) -> None:
        """Run a few settings near the worst for long, and then near what was the worst of these."""
        rng = np.random.default_rng((self.seed, turn, steps))
        low, high = np.array(arm.box.bounds).T
        for _ in range(1 if steps == FAR[-1] else 3):
            places = np.resize(arm.places[:FEW_LANES], (FEW_LANES, len(low)))
            scale = rng.choice([0.1, 0.5, 2.0], (FEW_LANES, 1)) * (rng.random(places.shape) < 0.3)
            self.run(arm, np.clip(places + scale * rng.normal(size=places.shape), low, high), steps)
            self.count("long runs", FEW_LANES)

    def visit(self, arm: Arm, turn: int) -> None:
        from scipy.optimize import differential_evolution

        steps = max(self.ladder[arm.visits % len(self.ladder)], arm.steps)
        arm.visits += 1
        self.count("evolutions")
        rng = np.random.default_rng((self.seed, turn))
        low, high = np.array(arm.box.bounds).T
        places = arm.places[rng.integers(0, len(arm.places), POPULATION)]
        scale = rng.choice([0.01, 0.1, 0.5], (POPULATION, 1)) * (rng.random(places.shape) < 0.3)
        places = np.clip(places + scale * rng.normal(size=places.shape), low, high)
        fresh = arm.box.spread(POPULATION // 4, rng)
        places[: len(fresh)] = np.where(rng.random(fresh.shape) < 0.5, fresh, places[: len(fresh)])
        differential_evolution(
            lambda x: -np.maximum(self.run(arm, np.ascontiguousarray(x.T), steps), -1e3),
            list(zip(low, high, strict=True)),
            init=places,
            maxiter=GENERATIONS,
            tol=0,
            polish=False,
            vectorized=True,
            updating="deferred",
            seed=rng,
        )

    def through_noise(self) -> None:
        """Look for noises under which the horizon is missed too often, on the instances in turn."""
        search, rng = NoiseSearch(self.bound, self.oracles, self.seed), np.random.default_rng((self.seed, 1))
        able = self.bound.random and search.able()
        arms = [a for a in self.arms if able and a.best > -math.inf and on_the_line(a.box.objective)]  # noise is that of one coordinate
        kept: dict[str, list[Proposal]] = {a.name: [] for a in arms}
        turn = 0
        while arms:
            arm = arms[turn % len(arms)]
            longest = LONGEST[turn // len(arms) % len(LONGEST)]
            turn += 1
            parents = kept[arm.name][:BRED]
            batches = [(arm.box.spread(DRAWN // 8, rng), "")]
            low, high = np.array(arm.box.bounds).T
            for p in parents:
                step = rng.choice([0.02, 0.2, 1.0], (BRED, 1)) * (rng.random((BRED, len(low))) < 0.4)
                batches.append((np.clip(p.place + step * rng.normal(size=step.shape[:1] + low.shape), low, high), p.seen.oracle))
            found = []
            for places, noise in batches:
                raw = arm.box.raw(places)
                known = settled(self.bound, arm.box.objective, raw)
                some = np.flatnonzero((known["sound"] > 0) & (known["T"] <= longest))[: 2 * BRED]
                rows = {k: v[some] for k, v in raw.items()}
                found += search.propose(arm.name, arm.box.objective, rows, places[some], longest, rng, noise)
                self.evaluations += len(some)
                self.count("settings with noise", len(some))
                self._tell()
                if self._spent():
                    raise Spent
            kept[arm.name] = sorted([*kept[arm.name], *found], key=lambda p: -p.score)[: 4 * BRED]
            for proposal in [p for p in found if search.promises(p, arm.box.objective)][:ATTEMPTS]:
                decided = search.tested(proposal, self.objectives)
                self.count("tests of a quantile")
                if decided is not None:
                    raise Missed(*decided)

    def _used(self) -> float:
        """Return the share of the time, or of the settings that may be tried, that is used."""
        done = 0.0 if self.most is None else self.evaluations / self.most
        return max(done, 1 - self.clock.left() / self.clock.seconds)

    def _spent(self) -> bool:
        return self.clock.over() or (self.most is not None and self.evaluations >= self.most)

    def _tell(self) -> None:
        best = max((a.best for a in self.arms), default=-math.inf)
        self.progress(self.evaluations, math.exp(best) if best > -math.inf else None)
