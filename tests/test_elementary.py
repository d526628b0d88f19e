"""The elementary functions of compiled code: at most 2 ulp from balls of 200 bits, special values as `maths` has them, vector code."""

import hashlib
import math
import os
import re
import subprocess
import sys
from functools import lru_cache
from itertools import product

import flint
import numba
import numpy as np
import pytest
from flint import arb
from test_norms import rows, vectors

from theorysim import maths
from theorysim.bench.rows import has
from theorysim.domains import Asked, Coordinate, Positive, Real
from theorysim.maths import cos, exp, sin
from theorysim.model import Method, Objective, Quantity
from theorysim.simulate.compose import compose
from theorysim.simulate.composition import Composition
from theorysim.simulate.kernel import OPTIONS
from theorysim.simulate.meanings import MEANING
from theorysim.simulate.run import hitting_times, run
from theorysim.simulate.trigonometric import near_cosine

ROW = "void(float64[::1], float64[::1], float64[::1])"
BALL = {"exp": arb.exp, "log": arb.log, "sin": arb.sin, "cos": arb.cos, "erfc": arb.erfc}
LEAST, NORMAL, GREATEST = 5e-324, 2.0**-1022, sys.float_info.max
DENSE = 20_000


@lru_cache(None)
def loop(function):
    """Compile out[i] = function(x[i]), or function(x[i], n[i]) for a word of two arguments, as lanes do."""
    if function in (MEANING["power"], MEANING["flat"], math.pow):

        @numba.njit(ROW, **OPTIONS)
        def over(x, n, out):
            for i in range(x.shape[0]):
                out[i] = function(x[i], n[i])

    else:

        @numba.njit(ROW, **OPTIONS)
        def over(x, n, out):
            for i in range(x.shape[0]):
                out[i] = function(x[i])

    return over


def values(name, x, n=None):
    out, x = np.empty(len(x)), np.array(x, float)
    loop(MEANING[name])(x, np.ones(len(x)) if n is None else np.array(n, float), out)
    return out


def around(*centres, steps=20):
    """Return doubles and their neighbours."""
    rows = [np.array(centres, float)]
    for way in (-GREATEST, GREATEST):
        row = rows[0]
        for _ in range(steps):
            rows.append(row := np.nextafter(row, way))
    return np.concatenate(rows)


def both(x):
    return np.concatenate([x, -x])


@lru_cache(None)
def arguments(name, dense=DENSE):
    """Return x and n (ones where the word takes one argument): dense ones over the ranges that matter, and the edges of all ranges."""
    draw = np.random.default_rng(7)
    quarter = dense // 4
    signs = draw.choice([-1.0, 1.0], quarter)
    tiny = both(around(LEAST, NORMAL, 1e-300, 2.0**-54, 2.0**-27, 0.5, 1.0))
    if name == "exp":
        edges = around(-746, -745.2, -745.13321910194122, -744.44, -709.0, -708.39641853226408, -708, 708, 709.4, 709.78271289338397, 746)
        halves = around(*(np.arange(-1074, 1024) + 0.5) * math.log(2), steps=1)
        x = [draw.uniform(-1, 1, quarter), draw.uniform(-708, 709.7, quarter), draw.uniform(-745.2, -708, quarter), edges, halves, tiny]
    elif name == "log":
        near_1 = 1 + signs * 2.0 ** draw.uniform(-53, -1, quarter)
        x = [draw.uniform(0.5, 2, quarter), near_1, 2.0 ** draw.uniform(-1074, 1024, dense), around(0.70703125, 1.4140625, GREATEST), tiny]
    elif name in ("sin", "cos"):
        hard = around(6381956970095103 * 2.0**797, 5319372648326541 * 2.0**203, GREATEST, 2.0**45, 2.0**46, 2.0**54, 1e22, 2.0**1023)
        multiples = [float((arb.pi() * k / 2).mid()) for k in range(1, 400)] + [float((arb.pi() * 2**j / 2).mid()) for j in range(1000)]
        ranges = [draw.uniform(-2, 2, quarter), draw.uniform(-1e3, 1e3, quarter), 2.0 ** draw.uniform(40, 56, quarter)]
        x = [*ranges, signs * 2.0 ** draw.uniform(-1074, 1024, quarter), both(hard), around(*multiples, steps=1), tiny]
    elif name == "erfc":
        edges = both(around(0.75, 2.5, 3.0, 26.54, 27.2, 27.226017111108366, 27.25, 28.0))
        ranges = [draw.uniform(a, b, quarter) for a, b in ((-1, 1), (-7, 7), (0.7, 5), (5, 27.3))]
        x = [*ranges, edges, tiny]
    else:
        return powers(draw, quarter)
    x = np.concatenate(x)
    x = x[x > 0] if name == "log" else x
    return x, np.ones(len(x))


