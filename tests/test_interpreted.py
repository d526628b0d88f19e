"""Ten compiled steps of every method are ten interpreted ones, in every form of objective and oracle.

Each pair of a method and a form is a kernel or two of its own: a run of the tests takes a tenth of the pairs, another one each day, CI all
(`keeping.due`). Whether a pair agrees is a matter of the engine and of the method alone, and every form is taken in every run.
"""

import numpy as np
import pytest
from interpreter import Interpreted, interpreted
from keeping import changed, due

from theorysim import catalogue
from theorysim.domains import (
    BelowOne,
    Coordinate,
    Dimension,
    Filled,
    Index,
    Left,
    Part,
    Positive,
    Real,
    Right,
    SharedUniform,
    Start,
    Vector,
    Zero,
)
from theorysim.maths import where
from theorysim.model import Method, Objective
from theorysim.quantities.finished import finished
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.settings import record
from theorysim.simulate import run as simulate_run
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import hitting_times, run
from theorysim.simulate.streams import Trial

STEPS, TOLERANCE, TRIAL = 10, 1e-12, 0
ROWS = ((1.0, 0.5, -0.25, 0.0, 1.5), (0.25, -1.0, 0.5, 0.75, 0.0), (0.5, 0.75, 0.0, -0.5, 1.0))
NUMBERS = {"eta": 0.125, "alpha": 0.25, "beta": 0.5, "decay": 0.5, "K": 3, "m": 3, "p": 4, "q": 1, "h": 0.25, "epsilon": 2**-10}
NUMBERS |= {"beta1": 0.75, "beta2": 0.5, "eta_c": 0.25, "eta_n": 0.25, "gamma": 0.5, "tau": 0.5, "shift": 1, "growth": 0.5, "horizon": 2}
NUMBERS |= {"threshold": 0.25, "delta": 0.25, "L": 2, "lambda_": 0.5, "inner": 3, "radius": 0.75, "centre": 0.25, "low": 0, "high": 0.5}
NUMBERS |= {"weight_power": 1, "every": 4, "T": 8, "delay": 1, "sigma": 0.5, "batch": 2, "a": 1, "scale": 0.25, "theta": 0.25, "Delta": 1}
OF_ORACLES = {"alpha": 1.5}


def link(left: Left, x: Coordinate, i: Index, d: Dimension, L: Positive = 1):
    return L / 2 * (x - left) * (x - left) + where(i < d, 0, x * x) - where(i > 1, 0, x)


def slope(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1):
    return L * (x - left) - where(i < d, L * (right - x), 0) + where(i < d, 0, 2 * x) - where(i > 1, 0, 1)


def residual(x: Vector, part: Part):
    r = -1.0
    for j in range(5):
        r = r + ROWS[part][j] * x[j]
    return r * r / 2


def residual_slope(x: Vector, out: Filled, part: Part):
    r = -1.0
    for j in range(5):
        r = r + ROWS[part][j] * x[j]
    for j in range(5):
        out[j] = ROWS[part][j] * r


def origin():
    return 0, 0, 0, 0, 0


CHAIN, FIT = Objective(link, slope), Objective(residual, residual_slope, start=origin, parts=3)
WRAPPED = ["averaged:projected:sgd", "restarted:averaged:boxed:fista", "random_iterate:acclip", "delayed_iterate:stochastic_ingd"]
METHODS = [*catalogue.names("methods"), *WRAPPED]
CASES = {
    "one variable, along a direction": ("zigzag", "noisy_direction", (0.6,)),
    "two variables": ("sine_product", None, (0.9, -0.4)),
    "two variables, normal noise": ("sine_product", "gaussian", (0.9, -0.4)),
    "a chain": (CHAIN, "pareto", (0.5, -0.25, 1.0, 0.0, 0.125, 0.0, 2.0, -0.5, 0.25)),
    "a finite sum": (FIT, "finite_sum", (0.5, -0.25, 1.0, 0.0, 0.125)),
}
EVERYWHERE = ("stochastic_ingd", "svrg")  # the others take the forms in turn, but for three whose kernels another test asks for too
AS_IN_PLAIN_METHODS = {"clipped_gradient_descent": "two variables", "gradient_descent": "a chain", "sgd": "two variables, normal noise"}
FITS = {"bisection": "two variables"}  # its steps do not grow again after noise
FITS |= {"delayed_iterate:stochastic_ingd": "a finite sum"}  # noise may leave it at its start


def records_of(method, objective, oracle):
    """Return the records and a number for every parameter."""
    kinds = {"method": ("methods", method), "objective": ("objectives", objective), "oracle": ("oracles", oracle)}
    known = {role: record(kind, name) if isinstance(name, str) else name for role, (kind, name) in kinds.items() if name is not None}
    numbers = {"method": NUMBERS, "objective": NUMBERS, "oracle": NUMBERS | OF_ORACLES}
    given = {f"{role}.{p.name}": numbers[role].get(p.name, p.default) for role, r in known.items() for p in r.parameters}
    return known["method"], known["objective"], given, known.get("oracle")


def compiled(method, objective, oracle, start, trial=TRIAL):
    """Return the points that are reported after 0, 1, ..., 10 steps."""
    *records, given, seen = records_of(method, objective, oracle)
    what = Composition(*records, gradient_norm, seen)
    return [run(what, given, start, 0.0, steps, trial=Trial(1, number=trial)).x for steps in range(STEPS + 1)]


