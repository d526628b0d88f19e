"""Give x^n in plain arithmetic: n log(x) in two numbers, so that 2 ulp hold to the ends of the range.

log(m) = 2 s (1 + z/3 + z^2 q(z)) with s = (m - 1)/(m + 1), z = s^2; all but z^2 q is a pair of numbers, high and low,
with an error below 2^-65 of the logarithm. A power that is a double comes out exact, as 3^20 does.
"""

from typing import Any

from theorysim.simulate.elementary import LN2, LN2_LOW, curve, exponent, inf, mantissa, nan, scale, scaled
from theorysim.simulate.kernel import bits, fma, kernel

THIRD, THIRD_LOW = 0.3333333333333333, 1.850371707708594e-17


@kernel
def fast_sum(a: float, b: float) -> tuple[float, float]:
    """Give a + b and its rounding error, exact where |a| >= |b| (Dekker)."""
    s = a + b
    return s, b - (s - a)


@kernel
def two_sum(a: float, b: float) -> tuple[float, float]:
    """Give a + b and its rounding error (Knuth)."""
    s = a + b
    c = s - a
    return s, (a - (s - c)) + (b - c)


@kernel
def long_logarithm(x: float) -> tuple[float, float]:
    """Give log(x) as a high and a low number, for finite x > 0."""
    k, m = mantissa(x)
    f, d = m - 1.0, m + 1.0
    inverse = 1.0 / d
    s = f * inverse
    s_low = fma(-s, m - (d - 1.0), fma(-s, d, f)) * inverse
    z = s * s
    z_low = fma(s, s, -z) + 2.0 * s * s_low
    z2 = z * z
    low = fma(z2, fma(z, 0.09090909422173502, 0.11111111108893744), fma(z, 0.14285714285721923, 0.1999999999999999))
    high = fma(z2, fma(z, 0.059909977059533034, 0.05837876924148552), fma(z, 0.0666813285435515, 0.07692279200193937))
    rest = z2 * fma(z2 * z2, high, low)
    third = z * THIRD
    third_low = fma(z, THIRD, -third) + fma(z, THIRD_LOW, z_low * THIRD)
    u, u_low = fast_sum(third, rest)
    p = s * u
    p_low = fma(s, u, -p) + fma(s, u_low + third_low, s_low * u)
    h, h_low = fast_sum(s, p)
    c = k * LN2
    c_low = fma(k, LN2, -c) + k * LN2_LOW
    w, w_low = two_sum(c, 2.0 * h)
    return w, w_low + fma(2.0, h_low + (s_low + p_low), c_low)


@kernel
def growth(r: float, low: float) -> tuple[float, float]:
    """Give exp(r + low) as a high and a low number, to an eighth of an ulp, for |r| <= ln(2)/2 and a low below 2^-40."""
    y, y_low = fast_sum(1.0, r)
    y_low = fma(r * r, curve(r), y_low)
    return y, fma(low, y + y_low, y_low)


@kernel
def whole(x: float) -> bool:
    a = abs(x)
    return ((a + 2.0**52) - 2.0**52 == a) | (a >= 2.0**52)


@kernel
def general(x: float, n: float) -> Any:
    base = abs(x)
    log, log_low = long_logarithm(base)
    e = n * log
    k, i = exponent(e)
    y, y_low = growth(fma(-k, LN2, e), fma(n, log, -e) + fma(n, log_low, -k * LN2_LOW))
    y = y + y_low
    if (x > 0) & (x < inf) & (abs(e) <= 708):
        result = y * scale(i)
    else:
        e = n * (-inf if base == 0 else (base if base == inf else log))
        beyond = 0.0 if e < 0 else (inf if e > 0 else 1.0)  # (-1)^inf is 1
        size = scaled(y, i) if abs(e) <= 746 else beyond
        odd = whole(n) & (not whole(0.5 * n))
        negative = odd & (bits(x) < 0) & ((base > 0) | (n > 0))
        result = -size if negative else size
        result = nan if (x < 0) & (base < inf) & (not whole(n)) else result
        result = x + n if (x != x) | (n != n) else result
        result = 1.0 if (n == 0) | (x == 1) else result
    return result


@kernel
def power(x: float, n: float) -> float:
    """Give x to the power n; NaN for a negative x and an n that is no integer, inf for 0 to a negative one."""
    x, n = float(x), float(n)
    if n == 2:  # of an exponent that is constant, the compiler keeps one of these three
        result = x * x
    elif n == 3:
        result = x * x * x
    else:
        result = general(x, n)
    return result
