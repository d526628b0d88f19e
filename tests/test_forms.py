"""Every form of an entry runs compiled as a plain loop over NumPy arrays computes it: neighbours, vectors, finite sums, many stages."""

import numpy as np
import pytest

from theorysim.domains import (
    Asked,
    AtLeastOne,
    Coordinate,
    Count,
    Dimension,
    Domain,
    Filled,
    Index,
    InTurn,
    Left,
    Part,
    Positive,
    Real,
    Right,
    Start,
    Step,
    Vector,
    WithoutReplacement,
    WithReplacement,
    Zero,
)
from theorysim.maths import equal, where
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import Method, Objective, Oracle, Quantity
from theorysim.objectives.quadratic import quadratic
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import hitting_times, run
from theorysim.simulate.streams import Stream, Trial

ROWS = ((1.0, 0.5), (0.25, -1.0), (0.5, 0.75))


def link(left: Left, x: Coordinate, i: Index, d: Dimension, L: Positive = 1):
    return L / 2 * (x - left) * (x - left) + where(equal(i, d), x * x, 0) - where(equal(i, 1), x, 0)


def slope(left: Left, x: Coordinate, right: Right, i: Index, d: Dimension, L: Positive = 1):
    return L * (x - left) - where(equal(i, d), 0, L * (right - x)) + where(equal(i, d), 2 * x, 0) - where(equal(i, 1), 1, 0)


def nothing():
    return 0


CHAIN = Objective(link, slope, start=nothing)


def residual(x: Vector, part: Part):
    r = -1.0
    for j in range(2):
        r = r + ROWS[part][j] * x[j]
    return r * r / 2


def residual_slope(x: Vector, out: Filled, part: Part):
    r = -1.0
    for j in range(2):
        r = r + ROWS[part][j] * x[j]
    for j in range(2):
        out[j] = ROWS[part][j] * r


def origin():
    return 0, 0


FIT = Objective(residual, residual_slope, start=origin, parts=3)


def chain_by_hand(x, L):
    """Return the gradient of the chain in NumPy."""
    before, after = np.concatenate([[0], x[:-1]]), np.concatenate([x[1:], [0]])
    g = L * (x - before)
    g[:-1] -= L * (after - x)[:-1]
    g[-1] += 2 * x[-1]
    g[0] -= 1
    return g


@pytest.mark.parametrize("d", [1, 2, 4, 5, 40])
def test_neighbours(d):
    x = np.zeros(d)
    for _ in range(30):
        x = x - 0.2 * chain_by_hand(x, 1.5)
    found = run(Composition(gradient_descent, CHAIN, gradient_norm), {"method.eta": 0.2, "objective.L": 1.5}, None, 0.0, 30, dimension=d)
    assert np.array_equal(found.x, x) and found.gradient_norm == pytest.approx(np.linalg.norm(chain_by_hand(x, 1.5)), rel=1e-12)
    steps = np.diff(np.concatenate([[0], x]))
    assert found.value == pytest.approx(0.75 * (steps @ steps) + x[-1] ** 2 - x[0], rel=1e-12)


A = np.array(ROWS)


def fit_by_hand(x, weights):
    """Return the mean gradient over terms, each as often as its weight says."""
    weights = np.asarray(weights, dtype=float)
    return A.T @ (weights * (A @ x - 1)) / weights.sum()


def test_a_finite_sum_is_the_average_of_its_terms():
    x = np.zeros(2)
    for _ in range(50):
        x = x - 0.5 * fit_by_hand(x, np.ones(3))
    found = run(Composition(gradient_descent, FIT, gradient_norm), {"method.eta": 0.5}, None, 0.0, 50)
    assert np.allclose(found.x, x, rtol=1e-13) and found.value == pytest.approx(((A @ x - 1) ** 2).mean() / 2)


def drawn_with(s: WithReplacement, batch: AtLeastOne = 1):
    return s


def drawn_without(s: WithoutReplacement, batch: AtLeastOne = 1):
    return s


def one_by_one(s: InTurn, batch: AtLeastOne = 1):
    return s


def first_step(oracle, batch, trial):
    given = {"method.eta": 1.0, "oracle.batch": batch}
    return np.array(run(Composition(gradient_descent, FIT, gradient_norm, oracle), given, None, 0.0, 1, trial=Trial(number=trial)).x)


