"""Lanes of arrays, of vectors and of finite sums over them: T and outcome are those of one trajectory, where the last bit decides.

That every method takes as many steps in such lanes is asked in `test_interpreted`.
"""

import inspect
from dataclasses import replace

import numpy as np
import pytest

from theorysim.bench import pairs
from theorysim.commands.bench import pair
from theorysim.domains import Domain, Filled, Part, Vector
from theorysim.entries import Objective
from theorysim.maths import where
from theorysim.members.branches import tried
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.oracles.finite_sum import finite_sum
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.simulate import norms
from theorysim.simulate.abreast.kernels import IN_A_STEP, READING, WORDS
from theorysim.simulate.abreast.pays import SHORT, pays
from theorysim.simulate.abreast.straight import straight
from theorysim.simulate.composition import Composition
from theorysim.simulate.kernel import driver
from theorysim.simulate.lanes import ABREAST
from theorysim.simulate.meanings import MEANING
from theorysim.simulate.run import drivers_of, hitting_times, run, state_at
from theorysim.simulate.streams import keys

N, STEPS, D, LENGTH = 37, 60, 11, 2.0**-6
ROWS = {  # and whether all parameters are alike
    ("restarted:nesterov", "chain", "exact"): False,
    ("gclip", "quadratic_spectrum_geometric", "pareto"): False,
    ("sgd", "separable:cosine", "gaussian"): True,
    ("svrg", "softmax_regression", "finite_sum"): True,
}


