"""Letters write the formula that is there: every reading reads it as it reads the same formula written as a function."""

import ast
import math
import random
import traceback
from dataclasses import replace
from fractions import Fraction
from typing import Annotated

import numpy as np
import pytest
import sympy
from compiled_body import compiled_body
from expressions import RATIONAL, ROUGH, SMOOTH, body, point, text

from theorysim import catalogue, maths
from theorysim.domains import AboveOne, Coordinate, Positive, Real, parameters
from theorysim.entries import Objective, Sided, at_most, is_step, less, same
from theorysim.formulas import LONG
from theorysim.judge.relation import judge_relation
from theorysim.laws.statements import parts
from theorysim.letters import as_body, by_name, equals, letter, letters, number, written
from theorysim.maths import absolute, equal, exp, log, maximum, minimum, pi, power, where
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Relation
from theorysim.objectives.slow import slow
from theorysim.prove.algebra import prove
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.readings import arrays, balls, exact, floats
from theorysim.readings.confirm import confirm
from theorysim.readings.instances import flat
from theorysim.readings.jets import jet
from theorysim.readings.paths import trace
from theorysim.readings.pieces import pieces
from theorysim.readings.places import Place, Work, at
from theorysim.readings.read import read
from theorysim.show.claims import said
from theorysim.show.formula import formula
from theorysim.simulate.composition import Composition
from theorysim.simulate.fingerprint import fingerprint
from theorysim.simulate.run import run

x, y = letters("x y", Real)
a, b = letters("a b", Positive)
WORDS = {name: getattr(maths, name) for name in ("where", "sqrt", "exp", "log", "sin", "cos", "erfc", "flat", "power", "pi", "e")}


def _of_numbers(word):
    return lambda *given: word(*(number(g) if isinstance(g, int | float) else g for g in given))


# Python would compute e - 1 and exp(1) before a letter is met.
OF_LETTERS = {"pi": number(maths.pi), "e": number(maths.e)} | {w.__name__: _of_numbers(w) for w in (exp, log, power, maths.sqrt)}
WORDS |= {"min": minimum, "max": maximum, "abs": absolute, "equal": equal}


def written_twice(seed, forms=RATIONAL + ROUGH + SMOOTH):
    """Draw a body, and make it anew by calling it on letters."""
    draw = random.Random(seed)
    by_hand = body(text(draw, 4, forms))
    return draw, by_hand, as_body(by_hand(x, y))


def given(made, place):
    return {p.name: place[p.name] for p in parameters(made)}


def places(draw, n=3):
    for _ in range(n):
        yield {"x": point(draw, Fraction(-2), Fraction(5, 2)), "y": point(draw, Fraction(-1), Fraction(4, 3))}


# --- readings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(30))
def test_a_formula_is_the_same_number_as_its_function_to_the_bit(seed):
    draw, by_hand, made = written_twice(seed)
    for place in places(draw):
        in_floats = {n: float(v) for n, v in place.items()}
        assert floats.evaluate(made, given(made, in_floats)) == floats.evaluate(by_hand, in_floats)
        assert made(**given(made, in_floats)) == by_hand(**in_floats)
    columns = {"x": np.linspace(-2, 2, 9), "y": np.linspace(-1, 1, 9)}
    if "erfc" not in by_hand.__code__.co_names and parameters(made):
        (one,), (other,) = arrays.evaluate(made, given(made, columns)), arrays.evaluate(by_hand, columns)
        np.testing.assert_array_equal(np.broadcast_to(one, other.shape), other)


@pytest.mark.parametrize("seed", range(20))
def test_a_formula_is_the_same_number_exactly_and_on_symbols(seed):
    draw, by_hand, made = written_twice(seed, RATIONAL + ROUGH)
    symbols = {n: sympy.Symbol(n, real=True) for n in "xy"}
    for place in places(draw):
        assert exact.evaluate(made, given(made, place)) == exact.evaluate(by_hand, place)
        numbers = {n: sympy.Rational(v.numerator, v.denominator) for n, v in place.items()}
        assert trace(made, given(made, numbers))[0].result == trace(by_hand, numbers)[0].result
    assert {p.result for p in trace(made, given(made, symbols))} == {p.result for p in trace(by_hand, symbols)}


