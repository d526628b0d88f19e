"""Prove a relation for all parameters in their domains, by computer algebra.

Each path through the `where`s of a body gives polynomials: denominators are cleared where their sign is known, domains
become nonnegative variables, exponentials and logarithms become variables about which only certified facts are used.
The relation's negation is then refuted (see `contradiction`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sympy
from sympy import Expr, Poly, Symbol
from sympy.polys.polyerrors import CoercionFailed

from theorysim.domains import Domain, parameters
from theorysim.entries import Sided
from theorysim.prove.contradiction import Constraint, contradicts
from theorysim.prove.signs import Written, at_once, by_sign
from theorysim.readings.constants import rounded
from theorysim.readings.paths import met, trace, unmet

E_LOW, E_HIGH = sympy.Rational(271828182, 10**8), sympy.Rational(271828183, 10**8)  # 2.71828182845904...


UNREADABLE = (NotImplementedError, TypeError, sympy.PolynomialError, CoercionFailed)  # what SymPy says of bodies beyond it
LEVELS_AT_ONCE = 5  # of multipliers in a proof without cases of signs
MOST_REAL = 6  # the signs of so many real parameters are split, three cases each


@dataclass(frozen=True)
class Proof:
    """Whether a relation was proved, on how many paths, and the first path on which no proof was found."""

    proved: bool
    paths: int
    open_path: str = ""


def domains_of(check: Sided, *given: Sided) -> dict[str, Domain]:
    """Collect the parameters of a relation and its hypotheses; where a name has two domains, the relation's own counts."""
    found: dict[str, Domain] = {}
    for one in (check, *given):
        for p in parameters(one.body):
            found.setdefault(p.name, p.domain)
    return found


@dataclass
class _System:
    """Variables, all >= 0, with the facts known about them."""

    symbols: dict[Symbol, bool]  # -> strictly positive
    facts: list[tuple[Expr, bool]]  # expression >= 0, or > 0 where True
    atoms: dict[Expr, Symbol]
    curves: list[tuple[Expr, Expr]] = field(default_factory=list)  # (a, exp a), as variables: exponentials and logarithms alike

    def on_the_curve(self, a: Expr, y: Expr) -> None:
        """Note that y = exp a: exp lies above its tangent at every other point that is known to lie on it."""
        for b, z in self.curves:
            self.facts += [(y - z * (1 + a - b), False), (z - y * (1 + b - a), False)]
        self.curves.append((a, y))

    def atom(self, expression: Expr, strict: bool, facts: Callable[[Symbol], list[tuple[Expr, bool]]]) -> Symbol:
        if expression not in self.atoms:
            symbol = Symbol(f"atom{len(self.atoms)}")
            self.atoms[expression] = symbol
            self.symbols[symbol] = strict
            self.facts += facts(symbol)
        return self.atoms[expression]


def _rational(expression: Expr, system: _System) -> Expr:
    """Replace exponentials, logarithms and square roots by variables with certified facts."""
    for _ in range(8):  # inner ones first, until none is left
        inner = [a for a in sympy.preorder_traversal(expression) if _transcendental(a) and not any(_transcendental(b) for b in _below(a))]
        inner = [a for a in inner if not isinstance(a, sympy.log)] or inner  # exp(log u + v) is u exp v: its logarithm goes with it
        whole = [a for a in sympy.preorder_traversal(expression) if isinstance(a, sympy.exp) and _plain_but_for_logs(a)]
        if not inner and not whole:
            return expression
        expression = expression.xreplace({a: _variable_for(a, system) for a in (whole or inner)})
    raise NotImplementedError(f"cannot make a polynomial of {expression}")


def _plain_but_for_logs(a: Expr) -> bool:
    return not any(_transcendental(b) and not isinstance(b, sympy.log) for b in _below(a))


def _transcendental(a: Any) -> bool:
    return (
        isinstance(a, sympy.exp | sympy.log | sympy.sin | sympy.cos | sympy.erfc)
        or a is sympy.E
        or (isinstance(a, sympy.Pow) and not a.exp.is_Integer)
    )


def _below(a: Expr) -> Iterator[Any]:
    for part in a.args:
        yield from sympy.preorder_traversal(part)


