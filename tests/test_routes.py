"""Routes to a verdict: a confirmed witness refutes whatever else holds, lines of a proof are one route, a contradiction is a fault."""

import pytest
from drawn import body

from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.cli import main
from theorysim.domains import Positive, Real
from theorysim.judge import relation as judge_of_relations
from theorysim.judge.routes import joined, proof_of
from theorysim.judge.verdict import judge, judge_claim
from theorysim.letters import letters
from theorysim.model import Bound, Claim, Exists, Method, Relation, Statement, at_most
from theorysim.prove.algebra import Proof
from theorysim.results import Evidence

x, y = letters("x y", Positive)
TRUE, FALSE = 2 * x * y <= x**2 + y**2, x**2 + y**2 <= 3 * x * y
LINE, WRONG_LINE = (x - y) ** 2 >= 0, x <= y


def _claim(first, *second):
    return judge_claim(Claim(first, second=second), "quick", "s", {})


def _one(check, *given, **more):
    return Relation((check,), given, **more)


# --- a witness refutes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "second",
    [
        (_one(LINE),),  # a line that holds
        (_one(WRONG_LINE),),
        (_one(LINE), _one(WRONG_LINE)),
        (_one(LINE), _one(TRUE)),
        (_one(FALSE, x <= 2 * y, y <= 2 * x),),  # the claim under more hypotheses, which does hold
        (_one(FALSE),),
        (_one(FALSE, by_search=True),),
        (_one(TRUE, by_search=True),),
        (Exists((TRUE,)),),
    ],
)
def test_a_confirmed_witness_refutes_whatever_stands_beside_it(second):
    found, _ = _claim(_one(FALSE), *second)
    assert (found.outcome, found.grade, found.fault) == ("refuted", "certified", False) and found.witness
    assert found.why.startswith("At ") and "fails: the left side is" in found.why


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        ((_one(LINE),), "holds"),
        ((_one(WRONG_LINE),), "undecided"),
        ((_one(LINE), _one(WRONG_LINE)), "undecided"),
        ((_one(LINE), _one(LINE, x <= 1)), "holds"),
    ],
)
def test_the_lines_of_a_proof_are_one_route_and_never_break_the_claim(second, outcome):
    found, routes = _claim(_one(TRUE), *second)
    assert (found.outcome, found.grade) == ("holds", "proved")
    assert [r.outcome for r in routes] == [outcome] and routes[0].by.startswith("proof in ")
    assert (outcome == "holds") == ("fails, which says nothing of the claim itself" not in found.why)


def test_the_claim_itself_as_a_second_route_refutes_it_and_a_route_of_another_kind_makes_it_undecided():
    open_claim = Evidence("search", "holds", "simulated")
    itself = Evidence("search", "refuted", "certified", witness="s -p statement.x=1", why="At x = 1")
    claim = Claim(_one(FALSE), second=(_one(FALSE, by_search=True),))
    assert joined(claim, open_claim, [itself])[0] is itself
    other = Claim(_one(FALSE), second=(Exists((TRUE,)),))
    found, _ = joined(other, open_claim, [itself])
    assert found.outcome == "undecided" and found.witness == itself.witness and "At x = 1" in found.why
    mere = Evidence("hits", "refuted", "sampled", witness="run")  # a test, no witness beyond float64
    beside = Claim(_one(FALSE), second=(_one(LINE),))
    assert joined(beside, mere, [Evidence("algebra", "holds", "proved")])[0].outcome == "undecided"
    assert joined(beside, mere, [Evidence("search", "refuted", "certified", witness="l")])[0] is mere


def test_a_proof_in_which_one_line_is_open_shows_nothing():
    good, gap = Evidence("algebra", "holds", "proved"), Evidence("search", "undecided", why="no proof")
    assert (proof_of([good, good]).by, proof_of([good, good]).outcome) == ("proof in 2 lines", "holds")
    assert proof_of([good, gap]).outcome == "undecided" and "Line 2" in proof_of([good, gap]).why


# --- a fault of this program ------------------------------------------------------------------------------------------


def test_a_proof_beside_a_confirmed_witness_is_a_fault(monkeypatch):
    monkeypatch.setattr(judge_of_relations, "prove", lambda *_: Proof(True, 1, ""))
    found, _ = _claim(_one(FALSE))
    assert (found.outcome, found.fault) == ("undecided", True) and found.witness
    assert found.why.startswith("A fault of this program: algebra proves it and a point breaks it. At ")
    parts = judge(Statement("s", Claim(_one(FALSE), part="a", why="A remark."), Claim(_one(WRONG_LINE), part="b")), "quick", {})[0]
    assert parts.fault and parts.outcome == "undecided" and parts.why.startswith("A fault of this program")
    both = Claim(_one(FALSE), second=(_one(FALSE),))
    witness = Evidence("search", "refuted", "certified", witness="s", why="At x")
    assert joined(both, witness, [Evidence("algebra", "holds", "proved")])[0].fault


FILE = """
from theorysim.domains import Positive
from theorysim.letters import letters
from theorysim.model import Claim, Relation, Statement

x, y = letters("x y", Positive)
mine = Statement("mine", Claim(Relation((x**2 + y**2 <= 3 * x * y,))))
"""


def test_a_fault_is_shown_and_ends_with_3(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine.py").write_text(FILE)
    monkeypatch.setattr(judge_of_relations, "prove", lambda *_: Proof(True, 1, ""))
    assert main(["check", f"{tmp_path}/mine.py:mine", "--effort", "quick", "--fresh"]) == 3
    shown = capsys.readouterr().out
    assert "A fault of this program" in shown and "theorysim replay" in shown


# --- a run beside a proof ---------------------------------------------------------------------------------------------


def test_a_run_that_breaks_a_bound_refutes_it_beside_lines_that_hold():
    def step(x: Real, g: Real, eta: Positive):
        return x - eta * g

    def eta(L: Positive):
        return 1 / L

    def bound(F: Positive, epsilon: Positive, L: Positive):
        return L * F / (2 * epsilon * epsilon)

    from theorysim import catalogue

    gains = at_most(body("(h*g*g/2, h*g*g*(1 - h*L/2))", {"g": "Positive", "L": "Positive", "h": "Positive"}))
    shorter = at_most(body("(h*L, 1)", {"L": "Positive", "h": "Positive"}))
    ranges = {"L": (1 / 8, 8), "epsilon": (1 / 64, 1)}
    what = Bound(Method(step), bound, (lower_bounded, smooth), {"eta": eta}, ranges)
    objectives = {n: o for n, o in catalogue.objectives().items() if n in ("quadratic", "terraces", "huber")}
    found = judge(Statement("s", Claim(what, second=(_one(gains, shorter),))), "quick", objectives)[0]
    assert (found.outcome, found.grade) == ("refuted", "certified") and found.witness
    assert ("proof in one line", "holds") in found.routes