MULTISETS = {b: [np.bincount(c, minlength=3) for c in np.ndindex(*[3] * b)] for b in (1, 2, 3)}


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_minibatches_are_what_they_say(batch):
    """Each first step is that of some minibatch; over 600 trials every one comes, as often as it should (4.9 standard errors)."""
    steps = {tuple(w): -fit_by_hand(np.zeros(2), w) for w in MULTISETS[batch]}
    for oracle, legal in ((Oracle(drawn_with), lambda w: True), (Oracle(drawn_without), lambda w: max(w) == 1)):
        seen = dict.fromkeys(steps, 0)
        for trial in range(600):
            x = first_step(oracle, batch, trial)
            seen[next(w for w, s in steps.items() if np.allclose(s, x, atol=1e-12))] += 1
        chance = {w: sum(tuple(m) == w for m in MULTISETS[batch]) for w in steps if legal(w)}
        total = sum(chance.values())
        for w, count in seen.items():
            p = chance.get(w, 0) / total
            assert abs(count - 600 * p) <= 4.9 * np.sqrt(600 * p * (1 - p))


def test_terms_in_turn_are_taken_in_their_order():
    x, k = np.zeros(2), 0
    for _ in range(7):
        x = x - 0.5 * fit_by_hand(x, np.bincount([k % 3, (k + 1) % 3], minlength=3))
        k += 2
    found = run(Composition(gradient_descent, FIT, gradient_norm, Oracle(one_by_one)), {"method.eta": 0.5, "oracle.batch": 2}, None, 0.0, 7)
    assert np.allclose(found.x, x, rtol=1e-13)


def test_a_sampling_oracle_needs_a_finite_sum():
    with pytest.raises(TypeError, match="the objective is none"):
        run(Composition(gradient_descent, quadratic, gradient_norm, Oracle(one_by_one)), {"method.eta": 0.5, "objective.a": 1}, 1.0, 0.0, 7)


# --- many stages ------------------------------------------------------------------------------------------------------


def m(g: Real, m: Zero, beta: Positive):
    return beta * m + (1 - beta) * g


def step(x: Real, m: Real, w: Start, m_norm: Asked, full: Asked, g_w: Asked, f: Asked, f_w: Asked, k: Step, eta: Positive):
    return x - eta / k * (m + full - g_w) / (1 + m_norm) + (f - f_w) / 1000, m, where(k > 3, x, w)


MANY = Method(m, step)


def many_by_hand(x, a, beta, eta, steps):
    memory, w = np.zeros_like(x), x.copy()
    for k in range(1, steps + 1):
        f, f_w = a * (x @ x) / 2, a * (w @ w) / 2
        memory = beta * memory + (1 - beta) * a * x
        moved = x - eta / k * (memory + a * x - a * w) / (1 + np.linalg.norm(memory)) + (f - f_w) / 1000
        x, w = moved, x if k > 3 else w
    return x


@pytest.mark.parametrize("d", [1, 2, 6])
def test_stages_ask_for_norms_values_gradients_elsewhere_and_the_step(d):
    from theorysim.objectives.separable import separable

    start = np.linspace(1, 2, d)
    found = run(
        Composition(MANY, separable(quadratic), gradient_norm), {"method.beta": 0.5, "method.eta": 0.3, "objective.a": 2.0}, start, 0.0, 12
    )
    assert np.allclose(found.x, many_by_hand(start, 2.0, 0.5, 0.3, 12), rtol=1e-13)


def mean(x: Real, mean: Start, k: Step):
    return mean + (x - mean) / k


def clip(step: Real, step_norm: Asked, radius: Positive):
    return where(step_norm > radius, step * radius / step_norm, step)


def test_stages_after_the_step_project_it_and_average():
    method = Method(*gradient_descent.stages, clip, mean, output="mean")
    assert method.moves == 0
    given = {"method.eta": 0.25, "method.radius": 1.5, "objective.a": 1.0}
    x, points = 4.0, []
    for _ in range(9):
        points.append(x)
        x = min(0.75 * x, 1.5)
    found = run(Composition(method, quadratic, gradient_norm), given, 4.0, 0.0, 9)
    assert found.x[0] == pytest.approx(np.mean(points)) and found.gradient_norm == pytest.approx(np.mean(points))


def counted(x: Real, g: Real, j: Zero, eta: Positive):
    return x - eta * g, j + 1


def ended(j: Zero, most: Count):
    return where(j >= most, 1, 0)


def unfinished(done: Asked):
    return 1 - done


