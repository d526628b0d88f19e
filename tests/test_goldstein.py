"""Goldstein's distance: brackets hold the true distance, prove it in rationals, and are seen to miss a wrong one."""

import random
from fractions import Fraction as F
from itertools import product

import pytest

from theorysim.measure.goldstein import Bracket, of_affine_maximum, of_hull, of_objective, root
from theorysim.objectives.max_of_affine import max_of
from theorysim.objectives.piecewise import piecewise_linear
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.sine_product import sine_product
from theorysim.objectives.zigzag import zigzag_through
from theorysim.quantities.goldstein_distance import goldstein_distance
from theorysim.readings import exact

TIGHT = F(1, 10**12)


def dot(a, b):
    return sum((F(x) * F(y) for x, y in zip(a, b, strict=True)), F(0))


def why_not(bracket: Bracket, vectors) -> str:
    """Verify a bracket of a hull without trusting how it was made: weights that reach its upper end, a plane at its lower end."""
    if min(bracket.weights) < 0 or sum(bracket.weights) != 1:
        return "the weights make no convex combination"
    point = [sum(w * F(v[i]) for w, v in zip(bracket.weights, vectors, strict=True)) for i in range(len(vectors[0]))]
    if dot(point, point) > bracket.upper**2:
        return "the point is longer than the upper end"
    length = dot(bracket.direction, bracket.direction)
    least = min(dot(bracket.direction, v) for v in vectors)
    if bracket.lower > 0 and (least < 0 or least**2 < bracket.lower**2 * length):
        return "the plane does not separate by the lower end"
    return "" if bracket.lower <= bracket.upper else "the ends are the wrong way round"


@pytest.mark.parametrize("d", [1, 2, 3, 6])
def test_a_hull_is_bracketed_and_the_bracket_verified(d):
    draw = random.Random(d)
    for _ in range(12):
        centre = [draw.choice((0, 0, 3)) for _ in range(d)]
        vectors = [[F(draw.randrange(-40, 41), 16) + c for c in centre] for _ in range(draw.randrange(1, 12))]
        found = of_hull(vectors)
        assert why_not(found, vectors) == ""
        assert found.upper - found.lower <= TIGHT


def test_a_hull_of_known_distance():
    assert of_hull([(3, 4)]).lower == of_hull([(3, 4)]).upper == 5
    found = of_hull([(1, -5), (1, 7)])  # the segment x = 1
    assert abs(found.lower - 1) <= TIGHT and abs(found.upper - 1) <= TIGHT and found.lower <= 1 <= found.upper
    assert of_hull([(0, 0, 0)]).upper == 0
    assert of_hull([(10**300, 0), (0, 10**300)]).upper ** 2 >= F(10**600, 2) >= of_hull([(10**300, 0), (0, 10**300)]).lower ** 2
    with pytest.raises(ValueError, match="no vectors"):
        of_hull([])


def test_wrong_brackets_of_a_hull_are_refused():
    vectors = [(1, -5), (1, 7)]
    right = of_hull(vectors)
    assert why_not(right, vectors) == ""
    for wrong in (
        Bracket(right.lower, F(9, 10), right.weights, right.direction),
        Bracket(F(11, 10), right.upper, right.weights, right.direction),
        Bracket(right.lower, right.upper, (F(2), F(-1)), right.direction),
        Bracket(right.lower, right.upper, right.weights, (F(0), F(1))),
    ):
        assert why_not(wrong, vectors)


def test_square_roots_are_rounded_outwards():
    draw = random.Random(0)
    for square in [F(draw.randrange(1, 10**12), draw.randrange(1, 10**12)) for _ in range(200)] + [F(1, 10**60), F(10**60 + 1), F(2)]:
        low, high = root(square, up=False), root(square, up=True)
        assert low**2 <= square <= high**2
        assert high - low <= high / 2**70
    assert root(F(9, 4), up=True) == root(F(9, 4), up=False) == F(3, 2) and root(F(0), up=True) == 0


# --- maxima of affine functions --------------------------------------------------------------------------------------------


def active(pieces, y):
    heights = [dot(s, y) + b for s, b in pieces]
    return {j for j, h in enumerate(heights) if h == max(heights)}


def active_on_a_grid(pieces, x, delta, fine=16):
    """Return the pieces that are active at points of a grid of the ball in the plane: no others than are active in the ball."""
    seen = set()
    for i, j in product(range(-fine, fine + 1), repeat=2):
        if i * i + j * j <= fine * fine:
            seen |= active(pieces, (F(x[0]) + delta * F(i, fine), F(x[1]) + delta * F(j, fine)))
    return sorted(seen)


def drawn(draw, d):
    pieces = [(tuple(F(draw.randrange(-8, 9), 4) for _ in range(d)), F(draw.randrange(-4, 5))) for _ in range(draw.randrange(1, 6))]
    return pieces, [F(draw.randrange(-6, 7), 2) for _ in range(d)], F(draw.choice((0, 1, 3)), 2)


