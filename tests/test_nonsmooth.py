"""Piecewise linear objectives, in rationals: what the proofs of chapter 5 print of their functions, and where that is not so."""

import random
from dataclasses import replace
from fractions import Fraction as F
from itertools import pairwise

import pytest
from keeping import due

from theorysim.domains import Coordinate, Direction, Index, Nonnegative, Positive, Real, Zero
from theorysim.laws import every
from theorysim.maths import absolute, where
from theorysim.model import Method, Objective
from theorysim.objectives.absolute_value import absolute_value
from theorysim.objectives.max_of_affine import max_of
from theorysim.objectives.piecewise import piecewise_linear
from theorysim.objectives.resisting import resisting_at
from theorysim.objectives.zigzag import zigzag_through
from theorysim.oracles.direction import direction
from theorysim.oracles.noisy_direction import noisy_direction
from theorysim.quantities.finished import finished
from theorysim.quantities.goldstein_distance import goldstein_distance
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.quantities.remaining_progress import remaining_progress
from theorysim.readings import exact, floats
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import run
from theorysim.simulate.streams import Trial

MOST = 9  # points of a long list at which it is looked at


def spread(draw, n):
    return [F(draw.randrange(-(2**20), 2**20), 2**8) for _ in range(n)]


def clustered(draw, n):
    """Return points in three clusters, 2^-30 apart and up, some of them asked twice."""
    return [draw.choice((-3, F(1, 2), 1000)) + F(draw.randrange(4 * n), 2**30) for _ in range(n)]


LISTS = {
    f"{kind.__name__} {n}": kind(random.Random(n), n) for kind, sizes in ((spread, (1, 2, 7, 200)), (clustered, (3, 40))) for n in sizes
}
some = pytest.mark.parametrize("points", LISTS.values(), ids=LISTS)


def few(draw, items):
    items = sorted(items)
    return items if len(items) <= MOST else [items[0], items[-1], *draw.sample(items[1:-1], MOST - 2)]


def at(objective, x, **own):
    return exact.evaluate(objective.value, {"x": x, **own})


def slope(objective, x, v=0, **own):
    return exact.evaluate(objective.gradient, {"x": x, "v": v, **own})


def hull(objective, x, radius, **own):
    return exact.evaluate(objective.clarke, {"x": x, "radius": radius, **own})


def stationary(objective, x, radius=0, **own):
    low, high = hull(objective, x, radius, **own)
    return low <= 0 <= high


# --- the zigzag of lemma 5.7.1 --------------------------------------------------------------------------------------------


def spacing(points, L, Delta):
    """Write delta of the print."""
    return min([b - a for a, b in pairwise(sorted(set(points)))] + [F(Delta) / L])


def printed(points, x, theta, L, Delta):
    """Transcribe f_theta as the proof prints it; None where it says nothing, an error where two lines disagree."""
    xs, s = sorted(set(points)), theta * spacing(points, L, Delta)
    lines = [-L * (x - xs[0] + 2 * s)] if x <= xs[0] - s else []
    for a, b in pairwise(xs):
        lines += [L * (x - a)] if a - s <= x <= (a + b) / 2 - s else []
        lines += [-L * (x - b + 2 * s)] if (a + b) / 2 - s <= x <= b - s else []
    lines += [L * (x - xs[-1])] if x >= xs[-1] + s else []
    assert len(set(lines)) <= 1
    return lines[0] if lines else None


def valleys_and_hills(points, theta, L, Delta):
    xs, s = sorted(set(points)), theta * spacing(points, L, Delta)
    return sorted([x - s for x in xs] + [(a + b) / 2 - s for a, b in pairwise(xs)])


@some
def test_zigzag_is_what_the_proof_prints(points):
    draw, family = random.Random(1), zigzag_through(points)
    for theta, L, Delta in ((F(1, 3), F(7, 5), F(2, 9)), (F(49, 100), F(1), F(10**6))):
        own = {"theta": theta, "L": L, "Delta": Delta}
        depth = L * theta * spacing(points, L, Delta)
        kinks = valleys_and_hills(points, **own)
        assert exact.evaluate(family.minimum, own) == -depth >= -Delta
        for x in few(draw, set(points)):
            assert at(family, x, **own) == 0
            assert [slope(family, x, v, **own) for v in (-1, 0, 1)] == [L, L, L]
        for x in few(draw, kinks):
            assert printed(points, x, **own) in (at(family, x, **own), None)
            assert hull(family, x, 0, **own) == (-L, L)
        for a, b in few(draw, pairwise(kinks)):
            x = a + (b - a) * F(draw.randrange(1, 1000), 1000)
            assert at(family, x, **own) == printed(points, x, **own) >= -depth
            assert not stationary(family, x, **own)
        for x in (kinks[0] - 5, max(points) + 5 + spacing(points, L, Delta)):
            assert at(family, x, **own) == printed(points, x, **own)
            assert not stationary(family, x, **own)
        assert hull(family, min(points), 10**9, **own) == (-L, L)


