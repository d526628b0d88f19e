"""Rates, for every k: textbook ones hold, wrong ones are refuted in balls at step k, and what is no number is never below."""

import re
import shlex
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.smooth import smooth
from theorysim.cli import main
from theorysim.commands import falsify
from theorysim.domains import Asked, AtLeastOne, Count, Positive, PositiveCount
from theorysim.falsify.falsify import falsify_claims
from theorysim.judge import rate as judging
from theorysim.judge.rate import Looked, certainly_above, follow, judge_rate, look, planted_in_rate, with_steps
from theorysim.laws.every import complaints
from theorysim.letters import letter, letters, number
from theorysim.maths import sqrt, where
from theorysim.methods.fista import fista
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.random_iterate import random_iterate
from theorysim.methods.subgradient_descent import subgradient_descent
from theorysim.model import Claim, Quantity, Rate, Setting, Statement, after
from theorysim.objectives.absolute_value import absolute_value
from theorysim.objectives.huber import huber
from theorysim.objectives.quadratic import quadratic
from theorysim.quantities.gap import gap
from theorysim.quantities.hitting_time import hitting_time
from theorysim.settings import parsed, record
from theorysim.show.claims import said
from theorysim.show.counterexample import as_test, lines
from theorysim.trials.drawing import draw, settle
from theorysim.trials.simpler import settled_once
from theorysim.trials.written import number as read

TEXTBOOK = Path(__file__).parents[1] / "docs" / "examples" / "textbook"
FEW = {"huber": huber, "quadratic": quadratic, "absolute_value": absolute_value}
L, R, F, mu = letters("L R F mu", Positive)
(k,) = letters("k", Count)
RANGES = {"L": (1 / 64, 64)}

descended = after(gap, gradient_descent, over=(convex, smooth), eta=1 / L)
descent = (descended <= L * R**2 / (4 * k + 2)).within(RANGES)


def test_a_noisy_run_and_one_that_is_too_short_are_no_runs_of_a_rate():
    wrong = replace(with_bound(textbook("descent_rate"), L * R**2 / (400 * k + 2)), first=3)
    setting = Setting("gradient_descent", "huber", (("method.eta", 1.0), ("objective.delta", 1.0)), (4.0,), "gap", 0.0, 3)

    def why(one):
        found = wrong.held(one, parsed(one).what, {}, None)
        return found.verdict, found.why

    assert why(setting)[0] == "exceeded"
    assert why(replace(setting, steps=2)) == ("undecided", "no run of the claim: it speaks of k = 3 steps or more")
    noisy = replace(setting, oracle="bounded", parameters=(*setting.parameters, ("oracle.tau", 1.0)))
    assert why(noisy) == ("undecided", "no run of the claim: it is about the true gradient")


def textbook(name):
    return record("statements", f"{TEXTBOOK / name}.py:{name}").claims[0].what


def with_bound(rate, bound):
    """Return a rate with another formula, given as a formula of letters."""
    return replace(rate, bound=(after(gap, gradient_descent, over=()) <= bound).bound)


def at_step(found):
    assert found.witness == found.run.line()
    return found.run.setting.steps


SHARP = {  # worst ratio
    "descent_rate": (0.999, 1.001),
    "strongly_convex_rate": (0.999, 1.001),
    "accelerated_rate": (0.9, 0.95),
    "subgradient_rate": (0.999, 1.001),
    "gradient_rate": (0.999, 1.001),
}


@pytest.mark.parametrize("name", SHARP)
def test_a_textbook_rate_holds_and_errors_planted_in_it_are_refuted(name):
    rate = textbook(name)
    found, (low, high) = judge_rate(rate, "quick", FEW), SHARP[name]
    assert (found.outcome, found.grade) == ("holds", "simulated") and low < found.worst_ratio < high, found
    looked_at = "with k = 0, 1, 2, 3, 5, 8, 13, 21, 34, 55 in advance no last step" if rate.in_advance else "no step up to k = 64"
    assert found.why.startswith(f"{looked_at} is above it")
    counts = planted_in_rate(rate, FEW)
    assert counts["refuted"] >= 4 and counts["missed"] == 0 and sum(counts.values()) == 5, counts


WRONG = [  # and the earliest step at which it is wrong
    ("descent_rate", L * R**2 / (5 * k + 2), 1),
    ("descent_rate", L * R**2 / (4 * k + 4), 0),
    ("strongly_convex_rate", L / 2 * ((L - mu) / (L + mu)) ** (4 * k) * R**2, 1),
    ("strongly_convex_rate", L / 2 * ((L - mu) / (L + mu)) ** (2 * k + 1) * R**2, 0),
    ("accelerated_rate", 2 * L * R**2 / (k + 1) ** 3, None),
    ("accelerated_rate", L * R**2 / (k + 1) ** 2 / 3, 0),
    ("subgradient_rate", L * R / (k + 1), 5),
    ("subgradient_rate", L * R / sqrt(6 * k + 1), 5),
    ("gradient_rate", sqrt(L * F / (k + 1)), 0),
    ("gradient_rate", sqrt(2 * L * F) / (k + 1), 1),
]


