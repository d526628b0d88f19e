"""The search for a run that exceeds a bound: what is wrong is found, confirmed, made small and replayed; what is true never is refuted."""

import re
import shlex
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.cli import main
from theorysim.domains import Positive
from theorysim.falsify.bounds import search_bound
from theorysim.falsify.boxes import box
from theorysim.falsify.evolution import members
from theorysim.falsify.found import Clock
from theorysim.falsify.noises import LOOKS, NoiseSearch, ratios
from theorysim.falsify.simplest import candidates
from theorysim.falsify.walks import free_of_epsilon, inside, measured, settled, walked
from theorysim.maths import maximum, sqrt
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.nesterov import nesterov
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.model import Bound, Satisfies
from theorysim.objectives.absolute_value import absolute_value
from theorysim.objectives.cosine import cosine
from theorysim.objectives.huber import huber
from theorysim.objectives.periodic_kink import periodic_kink
from theorysim.objectives.piecewise_quadratic import piecewise_quadratic
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.resisting import resisting
from theorysim.objectives.slow import slow
from theorysim.objectives.terraces import terraces
from theorysim.objectives.two_valleys import two_valleys
from theorysim.oracles.bounded import bounded
from theorysim.oracles.bounded_rare import bounded_rare
from theorysim.quantities.gap import gap
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import hitting_times, run
from theorysim.statements.chapter3.theorem_3_4_1 import statement as clipped
from theorysim.trials.beyond_floats import exceeds
from theorysim.trials.noiseless import by_role, criterion

POOL = {"huber": huber, "quadratic": quadratic, "terraces": terraces, "piecewise_quadratic": piecewise_quadratic}
REPEATING = {"cosine": cosine, "periodic_kink": periodic_kink, "resisting": resisting}
RANGES = {"L": (1 / 8, 8), "epsilon": (1 / 1024, 1)}


def step(L: Positive):
    return 1 / L


def twice(F: Positive, epsilon: Positive, L: Positive):
    return 2 * L * F / (epsilon * epsilon)


def cut(F: Positive, epsilon: Positive, L: Positive):
    return 19 * L * F / (10 * epsilon * epsilon)


def by_distance(R: Positive, epsilon: Positive, L: Positive):
    return L * R * R / (2 * epsilon)


def eightfold(F: Positive, epsilon: Positive, L: Positive):
    return 8 * L * F / (epsilon * epsilon)


def of_epsilon(L: Positive, epsilon: Positive):
    return 1 / (L * (1 + epsilon))


def half_step(L: Positive):
    return 1 / (2 * L)


DESCENT = Bound(gradient_descent, twice, (lower_bounded, smooth), {"eta": step}, RANGES)
CONVEX = Bound(gradient_descent, by_distance, (lower_bounded, smooth, convex), {"eta": step}, RANGES, until=gap)


def found(bound, most=3_000, objectives=POOL, oracles=None, seed=1):
    return search_bound(bound, objectives, oracles or {}, Clock(600), seed, most=most)


def replays(line, capsys):
    """Return the number of steps that `theorysim replay` counts, None where it does not hit."""
    main(["replay", *shlex.split(line)])
    said = capsys.readouterr().out
    T = re.search(r"T = (\d+)", said)
    return int(T[1]) if T else None


def test_a_true_bound_is_not_refuted_and_the_worst_ratio_is_reached():
    one = found(DESCENT)
    assert not one.refuted and 0.999 < one.worst_ratio <= 1
    assert one.looked["objectives"] == len(POOL) and one.evaluations >= 3_000


def test_a_constant_cut_by_a_twentieth_is_refuted():
    one = found(replace(DESCENT, bound=cut))
    assert one.refuted and 1 < one.worst_ratio < 1.06 and "the bound is 0.9" in one.says


def test_a_bound_that_needs_convexity_is_refuted_without_it_on_what_is_not_convex():
    assert not found(CONVEX, 2_000).refuted
    one = found(replace(CONVEX, classes=(lower_bounded, smooth)))
    assert one.refuted and one.witness.startswith("gradient_descent terraces")


@pytest.mark.parametrize("bound", [replace(DESCENT, bound=cut), replace(CONVEX, classes=(lower_bounded, smooth))])
def test_the_witness_replays_and_exceeds_the_bound(bound, capsys):
    one = found(bound)
    steps, limit = (float(x) for x in re.search(r"takes (\d+) steps .* the bound is ([0-9.]+)", one.says).groups())
    assert replays(one.witness, capsys) == steps > limit


def test_the_witness_is_simple():
    words = shlex.split(found(replace(DESCENT, bound=cut)).witness)
    assert max(len(w.partition("=")[2]) for w in words if "objective." in w or "--start" in w) <= 6


