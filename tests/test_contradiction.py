"""The programs of a proof: both doors to HiGHS find the same numbers, an identity is checked; a search may stop at its first witness."""

import numpy as np
import pytest
from flint import fmpq

from theorysim.domains import Positive, Real
from theorysim.entries import at_most, less, same
from theorysim.prove import contradiction, programs
from theorysim.prove.algebra import prove
from theorysim.prove.contradiction import Constraint, contradicts
from theorysim.prove.search import refutes, search


def square(x: Real, y: Real):
    return 2 * x * y, x * x + y * y


def cubes(a: Positive, b: Positive, c: Positive):
    return 6 * a * b * c, (a + b + c) ** 3 + a * b * c * (a - 1) ** 2


def line(x: Real, y: Real):
    return 3 * x, 3 * y + 1


def wrong(x: Real, y: Real):
    return 3 * x * y, x * x + y * y


def test_both_doors_to_highs_find_the_same_numbers(monkeypatch):
    if programs.highs is None:
        pytest.skip("SciPy ships HiGHS behind another door")
    asked = []

    def both(values, rows, starts, right, seconds):
        found = directly(values, rows, starts, right, seconds)
        asked.append((found, programs.by_linprog(values, rows, starts, right, seconds)))
        return found

    directly = programs._directly
    monkeypatch.setattr(programs, "_directly", both)
    contradiction._refuted.cache_clear()
    assert [prove(at_most(body), levels=6).proved for body in (square, cubes, wrong)] == [True, True, False]
    assert len(asked) > 4
    assert {found is None for found, _ in asked} == {True, False}
    for found, again in asked:
        assert (found is None) == (again is None)
        assert found is None or np.array_equal(found, again)


def test_where_scipy_ships_highs_otherwise_it_is_asked_through_linprog(monkeypatch):
    monkeypatch.setattr(programs, "highs", None)
    contradiction._refuted.cache_clear()
    assert [prove(at_most(body), levels=5).proved for body in (square, wrong)] == [True, False]


def constraint(*terms, strict=False):
    return Constraint(tuple((powers, fmpq(c)) for powers, c in terms), strict)


ONE = ((0,), 1)
WIDE = (1, *[0] * 29)  # 30 variables: their exponents do not fit into 64 bits


@pytest.mark.parametrize(
    ("system", "strict", "expected"),
    [
        ([constraint(((1,), 1), ((0,), -2)), constraint(ONE, ((1,), -1))], (True,), True),  # x >= 2 and x <= 1
        ([constraint(((1,), 1), ((0,), -1)), constraint(ONE, ((1,), -1))], (True,), False),  # x = 1
        ([constraint(((1,), 1), ((0,), -1), strict=True), constraint(ONE, ((1,), -1))], (True,), True),
        ([constraint(((1,), -1))], (True,), True),  # -x >= 0 where x > 0
        ([constraint(((1,), -1))], (False,), False),
        ([constraint(strict=True)], (True,), True),  # 0 > 0
        ([constraint((WIDE, -1))], (True,) * 30, True),
        ([constraint((WIDE, -1))], (False,) + (True,) * 29, False),
    ],
)
def test_a_system_is_contradicted_only_where_nothing_solves_it(system, strict, expected):
    assert contradicts(system, strict) is expected


def test_coefficients_beyond_float64_end_no_proof():
    big = fmpq(10**400)
    above, below = Constraint((((1,), big), ((0,), -big)), False), Constraint((((1,), -big),), True)
    assert contradicts([above, below], [False]) and not contradicts([above], [False])


def test_what_the_floats_propose_is_checked_in_rationals(monkeypatch):
    monkeypatch.setattr(contradiction, "least_sum", lambda values, rows, columns, right: np.ones(columns.max() + 1))
    contradiction._refuted.cache_clear()
    assert not contradicts([constraint(((1,), 1), ((0,), -1)), constraint(ONE, ((1,), -1))], (True,))


@pytest.mark.parametrize(
    ("check", "given", "expected"),
    [
        (at_most(wrong), (), True),
        (less(square), (), True),  # equal where x = y alone
        (at_most(square), (), False),
        (at_most(wrong), (same(line),), True),  # no point of the first draw lies on the line
        (at_most(square), (same(line),), False),
    ],
)
def test_a_planted_error_is_refuted_where_the_whole_search_has_a_witness(check, given, expected):
    assert refutes(check, given, {}) is expected
    assert (search(check, given, {}).witness is not None) is expected