@pytest.mark.parametrize("name, bound, step", WRONG)
def test_a_wrong_rate_is_refuted_in_balls_and_its_line_replays_to_the_step(name, bound, step, capsys):
    found = judge_rate(with_bound(textbook(name), bound), "quick", FEW)
    assert (found.outcome, found.grade) == ("refuted", "certified") and found.worst_ratio > 1, found
    last = at_step(found)
    assert last == step if step is not None else last > 0
    value, allowed = map(float, re.search(r" is (\S+), the rate (\S+)$", found.why).groups())
    assert value > allowed and f"after k = {last} steps" in found.why
    view = with_bound(textbook(name), bound)
    again = view.held(found.run.setting, parsed(found.run.setting).what, {n: read(x) for n, x in found.run.constants.items()}, None)
    assert again.verdict == "exceeded" and again.allowed == pytest.approx(allowed, rel=1e-5)
    kept = textbook(name).held(found.run.setting, parsed(found.run.setting).what, {}, None)
    assert kept is None or kept.verdict != "exceeded"
    assert main(["replay", *shlex.split(found.witness)]) == 0
    norm, above = map(float, re.search(r"gradient norm (\S+), gap (\S+)", capsys.readouterr().out).groups())
    if name != "subgradient_rate" or last == 0:  # of the least so far the last is one
        assert (norm if name == "gradient_rate" else above) == pytest.approx(value, rel=1e-4)


def test_the_first_step_is_the_start_itself_and_may_be_left_out():
    undecided = judge_rate(with_bound(descent, L * R**2 / (4 * k)), "quick", FEW)
    assert undecided.outcome == "undecided" and "k = 0" in undecided.why and "write first=1" in undecided.why
    from_one = replace(with_bound(descent, L * R**2 / (4 * k)), first=1)
    assert judge_rate(from_one, "quick", FEW).outcome == "holds"
    assert at_step(judge_rate(with_bound(from_one, L * R**2 / (7 * k)), "quick", FEW)) == 1


def test_a_first_step_may_be_left_out_where_k_is_fixed_in_advance():
    walked = after(gap, subgradient_descent, over=(convex, lipschitz), least=True, h=R / sqrt(k), decay=0)
    rate = (walked <= L * R / sqrt(k)).within(RANGES)
    undecided = judge_rate(rate, "quick", FEW)
    assert undecided.outcome == "undecided" and "k = 0" in undecided.why and "write first=1" in undecided.why
    assert judge_rate(replace(rate, first=1), "quick", FEW).outcome == "holds"


def test_a_rate_below_zero_is_above_nothing():
    for bound, step in ((L * R**2 * (1 - k) / 2, 1), (L * R**2 / (4 * k - 2), 0)):
        found = judge_rate(with_bound(descent, bound), "quick", FEW)
        assert (found.outcome, at_step(found)) == ("refuted", step)


def test_what_is_no_number_is_never_below():
    found = judge_rate(with_bound(descent, L * R**2 * (1 + sqrt(k - 5))), "quick", FEW)
    assert found.outcome == "undecided" and "no number" in found.why
    late = judge_rate(with_bound(descent, L * R**2 * (1 + sqrt(40 - k))), "quick", FEW)
    assert late.outcome == "undecided" and "k = 41" in late.why and "first=" not in late.why

    def share(value: Asked, minimum: Asked, g_norm: Asked):  # 0/0 at a minimizer, which descent reaches on a quadratic
        return (value - minimum) / g_norm

    seen = (after(Quantity(share), gradient_descent, over=(convex, smooth), eta=1 / L) <= R + k).within(RANGES)
    found = judge_rate(seen, "quick", FEW)
    assert found.outcome == "undecided" and "is nan" in found.why


def followed(bound, objective, raw):
    """Return (k, value, rate, whether it is above) of the steps that one run of six steps is remembered by."""
    rate = with_bound(descent, bound)
    settled = settled_once(with_steps(rate, 6), objective, raw, lambda b: b)
    return [(s.k, s.seen, s.allowed, s.over()) for s in follow(rate, "one", objective, raw, settled, 6, Looked())]


