"""Return log Gamma(x) in the words of bodies: moments of continuous noises are written with it.

Stirling's series at x + 10, brought back by Gamma(x + 1) = x Gamma(x). What the series leaves out is below 2e-14.
"""

from theorysim.maths import log, pi


def log_gamma(x):
    """Return log Gamma(x) for x > 0."""
    y = x + 10
    y3 = y * y * y
    y5, y7 = y3 * y * y, y3 * y3 * y
    series = 1 / (12 * y) - 1 / (360 * y3) + 1 / (1260 * y5) - 1 / (1680 * y7) + 1 / (1188 * y7 * y * y)
    rising = x
    for k in range(1, 10):
        rising = rising * (x + k)
    return (y - 1 / 2) * log(y) - y + log(2 * pi) / 2 + series - log(rising)
