"""Measure pairs of entries: the driver of one trajectory against the same run in C, lanes against that driver, a coordinate over d."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from theorysim.bench.compiled import InC
from theorysim.bench.exceptions import EXCEPTIONS
from theorysim.bench.pairs import Pair
from theorysim.bench.rows import Row, has, least, row
from theorysim.simulate.abreast.pays import SHORT
from theorysim.simulate.compose import Drivers
from theorysim.simulate.ends import BUDGET, CYCLE, OUTCOMES
from theorysim.simulate.run import drivers_of, state_at
from theorysim.simulate.streams import keys

LEAST_STEPS, ENOUGH = 20_000, 0.004  # steps of a run that is timed; seconds that it lasts at least
LEAST = 1000  # steps, of many coordinates
PLAIN, COSTLY = ("<= 1.1", "<= 1.3"), ("<= 1.3", "<= 1.6")  # aim and target against C: without and with exp, log, ... in a step
TOGETHER, ALONE = 64, 4  # trajectories in lanes; how many of them are run one by one, to compare
BOLD = 300  # steps of a run whose bits are compared
STARTS = (1.0, 0.5, -1.0, 1.75, -3.25, 1e-3)  # multiples of a pair's start


class Measured:
    """One pair with its compiled driver."""

    def __init__(self, pair: Pair, c: InC):
        self.pair, self.c, self.d = pair, c, len(pair.start)
        self.drivers: Drivers = drivers_of(pair.what, self.d, pair.given)
        self.p = self.numbers(pair)
        self.key, self.out = keys(0, 0, [0])[0], np.zeros(4)

    def numbers(self, pair: Pair) -> Any:
        return np.array([pair.given[name] for name in self.drivers.plan.parameters])

    def begin(self, times: float = 1.0) -> Any:
        return state_at(self.drivers, self.pair.start * times)

    def ours(self, steps: int) -> int:
        return int(self.drivers.scalar(self.begin(), self.p, self.key, 0.0, 0, steps, self.out))

    def in_c(self, steps: int) -> int:
        return self.c.run(self.begin(), self.p, self.key, 0.0, steps, self.d)

    def length(self) -> int:
        """Return how many steps a timed run takes: more than it can go where it ends early."""
        steps = LEAST_STEPS
        while steps < 50 * LEAST_STEPS and self.ours(steps) == steps and least(partial(self.ours, steps), repeats=2)[0] < ENOUGH:
            steps *= 2
        return steps

    def same_bits(self) -> bool:
        """Tell whether T and every bit of the state are those of C, from several starts, with short steps and long ones."""
        return all(self.same_from(p, times) for p in (self.p, self.numbers(self.pair.bold())) for times in STARTS)

    def same_from(self, p: Any, times: float) -> bool:
        half = self.begin(times)
        self.drivers.scalar(half, p, self.key, 0.0, 0, BOLD // 2, self.out)
        for eps in (0.0, float(self.out[1])):
            mine, theirs = self.begin(times), self.begin(times)
            k = self.drivers.scalar(mine, p, self.key, eps, 0, BOLD, self.out)
            until = k if self.out[3] == CYCLE else BOLD
            if k != self.c.run(theirs, p, self.key, eps, until, self.d) or not same(mine, theirs):
                return False
        return True

    def scalar_row(self) -> Row:
        """Compare one trajectory with C."""
        aim, target = COSTLY if self.c.costly else PLAIN
        steps, name = self.length(), f"scalar, {self.pair.name}"
        taken = self.ours(steps)
        each, unit = taken * self.d, "ns/coordinate" if self.d > 1 else "ns/step"
        if taken < LEAST_STEPS or self.out[3] != BUDGET:
            return reported(name, unit, self.pair.said, f"a run ends after {taken} steps ({OUTCOMES[int(self.out[3])]})")
        if self.c.loop is None:
            return row(name, least(partial(self.ours, steps))[0] / each * 1e9, unit, self.c.why, None, aim, target)
        mine, theirs = least(partial(self.ours, steps), partial(self.in_c, steps))
        found = row(name, mine / each * 1e9, unit, f"C {theirs / each * 1e9:.2f}; {self.pair.said}", mine / theirs, aim, target)
        bits = self.same_bits()
        return found | {"bits": bits, "met": found["met"] and bits}

    def lanes_row(self) -> Iterator[Row]:
        """Compare trajectories in lanes with some of them one by one; no row where there are no lanes."""
        if not self.drivers.laned:
            return
        name, drawn = f"lanes, {self.pair.name}", self.pair.what.random
        taken = max(LEAST_STEPS // self.d, LEAST) if self.drivers.plan.abreast else LEAST_STEPS
        starts = self.pair.start * (1 - np.arange(TOGETHER)[:, None] / 4096)
        P, streams, E = np.repeat(self.p[:, None], TOGETHER, axis=1), keys(0, 0, np.arange(TOGETHER)), np.zeros(TOGETHER)
        T, outcome = np.zeros(TOGETHER, np.int64), np.zeros(TOGETHER, np.int8)

        def together() -> None:
            self.drivers.lanes_alike(starts, P, streams, E, taken, T, outcome)

        def alone(scalar: Callable[..., int]) -> int:
            states = [state_at(self.drivers, x) for x in starts[:ALONE]]
            return min(scalar(s, self.p, streams[i], 0.0, 0, taken, self.out) for i, s in enumerate(states))

        together()
        if alone(self.drivers.scalar) < taken or set(outcome) != {BUDGET}:
            yield reported(name, "ns/step", self.pair.said, "a run ends early")
            return
        eager, lazy = self.drivers.of_both_sides().scalar, self.drivers.scalar  # lanes are held to what computes both sides, as they do
        many, *few = least(together, *(partial(alone, way) for way in dict.fromkeys((eager, lazy))), repeats=3)
        ratio, *beside = (t / ALONE / many * TOGETHER for t in few)
        unit = "ns/step" if self.d == 1 else "ns/coordinate"
        four = self.d == 1 and not drawn and has("avx512f")
        aim, target = ">= 5" if drawn else ">= 8", ">= 4" if four else ">= 2"
        against = f"scalar{f', {beside[0]:.3g} beside the one that branches' if beside else ''}; {self.pair.said}"
        yield row(name, many / TOGETHER / taken / self.d * 1e9, unit, against, ratio, aim, target)


def same(a: Any, b: Any) -> bool:
    """Tell whether two states agree in every bit; one NaN is like another."""
    numbers = ~np.isnan(a)
    return bool(np.array_equal(a.view(np.uint64)[numbers], b.view(np.uint64)[numbers]) and np.array_equal(numbers, ~np.isnan(b)))


def reported(name: str, unit: str, against: str, reason: str) -> Row:
    """Return a row that is held to nothing, and why."""
    return row(name, None, unit, against, None, None, None) | {"reason": reason}


def excepted(found: Row) -> Row:
    """Note the reason for which a row may miss its target."""
    return found | {"reason": EXCEPTIONS[found["name"]]} if found["name"] in EXCEPTIONS and not found["met"] else found


def entry_rows(pairs: Sequence[Pair], c: dict[str, InC], said: Callable[[str], None]) -> Iterator[Row]:
    """Measure one trajectory and lanes of each pair."""
    for i, pair in enumerate(pairs, 1):
        said(f"{i} of {len(pairs)}: {pair.name} ({pair.said})")
        try:
            one = Measured(pair, c[pair.name])
        except TypeError as reason:  # the driver cannot be compiled: the other rows stand
            yield row(f"scalar, {pair.name}", None, "ns/step", str(reason), None, None, None) | {"met": False}
            continue
        yield excepted(one.scalar_row())
        yield from map(excepted, one.lanes_row())


def dimension_rows(pairs: Sequence[Pair], c: dict[str, InC], said: Callable[[str], None]) -> Iterator[Row]:
    """Measure what a coordinate costs, beside that of the first pair of the same entry: `pairs` differ in their dimension only."""
    first: dict[str, float] = {}
    for pair in pairs:
        said(pair.name)
        one, entry = Measured(pair, c[pair.name]), pair.name.partition(", d = ")[0]
        steps = max(LEAST_STEPS // len(pair.start), LEAST)
        jobs = [partial(one.ours, steps), *([partial(one.in_c, steps)] if one.c.loop else [])]
        if one.ours(steps) < steps:
            yield reported(pair.name, "ns/coordinate", pair.said, "a run ends early")
            continue
        mine, *theirs = (t / steps / len(pair.start) * 1e9 for t in least(*jobs))
        in_c = f"C {theirs[0]:.2f}" if theirs else one.c.why
        base = first.setdefault(entry, mine)
        aim = {5: "<= 2", 64: "<= 1.3"}.get(len(pair.start))
        bits = one.same_bits() if one.c.loop else None
        yield row(pair.name, mine, "ns/coordinate", f"d = 4; {in_c}", mine / base, aim, None) | {"bits": bits, "met": bits is not False}
        if one.drivers.plan.abreast and one.d <= SHORT:
            yield from map(excepted, one.lanes_row())
