"""Write an expression as a quotient of two polynomials without a common factor: the algebra that every proof asks for, by FLINT."""

from collections.abc import Sequence
from functools import lru_cache, reduce

import sympy
from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz
from sympy import QQ, Expr, Poly, Symbol

Quotient = tuple[fmpq_mpoly, fmpq_mpoly]


@lru_cache(maxsize=1024)
def _context(n: int) -> fmpq_mpoly_ctx:
    return fmpq_mpoly_ctx.get([f"x{i}" for i in range(n)], "lex")


def quotient(expression: Expr, symbols: Sequence[Symbol]) -> Quotient:
    """Return top and bottom; raises PolynomialError for what is no quotient of polynomials in the symbols with rational coefficients."""
    context = _context(len(symbols))
    place = dict(zip(symbols, context.gens(), strict=True))
    one = context.constant(1)

    def reduced(top: fmpq_mpoly, bottom: fmpq_mpoly) -> Quotient:
        if bottom.is_constant():
            return top, bottom
        shared = top.gcd(bottom)
        return (top, bottom) if shared.is_one() else (top / shared, bottom / shared)

    def at(e: Expr) -> Quotient:
        if e.is_Rational:
            return context.constant(fmpq(int(e.p), int(e.q))), one
        if e in place:
            return place[e], one
        if e.is_Add:
            top, bottom = context.constant(0), one
            for a, b in map(at, e.args):
                top, bottom = (top + a, bottom) if b == bottom else reduced(top * b + a * bottom, bottom * b)
            return reduced(top, bottom)
        if e.is_Mul:
            top, bottom = one, one
            for a, b in map(at, e.args):
                top, bottom = reduced(top * a, bottom * b)
            return top, bottom
        if e.is_Pow and e.exp.is_Integer:
            (top, bottom), n = at(e.base), int(e.exp)
            if n < 0 and top.is_zero():
                raise sympy.PolynomialError(f"{e} divides by 0")
            return (top**n, bottom**n) if n >= 0 else (bottom**-n, top**-n)
        raise sympy.PolynomialError(f"{e} is no polynomial in {symbols}")

    return _primitive(*at(expression))


def _primitive(top: fmpq_mpoly, bottom: fmpq_mpoly) -> Quotient:
    """Return the same quotient with whole coefficients that have nothing in common; where the bottom is a number, it is 1."""
    if bottom.is_constant() and len(top) > 1:
        return top / bottom.leading_coefficient(), bottom / bottom.leading_coefficient()
    above, below = _content(top), _content(bottom)
    ratio = above / below
    return top / above * ratio.p, bottom / below * ratio.q


def _content(polynomial: fmpq_mpoly) -> fmpq:
    """Return the largest number by which whole coefficients are left; 1 for no coefficient."""
    numerators, denominators = [c.p for c in polynomial.coeffs()], [c.q for c in polynomial.coeffs()]
    return fmpq(reduce(fmpz.gcd, numerators), reduce(fmpz.lcm, denominators)) if numerators else fmpq(1)


def as_poly(polynomial: fmpq_mpoly, symbols: Sequence[Symbol]) -> Poly:
    """Return a polynomial as one of SymPy."""
    terms = {tuple(map(int, powers)): QQ(c.p, c.q) for powers, c in polynomial.to_dict().items()}
    return Poly.from_dict(terms, *symbols, domain=QQ)


def odd(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    """Return the product of the factors whose powers are odd, each once, and of the number before them."""
    constant, factors = polynomial.factor()
    product = polynomial.context().constant(constant)
    for factor, times in factors:
        product = product * factor if times % 2 else product
    return product
