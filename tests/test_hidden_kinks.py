"""A kink, a hole or a wrong derivative that no `where` shows, and one in a window that no sample meets: no such function is a member."""

from dataclasses import replace
from typing import Annotated

import pytest

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Asked, Coordinate, Domain, Positive, Real, Unit
from theorysim.laws.objectives import has_the_derivatives_it_says, keeps_what_it_declares, meets_at_breakpoints
from theorysim.maths import equal, exp, log, power, sqrt, where
from theorysim.members import branches
from theorysim.members.certify import certified, why_not_derived, why_not_proved
from theorysim.members.refuted import why_not_refuted
from theorysim.model import Assumption, Objective, Satisfies, at_most


def zero():
    return 0


def one():
    return 1


def five():
    return 5


def flat(x: Coordinate):
    return 0 * x


def function(value, gradient, hessian=None, constant=one, *more):
    """Return an objective in one variable, of formulas without annotations, that declares to be smooth and bounded below."""
    takes = {"x": Coordinate, **dict(more)}
    for body, name in ((value, "value"), (gradient, "gradient"), (hessian or flat, "hessian")):
        names = body.__code__.co_varnames[: body.__code__.co_argcount]
        body.__annotations__, body.__name__ = {n: takes[n] for n in names}, name
    declared = (Satisfies(smooth, {"L": constant}), Satisfies(lower_bounded, {"f_star": zero}), Satisfies(lipschitz, {"L": constant}))
    return Objective(value, gradient, hessian or flat, declared, zero)


SMOOTH, BELOW, STEEP = range(3)

KINKED = {  # gradient and Hessian are right wherever there is one, and each bends at some point
    "sqrt(x x)": function(lambda x: sqrt(x * x), lambda x: x / sqrt(x * x)),
    "sqrt(x x), no hole": function(lambda x: sqrt(x * x), lambda x: where(x < 0, -1, 1)),
    "power(x x, 1/2)": function(lambda x: power(x * x, 1 / 2), lambda x: where(x < 0, -1, 1)),
    "a square written out": function(lambda x: sqrt(x * x - 2 * x + 1), lambda x: where(x < 1, -1, 1)),
    "a fourth power written out": function(lambda x: power((x * x + 2 * x + 1) ** 2, 1 / 4), lambda x: where(x < -1, -1, 1)),
    "by exp and log": function(lambda x: exp(log(x * x) / 2), lambda x: where(x < 0, -1, 1)),
    "of a square times a sum": function(lambda x: sqrt(x * x / 8), lambda x: where(x < 0, -1, 1) / sqrt(8)),
    "power(x x, 3/4)": function(lambda x: power(x * x, 3 / 4), lambda x: 3 * x / (2 * power(x * x, 1 / 4)), flat),
    "a root far away": function(lambda x: sqrt((x - 12345) * (x - 12345)), lambda x: where(x < 12345, -1, 1)),
    "x |x|/2 at a hole": function(lambda x: x * sqrt(x * x) / 2, lambda x: sqrt(x * x), lambda x: x / sqrt(x * x)),
    "x^2/x": function(lambda x: x * x / x, lambda x: x / x),
    "a root at a parameter": function(
        lambda x, a: sqrt((x - a) * (x - a)), lambda x, a: where(x < a, -1, 1), lambda x, a: 0 * x, one, ("a", Real)
    ),
    "a window of a parameter": function(
        lambda x, a: x * x / 4 + where(1000000 * a > 1300000, where(1000000 * a < 1300001, where(x > 0, x, 0), 0), 0),
        lambda x, a: x / 2 + where(1000000 * a > 1300000, where(1000000 * a < 1300001, where(x > 0, 1, 0), 0), 0),
        lambda x, a: 1 / 2,
        one,
        ("a", Positive),
    ),
    "one number, by two inequalities": function(
        lambda x, a: x * x / 4 + where(3 * a <= 4, where(3 * a >= 4, where(x > 0, x, 0), 0), 0),
        lambda x, a: x / 2 + where(3 * a <= 4, where(3 * a >= 4, where(x > 0, 1, 0), 0), 0),
        lambda x, a: 1 / 2,
        one,
        ("a", Positive),
    ),
    "one odd number": function(
        lambda x, a: x * x / 4 + where(equal(7 * a, 3), where(x > 0, x, 0), 0),
        lambda x, a: x / 2 + where(equal(7 * a, 3), where(x > 0, 1, 0), 0),
        lambda x, a: 1 / 2,
        one,
        ("a", Unit),
    ),
    "a tiny jump": function(
        lambda x: x * x / 4 + where(x > 0, x / power(10, 60), 0), lambda x: x / 2 + where(x > 0, 1 / power(10, 60), 0), lambda x: 1 / 2
    ),
    "a tiny jump that is not rational": function(
        lambda x: x * x / 4 + where(x > 0, x * exp(-200), 0), lambda x: x / 2 + where(x > 0, exp(-200), 0), lambda x: 1 / 2
    ),
}