def test_the_print_leaves_a_hole_around_the_last_point():
    own = {"theta": F(1, 4), "L": F(1), "Delta": F(1)}
    assert printed([0, 1], F(1), **own) is None
    assert printed([0, 1], F(1) - F(1, 4), **own) == -F(1, 4)
    assert printed([0, 1], F(5, 4), **own) == F(1, 4)


@some
def test_two_thetas_share_no_stationary_point(points):
    one, other = (set(valleys_and_hills(points, theta, F(2), F(3))) for theta in (F(1, 5), F(2, 5)))
    assert not one & other
    family = zigzag_through(points)
    for x in few(random.Random(2), one):
        assert stationary(family, x, theta=F(1, 5), L=2, Delta=3)
        assert not stationary(family, x, theta=F(2, 5), L=2, Delta=3)


# --- the function of section 5.7.6 ----------------------------------------------------------------------------------------


@some
def test_resisting_function_rises_as_the_proof_says(points):
    draw, f = random.Random(3), resisting_at(points)
    xs = sorted(set(points))
    for delta in (F(1), F(1, 2**28)):
        assert at(f, xs[0], delta=delta, shift=0) == 0
        assert at(f, xs[0] - 2 * delta, delta=delta, shift=0) == -2 * delta
        assert slope(f, xs[0] - 3 * delta, delta=delta, shift=0) == -1
        for a, b in few(draw, pairwise(xs)):
            low, high = (at(f, x, delta=delta, shift=0) for x in (a, b))
            assert high - low == min(b - a, 4 * delta)
        for x in few(draw, xs):
            for off in (-2, -1, 0, F(3, 2), 2):
                towards = 1 if off < 0 else -1
                assert slope(f, x + off * delta, towards, delta=delta, shift=0) == 1
            assert slope(f, x, -1, delta=delta, shift=F(3, 2)) == slope(f, x, 1, delta=delta, shift=F(3, 2)) == 1
            assert at(f, x + F(3, 2) * delta, delta=delta, shift=F(3, 2)) == at(f, x, delta=delta, shift=0)


def summed(points, x, delta):
    """Integrate the printed slopes from x_1 to x, piece by piece."""
    xs = sorted(set(points))
    cuts = sorted({xs[0], x, xs[0] - 2 * delta, *(y + s * delta for y in xs for s in (-2, 2)), *((a + b) / 2 for a, b in pairwise(xs))})
    total = F(0)
    for a, b in pairwise(cuts):
        y = (a + b) / 2
        near = any(abs(y - p) < 2 * delta for p in xs)
        falls = not near and (y < xs[0] or any(p + 2 * delta < y < (p + q) / 2 for p, q in pairwise(xs)))
        if min(x, xs[0]) <= a and b <= max(x, xs[0]):
            total += (1 if x > xs[0] else -1) * (-1 if falls else 1) * (b - a)
    return total


@pytest.mark.parametrize("points", [p for p in LISTS.values() if len(p) < 50], ids=[n for n, p in LISTS.items() if len(p) < 50])
def test_resisting_function_is_the_integral_of_the_printed_slopes(points):
    draw, f = random.Random(4), resisting_at(points)
    for delta in (F(1), F(3, 2**26)):
        for _ in range(12):
            x = draw.choice(points) + F(draw.randrange(-(2**13), 2**13), 2**10) * draw.choice((1, delta))
            assert at(f, x, delta=delta, shift=0) == summed(points, x, delta)
            least = exact.evaluate(f.minimum, {"delta": delta, "shift": 0})
            assert at(f, x, delta=delta, shift=0) >= least