@pytest.mark.parametrize("seed", range(20))
def test_a_formula_has_the_same_balls_jets_and_pieces(seed):
    draw, by_hand, made = written_twice(seed)
    for place in places(draw, 1):
        boxes = {n: (v, v + Fraction(1, 16)) for n, v in place.items()}
        one, other = balls.evaluate(made, given(made, boxes), 100), balls.evaluate(by_hand, boxes, 100)
        assert one.arb.overlaps(other.arb) or not other.finite()
        if (names := [p.name for p in parameters(made)]) and other.finite():
            slopes, known = jet(made, given(made, boxes), names), jet(by_hand, boxes, names)
            assert all(u.arb.overlaps(v.arb) or not v.finite() for u, v in zip(slopes.gradient, known.gradient, strict=True))
        here: Place = at(Work(), place["x"])
        if "x" in given(made, place):
            (near,), (known_near,) = (pieces(f, here, {n: v for n, v in given(f, place).items() if n != "x"}) for f in (made, by_hand))
            assert (near.top, near.bottom) == (known_near.top, known_near.bottom)


@pytest.mark.parametrize("seed", range(4))
def test_a_formula_compiles_to_the_same_bits(seed):
    draw, by_hand, made = written_twice(seed)
    one, other = compiled_body(made), compiled_body(by_hand)
    for place in places(draw):
        in_floats = {n: float(v) for n, v in place.items()}
        assert one(*given(made, in_floats).values()) == other(*in_floats.values())


def test_what_stands_at_many_places_is_computed_once():
    long = x
    for _ in range(200):
        long = long * long / (1 + long * long) + 1 / (2 + absolute(long))
    made = as_body(long)
    assert 0 < floats.evaluate(made, {"x": 0.3}) < 2
    assert fingerprint(made) == fingerprint(made)
    assert len(written(long)) < 20 * LONG and "where s1 = " in written(long)
    assert math.isfinite(floats.evaluate(as_body(sum((x / i for i in range(1, 3000)), start=x)), {"x": 1.0}))


def test_a_relation_of_letters_is_judged_as_one_of_functions_is():
    assert prove((a - b) ** 2 >= 0).proved and prove(a * b <= (a**2 + b**2) / 2).proved
    assert not prove(a * b <= (a**2 + b**2) / 3).proved
    assert prove(a / b <= 1, (a <= b,)).proved
    assert prove(equals(where(a <= b, b, a), maximum(a, b))).proved
    assert confirm(a * a < 2 * b, {"a": Fraction(3), "b": Fraction(9, 2)}) is False
    assert confirm(log(a) <= a - 1, {"a": Fraction(2)}) is True


def test_functions_of_the_catalogue_are_called_as_they_are():
    value = slow.value(x, a)
    assert [p.name for p in parameters(as_body(value))] == ["a", "x"]
    assert floats.evaluate(as_body(value), {"x": 0.5, "a": 0.1}) == slow.value(0.5, 0.1)


def test_every_relation_of_the_catalogue_writes_its_own_formula():
    relations = {p.body: p for name in catalogue.names("statements") for p in parts(catalogue.load("statements", name).claims, (Sided,))}
    relations |= {
        p.body: p for name in catalogue.names("assumptions") for p in parts(catalogue.load("assumptions", name).inequality, (Sided,))
    }
    assert len(relations) > 700
    for body_of in list(relations)[::7]:
        takes = {p.name: p.domain for p in parameters(body_of)}
        given = {n: letter(n, Annotated[float, d]) for n, d in takes.items()}
        sides = [as_body(s) for s in read(body_of, OF_LETTERS)(**given)]
        place = {
            n: math.ceil(max(d.low, 0) + min(d.high, 3) / 2) if d.integer else max(d.low, 0) / 2 + min(d.high, 3) / 2
            for n, d in takes.items()
        }
        known = flat(floats.evaluate(body_of, place))
        found = [floats.evaluate(side, {p.name: place[p.name] for p in parameters(side)}) for side in sides]
        assert [repr(v) for v in found] == [repr(v) for v in known], body_of.__name__


