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
