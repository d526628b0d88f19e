"""Every method of the catalogue that meets a resisting oracle's hypotheses loses to it, in each of twenty games, certified exactly."""

from fractions import Fraction

import pytest

from theorysim import catalogue
from theorysim.commands.game import adversaries, adversary
from theorysim.judge.game import Rules
from theorysim.laws.games import complaints, small

UNFIT = {"constant_slope": {"gradient_sampling", "ingd"}, "zero_chain": {"gradient_sampling", "ingd"}}  # they ask for values
UNFIT |= dict.fromkeys(("convex_chain", "strongly_convex_chain"), {"gradient_sampling"})  # its points are off the span of the answers


def rules(name):
    one = adversary(name)
    letters = {p.name: Fraction(p.default) for p in one.letters} | ({"Delta": Fraction(48)} if name == "zero_chain" else {})
    return small(Rules(one, letters), 6, n=3, Q=4)


@pytest.mark.parametrize("name", adversaries())
def test_every_method_that_fits_loses_every_game(name):
    told = {method: complaints(catalogue.load("methods", method), rules(name)) for method in catalogue.names("methods")}
    assert {method for method, found in told.items() if found is None} == UNFIT.get(name, set())
    assert {method: found for method, found in told.items() if found} == {}


@pytest.mark.parametrize("name", adversaries())
def test_it_plays_for_statements_of_the_thesis(name):
    assert adversary(name).plays_for
    assert set(adversary(name).plays_for) <= set(catalogue.inventory())