def test_one_run_is_remembered_by_what_is_no_number_and_by_what_is_above():
    far = {"objective.delta": 0.25, "start": 8.0, "more L": 1.0, "epsilon": 0.01}
    assert followed(L * R**2 / (4 * k), huber, far)[0] == (0, 0.25 * 8 - 0.25**2 / 2, np.inf, False)
    assert [(step, over) for step, _, _, over in followed(L * R**2 * (1 + sqrt(4 - k)), huber, far)] == [(5, False), (4, False)]
    lands = {"objective.a": 1.0, "start": 1.0, "more L": 1.0, "epsilon": 0.1}  # at the minimizer, by its first step
    assert (2, 0.0, -0.5, True) in followed(L * R**2 * (3 - 2 * k) / 2, quadratic, lands)
    assert followed(L * R**2 * (3 - 2 * k) ** 2 / 2, quadratic, lands) == [(0, 0.5, 4.5, False)]  # 0 is not compared with what is above


def test_without_an_instance_nothing_is_said():
    found = judge_rate(descent, "quick", {"absolute_value": absolute_value})
    assert (found.outcome, found.why) == ("undecided", "no instance of the class was found")


def test_what_float64_alone_exceeds_is_undecided(monkeypatch):
    wrong = with_bound(descent, L * R**2 / (5 * k + 2))
    monkeypatch.setattr(judging, "certainly_above", lambda *of: False)
    found = judge_rate(wrong, "quick", FEW)
    assert found.outcome == "undecided" and "balls did not confirm" in found.why


def test_a_blind_judge_misses_what_is_planted(monkeypatch):
    seeing = judging.judge_rate

    def blind(rate, effort, objectives, seed=1, shown=True):
        found = seeing(rate, effort, objectives, seed, shown)
        return found if seed == judging.OTHER_SEED else replace(found, outcome="holds")

    monkeypatch.setattr(judging, "judge_rate", blind)
    assert planted_in_rate(descent, FEW) == {"refuted": 0, "missed": 5, "still_true": 0, "unknown": 0}


@pytest.mark.parametrize("seed", range(3))
def test_in_balls_a_true_rate_is_never_exceeded_and_half_of_it_is(seed):
    half, last = with_bound(descent, L * R**2 / (8 * k + 4)), 6
    raw = draw(with_steps(descent, last), huber, 2_000, seed)
    sound = np.flatnonzero(settle(with_steps(descent, last), huber, raw)["sound"])[:8]
    assert sound.size == 8
    for i in sound:
        one = {name: float(column[i]) for name, column in raw.items()}
        assert not any(certainly_above(descent, huber, one, step) for step in range(last))
        above = huber.value(one["start"], one["objective.delta"]), one["more L"] * one["start"] ** 2 / 4  # its curvature is 1
        assert certainly_above(half, huber, one, 0) == (above[0] > above[1])


def test_the_least_is_above_only_where_every_step_before_is():
    raw = {"objective.a": 1.0, "start": 1.0, "more L": 1.0, "epsilon": 0.1}
    swings = after(gap, fista, over=(convex, smooth), eta=1 / (4 * L))
    seen = judging.column(swings <= k, quadratic, {"objective.a": 1.0, "method.eta": 1 / 4, "start": 1.0}, 40)
    last = next(i for i in range(1, 40) if seen[i] > 2 * seen[:i].min())  # it swings back
    level = float(np.sqrt(seen[last] * seen[:last].min()))
    rate = swings <= number(level) + 0 * k
    assert certainly_above(rate, quadratic, raw, last)
    assert not certainly_above(replace(rate, least=True), quadratic, raw, last)
    assert certainly_above(replace(rate, least=True), quadratic, raw, 0)


def test_values_that_float64_cannot_tell_are_not_compared_and_that_is_said():
    found = judge_rate(descent, "quick", {"quadratic": quadratic})
    assert found.outcome == "holds" and found.tried["steps too small for float64"] > 0 and "below 1e-09 of the first" in found.why


def complaint(rate):
    (found,) = rate.amiss()
    judged = judge_rate(rate, "quick", FEW)
    assert (judged.outcome, judged.why, judged.tried) == ("undecided", found, {})
    return found


