"""The random streams: no two alike, the same bits everywhere, and as good as Philox by tests that a bad generator fails.

Each chi-square test has 255 degrees of freedom and refuses beyond the quantile 1 - 10^-6; seeds are fixed, so that nothing is flaky.
"""

from typing import Annotated

import numpy as np
import pytest
from compiled_body import for_python
from scipy import stats

from theorysim import catalogue
from theorysim.domains import Asked, Finite, Normal, Positive, Real, SharedUniform, Uniform, Unit
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Oracle, Quantity
from theorysim.objectives.online_cycle import online_cycle
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.separable import separable
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.simulate.compose import compose
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import hitting_times, run, state_at
from theorysim.simulate.streams import Stream, Trial, keys, turned, turned_of_integers

LIMIT = stats.chi2(255).ppf(1 - 1e-6)


def success(p: Unit):
    return p


def perturb(g: Real, u: Uniform, n: Normal, c: SharedUniform, z: Annotated[float, Finite(success)], p: Unit = 0.25, s: Positive = 0.1):
    return g + s * (u + n + c + z)


NOISY = Oracle(perturb, unbiased=False)
GIVEN = {"method.eta": 0.1, "objective.a": 1.0}


def test_a_million_streams_have_no_two_first_128_bits_alike():
    found = np.array([keys(1, c, np.arange(250_000)) for c in range(4)]).reshape(-1, 2)
    assert len(np.unique(found[:, 0])) == len(found)
    gamma = found[:, 1]
    assert np.all(gamma & np.uint64(1)) and len(np.unique(gamma)) > len(found) - 3
    first = [mixed_twice(key, g) for key, g in found[:: len(found) // 1000]]
    assert len(set(first)) == len(first)


def mixed_twice(key, gamma):
    stream = Stream(int(key), int(gamma), 2)
    return stream.bits(0, 0), stream.bits(0, 1)


def test_a_stream_depends_on_seed_cell_and_trial_and_on_nothing_else():
    alone = keys(5, 7, [123])[0]
    assert np.array_equal(alone, keys(5, 7, np.arange(1000))[123])
    others = [keys(6, 7, [123])[0], keys(5, 8, [123])[0], keys(5, 7, [124])[0], keys(7, 5, [123])[0]]
    assert len({tuple(row) for row in [alone, *others]}) == 5


@pytest.mark.parametrize("bad", [(-1, 0, [0]), (0, -1, [0]), (0, 0, [-1])])
def test_negative_keys_are_refused(bad):
    with pytest.raises(ValueError, match="at least 0"):
        keys(*bad)


def along_steps():
    stream = Stream.of(3, 1, 4)
    return np.array([stream.uniform(k, 0) for k in range(1 << 15)])


def along_trials():
    return np.array([Stream(int(k), int(g)).uniform(0, 0) for k, g in keys(3, 1, np.arange(1 << 15))])


def along_cells():
    return np.array([Stream.of(3, c, 0).uniform(0, 0) for c in range(1 << 14)])


def philox():
    return np.random.Generator(np.random.Philox(3)).random(1 << 15)


def counter():
    """Return what the streams would without their mix."""
    key, gamma = (int(v) for v in keys(3, 1, [4])[0])
    return np.array([(((key + k * gamma) % 2**64) >> 12) * 2.0**-52 for k in range(1 << 15)])


def looks_random(u):
    """Test that pairs of neighbours fall evenly on 16 x 16 cells, and that the numbers do on 256."""
    pairs = np.floor(u[:-1:2] * 16) * 16 + np.floor(u[1::2] * 16)
    statistics = [stats.chisquare(np.bincount(cells.astype(int), minlength=256)).statistic for cells in (pairs, np.floor(u * 256))]
    return max(statistics) < LIMIT


@pytest.mark.parametrize("draw", [along_steps, along_trials, along_cells, philox])
def test_they_look_random(draw):
    assert looks_random(draw())


def test_a_counter_without_the_mix_does_not():
    assert not looks_random(counter())


def test_uniform_numbers_never_reach_the_ends():
    lowest, highest = (0 >> 12) * 2.0**-52 + 2.0**-53, ((2**64 - 1) >> 12) * 2.0**-52 + 2.0**-53
    assert lowest > 0 and highest < 1


@pytest.mark.usefixtures("in_lanes")
@pytest.mark.parametrize("d", [1, 3, 7])
def test_the_same_bits_one_by_one_in_lanes_on_threads_and_resumed(d):
    objective, starts = separable(quadratic), np.full((200, d), 4.0)
    what = Composition(gradient_descent, objective, gradient_norm, NOISY)
    times, outcomes = hitting_times(what, GIVEN, starts, 0.05, 300, trial=Trial(9, 2))
    for threads in (2, 5):
        assert np.array_equal(times, hitting_times(what, GIVEN, starts, 0.05, 300, threads=threads, trial=Trial(9, 2))[0])
    for first, n in ((3, 1), (77, 3), (150, 50)):
        alone, _ = hitting_times(what, GIVEN, starts[:n], 0.05, 300, trial=Trial(9, 2, first))
        assert np.array_equal(alone, times[first : first + n])
    drivers = compose(what, d)
    p = np.array([{**GIVEN, "oracle.p": 0.25, "oracle.s": 0.1}[name] for name in drivers.plan.parameters])
    for trial in (0, 199):
        whole = run(what, GIVEN, 4.0, 0.05, 300, dimension=d, trial=Trial(9, 2, trial))
        assert (whole.T if whole.T is not None else -1) == times[trial]
        state, out, key, k = state_at(drivers, np.full(d, 4.0)), np.zeros(4), keys(9, 2, [trial])[0], 0
        while out[3] == 1.0 or k == 0:
            k = drivers.scalar(state, p, key, 0.05, k, min(k + 7, 300), out)
            if k == 300:
                break
        assert k == whole.steps and tuple(state[:d]) == whole.x


def test_compiled_draws_are_those_of_the_plain_stream():
    def seen(g: Real, u: Uniform, c: SharedUniform, scale: Positive = 1):
        return g - scale * (u + 1000 * c)

    oracle, d = Oracle(seen), 2
    given = {"method.eta": 1.0, "objective.a": 1.0}
    found = run(
        Composition(gradient_descent, separable(quadratic), gradient_norm, oracle), given, 1e-300, 0.0, 1, dimension=d, trial=Trial(4)
    )
    stream = Stream.of(4, 0, 0, slots=3)
    common = stream.uniform(0, 0)
    assert found.x == tuple(stream.uniform(0, 1 + i) + 1000 * common for i in range(d))


def test_a_draw_of_a_finite_law_has_its_probabilities():
    def seen(g: Real, z: Annotated[float, Finite(success, other)], p: Unit, r: Unit):
        return g - z

    given = {"method.eta": 1.0, "objective.a": 1.0, "oracle.p": 0.2, "oracle.r": 0.5}
    drivers, ends = compose(Composition(gradient_descent, quadratic, gradient_norm, Oracle(seen))), []
    p = np.array([given[name] for name in drivers.plan.parameters])
    for key in keys(0, 0, np.arange(4000)):
        state = state_at(drivers, np.array([1e-300]))
        drivers.scalar(state, p, key, 0.0, 0, 1, np.zeros(4))
        ends.append(state[0])
    counts = np.bincount(np.array(ends).astype(int), minlength=3)
    assert stats.chisquare(counts, 4000 * np.array([0.3, 0.2, 0.5])).pvalue > 1e-6  # the false-alarm rate at this seed


def other(r: Unit):
    return r


def test_one_name_drawn_in_two_ways_is_refused():
    def y(x: Real, u: Uniform):
        return x + u

    def step(x: Real, g: Real, u: SharedUniform, g_norm: Asked):
        return x - g * u

    from theorysim.model import Method

    with pytest.raises(TypeError, match="drawn in two ways"):
        run(Composition(Method(y, step), quadratic, gradient_norm), {"objective.a": 1.0}, 1.0, 0.0, 1)


@pytest.mark.parametrize("n", [1, 2, 3, 7, 12])
def test_what_is_left_of_a_count_is_exact_for_integers_and_floats(n):
    in_lanes, of_integers = for_python(turned), for_python(turned_of_integers)
    for count in (*range(40), 2**31 - 1, 10**12, n * 10**13 - 1, 2**51 - 1):
        assert in_lanes(float(count), n) == of_integers(count, n) == count % n


def far(x_norm: Asked):
    return x_norm


@pytest.mark.usefixtures("in_lanes")
@pytest.mark.parametrize("oracle", ["in_turn", "finite_sum_without_replacement"])
def test_minibatches_of_one_term_have_the_bits_of_those_of_any_size(oracle):
    what = Composition(gradient_descent, online_cycle, Quantity(far), catalogue.load("oracles", oracle))
    given, p = {"method.eta": 2.0**-9}, np.array([2.0**-9, 3.0, 1.0])
    ends = []
    for one_term in (True, False):
        drivers, state, out = compose(what, one_term=one_term), np.array([0.25]), np.zeros(4)
        assert ("taken, size = 0, 1\n" in drivers.text) == one_term
        assert drivers.scalar(state, p, Trial(1).keys()[0], 1e-9, 0, 99, out) == 99
        ends.append(state[0])
    assert ends[0] == ends[1] == run(what, given, 0.25, 1e-9, 99, trial=Trial(1)).x[0] != 0.25
    starts = np.linspace(0.25, 0.5, 20)[:, None]
    times, _ = hitting_times(what, given, starts, 2.0**-10, 10**5)
    alone = [run(what, given, x, 2.0**-10, 10**5, trial=Trial(number=i)).T or -1 for i, x in enumerate(starts[:, 0])]
    assert times.tolist() == alone and len(set(alone)) > 5
