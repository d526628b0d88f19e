"""The report: its numbers are the ledger's and the store's, whatever state these are in; what users wrote is text; it is one page."""

import csv
import json
import re
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import browsing
import pytest

from theorysim import catalogue
from theorysim.cli import main
from theorysim.commands import report, report_of_store
from theorysim.memory import ledger
from theorysim.show import report as shown
from theorysim.sweep.store import Store

STUDY = """
says = "Descent under noise, <b>clipped</b> & not."
objective = "huber"
oracle = "gaussian"
epsilon = "0.2, 0.1, 0.05"
steps = 2000
trials = 20
[p]
oracle.sigma = "1/10"
[[case]]
label = "descent"
method = "gradient_descent"
p.eta = "epsilon"
[[case]]
label = "</td><script>alert(1)</script>"
method = "clipped_gradient_descent"
p.eta_c = "epsilon"
p.method.gamma = 1
[size.long]
epsilon = "0.2, 0.1, 0.05, 0.04"
[figure]
x = "epsilon"
quantile = [0.5, 0.9]
predicted = { descent = -1 }
"""
VOID = {"meta", "link", "br", "input"}
CELLS = "UPDATE cells SET status = 'failed', result = 'ValueError: <i>no</i> & never'"


class Read(HTMLParser):
    """Read a page: the rows of its tables by id, the texts of its statements, the tags; an element left open is an error."""

    def __init__(self, text: str):
        super().__init__()
        self.open: list[tuple[str, dict]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.statements: dict[str, dict[str, str]] = {}
        self.words: list[str] = []
        self.ids: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        self.ids += [said["id"]] if "id" in said else []
        if tag == "article":
            self.statements[said["id"]] = said | {"text": ""}
        if tag == "table":
            self.table = self.tables.setdefault(said.get("id", "other"), [])
        if tag == "tr":
            self.table.append([])
        if tag in ("td", "th"):
            self.table[-1].append("")
        if tag not in VOID:
            self.open.append((tag, said))

    def handle_startendtag(self, tag, attributes):
        self.ids += [v for n, v in attributes if n == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        if tags and tags[-1] in ("style", "script"):
            return
        self.words.append(data)
        if "td" in tags or "th" in tags:
            self.table[-1][-1] += data
        for tag, said in self.open:
            if tag == "article":
                self.statements[said["id"]]["text"] += data


@pytest.fixture
def page(tmp_path, monkeypatch, capsys):
    """Write a report; give its text, read."""
    monkeypatch.chdir(tmp_path)

    def write(*words: str) -> Read:
        assert main(["report", *map(str, words), "-o", "page.html"]) == 0, capsys.readouterr().err
        text = Path("page.html").read_text(encoding="utf-8")
        assert not re.findall(r"""(?:src|href)\s*=\s*["'](?!#|data:)|url\((?!["']?(?:#|data:))|@import|<base|<iframe""", text)
        found = Read(text)
        assert len(found.ids) == len(set(found.ids))
        return found

    return write


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """A study that was run."""
    folder = tmp_path_factory.mktemp("study") / "<script>noise"
    folder.mkdir()
    (folder / "study.toml").write_text(STUDY)
    assert main(["study", str(folder), "-o", str(folder / "out")]) == 0
    return folder / "out"


def changed(store: Path, to: Path, *statements: str) -> Path:
    """Copy a store, changed by SQL."""
    with closing(sqlite3.connect(store)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)
        for text in statements:
            new.execute(text)
        new.execute("UPDATE cells SET sum = NULL")  # what is changed here was written so
        new.commit()
    return to


# --- the ledger ---------------------------------------------------------------------------------------------------------


def test_the_ledger_is_all_there(page):
    found, listed = page("--ledger"), ledger.listing()["statements"]
    inventory = catalogue.inventory()
    assert list(found.statements) != [] and set(found.statements) == set(inventory)
    flat = {i: " ".join(s["text"].split()) for i, s in found.statements.items()}
    for row in listed:
        said, text = found.statements[row["id"]], flat[row["id"]]
        assert said["data-outcome"] == (row["printed"]["outcome"] or "none") and said["data-chapter"] == str(row["chapter"])
        assert said["data-kind"] == row["kind"] and said["data-cause"] == (row["cause"] or "")
        assert said["data-grade"] == (row["printed"]["grade"] or "")
        wanted = [inventory[row["id"]]["says"], inventory[row["id"]]["where"], row["note"]]
        wanted += [f"theorysim replay {row['witness']}"] if row["witness"] else []
        wanted += [r["says"] for r in (row["repaired"], *row["more_repaired"]) if r] + [p["witness"] for p in row["other_parts"]]
        wanted += [f"slack {row['slack']:z.4g}"] if row["slack"] is not None else []
        assert [w for w in wanted if " ".join(w.split()) not in text] == []
    assert "not judged yet" in " ".join(found.words)


def test_the_counts_of_the_ledger_add_up():
    about = report.of_ledger()
    assert sum(about["outcomes"].values()) == about["every"] == len(catalogue.inventory())
    assert {w: sum(c[w] for c in about["counts"].values()) for w in shown.WORDS} == about["outcomes"]
    assert about["outcomes"]["refuted"] > 20 and all(about["done"][c] <= about["sizes"][c] for c in about["chapters"])


def test_the_worst_ratio_is_recorded_and_shown(page, monkeypatch):
    rows = ledger.read()
    identifier = next(i for i, r in rows.items() if r["printed"]["outcome"] == "holds")
    monkeypatch.setattr(ledger, "read", lambda: rows | {identifier: rows[identifier] | {"worst_ratio": 0.40625}})
    assert "worst ratio 0.4062" in page("--ledger").statements[identifier]["text"]


# --- a store ------------------------------------------------------------------------------------------------------------


def quantile(text: str) -> str:
    return "∞" if text == "inf" else shown.number(int(text))


def test_a_complete_store_says_what_the_study_wrote(page, swept):
    found = page(swept)
    (header, *rows) = found.tables["points"]
    with open(swept / "points.csv", encoding="utf-8") as file:
        points = list(csv.DictReader(file))
    assert len(rows) == len(points) == 6
    for row, point in zip(rows, points, strict=True):
        said = dict(zip(header, row, strict=True))
        assert [said[f"T, quantile {q}"] for q in ("0.5", "0.9")] == [quantile(point[f"T_{q}"]) for q in ("0.5", "0.9")]
        assert said["case"] == point["case"] and float(said["epsilon"]) == float(point["epsilon"])
    rates = json.loads((swept / "rates.json").read_text())
    for row, rate in zip(found.tables["rates"][1:], rates, strict=True):
        assert row[:2] == [rate["line"], shown.number(rate["slope"])]
        assert row[2] == f"[{shown.number(rate['low'])}, {shown.number(rate['high'])}]"
        assert row[3] == shown.number(float(rate["predicted"]) if rate["predicted"] else None)
    text = " ".join(" ".join(found.words).split())
    with closing(Store(swept / "cells.sqlite", write=False)) as store:
        assert report_of_store.study.dump(store.rows()) in text
    assert "Complete. 6 points, 6 cells, 6 done" in text and "svg" in Path("page.html").read_text()
    trials = [row[-2] for row in found.tables["outcomes"][1:]]
    assert trials == ["60", "60"]
    assert "numpy" in text and "theorysim study" in text


def test_what_users_wrote_is_text(page, swept):
    page(swept)
    text = Path("page.html").read_text()
    assert text.count("<script") == 1 and "alert(1)" in text and "&lt;script&gt;noise" in text and "<b>" not in text


def test_both_in_one_page(page, swept):
    found = page(swept, "--ledger")
    assert len(found.statements) == len(catalogue.inventory()) and len(found.tables["points"]) == 7


def test_a_partial_store_says_what_is_lacking(page, swept, tmp_path):
    found = page(changed(swept / "cells.sqlite", tmp_path / "s.sqlite", "DELETE FROM cells WHERE key IN (SELECT key FROM cells LIMIT 2)"))
    assert "Incomplete: 2 not run." in " ".join(found.words)
    assert sorted(row[-1] for row in found.tables["points"][1:]) == ["", "", "", "", "not run", "not run"]
    assert sum(int(row[-2]) for row in found.tables["outcomes"][1:]) == 80


def test_a_store_in_which_all_failed_has_no_figure_and_says_why(page, swept, tmp_path):
    found = page(changed(swept / "cells.sqlite", tmp_path / "s.sqlite", CELLS))
    assert "Incomplete: 6 failed." in " ".join(found.words) and "rates" not in found.tables
    assert found.tables["other"][1][:3] == ["6", "✗ failed", "ValueError: <i>no</i> & never"]
    assert "<figure" not in Path("page.html").read_text()


@pytest.mark.parametrize("known", [True, False], ids=["of a study that is known", "of nothing"])
def test_an_empty_store_says_so(page, swept, tmp_path, known):
    statements = ["DELETE FROM cells"] + ["DELETE FROM notes"] * (not known)
    found = page(changed(swept / "cells.sqlite", tmp_path / "s.sqlite", *statements))
    text = " ".join(found.words)
    assert "The store is empty" in text and ("Incomplete: 6 not run" in text) is known


def test_a_store_without_its_study_is_read_from_its_rows(page, swept, tmp_path):
    found = page(changed(swept / "cells.sqlite", tmp_path / "s.sqlite", "DELETE FROM notes"))
    text = " ".join(found.words)
    assert "The store does not say of which study it is" in text and "Nothing failed." in text and "rates" not in found.tables
    assert len(found.tables["points"]) == 7 and sum(int(row[-2]) for row in found.tables["outcomes"][1:]) == 120


def test_a_study_that_went_away_is_planned_from_the_text_that_the_store_keeps(page, swept, tmp_path):
    gone = "UPDATE notes SET text = replace(text, '\"file\": \"', '\"file\": \"/nowhere') WHERE name = 'study'"
    found = page(changed(swept / "cells.sqlite", tmp_path / "s.sqlite", gone))
    assert "Complete. 6 points" in " ".join(" ".join(found.words).split()) and len(found.tables["rates"]) == 5


def test_rows_by_other_sources_and_of_other_sizes_are_told_apart(page, swept, tmp_path):
    old = changed(
        swept / "cells.sqlite", tmp_path / "s.sqlite", "UPDATE cells SET code = 'old' WHERE key IN (SELECT key FROM cells LIMIT 1)"
    )
    assert "1 row of the store were computed by other sources" in " ".join(" ".join(page(old).words).split())
    smaller = "UPDATE notes SET text = replace(text, '\\\"0.2, 0.1, 0.05\\\"', '\\\"0.2, 0.1\\\"') WHERE name = 'study'"
    found = page(changed(swept / "cells.sqlite", tmp_path / "t.sqlite", smaller))
    assert "2 rows of the store belong to other sizes or grids" in " ".join(" ".join(found.words).split())


def test_a_large_store_is_thinned_and_says_so(page, swept, monkeypatch):
    for name in ("MOST_POINTS", "MOST_DOTS", "MOST_LINES"):
        monkeypatch.setattr(report_of_store, name, 2)
    found = page(swept)
    text = " ".join(" ".join(found.words).split())
    assert "2 of 6 points, evenly spaced" in text and "Not drawn: 2 of 4 lines, points of a line beyond 2" in text
    assert len(found.tables["points"]) == 3 and len(found.tables["rates"]) == 5


def test_what_is_shown_of_many_are_the_ends_and_what_lies_evenly_between():
    assert shown.spread(range(100), 4) == [0, 33, 66, 99] and shown.spread([1, 2], 4) == [1, 2]
    assert [shown.number(v) for v in (1e6, 0.123456, None, float("inf"), float("nan"), 12345, "x")] == [
        "1e+06",
        "0.1235",
        "–",
        "∞",
        "–",
        "12,345",
        "x",
    ]


def test_names_of_a_figure_are_its_own():
    svg = '<?xml version="1.0"?><!-- <x> --><svg xmlns="s"><defs><path id="a"/></defs><use xlink:href="#a" clip-path="url(#b)"/></svg>'
    assert shown.inlined(svg, "one") == (
        '<svg xmlns="s"><defs><path id="one-a"/></defs><use xlink:href="#one-a" clip-path="url(#one-b)"/></svg>'
    )


@pytest.mark.parametrize(
    "change, said",
    [
        ("UPDATE cells SET result = '{}'", "KeyError: 'outcomes'"),
        ("UPDATE cells SET result = 'no'", "JSONDecodeError"),
        ("UPDATE cells SET seconds = 'abc'", "TypeError"),
        ("UPDATE notes SET text = '[1]' WHERE name = 'study'", "TypeError"),
        ("UPDATE notes SET text = 'no' WHERE name = 'environment'", "JSONDecodeError"),
        ("DELETE FROM notes; UPDATE cells SET spec = '{}'", "KeyError"),
    ],
)
def test_a_store_that_no_study_wrote_is_named_in_one_line(change, said, swept, tmp_path, capsys):
    assert (
        main(
            [
                "report",
                str(changed(swept / "cells.sqlite", tmp_path / "cells.sqlite", *change.split("; "))),
                "-o",
                str(tmp_path / "page.html"),
            ]
        )
        == 2
    )
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and f"cells.sqlite holds what no study writes, and cannot be told ({said}" in error


def test_a_cell_of_a_status_that_nobody_knows_is_not_done(swept, tmp_path, capsys):
    odd = changed(
        swept / "cells.sqlite", tmp_path / "cells.sqlite", "UPDATE cells SET status = '<b>' WHERE key IN (SELECT key FROM cells LIMIT 1)"
    )
    assert main(["report", str(odd), "-o", str(tmp_path / "page.html")]) == 0
    assert "incomplete: 1 <b>" in capsys.readouterr().out and "<b>" not in (tmp_path / "page.html").read_text()


@pytest.mark.parametrize("required, ends", [("", pytest.skip.Exception), ("required", pytest.fail.Exception)])
def test_a_missing_browser_skips_unless_it_is_required(required, ends, monkeypatch):
    monkeypatch.setenv("THEORYSIM_BROWSER", required)
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browsing.shutil, "which", lambda name: None)
    with pytest.raises(ends, match="there is no Chromium: install the package chromium"), browsing.browser():
        raise AssertionError
