"""Check a relation on a box by a tree of cuts: {"cut": [letter, place, below, above]}, down to boxes on which balls show it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flint import ctx

from theorysim.verify.balls import Balls, ball
from theorysim.verify.sums import Question
from theorysim.verify.trees import Domain, Node, Record, Refused, Rounded, Unread, letters_of

BITS = 64
Box = Mapping[str, tuple[Fraction, Fraction]]


def box_of(claim: Record, question: Question) -> Box:
    """Return the ranges that the claim's file prints, within the domains; raises Refused where one is missing or something is given."""
    if question.given or question.shown:
        raise Refused("boxes show what holds without hypotheses")
    ranges = claim.fields["search"]
    return {name: within(ranges[name], domain) for name, domain in letters_of(question.claim).items()}


def within(ends: Any, domain: Domain) -> tuple[Fraction, Fraction]:
    """Return the ends of a range as the file prints them, within a domain."""
    low, high = (e.why.number if isinstance(e, Unread) and isinstance(e.why, Rounded) else Fraction(e) for e in ends)
    low = low if domain.low is None else max(low, domain.low)
    return low, high if domain.high is None else min(high, domain.high)


def shown(relation: Node, box: Box) -> bool:
    """Tell whether balls show a relation on all of a box."""
    kept = ctx.prec
    try:
        ctx.prec = BITS
        values = {name: low if low == high else ball(low).union(ball(high)) for name, (low, high) in box.items()}
        return Balls(values).holds(relation) is True
    except Refused:
        return False
    finally:
        ctx.prec = kept


def check(relation: Node, whole: Box, tree: Mapping[str, Any]) -> int:
    """Return the number of boxes; raises Refused where the relation is not shown on one, or a cut leaves the box."""
    waiting, count = [(dict(whole), tree)], 0
    while waiting:
        box, node = waiting.pop()
        if "cut" in node:
            name, place, below, above = node["cut"]
            low, high = box[name]
            cut = Fraction(place)
            if not low < cut < high:
                raise Refused(f"a cut of {name} at {cut}, outside of the box", relation.place)
            waiting += [({**box, name: (low, cut)}, below), ({**box, name: (cut, high)}, above)]
            continue
        count += 1
        if not shown(relation, box):
            said = ", ".join(f"{name} in [{float(low):g}, {float(high):g}]" for name, (low, high) in box.items())
            raise Refused(f"not shown where {said}", relation.place)
    return count
