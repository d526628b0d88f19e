"""What is explored, as data: menus to choose from, knobs to turn, and the scene that a page shows. Nothing here knows of widgets."""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from theorysim.commands.run import ended
from theorysim.domains import Domain
from theorysim.results import Setting
from theorysim.show.svg import Panel, Told
from theorysim.simulate.slices import Slices, Stop

PLACES = 100  # of a slider that moves evenly
SPAN = 1e3  # by which factor a slider goes up and down from where it starts
TRIALS = 1000  # of a random method, for the quantiles of T
RUNNING = "running"  # the outcome of a run that is not over


@dataclass(frozen=True)
class Knob:
    """A number that a slider moves along rungs from `low` to `high`, by factors where `log`; any number of the domain may be typed in."""

    name: str
    value: float
    domain: Domain
    low: float
    high: float
    log: bool = False
    says: str = ""

    @property
    def rungs(self) -> tuple[float, ...]:
        """The numbers at which the slider can stand, ascending."""
        return ladder(self.domain, self.low, self.high, self.log) or (self.value,)

    def at(self, place: float) -> float:
        """Return the number at a place of the slider, from 0 to 1."""
        return self.rungs[round(place * (len(self.rungs) - 1))]

    def place(self, value: float) -> float:
        """Return the place of the rung that is nearest to a number."""
        i = bisect_left(self.rungs, value)
        near = min((k for k in (i - 1, i) if 0 <= k < len(self.rungs)), key=lambda k: abs(self.rungs[k] - value))
        return near / max(len(self.rungs) - 1, 1)


@lru_cache(maxsize=512)
def ladder(domain: Domain, low: float, high: float, log: bool) -> tuple[float, ...]:
    """Return numbers of a domain, ascending, and its ends: those of two digits, each 1 to 10 % above the last, or evenly spaced ones."""
    if log:
        decades = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)))
        found = [float(f"{digits}e{decade}") for decade in decades for digits in range(10, 100)]
    else:
        wide = (high - low) / PLACES
        tens = 10.0 ** math.floor(math.log10(wide)) if wide > 0 else 1.0
        unit = max(next(m for m in (1, 2, 5, 10) if m * tens >= wide * (1 - 1e-9)) * tens, 1.0 if domain.integer else 0.0)
        found = [float(f"{k * unit:.12g}") for k in range(math.ceil(low / unit), math.floor(high / unit) + 1)]
    ends = [x for x in (low, high) if not any(math.isclose(x, rung, rel_tol=1e-9) for rung in found)]
    return tuple(sorted(x for x in {*found, *ends} if low <= x <= high and domain.holds(x)))


def knob(name: str, value: float, domain: Domain, says: str = "") -> Knob:
    """Return the slider of a number: the whole domain where it is bounded, else a stretch about the number, by factors where positive."""
    low, high = domain.low, domain.high
    if math.isfinite(low) and math.isfinite(high):
        edge = 1.0 if domain.integer else (high - low) / PLACES
        return Knob(name, value, domain, low + edge * domain.low_open, high - edge * domain.high_open, False, says)
    if domain.integer:
        least = low + domain.low_open if math.isfinite(low) else value - 10
        most = high - domain.high_open if math.isfinite(high) else max(4 * value, least + 10)
        return Knob(name, value, domain, least, most, False, says)
    if low >= 0 and value > 0:
        least = value / SPAN if low == 0 else low if not domain.low_open else low + (value - low) / SPAN
        return Knob(name, value, domain, least, max(value, least) * SPAN, True, says)
    if low >= 0:
        return Knob(name, value, domain, low, low + 1, False, says)
    far = max(3.0, 2 * abs(value))
    if math.isfinite(low) or math.isfinite(high):  # bounded on one side, which may be far from 0
        edge = 2 * far / PLACES
        low, high = (
            (low + edge * domain.low_open, low + 2 * far) if math.isfinite(low) else (high - 2 * far, high - edge * domain.high_open)
        )
        return Knob(name, value, domain, low, high, False, says)
    return Knob(name, value, domain, -far, far, False, says)


