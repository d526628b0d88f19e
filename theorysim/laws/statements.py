"""The laws of statements, before anything is judged: bodies that every reading can read, names that exist, values worked out by hand."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import FunctionType
from typing import Any

from theorysim.domains import parameters
from theorysim.laws import bytecode
from theorysim.letters import as_body, by_name, written
from theorysim.model import Assumption, Body, Method, Objective, Oracle, Sided, Statement
from theorysim.readings import floats
from theorysim.readings.instances import flat

ENTRIES = (Method, Objective, Oracle, Assumption)  # what has laws of its own
NEAR = 1e-12  # of a value worked out by hand


def parts(what: Any) -> Iterator[Any]:
    """Return the bodies and the entries that a record is made of."""
    if isinstance(what, (FunctionType, *ENTRIES)):
        yield what
    elif is_dataclass(what):
        for field in fields(what):
            yield from parts(getattr(what, field.name))
    elif isinstance(what, tuple | Mapping):
        for one in what.values() if isinstance(what, Mapping) else what:
            yield from parts(one)


def bodies(statement: Statement) -> tuple[Body, ...]:
    """Return the bodies of a statement; the trials of a text that runs may be written in any way."""
    claims = [c for c in statement.claims if c.what.reads]
    return tuple(dict.fromkeys(p for p in parts(tuple(claims)) if isinstance(p, FunctionType)))


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


def names_what_there_is(statement: Statement) -> list[str]:
    """Ask each claim what its declaration lacks, or names wrongly."""
    return list(dict.fromkeys(complaint for claim in statement.claims for complaint in claim.what.amiss()))


def meets_values_worked_out_by_hand(statement: Statement) -> list[str]:
    """Compare formulas with the values that stand beside them."""
    found = []
    for claim in statement.claims:
        for of, point, value in claim.at:
            given, body = by_name(of, point), of.body if isinstance(of, Sided) else as_body(of)
            first = flat(floats.evaluate(body, given))[0]
            if not math.isclose(first, value, rel_tol=NEAR, abs_tol=NEAR):
                found.append(f"{written(of) or body.__name__} is {first!r} at {given}, worked out by hand as {value!r}")
    return found