def _variable_for(a: Expr, system: _System) -> Expr:
    if a is sympy.E:
        return system.atom(a, True, lambda s: [(s - E_LOW, True), (E_HIGH - s, True)])
    if isinstance(a, sympy.exp):
        u, factor = sympy.expand(a.exp), sympy.Integer(1)
        for term in sympy.Add.make_args(u):
            if isinstance(term, sympy.log):
                u, factor = u - term, factor * term.args[0]
        if u.is_Integer:
            return factor * _variable_for(sympy.E, system) ** u
        if u.could_extract_minus_sign():
            return factor / _variable_for(sympy.exp(-u), system)
        new = sympy.exp(u) not in system.atoms
        symbol = system.atom(sympy.exp(u), True, lambda s: [(s - 1 - u, False), ((s - 1) * u, False), *_chord(u, s, system)])
        if new:
            system.on_the_curve(u, symbol)
        return factor * symbol
    if isinstance(a, sympy.log):
        u = sympy.factor(a.args[0])
        if isinstance(u, sympy.Pow) and u.exp.is_Integer and _sign(u.base, system.symbols) == 1:
            return u.exp * _variable_for(sympy.log(u.base), system)
        beyond, bottom = sympy.fraction(sympy.cancel(u - 1))
        growing = beyond == 0 or all(c > 0 for _, c in Poly(beyond, *system.symbols).terms())
        if beyond == 0 or (growing and _sign(bottom, system.symbols, divides=True) == 1):  # u >= 1
            new = sympy.log(u) not in system.atoms
            strict = beyond != 0 and _sign(beyond, system.symbols) == 1
            symbol = system.atom(sympy.log(u), strict, lambda s: [(u - 1 - s, False), (s * u - (u - 1), False)])
            if new:
                system.on_the_curve(symbol, u)
            return symbol
        if _sign(u, system.symbols) != 1:
            raise NotImplementedError(f"log of {u}, which may be negative")
        s, t = system.atom(sympy.log(u), False, lambda s: []), system.atom(-sympy.log(u), False, lambda s: [])
        difference = s - t  # a logarithm has either sign: the difference of two variables >= 0
        for fact in [(u - 1 - difference, False), (difference * u - (u - 1), False), (difference * (u - 1), False)]:
            if fact not in system.facts:
                system.facts.append(fact)
        return difference
    if isinstance(a, sympy.Pow) and (2 * a.exp).is_Integer and _sign(a.base, system.symbols) == 1:
        root = system.atom(sympy.sqrt(a.base), True, lambda s: [(s**2 - a.base, False), (a.base - s**2, False)])
        return root ** (2 * a.exp)
    if isinstance(a, sympy.sin | sympy.cos):
        u = a.args[0]
        parts = {k: tuple(system.atom(sign * k(u), False, lambda s: []) for sign in (1, -1)) for k in (sympy.sin, sympy.cos)}
        sine, cosine = (p[0] - p[1] for p in (parts[sympy.sin], parts[sympy.cos]))
        for fact in [
            (1 - sine**2 - cosine**2, False),
            (sine**2 + cosine**2 - 1, False),
            (1 - sine, False),
            (1 + sine, False),
            (1 - cosine, False),
            (1 + cosine, False),
        ]:
            if fact not in system.facts:
                system.facts.append(fact)
        return sine if isinstance(a, sympy.sin) else cosine
    raise NotImplementedError(f"no certified facts about {a}")


def _chord(u: Expr, s: Symbol, system: _System) -> list[tuple[Expr, bool]]:
    """Bound exp on [0, 1] by its chord: exp(u) <= 1 + (e - 1) u, where u is a variable known to be at most 1."""
    return [(1 + (E_HIGH - 1) * u - s, False)] if u in system.symbols and {(1 - u, False), (1 - u, True)} & set(system.facts) else []


def _polynomial(expression: Expr, system: _System) -> Poly:
    """Clear the denominator of an expression: a polynomial whose product with a positive one it is."""
    found = _cleared(_rational(expression, system), tuple(system.symbols.items()))
    if isinstance(found, Poly):
        return found
    raise NotImplementedError(f"the sign of the denominator {found} is not known")


@lru_cache(maxsize=20_000)  # a hypothesis is asked again on every path and beside every negation
def _cleared(expression: Expr, symbols: tuple[tuple[Symbol, bool], ...]) -> Poly | Expr:
    """Return the polynomial, or the denominator whose sign is not known."""
    top, bottom = sympy.fraction(sympy.cancel(sympy.together(expression)))
    known = dict(symbols)
    sign = _sign(bottom, known, divides=True)
    return bottom if sign == 0 else Poly(sign * top, *(known or [Symbol("none")]), domain=sympy.QQ)  # none: numbers alone


