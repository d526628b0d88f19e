"""Thin places: hypotheses that are equations, or hold in a thin region. False claims there are refuted, true ones are not."""

from fractions import Fraction

import pytest

from theorysim.domains import Count, Positive, Real
from theorysim.judge.relation import ENOUGH, judge_link, judge_relation, too_few
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import exp, maximum, sqrt
from theorysim.model import Relation
from theorysim.prove.search import fails_at, search
from theorysim.readings.meant import meant, rounded_in

x, y, z = letters("x y z", Real)
a, b, c, T = letters("a b c T", Positive)
n = letter("n", Count)

CIRCLE, SPHERE = equals(x**2 + y**2, 1), equals(x**2 + y**2 + z**2, 1)
ABOUT = (1000000 * (x**2 + y**2) >= 999999, x**2 + y**2 <= 1)
NEAR = {"x": (-2, 2), "y": (-2, 2), "z": (-2, 2)}

FALSE = {
    "a circle": (5 * (x + y) <= 7, (CIRCLE,)),
    "a circle, a product": (1000 * x * y <= 499, (CIRCLE,)),
    "a sphere": (10 * (x + y + z) <= 17, (SPHERE,)),
    "an ellipse": (2 * x + 3 * y <= 4, (equals(x**2 + 4 * y**2, 4),)),
    "a hyperbola": (10 * (a + b) >= 19, (equals(2 * a * b, 1),)),
    "a line": (100 * a * b <= 24, (equals(a + b, 1),)),
    "two equations": (1000 * a * b * c <= 3, (equals(a + b + c, 1), equals(a, b))),
    "what T is": (100 * T * a <= b, (equals(T * a**2, b), a >= 2)),
    "a thin ring": (100 * (x + y) <= 141, ABOUT),
    "a thin wedge": (a <= 3, (a <= b, 1000000 * b <= 1000001 * a, b <= 4)),
    "a cubic": (10 * a <= 3 + 10 * b, (equals(a**3, b), a <= 2)),
    "a root": (10 * sqrt(a) * b <= 3, (equals(a + b, 1),)),
    "a maximum": (3 * a <= 2, (equals(maximum(a, b), 1), equals(a + b, 2))),
}
TRUE = {
    "a circle": (2 * (x * y) <= 1, (CIRCLE,)),
    "a circle, its corner": ((x + y) ** 2 <= 2, (CIRCLE,)),
    "a sphere": ((x + y + z) ** 2 <= 3, (SPHERE,)),
    "an ellipse": ((x + 2 * y) ** 2 <= 8, (equals(x**2 + 4 * y**2, 4),)),
    "a hyperbola": ((a + b) ** 2 >= 2, (equals(2 * a * b, 1),)),
    "a line": (4 * a * b <= 1, (equals(a + b, 1),)),
    "two equations": (27 * a * b * c <= 1, (equals(a + b + c, 1), equals(a, b))),
    "what T is": (2 * T * a <= b, (equals(T * a**2, b), a >= 2)),
    "a thin ring": (2 * x * y <= 1, ABOUT),
    "a thin wedge": (a <= b, (a <= b, 1000000 * b <= 1000001 * a, b <= 4)),
    "a root": (4 * sqrt(a) ** 2 * b <= 1, (equals(a + b, 1),)),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_in_a_thin_place_is_refuted_by_a_rational_point(name):
    check, given = FALSE[name]
    found = search(check, given, NEAR)
    assert found.witness is not None and fails_at(check, given, found.witness), found
    judged = judge_relation(Relation((check,), given, NEAR), "quick", "s")
    assert (judged.outcome, judged.grade) == ("refuted", "certified") and judged.why.startswith("At ")


@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_in_a_thin_place_holds_over_many_places(name):
    check, given = TRUE[name]
    found, seen = judge_link(check, given, NEAR, "quick", "s")
    assert found.outcome == "holds" and seen.doubted is None and seen.met >= ENOUGH and seen.free, found


IRRATIONAL = {
    "an exponential": (b <= 2 * a, (equals(b, exp(a)),)),
    "a square root": (10 * b <= 14 * a, (equals(b, a * sqrt(exp(number(1)))),)),
}


@pytest.mark.parametrize("name", IRRATIONAL)
def test_what_breaks_a_claim_at_no_rational_point_is_not_said_to_hold(name):
    check, given = IRRATIONAL[name]
    found, _ = judge_link(check, given, {}, "quick", "s")
    assert found.outcome == "undecided" and "none was found that meets it exactly, near a = " in found.why


def test_few_places_and_ties_alone_are_undecided():
    few, seen = judge_link(n**3 <= 8 * n**2 + 100 * n, (n <= 7,), {}, "quick", "s", by_search=True)
    assert seen.met == 8 and few.outcome == "undecided" and "in 8 places only" in few.why
    squeezed = (a <= b, b <= a)
    tied, seen = judge_link(a * a <= a * b * exp(0 * a), squeezed, {}, "quick", "s", by_search=True)
    assert (tied.outcome, seen.free) == ("undecided", False) and "ties between parameters only" in tied.why
    assert too_few(search(a <= 2 * a, (), {}), a <= 2 * a, ()) is None
    proved, _ = judge_link(n <= 2 * n, (n <= 7,), {}, "quick", "s")
    assert (proved.outcome, proved.grade) == ("holds", "proved")  # few places do not matter to what is proved


def test_places_are_counted_once():
    found = search(n <= n * n, (), {"n": (1, 12)})
    assert found.met == 12 and found.tried > 4_000


# --- constants that were rounded --------------------------------------------------------------------------------------


def _says(expression):
    scope = {"sqrt": sqrt, "exp": exp}
    exec(f"def body(x: Positive):\n    return {expression}\n", {**scope, "Positive": Positive}, scope)
    from theorysim.entries import at_most

    return at_most(scope["body"])


@pytest.mark.parametrize(
    "text",
    ["0.1*x, x/10", "x/10*3, 0.3*x",
     "x*x/5, x*0.2*x", "0.7*x + 0.1*x, 8*x/10", "1/3*x, x/3", "x/3, x*(1/3)", "x*1.1, 11*x/10", "2.2*x, 11*x/5",
     "0.1*exp(x), exp(x)/10", "sqrt(x)*0.6, 3*sqrt(x)/5"],
)  # fmt: skip
def test_a_rounded_constant_is_the_first_reason_and_refutes_nothing(text):
    left, right = text.split(", ")
    for one in (_says(text), _says(f"{right}, {left}")):
        found, _ = judge_link(one, (), {}, "quick", "s")
        assert found.outcome in ("undecided", "holds")
        if found.outcome == "undecided":
            assert "rounded before anybody could read" in found.why
    assert "undecided" in [judge_link(s, (), {}, "quick", "s")[0].outcome for s in (_says(text), _says(f"{right}, {left}"))]


def test_a_rounded_constant_saves_no_false_claim():
    for wrong in ("0.2*x, x/10", "x, 0.1*x", "1.4142*x*x, x + 0.3", "0.1*x + 0.001, x/10"):
        assert judge_link(_says(wrong), (), {}, "quick", "s")[0].outcome == "refuted", wrong
    assert meant(0.1) == Fraction(1, 10) and meant(1 / 3) == Fraction(1, 3) and meant(-0.7) == Fraction(-7, 10)
    assert meant(0.25) == Fraction(1, 4) and meant(1.1) == Fraction(11, 10) and rounded_in(_says("0.5*x, x").body) == ()


def test_an_equation_of_many_letters_is_reached_or_said_to_be_met_nowhere():
    many = letters("p q r s t u v", Positive)
    evidence, found = judge_link(many[0] <= sum(many[1:]), (equals(many[0], sum(many[1:])),), {}, "quick", "here")
    assert evidence.outcome != "refuted" and found.witness is None
