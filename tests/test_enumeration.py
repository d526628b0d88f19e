"""Expectations over few atoms are exact, and laws that are none are refused."""

from fractions import Fraction

import pytest

from theorysim.domains import Real
from theorysim.judge.enumeration import expectation, probability
from theorysim.maths import absolute, exp
from theorysim.readings.exact import NotRational

HALF = Fraction(1, 2)
SIGN = ((HALF, Fraction(-1)), (HALF, Fraction(1)))
RARE = ((Fraction(9, 10), Fraction(-1)), (Fraction(1, 10), Fraction(9)))


def square(x: Real, z: Real):
    return (x - z) * (x - z)


def both(z: Real, w: Real):
    return z * w + absolute(z - w)


def within(z: Real, w: Real):
    return z + w, 0


def test_worked_out_by_hand():
    assert expectation(square, {"z": SIGN}, {"x": Fraction(3)}) == 10  # 9 + 1
    assert expectation(square, {"z": RARE}, {"x": Fraction(0)}) == 9  # 9/10 + 81/10
    assert expectation(both, {"z": SIGN, "w": SIGN}) == 1  # 0 + (0 + 2 + 2 + 0)/4
    assert probability(within, {"z": SIGN, "w": RARE}) == Fraction(9, 10)


def test_what_is_no_law_is_refused():
    with pytest.raises(ValueError, match="sum to 9/10"):
        expectation(square, {"z": RARE[:1]}, {"x": Fraction(0)})
    with pytest.raises(ValueError, match="negative"):
        expectation(square, {"z": ((Fraction(-1), Fraction(0)), (Fraction(2), Fraction(1)))}, {"x": Fraction(0)})


def growing(z: Real):
    return exp(z)


def test_what_is_not_rational_is_said():
    with pytest.raises(NotRational):
        expectation(growing, {"z": SIGN})
