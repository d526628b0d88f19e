"""What is known of exponentials, logarithms and roots: each becomes a variable >= 0, with certified facts about it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import sympy
from flint import fmpq_mpoly
from sympy import Expr, Poly, Symbol

from theorysim.prove import exponents, powers
from theorysim.prove.contradiction import Terms
from theorysim.prove.quotients import as_poly, odd, quotient

E_LOW, E_HIGH = sympy.Rational(271828182, 10**8), sympy.Rational(271828183, 10**8)  # 2.71828182845904...
NO_NAMES = (Symbol("none"),)  # of numbers alone


@dataclass
class System:
    """Variables, all >= 0, with the facts known about them."""

    symbols: dict[Symbol, bool]  # -> strictly positive
    facts: list[tuple[Expr, bool]]  # expression >= 0, or > 0 where True
    atoms: dict[Expr, Symbol]
    curves: list[tuple[Expr, Expr]] = field(default_factory=list)  # (a, exp a), as variables: exponentials and logarithms alike
    units: list[tuple[Expr, Expr, Symbol]] = field(default_factory=list)  # (x, x^v, v), of powers with a letter's variable v

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


def rational(expression: Expr, system: System) -> Expr:
    """Replace exponentials, logarithms, roots and powers by variables with certified facts."""
    expression = exponents.unfolded(expression, system)
    for _ in range(8):  # inner ones first, until none is left
        if not bends(expression):
            return expression
        inner = [a for a in sympy.preorder_traversal(expression) if transcendental(a) and not any(transcendental(b) for b in _below(a))]
        inner = [a for a in inner if not isinstance(a, sympy.log)] or inner  # exp(log u + v) is u exp v: its logarithm goes with it
        whole = [a for a in sympy.preorder_traversal(expression) if isinstance(a, sympy.exp) and _plain_but_for_logs(a)]
        expression = expression.xreplace({a: _variable_for(a, system) for a in (whole or inner)})
    raise NotImplementedError(f"cannot make a polynomial of {expression}")


@lru_cache(maxsize=20_000)
def bends(expression: Expr) -> bool:
    """Tell whether an expression holds an exponential, a logarithm, a root, a sine or a cosine."""
    return any(transcendental(a) for a in sympy.preorder_traversal(expression))


def _plain_but_for_logs(a: Expr) -> bool:
    return not any(transcendental(b) and not isinstance(b, sympy.log) for b in _below(a))


def transcendental(a: Any) -> bool:
    return (
        isinstance(a, sympy.exp | sympy.log | sympy.sin | sympy.cos | sympy.erfc)
        or a is sympy.E
        or (isinstance(a, sympy.Pow) and not a.exp.is_Integer)
    )


def _below(a: Expr) -> Iterator[Any]:
    for part in a.args:
        yield from sympy.preorder_traversal(part)


_factored, _expanded = lru_cache(maxsize=4096)(sympy.factor), lru_cache(maxsize=4096)(sympy.expand)


@lru_cache(maxsize=4096)
def _beyond_one(u: Expr) -> tuple[Expr, Expr]:
    """Return u - 1 as a quotient."""
    return sympy.fraction(sympy.cancel(u - 1))  # type: ignore[no-any-return]


def _variable_for(a: Expr, system: System) -> Expr:
    if a is sympy.E:
        return system.atom(a, True, lambda s: [(s - E_LOW, True), (E_HIGH - s, True)])
    if isinstance(a, sympy.exp):
        u, factor = _expanded(a.exp), sympy.Integer(1)
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
        u = _factored(a.args[0])
        if isinstance(u, sympy.Pow) and u.exp.is_Integer and _sign(u.base, system.symbols) == 1:
            return u.exp * _variable_for(sympy.log(u.base), system)
        beyond, bottom = _beyond_one(u)
        growing = beyond == 0 or all(c > 0 for _, c in Poly(beyond, *(system.symbols or [Symbol("none")])).terms())
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
    if isinstance(a, sympy.Pow) and not a.exp.is_number:
        start, times, v = powers.split(a.exp, system)
        if times.is_Integer:
            whole = a.base**start if start.is_Integer else _variable_for(sympy.Pow(a.base, start), system)
            return whole * powers.unit(a.base, v, system, lambda e: _nonnegative(e, system.symbols)) ** times
        root = _variable_for(sympy.sqrt(a.base), system)
        return rational(root ** (2 * a.exp), system)
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


def _chord(u: Expr, s: Symbol, system: System) -> list[tuple[Expr, bool]]:
    """Bound exp on [0, 1] by its chord: exp(u) <= 1 + (e - 1) u, where u is a variable known to be at most 1."""
    return [(1 + (E_HIGH - 1) * u - s, False)] if u in system.symbols and {(1 - u, False), (1 - u, True)} & set(system.facts) else []


@dataclass(frozen=True, eq=False)
class Cleared:
    """A polynomial that has the sign of an expression, in so many names."""

    polynomial: fmpq_mpoly
    names: tuple[Symbol, ...]

    @cached_property
    def terms(self) -> Terms:
        return tuple((tuple(map(int, powers)), c) for powers, c in self.polynomial.terms())

    @cached_property
    def variables(self) -> frozenset[Symbol]:
        """The names in which it is of some degree."""
        return frozenset(name for name, degree in zip(self.names, self.polynomial.degrees(), strict=True) if degree > 0)

    @cached_property
    def without_squares(self) -> Expr:
        """A polynomial of the same sign where it does not vanish: even powers of its factors left out."""
        return as_poly(odd(self.polynomial), self.names).as_expr()

    def of(self, used: Sequence[Symbol]) -> Terms:
        """Return its terms in fewer names, or in another order."""
        places = [self.names.index(name) for name in used]
        return tuple((tuple(powers[i] for i in places), c) for powers, c in self.terms)


def polynomial(expression: Expr, system: System) -> Cleared:
    """Clear the denominator of an expression: a polynomial whose product with a positive one it is."""
    found = _cleared(rational(expression, system), tuple(system.symbols.items()))
    if isinstance(found, Cleared):
        return found
    raise NotImplementedError(f"the sign of the denominator {found} is not known")


@lru_cache(maxsize=20_000)  # a hypothesis is asked again on every path and beside every negation
def _cleared(expression: Expr, symbols: tuple[tuple[Symbol, bool], ...]) -> Cleared | Expr:
    """Return the polynomial, or the denominator whose sign is not known."""
    known = dict(symbols)
    names = tuple(known) or NO_NAMES
    top, bottom = quotient(expression, names)
    sign = sign_of(bottom, tuple(known.values()), divides=True)
    return as_poly(bottom, names).as_expr() if sign == 0 else Cleared(sign * top, names)


def _sign(expression: Expr, known: Mapping[Symbol, bool], divides: bool = False) -> int:
    """Return the sign of a polynomial in variables, 0 where it is not known; raises PolynomialError for what is none."""
    top, bottom = quotient(expression, tuple(known) or NO_NAMES)
    if not bottom.is_constant():
        raise sympy.PolynomialError(f"a polynomial expected, got {expression}")
    return sign_of(top * bottom, tuple(known.values()), divides)


def positive(expression: Expr, system: System) -> bool:
    """Tell whether a polynomial in the variables is certainly positive."""
    try:
        return _sign(expression, system.symbols) == 1
    except (sympy.PolynomialError, ValueError):
        return False


def _nonnegative(expression: Expr, known: Mapping[Symbol, bool]) -> bool | None:
    """Return whether an expression is > 0 where its coefficients show that it is >= 0, else None."""
    terms = Poly(expression, *known).terms()
    if any(c < 0 for _, c in terms):
        return None
    return any(all(s for s, n in zip(known.values(), m, strict=True) if n) for m, _ in terms)


def sign_of(polynomial: fmpq_mpoly, strict: Sequence[bool], divides: bool = False) -> int:
    """Return 1 or -1 where every factor has coefficients of one sign and a positive value, else 0; variables are > 0 where `strict`.

    Of what `divides` it is known that it is not 0, so its even powers are positive whatever their bases.
    """
    constant, factors = polynomial.factor()
    sign = 1 if constant > 0 else -1
    for factor, times in factors:
        if divides and times % 2 == 0:
            continue
        terms = factor.to_dict()
        signs = {1 if c > 0 else -1 for c in terms.values()}
        positive = any(all(s for s, power in zip(strict, m, strict=True) if power) for m in terms)
        if len(signs) != 1 or not positive:  # a sum of terms >= 0 may vanish
            return 0
        sign *= signs.pop() ** int(times)
    return sign
