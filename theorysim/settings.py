"""Read the words of the command line into a setting: parameters by role, starts, numbers."""

import difflib
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.domains import Parameter
from theorysim.entries import Plain
from theorysim.naming import remember
from theorysim.results import Setting
from theorysim.show.aside import tell
from theorysim.show.drawable import ending
from theorysim.simulate.composition import Composition
from theorysim.sweep.written import whole as written_whole

DIGITS = 4000  # of a whole number; Python prints none of more than 4300


MOST_WRAPPED = 50
WIDEST = 10**9  # coordinates: a point of so many takes 8 GB


class Usage(ValueError):
    """The words of a command make no sense; the message is one line that says what to do."""


class Incomplete(RuntimeError):
    """Not everything that was asked for was done; the message says why."""


def can_be_written(file: Path) -> None:
    """Raise Usage for a file that has no folder to stand in, or is one: to be asked before the work whose result it holds."""
    folder = Path(os.path.realpath(file)).parent  # a link is followed
    if file.is_dir() or not (file.exists() or folder.is_dir()):
        raise Usage(f"cannot write {file}: {'it is a folder' if file.is_dir() else f'there is no folder {file.parent}'}")
    if (file.is_file() or not file.exists()) and not os.access(folder, os.W_OK):
        raise Usage(f"cannot write {file}: nobody but others may write in {folder}")


def can_be_drawn(file: Path) -> None:
    """Raise Usage for a figure of no format, likewise."""
    try:
        ending(file)
    except ValueError as reason:
        raise Usage(f"cannot write {file}: {reason}") from reason


def write(file: Path, text: str) -> None:
    """Write a text file; raises Usage where that fails."""
    try:
        written_whole(file, lambda new: new.write_text(text, encoding="utf-8"))
    except OSError as reason:
        raise Usage(f"cannot write {file}: {reason.strerror}") from reason


def number(text: str, what: str) -> float:
    """Read a number or a rational `1/3`; raises Usage."""
    try:
        return float(Fraction(text)) if "/" in text else float(text)
    except (ValueError, ArithmeticError):
        raise Usage(f"{what} is {text!r}; it must be a number or a rational such as 1/3") from None


def whole(text: str, what: str) -> int:
    """Read an integer, of any size and also written 1e15; raises Usage."""
    power = re.search(r"[eE][+-]?0*(\d+)", text)
    if len(text) > DIGITS or power and (len(power[1]) > 4 or int(power[1]) > DIGITS):  # before it fills the memory
        raise Usage(f"{what} is {text if len(text) < 30 else text[:30] + '...'}; it must be an integer of at most {DIGITS} digits")
    try:
        value = Fraction(text)
    except (ValueError, ArithmeticError):
        raise Usage(f"{what} is {text}; it must be an integer") from None
    if value.denominator != 1:
        raise Usage(f"{what} is {text}; it must be an integer")
    return int(value)


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


