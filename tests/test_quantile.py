"""A probability is judged at the stated error rates, however often it is looked at: simulated, enumerated, and against wrong tests."""

import itertools
import shlex
from fractions import Fraction
from typing import Annotated

import numpy as np
import pytest
from calibration import PLANS, SUITES, answers_of, chances, coin_suites, counted, tail, three_errors

from theorysim.chance import quantile
from theorysim.chance.quantile import Plan, answers, decide, fortune
from theorysim.cli import main
from theorysim.domains import Finite, Real
from theorysim.maths import equal, where
from theorysim.model import Oracle
from theorysim.testing import assert_quantile
from theorysim.testing.case import Case

SMALL = Plan(1 / 2, 0.4, 0.4, 5 / 16)


def seen():
    return 1 / 2


def perturb(g: Real, z: Annotated[float, Finite(seen)]):
    return where(equal(z, 1), g, 0 * g)


def of(text):
    """Return a draw that reads the runs of a text, 1 for a hit."""
    runs = np.array([c == "1" for c in text])
    return lambda start, n: runs[start : start + n]


# False alarms of these tests: a share of suites, of expectation at most the nominal one, is more than three standard errors above it in
# about one simulation of 700; what is simulated lies far below (`chances` says where), and the seeds are fixed.
@pytest.mark.parametrize("plan", PLANS)
def test_at_the_boundary_it_refutes_and_passes_at_the_stated_rates_at_most(plan):
    """Every run of 20,000 suites is looked at; P = q exactly, then P = q - margin, where the power is what was planned."""
    table = answers_of(plan)
    assert coin_suites(table, plan.q, 1).refuted <= plan.alpha + three_errors(plan.alpha)
    other = coin_suites(table, plan.q - plan.margin, 2)
    assert other.refuted >= 1 - plan.beta - three_errors(plan.beta)
    assert other.refuted + other.holds == 1


@pytest.mark.parametrize("plan", (*PLANS, Plan()))
def test_the_rates_are_kept_exactly(plan):
    """Adding up the law of the hits, run by run, gives the rates themselves, those of 10^-6 too; the simulation agrees with it."""
    table = answers_of(plan)
    refuted, holds, runs = chances(table, plan.q)
    assert 0.4 * plan.alpha < refuted <= plan.alpha and refuted + holds == pytest.approx(1)
    assert 0.4 * plan.beta < chances(table, plan.q - plan.margin)[1] <= plan.beta
    simulated = coin_suites(table, plan.q, 3)
    assert abs(simulated.refuted - refuted) <= 4 / 3 * three_errors(refuted) + 2 / SUITES  # 4 errors: once in 16,000
    assert simulated.runs == pytest.approx(runs, rel=0.05) and runs < 0.6 * plan.n


def test_fewer_hits_never_help():
    """Hence the rates at the two boundaries are those over the whole of both hypotheses."""
    for plan in PLANS:
        table = answers_of(plan)
        inside = np.arange(plan.n + 1) <= np.arange(1, plan.n + 1)[:, None]
        assert (np.diff(table, axis=1)[inside[:, 1:]] >= 0).all()
        rates = [chances(table, p)[0] for p in np.linspace(0, 1, 11)]
        assert (np.diff(rates) <= 1e-12).all()


@pytest.mark.parametrize("plan", (SMALL, Plan(1 / 2, 0.2, 0.2, 1 / 4), Plan(3 / 4, 0.25, 0.125, 1 / 4)))
def test_small_plans_are_enumerated_in_rationals(plan):
    """The two tails are met and no fewer runs meet them; the whole law keeps both rates, exactly."""
    q, other, alpha, beta = Fraction(plan.q), Fraction(plan.q) - Fraction(plan.margin), Fraction(plan.alpha), Fraction(plan.beta)
    for n in range(1, plan.n + 1):
        meets = [c for c in range(n) if tail(n, c, q) <= alpha / 2 and 1 - tail(n, c, other) <= beta / 2]
        assert bool(meets) == (n == plan.n)
        assert n < plan.n or plan.cut == max(meets)
    table = answers_of(plan)
    refuted, holds, _ = chances(table, q)
    assert isinstance(refuted, Fraction) and 0 < refuted <= alpha and refuted + holds == 1
    assert 0 < chances(table, other)[1] <= beta
    assert float(refuted) == pytest.approx(chances(table, plan.q)[0], rel=1e-12)


@pytest.mark.parametrize("plan", (*PLANS, Plan()))
def test_an_answer_is_certain_or_won_by_a_bet(plan):
    """As long as the cut can still go both ways, only a fortune answers; once it cannot, the cut does."""
    table = answers_of(plan)
    runs, hits = np.meshgrid(np.arange(1, plan.n + 1), np.arange(plan.n + 1), indexing="ij")
    inside, still = hits <= runs, (hits <= plan.cut) & (hits + plan.n - runs > plan.cut)
    misses = np.maximum(runs - hits, 0)
    refutes = fortune(hits, misses, plan.q, plan.margin) >= np.log(2 / plan.alpha)
    passes = fortune(misses, hits, 1 - plan.q + plan.margin, plan.margin) >= np.log(2 / plan.beta)
    bet = inside & still
    assert (table == np.where(refutes, -1, np.where(passes, 1, 0)))[bet].all()
    assert (table == np.where(hits > plan.cut, 1, -1))[inside & ~still].all()


