"""Every assumption passes the laws of its kind, and has certified members and certified non-members in the catalogue."""

import importlib
import pkgutil

import pytest

from theorysim.judge import certify, laws
from theorysim.model import Assumption, Objective


def _found(kind: str) -> dict[str, object]:
    package = importlib.import_module(f"theorysim.{kind}")
    names = [m.name for m in pkgutil.iter_modules(package.__path__)]
    return {n: getattr(importlib.import_module(f"theorysim.{kind}.{n}"), n) for n in names}


ASSUMPTIONS = _found("assumptions")
OBJECTIVES = [r for r in _found("objectives").values() if isinstance(r, Objective)]


@pytest.mark.parametrize("law", laws.LAWS[Assumption], ids=lambda law: law.__name__)
@pytest.mark.parametrize("name", ASSUMPTIONS)
def test_law(name, law):
    assert law(ASSUMPTIONS[name]) == []


@pytest.mark.parametrize("name", ASSUMPTIONS)
@pytest.mark.parametrize("holds", [True, False], ids=["member", "non-member"])
def test_it_tells_members_from_others(name, holds):
    """One declared member proved, one declared non-member refuted; all of them are in test_every_objective."""
    every = [(o, i, s) for o in OBJECTIVES for i, s in enumerate(o.satisfies) if s.assumption is ASSUMPTIONS[name]]
    declared = [(o, i) for o, i, s in every if s.holds is holds]
    assert declared, f"no objective of the catalogue declares {'membership' if holds else 'that it is no member'}"
    reason = certify.why_not_proved if holds else certify.why_not_refuted
    assert reason(*declared[0]) == ""
