"""Wrappers of methods: what they report and where they put a point, that they compose, and what they refuse."""

import json
import math

import numpy as np
import pytest
from interpreter import Interpreted, trajectory

from theorysim import catalogue
from theorysim.cli import main
from theorysim.domains import Asked, Real, Start, Step, Zero
from theorysim.methods.averaged import averaged
from theorysim.methods.boxed import boxed
from theorysim.methods.decayed import decayed
from theorysim.methods.delayed_iterate import delayed_iterate
from theorysim.methods.projected import projected
from theorysim.methods.random_iterate import random_iterate
from theorysim.methods.restarted import restarted
from theorysim.methods.sgd import sgd
from theorysim.model import Method
from theorysim.objectives.quadratic import quadratic
from theorysim.settings import Usage, record

WRAPPERS = [w.name for w in catalogue.wrappers("methods")]


def step(x: Real):
    return x + 1


COUNTING = Method(step)  # its points are 0, 1, 2, ...


def run(method, numbers, steps, start=(0.0,), trial=0):
    given = {f"method.{n}": v for n, v in numbers.items()}
    found = Interpreted(method, quadratic, given, list(start), None, 0, trial)
    for _ in range(steps):
        found.step()
    return found


def frequencies(method, numbers, steps, trials):
    return np.bincount([int(run(method, numbers, steps, trial=t).output[0]) for t in range(trials)], minlength=steps)


def likely(counts, chances):
    """Tell whether each count is within 4.9 standard errors of what is expected: a false alarm in 10^6 for each."""
    n, p = sum(counts), np.array(chances)
    return bool(np.all(abs(counts - n * p) <= 4.9 * np.sqrt(n * p * (1 - p))))


def test_a_random_iterate_is_uniform_after_any_number_of_steps():
    for steps in (1, 2, 5):
        assert likely(frequencies(random_iterate(COUNTING), {}, steps, 500), [1 / steps] * steps)
    assert not likely(frequencies(random_iterate(COUNTING), {}, 5, 500), [0.1, 0.3, 0.2, 0.2, 0.2])
    again = frequencies(restarted(random_iterate(COUNTING)), {"every": 3}, 5, 500)  # points 3 and 4 since the restart
    assert likely(again, [0, 0, 0, 0.5, 0.5])


def test_a_delayed_iterate_is_x_max_i_minus_K_1():
    """Of T = 5 and K = 2: i = 1, 2, 3 give x_1, i = 4 gives x_2, i = 5 gives x_3. More steps change nothing."""
    for steps in (5, 8):
        found = frequencies(delayed_iterate(COUNTING), {"T": 5, "delay": 2}, steps, 500)
        assert likely(found[:5], [0.6, 0.2, 0.2, 0, 0]) and not any(found[5:])
    assert likely(frequencies(delayed_iterate(COUNTING), {"T": 4}, 4, 500), [0.25] * 4)
    assert not likely(found[:5], [0.4, 0.2, 0.2, 0.2, 0])


@pytest.mark.parametrize("power, weight", [(0, lambda k: 1), (1, lambda k: k), (2, lambda k: k * (k + 1)), (0.5, None)])
def test_averages(power, weight):
    weights = [weight(k) if weight else math.gamma(k + power) / math.gamma(k) for k in range(1, 13)]
    found = [run(averaged(COUNTING), {"weight_power": power}, k).output[0] for k in range(13)]
    assert found == pytest.approx([0, *(np.average(range(k), weights=weights[:k]) for k in range(1, 13))], rel=1e-13)
    anew = run(restarted(averaged(COUNTING)), {"weight_power": power, "every": 4}, 10).output[0]
    assert anew == pytest.approx(np.average([8, 9], weights=weights[:2]))


@pytest.mark.parametrize("start", [(0.1, 0.7), (3.0, -4.0), (-0.3, 0.2)])
def test_projections_are_the_nearest_points_and_leave_what_is_inside(start):
    def stays(x: Real):
        return x + 0

    stays.__name__ = "step"
    x = np.array(start)
    ball = np.array(run(projected(Method(stays)), {"centre": 0.25, "radius": 1.0}, 1, start).x)
    box = np.array(run(boxed(Method(stays)), {"low": -0.25, "high": 0.75}, 1, start).x)
    away = x - 0.25
    outside = np.linalg.norm(away) > 1
    assert ball == pytest.approx(0.25 + away / np.linalg.norm(away), rel=1e-15) if outside else np.array_equal(ball, x)
    assert np.array_equal(box, np.clip(x, -0.25, 0.75))
    for method in (projected(Method(stays)), boxed(Method(stays))):
        assert math.isnan(run(method, {"radius": 1}, 1, (math.nan,)).x[0])


