"""Read the fields of a claim: what cannot be read is refused where it is asked for."""

from collections.abc import Iterator, Mapping
from typing import Any

from theorysim.verify.reader import Reader
from theorysim.verify.sums import Question
from theorysim.verify.trees import Node, Record, Refused, Unread
from theorysim.verify.words import relation_of

Questions = Iterator[tuple[str, Question]]
Certificate = Mapping[str, Any]


def relations_in(reader: Reader, sides: Any) -> tuple[Node, ...]:
    if not isinstance(sides, tuple):
        raise Refused("relations stand in a tuple")
    return tuple(relation_of(reader, side) for side in sides)


def field_of(claim: Record, name: str) -> Any:
    found = claim.fields[name]
    if isinstance(found, Unread):
        raise found.why
    return found