def test_what_the_proof_says_of_its_function_and_is_not_so():
    # its minimum is not at x_0 - 2 delta: between points far apart it falls as far as they are apart
    far = resisting_at((0, 100))
    assert at(far, 50, delta=1, shift=0) == -46 < at(far, -2, delta=1, shift=0) == -2
    assert exact.evaluate(far.minimum, {"delta": 1, "shift": 0}) == -46
    assert at(far, 100, delta=1, shift=0) + 46 > 16  # f(x_2) - inf f, with Delta = 8 delta K = 16
    # its stationary points are not 4 delta apart, and it shares one with the function moved by 1.5 delta
    seven = resisting_at((0, 7))
    assert all(stationary(seven, F(7, 2), delta=1, shift=shift) for shift in (0, F(3, 2)))
    # with one point both functions have one stationary point each, 1.5 delta apart: what is between is within delta of both
    one = resisting_at((0,))
    assert [stationary(one, F(-5, 4), 1, delta=1, shift=shift) for shift in (0, F(3, 2), 0)] == [True] * 3
    assert [stationary(one, F(-5, 4), F(1, 2), delta=1, shift=shift) for shift in (0, F(3, 2))] == [False, False]


# --- any piecewise linear function ------------------------------------------------------------------------------------


def random_pieces(draw, n):
    places = sorted({F(draw.randrange(-(2**12), 2**12), 2**6) for _ in range(n)})
    slopes = [F(draw.randrange(-9, 10), 4) for _ in range(len(places) + 1)]
    return places, slopes, F(draw.randrange(-8, 9))


def by_hand(places, slopes, level, x):
    """Integrate the slopes from the first breakpoint."""
    total, last = level, places[0]
    if x <= places[0]:
        return level + slopes[0] * (x - places[0])
    for here, steep in zip([*places[1:], None], slopes[1:], strict=True):
        end = x if here is None else min(here, x)
        total, last = total + steep * (end - last), end
        if end == x:
            break
    return total


@pytest.mark.parametrize("seed", range(6))
def test_piecewise_linear_against_the_integral_and_the_union_of_slopes(seed):
    draw = random.Random(seed)
    places, slopes, level = random_pieces(draw, 1 + 5 * seed)
    f = piecewise_linear(places, slopes, level)
    ends = [F(-(2**20)), *places, F(2**20)]
    for _ in range(10):
        x = draw.choice([*places, F(draw.randrange(-5000, 5000), 64)])
        radius = draw.choice([F(0), F(1, 64), abs(x - draw.choice(places)), F(30)])
        assert at(f, x) == by_hand(places, slopes, level, x)
        right = next(s for s, (a, b) in zip(slopes, pairwise(ends), strict=True) if a <= x < b)
        left = next(s for s, (a, b) in zip(slopes, pairwise(ends), strict=True) if a < x <= b)
        assert [slope(f, x, v) for v in (-3, 0, 2)] == [left, right, right]
        met = [s for s, (a, b) in zip(slopes, pairwise(ends), strict=True) if a <= x + radius and b >= x - radius]
        assert hull(f, x, radius) == (min(met), max(met))
        assert floats.evaluate(f.value, {"x": float(x)}) == float(at(f, x))  # dyadic and short: no rounding


@pytest.mark.parametrize(
    ("places", "slopes", "says"),
    [
        ([0, 0], [1, 2, 3], "do not ascend"),
        ([1, 0], [1, 2, 3], "do not ascend"),
        ([0], [1], "one slope more"),
        ([], [1], "one breakpoint at least"),
        ([F(1, 3)], [0, 1], "1/3 is no float"),
        ([float("nan")], [0, 1], "no float"),
        ([0.0], [0, float("inf")], "no float"),
    ],
)
def test_piecewise_linear_refuses(places, slopes, says):
    with pytest.raises(ValueError, match=says):
        piecewise_linear(places, slopes)


def test_lists_of_query_points_are_refused_in_words():
    for made in (zigzag_through, resisting_at):
        with pytest.raises(ValueError, match="needs a query point"):
            made(())
        with pytest.raises(ValueError, match="no float"):
            made((F(1, 3),))