def test_every_sequence_of_a_small_plan_is_decided():
    """All 2^n sequences through `decide` itself, weighed: the shares are those of the law."""
    q, total = Fraction(SMALL.q), {"refuted": Fraction(0), "holds": Fraction(0)}
    for runs in itertools.product("01", repeat=SMALL.n):
        found = decide(of(runs), SMALL)
        assert found.hits == runs[: found.runs].count("1")
        total[found.outcome] += q**SMALL.n
    assert 8 <= SMALL.n <= 14
    assert (total["refuted"], total["holds"]) == chances(answers_of(SMALL), q)[:2]


def test_a_fortune_does_not_grow_on_average():
    """At P = q it stays what it is, above q it shrinks; below q it grows, or it would find nothing."""
    hits, misses = np.meshgrid(np.arange(40), np.arange(40))
    here, hit, miss = (np.exp(fortune(*at, 0.5, 0.125)) for at in ((hits, misses), (hits + 1, misses), (hits, misses + 1)))
    assert fortune(0, 0, 0.5, 0.125) == pytest.approx(0, abs=1e-14)
    assert np.allclose((hit + miss) / 2, here, rtol=1e-9)
    assert (0.6 * hit + 0.4 * miss < here).all() and (0.375 * hit + 0.625 * miss > here).all()


def looked_at_naively(plan):
    """Refute as soon as the binomial tail of the runs so far is at most alpha: each look is right by itself."""
    from scipy.special import bdtr

    runs, hits = np.meshgrid(np.arange(1, plan.n + 1), np.arange(plan.n + 1), indexing="ij")
    table = np.where(bdtr(np.minimum(hits, runs), runs, plan.q) <= plan.alpha, -1, 0)
    table[-1] += table[-1] == 0
    return table


def laid_on_the_wrong_value(plan):
    """Judge P >= q + margin/2, and call it P >= q."""
    return answers_of(Plan(plan.q + plan.margin / 2, plan.alpha, plan.beta, plan.margin))


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("wrong", [looked_at_naively, laid_on_the_wrong_value])
def test_a_wrong_test_is_seen_to_refute_too_often(wrong, plan):
    assert coin_suites(wrong(plan), plan.q, 1).refuted > plan.alpha + three_errors(plan.alpha)


def test_too_few_runs_are_seen_to_lack_power():
    """A plan for twice the margin is no plan for the margin."""
    plan, rash = Plan(1 / 2, 0.05, 0.05, 1 / 8), Plan(1 / 2, 0.05, 0.05, 1 / 4)
    assert coin_suites(answers_of(rash), plan.q - plan.margin, 1).refuted < 1 - plan.beta - three_errors(plan.beta)


def test_the_answer_does_not_depend_on_the_batches(monkeypatch):
    plan = Plan(1 / 2, 0.05, 0.05, 1 / 8)
    for p in (0.3, 0.4, 0.44, 0.5, 0.9):
        runs = np.random.default_rng(4).random(plan.n) < p
        found = set()
        for first in (1, 7, 32, 10_000):
            monkeypatch.setattr(quantile, "FIRST", first)
            d = decide(lambda start, n, runs=runs: runs[start : start + n], plan)
            found.add((d.outcome, d.runs, d.hits))
        every = answers(plan, np.arange(1, plan.n + 1), np.cumsum(runs))
        outcome, k, hits = found.pop()
        assert not found and k == np.argmax(every != 0) + 1 and hits == runs[:k].sum()
        assert outcome == {-1: "refuted", 1: "holds"}[int(every[k - 1])]


def test_what_always_or_never_hits_takes_few_runs():
    for text, outcome, most in (("1", "holds", 12), ("0", "refuted", 27)):
        found = decide(of(text * 2000), Plan())
        assert found.outcome == outcome and found.runs < most


def test_the_evidence_says_its_rate():
    holds = decide(of("1" * 64), Plan(alpha=1e-5)).evidence("a line")
    assert (holds.by, holds.outcome, holds.grade, holds.witness, dict(holds.tried)) == (
        "quantile",
        "holds",
        "sampled",
        "a line",
        {"runs": 11, "hits": 11},
    )
    assert holds.why == "11 of 11 runs hit: so many, with probability at most 0.001, where each hits with probability 0.375 or less"
    refuted = decide(of("0" * 64), Plan(alpha=1e-5)).evidence()
    assert refuted.outcome == "refuted" and "at most 1e-05, where each hits with probability 0.5 or more" in refuted.why
    short = decide(of("1" * 64), Plan(), most=3)
    assert (short.outcome, short.runs, short.evidence().grade) == ("undecided", 3, None)
    assert decide(of("1" * 64), Plan(), most=0).outcome == "undecided"


