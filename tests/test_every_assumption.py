"""Every assumption passes the laws of its kind, and has certified members and certified non-members in the catalogue."""

import importlib
import pkgutil
from fractions import Fraction

import pytest

from theorysim.chance.moments import numbers
from theorysim.domains import Domain
from theorysim.laws import every
from theorysim.members import certify, noises, refuted
from theorysim.model import Assumption, Objective, Oracle


def _found(kind: str) -> dict[str, object]:
    package = importlib.import_module(f"theorysim.{kind}")
    names = [m.name for m in pkgutil.iter_modules(package.__path__)]
    return {n: getattr(importlib.import_module(f"theorysim.{kind}.{n}"), n, None) for n in names}


ASSUMPTIONS = _found("assumptions")
OBJECTIVES = [r for r in _found("objectives").values() if isinstance(r, Objective)]
ORACLES = {n: r for n, r in _found("oracles").items() if isinstance(r, Oracle)}
OF_FUNCTIONS = [n for n, a in ASSUMPTIONS.items() if not noises.speaks_of_noise(a)]


@pytest.mark.parametrize("law", every.LAWS[Assumption], ids=lambda law: law.__name__)
@pytest.mark.parametrize("name", ASSUMPTIONS)
def test_law(name, law):
    assert law(ASSUMPTIONS[name]) == []


@pytest.mark.parametrize("name", OF_FUNCTIONS)
@pytest.mark.parametrize("holds", [True, False], ids=["member", "non-member"])
def test_it_tells_members_from_others(name, holds):
    """One declared member proved, one declared non-member refuted; all of them are in test_every_objective."""
    every = [(o, i, s) for o in OBJECTIVES for i, s in enumerate(o.satisfies) if s.assumption is ASSUMPTIONS[name]]
    declared = [(o, i) for o, i, s in every if s.holds is holds]
    assert declared, f"no objective of the catalogue declares {'membership' if holds else 'that it is no member'}"
    reason = certify.why_not_proved if holds else refuted.why_not_refuted
    assert reason(*declared[0]) == ""


def _least(domain: Domain):
    number = float(min(n for n in numbers(domain) if n >= 1))
    return lambda: number


@pytest.mark.parametrize("name", [n for n in ASSUMPTIONS if n not in OF_FUNCTIONS])
def test_a_class_of_noises_tells_oracles_apart(name):
    """With constants near 1 and a zero gradient, some oracles at their defaults are certified, and a noise of size 9 is not."""
    assumption = ASSUMPTIONS[name]
    constants = {p.name: _least(p.domain) for p in assumption.constants()}
    found = {}
    for entry, oracle in ORACLES.items():
        values = {p.name: Fraction(p.default) for p in oracle.parameters} | {n: Fraction(0) for n in ("g", "i", "prog", "v", "d")}
        found[entry] = noises.why_no_member(oracle, assumption, constants, values)
    assert found["bounded"] == found["exact"] == ""
    assert "fails" in found["few_atoms"]
