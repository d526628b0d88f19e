"""The laws of each kind of entry, each a function that returns a list of complaints in plain words; none means that it passed.

`complaints(record)` runs all laws of a record's kind: the tests over the catalogue and a user's own file take the same way. The
laws of objectives, of methods, of oracles (`noise`) and of kinks stand in files of their own.
"""

import math
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np

from theorysim.chance import moments
from theorysim.claims.statement import Statement
from theorysim.domains import parameters
from theorysim.entries import Assumption, Body, Method, Objective, Oracle, Plain, Quantity
from theorysim.laws import bytecode, kinks, methods, plain_methods, runs, statements
from theorysim.laws.objectives import (
    attains_its_minimum,
    has_the_derivatives_it_says,
    is_never_below_its_minimum,
    keeps_nan,
    keeps_what_it_declares,
    meets_at_breakpoints,
    starts_at_a_point,
)
from theorysim.laws.readings import readings_agree, runs_in_every_dimension
from theorysim.members import noises
from theorysim.members.expansion import in_coordinates
from theorysim.readings import floats
from theorysim.readings.instances import flat, numbers
from theorysim.readings.read import Unreadable

Record = Objective | Method | Oracle | Assumption | Quantity
AT_POINT = {"value", "g_norm", "H_norm", "H_least", "x_norm", "minimum", "jump", "done", "clarke_low", "clarke_high"}
OF_RUN = {"T", "total", "calls"}
OF_SAMPLE = {"parts", "deviation", "variance"}  # what an oracle that draws terms of a finite sum may state


def bodies(record: Record) -> tuple[Body, ...]:
    """Return every body of a record, those of its constants too."""
    if isinstance(record, Objective):
        own = (record.value, record.gradient, record.hessian, record.minimum, record.minimizer, record.start, record.clarke)
        return (*(b for b in own if b is not None), *(b for s in record.satisfies for b in s.constants.values()))
    if isinstance(record, Method):
        return (*record.stages, *(b for b in (record.done, record.restart) if b is not None))
    if isinstance(record, Oracle):
        return (record.perturb, *record.asks, *moments.stated(record), *moments.chances(record))
    return (record.inequality.body,) if isinstance(record, Assumption) else (record.body, *record.asks)


def decides_by_where(record: Record) -> list[str]:
    """Read the bytecode of every body: no `if`, `and`, `or`, chain of comparisons, `==`, `min` or `max`."""
    return sorted({complaint for body in bodies(record) for complaint in bytecode.branches(body)})


def depends_on_its_arguments_alone(record: Record | Statement) -> list[str]:
    """Call every body twice with the same: random numbers and counters of its own would make a number that nobody can replay."""
    every = [(b.__name__, b, _given(b)) for b in _callable(record)]
    if isinstance(record, Objective):
        every += [(f"{where}{name}", b, _given(b)) for where, one in in_coordinates(record) for name, b in _derivatives(one)]
    found = []
    for name, body, given in every:
        one, other = (np.array(flat(floats.evaluate(body, given))) for _ in range(2))
        if not np.array_equal(one, other, equal_nan=True):
            found.append(f"{name} gives {one.tolist()}, and then {other.tolist()} for the same arguments")
    return found


def _derivatives(objective: Objective) -> list[tuple[str, Body]]:
    every = {"value": objective.value, "gradient": objective.gradient, "hessian": objective.hessian}
    return [(name, body) for name, body in every.items() if body is not None]


def _callable(record: Record | Statement) -> tuple[Body, ...]:
    """Return the bodies that take numbers; those of an objective, which may take rows, are called in coordinates."""
    if isinstance(record, Statement):
        return tuple(b for b in statements.bodies(record) if statements.takes_numbers(b))
    if isinstance(record, Objective):
        return tuple(b for b in bodies(record) if b not in (record.value, record.gradient, record.hessian))
    return bodies(record)


def _given(body: Body) -> dict[str, float]:
    return {p.name: float((*numbers(p.domain), 0.5)[0]) for p in parameters(body)}


def reads_what_it_takes(record: Record | Plain) -> list[str]:
    """Ask that some body reads each parameter: what is given for another one has no effect."""
    return [f"it takes {name}, which nothing reads" for name in bytecode.unread(record)]


def asks_what_it_may(record: Assumption | Quantity | Oracle) -> list[str]:
    """Tell which names a body asks at a point that the machinery does not supply."""
    folds = () if isinstance(record, Assumption) else tuple(ask.__name__ for ask in record.asks)
    known = {*AT_POINT, *noises.ASKS, *OF_RUN, *folds}
    if isinstance(record, Oracle):
        known = {"g_norm", "x_norm", *folds}
    found = []
    for body in bodies(record):
        here = known | (OF_SAMPLE if isinstance(record, Oracle) and body is not record.perturb else set())
        unknown = [p.name for p in parameters(body) if p.domain.role == "asked" and p.name not in here]
        found += [f"{body.__name__} asks for {n}, which is none of {', '.join(sorted(here))}" for n in unknown]
    return found


