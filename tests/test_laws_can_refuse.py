"""Each law sees a planted fault and says where it is."""

from dataclasses import dataclass, replace
from fractions import Fraction

import pytest

from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.claims.what import What
from theorysim.domains import Asked, Coordinate, Positive, Real, Zero
from theorysim.judge.verdict import judge
from theorysim.laws import bytecode, every, methods, objectives, readings, statements
from theorysim.maths import absolute, where
from theorysim.model import Assumption, Claim, Method, Missing, Objective, Quantity, Relation, Satisfies, Statement, at_most
from theorysim.objectives.cosine import cosine
from theorysim.objectives.cubic import cubic
from theorysim.objectives.exponential import exponential
from theorysim.objectives.huber import huber
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.sine_product import sine_product
from theorysim.objectives.slow import slow
from theorysim.readings.read import Unreadable
from theorysim.simulate import run

true_balls, true_rationals = readings.balls.evaluate, readings.exact.evaluate


def slow_with_wrong_slope(x: Coordinate, epsilon: Positive):
    return where(x < -1, -2 * epsilon, where(x > 1, 3 * epsilon, epsilon * (3 * x - x * x * x)))


def test_a_wrong_gradient_is_reported_with_coordinate_branch_and_difference():
    (complaint,) = objectives.has_the_derivatives_it_says(replace(slow, gradient=slow_with_wrong_slope, hessian=None))
    assert "gradient, coordinate x" in complaint
    assert "x > 1" in complaint and "x < -1" not in complaint
    assert "differ by epsilon" in complaint


def sine_product_with_wrong_y(x: Coordinate, y: Coordinate, a: Positive):
    right = sine_product.gradient(x, y, a)
    return right[0], right[1] + a * y / 1000


def test_a_small_error_in_one_coordinate_of_two_is_reported_there():
    (complaint,) = objectives.has_the_derivatives_it_says(replace(sine_product, gradient=sine_product_with_wrong_y, hessian=None))
    assert "coordinate y" in complaint and "differ by a*y/1000" in complaint


def quadratic_with_wrong_curvature(x: Coordinate, a: Positive):
    return 2 * a


def test_a_wrong_hessian_is_reported():
    found = objectives.has_the_derivatives_it_says(replace(quadratic, hessian=quadratic_with_wrong_curvature))
    assert "Hessian, coordinates x, x" in found[0]


def lifted(x: Coordinate, delta: Positive):
    return where(absolute(x) <= delta, x * x / 2, delta * absolute(x))


def test_a_value_that_jumps_is_reported_where_it_jumps():
    found = objectives.meets_at_breakpoints(replace(huber, value=lifted))
    assert len(found) == 2 and all("jumps by" in f and "delta**2/2" in f for f in found)


def folded(x: Coordinate):
    return absolute(x)


def folded_slope(x: Coordinate):
    return where(x >= 0, 1, -1)


def flat(x: Coordinate):
    return 0 * x


def test_a_kink_is_no_breakpoint_of_a_smooth_function():
    kink = Objective(folded, folded_slope, flat, (Satisfies(smooth, {"L": lambda: 1}),))
    assert objectives.meets_at_breakpoints(kink) == ["the gradient jumps by 2 at 0"]
    assert objectives.meets_at_breakpoints(replace(kink, satisfies=())) == []


def half(L1: Positive):
    return L1 / 2


def number_half():
    return 1 / 2


def number_one():
    return 1


def a_third(a: Positive):
    return a / 3


@pytest.mark.parametrize(
    ("objective", "planted"),
    [
        (exponential, Satisfies(l0_l1_smooth, {"L0": half, "L1": half})),  # too small a constant
        (exponential, Satisfies(smooth, {"L": half})),
        (huber, Satisfies(twice_differentiable)),  # the curvature jumps
        (cosine, Satisfies(smooth, {"L": number_half})),
        (cosine, Satisfies(lower_bounded, {"f_star": number_half})),
        (cubic, Satisfies(lower_bounded, {"f_star": number_half})),
        (sine_product, Satisfies(smooth, {"L": a_third})),
        (sine_product, Satisfies(lower_bounded, {"f_star": a_third})),
        (quadratic, Satisfies(twice_differentiable, holds=False)),  # it has two derivatives
        (cosine, Satisfies(smooth, {"L": number_one}, holds=False)),
        (cubic, Satisfies(l0_l1_smooth, holds=False)),  # it is one, with large constants
    ],
)
def test_a_false_declaration_is_not_certified(objective, planted):
    (complaint,) = objectives.keeps_what_it_declares(replace(objective, satisfies=(planted,)))
    assert complaint.startswith("declares ")