def by_hand(method, objective, oracle, start, trial=TRIAL):
    *records, given, seen = records_of(method, objective, oracle)
    return interpreted(Interpreted(*records, given, start, seen, seed=1, trial=trial), STEPS)


def agree(found, points):
    """Tell whether the points are the same; a method that has ended stays where it is."""
    points = [*points, *[points[-1]] * (len(found) - len(points))]
    return np.allclose(found, points, rtol=TOLERANCE, atol=TOLERANCE)


def forms(number: int, method: str) -> list[str]:
    turn = (AS_IN_PLAIN_METHODS | FITS).get(method, list(CASES)[number % len(CASES)])
    return [form for form in CASES if method in EVERYWHERE or form == turn]


PAIRS = sorted(((m, f) for n, m in enumerate(METHODS) for f in forms(n, m)), key=lambda pair: pair[1])
TODAY = due(PAIRS, lambda pair: changed("methods", pair[0].rpartition(":")[2]))


@pytest.mark.parametrize("method, form", TODAY)
def test_ten_compiled_steps_are_ten_interpreted_ones(method, form):
    found, points = compiled(method, *CASES[form]), by_hand(method, *CASES[form])
    assert agree(found, points) and len(points) > 1
    assert not np.allclose(points[0], points[-1])  # it moved


def test_every_form_is_taken_by_several_methods():
    taken = [form for _, form in PAIRS]
    assert set(taken) == set(CASES) and min(taken.count(form) for form in CASES) >= 5


@pytest.mark.parametrize("form", CASES)
def test_another_run_is_not_the_same(form):
    """The comparison sees another method, another start, other draws: planted in what is interpreted."""
    objective, oracle, start = CASES[form]
    found = compiled("stochastic_ingd", *CASES[form])
    assert agree(found, by_hand("stochastic_ingd", *CASES[form]))
    assert not agree(found, by_hand("sgd", *CASES[form]))
    assert not agree(found, by_hand("stochastic_ingd", objective, oracle, [c + 2**-30 for c in start]))
    assert not agree(found, by_hand("stochastic_ingd", *CASES[form], TRIAL + 1))


def planted(method, stage, changed):
    """Return a method with one stage changed; the stage keeps its name and its parameters."""
    stages = {s.__name__: s for s in method.stages}
    return Method(*{**stages, stage: changed}.values(), done=method.done, restart=method.restart, output=method.output)


def test_a_planted_error_in_one_stage_is_seen():
    def m(g: Real, m: Zero, begun: Zero, beta: BelowOne):
        return beta * m + (1 - beta) * g + 0 * begun  # the first call weighed as the others are

    def y(x: Real, before: Start, u: SharedUniform):
        return x + u * (x - before)  # beyond x, not before it

    for form in CASES:
        found, method = compiled("stochastic_ingd", *CASES[form]), record("methods", "stochastic_ingd")
        assert agree(found, by_hand(planted(method, "m", method.stages[2]), *CASES[form]))
        assert not agree(found, by_hand(planted(method, "m", m), *CASES[form]))
        assert form.startswith("one") or not agree(found, by_hand(planted(method, "y", y), *CASES[form]))  # there, on one slope


@pytest.mark.parametrize("method, form", TODAY)
def test_in_lanes_every_method_takes_as_many_steps_as_one_by_one(method, form, monkeypatch):
    """70 trials, more than one block of lanes, of short and of long runs."""
    *records, given, seen = records_of(method, *CASES[form][:2])
    what, start = Composition(*records, gradient_norm, seen), np.array(CASES[form][2])
    starts, epsilon = start + np.linspace(0, 1, 70)[:, None], np.geomspace(2, 2**-20, 70)
    found = []
    monkeypatch.setattr(simulate_run, "PAYS", -1)
    for few in (len(starts) + 1, 0):
        monkeypatch.setattr(simulate_run, "FEW", few)
        found.append(hitting_times(what, given, starts, epsilon, 200, trial=Trial(1)))
    (times, outcomes), (in_lanes, theirs) = found
    assert times.tolist() == in_lanes.tolist() and outcomes.tolist() == theirs.tolist()
    assert len(set(times.tolist())) > 1


@pytest.mark.usefixtures("in_lanes")
@pytest.mark.parametrize("method", ["ingd", "acclip"])
def test_lanes_take_as_many_steps(method):
    """Of INGD until it is done, of ACClip until the gradient is small: 40 trials in lanes, against interpreted ones."""
    objective, oracle, start = CASES["one variable, along a direction"]
    quantity, level = (finished, 0.0) if method == "ingd" else (gradient_norm, 0.9)
    *records, given, seen = records_of(method, objective if method == "ingd" else "quadratic", oracle)
    given = {**given, "oracle.sigma": 0.25, "method.epsilon": 0.25, **({"method.eta": 1.0} if method == "acclip" else {})}
    times, outcomes = hitting_times(Composition(*records, quantity, seen), given, np.full((40, 1), 3.6), level, 60, trial=Trial(1))
    counts = []
    for trial in range(40):
        one = Interpreted(*records, given, [3.6], seen, seed=1, trial=trial)
        while one.k < 60 and not (one.done() if method == "ingd" else abs(one.gradient(one.x)[0]) <= level):
            one.step()
        counts.append(one.k if one.k < 60 else -1)
    assert list(times) == counts and len(set(counts)) > 1 and set(outcomes) <= {0, 1}
