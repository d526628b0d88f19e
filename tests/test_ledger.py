"""The record: what its key covers, which rows are amiss, and the pages that are printed of it. Nothing is judged here."""

import pytest

from theorysim import catalogue
from theorysim.cli import main
from theorysim.memory import ledger, sources
from theorysim.model import Evidence, Verdict
from theorysim.show import errata, record

SHARED = catalogue.PACKAGE / "statements" / "chapter3" / "parts" / "clipped_steps.py"


@pytest.fixture
def rows(monkeypatch):
    """Return a record in which every statement that has a file holds, and nothing is stale."""
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
        "import theorysim.statements.chapter3.parts.clipped_steps",
        "import theorysim.statements.chapter3.parts.clipped_steps as steps",
        "from theorysim.statements.chapter3.parts import clipped_steps",
        "from theorysim.statements.chapter3.parts.clipped_steps import gamma",
        "def f():\n    from theorysim.statements.chapter3.parts.clipped_steps import gamma",
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
def test_an_undecided_measurement_agrees_with_a_record_that_says_so(recorded, code, judged):
    verdicts, done = judged("figure-3-3")
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


# --- the pages ------------------------------------------------------------------------------------------------------------

LINE = "'made-up-1:printed:a part' -p statement.a=1/3 -p statement.long=" + "9" * 150
WHERE = {"made-up-1": "section 10.2, first display", "made-up-2": "proof of it", "made-up-3": "section 9.1", "made-up-4": "section 10.2"}
INVENTORY = {i: {"where": where, "says": f"What {i} says: f* <= x_k for *all* k.", "chapter": 9} for i, where in WHERE.items()}


def listed(identifier, outcome="holds", cause=None, **more):
    grade = {"holds": "proved", "refuted": "certified"}.get(outcome)
    row = {
        "id": identifier,
        "printed": {"outcome": outcome, "grade": grade},
        "repaired": None,
        "cause": cause,
        "done": True,
        "stale": False,
    }
    return row | {"note": f"Why {identifier}.", "witness": None, "slack": None, "more_repaired": [], "other_parts": []} | more


def mended(says, slack=2.5):
    return {"outcome": "holds", "grade": "proved", "says": says, "slack": slack, "why": "Then it is so."}


ROWS = [
    listed("made-up-1", "refuted", "constant", witness=LINE, repaired=mended("twice that"), more_repaired=[mended("or so", None)]),
    listed("made-up-2", "refuted", "sign", witness="made-up-2:printed -p statement.a=2", repaired=mended("minus that"))
    | {"other_parts": [{"part": "b", "witness": "made-up-2:printed:b -p statement.a=3", "cause": "index", "why": "One too many."}]},
    listed("made-up-3", "refuted", "exponent", witness="made-up-3:printed -p statement.a=4", repaired=mended("squared")),
    listed("made-up-4", "holds", "glyph", slack=1.25),
]


def test_the_page_has_a_line_for_each_and_under_a_refuted_one_what_refutes_and_what_mends_it():
    header, *found = record.page(ROWS, {"9": (4, 4)}, INVENTORY)
    assert header.split() == ["statement", "printed", "grade", "slack", "note", "where", "it", "stands"]
    assert [line.split()[:4] for line in found if line.startswith("made-up")] == [
        ["made-up-1", "REFUTED", "certified", "-"],
        ["made-up-2", "REFUTED", "certified", "-"],
        ["made-up-3", "REFUTED", "certified", "-"],
        ["made-up-4", "holds", "proved", "1.25"],
    ]
    assert found[1:5] == [
        f"    replay    theorysim replay {LINE}",  # however long: it is to be pasted
        "    cause     constant: Why made-up-1.",
        "    repaired  holds, proved, slack 2.5: twice that",
        "    repaired  holds, proved: or so",
    ]
    assert found[5 + 1 : 5 + 6] == [
        "    replay    theorysim replay made-up-2:printed -p statement.a=2",
        "    replay    theorysim replay made-up-2:printed:b -p statement.a=3",
        "    cause     sign: Why made-up-2.",
        "    cause     index: One too many.",
        "    repaired  holds, proved, slack 2.5: minus that",
    ]
    assert found[-3:] == ["    glyph     Why made-up-4.", "chapter 9: 4 of 4 done", "1 hold, 3 refuted as printed, 0 undecided"]
    assert all(len(line) <= 118 for line in found if "theorysim replay" not in line)


