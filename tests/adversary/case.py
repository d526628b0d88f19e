"""What a case is: something said, whether it is false, why that is known, and how the package is asked."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from theorysim import domains, maths
from theorysim.entries import Sided
from theorysim.model import Relation
from theorysim.results import JOINED, Evidence

from .exactly import WORDS, Number, Unsure, compared, of

Answer = Literal["proved", "seen", "undecided", "refuted"]  # `seen`: holds by search alone
Link = tuple[str, str, str]  # left, sense, right
SENSES: Mapping[str, Callable[[int], bool]] = {"<": lambda s: s < 0, "<=": lambda s: s <= 0, "==": lambda s: s == 0}
INSIDE: Mapping[str, Callable[[Number], bool]] = {
    "Real": lambda x: True,
    "Positive": lambda x: x.sign() > 0,
    "Nonnegative": lambda x: x.sign() >= 0,
    "AtLeastOne": lambda x: (x - 1).sign() >= 0,
    "TailIndex": lambda x: (x - 1).sign() > 0 and (x - 2).sign() <= 0,
    "Unit": lambda x: x.sign() >= 0 and (x - 1).sign() <= 0,
    "Count": lambda x: x.rational and x.a.denominator == 1 and x.a >= 0,
    "Coordinate": lambda x: True,
}


@dataclass(frozen=True)
class Case:
    """One question to the package; `known` tells by what it is known to be false or true, and `text` what is said."""

    kind: str
    false: bool
    text: str
    known: str
    ask: Callable[[], tuple[Answer, str]]
    said: "Said | None" = None  # where it is a relation


Made = tuple[Case, Case]  # what is false, and its true control
Maker = Callable[[random.Random], Made]


def answer(found: Evidence) -> tuple[Answer, str]:
    """Return what a judge said."""
    if found.outcome == "holds":
        return ("proved" if found.grade in ("proved", JOINED, "certified") else "seen"), found.why
    return found.outcome, found.why


def executed(source: str, words: Mapping[str, Any]) -> dict[str, Any]:
    """Execute a source with words of one meaning or another."""
    scope = {**vars(domains), **words, "__name__": "said"}
    exec(compile(source, f"<{source}>", "exec"), scope)
    return scope


FLOATS = {n: v for n, v in vars(maths).items() if not n.startswith("_")}


def body(text: str, takes: str) -> Any:
    """Return the body that takes parameters with their domains and returns what is written."""
    return executed(f"def body({takes}):\n    return {text}\n", FLOATS)["body"]


@dataclass(frozen=True)
class Said:
    """A chain of relations under hypotheses, as text; `before` are lines of Python that stand before the bodies."""

    takes: Mapping[str, str]
    links: tuple[Link, ...]
    given: tuple[Link, ...] = ()
    before: str = ""
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def _source(self, sides: tuple[Link, ...], name: str) -> str:
        takes = ", ".join(f"{n}: {d}" for n, d in self.takes.items())
        return "".join(f"def {name}{i}({takes}):\n    return {left}, {right}\n" for i, (left, _, right) in enumerate(sides))

    @cached_property
    def source(self) -> str:
        return f"{self.before}\n{self._source(self.links, 'link')}{self._source(self.given, 'given')}"

    def __str__(self) -> str:
        spoken = [" ".join(link) for link in self.links]
        under = f" given {', '.join(' '.join(g) for g in self.given)}" if self.given else ""
        besides = f" within {dict(self.ranges)}" if self.ranges else ""
        return f"{'; '.join(spoken)}{under} for {dict(self.takes)}{besides}{' where ' + self.before if self.before else ''}"

    def relation(self) -> Relation:
        scope = executed(self.source, FLOATS)
        links, given = (
            tuple(Sided(scope[f"{name}{i}"], sense) for i, (_, sense, _) in enumerate(some))  # type: ignore[arg-type]
            for name, some in (("link", self.links), ("given", self.given))
        )
        return Relation(links, given, dict(self.ranges))

    def broken(self, point: Mapping[str, Any]) -> str:
        """Return how a point breaks it, by numbers of our own; nothing where it does not. Raises Unsure where they do not tell."""
        scope = executed(self.source, WORDS)
        values = {n: of(point[n]) for n in self.takes}
        if not all(INSIDE[d](values[n]) for n, d in self.takes.items()):
            return ""
        if not all(low <= values[n] and values[n] <= high for n, (low, high) in self.ranges.items()):
            return ""

        def holds(name: str, sense: str) -> bool | None:
            return compared(*scope[name](**values), SENSES[sense])

        if not all(holds(f"given{i}", sense) for i, (_, sense, _) in enumerate(self.given)):
            return ""
        told = [holds(f"link{i}", sense) for i, (_, sense, _) in enumerate(self.links)]
        word = "false" if False in told else "not defined" if None in told else ""
        return f"{word} at {', '.join(f'{n} = {v}' for n, v in values.items())}" if word else ""


class Wasted(Exception):
    """A draw of which it is not known that it is what it was to be."""


def related(kind: str, wrong: Said, point: Mapping[str, Any], right: Said, why: str) -> Made:
    """Make the two cases of a pair of relations; raises Wasted where the point does not show that the first is false."""
    try:
        broken = wrong.broken(point)
        spared = right.broken(point) if set(right.takes) <= set(point) else ""
    except Unsure as reason:
        raise Wasted(str(reason)) from reason
    if not broken or spared:
        raise Wasted(f"{wrong}: {point} breaks {'the control, too' if spared else 'nothing'}")
    return Case(kind, True, str(wrong), broken, asking(wrong), wrong), Case(kind, False, str(right), why, asking(right), right)


def asking(said: Said) -> Callable[[], tuple[Answer, str]]:
    """Return how the judge of relations is asked."""

    def ask() -> tuple[Answer, str]:
        from theorysim.judge.relation import judge_relation

        return answer(judge_relation(said.relation(), "quick", "said"))

    return ask
