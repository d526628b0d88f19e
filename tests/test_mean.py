"""A mean is judged at the stated error rates, however often it is looked at, and only with a declared support or moment."""

import shlex
from dataclasses import replace
from typing import Annotated

import numpy as np
import pytest
from calibration import MEANS, coin, counted, mean_suites, pareto, pareto_moment, three_errors

from theorysim.chance import quantile
from theorysim.chance.mean import BETS, Moment, Plan, Support, answers, decide
from theorysim.cli import main
from theorysim.domains import Finite, Real
from theorysim.maths import equal, where
from theorysim.model import Oracle
from theorysim.settings import Usage
from theorysim.testing import assert_mean

COIN = Plan(0.3, 0.3, Support(1), 0.1, 0.1)


def named(cases):
    return [pytest.param(*case[1:], id=case[0]) for case in cases]


# False alarms of these tests: a share of suites, of expectation at most the nominal one, is more than three standard errors above it in
# about one simulation of 700; what is simulated lies far below, since the bounds know only the support or the moment. Seeds are fixed.
@pytest.mark.parametrize("plan, law", named(MEANS))
def test_at_the_boundary_it_refutes_and_passes_at_the_stated_rates_at_most(plan, law):
    """Every run of 20,000 suites is looked at; E X = bound exactly, then bound + margin, where the power is what was planned."""
    null, other = mean_suites(plan, law(plan.bound), 1), mean_suites(plan, law(plan.bound + plan.margin), 2)
    assert null.refuted <= plan.alpha + three_errors(plan.alpha)
    assert other.refuted >= 1 - plan.beta - three_errors(plan.beta)
    assert null.refuted + null.holds == pytest.approx(1) and other.refuted + other.holds == pytest.approx(1)
    assert max(null.runs, other.runs) < 0.6 * plan.n


def looked_at_naively(plan, law, seed):
    """Refute as soon as the normal interval of the runs so far lies above the bound: each look is right by itself, if n is large."""
    x = law(np.random.default_rng(seed), (20_000, plan.n))
    k = np.arange(1, plan.n + 1)
    average = np.cumsum(x, axis=1) / k
    deviation = np.sqrt(np.maximum(np.cumsum(x * x, axis=1) / k - average**2, 0))
    found = np.where((k >= 10) & (average - plan.bound > 1.2816 * deviation / np.sqrt(k)), -1, 0)  # 90 % of the normal law
    found[:, -1] += found[:, -1] == 0
    return counted(found)


def test_a_wrong_test_is_seen_to_refute_too_often():
    limit = COIN.alpha + three_errors(COIN.alpha)
    assert looked_at_naively(COIN, coin(0.3), 1).refuted > limit
    assert mean_suites(replace(COIN, bound=0.2), coin(0.3), 1).refuted > limit  # another bound


def test_a_false_declaration_voids_the_rates():
    """A moment declared far too small, of a law with rare large values; a support declared too small is seen at once."""
    plan = Plan(1, 1, Moment(2, 4.5), 0.1, 0.1)
    assert mean_suites(plan, coin(2, 500.0), 1, 4000).holds > 0.5  # not at most 0.1: the declaration is what the answer rests on
    with pytest.raises(ValueError, match=r"a draw is 1.5, outside the declared support \[0, 1\]"):
        decide(lambda start, n: np.full(n, 1.5), COIN)


@pytest.mark.parametrize("plan, law", named(MEANS))
def test_no_fortune_grows_on_average(plan, law):
    """By the exact law of two points with E X = bound, or bound + margin, and the largest support, or moment, that is declared."""
    for mean, side in ((plan.bound, slice(1, BETS + 1)), (plan.bound + plan.margin, slice(BETS + 1, None))):
        d = plan.declared
        high = d.high if isinstance(d, Support) else (d.bound / mean) ** (1 / (d.order - 1))
        with np.errstate(divide="ignore"):
            grows = np.exp(d.scores(np.array([0.0, high]), plan))[side] @ [1 - mean / high, mean / high]
        assert (grows <= 1 + 1e-12).all() and grows.max() > 0.8


