"""The drivers: the interpreter, the lanes, the threads and a C compiler all give the same numbers."""

import math
import shutil
import struct

import numpy as np
import pytest

from theorysim.bench.reference import reference
from theorysim.domains import Asked, Coordinate, Positive, Real, Start, Zero
from theorysim.maths import cos, exp, minimum, sin, where
from theorysim.model import Method, Objective, Oracle, Quantity
from theorysim.oracles.two_point import two_point
from theorysim.simulate import run as simulate_run
from theorysim.simulate.compose import compose
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.run import hitting_times, run


def norm(g_norm: Asked):
    return g_norm


def above(value: Asked, minimum: Asked):
    return value - minimum


NORM, GAP = Quantity(norm), Quantity(above)


def quartic_value(x: Coordinate, a: Positive):
    return a * x * x * x * x / 4


def quartic_gradient(x: Coordinate, a: Positive):
    return a * x * x * x


def zero(a: Positive):
    return 0


QUARTIC = Objective(quartic_value, quartic_gradient, minimum=zero)


def steep_value(x: Coordinate, a: Positive):
    return where(x > 1, exp(a * x), x * x)


def steep_gradient(x: Coordinate, a: Positive):
    return where(x > 1, a * exp(a * x), 2 * x)


STEEP = Objective(steep_value, steep_gradient)


def hills_value(x: Coordinate, y: Coordinate, a: Positive = 1):
    return a * sin(x) * sin(y)


def hills_gradient(x: Coordinate, y: Coordinate, a: Positive = 1):
    return a * cos(x) * sin(y), a * sin(x) * cos(y)


HILLS = Objective(hills_value, hills_gradient)


def descend(x: Real, g: Real, gamma: Positive):
    return x - gamma * g


def clip(x: Real, g: Real, g_norm: Asked, gamma: Positive):
    return x - minimum(gamma, gamma / g_norm) * g


def heavy(x: Real, last: Start, g: Real, gamma: Positive):
    return x - gamma * g + (x - last) / 2, x


def y(x: Real, v: Zero):
    return x + v / 2


def nesterov(x: Real, y: Real, v: Zero, g: Real, gamma: Positive):
    return y - gamma * g, y - gamma * g - x


def m(g: Real, m: Zero):
    return m / 2 + g / 2


def average(x: Real, m: Real, m_norm: Asked, gamma: Positive):
    return x - gamma * m / (1 + m_norm), m


METHODS = {
    "descend": Method(descend),
    "clip": Method(clip),
    "heavy": Method(heavy),
    "nesterov": Method(y, nesterov),
    "momentum": Method(m, average),
}
OBJECTIVES = {"quartic": (QUARTIC, 1), "steep": (STEEP, 1), "hills": (HILLS, 2)}


def bits(values):
    return [struct.pack("<d", float(v)) for v in values]


def ten_steps(method, gradient, x, gamma):
    """Step in the interpreter, written out for each method."""
    memory = list(x) if method == "heavy" else [0.0] * len(x)
    for _ in range(10):
        g = gradient(x)
        if method == "descend":
            x = [descend(a, b, gamma) for a, b in zip(x, g, strict=True)]
        elif method == "clip":
            size = math.sqrt(sum(b * b for b in g)) if len(g) > 1 else abs(g[0])
            x = [clip(a, b, size, gamma) for a, b in zip(x, g, strict=True)]
        elif method == "heavy":
            x, memory = zip(*[heavy(a, s, b, gamma) for a, s, b in zip(x, memory, g, strict=True)], strict=True)
        elif method == "nesterov":
            ahead = [y(a, v) for a, v in zip(x, memory, strict=True)]
            both = [nesterov(a, c, v, b, gamma) for a, c, v, b in zip(x, ahead, memory, gradient(ahead), strict=True)]
            x, memory = zip(*both, strict=True)
        else:
            means = [m(b, s) for b, s in zip(g, memory, strict=True)]
            size = math.sqrt(sum(b * b for b in means)) if len(g) > 1 else abs(means[0])
            x, memory = zip(*[average(a, b, size, gamma) for a, b in zip(x, means, strict=True)], strict=True)
    return x


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_ten_interpreted_steps_are_ten_compiled_steps(method, objective):
    target, d = OBJECTIVES[objective]
    start = (1.3, 0.4)[:d]
    compiled = run(Composition(METHODS[method], target, NORM), {"method.gamma": 0.07, "objective.a": 1.1}, start, 0.0, 10)

    def gradient(x):
        g = target.gradient(*x, 1.1)
        return g if d > 1 else (g,)

    assert compiled.steps == 10
    assert bits(compiled.x) == bits(ten_steps(method, gradient, start, 0.07))


