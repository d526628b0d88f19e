"""Lanes of arrays, of vectors and of finite sums over them: T and outcome are those of one trajectory, where the last bit decides."""

import ast
import inspect
from dataclasses import replace

import numpy as np
import pytest

from theorysim.bench import pairs
from theorysim.commands.bench import pair
from theorysim.domains import Coordinate, Domain
from theorysim.entries import Objective
from theorysim.members.branches import tried
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.simulate import elementary, error_function, norms, power, run, trigonometric
from theorysim.simulate.abreast.kernels import READING, WORDS
from theorysim.simulate.abreast.straight import straight
from theorysim.simulate.composition import Composition
from theorysim.simulate.kernel import driver
from theorysim.simulate.lanes import ABREAST
from theorysim.simulate.meanings import MEANING
from theorysim.simulate.run import drivers_of, hitting_times, state_at
from theorysim.simulate.streams import keys

N, STEPS, SHORT, LENGTH = 37, 60, 11, 2.0**-6
ROWS = [
    ("adam", "separable:huber", "exact"),
    ("restarted:nesterov", "chain", "exact"),
    ("gclip", "quadratic_spectrum_geometric", "pareto"),
    ("sgd", "worst_convex", "gaussian"),
    ("gradient_descent", "deep_linear", "exact"),
    ("svrg", "softmax_regression", "finite_sum"),
    ("gradient_descent", "softmax_regression", "in_turn"),
]


def both_ways(of, alike, d=SHORT):
    """Run trajectories one by one and in lanes: (times, outcomes) of each.

    Epsilon of a run is what its criterion is on its way, so that a last bit decides when it ends; some begin at 0, NaN, or far away.
    """
    one = pair("abreast", of, d)
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


@pytest.mark.parametrize("of", ROWS, ids=" on ".join)
def test_lanes_of_arrays_end_where_one_trajectory_does(of):
    singly, together = both_ways(of, alike=ROWS.index(of) % 2 == 0)
    assert together == singly and len(set(singly)) > 4
