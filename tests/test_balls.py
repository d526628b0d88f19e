"""Balls are sound: what they certify no exact point violates, and more bits never contradict fewer."""

import importlib
import pkgutil
import random
from fractions import Fraction
from functools import cache
from types import FunctionType

import mpmath
import pytest
from expressions import RATIONAL, ROUGH, SMOOTH, body, point, text
from keeping import due
from test_readings import MPMATH

from theorysim import assumptions, methods, objectives, oracles, quantities, statements
from theorysim.domains import Real
from theorysim.maths import absolute, cos, exp, flat, maximum, minimum, power, sin, sqrt, where
from theorysim.model import Sided, at_most, less, same
from theorysim.prove.balls import Certified, Refuted, Undecided, certify
from theorysim.readings import balls, constants, exact
from theorysim.readings.confirm import confirm
from theorysim.readings.jets import jet
from theorysim.readings.read import read

SEEDS, POINTS = 250, 100_000
F = Fraction


def random_box(draw):
    ends = {}
    for name in ("x", "y"):
        low = F(draw.randint(-12, 12), draw.choice((1, 2, 3, 5)))
        ends[name] = (low, low + F(draw.randint(1, 24), draw.choice((1, 4, 7))))
    return ends


def random_relation(seed):
    """Return a random relation and box; the right side is a constant near the left side's largest values, so that both outcomes occur."""
    draw = random.Random(seed)
    left = text(draw, 3, RATIONAL + ROUGH + (SMOOTH if seed % 2 else ()))
    box = random_box(draw)
    sample = [float(balls.evaluate(body(left), {n: point(draw, *box[n]) for n in box}, 64).arb.mid()) for _ in range(30)]
    # a float that is a power of two times a small number, so that it is exact in the text
    right = round((max(sample) + draw.choice((-0.2, 0.05, 0.5)) * (max(sample) - min(sample) + 0.01)) * 1024) / 1024
    both = body(f"({left}, {right})")
    return draw, Sided(both, draw.choice(("<=", "<"))), box


@cache
def judged(seed):
    draw, sided, box = random_relation(seed)
    return draw, sided, box, certify(sided, box, limit=150)


def margins(sided):
    """Return right - left as a function of a point: by rationals, else in mpmath, never in the arithmetic that is under test."""
    rational = read(sided.body, exact.MEANING)
    approximate = read(sided.body, MPMATH, constant=mpmath.mpf)

    def margin(place):
        try:
            left, right = (exact.Rational(side).fraction for side in rational(**{n: exact.Rational(v) for n, v in place.items()}))
        except exact.NotRational:
            left, right = approximate(**{n: mpmath.mpf(v.numerator) / v.denominator for n, v in place.items()})
        return right - left

    return margin


def violated(seed, found, points):
    """Try a certified relation at many exact points; give those at which it fails."""
    draw, sided, box = random_relation(seed)
    margin = margins(sided)
    if isinstance(found, Certified):
        places = ({n: point(draw, *box[n]) for n in box} for _ in range(points))
        return [place for place in places if margin(place) < -1e-25]  # mpmath has 30 digits
    if isinstance(found, Refuted):
        assert all(isinstance(v, Fraction) and box[n][0] <= v <= box[n][1] for n, v in found.point.items())
        assert margin(found.point) <= 0
        assert confirm(sided, found.point) is False
    return []