# --- text -----------------------------------------------------------------------------------------------------------


class Equal(ast.NodeTransformer):
    """Read `=` as the word `equal`."""

    def visit_Compare(self, node):
        self.generic_visit(node)
        if isinstance(node.ops[0], ast.Eq):
            return ast.Call(ast.Name("equal", ast.Load()), [node.left, *node.comparators], [])
        return node


def read_back(shown):
    tree = ast.fix_missing_locations(Equal().visit(ast.parse(shown.replace(" = ", " == "), mode="eval")))
    return eval(compile(tree, "shown", "eval"), {**WORDS, "x": x, "y": y, "a": a, "b": b})


@pytest.mark.parametrize("seed", range(60))
def test_what_is_printed_is_read_back_as_the_same_formula(seed):
    _, by_hand, _ = written_twice(seed)
    formula_of_it = by_hand(x, y)
    again = read_back(written(formula_of_it))
    assert written(again) == written(formula_of_it)
    assert fingerprint(as_body(again)) == fingerprint(as_body(formula_of_it))


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        (a**2 / (20 * b) <= minimum(1, a), "a**2/(20*b) <= min(1, a)"),
        (a - (b - a) - b, "a - (b - a) - b"),
        (-(a**2), "-a**2"),
        ((-a) ** 2, "(-a)**2"),
        (a / (b / a) * b, "a/(b/a)*b"),
        (a**-2 - -2 * b, "a**-2 - (-2*b)"),
        (2**a * a**b, "2**a*a**b"),
        (power(a, 2) * a ** Fraction(1, 2), "power(a, 2)*a**0.5"),
        (number(2) * pi * a >= 3, "3 <= 2*pi*a"),
        (a * (number(3) / 2) ** 2 / (number(2) ** 70 + 1), "a*(3/2)**2/(2**70 + 1)"),
        (maths.e <= letter("e", Positive), "maths.e <= e"),
        (exp(letter("pi", Positive)) * maths.e * pi, "exp(pi)*e*maths.pi"),
        ((a + b).named("pi") * pi, "pi*maths.pi, where pi = a + b"),
        (a.equals(where(equal(a, b), 1, 2)), "a = where(a = b, 1, 2)"),
    ],
)
def test_formulas_are_printed_with_few_parentheses(one, shown):
    assert written(one) == str(one) == shown


def test_claim_lines_and_branches_print_the_formula():
    claim = a / b <= 1
    assert said(Relation((claim,), (a <= b,))) == (["a <= b"], ["a/b <= 1"])
    assert list(formula(as_body(maximum(a, b)))) == ["max(a, b)"]
    assert claim.in_words("less than one").says == "less than one" and written(claim.in_words("other words")) == "a/b <= 1"
    assert written(at_most(by_hand)) == ""
    changed = replace(claim, body=by_hand)
    assert changed.body is by_hand and written(changed) == ""  # never the formula that it was made from


def by_hand(a: Positive, b: Positive):
    return a, b


def test_a_relation_is_printed_as_it_is_judged():
    claim = a <= b
    for one, shown in ((replace(claim, sense="<"), "a < b"), (less(claim.body), "a < b"), (same(claim.body), "a = b")):
        assert written(one) == shown and said(Relation((one,))) == ([], [shown])
    assert judge_relation(Relation((less((a <= a).body),)), "quick", "a test").why.startswith("At a = 1: a < a fails: ")


# --- bodies ---------------------------------------------------------------------------------------------------------


def test_letters_have_no_order_and_are_given_by_name():
    first, second = as_body(b / a), as_body(a - b)
    assert [p.name for p in parameters(first)] == [p.name for p in parameters(second)] == ["a", "b"]
    with pytest.raises(TypeError, match="positional"):
        first(1, 2)
    assert by_name(first, {"b": 1, "a": 2}) == {"a": 2, "b": 1}
    assert by_name(by_hand, (1, 2)) == {"a": 1, "b": 2} and by_name(as_body(2 * a), 3) == {"a": 3}
    with pytest.raises(TypeError, match="have no order"):
        by_name(b / a, (1, 2))
    with pytest.raises(TypeError, match="takes a, b, values were given for a, c"):
        by_name(first, {"a": 1, "c": 2})