def test_grades_are_printed_with_what_they_are_about():
    joined = {"outcome": "holds", "grade": "proved, joined in prose", "scope": "in 3 lines"}
    row = listed("made-up-1", "refuted", "constant", witness=LINE, repaired=mended("twice that") | joined) | {"printed": joined}
    row["printed"] = joined | {"outcome": "refuted"}
    _, *found = record.page([row], {}, INVENTORY)
    assert found[0].split("  ")[1].strip() == "REFUTED" and "  proved in 3 lines, joined in prose  " in found[0]
    assert "    repaired  holds, proved in 3 lines, joined in prose, slack 2.5: twice that" in found


def test_what_has_no_verdict_says_so_and_what_is_undecided_says_why():
    rows = [listed("made-up-1", None, note="no file yet"), listed("made-up-2", "undecided"), listed("made-up-3", stale=True)]
    _, *found = record.page(rows, {}, INVENTORY)
    assert found[0].split()[:6] == ["made-up-1", "-", "-", "-", "no", "file"]
    assert found[1].split()[:2] == ["made-up-2", "undecided"] and found[2] == "    why       Why made-up-2."
    assert "stale" in found[3]


def test_a_chapter_in_which_nothing_is_judged_is_one_line():
    rows = [listed(i, None, note="no file yet") for i in INVENTORY]
    assert list(record.page(rows, {"9": (0, 4)}, INVENTORY)) == ["chapter 9: 0 of 4 done", "0 hold, 0 refuted as printed, 0 undecided"]
    _, *every, _, _ = record.page(rows, {"9": (0, 4)}, INVENTORY, every=True)  # `ledger --chapter 9`: what there is to choose from
    assert [line.split()[0] for line in every] == list(INVENTORY)


def test_the_page_of_errata_is_the_one_that_the_ledger_gives():
    """docs/errata.md is written by `theorysim ledger --errata -o docs/errata.md`, never by hand."""
    page = "\n".join(errata.errata(ledger.listing()["statements"], catalogue.inventory())) + "\n"
    assert (catalogue.PACKAGE.parent / "docs" / "errata.md").read_text(encoding="utf-8") == page


def test_no_refuted_row_is_a_slip_of_a_glyph():
    """Of a glyph that any reader mends the mended sentence is judged: what is refuted stands in the errata."""
    assert [i for i, r in ledger.read().items() if r["printed"]["outcome"] == "refuted" and r["cause"] == "glyph"] == []


def test_no_reading_that_holds_is_recorded_as_exceeded():
    """Floats may see a limit from its other side, by a millionth."""
    found = {i: one["slack"] for i, r in ledger.read().items() for one in (r, r["repaired"] or {}, *r["more_repaired"]) if one.get("slack")}
    assert len(found) > 30 and {i: slack for i, slack in found.items() if slack < 1 - 1e-5} == {}


def test_a_row_holds_every_repaired_reading_and_every_refuted_part():
    wrong = Evidence("search", "refuted", "certified", witness="eq-3.10:printed:M -p statement.M=3", why="it is not")
    first = Evidence("search", "refuted", "certified", witness="eq-3.10:printed:L0 -p statement.x=0")
    common = {"worst_ratio": None, "tried": {}, "routes": (), "planted": {}}
    printed = Verdict(
        "printed",
        "refuted",
        "certified",
        slack=None,
        witness=first.witness,
        why="W.",
        cause="constant",
        parts=(("L0 = 1", first), ("M", wrong)),
        **common,
    )
    both = [
        Verdict(f"repaired: {says}", "holds", "proved", slack=slack, witness=None, why="So.", cause=None, parts=(), **common)
        for says, slack in (("one", 1.5), ("two", None))
    ]
    row = ledger.row("eq-3.10", [printed, *both], True)
    said = {"outcome": "holds", "grade": "proved", "scope": "", "says": "one", "slack": 1.5, "why": "So.", "prose": ""}
    assert row["repaired"] == said and row["printed"] == {"outcome": "refuted", "grade": "certified", "scope": ""}
    assert (row["slip"], row["charity"], row["echo"], row["prose"]) == (False, "", "", "")
    assert [r["says"] for r in row["more_repaired"]] == ["two"]
    assert row["other_parts"] == [{"part": "M", "witness": wrong.witness, "cause": None, "why": "it is not"}]
