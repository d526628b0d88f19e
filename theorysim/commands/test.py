"""Run the laws on the entries of a user's own file, and print in plain words what is wrong: `theorysim test FILE`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from theorysim import catalogue
from theorysim.claims.statement import Statement
from theorysim.commands.replay import nameless
from theorysim.entries import Method, Plain
from theorysim.settings import Usage


@dataclass(frozen=True)
class Tested:
    """One entry of a file: how many laws it was tried by, and what is wrong."""

    name: str
    kind: str
    laws: int
    complaints: tuple[str, ...]


def _entries(place: str) -> Iterator[tuple[str, Any]]:
    """Return the records of a file, those methods too that stand inside a statement and have no name."""
    own = catalogue.own(place)
    yield from own.items()
    if not any(isinstance(record, Statement) for record in own.values()):
        return
    from theorysim.laws.statements import parts

    named = list(own.values())
    for record in own.values():
        for part in parts(record, (Method,)) if isinstance(record, Statement) else ():
            if part not in named and not part.stages[-1].__module__.startswith("theorysim."):
                named.append(part)
                yield part.stages[-1].__name__, part


def tested(place: str) -> list[Tested]:
    """Run the laws on every entry of a file; raises Usage where it has none, Unknown where it cannot be imported."""
    every = list(_entries(place))
    if not every:
        raise Usage(f"{place} has no entry: no {', '.join(catalogue.RECORDS.values())}, and no function step(x, g, ...)")
    from theorysim.laws.every import complaints, laws_of

    found = []
    for name, record in every:
        kind = "method" if isinstance(record, Plain) else catalogue.singular(catalogue.kind_of(record) or "")
        said = complaints(record, own=True) + (nameless(record.claims) if isinstance(record, Statement) else [])
        found.append(Tested(name, kind, len(laws_of(record, own=True)), tuple(said)))
    return found


def lines(place: str, found: list[Tested]) -> Iterator[str]:
    """Print what was found, entry by entry."""
    for t in found:
        yield f"{t.kind} {t.name}: " + (f"{len(t.complaints)} found" if t.complaints else f"keeps its {t.laws} laws")
        yield from (f"  {complaint}" for complaint in t.complaints)
    wrong = sum(bool(t.complaints) for t in found)
    count = f"{len(found)} entries" if len(found) > 1 else "1 entry"
    ends = f"something is wrong with {wrong}" if wrong else "nothing wrong found"
    yield f"{place}: {count}, {sum(t.laws for t in found)} laws; {ends}"


def as_json(place: str, found: list[Tested]) -> dict[str, Any]:
    """Return the JSON shape of `theorysim test`."""
    rows = [{"name": t.name, "kind": t.kind, "laws": t.laws, "complaints": list(t.complaints)} for t in found]
    return {"file": place, "entries": rows, "found": sum(len(t.complaints) for t in found)}
