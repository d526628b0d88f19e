"""Return exp and log in plain arithmetic, so that a loop over lanes vectorises; at most 2 ulp from the true value.

Nothing here calls the C library. A branch holds arithmetic alone: the driver of one trajectory jumps over the rare
side, the lanes compute both and select. The scheme is the usual one: x = k ln 2 + r, or x = 2^k m, and a polynomial.

Every polynomial in this and the neighbouring files is the minimax one (Remez's exchange in 60 digits, for the relative
error of the function), its coefficients rounded to the nearest double, lowest first where that matters.
"""

import math

from theorysim.simulate.kernel import bits, fma, kernel, number
from theorysim.simulate.tables import LN2, LN2_LOW, LOWEST

inf, nan = math.inf, math.nan
ONE = 1023 << 52  # the bits of 1.0
ROUND = 1.5 * 2.0**52  # x + ROUND has the integer nearest to x in its last bits
PER_LN2 = 1.4426950408889634
SMALLEST_NORMAL = 2.0**-1022
EXPONENT = ROUND + 2046.0
E3, E4, E5 = 0.16666666666666438, 0.04166666666660422, 0.008333333333498626  # exp(r) = 1 + r + r^2/2 + E3 r^3 + ... + E11 r^11
E6, E7, E8 = 0.0013888888926743904, 0.0001984126946789953, 2.4801508694028366e-05
E9, E10, E11 = 2.7557639984622487e-06, 2.762520071378447e-07, 2.4978587687262905e-08


@kernel
def exponent(x: float) -> tuple[float, int]:
    """Return the integer k nearest to x/ln 2, as a number and, plus 2046, in the last bits of an integer."""
    shifted = fma(x, PER_LN2, EXPONENT)
    return shifted - EXPONENT, bits(shifted)


@kernel
def slope(r: float) -> float:
    """Return (exp(r) - 1)/r for |r| <= ln(2)/2, to 2^-57 of exp(r)."""
    r2 = r * r
    low = fma(r2, fma(r, E4, E3), fma(r, 0.5, 1.0))
    high = fma(r2, E11, fma(r, E10, E9))
    r4 = r2 * r2
    return fma(r4, fma(r4, high, fma(r2, fma(r, E8, E7), fma(r, E6, E5))), low)


@kernel
def curve(r: float) -> float:
    """Return (exp(r) - 1 - r)/r^2, the same polynomial."""
    r2 = r * r
    low = fma(r2, fma(r, E5, E4), fma(r, E3, 0.5))
    r4 = r2 * r2
    return fma(r4, fma(r4, fma(r, E11, E10), fma(r2, fma(r, E9, E8), fma(r, E7, E6))), low)


@kernel
def scale(i: int) -> float:
    """Return 2^k from the integer of `exponent`, for -1022 <= k <= 1023."""
    return number((i << 52) - ONE)


@kernel
def scaled(y: float, i: int) -> float:
    """Return 2^k y in two steps, for k beyond the exponents of numbers; one rounding where the result is subnormal."""
    half = i >> 1
    return y * number(half << 52) * number((i - half) << 52)


@kernel
def exponential(x: float) -> float:
    k, i = exponent(x)
    r = fma(-k, LN2, x) - k * LN2_LOW
    p = slope(r)
    if abs(x) <= 708:
        y = fma(scale(i) * r, p, scale(i))
    else:
        beyond = 0.0 if x < 0 else x * inf
        y = scaled(fma(r, p, 1.0), i) if abs(x) <= 746 else beyond
    return y


@kernel
def mantissa(x: float) -> tuple[float, float, int]:
    """Return k and m with x = 2^k m, m from 0.707 to 1.414, for finite x > 0, and which of 256 equal steps of the bits m is in."""
    small = x < SMALLEST_NORMAL
    i = bits(x * 2.0**54 if small else x) + (ONE - LOWEST)
    k = number((i >> 52) | 0x4330000000000000) - (2.0**52 + 1077 if small else 2.0**52 + 1023)
    return k, number((i & 0xFFFFFFFFFFFFF) + LOWEST), (i >> 44) & 255


@kernel
def logarithm(x: float) -> float:
    """Return log(x) = k ln 2 + f - s (f - z q(z)) with f = m - 1, s = f/(2 + f), z = s^2; q is to 2^-59 of log(m)."""
    k, m, _ = mantissa(x)
    f = m - 1.0
    s = f / (f + 2.0)
    z = s * s
    z2 = z * z
    high = fma(z2, 0.14795881968892324, fma(z, 0.153140627323358, 0.18183563595485022))
    q = fma(z2, fma(z2, high, fma(z, 0.2222219859336617, 0.2857142874211224)), fma(z, 0.39999999999416425, 0.6666666666666734))
    half = 0.5 * f * f
    y = fma(k, LN2, f - (half - fma(k, LN2_LOW, s * fma(z, q, half))))
    beyond = -inf if x == 0 else (x if x > 0 else nan)
    return y if (x > 0) & (x < inf) else beyond
