"""Exact runs: jumps in closed form against stepping in rationals, huge counts, ties, cycles, refusals; planted errors are seen."""

import random
from fractions import Fraction as F

import mpmath
import pytest

from theorysim.cli import main
from theorysim.domains import Asked, Coordinate, Normal, Positive, Real, Start, Step
from theorysim.maths import absolute, maximum, minimum, where
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.methods.sgd import sgd
from theorysim.methods.subgradient_descent import subgradient_descent
from theorysim.model import Method, Objective, Quantity
from theorysim.objectives.exponential import exponential
from theorysim.objectives.huber import huber
from theorysim.objectives.quadratic import quadratic
from theorysim.objectives.sine_product import sine_product
from theorysim.objectives.slow import slow
from theorysim.quantities.gap import gap
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.readings import exact
from theorysim.readings.pieces import Wall
from theorysim.results import Trajectory
from theorysim.simulate import jumps
from theorysim.simulate.composition import Composition
from theorysim.simulate.jumps import disagreement, exact_run
from theorysim.simulate.one_pass import Inexact
from theorysim.simulate.run import run

FAR = 10**40


def tilted_value(x: Coordinate, a: Positive, b: Positive):
    return where(x < 0, -a * x, b * x)


def tilted_gradient(x: Coordinate, a: Positive, b: Positive):
    return where(x < 0, -a, b)


def nothing(a: Positive, b: Positive):
    return 0


tilted = Objective(tilted_value, tilted_gradient, minimum=nothing)


def y(x: Real):
    return x / 2


def step(x: Real, y: Real, g: Real, f_y: Asked, y_norm: Asked, eta: Positive):
    return x - eta * g + where(f_y > y_norm, y / 8, 0)


def projected(step: Real, radius: Positive):
    return maximum(-radius, minimum(radius, step))


def of_size(x_norm: Asked, shift: Positive):
    return absolute(x_norm - shift)


staged = Method(y, step, projected)
near_a_sphere = Quantity(of_size)


def stepped(method, objective, parameters, x, epsilon, steps, criterion):
    """Step in rationals, one by one: (T or None, the points)."""

    def at(body, point, role="objective"):
        names = body.__code__.co_varnames[: body.__code__.co_argcount]
        return exact.evaluate(body, {n: point[n] if n in point else parameters[f"{role}.{n}"] for n in names})

    points = [x]
    for k in range(steps + 1):
        g = at(objective.gradient, {"x": x})
        known = {"value": at(objective.value, {"x": x}), "g_norm": abs(g), "x_norm": abs(x), "minimum": 0}
        if at(criterion.body, known, "quantity") <= epsilon:
            return k, points
        if k < steps:
            if method is staged:
                middle = x / 2
                g = at(objective.gradient, {"x": middle})
                bump = middle / 8 if at(objective.value, {"x": middle}) > abs(middle) else 0
                x = x - parameters["method.eta"] * g + bump
                x = max(-parameters["method.radius"], min(parameters["method.radius"], x))
            else:
                x = at(method.stages[0], {"x": x, "g": g, "g_norm": abs(g)}, "method")
            points.append(x)
    return None, points


