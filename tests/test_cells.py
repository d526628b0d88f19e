"""Cells of piecewise linear functions: what a ball meets of them is shown in rationals, brackets are narrow, and wrong ones are refused."""

import random
from dataclasses import replace
from fractions import Fraction as F

import pytest

from theorysim.domains import Coordinate
from theorysim.maths import absolute, maximum, minimum
from theorysim.measure.cells import cells, complaint, of_cells
from theorysim.measure.goldstein import of_affine_maximum, of_hull
from theorysim.model import Objective
from theorysim.objectives.max_of_affine import max_of, max_of_affine
from theorysim.objectives.nonsmooth_rosenbrock import nonsmooth_rosenbrock
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.relu_network import relu_network
from theorysim.objectives.zigzag import zigzag_through
from theorysim.readings import exact

TIGHT = F(1, 10**12)


def five(v: Coordinate, w: Coordinate, x: Coordinate, y: Coordinate, z: Coordinate):
    return maximum(minimum(v + 2 * w - x, y + 1), minimum(z - w, 2 * x - v) - 1 / 2) + absolute(y - z)


def corners(x: Coordinate, y: Coordinate):
    return maximum(minimum(x, 2 * y - 1), minimum(-x - y, absolute(x - 3 * y) - 2))


def of_value(body):
    return Objective(body, body)  # cells are those of the value alone


def test_in_one_variable_it_is_the_interval_of_the_objective():
    zigzag = zigzag_through((0.0, 1.0, 3.0, 3.5))
    own = {"theta": F(1, 4), "L": F(2), "Delta": F(4)}
    known = cells(zigzag, own)
    for k in range(-8, 36, 3):
        for radius in (F(0), F(1, 8), F(5, 16), F(2)):
            low, high = (F(float(end)) for end in zigzag.clarke(k / 8, float(radius), 0.25, 2.0, 4.0))
            found, seen = of_cells(known, (F(k, 8),), radius)
            assert found.lower == found.upper == max(low, -high, F(0)), (k, radius)
            assert {s.cell.slope[0] for s in seen if s.what == "met"} in ({low, high}, {low}), (k, radius)


@pytest.mark.parametrize(("delta", "square"), [(F(7, 10), 1), (F(5, 7), F(1, 2)), (F(8, 9), F(1, 2)), (F(9, 10), 0)])
def test_the_three_stages_of_the_shipped_maximum(delta, square):
    found, seen = of_cells(cells(max_of_affine, {}), (1, 0), delta)
    assert found.lower**2 <= square <= found.upper**2 and found.upper - found.lower <= TIGHT
    assert all(s.what != "open" and not complaint(s, (F(1), F(0)), delta) for s in seen)


def test_where_the_valley_of_nesterovs_function_bends_0_is_a_generalized_gradient_and_beside_it_none():
    known = cells(nonsmooth_rosenbrock, {})
    assert of_cells(known, (0, -1), 0)[0].upper == 0 and of_cells(known, (1, 1), 0)[0].upper == 0
    for x, y in ((F(1, 2), F(0)), (F(-1, 4), F(-1, 2))):  # on a leg of the valley, away from both ends
        beside = of_cells(known, (x, y), F(1, 8))[0]
        assert F(1, 9) < beside.lower <= beside.upper < F(1, 8)
    assert of_cells(known, (F(-1, 4), F(-1, 2)), 1)[0].upper == 0, "the bend is in the ball"


def test_a_maximum_has_the_bracket_that_its_pieces_give():
    draw = random.Random(4)
    for d in (2, 3):
        pieces = [([draw.randrange(-3, 4) for _ in range(d)], draw.randrange(-2, 3)) for _ in range(3)]
        known = cells(max_of(pieces), {})
        for _ in range(6):
            x = [F(draw.randrange(-9, 10), 4) for _ in range(d)]
            delta = F(draw.randrange(0, 9), 4)
            one, other = of_cells(known, x, delta)[0], of_affine_maximum(pieces, x, delta)
            assert other.lower <= one.upper + TIGHT and one.lower <= other.upper + TIGHT and one.upper - one.lower <= TIGHT


@pytest.mark.parametrize(("body", "d"), [(corners, 2), (five, 5), (relu_network.value, 2), (nonsmooth_rosenbrock.value, 2)])
def test_what_is_said_of_each_cell_is_shown_and_samples_agree(body, d):
    draw = random.Random(d)
    known = cells(of_value(body), {})
    names = body.__code__.co_varnames[:d]
    for _ in range(4):
        x = [F(draw.randrange(-8, 9), 4) for _ in range(d)]
        delta = F(draw.randrange(1, 9), 4)
        found, seen = of_cells(known, x, delta)
        assert not any(complaint(s, x, delta) for s in seen) and found.upper - found.lower <= TIGHT
        met = [s.cell.slope for s in seen if s.what == "met"]
        for _ in range(40):  # at a random point of the ball the function has the slope of a cell that is met
            y = [c + delta * F(draw.randrange(-99, 100), 251) for c in x]
            if sum((a - c) ** 2 for a, c in zip(y, x, strict=True)) > delta**2:
                continue
            here = exact.evaluate(body, dict(zip(names, y, strict=True)))
            step = F(1, 10**9)
            slope = tuple(
                (exact.evaluate(body, {n: c + step * (n == name) for n, c in zip(names, y, strict=True)}) - here) / step for name in names
            )
            assert slope in met
        assert of_hull(met).upper == found.upper


def test_a_wrong_word_about_a_cell_is_refused():
    x, delta = (F(1), F(0)), F(8, 9)
    _, seen = of_cells(cells(max_of_affine, {}), x, delta)
    for kind in ("met", "missed", "flat"):
        right = next(s for s in seen if s.what == kind and (kind != "met" or s.point != x))
        assert not complaint(right, x, delta)
        wrong = {
            "met": [{"point": x}, {"inside": right.point}, {"point": (F(9), F(9)), "inside": (F(9), F(9))}, {"what": "missed"}],
            "missed": [{"what": "flat"}, {"weights": tuple(-w for w in right.weights)}, {"weights": right.weights[1:]}],
            "flat": [{"what": "missed"}, {"weights": tuple(F(0) for _ in right.weights)}],
        }[kind]
        assert all(complaint(replace(right, **change), x, delta) for change in wrong), kind
    missed = next(s for s in seen if s.what == "missed")
    assert complaint(missed, x, F(9, 10)), "a larger ball reaches it"


def test_what_is_not_piecewise_linear_is_refused():
    with pytest.raises(ValueError, match="not affine"):
        cells(quadratic, {"a": 1})
