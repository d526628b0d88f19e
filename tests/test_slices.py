"""A run in slices is the run: whole or left, its numbers are those of `run`, bit for bit, wherever it is looked at."""

from dataclasses import replace

import numpy as np
import pytest

from theorysim.commands.run import simulate
from theorysim.domains import Positive
from theorysim.explore.begin import subject
from theorysim.explore.track import slices
from theorysim.simulate.streams import Trial

CASES = [
    ("exponential", {}),
    ("chain", {}),
    ("pareto", {"method": "sgd", "objective": "quadratic"}),
    ("lessard_cycle", {"method": "heavy_ball"}),
]


def plain(x, g, eta: Positive):
    return x - eta * g


def numbers(run):
    return run.outcome, run.T, run.steps, run.x, run.value, run.gradient_norm, run.gap


@pytest.mark.parametrize("steps", [0, 1, 7, 5000, 30_000])
@pytest.mark.parametrize("what, words", [*CASES, (plain, {"objective": "quadratic"})], ids=lambda one: getattr(one, "__name__", str(one)))
def test_slices_come_to_what_a_run_comes_to(what, words, steps):
    steps = min(steps, 300) if what is plain else steps
    parsed = subject(what, words, {}, {"steps": steps, "epsilon": 1e-12}, "criterion").parsed()
    way, looks = slices(parsed), 0
    while not way.go(lambda k: what is not plain):
        looks += 1
        seen = way.so_far()
        assert seen.times[-1] == seen.steps and seen.outcome == "budget" and seen.T is None
    found = way.so_far()
    assert numbers(found) == numbers(simulate(parsed)) and (looks > 0) == (found.steps > 2000)
    assert found.times[0] == 0 and found.times[-1] == found.steps and np.all(np.diff(found.times) > 0)
    whole = simulate(parsed, "full")
    assert np.array_equal(whole.points[found.times], found.points)
    assert np.array_equal(whole.gradient_norms[found.times], found.gradient_norms)


def test_late_snapshots_come_in_pairs_so_that_each_has_its_move():
    parsed = subject("exponential", {}, {}, {"steps": 10**6, "epsilon": 0}, "criterion").parsed()
    slow = (("method.eta_c", 1e-9), ("method.gamma", 1.0), ("objective.L1", 1.0))
    parsed = replace(parsed, setting=replace(parsed.setting, parameters=slow))
    way = slices(parsed)
    assert way.go(lambda k: False)
    late = way.so_far().times[way.so_far().times > 20_000]
    assert 100 < len(late) < 500 and np.sum(np.diff(late) == 1) >= len(late) // 2 - 1


def test_another_trial_begins_anew():
    parsed = subject("pareto", {"method": "sgd", "objective": "quadratic"}, {}, {"steps": 50, "epsilon": 0}, "criterion").parsed()
    way = slices(parsed)
    for trial in (0, 3, 0):
        way.anew(Trial(0, number=trial))
        way.go(lambda k: False)
        assert numbers(way.so_far()) == numbers(simulate(replace(parsed, setting=replace(parsed.setting, trial=trial))))


def test_a_plain_method_can_be_left_on_its_way():
    parsed = subject(plain, {"objective": "quadratic"}, {}, {"steps": 300, "epsilon": 0}, "criterion").parsed()
    way = slices(parsed)
    assert not way.go(lambda k: k > 100) and way.so_far().steps == 127 and way.go(lambda k: False) and way.so_far().steps == 300