def gives_a_number(quantity: Quantity) -> list[str]:
    """Ask a quantity for one number, and for NaN wherever one of the numbers that it asks for is NaN."""
    found = []
    asked = [p.name for p in parameters(quantity.body) if p.domain.role == "asked"]
    for bad in ("", *asked):
        values = {p.name: math.nan if p.name == bad else 2.0 for p in parameters(quantity.body)}
        result = floats.evaluate(quantity.body, values)
        if isinstance(result, tuple) or math.isnan(result) != bool(bad):
            found.append(f"{quantity.body.__name__} gives {result!r}{f' where {bad} is NaN' if bad else ', which is no number'}")
    return found


def is_two_sided(assumption: Assumption) -> list[str]:
    """Ask the inequality to return two sides, and to be one that some numbers satisfy and others break."""
    body = assumption.inequality.body
    names = [p.name for p in parameters(body)]
    outcomes = set()
    for point in product((-1.0, 0.0, 1.0, 50.0), repeat=len(names)):
        sides = floats.evaluate(body, dict(zip(names, point, strict=True)))
        if not isinstance(sides, tuple) or len(sides) != 2:
            return [f"{body.__name__} returns {sides!r}, not (left, right)"]
        outcomes.add({"<=": sides[0] <= sides[1], "<": sides[0] < sides[1], "==": sides[0] == sides[1]}[assumption.inequality.sense])
    return [] if outcomes == {True, False} else [f"{body.__name__} {'holds' if True in outcomes else 'fails'} for every number tried"]


LAWS: dict[type, tuple[Callable[[Any], list[str]], ...]] = {
    Objective: (
        decides_by_where,
        depends_on_its_arguments_alone,
        reads_what_it_takes,
        has_the_derivatives_it_says,
        meets_at_breakpoints,
        keeps_what_it_declares,
        kinks.fits_the_direction,
        kinks.spans_its_slopes,
        keeps_nan,
        starts_at_a_point,
        is_never_below_its_minimum,
        attains_its_minimum,
        readings_agree,
        runs_in_every_dimension,
    ),
    Method: (
        decides_by_where,
        depends_on_its_arguments_alone,
        reads_what_it_takes,
        methods.asks_what_it_may,
        methods.keeps_its_memory,
        methods.moves_in_every_dimension,
        methods.rests_where_the_gradient_is_zero,
        methods.keeps_nan,
        methods.stages_read_alike,
    ),
    Oracle: (
        decides_by_where,
        depends_on_its_arguments_alone,
        reads_what_it_takes,
        asks_what_it_may,
        moments.is_unbiased_where_it_says,
        moments.has_the_moments_it_says,
    ),
    Assumption: (decides_by_where, depends_on_its_arguments_alone, asks_what_it_may, is_two_sided),
    Quantity: (decides_by_where, depends_on_its_arguments_alone, reads_what_it_takes, asks_what_it_may, gives_a_number),
    Statement: (
        statements.decides_by_where,
        statements.holds_what_is_written,
        depends_on_its_arguments_alone,
        statements.has_readings_that_replay,
        statements.writes_no_outcome,
        statements.says_what_it_judges,
        statements.names_what_there_is,
        statements.meets_values_worked_out_by_hand,
    ),
    Plain: (
        plain_methods.gives_rows_of_its_shape,
        reads_what_it_takes,
        plain_methods.depends_on_its_arguments_alone,
        plain_methods.rests_where_the_gradient_is_zero,
        plain_methods.keeps_nan,
    ),
}


OWN: dict[type, tuple[Callable[[Any], list[str]], ...]] = {Method: (runs.runs_as_its_stages_say,)}  # of a user's own file


def laws_of(record: Any, own: bool = False) -> tuple[Callable[[Any], list[str]], ...]:
    """Return the laws of a record's kind, those too that only a user's own entries are tried by."""
    return LAWS[type(record)] + (OWN.get(type(record), ()) if own else ())


def complaints(record: Record | Statement | Plain, own: bool = False) -> list[str]:
    """Run every law of the record's kind; a law that cannot be run is a complaint too.

    Raises TypeError for what is no record that has laws.
    """
    if type(record) not in LAWS:
        raise TypeError(f"there are no laws for a {type(record).__name__}")
    first, *rest = laws_of(record, own)
    found = first(record)
    if found:
        return found  # no other law can read such a body
    unchecked: dict[str, str] = {}  # by reason: one often stops several laws
    for law in rest:
        try:
            found += law(record)
        except (ArithmeticError, LookupError, NotImplementedError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, Unreadable) and isinstance(record, Statement):
                continue  # nothing wrong with it: the verdict is undecided, and says why
            reason = "it divides by 0 at a point tried" if isinstance(error, ZeroDivisionError) else f"{type(error).__name__}: {error}"
            unchecked.setdefault(reason, f"{law.__name__.replace('_', ' ')}: cannot be checked, {reason}")
    return [*found, *unchecked.values()]
