"""Read the words of the command line into a setting: parameters by role, starts, numbers."""

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorysim import catalogue
from theorysim.model import Setting, Trajectory


class Usage(ValueError):
    """The words of a command make no sense; the message is one line that says what to do."""


def number(text: str, what: str) -> float:
    """Read a number or a rational `1/3`; raises Usage."""
    try:
        return float(Fraction(text)) if "/" in text else float(text)
    except (ValueError, ZeroDivisionError):
        raise Usage(f"{what} is {text!r}; it must be a number or a rational such as 1/3") from None


def pairs(words: Sequence[str]) -> dict[str, str]:
    """Split `NAME=VALUE` words; raises Usage for one without a value, or a name given twice."""
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name or not value:
            raise Usage(f"-p {word!r}: write -p ROLE.NAME=VALUE")
        if name in found:
            raise Usage(f"-p {name} is given twice")
        found[name] = value
    return found


def keyed(words: Sequence[str], known: Sequence[str]) -> dict[str, float]:
    """Give the parameters by role; a bare name is taken when one role has it. Raises Usage with near names."""
    found: dict[str, float] = {}
    for name, value in pairs(words).items():
        fits = [k for k in known if k == name or k.partition(".")[2] == name]
        if len(fits) > 1 and name not in fits:
            raise Usage(f"-p {name}: which one? {' or '.join(fits)}")
        if not fits:
            near = difflib.get_close_matches(name, [*known, *(k.partition(".")[2] for k in known)], 3, 0.5)
            raise Usage(
                f"-p {name}: no such parameter; {'did you mean ' + ' or '.join(near) + '?' if near else 'there are ' + ', '.join(known)}"
            )
        found[name if name in fits else fits[0]] = number(value, f"-p {name}")
    return found


def record(kind: str, name: str) -> Any:
    """Load an entry; `separable:NAME` wraps an objective of one variable."""
    if kind == "objectives" and name.startswith("separable:"):
        from theorysim.objectives.separable import separable

        return separable(catalogue.load(kind, name.removeprefix("separable:")))
    found = catalogue.load(kind, name)
    kind_of = catalogue.RECORDS.get(kind)
    if kind_of and type(found).__name__ != kind_of:
        raise Usage(f"{name} is no {kind_of}, it is {type(found).__name__}")
    return found


@dataclass(frozen=True)
class Parsed:
    """A setting with the records that it names."""

    setting: Setting
    method: Any
    objective: Any
    oracle: Any
    quantity: Any


def parse(
    method: str,
    objective: str,
    words: Sequence[str],
    start: str | None,
    until: str,
    epsilon: str,
    steps: str,
    oracle: str = "exact",
) -> Parsed:
    """Read the words of `run`; raises Usage or catalogue.Unknown."""
    records = record("methods", method), record("objectives", objective)
    seen = record("oracles", oracle)
    quantity = record("quantities", until)
    known = [f"method.{p.name}" for p in records[0].parameters] + [f"objective.{p.name}" for p in records[1].parameters]
    known += [f"oracle.{p.name}" for p in seen.parameters]
    given = keyed(words, known)
    missing = [k for k in known if k not in given and not _has_default(records, k)]
    if missing:
        raise Usage(f"{missing[0]} is missing: give -p {missing[0]}=VALUE")
    point = None if start is None else tuple(number(x, "--start") for x in start.split(","))
    level, count = number(epsilon, "--epsilon"), number(steps, "--steps")
    if not level >= 0:
        raise Usage(f"--epsilon is {epsilon}; it must be at least 0")
    if not (count >= 0 and math.isfinite(count) and count == math.floor(count)):
        raise Usage(f"--steps is {steps}; it must be an integer of at least 0")
    if until not in ("gap", "gradient_norm") and ".py:" not in until:
        raise Usage(f"--until {until}: a run stops at gap or gradient_norm")
    setting = Setting(method, objective, tuple(given.items()), point, until, level, int(count), oracle)
    return Parsed(setting, *records, None if oracle == "exact" else seen, quantity)


def _has_default(records: tuple[Any, Any], key: str) -> bool:
    role, _, name = key.partition(".")
    own: Mapping[str, Any] = {p.name: p.default for p in records[0 if role == "method" else 1].parameters}
    return own.get(name) is not None


def simulate(parsed: Parsed, trace: Any = None) -> Trajectory:
    """Run a parsed setting; raises Usage for numbers that the engine refuses."""
    from theorysim.simulate.run import run

    s = parsed.setting
    try:
        return run(
            parsed.method, parsed.objective, dict(s.parameters), s.start, s.epsilon, s.steps, parsed.quantity, parsed.oracle, trace=trace
        )
    except ValueError as reason:
        raise Usage(str(reason)) from reason