@pytest.mark.parametrize(
    "change, said",
    [
        ({"q": 0}, "0 < margin < q < 1"),
        ({"q": 1}, "0 < margin < q < 1"),
        ({"q": float("nan")}, "0 < margin < q < 1"),
        ({"margin": 0.5}, "0 < margin < q < 1"),
        ({"margin": 0}, "0 < margin < q < 1"),
        ({"alpha": 0}, "between 0 and 1"),
        ({"beta": 1}, "between 0 and 1"),
        ({"margin": 1e-4}, "more than 200000 runs"),
    ],
)
def test_plans_that_make_no_sense_are_refused(change, said):
    with pytest.raises(ValueError, match=said):
        Plan(**change)


@pytest.mark.parametrize("draw", [lambda start, n: np.ones(n), lambda start, n: np.ones(n + 1, bool), lambda start, n: True])
def test_a_draw_of_a_wrong_shape_is_refused(draw):
    with pytest.raises(ValueError, match="it must give bool of shape"):
        decide(draw, Plan())


# --- the assertion: the oracle shows the gradient x of x^2/2 or nothing, each with probability 1/2, and a step by the gradient ends at 0.
# Hence T is geometric: P(T <= k) = 1 - 2^-k. What passes (fails) below does so but for 10^-6 (10^-3) of the seeds, and the seeds are fixed.

blind = Oracle(perturb)
ENTRIES = ("gradient_descent", "quadratic", blind, {"eta": 1}, 1, 0.5)


def test_the_runs_themselves_keep_the_rate():
    """20,000 suites from the streams of the trials, at P(T <= 1) = 1/2 exactly; then the assertion, for 1,000 seeds."""
    plan = Plan(1 / 2, 0.1, 0.1, 1 / 4)
    table = answers_of(plan)
    draws = Case.of(*ENTRIES).drawing(7).times(1, 0, SUITES * plan.n) == 1
    hits = np.cumsum(draws.reshape(SUITES, plan.n), axis=1)
    refuted = counted(table[np.arange(plan.n), hits]).refuted
    assert refuted <= plan.alpha + three_errors(plan.alpha)
    assert abs(refuted - chances(table, 0.5)[0]) <= 4 / 3 * three_errors(refuted)
    failed = 0
    for seed in range(1000):
        try:
            assert_quantile(*ENTRIES, bound=1, false_alarm=0.1, miss=0.1, margin=1 / 4, seed=seed)
        except AssertionError:
            failed += 1
    assert 0 < failed / 1000 <= plan.alpha + three_errors(plan.alpha, 1000)


def test_a_true_quantile_passes_at_the_boundary_too():
    at_half = assert_quantile(*ENTRIES, bound=1)
    assert at_half.outcome == "holds" and 0.4 < at_half.hits / at_half.runs < 0.6
    assert assert_quantile(*ENTRIES, bound=1.9, seed=1).outcome == "holds"
    assert assert_quantile(*ENTRIES, bound=10, probability=0.99).runs < 200
    assert assert_quantile("gradient_descent", "quadratic", None, {"eta": 0.5}, 4, 0.5, 3).runs == 11


@pytest.mark.parametrize("bound, probability", [(0, 0.5), (-1, 0.5), (0.99, 0.5), (1, 0.75), (2, 0.97)])
def test_a_false_one_fails(bound, probability):
    with pytest.raises(AssertionError, match=f"T <= {bound}: .* so few, with probability at most 1e-06"):
        assert_quantile(*ENTRIES, bound=bound, probability=probability)


def test_its_message_holds_the_line_that_replays_a_trial_that_missed(capsys):
    with pytest.raises(AssertionError) as error:
        assert_quantile(*ENTRIES, bound=2, probability=0.97, seed=5)
    words = shlex.split(str(error.value).split("theorysim replay ")[1])
    assert "--seed" in words and "--oracle" in words
    assert main(["replay", *words]) == 0
    assert "never reached: " in capsys.readouterr().out


def test_a_trial_that_is_lost_has_not_hit():
    with pytest.raises(AssertionError, match="0 of"):
        assert_quantile("gradient_descent", "quadratic", blind, {"eta": 1e300}, 1e300, 0.5, 5)


@pytest.mark.parametrize(
    "change, said",
    [
        ({"bound": float("inf")}, "bound is inf"),
        ({"probability": 1.5}, "0 < margin < q < 1"),
        ({"false_alarm": 0}, "between 0 and 1"),
        ({"parameters": {"etaa": 1}}, "did you mean eta"),
        ({"epsilon": -1}, "epsilon is -1"),
        ({"oracle": "two_pint"}, "two_point"),
    ],
)
def test_numbers_that_make_no_sense_are_no_failure_of_the_bound(change, said):
    names = ("method", "objective", "oracle", "parameters", "start", "epsilon")
    with pytest.raises(Exception, match=said) as error:
        assert_quantile(**{**dict(zip(names, ENTRIES, strict=True)), "bound": 1, **change})
    assert not isinstance(error.value, AssertionError)
