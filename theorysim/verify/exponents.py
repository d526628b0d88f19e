"""Powers whose exponents are fractions of letters: a^n = exp(n log a), written in one way, so that equal powers are one variable.

The logarithm of a product is the sum of those of its factors, numbers in primes; what is whole in the exponent of a factor stands before
the exponential: (4 x)^(a/(a - 1)) is 4 x exp((2 log 2 + log x)/(a - 1)).
"""

from collections.abc import Iterator
from math import gcd
from typing import Any

from flint import fmpz

from theorysim.verify import powers
from theorysim.verify.trees import Refused

MOST_FACTORS = 12


def raised(leaf: Any, a: Any, n: Any) -> Any:
    """Return a positive number to a power; the points (log a, a) and (-log a, 1/a) lie on the curve of the exponential."""
    if a.number() == 0:
        leaf.to_show("positive", n)
        return leaf.ratio(0)
    leaf.to_show("positive", a)
    log = _logarithm(leaf, a)
    if not any(one == log for one, _, _ in leaf.curve):
        leaf.curve += [(log, a, leaf.time), (-log, leaf.ratio(1) / a, leaf.time)]
    u, factor = n * log, leaf.ratio(1)
    for part, one, inside in list(leaf.logs):
        if not u.bottom.degrees()[part]:
            for k, v in _whole_parts(leaf, type(u)(u.top.derivative(part), u.bottom), inside):
                u = u - leaf.ratio(k) * (one if v is None else leaf.whole(leaf.ctx.gen(v)) * one)
                factor *= (inside if v is None else powers.unit_of(leaf, inside, v)) ** k
    shared = gcd(*(int(c.p) for c in u.top.coeffs())) or 1  # exp(2 v) is the square of exp(v)
    return factor * leaf.exp(u / leaf.ratio(shared)) ** shared


def _whole_parts(leaf: Any, c: Any, of: Any) -> Iterator[tuple[int, int | None]]:
    """Yield (k, None) for the whole number in the quotient of top by bottom, (k, v) for its whole multiples of a letter in [0, 1]."""
    quotient, _ = divmod(c.top, c.bottom)
    plainly = of.bottom == 1 and leaf.sign(of.top) == (1, True)
    for monomial, n in quotient.to_dict().items():
        if not any(monomial) and n.p // n.q:
            yield int(n.p // n.q), None
        elif sum(monomial) == 1 and plainly and n.q == 1 and powers.fits(leaf, leaf.whole(leaf.ctx.gen(monomial.index(1)))):
            yield int(n.p), monomial.index(1)


def _logarithm(leaf: Any, a: Any) -> Any:
    """Return the logarithm of a product, factor by factor; that of the whole where the sign of one is not known."""
    (c, above), (d, below) = a.top.factor(), a.bottom.factor()
    number = c / d
    factors = [(f, int(times)) for f, times in above] + [(f, -int(times)) for f, times in below]
    if not number > 0 or any(leaf.sign(f) != (1, True) for f, _ in factors):
        return leaf.log(a)
    primes = [(p, int(times)) for p, times in fmpz(number.p).factor()] + [(p, -int(times)) for p, times in fmpz(number.q).factor()]
    if len(primes) + len(factors) > MOST_FACTORS:
        raise Refused("a power of too many factors")
    total = leaf.ratio(0)
    for part, times in [*((leaf.ratio(int(p)), t) for p, t in primes), *((leaf.whole(f), t) for f, t in factors)]:
        total = total + leaf.ratio(times) * _of_factor(leaf, part)
    return total


def _of_factor(leaf: Any, part: Any) -> Any:
    """Return the logarithm of one factor: what it is the exponential of, where it is one; v log x where it is x^v."""
    if (inside := next((u for u, y in leaf.exps if y == part), None)) is not None:
        return inside
    for base, unit, v, _ in leaf.units:
        if unit == part and base != leaf.ratio(1):
            return leaf.whole(leaf.ctx.gen(v)) * _logarithm(leaf, base)
    return leaf.log(part)