def test_a_body_is_made_once_and_what_is_one_stays_it():
    one = b / a
    assert as_body(one) is as_body(one) and as_body(as_body(one)) is as_body(one) and as_body(by_hand) is by_hand
    assert as_body(3)() == 3
    for wrong in ("a", None, (a, b)):
        with pytest.raises(TypeError, match="no formula, no number and no function"):
            as_body(wrong)
    with pytest.raises(TypeError, match="is a relation, where a formula is asked for"):
        as_body(a <= b)


def test_a_traceback_names_the_line_of_the_formula():
    one = 1 / (a - b)  # this line
    with pytest.raises(ZeroDivisionError) as raised:
        as_body(one)(a=1, b=1)
    last = traceback.extract_tb(raised.value.__traceback__)[-1]
    assert last.filename == __file__ and last.line.endswith("# this line") and last.name == f"formula of line {last.lineno}"
    relation = slow.value(x, a) <= 1 / (a - b)  # that line
    with pytest.raises(ZeroDivisionError) as raised:
        relation.body(a=1, b=1, x=1)
    assert traceback.extract_tb(raised.value.__traceback__)[-1].line.endswith("# that line")
    assert relation.body.__module__ == __name__


def test_what_a_library_adds_up_stands_where_it_was_asked_for():
    one, other = (as_body(np.sum([exp(a), k * b])) for k in (1, 2))
    assert one.__module__ == __name__ and one.__code__.co_filename == __file__
    assert fingerprint(one) != fingerprint(other)
    assert balls.evaluate(one, {"a": 0, "b": 1}, 53).arb == 2


def test_a_letter_may_have_the_name_of_a_word():
    e, where_ = letters("e where", Positive)
    made = as_body(maths.e * e + where(e < where_, e, exp(where_)))
    assert made(**{"e": 2.0, "where": 1.0}) == maths.e * 2 + math.exp(1)


@pytest.mark.parametrize(
    ("one", "value"),
    [
        (number(1) / 3, Fraction(1, 3)),
        (number(-2) / 3 + number(1) / 7, Fraction(-11, 21)),
        (1 / (100 * number(1) ** 2), Fraction(1, 100)),
        (number(10) ** -1, Fraction(1, 10)),
        (number(-3) ** -5000, Fraction(1, 3**5000)),
        (number(0.1) + number(0.2), Fraction(0.1) + Fraction(0.2)),
        (number(2) ** 60 + 0.5, 2**60 + Fraction(1, 2)),
        (number(1e300) * number(1e300), Fraction(1e300) ** 2),
        ((number(3) / 2) ** 2, Fraction(9, 4)),
        (number(-7) / 2 / 2, Fraction(-7, 4)),
    ],
)
def test_numbers_are_not_rounded_before_a_reading_sees_them(one, value):
    assert exact.evaluate(as_body(one), {}) == value
    assert balls.evaluate(as_body(one), {}, 200).arb.overlaps(balls.evaluate(as_body(one), {}, 100).arb)
    assert confirm(equals(one * a, a + a), {"a": Fraction(3)}) is False
    if abs(value) < 10**300 and value.denominator < 10**300:
        assert floats.evaluate(as_body(one), {}) == eval(written(one)) == as_body(one)()
        found = prove(equals(one * a, value.numerator * a / value.denominator))
        assert found.proved or "0.1, which is rounded" in found.open_path  # exact here, and yet hardly what was meant


def test_scalars_of_numpy_and_fractions_are_numbers_where_they_are_exact():
    assert written(np.float64(2) * a + np.int64(3)) == "2.0*a + 3"
    assert written(Fraction(3, 4) * a) == "0.75*a"
    assert (np.float64(1) <= a).sense == "<="


def test_the_step_of_a_method_may_be_keyword_only():
    def step(*, x, g):
        return x - g

    assert is_step(step) and not is_step(by_hand)


