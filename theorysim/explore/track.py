"""A run as it is drawn: the steps that are shown, what the criterion is there, what the gradient asks and how the point moves."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

import numpy as np

from theorysim.commands.run import SHOWN, of_many, simulate_many
from theorysim.domains import parameters
from theorysim.entries import Plain
from theorysim.explore.field import Curve, gradients_at, own
from theorysim.explore.subject import RUNNING, TRIALS, Ran
from theorysim.readings import arrays
from theorysim.results import Trajectory
from theorysim.settings import Parsed, Usage
from theorysim.show.svg import Told
from theorysim.simulate.slices import Slices, Stop
from theorysim.simulate.streams import Trial

FIRST, MOST = 60, 150  # steps of which each is drawn; of later ones so many evenly, and so many by factors
AT_ONCE = 0.03  # seconds that a picture waits for a run, before the rest of it is run aside
WORK = 5_000_000  # coordinates times steps of many runs, at most: less than 0.1 s
PILOT = 50  # so many runs tell how long a thousand are
BANDED, SHARES = 60, (0.1, 0.5, 0.9)  # runs of which a band is made, and its quantiles
OF_BAND = 400_000  # coordinates times steps of all of these, at most
FINE = 16  # coordinates, at most, that words name


def slices(parsed: Parsed) -> Slices:
    """Return a run that has not begun. Raises Usage, as `theorysim run` does."""
    s = parsed.setting
    try:
        given: Any = {"dimension": s.dimension, "trial": Trial(s.seed, number=s.trial)}
        return Slices(parsed.what, dict(s.parameters), s.start, s.epsilon, s.steps, **given)
    except (ValueError, TypeError) as reason:
        raise Usage(str(reason)) from reason


def onward(way: Slices, stop: Stop) -> bool:
    """Go on, and tell whether the run is over. Raises Usage for what a plain method raises."""
    try:
        return way.go(stop)
    except (ValueError, TypeError) as reason:
        raise Usage(str(reason)) from reason


def begun(parsed: Parsed, among: int = 1) -> Slices:
    """Return a run on its way, as far as it comes at once, among so many that share the time. Raises Usage."""
    way = slices(parsed)  # what is compiled is no part of the time
    until = perf_counter() + AT_ONCE / among
    onward(way, lambda k: perf_counter() > until)
    return way


def alone(parsed: Parsed, stop: Stop, label: str = "") -> Ran:
    """Run, and return what came out, without what is drawn; the outcome is RUNNING where it was stopped. Raises Usage."""
    way = slices(parsed)
    onward(way, stop)
    return _ran(parsed, way, way.so_far(), label)


def _ran(parsed: Parsed, way: Slices, whole: Trajectory, label: str) -> Ran:
    found = Ran(label, parsed.setting, whole.T, whole.outcome, whole.gradient_norm, whole.gap)
    return found if way.ended else replace(found, outcome=RUNNING, steps=whole.steps)


@dataclass(frozen=True, eq=False)
class Track:
    """A run and what is drawn of it. `whole` has every snapshot; the rest is of the drawn ones: `k` of shape (n,), the next point (n, d),
    the gradient (n, d) or None, `y`, (n,), of the quantity `name`."""

    ran: Ran
    parsed: Parsed
    whole: Trajectory
    drawn: Any
    next: Any
    gradient: Any
    name: str
    y: Curve

    @property
    def label(self) -> str:
        return self.ran.label or self.parsed.setting.method

    @property
    def k(self) -> Any:
        return self.whole.times[self.drawn]

    @property
    def points(self) -> Any:
        return self.whole.points[self.drawn]

    @property
    def values(self) -> Any:
        return self.whole.values[self.drawn]

    @property
    def measured(self) -> bool:
        """Whether `y` is what the run is stopped by."""
        return self.name == self.parsed.setting.until.replace("_", " ")

    @np.errstate(all="ignore")
    def told(self, colour: int) -> Told:
        """Tell of each drawn step in words."""
        return Told(self.label, colour, self.k.tolist(), list(self._words()))

    def _words(self) -> Iterator[str]:
        points, norms = self.points.tolist(), self.whole.gradient_norms[self.drawn].tolist()
        moves, values, y = np.sqrt(np.sum((self.next - self.points) ** 2, axis=1)).tolist(), self.values.tolist(), self.y.tolist()
        for i, k in enumerate(self.k.tolist()):
            x = ", ".join(f"{c:.6g}" for c in points[i][:FINE])
            words = [f"k = {k:,}", *([f"x = {x}" if len(points[i]) == 1 else f"x = ({x})"] if len(points[i]) <= FINE else [])]
            words += [f"f = {values[i]:.6g}", f"|\u2207f| = {norms[i]:.4g}"]
            if self.name not in ("gradient norm", "f(x_k)"):
                words.append(f"{self.name} = {y[i]:.4g}")
            if math.isfinite(moves[i]):
                words.append(f"|x_{{k+1}} \u2212 x_k| = {moves[i]:.4g}")
            yield "   ".join(words)


@np.errstate(all="ignore")
def track(parsed: Parsed, way: Slices, label: str = "", look: str = "criterion") -> Track:
    """Return what is drawn of a run as far as it has come."""
    whole = way.so_far()
    ran = _ran(parsed, way, whole, label)
    seen = _seen(whole)
    following = np.full((len(seen), whole.points.shape[1]), np.nan)
    inner = seen[seen + 1 < len(whole.times)]
    near = whole.times[inner + 1] == whole.times[inner] + 1
    following[: len(inner)][near] = whole.points[inner[near] + 1]
    gradient = gradients_at(parsed.what.objective, own(parsed), whole.points[seen]) if whole.points.shape[1] <= 2 else None
    name, y = quantity(parsed, whole, look)(seen)
    return Track(ran, parsed, whole, seen, following, gradient, name, y)


def _seen(whole: Trajectory) -> Any:
    """Return the places of the snapshots that are drawn; of two steps that follow each other the first, for it has its move."""
    times, n = whole.times, len(whole.times)
    if n <= FIRST + 2 * MOST:
        return np.arange(n)
    asked = np.concatenate([np.geomspace(1, times[-1], MOST), np.linspace(0, times[-1], MOST)])
    found = np.minimum(np.searchsorted(times, asked), n - 2)
    second = (found > FIRST) & (times[found + 1] != times[found] + 1) & (times[found] == times[found - 1] + 1)
    return np.unique(np.concatenate([np.arange(FIRST), found - second, [n - 1]]))


def quantity(parsed: Parsed, whole: Trajectory, look: str) -> Callable[[Any], tuple[str, Curve]]:
    """Return what gives, at the snapshots of these places, the quantity that is drawn over the steps, with its name.

    That is the criterion; the gradient norm where snapshots do not show it; or the value.
    """

    def found(seen: Any) -> tuple[str, Curve]:
        values, norms = np.asarray(whole.values[seen]), np.asarray(whole.gradient_norms[seen])
        if look != "criterion":
            return "f(x_k)", values
        asked = {p.name for p in parameters(parsed.what.criterion.body)}
        known = {"g_norm": norms, "value": values, "minimum": np.full(len(seen), whole.value - whole.gap)}
        name = parsed.setting.until.replace("_", " ")
        if asked <= set(known):
            return name, arrays.evaluate(parsed.what.criterion.body, {n: known[n] for n in asked})[0]
        if "done" in asked or isinstance(parsed.what.method, Plain):
            return "gradient norm", norms
        return name, at_points(parsed, whole.points[seen])

    return found


def at_points(parsed: Parsed, points: Any) -> Curve:
    """Ask the compiled driver for the criterion at each point, without a step."""
    from theorysim.simulate.run import drivers_of, numbers, settled, state_at
    from theorysim.simulate.streams import keys

    values = settled(parsed.what.known, dict(parsed.setting.parameters))
    drivers = drivers_of(parsed.what, points.shape[1], values)
    p = numbers(drivers, values)
    found, out, key = np.zeros(len(points)), np.zeros(4), keys(0, 0, [0])[0]
    for i, point in enumerate(points):
        drivers.scalar(state_at(drivers, point), p, key, 0.0, 0, 0, out)
        found[i] = out[2]
    return found


@np.errstate(all="ignore")
def band(track: Track, look: str) -> tuple[Any, Any] | None:
    """Return the steps of a random method up to the last that is drawn, and at each the quantiles of what is drawn, over runs that go on.

    None where that would hold up a slider, or asks more than snapshots show.
    """
    parsed, last = track.parsed, int(track.k[-1])
    method, s = parsed.what.method, parsed.setting
    if (
        isinstance(method, Plain)
        or last < 1
        or last * track.points.shape[1] * BANDED > OF_BAND
        or not (track.measured or look != "criterion")
    ):
        return None
    if look == "criterion" and not {p.name for p in parameters(parsed.what.criterion.body)} <= {"g_norm", "value", "minimum"}:
        return None
    k, rows = track.k, []
    way = slices(replace(parsed, setting=replace(s, epsilon=0.0, steps=last)))
    for trial in range(BANDED):
        way.anew(Trial(s.seed, number=trial))
        way.go(lambda k: False)
        whole = way.so_far()
        _, y = quantity(parsed, whole, look)(np.searchsorted(whole.times, np.minimum(k, whole.times[-1])))
        after = np.inf if whole.outcome in ("diverged", "nan", "left_domain") else y[-1]
        rows.append(np.where(k <= whole.times[-1], y, after))
    return k, np.quantile(np.where(np.isnan(rows), np.inf, rows), SHARES, axis=0, method="inverted_cdf")


def many(parsed: Parsed, ran: Ran) -> str:
    """Describe the quantiles of T over many runs of a random method; nothing where they would hold up a slider."""
    s = parsed.setting
    size = s.dimension or len(s.start or "x")
    if isinstance(parsed.what.method, Plain) or (ran.T or s.steps) * size * PILOT > WORK:
        return ""
    few = simulate_many(replace(parsed, setting=replace(s, steps=min(s.steps, WORK // PILOT // size))), PILOT)
    steps = int(np.dot(few.times, few.counts)) + (PILOT - int(few.counts.sum())) * s.steps
    if steps * size * (TRIALS // PILOT) > WORK:
        return ""
    found = simulate_many(parsed, TRIALS)
    return of_many({q: found.quantile(q) for q in SHOWN}, TRIALS, found.outcomes)
