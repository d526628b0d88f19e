"""The end of a run is typed: what is not a number, too large, or out of the domain is never `reached`."""

import ast
import math
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import pytest
from compiled_body import compiled_body, for_python

import theorysim
from theorysim.domains import Asked, Coordinate, Domain, Positive, Real
from theorysim.maths import absolute, log, maximum, minimum, power, sqrt, where
from theorysim.model import Method, Objective, Quantity
from theorysim.simulate.compose import SIGNATURES, WAYS, compose
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.jumps import exact_run
from theorysim.simulate.norms import NORMS
from theorysim.simulate.run import hitting_times, run


def norm(g_norm: Asked):
    return g_norm


def seen_value(value: Asked):
    return value


NORM, VALUE = Quantity(norm), Quantity(seen_value)


def descend(x: Real, g: Real, gamma: Positive):
    return x - gamma * g


DESCENT = Method(descend)


def value(x: Coordinate, kind: Real):
    return 0 * kind + x * x / 2


def gradient(x: Coordinate, kind: Real):
    """Answer a bad number below 1/2: NaN, inf, -inf, 1e308, the least subnormal number, or the true gradient."""
    bad = where(kind == 0, math.nan, where(kind == 1, math.inf, where(kind == 2, -math.inf, where(kind == 3, 1e308, 5e-324))))
    return where((x < 1 / 2) & (kind < 5), bad, x)


BAD = Objective(value, gradient)
BOTH_WAYS = ["one", "many"]


def outcome(way, objective, given, start, epsilon, steps, criterion=NORM):
    """Run in the scalar driver, or in lanes."""
    _ = compose(Composition(DESCENT, objective, criterion)).lanes_alike if way == "many" else None
    if way == "one":
        found = run(Composition(DESCENT, objective, criterion), given, start, epsilon, steps)
        return found.outcome, found.T
    T, ends = hitting_times(Composition(DESCENT, objective, criterion), given, np.full((40, 1), start), epsilon, steps)
    assert len(set(T)) == len(set(ends)) == 1
    return OUTCOMES[ends[0]], int(T[0]) if T[0] >= 0 else None


@pytest.mark.parametrize("way", BOTH_WAYS)
@pytest.mark.parametrize("kind, expected", [(0, "nan"), (1, "diverged"), (2, "diverged"), (3, "diverged"), (4, "cycle"), (5, "reached")])
def test_bad_gradients(way, kind, expected):
    got, T = outcome(way, BAD, {"method.gamma": 0.25, "objective.kind": kind}, 2.0, 0.0 if kind == 4 else 1e-3, 5000)
    assert got == expected and (T is None) == (expected != "reached")


@pytest.mark.parametrize("way", BOTH_WAYS)
@pytest.mark.parametrize(
    "gamma, start, epsilon, steps, expected",
    [
        (1e300, 1.0, 1e-3, 100, ("diverged", None)),  # one huge step
        (0.25, 1.0, 2.0, 100, ("reached", 0)),  # epsilon above the gradient of the start
        (0.25, 1.0, math.inf, 100, ("reached", 0)),
        (0.25, math.nan, math.inf, 100, ("nan", None)),
        (0.25, math.inf, 1.0, 100, ("diverged", None)),
        (0.25, 1e151, math.inf, 100, ("reached", 0)),
        (0.25, 1e151, 1e150, 100, ("diverged", None)),
        (0.25, 0.0, 0.0, 100, ("reached", 0)),  # epsilon 0, at the minimum
        (1.0, 1.0, 0.0, 100, ("reached", 1)),
        (2.0, 1.0, 1e-3, 3000, ("cycle", None)),  # 1, -1, 1, ...
        (2.0, 1.0, 1e-3, 4, ("cycle", None)),
        (1e-5, 1.0, 1e-3, 100, ("budget", None)),
        (0.5, 1.0, 0.25, 0, ("budget", None)),
        (0.5, 1.0, 0.25, 2, ("reached", 2)),
        (0.5, 1.0, 0.25, 1, ("budget", None)),
    ],
)
def test_ends(way, gamma, start, epsilon, steps, expected):
    assert outcome(way, BAD, {"method.gamma": gamma, "objective.kind": 6}, start, epsilon, steps) == expected


