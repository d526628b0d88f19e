"""Every objective of the catalogue passes the laws of objectives, one test for each law and objective."""

import importlib
import pkgutil

import pytest

import theorysim.objectives
from theorysim.domains import parameters
from theorysim.judge import laws
from theorysim.judge.branches import coordinates
from theorysim.judge.expansion import in_coordinates
from theorysim.judge.instances import settings
from theorysim.model import Objective
from theorysim.objectives.separable import separable
from theorysim.readings import floats


def _found() -> dict[str, Objective]:
    names = [m.name for m in pkgutil.iter_modules(theorysim.objectives.__path__)]
    records = {n: getattr(importlib.import_module(f"theorysim.objectives.{n}"), n, None) for n in names}
    return {n: r for n, r in records.items() if isinstance(r, Objective)}


OBJECTIVES = _found()


@pytest.mark.parametrize("law", laws.LAWS[Objective], ids=lambda law: law.__name__)
@pytest.mark.parametrize("name", OBJECTIVES)
def test_law(name, law):
    assert law(OBJECTIVES[name]) == []


@pytest.mark.parametrize("name", OBJECTIVES)
def test_start_and_minimum_are_numbers_of_the_parameters(name):
    for _, one in in_coordinates(OBJECTIVES[name]):
        for own in settings(one):
            start = one.start(**{p.name: own[p.name] for p in parameters(one.start)})
            point = start if isinstance(start, tuple) else (start,) * (one.dimension if OBJECTIVES[name].form == "sum" else 1)
            assert len(point) == one.dimension
            if one.minimum is not None:
                at_start = floats.evaluate(one.value, {**dict(zip(coordinates(one), point, strict=True)), **own})
                assert one.minimum(**{p.name: own[p.name] for p in parameters(one.minimum)}) <= at_start


@pytest.mark.parametrize("name", [n for n, o in OBJECTIVES.items() if o.dimension == 1 and o.form == "tuple"])
def test_separable_keeps_only_what_still_holds(name):
    summed = separable(OBJECTIVES[name])
    assert summed.separable and summed.value is OBJECTIVES[name].value
    kept = {s.assumption.inequality.body.__name__ for s in summed.satisfies if s.holds}
    assert "above" not in kept  # f* grows with d
    assert all(s.assumption.on != "sublevel" for s in summed.satisfies if s.holds)


def test_separable_refuses_two_variables_and_itself():
    with pytest.raises(ValueError, match="one variable"):
        separable(OBJECTIVES["sine_product"])
    with pytest.raises(ValueError, match="one variable"):
        separable(separable(OBJECTIVES["quadratic"]))
    with pytest.raises(ValueError, match="one variable"):
        separable(OBJECTIVES["chain"])