def drawn(draw):
    """Draw a small case; numbers are simple, so that ties and cycles come up."""
    simple = lambda: F(draw.randint(1, 12), draw.choice((1, 1, 2, 3, 4, 8)))
    objective, own = draw.choice(
        ((huber, ("delta",)), (quadratic, ("a",)), (tilted, ("a", "b")), (tilted, ("a", "b")), (slow, ("epsilon",)))
    )
    parameters = {f"objective.{name}": simple() for name in own}
    method, names = draw.choice(
        (
            (gradient_descent, ("eta",)),
            (clipped_gradient_descent, ("eta_c", "gamma")),
            (normalized_gradient_descent, ("eta_n", "beta")),
            (staged, ("eta", "radius")),
        )
    )
    parameters |= {f"method.{name}": simple() / draw.choice((1, 4, 16)) for name in names}
    steps = draw.choice((0, 3, 20, 60))
    if method is normalized_gradient_descent and draw.random() < 0.5:
        parameters["method.beta"] = F(0)
    elif method is normalized_gradient_descent and objective in (huber, quadratic):
        steps = min(steps, 10)  # not affine: rationals double in length with every step
    criterion, epsilon = draw.choice(((gradient_norm, simple() / 2), (gap, simple()), (near_a_sphere, simple() / 4)))
    if objective is slow:  # stop before the quartic, where rationals triple in length with every step
        criterion, epsilon = gap, parameters["objective.epsilon"] * F(5, 4)
        parameters["method.radius" if method is staged else "objective.epsilon"] = F(1)
        epsilon = max(epsilon, F(5, 4))
    if criterion is near_a_sphere:
        parameters["quantity.shift"] = simple()
    start = F(draw.randint(-40, 40), draw.choice((1, 2, 3, 5)))
    return method, objective, parameters, start, epsilon, steps, criterion


def agrees(case):
    """Tell whether the exact run of a case is what stepping gives: T, the steps, the last point; a cycle must really repeat."""
    method, objective, parameters, start, epsilon, steps, criterion = case
    found = exact_run(Composition(method, objective, criterion), parameters, start, epsilon, steps)
    T, points = stepped(*case)
    if found.outcome == "cycle":
        points = stepped(method, objective, parameters, start, epsilon, found.steps + 200, criterion)[1]
        return T is None and points[found.steps] in points[found.steps + 1 :]
    outcome = "reached" if T is not None else "budget"
    close = abs(F(found.x[0]) - points[-1]) <= abs(points[-1]) / 2**52
    return (found.outcome, found.T, found.steps) == (outcome, T, len(points) - 1) and close and found.arithmetic == "exact"


def cases(count, seed):
    draw = random.Random(seed)
    return [drawn(draw) for _ in range(count)]


def test_jumps_are_what_stepping_in_rationals_gives():
    outcomes = set()
    for case in cases(400, 4):
        assert agrees(case), case
        method, objective, *numbers, criterion = case
        outcomes.add(exact_run(Composition(method, objective, criterion), *numbers).outcome)
    assert outcomes == {"reached", "budget", "cycle"}


def one_more(*given):
    return plain_stays(*given) + 1


def always_closed(wall, place):
    return place.compare(wall.root) in (0, -1 if wall.above else 1)


plain_stays = jumps.stays


@pytest.mark.parametrize("where_, name, wrong", [(jumps, "stays", one_more), (Wall, "holds", always_closed)])
def test_a_planted_error_is_seen(monkeypatch, where_, name, wrong):
    monkeypatch.setattr(where_, name, wrong)
    assert any(not agrees(case) for case in cases(60, 4))


ETA = {"method.eta": 1}


@pytest.mark.parametrize("zeros", [15, 30])
def test_huge_counts_on_straight_pieces_are_those_worked_out_by_hand(zeros):
    far, slopes = 10**zeros, {"objective.a": 1, "objective.b": "1/3"}
    down = Composition(gradient_descent, tilted, gap), {**ETA, **slopes}
    assert 3 * far == exact_run(*down, far, 0, FAR).T  # from far down to 0 by thirds
    assert 3 * far - 3 == exact_run(*down, far, "1/3", FAR).T  # b x <= 1/3 from x = 1 on
    assert far == exact_run(*down, -far, "1/3", FAR).T  # -1 has a gap of 1
    assert exact_run(Composition(gradient_descent, huber, gradient_norm), ETA, far, 1, FAR).T == 0
    met = exact_run(Composition(gradient_descent, huber, gap), ETA, far, F(1, 2), FAR)
    assert far - 1 == met.T  # x = 1, where the parabola begins, has gap 1/2
    found = exact_run(Composition(gradient_descent, slow, gap), {"method.eta": F(1, far), "objective.epsilon": 1}, 2, F(5, 4), FAR)
    assert (far + 1) // 2 == found.T and found.arithmetic == "exact"  # from 2 to 1 by 2/far
    clipped = {"method.eta_c": F(1, far), "method.gamma": 1, "objective.a": 1}  # the gradient is clipped to length 1
    assert far == exact_run(Composition(clipped_gradient_descent, quadratic, gradient_norm), clipped, 3, 2, FAR).T


