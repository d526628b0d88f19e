"""A bound that sets the horizon, judged with noise and without: it is refused where it is too small, and where not all of it was met."""

import math
import shlex
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from few import few
from lottery import not_hit
from typer.testing import CliRunner

from theorysim import catalogue
from theorysim.cli import app
from theorysim.domains import Nonnegative, Positive
from theorysim.judge import bound
from theorysim.judge.hits import in_class, judge_hits
from theorysim.judge.verdict import judge
from theorysim.maths import maximum, minimum, sqrt
from theorysim.model import Bound, Claim, Statement, at_most
from theorysim.prove.binding import binding, never_binds
from theorysim.readings import balls, exact
from theorysim.statements.chapter3.parts.stochastic_steps import clipped_bound
from theorysim.trials import beyond_floats, drawing
from theorysim.trials.simpler import simpler

OBJECTIVES, ORACLES = catalogue.objectives(), catalogue.oracles()
CLIPPED = catalogue.load("statements", "theorem-3.4.4").claims[1].what
SGD = catalogue.load("statements", "theorem-3.4.5").claims[1].what
ONE = {"quadratic": OBJECTIVES["quadratic"]}
FEW = few("exponential", "quadratic", "slow")()


def assumption(name):
    return catalogue.load("assumptions", name)


# --- the bound -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", [CLIPPED, SGD], ids=["clipped", "sgd"])
def test_a_bound_too_small_without_noise_is_refuted_and_only_then(claim):
    held = bound.judge_bound(claim, "quick", "b", FEW)
    assert held.outcome == "holds" and held.slack > 1
    under = bound.judge_bound(claim, "quick", "b", FEW, lambda b: b * 0.95 / held.slack)
    assert (under.outcome, under.grade) == ("refuted", "certified")
    over = bound.judge_bound(claim, "quick", "b", FEW, lambda b: b * 1.1 / held.slack)
    assert over.outcome == "holds"  # the step size follows the bound: the slack is how far it can be tightened


def step_of_smoothness(L: Positive):
    return 1 / L


def forgets_the_noise(F: Positive, epsilon: Positive, L: Positive, tau: Nonnegative):
    """Gradient descent takes 2 L F/epsilon^2 steps where there is no noise."""
    return 2 * L * F / (epsilon * epsilon)


def test_a_bound_too_small_with_noise_is_refuted_by_runs_that_replay():
    classes = (assumption("lower_bounded"), assumption("smooth"))
    gradient_descent = catalogue.load("methods", "gradient_descent")
    wrong = Bound(
        gradient_descent, forgets_the_noise, classes, {"eta": step_of_smoothness}, {"tau": (1e-3, 1e3)}, assumption("bounded_noise")
    )
    assert bound.judge_bound(wrong, "quick", "b", ONE).outcome == "holds"
    found = judge_hits(wrong, "quick", "", ONE, ORACLES)
    assert (found.outcome, found.grade, found.by) == ("refuted", "sampled", "hits") and "with probability at most" in found.why
    assert "--oracle" in found.witness and "--runs" in found.witness
    answer = CliRunner().invoke(app, ["replay", *shlex.split(found.witness)])
    assert answer.exit_code == 0 and "T at quantile" in answer.output and "0.5: not reached" in answer.output


def test_nothing_met_decides_nothing():
    assert judge_hits(CLIPPED, "quick", "b", {}, ORACLES).outcome == "undecided"  # no instance
    assert judge_hits(CLIPPED, "quick", "b", ONE, {}).outcome == "undecided"  # no noise
    heavy = {n: ORACLES[n] for n in ("gaussian", "pareto", "student", "stable", "bernoulli_chain")}
    found = judge_hits(CLIPPED, "quick", "b", ONE, heavy)
    assert found.outcome == "undecided" and "no noise of the class" in found.why
    assert judge(Statement("s", (Claim(CLIPPED),)), "quick", ONE)[0].outcome == "undecided"


def test_an_unconfirmed_run_refutes_nothing(monkeypatch):
    monkeypatch.setattr(bound, "exceeds", lambda *_, **__: False)
    found = bound.judge_bound(CLIPPED, "quick", "b", ONE, lambda b: b / 1000)
    assert found.outcome == "undecided" and "did not confirm" in found.why


