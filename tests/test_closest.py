"""What no draw meets: narrow dips, far places, one point; contradicting hypotheses; bodies and numbers that no reading takes."""

from fractions import Fraction

import pytest
from drawn import body

from theorysim.judge.order import judge_order
from theorysim.judge.relation import judge_link
from theorysim.model import Known, Order, Relation, Sided, at_most
from theorysim.prove.algebra import domains_of, prove
from theorysim.prove.holes import turning
from theorysim.prove.search import fails_at
from theorysim.readings.read import Unreadable


def says(sides, sense="<=", **takes):
    return Sided(body(f"({sides})", takes or {"x": "Positive"}), sense, sides)


FALSE = {  # and a point that shows it
    "a root of a quadratic": (says("1/power(10, 9), (225*x*x - 660*x + 484)/(1 + x*x)"), {"x": Fraction(22, 15)}),
    "a square of two letters": (says("x*x/power(10, 40), exp((3*x - y)**2) - 1", x="Positive", y="Positive"), {"x": 1, "y": 3}),
    "between two near roots": (says("0, (1000000000*x - 30)*(1000000000*x - 31)"), {"x": Fraction(61, 2 * 10**9)}),
    "a window of branches": (says("0, where(1000000000*x > 23, where(1000000000*x < 24, -1, 1), 1)"), {"x": Fraction(47, 2 * 10**9)}),
    "a tent": (says("maximum(0, 1 - 512*absolute(16*x - 5)), 1 - 1/1048576"), {"x": Fraction(5, 16)}),
    "far away": (says("log(1 + x), 60"), {"x": Fraction(10) ** 30}),
    "far and strict": (says("1 - sqrt(1 + (9973*x - 9973000069811)**2), 0", "<"), {"x": Fraction(1000000007)}),
    "a root within an exponential": (says("1, exp(log(1 + absolute(9973*x - 1))/x)", "<"), {"x": Fraction(1, 9973)}),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_fails_in_a_narrow_place_is_refuted(name):
    check, point = FALSE[name]
    assert fails_at(check, (), {n: Fraction(v) for n, v in point.items()})
    found, seen = judge_link(check, (), {}, "quick", "s")
    assert (found.outcome, found.grade) == ("refuted", "certified"), found
    assert seen.witness is None or fails_at(check, (), seen.witness)


def test_what_only_nearly_fails_is_not_refuted():
    for sides in ("0, (15*x - 22)**2", "0, (1000000000*x - 30)**2 + x", "maximum(0, 1 - 512*absolute(16*x - 5)), 1", "log(1 + x), 60 + x"):
        assert judge_link(says(sides), (), {}, "quick", "s")[0].outcome == "holds", sides


def test_the_middle_of_a_curve_is_met():
    three = {"x": "Positive", "y": "Positive", "z": "Positive"}
    sums = (says("x + y + z, 1", "==", **three),)
    assert judge_link(says("300000000*(x*y + y*z + z*x), 99999999", **three), sums, {}, "quick", "s")[0].outcome == "refuted"
    assert judge_link(says("3*(x*y + y*z + z*x), 1", **three), sums, {}, "quick", "s")[0].outcome == "holds"


def test_polynomials_turn_at_rational_points_and_between_them():
    check = says("0, (x - 1)*(x - 3)")
    assert {p["x"] for p in turning(check, domains_of(check), {})} == {1, 2, 3, Fraction(3, 2), Fraction(5, 2)}


def test_contradicting_hypotheses_prove_nothing():
    both = {"x": "Positive", "y": "Positive"}
    given = says("x*y, 1", "==", **both), says("x, 1", "<", **both), says("y, 1", "<", **both)
    found, _ = judge_link(says("10, x/(1 + x)"), given, {}, "quick", "s")
    assert (found.outcome, found.why) == ("undecided", "the hypotheses contradict each other")
    assert judge_link(says("x, 1"), given[:2], {}, "quick", "s")[0].outcome == "holds"


def test_a_rounded_constant_is_doubted_where_it_decides():
    for sides in ("sqrt(11*x/10), sqrt((1.1)*x)", "x/3, (1/3)*x", "0.7*x, 7*x/10", "1/(3.3*x), 1/(33*x/10)"):
        found, _ = judge_link(says(sides, "<"), (), {}, "quick", "s")
        assert found.outcome == "undecided" and "rounded before anybody could read it" in found.why or found.outcome == "refuted", found


def test_what_decides_by_words_of_python_is_not_read():
    for text in ("1 if x > 3 else 2", "x and 1", "round(x)", "int(x > 3)"):
        with pytest.raises(Unreadable, match="decides by Python's own words"):
            judge_link(says(f"{text}, x"), (), {}, "quick", "s")
    with pytest.raises(Unreadable, match="not read on balls"):
        judge_link(says("x % 2, x"), (), {}, "quick", "s")


def test_numbers_alone_and_sizes_beyond_floats_end_no_judge():
    assert not prove(says("y, y + log(5)*log(5) - 1000", y="Nonnegative")).proved
    both = {"x": "Positive", "y": "Positive"}
    floor, size = body("(power(x, -3) + power(y, -2))", both), body("(power(x, 4)*power(y, 3))", both)
    line = at_most(body("(T, power(x, -3) + power(y, -2))", {**both, "T": "Positive"}))
    assert judge_order(Order(size, "Omega", None, Known(floor, (Relation((line,), (line,)),))), "quick", "s").outcome == "refuted"
