"""Powers whose exponents are fractions of letters: a^n = exp(n log a), written in one way, so that equal powers are one variable.

The logarithm of a product is the sum of those of its factors, numbers in primes; what is whole in the exponent of a factor stands before
the exponential: (4 x)^(a/(a - 1)) is 4 x exp((2 log 2 + log x)/(a - 1)).
"""

from collections.abc import Iterator
from typing import Any

import sympy
from sympy import Expr

Logs = dict[Expr, Expr]  # of a product: its factors, each with the times that its logarithm is taken


def unfolded(expression: Expr, system: Any) -> Expr:
    """Return the expression with variables for such powers; the point (log a, a) of each lies on the curve of the exponential."""
    known: dict[Expr, Logs] = {}  # the logarithms of the variables
    while found := [a for a in sympy.preorder_traversal(expression) if _is_one(a, known)]:
        inner = [a for a in found if not any(_is_one(b, known) for b in _below(a))]
        expression = expression.xreplace({a: _variable(a, system, known) for a in inner})
    roots = [a for a in sympy.preorder_traversal(expression) if isinstance(a, sympy.Pow) and (2 * a.exp).is_odd] if known else []
    return expression.xreplace({a: _root(a) for a in roots if a.base.free_symbols & known.keys()})


def _root(a: Expr) -> Expr:
    """Return a half power of a quotient as that of its top over that of its bottom."""
    top, bottom = sympy.fraction(sympy.together(a.base))
    return sympy.Pow(top, a.exp, evaluate=False) / sympy.Pow(bottom, a.exp, evaluate=False) if bottom != 1 else a


def _is_one(a: Any, known: dict[Expr, Logs]) -> bool:
    """Tell whether it is a power whose exponent is no polynomial of a letter, or whose base holds one that was replaced."""
    if not isinstance(a, sympy.Pow) or a.exp.is_number or a.base is sympy.E:
        return False
    return not a.exp.is_polynomial(*a.exp.free_symbols) or bool(a.base.free_symbols & known.keys())


def _below(a: Expr) -> Iterator[Any]:
    for part in a.args:
        yield from sympy.preorder_traversal(part)


def _variable(a: Expr, system: Any, known: dict[Expr, Logs]) -> Expr:
    from theorysim.prove.facts import rational

    base = rational(a.base, system)
    logs = _logarithm(a.base, system, known) or {base: sympy.Integer(1)}
    point = _sum(logs, system)
    if (point, base) not in system.curves:
        system.on_the_curve(point, base)
        system.on_the_curve(-point, 1 / base)
    factor, rest = sympy.Integer(1), Logs()
    for f, times in logs.items():
        c = sympy.cancel(sympy.together(times * a.exp))
        n = _whole_part(c)
        factor, rest[f] = factor * f**n, sympy.cancel(c - n)
    shared = _shared(list(rest.values()))  # exp(2 v) is the square of exp(v)
    rest = {f: sympy.cancel(c / shared) for f, c in rest.items() if c != 0}
    found = rational(sympy.exp(_sum(rest, system)), system)
    if found.is_Symbol:
        known[found] = rest
    elif (1 / found).is_Symbol:
        known[1 / found] = {f: -c for f, c in rest.items()}
    return factor * found**shared


def _sum(logs: Logs, system: Any) -> Expr:
    from theorysim.prove.facts import rational

    return sympy.Add(*(times * rational(sympy.log(f), system) for f, times in logs.items()))


def _whole_part(c: Expr) -> Expr:
    """Return the whole number, or the half of one, in the quotient of the top of a quotient by its bottom."""
    top, bottom = sympy.fraction(c)
    names = sorted(c.free_symbols, key=str)
    if not names:
        return sympy.floor(2 * c) / 2
    (quotient,), _ = sympy.reduced(top, [bottom], *names)
    return sympy.floor(2 * sympy.Poly(quotient, *names).coeff_monomial(1)) / 2


def _shared(quotients: list[Expr]) -> Expr:
    """Return the number, whole or half of a whole one, that all are multiples of: of their tops, and of their bottoms."""
    ends = [tuple(map(_content, sympy.fraction(c))) for c in quotients if c != 0]
    halves = any(bottom % 2 == 0 for _, bottom in ends)
    tops = [top * (1 if bottom % 2 == 0 or not halves else 2) for top, bottom in ends]
    return sympy.Rational(int(sympy.igcd(0, *tops)) or 1, 2 if halves else 1)


def _content(p: Expr) -> int:
    """Return the whole number that divides a polynomial."""
    found = abs(p) if p.is_number else sympy.Poly(p).content()
    return int(found) if found.is_Integer else 1


def _logarithm(base: Expr, system: Any, known: dict[Expr, Logs]) -> Logs:
    """Return the factors of a positive number whose logarithms sum to its own; none where a sign is open."""
    from theorysim.prove.facts import positive

    found = Logs()
    for f, times in sympy.factor(base).as_powers_dict().items():
        if times.is_number and not times.is_Integer:
            return {}
        if not (positive(f, system) if f.free_symbols else f.is_Rational and f > 0):
            return {}
        for part, n in known[f].items() if f in known else [(f, 1)] if f.free_symbols else _primes(f):
            found[part] = found.get(part, sympy.Integer(0)) + n * times
    return found


def _primes(number: Any) -> Iterator[tuple[Expr, int]]:
    for whole, way in ((number.p, 1), (number.q, -1)):
        yield from ((sympy.Integer(p), way * n) for p, n in sympy.factorint(whole).items())