def test_runs_too_long_to_be_stepped_are_counted_in_closed_form():
    cases = bound.far_cases(CLIPPED, {"slow": OBJECTIVES["slow"]}, "standard", 1)
    assert cases and all(30_000 < c.horizon <= 1e9 and not c.over() for c in cases)
    tight = bound.far_cases(CLIPPED, {"slow": OBJECTIVES["slow"]}, "standard", 1, lambda b: b * 1e-9)
    assert any(c.over() for c in tight)


# --- branches --------------------------------------------------------------------------------------------------------


def test_every_branch_of_the_step_and_of_the_bound_is_met_at_quick():
    met = bound.run_cases(CLIPPED, FEW, "quick", 1).met
    assert sorted(met) == [f"{n} {k}" for n, most in (("bound", 3), ("eta", 3), ("step", 2)) for k in range(1, most + 1)]
    assert min(met.values()) >= 5, met


def root(L0, L1, tau, T):
    return 20 * L0 + 128 * L1 * tau + sqrt(T)


def first_binds(L0: Positive, L1: Positive, tau: Nonnegative, T: Positive):
    return minimum(1 / root(L0, L1, tau, T), 2 / root(L0, L1, tau, T))


def seldom_another(L0: Positive, L1: Positive, tau: Nonnegative, T: Positive):
    return minimum(1 / root(L0, L1, tau, T), 1e30 / (T * root(L0, L1, tau, T)))


def four_times(F: Positive, epsilon: Positive, L0: Positive, L1: Positive, tau: Nonnegative):
    return 4 * clipped_bound(F, epsilon, L0, L1, tau)


def nothing(T: Positive):
    return 0, T


def test_a_branch_that_is_never_met_is_undecided_unless_it_is_proved_idle():
    def judged(eta, **idle):
        claim = replace(CLIPPED, bound=four_times, method_constants={**CLIPPED.method_constants, "eta": eta}, **idle)
        return bound.judge_bound(claim, "quick", "b", ONE, measured=False)

    idle = {"idle": {"eta 2": (at_most(nothing),)}}
    assert judged(first_binds, **idle).outcome == "holds"
    for eta, said in ((first_binds, {}), (seldom_another, {}), (seldom_another, idle)):  # 10^30/T may bind, beyond the ranges
        found = judged(eta, **said)
        assert found.outcome == "undecided" and "never seen to bind: eta 2" in found.why


def three(a: Positive, b: Positive, c: Positive):
    return 2 * minimum(a, maximum(b, minimum(c, a))) + 1


def test_the_arguments_that_bind_are_told_point_by_point():
    rng = np.random.default_rng(0)
    a, b, c = rng.exponential(1, (3, 500))
    first, second, third, fourth = binding(three, {"a": a, "b": b, "c": c})
    inner = np.minimum(c, a)
    assert (first == (a <= np.maximum(b, inner))).all()
    assert (second == (~first & (b >= inner))).all() and (third == (~first & (b < inner) & (c <= a))).all() and not fourth.any()
    assert (first.astype(int) + second + third + fourth == 1).all()


def two(a: Positive, b: Positive):
    return minimum(a, a + b)


def test_what_never_binds_is_proved():
    assert never_binds(two, 2, ()) and not never_binds(two, 1, ())
    assert never_binds(SGD.method_constants["eta"], 2, SGD.idle["eta 2"], T=SGD.bound)
    assert not never_binds(SGD.method_constants["eta"], 2, (), T=SGD.bound)  # of a stationary start nothing is said
    with pytest.raises(ValueError, match="not the minimum"):
        never_binds(three, 1, ())


# --- settings --------------------------------------------------------------------------------------------------------


def test_a_setting_is_settled_in_floats_as_in_balls():
    for name in ("slow", "exponential", "quadratic", "power", "cosine"):
        objective = OBJECTIVES[name]
        raw = drawing.draw(CLIPPED, objective, 4_000, 3)
        settled = drawing.settle(CLIPPED, objective, raw, lambda b: b * 3 / 4)
        sound = np.flatnonzero((settled["sound"] > 0) & (settled["B"] < 1e6))
        assert sound.size > 50
        for i in sound[:5]:
            one = {k: float(v[i]) for k, v in raw.items()}
            exactly = beyond_floats.numbers_of(CLIPPED, objective, one, lambda b: b * 3 / 4, 256)
            for number in ("F", "L0", "L1", "T"):
                assert float(balls.ball(exactly[number]).arb.mid()) == pytest.approx(settled[number][i], rel=1e-6), (name, number)