@pytest.mark.parametrize("eta, x, epsilon", [(F(1, 10**30), 1, "1/1000"), (F(1, 3 * 10**15), -7, "1/7"), (2 - F(1, 10**30), 1, "1/3")])
def test_huge_counts_on_a_parabola_are_what_the_logarithm_says(eta, x, epsilon):
    found = exact_run(Composition(gradient_descent, quadratic, gradient_norm), {"method.eta": eta}, x, epsilon, FAR)
    with mpmath.workdps(100):
        ratio, wanted = abs(1 - mpmath.mpf(eta.numerator) / eta.denominator), mpmath.mpf(F(epsilon).numerator) / F(epsilon).denominator
        assert abs(x) * ratio**found.T <= wanted < abs(x) * ratio ** (found.T - 1)
    assert found.T > 10**15


def test_an_orbit_that_drifts_across_a_kink_is_jumped_round_by_round():
    drift = F(1, 10**30)
    slopes = {"objective.a": 1, "objective.b": F(1, 2) + drift}  # two steps down, one up, and 2 drift lower each time
    found = exact_run(Composition(gradient_descent, tilted, gap), {**ETA, **slopes}, F(1, 3), "1/20", FAR)
    assert found.T > 10**28 and found.gap <= 1 / 20 and found.outcome == "reached"
    lower = F(1, 3) - found.T // 3 * 2 * drift
    left_over = (lower, lower - F(1, 2) - drift, lower - 1 - 2 * drift)[found.T % 3]
    assert abs(left_over - F(found.x[0])) < F(1, 10**15)


def test_a_tie_is_settled_in_rationals():
    tie = F(1, 3**5000)
    found = exact_run(Composition(gradient_descent, quadratic, gradient_norm), {"method.eta": "2/3"}, 1, tie, FAR)
    below = exact_run(Composition(gradient_descent, quadratic, gradient_norm), {"method.eta": "2/3"}, 1, tie - F(1, 9**5000), FAR)
    assert (found.T, below.T) == (5000, 5001)


def test_no_level_is_reached_where_none_is():
    found = exact_run(Composition(gradient_descent, quadratic, gradient_norm), {"method.eta": "1/3"}, 1, 0, FAR)
    assert (found.outcome, found.T, found.steps, found.x) == ("budget", None, FAR, (0.0,))  # (2/3)^FAR, of which the float is 0
    found = exact_run(Composition(gradient_descent, quadratic, gradient_norm), {"method.eta": 2 + F(1, 10**12)}, 1, "1/2", FAR)
    assert found.outcome == "diverged" and 3 * 10**14 < found.steps < 4 * 10**14  # 150 log(10)/1e-12


@pytest.mark.parametrize(
    "objective, own, eta, x, steps",
    [
        (tilted, {"objective.a": 1, "objective.b": 1}, 1, "1/2", 0),  # 1/2, -1/2, 1/2, ...
        (tilted, {"objective.a": 1, "objective.b": 1}, 1, 10**15 + F(1, 2), 10**15),
        (tilted, {"objective.a": 1, "objective.b": F(1, 100)}, 1, "1/7", 0),  # 100 steps down, one up
        (quadratic, {}, 2, 1, 0),
        (quadratic, {}, "1/2", 0, 0),  # it stands still
    ],
)
def test_a_cycle_is_one(objective, own, eta, x, steps):
    level = gap if x else Quantity(above_one)
    found = exact_run(Composition(gradient_descent, objective, level), {"method.eta": eta, **own}, x, 0, FAR)
    assert (found.outcome, found.T) == ("cycle", None) and steps <= found.steps <= steps + 250


def above_one(x_norm: Asked):
    return x_norm + 1