@dataclass(frozen=True)
class Menu:
    """One of several names is chosen."""

    name: str
    options: tuple[tuple[str, str], ...]  # (what is shown, what it is)
    chosen: str


@dataclass(frozen=True)
class Ran:
    """One run: its setting, and what `theorysim run` says of it."""

    label: str
    setting: Setting
    T: int | None
    outcome: str
    gradient_norm: float
    gap: float
    many: str = ""  # what `theorysim run --runs` says of TRIALS runs of a random method; empty where that is slow
    here: tuple[str, ...] = ()  # names of entries that no file holds: variables of a notebook
    steps: int = 0  # that a run has taken which is not over
    measured: bool = False  # of a run that goes on to its last step: how far it came is told, not T

    def line(self) -> str:
        """Return T and the outcome, or how far it came, in the words of `theorysim run`."""
        before = f"{self.label}: " if self.label else ""
        if self.measured and self.outcome in ("budget", "cycle", "finished"):
            gap = f", gap {self.gap:.6g}" if math.isfinite(self.gap) else ""
            return f"{before}final: gradient norm {self.gradient_norm:.6g}{gap}"
        return before + (f"not reached in the first {self.steps:,} steps" if self.outcome == RUNNING else ended(self.T, self.outcome))

    def command(self) -> str:
        """Write the run as a command; empty where it names what no file holds."""
        return "" if self.here else f"theorysim run {self.setting.line()}"

    def command_of_many(self) -> str:
        """Write the runs of which `many` speaks as a command."""
        return f"{self.command()} --runs {TRIALS} --quantile 0.9" if self.many and self.command() else ""

    def python(self) -> str:
        """Write the run as Python."""
        s = self.setting
        names = {n: n if n in self.here else repr(n) for n in (s.method, s.objective, s.oracle, s.until)}
        words = [names[s.method], names[s.objective], repr(dict(s.parameters))]
        words.append(f"start={s.start[0] if len(s.start) == 1 else s.start!r}" if s.start is not None else "start=None")
        words += [f"epsilon={s.epsilon!r}", f"steps={s.steps}"]
        words += [f"until={names[s.until]}"] * (s.until != "gradient_norm") + [f"oracle={names[s.oracle]}"] * (s.oracle != "exact")
        words += [f"dimension={s.dimension}"] * (s.dimension is not None)
        words += [f"seed={s.seed}"] * bool(s.seed) + [f"trial={s.trial}"] * bool(s.trial)
        return f"ts.run({', '.join(words)})"


@dataclass(frozen=True, eq=False)
class Scene:
    """What the page shows at one setting of the knobs: panels, lines of text, and the runs behind them."""

    panels: Sequence[Panel]
    runs: Sequence[Ran]
    notes: Sequence[str] = ()
    tracks: Sequence[Any] = ()  # track.Track of each run, the pinned ones last
    told: Sequence[Told] = ()
    ways: Sequence[Slices] = ()  # of the runs that are not over
    again: Callable[[], "Scene"] | None = None  # makes the scene of what these have come to


class Subject(Protocol):
    """What a page shows and turns; a change makes a new subject. Raises settings.Usage, with one line, for what cannot be run."""

    @property
    def title(self) -> str: ...
    @property
    def statement(self) -> str: ...  # whose verdict is shown; empty for none
    def menus(self) -> list[Menu]: ...
    def choose(self, menu: str, option: str) -> Any: ...
    def knobs(self) -> list[Knob]: ...
    def turn(self, name: str, value: float) -> Any: ...
    def presets(self) -> Any: ...  # `presets.Preset`s: places worth seeing
    def words(self) -> Any: ...  # `words.Words`: what is said beside the picture
    def python(self) -> str: ...  # the call of explore that makes this page
    def scene(self) -> Scene: ...
    @property
    def pins(self) -> Sequence[Any]: ...  # track.Track of each run that stays
    def pinned(self, tracks: Sequence[Any]) -> Any: ...  # with these runs in every scene, whatever turns
    def allowed(self) -> float | None: ...  # the bound of T that is drawn
    def times(self, stop: Stop) -> list[Ran]: ...  # the runs alone; what is stopped has the outcome RUNNING
