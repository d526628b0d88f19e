"""One body, many readings: they agree on random bodies, and each keeps its own promise."""

import math
import random
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from expressions import RATIONAL, ROUGH, SMOOTH, body, point, text

from theorysim import maths
from theorysim.domains import Positive, Real
from theorysim.maths import absolute, e, equal, exp, flat, log, minimum, pi, power, sqrt, where
from theorysim.model import at_most, less, same
from theorysim.readings import arrays, balls, exact, floats
from theorysim.readings.confirm import confirm
from theorysim.readings.paths import trace
from theorysim.readings.read import read

X, Y = sympy.symbols("x y", real=True)


def mp_flat(t, n):
    return mpmath.exp(-1 / t**2) / t**n if t > 0 else mpmath.mpf(0)


MPMATH = {
    **{n: getattr(mpmath, n) for n in ("exp", "log", "sin", "cos", "sqrt", "erfc", "power")},
    "where": lambda c, a, b: a if c else b,
    "absolute": abs,
    "minimum": min,
    "maximum": max,
    "flat": mp_flat,
}


def on_the_path(body, place):
    """Evaluate the one traced path whose conditions hold at a rational place."""
    at = {X: sympy.Rational(str(place["x"])), Y: sympy.Rational(str(place["y"]))}
    met = [p for p in trace(body, {"x": X, "y": Y}) if all(sympy.sympify(c).xreplace(at) == sympy.true for c in p.conditions)]
    assert len(met) == 1  # the paths cover everything and do not overlap
    return sympy.sympify(met[0].result).xreplace(at)


