"""A record is known by the name by which it was loaded; a copy of it is another record."""

import gc
from dataclasses import replace
from pathlib import Path

from theorysim import naming
from theorysim.model import Method
from theorysim.naming import named, origin
from theorysim.objectives.huber import huber
from theorysim.settings import record
from theorysim.statements.chapter3.theorem_3_4_2 import statement

FILE = """
from theorysim.domains import Positive, Real
from theorysim.model import Method
from theorysim.objectives.huber import huber
def slide(x: Real, g: Real, eta: Positive):
    return x - eta * g
mine = Method(slide)
"""


def test_the_package_names_its_own():
    assert named(huber) == "huber" and origin(statement) == ("", "theorem-3.4.2")
    assert origin(replace(huber)) is None and origin(replace(statement)) is None


def test_what_is_loaded_keeps_the_name_that_was_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("own.py").write_text(FILE)
    wrapped, mine, slide = record("objectives", "separable:huber"), record("methods", "own.py:mine"), record("methods", "own.py:slide")
    assert [named(r) for r in (wrapped, mine, slide)] == ["separable:huber", "own.py:mine", "own.py:slide"]
    assert named(record("objectives", "own.py:huber")) == "huber"
    monkeypatch.chdir(tmp_path.parent)
    assert named(mine) == f"{tmp_path.name}/own.py:mine"


def test_nothing_is_remembered_of_what_is_gone():
    before = len(naming._known)
    made = naming.remember(Method(lambda x, g: x), "passing", "")
    assert named(made) == "passing" and len(naming._known) == before + 1
    del made
    gc.collect()
    assert len(naming._known) == before
