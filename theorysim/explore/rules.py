"""Take the step size of a method, and the bound of its T, from a statement: upper bounds without noise, in one variable."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from theorysim import catalogue
from theorysim.claims.bound import Bound
from theorysim.claims.family import Family
from theorysim.claims.statement import Statement
from theorysim.entries import Objective
from theorysim.judge.bound import on_the_line
from theorysim.members.membership import declared
from theorysim.memory import ledger
from theorysim.settings import Usage, record
from theorysim.trials.drawing import settle


def held(name: str, statement: Statement, kind: type) -> Any:
    """Return the first claim of this kind, one of a reading that is recorded to hold before others; None where there is none."""
    row = ledger.read().get(name) or {}
    printed = (row.get("printed") or {"outcome": "holds"})["outcome"] == "holds"
    found = [(c.reading, w) for c in statement.claims for w in (c.what, *c.second) if isinstance(w, kind)]
    sound = [w for reading, w in found if reading != "printed" or printed]
    return next(iter(sound or [w for _, w in found]), None)


@cache
def bounds() -> dict[str, Bound]:
    """Return the upper bounds of the catalogue that a run without noise meets, by statement."""
    every = {name: held(name, record("statements", name), Bound) for name in catalogue.names("statements")}
    return {name: bound for name, bound in every.items() if bound is not None and not bound.random}


def family(name: str, statement: Statement) -> Family | None:
    """Return the family of functions on which a lower bound is run; None where there is none."""
    found: Family | None = statement.instance if isinstance(statement.instance, Family) else held(name, statement, Family)
    return found


def speaks_of(bound: Bound, objective: Objective) -> bool:
    """Tell whether the objective declares to be of the class."""
    there = on_the_line(objective) and objective.minimum is not None and objective.form == "tuple"
    return there and all(declared(objective, a) is not None for a in bound.classes)


def free(bound: Bound, objective: Objective) -> list[Any]:
    """Return the constants of the class that the objective leaves free."""
    found: dict[str, Any] = {}
    for assumption in bound.classes:
        declaration = declared(objective, assumption)
        found |= {p.name: p for p in assumption.constants() if declaration is not None and p.name not in declaration.constants}
    return list(found.values())


def applied(bound: Bound, objective: Objective, numbers: Mapping[str, float], start: float, epsilon: float) -> dict[str, float]:
    """Return the method's parameters, the constants of the class, F, and "B", the bound; "sound" is 1 where the statement speaks of this.

    `numbers` hold objective.NAME, and class.NAME for constants that the objective leaves free. Raises Usage where it is no member.
    """
    if not speaks_of(bound, objective):
        raise Usage("the objective does not declare to be of the class of which the statement speaks")
    raw = {k.removeprefix("class."): np.array([float(v)]) for k, v in numbers.items() if k.startswith(("objective.", "class."))}
    raw |= {"start": np.array([start]), "epsilon": np.array([epsilon])}
    return {k: float(v[0]) for k, v in settle(bound, objective, raw).items()}
