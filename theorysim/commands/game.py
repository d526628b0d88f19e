"""Play the resisting oracles against a method, and write the function on which it lost: `theorysim game`, `theorysim.play`."""

import difflib
import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

from theorysim import catalogue, outside
from theorysim.domains import Parameter
from theorysim.entries import Adversary, Method, Plain, as_method, is_step
from theorysim.judge.asked import Known
from theorysim.judge.game import Player, Rules, against, function
from theorysim.judge.match import Match, few, matched
from theorysim.naming import named
from theorysim.settings import Usage, by_role, number, pairs, record, whole
from theorysim.simulate.by_hand import moves, slots_of

FOLDER = catalogue.PACKAGE / "adversaries"
SEEDS = 20


@cache
def adversaries() -> tuple[str, ...]:
    """Return the names of the resisting oracles: the folder is the registry."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.py") if p.stem != "__init__"))


def adversary(name: str) -> Adversary:
    """Return a resisting oracle by its name, or by FILE.py:NAME. Raises Usage, with near names."""
    if ".py:" in name:
        found = getattr(outside.loaded(name.rpartition(":")[0]), name.rpartition(":")[2], None)
    else:
        if name not in adversaries():
            near = difflib.get_close_matches(name, adversaries(), 1, 0.5)
            raise Usage(f"no resisting oracle {name!r}; {f'did you mean {near[0]}?' if near else 'there are ' + ', '.join(adversaries())}")
        found = getattr(import_module(f"theorysim.adversaries.{name}"), name)
    if not isinstance(found, Adversary):
        raise Usage(f"{name} is no resisting oracle")
    return found


def summary(name: str) -> str:
    """Return the first sentence of a resisting oracle's file."""
    said = import_module(f"theorysim.adversaries.{name}").__doc__ or ""
    return " ".join(said.split(". ")[0].split())


@dataclass(frozen=True)
class Asked:
    """One match: who plays whom, with which numbers, from where, for how long."""

    oracle: str
    against: str  # the method, as it is written
    method: Method | Plain
    own: Mapping[str, float]
    rules: Rules
    start: tuple[float, ...]
    seed: int = 0
    seeds: int = SEEDS
    filled: tuple[str, ...] = ()  # parameters of the method that nobody gave
    given: tuple[str, ...] = ()  # NAME=VALUE words that say what is no default

    @property
    def random(self) -> bool:
        if isinstance(self.method, Plain):
            return "rng" in signature(self.method.step).parameters
        return bool(slots_of(self.method)[0])

    def player(self, seed: int) -> Player:
        return lambda: moves(self.method, self.own, self.start, seed)

    def played(self) -> Match:
        seeds = range(self.seed, self.seed + (self.seeds if self.random else 1))
        paths = few(self.method, self.own, self.start) if isinstance(self.method, Method) else None
        return matched(self.rules, self.player, seeds, paths)

    def on(self, known: Known, points: Sequence[float]) -> Match:
        """Play one game against a function that is there."""
        return Match((against(self.rules, self.player(self.seed), known, points),), tuple(points), False)

    @property
    def line(self) -> str:
        """The words that name this match, but for the function."""
        start = () if not self.rules.adversary.grows else ("--start", f"{self.start[0]!r}")
        words = ("game", self.oracle, "--against", self.against, *(w for p in self.given for w in ("-p", p)), *start)
        return shlex.join([*words, "--steps", str(self.rules.steps), *(("--seed", str(self.seed)) if self.random else ())])


def _value(p: Parameter) -> float:
    """Return a number for a parameter that nobody gave: 1/10, or the first of 10 and 2 that its domain holds."""
    return next((v for v in (0.1, 10.0, 2.0, 1.0, 0.5) if p.domain.holds(v)), 1.0)


def asked(oracle: str, method: Any, words: Mapping[str, Any], start: float | None, steps: int, seed: int = 0, seeds: int = SEEDS) -> Asked:
    """Read a match. Parameters are keyed by role, `method.eta` or `game.epsilon`, or bare where one has the name. Raises Usage."""
    one, entry = adversary(oracle), _method(method)
    takes = [p for p in entry.parameters if p.name != "rng"]
    known = {**{f"method.{p.name}": p for p in takes}, **{f"game.{p.name}": p for p in one.letters}}
    given = by_role(words, list(known))
    values = {name: number(str(v), f"-p {name}") for name, v in given.items()}
    for name, value in values.items():
        if not known[name].domain.holds(value):
            raise Usage(f"-p {name} is {value:g}, outside {known[name].domain}")
    own = {p.name: values.get(f"method.{p.name}", p.default if p.default is not None else _value(p)) for p in takes}
    letters = {p.name: Fraction(values.get(f"game.{p.name}", p.default)) for p in one.letters}  # type: ignore[arg-type]
    if steps < 1 or seeds < 1 or seed < 0:
        raise Usage("--steps and --seeds must be at least 1, --seed at least 0")
    rules = Rules(one, letters, steps)
    if start is not None and not one.grows:
        raise Usage(f"{oracle} is played from 0: leave --start out")
    if rules.dimension < 1 or rules.calls is not None and rules.calls < 1:
        raise Usage(f"with these numbers {oracle} answers no query: there is nothing to play")
    if start is not None and not abs(start) < 1e300:
        raise Usage("--start must be a number")
    filled = tuple(f"{p.name} = {own[p.name]:g}" for p in takes if p.default is None and f"method.{p.name}" not in values)
    said = tuple(f"{name}={value!r}" for name, value in {**values, **{f"method.{n}": own[n] for n in own}}.items() if name in known)
    text = method if isinstance(method, str) else named(entry)
    return Asked(oracle, text, entry, own, rules, (float(start or 0),) * rules.dimension, seed, seeds, filled, tuple(dict.fromkeys(said)))


