"""A long run of a plain step is compiled where that gives the bits of Python; what does not is refused, and both are said."""

import numpy as np
import pytest
from test_plain_methods import ball

from theorysim import catalogue
from theorysim.cli import main
from theorysim.domains import Step
from theorysim.entries import as_method
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.simulate import plain_loop
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import run

LOAD = catalogue.load
PLANE = (0.9, -0.4)


def half(t):
    return t / 2


def drops(x, g, k: Step, eta):
    x -= half(eta) / np.sqrt(k) * g
    return x


def clipped(x, g, eta):
    return x - eta / np.linalg.norm(g) * g


def many(x, g, k: Step, eta):
    return x - eta * g * (k * k * k * k * k) / k / k / k / k / k  # more than 64 bits from step 6209 on


def smooth(x, g, eta):
    return x - eta * np.exp(-g)


def hidden(x, g, eta):
    return x - eta * disguised(g)


def summed(x, g, eta):
    return x - eta * g / (1 + np.sum(g * g))


def steepest(x, g, eta):
    x[np.argmax(np.abs(g))] -= eta * g[np.argmax(np.abs(g))]
    return x


def squared(x, g, k: Step, eta):
    return x - eta * (1.37 * k) ** 2 / (1 + k) ** 2 * g


def squared_away(x, g, k: Step, eta):
    return x - eta * square(1 / k) * g


def square(t):
    t **= 2
    return t


def squares_of_arrays(x, g, k: Step, eta):
    return x - eta * g / (1 + g**2 + k**2)


def counted(x, g, eta):
    global last
    last = 1
    return x - eta * g


disguised, last = np.tanh, 0


@pytest.fixture
def taken(monkeypatch):
    """Have every run of 64 steps or more compiled."""
    monkeypatch.setattr(plain_loop, "LONG", 64)
    monkeypatch.setattr(plain_loop, "PAYS", 0)


def ran(step, monkeypatch=None, steps=20_000, objective="sine_product", start=PLANE, oracle=None, **own):
    """Return the end of a run in bits, and which way it went; with `monkeypatch` it stays Python."""
    if monkeypatch:
        monkeypatch.setattr(plain_loop, "LONG", 2**60)
    what = Composition(as_method(step), LOAD("objectives", objective), gradient_norm, oracle and LOAD("oracles", oracle))
    given = {f"method.{name}": value for name, value in own.items()}
    given |= {f"objective.{p.name}": 1.0 for p in what.objective.parameters if p.default is None}
    found = run(what, given, start, 1e-12, steps)
    return (found.outcome, found.steps, [c.hex() for c in found.x], found.value.hex()), plain_loop.way(what.method)


CASES = {
    "the number of the step, noise, a function of its own": (drops, {"oracle": "gaussian", "eta": 2.0**-8}),
    "one coordinate, the steepest": (steepest, {"objective": "worst_convex", "start": (3.0, -1.0, 0.5), "eta": 2.0**-8}),
    "memory": (ball, {"objective": "huber", "start": 3.0, "alpha": 1e-4, "beta": 0.5}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_compiled_run_has_the_bits_of_python(case, taken, monkeypatch):
    step, own = CASES[case]
    found, way = ran(step, **own)
    assert way == "is compiled from step 66 on, with the same bits"
    assert ran(step, monkeypatch, **own)[0] == found and found[1] > 1000


@pytest.mark.parametrize(
    "step, why",
    [
        (smooth, "stays Python: exp may give other bits when compiled"),
        (hidden, "stays Python: tanh may give other bits when compiled"),
        (squared, "stays Python: the square of a number may give other bits when compiled, a * a does not"),
        (squared_away, "stays Python: the square of a number may give other bits when compiled, a * a does not"),
        (squares_of_arrays, "is compiled from step 66 on, with the same bits"),
        (counted, "stays Python: the compiler does not take it: Use of unsupported opcode (STORE_GLOBAL) found"),
        (clipped, "stays Python: np.linalg.norm may give other bits when compiled, np.sqrt(g @ g) does not"),
    ],
)
def test_what_numba_may_round_otherwise_stays_python(step, why, taken):
    assert ran(step, steps=200, eta=2.0**-8)[1].startswith(why)


def test_a_step_that_is_rounded_otherwise_is_seen_when_its_steps_are_taken_again(taken, monkeypatch):
    given = {"objective": "worst_convex", "start": np.sqrt(np.arange(20.0)), "steps": 2000, "eta": 2.0**-8}
    found, way = ran(summed, **given)
    assert way == "stays Python: compiled, step 1 would be rounded otherwise"
    assert ran(summed, monkeypatch, **given)[0] == found


def test_an_integer_of_more_than_64_bits_is_seen_and_python_takes_the_steps_again(taken, monkeypatch):
    found, way = ran(many, steps=8191, eta=2.0**-9)
    assert way == "stays Python: compiled, step 8191 would be rounded otherwise"
    assert ran(many, monkeypatch, steps=8191, eta=2.0**-9)[0] == found


def test_which_way_it_went_is_one_line(taken, tmp_path, capsys):
    (tmp_path / "mine.py").write_text("import numpy as np\n\n\ndef step(x, g, eta=0.001):\n    return x - eta * np.tanh(g)\n")
    assert main(["run", f"{tmp_path}/mine.py:step", "huber", "--start=1"]) == 0
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == f"theorysim: {tmp_path}/mine.py:step stays Python: tanh may give other bits when compiled"
    )
