"""A lower bound is run over a family: met where it is true, undecided where no member reaches it."""

from dataclasses import replace

from theorysim import catalogue
from theorysim.domains import AboveOne, AtLeastOne, Positive
from theorysim.judge.family import judge_family
from theorysim.judge.relation import judge_link
from theorysim.maths import erfc
from theorysim.model import at_most
from theorysim.statements.chapter3.theorem_3_4_2 import complexity


def family():
    repaired = catalogue.load("statements", "theorem-3.4.2").claims[1]
    return repaired.second[0]


def hundredfold(F: Positive, epsilon: Positive, L1: AtLeastOne, M: AboveOne):
    return 100 * complexity(F, epsilon, L1, M)


def test_the_family_of_the_thesis_reaches_the_bound():
    found = judge_family(family(), "quick", "x")
    assert found.outcome == "holds" and found.tried["settings"] > 50 and 0 < found.worst_ratio <= 1


def test_a_bound_that_no_member_reaches_is_not_shown():
    found = judge_family(replace(family(), bound=hundredfold), "quick", "x")
    assert found.outcome == "undecided" and found.worst_ratio > 1


def test_one_member_alone_does_not_reach_it():
    assert judge_family(replace(family(), members=family().members[:1]), "quick", "x").outcome == "undecided"


def tail(x: Positive):
    return erfc(x), 1


def test_where_algebra_has_no_proof_balls_certify_the_searched_box():
    found, _ = judge_link(at_most(tail), (), {"x": (0.125, 3.0)}, "quick", "x")
    assert (found.outcome, found.grade, found.by) == ("holds", "certified", "balls")