def test_a_class_that_bounds_the_curvature_needs_a_hessian():
    found = objectives.keeps_what_it_declares(replace(slow, hessian=None))
    assert len(found) == 6 and all("has no Hessian" in f for f in found)


def without_nan(x: Coordinate, a: Positive):
    return where(x > 0, a * x, 0 * a)


def test_a_nan_that_disappears_is_reported():
    found = objectives.keeps_nan(replace(quadratic, gradient=without_nan))
    assert found and "x = NaN" in found[0]


def inexact(x: Coordinate):
    return (x + 1e9) - 1e9 - 2 * x


def test_a_body_that_loses_digits_reads_differently():
    assert "read as floats" in readings.readings_agree(Objective(inexact, flat, flat))[0]


def wrong_ball(body, values, bits=200):
    return tuple(ball + (Fraction(1, 2**60) if bits > 53 else 0) for ball in true_balls(body, values, bits))


def wide_ball(body, values, bits=200):
    return true_balls(body, {n: (Fraction(v) - Fraction(1, 2**60), Fraction(v) + Fraction(1, 2**60)) for n, v in values.items()}, bits)


def wrong_rational(body, values):
    return tuple(number + Fraction(1, 2**200) for number in true_rationals(body, values))


@pytest.mark.parametrize(
    ("module", "planted", "said"),
    [
        (readings.balls, wrong_ball, "the ball of 200 bits does not contain"),
        (readings.balls, wide_ball, "is wider than 10^-45"),
        (readings.exact, wrong_rational, "read in rationals"),
    ],
)
def test_a_reading_that_is_off_beyond_floats_is_reported(monkeypatch, module, planted, said):
    monkeypatch.setattr(module, "evaluate", planted)
    assert said in readings.readings_agree(quadratic)[0]


def test_a_compiled_run_that_is_off_or_loses_nan_is_reported(monkeypatch):
    true = run.run

    def off(*arguments):
        got = true(*arguments)
        return replace(got, value=got.value + 1e-9, gradient_norm=got.gradient_norm * (1 + 1e-9), outcome="reached")

    monkeypatch.setattr(run, "run", off)
    found = readings.runs_in_every_dimension(sine_product)
    assert [f.split(": ")[1].split(" is")[0] for f in found[:2]] == ["the value", "the gradient norm"]
    assert "ends as 'reached', not 'nan'" in found[2]


def with_if(x: Coordinate):
    if x > 0:
        return x
    return -x


def with_and(x: Coordinate):
    return where((x > 0) and (x < 1), x, 0)


def with_chain(x: Coordinate):
    return where(0 < x < 1, x, 0)


def with_or(x: Coordinate):
    return where((x > 1) or (x < 0), x, 0)


def with_equal(x: Coordinate):
    return where(x == 0, 0, x)


def with_max(x: Coordinate):
    return max(x, 0)


def with_ternary(x: Coordinate):
    return x if x > 0 else 0 * x


def through_a_helper(x: Coordinate):
    return 1 + with_if(x)


@pytest.mark.parametrize("body", [with_if, with_and, with_or, with_chain, with_equal, with_max, with_ternary, through_a_helper])
def test_a_decision_without_where_is_reported_with_its_line(body):
    (complaint,) = bytecode.branches(body)
    culprit = with_if if body is through_a_helper else body
    line = culprit.__code__.co_firstlineno + 1
    assert f"test_laws_can_refuse.py:{line}: {culprit.__name__} decides by" in complaint


def test_a_body_of_words_is_not_reported():
    assert bytecode.branches(exponential.value) == [] == bytecode.branches(lifted)


def drifting(x: Real, g: Real, eta: Positive):
    return x - eta * (g + 1)


def unguarded(x: Real, g: Real, g_norm: Asked, eta: Positive):
    return x - eta * g / g_norm


def forgetting(x: Real, g: Real, eta: Positive):
    return where(x > 0, x - eta * g, 0 * eta)


def coarse(x: Real, m: Zero, g: Real, eta: Positive):
    return (x + 1e9) - 1e9 - eta * g, m


def test_faults_of_methods_are_reported():
    assert "zero gradient" in methods.rests_where_the_gradient_is_zero(Method(drifting))[0]
    assert "nan" in methods.rests_where_the_gradient_is_zero(Method(unguarded))[0]
    assert "not NaN" in methods.keeps_nan(Method(forgetting))[0]
    assert "exactly" in methods.stages_read_alike(Method(coarse))[0]


