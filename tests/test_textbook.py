"""The textbook theorems are examples for authors: 25 lines at most, with a reference, by the laws, and they hold."""

import re
from pathlib import Path

import pytest
from keeping import changed_files, due

from theorysim import catalogue
from theorysim.laws.every import complaints
from theorysim.model import Bound
from theorysim.settings import record

FILES = sorted((Path(__file__).parents[1] / "docs" / "examples" / "textbook").glob("*.py"))
FEW = {name: catalogue.load("objectives", name) for name in ("huber", "quadratic", "absolute_value")}
WITHOUT_YEAR = {"noisy_norm", "young_inequality", "quartic_growth"}  # by a name, or by a determinant


@pytest.mark.parametrize("file", due(FILES, lambda file: file in changed_files()), ids=lambda f: f.stem)
def test_it_is_short_names_its_reference_keeps_the_laws_and_holds(file):
    text = file.read_text(encoding="utf-8")
    first = text.splitlines()[0]
    assert len(text.splitlines()) <= 25 and (
        re.search(r"\((18|19|20)\d\d\)|[A-Z][a-z. ]+ ((19|20)\d\d)", first) or file.stem in WITHOUT_YEAR
    )
    statement = record("statements", f"{file}:{file.stem}")
    assert complaints(statement) == [] and len(statement.claims) == 1
    what = statement.claims[0].what
    if not (isinstance(what, Bound) and what.noise is not None):  # one of a random method takes a minute: see the study
        assert what.judge("quick", file.stem, FEW, {}).outcome == "holds"


def test_there_are_as_many_as_the_corpus_needs():
    assert len(FILES) >= 20