MEMBERS = {
    "sqrt(1 + x x)": function(lambda x: sqrt(1 + x * x), lambda x: x / sqrt(1 + x * x), lambda x: 1 / (sqrt(1 + x * x) * (1 + x * x))),
    "log(1 + x x)": function(lambda x: log(1 + x * x), lambda x: 2 * x / (1 + x * x), lambda x: 2 * (1 - x * x) / (1 + x * x) ** 2, five),
    "where 1/x is not asked": function(lambda x: where(x > 0, x * x / x, x) ** 2 / 2, lambda x: x, lambda x: 1),
    "a window in which all is the same": function(
        lambda x, a: x * x / 4 + where(1000000 * a > 1300000, where(1000000 * a < 1300001, where(x > 0, x * x / 4, x * x / 4), 0), 0),
        lambda x, a: x / 2 + where(1000000 * a > 1300000, where(1000000 * a < 1300001, where(x > 0, x / 2, x / 2), 0), 0),
        lambda x, a: 1 / 2 + where(1000000 * a > 1300000, where(1000000 * a < 1300001, 1 / 2, 0), 0),
        one,
        ("a", Positive),
    ),
    "huber of any width": function(
        lambda x, a: where(x > a, a * x - a * a / 2, where(x < -a, -a * x - a * a / 2, x * x / 2)),
        lambda x, a: where(x > a, a, where(x < -a, -a, x)),
        lambda x, a: where(x > a, 0, where(x < -a, 0, 1)),
        one,
        ("a", Positive),
    ),
}


@pytest.mark.parametrize("name", KINKED)
def test_a_function_that_bends_somewhere_is_not_smooth(name):
    assert why_not_proved(KINKED[name], SMOOTH)
    assert not certified(KINKED[name], (smooth,))


@pytest.mark.parametrize("name", MEMBERS)
def test_a_smooth_function_is_a_member_still(name):
    assert why_not_derived(MEMBERS[name]) == ""
    assert certified(MEMBERS[name], (smooth, lower_bounded)), why_not_proved(MEMBERS[name], SMOOTH)


def test_the_term_that_fails_is_named_with_the_place():
    said = why_not_proved(KINKED["sqrt(x x), no hole"], SMOOTH)
    assert "x = 0" in said
    assert "the gradient needs" in why_not_proved(KINKED["sqrt(x x)"], STEEP) and "x = 0" in why_not_proved(KINKED["sqrt(x x)"], STEEP)
    assert "which it is not at x = 0" in why_not_proved(KINKED["x^2/x"], BELOW)


def test_what_bends_may_be_bounded_below_and_lipschitz():
    for name in ("sqrt(x x), no hole", "a square written out"):
        assert why_not_proved(KINKED[name], BELOW) == "" == why_not_proved(KINKED[name], STEEP)