def test_the_bracket_of_a_maximum_holds_the_distance_on_the_line():
    draw, narrow = random.Random(11), 0
    for _ in range(60):
        pieces, (x,), delta = drawn(draw, 1)
        crossings = [(b - c) / (t[0] - s[0]) for s, b in pieces for t, c in pieces if s != t]
        spots = [x - delta, x, x + delta, *(y for y in crossings if abs(y - x) <= delta)]
        truth = of_hull([pieces[j][0] for j in sorted(set().union(*(active(pieces, (y,)) for y in spots)))])
        found = of_affine_maximum(pieces, (x,), delta)
        assert found.lower <= truth.upper and truth.lower <= found.upper
        narrow += found.upper - found.lower <= TIGHT
    assert narrow >= 55


def test_the_bracket_of_a_maximum_holds_what_a_grid_of_the_ball_shows():
    draw, narrow = random.Random(12), 0
    for _ in range(16):
        pieces, x, delta = drawn(draw, 2)
        found = of_affine_maximum(pieces, x, delta)
        shown = of_hull([pieces[j][0] for j in active_on_a_grid(pieces, x, delta)])
        assert found.lower <= shown.upper and found.lower <= found.upper
        narrow += found.upper - found.lower <= TIGHT
    assert narrow >= 12


def test_a_ball_that_just_touches_another_piece():
    pieces = [((1, 0), 0), ((-1, 0), 0)]  # |x|
    assert of_affine_maximum(pieces, (1, 5), F(999, 1000)).lower == 1
    touching = of_affine_maximum(pieces, (1, 5), 1)
    assert touching.lower == touching.upper == 0
    assert of_affine_maximum(pieces, (0, 0), 0).upper == 0


def test_a_ruled_out_piece_too_many_is_seen():
    pieces, x, delta = [((1, 0), 0), ((-1, 0), 0), ((0, 2), -1)], (F(1, 2), F(0)), F(1)
    found = of_affine_maximum(pieces, x, delta)
    truth = of_hull([pieces[j][0] for j in active_on_a_grid(pieces, x, delta)])
    assert found.lower <= truth.upper
    wrong = of_hull([pieces[0][0]])  # only what is active at x
    assert wrong.lower > truth.upper


# --- any objective ----------------------------------------------------------------------------------------------------------


def test_samples_in_one_variable_lie_above_the_exact_distance():
    draw, equal = random.Random(0), 0
    for _ in range(12):
        places = sorted({F(draw.randrange(-64, 64), 8) for _ in range(12)})
        f = piecewise_linear(places, [F(draw.randrange(1, 20) * draw.choice((-1, 1)), 4) for _ in range(len(places) + 1)])
        x, delta = F(draw.randrange(-60, 60), 8), F(draw.randrange(1, 16), 8)
        low, high = exact.evaluate(f.clarke, {"x": x, "radius": delta})
        true = exact.evaluate(goldstein_distance.body, {"clarke_low": low, "clarke_high": high, "delta": delta})
        found = of_objective(f, {}, (x,), delta)
        assert found.exact and found.lower == 0 and found.upper >= true
        equal += found.upper == true
    assert equal >= 8


def test_samples_find_the_valley_of_a_zigzag_and_a_maximum_agrees():
    own = {"theta": F(1, 4), "L": F(1), "Delta": F(1)}
    assert of_objective(zigzag_through((0, 1)), own, (F(0),), F(1, 2)).upper <= TIGHT
    assert of_objective(zigzag_through((0, 1)), own, (F(0),), F(1, 5)).upper == 1  # the valley is at -1/4
    pieces = [((1, 0), 0), ((0, 1), 0), ((-1, -1), 0)]
    for x, delta in (((2, -1), F(1, 2)), ((3, 3), F(1, 10)), ((F(1, 10), F(1, 10)), F(1, 2))):
        sampled, whole = of_objective(max_of(pieces), {}, x, delta), of_affine_maximum(pieces, x, delta)
        assert whole.lower <= sampled.upper <= whole.upper + TIGHT


def test_smoothness_gives_a_lower_end_and_says_when_it_is_rounded():
    found = of_objective(quadratic, {"a": 2}, (F(3),), F(1, 2), smoothness=2)
    assert found.exact and found.lower == 5 and 5 <= found.upper <= 6  # the least slope within 1/2 of 3 is 5
    wave = of_objective(sine_product, {"a": 1}, (1, F(1, 2)), F(1, 10), smoothness=1)
    assert not wave.exact and 0 < wave.lower < wave.upper
    assert of_objective(sine_product, {"a": 1}, (1, F(1, 2)), F(1, 10)).lower == 0
