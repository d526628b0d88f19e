"""Powers with a letter as exponent where the base may be 0 or less: 0^0 is 1, 0^(1/2) is 0, (-1)^2 is 1, and nothing false follows."""

from typing import Any

import pytest

from theorysim.prove.algebra import prove
from theorysim.prove.certificates import exported
from theorysim.verify.certificate import verify
from theorysim.verify.reader import Reader

HEAD = """
from theorysim.domains import Nonnegative, Positive, Real, TailIndex, Unit
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import power
from theorysim.model import Claim, Relation, Statement

x, y = letters("x y", Nonnegative)
P, R = letter("P", Positive), letter("R", Real)
alpha, b = letter("alpha", TailIndex), letter("b", Unit)
"""
LETTERS: dict[str, Any] = {}
exec(HEAD, LETTERS)

# what is claimed, under what, and where it is false
FALSE = [
    ("power(number(0), b) <= 0", "", "b = 0"),
    ("power(0 * x, b) <= x", "", "b = 0, x = 0"),
    ("0 < x", "power(x, 2 - alpha) <= 5", "x = 0, alpha = 3/2"),
    ("0 < x", "power(x, 1 / alpha) <= 5", "x = 0"),
    ("0 < x", "power(x, -b) <= 5", "x = 0, b = 0"),
    ("0 < x", "power(x, b - 1) <= 5", "x = 0, b = 1"),
    ("0 < R", "power(R, b) <= 5", "R = -1, b = 1"),
    ("0 <= R", "power(R, alpha) <= 5", "R = -1, alpha = 2"),
    ("0 <= R", "equals(R, power(x - y, b))", "R = x - y = -1, b = 1"),
    ("1 <= x", "power(number(0), 2 - alpha) <= 5", "x = 0"),
]
TRUE = [("power(P, 2 - alpha) <= 5 * y", "power(P, 2 - alpha) <= y"), ("0 <= x - y", "power(P, b) <= x - y")]


def told(folder, check: str, given: str) -> str:
    """Return what the checker says of what the search finds for it."""
    path = folder / "own.py"
    path.write_text(f"{HEAD}\nstatement = Statement('own', Claim(Relation(({check},), given=({given + ',' if given else ''}))))\n")
    made, _ = exported(Reader(), path, "statement", {("printed", "")}, {})
    if not made:
        return "without"
    (one,) = verify(Reader(), path, made)
    return one.outcome


def said(text: str):
    return eval(text, LETTERS)  # a relation, in the letters of this file


@pytest.mark.parametrize(("check", "given", "where"), FALSE)
def test_what_is_false_at_an_end_is_neither_proved_nor_accepted(check, given, where, tmp_path):
    assert not prove(said(check), (said(given),) if given else (), 3).proved
    assert told(tmp_path, check, given) == "without"


@pytest.mark.parametrize(("check", "given"), TRUE)
def test_what_is_true_is_proved_and_accepted(check, given, tmp_path):
    assert prove(said(check), (said(given),), 3).proved
    assert told(tmp_path, check, given) == "accepted"