@pytest.mark.parametrize("declared", [Support(1), Support(4, -1), Moment(2, 8), Moment(1.5, 3)])
@pytest.mark.parametrize("alpha, beta", [(0.1, 0.1), (0.2, 1e-3), (1e-6, 0.3)])
def test_the_cut_is_reached_and_missed_by_half_the_rates_at_most(declared, alpha, beta):
    """By the best exponential bound of n runs of the law of two points, which is what the plan rests on: attained, and not exceeded."""
    plan = Plan(0.25, 0.25, declared, alpha, beta)
    found = []
    for mean, sign in ((plan.bound, 1), (plan.bound + plan.margin, -1)):
        if isinstance(declared, Support):
            low, high, powers = declared.low, declared.high, np.linspace(0, 30, 300_001)
        else:
            low, high, powers = 0.0, (declared.bound / mean) ** (1 / (declared.order - 1)), np.array([1.0])
        one, other = declared.scores(np.array([low, high]), plan)[0]
        share = (mean - low) / (high - low)
        grows = np.log((1 - share) * np.exp(sign * powers * one) + share * np.exp(sign * powers * other))
        found.append(float(np.exp(np.min(plan.n * grows - sign * powers * plan.cut))))
    assert found[0] <= alpha / 2 * (1 + 1e-6) and found[1] <= beta / 2 * (1 + 1e-6)
    assert found[0] > alpha / 4 and (isinstance(declared, Moment) or found[1] > beta / 4)


def test_the_score_of_a_moment_lies_between_its_two_bounds():
    y = np.concatenate([-np.logspace(-6, 6, 500), np.logspace(-6, 6, 500)])
    for p in (1.1, 1.3, 1.5, 1.9, 2):
        plan = Plan(0, 0.9, Moment(p, 1), 0.1, 0.1)
        score = plan.declared.scores(y / plan.scale, plan)[0]
        most = np.abs(y) ** p / p
        assert (score <= np.log1p(y + most) + 1e-12).all() and (score >= -np.log1p(most - y) - 1e-12).all()


def test_the_answer_does_not_depend_on_the_batches(monkeypatch):
    for plan, law in ((COIN, coin(0.3)), (COIN, coin(0.6)), (MEANS[4][1], MEANS[4][2](1)), (MEANS[4][1], MEANS[4][2](5))):
        x = law(np.random.default_rng(3), (1, plan.n))[0]
        found = set()
        for first in (1, 7, 32, 10_000):
            monkeypatch.setattr(quantile, "FIRST", first)
            d = decide(lambda start, n, x=x: x[start : start + n], plan)
            found.add((d.outcome, d.runs))
        every = answers(plan, x)[0]
        outcome, k = found.pop()
        assert not found and k == np.argmax(every != 0) + 1 and d.mean == pytest.approx(x[:k].mean())
        assert outcome == {-1: "refuted", 1: "holds"}[int(every[k - 1])]


def test_the_plan_is_near_that_of_an_exact_test():
    """An exact binomial test of the same coins takes 35 runs or more (its P is the share of zeros); Hoeffding's bound some more."""
    exact = quantile.Plan(0.7, 0.1, 0.1, 0.3).n
    assert exact <= COIN.n <= 2.5 * exact
    assert Plan(0.3, 0.3, Support(1)).n < 8 * COIN.n  # from rates of 10^-1 to 10^-6 and 10^-3


def test_a_shifted_and_scaled_mean_is_the_same_question():
    x = coin(0.45)(np.random.default_rng(5), (1, COIN.n))[0]
    one = decide(lambda start, n: x[start : start + n], COIN)
    other = decide(lambda start, n: 8 * x[start : start + n] - 4, Plan(-1.6, 2.4, Support(4, -4), 0.1, 0.1))
    assert (one.outcome, one.runs) == (other.outcome, other.runs)


def test_the_evidence_says_its_rate():
    holds = decide(lambda start, n: np.zeros(n), COIN).evidence("a line")
    assert (holds.by, holds.outcome, holds.grade, holds.witness) == ("mean", "holds", "sampled", "a line")
    assert f"{holds.tried['runs']} runs of mean 0: so small, with probability at most 0.1, where the mean is 0.6 or more" == holds.why
    refuted = decide(lambda start, n: np.ones(n), COIN).evidence()
    assert refuted.outcome == "refuted" and "so large, with probability at most 0.1, where the mean is 0.3 or less" in refuted.why
    short = decide(lambda start, n: np.ones(n), COIN, most=1)
    assert (short.outcome, short.runs, short.evidence().grade) == ("undecided", 1, None)
    assert decide(lambda start, n: np.ones(n), COIN, most=0).runs == 0


@pytest.mark.parametrize("declared", [None, 3, "support"])
def test_a_mean_without_a_declared_bound_is_refused(declared):
    with pytest.raises(ValueError, match="without a declared bound on X: give Support"):
        Plan(1, 1, declared)


