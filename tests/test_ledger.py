"""The record: what its key covers, and which rows are amiss. Nothing is judged here."""

import pytest

from theorysim import catalogue, checking, ledger, sources
from theorysim.cli import main

SHARED = catalogue.PACKAGE / "statements" / "chapter3" / "clipped_steps.py"


@pytest.fixture
def rows(monkeypatch):
    """Give a record in which every statement that has a file holds, and nothing is stale."""
    fresh = {
        i: {"printed": {"outcome": "holds", "grade": "proved"}, "repaired": None, "cause": None, "witness": None, "slack": None}
        | {"note": "", "done": True, "key": sources.key(i)}
        for i in catalogue.names("statements")
    }
    monkeypatch.setattr(ledger, "read", lambda: fresh)
    return fresh


@pytest.mark.parametrize(
    "text",
    [
        "import theorysim.statements.chapter3.clipped_steps",
        "import theorysim.statements.chapter3.clipped_steps as steps",
        "from theorysim.statements.chapter3 import clipped_steps",
        "from theorysim.statements.chapter3.clipped_steps import gamma",
        "def f():\n    from theorysim.statements.chapter3.clipped_steps import gamma",
        "from theorysim.statements.chapter3 import proof_3_7_1_step_sizes",  # which imports it
    ],
)
def test_the_key_covers_what_is_imported_in_any_way(tmp_path, text):
    file = tmp_path / "own.py"
    file.write_text(text)
    assert SHARED in sources.sources(file)


def test_the_key_does_not_cover_what_is_not_imported(tmp_path):
    file = tmp_path / "own.py"
    file.write_text("import math, theorysimilar")
    assert SHARED not in sources.sources(file)


def test_a_key_changes_with_the_sentence_that_is_judged(monkeypatch):
    before = sources.key("eq-3.10")
    said = {i: dict(s) for i, s in catalogue.inventory().items()}
    said["eq-3.10"]["says"] += " "
    monkeypatch.setattr(catalogue, "inventory", lambda: said)
    assert sources.key("eq-3.10") != before


@pytest.mark.parametrize("recorded, code", [("undecided", 0), ("holds", 3), ("refuted", 3), (None, 3)])
def test_an_undecided_measurement_agrees_with_a_record_that_says_so(recorded, code):
    _, verdicts, done, _ = checking.judge_one("figure-3-3", "quick")
    row = ledger.row("figure-3-3", verdicts, done)
    rows = {"figure-3-3": row | {"printed": {"outcome": recorded, "grade": None}}} if recorded else {}
    assert done and (row["printed"]["outcome"], row["done"]) == ("undecided", True)
    assert "out of reach here: " in row["note"] and row["witness"] is None
    assert ledger.exit_code(ledger.compared("figure-3-3", verdicts, rows)) == code


def amiss(capsys) -> tuple[int, str]:
    return main(["ledger", "--check"]), capsys.readouterr().err.strip()


def test_nothing_is_amiss(rows, capsys):
    assert amiss(capsys) == (0, "")


def test_missing_counts_where_there_is_a_file(rows, capsys):
    assert set(catalogue.inventory()) > set(rows)
    del rows["eq-3.10"]
    assert amiss(capsys) == (1, "missing: eq-3.10")


def test_stale(rows, capsys):
    rows["eq-3.1"]["key"] = "another"
    assert amiss(capsys) == (1, "stale: eq-3.1")


@pytest.mark.parametrize(
    "printed, repaired, code", [("refuted", None, 1), ("refuted", "refuted", 1), ("refuted", "holds", 0), ("undecided", None, 0)]
)
def test_contradicted_is_a_refuted_reading_that_nothing_mends(rows, capsys, printed, repaired, code):
    rows["eq-3.10"] |= {
        "printed": {"outcome": printed, "grade": "certified"},
        "repaired": {"outcome": repaired, "grade": "proved", "says": ""} if repaired else None,
        "done": repaired == "holds",
    }
    assert amiss(capsys) == (code, "contradicted: eq-3.10" if code else "")
