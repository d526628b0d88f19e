"""What the reader makes of a file: formulas as trees, records, functions, and what it could not read, with the reason and the line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

SENSES = ("<=", "<", "==")


class Refused(Exception):
    """A certificate proves nothing, or a file cannot be read, for the reason that is named, at the place that is named."""

    def __init__(self, reason: str, place: str = ""):
        super().__init__(reason)
        self.reason, self.place = reason, place

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.place else self.reason


class Unfollowed(Exception):
    """Something that may have two names is changed in place: nothing that is read from there on can be believed."""


class Rounded(Refused):
    """A number that Python has rounded: no formula may hold it; the end of a printed range may."""

    def __init__(self, number: float):
        super().__init__(f"the constant {number!r} is rounded")
        self.number = Fraction(number)


@dataclass(frozen=True)
class Domain:
    """An interval: its ends, None where there is none, and whether each is left out."""

    low: Fraction | None
    low_open: bool
    high: Fraction | None
    high_open: bool
    whole: bool = False  # of whole numbers; a proof is for all between

    def see(self, name: str, x: Fraction) -> None:
        """See that a rational number lies in it; raises Refused."""
        below = self.low is None or x > self.low or (x == self.low and not self.low_open)
        above = self.high is None or x < self.high or (x == self.high and not self.high_open)
        if not (below and above and (not self.whole or x.denominator == 1)):
            raise Refused(f"{name} = {x} lies outside its domain")

    def covers(self, b: "Domain") -> bool:
        """Tell whether every number of another interval lies in this one."""
        a = self
        below = a.low is None or (b.low is not None and (a.low < b.low or (a.low == b.low and (b.low_open or not a.low_open))))
        above = a.high is None or (b.high is not None and (a.high > b.high or (a.high == b.high and (b.high_open or not a.high_open))))
        return below and above


@dataclass(frozen=True, eq=False)
class Node:
    """A letter (its name and domain), a number, an operator, a word, or a relation of two parts; `place` is the line that wrote it."""

    head: Any
    parts: tuple["Node", ...] = ()
    place: str = ""
    domain: Domain | None = None

    @property
    def related(self) -> bool:
        return self.head in SENSES and len(self.parts) == 2


@dataclass(frozen=True, eq=False)
class Unread:
    """What was not read; whoever asks for it gets the reason."""

    why: Refused


@dataclass(frozen=True, eq=False)
class Opaque:
    """What has no formula here (a count of steps, a method); it is named, and nothing is made of it."""

    what: str


@dataclass(frozen=True, eq=False)
class Word:
    """A name whose meaning the reader knows by itself: of `maths`, of `letters`, of the language."""

    name: str


@dataclass(frozen=True, eq=False)
class Native:
    """A function that the reader supplies."""

    call: Callable[..., Any]


@dataclass(eq=False)
class Module:
    """A file: its path, its names."""

    path: str
    names: dict[str, Any] = field(default_factory=dict)
    package: str = ""  # the name of the folder of a package, whose files are its names too


@dataclass(eq=False)
class Frame:
    """The names in sight: those of a function, of what it stands in, of its module."""

    module: Module
    names: dict[str, Any]
    outer: "Frame | None" = None


@dataclass(frozen=True, eq=False)
class Function:
    """A function of a file, and the names that it sees."""

    node: Any
    frame: Frame
    defaults: dict[str, Any]


@dataclass(frozen=True, eq=False)
class Kind:
    """A class of records: its fields in order, with their defaults."""

    name: str
    fields: dict[str, Any]  # REQUIRED, or the default


@dataclass(frozen=True, eq=False)
class Record:
    """A record of a class that is named."""

    kind: str
    fields: dict[str, Any]


@dataclass(eq=False)
class Once:
    """What Python goes through once: a generator, a zip."""

    made: tuple[Any, ...]
    used: bool = False

    def take(self) -> tuple[Any, ...]:
        if self.used:
            raise Refused("what can be gone through once is gone through again")
        self.used = True
        return self.made


class Exact(Fraction):
    """A Fraction of Python, of which no operation is rounded, unlike a number that a file writes as 0.5."""

    __slots__ = ()


class Listed(tuple[Any, ...]):
    """A list of Python. It is not changed here, and what changes it there under another name is refused."""

    __slots__ = ()

    def __add__(self, other: Any) -> "Listed":
        return Listed(tuple(self) + tuple(other))

    def __getitem__(self, at: Any) -> Any:
        found = tuple.__getitem__(self, at)
        return Listed(found) if isinstance(at, slice) else found


REQUIRED = Word("a field without a default")


def plain(value: Any) -> bool:
    """Tell whether a value is an exact number."""
    return isinstance(value, int | Fraction) and not isinstance(value, bool)


def as_node(value: Any, place: str) -> Node:
    """Return a formula or a number as a tree."""
    if isinstance(value, Node) and not value.related:
        return value
    if plain(value):
        return Node(Fraction(value), (), place)
    if isinstance(value, Unread):
        raise value.why
    raise Refused("no formula and no number")


def letters_of(*roots: Node) -> dict[str, Domain]:
    """Return the domains of the letters; where a name has two, the first counts."""
    found: dict[str, Domain] = {}
    for node in _nodes(roots):
        if node.domain is not None:
            found.setdefault(node.head, node.domain)
    return found


def _nodes(roots: tuple[Node, ...]) -> Iterator[Node]:
    seen: set[int] = set()
    waiting = list(reversed(roots))
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting += reversed(node.parts)


def substituted(root: Node, by: dict[str, Node]) -> Node:
    """Return a tree with formulas in place of letters."""
    made: dict[int, Node] = {}

    def replaced(node: Node) -> Node:
        if id(node) not in made:
            parts = tuple(map(replaced, node.parts))
            same = all(a is b for a, b in zip(parts, node.parts, strict=True))
            made[id(node)] = by.get(node.head, node) if node.domain else node if same else Node(node.head, parts, node.place)
        return made[id(node)]

    return replaced(root)


def over_letters_of(first: Node, other: Node) -> Node:
    """Return a tree over the letters of another: where a name has two domains, that one's counts."""
    return substituted(other, {name: Node(name, domain=domain) for name, domain in letters_of(first).items()})