def _sign(expression: Expr, known: Mapping[Symbol, bool], divides: bool = False) -> int:
    """Return 1 or -1 where every factor has coefficients of one sign and a positive value, else 0.

    Of what `divides` it is known that it is not 0, so its even powers are positive whatever their bases.
    """
    constant, factors = sympy.factor_list(expression)
    sign = 1 if constant > 0 else -1
    for factor, times in factors:
        if divides and times % 2 == 0:
            continue
        symbols = [s for s in known if factor.has(s)]
        terms = Poly(factor, *symbols).terms()
        signs = {1 if c > 0 else -1 for _, c in terms}
        positive = any(all(known[s] for s, power in zip(symbols, m, strict=True) if power) for m, _ in terms)
        if len(signs) != 1 or not positive:  # a sum of terms >= 0 may vanish
            return 0
        sign *= signs.pop() ** times
    return sign


def _conditions(conditions: Sequence[Any]) -> Iterator[tuple[Expr, bool]]:
    for c in conditions:
        if c == sympy.true:
            continue
        if isinstance(c, sympy.Eq):
            yield c.lhs - c.rhs, False
            yield c.rhs - c.lhs, False
        elif isinstance(c, sympy.StrictGreaterThan | sympy.GreaterThan):
            yield c.lhs - c.rhs, isinstance(c, sympy.StrictGreaterThan)
        elif isinstance(c, sympy.StrictLessThan | sympy.LessThan):
            yield c.rhs - c.lhs, isinstance(c, sympy.StrictLessThan)
        # an inequality `!=` says nothing that is used


def prove(check: Sided, given: Sequence[Sided] = (), levels: int = 99, whole: bool = False) -> Proof:
    """Try to prove that the check holds wherever the given relations hold, over the whole of the domains.

    `levels` bounds the degree of the multipliers that are tried, and so the work that a failure costs; `whole` asks for a proof
    without cases of signs first, which is always tried first where they are many.
    Raises nothing on failure: an unproved relation may still be true.
    """
    sides = (check, *given)
    domains = domains_of(*sides)
    bodies = tuple(s.body for s in sides)
    if held := next((said for body in bodies for said in _rounded(body)), ""):
        return Proof(False, 0, held)
    takes = tuple(tuple(p.name for p in parameters(b)) for b in bodies)

    def together(**values):  # type: ignore[no-untyped-def]
        return tuple(body(**{name: values[name] for name in names}) for body, names in zip(bodies, takes, strict=True))

    try:
        identical = _identity(together, domains) if check.sense == "==" else 0
    except UNREADABLE:
        identical = 0
    if identical:
        return Proof(True, identical)
    reals = sum(d.low == float("-inf") for d in domains.values())
    if reals > MOST_REAL:
        return Proof(False, 0, f"more than {MOST_REAL} real parameters")
    if whole or reals >= 2:
        found = _prove_in([at_once(domains)], together, check, given, min(levels, LEVELS_AT_ONCE))
        if found.proved:
            return found
    return _prove_in(by_sign(domains), together, check, given, levels)