@pytest.mark.parametrize("steps, window", [(160, 12), (480, 32), (1600, 102)])
def test_at_the_limit_a_cycle_is_found_if_and_only_if_it_is_entered_and_short_enough(steps, window):
    """0, 1, ..., top, then from `low` on again: a period of top + 1 - low, entered after `low` steps."""

    def height(x: Coordinate, low: Real, top: Real):
        return x + 0 * low * top

    def onward(x: Coordinate, low: Real, top: Real):
        return where(x == top, top - low, -1)

    round_trip, found = Composition(DESCENT, Objective(height, onward), NORM), []
    periods = [2, 3, 5, 7, 8, 9, 11, window - 1, window, window + 1, window + 7, 2 * window]
    cases = [(low, period) for low in (0, steps - 1, steps, steps + 1, steps + 3, steps + 2 * window) for period in periods]
    for low, period in cases:
        given = {"method.gamma": 1, "objective.low": low, "objective.top": low + period - 1}
        found.append(run(round_trip, given, 0.0, 0.0, steps).outcome)
    assert found == ["cycle" if low <= steps and period <= window else "budget" for low, period in cases]


@pytest.mark.parametrize("way", BOTH_WAYS)
def test_a_value_of_minus_infinity_is_not_reached(way):
    def bottomless(x: Coordinate):
        return where(x > 3, -math.inf, -x)

    def down(x: Coordinate):
        return -1.0

    assert outcome(way, Objective(bottomless, down), {"method.gamma": 1.0}, 0.5, 0.0, 0, VALUE) == ("reached", 0)
    got = outcome(way, Objective(lambda_free, down), {"method.gamma": 1.0}, 0.5, 0.0, 100, VALUE)
    assert got == ("diverged", None)


def lambda_free(x: Coordinate):
    return where(x > 3, -math.inf, 1.0)


Above = Annotated[float, Domain(role="coordinate", low=0)]


def test_an_epsilon_that_is_no_number_ends_a_run():
    """What asks refuses it; the loop around the step must not wait for it all the same."""
    drivers = compose(Composition(DESCENT, BAD, NORM))
    p, out = np.array([{"method.gamma": 0.25}.get(name, 6.0) for name in drivers.plan.parameters]), np.zeros(4)
    assert drivers.scalar(np.array([1.0]), p, np.zeros(2, np.uint64), math.nan, 0, 10, out) == 0


@pytest.mark.parametrize("way", BOTH_WAYS)
def test_leaving_the_domain(way):
    def barrier(x: Above):
        return x - log(x)

    def slope(x: Above):
        return 1 - 1 / x

    objective = Objective(barrier, slope)
    assert outcome(way, objective, {"method.gamma": 8.0}, 2.0, 1e-3, 100) == ("left_domain", None)
    assert outcome(way, objective, {"method.gamma": 0.5}, 2.0, 1e-3, 100)[0] == "reached"