def powers(draw, count):
    """Return bases, also near 1, at the steps of the table and subnormal, with exponents that take results over the whole range."""
    steps = (0x3FE6A00000000000 + (np.arange(257) << 44)).view(np.float64)
    near_1 = 1 + draw.choice([-1.0, 1.0], count) * 2.0 ** draw.uniform(-52, -1, count)
    dense = [draw.uniform(0, 5, count), np.exp(draw.uniform(-700, 700, count)), near_1, draw.uniform(0.7, 1.42, count)]
    bases = np.concatenate([*dense, around(*steps, steps=4), 2.0 ** draw.uniform(-1074, -1022, count)])
    bases = bases[(bases > 0) & (bases != 1)]
    whole_range = draw.uniform(-745, 709.7, len(bases)) / np.log(bases)
    return bases, np.where(draw.random(len(bases)) < 0.3, draw.uniform(-4, 4, len(bases)), whole_range)


def error(y, ball):
    """Return how many ulps of the true value y is away from it."""
    near = float(ball.mid())
    if math.isinf(near):  # a true value beyond the largest double
        return 0.0 if y == near else math.inf
    assert ball.rel_accuracy_bits() > 100
    return float(abs((arb(y) - ball).mid())) / math.ulp(near) if math.isfinite(y) else math.inf


def worst(name, dense=DENSE):
    """Return the greatest error, and where it is."""
    x, n = arguments(name, dense)
    with flint.ctx.workprec(200):
        balls = (arb(a) ** arb(b) for a, b in zip(x, n, strict=True)) if name == "power" else (BALL[name](arb(a)) for a in x)
        return max((error(y, ball), a, b) for y, ball, a, b in zip(values(name, x, n), balls, x, n, strict=True))


@pytest.mark.parametrize("name", [*BALL, "power"])
def test_every_function_is_within_2_ulp_of_a_ball_of_200_bits(name):
    assert worst(name)[0] <= 2


def test_an_error_of_3_ulp_is_seen():
    with flint.ctx.workprec(200):
        true = arb(1.1).exp()
        assert error(math.exp(1.1), true) < 1 < 2 < error(math.exp(1.1) + 3 * math.ulp(3.0), true)


# --- special values -----------------------------------------------------------------------------------------------------


def alike(a, b, ulps=2):
    """Tell whether two numbers are the same, signs of zero and NaN included, or finite and a few ulps apart."""
    if math.isnan(b) or math.isinf(b) or b == 0:
        return math.isnan(a) if math.isnan(b) else a == b and math.copysign(1, a) == math.copysign(1, b)
    return math.isfinite(a) and abs(a - b) <= ulps * math.ulp(b)


SPECIAL = both(np.array([0, math.inf, math.nan, LEAST, 1e-310, NORMAL, 1, 745.2, 746, 1000, 2.0**45, 2.0**52, 1e300, GREATEST]))


@pytest.mark.parametrize("name", BALL)
def test_special_values_are_those_of_maths(name):
    found = values(name, SPECIAL)
    assert [x for x, y in zip(SPECIAL.tolist(), found.tolist(), strict=True) if not alike(y, getattr(maths, name)(x), 3)] == []


def test_powers_of_special_numbers_are_those_of_maths():
    exponents = [0.5, 2, 3, 4, 5, 1.5, 1e16, 2.0**52 + 1, 2.0**53 - 1, 2.0**53, 1023, 1074, 1075]
    pairs = np.array(list(product(SPECIAL, both(np.array([*SPECIAL, *exponents])))))
    pairs = np.concatenate(
        [pairs, np.array(list(product(both(np.array([0.5, 2, 3, 1 - 2.0**-53, 1 + 2.0**-52])), both(np.array(exponents)))))]
    )
    found = values("power", *pairs.T)
    assert [(x, n, y) for (x, n), y in zip(pairs.tolist(), found.tolist(), strict=True) if not alike(y, maths.power(x, n))] == []


def test_a_power_that_is_a_double_is_exact():
    pairs = [(s * b, n) for s in (-1, 1) for b in range(1, 3000) for n in range(54) if b**n < 2**53]
    pairs += [(2.0**a, n) for a in (-1, 1, 7, -7, -100) for n in range(-160, 160) if -1074 <= a * n < 1024]
    x, n = np.array(pairs, float).T
    assert values("power", x, n).tolist() == [float(a) ** b for a, b in pairs]


