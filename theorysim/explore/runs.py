"""One method on one objective, seen through an oracle: every parameter a knob, every entry of the catalogue on a menu."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from theorysim import catalogue, settings
from theorysim.claims.bound import Bound
from theorysim.commands import example
from theorysim.commands.run import simulate
from theorysim.domains import Count, Domain, Nonnegative, Parameter, Positive, PositiveCount, Real, parameters
from theorysim.entries import Objective, Plain
from theorysim.explore import call, choices, glossary, presets, rules, words
from theorysim.explore.choices import KINDS
from theorysim.explore.scene import function, pins, progress, scene
from theorysim.explore.subject import Knob, Menu, Ran, Scene, knob
from theorysim.explore.track import Track, alone, begun, many, track
from theorysim.laws.bytecode import unread
from theorysim.readings import floats
from theorysim.results import Setting
from theorysim.settings import Parsed, Usage, roles
from theorysim.simulate.composition import Composition
from theorysim.simulate.slices import Slices, Stop
from theorysim.trials.drawing import takes

LOOKS = (("criterion", "criterion"), ("value", "value"), ("value, and its mean over time", "average"))
FREE = (("my own, by sliders", ""),)
ALONE = (("nothing", ""),)
BESIDE = "beside."  # begins the names of the knobs of the method that is compared
PROBED = [2.0**-k for k in range(-2, 12)]  # step sizes that are tried for a first picture
WANTED, MOST = 20, 2000  # steps of a first picture, and at most of one that is tried
STEPS, SLOW_STEPS, EPSILON = 10_000, 300, 1e-2
PLAIN = {"epsilon": Nonnegative, "steps": Count, "dimension": PositiveCount, "seed": Count}
Own = Mapping[tuple[str, str], Any]  # records that have no file, by kind and name


def domain(annotation: Any) -> Domain:
    found: Domain = annotation.__metadata__[0]
    return found


@dataclass(frozen=True, eq=False)
class Runs:
    """A setting whose every number is a knob. `base` is where the sliders began; `rule` the statement that sets the step size."""

    setting: Setting
    own: Own = field(default_factory=dict)
    base: Mapping[str, float] = field(default_factory=dict)
    rule: str = ""
    look: str = "criterion"
    free: Mapping[str, float] = field(default_factory=dict)  # class.NAME
    beside: "Runs | None" = None  # the same with another method, whose own numbers are knobs too
    pins: tuple[Track, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.setting.method} on {self.setting.objective}"

    @property
    def statement(self) -> str:
        return self.rule

    def load(self, kind: str, name: str) -> Any:
        return self.own[kind, name] if (kind, name) in self.own else settings.record(kind, name)

    def parsed(self) -> Parsed:
        """Return the setting with its records, the step size of the rule in it. Raises Usage."""
        return self._parsed

    @cached_property
    def _parsed(self) -> Parsed:
        s = self.setting
        found = [self.load(KINDS[r], getattr(s, r)) for r in ("method", "objective", "oracle", "until")]
        if self.rule:
            made = self.applied()
            s = replace(s, parameters=tuple((k, made.get(k, v)) for k, v in s.parameters))
        return Parsed(s, Composition(found[0], found[1], found[3], None if s.oracle == "exact" else found[2]))

    def bound(self) -> Bound:
        found = self.own.get(("bounds", self.rule)) or rules.bounds()[self.rule]
        assert isinstance(found, Bound)
        return found

    def applied(self) -> dict[str, float]:
        s, record = self.setting, self.load("objectives", self.setting.objective)
        if s.start is None or len(s.start) != 1 or record.form != "tuple":
            raise Usage(f"{self.rule} is run in one variable only")
        return rules.applied(self.bound(), record, {**dict(s.parameters), **self.free}, s.start[0], s.epsilon)

    # menus

    def menus(self) -> list[Menu]:
        found = []
        found += [Menu(role, choices.options(self, role), getattr(self.setting, role)) for role in KINDS]
        found.append(Menu("step size of", (*FREE, *((n, n) for n in self._rules())), self.rule))
        beside = self.beside.setting.method if self.beside else ""
        found.append(Menu("compare with", (*ALONE, *choices.options(self.beside or self, "method")), beside))
        return [*found, Menu("shown", LOOKS, self.look)]

    def _rules(self) -> list[str]:
        try:
            method, objective = (self.load(KINDS[r], getattr(self.setting, r)) for r in ("method", "objective"))
        except (Usage, catalogue.Unknown):
            return []
        every = {**rules.bounds(), **{n: b for (k, n), b in self.own.items() if k == "bounds"}}
        fits = self.setting.oracle == "exact"
        return [n for n, b in every.items() if fits and b.method is method and rules.speaks_of(b, objective)]

    def choose(self, menu: str, option: str) -> "Runs":
        if menu == "shown":
            return replace(self, look=option)
        if menu == "step size of":
            return replace(self, rule=option).filled()
        if menu == "compare with":
            return self.compared(option)
        changed = choices.fitting(self, menu, option)
        if changed is None:
            raise Usage(f"{option} does not go with the rest of the run")
        if menu == "objective":
            changed = replace(changed, start=None, dimension=None)
        new = replace(self, setting=changed, beside=None)
        filled = replace(new, rule=self.rule if self.rule in new._rules() else "").filled(menu)
        return filled.compared(self.beside.setting.method) if self.beside and menu != "method" else replace(filled, beside=self.beside)

    def compared(self, method: str) -> "Runs":
        """Return the same with the run of another method beside it; with none for an empty name."""
        if not method:
            return replace(self, beside=None)
        kept = tuple((k, v) for k, v in self.parsed().setting.parameters if not k.startswith("method."))
        other = replace(self, setting=replace(self.setting, method=method, parameters=kept), rule="", beside=None, pins=())
        return replace(self, beside=other.filled("method"))

    def pinned(self, tracks: Sequence[Track]) -> "Runs":
        return replace(self, pins=tuple(tracks))

    def filled(self, changed: str = "") -> "Runs":
        """Return every parameter a number: that which it has, its default, or one with which the run is short."""
        s = self.setting
        method, objective, oracle, until = (self.load(KINDS[r], getattr(s, r)) for r in KINDS)
        known = roles(method, objective, oracle, until)
        had = {k: v for k, v in s.parameters if changed == "" or not k.startswith(f"{changed}.")}
        values, missing = {}, []
        for name, p in known.items():
            if name in had and p.domain.holds(had[name]):
                values[name] = had[name]
            elif p.default is not None:
                values[name] = float(p.default)
            else:
                values[name] = float(example.number(p.domain, (1 / 8,) if p.domain == domain(Positive) else ()))
                missing += [name] * (name.startswith("method.") and p.domain == domain(Positive))
        start, dimension = s.start, s.dimension
        if start is None and objective.form != "vector":
            start = _start(objective, {k.partition(".")[2]: v for k, v in values.items() if k.startswith("objective.")})
        if objective.form == "sum" and dimension is None:
            dimension = example.DIMENSION
        steps = min(s.steps, SLOW_STEPS) if isinstance(method, Plain) else s.steps
        new = replace(s, parameters=tuple(values.items()), start=start, dimension=dimension, steps=steps)
        free = {}
        if self.rule:
            free = {f"class.{p.name}": self.free.get(f"class.{p.name}", 1.0) for p in rules.free(self.bound(), objective)}
        filled = replace(self, setting=new, free=free)
        filled = filled._probed(missing) if missing and not self.rule else filled
        base = {k: filled.number(k) for k in filled._names()}
        return replace(filled, base=base)

    def _probed(self, missing: list[str]) -> "Runs":
        """Take the step size whose run is nearest to so many steps."""
        found = [(abs(math.log(T / WANTED)), size) for size, T in self.tried(missing) if T and T > 2]
        return self.sized(missing, min(found)[1]) if found else self

    def sized(self, names: Sequence[str], size: float) -> "Runs":
        """Return the run with the method's step sizes all of one size."""
        sized = dict(self.setting.parameters) | dict.fromkeys(names, size)
        return replace(self, setting=replace(self.setting, parameters=tuple(sized.items())))

    def tried(self, names: Sequence[str]) -> list[tuple[float, int | None]]:
        """Run with step sizes, the largest first, and return T of each; nothing where none can be run."""
        found = []
        for size in PROBED:
            one = self.sized(names, size)
            try:
                ended = simulate(replace(one.parsed(), setting=replace(one.setting, steps=min(one.setting.steps, MOST))))
            except (Usage, ValueError, TypeError):
                return []
            found.append((size, ended.T))
        return found

    # knobs

    def _draws(self) -> bool:
        what = self.parsed().what
        return not isinstance(what.method, Plain) and what.random

    def _names(self) -> list[str]:
        s = self.setting
        what = self.parsed().what
        every = {"method": what.method, "objective": what.objective, "oracle": what.oracle, "quantity": what.criterion}
        idle = {f"{role}.{name}" for role, record in every.items() if record is not None for name in unread(record)}  # nothing reads it
        names = [k for k, _ in s.parameters if not (self.rule and k.startswith("method.")) and k not in idle] + list(self.free)
        names += [f"start.{i}" for i in range(len(s.start or ()))] if s.start is not None else []
        names += (
            [f"{BESIDE}{k.partition('.')[2]}" for k, _ in self.beside.setting.parameters if k.startswith("method.")] if self.beside else []
        )
        draws = self._draws() or bool(self.beside and self.beside._draws())
        return [*names, "epsilon", "steps", *(["dimension"] if s.dimension is not None else []), *(["seed"] if draws else [])]

    def number(self, name: str) -> float:
        if self.beside and name.startswith(BESIDE):
            return self.beside.number(f"method.{name.removeprefix(BESIDE)}")
        role, _, place = name.partition(".")
        if role == "start":
            return float((self.setting.start or ())[int(place)])
        if name in PLAIN:
            return float(getattr(self.setting, name))
        return float({**dict(self.setting.parameters), **self.free}[name])

    def knobs(self) -> list[Knob]:
        found = []
        known = self._domains()
        for name in self._names():
            base = self.base.get(name, self.number(name))
            one = knob(name, base, known[name])
            if name == "seed":
                one = Knob(name, base, known[name], 0, 100)
            elif name == "steps":
                one = Knob(name, base, known[name], max(1, min(10, base)), max(1e6, base), True)
            elif name == "dimension":
                one = Knob(name, base, known[name], 5, max(100.0, base))
            found.append(replace(one, value=self.number(name), says=glossary.word(name, self._entry(name))))
        return found

    def _entry(self, name: str) -> str:
        role = name.partition(".")[0]
        return str(getattr(self.setting, {"quantity": "until"}.get(role, role))) if role in ("quantity", *KINDS) else ""

    def _domains(self) -> dict[str, Domain]:
        what = self.parsed().what
        found = {k: q.domain for k, q in roles(what.method, what.objective, what.oracle, what.criterion).items()}
        if self.rule:
            found |= {f"class.{q.name}": q.domain for q in rules.free(self.bound(), what.objective)}
        axes = [q.domain for q in _coordinates(what.objective)]
        for i in range(len(self.setting.start or ())):
            axis = axes[min(i, len(axes) - 1)] if axes else domain(Real)
            found[f"start.{i}"] = replace(axis, name="start")
        if self.beside:
            ours = self.beside._domains()
            found |= {f"{BESIDE}{k.partition('.')[2]}": d for k, d in ours.items() if k.startswith("method.")}
        return found | {name: domain(a) for name, a in PLAIN.items()}

    def turn(self, name: str, value: float) -> "Runs":
        if self.beside and name.startswith(BESIDE):
            return replace(self, beside=self.beside.turn(f"method.{name.removeprefix(BESIDE)}", value))
        if self.beside and not name.startswith(("method.", "class.")):
            return replace(replace(self, beside=None).turn(name, value), beside=self.beside.turn(name, value))
        role, _, place = name.partition(".")
        if role == "start":
            point = list(self.setting.start or ())
            point[int(place)] = value
            return replace(self, setting=replace(self.setting, start=tuple(point)))
        if name in PLAIN:
            words: dict[str, Any] = {name: value if name == "epsilon" else int(value)}
            return replace(self, setting=replace(self.setting, **words))
        if name in self.free:
            return replace(self, free={**self.free, name: value})
        changed = tuple((k, value if k == name else v) for k, v in self.setting.parameters)
        return replace(self, setting=replace(self.setting, parameters=changed))

    # beside the picture

    def words(self) -> words.Words:
        return words.of_run(self)

    def presets(self) -> list[presets.Preset]:
        return presets.of_run(self)

    def python(self) -> str:
        if not self.beside:
            return call.of_run(self)
        told = [("compare with", self.beside.setting.method)] + [(k, self.number(k)) for k in self._names() if k.startswith(BESIDE)]
        return "\n".join([f"page = {call.of_run(self)}", *(f"page.set({name!r}, {value!r})" for name, value in told)])

    # the picture

    def every(self) -> list["Runs"]:
        """Return what is run: this, and what is compared with it."""
        return [self, *([self.beside] if self.beside else [])]

    def times(self, stop: Stop) -> list[Ran]:
        return [alone(one.parsed(), stop, one.setting.method if self.beside else "") for one in self.every()]

    def scene(self) -> Scene:
        every = [(one, parsed, begun(parsed, 1 + bool(self.beside))) for one in self.every() for parsed in (one.parsed(),)]
        return self._drawn(every)

    def _drawn(self, every: Sequence[tuple["Runs", Parsed, Slices]]) -> Scene:
        here = tuple(n for k, n in self.own if k in catalogue.RECORDS and ".py:" not in n and n not in catalogue.names(k))
        tracks, notes = [], []
        bound, said = self._bounded()
        notes += said
        for one, parsed, way in every:
            name = parsed.setting.method if len(every) + len(self.pins) > 1 else ""
            found = track(parsed, way, name, self.look)
            ran = replace(found.ran, here=tuple(n for n in here if n in (vars(parsed.setting).values())))
            norm, gap = f"{ran.gradient_norm:.6g}", f", gap {ran.gap:.6g}" if math.isfinite(ran.gap) else ""
            notes.append(f"{name + ', ' if name else ''}final: gradient norm {norm}{gap}")
            if one._draws():
                ran = replace(ran, many=many(parsed, ran) if one is self and way.ended else "")
                notes.append(ran.many or "one run of a random method: another seed gives another T")
            tracks.append(replace(found, ran=ran))
        tracks += pins(self.pins)
        noise = self._draws() and every[0][2].ended
        panels = [function(dict(enumerate(tracks))), progress(tracks, bound, look=self.look, noise=noise)]
        return scene(tracks, panels, notes, [way for _, _, way in every], lambda: self._drawn(every))

    def allowed(self) -> float | None:
        return self._bounded()[0]

    def _bounded(self) -> tuple[float | None, list[str]]:
        """Return the bound of the statement that sets the step size, and what is said of it."""
        if not self.rule:
            return None, []
        made = self.applied()
        sizes = ", ".join(f"{k.removeprefix('method.')} = {v:.4g}" for k, v in made.items() if k.startswith("method."))
        names = [p.name for a in self.bound().classes for p in a.constants()] + ["F", "R"]
        constants = ", ".join(f"{k} = {made[k]:.4g}" for k in dict.fromkeys(names) if takes(self.bound(), k))
        notes = [f"{self.rule} at {constants}: with {sizes}, T \u2264 {made['B']:,.6g}"]
        if not made["sound"]:
            notes.append(f"{self.rule} asks nothing here: the start meets the criterion, or a constant is out of its range")
        return made["B"], notes


def _coordinates(objective: Objective) -> list[Parameter]:
    return [p for p in parameters(objective.value) if p.domain.role == "coordinate"]


def _start(objective: Objective, own: Mapping[str, float]) -> tuple[float, ...]:
    if objective.start is None:
        return (1.0,) * (1 if objective.form == "sum" else objective.dimension)
    wanted = {p.name: float(example.DIMENSION) if p.domain.role == "dimension" else own[p.name] for p in parameters(objective.start)}
    point = floats.evaluate(objective.start, wanted)
    return point if isinstance(point, tuple) else (point,)
