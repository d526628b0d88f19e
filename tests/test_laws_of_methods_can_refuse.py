"""The laws see a planted fault of methods of many stages, of quantities and of oracles, and say where it is."""

import pytest

from theorysim.domains import (
    Asked,
    Coordinate,
    Nonnegative,
    Normal,
    Positive,
    PositiveCount,
    Real,
    SharedUniform,
    Start,
    Step,
    Unit,
    Zero,
)
from theorysim.laws import every, methods
from theorysim.laws.methods import asks_what_it_may, keeps_its_memory, keeps_nan, rests_where_the_gradient_is_zero, stages_read_alike
from theorysim.maths import maximum, where
from theorysim.methods.adam import adam
from theorysim.methods.ingd import ingd
from theorysim.methods.projected import projected
from theorysim.methods.restarted import restarted
from theorysim.methods.svrg import svrg
from theorysim.model import Method, Oracle, Quantity
from theorysim.readings.stages import Stages

# --- the small interpreter --------------------------------------------------------------------------------------------


def m(g: Real, m: Zero, beta: Unit):
    return beta * m + (1 - beta) * g


def step(x: Real, m: Real, eta: Positive):
    return x - eta * m, m


def y(x: Real, before: Start):
    return x + (x - before) / 2


def step_from_y(x: Real, y: Real, g: Real, k: Step, j: Zero, f: Asked, f_y: Asked, g_x: Asked, full: Asked, y_norm: Asked):
    return y - g / 4 + (f - f_y + g_x - full) / 1024 + y_norm * k / 4096, x, j + 1


def clip(step: Real):
    return where(step > 1, 1, step)


def after_two(j: Zero):
    return where(j >= 2, 1, 0)


def named_step(body):
    body.__name__ = "step"
    return body


def test_stages_are_run_as_the_record_says():
    """Against a loop written by hand; g_x is what is seen at x, g at y, and full at x."""
    method = Method(y, named_step(step_from_y), clip, done=after_two)
    run = Stages(method, {}, [3.0, 0.5], lambda p: [2 * c for c in p], lambda p: sum(c * c for c in p))
    x, before = [3.0, 0.5], [3.0, 0.5]
    for k in (1, 2):
        assert not run.says(method.done)
        run.step()
        at = [a + (a - b) / 2 for a, b in zip(x, before, strict=True)]
        norm, f, f_y = sum(c * c for c in at) ** 0.5, sum(c * c for c in x), sum(c * c for c in at)
        new = [c - c / 2 + (f - f_y) / 1024 + norm * k / 4096 for c in at]
        x, before = [min(c, 1) for c in new], x
        assert run.x == pytest.approx(x, rel=1e-14) and run.memory["before"] == before
    assert run.says(method.done)


# --- memory -----------------------------------------------------------------------------------------------------------


def step_without_memory(x: Real, m: Real, eta: Positive):
    return x - eta * m


def step_that_empties(x: Real, m: Real, eta: Positive):
    return x - eta * m, 0 * m


def makes_two(g: Real, m: Zero):
    return m + g, g


def mean(x: Real, mean: Start):
    return 0 * x + mean


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (Method(m, step_without_memory), "step_without_memory returns 1 numbers; it makes x, m"),
        (Method(m, step_that_empties), "the memory m is as it began"),
        (Method(makes_two, step), "makes_two returns 2 numbers; it makes makes_two"),
        (Method(m, step, mean, output="mean"), "the memory mean is as it began"),
    ],
)
def test_memory_that_is_not_kept_is_reported(method, said):
    assert said in keeps_its_memory(method)[0]
    assert keeps_its_memory(Method(m, step)) == []


# --- rest ---------------------------------------------------------------------------------------------------------------


def drift(x: Real, m: Real, k: Step, eta: Positive):
    return x - eta * m + where(k > 2, eta, 0), m


def biased(g: Real, m: Zero, beta: Unit):
    return beta * m + (1 - beta) * (g + beta)


def noisy(x: Real, g: Real, u: Normal, eta: Positive):
    return x - eta * (g + u)


def mean_from_zero(x: Real, mean_from_zero: Zero):
    return mean_from_zero / 2 + x / 2


def over_the_norm(x: Real, m: Real, m_norm: Asked, eta: Positive):
    return x - eta * m / m_norm, m


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (Method(m, drift), "in step 3"),
        (Method(biased, step), "in step 1"),
        (Method(noisy), "goes to"),
        (Method(m, step, mean_from_zero, output="mean_from_zero"), "reports"),
        (Method(m, over_the_norm), "goes to (nan, nan)"),
    ],
)
def test_a_method_that_does_not_rest_is_reported(method, said):
    (first, *_) = rests_where_the_gradient_is_zero(method)
    assert "with a zero gradient" in first and said in first
    assert rests_where_the_gradient_is_zero(adam) == [] == rests_where_the_gradient_is_zero(ingd)


