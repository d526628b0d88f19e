"""Theorems as authors write them: free numbers, weaker constants, bounds that are no numbers, methods without a name, long runs."""

import json
import shlex
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from theorysim import catalogue
from theorysim.assumptions.bounded_moment import bounded_moment
from theorysim.assumptions.convex import convex
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.cli import main
from theorysim.domains import AboveOne, Asked, BelowOne, Domain, Positive, PositiveCount, Real, Unit, parameters
from theorysim.entries import Plain
from theorysim.falsify import bounds, evolution
from theorysim.falsify.boxes import box
from theorysim.falsify.evolution import members
from theorysim.falsify.falsify import Falsified
from theorysim.falsify.found import Clock, Found
from theorysim.judge.bound import fits, judge_bound
from theorysim.judge.hits import in_class, judge_hits
from theorysim.members.adopted import with_classes
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Assumption, Bound, Claim, Method, Statement, at_most, count
from theorysim.objectives.huber import huber
from theorysim.objectives.lessard_cycle import lessard_cycle
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.terraces import terraces
from theorysim.oracles.bounded import bounded
from theorysim.prove.budget import OutOfTime, within
from theorysim.readings import arrays
from theorysim.settings import record
from theorysim.show.counterexample import sharper
from theorysim.trials.beyond_floats import COST, FIRST, MOST, exceeds, finer, kept, numbers_of
from theorysim.trials.drawing import draw, grows, settle, shrinks, varies
from theorysim.trials.free import common, constants_of_noise, free_of

FOLDER = Path(__file__).parent / "theorems"
FEW = {"quadratic": quadratic, "huber": huber}
CLASS = (lower_bounded, smooth)


def what(name):
    return record("statements", f"{FOLDER}/{name}").claims[0].what


def judged(bound, objectives=FEW):
    return judge_bound(bound, "quick", "", objectives, measured=False)


# --- what is free in a range ------------------------------------------------------------


def step(L: Positive):
    return 1 / L


def steps(F: Positive, epsilon: Positive, L: Positive):
    return 2 * L * F / (epsilon * epsilon)


@pytest.mark.parametrize("name, outcome", [("half", "holds"), ("free", "holds"), ("wrong", "refuted")])
def test_a_free_share_keeps_to_its_range_and_stands_in_the_witness(name, outcome):
    one = judged(what(f"free_share.py:{name}"))
    assert one.outcome == outcome and ("share = " in one.why) == (outcome == "refuted")


def test_a_bound_that_fails_at_the_end_of_a_range_only_is_refuted_there():
    half = what("free_share.py:half")
    one = judged(replace(half, search={**half.search, "share": (1 / 64, 1)}))
    assert one.outcome == "refuted" and float(one.why.partition("share = ")[2].partition(",")[0]) < 1 / 4


def of_share(domain):
    """Return eta = share/(4 L), with the share from a domain."""

    def eta(L, share):
        return share / (4 * L)

    eta.__annotations__ = {"L": Positive, "share": domain}
    return eta


SHARES = {
    "positive": (Positive, (1 / 2, 4), 1 / 2, 4),
    "unit": (Unit, None, 0, 1),
    "below one": (BelowOne, (0, 1), 0, 1),
    "above one": (AboveOne, (0, 4), 1, 4),
    "count": (PositiveCount, (1, 4), 1, 4),
    "of either sign": (Real, (-2, 2), -2, 2),
    "without a range": (Positive, None, 0, np.inf),
}


@pytest.mark.parametrize("domain, given, low, high", SHARES.values(), ids=SHARES)
def test_what_is_free_is_drawn_from_its_domain_and_range(domain, given, low, high):
    ranges = {"L": (1 / 8, 8)} | ({"share": given} if given else {})
    bound = Bound(gradient_descent, steps, CLASS, {"eta": of_share(domain)}, ranges)
    (kept,) = free_of(bound).values()
    chosen = box(bound, quadratic)
    for raw in (draw(bound, quadratic, 2_000, 1), chosen.raw(chosen.spread(2_000, 1))):
        known = settle(bound, quadratic, raw)
        sound = known["sound"] > 0
        assert sound.sum() > 100 and np.unique(raw["share"][sound]).size > (3 if kept.integer else 100)
        assert all(kept.holds(x) and low <= x <= high for x in known["share"][sound])
        assert all(x > 0 for x in known["method.eta"][sound])
    beyond = {**raw, "share": np.full_like(raw["share"], high + 1)}
    assert np.isinf(high) or not settle(bound, quadratic, beyond)["sound"].any()