WRONG = {  # a gradient that is wrong on one side of a zero
    "of x": function(lambda x: sqrt(x * x), lambda x: 1 + 0 * x),
    "of x, below": function(lambda x: sqrt(x * x), lambda x: -1 + 0 * x),
    "of x - 1": function(lambda x: sqrt(x * x - 2 * x + 1), lambda x: 1 + 0 * x),
    "of a cube": function(lambda x: power(x * x, 3 / 2), lambda x: 3 * x * x, lambda x: 6 * x),
    "far away": function(lambda x: sqrt((x - 10**15) * (x - 10**15)), lambda x: -1 + 0 * x),
    "very near": function(lambda x: sqrt((x - 1 / power(10, 9)) ** 2), lambda x: 1 + 0 * x),
    "of a parameter": function(lambda x, a: x * sqrt(a * a), lambda x, a: a + 0 * x, lambda x, a: 0 * x, one, ("a", Real)),
    "beside a parameter": function(lambda x, a: sqrt((x - a) ** 2), lambda x, a: 1 + 0 * a, lambda x, a: 0 * x, one, ("a", Positive)),
    "of both": function(lambda x, a: sqrt(a * a * x * x), lambda x, a: a + 0 * x, lambda x, a: 0 * x, one, ("a", Positive)),
    "in a window": function(
        lambda x, a: x * x / 2 + where(1000000 * a > 1300000, where(1000000 * a < 1300001, x, 0), 0),
        lambda x, a: x + 0 * a,
        lambda x, a: 1 + 0 * a,
        one,
        ("a", Positive),
    ),
    "by a little": function(lambda x: x * x / 2, lambda x: x + 1 / power(10, 70), lambda x: 1),
    "by a little that is not rational": function(lambda x: x * x / 2, lambda x: x + exp(-500), lambda x: 1),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_gradient_that_is_wrong_on_one_side_of_a_zero_is_told(name):
    assert why_not_derived(WRONG[name])
    assert has_the_derivatives_it_says(WRONG[name])


def test_the_laws_tell_the_hidden_kink():
    both = KINKED["sqrt(x x)"]
    assert has_the_derivatives_it_says(both) == []
    assert meets_at_breakpoints(both) == ["the gradient jumps by 2 at 0"]
    assert keeps_what_it_declares(both)
    assert [b.at for b in branches.breakpoints(both)] == [0]


def test_a_class_may_divide_too_and_a_hidden_kink_is_not_shown_to_be_convex():
    def ratio(value: Asked, c: Positive):
        return 0 * (1 / value), c

    divides = Assumption(at_most(ratio, "0/f(x) <= c"))
    bowl, both = function(lambda x: x * x, lambda x: 2 * x, lambda x: 2), KINKED["sqrt(x x), no hole"]
    assert why_not_proved(Objective(bowl.value, bowl.gradient, bowl.hessian, (Satisfies(divides, {"c": one}),), zero), 0)
    assert why_not_proved(Objective(both.value, both.gradient, flat, (Satisfies(convex),), zero), 0)


def test_a_valley_torn_in_a_window_of_a_parameter_is_not_shown_to_be_one():
    def window(a, x):
        return where(1000000 * a > 1300000, where(1000000 * a < 1300001, where(x > 1, 5, 0), 0), 0)

    def place(a: Positive):
        return 0 * a

    def bowl(lowered):
        made = function(
            lambda x, a: x * x / 2 - lowered * window(a, x), lambda x, a: x + 0 * a, lambda x, a: 1 + 0 * a, one, ("a", Positive)
        )
        return replace(made, minimizer=place, minimum=place, satisfies=(Satisfies(lower_bounded, {"f_star": place}),))

    assert why_not_proved(bowl(1), 0)
    assert why_not_proved(bowl(0), 0) == ""


def whole(low, high=float("inf")):
    return Annotated[int, Domain("whole", low=low, high=high, low_open=False, high_open=high == float("inf"), integer=True)]


@pytest.mark.parametrize(
    ("domain", "numbers"), [(whole(10), (10, 11, 12, 13)), (whole(3, 3), (3,)), (whole(-5, 1), (-5, -4, -3, -2)), (whole(1), (2, 4, 6, 8))]
)
def test_of_a_whole_number_something_is_proved_for_those_tried_only(domain, numbers):
    (known,) = domain.__metadata__
    assert branches.tried(known) == numbers
    falls = function(
        lambda x, n: -x * x * n * n / 800, lambda x, n: -x * n * n / 400, lambda x, n: -n * n / 400 + 0 * x, one, ("n", domain)
    )
    rises = function(lambda x, n: x * x * n * n / 800, lambda x, n: x * n * n / 400, lambda x, n: n * n / 400 + 0 * x, one, ("n", domain))
    assert why_not_proved(falls, BELOW).startswith(f"n = {numbers[0]}; ")
    assert certified(rises, (lower_bounded, smooth))


def test_of_no_whole_number_nothing_is_proved_and_nothing_refuted():
    never = function(lambda x, n: x * x / 2, lambda x, n: x + 0 * n, lambda x, n: 1 + 0 * n, one, ("n", whole(1 / 4, 3 / 4)))
    assert "none that is tried" in why_not_proved(never, SMOOTH)
    assert why_not_refuted(never, SMOOTH) == why_not_proved(never, SMOOTH)
