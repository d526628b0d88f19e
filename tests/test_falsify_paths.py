"""The exact count of how often a horizon is missed: what is certain is refuted, what is tight is not, and no test is spent."""

import re
import shlex
from dataclasses import replace
from fractions import Fraction

import numpy as np

from theorysim.assumptions.bounded_noise import bounded_noise
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.cli import main
from theorysim.domains import Asked, Positive, Real, Uniform
from theorysim.falsify.bounds import search_bound
from theorysim.falsify.found import Clock
from theorysim.falsify.noises import NoiseSearch, Proposal, laws
from theorysim.falsify.paths import Counted, atoms, counted, few, seems_missed
from theorysim.falsify.walks import settled
from theorysim.judge.bound import Case
from theorysim.judge.hits import Seen, hit
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Bound, Method, Oracle
from theorysim.objectives.huber import huber
from theorysim.objectives.quadratic import quadratic
from theorysim.oracles.bounded import bounded
from theorysim.oracles.bounded_rare import bounded_rare
from theorysim.oracles.gaussian import gaussian


def half_step(L: Positive):
    return 1 / (2 * L)


def two():
    return 2


# from 1 the noise of 1/2 leads to 1/4 or 3/4, from there to 1/8 or 5/8: of four paths one stays above 3/10
TWO = Bound(gradient_descent, two, (lower_bounded, smooth), {"eta": half_step}, {}, bounded_noise)
RAW = {"objective.a": 1.0, "start": 1.0, "epsilon": 0.3, "more L": 1.0, "tau": 0.5}
OWN = {"tau": 0.5}


def columns(raw):
    return {k: np.array([v]) for k, v in raw.items()}


def missed(quantile, raw=RAW, oracle=bounded, own=OWN):
    bound, noise = replace(TWO, quantile=quantile), atoms(oracle, own)
    one = counted(bound, quadratic, raw, oracle, own, noise)
    assert seems_missed(bound, quadratic, settled(bound, quadratic, columns(raw)), oracle, own, noise) is (one is not None)
    return one


def test_paths_are_counted_by_hand():
    assert missed(0.8) == Counted(Fraction(1, 4), 4) and missed(0.75) is None and missed(0.5) is None


def test_to_be_at_epsilon_is_not_to_be_below_it():
    at = {**RAW, "epsilon": 0.25}
    assert missed(0.75, at).missed > Fraction(1, 4)  # x_1 = 1/4 stays, and leads to -1/8 or 3/8: the latter misses too
    assert missed(0.5, at) is None


def test_rare_atoms_weigh_what_they_are():
    own = {"tau": 0.5, "p": 0.25}  # 1 -> 1/4 with probability 1/4, else 7/12; 7/12 -> 1/24, or 3/8 which misses, 9 times in 16
    one = missed(0.5, oracle=bounded_rare, own=own)
    assert one == Counted(Fraction(9, 16), 4)
    assert missed(0.4375, oracle=bounded_rare, own=own) is None


def test_what_is_not_finite_or_too_long_has_no_count():
    def perturb(g: Real, z: Uniform):
        return g + z

    assert atoms(Oracle(perturb), {}) == [] and atoms(gaussian, {"sigma": 1.0}) == []
    assert few(atoms(bounded, OWN), 12.9) and not few(atoms(bounded, OWN), 13) and not few([], 2)
    assert counted(TWO, quadratic, {**RAW, "tau": 0.5}, bounded, OWN, []) is None


def test_a_method_that_looks_twice_in_a_step_is_not_counted():
    def twice(x: Real, g: Real, g_x: Asked, eta: Positive):
        return x - eta * (g + g_x) / 2

    bound = replace(TWO, method=Method(twice), quantile=0.99)
    assert counted(bound, quadratic, RAW, bounded, OWN, atoms(bounded, OWN)) is None


def searched(quantile):
    bound = replace(TWO, quantile=quantile)
    search = NoiseSearch(bound, {"bounded": bounded}, 1)
    case = Case.at("quadratic", columns(RAW), settled(bound, quadratic, columns(RAW)), 0)
    return search, Proposal(np.zeros(5), Seen(case, "bounded", OWN), 1.01)


def test_a_claim_that_fails_by_less_than_a_test_can_tell_is_refuted_by_the_count_alone():
    search, proposal = searched(0.76)
    seen, decision, _ = search.tested(proposal, {"quadratic": quadratic})
    assert isinstance(decision, Counted) and float(decision.missed) > 0.24 and search.spent == 0
    assert hit(search.bound, {"quadratic": quadratic}, search.oracles, proposal.seen, 1, 1e-6).outcome != "refuted"


def test_a_claim_that_is_met_exactly_is_not():
    search, proposal = searched(0.75)
    assert not search.promises(proposal, quadratic) and search.tested(proposal, {"quadratic": quadratic}) is None


def by_gap(F: Positive, epsilon: Positive, L: Positive):
    return 2 * L * F / (epsilon * epsilon)


def test_the_search_finds_one_and_its_line_replays(capsys):
    bound = replace(TWO, bound=by_gap)
    one = search_bound(bound, {"huber": huber}, {"bounded": bounded}, Clock(600), 1, most=6_000)
    limit, share, paths = re.search(r"misses ([0-9.]+) with probability ([0-9.]+) at least, for all (\d+) paths", one.says).groups()
    assert one.refuted and float(share) > 0.5 and int(paths) <= 4096
    main(["replay", *shlex.split(one.witness)])
    reached = re.search(r"T at quantile 0.5: (not reached|\d+)", capsys.readouterr().out)[1]
    assert reached == "not reached" or int(reached) > float(limit)


def test_noise_with_a_bias_is_not_of_the_class():
    biased = Oracle(bounded.perturb, unbiased=False, moment=bounded.moment, support=bounded.support)
    numbers = {"T": 2.0, "tau": 0.5}
    assert next(laws(TWO, {"bounded": bounded}, numbers, np.random.default_rng(1)), None) is not None
    assert next(laws(TWO, {"bounded": biased}, numbers, np.random.default_rng(1)), None) is None
