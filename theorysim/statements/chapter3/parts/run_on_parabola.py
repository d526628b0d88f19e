"""Clipped stochastic gradient descent on x^2/2 whose noise happens to be 0, in rationals: two lines of section 3.7.4 fail on actual runs.

L0 = 1, tau = 1/1000, T = 64, so that eta = 1/20. From x = 4 with L1 = 1/10 the sum of gains is more than Delta; from x = 499/100 with
L1 = 1/4 it is less, and that over U more. No step is clipped, by h as printed or as the proof has it.
"""

from fractions import Fraction

TAU, T, ETA = Fraction(1, 1000), 64, Fraction(1, 20)


def sums(x, L1):
    """Tell whether (3.14), the half bound, the sum of (h_k/4) g_k^2 stand, and return Delta, the gains summed over k <= T, and over U."""
    noise = (5 + 2 * L1 * TAU) * TAU * TAU + 9 * TAU / L1
    Delta = x * x / 2 + noise
    telescoped = gains = on_U = Fraction(0)
    stands = True
    for _ in range(T + 1):
        g = abs(x)
        h = min(ETA, 1 / (16 * L1 * (g + TAU)))
        after = x - h * x
        stands = stands and after * after / 2 <= x * x / 2 - h * g * g / 4 + ETA * ETA * noise and (5 + 4 * L1 * g) * h <= Fraction(1, 2)
        telescoped += h * g * g / 4
        gains += min(ETA * g * g, g / (32 * L1))
        on_U += ETA * g * g * (ETA * g * g <= g / (16 * L1))
        x = after
    return stands and telescoped <= Delta, Delta, gains, on_U


def gains_on_a_run():
    """The sum of gains, where it is more than Delta and the lines before it stand."""
    stands, Delta, gains, _ = sums(Fraction(4), Fraction(1, 10))
    return float(max(gains * stands, Delta)), float(Delta)


def over_U_on_a_run():
    """The sum over U, where it is more than Delta and the lines before it stand."""
    stands, Delta, gains, on_U = sums(Fraction(499, 100), Fraction(1, 4))
    return float(max(on_U * (stands and gains <= Delta), Delta)), float(Delta)