# --- maxima of affine functions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("d", [1, 2, 3, 4])
def test_maximum_of_affine_functions_and_its_derivative_along_every_direction(d):
    draw = random.Random(d)
    names, ways = ("x", "y", "z", "t")[:d], {1: "v", 2: "vw", 3: "uvw", 4: "uvws"}[d]
    for _ in range(8):
        pieces = [([draw.randrange(-2, 3) for _ in range(d)], draw.randrange(-1, 2)) for _ in range(draw.randrange(1, 7))]
        f = max_of(pieces)
        for _ in range(8):
            point, way = ([draw.randrange(-1, 2) for _ in range(d)] for _ in range(2))  # small integers: many ties
            here, along = dict(zip(names, point, strict=True)), dict(zip(ways, way, strict=True))

            def highest(t, point=point, way=way, pieces=pieces):
                return max(sum(a * (x + t * v) for a, x, v in zip(s, point, way, strict=True)) + b for s, b in pieces)

            g = exact.evaluate(f.gradient, {**here, **along})
            g = g if isinstance(g, tuple) else (g,)
            t = F(1, 1000)  # before the next kink: heights differ by 1 or more, and close at a rate of at most 16
            assert exact.evaluate(f.value, here) == highest(0)
            assert sum(a * v for a, v in zip(g, way, strict=True)) == (highest(t) - highest(0)) / t
            active = [tuple(s) for s, b in pieces if sum(a * x for a, x in zip(s, point, strict=True)) + b == highest(0)]
            assert g in active
            assert tuple(floats.evaluate(f.gradient, {**here, **along}) if d > 1 else [floats.evaluate(f.gradient, {**here, **along})]) == g


def test_maximum_of_affine_functions_refuses():
    for pieces in ((), [((1, 2, 3, 4, 5), 0)], [((1,), 0), ((1, 2), 0)]):
        with pytest.raises(ValueError, match="variables"):
            max_of(pieces)


# --- compiled, and seen through an oracle ---------------------------------------------------------------------------------


def slide(x: Real, g: Real, eta: Positive):
    return x - eta * g


SLIDE = Method(slide)


@pytest.mark.parametrize("many", [30, *due([200])])
def test_functions_through_many_points_run_compiled_as_they_are_read(many):
    draw, points = random.Random(5), spread(random.Random(6), many)
    for f, own in ((zigzag_through(points), {"theta": 0.25, "L": 1.0, "Delta": 1.0}), (resisting_at(points), {"delta": 0.5, "shift": 1.5})):
        given = {"method.eta": 2.0**-6, "quantity.delta": 0.125, **{f"objective.{n}": w for n, w in own.items()}}
        for x in (float(draw.choice(points)), -0.3):
            found = run(Composition(SLIDE, f, goldstein_distance, direction), given, x, 0.0, 0)
            low, high = floats.evaluate(f.clarke, {"x": x, "radius": 0.125, **own})
            assert found.value == floats.evaluate(f.value, {"x": x, **own})
            assert found.gradient_norm == abs(floats.evaluate(f.gradient, {"x": x, "v": 0, **own}))
            assert (found.outcome == "reached") == (low <= 0 <= high)


def test_the_ball_of_the_distance_is_closed():
    given = {"method.eta": 0.25, "quantity.delta": 0.25}
    assert run(Composition(SLIDE, absolute_value, goldstein_distance), given, 1.0, 1e-3, 100).T == 3
    assert run(Composition(SLIDE, absolute_value, goldstein_distance), {**given, "quantity.delta": 0.249}, 1.0, 1e-3, 100).T == 4
    assert run(Composition(SLIDE, absolute_value, goldstein_distance), given, 1.0, 1.0, 100).T == 0


def v(m: Zero):
    return -m


def descend(x: Real, g: Real, m: Zero, eta: Positive):
    return x - eta * g, g


ALONG = Method(v, descend)


def test_the_direction_reaches_the_objective():
    given = {"method.eta": 0.5}
    # at 0 it is asked along 0 and shows 1; back at 0 along 1, and shows 1 again
    through = [run(Composition(ALONG, absolute_value, gradient_norm, direction), given, 0.0, -0.0, n).x[0] for n in (1, 2, 3)]
    assert through == [-0.5, 0.0, -0.5]
    twice = piecewise_linear((-1, 0), (-3, 1, 2))
    ways = {oracle: run(Composition(ALONG, twice, gradient_norm, oracle), given, 1.0, 0.0, 2).x[0] for oracle in (direction, None)}
    assert ways == {direction: -0.5, None: -1.0}  # 1, then 0: to the left the slope is 1, else 2


