"""The page of errata: by root cause, which is computed; echoes under their roots; a slip says that it is one."""

import pytest

from theorysim import catalogue
from theorysim.show.errata import errata, group, rooted

INVENTORY = {
    i: {"where": f"where {i} stands", "says": f"What {i} says: f* <= x_k for *all* k.", "chapter": 9}
    for i in ("theorem-1", "lemma-2", "eq-3", "proof-4", "proof-5", "remark-6")
}


def wrong(identifier, cause="constant", **more):
    row = {"id": identifier, "printed": {"outcome": "refuted", "grade": "certified"}, "cause": cause, "done": True, "other_parts": []}
    mended = {
        "outcome": "holds",
        "grade": "proved, joined in prose",
        "scope": "in 2 lines",
        "says": "twice that",
        "slack": 2.5,
        "why": "So.",
    }
    return row | {"note": f"Why {identifier}.", "witness": f"{identifier}:printed -p statement.a=1", "repaired": mended} | more


ROWS = [
    wrong("theorem-1", charity="epsilon < M"),
    wrong("lemma-2", slip=True, charity="a_d != 0"),
    wrong("eq-3"),
    wrong("proof-4", echo="theorem-1"),
    wrong("proof-5"),
    wrong("remark-6") | {"printed": {"outcome": "holds", "grade": "proved"}},
]


def heads(rows):
    return [line for line in errata(rows, INVENTORY) if line.startswith("#")]


def test_errata_are_grouped_by_what_they_change_with_echoes_under_their_roots():
    assert heads(ROWS) == [
        "# Errata, found by machine",
        "## What changes a theorem",
        "### theorem-1",
        "#### an echo of theorem-1: proof-4",
        "## What changes a constant or a display",
        "### eq-3",
        "## What mends a line of a proof whose theorem survives, as printed or as repaired",
        "### proof-5",
        "## Slips",
        "### lemma-2",
    ]
    assert [group(row) for row in ROWS[:5]] == ["theorem", "slip", "display", "line", "line"]


def test_a_theorem_that_nothing_mends_does_not_survive_and_a_glyph_is_none():
    rows = [*ROWS[:-1], ROWS[-1] | {"done": False}]
    assert "## What mends a line of a proof" in heads(rows)
    assert "### eq-3" not in heads([*ROWS[:2], ROWS[2] | {"cause": "glyph"}])


def test_an_erratum_says_what_a_reader_would_ask_and_prints_its_witness():
    found = list(errata(ROWS, INVENTORY))
    about = " ".join(found[2 : found.index("", 2)])
    assert about.startswith("These 5 statements") and "They have 4 roots" in about
    i = found.index("### theorem-1")
    assert found[i + 2 : i + 8] == [
        "    where     where theorem-1 stands",
        "    printed   What theorem-1 says: f* <= x_k for *all* k.",
        "    cause     constant: Why theorem-1.",
        "    reader    the witness survives epsilon < M",
        "    repaired  holds, proved in 2 lines, joined in prose, slack 2.5: twice that: So.",
        "",
    ]
    assert found[i + 8] == "    theorysim replay theorem-1:printed -p statement.a=1"
    i = found.index("### lemma-2")
    assert "    slip      no witness was found where a_d != 0" in found[i:]
    assert "Refuted to the letter" in " ".join(found[found.index("## Slips") : i])


@pytest.mark.parametrize("echo", ["theorem-9", "remark-6", ""])
def test_an_echo_of_what_is_not_refuted_is_a_root(echo):
    rows = [r for r in ROWS if r["printed"]["outcome"] == "refuted"]
    assert set(rooted([*rows[:3], rows[3] | {"echo": echo}])) == {"theorem-1", "lemma-2", "eq-3", "proof-4"}


def test_echoes_of_echoes_stand_under_the_one_root_whatever_the_order():
    rows = [wrong("eq-3", echo="proof-4"), wrong("proof-4", echo="theorem-1"), wrong("theorem-1")]
    assert {name: [e["id"] for e in echoes] for name, echoes in rooted(rows).items()} == {"theorem-1": ["eq-3", "proof-4"]}


def test_every_echo_of_the_thesis_names_another_statement_that_is_no_echo_itself():
    echoes = {name: catalogue.load("statements", name).echo for name in catalogue.names("statements")}
    echoes = {name: root for name, root in echoes.items() if root}
    assert len(echoes) >= 5
    for name, root in echoes.items():
        assert root in catalogue.names("statements") and root != name and root not in echoes, name
        claims = catalogue.load("statements", root).claims
        assert any(c.reading != "printed" for c in claims), f"{root} has nothing that mends it"
