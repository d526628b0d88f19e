"""The laws of statements, before anything is judged: bodies that every reading can read, names that exist, values worked out by hand.

A statement of a user's own need not carry a value worked out by hand; whatever it carries has to be right.
"""

import inspect
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import FunctionType
from typing import Any, get_args

from theorysim.domains import parameters
from theorysim.laws import bytecode
from theorysim.model import Assumption, Body, Bound, Executed, Grade, Method, Missing, Objective, Oracle, Outcome, Statement
from theorysim.readings import floats
from theorysim.readings.instances import flat

ENTRIES = (Method, Objective, Oracle, Assumption)  # what has laws of its own
OF_BOUND = {"F", "R", "epsilon", "T"}
AT_POINT = {"value", "g_norm", "x_norm", "minimum"}  # what the quantity of a bound may ask for
OUTCOMES = {*get_args(Outcome), *get_args(Grade)}
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
    claims = [c for c in statement.claims if not isinstance(c.what, Executed)]
    read = [(c.what, c.at, *(w for w in c.second if not isinstance(w, Executed))) for c in claims]
    return tuple(dict.fromkeys(p for p in parts(tuple(read)) if isinstance(p, FunctionType)))


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


def has_readings_that_replay(statement: Statement) -> list[str]:
    """Ask for the printed reading first, and for a line ID:READING:PART of its own for each claim: what a witness is replayed by."""
    if not statement.claims:
        return ["it has no claim"]
    found = [f"its identifier {statement.id!r} is empty or holds a colon, which ends it in a line that replays"]
    found = found if not statement.id or ":" in statement.id else []
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
    if any(c.at or isinstance(c.what, Executed | Missing) for c in statement.claims):
        return []
    return ["no value was worked out by hand"]


def meets_values_worked_out_by_hand(statement: Statement) -> list[str]:
    """Compare formulas with the values that stand beside them."""
    return [complaint for claim in statement.claims for body, point, value in claim.at for complaint in _missed(body, point, value)]


def _missed(body: Body, point: Sequence[float] | Mapping[str, float], value: float) -> list[str]:
    """Compare a formula with its value at a point, which names its parameters or follows their order."""
    names = list(inspect.signature(body).parameters)
    if not isinstance(point, Mapping) and len(point) == len(names):
        point = dict(zip(names, point, strict=True))
    if not isinstance(point, Mapping) or set(point) != set(names):
        return [f"{body.__name__} takes {', '.join(names)}; its value was worked out at {point}"]
    first = flat(floats.evaluate(body, {n: point[n] for n in names}))[0]
    near = math.isclose(first, value, rel_tol=NEAR, abs_tol=NEAR)
    return [] if near else [f"{body.__name__} is {first!r} at {dict(point)}, worked out by hand as {value!r}"]