def test_time_0_counts_and_a_budget_ends_a_run():
    near = exact_run(Composition(gradient_descent, huber, gap), ETA, "1/3", "1/18", 0)
    assert (near.outcome, near.T, near.steps) == ("reached", 0, 0)
    for steps in (0, 1, 10**15 - 1):
        found = exact_run(Composition(gradient_descent, huber, gradient_norm), ETA, 10**15, 0, steps)
        assert (found.outcome, found.T, found.steps, found.x) == ("budget", None, steps, (float(10**15 - steps),))
    assert exact_run(Composition(gradient_descent, huber, gradient_norm), ETA, 10**15, 0, 10**15).T == 10**15


def test_where_float64_rounds_the_run_says_which_T_is_exact():
    given = (Composition(gradient_descent, huber, gap), {"method.eta": 0.1}, 5.0, 1.0)
    found, rounded = exact_run(*given, 1000), run(*given, 1000)
    assert (found.T, found.arithmetic, rounded.T, rounded.arithmetic) == (35, "exact", 36, "float64")
    assert disagreement(found, rounded) == "T = 35 is exact; stepping in float64, which rounds, gives T = 36"
    assert disagreement(exact_run(*given, 10), run(*given, 10)) == ""


def test_a_step_below_one_ulp_moves_only_the_exact_run():
    given = (Composition(gradient_descent, huber, gap), {"method.eta": 1.0}, 1e17, 1.5)
    found, rounded = exact_run(*given, FAR), run(*given, 10**6)
    assert (found.T, rounded.T, rounded.outcome) == (10**17 - 2, None, "cycle")
    assert disagreement(found, rounded) == f"T = {10**17 - 2} is exact; stepping in float64, which rounds, gives no T (cycle)"
    assert disagreement(exact_run(*given[:2], 1e9, 1.5, FAR), run(*given[:2], 1e9, 1.5, 10**6)) == ""  # it may come yet


@pytest.mark.parametrize("objective, x, eta", [(slow, 2, 20), (exponential, 1, F(1, 50))])
def test_pieces_that_are_not_affine_are_stepped_in_balls(objective, x, eta):
    found = exact_run(Composition(gradient_descent, objective, gradient_norm), {"method.eta": eta}, x, "1/5000", FAR)
    with mpmath.workdps(60):
        point, k = mpmath.mpf(x), 0
        while abs(slope(objective, point)) > mpmath.mpf(1) / 5000:
            point, k = point - mpmath.mpf(F(eta).numerator) / F(eta).denominator * slope(objective, point), k + 1
    assert found.T == k > 8 and abs(found.x[0] - float(point)) <= 2**-52 * abs(point)


def slope(objective, x):
    if objective is slow:
        epsilon = mpmath.mpf(0.01)  # the default, a float
        return 2 * epsilon if x > 1 else epsilon * (3 * x - x**3)
    return mpmath.exp(2 * x - 1) if 2 * x > 1 else 2 * x


def remembers(x: Real, previous: Start, g: Real, eta: Positive):
    return x - eta * g + (x - previous), x


def draws(x: Real, g: Real, z: Normal, eta: Positive):
    return x - eta * g + z


def nowhere(x: Real, g: Real, f_trial: Asked, eta: Positive):
    return x - eta * g * f_trial