def test_in_balls_what_is_free_is_exact():
    half = what("free_share.py:half")
    raw = {"objective.a": 1.0, "start": 1.0, "epsilon": 0.5, "more L": 1.0, "share": 0.75}
    assert numbers_of(half, quadratic, raw, lambda b: b, 256)["share"] == 3 / 4


@pytest.mark.parametrize("share, inside", [(1 / 2, True), (1.0, True), (0.75, True), (0.0, False), (0.499, False), (1.001, False)])
def test_in_balls_every_name_keeps_to_its_range(share, inside):
    half = what("free_share.py:half")
    raw = {"objective.a": 1.0, "start": 1.0, "epsilon": 0.5, "more L": 1.0, "share": share}
    assert kept(half, numbers_of(half, quadratic, raw, lambda b: b, 256), 256) == inside
    assert exceeds(half, quadratic, raw, lambda b: b * 0) == inside


def test_a_name_of_two_formulas_keeps_to_both_domains():
    one = common(Domain("a", low=0), Domain("b", low=0, high=1, low_open=False, high_open=False))
    assert (one.low, one.high, one.low_open, one.high_open) == (0, 1, True, False)
    assert common(one, Domain("c", integer=True)).integer


# --- constants that may be weaker ------------------------------------------------------------


def polyak(x: Real, g: Real, g_norm: Asked, f: Asked, f_star: Real):
    return x - (f - f_star) / (g_norm * g_norm) * g


def as_known(f_star: Real):
    return f_star


def least(minimum: Real):
    return minimum


def of_polyak(R: Positive, epsilon: Positive, L: Positive):
    return 4 * L * L * R * R / (epsilon * epsilon)


POLYAK = Bound(Method(polyak), of_polyak, (lower_bounded, smooth, convex), {"f_star": as_known}, {"L": (1 / 8, 8)})


def test_a_lower_bound_is_drawn_below_the_minimum_where_a_formula_takes_it():
    one = judged(POLYAK)
    assert one.outcome == "refuted" and float(one.why.partition("f_star = ")[2].partition(",")[0]) < 0
    known = replace(POLYAK, method_constants={"f_star": least})
    assert judged(known).outcome == "holds"
    (f_star,) = lower_bounded.constants()
    descent = replace(POLYAK, method=gradient_descent, method_constants={"eta": step})
    assert varies(POLYAK, lower_bounded, f_star) and not varies(descent, lower_bounded, f_star)


def test_a_constant_of_either_sign_is_changed_so_that_the_class_is_larger():
    def under(value: Asked, c: Real):
        return c, value

    def over(value: Asked, c: Real):
        return -value, c

    def torn(value: Asked, c: Real):
        return c * c, value

    for body, may, smaller in ((under, True, True), (over, True, False), (torn, False, False)):
        assumption = Assumption(at_most(body, body.__name__))
        (c,) = assumption.constants()
        assert (grows(assumption, c), shrinks(assumption, c)) == (may, smaller)


def test_a_constant_that_two_classes_pull_apart_stays_as_it_is():
    dominated = what("slow_member.py:false").classes[2]
    both = replace(POLYAK, classes=(lower_bounded, dominated))
    assert not any(varies(both, a, p) for a in both.classes for p in a.constants() if p.name == "f_star")


# --- bounds that are no positive numbers ------------------------------------------------------------


@pytest.mark.parametrize("name", ["zero", "below", "cut"])
def test_a_bound_of_no_step_is_judged_to_the_letter(name):
    one = judge_bound(what(f"odd_bounds.py:{name}"), "quick", "", FEW)
    assert (one.outcome, one.grade) == ("refuted", "certified") and "no positive number" in one.why, one.why


@pytest.mark.parametrize("name", ["nowhere", "infinite", "somewhere"])
def test_a_bound_that_is_no_number_is_named_at_its_point(name):
    bound = what(f"odd_bounds.py:{name}")
    one = judged(bound)
    assert one.outcome == "undecided" and "the bound is no number on " in one.why and ", where F = " in one.why
    sought = bounds.search_bound(bound, FEW, {}, Clock(60), 1, most=2_000)
    assert sought.outcome == "undecided" and "the bound is no number on " in sought.says


