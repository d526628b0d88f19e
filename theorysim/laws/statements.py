"""The laws of statements, before anything is judged: bodies that every reading can read, names that exist, values worked out by hand.

A statement of a user's own need not carry a value worked out by hand; whatever it carries has to be right.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import FunctionType
from typing import Any, get_args

from theorysim.claims.statement import Statement
from theorysim.domains import parameters
from theorysim.entries import Assumption, Body, Method, Objective, Oracle, Sided
from theorysim.laws import bytecode
from theorysim.letters import Formula, as_body, by_name, in_letters, written
from theorysim.prove.wording import another
from theorysim.readings import constants, floats
from theorysim.readings.instances import flat
from theorysim.results import Grade, Outcome

ENTRIES = (Method, Objective, Oracle, Assumption)  # what has laws of its own
OUTCOMES = {*get_args(Outcome), *get_args(Grade)}
NEAR = 1e-12  # of a value worked out by hand


def parts(what: Any, kinds: tuple[type, ...]) -> Iterator[Any]:
    """Return what a record is made of, of some kinds: these are not looked into, and neither is what has laws of its own."""
    if isinstance(what, kinds):
        yield what
    elif is_dataclass(what) and not isinstance(what, ENTRIES):
        for field in fields(what):
            yield from parts(getattr(what, field.name), kinds)
    elif isinstance(what, tuple | Mapping):
        for one in what.values() if isinstance(what, Mapping) else what:
            yield from parts(one, kinds)


def bodies(statement: Statement) -> tuple[Body, ...]:
    """Return the bodies of a statement; the trials of a text that runs may be written in any way."""
    claims = [c for c in statement.claims if c.what.reads]
    read = [(c.what, c.at, *(w for w in c.second if w.reads)) for c in claims]
    return tuple(dict.fromkeys(map(as_body, parts(tuple(read), (FunctionType, Formula)))))


def takes_numbers(body: Body) -> bool:
    """Tell whether a body's parameters have domains; one that has none is a part of other bodies."""
    try:
        parameters(body)
    except TypeError:
        return False
    return True


def decides_by_where(statement: Statement) -> list[str]:
    """Read the bytecode of every body of every claim."""
    return sorted({complaint for body in bodies(statement) for complaint in bytecode.branches(body)})


def holds_what_is_written(statement: Statement) -> list[str]:
    """Look in every function for a number that was rounded before it could be read exactly; letters refuse one by themselves."""
    return [complaint for body in bodies(statement) if takes_numbers(body) for complaint in constants.rounded(body)]


def says_what_it_judges(statement: Statement) -> list[str]:
    """Hold the words of each relation that read as a formula against the formula that is judged."""
    wrong = dict.fromkeys(s for s in parts(tuple((c.what, c.second) for c in statement.claims), (Sided,)) if another(s))
    judged = [written(s) or in_letters(s) or s.body.__name__ for s in wrong]
    return [f"its words {s.says!r} are another formula than {f}, which is judged" for s, f in zip(wrong, judged, strict=True)]


def names_what_there_is(statement: Statement) -> list[str]:
    """Ask each claim what its declaration lacks, or names wrongly."""
    return list(dict.fromkeys(complaint for c in statement.claims for what in (c.what, *c.second) for complaint in what.amiss()))


def has_readings_that_replay(statement: Statement) -> list[str]:
    """Ask for the printed reading first, and for a line ID:READING:PART of its own for each claim: what a witness is replayed by."""
    if not statement.claims:
        return ["it has no claim"]
    found = [f"its identifier {statement.id!r} is empty or holds a colon, which ends it in a line that replays"]
    own = statement.id.rpartition(".py:")[2]  # of a file of one's own the name in it
    found = found if not own or ":" in own else []
    if (first := statement.claims[0].reading) != "printed":
        found.append(f"its first reading is {first!r}; it must be 'printed'")
    keys = [":".join(filter(None, (c.reading.split(":")[0], c.part))) for c in statement.claims]
    twice = dict.fromkeys(key for key in keys if keys.count(key) > 1)
    return found + [f"{keys.count(key)} claims are {key}: give each a part of its own" for key in twice]


def writes_no_outcome(statement: Statement) -> list[str]:
    """Look for an outcome or a grade among its words: a verdict is computed, never written down."""
    words = [word for c in statement.claims for word in (c.reading, c.part, c.why)]
    return [f"{word!r} is written in it" for word in dict.fromkeys(words) if word in OUTCOMES]


def has_a_value_worked_out_by_hand(statement: Statement) -> list[str]:
    """Ask for one formula with its value at a point, unless it is a text that runs or a measurement; asked of the catalogue alone."""
    if any(c.at or not c.what.reads for c in statement.claims):
        return []
    return ["no value was worked out by hand"]


def meets_values_worked_out_by_hand(statement: Statement) -> list[str]:
    """Compare formulas with the values that stand beside them."""
    return [complaint for claim in statement.claims for of, point, value in claim.at for complaint in _missed(of, point, value)]


def _missed(of: Any, point: Any, value: float) -> list[str]:
    """Compare a formula, or the left side of a relation, with its value at a point."""
    body = of.body if isinstance(of, Sided) else as_body(of)
    try:
        given = by_name(of, point)
    except (TypeError, ValueError) as reason:
        return [f"{written(of) or body.__name__}: its value was worked out at {point}: {reason}"]
    first = flat(floats.evaluate(body, given))[0]
    near = math.isclose(first, value, rel_tol=NEAR, abs_tol=NEAR)
    return [] if near else [f"{written(of) or body.__name__} is {first!r} at {given}, worked out by hand as {value!r}"]
