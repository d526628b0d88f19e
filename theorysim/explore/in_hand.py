"""A lower bound that one can hold: any method on its hard problem, what that hides, what was learned, the error beside the bounds."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from theorysim.claims.instance import Instance
from theorysim.domains import Domain, parameters
from theorysim.entries import Body, Plain
from theorysim.explore import call, choices, glossary, learned, presets, words
from theorysim.explore.runs import Runs
from theorysim.explore.scene import function, pins, progress, scene
from theorysim.explore.subject import Knob, Menu, Ran, Scene
from theorysim.explore.track import Track, alone, begun, track
from theorysim.judge.family import at
from theorysim.measure.oracle_calls import calls_per_step
from theorysim.naming import named
from theorysim.results import Setting
from theorysim.settings import Parsed, Usage
from theorysim.show.svg import Axis, Panel, Rule, Series
from theorysim.simulate.slices import Slices, Stop


@dataclass(frozen=True, eq=False)
class InHand:
    """An instance at constants, and the method that is tried on it: `run` has this, with its numbers, on the first member."""

    name: str
    instance: Instance
    run: Runs
    numbers: Mapping[str, float] = field(default_factory=dict)
    pins: tuple[Track, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.name}: {self.run.setting.method}"

    @property
    def statement(self) -> str:
        return self.name

    # what can be chosen and turned

    def menus(self) -> list[Menu]:
        every = [(shown, name) for shown, name in choices.options(self._bare(), "method") if not self._wraps(name)]
        return [Menu("method", tuple(every), self.bare)]

    def choose(self, menu: str, option: str) -> "InHand":
        if menu != "method":
            raise Usage(f"{self.name} has no choice of {menu}: {option}")
        return replace(self, run=replace(self.run, setting=replace(self.run.setting, method=self._kept(option)))).begun("method")

    @property
    def bare(self) -> str:
        """The method without the wrapper that keeps its points where the problem is posed."""
        return self.run.setting.method.removeprefix(f"{self.instance.within}:") if self.instance.within else self.run.setting.method

    def _wraps(self, name: str) -> bool:
        return bool(self.instance.within) and name.startswith(f"{self.instance.within}:")

    def _kept(self, method: str) -> str:
        """Wrap a method, one of plain Python excepted: that has to keep its points there itself."""
        plain = isinstance(self.run.load("methods", method), Plain)
        return method if plain or not self.instance.within else f"{self.instance.within}:{method}"

    def _bare(self) -> Runs:
        return replace(self.run, setting=replace(self.run.setting, method=self.bare))

    def at(self, body: Body | float, **others: float) -> float:
        """Return a number of the problem where the constants stand."""
        return at(body, {**self.numbers, **others}) if callable(body) else float(body)

    def begun(self, changed: str = "") -> "InHand":
        """Return the same with a number for every parameter of the method: its own, its default, or one that takes a few steps."""
        return replace(self, run=replace(self.run, setting=self._setting(0, probe=True)).filled(changed))._placed()

    def _placed(self) -> "InHand":
        return replace(self, run=replace(self.run, setting=self._setting(0)))

    def _domains(self) -> dict[str, Domain]:
        one = self.instance
        bodies = [one.steps, one.largest, one.start, one.dimension, one.epsilon, *one.bounds.values(), *(g.body for g in one.given)]
        bodies += [b for m in one.members for b in m.own.values()]
        return {p.name: p.domain for b in bodies if callable(b) for p in parameters(b)}

    def knobs(self) -> list[Knob]:
        known, found = self._domains(), []
        for name, (low, high) in self.instance.search.items():
            log = low > 0 and high > 100 * low
            found.append(
                Knob(name, self.numbers[name], known[name], low, high, log, glossary.word(name) or glossary.word(f"oracle.{name}"))
            )
        box = {f"method.{n}" for n in self.instance.box}
        own = [k for k in self.run.knobs() if k.name.startswith("method.") and k.name not in box or k.name == "seed"]
        return found + own

    def turn(self, name: str, value: float) -> "InHand":
        if name in self.instance.search:
            return replace(self, numbers={**self.numbers, name: value})._placed()
        return replace(self, run=self.run.turn(name, value))

    # the runs

    def _setting(self, member: int, probe: bool = False) -> Setting:
        """Return the run against a member; where a step size is looked for it ends at the printed bound."""
        one, s = self.instance, self.run.setting
        own = {k: v for k, v in s.parameters if k.startswith("method.")}
        own |= {f"method.{n}": self.at(b) for n, b in one.box.items() if s.method != self.bare}
        own |= {n: self.at(b) for n, b in one.members[member].own.items()}
        d = None if one.dimension is None else max(1, int(self.at(one.dimension)))
        start = None if one.start is None else (self.at(one.start),) * (1 if d is None else d)
        epsilon = self.at(one.epsilon) if one.epsilon is not None else 0.0
        if probe and one.epsilon is None:
            epsilon = self.at(next(iter(one.bounds.values())))
        words: dict[str, Any] = {"start": start, "dimension": d, "epsilon": epsilon, "steps": max(1, int(self.at(one.steps)))}
        return replace(s, parameters=tuple(own.items()), **words)

    def settings(self) -> list[Parsed]:
        """Return the run against each member. Raises Usage."""
        return [replace(self.run, setting=self._setting(i)).parsed() for i in range(len(self.instance.members))]

    def _labels(self) -> list[str]:
        return [m.name for m in self.instance.members]

    def times(self, stop: Stop) -> list[Ran]:
        return [alone(p, stop, label) for p, label in zip(self.settings(), self._labels(), strict=True)]

    def allowed(self) -> float | None:
        return None if self.instance.epsilon is None else self.at(next(iter(self.instance.bounds.values())))

    def pinned(self, tracks: Sequence[Track]) -> "InHand":
        return replace(self, pins=tuple(tracks))

    # beside the picture

    def presets(self) -> list[presets.Preset]:
        return presets.declared(self, "statements", self.name)

    def words(self) -> words.Words:
        s = self.run.setting
        entries = [
            words.about(choices.KINDS[role], getattr(s, role)) for role in ("method", "objective", "oracle") if getattr(s, role) != "exact"
        ]
        method = self.run.load("methods", s.method)
        return words.Words(
            (words.about("statements", self.name), *entries), method, tuple(words.given(self.instance.given, self.numbers)), True
        )

    def python(self) -> str:
        box = {f"method.{n}" for n in self.instance.box}
        own = {k: v for k, v in self.run.setting.parameters if k.startswith("method.") and k not in box}
        seed = f", seed={self.run.setting.seed}" if self.run.setting.seed else ""
        return f"explore({self.name!r}, {dict(self.numbers) | own!r}, method={call.name_of(self.run, 'methods', self.bare)}{seed})"

    # the picture

    def scene(self) -> Scene:
        every = self.settings()
        return self._drawn([(p, begun(p, len(every))) for p in every])

    def _drawn(self, every: Sequence[tuple[Parsed, Slices]]) -> Scene:
        one, labels = self.instance, self._labels()
        ran = [track(p, way, label) for (p, way), label in zip(every, labels, strict=True)]
        tracks = [replace(t, ran=replace(t.ran, measured=one.epsilon is None)) for t in ran]
        bounds = {reading: self.at(body) for reading, body in one.bounds.items()}
        over = all(way.ended for _, way in every)
        means = [learned.mean_error(p, self.at(one.largest)) if over and one.epsilon is None else "" for p, _ in every]
        drawn = [*tracks, *pins(self.pins)]
        panels = [function({i: t}, t.ran.label) for i, t in enumerate(tracks)]
        panels += [self._errors(drawn, bounds, means), learned.panel(one.learned, self.at, tracks)]
        notes = [one.hides, *learned.told(one.learned, self.at, tracks), *self._compared(bounds, means, labels), *self._asked()]
        return scene(drawn, panels, notes, [way for _, way in every], lambda: self._drawn(every))

    def _errors(self, tracks: Sequence[Track], bounds: Mapping[str, float], means: Sequence[Any]) -> Panel:
        """Draw the error over the steps, its mean at the last over many runs, and the bounds."""
        if self.instance.epsilon is not None:
            return progress(tracks, next(iter(bounds.values())), lower=True)
        panel = progress(tracks, None, f"{tracks[0].name}, and what it is in the mean at least")
        k = self.at(self.instance.steps)
        rules = [Rule(f"{reading}: {x:.3g}", y=x, dash="dashed" if i == 0 else "dotted") for i, (reading, x) in enumerate(bounds.items())]
        found = [(i, m) for i, m in enumerate(means) if isinstance(m, learned.Mean)]
        marks = [Series([k], [m.value], f"mean of {m.runs:,} runs", i, "diamond", line=False, size=6) for i, m in found]
        y = panel.y
        heights = [v for v in [*bounds.values(), *(m.value for _, m in found)] if 0 < v < math.inf]
        if y.low > 0 and y.log:
            y = replace(y, low=min(y.low, *(h / 1.8 for h in heights)), high=max(y.high, *(1.8 * h for h in heights)))
        else:
            y = Axis(y.name, min(y.low, *heights), max(y.high, *heights))
        return replace(panel, y=y, series=[*panel.series, *marks], rules=[*panel.rules, *rules])

    def _compared(self, bounds: Mapping[str, float], means: Sequence[Any], labels: Sequence[str]) -> list[str]:
        if self.instance.epsilon is not None:
            return [f"{reading}: T is at least {x:,.6g}, for {self.instance.against}" for reading, x in bounds.items()]
        said = [f"{reading}: the mean is at least {x:.4g} on the worst, for {self.instance.against}" for reading, x in bounds.items()]
        for label, m in zip(labels, means, strict=True):
            before = f"{label}: " if label else ""
            if isinstance(m, learned.Mean):
                said.append(f"{before}mean error over {m.runs:,} runs {m.value:.4g}, with 99 % in [{m.low:.4g}, {m.high:.4g}]")
            else:
                said += [f"{before}{m}"] * bool(m)
        return said

    def _asked(self) -> list[str]:
        """Tell where a method asks other than once a step, of which the bound speaks, and where it can leave the problem."""
        method, one = self.run.load("methods", self.run.setting.method), self.instance
        if isinstance(method, Plain):
            return [f"plain Python: it is to keep its points where {one.within} would"] if one.within else []
        n = calls_per_step(method)
        return (
            [f"this method asks {n.gradients + n.full} times a step, where the bound counts answers"] if n.gradients + n.full != 1 else []
        )


def of(name: str, instance: Instance, own: Mapping[tuple[str, str], Any]) -> InHand:
    """Return the page of an instance where it begins, with its first method; `own` holds records of a user."""
    records = {("methods", named(instance.method)): instance.method, ("objectives", named(instance.objective)): instance.objective}
    oracle = "exact" if instance.oracle is None else named(instance.oracle)
    if instance.oracle is not None:
        records["oracles", oracle] = instance.oracle
    setting = Setting(named(instance.method), named(instance.objective), until=instance.until, oracle=oracle, epsilon=0.0, steps=1)
    return InHand(
        name, instance, Runs(setting, {**own, **records}), {n: at(b, {}) if callable(b) else b for n, b in instance.begin.items()}
    )