def test_a_bound_that_is_only_too_large_for_float64_claims_nothing_wrong():
    assert judged(what("odd_bounds.py:large")).outcome == "holds"


@pytest.mark.parametrize("name", ["zero", "below"])
def test_a_search_against_no_step_writes_a_test_that_fails(name, tmp_path, capsys):
    file = tmp_path / f"test_no_step_of_{name}.py"
    assert main(["falsify", f"{FOLDER}/odd_bounds.py:{name}", "--seconds", "3", "--pytest", str(file)]) == 1
    assert pytest.main(["-q", "-p", "no:cacheprovider", str(file)]) == 1


# --- as many bits as it takes ------------------------------------------------------------

CYCLE = {"start": 1.0, "epsilon": 1.0, "more L": 1.0, "more mu": 1.0}


def test_bits_grow_with_the_steps_until_balls_decide():
    assert exceeds(what("many_steps.py:tuned"), lessard_cycle, CYCLE)


def test_bits_grow_until_the_cost_is_spent():
    for steps, k in ((600, 200), (600, 0), (3_000, 2_999), (10**6, 5), (0, 0)):
        tried = [FIRST]
        while (bits := finer(tried[-1], k, steps)) is not None:
            tried.append(bits)
        assert tried == sorted(set(tried)) and tried[-1] <= MOST and (len(tried) == 1 or tried[-1] * steps <= COST)
    assert finer(256, 100, 1_000) >= 2_560  # it lost 256 bits in 100 steps


