"""A lower bound whose proof is a game: its oracle against any method, move by move, the function appearing around the queries.

Each picture is a game of so many steps, played, certified in rationals and told by what `theorysim game` does with the command below it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from theorysim import catalogue
from theorysim.commands.game import Asked, adversaries, adversary, asked
from theorysim.domains import Real
from theorysim.entries import Method, Plain
from theorysim.explore import call, glossary, presets, words
from theorysim.explore.choices import BETWEEN, group
from theorysim.explore.presets import Preset
from theorysim.explore.runs import PLAIN, domain
from theorysim.explore.subject import Knob, Menu, Ran, Scene, knob
from theorysim.judge.game import Record, Rules, function, polyline, resisting, transcribed
from theorysim.measure.oracle_calls import calls_per_step
from theorysim.results import Setting
from theorysim.settings import Usage, record
from theorysim.show import game as told
from theorysim.show.palette import INK
from theorysim.show.svg import Axis, Panel, Rule, Series
from theorysim.verify.games import Polyline

FIRST, MOST = "gradient_descent", 60  # the method that begins; steps to which the slider goes
WORD = 13  # letters of the word before each line that the command prints
GROWN = 20  # so many of the functions before are built anew for the right panels


@dataclass(frozen=True)
class Played(Ran):
    """A game, where a page shows a run."""

    says: str = ""
    typed: str = ""
    written: str = ""

    def line(self) -> str:
        return self.says

    def command(self) -> str:
        return self.typed

    def python(self) -> str:
        return self.written


def oracle_of(name: str) -> str:
    """Return the oracle that plays for a statement and builds its function around the queries; empty where there is none."""
    return next((a for a in adversaries() if name in adversary(a).plays_for and adversary(a).grows), "")


@dataclass(frozen=True, eq=False)
class Resisted:
    """The game of a statement; `numbers` are those that were turned, by method.NAME and game.NAME."""

    name: str
    oracle: str
    own: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    method: str = FIRST
    numbers: Mapping[str, float] = field(default_factory=dict)
    start: float = 0.0
    steps: int = 1
    seed: int = 0

    @property
    def title(self) -> str:
        return f"{self.method} against {self.oracle}"

    @property
    def statement(self) -> str:
        return self.name

    @property
    def pins(self) -> Sequence[Any]:
        return ()

    def pinned(self, tracks: Sequence[Any]) -> "Resisted":
        return self

    def allowed(self) -> None:
        return None

    def times(self, stop: Any) -> list[Ran]:
        return []

    def load(self, name: str) -> Any:
        return self.own[("methods", name)] if ("methods", name) in self.own else record("methods", name)

    def asked(self) -> Asked:
        """Return the match, as the command reads it. Raises Usage."""
        return asked(self.oracle, self.load(self.method), self.numbers, self.start, self.steps, self.seed, 1)

    # what can be chosen and turned

    def menus(self) -> list[Menu]:
        names = [*catalogue.names("methods"), *(n for kind, n in self.own if kind == "methods"), self.method]
        fits = [n for n in dict.fromkeys(names) if n == self.method or self._fits(self.load(n))]
        every = sorted((group("methods", n, self.load(n)), n) for n in fits)
        return [Menu("method", tuple((f"{kind}{BETWEEN}{n}", n) for kind, n in every), self.method)]

    def _fits(self, method: Method | Plain) -> bool:
        return isinstance(method, Plain) or adversary(self.oracle).shows_values or calls_per_step(method).values == 0

    def choose(self, menu: str, option: str) -> "Resisted":
        if menu != "method":
            raise Usage(f"{self.name} has no choice of {menu}: {option}")
        return replace(self, method=option, numbers={k: v for k, v in self.numbers.items() if k.startswith("game.")})

    def knobs(self) -> list[Knob]:
        one = self.asked()
        letters = {f"game.{p.name}": (p, float(one.rules.letters[p.name])) for p in one.rules.adversary.letters}
        own = {f"method.{p.name}": (p, one.own[p.name]) for p in one.method.parameters if p.name != "rng"}
        built = one.rules.adversary.build.__name__.removesuffix("_at")  # whose words the letters have
        found = [knob(n, x, p.domain, glossary.word(n, self.method if n in own else built)) for n, (p, x) in (letters | own).items()]
        found.append(knob("start.0", self.start, domain(Real), glossary.word("start.0")))
        found.append(Knob("steps", self.steps, domain(PLAIN["steps"]), 1, max(MOST, self.steps), says="moves so far"))
        return found + [Knob("seed", self.seed, domain(PLAIN["seed"]), 0, 100, says=glossary.word("seed"))] * one.random

    def turn(self, name: str, value: float) -> "Resisted":
        if name == "start.0":
            return replace(self, start=value)
        if name in ("steps", "seed"):
            return replace(self, **{name: int(value)})  # type: ignore[arg-type]
        return replace(self, numbers={**self.numbers, name: value})

    def presets(self) -> list[Preset]:
        """Return the moves, each a button, and the places that the file of the statement declares."""
        ways = {"one more move": self.steps + 1, "ten more": self.steps + 10, "a new game": 1}
        moves = [Preset(name, lambda n=n: replace(self, steps=n)) for name, n in ways.items()]  # type: ignore[misc]
        return moves + presets.declared(self, "statements", self.name)

    # beside the picture

    def words(self) -> words.Words:
        return words.Words((words.about("statements", self.name), words.about("methods", self.method)), self.load(self.method))

    def python(self) -> str:
        more = [f"start={self.start!r}", f"steps={self.steps}", f"method={self._named()}", *[f"seed={self.seed}"] * bool(self.seed)]
        return f"explore({self.name!r}, {dict(self.numbers)!r}, {', '.join(more)})"

    def _named(self) -> str:
        return call.name_of(self, "methods", self.method)  # type: ignore[arg-type]

    # the picture

    def scene(self) -> Scene:
        one = self.asked()
        match = one.played()
        game = match.first
        if game.line is None:
            raise Usage(f"{self.method} does not fit {self.oracle}: {game.why}")
        before = list(grown(one))
        panels = [appearing(game.record, game.line, before[-2][1] if len(before) > 1 else None, self.title), *told_of(one, before)]
        said = f"lost: none of {told.plural(len(game.record.reached), 'point')} is a success" if match.lost else f"not beaten: {game.why}"
        notes = [f"{line[:WORD].strip()}: {line[WORD:]}" for line in told.lines(one, match, {})][1:]
        here = self._named() == self.method
        ran = Played(
            "",
            Setting(self.method, self.oracle),
            None,
            "lost" if match.lost else "not beaten",
            0.0,
            0.0,
            measured=True,
            says=said,
            typed="" if here else f"theorysim {one.line}{' --seeds 1' if one.random else ''}",
            written=self._play(one),
        )
        return Scene(panels, [ran], notes)

    def _play(self, one: Asked) -> str:
        numbers = {**{f"method.{n}": x for n, x in one.own.items()}, **self.numbers}
        more = f"start={self.start!r}, steps={self.steps}, seed={self.seed}, seeds=1"
        return f"ts.play({self._named()}, {self.oracle!r}, {numbers!r}, {more})"


def grown(one: Asked) -> list[tuple[int, Polyline, Record]]:
    """Return after some of the steps, the last two among them, the function that the oracle would build, and what was said so far."""
    seen: list[Record] = []
    for so_far in transcribed(one.player(one.seed)(), resisting(one.rules), one.rules):
        now = Record(list(so_far.calls), list(so_far.reached))
        seen += [now] * (len(now.reached) > len(seen))
    seen[-1] = now  # a game may end between two steps: its last queries count
    chosen = sorted({*range(0, len(seen), max(1, len(seen) // GROWN)), len(seen) - 1, max(0, len(seen) - 2)})
    return [(k, _built(one.rules, seen[k].points), seen[k]) for k in chosen]


def _built(rules: Rules, points: Sequence[float]) -> Polyline:
    return polyline(rules, function(rules, tuple(points)), points)


def appearing(said: Record, line: Polyline, before: Polyline | None, title: str) -> Panel:
    """Draw the function through all points, that of a move ago, and where the method asked."""
    points = said.points
    ends = [float(line.kinks[0]), float(line.kinks[-1]), points[0], points[-1]]
    wide = max(max(ends) - min(ends), 1e-12 * abs(ends[0]), 1e-9)
    low, high = min(ends) - 0.15 * wide, max(ends) + 0.15 * wide
    asked = [q.point[0] for q, _ in said.calls]
    drawn = _curve(line, low, high)
    series = [Series(*drawn, "f", INK)]
    series += [] if before is None else [Series(*_curve(before, low, high), "f, a move ago", INK, thin=True, dash="dotted")]
    series.append(Series(asked, _values(line, asked), "asked", 0, "circle", line=False))
    reached = [x[0] for x in said.reached]
    series.append(Series(reached[:1], _values(line, reached[:1]), "start", 0, "square", line=False, size=5))
    series.append(Series(reached[-1:], _values(line, reached[-1:]), "reached last", 1, "diamond", line=False, size=5))
    tall = max(drawn[1]) - min(drawn[1])
    return Panel(title, Axis("x", low, high), Axis("f(x)", min(drawn[1]) - 0.06 * tall, max(drawn[1]) + 0.06 * tall), series)


def _curve(line: Polyline, low: float, high: float) -> tuple[list[float], list[float]]:
    x = [low, *(float(k) for k in line.kinks), high]
    return x, _values(line, x)


def _values(line: Polyline, points: Sequence[float]) -> list[float]:
    return [float(line.value(Fraction(x))) for x in points]


def told_of(one: Asked, before: Sequence[tuple[int, Polyline, Record]]) -> list[Panel]:
    """Draw how near a point that was reached is to a valley or hill, and how far the function falls, against what it may."""
    rules = one.rules
    k = [n for n, _, _ in before]
    near = [float(min(abs(b - x) for b in map(float, line.kinks) for x in {p[0] for p in said.reached})) for _, line, said in before]
    gaps = [float(line.value(Fraction(said.reached[0][0])) - min(line.values)) for _, line, said in before]
    allowed = float(rules.number(rules.adversary.gap))
    across = Axis("step k", -0.5, max(k[-1], 1) + 0.5)
    radius = [Rule(f"delta = {float(rules.radius):.3g}", y=float(rules.radius), dash="dotted")] if rules.radius else []
    budget = [Rule(f"{rules.calls} queries are answered", x=float(rules.calls))] if rules.calls and rules.calls <= 2 * k[-1] else []
    if budget:
        across = replace(across, high=max(across.high, budget[0].x + 0.5))  # type: ignore[operator]
    heights = [*near, *(r.y for r in radius if r.y is not None)]
    logarithmic = Axis("distance", min(heights) / 2, 2 * max(heights), True)
    nearest = Panel(
        "from the points to the nearest valley or hill", across, logarithmic, [Series(k, near, "least distance", 0, "circle")], rules=radius
    )
    falls = Panel(
        "f(x_0) - inf f of the function so far",
        across,
        Axis("gap", 0.0, 1.1 * max(allowed, *gaps)),
        [Series(k, gaps, "gap", 1, "triangle")],
        rules=[Rule(f"Delta = {allowed:g}", y=allowed), *budget],
    )
    return [nearest, falls]
