"""Every objective of the catalogue passes the laws of objectives, one test for each law and objective, of those that are due."""

import pytest
from keeping import changed, due

from theorysim import catalogue
from theorysim.laws import every
from theorysim.model import Objective
from theorysim.objectives.separable import separable

OBJECTIVES = catalogue.objectives()
SUMMED = {f"separable:{name}": separable(OBJECTIVES[name]) for name in ("huber", "periodic_kink")}


@pytest.mark.parametrize("law", every.LAWS[Objective], ids=lambda law: law.__name__)
@pytest.mark.parametrize("name", [*due(list(OBJECTIVES), lambda name: changed("objectives", name)), *due(list(SUMMED))])
def test_law(name, law):
    assert law((OBJECTIVES | SUMMED)[name]) == []


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
