"""What a cover asks: what is proved on each piece, and that no point is left out."""

from collections.abc import Sequence
from itertools import product

from theorysim.verify.fields import Certificate, Questions, field_of, relations_in
from theorysim.verify.reader import Reader
from theorysim.verify.sums import Question
from theorysim.verify.trees import Node, Record, Refused, letters_of
from theorysim.verify.words import relation_of


def cover(reader: Reader, claim: Record, certificate: Certificate) -> Questions:
    given = relations_in(reader, field_of(claim, "given"))
    stretches = []
    for i, piece in enumerate(field_of(claim, "pieces")):
        where, points = relations_in(reader, field_of(piece, "where")), set(field_of(piece, "points"))
        stretches.append(where)
        if not field_of(piece, "proved"):
            raise Refused(f"nothing is said of the piece {field_of(piece, 'name')}")
        for j, (besides, side) in enumerate(field_of(piece, "proved")):
            own = relations_in(reader, besides)
            if hypothesis := next((b for b in own if not points & letters_of(b).keys()), None):
                raise Refused("it speaks of no point, so it is a hypothesis", hypothesis.place)
            yield f"{i}.{j}", Question(relation_of(reader, side), (*given, *where, *own))
    yield from nothing_left_out(stretches, given)


def nothing_left_out(stretches: Sequence[Sequence[Node]], given: tuple[Node, ...]) -> Questions:
    """Ask that every point lies on a stretch: where one relation of each other stretch fails, each of the last one holds."""
    if not stretches:
        raise Refused("no piece")
    if any(not stretch for stretch in stretches):
        return
    for i, (*others, last) in enumerate(product(*stretches)):
        yield f"axis{i}", Question(last, given, shown=tuple(map(_negated, others)))


def _negated(side: Node) -> Node:
    if side.head == "==":
        raise Refused("outside an equation there are two sides", side.place)
    return Node("<" if side.head == "<=" else "<=", side.parts[::-1], side.place)
