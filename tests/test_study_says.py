"""A study says what it computed: which value was the best and whether its grid was wide enough, where runs began, what a number is."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from theorysim.cli import main
from theorysim.commands.study import Asked, Planned
from theorysim.measure.rates import Rate, chance
from theorysim.sweep.lines import Line, lines
from theorysim.sweep.prediction import judged
from theorysim.sweep.schema import Figure

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
    assert r"0.9 quantile of $T$, least over $h$ against $\epsilon$ & points" in Path("out/table.tex").read_text()
    assert main(["report", "out", "-o", "page.html"]) == 0
    assert f"{said} against epsilon" in Path("page.html").read_text()


def test_the_best_value_itself_is_drawn(swept):
    """The least h would be 0.1, and it is the slowest."""
    (line,) = swept(STUDY + 'y = "h"\nbest_by = "T"\n')["lines"]
    assert line["drawn"]["y"] == [0.4, 0.4, 0.4] and line["statistic"] == "h where T is least over h"


def halved(*lines: str) -> str:
    """Gradient descent on x^2/2 from 1: T is ceil(log2(1/epsilon)), so that 2^T is 1/epsilon."""
    text = STUDY.replace('best_over = "h"\n', "\n".join(lines) + "\n").replace('h = "0.1, 0.2, 0.4"', "h = 0.5")
    return text.replace("0.1, 0.01, 0.001", "1/2, 1/16, 1/1024")


def test_without_noise_there_is_no_interval_and_a_slope_agrees_within_a_tolerance(swept):
    for predicted, agrees in (("-1", True), ("-1.009", True), ("-1.02", False)):
        (line,) = swept(halved('y = "2**T"', f"predicted = {predicted}"))["lines"]
        assert (line["low"], line["high"], line["by"], line["agrees"]) == (None, None, "least squares", agrees), predicted
    assert "beyond the tolerance 0.01; there is no noise" in line["why"]
    (line,) = swept(halved('y = "2**T"', "predicted = -1.02", 'reasons = { "" = "it is meant to be wrong" }'))["lines"]
    assert line["agrees"] is False and line["why"].endswith(": it is meant to be wrong")


def test_a_formula_may_be_predicted(swept):
    """T is log2(1/epsilon), the slope of which is that of log(1/epsilon), and not a power."""
    (line,) = swept(halved('grows_as = "log(1/epsilon)"', "tolerance = 0"))["lines"]
    assert line["agrees"] is True and line["predicted"] == pytest.approx(line["slope"], abs=1e-12)
    (line,) = swept(halved('grows_as = "1/epsilon"'))["lines"]
    assert line["agrees"] is False and line["predicted"] == pytest.approx(-1)


def test_a_cross_is_what_chance_does_not_explain():
    """1, 2, ..., 40 lines whose p is small for one line: it is small for none of forty."""
    rate = Rate(1.0, 0.9, 1.1, 3, 0, "bootstrap", 0.0, 0.02)
    line = Line("", "one", (1.0, 2.0), (1.0, 2.0), None, None, rate, 1.2)
    assert [judged([line] * n, Figure())[0].agrees for n in (1, 2, 3, 40)] == [False, False, None, None]
    assert judged([replace(line, rate=replace(rate, p=0.3))], Figure())[0].agrees is True
    slopes = np.random.default_rng(0).normal(1, 0.1, 4000)
    assert chance(slopes, 1.2) == pytest.approx(0.0455, rel=0.2) and chance(slopes, 1.8) < 1e-12 and chance(slopes, 1.0) > 0.9


def test_a_bound_is_the_formula_of_its_statement_with_its_verdict(swept, capsys):
    text = STUDY.replace("[figure]", 'F = "L1 - L1/2"\nL0 = 1\nL1 = 1\nM = 10\n[figure]')
    bounded = text + 'bound = ["theorem-3.4.1", "theorem-3.4.2:repaired"]\n'
    found = swept(bounded)
    assert found["bounds"][0].startswith("theorem-3.4.1:printed: holds, ")
    assert found["bounds"][1].startswith("theorem-3.4.2:repaired: holds, ") and found["bounds"][1].endswith("F >= (2M - 1)/(2 L1)")
    assert main(["report", "out", "-o", "page.html"]) == 0
    assert "Bound: theorem-3.4.1:printed: holds, " in Path("page.html").read_text()
    one = Planned(Path("steps/study.toml"), Asked("./steps", {}))
    (drawn,) = (line for line in lines(one.plan, one.study.figure, one.page, lambda key: None, one.bounds[:1]))
    assert drawn.label.startswith("theorem-3.4.1:printed (holds") and drawn.y == pytest.approx([20 * 0.5 / e**2 + 10 for e in drawn.x])
    refused = ("theorem-3.4.9", "3.4.9"), ("eq-3.1", "states no bound by a formula"), ("theorem-3.4.1:repaired", "no claim repaired")
    for name, said in refused:
        Path("steps/study.toml").write_text(text + f'bound = "{name}"\n')
        assert main(["study", "./steps", "-o", "other"]) == 2 and said in capsys.readouterr().err
    Path("steps/study.toml").write_text(bounded.replace("L0 = 1\n", ""))
    assert main(["study", "./steps", "-o", "other"]) == 2 and "asks for L0, give it in [let]" in capsys.readouterr().err
