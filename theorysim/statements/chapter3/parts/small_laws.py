"""Short sequences, cut in two in every way, and laws of two outcomes of them: all on a grid, in rationals, for whole lines of a proof.

Roots are compared by their squares. Each function counts the cases in which a line fails; the constants of a line may be changed.
"""

from fractions import Fraction
from itertools import combinations_with_replacement, product

ETA, L1 = Fraction(1, 8), Fraction(1, 4)  # the gain changes its form at 1/(32 L1 eta) = 1
GRID = tuple(Fraction(n, 4) for n in (0, 1, 2, 4, 6, 16))
CHANCES = (Fraction(1), Fraction(1, 2), Fraction(1, 8), Fraction(1, 64))


def gain(g):
    return min(ETA * g * g, g / (32 * L1))


def splits(most):
    """Return each sequence of up to so many of 0, 1/3, 1, 2, cut in two in every way, as two lists."""
    for size in range(1, most + 1):
        for numbers in product((Fraction(0), Fraction(1, 3), Fraction(1), Fraction(2)), repeat=size):
            for chosen in product((True, False), repeat=size):
                yield [g for g, c in zip(numbers, chosen, strict=True) if c], [g for g, c in zip(numbers, chosen, strict=True) if not c]


def wrong_averages(share=1):
    """Count splits where min <= average <= root mean square, times `share`, fails for the smaller of the two sets."""
    wrong = 0
    for inside, outside in splits(4):
        means = [sum(part) / len(part) for part in (inside, outside) if part]
        squares = [sum(g * g for g in inside) / len(inside)] if inside else []
        squares += [(sum(outside) / len(outside)) ** 2] if outside else []
        wrong += not min(inside + outside) <= min(means) * share
        wrong += not min(means) ** 2 <= min(squares) * share * share
    return wrong


def laws(points):
    """Return every law of at most two outcomes from a list, as pairs (probability, outcome)."""
    for p in CHANCES:
        for one, other in product(points, repeat=2):
            yield ((p, one), (1 - p, other))


def wrong_least(first=1, second=64):
    """Count laws of two gradients where E min <= max{first sqrt(Delta/(eta T)), second L1 Delta/T} fails, Delta being E of the gains."""
    wrong = 0
    for law in laws(list(combinations_with_replacement(GRID, 2))):
        least = sum(p * min(gs) for p, gs in law)
        Delta = sum(p * sum(map(gain, gs)) for p, gs in law)
        wrong += not (least**2 <= first**2 * Delta / (ETA * 2) or least <= second * L1 * Delta / 2)
    return wrong


def wrong_middle(second=32):
    """Count laws where E of the smaller average <= sqrt(Delta/(eta T)) + second L1 Delta/T fails.

    Of three gradients the first n are in U, and are x, the others y; Delta is the larger of the two sums.
    """
    outcomes = [(n, x, y) for n in range(4) for x in (Fraction(1, 2), Fraction(1)) for y in (Fraction(1), Fraction(32))]
    wrong = 0
    for law in laws(outcomes):
        middle = sum(p * (y if n == 0 else x if n == 3 else min(x, y)) for p, (n, x, y) in law)
        Delta = max(sum(p * n * ETA * x * x for p, (n, x, y) in law), sum(p * (3 - n) * y / (32 * L1) for p, (n, x, y) in law))
        rest = middle - second * L1 * Delta / 3
        wrong += not (rest <= 0 or rest**2 <= Delta / (ETA * 3))
    return wrong


def wrong_smaller(factor=Fraction(5, 4)):
    """Count laws where E of the smaller average <= factor max{sqrt(Delta/(eta T)), 64 L1 Delta/T} fails.

    Of 16 gradients all are in U, which ends at 2: n^2 of them are u, the others 0, and their root mean square is n u/4. Or, with
    probability q, none is in U, and all are y. Delta is the larger of the sum over U and the sum of gains.
    """
    wrong = 0
    for q, n, u, y in product(CHANCES, (1, 2, 4), (1, 2), (4, 8, 64, 512)):
        middle = (1 - q) * Fraction(n * u, 4) + q * y
        Delta = max((1 - q) * n * n * ETA * u * u, (1 - q) * n * n * gain(u) + q * 16 * gain(y))
        wrong += not (middle**2 <= factor**2 * Delta / (ETA * 16) or middle <= factor * 64 * L1 * Delta / 16)
    return wrong


def averages():
    return wrong_averages(), 0


def least():
    return wrong_least(), 0


def middle():
    return wrong_middle(), 0


def smaller():
    return wrong_smaller(), 0