def never(value: Asked):
    return value, value - 1


def unknown(temperature: Asked, L: Positive):
    return temperature, L


def one_sided(value: Asked):
    return value


def test_faults_of_assumptions_and_quantities_are_reported():
    assert "fails for every number" in every.is_two_sided(Assumption(at_most(never)))[0]
    assert "not (left, right)" in every.is_two_sided(Assumption(at_most(one_sided)))[0]
    assert "asks for temperature" in every.asks_what_it_may(Assumption(at_most(unknown)))[0]
    assert "asks for temperature" in every.asks_what_it_may(Quantity(unknown))[0]


def doubled(a: Positive, b: Positive):
    return 2 * a - b, 3 * b


def by_letters(*, b: Positive, a: Positive):
    return a - b


def stated(*claims, id="mine"):
    return Statement(id, claims or (Claim(Relation((at_most(doubled),))),))


def test_faults_of_statements_are_reported():
    said = Relation((at_most(doubled),))
    assert every.complaints(stated()) == []
    for wrong, words in (
        (stated(id=""), "is empty or holds a colon"),
        (stated(id="a:b"), "is empty or holds a colon"),
        (Statement("mine", ()), "it has no claim"),
        (stated(Claim(said, "repaired: b small")), "it must be 'printed'"),
        (stated(Claim(said), Claim(said)), "2 claims are printed: give each a part of its own"),
        (stated(Claim(said, part="holds")), "'holds' is written in it"),
        (stated(Claim(said, why="certified")), "'certified' is written in it"),
        (stated(Claim(said, at=((doubled, (5.0, 3.0), 6.0),))), "is 7.0 at"),
        (stated(Claim(said, at=((doubled, (5.0,), 7.0),))), "the formula takes a, b, values were given for number 1"),
        (stated(Claim(said, at=((by_letters, {"a": 5.0, "b": 3.0}, -2.0),))), "is 2.0 at"),
        (stated(Claim(said, at=((by_letters, {"a": 5.0, "c": 3.0}, 2.0),))), "takes b, a, values were given for"),
    ):
        assert any(words in c for c in every.complaints(wrong)), (words, every.complaints(wrong))


def test_a_value_worked_out_by_hand_is_by_order_or_by_name_and_a_user_need_not_have_one():
    said = Relation((at_most(doubled),))
    for at in ((doubled, (5.0, 3.0), 7.0), (by_letters, {"a": 5.0, "b": 3.0}, 2.0)):
        with_value = stated(Claim(said, at=(at,)))
        assert every.complaints(with_value) == statements.has_a_value_worked_out_by_hand(with_value) == []
    assert statements.has_a_value_worked_out_by_hand(stated()) == ["no value was worked out by hand"]
    assert statements.has_a_value_worked_out_by_hand(stated(Claim(Missing("data")))) == []


@dataclass(frozen=True, eq=False)
class Later(What):
    """A kind of claim that no judge reads."""

    body: object

    def judge(self, effort, label, objectives, oracles):
        raise Unreadable("a claim of the kind Later")

    def said(self, printer):
        return [], ["later"]


def test_what_no_judge_reads_yet_is_undecided_with_the_reason_and_breaks_no_law():
    later = stated(Claim(Later(doubled)))
    assert every.complaints(later) == []
    (verdict,) = judge(later, "quick", {})
    assert (verdict.outcome, verdict.grade) == ("undecided", None)
    assert verdict.why == "no judge reads it yet: a claim of the kind Later"
    mixed = stated(Claim(Relation((at_most(within),)), second=(Later(doubled),)))
    assert judge(mixed, "quick", {})[0].outcome == "holds"  # the route that can be read decides


def test_a_defect_of_a_judge_is_no_undecided_verdict(monkeypatch):
    def broken(*_):
        raise NotImplementedError("a defect")

    monkeypatch.setattr("theorysim.judge.relation.judge_relation", broken)
    with pytest.raises(NotImplementedError, match="a defect"):
        judge(stated(), "quick", {})


def within(a: Positive):
    return a, 2 * a


def untraceable(x: Coordinate):
    return float(x)


def test_complaints_runs_all_laws_and_survives_what_cannot_be_read():
    assert any("cannot be checked" in c for c in every.complaints(Objective(untraceable, untraceable)))
    assert len(every.complaints(Objective(with_if, with_if))) == 1
    assert every.complaints(Method(drifting)) and every.complaints(Quantity(one_sided)) == []
    with pytest.raises(TypeError, match="no laws"):
        every.complaints("quadratic")
