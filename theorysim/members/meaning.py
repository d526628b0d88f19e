"""Ask of a function that every number which a class speaks of is one: no divisor, root or logarithm of value, gradient or Hessian fails.

A class that bounds the Hessian asks for value and gradient that are smooth, too: a root of what may be 0 bends where no `where` shows it.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import sympy

from theorysim.domains import parameters
from theorysim.entries import Body, Objective, Satisfies
from theorysim.members.branches import MOST
from theorysim.prove.algebra import defined
from theorysim.prove.budget import kept
from theorysim.readings.paths import BASE, TooManyPaths, met, symbols, trace, unmet

CURVATURE = ("H_norm", "H_least", "jump")
PLACES = (0, 1, -1, 2, -2, 3)
FEW = 3  # parameters that take each of these places
ASKED = {"nonzero": "not 0", "positive": "positive", "nonnegative": "not negative"}


def why_no_number(objective: Objective, satisfies: Satisfies) -> str:
    """Return nothing where all that the class asks for was proved to be defined, and smooth as it asks, else the term that may fail."""
    asked = {p.name for p in parameters(satisfies.assumption.inequality.body)}
    bends = bool(asked & {*CURVATURE})
    bodies = [(objective.value, bends)]
    if bends or "g_norm" in asked:
        bodies.append((objective.gradient, bends))
    if bends and objective.hessian is not None:
        bodies.append((objective.hessian, False))
    bodies += [(body, False) for body in satisfies.constants.values()]
    return next((reason for body, smooth in bodies if (reason := _why_not(body, smooth))), "")


@kept(4096)
def _why_not(body: Body, smooth: bool) -> str:
    try:
        needs = list(dict.fromkeys(_needs(body, smooth)))
        if not needs or defined(body, smooth).proved:
            return ""
    except TooManyPaths:
        return ""  # balls compare it point by point
    kind, e, place = _failing(needs, body) or (*needs[0], "")
    return f"the {body.__name__} needs {e} to be {ASKED[kind]}, {f'which it is not at {place}' if place else 'which was not shown'}"


def _needs(body: Callable[..., Any], smooth: bool) -> Iterator[tuple[str, Any]]:
    """Return what is not at once seen to be what the body needs it to be."""
    for path in trace(body, symbols({p.name: p.domain for p in parameters(body)}), MOST):
        for kind, e in sorted(frozenset().union(*path.needs), key=str):
            plain = kind.removesuffix(BASE)
            asked = "positive" if smooth and plain == "nonnegative" else plain
            if not met(asked, e):
                yield asked, e


def _failing(needs: list[tuple[str, Any]], body: Body) -> tuple[str, Any, str] | None:
    """Return a need that is not met at some small numbers, and these."""
    names = symbols({p.name: p.domain for p in parameters(body)})
    domains = {p.name: p.domain for p in parameters(body)}
    for kind, e in needs:
        free = [n for n, s in names.items() if e.has(s)]
        for values in product(*(PLACES if len(free) <= FEW else PLACES[:2] for _ in free)):
            here = {names[n]: sympy.Integer(v) for n, v in zip(free, values, strict=True)}
            if all(domains[n].holds(v) for n, v in zip(free, values, strict=True)) and unmet(kind, e.xreplace(here)):
                return kind, e, ", ".join(f"{n} = {v}" for n, v in zip(free, values, strict=True)) or "any point"
    return None