WORDS = {"minimum": minimum, "maximum": maximum, "power": power, "where": where, "absolute": absolute, "sqrt": sqrt, "log": log}
ULPS = {"power": 1, "log": 1}  # whose compiled meaning is written out; the measured worst is in test_elementary
NUMBERS = [0.0, -0.0, 1.0, -1.0, 2.5, -3.0, 5e-324, 1e308, math.inf, -math.inf, math.nan, 0.5, 3.0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("word", WORDS)
def test_words_mean_in_compiled_code_what_they_mean_in_python(word, way):
    two = word in ("minimum", "maximum", "power")
    compiled = compiled_body(WORDS[word], *WAYS[way])
    if word == "where":
        cases = [(c, a, b) for c in (True, False) for a in NUMBERS for b in NUMBERS]
    else:
        cases = [(a, b) for a in NUMBERS for b in NUMBERS] if two else [(a,) for a in NUMBERS]
    for case in cases:
        mine, float_meaning = compiled(*case), WORDS[word](*case)
        apart = ULPS.get(word, 0) * math.ulp(float_meaning)
        assert mine == float_meaning or abs(mine - float_meaning) <= apart or (math.isnan(mine) and math.isnan(float_meaning)), case
        assert math.isnan(mine) or math.copysign(1, mine) == math.copysign(1, float_meaning), case


@pytest.mark.parametrize("scale", [1.0, 1e-320, 1e-200, 1e200, 5e307])
def test_norms_neither_overflow_nor_vanish(scale):
    tolerance = 1e-3 if scale < 1e-300 else 1e-15
    norm2, norm3, norm4, norm_of_array = (for_python(NORMS[name]) for name in ("norm2", "norm3", "norm4", "norm_of_array"))
    assert norm2(0.3 * scale, 0.4 * scale) == pytest.approx(math.hypot(0.3 * scale, 0.4 * scale), rel=tolerance, abs=0)
    assert norm3(scale, 0.0, 0.0) == norm4(0.0, scale, 0.0, 0.0) == scale
    assert math.isnan(norm2(math.nan, scale)) and norm2(math.inf, scale) == math.inf


def test_helpers_defaults_closures_and_module_names_compile():
    from theorysim import maths

    factor = 3.0

    def helper(x: Real, shift: Real = 1.0):
        return factor * maths.absolute(x) + shift

    def body(x: Real):
        return helper(x) + maths.pi

    outer = compiled_body(body)
    assert outer(-2.0) == body(-2.0) == 3.0 * 2.0 + 1.0 + math.pi


def test_isfinite_is_alive_in_the_compiled_code(tmp_path, monkeypatch):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))

    def other(value: Asked):
        return value - 0.125

    drivers = compose(Composition(DESCENT, BAD, Quantity(other)))
    _ = drivers.advance, drivers.block, drivers.lanes_alike
    text = "".join(part for name in SIGNATURES for part in drivers.made[name].inspect_llvm().values())
    lines = [line.split() for line in text.splitlines() if any(f" = {op} " in line for op in ("fadd", "fsub", "fmul", "fdiv", "fcmp"))]
    assert len(lines) > 20
    assert not {"fast", "nnan", "ninf", "nsz", "arcp", "contract", "afn", "reassoc"} & {word for line in lines for word in line}


def test_no_fastmath_anywhere():
    files = list(Path(theorysim.__file__).parent.rglob("*.py"))
    calls = [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    assert len(calls) > 100
    assert not [call for call in calls if any(k.arg == "fastmath" for k in call.keywords)]
    assert not [file for file in files if '"fastmath"' in file.read_text()]


# --- far away -----------------------------------------------------------------------------------------------------------


def still_value(x: Coordinate):
    return 0 * x


def half_square(x: Coordinate):
    return x * x / 2


def point(x: Coordinate):
    return x


def falls(x: Coordinate):
    return 1 / maximum(1, x)


FALLING = Objective(falls, falls)
STILL = Objective(still_value, still_value, still_value)


@pytest.mark.parametrize("way", BOTH_WAYS)
@pytest.mark.parametrize("start", [1e151, -1e300, 1.7e308])
def test_a_gradient_of_zero_is_reached_however_far_away(way, start):
    assert outcome(way, STILL, {"method.gamma": 1}, start, 0, 10) == ("reached", 0)


@pytest.mark.parametrize("way", BOTH_WAYS)
@pytest.mark.parametrize("start", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("d", [1, 3])
def test_what_is_no_point_has_reached_nothing(way, start, d):
    assert falls(math.inf) == 0
    what, starts = Composition(DESCENT, FALLING if d == 1 else replace(FALLING, separable=True), NORM), np.full((40, d), 1e151)
    starts[:, -1] = start
    if way == "one":
        assert run(what, {"method.gamma": 1}, starts[0], 0, 10).outcome in ("nan", "diverged")
    else:
        assert {OUTCOMES[e] for e in hitting_times(what, {"method.gamma": 1}, starts, 0, 10)[1]} <= {"nan", "diverged"}


def test_counted_exactly_it_is_the_same():
    for start in (10**151, -(10**300)):
        found = exact_run(Composition(DESCENT, STILL, NORM), {"method.gamma": 1}, start, 0, 10)
        assert (found.outcome, found.T) == ("reached", 0)
    steep = Composition(DESCENT, Objective(half_square, point), NORM)
    assert exact_run(steep, {"method.gamma": 3}, 10**149, 1, 10**6).outcome == "diverged"