def test_the_functions_are_monotone_where_they_leave_the_range():
    for name, centres in (
        ("exp", (-745.13321910194122, -708.4, -708, 708, 709.78271289338397)),
        ("erfc", (0.75, 26.5434, 27.226017111108366)),
    ):
        for centre in centres:
            x = np.sort(around(centre, steps=2000))
            steps = np.diff(values(name, x)[np.isfinite(values(name, x))])
            assert (steps >= 0).all() if name == "exp" else (steps <= 0).all(), (name, centre)


def test_a_flat_function_is_near_the_interpreted_one():
    t, n = np.array(list(product([-1.0, -0.0, 0.0, LEAST, 1e-200, 0.036, 0.0367, 0.04, 0.1, 0.5, 1, 3, 1e10, math.nan], range(4)))).T
    for y, a, b in zip(values("flat", t, n).tolist(), t.tolist(), n.tolist(), strict=True):
        size = 1 / (a * a) if a > 0 and a * a > 0 else 0.0
        assert alike(y, maths.flat(a, b), 4 + 4 * size), (a, b)  # what rounding takes from 1/t^2 is that many ulps of the value


def test_the_cosine_of_a_bounded_angle_has_the_same_bits():
    x = np.random.default_rng(0).uniform(-100, 100, 1000)
    out = np.empty(1000)
    loop(near_cosine)(x, x, out)
    assert out.tobytes() == values("cos", x).tobytes()


# --- vector code --------------------------------------------------------------------------------------------------------


def complaint(compiled):
    """Tell what keeps a compiled function from being vector code: calls for an elementary function, no arithmetic on several doubles."""
    (text,) = compiled.inspect_llvm().values()
    calls = set(re.findall(r"call [^@\n]*@(?:llvm\.)?(exp2?|expm1|log|log1p|log2|pow|sin|cos|erfc?)\b", text))
    widths = re.findall(r"(?:= f(?:add|sub|mul) <|call <)([248]) x double> ", text)
    return f"calls {', '.join(sorted(calls))}" if calls else ("" if len(widths) >= 10 else f"{len(widths)} operations on vectors")


@pytest.mark.parametrize("name", [*BALL, "power", "flat"])
def test_a_loop_over_lanes_is_vector_code(name):
    assert complaint(loop(MEANING[name])) == ""


@pytest.mark.parametrize("word", [math.exp, math.erfc, math.pow])
def test_a_loop_that_calls_the_c_library_is_no_vector_code(word):
    assert complaint(loop(word)).startswith(f"calls {word.__name__}")


# --- the same bits everywhere -------------------------------------------------------------------------------------------


def digest():
    """Hash the results on all arguments but a few."""
    state = hashlib.sha256()
    for name in (*BALL, "power"):
        x, n = arguments(name)
        state.update(values(name, x[::5], n[::5]).tobytes())
    state.update(np.array([rows(v) for v in vectors()]).tobytes())  # norms, too
    return state.hexdigest()


def test_a_processor_without_vectors_gives_the_same_bits():
    plain = {**os.environ, "NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
    text = f"import sys; sys.path[:0] = {sys.path!r}; import test_elementary; print(test_elementary.digest())"
    made = subprocess.run(
        [sys.executable, "-c", text], env=plain, capture_output=True, text=True, check=True, cwd=os.path.dirname(__file__)
    )
    assert made.stdout.strip() == digest()


def waves_value(x: Coordinate, a: Positive):
    return exp(sin(a * x)) + x * x / 64


def waves_gradient(x: Coordinate, a: Positive):
    return a * cos(a * x) * exp(sin(a * x)) + x / 32


def descend(x: Real, g: Real, gamma: Positive):
    return x - gamma * g


def slope(g_norm: Asked):
    return g_norm


WAVES, DESCENT, SLOPE = Objective(waves_value, waves_gradient), Method(descend), Quantity(slope)


@pytest.mark.usefixtures("in_lanes")
def test_lanes_and_single_runs_of_a_chaotic_descent_agree(tmp_path, monkeypatch):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    given = {"method.gamma": 4.0, "objective.a": 1.5}  # orbits that differ in one bit part after some hundred steps
    starts = np.linspace(-3, 3, 100)[:, None]
    times, outcomes = hitting_times(Composition(DESCENT, WAVES, SLOPE), given, starts, 1e-3, 20_000)
    single = [run(Composition(DESCENT, WAVES, SLOPE), given, float(x[0]), 1e-3, 20_000) for x in starts]
    assert [t.T if t.T is not None else -1 for t in single] == times.tolist()
    assert len(set(times.tolist())) > 50 and np.median(times) > 200
    block = compose(Composition(DESCENT, WAVES, SLOPE)).made["alike"]
    assert complaint(block) == ""
    (text,) = block.inspect_llvm().values()
    assert "<8 x double>" in text or not has("avx512f")  # of all the vectors that the processor has, the widest
