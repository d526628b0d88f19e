"""Return sin and cos of any double in plain arithmetic, at most 2 ulp from the true value, multiples of pi and 2^1000 included.

x is taken to k pi/2 + r, r as a high and a low number. Below 2^45 by Cody and Waite, with pi/2 in three parts and one
rounding a part (fma). Beyond, by Payne and Hanek: the bits of 2/pi whose product with x is a multiple of 4 are left out,
and four words of 50 bits follow; they reach 2^-118, and no double is nearer than 2^-61 to a multiple of pi/2.
"""

from typing import Any

from theorysim.simulate.elementary import ROUND
from theorysim.simulate.kernel import bits, fma, kernel, number
from theorysim.simulate.power import fast_sum, two_sum
from theorysim.simulate.tables import NOTHING, windows

NEAR = 2.0**45
PER_QUARTER = 0.6366197723675814  # 2/pi
QUARTER, QUARTER_MIDDLE, QUARTER_LOW = 1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33  # pi/2
FOURS = 1.5 * 2.0**54  # x + FOURS has a multiple of 4 that is near x
SIGN = -(2**63)
WINDOWS = windows()


@kernel
def near(x: float) -> tuple[int, float, float]:
    """Return k in the last bits of an integer, and r, r_low, for 0 <= x < NEAR."""
    shifted = fma(x, PER_QUARTER, ROUND)
    k = shifted - ROUND
    exact = fma(-k, QUARTER, x)
    part = k * QUARTER_MIDDLE
    r = exact - part
    return bits(shifted), r, ((exact - r) - part) - fma(k, QUARTER_LOW, fma(k, QUARTER_MIDDLE, -part))


@kernel
def words(x: float) -> tuple[float, float, float, float]:
    """Return the words of 2/pi that `far` needs; zeros for x < NEAR."""
    i = ((bits(x) >> 52) & 0x7FF) - 1068
    i = i if i >= 0 else NOTHING
    return WINDOWS[i], WINDOWS[i + 50], WINDOWS[i + 100], WINDOWS[i + 150]


@kernel
def far(x: float, w0: float, w1: float, w2: float, w3: float) -> tuple[int, float, float]:
    """Return k in the last bits of an integer, and r, r_low, for x >= NEAR; NaN for inf."""
    x = x * 2.0**-600
    a, b, c, d = x * w0, x * w1, x * w2, x * w3
    a_low, b_low, c_low = fma(x, w0, -a), fma(x, w1, -b), fma(x, w2, -c)
    a = (a - ((a + FOURS) - FOURS)) + a_low
    b = b - ((b + FOURS) - FOURS)
    shifted = (a + b) + ROUND
    f, f_low = two_sum(a - (shifted - ROUND), b)
    t, t_low = two_sum(c, b_low)
    t, s_low = two_sum(t, f_low)
    f, f_low = two_sum(f, t)
    f, f_low = fast_sum(f, f_low + (t_low + s_low + (c_low + d)))
    r = f * QUARTER
    return bits(shifted), r, fma(f, QUARTER, -r) + fma(f, QUARTER_MIDDLE, f_low * QUARTER)


@kernel
def reduced(x: float) -> tuple[int, float, float]:
    w0, w1, w2, w3 = words(x)
    if x < NEAR:
        k, r, low = near(x)
        low = low + ((w0 + w1) + (w2 + w3))  # of zeros: a load that one side alone needs is no vector code under AVX2
    else:
        k, r, low = far(x, w0, w1, w2, w3)
    return k, r, low


@kernel
def sine_near_0(r: float, low: float) -> float:
    z = r * r
    z2 = z * z
    q = fma(z2, fma(z, 1.5893008693227502e-10, -2.505069429880639e-08), fma(z, 2.7557313295141026e-06, -0.00019841269828698934))
    q = fma(z2, q, fma(z, 0.008333333333321077, -0.16666666666666627))
    return r + fma(r * z, q, fma(-0.5 * z, low, low))


@kernel
def cosine_near_0(r: float, low: float) -> Any:
    z = r * r
    z2 = z * z
    q = fma(z2, fma(z, -1.1356703584070436e-11, 2.0875667742616212e-09), fma(z, -2.7557313954184806e-07, 2.4801587288144597e-05))
    q = fma(z2, q, fma(z, -0.0013888888888872056, 0.04166666666666659))
    y, y_low = fast_sum(1.0, -0.5 * z)
    return y + fma(z2, q, fma(-r, low, y_low))


@kernel
def cosine_of(k: int, r: float, low: float) -> float:
    y = sine_near_0(r, low) if k & 1 else cosine_near_0(r, low)
    return number(bits(y) ^ (((k + 1) & 2) << 62))


@kernel
def sine(x: float) -> float:
    k, r, low = reduced(abs(x))
    y = cosine_near_0(r, low) if k & 1 else sine_near_0(r, low)
    return number(bits(y) ^ ((k & 2) << 62) ^ (bits(x) & SIGN))


@kernel
def cosine(x: float) -> Any:
    k, r, low = reduced(abs(x))
    return cosine_of(k, r, low)


@kernel
def near_cosine(x: float) -> Any:
    """Return cos(x) for |x| < 2^45, with the bits of `cosine`; a third of its time in lanes."""
    k, r, low = near(abs(x))
    return cosine_of(k, r, low)