def test_noise_on_a_direction_has_the_variance_it_says():
    f = max_of([((1, 1, 1, 1), 0)])
    for sigma in (0.0, 3.0):
        seen = [
            run(
                Composition(SLIDE, f, gradient_norm, noisy_direction),
                {"method.eta": 1.0, "oracle.sigma": sigma},
                (0.0,) * 4,
                0.0,
                1,
                trial=Trial(number=t),
            ).x
            for t in range(40)
        ]
        off = [[-x - 1 for x in point] for point in seen]
        assert all(sum(e * e for e in point) == sigma**2 for point in off)
        signs = {tuple(e > 0 for e in point) for point in off}
        assert len(signs) > 8 or sigma == 0  # of 16 equally likely ones; fewer in 40 draws has a chance below 10^-9


def chain_value(x: Coordinate, i: Index):
    return x * i


def chain_gradient(x: Coordinate, i: Index):
    return i + 0 * x


def over(count: Zero):
    return where(count > 2, 1, 0)


def counted(x: Real, g: Real, count: Zero, eta: Positive):
    return x - eta * g, count + 1


def test_progress_and_the_end_of_a_method_are_criteria():
    chain = Objective(chain_value, chain_gradient)
    given = {"method.eta": 2.0**-6}  # coordinate i is at -i k/64 after k steps; beyond 1/4 when i k > 16
    times = [run(Composition(SLIDE, chain, remaining_progress), given, (0.0,) * 5, left, 100).T for left in (0.0, 4.0, 5.0)]
    assert times == [4, 4, 0]  # the last coordinate is the first one beyond
    assert run(Composition(SLIDE, chain, remaining_progress), {**given, "quantity.beta": 1.0}, (0.0,) * 5, 0.0, 100).T == 13
    ends = run(Composition(Method(counted, done=over), chain, finished), given, (0.0,) * 5, 0.0, 100)
    assert (ends.outcome, ends.T) == ("reached", 3)


# --- the checks can refuse ------------------------------------------------------------------------------------------------


def test_a_wrong_side_of_a_kink_is_refused():
    assert every.kinks.fits_the_direction(absolute_value) == []

    def other_side(x: Coordinate, v: Direction = 0, a: Positive = 1):
        return where(x < 0, -a, where(x > 0, a, where(v < 0, a, -a)))

    def never_left(x: Coordinate, v: Direction = 0, a: Positive = 1):
        return where(x < 0, -a, a)

    for wrong in (other_side, never_left):
        assert every.kinks.fits_the_direction(replace(absolute_value, gradient=wrong))


def test_a_wrong_interval_of_slopes_is_refused():
    assert every.kinks.spans_its_slopes(absolute_value) == []

    def of_the_open_ball(x: Coordinate, radius: Nonnegative, a: Positive = 1):
        here = where(x < 0, -a, a)
        return where(absolute(x) < radius, -a, here), where(absolute(x) < radius, a, here)

    def of_the_point(x: Coordinate, radius: Nonnegative, a: Positive = 1):
        return where(x > 0, a, -a), where(x < 0, -a, a)

    for wrong in (of_the_open_ball, of_the_point):
        assert every.kinks.spans_its_slopes(replace(absolute_value, clarke=wrong))


def test_a_jump_of_the_value_in_the_plane_is_refused():
    def torn(x: Coordinate, y: Coordinate):
        return where(x > y, x + 1, y)

    def slopes(x: Coordinate, y: Coordinate):
        return where(x > y, 1, 0), where(x > y, 0, 1)

    def joined(x: Coordinate, y: Coordinate):
        return where(x > y, x, y)

    assert every.meets_at_breakpoints(Objective(joined, slopes)) == []
    assert "the value jumps by 1 at y" in every.meets_at_breakpoints(Objective(torn, slopes))


def test_the_printed_zigzag_is_told_from_near_ones():
    own = {"theta": F(1, 3), "L": F(2), "Delta": F(1)}
    points, x = [F(0), F(3), F(4)], F(5, 2)
    right = at(zigzag_through(points), x, **own)
    assert right == printed(points, x, **own)
    for wrong in ({**own, "theta": F(2, 5)}, {**own, "L": F(3)}, {**own, "Delta": F(1, 2)}):
        assert at(zigzag_through(points), x, **wrong) != right
    assert at(zigzag_through([F(0), F(3) + F(1, 2**20), F(4)]), x, **own) != right