@pytest.mark.usefixtures("in_lanes")
@pytest.mark.parametrize("method, objective", [("clip", "hills"), ("momentum", "quartic"), ("heavy", "steep"), ("nesterov", "quartic")])
def test_lanes_equal_the_scalar_driver(method, objective):
    target, d = OBJECTIVES[objective]
    draw = np.random.default_rng(3)
    n = 150
    starts, epsilon = draw.normal(0, 2, (n, d)), draw.uniform(0, 0.2, n)
    starts[0], epsilon[1], starts[2] = 0.0, np.inf, 1e200
    starts[3, 0] = np.nan
    gamma, a = draw.uniform(0.001, 3, n), draw.uniform(0.5, 2, n)
    given = {"method.gamma": gamma, "objective.a": a}
    T, outcome = hitting_times(Composition(METHODS[method], target, NORM), given, starts, epsilon, 3000)
    assert len(set(outcome.tolist())) > 2
    for i in range(n):
        one = run(Composition(METHODS[method], target, NORM), {"method.gamma": gamma[i], "objective.a": a[i]}, starts[i], epsilon[i], 3000)
        assert (T[i], OUTCOMES[outcome[i]]) == (-1 if one.T is None else one.T, one.outcome), i
    two, _ = hitting_times(Composition(METHODS[method], target, NORM), given, starts, epsilon, 3000, threads=2)
    assert np.array_equal(T, two)


@pytest.mark.usefixtures("in_lanes")
def test_lanes_of_parameters_that_are_alike_equal_those_of_parameters_that_are_not():
    what, n = Composition(METHODS["descend"], QUARTIC, GAP, two_point), 70
    starts, gamma, a = np.linspace(0.5, 2, n + 1)[:, None], np.full(n + 1, 0.125), np.full(n + 1, 1.5)
    a[n] = 1.25
    alike, _ = hitting_times(what, {"method.gamma": 0.125, "objective.a": 1.5}, starts[:n], 1e-3, 500)
    T, _ = hitting_times(what, {"method.gamma": gamma, "objective.a": a}, starts, 1e-3, 500)
    assert {"block", "alike"} <= {*compose(what).made} and len(set(T.tolist())) > 20
    assert T[:n].tolist() == alike.tolist()


@pytest.mark.usefixtures("in_lanes")
def test_compiled_equals_c_without_contraction():
    if shutil.which("cc") is None:
        pytest.skip("no C compiler (cc)")
    draw = np.random.default_rng(4)
    n, steps, epsilon = 10_000, 200, 1e-3
    x, a, gamma = draw.normal(0, 3, n), draw.uniform(0.1, 3, n), 10 ** draw.uniform(-4, 0.5, n)
    with reference("-O2", "-ffp-contract=off") as c:
        times, ends = c.many(x, a, gamma, epsilon, steps)
    scalar = compose(Composition(METHODS["descend"], QUARTIC, NORM)).scalar
    mine, last = np.zeros(n, np.int64), np.zeros(n)
    for i in range(n):
        state = x[i : i + 1].copy()
        mine[i] = scalar(state, np.array([gamma[i], a[i]]), np.zeros(2, np.uint64), epsilon, 0, steps, np.zeros(4))
        last[i] = state[0]
    finite = np.isfinite(ends)
    assert 0.5 < finite.mean() < 1
    assert np.array_equal(times[finite], mine[finite])
    assert np.array_equal(ends[finite].view(np.int64), last[finite].view(np.int64))
    T, outcome = hitting_times(
        Composition(METHODS["descend"], QUARTIC, NORM), {"method.gamma": gamma, "objective.a": a}, x[:, None], epsilon, steps
    )
    reached = outcome == OUTCOMES.index("reached")
    assert np.array_equal(T[reached], times[reached]) and reached.sum() > 100


@pytest.mark.usefixtures("in_lanes")
def test_arrays_of_a_thousand_coordinates_and_tuples_agree():
    many = Objective(quartic_value, quartic_gradient, minimum=zero, separable=True)
    given = {"method.gamma": 0.1, "objective.a": 1.0}
    for method in (METHODS["momentum"], METHODS["nesterov"]):
        few = run(Composition(method, many, GAP), given, [1.0, 0.0, -0.5, 0.25], 1e-3, 5000)
        wide = run(Composition(method, many, GAP), given, [1.0, 0.0, -0.5, 0.25, *[0.0] * 5], 1e-3, 5000)
        assert (few.outcome, few.T) == (wide.outcome, wide.T) == ("reached", few.T)
        assert bits(few.x) == bits(wide.x[:4])
    alike = run(Composition(METHODS["descend"], many, GAP), given, 1.0, 0.0, 50, dimension=1000)
    one = run(Composition(METHODS["descend"], QUARTIC, NORM), given, 1.0, 0.0, 50)
    assert set(bits(alike.x)) == set(bits(one.x)) and len(alike.x) == 1000
    T, _ = hitting_times(Composition(METHODS["descend"], many, GAP), given, np.ones((20, 9)), 1e-2, 500)
    assert set(T.tolist()) == {run(Composition(METHODS["descend"], many, GAP), given, [1.0] * 9, 1e-2, 500).T}


