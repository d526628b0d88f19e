"""A lower bound that is run: every constant of the class a knob, each function of the family with its iterates, T against the bound."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from theorysim.claims.family import Family
from theorysim.domains import Domain, parameters
from theorysim.explore import glossary, presets, words
from theorysim.explore.presets import Preset
from theorysim.explore.scene import function, pins, progress, scene, told
from theorysim.explore.subject import Knob, Menu, Ran, Scene
from theorysim.explore.track import Track, alone, begun, track
from theorysim.judge import family
from theorysim.judge.family import at
from theorysim.naming import named
from theorysim.results import Setting
from theorysim.settings import Parsed, Usage, record
from theorysim.simulate.composition import Composition
from theorysim.simulate.slices import Slices, Stop

MOST = 10**6  # steps of a run
SHORT = 300  # steps that a first picture should need


@dataclass(frozen=True, eq=False)
class Families:
    """A family of functions and a lower bound; the constants are those of the class, and what else its claim draws."""

    name: str
    family: Family
    numbers: Mapping[str, float] = field(default_factory=dict)
    pins: tuple[Track, ...] = ()

    @property
    def title(self) -> str:
        return self.name

    @property
    def statement(self) -> str:
        return self.name

    def menus(self) -> list[Menu]:
        return []

    def choose(self, menu: str, option: str) -> "Families":
        raise Usage(f"{self.name} has no choice of {menu}: {option}")

    def _domains(self) -> dict[str, Domain]:
        bodies = [self.family.bound, *self.family.method_constants.values(), *(g.body for g in self.family.given)]
        bodies += [b for m in self.family.members for b in (*m.own.values(), m.start)]
        return {p.name: p.domain for b in bodies for p in parameters(b)}

    def knobs(self) -> list[Knob]:
        known = self._domains()
        return [Knob(n, self.numbers[n], known[n], *ends, True, glossary.word(n)) for n, ends in self.family.search.items() if n in known]

    def turn(self, name: str, value: float) -> "Families":
        return replace(self, numbers={**self.numbers, name: value})

    def begun(self) -> "Families":
        """Choose constants within the ranges that meet the hypotheses, at which the bound is short enough to be looked at."""
        drawn = family.settings(self.family, 256, SHORT) or family.settings(self.family, 16, MOST)
        if not drawn:
            raise Usage(f"{self.name}: no constants were found that meet the hypotheses")
        best = min(drawn, key=self._far)
        rounded = ({k: float(f"{v:.{digits}g}") for k, v in best.items()} for digits in (1, 2, 3))
        numbers = next((r for r in rounded if self._sound(r)), best)
        return replace(self, numbers={**numbers, **{k: v for k, v in self.numbers.items() if k in numbers}})

    def _sound(self, numbers: Mapping[str, float]) -> bool:
        known = self._domains()
        return all(known[k].holds(v) for k, v in numbers.items() if k in known) and all(
            h.sign == "holds" for h in words.given(self.family.given, numbers)
        )

    def _far(self, numbers: Mapping[str, float]) -> float:
        """Tell how far constants are from a good first picture: a bound of some 30 steps, a step below the threshold, else the middle."""
        bound, share = at(self.family.bound, numbers), numbers.get("share", 0.8)
        return (
            abs(math.log(bound / 30))
            + 2 * abs(math.log(share / 0.8))
            + sum(abs(math.log(numbers[k] / math.sqrt(a * b))) for k, (a, b) in self.family.search.items()) / 3
        )

    def presets(self) -> list[Preset]:
        """Return the places that the file declares; then where the bound is nearly met, and one outside the hypotheses."""
        found = presets.declared(self, "statements", self.name) + [Preset("nearly met", self._tight)]
        return found + [Preset("outside the hypotheses", self._outside)] * bool(self.family.given)

    def _tight(self) -> "Families":
        drawn = family.settings(self.family, 64, SHORT)
        if not drawn:
            raise Usage(f"{self.name}: no constants were found whose run is short")
        worst = family.counts(self.family, drawn)
        best = max(range(len(drawn)), key=lambda i: at(self.family.bound, drawn[i]) / worst[i])
        return replace(self, numbers={k: float(f"{v:.3g}") for k, v in drawn[best].items()})

    def _outside(self) -> "Families":
        """Change one number, as little as it takes, until a hypothesis fails."""
        ways = ((name, 2.0 ** (sign * k)) for k in range(1, 12) for sign in (1, -1) for name in self.family.search)
        for name, factor in ways:
            there = {**self.numbers, name: float(f"{self.numbers[name] * factor:.2g}")}
            if any(h.sign == "fails" for h in words.given(self.family.given, there)) and self._domains()[name].holds(there[name]):
                return replace(self, numbers=there)
        raise Usage(f"{self.name}: its hypotheses hold wherever one number is moved")

    def words(self) -> words.Words:
        """Return what is said beside the picture: the hypotheses, and whether they hold at these constants."""
        members = (words.about("objectives", named(m.objective)) for m in self.family.members)
        about = words.about("statements", self.name), words.about("methods", named(self.family.method)), *members
        return words.Words(about, self.family.method, tuple(words.given(self.family.given, self.numbers)), True)

    def python(self) -> str:
        """Write the page as a call of explore."""
        return f"explore({self.name!r}, {dict(self.numbers)!r})"

    def settings(self) -> list[Parsed]:
        """Return the run of each function of the family. Raises Usage."""
        n, found = self.numbers, []
        sizes = {f"method.{k}": at(b, n) for k, b in self.family.method_constants.items()}
        for member in self.family.members:
            own = {f"objective.{k}": at(b, n) for k, b in member.own.items()}
            start, names = (at(member.start, n),), (named(self.family.method), named(member.objective))
            setting = Setting(*names, tuple({**sizes, **own}.items()), start, epsilon=n["epsilon"], steps=MOST)
            found.append(Parsed(setting, Composition(self.family.method, member.objective, record("quantities", setting.until))))
        return found

    def pinned(self, tracks: Sequence[Track]) -> "Families":
        return replace(self, pins=tuple(tracks))

    def times(self, stop: Stop) -> list[Ran]:
        return [alone(p, stop, p.setting.objective) for p in self.settings()]

    def scene(self) -> Scene:
        every = self.settings()
        return self._drawn([(p, begun(p, len(every))) for p in every])

    def allowed(self) -> float:
        return at(self.family.bound, self.numbers)

    def _drawn(self, every: Sequence[tuple[Parsed, Slices]]) -> Scene:
        bound = self.allowed()
        ran = [track(p, way, p.setting.objective) for p, way in every]
        worst = max(ran, key=lambda t: math.inf if t.ran.T is None else t.ran.T).ran
        tracks = [*ran, *pins(self.pins)]
        panels = [function({i: t}, f"{t.label}: {told(t.ran)}") for i, t in enumerate(ran)]
        panels.append(progress(tracks, bound, f"{worst.label} is the slower one" if len(ran) > 1 else worst.label, lower=True))
        short = ", ".join(f"{k.partition('.')[2]} = {v:.4g}" for k, v in worst.setting.parameters if k.startswith("method."))
        reached = worst.T is None or bound <= worst.T
        slower = f"{worst.label} is the slower: " if len(ran) > 1 else ""
        notes = [f"with {short}, {slower}{told(worst)}; the lower bound is {bound:,.6g}"]
        broken = [h.says for h in words.given(self.family.given, self.numbers) if h.sign == "fails"]
        if broken:
            notes.append(f"outside the hypotheses, where the bound says nothing: {', '.join(broken)} fails")
        elif not reached:
            notes.append("no function of this family is slow enough here")
        return scene(tracks, panels, notes, [way for _, way in every], lambda: self._drawn(every))