def both_ways(of, alike):
    """Run trajectories one by one and in lanes: (times, outcomes) of each.

    Epsilon of a run is what its criterion is on its way, so that a last bit decides when it ends; some begin at 0, NaN, or far away.
    """
    one = pair("abreast", of, D)
    one = replace(one, given={name: LENGTH if value == pairs.SHORT else value for name, value in one.given.items()})
    drivers = drivers_of(one.what, len(one.start), one.given)
    assert drivers.plan.abreast
    draw, out = np.random.default_rng(1), np.zeros(4)
    starts = one.start * draw.normal(1, 1, (N, 1))
    starts[3], starts[4], starts[5], starts[6] = 0.0, np.nan, 1e200, starts[6] * 1e-3
    P = np.repeat(np.array([[one.given[name]] for name in drivers.plan.parameters]), N, axis=1)
    if not alike:
        real = [not one.what.known[name].domain.integer for name in drivers.plan.parameters]
        P[real] *= 1 - np.arange(N) / 256
    streams, epsilons = keys(0, 0, np.arange(N)), np.zeros(N)

    def alone(i, steps):
        k = drivers.scalar(state_at(drivers, starts[i]), P[:, i].copy(), streams[i], epsilons[i], 0, steps, out)
        return (k if out[3] == 0 else -1), int(out[3])

    for i in range(N):
        alone(i, STEPS // 2 + i % 7)
        epsilons[i] = out[2] if np.isfinite(out[2]) and i % 3 else 0.0
    singly = [alone(i, STEPS) for i in range(N)]
    T, outcome = np.zeros(N, np.int64), np.zeros(N, np.int8)
    (drivers.lanes_alike if alike else drivers.lanes)(starts, P, streams, epsilons, STEPS, T, outcome)
    return singly, list(zip(T.tolist(), outcome.tolist(), strict=True))


@pytest.mark.parametrize("of, alike", ROWS.items(), ids=[" on ".join(of) for of in ROWS])
def test_lanes_of_arrays_end_where_one_trajectory_does(of, alike):
    singly, together = both_ways(of, alike)
    assert together == singly and len(set(singly)) > 4


OF_ONE, OF_TWO = ("exp", "log", "sqrt", "sin", "cos", "erfc", "absolute"), ("power", "flat", "minimum", "maximum")


def numbers():
    """Return numbers of every size, those that are likely to go two ways in a vector side by side, and exponents."""
    draw = np.random.default_rng(3)
    usual, sizes = draw.normal(0, 1, 20 * ABREAST), draw.normal(0, 1, 20 * ABREAST) * 10.0 ** draw.uniform(-320, 308, 20 * ABREAST)
    x = np.concatenate([usual, sizes, np.tile([0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, 2.0, -1.0], ABREAST)])
    return x, np.concatenate([np.repeat([0.0, 1.0, 2.0, 3.0], 2 * ABREAST), draw.permutation(x)[8 * ABREAST :]])


def same(a, b):
    return np.array_equal(a.view(np.int64)[~np.isnan(a)], b.view(np.int64)[~np.isnan(a)]) and np.array_equal(np.isnan(a), np.isnan(b))


def test_every_word_of_lanes_has_the_bits_of_one_number():
    text = "def of_all(x, n, out):\n    for j in range(x.shape[0]):\n"
    text += "".join(f"        out[{i}][j] = {w}(x[j])\n" for i, w in enumerate(OF_ONE))
    text += "".join(f"        out[{i}][j] = {w}(x[j], n[j])\n" for i, w in enumerate(OF_TWO, len(OF_ONE)))
    x, n = numbers()
    found = []
    for meaning in (MEANING, READING[0]):
        space, out = dict(meaning), tuple(np.zeros_like(x) for _ in (*OF_ONE, *OF_TWO))
        exec(text, space)
        space["of_all"] = of_all = driver(space["of_all"])
        if meaning is MEANING:
            of_all(x, n, out)
        else:
            exec(
                "def lanes(x, n, out):\n    of_all(beside(x), beside(n), ("
                + ", ".join(f"beside(out[{i}])" for i in range(len(out)))
                + "))",
                space | WORDS,
                space,
            )
            driver(space["lanes"])(x, n, out)
        found.append(out)
    assert not [w for w, a, b in zip((*OF_ONE, *OF_TWO), *found, strict=True) if not same(a, b)]


def test_norms_of_lanes_are_summed_in_the_order_of_one():
    draw = np.random.default_rng(4)
    of_lanes = driver(in_lanes)
    of_one = driver(alone)
    for d in (9, 16, 21):
        v = draw.normal(0, 1, (d, ABREAST))
        found, scaled = np.zeros(ABREAST), v * 10.0 ** np.tile([0, 0, 200, -200], ABREAST // 4)  # squares that are lost, in some lanes
        for rows in (v, scaled):
            of_lanes(rows.ravel().copy(), found)
            assert same(found, np.array([of_one(rows[:, i].copy()) for i in range(ABREAST)]))


beside, of_rows, of_array = WORDS["beside"], IN_A_STEP["norm_of_array"], norms.norm_of_array


def in_lanes(v, out):
    beside(out)[0] = of_rows(beside(v))


def alone(v):
    return of_array(v)


def sides(x, y):
    low = 0.0
    if x < y or x != x:
        low = x
        z, w = low + 1, 2 * low
        w = w + z
    else:
        z = y if y > 1 and x > 1 else -y
        w = z
    return z, w, 1.0 if not x < y else 0.0


def test_a_text_without_jumps_says_the_same():
    space = {"choose": lambda c, a, b: a if c else b}
    for all_lanes in (False, True):  # the first side is jumped to, or both are computed
        space["every"] = lambda test, on=all_lanes: test and on
        exec(compile(straight(inspect.getsource(sides)), "<sides>", "exec"), space)
        points = [(x, y) for x in (-1.0, 0.5, 2.0, float("inf")) for y in (-2.0, 0.5, 3.0)]
        assert [space["sides"](*p) for p in points] == [sides(*p) for p in points]


def test_lanes_are_taken_where_they_pay():
    def of(*names, d):
        one = pair("pays", names, d)
        return pays(one.what, len(one.start)), drivers_of(one.what, len(one.start), one.given).laned

    assert of("gradient_descent", "separable:huber", "exact", d=SHORT) == (True, True)
    assert of("gradient_descent", "separable:huber", "exact", d=SHORT + 1) == (False, False)
    assert of("gradient_descent", "separable:huber", "gaussian", d=1000) == (False, False)
    assert of("adam", "separable:huber", "exact", d=1000) == of("gradient_descent", "separable:huber", "pareto", d=1000) == (False, False)
    assert of("gradient_descent", "deep_linear", "exact", d=0) == (True, True)
    assert of("sgd", "softmax_regression", "finite_sum_without_replacement", d=0) == (False, False)


def residual(x: Vector, part: Part):
    return (x[0] + where(part > 0, x[1], -x[1]) - part / 4) ** 2 / 2


def residual_slope(x: Vector, out: Filled, part: Part):
    out[0] = x[0] + where(part > 0, x[1], -x[1]) - part / 4
    out[1] = where(part > 0, out[0], -out[0])


def jumping(x: Vector):
    return x[0] * x[0] + x[1] * x[1] / 4


def jumping_slope(x: Vector, out: Filled):
    out[0], out[1] = 2 * x[0], x[1] / 2
    if x[0] > 0:
        out[1] = out[1] + 0.125


def origin():
    return 0, 0


FIT = Objective(residual, residual_slope, start=origin, parts=3)


@pytest.mark.usefixtures("in_lanes")
def test_a_body_that_jumps_runs_one_trajectory_after_the_other_and_says_so():
    what = Composition(gradient_descent, Objective(jumping, jumping_slope, start=origin), gradient_norm)
    starts = np.random.default_rng(5).normal(0, 2, (20, 2))
    with pytest.warns(RuntimeWarning, match="one after the other, for in lanes test_abreast.py"):
        T, _ = hitting_times(what, {"method.eta": 0.25}, starts, 1e-3, 500)
    assert T.tolist() == [run(what, {"method.eta": 0.25}, x, 1e-3, 500).T or -1 for x in starts]


@pytest.mark.usefixtures("in_lanes")
def test_minibatches_of_several_sizes_run_in_turn():
    what, batch = Composition(gradient_descent, FIT, gradient_norm, finite_sum), np.arange(20) % 3 + 1.0

    def times(batch):
        return hitting_times(what, {"method.eta": 0.25, "oracle.batch": batch}, np.ones((20, 2)), 0.125, 300)[0].tolist()

    each = {b: times(np.full(20, b)) for b in (2.0, 3.0)}
    found = times(batch)
    assert all(found[i] == each[b][i] for i, b in enumerate(batch) if b in each) and len(set(found)) > 5


def test_whole_numbers_are_tried_below_an_end_however_low_it_is():
    assert tried(Domain(high=-5, high_open=False, integer=True)) == (-8, -7, -6, -5)
    assert tried(Domain(high=-5, integer=True)) == (-8, -7, -6)
    assert tried(Domain(low=-20, high=-5, integer=True)) == (-19, -18, -17, -16)
    assert tried(Domain(high=1, integer=True)) == (-2, -1, 0)
    assert tried(Domain(low=1, high=2, high_open=False, integer=True)) == (2,)
