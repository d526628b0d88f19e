"""Two hundred cases that are false and as many that are true, of every kind: nothing false holds, nothing true is refuted."""

import random

import pytest
from adversary import exponents
from adversary.case import Case, Wasted
from adversary.exactly import LOST, Number, Unsure, exp, log, of, power, sqrt
from adversary.score import KINDS, odd, one, tally
from keeping import ANEW

EACH = 200 // len(KINDS) + 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nothing_false_holds_and_nothing_true_is_refuted(kind):
    draw = random.Random(f"tests {kind.__name__}")
    found = [f for _ in range(EACH) for f in tally(one(kind, draw))]
    assert len(found) == 2 * EACH and not odd(found), "\n".join(
        f"{case.text} ({case.known}): {said}, {why}" for case, said, why in odd(found)
    )


@pytest.mark.parametrize("kind", (*exponents.KINDS, *exponents.DEAR), ids=lambda kind: kind.__name__)
def test_powers_with_letters_of_the_day(kind):
    found = tally(one(kind, random.Random(f"{ANEW} {kind.__name__}")))
    assert not odd(found), [(case.text, case.known, said, why) for case, said, why in odd(found)]


def test_an_answer_that_is_wrong_is_odd():
    asks = {said: lambda said=said: (said, "") for said in ("proved", "seen", "undecided", "refuted")}
    for false, wrong in ((True, {"proved", "seen"}), (False, {"refuted"})):
        cases = [Case("a kind", false, "x <= 1", "", ask) for ask in asks.values()]
        assert {said for _, said, _ in odd([f for case in cases for f in tally((case, case))])} == wrong


def test_a_witness_that_breaks_nothing_makes_no_case():
    from adversary.case import Said, related

    right = Said({"x": "Positive"}, (("x", "<=", "2*x"),))
    for point in ({"x": 1}, {"x": -1}):  # it holds at one, the other is not in the domain
        with pytest.raises(Wasted):
            related("none", right, point, right, "")
    wrong = Said({"x": "Positive"}, (("2*x", "<=", "x"),))
    with pytest.raises(Wasted):
        related("none", wrong, {"x": 1}, wrong, "")  # the control is false, too


def test_numbers_of_the_adversary_are_exact():
    root = sqrt(of(2))
    assert root * root <= 2 and root * root >= 2 and (root - 1).sign() == 1 and (1 / (root - 1) - root - 1).sign() == 0
    assert (3 * root - 4).sign() == 1 and (root * 2 - 3).sign() == -1
    assert sqrt(of(-1)).lost and (of(1) / of(0)).lost and log(of(0)).lost and (LOST < 1) is None and power(of(-2), 3) < 0
    assert exp(log(of(3))) < 4 and power(of(4), of(1) / 2) >= 2
    with pytest.raises(Unsure):
        (exp(of(1)) - exp(of(1))).sign()
    assert Number(1, 1, 2) < Number(5, 0) and Number(0, -1, 2) < 0
