"""Compute the tables of the kernels in integers: logarithms for `power`, the bits of 2/pi for sines of huge numbers."""

import numpy as np

PLACES, NOTHING = 1400, 1140
ONE = 1 << PLACES  # one, in fixed point
FEW = 256  # places that logarithms take: with so many as 2/pi takes, the import of a driver waits for them
LOWEST = 0x3FE6A00000000000  # the bits of 0.70703125; of the 256 steps of 2^44 from here to its double, one begins at 1


def arc(p: int, q: int, sign: int, places: int = PLACES) -> int:
    """Return arctan(p/q) for sign -1, artanh(p/q) for sign 1, in fixed point, by the series."""
    power, total, j = (p << places) // q, 0, 0
    while abs(power) > 1:
        total += sign**j * (power // (2 * j + 1))
        power, j = power * p * p // (q * q), j + 1
    return total


def split(x: int) -> tuple[float, float]:
    """Return a number in fixed point, of FEW places, as a multiple of 2^-43, to which k times another adds exactly, and the rest."""
    high = (x + (1 << (FEW - 44))) >> (FEW - 43)
    return high * 2.0**-43, (x - (high << (FEW - 43))) / (1 << FEW)


LN2, LN2_LOW = split(2 * arc(1, 3, 1, FEW))


def logarithms() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each step of mantissas a number v of few bits near 1/m, and -log(v) as `split` does; v = 1 on both sides of 1."""
    middle = (LOWEST + (np.arange(256) << 44) + (1 << 43)).view(np.float64)
    bits = np.where(middle < 1, 256, 512)  # few enough for m v - 1 to be exact
    v = np.where(np.abs(middle - 1) < 2.0**-8, bits, np.rint(bits / middle)).astype(int)
    logs = [split(2 * arc(int(b - n), int(b + n), 1, FEW)) for b, n in zip(bits, v, strict=True)]
    high, low = np.array(logs).T.copy()
    return v / bits, high, low


def windows() -> np.ndarray:
    """Return 2^600 times the words of 50 bits of 2/pi that begin at each place from -9 on; zeros from NOTHING on."""
    quarter_turn = 8 * arc(1, 5, -1) - 2 * arc(1, 239, -1)  # Machin
    inverse = ONE * ONE // quarter_turn
    words = [(inverse >> (PLACES - i - 41) & (2**50 - 1)) * 2.0 ** (559 - i) for i in range(NOTHING)]
    return np.array(words + 151 * [0.0])
