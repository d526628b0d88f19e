"""Add one of finitely many numbers, each with its probability: exact enumeration decides what is said of it. Thesis, section 4.4.

By default -1 with probability 9/10 and 9 with probability 1/10, times the scale; `with_atoms` takes any law of rational atoms.
"""

from fractions import Fraction
from typing import Annotated

from theorysim.domains import Finite, Nonnegative, Positive, Real
from theorysim.entries import Oracle
from theorysim.maths import equal, maximum, power, where


def with_atoms(*atoms) -> Oracle:
    """Return the oracle that adds the value of an atom (value, probability): with_atoms((-1, Fraction(9, 10)), (9, Fraction(1, 10))).

    Values and probabilities are integers or Fractions. Raises ValueError where the probabilities are not positive or do not sum to 1.
    """
    laws = [(Fraction(value), Fraction(probability)) for value, probability in atoms]
    if any(p <= 0 for _, p in laws) or sum(p for _, p in laws) != 1:
        raise ValueError(f"the probabilities {', '.join(str(p) for _, p in laws)} are not positive with sum 1")
    n = len(laws)
    tops, bottoms = tuple(v.numerator for v, _ in laws), tuple(v.denominator for v, _ in laws)
    sizes = tuple(abs(v.numerator) for v, _ in laws)
    parts, wholes = tuple(p.numerator for _, p in laws), tuple(p.denominator for _, p in laws)
    centre = sum(v * p for v, p in laws)
    top, bottom = centre.numerator, centre.denominator

    def probability_of(k):
        def probability(scale: Nonnegative = 1):
            return (parts[k] + 0 * scale) / wholes[k]  # two integers would be divided by Python, and rounded

        return probability

    def perturb(g: Real, z: Annotated[float, Finite(*map(probability_of, range(1, n)))], scale: Nonnegative = 1):
        noise = scale * tops[0] / bottoms[0]
        for k in range(1, n):
            noise = where(equal(z, k), scale * tops[k] / bottoms[k], noise)
        return g + noise

    def mean(g: Real, scale: Nonnegative = 1):
        return g + scale * top / bottom

    def moment(q: Positive, scale: Nonnegative = 1):
        total = 0
        for k in range(n):
            total = total + parts[k] * power(scale * sizes[k] / bottoms[k], q) / wholes[k]
        return total

    def support(scale: Nonnegative = 1):
        largest = scale * sizes[0] / bottoms[0]
        for k in range(1, n):
            largest = maximum(largest, scale * sizes[k] / bottoms[k])
        return largest

    return Oracle(perturb, unbiased=centre == 0, mean=mean if centre else None, moment=moment, support=support)


few_atoms = with_atoms((-1, Fraction(9, 10)), (9, Fraction(1, 10)))