def _method(method: Any) -> Method | Plain:
    if isinstance(method, str):
        found: Method | Plain = record("methods", method)
        return found
    return as_method(method) if is_step(method) else method


def fitting(method: Any, words: Mapping[str, Any]) -> list[str]:
    """Return the oracles that a method can play with what is given: those that have every letter that is named."""
    found, why = [], ""
    for name in adversaries():
        try:
            asked(name, method, words, None, 1)
            found.append(name)
        except Usage as reason:
            why = str(reason)
    if not found:
        raise Usage(why)
    return found


def play(
    method: Any,
    oracle: str = "flat_values",
    parameters: Mapping[str, Any] | None = None,
    *,
    start: float | None = None,
    steps: int = 100,
    seed: int = 0,
    seeds: int = SEEDS,
    on: str = "",
) -> Match:
    """Play a resisting oracle against a method: a name, `FILE.py:NAME`, a record or a step.

    What comes back has `lost`, the `games` (one for each seed of a random method) and the function that was built,
    `games[0].known.objective`. With `on`, FILE.py:NAME of such a function, the method is played against that one. Raises ValueError.
    """
    match = asked(oracle, method, parameters or {}, start, steps, seed, seeds)
    return match.on(*loaded(on, match.rules)) if on else match.played()


def loaded(on: str, rules: Rules) -> tuple[Known, tuple[float, ...]]:
    """Return the function of a file and the `points` around which it was built. Raises Usage."""
    if not rules.adversary.grows:
        return function(rules, ()), ()
    if ".py:" not in on:
        raise Usage(f"--on {on}: write FILE.py:NAME, a function that a game handed back")
    points = getattr(outside.loaded(on.rpartition(":")[0]), "points", None)
    if not isinstance(points, tuple) or not points:
        raise Usage(f"{on.rpartition(':')[0]} does not say around which points its function was built")
    objective = record("objectives", on)
    own = function(rules, points).own
    return Known(objective, own, 1), points


# --- what is written --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """The words of `theorysim game`."""

    oracle: str
    against: str
    p: Sequence[str] = ()
    start: str | None = None
    steps: str = "100"
    seeds: int = SEEDS
    seed: int = 0
    on: str = ""
    folder: Path | None = None
    json: bool = False


def game(words: Words) -> int:
    """Play, print, write; return the exit status, 1 where a method that fits was not beaten."""
    from theorysim.commands.streams import say, say_json
    from theorysim.show import game as shown

    if not words.against:
        if words.oracle or words.p:
            raise Usage("name the method to play against: --against METHOD, or FILE.py:NAME")
        say(*(f"{name}: {summary(name)}" for name in adversaries()))
        return 0
    given, steps = pairs(words.p), whole(words.steps, "--steps")
    start = None if words.start is None else number(words.start, "--start")
    names = [words.oracle] if words.oracle else fitting(words.against, given)
    if words.on and not words.oracle:
        raise Usage("--on goes with the name of an oracle, whose rules hold")
    folder = words.folder or Path(f"lost_{Path(words.against.rpartition(':')[2] or words.against).name}")
    if folder.exists() and not folder.is_dir() or not os.access(folder if folder.exists() else folder.absolute().parent, os.W_OK):
        raise Usage(f"cannot write into {folder}")
    told, unbeaten = [], False
    for name in names:
        one = asked(name, words.against, given, start if words.oracle or adversary(name).grows else None, steps, words.seed, words.seeds)
        match = one.on(*loaded(words.on, one.rules)) if words.on else one.played()
        if not match.first.fits and words.oracle:
            raise Usage(f"{words.against} does not fit {name}: {match.first.why}")
        files = written(one, match, folder) if match.lost and not words.on else {}
        unbeaten |= match.first.fits and not match.lost
        told.append(shown.as_json(one, match, files))
        if not words.json:
            say(*([""] if len(told) > 1 else []), *shown.lines(one, match, files))
    if words.json:
        say_json(told[0] if words.oracle else {"games": told})
    return int(unbeaten)


def written(one: Asked, match: Match, folder: Path) -> dict[str, str]:
    """Write the function, its certificate, a test and a figure; return where each is."""
    import json

    from theorysim.settings import write
    from theorysim.show import game as shown

    folder.mkdir(exist_ok=True)
    stem = one.oracle.rpartition(":")[2]
    places = {word: folder / name for word, name in (("file", f"{stem}.py"), ("certificate", f"{stem}.json"), ("test", f"test_{stem}.py"))}
    write(places["file"], shown.as_file(one, match))
    function = f"{places['file']}:lost"
    replay = f"{one.line} --on {shlex.quote(function)}"
    write(places["certificate"], json.dumps({"game": match.games[0].certificate, "replay": f"theorysim {replay}"}, indent=1) + "\n")
    write(places["test"], shown.as_test(one, folder.absolute(), f"{stem}.py:lost"))
    found = {word: str(place) for word, place in places.items()} | {"function": function, "replay": replay}
    try:
        found["figure"] = str(shown.figure(one, match, folder / f"{stem}.png"))
    except (ImportError, OSError) as reason:
        print(f"theorysim: no figure: {reason}", file=sys.stderr)
    return found
