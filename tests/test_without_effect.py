"""What is given and has no effect is a usage error; a body that reaches chance, a clock or a file is refused when it is read."""

import random
import time
from random import Random, uniform
from time import perf_counter as clock

import numpy as np
import pytest
from numpy.random import default_rng

from theorysim.cli import main
from theorysim.domains import Coordinate, Positive, Real
from theorysim.entries import Method, Objective, Plain, at_most
from theorysim.judge.verdict import judge
from theorysim.laws.bytecode import unread
from theorysim.laws.every import complaints
from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.readings import floats
from theorysim.readings.read import Unreadable, read
from theorysim.simulate.run import run

RUN = ["run", "gradient_descent", "quadratic", "-p", "eta=0.1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*RUN, "--dimension", "1"], "--dimension goes with a sum over coordinates; quadratic has 1 of its own"),
        ([*RUN, "--dimension", "7"], "--dimension goes with a sum over coordinates"),
        ([*RUN, "--seed", str(2**64)], "below 2^64"),
        ([*RUN, "--trial", str(2**64)], "below 2^64"),
        (["falsify", "eq-3.15", "--seed", str(2**70)], "below 2^64"),
        ([*RUN, "--seed", "3"], "--seed and --trial go with a run that draws: here neither the method nor an oracle does"),
        ([*RUN, "--trial", "1"], "--seed and --trial go with a run that draws"),
        ([*RUN, "--runs", "2"], "--runs and --quantile go with runs that draw: here neither the method nor an oracle does"),
        ([*RUN, "--quantile", "0.5"], "--runs and --quantile go with runs that draw"),
        ([*RUN, "--oracle", "gaussian", "--quantile", "0.5"], "--quantile is one of several runs: give --runs"),
    ],
)
def test_a_word_without_effect_is_a_usage_error(words, said, capsys):
    assert main(words) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


IDLE = """
from theorysim.domains import Positive, Real
from theorysim.model import Method


def step(x: Real, g: Real, eta: Positive, idle: Positive = 1):
    return x - eta * g


mine = Method(step)
"""


def test_a_parameter_that_nothing_reads_is_named(tmp_path, capsys):
    file = tmp_path / "idle.py"
    file.write_text(IDLE)
    words = ["run", f"{file}:mine", "quadratic", "-p", "eta=0.1"]
    assert main(words) == 0
    assert main([*words, "-p", "idle=3"]) == 2
    assert "-p method.idle: nothing that" in capsys.readouterr().err
    assert main(["test", str(file)]) == 1
    assert "it takes idle, which nothing reads" in capsys.readouterr().out


def test_parameters_that_some_body_reads_are_not_named():
    def step(x: Real, g: Real, eta: Positive, tau: Positive):
        def scaled(y):
            return y * tau

        return x - eta * scaled(g)

    def value(x: Coordinate, a: Positive, c: Positive):
        return a * x * x

    def gradient(x: Coordinate, a: Positive, c: Positive):
        return 2 * a * x

    assert unread(Method(step)) == [] and unread(Objective(value, gradient)) == ["c"]
    assert complaints(Plain(lambda x, g, eta=0.1: x - 0.1 * g))[-1] == "it takes eta, which nothing reads"


def test_another_dimension_of_a_fixed_function_is_refused_by_the_engine():
    from theorysim import catalogue
    from theorysim.simulate.composition import Composition

    what = Composition(catalogue.load("methods", "gradient_descent"), catalogue.load("objectives", "quadratic"), catalogue.load("quantities", "gradient_norm"))  # fmt: skip  # noqa: E501
    with pytest.raises(ValueError, match="it is no sum over coordinates"):
        run(what, {"method.eta": 0.1, "objective.a": 1.0}, (1.0,), 0.1, 10, dimension=3)


# --- bodies that reach what may change by itself ----------------------------------------------------------------------

RNG, ONE = default_rng(1), Random(1)
COUNTS = iter(range(10**6))


def _random(x: Real):
    return x + random.random(), x


def _uniform(x: Real):
    return x, uniform(0, 1)


def _time(x: Real):
    return x * time.time(), x


def _clock(x: Real):
    return x, clock()


def _numpy(x: Real):
    return x + np.random.rand(), x


def _generator(x: Real):
    return x + RNG.normal(), x


def _own(x: Real):
    return x + ONE.random(), x


def _helper(x: Real):
    return _random(x)


def _imports(x: Real):
    import random as chance

    return x, chance.random()


def _imports_from(x: Real):
    from numpy import random as chance

    return x, chance.rand()


def _opens(x: Real):
    return x, len(open(__file__).read())  # noqa: SIM115


def _identity(x: Real):
    return x, id(x)


def _counts(x: Real):
    return x, next(COUNTS)


def _evaluates(x: Real):
    return x, eval("1")


def _hashes(x: Real):
    return x, hash("x")


CHANCY = [f for n, f in list(globals().items()) if n.startswith("_") and getattr(f, "__annotations__", {}).get("x") is Real]


@pytest.mark.parametrize("body", CHANCY, ids=lambda f: f.__name__)
def test_a_body_that_reaches_chance_clocks_or_files_is_refused_when_it_is_read(body):
    with pytest.raises(Unreadable):
        read(body, {})
    found = judge(Statement("s", Claim(Relation((at_most(body),)))), "quick", {})[0]
    assert found.outcome == "undecided" and "no judge reads it yet" in found.why


def test_a_body_that_calls_what_is_listed_is_read():
    import math

    def many(x: Positive):
        return sum(x**k for k in range(3)) + math.factorial(3) + float(sqrt(4)) * len((1, 2)), np.float64(3) * x + max(1, 2)

    assert floats.evaluate(many, {"x": 1.0}) == (13.0, 5.0)
    assert len(CHANCY) >= 15


# --- plain steps ------------------------------------------------------------------------------------------------------

PLAIN = """
import random
import time
from itertools import count

import numpy as np

counted = count()
seen = []


def noisy(x, g, eta=0.1):
    return x - eta * random.random() * g


def counting(x, g, eta=0.1):
    return x - eta * g / (1 + next(counted))


def gathers(x, g, eta=0.1):
    seen.append(g)
    return x - eta * sum(seen) / len(seen) - 0 * len(seen) * g - len(seen) * 1e-9


def ticks(x, g, eta=0.1):
    return x - eta * g * (1 + time.perf_counter() % 1)


def late(x, g, eta=0.01):
    seen.append(1)
    return x - eta * g * (1 + 1e-3 * (len(seen) > 40) * random.random())


def steady(x, g, eta=0.1):
    return x - eta * g
"""


@pytest.mark.parametrize("name", ["noisy", "counting", "gathers", "ticks", "late"])
def test_a_plain_step_that_does_not_repeat_is_refused(name, tmp_path, capsys):
    file = tmp_path / "mine.py"
    file.write_text(PLAIN)
    assert main(["run", f"{file}:{name}", "quadratic", "--start=1.5", "--epsilon", "1e-6"]) == 2
    assert "at the same state, on which it must depend alone" in capsys.readouterr().err


def test_a_plain_step_that_repeats_runs_as_before(tmp_path, capsys):
    file = tmp_path / "mine.py"
    file.write_text(PLAIN)
    assert main(["run", f"{file}:steady", "quadratic", "--start=1.5", "--epsilon", "1e-3"]) == 0
    plain = capsys.readouterr().out.splitlines()[0]
    assert main(["run", "gradient_descent", "quadratic", "-p", "eta=0.1", "--start=1.5", "--epsilon", "1e-3"]) == 0
    assert plain == capsys.readouterr().out.splitlines()[0]
