"""Look for a point where a relation means nothing, or where a strict one is an equality: points that no draw of floats meets.

Both are decided in exact numbers, roots of polynomials among them: a divisor that is 0 at sqrt(2) is 0 at no float.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise, product

import numpy as np
import sympy
from sympy import Expr, Poly, Symbol

from theorysim.domains import Domain, parameters
from theorysim.entries import Sided
from theorysim.prove.algebra import UNREADABLE, domains_of
from theorysim.prove.drawn import interval, sample
from theorysim.prove.search import SIMPLE
from theorysim.readings import arrays
from theorysim.readings.confirm import confirm_by_symbols
from theorysim.readings.paths import Path, TooManyPaths, trace, unmet

Point = Mapping[str, Expr]

POINTS = 2_000
CANDIDATES = 40  # points of floats, and points of roots, that are asked exactly
BRANCHES = 20  # of a relation whose roots are looked for
FEW = 6  # settings of the other parameters for which the roots in one are looked for
DEGREE = 8
NEARLY = 0.05  # roots of what rounding leaves, too
MOST = 6  # polynomials of an expression
MANY = 100  # rational points at which polynomials turn
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
        if _seem_equal(check, point) and confirm_by_symbols(check, point) is False and all(confirm_by_symbols(g, point) for g in given):
            return point
    return None


def _seem_equal(check: Sided, point: Point) -> bool:
    """Tell whether floats do not say that the sides are two numbers; exact numbers are dear where they are."""
    left, right = arrays.evaluate(check.body, {p.name: np.array([float(point[p.name])]) for p in parameters(check.body)})
    return not abs(left[0] - right[0]) > NEARLY * (1 + abs(left[0]) + abs(right[0]))  # true of NaN: rounding left the domain


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


def turning(check: Sided, domains: Mapping[str, Domain], ranges: Mapping[str, tuple[float, float]]) -> Iterator[dict[str, Fraction]]:
    """Return rational points at which a polynomial in a margin is 0, or turns, or a branch ends, and points between each two of them."""
    names, paths = _names(domains), _paths(check, domains)
    parts = [path.result[1] - path.result[0] for path in paths]
    parts += [c.lhs - c.rhs for path in paths for c in path.conditions if isinstance(c, sympy.core.relational.Relational)]
    points = (
        {n: Fraction(place.p, place.q) if n == name else Fraction(rest[n].p, rest[n].q) for n in domains}
        for name, rest in _lines(list(dict.fromkeys(parts)), domains, ranges)
        for place in _places(
            {t for e in dict.fromkeys(parts) for t in _turns(e.xreplace({names[n]: v for n, v in rest.items()}), names[name])}
        )
    )
    yield from (
        p for p in islice(points, MANY) if _within({n: sympy.Rational(v.numerator, v.denominator) for n, v in p.items()}, domains, ranges)
    )


def _places(turns: Iterable[Expr]) -> list[Expr]:
    """Return the places at which something turns, and those in the middle of each two neighbours."""
    found = sorted(turns)
    return [*found, *((a + b) / 2 for a, b in pairwise(found))]


def _lines(
    expressions: Sequence[Expr], domains: Mapping[str, Domain], ranges: Mapping[str, tuple[float, float]]
) -> Iterator[tuple[str, dict[str, Expr]]]:
    """Return each parameter of some expressions with a few values of the others."""
    names = _names(domains)
    for name in sorted(n for n, s in names.items() if any(e.has(s) for e in expressions)):
        others = [n for n in domains if n != name]
        for values in islice(product(*(_simple(n, domains[n], ranges) for n in others)), FEW):
            yield name, dict(zip(others, values, strict=True))


def _at_roots(expressions: Sequence[Expr], domains: Mapping[str, Domain], ranges: Mapping[str, tuple[float, float]]) -> Iterator[Point]:
    """Return points at which one of some expressions is 0: real roots in one parameter, for a few values of the others."""
    names = _names(domains)
    for e in dict.fromkeys(expressions):
        for name, rest in _lines([e], domains, ranges):
            for root in _roots(e.xreplace({names[n]: v for n, v in rest.items()}), names[name]):
                point = {n: root if n == name else rest[n] for n in domains}
                if _within(point, domains, ranges):
                    yield point


def _polynomials(e: Expr, x: Symbol) -> Iterator[Poly]:
    """Yield the numerator of an expression, and what stands in it, where that is a polynomial in x alone."""
    for part in dict.fromkeys((sympy.numer(sympy.together(e)), *(p for p in sympy.preorder_traversal(e) if p != x))):
        if isinstance(part, Expr) and part.has(x) and part.free_symbols == {x} and part.is_polynomial(x):
            polynomial = Poly(part, x)
            if polynomial.degree() <= DEGREE and (polynomial.domain.is_QQ or polynomial.domain.is_ZZ):
                yield polynomial


def _roots(e: Expr, x: Symbol) -> list[Expr]:
    """Return the real roots of the polynomials in an expression, and where what has a logarithm is 1."""
    found = list(_polynomials(e, x))[:MOST]
    found += [p - 1 for a in e.atoms(sympy.log) for p in _polynomials(a.args[0], x)][:MOST]
    return list(dict.fromkeys(root for p in found for root in sympy.real_roots(p)))


def _turns(e: Expr, x: Symbol) -> list[Expr]:
    """Return the rational places at which a polynomial in an expression is 0 or turns."""
    return list(dict.fromkeys(root for p in islice(_polynomials(e, x), MOST) for q in (p, p.diff()) for root in q.ground_roots()))


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