@pytest.mark.parametrize("seed", range(40))
def test_rational_bodies_are_the_same_number_in_every_exact_reading(seed):
    draw = random.Random(seed)
    one = body(text(draw, 3, RATIONAL + ROUGH))
    for _ in range(3):
        place = {"x": point(draw, Fraction(-2), Fraction(5, 2)), "y": point(draw, Fraction(-1), Fraction(4, 3))}
        true = exact.evaluate(one, place)
        traced = on_the_path(one, place)
        assert Fraction(int(traced.p), int(traced.q)) == true
        for bits in (53, 200):
            found = balls.evaluate(one, place, bits).arb
            with balls.precision(4000):  # a fraction is itself a ball, a far smaller one
                assert found.overlaps(balls.ball(true).arb)
        assert floats.evaluate(one, place) == pytest.approx(float(true), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_transcendental_bodies_agree_with_fifty_digits(seed):
    draw = random.Random(seed)
    one = body(text(draw, 3, RATIONAL + ROUGH + SMOOTH))
    for _ in range(3):
        place = {"x": point(draw, Fraction(-2), Fraction(5, 2)), "y": point(draw, Fraction(-1), Fraction(2))}
        with mpmath.workdps(60):
            true = mpmath.mpf(
                read(one, MPMATH, constant=mpmath.mpf)(**{n: mpmath.mpf(v.numerator) / v.denominator for n, v in place.items()})
            )
            digits = mpmath.nstr(true, 50)
            ball = balls.evaluate(one, place, 200).arb
            assert abs(mpmath.mpf(ball.mid().str(55, radius=False)) - true) <= mpmath.mpf(10) ** -40 * (1 + abs(true))
        narrow = balls.evaluate(one, place, 53).arb
        assert narrow.overlaps(ball)
        assert abs(on_the_path(one, place).evalf(30) - sympy.Float(digits, 50)) <= 1e-20 * (1 + abs(float(true)))
        for found in (floats.evaluate(one, place), arrays_at(one, place)):
            assert found == pytest.approx(float(true), rel=1e-8, abs=1e-8)


def arrays_at(one, place):
    without_erfc = {k: np.array([float(v)]) for k, v in place.items()}
    return float(arrays.evaluate(one, without_erfc)[0][0]) if "erfc" not in one.__code__.co_names else floats.evaluate(one, place)


# --- floats ---------------------------------------------------------------------------------------------------------


def reciprocal(x: Real):
    return 1 / x, (1 / where(x > 0, x, 0), exp(1000 + x))


def test_floats_overflow_and_divide_by_zero_without_a_word():
    assert floats.evaluate(reciprocal, {"x": 0.0}) == (math.inf, (math.inf, math.inf))
    assert math.isnan(floats.evaluate(reciprocal, {"x": math.nan})[0])


def bump(x: Real):
    return flat(x, 2), flat(x, -800)


def test_flat_is_zero_where_the_square_of_its_argument_underflows_and_infinite_where_it_overflows():
    assert floats.evaluate(bump, {"x": 1e-200}) == (0, 0)
    assert floats.evaluate(bump, {"x": 10.0}) == (pytest.approx(math.exp(-0.01) / 100), math.inf)


# --- rationals ------------------------------------------------------------------------------------------------------


def special(x: Real):
    return sqrt(x * x), exp(0 * x), log(1 + 0 * x), flat(-absolute(x), 3), power(x, -2)


def test_what_is_rational_at_a_place_stays_rational():
    assert exact.evaluate(special, {"x": Fraction(-2, 3)}) == (Fraction(2, 3), 1, 0, 0, Fraction(9, 4))


@pytest.mark.parametrize(
    "returned", ["exp(x)", "sqrt(x)", "pi * x", "x < e", "power(x, 0.5)", "flat(x, 1)", "maths.inf - x", "x ** 10 ** 9"]
)
def test_rationals_refuse_what_they_cannot_say(returned):
    one = body(returned)
    one.__globals__["maths"] = maths
    with pytest.raises(exact.NotRational):
        exact.evaluate(one, {"x": Fraction(2), "y": 0})


def test_rationals_report_a_wrong_argument_as_such():
    with pytest.raises(TypeError):
        exact.evaluate(special, {"z": 1})


# --- paths ----------------------------------------------------------------------------------------------------------


def branching(x: Real, y: Real):
    return where(x < 0, -x, x) + where(x >= 0, y, -y), absolute(minimum(x, 1)), where(equal(x, x), 1, 0)


def test_a_condition_or_its_negation_is_split_once():
    paths = trace(branching, {"x": X, "y": Y})
    assert len(paths) == 2 + 2  # x < 0 (then x <= 1 and minimum(x, 1) >= 0 are open, yet the same x), x >= 0
    assert all(len(set(p.conditions)) == len(p.conditions) for p in paths)
    assert all(not r.has(sympy.Piecewise, sympy.Abs, sympy.Min) for p in paths for r in p.result[:2])
    assert all(p.result[2] == 1 for p in paths)


def nested(x: Real):
    return (0.25 * x / 3, 5 / 4 + x / 3), pi * e * x


def test_constants_are_exact_before_they_are_computed_with():
    (path,) = trace(nested, {"x": X})
    assert path.result == ((X / 12, sympy.Rational(5, 4) + X / 3), sympy.pi * sympy.E * X)
    assert trace(nested, {"x": Fraction(1, 3)})[0].result[0][1] == sympy.Rational(5, 4) + sympy.Rational(1, 9)


# --- confirm --------------------------------------------------------------------------------------------------------


def close(x: Real):
    return exp(x), 1 + x + x * x / 2


def tight(x: Positive):
    return exp(log(x)), x


def guarded(x: Real):
    return where(equal(x, 0), 0, 1 / where(equal(x, 0), 1, x)) + where(x > 0, 1 / x, 0), 0


def undefined(x: Real):
    return log(x), 0


def test_confirm_takes_more_bits_until_it_knows():
    tiny = Fraction(1, 10**60)  # exp x - 1 - x - x^2/2 is about 1e-180/6
    assert confirm(at_most(close), {"x": tiny}, bits=32) is False
    assert confirm(at_most(close), {"x": -tiny}, bits=32) is True
    assert confirm(less(close), {"x": Fraction(0)}) is False
    assert confirm(same(close), {"x": Fraction(0)}) is True
    assert confirm(same(close), {"x": tiny}) is False


def test_confirm_says_so_when_it_cannot_know():
    assert confirm(at_most(tight), {"x": Fraction(1, 3)}) is None
    assert confirm(at_most(undefined), {"x": Fraction(-1)}) is None
    assert confirm(at_most(undefined), {"x": Fraction(0)}) is None


def test_a_division_by_zero_on_the_side_left_out_is_no_obstacle():
    assert confirm(at_most(guarded), {"x": Fraction(0)}) is True
    assert confirm(at_most(guarded), {"x": Fraction(1)}) is False
