"""Plain functions over NumPy arrays give the counts of the compiled method of the same formula, and say that they are slow."""

import numpy as np
import pytest
from test_interpreted import CHAIN

from theorysim import catalogue
from theorysim.cli import main
from theorysim.domains import BelowOne, Positive, Real, Start, Step, Uniform
from theorysim.entries import Plain, as_method
from theorysim.model import Method
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.simulate.composition import Composition
from theorysim.simulate.ends import OUTCOMES
from theorysim.simulate.run import hitting_times, run
from theorysim.simulate.streams import Trial

LOAD = catalogue.load


def clipped(x, g, eta_c, gamma):
    norm = np.linalg.norm(g)
    return x - min(eta_c, gamma * eta_c / norm if norm > 0 else eta_c) * g


def ball(x, g, before: Start, alpha: Positive, beta: BelowOne):
    return x - alpha * g + beta * (x - before), x


def decaying(x, g, k: Step, eta):
    return x - eta / k**0.5 * g


def descent(x, g, eta):
    return x - eta * g


CASES = {
    "clipped, two variables": (clipped, "clipped_gradient_descent", "sine_product", None, {"eta_c": 0.25, "gamma": 0.5}, (0.9, -0.4)),
    "memory, one variable": (ball, "heavy_ball", "huber", None, {"alpha": 0.25, "beta": 0.5}, 3.0),
    "the number of the step, noise": (decaying, "sgd", "sine_product", "gaussian", {"eta": 0.25}, (0.9, -0.4)),
    "a chain": (descent, "gradient_descent", CHAIN, "pareto", {"eta": 2**-8}, (0.5, -0.25, 1.0, 0.0, 0.125, 0.0, 2.0)),
    "a cycle": (descent, "gradient_descent", "huber", None, {"eta": 2.0}, 3.0),
    "a divergence": (descent, "gradient_descent", "cubic", None, {"eta": 2.0}, 50.0),
}


def records_of(case):
    """Return the plain method, the compiled one, the objective, parameters, the start, the oracle, and what the compiled one takes more."""
    plain, method, objective, oracle, own, start = CASES[case]
    function = LOAD("objectives", objective) if isinstance(objective, str) else objective
    given = {f"method.{k}": v for k, v in own.items()} | ({"oracle.alpha": 1.5} if oracle == "pareto" else {})
    given |= {f"objective.{p.name}": 1.0 for p in function.parameters if p.default is None}
    more = {"method.decay": 0.5} if method == "sgd" else {}
    return as_method(plain), LOAD("methods", method), function, given, start, LOAD("oracles", oracle) if oracle else None, more


def ran(method, case, **more):
    _, _, objective, given, start, oracle, extra = records_of(case)
    own = extra if isinstance(method, Method) else {}
    return run(Composition(method, objective, gradient_norm, oracle), given | own, start, 0.05, 300, trial=Trial(3, number=2), **more)


@pytest.mark.parametrize("case", CASES)
def test_its_counts_and_its_outcome_are_those_of_the_compiled_method(case):
    plain, method, *_ = records_of(case)
    assert isinstance(plain, Plain)
    one, other = ran(plain, case), ran(method, case)
    assert (one.outcome, one.T, one.steps) == (other.outcome, other.T, other.steps)
    assert np.allclose(one.x, other.x, rtol=1e-12, equal_nan=True) and one.gap == pytest.approx(other.gap, rel=1e-12, nan_ok=True)


def test_the_outcomes_differ_from_case_to_case():
    assert len({ran(records_of(c)[0], c).outcome for c in CASES}) >= 3


def test_another_formula_is_seen():
    def wrong(x, g, alpha, beta, before: Start):
        return x - alpha * g, x

    case = "memory, one variable"
    assert ran(as_method(wrong), case).T != ran(records_of(case)[1], case).T


@pytest.mark.parametrize("kind", ["log", "full"])
def test_its_trace_is_that_of_the_compiled_method(kind):
    case = "clipped, two variables"
    one, other = (ran(m, case, trace=kind) for m in records_of(case)[:2])
    assert one.times.tolist() == other.times.tolist() and np.allclose(one.points, other.points) and np.allclose(one.values, other.values)


def test_many_runs_are_the_runs_one_by_one():
    case = "the number of the step, noise"
    plain, method, objective, given, start, oracle, extra = records_of(case)
    starts = np.array([start] * 20)
    found = [
        hitting_times(Composition(m, objective, gradient_norm, oracle), given | own, starts, 0.05, 300, trial=Trial(3))
        for m, own in ((plain, {}), (method, extra))
    ]
    assert found[0][0].tolist() == found[1][0].tolist() and found[0][1].tolist() == found[1][1].tolist()
    assert len(set(found[0][0].tolist())) > 3 and OUTCOMES[found[0][1][0]] == "reached"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(
        "import numpy as np\n\n\ndef step(x, g, eta=0.5):\n    return x - eta * np.sign(g)\n\n\n"
        "def scalar(x, g):\n    return float(x[0])\n\n\ndef fails(x, g):\n    return x[:, 2]\n\n\ndef other(y):\n    return y\n"
    )
    return path


def test_it_runs_by_its_name_and_says_so_in_one_line(file, capsys):
    assert main(["run", f"{file}:step", "huber", "-p", "eta=0.25", "--start=1"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("T = 4   outcome: reached") and printed.err.count("\n") == 1 and "slowly" in printed.err
    assert main(["run", f"{file}:step", "huber", "--oracle", "gaussian", "--runs", "40", "--epsilon", "0.2"]) == 0
    assert main(["show", f"{file}:step"]) == 0
    assert "np.sign" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words, said",
    [
        (["{}:scalar", "huber"], "scalar returns x of shape (); it must be (1,)"),
        (["{}:fails", "huber"], "fails, in step 1: IndexError"),
        (["{}:other", "huber"], "is no Method, it is function"),
        (["{}:step", "huber", "--exact"], "--exact reads the step"),
        (["{}:step", "huber", "-p", "etta=1"], "did you mean eta"),
    ],
)
def test_what_is_wrong_is_one_line(words, said, file, capsys):
    assert main(["run", *(w.format(file) for w in words)]) == 2
    *_, last = capsys.readouterr().err.splitlines()
    assert last.startswith("theorysim: error: ") and said in last


def test_a_study_sweeps_it(file, capsys, monkeypatch):
    monkeypatch.chdir(file.parent)
    (file.parent / "study.toml").write_text(
        'says = "Mine."\nmethod = "mine.py:step"\nobjective = "huber"\nepsilon = 0.001\nstart = 1.0\n[p]\neta = [0.25, 0.125]\n'
    )
    assert main(["study", ".", "-o", "out"]) == 0
    names, *rows = [line.split(",") for line in (file.parent / "out" / "points.csv").read_text().splitlines()]
    times = [dict(zip(names, row, strict=True)) for row in rows]
    assert [t[next(n for n in names if n.startswith("T"))] for t in times] == ["4", "8"]
    assert "slowly" in capsys.readouterr().err


def test_what_a_step_over_arrays_may_not_take():
    def drawn(x, g, u: Uniform):
        return x

    with pytest.raises(TypeError, match="drawn takes u: over arrays it takes"):
        as_method(drawn)


def test_a_step_with_a_domain_on_x_is_meant_to_be_compiled():
    def forgot(x: Real, g: Real, eta):
        return x - eta * g

    def of_arrays(x: np.ndarray, g: np.ndarray, eta: Positive):
        return x - eta * g

    with pytest.raises(TypeError, match="parameter 'eta' needs a domain"):
        as_method(forgot)
    assert isinstance(as_method(of_arrays), Plain)
