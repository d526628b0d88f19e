"""What a body reaches is read, or refused by name: nothing keeps the float meaning in another reading."""

import functools
import weakref
from collections import UserDict, deque, namedtuple
from enum import IntEnum
from fractions import Fraction
from itertools import repeat
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pytest
import sympy

from theorysim import maths
from theorysim.domains import Positive, Real
from theorysim.entries import at_most, same
from theorysim.judge.coverage import judge_exists
from theorysim.maths import maximum, minimum, pi, where
from theorysim.model import Denial, Exists
from theorysim.prove.algebra import prove
from theorysim.readings import balls, exact, floats
from theorysim.readings.confirm import confirm
from theorysim.readings.paths import trace
from theorysim.readings.read import Unreadable
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
        with pytest.raises(TypeError, match="through_an_import imports theorysim.maths while it runs, which is not read"):
            reading(through_an_import)


def area(x):
    return pi * x  # no word is called: only what is read knows that pi is no float


class Row(list):
    """A list of the user's."""


class Adds:
    """An object of the user's that looks like a number."""

    def __init__(self, body):
        self.body = body

    def __add__(self, other):
        return self


class Fixed(dict):
    """A dict of the user's that does not give what it holds."""

    def __getitem__(self, name):
        return lambda x: x


class Kept(NamedTuple):
    """A tuple of the user's with a method."""

    body: Any = None

    def area(self, x):
        return pi * x


class Pair(tuple):
    """A tuple of the user's."""

    def __getitem__(self, i):
        return area


class One(IntEnum):
    """A number of the user's with a method."""

    ONE = 1

    def area(self, x):
        return pi * x


class Doubled:
    """A wrapper of the user's that does not do what it wraps."""

    def __init__(self, body):
        functools.update_wrapper(self, body)

    def __call__(self, x):
        return 2 * self.__wrapped__(x)


def reached(held, way):
    def body(x: Positive):
        return way(held)(x), pi * x

    return body


FOLLOWED = [
    ([area], lambda h: h[0]),
    ({"one": area}, lambda h: h["one"]),
    (MappingProxyType({"one": area}), lambda h: h["one"]),
    (functools.partial(lambda f, x: f(x), area), lambda h: h),
    (namedtuple("Held", "body")(area), lambda h: h.body),
    (functools.cache(area), lambda h: h),
    (staticmethod(area), lambda h: h),
    (UserDict(one=area), lambda h: h["one"]),
]
REFUSED = [
    ({"one": area}.values(), lambda h: next(iter(h))),
    (repeat(area), next),
    ((f for f in [area]), next),
    (Row([area]), lambda h: h[0]),
    (Adds(area), lambda h: h.body),
    (Fixed(one=area), lambda h: h["one"]),
    (deque([area]), lambda h: h[0]),
    (Kept(), lambda h: h.area),
    (Pair(), lambda h: h[0]),
    (One.ONE, lambda h: h.area),
    (Doubled(area), lambda h: h),
    (np.array([area], dtype=object), lambda h: h[0]),
    (property(area), lambda h: h.fget),
    (weakref.ref(area), lambda h: h()),
    ({area}, lambda h: next(iter(h))),
    ({pi}, lambda h: lambda x, p=h: next(iter(p)) * x),
]


@pytest.mark.parametrize("held", FOLLOWED, ids=lambda held: type(held[0]).__name__)
def test_a_holder_is_followed(held):
    assert prove(same(reached(*held))).proved


@pytest.mark.parametrize("held", REFUSED, ids=lambda held: type(held[0]).__name__)
def test_a_holder_that_is_not_followed_is_refused(held):
    with pytest.raises(Unreadable, match="which is not read|depends on its arguments alone"):
        exact.evaluate(reached(*held), {"x": 1})


def test_a_number_that_a_body_imports_is_refused():
    def imports(x: Positive):
        from theorysim.maths import pi as p

        return p * x, pi * x

    with pytest.raises(Unreadable, match="imports theorysim.maths"):
        exact.evaluate(imports, {"x": 1})


def test_a_function_that_borrows_the_name_of_a_library_is_read():
    @functools.wraps(np.linalg.norm)
    def borrowed(x):
        return pi * x

    def body(x: Positive):
        return borrowed(x), pi * x

    assert prove(same(body)).proved

    def key(k):
        return fingerprint(functools.wraps(functools.reduce)(lambda x: k * x))

    assert key(2) == key(2) != key(3)


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
