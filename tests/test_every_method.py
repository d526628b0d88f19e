"""Every method and quantity of the catalogue passes the laws of its kind."""

import importlib
import pkgutil

import pytest

from theorysim.judge import laws
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.readings.floats import evaluate


def _found(kind: str) -> dict[str, object]:
    package = importlib.import_module(f"theorysim.{kind}")
    names = [m.name for m in pkgutil.iter_modules(package.__path__)]
    records = {n: getattr(importlib.import_module(f"theorysim.{kind}.{n}"), n) for n in names}
    return {n: r for n, r in records.items() if type(r) in laws.LAWS}


RECORDS = {f"{kind}/{n}": r for kind in ("methods", "quantities") for n, r in _found(kind).items()}
CASES = [(n, law) for n, r in RECORDS.items() for law in laws.LAWS[type(r)]]


@pytest.mark.parametrize(("name", "law"), CASES, ids=[f"{n}-{law.__name__}" for n, law in CASES])
def test_law(name, law):
    assert law(RECORDS[name]) == []


@pytest.mark.parametrize(("g", "h"), [(0.5, 0.1), (2.0, 0.1), (8.0, 0.025), (0.0, 0.1)])
def test_clipping_takes_the_smaller_of_two_step_sizes(g, h):
    step = clipped_gradient_descent.stages[0]
    assert evaluate(step, {"x": 3.0, "g": g, "g_norm": g, "eta_c": 0.1, "gamma": 2.0}) == 3.0 - h * g


@pytest.mark.parametrize(("g", "beta", "after"), [(4.0, 0.0, 2.5), (4.0, 4.0, 2.75), (0.0, 0.0, 3.0), (0.0, 1.0, 3.0)])
def test_normalizing_divides_by_the_norm_plus_beta(g, beta, after):
    step = normalized_gradient_descent.stages[0]
    assert evaluate(step, {"x": 3.0, "g": g, "g_norm": g, "eta_n": 0.5, "beta": beta}) == after