@pytest.mark.usefixtures("in_lanes")
@pytest.mark.parametrize("n", [3, 40])
def test_a_method_that_ends_by_itself(n):
    method = Method(counted, done=ended)
    given = {"method.eta": 0.5, "method.most": 7, "objective.a": 1.0}
    found = run(Composition(method, quadratic, gradient_norm), given, 1.0, 0.0, 100)
    assert (found.outcome, found.T, found.steps, found.x) == ("finished", None, 7, (0.5**7,))
    assert run(Composition(method, quadratic, Quantity(unfinished)), given, 1.0, 0.0, 100).T == 7
    times, outcomes = hitting_times(Composition(method, quadratic, Quantity(unfinished)), given, np.ones((n, 1)), 0.0, 100)
    assert set(times) == {7} and set(outcomes) == {0}
    assert set(hitting_times(Composition(method, quadratic, gradient_norm), given, np.ones((n, 1)), 0.0, 100)[1]) == {6}
    with pytest.raises(ValueError, match="does not end by itself"):
        run(Composition(gradient_descent, quadratic, Quantity(unfinished)), {"method.eta": 0.5, "objective.a": 1.0}, 1.0, 0.0, 100)


def every_third(j: Zero):
    return where(j >= 3, 1, 0)


def test_a_restart_empties_the_memory():
    def adds(x: Real, g: Real, j: Zero, s: Start):
        return x - g / 4 * j, j + 1, s + x

    found = run(Composition(Method(adds, restart=every_third), quadratic, gradient_norm), {"objective.a": 1.0}, 1.0, 0.0, 7)
    x, j = 1.0, 0
    for _ in range(7):
        x, j = x - x / 4 * j, j + 1
        j = 0 if j >= 3 else j
    assert found.x == (x,)


def test_what_a_stage_may_not_ask_is_said_with_what_it_may():
    def astray(x: Real, nonsense: Asked):
        return x

    def unknown(x: Real, u_norm: Asked):
        return x

    with pytest.raises(TypeError, match="'nonsense'; it may ask for f, full"):
        run(Composition(Method(astray), quadratic, gradient_norm), {"objective.a": 1.0}, 1.0, 0.0, 7)
    with pytest.raises(TypeError, match="asks about 'u'"):
        run(Composition(Method(unknown), quadratic, gradient_norm), {"objective.a": 1.0}, 1.0, 0.0, 7)
    with pytest.raises(TypeError, match="one name"):
        Method(mean, mean)


# --- folds ------------------------------------------------------------------------------------------------------------


def prog(so_far: Zero, x: Coordinate, i: Index, beta: Positive = 0.25):
    return where(x > beta, i, so_far)


def ahead(prog: Asked, d: Dimension):
    return d - prog


def only_next(g: Real, i: Index, prog: Asked):
    return where(i > prog + 1, 0, g)


@pytest.mark.parametrize("d", [3, 30])
def test_folds_serve_quantities_and_oracles(d):
    """The chain is walked one coordinate at a time, as its oracle shows no more."""
    beta = 1 / (4 * d)  # the last coordinate of the minimum is 1/(2 d + 1)
    given = {"method.eta": 0.4, "objective.L": 1.0, "oracle.beta": beta, "quantity.beta": beta}
    criterion = Quantity(ahead, "coordinates", prog)
    found = run(Composition(gradient_descent, CHAIN, criterion, Oracle(only_next, prog)), given, None, 0.0, 10_000, dimension=d)
    assert found.outcome == "reached"
    x, T = np.zeros(d), 0
    while not x[-1] > beta:
        far = max([i + 1 for i in range(d) if x[i] > beta], default=0)
        g = chain_by_hand(x, 1.0)
        x, T = x - 0.4 * np.where(np.arange(1, d + 1) > far + 1, 0, g), T + 1
    assert found.T == T and np.allclose(found.x, x, rtol=1e-12)


def test_a_stream_is_not_touched_by_what_draws_nothing():
    assert Stream.of(0, 0, 0).uniform(0, 0) != Stream.of(0, 0, 1).uniform(0, 0)


def test_a_domain_says_by_its_role_what_fills_it_in():
    above = Domain(role="coordinate", low=0)
    assert above.supplied and above.name == "coordinate" and not Domain("half", high=0.5).supplied
    with pytest.raises(ValueError, match=r"'coordinate' names what is supplied: write Domain\(role='coordinate'\)"):
        Domain("coordinate", low=0)
    with pytest.raises(ValueError, match="role is 'corodinate'; it may be parameter, asked, start"):
        Domain(role="corodinate")