@lru_cache(maxsize=4096)
def _rounded(body: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(rounded(body))


def _prove_in(cases: Iterable[Written], together: Callable[..., Any], check: Sided, given: Sequence[Sided], levels: int) -> Proof:
    """Try to prove the check in each case, on every path."""
    count = 0
    for values, symbols, facts in cases:
        try:
            if _excluded(given, values):
                continue
            paths = trace(together, values)
        except UNREADABLE as reason:  # a comparison with a number that is not one: somewhere the body divides by 0
            return Proof(False, count, str(reason))
        for path in paths:
            count += 1
            if sympy.false in path.conditions:
                continue
            system = _System(dict(symbols), list(facts), {})
            try:  # a NaN compares with nothing: somewhere the body divides by 0
                if not _path_holds(path, check, given, system, levels):
                    return Proof(False, count, f"{path.conditions}")
            except UNREADABLE as reason:
                return Proof(False, count, str(reason))
    return Proof(count > 0, count)


def _excluded(given: Sequence[Sided], values: Mapping[str, Expr]) -> bool:
    """Tell whether a hypothesis is plainly false, or not defined, for these signs: a division by 0 beside it then does not matter."""

    def false(path: Any, sense: str) -> bool:
        if any(unmet(kind, e) for needs in path.needs for kind, e in needs):
            return True
        left, right = path.result
        m = right - left
        return bool(m.is_number and (m < 0 or (m == 0 and sense == "<") or (m != 0 and sense == "==")))

    return any(
        all(false(path, side.sense) for path in trace(side.body, {p.name: values[p.name] for p in parameters(side.body)})) for side in given
    )


def _identity(together: Callable[..., Any], domains: Mapping[str, Domain]) -> int:
    """Return the number of paths if both sides are the same rational function on each, whatever the parameters; else 0."""
    names = {n: Symbol(n, positive=True) if d.low >= 0 and d.low_open else Symbol(n, real=True) for n, d in domains.items()}
    paths = trace(together, names)
    if any(not met(kind, e) for p in paths for kind, e in p.needs[0]):
        return 0
    return len(paths) if all(sympy.cancel(sympy.together(sympy.expand(p.result[0][0] - p.result[0][1]))) == 0 for p in paths) else 0


def _is_a_number(kind: str, e: Expr, known: Sequence[tuple[Expr, bool]], system: _System, levels: int) -> bool:
    """Tell whether a divisor was shown to be nonzero, the argument of a logarithm positive, of a root nonnegative."""
    if met(kind, e):
        return True
    if e.has(sympy.nan, sympy.zoo, sympy.oo):
        return False
    if kind == "nonzero":
        return _follows(e, True, known, system, levels) or _follows(-e, True, known, system, levels)
    return _follows(e, kind == "positive", known, system, levels)


def _path_holds(path: Any, check: Sided, given: Sequence[Sided], system: _System, levels: int) -> bool:
    known = list(_conditions(path.conditions))
    for side, (left, right) in zip(given, path.result[1:], strict=True):
        known.append((right - left, side.sense == "<"))
        if side.sense == "==":
            known.append((left - right, False))
    for kind, e in sorted(path.needs[0], key=str):
        if not _is_a_number(kind, e, known, system, levels):
            raise NotImplementedError(f"not shown: {e} is {kind}, which the relation needs to mean something")
    left, right = path.result[0]
    margin = right - left
    if check.sense == "==":
        if sympy.cancel(sympy.together(_rational(margin, system))) == 0:
            return True
        return _follows(margin, False, known, system, levels) and _follows(-margin, False, known, system, levels)
    return _follows(margin, check.sense == "<", known, system, levels)


def _without_squares(expression: Expr, system: _System) -> Expr:
    """Return a polynomial of the same sign where it does not vanish: even powers of its factors left out."""
    polynomial = _polynomial(expression, system)
    if not polynomial.as_expr().free_symbols:
        return polynomial.as_expr()
    constant, factors = sympy.factor_list(polynomial.as_expr())
    return sympy.Mul(constant, *(f for f, times in factors if times % 2))


def _follows(margin: Expr, strictly: bool, known: Sequence[tuple[Expr, bool]], system: _System, levels: int) -> bool:
    plain = [(e, s) for e, s in known if not any(_transcendental(a) for a in sympy.preorder_traversal(e))]
    if _impossible([*plain, *system.facts], None, system, levels=3):  # a path that the hypotheses do not admit
        return True
    top = _rational(margin, system)
    hypotheses = [(_rational(e, system), s) for e, s in known]
    negations = [(-top, not strictly)] if strictly else [(-_without_squares(top, system), True), (-top, True)]
    seen = 0
    constraints: list[tuple[Expr, bool]] = []
    while True:  # facts may bring variables of their own
        constraints += [(_rational(e, system), s) for e, s in system.facts[seen:]]
        if len(system.facts) == seen:
            break
        seen = len(system.facts)
    everything = [*hypotheses, *constraints]
    for negation in dict.fromkeys(negations):
        near = [(e, s) for e, s in everything if e.free_symbols <= negation[0].free_symbols]
        if any(
            _impossible(some, negation, system, levels) for some in ([near, everything] if len(near) < len(everything) else [everything])
        ):
            return True
    return False


def _impossible(known: Sequence[tuple[Expr, bool]], negation: tuple[Expr, bool] | None, system: _System, levels: int = 99) -> bool:
    """Tell whether the relations, and the negation where there is one, were shown to contradict each other.

    A relation whose denominator has no known sign is left out; raises NotImplementedError for such a negation.
    """
    built = []
    for e, s in [*known, *([negation] if negation else [])]:
        if not e.free_symbols:
            if e.is_number and ((e <= 0) if s else (e < 0)):
                return True
            continue
        try:
            built.append(Constraint(_polynomial(e, system), s))
        except NotImplementedError:
            if (e, s) == negation:
                raise
    built = list(dict.fromkeys(built))
    used = [v for v in sorted(system.symbols, key=str) if any(c.polynomial.degree(v) > 0 for c in built)]
    if not used:
        return any((c.polynomial.as_expr() <= 0) if c.strict else (c.polynomial.as_expr() < 0) for c in built)
    built = [Constraint(Poly(c.polynomial.as_expr(), *used, domain=sympy.QQ), c.strict) for c in built]
    return contradicts(built, [system.symbols[v] for v in used], levels)
