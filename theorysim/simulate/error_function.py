"""Return erfc in plain arithmetic, at most 2 ulp from the true value, down to the smallest subnormal number.

For |x| < 3/4 by 1 - x (c + z q(z)) with z = x^2, c = 2/sqrt(pi) in two numbers. Beyond, exp(-x^2) erfcx(x), where
(x + 3) erfcx(x) is a polynomial in t = (x - 3)/(x + 3) (as Shepherd and Laframboise, 1981, do with another factor).
"""

from typing import Any

from theorysim.simulate.elementary import exponent, scaled
from theorysim.simulate.kernel import fma, kernel
from theorysim.simulate.power import fast_sum, growth
from theorysim.simulate.tables import LN2, LN2_LOW

C, C_LOW = 1.1283791670955126, 1.533545961316588e-17
P0, P0_LOW, P1 = 1.0740069070883398, -8.788903519325121e-17, -0.8833944531698837


@kernel
def cubic(x: float, x2: float, a: float, b: float, c: float, d: float) -> float:
    """Return a + b x + c x^2 + d x^3."""
    return fma(x2, fma(x, d, c), fma(x, b, a))


@kernel
def central(x: float) -> Any:
    """Return erfc(x) for |x| < 3/4; q is to 2^-60 of erfc."""
    z = x * x
    z2 = z * z
    low = cubic(z, z2, -0.37612638903183654, 0.11283791670949096, -0.02686617064370997, 0.005223977607879763)
    middle = cubic(z, z2, -0.0008548325727987286, 0.00012055272212895283, -1.4923787570915243e-05, 1.642481807387162e-06)
    high = fma(z, 1.131205534085481e-08, -1.5893138731851285e-07)
    z4 = z2 * z2
    q = fma(z4, fma(z4, high, middle), low)
    first = x * C
    y, y_low = fast_sum(1.0, -first)
    return y + (y_low - fma(x * z, q, fma(x, C, -first) + x * C_LOW))


@kernel
def tail(x: float) -> Any:
    """Return erfc(x) for 3/4 <= x < 28; what rounding takes from t, p and v is put back in the last line, the polynomial is to 2^-58."""
    d = x + 3.0
    u = 1.0 / d
    u_error = fma(-u, d, 1.0) - u * ((3.0 - d) + x)  # 1/(x + 3) is u (1 + u_error)
    t = fma(-6.0, u, 1.0)
    t_low = fma(-6.0, u, 1.0 - t) - 6.0 * u * u_error
    t2 = t * t
    t4 = t2 * t2
    a = cubic(t, t2, -0.3104672619005494, 0.11952776128731141, -0.026827234625296008, -0.0012124166275121547)
    b = cubic(t, t2, 0.003034062017860292, -0.0005483096942616493, -0.0002767780294531611, 0.00010756158890199037)
    c = cubic(t, t2, 3.0399335153790217e-05, -1.7471638479805992e-05, -4.753653578610858e-06, 2.7710330006133883e-06)
    d = cubic(t, t2, 1.0081969523086602e-06, -4.242998753581611e-07, -2.4173139442277363e-07, 7.105775202833381e-08)
    e = fma(t, -1.725359284029518e-08, 4.74639914316496e-08)
    q = fma(t, fma(t4, fma(t4, fma(t4, fma(t4, e, d), c), b), a), 0.5902283571041015)
    m = fma(t, q, P1)
    p = fma(t, m, P0)
    slope = cubic(t, t2, P1, 1.18, -0.931, 0.478)
    p_low = fma(t, m, P0 - p) + fma(t, fma(t, q, P1 - m), fma(slope, t_low, P0_LOW))
    v = u * p
    v_low = fma(u, p, -v) + u * fma(p, u_error, p_low)
    square = x * x
    k, i = exponent(-square)
    w, w_low = growth(fma(-k, LN2, -square), -fma(k, LN2_LOW, fma(x, x, -square)))
    y = v * w
    return scaled(y + (fma(v, w, -y) + fma(v, w_low, v_low * (w + w_low))), i)


@kernel
def complement(x: float) -> Any:
    """Return erfc(x)."""
    size = abs(x)
    if size < 0.75:
        y = central(x)
    else:
        beyond = 0.0 if size >= 28 else tail(size)
        y = 2.0 - beyond if x < 0 else beyond
    return y
