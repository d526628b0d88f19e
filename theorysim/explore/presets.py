"""Places worth seeing, each a button: those that an entry or a statement declares in its own file, and those that are found by running.

A file declares them beside its entry: presets = {"heavy ball in a cycle": {"method": "heavy_ball", "alpha": "1/9", "start": 3.3}}.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from theorysim import catalogue
from theorysim.domains import Domain, Positive
from theorysim.settings import Usage, by_role, number

POSITIVE: Domain = get_args(Positive)[1]


@dataclass(frozen=True)
class Preset:
    """A name, and what makes the subject that it stands for; that may run, and raises Usage where there is no such place."""

    name: str
    make: Callable[[], Any]


def declared(subject: Any, kind: str, name: str) -> list[Preset]:
    """Return the presets of an entry's own file."""
    try:
        entry = catalogue.in_file(name) if ".py:" in name else catalogue.find(name.rpartition(":")[2], (kind,))
    except catalogue.Unknown:  # it stands in a notebook
        return []
    return [Preset(called, partial(applied, subject, words)) for called, words in in_file(entry.path).items()]


@cache
def in_file(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return the places that a file declares; none where the name means something else there."""
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = [n.value for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "presets"]
        found = ast.literal_eval(said[0]) if said else {}
    except (OSError, ValueError, TypeError, SyntaxError):  # an entry of another package; a name that is computed
        return {}
    return found if isinstance(found, dict) and all(isinstance(words, dict) for words in found.values()) else {}


def applied(subject: Any, words: Mapping[str, Any]) -> Any:
    """Choose from menus and turn knobs as a preset says: bare names where one role has them, start a number or one for each coordinate."""
    rest = dict(words)
    for menu in [m.name for m in subject.menus() if m.name in rest]:
        subject = subject.choose(menu, rest.pop(menu))
    point = rest.pop("start", ())
    rest |= {f"start.{i}": x for i, x in enumerate(point if isinstance(point, tuple | list) else (point,))}
    domains = {k.name: k.domain for k in subject.knobs()}
    for name, value in by_role(rest, list(domains)).items():
        x = number(value, name) if isinstance(value, str) else float(value)
        if not domains[name].holds(x):
            raise Usage(f"{name} is {x:g}, outside {domains[name]}")
        subject = subject.turn(name, x)
    return subject


def of_run(run: Any) -> list[Preset]:
    """Return the places that the files declare; then a quick step, a cautious one and one too long, or of a rule a harder task."""
    s = run.setting
    named = [*([("statements", run.rule)] if run.rule else []), ("objectives", s.objective), ("methods", s.method)]
    found = [p for kind, name in named for p in declared(run, kind, name)]
    if run.rule:
        harder = {"twice as far": {"start": [2 * x for x in s.start or ()]}, "ten times as exact": {"epsilon": s.epsilon / 10}}
        return found + [Preset(name, partial(applied, run, words)) for name, words in harder.items()]
    sizes = [f"method.{p.name}" for p in run.load("methods", s.method).parameters if p.default is None and p.domain == POSITIVE]
    steps = {"a quick step": _quick, "a cautious step": _cautious, "a step too long": _too_long}
    return found + [Preset(name, partial(make, run, sizes)) for name, make in steps.items() if sizes]


def _quick(run: Any, names: Sequence[str]) -> Any:
    found = [(T, size) for size, T in run.tried(names) if T]
    if not found:
        raise Usage("no step size that was tried arrives")
    return run.sized(names, min(found)[1])


def _cautious(run: Any, names: Sequence[str]) -> Any:
    quick = _quick(run, names)
    return run.sized(names, dict(quick.setting.parameters)[names[0]] / 8)


def _too_long(run: Any, names: Sequence[str]) -> Any:
    """Take the least step that was tried of those that are longer than all that arrive."""
    tried = run.tried(names)
    arrives = max((size for size, T in tried if T is not None), default=0.0)
    longer = [size for size, _ in tried if size > arrives]
    if not longer:
        raise Usage("every step size that was tried arrives")
    return run.sized(names, min(longer))