@pytest.mark.parametrize(
    "change, said",
    [
        ({"bound": 0}, "inside the support"),
        ({"bound": 0.8}, "inside the support"),
        ({"bound": float("nan")}, "must be finite"),
        ({"margin": 0}, "the margin positive"),
        ({"declared": Support(float("inf"))}, "inside the support"),
        ({"declared": Moment(1, 5)}, "order in"),
        ({"declared": Moment(2.5, 5)}, "order in"),
        ({"declared": Moment(2, float("inf"))}, "its bound positive"),
        ({"declared": Moment(2, 0.25)}, "the moment puts every mean there"),
        ({"alpha": 0}, "between 0 and 1"),
        ({"margin": 1e-4}, "more than 1000000 runs"),
        ({"margin": 1e-4, "declared": Moment(1.01, 5)}, "more than 1000000 runs"),
    ],
)
def test_plans_that_make_no_sense_are_refused(change, said):
    with pytest.raises(ValueError, match=said):
        replace(COIN, **change)


@pytest.mark.parametrize("draw", [lambda start, n: np.ones(n + 1), lambda start, n: 1.0, lambda start, n: np.full(n, np.nan)])
def test_a_draw_of_a_wrong_shape_or_not_a_number_is_refused(draw):
    for plan in (COIN, MEANS[4][1]):
        with pytest.raises(ValueError, match="draw"):
            decide(draw, plan)


# --- the assertion: the oracle shows the gradient x of x^2/2 or nothing, each with probability 1/2, and a step by the gradient ends at 0.
# Hence P(T > k) = 2^-k: E T = 2, E T^2 = 6, E min(T, 3) = 1 + 1/2 + 1/4. What passes (fails) below does so but for 10^-6
# (10^-3) of the seeds, and the seeds are fixed.


def seen():
    return 1 / 2


def perturb(g: Real, z: Annotated[float, Finite(seen)]):
    return where(equal(z, 1), g, 0 * g)


blind = Oracle(perturb)
ENTRIES = ("gradient_descent", "quadratic", blind, {"eta": 1}, 1, 0.5)


def test_a_true_mean_passes_at_the_boundary_too():
    found = assert_mean(*ENTRIES, bound=1.75, cap=3)
    assert found.outcome == "holds" and found.mean == pytest.approx(1.75, abs=0.2)
    assert assert_mean(*ENTRIES, bound=2, moment=(2, 6)).outcome == "holds"
    assert assert_mean(*ENTRIES, bound=1.875, cap=4.9, factor=1.5).outcome == "holds"  # E min(T, 4.9) = 1.875 + 0.9/16, within the margin


def test_a_false_one_fails_and_its_line_replays(capsys):
    with pytest.raises(AssertionError, match=r"the mean of min\(T, 3\): .* so large, with probability at most 1e-06") as error:
        assert_mean(*ENTRIES, bound=1.4, cap=3)
    words = shlex.split(str(error.value).split("theorysim replay ")[1])
    assert main(["replay", *words]) == 0
    assert "T = 3 " in (out := capsys.readouterr().out) or "never reached: " in out
    with pytest.raises(AssertionError, match="the mean of T: "):
        assert_mean(*ENTRIES, bound=1.25, moment=(2, 6))


def test_a_trial_that_is_lost_takes_as_long_as_the_cap():
    with pytest.raises(AssertionError, match="runs of mean 10:"):
        assert_mean("gradient_descent", "quadratic", blind, {"eta": 1e300}, 1e300, 0.5, 5, cap=10)


@pytest.mark.parametrize("given", [{}, {"cap": 3, "moment": (2, 6)}])
def test_the_mean_of_a_time_is_refused_without_a_cap_or_a_moment(given):
    with pytest.raises(Usage, match="may be infinite: give cap=C, .* or moment=") as error:
        assert_mean(*ENTRIES, bound=2, **given)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    "change, said",
    [
        ({"bound": 3}, "inside the support"),
        ({"bound": -1}, "margin positive"),
        ({"factor": 1}, "margin positive"),
        ({"cap": float("inf")}, "inside the support"),
        ({"cap": None, "moment": (1, 6)}, "order in"),
        ({"cap": None, "moment": (2, 3)}, "the moment puts every mean there"),
        ({"parameters": {"etaa": 1}}, "did you mean eta"),
    ],
)
def test_numbers_that_make_no_sense_are_no_failure_of_the_bound(change, said):
    names = ("method", "objective", "oracle", "parameters", "start", "epsilon")
    with pytest.raises(ValueError, match=said):
        assert_mean(**{**dict(zip(names, ENTRIES, strict=True)), "bound": 1.75, "cap": 3, **change})


def test_the_moment_of_a_pareto_law_is_the_one_it_has():
    """At tail 3 and mean 3/2 the numbers are u^(-1/3), whose square has mean 3."""
    assert pareto_moment(1.5, 3, 2) == pytest.approx(3)
    x = pareto(1.5, 3)(np.random.default_rng(1), (1, 10**6))
    assert x.min() > 1 - 1e-9 and x.mean() == pytest.approx(1.5, abs=0.01)