def test_a_simpler_setting_still_exceeds():
    claim = catalogue.load("statements", "theorem-3.4.4").claims[0].what
    case = min((c for c in bound.run_cases(claim, FEW, "quick", 5).cases if c.over()), key=lambda c: c.horizon)
    raw, settled = simpler(case.raw, case.horizon, claim, OBJECTIVES[case.name], lambda b: b)
    assert beyond_floats.exceeds(claim, OBJECTIVES[case.name], raw)
    assert sum(len(repr(v)) for v in raw.values()) < sum(len(repr(v)) for v in case.raw.values())
    assert not beyond_floats.exceeds(CLIPPED, OBJECTIVES[case.name], raw)  # with the mended step it does not


def test_only_noises_that_are_certainly_in_the_class_are_drawn():
    numbers = {"tau": 1 / 3, "T": 200.0}
    found = list(in_class(CLIPPED, ORACLES, numbers))
    assert {name for name, _ in found} == {"bounded", "bounded_rare", "bounded_uniform", "few_atoms", "noisy_direction"}
    assert ("few_atoms", {"scale": 1 / 48}) in found  # its larger atom is 9 times the scale
    assert {own["p"] for name, own in found if name == "bounded_rare"} == {1 / 16, 1 / 2, 1 / 200}
    for name, own in found:
        stated = ORACLES[name].support
        given = {k: Fraction(v) for k, v in own.items() if k in stated.__annotations__}
        assert exact.evaluate(stated, given) <= Fraction(1 / 3)


# --- the worst noise, by a dynamic program ---------------------------------------------------------------------------


def test_the_worst_noise_is_found_where_it_is_known():
    """On a slope of gradient 1, at distance d from its end, down which T steps would go by D > d, loud noise keeps d/D above."""
    descent, slow, steps = catalogue.load("methods", "gradient_descent"), OBJECTIVES["slow"], 120
    grid = np.linspace(-1, 7, 2001)
    for d, D in ((1.0, 2.0), (1.0, 3.0)):
        p = not_hit(descent, slow, {"epsilon": 0.5}, {"eta": D / steps}, 1 + d, 0.999, steps, 30.0, grid)
        assert d / D - 0.02 <= p <= d / D + 0.12
        assert not_hit(descent, slow, {"epsilon": 0.5}, {"eta": D / steps}, 1 + d, 0.999, steps, 1e-9, grid) < 1e-3
    assert not_hit(descent, slow, {"epsilon": 0.5}, {"eta": 0.9 / steps}, 2.0, 0.999, steps, 1e-9, grid) > 0.999


@pytest.mark.parametrize("claim, name", [(CLIPPED, "quadratic"), (CLIPPED, "exponential"), (CLIPPED, "slow"), (SGD, "slow")])
def test_the_worst_noise_does_not_keep_half_of_the_runs_from_hitting(claim, name):
    objective = OBJECTIVES[name]
    raw = drawing.draw(claim, objective, 20_000, 9)
    settled = drawing.settle(claim, objective, raw)
    sound = (settled["sound"] > 0) & (settled["B"] <= 1200) & (raw["tau"] > 0)
    places = np.flatnonzero(sound)
    loudest = places[np.argsort(-raw["tau"][places] / raw["epsilon"][places])][:2]
    for i in loudest:
        case = bound.Case.at(name, raw, settled, i)
        chosen = {p.name: case.settled[f"method.{p.name}"] for p in claim.method.parameters}
        own = {p.name: case.raw[f"objective.{p.name}"] for p in objective.parameters}
        start, epsilon, tau = abs(case.raw["start"]), case.raw["epsilon"], case.raw["tau"]
        far = 2 * start + 3 * chosen["eta"] * tau * math.sqrt(case.horizon)
        grid = np.linspace(-far, far, int(min(4 * far / (chosen["eta"] * epsilon), 4000)) + 400)
        assert not_hit(claim.method, objective, own, chosen, start, epsilon, int(case.horizon), tau, grid, draws=7) < 0.5
