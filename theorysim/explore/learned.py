"""What a run has learned of a hard problem, and what its error is in the mean: coordinates uncovered, a coin told from another."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from theorysim.chance.coins import nearly
from theorysim.claims.instance import Tossed, Uncovered
from theorysim.entries import Plain
from theorysim.explore.scene import LINES, SHAPES
from theorysim.explore.track import Track, at_points, slices
from theorysim.settings import Parsed
from theorysim.show.palette import INK
from theorysim.show.svg import Axis, Panel, Rule, Series
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.run import ready, settled, state_at
from theorysim.simulate.streams import Trial

WORK, OF_PLAIN = 1_000_000, 10_000  # coordinates times steps of all runs of a mean, of a method in plain Python too
FEWEST, MOST = 20, 1000  # how many these are
WHOLE = ("budget", "reached", "cycle", "finished")  # how a run ends that took all of its steps, or needs no more
MISSED = 0.005  # on each side of a mean: how often its interval misses it
TOSSES = 33  # numbers of tosses at which a curve is computed
At = Callable[..., float]  # of a body where the constants stand, and of other letters by name


@dataclass(frozen=True)
class Mean:
    """The mean error over runs, and an interval for the expected one."""

    value: float
    low: float
    high: float
    runs: int


def mean_error(parsed: Parsed, largest: float) -> Mean | str:
    """Run many times and return the mean error at the end, or why there is none."""
    s, plain = parsed.setting, isinstance(parsed.what.method, Plain)
    runs = min(MOST, (OF_PLAIN if plain else WORK) // (s.steps * (s.dimension or 1)))
    if runs < FEWEST:
        return "a mean over runs takes too long here"
    found = np.array(list(_in_python(parsed, runs) if plain else _ends(parsed, runs)))
    if not np.all(np.isfinite(found)):
        return "no mean: runs left where the problem is posed, or ran away"
    return Mean(float(found.mean()), *interval(found, largest), runs)


def _ends(parsed: Parsed, runs: int) -> Iterator[float]:
    """Yield the criterion at the end of each run; infinity where it ended before."""
    s, values = parsed.setting, settled(parsed.what.known, dict(parsed.setting.parameters))
    point, drivers, p = ready(parsed.what, values, s.start, s.dimension)
    out = np.zeros(4)
    for key in Trial(s.seed).keys(runs):
        drivers.scalar(state_at(drivers, point), p, key, s.epsilon, 0, s.steps, out)
        yield float(out[2]) if OUTCOMES[int(out[3])] in WHOLE else math.inf


def _in_python(parsed: Parsed, runs: int) -> Iterator[float]:
    way = slices(parsed)
    for trial in range(runs):
        way.anew(Trial(parsed.setting.seed, number=trial))
        way.go(lambda k: False)
        yield float(way.out[2]) if OUTCOMES[int(way.out[3])] in WHOLE else math.inf


def interval(errors: Any, largest: float) -> tuple[float, float]:
    """Return numbers between which the mean lies with probability 1 - 2 MISSED, of errors from 0 to `largest`.

    From below the law that is least likely smaller (Anderson, with the constant of Massart); from above the empirical Bernstein bound
    (Maurer and Pontil).
    """
    n, x = len(errors), np.sort(errors)
    lost = math.sqrt(math.log(1 / MISSED) / (2 * n))
    above = np.maximum(1 - np.arange(n) / n - lost, 0)
    low = float(np.dot(np.diff(np.concatenate([[0.0], x])), above))
    log = math.log(2 / MISSED)
    high = x.mean() + math.sqrt(2 * x.var(ddof=1) * log / n) + 7 * largest * log / (3 * (n - 1))
    return low, float(min(high, largest))


# --- what is drawn, and told ----------------------------------------------------------------------------------------


def panel(of: Tossed | Uncovered, at: At, tracks: Sequence[Track]) -> Panel:
    """Draw what was learned over the steps."""
    last = max(float(t.k[-1]) for t in tracks)
    across = Axis("step k", 0, max(last, 1) * 1.04)
    if isinstance(of, Tossed):
        k, success, _ = curve(at(of.chances[0]), at(of.chances[1]), int(last))
        drawn = [Series(k, success, "the best rule", 2, "circle" if len(k) <= 40 else None)]
        title = "how often the hidden bit is named right, at best"
        return Panel(title, across, Axis("probability", 0.48, 1.02), drawn, rules=(Rule("a guess", y=0.5, dash="dotted"),))
    most, series = int(at(of.most)), []
    for i, t in enumerate(tracks):
        y = reached(of, at, t)[t.drawn]
        series.append(Series(t.k, y, t.ran.label or "coordinates", i, SHAPES[i] if len(t.k) <= 60 else None, dash=LINES[i % len(LINES)]))
    rules = (Rule(f"all {most}", y=most, colour=INK, dash="dotted"),)
    return Panel("how many coordinates were reached", across, Axis("coordinates", 0, max(most, 1) * 1.06), series, rules=rules)


def told(of: Tossed | Uncovered, at: At, tracks: Sequence[Track]) -> list[str]:
    """Tell what was learned in words."""
    if isinstance(of, Tossed):
        n = max(int(t.k[-1]) for t in tracks)
        _, success, doubt = curve(at(of.chances[0]), at(of.chances[1]), n)
        least = at(of.least, doubt=float(doubt[-1]))
        chances = f"{at(of.chances[0]):.4g} or {at(of.chances[1]):.4g}"
        return [
            f"heads come with chance {chances}: after {n:,} tosses the best rule of all names nu with probability {success[-1]:.4f}",
            f"the mean error of the best rule, over both, is {least:.4g}",
        ]
    most = int(at(of.most))
    counts = [(t, int(reached(of, at, t).max())) for t in tracks]
    return [f"reached: {n} of {most}" + (f"; hidden is coordinate {n + 1}" if n < most else "; nothing is hidden") for _, n in counts]


@lru_cache(maxsize=128)
def curve(p: float, q: float, tosses: int) -> tuple[Any, Any, Any]:
    """Return numbers of tosses, up to so many, and at each what the best rule attains: (success, doubt)."""
    at = np.unique(np.concatenate([[0], np.geomspace(1, max(tosses, 1), TOSSES).round()]).astype(int))
    found = [nearly(p, q, int(n)) for n in at]
    return at, np.array([success for success, _ in found]), np.array([doubt for _, doubt in found])


def reached(of: Uncovered, at: At, track: Track) -> Any:
    """Return the quantity at every snapshot, the most so far: what was seen is not forgotten."""
    p = track.parsed
    own = tuple((k, v) for k, v in p.setting.parameters if not k.startswith("quantity."))
    own += tuple((f"quantity.{n}", at(b)) for n, b in of.own.items())
    what = Composition(p.what.method, p.what.objective, of.quantity, p.what.oracle)
    return np.maximum.accumulate(at_points(replace(p, setting=replace(p.setting, parameters=own), what=what), track.whole.points))
