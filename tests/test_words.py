"""What a verdict says: why a claim is refuted is told from the witness that is shown; words that write another formula are not printed."""

import shlex
from fractions import Fraction

import pytest
from drawn import body

from theorysim.domains import Positive, Real
from theorysim.judge.verdict import judge
from theorysim.judge.words import both, broken_at, number
from theorysim.laws.every import complaints
from theorysim.letters import equals, letters
from theorysim.maths import log, sqrt
from theorysim.model import Claim, Denial, Exists, Relation, Statement, at_most
from theorysim.prove.wording import another
from theorysim.show.claims import relation_in_one_line
from theorysim.show.replay import replay

a, b = letters("a b", Positive)
x = letters("x", Real)[0]
MEAN = 2 * a * b <= a**2 + b**2

WRONG = (
    "100 a b <= a^2 + b^2", "2 a b < a^2", "a^2 + b^2 <= 2 a b", "2ab^2 <= a^2 + b^2", "a b <= 0", "a + b <= sqrt(a b)",
    "2 a b >= a^2 + b^2", "2 a b = a^2 + b^2", "2 a b <= max(a, b)", "3 <= 2", "a <= b", "2*a*b <= (a^2 + b^2)/2",
)  # fmt: skip
RIGHT = (
    "2 a b <= a^2 + b^2", "a^2 + b^2 >= 2 a b", "a b <= (a^2 + b^2)/2", "2*a*b <= a**2 + b**2", "0 <= a^2 - 2 a b + b^2",
    "the mean of squares", "|f''| <= L", "E min <= c", "V' <= 0", "2 a b <= a^2 + b^2, by squares", "T <= 7 a b", "",
)  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_words_that_write_another_formula_are_not_printed_and_break_a_law(words):
    wrong = MEAN.in_words(words)
    if words == "2ab^2 <= a^2 + b^2":
        assert not another(wrong)  # ab is no letter: words
        return
    assert another(wrong) and relation_in_one_line(wrong) == "2*a*b <= a**2 + b**2"
    found = complaints(Statement("s", Claim(Relation((wrong,)))))
    assert any("are another formula than 2*a*b <= a**2 + b**2, which is judged" in c for c in found)


@pytest.mark.parametrize("words", RIGHT)
def test_words_that_say_the_same_or_are_words_stand_beside_the_formula(words):
    right = MEAN.in_words(words)
    assert not another(right) and words in relation_in_one_line(right)
    assert complaints(Statement("s", Claim(Relation((right,))))) == []


def test_words_of_an_equation():
    line = equals(a, 2 * b)
    assert not any(another(line.in_words(w)) for w in ("a = 2 b", "a - 2 b = 0", "2 b = a", "a/2 = b"))
    assert all(another(line.in_words(w)) for w in ("a = 3 b", "a <= 2 b", "b = 2 a"))


REMARKS = "It would hold with 4 in place of 3."
BROKEN = {
    "two letters": (a**2 + b**2 <= 3 * a * b, ()),
    "a hypothesis": (b <= a, (a >= 1,)),
    "two hypotheses": (a * b <= 6, (a >= 2, b >= 3)),
    "a curve": (5 * (a + b) <= 7, (equals(a**2 + b**2, 1),)),
    "a root": (sqrt(a) <= a, ()),
    "a logarithm": (log(a) <= a - 2, ()),
    "not below": (a * b < a * b + 0 * b, ()),
    "not equal": (equals(a, b), ()),
    "by hand": (at_most(body("(x*x, x)", {"x": "Positive"})), ()),
    "close": (a <= a * 999999999999 / 1000000000000, ()),
    "negative": (x <= x**2 - 1, ()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_why_is_told_from_the_witness_that_is_shown(name):
    check, given = BROKEN[name]
    found = judge(Statement("s", Claim(Relation((check,), given), why=REMARKS)), "quick", {})[0]
    assert found.outcome == "refuted" and found.why.endswith(REMARKS)
    point = dict(w.removeprefix("statement.").split("=") for w in shlex.split(found.witness) if "=" in w)
    values = {n: Fraction(v) for n, v in point.items()}
    assert found.why == f"{broken_at(check, given, values)}. {REMARKS}"
    assert all(f"{n} = {number(v)}" in found.why for n, v in values.items())
    assert ("hypothes" in found.why) == bool(given)
    left, right = found.why.split("the left side is ")[1].split(", not ")[0], found.why.split("the right side, ")[1].split(". ")[0]
    assert left != right or check.sense == "<"


def test_what_holds_keeps_the_remark_of_its_author_alone():
    held = judge(Statement("s", Claim(Relation((MEAN,)), why="A square.")), "quick", {})[0]
    assert (held.outcome, held.why) == ("holds", "A square.")


def test_a_denial_tells_its_point_and_what_is_proved_there():
    denial = Denial((a <= b,), (((), (a <= a + b).in_words("nothing does")),), a + b <= a)
    found = judge(Statement("s", Claim(Exists((a + b <= a,), (), (denial,)))), "quick", {})[0]
    assert found.outcome == "refuted" and found.why.startswith("At a = ") and "fails: the left side is" in found.why
    assert "it is proved: nothing does" in found.why


def test_numbers_are_told_apart():
    assert both(Fraction(1, 2), Fraction(1, 3)) == ("1/2", "1/3")
    assert both(Fraction(10**12 + 1, 10**12), Fraction(1)) == ("1.000000000001", "1")
    assert both(1 + Fraction(1, 10**30), Fraction(1)) == ("1", "1 - 1e-30")
    assert number(Fraction(10) ** 400) == "about 10^400" and number(Fraction(1, 7)) == "1/7"


def test_a_replay_says_what_is_not_defined():
    statement = Statement("s", Claim(Relation((sqrt(x) <= log(x) + 1, x <= 1))))
    shown = list(replay(statement, "printed", "", {"x": Fraction(-1)}))
    assert shown[0].endswith("is not defined: it has a root of -1")
    assert shown[1].endswith("-1 <= 1 holds, exactly")
    assert not any("not decided" in line for line in shown)
