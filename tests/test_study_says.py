"""A study says what it computed: which value was the best and whether its grid was wide enough, where runs began, what a number is."""

import csv
import json
from pathlib import Path

import pytest

from theorysim.cli import main

STUDY = """
says = "The best of several steps."
objective = "quadratic"
method = "gradient_descent"
p.eta = "h"
start = 1
epsilon = "0.1, 0.01, 0.001"
[let]
h = "0.1, 0.2, 0.4"
[figure]
best_over = "h"
"""


@pytest.fixture
def swept(tmp_path, monkeypatch, capsys):
    """Run a study of this text with these words; return what it printed as JSON."""
    (tmp_path / "steps").mkdir()
    monkeypatch.chdir(tmp_path)

    def call(text: str = STUDY, *words: str) -> dict:
        Path("steps/study.toml").write_text(text)
        assert main(["study", "./steps", "--json", "-o", "out", *words]) == 0, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    return call


def points() -> list[dict[str, str]]:
    with open("out/points.csv", newline="") as file:
        return list(csv.DictReader(file))


def test_a_best_value_is_named_and_one_at_an_end_of_its_grid_is_warned_of(swept, capsys):
    narrow = swept()
    assert narrow["lines"][0]["best"] == {"h": [0.4, 0.4, 0.4]}
    assert narrow["warnings"] == [
        "3 of 3 best h lie on the edge of the grid, 3 at the largest value: a wider grid may change what is drawn"
    ]
    assert swept()["warnings"] == narrow["warnings"]  # nothing is run or written again
    assert main(["study", "./steps", "-o", "out"]) == 0
    assert "  warning: 3 of 3 best h lie on the edge" in capsys.readouterr().out
    assert main(["report", "out", "-o", "page.html"]) == 0
    assert "3 of 3 best h lie on the edge" in Path("page.html").read_text()


def test_a_best_value_inside_its_grid_is_no_warning(swept):
    """Nor is one at the end that is no better than one inside, nor where nothing was reached."""
    assert swept(STUDY.replace('h = "0.1, 0.2, 0.4"', 'h = "0.1, 1, 1.9"'))["warnings"] == []
    assert swept(STUDY.replace('epsilon = "0.1', 'epsilon = "2'))["lines"][0]["edges"] == {"h": {"of": 3, "smallest": 0, "largest": 2}}
    assert swept(STUDY + "\n", "-p", "steps=1")["warnings"] == []


NOISY = STUDY.replace('method = "gradient_descent"', 'method = "gradient_descent"\noracle = "gaussian"\np.sigma = 0.1\ntrials = 20')
NOISY = NOISY.replace('epsilon = "0.1, 0.01, 0.001"', 'epsilon = "0.5, 0.2"') + "quantile = 0.9\n"


def test_the_points_say_what_is_drawn_of_them(swept):
    found = swept(NOISY)
    rows = points()
    drawn = [row for row in rows if row["chosen"] == "True"]
    (line,) = found["lines"]
    assert len(rows) == 6 and len(drawn) == 2 and all(row["begins_at"] == "1.0" and row["coordinates"] == "1" for row in rows)
    drawn.sort(key=lambda row: float(row["epsilon"]))
    assert line["drawn"]["x"] == [float(row["epsilon"]) for row in drawn] and line["best"]["h"] == [float(row["h"]) for row in drawn]
    for end, column in (("y", "T_0.9"), ("low", "T_0.9_low"), ("high", "T_0.9_high")):
        assert line["drawn"][end] == [None if row[column] == "inf" else float(row[column]) for row in drawn]
    assert any(row["T_0.9_low"] < row["T_0.9"] for row in rows)


def test_a_rate_is_a_whole_line(swept):
    """Two points: the line goes through both."""
    from math import exp, log

    (line,) = swept(STUDY.replace("0.1, 0.01, 0.001", "0.1, 0.01"))["lines"]
    through = [exp(line["intercept"] + line["slope"] * log(x)) for x in line["drawn"]["x"]]
    assert through == pytest.approx(line["drawn"]["y"], rel=1e-12)


def test_labels_name_the_statistic(swept):
    found = swept(NOISY)
    said = "0.9 quantile of T, least over h"
    assert found["lines"][0]["statistic"] == said
    assert f"{said} against epsilon & points".replace("_", r"\_") in Path("out/table.tex").read_text()
    assert main(["report", "out", "-o", "page.html"]) == 0
    assert f"{said} against epsilon" in Path("page.html").read_text()


def test_the_best_value_itself_is_drawn(swept):
    """The least h would be 0.1, and it is the slowest."""
    (line,) = swept(STUDY + 'y = "h"\nbest_by = "T"\n')["lines"]
    assert line["drawn"]["y"] == [0.4, 0.4, 0.4] and line["statistic"] == "h where T is least over h"