def test_what_float64_exceeds_and_balls_do_not_decide_is_undecided(monkeypatch, capsys):
    for module in (bounds, evolution):
        monkeypatch.setattr(module, "exceeds", lambda *_, **__: False)
    code = main(["falsify", f"{FOLDER}/free_share.py:wrong", "--seconds", "2", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert code == 3 and said["outcome"] == said["parts"][0]["outcome"] == "undecided" and "balls did not confirm" in said["says"]


def test_the_worst_ratio_is_said_of_the_run_that_has_it():
    claim = Claim(what("free_share.py:half"))
    says = sharper(claim, Found(False, 1.0, "", "", 1))
    assert "of the runs tried" in says and "no smaller constant" not in says
    assert Falsified("one", "printed", ((claim, Found(False, 2.0, "", "", 1, unconfirmed=True)),), (), 1.0).outcome == "undecided"


# --- methods have names ------------------------------------------------------------


def test_a_method_of_two_stages_that_stands_inline_replays(capsys):
    false = what("two_stages.py:false")
    one = judge_bound(false, "quick", "", {"quadratic": quadratic})
    assert one.outcome == "refuted" and record("methods", shlex.split(one.witness)[0]) == false.method
    assert main(["replay", *shlex.split(one.witness)]) == 0 and "never reached" in capsys.readouterr().out


HEAD = """
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.domains import Asked, Positive, Real
from theorysim.entries import Plain
from theorysim.methods.averaged import averaged
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Bound, Claim, Method, Quantity, Statement

def step(x: Real, g: Real, eta: Positive):
    return x - eta * g

def plain(x, g, eta=0.5):
    return x - eta * g

def made():
    def inside(x: Real, g: Real, eta: Positive):
        return x - eta * g
    return (inside,)

def slope(g_norm: Asked):
    return g_norm

def eta(L: Positive):
    return 1 / L

def bound(F: Positive, epsilon: Positive, L: Positive):
    return 2 * L * F / (epsilon * epsilon)

def of(method, **more):
    return Claim(Bound(method, bound, (lower_bounded, smooth), {"eta": eta}, {"L": (1 / 8, 8)}, **more))

"""
NAMED = ("Method(step)", "averaged(Method(step))", "M", "gradient_descent", "Method(step), until=Quantity(slope)")
ONE_STAGE_IN_TWO = "Method(step)))\nother = Statement('other', of(averaged(Method(step))"
NAMELESS = ("averaged(gradient_descent)", "Method(*made())", ONE_STAGE_IN_TWO)


@pytest.mark.parametrize("method", NAMED)
def test_what_stands_inline_is_found_again_by_its_name(method, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("own.py").write_text(f"{HEAD}M = averaged(gradient_descent)\none = Statement('one', of({method}))\n")
    claim = record("statements", "own.py:one").claims[0]
    from theorysim.commands.replay import complete

    complete("own.py:one", (claim,))


@pytest.mark.parametrize("method", NAMELESS)
def test_what_no_name_leads_to_is_asked_for_one(method, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("own.py").write_text(f"{HEAD}one = Statement('one', of({method}))\n")
    for words in (["check", "own.py:one"], ["falsify", "own.py:one"]):
        assert main(words) == 2
        assert "its method has no name that replays: write NAME = Method(...)" in capsys.readouterr().err
    assert main(["test", "own.py"]) == 1 and "no name that replays" in capsys.readouterr().out


@pytest.mark.parametrize("method", ["Plain(plain)", "Method(plain)", "plain"])
def test_a_plain_method_gets_the_documented_sentence(method, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("own.py").write_text(f"{HEAD}one = Statement('one', of({method}))\n")
    for words in (["check", "own.py:one"], ["falsify", "own.py:one"]):
        assert main(words) == 2
        assert "plain runs as plain Python, and the judges do not take such a method" in capsys.readouterr().err
    assert record("statements", "own.py:one").claims[0].what.judge("quick", "", FEW, {}).outcome == "undecided"


def test_a_plain_method_is_not_counted_either():
    def over_arrays(x, g):
        return x - g

    with pytest.raises(TypeError, match="the judges do not take such a method"):
        count(Plain(over_arrays), over=CLASS)


# --- members: their proofs, and those of other classes ------------------------------------------------------------


def test_a_proof_that_takes_long_is_put_off_and_then_told(monkeypatch):
    def slowly(bound, objective):
        while objective is terraces:
            time.sleep(0.01)
        return True

    monkeypatch.setattr(evolution, "_proved", slowly)
    monkeypatch.setattr(evolution, "LEAST", 0.1)
    found = list(members(what("free_share.py:half"), {"terraces": terraces, **FEW}, Clock(1)))
    assert [n for n, o in found] == ["quadratic", "huber", "terraces"] and found[-1][1] is None


def test_so_many_seconds_and_no_more():
    with pytest.raises(OutOfTime), within(0.05):
        while True:
            time.sleep(0.001)
    with within(60):
        pass


def test_a_class_of_a_file_is_tried_on_functions_that_do_not_declare_it():
    false = what("slow_member.py:false")
    found = with_classes(FEW, false.classes)
    assert found["quadratic"] is not quadratic and fits(false, found["quadratic"]) and not fits(false, found["huber"])
    one = judged(false)
    assert one.outcome == "refuted" and one.witness.split()[1] == "quadratic"
    assert judged(what("slow_member.py:true")).outcome == "holds"


def test_a_class_that_is_not_true_of_a_function_is_not_adopted():
    def flat(g_norm: Asked, L: Positive):
        return 2 * g_norm, L

    def never(value: Asked, f_star: Real):
        return value, f_star - 1

    for body in (flat, never):
        classes = (lower_bounded, Assumption(at_most(body, body.__name__)))
        assert with_classes(FEW, classes) == FEW


# --- noise ------------------------------------------------------------


def test_no_setting_is_a_number_of_settings_too():
    (found,) = arrays.evaluate(steps, {"F": np.empty(0), "epsilon": 1.0, "L": np.empty(0)})
    assert found.shape == (0,)


def later(F: Positive, epsilon: Positive, L: Positive, sigma: Positive):
    return 8 * L * F / (epsilon * epsilon) * (1 + 4 * sigma * sigma / (epsilon * epsilon))


def shorter(L: Positive, epsilon: Positive, sigma: Positive):
    return 1 / (L * (1 + 4 * sigma * sigma / (epsilon * epsilon)))


def test_a_class_of_noises_with_two_constants_is_judged():
    bound = Bound(gradient_descent, later, CLASS, {"eta": shorter}, {"L": (1 / 8, 8), "sigma": (1 / 8, 1), "alpha": (2, 2)}, bounded_moment)
    assert constants_of_noise(bound) == ["sigma"] and list(free_of(bound)) == ["alpha"]
    assert list(in_class(bound, {"bounded": bounded}, {"sigma": 0.5, "alpha": 2.0, "T": 100.0}))
    one = judge_hits(bound, "quick", "", {"quadratic": quadratic}, {"bounded": bounded})
    assert one.outcome in ("holds", "undecided"), one.why


def test_every_case_of_an_author_is_loaded():
    names = [n for f in sorted(FOLDER.glob("*.py")) for n, v in catalogue.own(str(f)).items() if isinstance(v, Statement)]
    assert len(names) >= 17 and all(parameters(Method(polyak).stages[0]))