# --- NaN ------------------------------------------------------------------------------------------------------------------


def guarded(g: Real, m: Zero, beta: Unit):
    return where(g > 0, beta * m + (1 - beta) * g, where(g < 0, beta * m + (1 - beta) * g, 0 * beta))


def trial(x: Real, m: Real, eta: Positive):
    return x - eta * m


def accepts(x: Real, m: Real, trial: Real, f: Asked, f_trial: Asked):
    return where(f_trial < f, trial, x), where(f_trial < f, m, 0)


def boxed(step: Real):
    return where(step > 1, 1, where(step > -1, step, -1))


def late(x: Real, g: Real, j: Zero, eta: Positive):
    return where(j >= 2, x - eta, x - eta * g), j + 1


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (Method(guarded, step), "a NaN gradient in step 1"),
        (Method(m, trial, accepts), "a NaN gradient in step 1"),
        (Method(*Method(m, step).stages, boxed), "a start with a NaN"),
        (Method(late), "a NaN gradient in step 3"),
    ],
)
def test_a_stage_that_forgets_nan_is_reported(method, said):
    found = keeps_nan(method)
    assert any(said in f and "not NaN" in f for f in found), found
    assert keeps_nan(Method(m, step)) == [] == keeps_nan(ingd)


# --- asks, readings ---------------------------------------------------------------------------------------------------------


def asks_before_it_is_made(x: Real, g: Real, m_norm: Asked):
    return x - g / (1 + m_norm)


def asks_nonsense(x: Real, g: Real, temperature: Asked):
    return x - g * temperature


def asks_elsewhere(x: Real, g: Real, f_trial: Asked, g_w: Asked):
    return x - g * f_trial + g_w


def ended(f: Asked, m: Zero):
    return f + m


def test_what_a_stage_may_not_ask_is_reported_with_what_it_may():
    (first,) = asks_what_it_may(Method(asks_before_it_is_made))
    assert "asks for m_norm; it may ask for f, full, f_NAME, g_NAME, NAME_norm, where NAME is one of g, x" in first
    assert "temperature" in asks_what_it_may(Method(asks_nonsense))[0]
    assert [f.split(";")[0] for f in asks_what_it_may(Method(asks_elsewhere))] == [
        "asks_elsewhere asks for f_trial",
        "asks_elsewhere asks for g_w",
    ]
    assert "done asks for f; it may ask for m_norm, x_norm" in asks_what_it_may(Method(m, step, done=ended))[0]
    assert "output 'mean' is neither x" in asks_what_it_may(Method(m, step, output="mean"))[0]
    for right in (svrg, ingd, restarted(adam), projected(svrg)):
        assert asks_what_it_may(right) == []


def rounded(m: Real, x: Real, u: SharedUniform, eta: Positive):
    return (x + 1e9) - 1e9 - eta * m * u


def test_a_late_stage_that_loses_digits_is_reported():
    assert "rounded, read as floats" in stages_read_alike(Method(m, step, rounded))[0]
    assert stages_read_alike(adam) == []


def test_complaints_find_a_fault_of_a_wrapped_method():
    assert every.complaints(projected(adam)) == []
    broken = projected(Method(*Method(biased, step).stages))
    assert any("zero gradient" in c for c in every.complaints(broken))
    assert "restart reads the memory j, which no stage has" in every.complaints(Method(m, step, restart=after_two))


# --- quantities and oracles ---------------------------------------------------------------------------------------------------


def sure(g_norm: Asked, value: Asked, delta: Nonnegative):
    return maximum(where(g_norm > delta, g_norm, 0), value)


def pair(g_norm: Asked):
    return g_norm, g_norm


def top(so_far: Zero, x: Coordinate):
    return maximum(so_far, x)


def of_top(top: Asked):
    return top


def of_bottom(bottom: Asked):
    return bottom


def shown(g: Real, top: Asked, deviation: Asked, count: PositiveCount = 1):
    return g + top * deviation


def test_faults_of_quantities_and_oracles_are_reported():
    assert "where g_norm is NaN" in every.gives_a_number(Quantity(sure))[0]
    assert "no number" in every.gives_a_number(Quantity(pair))[0]
    assert every.complaints(Quantity(of_top, "", top)) == []
    assert "asks for bottom, which is none of" in every.asks_what_it_may(Quantity(of_bottom, "", top))[0]
    (only,) = every.asks_what_it_may(Oracle(shown, top))
    assert only == "shown asks for deviation, which is none of g_norm, top, x_norm"


def test_settings_take_the_defaults_and_the_least():
    found = list(methods.settings(adam))
    assert [own["eta"] for own in found] == [1.0, 2.0, 3.0, 1.0] and {own["beta1"] for own in found} == {0.9}
