"""Budgets of work: a proof that is kept costs again what it took, a nested one has its own, and a membership that runs out is said."""

import pytest

from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Positive, PositiveCount
from theorysim.entries import Objective
from theorysim.falsify.evolution import members
from theorysim.judge.bound import judge_bound
from theorysim.judge.rate import judge_rate
from theorysim.letters import letters
from theorysim.members import certify
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import after, count
from theorysim.objectives.changing_curvature import changing_curvature
from theorysim.objectives.quadratic import quadratic
from theorysim.prove.algebra import prove
from theorysim.prove.budget import Spent, granted, kept, spend
from theorysim.quantities.gap import gap

F, L, R, a, b, epsilon = letters("F L R a b epsilon", Positive)
(k,) = letters("k", PositiveCount)
DESCENT = count(gradient_descent, over=(lower_bounded, smooth), eta=1 / L) <= 2 * L * F / epsilon**2


def anew(objective):
    """Return an objective of which nothing is known yet."""
    return Objective(**{name: getattr(objective, name) for name in objective.__dataclass_fields__})


def test_work_beyond_what_is_granted_ends_a_proof_and_a_kept_one_costs_again_what_it_took():
    asked = 2 * a * b <= a**2 + b**2
    with granted(10**6) as first:
        assert prove(asked).proved
    with granted(10**6) as again:
        assert prove(asked).proved
    assert first.used == again.used > 0
    with granted(first.used), granted(first.used):  # of the outer nothing is used
        assert prove(asked).proved
    for relation in (asked, 3 * a * b <= 2 * a**2 + 2 * b**2):  # kept, and not
        with pytest.raises(Spent), granted(first.used - 1):
            prove(relation)


def test_what_is_kept_inside_what_is_kept_counts_once_for_each_who_asks():
    @kept(8)
    def inner(n):
        spend(n)
        return n

    @kept(8)
    def outer(n):
        return inner(n) + inner(n)

    with granted(100) as purse:
        assert (outer(3), purse.used) == (6, 6)
        assert (inner(3), outer(3), purse.used) == (3, 6, 15)
    with pytest.raises(Spent), granted(7):
        outer(4)
    with granted(8) as purse:  # what ran out was not kept
        assert (outer(4), purse.used) == (8, 8)


def test_a_purse_that_ran_out_is_empty_whether_what_is_asked_was_kept_or_not():
    @kept(9)
    def worked(n):
        spend(n)
        return n

    def refused_twice():
        with granted(10) as purse:
            for n in (12, 7):
                with pytest.raises(Spent):
                    worked(n)
        return purse.used > 10

    assert refused_twice()
    worked(12)  # is kept now
    assert refused_twice()


def test_a_membership_whose_proof_runs_out_leaves_the_claim_undecided_and_names_the_class(monkeypatch):
    monkeypatch.setattr(certify, "MEMBERSHIP", 6_000)
    hard = anew(changing_curvature)
    for objectives in ({"hard": hard}, {"hard": hard, "quadratic": quadratic}):
        found = judge_bound(DESCENT, "quick", "", objectives)
        assert (found.outcome, found.why.partition(";")[0]) == ("undecided", f"{certify.RAN_OUT}: |f''| <= L with L = largest, of hard")
    rate = after(gap, gradient_descent, over=(lower_bounded, smooth), first=1, eta=1 / L) <= L * R**2 / (2 * k)
    assert judge_rate(rate, "quick", objectives).why.startswith(certify.RAN_OUT)
    tight = count(gradient_descent, over=(lower_bounded, smooth), eta=1 / L) <= L * F / epsilon**2 / 8
    assert judge_bound(tight, "quick", "", objectives).outcome == "refuted"  # a witness is a witness
    assert [one for _, one in members(DESCENT, {"hard": hard})] == [None]  # a search tells it too
    monkeypatch.setattr(certify, "MEMBERSHIP", 60_000)
    assert judge_bound(DESCENT, "quick", "", {"hard": anew(changing_curvature)}).outcome == "holds"


def test_of_the_package_no_proof_comes_near_to_its_budget(monkeypatch):
    hardest = anew(changing_curvature)
    monkeypatch.setattr(certify, "MEMBERSHIP", certify.MEMBERSHIP // 25)
    which = next(i for i, s in enumerate(hardest.satisfies) if s.assumption is l0_l1_smooth)
    assert certify.why_not_proved(hardest, which) == ""
