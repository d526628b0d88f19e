"""Return x^n in plain arithmetic: n log(x) in two numbers, so that 2 ulp hold to the ends of the range.

log(x) = k ln 2 - log(v) + log(1 + r) with r = m v - 1, where v, from a table, has so few bits that r is exact (as Tang, 1990);
the error is below 2^-65 of the logarithm. A power that is a double comes out exact, as 3^20 does.
"""

from typing import Any

import numpy as np

from theorysim.simulate.elementary import curve, exponent, inf, mantissa, nan, scaled
from theorysim.simulate.kernel import bits, fma, kernel
from theorysim.simulate.tables import LN2, LN2_LOW, logarithms

INVERSE, LOG, LOG_LOW = logarithms()


@kernel
def fast_sum(a: float, b: float) -> tuple[float, float]:
    """Return a + b and its rounding error, exact where |a| >= |b| (Dekker)."""
    s = a + b
    return s, b - (s - a)


@kernel
def two_sum(a: float, b: float) -> tuple[float, float]:
    """Return a + b and its rounding error (Knuth)."""
    s = a + b
    c = s - a
    return s, (a - (s - c)) + (b - c)


@kernel
def long_logarithm(x: float) -> Any:
    """Return log(x) as a high and a low number, for finite x > 0."""
    k, m, step = mantissa(x)
    r = fma(m, INVERSE[step], -1.0)
    r2 = r * r
    q = fma(r2, fma(r, -0.12500355193219465, 0.1428604035485727), fma(r, -0.16666666662629706, 0.1999999999711372))
    q = fma(r2, q, fma(r, -0.25000000000000017, 0.3333333333333334))
    half = -0.5 * r2
    high, low = fast_sum(fma(k, LN2, LOG[step]), r)
    high, low2 = fast_sum(high, half)
    return fast_sum(high, (low + low2) + (fma(r2 * r, q, fma(k, LN2_LOW, LOG_LOW[step])) + fma(-0.5 * r, r, -half)))


@kernel
def growth(r: float, low: float) -> tuple[float, float]:
    """Return exp(r + low) as a high and a low number, to an eighth of an ulp, for |r| <= ln(2)/2 and a low below 2^-40."""
    y, y_low = fast_sum(1.0, r)
    y_low = fma(r * r, curve(r), y_low)
    return y, fma(low, y + y_low, y_low)


@kernel
def general(x: float, n: float) -> Any:
    base = abs(x)
    log, log_low = long_logarithm(base)
    e = n * log
    k, i = exponent(e)
    y, y_low = growth(fma(-k, LN2, e), fma(n, log, -e) + fma(n, log_low, -k * LN2_LOW))
    y = scaled(y + y_low, i)
    if (x > 0) & (x < inf) & (abs(e) <= 746):
        result = y
    else:
        e = n * (-inf if base == 0 else (log if base < inf else base))
        beyond = 0.0 if e < 0 else (inf if e > 0 else (1.0 if base == 1 else nan))  # (-1)^inf is 1
        size = y if abs(e) <= 746 else beyond
        whole, half = np.floor(n) == n, 0.5 * n
        negative = whole & (np.floor(half) != half) & (bits(x) < 0) & ((base > 0) | (n > 0))
        result = -size if negative else size
        result = nan if (x < 0) & (base < inf) & (not whole) else result
        result = 1.0 if (n == 0) | (x == 1) else result
    return result


@kernel
def power(x: float, n: float) -> float:
    """Return x to the power n; NaN for a negative x and an n that is no integer, inf for 0 to a negative one."""
    x, n = float(x), float(n)
    y = general(x, n)
    y = 1.0 if n == 0 else (x if n == 1 else y)  # of an exponent that is constant, the compiler keeps one of the five
    y = x * x * x if n == 3 else y
    return x * x if n == 2 else y


@kernel
def branched_power(x: float, n: float) -> float:
    """Return the same: one of the five is computed."""
    x, n = float(x), float(n)
    if (n == 2) | (n == 3) | (n == 1) | (n == 0):  # noqa: SIM108 - a branch, of which one side is computed
        y = x * x if n == 2 else (x * x * x if n == 3 else (x if n == 1 else 1.0))
    else:
        y = general(x, n)
    return y