# --- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        (lambda: bool(a), "neither true nor false: write where"),
        (lambda: 0 < a < b, "two relations instead of a < b < c"),
        (lambda: min(a, b), "neither true nor false"),
        (lambda: a == b, r"write equals\(a, b\)"),
        (lambda: a != b, "not compared by !="),
        (lambda: abs(a), "write absolute"),
        (lambda: a + True, "True is no number of a formula"),
        (lambda: a * math.inf, "inf is no number of a formula"),
        (lambda: a <= math.nan, "nan is no number of a formula"),
        (lambda: a + Fraction(1, 3), "1/3 is rounded as a float: divide a letter"),
        (lambda: a / 10 <= 0.1 * a, "0.1 was rounded before the formula saw it"),
        (lambda: float(a), "a has no value"),
        (lambda: a + letter("a", Real), r"a is two letters here: one positive \(0, inf\), one real \(-inf, inf\)"),
        (lambda: a + letter("a", AboveOne), "a is two letters here"),
        (lambda: a + "b", "unsupported operand"),
        (lambda: a <= "b", "not supported between"),
        (lambda: (a <= b) + 1, "unsupported operand"),
        (lambda: math.exp(a), r"write the words of theorysim.maths"),
        (lambda: where(a, 1, 2), "where decides by a relation of letters"),
        (lambda: where(a <= b, 1, "x"), "where picks numbers and formulas"),
        (lambda: where(at_most(by_hand), 1, 2), "where means floats here"),
        (lambda: exp(a <= b), "exp takes numbers and formulas"),
        (lambda: letter("a", float), "is no domain"),
        (lambda: letter("a b", Real), "is no letter"),
        (lambda: letter("lambda", Real), "is no letter"),
        (lambda: number("1"), "is no number"),
    ],
)
def test_what_is_no_formula_is_refused(wrong, match):
    with pytest.raises(TypeError, match=match):
        wrong()


class Count:
    """A number of a statement, on the other side of a bound."""

    def __le__(self, other):
        return "bounded", written(other)


def test_a_number_of_a_statement_has_its_turn_on_either_side():
    assert (Count() <= a * b) == (a * b >= Count()) == ("bounded", "a*b")


def test_a_named_formula_is_printed_by_its_name_and_once_in_full():
    rate = (1 / (10 * a)).named("eta")
    h = minimum(rate, rate / b).named("h")
    claim = h * b**2 <= 2 * h + rate
    assert str(claim) == "h*b**2 <= 2*h + eta, where eta = 1/(10*a), h = min(eta, eta/b)"
    assert str(h) == "min(eta, eta/b), where eta = 1/(10*a)" and str(rate) == "1/(10*a)"  # a formula itself stands in full
    plain = minimum(1 / (10 * a), 1 / (10 * a) / b)
    same = plain * b**2 <= 2 * plain + 1 / (10 * a)
    assert floats.evaluate(claim.body, {"a": 0.3, "b": 0.7}) == floats.evaluate(same.body, {"a": 0.3, "b": 0.7})
    other = (1 / b).named("h")
    assert str(h <= other) == "h <= 1/b, where eta = 1/(10*a), h = min(eta, eta/b)"  # one name, one formula
    assert str((1 / b).named("a") <= a) == "1/b <= a"  # a letter's name stays the letter's
    with pytest.raises(TypeError, match="is no name"):
        a.named("b")
    with pytest.raises(TypeError, match="is no name"):
        (a + b).named("a + b")


def test_an_objective_of_letters_runs_as_one_of_functions_does():
    z, c = letter("z", Coordinate), letter("c", Positive)

    def value_by_hand(z: Coordinate, c: Positive):
        return c * z * z / 2

    def slope_by_hand(z: Coordinate, c: Positive):
        return c * z

    made = Objective(as_body(c * z * z / 2), as_body(c * z))
    known = Objective(value_by_hand, slope_by_hand)
    one, other = (
        run(Composition(gradient_descent, f, gradient_norm), {"method.eta": 0.3, "objective.c": 1.5}, 2.0, 1e-3, 100) for f in (made, known)
    )
    assert one.T is not None and (one.T, one.x, one.value) == (other.T, other.x, other.value)
