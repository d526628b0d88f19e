"""A measurement that is out of reach here is done, and said to be undecided; nothing else that is undecided is."""

import pytest

from theorysim.cli import main
from theorysim.commands import check
from theorysim.domains import Real
from theorysim.judge.verdict import MEASURED, done, judge
from theorysim.model import Claim, Missing, Relation, Statement, at_most

OUT_OF_REACH = Claim(Missing("the data"), part="a")


def _square(x: Real):
    return 0, x * x


def _not_here(x: Real):
    return x * x, -1


HOLDS = Claim(Relation((at_most(_square),)), part="b")
VACUOUS = Claim(Relation((at_most(_square),), (at_most(_not_here),)), part="c")


def _verdicts(*claims):
    return judge(Statement("s", claims), "quick", {})


def test_it_is_undecided_and_says_what_is_missing():
    (verdict,) = _verdicts(OUT_OF_REACH)
    assert (verdict.outcome, verdict.grade, verdict.why) == ("undecided", None, "out of reach here: the data")
    assert verdict.witness is None and not any(verdict.planted.values())


@pytest.mark.parametrize(
    "kind, expected", [("figure", True), ("table", True), ("empirical", True), ("lemma", False), ("inequality", False)]
)
def test_only_a_measurement_is_done_when_it_is_undecided(kind, expected):
    assert (kind in MEASURED) == expected
    assert done(_verdicts(OUT_OF_REACH), kind) == expected
    assert done(_verdicts(OUT_OF_REACH, HOLDS), kind) == expected
    assert done(_verdicts(HOLDS), kind)


@pytest.mark.parametrize("claims", [(VACUOUS,), (OUT_OF_REACH, VACUOUS)])
def test_a_measurement_that_is_undecided_for_another_reason_is_not_done(claims):
    verdicts = _verdicts(*claims)
    assert verdicts[0].outcome == "undecided" and not done(verdicts, "figure")


def test_a_user_s_own_is_a_measurement(tmp_path, capsys):
    file = tmp_path / "mine.py"
    file.write_text("from theorysim.model import Claim, Missing, Statement\nstatement = Statement('mine', (Claim(Missing('the data')),))\n")
    name = f"{file}:statement"
    assert check.kind_of(name) == "empirical" and check.judge_one(name, "quick")[2]
    assert main(["replay", f"{name}:printed", "-p", "statement.x=1"]) == 2
    assert "is judged by running, not at a point" in capsys.readouterr().err