def test_traces_stop_where_the_run_stops():
    given = {"method.gamma": 0.1, "objective.a": 1.0}
    plain = run(Composition(METHODS["descend"], QUARTIC, NORM), given, 1.0, 1e-3, 5000)
    full = run(Composition(METHODS["descend"], QUARTIC, NORM), given, 1.0, 1e-3, 5000, trace="full")
    log = run(Composition(METHODS["descend"], QUARTIC, NORM), given, 1.0, 1e-3, 5000, trace="log")
    assert full.times.tolist() == list(range(plain.T + 1)) and full.points.shape == (plain.T + 1, 1)
    assert plain.x == full.x == log.x and plain.T == log.T == log.times[-1] and len(log.times) < 80
    for k, point in zip(log.times, log.points, strict=True):
        assert bits(point) == bits(full.points[k])
    assert np.array_equal(full.gradient_norms, [quartic_gradient(v, 1.0) for v in full.points[:, 0]])
    long = run(Composition(METHODS["descend"], QUARTIC, NORM), given, 1.0, 0.0, 9000, trace="full")
    assert len(long.times) == 9001 and long.times[-1] == long.steps == 9000


def test_the_oracle_stands_between_the_gradient_and_the_method_only():
    def perturb(g: Real, tau: Positive):
        return minimum(g, tau)

    given = {"method.gamma": 0.1, "objective.a": 1.0, "oracle.tau": 0.5}
    seen = run(Composition(METHODS["descend"], QUARTIC, NORM, Oracle(perturb)), given, 2.0, 7.0, 100)
    assert seen.outcome == "reached" and seen.T == 2 and seen.x == (2.0 - 0.1 * 0.5 - 0.1 * 0.5,)


@pytest.mark.parametrize(
    "change, words",
    [
        ({"parameters": {"method.gamma": 0.1}}, "objective.a.*missing"),
        ({"parameters": {"method.gama": 0.1, "objective.a": 1}}, "did you mean 'method.gamma'"),
        ({"parameters": {"method.gamma": -1, "objective.a": 1}}, "outside"),
        ({"parameters": {"method.gamma": math.nan, "objective.a": 1}}, "outside"),
        ({"parameters": {"method.gamma": "x", "objective.a": 1}}, "not a number"),
        ({"start": [1.0, 2.0]}, "start has shape"),
        ({"start": None}, "declares no start"),
        ({"epsilon": -1e-3}, "epsilon"),
        ({"epsilon": math.nan}, "epsilon"),
        ({"steps": -1}, "steps"),
        ({"trace": "all"}, "trace"),
    ],
)
def test_senseless_input_is_one_sentence(change, words):
    good = {"parameters": {"method.gamma": 0.1, "objective.a": 1}, "start": 1.0, "epsilon": 0.1, "steps": 5, "trace": None}
    with pytest.raises(ValueError, match=words) as error:
        run(Composition(METHODS["descend"], QUARTIC, NORM), **(good | change))
    assert "\n" not in str(error.value)


def test_senseless_bodies_and_arrays_are_refused():
    def wrong(size: Asked):
        return size

    given = {"method.gamma": 0.1, "objective.a": 1.0}
    with pytest.raises(TypeError, match="size"):
        compose(Composition(METHODS["descend"], QUARTIC, Quantity(wrong)))
    with pytest.raises(ValueError, match="minimum"):
        compose(Composition(METHODS["descend"], STEEP, GAP))
    with pytest.raises(ValueError, match="starts has shape"):
        hitting_times(Composition(METHODS["descend"], QUARTIC, NORM), given, np.ones((3, 2)), 0.1, 5)
    with pytest.raises(ValueError, match="method.gamma has shape"):
        hitting_times(Composition(METHODS["descend"], QUARTIC, NORM), given | {"method.gamma": np.ones(2)}, np.ones((3, 1)), 0.1, 5)


def test_lanes_are_compiled_when_the_steps_taken_one_by_one_have_paid_for_them(monkeypatch, tmp_path):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    what, n = Composition(METHODS["clip"], QUARTIC, NORM), 40
    given = {"method.gamma": np.linspace(0.01, 0.2, n), "objective.a": 1.5}
    drivers = compose(what)
    monkeypatch.setattr(drivers, "taken", 0)
    monkeypatch.delitem(vars(drivers), "lanes", raising=False)

    def times():
        return hitting_times(what, given, np.ones((n, 1)), 1e-3, 20_000)[0].tolist()

    singly = times()
    assert not drivers.has_lanes() and drivers.taken == sum(singly) + n * simulate_run.CALL  # what was paid, is kept between calls
    monkeypatch.setattr(simulate_run, "PAYS", drivers.taken + sum(singly) // 2)
    assert times() == singly and drivers.has_lanes()  # the first of them one by one, the others in lanes
    paid = drivers.taken
    assert paid > simulate_run.PAYS and times() == singly and drivers.taken == paid
