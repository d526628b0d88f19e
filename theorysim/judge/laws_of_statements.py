"""The laws of statements, before anything is judged: bodies that every reading can read, names that exist, values worked out by hand."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import FunctionType
from typing import Any

from theorysim.domains import parameters
from theorysim.judge import bytecode
from theorysim.judge.instances import flat
from theorysim.letters import as_body, by_name, written
from theorysim.model import Assumption, Body, Bound, Executed, Method, Objective, Oracle, Sided, Statement
from theorysim.readings import floats

ENTRIES = (Method, Objective, Oracle, Assumption)  # what has laws of its own
OF_BOUND = {"F", "R", "epsilon", "T"}
AT_POINT = {"value", "g_norm", "x_norm", "minimum"}  # what the quantity of a bound may ask for
NEAR = 1e-12  # of a value worked out by hand


def parts(what: Any) -> Iterator[Any]:
    """Give the bodies and the entries that a record is made of."""
    if isinstance(what, (FunctionType, *ENTRIES)):
        yield what
    elif is_dataclass(what):
        for field in fields(what):
            yield from parts(getattr(what, field.name))
    elif isinstance(what, tuple | Mapping):
        for one in what.values() if isinstance(what, Mapping) else what:
            yield from parts(one)


def bodies(statement: Statement) -> tuple[Body, ...]:
    """Give the bodies of a statement; the trials of a text that runs may be written in any way."""
    claims = [c for c in statement.claims if not isinstance(c.what, Executed)]
    return tuple(dict.fromkeys(p for p in parts(tuple(claims)) if isinstance(p, FunctionType)))


def takes_numbers(body: Body) -> bool:
    """Say whether a body's parameters have domains; one that has none is a part of other bodies."""
    try:
        parameters(body)
    except TypeError:
        return False
    return True


def decides_by_where(statement: Statement) -> list[str]:
    """Read the bytecode of every body of every claim."""
    return sorted({complaint for body in bodies(statement) for complaint in bytecode.branches(body)})


def names_what_there_is(statement: Statement) -> list[str]:
    """Ask a bound for a formula of each parameter of its method, of the constants of its classes, F and epsilon."""
    found = []
    for claim in statement.claims:
        what = claim.what
        if not isinstance(what, Bound):
            continue
        own = {p.name for p in what.method.parameters}
        given = set(what.method_constants)
        found += [f"no formula is given for the method's {n}" for n in sorted(own - given) if _has_no_default(what.method, n)]
        found += [f"a formula is given for {n}, which the method does not have" for n in sorted(given - own)]
        classes = [*what.classes, *([what.noise] if what.noise else [])]
        known = OF_BOUND | {p.name for a in classes for p in a.constants()} | set(what.search)
        for body in (what.bound, *what.method_constants.values()):
            wrong = [p.name for p in parameters(body) if p.name not in known]
            found += [f"{body.__name__} takes {n}, which is none of {', '.join(sorted(known))}" for n in wrong]
        if what.until is not None:
            strange = [p.name for p in parameters(what.until.body) if p.name not in AT_POINT]
            found += [f"{what.until.body.__name__} asks for {n}; a bound may be on {', '.join(sorted(AT_POINT))}" for n in strange]
    return list(dict.fromkeys(found))


def _has_no_default(method: Method, name: str) -> bool:
    return any(p.name == name and p.default is None for p in method.parameters)


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