def test_a_decayed_point_loses_a_share_of_the_point_before_it():
    numbers = {"eta": 0.5, "weight_decay": 0.25, "low": -1, "high": 3}
    assert run(decayed(sgd), numbers, 2, (8.0,)).x == [0.5]  # 8 - 4 - 2, 2 - 1 - 1/2
    assert run(decayed(boxed(sgd)), numbers, 1, (8.0,)).x == [1.0]  # 3 - 2
    assert run(boxed(decayed(sgd)), numbers | {"high": 1}, 1, (8.0,)).x == [1.0]  # 2, projected


def test_a_restart_begins_the_memory_anew_and_the_step_number_goes_on():
    def step(x: Real, k: Step, first: Start, total: Zero):
        return x + k, first, total + x

    found = run(restarted(Method(step)), {"every": 3}, 5)
    assert (found.x, found.memory["first"], found.memory["total"]) == ([15.0], [6.0], [6.0 + 10.0])


def test_wrappers_compose_in_any_order():
    numbers = {"eta": 0.5, "radius": 2.0, "centre": 1.0, "weight_power": 1, "every": 3}
    one = run(averaged(projected(restarted(sgd))), numbers, 5, (8.0,))
    other = run(restarted(projected(averaged(sgd))), numbers, 5, (8.0,))
    assert one.x == other.x == [3.0 / 2**4] and one.output == other.output  # 3, and then halved
    assert one.output == [(1 * 0.75 + 2 * 0.375) / 3]  # since the third step


@pytest.mark.parametrize(
    "name, said",
    [
        ("averaged:nesterov", "reports its 'y' already"),
        ("averaged:random_iterate:sgd", "reports its 'kept' already"),
        ("projected:projected_gclip", "has a 'away' already"),
        ("restarted:restarted:sgd", "restarts already"),
        ("averaged:gradient_decent", "did you mean gradient_descent"),
        ("avereged:sgd", "did you mean averaged"),
        ("sgd:sgd", "sgd is an entry, not a wrapper; there are averaged:NAME, boxed:NAME"),
        ("averaged", "averaged is a wrapper: write averaged:NAME"),
    ],
)
def test_what_cannot_be_wrapped_is_said(name, said):
    with pytest.raises((Usage, catalogue.Unknown)) as error:
        record("methods", name)
    assert said in str(error.value)


def test_a_name_that_would_mean_two_things_is_refused():
    def leap(x: Real):
        return x

    def step(x: Real, g: Real, radius: Real):
        return x - radius * g

    with pytest.raises(TypeError, match="'radius' already"):
        projected(Method(step))
    with pytest.raises(TypeError, match="named step"):
        averaged(Method(leap))
    with pytest.raises(Usage, match="not a wrapper; there are none among the oracles"):
        record("oracles", "exact:gaussian")


def test_a_wrapper_passes_on_how_a_method_ends():
    def step(x: Real, j: Zero):
        return x + 1, j + 1

    def done(j: Zero, x_norm: Asked):
        return j + x_norm - 5

    found = run(averaged(Method(step, done=done)), {}, 3)
    assert found.done() and not run(averaged(Method(step, done=done)), {}, 2).done()


# --- the command line -------------------------------------------------------------------------------------------------


def said(capsys, *words):
    assert main(list(words)) == 0
    return capsys.readouterr().out


def test_wrappers_are_listed_and_shown(capsys, monkeypatch):
    monkeypatch.setattr("theorysim.simulate.run.run", trajectory)  # of the run on a page: test_every_page compiles it
    listed = json.loads(said(capsys, "list", "methods", "--json"))
    assert {(e["name"], e["kind"]) for e in listed} >= {(name, "methods") for name in WRAPPERS}
    for name in WRAPPERS:
        page = said(capsys, "show", name)
        assert page.startswith(f"{name}  (method)") and f"write {name}:NAME" in page and "parameters:" in page
    assert "average + (-average + x)*(weight_power + 1)/(averaged_over + weight_power)" in said(capsys, "show", "averaged")
    assert "write separable:NAME with the name of an objective" in said(capsys, "show", "separable")


def test_a_wrapped_name_works_wherever_a_name_works(capsys):
    words = ["averaged:projected:sgd", "separable:huber", "-p", "eta=0.5", "-p", "radius=1", "--start", "4,-3", "--steps", "9"]
    found = json.loads(said(capsys, "run", *words, "--json"))
    again = json.loads(said(capsys, "run", *words, "--json"))
    assert {k: v for k, v in found.items() if k != "seconds"} == {k: v for k, v in again.items() if k != "seconds"}
    assert found["setting"].startswith("averaged:projected:sgd separable:huber")
    assert "averaged:projected:sgd separable:huber" in said(capsys, "replay", *found["setting"].split())
