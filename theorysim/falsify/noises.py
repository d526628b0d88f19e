"""Look for a noise of its class under which a method misses the horizon of a bound too often.

Settings and laws of few atoms, with probabilities that may depend on the horizon, evolve towards the largest quantile of the hitting
time; they are drawn over arrays, which only proposes. What seems to exceed the bound is run anew, compiled, and tested: over all tests of
a search a true bound is called false with probability ALPHA at most. Where the paths of a noise are few, they are all counted instead.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theorysim.chance.quantile import Decision
from theorysim.claims.bound import Bound
from theorysim.domains import DRAWS, Domain, Finite, parameters
from theorysim.entries import Objective, Oracle
from theorysim.falsify.paths import Counted, atoms, counted, few, seems_missed
from theorysim.falsify.simplest import candidates
from theorysim.falsify.walks import Column, measured, settled
from theorysim.judge.bound import Case
from theorysim.judge.hits import ALPHA, SIZES, Seen, hit, in_class, is_member, one_size, seen_through, sizes_of
from theorysim.trials.drawing import Raw, at
from theorysim.trials.drawing import measured as at_start
from theorysim.trials.free import constants_of_noise
from theorysim.trials.noiseless import level

LOOKS = 50  # tests of one search: each has its share of ALPHA
TRIALS = 48  # runs of a proposal
LONGEST = (256, 12, 2048)  # steps of a run, in turn
MISSES = 1 / 8  # a proposal that misses this much more often than it may is tested


def readable(oracle: Oracle) -> bool:
    """Tell whether an oracle can be drawn over arrays: from g, draws and parameters alone."""
    return not oracle.asks and all(p.name == "g" or p.domain.role in DRAWS or not p.domain.supplied for p in parameters(oracle.perturb))


def view(oracle: Oracle, own: Mapping[str, Column], rng: np.random.Generator) -> Callable[[Any], Any]:
    """Return what an oracle shows of gradients of shape (n,), drawn anew at every call."""
    takes = parameters(oracle.perturb)

    def seen(g: Any) -> Any:
        values: dict[str, Any] = {"g": g}
        for p in takes:
            if isinstance(p.domain, Finite):
                chances = [at(body, own) * np.ones(g.shape) for body in p.domain.probabilities]
                u, below = rng.random(g.shape), np.cumsum(chances, axis=0)
                values[p.name] = np.where(u < below[-1], 1.0 + (u >= below).sum(axis=0), 0.0)
            elif p.domain.role in DRAWS:
                values[p.name] = rng.normal(size=g.shape) if p.domain.role == "normal" else rng.random(g.shape)
            elif p.name != "g":
                values[p.name] = own[p.name]
        return at(oracle.perturb, values)

    return seen


def laws(
    bound: Bound, oracles: Mapping[str, Oracle], numbers: Mapping[str, float], rng: np.random.Generator
) -> Iterator[tuple[str, dict[str, float]]]:
    """Return noises that certainly lie in the class, in a random order: as large as they may be, with chances of any size down to 1/T."""
    if bound.noise is None:
        yield from in_class(bound, oracles, numbers)
        return
    limit = numbers[constants_of_noise(bound)[0]]
    for name in rng.permutation(sorted(oracles)):
        oracle = oracles[name]
        sizes = sizes_of(oracle)
        if not sizes or not oracle.unbiased or not readable(oracle):
            continue
        chances = {p.name: chance(p.domain, numbers["T"], rng) for p in oracle.parameters if p not in sizes}
        for size in SIZES:
            own = {**{p.name: size * limit for p in sizes}, **chances}
            if is_member(bound, oracle, own, numbers):
                yield str(name), own
                break


def chance(domain: Domain, T: float, rng: np.random.Generator) -> float:
    """Return a number of a domain: its ends, or a multiple of 1/T, or any."""
    wanted = rng.choice([1.0, 1 / T, 2 / T, 4 / T, T ** -rng.random(), 0.5])
    number = float(min(max(wanted, domain.low), domain.high))
    number = number if not domain.integer else float(round(number))
    inside = domain.low + (min(domain.high, domain.low + 1) - domain.low) / 2
    return number if domain.holds(number) else inside


@dataclass(frozen=True)
class Proposal:
    """A setting, the noise through which it is seen, and the score: the quantile of the hitting time over the bound."""

    place: NDArray[np.float64]
    seen: Seen
    score: float


def ratios(bound: Bound, objective: Objective, oracle: Oracle, known: Raw, own: Mapping[str, Column], rng: np.random.Generator) -> Column:
    """Return the quantile of the hitting time over the bound, of n settings, each of shape (n,); above 1 where it is missed too often."""
    n = known["start"].size
    lanes = {k: np.repeat(v, TRIALS) for k, v in known.items()}
    most = np.floor(lanes["T"])
    goal, T = level(bound, lanes["epsilon"]), np.full(n * TRIALS, np.inf)
    seen = view(oracle, {k: np.repeat(v, TRIALS) for k, v in own.items()}, rng)
    with np.errstate(all="ignore"):
        for k, now in enumerate(measured(bound, objective, lanes, seen)):
            T[np.isinf(T) & (now <= goal) & (k <= most)] = k
            if k >= most.max() or np.isfinite(T).all():
                break
    allowed = math.ceil(bound.quantile * TRIALS) - 1
    late = np.sort(np.where(np.isinf(T), most + 1, T).reshape(n, TRIALS), axis=1)[:, allowed]
    missing = np.isinf(T).reshape(n, TRIALS).mean(axis=1) - (1 - bound.quantile)
    found: Column = np.where(missing > 0, 1 + missing, np.minimum(late / known["T"], 1.0))
    return found


class NoiseSearch:
    """The search of one instance; `spent` counts the tests of all instances together."""

    def __init__(self, bound: Bound, oracles: Mapping[str, Oracle], seed: int):
        self.bound, self.oracles, self.seed, self.spent = bound, seen_through(bound, oracles), seed, 0

    def able(self) -> bool:
        """Tell whether the class of noises has one constant, the largest size, so that noises of it can be chosen."""
        return self.bound.noise is None or one_size(self.bound)

    def propose(
        self,
        name: str,
        objective: Objective,
        raw: Raw,
        places: NDArray[np.float64],
        longest: int,
        rng: np.random.Generator,
        noise: str = "",
    ) -> list[Proposal]:
        """Score settings, each seen through a noise of the class; `noise` is that oracle where one is wanted."""
        known = settled(self.bound, objective, raw)
        wanted = np.flatnonzero((known["sound"] > 0) & (known["T"] <= longest) & (known["T"] >= 1))
        if self.bound.noise is not None:
            size = constants_of_noise(self.bound)[0]
            wanted = wanted[known[size][wanted] > 0]
        groups: dict[str, list[tuple[int, dict[str, float]]]] = {}
        for i in wanted:
            numbers = {k: float(v[i]) for k, v in known.items()}
            pool = {noise: self.oracles[noise]} if noise else self.oracles
            one = next(laws(self.bound, pool, numbers, rng), None)
            if one is not None:
                groups.setdefault(one[0], []).append((int(i), one[1]))
        found = []
        for oracle, members in groups.items():
            rows = np.array([i for i, _ in members])
            own = {k: np.array([m[k] for _, m in members]) for k in members[0][1]}
            some = {k: v[rows] for k, v in known.items()}
            scores = ratios(self.bound, objective, self.oracles[oracle], some, own, rng)
            for (row, mine), score in zip(members, scores, strict=True):
                found.append(Proposal(places[row], Seen(Case.at(name, raw, known, row), oracle, mine), float(score)))
        return sorted(found, key=lambda p: -p.score)

    def promises(self, proposal: Proposal, objective: Objective) -> bool:
        """Tell whether a proposal is worth a test, or a count of all its paths."""
        if proposal.score >= 1 + MISSES:
            return True
        known = {k: np.array([v]) for k, v in proposal.seen.case.settled.items()}
        return proposal.score > 1 and self._misses(proposal.seen, objective, known) is True

    def _misses(self, seen: Seen, objective: Objective, known: Raw) -> bool | None:
        """Tell whether all paths, in float64, miss the horizon too often; None where they are too many, or not known."""
        oracle = self.oracles[seen.oracle]
        noise = atoms(oracle, seen.own) if self.bound.noise is not None else []  # else its parameters are rounded
        return seems_missed(self.bound, objective, known, oracle, seen.own, noise) if few(noise, float(known["T"][0])) else None

    def count(self, seen: Seen, objective: Objective) -> Counted | None:
        """Count all paths in balls, where they are few; None where that does not refute."""
        known = {k: np.array([v]) for k, v in seen.case.settled.items()}
        if not self._misses(seen, objective, known):
            return None
        oracle = self.oracles[seen.oracle]
        return counted(self.bound, objective, seen.case.raw, oracle, seen.own, atoms(oracle, seen.own))

    def tested(self, proposal: Proposal, objectives: Mapping[str, Objective]) -> tuple[Seen, Decision | Counted, int] | None:
        """Count the paths of a proposal, or test it on runs that it has not seen, a simpler one first; None where it is not refuted."""
        objective = objectives[proposal.seen.case.name]
        if not self.promises(proposal, objective):
            return None
        simple = self.simpler(proposal.seen, objective)
        for seen in (simple, proposal.seen) if simple is not proposal.seen else (simple,):
            exactly = self.count(seen, objective)
            if exactly is not None:
                return seen, exactly, self.seed
        for seen in (simple, proposal.seen) if simple is not proposal.seen else (simple,):
            if proposal.score < 1 + MISSES:
                return None
            if self.spent >= LOOKS:
                return None
            self.spent += 1
            seed = 1000 * self.seed + self.spent
            decision = hit(self.bound, objectives, self.oracles, seen, seed, ALPHA / LOOKS)
            if decision.outcome == "refuted":
                return seen, decision, seed
        return None

    def simpler(self, found: Seen, objective: Objective) -> Seen:
        """Return a simpler setting that seems to miss as often, or the same one."""
        rng, domains = np.random.default_rng(self.seed), {f"objective.{p.name}": p.domain for p in objective.parameters}
        best = found
        for name in sorted(found.case.raw, key=lambda n: (n == "epsilon", n == "start")):
            for value in candidates(name, best.case.raw[name], domains.get(name)):
                if value == best.case.raw[name]:
                    break
                if (other := self._again(best, name, value, objective, rng)) is not None:
                    best = other
                    break
        return best

    def _again(self, before: Seen, name: str, value: float, objective: Objective, rng: np.random.Generator) -> Seen | None:
        """Return a setting with another number, where it still seems to miss; epsilon goes with what is measured at the start."""
        raw = {**before.case.raw, name: value}
        if name != "epsilon":
            begun = at_start(self.bound, objective, {k: np.array([v]) for k, v in raw.items()})[0]
            raw["epsilon"] = float(f"{raw['epsilon'] / before.case.settled['begun'] * begun:.4g}")
        known = settled(self.bound, objective, {k: np.array([v]) for k, v in raw.items()})
        if not (known["sound"][0] > 0 and known["T"][0] <= 2 * before.case.horizon):
            return None
        own, numbers, oracle = dict(before.own), {k: float(v[0]) for k, v in known.items()}, self.oracles[before.oracle]
        if self.bound.noise is None:
            own = next((mine for one, mine in in_class(self.bound, self.oracles, numbers) if one == before.oracle), own)
        elif name in constants_of_noise(self.bound):
            own |= {p.name: own[p.name] / before.case.raw[name] * value for p in sizes_of(oracle)}
            if not is_member(self.bound, oracle, own, numbers):
                return None
        after = Seen(Case(before.case.name, raw, numbers, -1), before.oracle, own)
        missed = self._misses(after, objective, known)
        if missed is None:
            score = ratios(self.bound, objective, oracle, known, {k: np.array([v]) for k, v in own.items()}, rng)[0]
            missed = bool(score >= 1 + MISSES)
        return after if missed else None
