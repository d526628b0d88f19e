"""Print a body as formulas, each with the conditions under which it is the one.

Which conditions matter is found at sampled points of the parameters' domains, on the breakpoints too: this is for reading, nothing
is judged by it.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from theorysim.domains import Domain, Parameter, parameters
from theorysim.letters import written
from theorysim.readings.paths import Path, symbols, trace

POINTS = 4096
LINE = 140  # characters of a formula that is printed as it was written
SYMBOLS = 800  # of a formula that is printed
ROUND = (-3.0, -2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0)  # equal ones meet on breakpoints
Masks = list[tuple[Any, NDArray[np.bool_]]]  # conditions, and where each holds


def _shown_domain(p: Parameter) -> Domain:
    if p.domain.role in ("index", "dimension", "step", "part"):
        return replace(p.domain, low=0 if p.domain.role == "part" else 1, low_open=False, integer=True)
    return replace(p.domain, low=0, low_open=False) if p.name.endswith("_norm") else p.domain


def _sampled(domain: Domain, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw numbers of a domain: a third of them round, the others of every size."""
    low = domain.low if np.isfinite(domain.low) else 0.0
    sizes = np.exp(rng.uniform(-7, 7, POINTS))
    far = sizes * rng.choice([-1.0, 1.0], POINTS) if domain.low == -np.inf else low + sizes
    if np.isfinite(domain.high) and np.isfinite(domain.low):
        far = rng.uniform(domain.low, domain.high, POINTS)
    far = np.ceil(far) if domain.integer else far
    allowed = [r for r in (*ROUND, domain.low, domain.high) if np.isfinite(r) and domain.holds(r)] or [float(far[0])]
    return np.where(rng.random(POINTS) < 1 / 3, rng.choice(allowed, POINTS), far)


def _holds(condition: Any, names: Sequence[Any], columns: Sequence[Any]) -> NDArray[np.bool_]:
    with np.errstate(all="ignore"):
        found = sympy.lambdify(names, condition, "numpy")(*columns)
    return np.broadcast_to(np.asarray(found, dtype=bool), (POINTS,))


def _met(conditions: Masks) -> NDArray[np.bool_]:
    return np.asarray(np.logical_and.reduce([np.ones(POINTS, dtype=bool), *(m for _, m in conditions)]))


def _fewer(ways: list[Masks]) -> list[Masks]:
    """Leave out, one at a time, the conditions and the ways without which the same points are met."""
    wanted = np.logical_or.reduce([_met(way) for way in ways])
    for i, way in enumerate(ways):
        for one in way:
            rest = [c for c in ways[i] if c is not one]
            if not np.any(_met(rest) & ~wanted):
                ways[i] = rest
    for way in list(ways):
        others = [w for w in ways if w is not way]
        if others and np.array_equal(np.logical_or.reduce([_met(w) for w in others]), wanted):
            ways = others
    return ways


def _written(expression: Any) -> str:
    longer = len(list(islice(sympy.preorder_traversal(expression), SYMBOLS))) == SYMBOLS
    return f"a formula of more than {SYMBOLS} symbols" if longer else str(expression)


def _said(condition: Any) -> str:
    words = {sympy.Eq: "=", sympy.Ne: "is not"}
    return f"{condition.lhs} {words[condition.func]} {condition.rhs}" if condition.func in words else str(condition)


def _branches(paths: Sequence[Path], names: Sequence[Any], domains: Sequence[Domain], show: Callable[[Any], str]) -> Iterator[str]:
    rng = np.random.default_rng(0)
    columns = [_sampled(d, rng) for d in domains]
    found: dict[str, list[Masks]] = {}
    held: dict[Any, NDArray[np.bool_]] = {}
    for path in paths:
        held |= {c: _holds(c, names, columns) for c in path.conditions if c not in held}
        way: Masks = [(c, held[c]) for c in path.conditions]
        if _met(way).any():
            found.setdefault(show(path.result), []).append(way)
    for shown, ways in found.items():
        texts = [" and ".join(_said(c) for c, _ in way) for way in _fewer(ways)]
        yield shown + (f"   where {' or '.join(texts)}" if all(texts) else "")


def formula(body: Any, equation: str = "", most: float = math.inf) -> Iterator[str]:
    """Print a body, one line for each of its branches; `equation` stands between the sides of a relation.

    A formula of letters is printed as it was written, unless that is long. Raises TooManyPaths for more than `most` branches.
    """
    as_written = written(body, equation)
    if 0 < len(as_written.partition(", where ")[0]) <= LINE:
        yield as_written
        return
    found = parameters(body)
    domains = {p.name: _shown_domain(p) for p in found}
    names = symbols(domains)

    def show(result: Any) -> str:
        results = result if isinstance(result, tuple) else (result,)
        return f" {equation or ','} ".join(_written(sympy.sympify(r)) for r in results)

    yield from _branches(trace(body, names, most, bends=False), list(names.values()), list(domains.values()), show)
