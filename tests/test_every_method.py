"""Every method and quantity of the catalogue, and every wrapper of methods, passes the laws of its kind."""

import pytest
from keeping import changed, due

from theorysim import catalogue
from theorysim.laws import every
from theorysim.methods.clipped_gradient_descent import clipped_gradient_descent
from theorysim.methods.normalized_gradient_descent import normalized_gradient_descent
from theorysim.readings.floats import evaluate

RECORDS = {f"{kind}/{n}": catalogue.load(kind, n) for kind in ("methods", "quantities") for n in catalogue.names(kind)}
WRAPPERS = {w.name: catalogue.load("methods", w.name) for w in catalogue.wrappers("methods")}
RECORDS |= {f"methods/{name}:{inner}": wrap(RECORDS[f"methods/{inner}"]) for name, wrap in WRAPPERS.items() for inner in ("sgd", "fista")}
DUE = due(list(RECORDS), lambda name: changed(*name.partition(":")[0].split("/")))
CASES = [(n, law) for n in DUE for law in every.LAWS[type(RECORDS[n])]]


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
