"""Replay a claim at a point: both sides, which hypotheses hold, and what exact arithmetic says."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isfinite

from theorysim.claims.statement import Statement
from theorysim.claims.what import Line
from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.prove.algebra import prove
from theorysim.prove.holes import no_number
from theorysim.readings.confirm import MOST_BITS, confirm, confirm_by_symbols, numbers_at
from theorysim.readings.floats import evaluate
from theorysim.readings.paths import exact
from theorysim.show.claims import relation_in_one_line

WORDS = {True: "holds, exactly", False: "fails, exactly", None: f"is closer than {MOST_BITS} bits tell"}
ASKED = ("hypothesis", "claim")  # the lines that say which parameter they need


def _at(word: str, sided: Sided, values: Mapping[str, Fraction]) -> str:
    """Print both sides of a relation at a point, and whether it holds there."""
    point = {p.name: values[p.name] for p in parameters(sided.body)}
    exactly = all(isinstance(v, Fraction) for v in point.values())
    left, right = evaluate(sided.body, {n: float(v) for n, v in point.items()})
    known = confirm(sided, point) if exactly else confirm_by_symbols(sided, point)
    said = no_number(sided, {n: exact(v) for n, v in point.items()}) if known is None else ""
    if said:
        return f"{word}: {relation_in_one_line(sided)}: is not defined: {said}"
    if not exactly:
        left, right = (float(side) for side in numbers_at(sided, point))
    if known is None and not all(map(isfinite, (left, right))):
        amiss = [f"the {side} side" for side, value in (("left", left), ("right", right)) if not isfinite(value)]
        return f"{word}: {relation_in_one_line(sided)}: {' and '.join(amiss)} {'is' if len(amiss) == 1 else 'are'} not defined there"
    return f"{word}: {relation_in_one_line(sided)}: {left:.12g} {sided.sense} {right:.12g} {WORDS[known]}"


def _shown(line: Line, values: Mapping[str, Fraction]) -> Iterator[str]:
    missing = [p.name for p in parameters(line.sided.body) if p.name not in values]
    said = relation_in_one_line(line.sided)
    if line.under is not None:
        free = f" (any {', '.join(missing)})" if missing else ""
        found = "proved" if prove(line.sided, line.under).proved else "not proved"
        yield f"{line.word}: {said}{free}: {found} where the lines above hold"
    elif line.word and not missing:
        yield _at(line.word, line.sided, values)
    elif line.word in ASKED:
        yield f"{line.word}: {said}: needs -p statement.{missing[0]}=..."


def replay(statement: Statement, reading: str, part: str, values: Mapping[str, Fraction]) -> Iterator[str]:
    """Return the lines that show a claim at a point."""
    for claim in statement.claims:
        if claim.reading.split(":")[0] == reading and part in ("", claim.part):
            for line in claim.what.shown(values):
                yield from _shown(line, values)