@pytest.mark.parametrize(
    "method, objective, says",
    [
        (Method(remembers), huber, "'previous' .* without memory"),
        (Method(draws), huber, "'z' .* draws"),
        (Method(nowhere), huber, "'f_trial'"),
        (gradient_descent, sine_product, "one variable"),
        (gradient_descent, Objective(exponential.value, exponential.gradient), "no start"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_line(method, objective, says):
    with pytest.raises(ValueError, match=says) as refused:
        exact_run(Composition(method, objective, gradient_norm), ETA, None, "1/1000", 100)
    assert "\n" not in str(refused.value)


def test_a_point_that_no_ball_can_tell_from_a_boundary_is_refused(monkeypatch):
    clipped = {"method.eta_c": F(1, 4), "method.gamma": 1}  # every step is 1/4, through exponentials: 1/2 is met, which balls only enclose
    with pytest.raises(Inexact, match="after 10 steps: the point lies at a boundary, or too near to tell with"):
        exact_run(Composition(clipped_gradient_descent, exponential, gradient_norm), clipped, 3, "1/1000", 100)
    monkeypatch.setattr(jumps, "LOOKS", 100)
    with pytest.raises(Inexact, match="after 100 steps and 100 changes of piece no closed form is in sight"):
        exact_run(Composition(gradient_descent, slow, gradient_norm), {"method.eta": F(1, 10**9)}, 1, "1/1000", FAR)


@pytest.mark.parametrize(
    "bad", [{"start": "x"}, {"start": (1, 2)}, {"epsilon": -1}, {"steps": -1}, {"steps": 1.5}, {"eta": 0}, {"eta": "1/0"}]
)
def test_numbers_that_make_no_sense_are_refused(bad):
    given = {"start": 1, "epsilon": 0, "steps": 1, "eta": 1} | bad
    with pytest.raises(ValueError):
        exact_run(Composition(gradient_descent, huber, gap), {"method.eta": given["eta"]}, given["start"], given["epsilon"], given["steps"])


def test_a_step_by_its_number_is_taken_one_by_one_and_a_constant_one_jumps():
    assert exact_run(Composition(sgd, huber, gap), {"method.eta": 1, "method.horizon": 4}, 10**15, "1/2", FAR).T == 2 * (10**15 - 1)
    assert exact_run(Composition(subgradient_descent, huber, gap), {"method.h": F(1, 10**15), "method.decay": 0}, 2, "1/2", FAR).T == 10**15
    harmonic = {"method.eta": 1, "method.decay": 1}
    x, k = F(5), 0
    while x > F(1, 10):
        k += 1
        x -= min(x, 1) / k
    assert exact_run(Composition(sgd, huber, gradient_norm), harmonic, 5, "1/10", FAR).T == k > 50
    root = {"method.eta": 1, "method.decay": "1/2"}
    with mpmath.workdps(60):
        x, k = mpmath.mpf(30), 0
        while x > 1:
            k += 1
            x -= 1 / mpmath.sqrt(k)
    found = exact_run(Composition(sgd, huber, gap), root, 30, "1/2", FAR)
    assert found.T == k > 100 and found.x == (float(x),)


def waits(x: Real, g: Real, k: Step, eta: Positive):
    return x - where(k > 4, eta, 0) * g


def test_a_point_that_comes_back_by_numbered_steps_is_no_cycle():
    found = exact_run(Composition(Method(waits), huber, gap), ETA, 10, "1/2", FAR)
    assert (found.outcome, found.T) == ("reached", 4 + 9)


LONG = ["run", "gradient_descent", "quadratic", "--start", "1", "--steps", "1e9"]


@pytest.mark.parametrize(
    "words, named",
    [
        ([*LONG, "-p", "eta=1e-9"], True),
        ([*LONG, "-p", "eta=1e-6"], False),  # it arrives after 7 million steps
        ([*LONG[:-1], "1e8", "-p", "eta=1e-9"], False),
        (["run", "gradient_descent", "exponential", "-p", "L1=2", "-p", "eta=1e-9", "--start", "1", "--steps", "1e9"], False),
        ([*LONG, "-p", "eta=1e-9", "--oracle", "gaussian", "-p", "sigma=1"], False),
    ],
)
def test_a_run_that_steps_long_where_it_could_jump_names_exact(words, named, monkeypatch, capsys):
    """One line on stderr, before the run; the result is what it is."""
    monkeypatch.setattr("theorysim.simulate.run.run", lambda *setting, **more: Trajectory("budget", None, 10**9, (0.0,), 0.0, 0.0, 0.0))
    assert main(words) == 0
    said = "theorysim: 1e+09 of these steps have a closed form: --exact counts them at once\n"
    assert capsys.readouterr().err == said * named
