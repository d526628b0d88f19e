"""Look for a point where a relation means nothing, or where a strict one is an equality: points that no draw of floats meets.

Both are decided in exact numbers, roots of polynomials among them: a divisor that is 0 at sqrt(2) is 0 at no float.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

import numpy as np
import sympy
from sympy import Expr, Symbol

from theorysim.domains import Domain, parameters
from theorysim.entries import Sided
from theorysim.prove.algebra import UNREADABLE, domains_of
from theorysim.prove.search import SIMPLE, interval, sample
from theorysim.readings import arrays
from theorysim.readings.confirm import confirm_by_symbols
from theorysim.readings.paths import Path, TooManyPaths, trace, unmet

Point = Mapping[str, Expr]

POINTS = 2_000
CANDIDATES = 40  # points of floats, and points of roots, that are asked exactly
BRANCHES = 20  # of a relation whose roots are looked for
FEW = 6  # settings of the other parameters for which the roots in one are looked for
DEGREE = 8
SAID = {"nonzero": "it divides by {}", "positive": "it has a logarithm or a power of {}", "nonnegative": "it has a root of {}"}


def hole(check: Sided, given: Sequence[Sided], ranges: Mapping[str, tuple[float, float]]) -> tuple[Point, str] | None:
    """Return a point that meets the hypotheses, and at which a side of the relation is certainly no number, and why it is none."""
    domains = domains_of(check, *given)
    needs = [e for path in _paths(check, domains) for _, e in path.needs[0] | path.needs[1]]
    for point in (*_drawn(check, domains, ranges), *islice(_at_roots(needs, domains, ranges), CANDIDATES)):
        if _empty(check, given, point):
            for name, domain in domains.items():  # the simpler the better
                moved = ({**point, name: v} for v in _simple(name, domain, ranges))
                point = next((p for p in moved if _empty(check, given, p)), point)
            return point, no_number(check, point)
    return None


def _empty(check: Sided, given: Sequence[Sided], point: Point) -> bool:
    return no_number(check, point) != "" and all(confirm_by_symbols(g, point) for g in given)


def touching(check: Sided, given: Sequence[Sided], ranges: Mapping[str, tuple[float, float]]) -> Point | None:
    """Return a point that meets the hypotheses, and at which the two sides of a strict relation certainly are one number."""
    if check.sense != "<":
        return None
    domains = domains_of(check, *given)
    margins = [path.result[1] - path.result[0] for path in _paths(check, domains)]
    for point in islice(_at_roots(margins, domains, ranges), CANDIDATES):
        if confirm_by_symbols(check, point) is False and all(confirm_by_symbols(g, point) for g in given):
            return point
    return None


def said_at(point: Point) -> str:
    return ", ".join(f"{name} = {value}" for name, value in point.items()) or "every point"


def _names(domains: Mapping[str, Domain]) -> dict[str, Symbol]:
    return {n: Symbol(n, positive=True) if d.low >= 0 and d.low_open else Symbol(n, real=True) for n, d in domains.items()}


def _paths(check: Sided, domains: Mapping[str, Domain]) -> list[Path]:
    own = {p.name for p in parameters(check.body)}
    try:
        return trace(check.body, {n: s for n, s in _names(domains).items() if n in own}, BRANCHES)
    except (*UNREADABLE, TooManyPaths):
        return []


def _drawn(check: Sided, domains: Mapping[str, Domain], ranges: Mapping[str, tuple[float, float]]) -> Iterator[Point]:
    """Return points of the domains at which floats say that a side is not finite."""
    columns = sample(domains, ranges, POINTS, 1)
    sides = arrays.evaluate(check.body, {p.name: columns[p.name] for p in parameters(check.body)})
    strange = np.flatnonzero(~(np.isfinite(sides[0]) & np.isfinite(sides[1])))
    points = ({n: sympy.Rational(float(c[i])) for n, c in columns.items()} for i in strange)
    yield from islice((p for p in points if _within(p, domains, ranges)), CANDIDATES)


def _at_roots(expressions: Sequence[Expr], domains: Mapping[str, Domain], ranges: Mapping[str, tuple[float, float]]) -> Iterator[Point]:
    """Return points at which one of some expressions is 0: real roots in one parameter, for a few values of the others."""
    names = _names(domains)
    for e in dict.fromkeys(expressions):
        for name in sorted(n for n, s in names.items() if e.has(s)):
            others = [n for n in domains if n != name]
            for values in islice(product(*(_simple(n, domains[n], ranges) for n in others)), FEW):
                rest = dict(zip(others, values, strict=True))
                for root in _roots(e.xreplace({names[n]: v for n, v in rest.items()}), names[name]):
                    point = {n: root if n == name else rest[n] for n in domains}
                    if _within(point, domains, ranges):
                        yield point


def _roots(e: Expr, x: Symbol) -> list[Expr]:
    """Return the real roots of what has a polynomial as its numerator; none of what has not."""
    for inner in [e, *(a.args[0] for a in e.atoms(sympy.log)), *(a.base for a in e.atoms(sympy.Pow) if a.exp.is_Rational and a.exp > 0)]:
        shifted = inner - 1 if e.has(sympy.log) and inner is not e else inner  # log u is 0 where u is 1
        top = sympy.numer(sympy.together(shifted))
        if top.is_polynomial(x) and top.has(x) and sympy.degree(top, x) <= DEGREE and not top.free_symbols - {x}:
            polynomial = sympy.Poly(top, x)
            if polynomial.domain.is_QQ or polynomial.domain.is_ZZ:
                return list(dict.fromkeys(sympy.real_roots(polynomial)))
    return []


def _simple(name: str, domain: Domain, ranges: Mapping[str, tuple[float, float]]) -> list[Expr]:
    low, high = interval(name, domain, ranges)
    held = [sympy.Rational(v.numerator, v.denominator) for v in SIMPLE if domain.holds(float(v)) and low <= v <= high]
    return held[:3] or [sympy.Rational(low) if domain.holds(low) else sympy.Rational((low + high) / 2)]


def _within(point: Point, domains: Mapping[str, Domain], ranges: Mapping[str, tuple[float, float]]) -> bool:
    """Tell whether a point lies in the domains, and in the ranges that are printed."""

    def inside(value: Expr, low: float, high: float, low_open: bool, high_open: bool) -> bool:
        above = value > low if low_open else value >= low
        below = value < high if high_open else value <= high
        return bool(above == sympy.true and below == sympy.true)

    return all(
        inside(v, domains[n].low, domains[n].high, domains[n].low_open, domains[n].high_open)
        and (not domains[n].integer or bool(v.is_integer))
        and inside(v, *ranges.get(n, (-np.inf, np.inf)), False, False)
        for n, v in point.items()
    )


def no_number(check: Sided, point: Point) -> str:
    """Return why a side of a relation is no number at a point, nothing where it is one or SymPy cannot tell."""
    try:
        (path,) = trace(check.body, {p.name: point[p.name] for p in parameters(check.body)}, most=1)
    except (*UNREADABLE, TooManyPaths, ValueError):
        return ""
    failing = sorted(((kind, e) for kind, e in path.needs[0] | path.needs[1] if unmet(kind, e)), key=str)
    return SAID[failing[0][0]].format(failing[0][1]) if failing else ""
