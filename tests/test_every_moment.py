"""Of oracles and claims with a bounded moment: what exceeds it by a millionth is refused, and what is sharp fails with 1 % more."""

import re
from dataclasses import replace
from fractions import Fraction as F
from math import inf

import pytest

from theorysim import catalogue
from theorysim.assumptions.bounded_moment import bounded_moment
from theorysim.chance.atoms import over_law
from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.judge.expected import judge_expected
from theorysim.members.noises import why_no_member
from theorysim.model import Expected
from theorysim.prove.variants import taking
from theorysim.readings.confirm import confirm
from theorysim.readings.floats import evaluate

MILLIONTH = F(1, 10**6)
ORACLES = catalogue.oracles()
OWN = {name: {p.name: F(p.default) for p in oracle.parameters} | {"g": F(1), "prog": F(0), "i": F(1)} for name, oracle in ORACLES.items()}


def _stated(name):
    """Tell whether an oracle states a moment, by its own parameters alone: the others ask what an objective or a method has."""
    moment = ORACLES[name].moment
    return moment is not None and {p.name for p in parameters(moment)} <= {*OWN[name], "q"}


STATED = [name for name in ORACLES if _stated(name)]


@pytest.mark.parametrize("alpha", [F(5, 4), F(3, 2), F(2)])
@pytest.mark.parametrize("name", STATED)
def test_a_noise_is_refused_whose_moment_exceeds_the_bound_by_a_millionth(name, alpha):
    oracle, own = ORACLES[name], OWN[name]
    moment = evaluate(oracle.moment, {p.name: float({**own, "q": alpha}[p.name]) for p in parameters(oracle.moment)})
    if not 0 < moment < inf:
        assert name == "exact" or moment == inf
        return
    sigma = F(moment ** (1 / float(alpha)))
    for size, holds in ((1 + MILLIONTH, True), (1 - MILLIONTH, False)):
        constants = {"alpha": _just(alpha), "sigma": _just(sigma * size)}
        assert (why_no_member(oracle, bounded_moment, constants, own) == "") is holds


def _just(x):
    return lambda: x


HEAVY = {
    f"{name} {claim.reading} {claim.part} {route}": (claim, what)
    for name in catalogue.names("statements")
    for claim in catalogue.load("statements", name).claims
    for route, what in enumerate((claim.what, *claim.second))
    if isinstance(what, Expected) and what.moments
}
SHARP = [place for place, (claim, _) in HEAVY.items() if re.search(r"sharpest|attains", claim.part + claim.why)]


@pytest.mark.parametrize("place", HEAVY)
def test_a_law_is_refused_whose_moment_exceeds_the_bound_by_a_millionth(place):
    """Outcomes of size 2 and no gradient: at alpha = 2 the moment is 4."""
    _, what = HEAVY[place]
    (bound,) = (p.name for p in parameters(what.moments[0].bound))
    (bounded,) = (g for g in over_law(what, 2).given if g.says == "the moment of the noise is bounded")
    law = {"p1": F(1, 2), "p2": F(1, 2), "r1": F(2), "r2": F(2), "w1": F(2), "w2": F(-2), "alpha": F(2)}
    values = {p.name: law.get(p.name, F(0)) for p in parameters(bounded.body)}
    assert confirm(bounded, values | {bound: F(2)}) and confirm(bounded, values | {bound: 2 * (1 - MILLIONTH / 2)}) is False


@pytest.mark.parametrize("place", SHARP)
def test_what_is_said_to_be_sharp_fails_in_a_class_one_percent_larger(place):
    _, what = HEAVY[place]
    (bound,) = parameters(what.moments[0].bound)

    def for_less(**values):
        return what.check.body(**{**values, bound.name: values[bound.name] * 100 / 101})

    body = taking(for_less, parameters(what.check.body))
    larger = replace(what, check=Sided(body, what.check.sense), lines=(), along=None, moments=(replace(what.moments[0], price=None),))
    assert judge_expected(larger, "quick", "e", doubting=False).outcome == "refuted"
