"""What a body reaches is read, or refused by name: nothing keeps the float meaning in another reading."""

from fractions import Fraction

import pytest
import sympy

from theorysim import maths
from theorysim.domains import Positive, Real
from theorysim.entries import at_most
from theorysim.judge.coverage import judge_exists
from theorysim.maths import maximum, minimum, where
from theorysim.model import Denial, Exists
from theorysim.prove.algebra import prove
from theorysim.readings import balls, exact, floats
from theorysim.readings.confirm import confirm
from theorysim.readings.paths import trace
from theorysim.simulate.fingerprint import fingerprint


def low(x):
    return minimum(x, 1 / x)


class Held:
    """An object of a class of the user's."""

    def __init__(self, body):
        self.body = body


SIDES, NAMED, HELD = [low], {"low": low}, Held(low)


def through_a_list(x: Positive):
    return x, SIDES[0](x)


def through_a_dict(x: Positive):
    return x, NAMED["low"](x)


def through_an_object(x: Positive):
    return x, HELD.body(x)


def through_an_import(x: Positive):
    from theorysim.maths import minimum as least

    return x, least(x, 1 / x)


def greatest(x: Positive):
    return minimum(x, 1 / x), x


@pytest.mark.parametrize("false", [through_a_list, through_a_dict])
def test_a_body_that_reaches_another_through_a_collection_is_read(false):
    assert not prove(at_most(false)).proved  # x <= min(x, 1/x) fails for x > 1
    assert prove(at_most(greatest)).proved
    assert confirm(at_most(false), {"x": Fraction(2)}) is False
    true = Exists((at_most(greatest),), denials=(Denial((), (((), at_most(false)),)),), search={"x": (0.5, 2.0)})
    assert judge_exists(true, "quick", "a test").outcome == "holds"


def test_a_body_that_reaches_what_is_not_read_is_refused_by_name():
    with pytest.raises(TypeError, match="through_an_object reaches HELD through a Held, which is not read"):
        floats.evaluate(through_an_object, {"x": 2.0})
    for reading in (
        lambda f: trace(f, {"x": sympy.Symbol("x")}),
        lambda f: exact.evaluate(f, {"x": 2}),
        lambda f: balls.evaluate(f, {"x": 2}),
    ):
        with pytest.raises(TypeError, match="minimum means floats here, it was given a"):
            reading(through_an_import)


def test_the_key_of_a_kernel_sees_what_is_reached_through_a_collection():
    def key(helper, by):
        held = [helper] if by == "list" else {"low": helper}

        def body_of(x: Real):
            return held[0 if by == "list" else "low"](x)

        return fingerprint(body_of)

    for by in ("list", "dict"):
        assert key(low, by) == key(low, by) != key(lambda x: maximum(x, 1 / x), by)


@pytest.mark.parametrize("strange", [Fraction(1, 3), sympy.Symbol("x"), balls.ball(2), "1", None])
def test_words_refuse_what_is_no_number_of_the_float_reading(strange):
    for word in (maths.exp, maths.log, maths.sqrt, maths.absolute, maths.sin, maths.erfc):
        with pytest.raises(TypeError, match="means floats here"):
            word(strange)
    for word in (maths.minimum, maths.maximum, maths.equal, maths.power, maths.flat):
        with pytest.raises(TypeError, match="means floats here"):
            word(1.0, strange)
    with pytest.raises(TypeError, match="means floats here"):
        where(strange, 1, 2)