def by_role(given: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """Key values by role, `method.gamma`; a bare name is taken when one role has it. Raises Usage with near names."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        fits = [k for k in known if k == name] or [k for k in known if k.partition(".")[2] == name]
        if len(fits) > 1:
            raise Usage(f"-p {name}: which one? {' or '.join(fits)}")
        if not fits:
            near = difflib.get_close_matches(name, [*known, *(k.partition(".")[2] for k in known)], 3, 0.5)
            there = f"there are {', '.join(known)}" if known else "there are none"
            raise Usage(f"-p {name}: no such parameter; {'did you mean ' + ' or '.join(near) + '?' if near else there}")
        if fits[0] in found:
            raise Usage(f"-p {fits[0]} is given twice")
        found[fits[0]] = value
    return found


def roles(method: Any, objective: Any, oracle: Any = None, quantity: Any = None) -> dict[str, Parameter]:
    """Return the parameters of a combination, keyed by role."""
    every = {"method": method, "objective": objective, "oracle": oracle, "quantity": quantity}
    return {f"{role}.{p.name}": p for role, record in every.items() if record is not None for p in record.parameters}


def _written(kind: str) -> str:
    return ", ".join(f"{w.name}:NAME" for w in catalogue.wrappers(kind)) or f"none among the {kind}"


def record(kind: str, name: str) -> Any:
    """Load an entry; `WRAPPER:NAME` is the entry that a wrapper makes of another. Raises Usage for a record of another kind."""
    name = catalogue.own_name(kind, name)
    outer, wraps, inner = name.partition(":")
    if name.count(":") > MOST_WRAPPED:
        raise Usage(f"{name[:30]}... names more than {MOST_WRAPPED} entries, one in another")
    if wraps and not outer.endswith(".py"):
        wrapper = catalogue.load(kind, outer)
        if type(wrapper).__name__ in catalogue.RECORDS.values():
            raise Usage(f"{outer} is an entry, not a wrapper; there are {_written(kind)}")
        try:
            return remember(wrapper(record(kind, inner)), name)
        except (TypeError, ValueError) as reason:
            raise Usage(f"{name}: {reason}") from reason
    found = catalogue.load(kind, name)
    if name in {w.name for w in catalogue.wrappers(kind)}:
        raise Usage(f"{name} is a wrapper: write {name}:NAME")
    if type(found).__name__ != catalogue.RECORDS[kind] and not (kind == "methods" and isinstance(found, Plain)):
        raise Usage(f"{name} is no {catalogue.RECORDS[kind]}, it is {type(found).__name__}")
    return found


@cache
def say_slow(method: str) -> None:
    """Warn once that a method may not be compiled, and what would change that."""
    hint = "give each argument a domain and write it for one coordinate to have it compiled"
    tell(f"theorysim: {method} runs as plain Python, slowly, unless a long run can be compiled; {hint}")


SAME = "here neither the method nor an oracle does, every run is the same"


@dataclass(frozen=True)
class Parsed:
    """A setting with what it names."""

    setting: Setting
    what: Composition


def parsed(setting: Setting) -> Parsed:
    """Return a setting with what it names."""
    records = record("methods", setting.method), record("objectives", setting.objective), record("quantities", setting.until)
    oracle = None if setting.oracle == "exact" else record("oracles", setting.oracle)
    return Parsed(setting, Composition(*records, oracle).fitting())


@dataclass(frozen=True)
class Words:
    """The words of `run`, as they are written; `p` are NAME=VALUE."""

    method: str
    objective: str
    p: Sequence[str] = ()
    start: str | None = None
    until: str = "gradient_norm"
    epsilon: str = "1e-3"
    steps: str = "100000"
    oracle: str = "exact"
    dimension: int | None = None
    seed: int = 0
    trial: int = 0
    exact: bool = False


def _own_names(said: Words) -> Words:
    """Replace aliases by names; raises Usage where method and objective stand in the place of each other."""
    kinds = {"method": "methods", "objective": "objectives", "oracle": "oracles", "until": "quantities"}
    try:
        own: dict[str, Any] = {role: catalogue.own_name(kind, getattr(said, role)) for role, kind in kinds.items()}
        return replace(said, **own)
    except catalogue.Unknown as reason:
        with suppress(catalogue.Unknown):
            method, objective = catalogue.own_name("methods", said.objective), catalogue.own_name("objectives", said.method)
            raise Usage(f"{reason}; the method comes first: {method} {objective}") from reason
        raise


def parse(said: Words) -> Parsed:
    """Read the words of `run`; raises Usage or catalogue.Unknown."""
    from theorysim.laws.bytecode import unread

    said = _own_names(said)
    records = record("methods", said.method), record("objectives", said.objective)
    if isinstance(records[0], Plain):
        say_slow(said.method)
    seen = record("oracles", said.oracle)
    quantity = record("quantities", said.until)
    known = roles(*records, seen, quantity)
    given = {k: number(v, f"-p {k}") for k, v in by_role(pairs(said.p), list(known)).items()}
    for name, parameter in known.items():
        if name not in given and parameter.default is None:
            raise Usage(f"{name} is missing: give -p {name}=VALUE, in {parameter.domain}")
        if name in given and not parameter.domain.holds(given[name]):
            raise Usage(f"-p {name} is {given[name]:g}, outside {parameter.domain}")
    point = None if said.start is None else tuple(number(x, "--start") for x in said.start.split(","))
    if point is None and records[1].start is None:
        raise Usage(f"{said.objective} declares no start: give --start")
    if point is not None and records[1].form != "sum" and len(point) != records[1].dimension:
        raise Usage(f"--start has {len(point)} numbers, {said.objective} has {records[1].dimension} coordinates")
    if said.dimension is not None and said.dimension < 1 or said.seed < 0 or said.trial < 0:
        raise Usage("--dimension must be at least 1, --seed and --trial at least 0")
    if said.dimension is not None and said.dimension > WIDEST:
        raise Usage(f"--dimension is {said.dimension}; it must be at most {WIDEST}")
    if max(said.seed, said.trial) >= 2**64:
        raise Usage("--seed and --trial must be below 2^64: the draws are keyed by 64 bits")
    if said.dimension is not None and records[1].form != "sum":
        raise Usage(f"--dimension goes with a sum over coordinates; {said.objective} has {records[1].dimension} of its own")
    for name in given:
        role, _, own = name.partition(".")
        if own in unread(dict(zip(("method", "objective", "oracle", "quantity"), (*records, seen, quantity), strict=True))[role]):
            raise Usage(f"-p {name}: nothing that {said.method if role == 'method' else role} does reads it")
    level = number(said.epsilon, "--epsilon")
    if not level >= 0:
        raise Usage(f"--epsilon is {said.epsilon}; it must be at least 0")
    count = whole(said.steps, "--steps")
    if count < 0 or (count >= 2**62 and not said.exact):
        raise Usage(f"--steps is {said.steps}; it must be an integer from 0 to 2^62" + ", or any with --exact" * (count >= 2**62))
    numbers: dict[str, Any] = {"parameters": tuple(given.items()), "start": point, "epsilon": level, "steps": count}
    names = {word: value for word, value in vars(said).items() if word != "p"}
    try:
        what = Composition(*records, quantity, None if said.oracle == "exact" else seen).fitting()
    except TypeError as reason:
        raise Usage(str(reason)) from reason
    if (said.seed or said.trial) and not what.random:
        raise Usage(f"--seed and --trial go with a run that draws: {SAME}")
    return Parsed(Setting(**names | numbers), what)