def test_a_declaration_that_makes_no_sense_is_a_complaint_and_is_not_judged():
    C, epsilon = letters("C epsilon", Positive)
    (real_k,) = letters("k", Positive)
    over = (convex, smooth)
    assert descent.amiss() == []
    assert "takes C, which is none of F, L, R, k" in complaint(descended <= C * L * R**2 / (k + 1))
    assert "takes epsilon" in complaint(after(gap, gradient_descent, over, eta=epsilon / L) <= L * R**2 / (k + 1))
    assert "does not take k" in complaint(descended <= L * R**2)
    assert "no count" in complaint(descended <= L * R**2 / (real_k + 1))
    assert complaint(after(gap, gradient_descent, over) <= L * R**2 / (k + 1)) == "no formula is given for the method's eta"
    assert "gamma, which the method does not have" in complaint(after(gap, gradient_descent, over, eta=1 / L, gamma=1) <= 1 / (k + 1))
    (counted,) = letters("k", PositiveCount)
    small = where(counted < 1, 0 * L * R**2, L * R**2 / (4 * counted + 2))
    assert complaint(after(gap, gradient_descent, over, eta=1 / L) <= small).endswith("takes k from 1 on, the claim begins at k = 0")
    large = letter("L", AtLeastOne)
    assert "L is of [1, inf) in a formula, of (0, inf) in the class" in complaint(descended <= large**2 * R**2 / (4 * k + 2))
    assert judge_rate((after(gap, gradient_descent, over, first=1, eta=1 / L) <= small).within(RANGES), "quick", FEW).outcome == "holds"
    assert "asks for T" in complaint(after(hitting_time, gradient_descent, over, eta=1 / L) <= L * R**2 / (k + 1))
    assert "first is -1" in complaint(replace(descent, first=-1))
    assert "in balls" in complaint(replace(descent, method=random_iterate(gradient_descent)))
    wrong = descended <= L * R**2
    assert complaints(Statement("wrong", (Claim(wrong),))) == wrong.amiss()


def test_numbers_make_rates_from_either_side_and_are_not_true_or_false():
    formula = L * R**2 / (4 * k + 2)
    for rate in (descended <= formula, formula >= descended):
        assert isinstance(rate, Rate) and rate.method is gradient_descent and not rate.in_advance
    with pytest.raises(TypeError, match="neither true nor false"):
        assert descended
    with pytest.raises(TypeError):
        assert descended < formula
    assert (after(gap, gradient_descent, over=(convex,), eta=R / (k + 1)) <= formula).in_advance


def test_a_rate_may_be_written_as_functions():
    def eta(L: Positive):
        return 1 / L

    def half_of_it(L: Positive, R: Positive, k: Count):
        return L * R * R / (8 * k + 4)

    rate = Rate(gradient_descent, gap, half_of_it, (convex, smooth), {"eta": eta}, RANGES)
    found = judge_rate(rate, "quick", FEW)
    assert (found.outcome, found.grade, at_step(found)) == ("refuted", "certified", 0)
    assert complaints(Statement("half", (Claim(rate),))) == []


def test_what_is_said_names_the_formula_of_k():
    given, claimed = said(descent)
    assert "eta = 1/L" in given and claimed == ["after k steps gap <= L*R**2/(4*k + 2), for every k"]
    _, claimed = said(replace(textbook("subgradient_rate"), first=2))
    assert claimed[0].startswith("after k steps the least ") and claimed[0].endswith("for every k >= 2, fixed in advance")


# --- falsify and the laws -------------------------------------------------------------------------------------------


def test_falsify_looks_as_far_as_it_must_and_its_test_asks_the_judge(tmp_path):
    late = with_bound(descent, L * R**2 / (4 * k + 2) * where(k <= 100, 1, 0.5))  # true up to where a quick look ends
    found = falsify_claims("late.py:late", [Claim(late)], ({"huber": huber}, {}), 60)
    assert found.refuted and at_step(found.worst[1]) == 101
    assert falsify._shown(found) is None and falsify._point(found) is None
    text = as_test(found, tmp_path, falsify._shown(found))
    assert "assert_statement" in text and 'effort="standard"' in text and "bound=" not in text
    assert any("after k = 101 steps" in line for line in lines(found))
    with pytest.raises(ValueError, match="no run with a bound"):
        falsify.plot(found, tmp_path / "figure.svg")


def test_falsify_does_not_refute_what_is_true():
    found = falsify_claims("d.py:d", [Claim(descent)], ({"quadratic": quadratic}, {}), 1)
    assert not found.refuted and "holds" in found.worst[1].says and found.looked["settings"] > 0


def test_the_laws_are_run_on_a_file_with_a_rate(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = (TEXTBOOK / "descent_rate.py").read_text(encoding="utf-8")
    Path("right.py").write_text(text)
    Path("wrong.py").write_text(text.replace("(4 * k + 2)", "2"))
    assert main(["test", "right.py"]) == 0
    assert main(["test", "wrong.py"]) == 1
    assert "does not take k" in capsys.readouterr().out


def test_runs_are_looked_at_in_every_part_of_a_rate():
    looked = look(descent, {"huber": huber}, "quick", 1)
    assert looked.settings >= 16 and looked.compared > 10 * looked.settings and {s.k for s in looked.steps} - {0}
    again = look(descent, {"huber": huber}, "quick", 1)
    assert [(s.k, s.seen) for s in looked.steps] == [(s.k, s.seen) for s in again.steps]