def clipped_ninth(F: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return 9 * L0 * F / (epsilon * epsilon) + 9 * maximum(1, L1 * L1) * F / L0


def test_a_clipped_method_is_refuted_by_a_long_run():
    bound = replace(clipped.claims[0].what, bound=clipped_ninth)
    one = found(bound, 40_000, {"huber": huber, "slow": slow})
    assert one.refuted and one.witness.startswith("clipped_gradient_descent slow") and int(one.witness.split()[-1]) > 20


def test_a_step_that_depends_on_epsilon_is_followed_with_the_epsilon_given():
    wrong = replace(DESCENT, method_constants={"eta": of_epsilon}, bound=cut)
    assert not free_of_epsilon(wrong) and found(wrong, 3_000, {"huber": huber}).refuted


def fivehundredfold(L: Positive, R: Positive, epsilon: Positive):
    return 520 * L * L * R * R / (epsilon * epsilon)


def to_and_fro(R: Positive):
    return 2 * R


def none():
    return 0


def test_a_bound_that_no_short_run_reaches_is_searched_by_long_ones():
    lasting = Bound(
        normalized_gradient_descent, fivehundredfold, (lower_bounded, lipschitz), {"eta_n": to_and_fro, "beta": none}, {}, until=gap
    )
    one = found(lasting, 1_000, {"two_valleys": two_valleys})
    assert one.refuted and one.witness.endswith(" --steps 521")


def test_a_bound_that_needs_convexity_of_a_lipschitz_function_meets_a_second_valley():
    from_subgradients = Bound(gradient_descent, by_slope, (lower_bounded, lipschitz, convex), {"eta": short}, {}, until=gap)
    pool = {"huber": huber, "absolute_value": absolute_value, "two_valleys": two_valleys}
    assert not found(from_subgradients, 1_500, pool).refuted
    one = found(replace(from_subgradients, classes=(lower_bounded, lipschitz)), 3_000, {"two_valleys": two_valleys})
    assert one.refuted and one.witness.startswith("gradient_descent two_valleys")


def by_slope(L: Positive, R: Positive, epsilon: Positive):
    return L * L * R * R / (epsilon * epsilon)


def short(L: Positive, epsilon: Positive):
    return epsilon / (L * L)


def small_slope(L: Positive, F: Positive, epsilon: Positive):
    return 100 * L * F / (epsilon * epsilon)


def test_a_parameter_of_the_method_that_is_not_given_is_named():
    with pytest.raises(ValueError, match="parameter 'method.beta' is missing"):
        found(Bound(normalized_gradient_descent, small_slope, (lower_bounded, lipschitz), {"eta_n": short}), 100)


def test_what_repeats_itself_is_reached():
    names = [name for name, _ in members(Bound(gradient_descent, small_slope, (lower_bounded, lipschitz), {"eta": short}), REPEATING)]
    assert sorted(names) == sorted(REPEATING)


def test_a_number_of_settings_and_a_seed_fix_the_result():
    assert found(DESCENT, 2_000) == found(DESCENT, 2_000) != found(DESCENT, 2_000, seed=2)


def test_an_empty_clock_ends_the_search_at_once():
    one = search_bound(DESCENT, POOL, {}, Clock(0), 1)
    assert not one.refuted and one.evaluations == 0 and one.worst_ratio is None


def test_what_is_no_member_or_has_no_proved_minimum_is_not_tried():
    def half(delta: Positive):
        return 1 / 2

    def minus_one(delta: Positive = 1):
        return -1

    flat = replace(huber, satisfies=tuple(replace(s, constants={"L": half}) if s.assumption is smooth else s for s in huber.satisfies))
    low = replace(huber, minimum=minus_one, satisfies=(Satisfies(lower_bounded, {"f_star": minus_one}), *huber.satisfies[1:]))
    pool = {"huber": huber, "flat": flat, "low": low, "bare": replace(huber, satisfies=huber.satisfies[1:])}
    assert [name for name, _ in members(DESCENT, pool)] == ["huber", "low"]  # a lower minimum makes F, and the bound, larger
    assert [name for name, _ in members(replace(CONVEX, bound=twice), pool)] == ["huber"]  # but a gap that is never reached


def test_a_class_is_only_ever_loosened():
    assert all(1 <= value <= 3.7 for value in candidates("more L", 3.7, None))
    raw = {"objective.a": [1.0, 1.0], "start": [1.0, 1.0], "epsilon": [0.5, 0.5], "more L": [1.0, 0.5]}
    assert settled(DESCENT, quadratic, {k: np.array(v) for k, v in raw.items()})["sound"].tolist() == [1, 0]


def test_a_setting_is_unsound_where_a_parameter_leaves_its_domain():
    def beta(L: Positive):
        return 1 - L

    raw = {"objective.a": [0.5, 2.0], "start": [1.0, 1.0], "epsilon": [0.25, 0.25], "more L": [1.0, 1.0]}
    momentum = Bound(nesterov, twice, (lower_bounded, smooth), {"alpha": step, "beta": beta})
    assert settled(momentum, quadratic, {k: np.array(v) for k, v in raw.items()})["sound"].tolist() == [1, 0]


@pytest.mark.parametrize("objective", POOL.values(), ids=POOL)
def test_every_place_of_a_box_stands_for_numbers_of_the_domains(objective):
    chosen = box(DESCENT, objective)
    raw = chosen.raw(chosen.spread(2_000, 3))
    for p in objective.parameters:
        assert inside(raw[f"objective.{p.name}"], p.domain).all()
    assert (raw["more L"] >= 1).all() and (raw["more L"] == 1).any() and (raw["start"] != 0).all()


def accelerated(R: Positive, epsilon: Positive, L: Positive):
    return sqrt(2 * L / epsilon) * R


def a_half(L: Positive):
    return 1 / 2


@pytest.mark.parametrize(
    "bound", [DESCENT, CONVEX, Bound(nesterov, accelerated, (lower_bounded, smooth), {"alpha": step, "beta": a_half}, until=gap)]
)
def test_over_arrays_a_run_measures_what_the_compiled_one_does(bound):
    raw = {k: np.array([v]) for k, v in {"objective.delta": 0.25, "start": 3.0, "epsilon": 0.01, "more L": 1.0}.items()}
    known = settled(bound, huber, raw)
    own = {k: float(v[0]) for k, v in by_role(known).items()}
    one = run(Composition(bound.method, huber, criterion(bound)), own, 3.0, 0.0, 12, trace="full")
    values = one.gradient_norms if bound.until is None else one.values
    seen = [float(now[0]) for now, _ in zip(measured(bound, huber, known), range(len(values)), strict=False)]
    assert seen == pytest.approx(list(values), rel=1e-12)


def test_the_epsilon_chosen_after_a_run_is_the_worst_of_it():
    raw = {k: np.array([v]) for k, v in {"objective.delta": 0.25, "start": 3.0, "epsilon": 0.01, "more L": 1.0}.items()}
    chosen = walked(DESCENT, huber, raw, 64)
    given = [walked(DESCENT, huber, {**raw, "epsilon": np.array([e])}, 4_096, fixed=True) for e in np.geomspace(0.05, 0.2499, 30)]
    assert chosen.score[0] >= max(g.score[0] for g in given) - 1e-6
    assert not exceeds(DESCENT, huber, {k: float(v[0]) for k, v in chosen.raw.items()})


# --- noise -----------------------------------------------------------------------------------------------------------

NOISY = Bound(gradient_descent, eightfold, (lower_bounded, smooth), {"eta": step}, {**RANGES, "tau": (1e-3, 10)}, bounded_noise)
NOISES = {"bounded": bounded, "bounded_rare": bounded_rare}


@cache
def misled():
    return found(NOISY, 6_000, {"huber": huber}, NOISES)


def test_a_bound_that_does_not_know_of_the_noise_is_refuted():
    assert misled().refuted and "1e-06 at most, in all tests" in misled().says and "tests of a quantile" in misled().looked


def test_the_noisy_witness_replays(capsys):
    main(["replay", *shlex.split(misled().witness)])
    said = capsys.readouterr().out
    hits, runs = (int(n) for n in re.search(r"(\d+) of (\d+) runs", misled().says).groups())
    assert f"of {runs} runs: " in said and int(re.search(r"(\d+) budget", said)[1]) == runs - hits


def test_without_noise_in_the_class_the_same_bound_stands():
    assert not found(replace(NOISY, noise=None), 2_000, {"huber": huber}).refuted


def test_over_arrays_noise_is_drawn_from_its_law():
    raw = {"objective.delta": 4.0, "start": 1.0, "epsilon": 0.125, "more L": 1.0, "tau": 0.25}
    noisy = replace(NOISY, method_constants={"eta": half_step})
    known = settled(noisy, huber, {k: np.array([v] * 40) for k, v in raw.items()})
    score = ratios(noisy, huber, bounded, known, {"tau": known["tau"]}, np.random.default_rng(5))
    own = {k: float(v[0]) for k, v in by_role(known).items()} | {"oracle.tau": 0.25}
    T, _ = hitting_times(
        Composition(gradient_descent, huber, criterion(NOISY), bounded), own, np.ones((2_000, 1)), 0.125, int(known["T"][0])
    )
    assert (T >= 0).all() and np.median(T) > 2
    assert np.median(score) * known["T"][0] == pytest.approx(np.median(T), abs=1)


def test_tests_are_counted_and_end():
    search = NoiseSearch(NOISY, NOISES, 1)
    search.spent = LOOKS
    raw = {"objective.delta": 4.0, "start": 1.0, "epsilon": 0.125, "more L": 1.0, "tau": 2.0}
    columns = {k: np.array([v]) for k, v in raw.items()}
    proposals = search.propose("huber", huber, columns, np.zeros((1, 5)), 2_048, np.random.default_rng(1), "bounded")
    assert proposals and search.tested(proposals[0], {"huber": huber}) is None
