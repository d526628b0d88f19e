"""Expectations over few atoms are exact, and laws that are none are refused."""

from fractions import Fraction

import pytest

from theorysim.chance.atoms import DIRECTIONS, VECTORS, law, number_of_atoms, numbered, of_vectors, over_law
from theorysim.chance.enumeration import expectation, probability
from theorysim.domains import Nonnegative, Real
from theorysim.maths import absolute, exp
from theorysim.model import Expected, at_most, same
from theorysim.readings import exact
from theorysim.readings.confirm import confirm
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


# --- noise of the gradient, in one dimension to three ---------------------------------------------------------------


def square_seen(G: Nonnegative, s: Nonnegative, r: Nonnegative):
    return s * s, G * G + r * r


def length_seen(G: Nonnegative, s: Nonnegative):
    return s, G


VARIANCE = Expected(same(square_seen))
LENGTH = Expected(at_most(length_seen))


@pytest.mark.parametrize("vectors", VECTORS)
def test_unbiased_noise_adds_its_variance_exactly(vectors):
    for direction in (d for d in DIRECTIONS if len(d) == len(vectors[0][1])):
        point = {"G": Fraction(5), "tau": Fraction(3), **numbered(of_vectors(vectors, direction, Fraction(5), Fraction(3)))}
        relation = over_law(VARIANCE, number_of_atoms(point))
        assert all(confirm(side, point) is True for side in relation.given)
        try:
            left, right = exact.evaluate(relation.checks[0].body, point)
        except NotRational:  # some |grad f + n| is a root: then the balls of its square cannot be apart
            assert confirm(relation.checks[0], point) is not False
        else:
            assert left == right


def test_lengths_that_are_no_rationals_are_compared_in_balls():
    across = numbered(of_vectors(law("1/2: 0 1", "1/2: 0 -1"), DIRECTIONS[1], Fraction(1), Fraction(1)))
    point = {"G": Fraction(1), "tau": Fraction(1), **across}  # |g| is sqrt(2) either way
    assert confirm(over_law(LENGTH, 2).checks[0], point) is False
    with pytest.raises(NotRational):
        exact.evaluate(over_law(LENGTH, 2).checks[0].body, point)


def test_a_law_of_noise_that_is_none_is_refused():
    point = {"G": Fraction(2), "tau": Fraction(1), "p1": HALF, "r1": Fraction(1), "a1": Fraction(2), "p2": HALF, "r2": Fraction(1)}
    for a2, wrong in ((Fraction(-1), "E<grad f, n> = 0"), (Fraction(-3), "|<grad f, n2>|")):
        failed = [g.says for g in over_law(LENGTH, 2).given if confirm(g, {**point, "a2": a2}) is False]
        assert any(says.startswith(wrong) for says in failed), failed
