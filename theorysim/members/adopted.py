"""Try a class of a user's file on functions that do not declare it: with constants that they declare for other classes.

What is adopted is a declaration like any other: it counts once it was proved. It is first asked at many points, in float64, which costs
nothing; where it fails there, or the function has many branches, no proof is looked for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import numpy as np

from theorysim.domains import Domain, parameters
from theorysim.entries import Assumption, Objective, Satisfies
from theorysim.members.certify import why_not_proved
from theorysim.members.membership import declared, relation
from theorysim.readings import arrays
from theorysim.readings.paths import TooManyPaths, symbols, trace

POINTS = 400
BRANCHES = 4  # of a function that is tried: a proof that fails on more takes long
ROUNDING = 1e-9
CANDIDATES = 6  # ways to choose the constants of one class


def with_classes(objectives: Mapping[str, Objective], classes: tuple[Assumption, ...]) -> Mapping[str, Objective]:
    """Return objectives of one variable that declare, besides their own, classes of a user's file of which that may be true."""
    own = tuple(a for a in classes if not a.inequality.body.__module__.startswith("theorysim.") and a.on == "everywhere")
    others = [a for a in classes if a not in own]
    whole = {n: o for n, o in objectives.items() if own and all(declared(o, a) is not None for a in others)}
    return {**objectives, **{name: _adopting(one, own) for name, one in whole.items()}}


@cache
def _adopting(objective: Objective, classes: tuple[Assumption, ...]) -> Objective:
    missing = [a for a in classes if all(s.assumption is not a for s in objective.satisfies)]
    if not missing or objective.dimension != 1 or objective.form != "tuple" or not _few_branches(objective):
        return objective
    for assumption in missing:
        found = next((s for s in _candidates(objective, assumption) if _proved(objective, s)), None)
        if found is None:
            return objective
        objective = replace(objective, satisfies=(*objective.satisfies, found))
    return objective


def _few_branches(objective: Objective) -> bool:
    try:
        return bool(trace(objective.value, symbols({p.name: p.domain for p in parameters(objective.value)}), BRANCHES))
    except TooManyPaths:
        return False


def _candidates(objective: Objective, assumption: Assumption) -> Iterator[Satisfies]:
    """Return declarations whose constants are those of the same name elsewhere, the minimum for f_star, else any that is declared."""
    named: dict[str, Callable[..., Any]] = {} if objective.minimum is None else {"f_star": objective.minimum}
    own = {p.name for p in objective.parameters}
    for s in objective.satisfies:
        plain = {n: b for n, b in s.constants.items() if {p.name for p in parameters(b)} <= own}  # not of x0, nor of other constants
        named |= {n: b for n, b in plain.items() if s.holds and n not in named}
    sizes = [body for name, body in named.items() if name != "f_star"]
    choices = [[named[p.name]] if p.name in named else sizes for p in assumption.constants()]
    for chosen in list(product(*choices))[:CANDIDATES]:
        yield Satisfies(assumption, dict(zip((p.name for p in assumption.constants()), chosen, strict=True)))


def _proved(objective: Objective, satisfies: Satisfies) -> bool:
    one = replace(objective, satisfies=(*objective.satisfies, satisfies))
    if not _seems(one, satisfies):
        return False
    try:
        return not why_not_proved(one, len(one.satisfies) - 1)
    except TooManyPaths:  # more branches than a proof looks at
        return False


def _seems(objective: Objective, satisfies: Satisfies) -> bool:
    """Tell whether a declaration holds at points drawn from the domains, in float64."""
    asked = {p.name for p in parameters(satisfies.assumption.inequality.body)}
    if objective.hessian is None and asked & {"H_norm", "H_least", "jump"}:
        return False
    check, rng = relation(objective, satisfies), np.random.default_rng(1)
    values = {p.name: _drawn(p.domain, rng) for p in parameters(check.body)}
    left, right = arrays.evaluate(check.body, values)
    with np.errstate(all="ignore"):
        return not bool((left > right + ROUNDING * (np.abs(left) + np.abs(right))).any())


def _drawn(domain: Domain, rng: np.random.Generator) -> Any:
    size = np.exp(rng.normal(0, 2, POINTS))
    if domain.integer:
        return max(domain.low, 0) + 2 * rng.integers(1, 4, POINTS)
    if np.isinf(domain.low):
        return size * rng.choice([-1.0, 1.0], POINTS)
    return domain.low + size if np.isinf(domain.high) else domain.low + (domain.high - domain.low) * rng.uniform(0.01, 0.99, POINTS)