def test_no_certified_relation_is_violated_at_any_of_many_exact_points():
    """Each certified relation that is due is tried at as many points as make POINTS for all of them."""
    outcomes = [judged(seed)[-1] for seed in range(SEEDS)]
    counts = [sum(isinstance(found, kind) for found in outcomes) for kind in (Certified, Refuted)]
    assert min(counts) > 50
    with mpmath.workdps(30):
        assert [seed for seed in due(range(SEEDS)) if violated(seed, outcomes[seed], -(-POINTS // counts[0]))] == []


def test_balls_that_forgot_their_radius_would_be_caught(monkeypatch):
    monkeypatch.setattr(balls, "_made", lambda result, sign=0: balls.Ball(result.mid()))
    with mpmath.workdps(30):
        seeds = range(40, 160)
        caught = [seed for seed in seeds if violated(seed, certify(*random_relation(seed)[1:], limit=20), 50)]
    assert len(caught) >= 3


def test_53_and_200_bits_never_contradict_on_boxes_or_at_points():
    for seed in range(SEEDS):
        draw, sided, box, _ = judged(seed)
        for values in (box, *({n: point(draw, *box[n]) for n in box} for _ in range(4))):
            few, many = balls.evaluate(sided.body, values, 53), balls.evaluate(sided.body, values, 200)
            for a, b in zip(few, many, strict=True):
                assert a.arb.overlaps(b.arb) or not (a.finite() and b.finite())
            for compare in (balls.Ball.__le__, balls.Ball.__lt__, balls.equal):
                assert {compare(*few).known, compare(*many).known} != {True, False}


def test_the_ball_over_a_box_and_the_jet_contain_every_point_of_it():
    for seed in range(0, SEEDS, 3):
        draw, sided, box, _ = judged(seed)
        wide, jets = balls.evaluate(sided.body, box, 64)[0], jet(sided.body, box)[0]
        for _ in range(8):
            place = {n: point(draw, *box[n]) for n in box}
            true = balls.evaluate(sided.body, place, 200)[0].arb
            assert not wide.finite() or wide.arb.overlaps(true)
            assert not jets.value.finite() or jets.value.arb.overlaps(true)


def test_derivatives_over_a_box_contain_those_of_mpmath():
    for seed in range(60):
        draw = random.Random(seed)
        one = body(text(draw, 3, RATIONAL + SMOOTH))
        box = {n: (low, low + F(1, 8)) for n, low in (("x", F(draw.randint(-9, 9), 5)), ("y", F(draw.randint(-9, 9), 5)))}
        found = jet(one, box, bits=100)
        with mpmath.workdps(40):
            read_by_mpmath = read(one, MPMATH, constant=mpmath.mpf)
            at = tuple(mpmath.mpf(low.numerator) / low.denominator + mpmath.mpf(1) / 32 for low, _ in box.values())
            for orders, contained in (
                ((1, 0), found.gradient[0]),
                ((0, 1), found.gradient[1]),
                ((2, 0), found.hessian[0][0]),
                ((1, 1), found.hessian[0][1]),
                ((0, 2), found.hessian[1][1]),
            ):
                true = mpmath.diff(read_by_mpmath, at, orders)
                near = balls.arb(mpmath.nstr(true, 30)) + balls.arb(0, 1e-8 * (1 + abs(float(true))))
                assert not contained.finite() or contained.arb.overlaps(near), (seed, orders)


# --- what is easy to get wrong -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("returned", "low", "high"),
    [
        ("x ** 2", 0, 4),  # not [-2, 4]
        ("x ** 3", -1, 8),
        ("x * x", 0, 4),
        ("absolute(x)", 0, 2),
        ("minimum(x, 1)", -1, 1),
        ("where(x > 0, 1, 2)", 1, 2),
        ("flat(x, 2)", 0, 0.37),  # the top is 1/e, at t = 1
        ("power(maximum(x, 0), 1.5)", 0, 2.83),
        ("maximum(x, 0) * maximum(x, 0) ** 2", 0, 8),
    ],
)
def test_ranges_over_minus_one_to_two_are_tight(returned, low, high):
    found = balls.evaluate(body(returned), {"x": (-1, 2), "y": 0}).arb
    assert low - 1e-6 <= float(found.lower()) and float(found.upper()) <= high + 1e-6


@pytest.mark.parametrize("returned", ["x * x / 2", "absolute(x) * y", "exp(9 * x)", "sqrt(x * x) + y", "erfc(5 * x)", "flat(x, 3)"])
def test_what_is_never_negative_is_known_to_be_so_to_the_last_bit(returned):
    for box in ((-1, F(1, 3)), (0, F(1, 3)), (F(-1, 7), 0)):
        assert (balls.evaluate(body(returned), {"x": box, "y": (0, F(1, 3))}) >= 0).known is True


def test_a_division_by_a_ball_around_zero_is_unbounded_and_compares_as_unknown():
    found = balls.evaluate(body("1 / x"), {"x": (-1, 1), "y": 0})
    assert not found.finite()
    assert (found < 0).known is None and (found >= 0).known is None and balls.equal(found, 1).known is None


def test_an_unknown_truth_is_no_branch():
    straddles = balls.evaluate(body("x <= 0.5"), {"x": (0, 1), "y": 0})
    with pytest.raises(ValueError, match="where"):
        bool(straddles)
    with pytest.raises(ValueError, match="where"):
        balls.evaluate(body("1 if x <= 0.5 else 2"), {"x": (0, 1), "y": 0})


def test_a_box_that_ends_at_a_breakpoint_lies_on_one_side_of_it():
    third = F(1, 3)
    one = body("where(x <= 0.75, 1, 2) + where(x >= 0, 10, 20)")
    assert balls.evaluate(one, {"x": (0, F(3, 4)), "y": 0}).arb == 11
    assert balls.evaluate(body("where(x >= y, 1, 2)"), {"x": (third, 1), "y": third}).arb == 1


def test_at_most_three_variables_have_derivatives():
    def four(a: Real, b: Real, c: Real, d: Real):
        return a + b + c + d

    with pytest.raises(ValueError, match="4 variables"):
        jet(four, dict.fromkeys("abcd", (0, 1)))


# --- the judge ------------------------------------------------------------------------------------------------------


def quartic(x: Real):
    return absolute(12 * x * x), 12 + 4 * absolute(4 * x * x * x)


def quartic_tightened(x: Real):
    return absolute(12 * x * x), 2 + 2 * absolute(4 * x * x * x)


def tangent(x: Real):
    return 1 + x, exp(x)


def tight_at_an_end(x: Real):
    return where(x > 0, sqrt(x), -x), 1


def jumps(x: Real):
    return where(x > 1, 1, 0) + x * 0, 1 - where(x > 1, x - 1, 0)


def waves(x: Real, y: Real):
    return sin(x) * sin(y) + cos(x * y), F(9, 5)


def waves_lower(x: Real, y: Real):
    return sin(x) * sin(y) + cos(x * y), F(13, 10)


def everywhere_flat(x: Real):
    return flat(x, 3), F(1, 2)


def undefined_below_zero(x: Real):
    return power(x, 1.5) * 0, 1


def clipped(x: Real, y: Real):
    return minimum(x, y) * maximum(x, y), x * y + F(1, 1000)


@pytest.mark.parametrize(
    ("sided", "box"),
    [
        (at_most(quartic), {"x": (-10, 10)}),
        (less(tangent), {"x": (F(1, 100), 50)}),
        (at_most(tight_at_an_end), {"x": (-1, 1)}),
        (at_most(waves), {"x": (-2, 2), "y": (-2, 2)}),
        (at_most(everywhere_flat), {"x": (-1, 100)}),
        (at_most(clipped), {"x": (0, F(1, 2)), "y": (0, F(1, 2))}),
    ],
)
def test_what_is_true_on_a_box_is_certified(sided, box):
    assert isinstance(certify(sided, box), Certified)


@pytest.mark.parametrize(
    ("sided", "box"),
    [
        (at_most(quartic_tightened), {"x": (-10, 10)}),  # fails at |x| = 1 only nearby
        (less(tangent), {"x": (-1, 1)}),  # equal at 0, where both signs meet
        (less(tight_at_an_end), {"x": (-1, 1)}),
        (at_most(jumps), {"x": (0, F(1001, 1000))}),  # the jump is near one end of the box
        (same(tangent), {"x": (-1, 1)}),
        (less(waves_lower), {"x": (-2, 2), "y": (-2, 2)}),
    ],
)
def test_the_judge_sees_a_wrong_thing_and_refutes_it_at_an_exact_point(sided, box):
    found = certify(sided, box)
    assert isinstance(found, Refuted), found
    assert confirm(sided, found.point) is False


def test_what_is_tight_inside_or_not_defined_is_undecided_and_never_certified():
    assert isinstance(certify(at_most(tangent), {"x": (-1, F(4, 3))}, 200), Certified | Undecided)
    assert isinstance(certify(at_most(undefined_below_zero), {"x": (-1, 1)}, 200), Undecided)
    assert isinstance(certify(at_most(undefined_below_zero), {"x": (0, 1)}, 200), Certified)


def test_the_limit_counts_boxes_and_the_same_question_has_the_same_answer():
    hard = at_most(body("(cos(x - 0.7), 1)"))
    first = certify(hard, {"x": (0, 1), "y": (0, 1)}, 77)
    assert first == certify(hard, {"x": (0, 1), "y": (0, 1)}, 77)
    assert isinstance(first, Undecided) and first.boxes == 77


@pytest.mark.parametrize("box", [{}, {"x": (1, 0)}])
def test_a_box_that_is_missing_or_empty_is_an_error(box):
    with pytest.raises(ValueError, match="box"):
        certify(at_most(tangent), box)


# --- constants ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("returned", "bad"),
    [("x / 10", 0), ("0.25 * x + 5/4", 0), ("1/3 * x", 1), ("0.1 * x", 1), ("x + 2**-60", 0), ("x - 1/3 * 2**-60", 1), ("pi * e * x", 0)],
)
def test_a_constant_that_was_rounded_is_found(returned, bad):
    assert len(constants.rounded(body(returned))) == bad


def functions_of(package):
    """Return every function that a package of content defines, those inside records included."""
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        module = importlib.import_module(info.name)
        yield from (v for v in vars(module).values() if isinstance(v, FunctionType) and v.__module__ == info.name)


@pytest.mark.parametrize("package", [assumptions, methods, objectives, oracles, quantities, statements], ids=lambda p: p.__name__)
def test_no_body_of_the_content_holds_a_rounded_constant(package):
    bodies = [one for one in functions_of(package) if one.__name__ != "start"]  # a start is the float that it is
    assert bodies and [complaint for one in bodies for complaint in constants.rounded(one)] == []
