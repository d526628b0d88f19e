"""The study budgets_below: the game in several variables is that of one, and no method arrives within the lower bound."""

from math import sqrt
from pathlib import Path

import pytest

from theorysim.commands.study_script import module
from theorysim.simulate.by_hand import Query, Reached

STUDY = module(str(Path(__file__).parents[1] / "studies" / "budgets_below" / "study.py"))


def test_several_variables_are_seen_along_their_diagonal():
    def three(seen):
        yield Reached((3.0, 3.0, 3.0))
        seen.append((yield Query((1.0, 0.0, 2.0), (1.0, 1.0, 1.0), False)))

    seen = []
    played = STUDY.lifted(three(seen), 3)
    assert next(played) == Reached((pytest.approx(3 * sqrt(3)),))
    query = played.send(None)
    assert query.point == (pytest.approx(sqrt(3)),) and query.along == (pytest.approx(sqrt(3)),)
    with pytest.raises(StopIteration):
        played.send((None, (-1.0,)))
    assert seen == [(None, pytest.approx((-1 / sqrt(3),) * 3))]


@pytest.mark.parametrize("method", ["gradient_descent", "adam", "stochastic_ingd"])
@pytest.mark.parametrize("d", [1, 3])
def test_no_method_arrives_within_the_bound(method, d):
    cell = {"for": STUDY.SLOPES, "swept": "d", "method": method, "d": d, "1/delta": 32, "longer": 16}
    found = STUDY.measured(cell)
    assert found["bound"] == 4 < found["calls"] <= 6
    lost = STUDY.measured(cell | {"for": STUDY.VALUES})
    assert lost["lost"] and lost["points"] == 101


def test_methods_that_ask_for_values_have_no_bound_to_meet():
    every = {kind: {cell["method"] for cell in STUDY.cells() if cell["for"] == kind} for kind in (STUDY.SLOPES, STUDY.VALUES)}
    assert every[STUDY.VALUES] - every[STUDY.SLOPES] == {"ingd", "gradient_sampling"}
