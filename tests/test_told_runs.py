"""What a study has of its runs is told: drawn, by the key of a cell, as a frame, as Parquet, step by step, and while it goes on."""

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from noise import STUDY, studied, table

import theorysim as ts
from theorysim.cli import main
from theorysim.show import along, panels, style
from theorysim.sweep.lines import Line, label_of
from theorysim.sweep.schema import Figure
from theorysim.sweep.store import Store


@pytest.fixture
def swept(tmp_path, monkeypatch, capsys):
    return studied(tmp_path, monkeypatch, capsys)


def test_a_curve_that_runs_off_leaves_the_figure_to_the_others():
    band = (1.0, 1.0), (9.0, np.inf), (1.0, np.inf)
    line = Line("", "", (1.0, 2.0, 3.0), (1.0, 10.0, 1e300), None, None, None, None, kind="curves", band=band)
    axis, notes = Axes(), {}
    along.draw(axis, line, np.full(3, True), ("k", "o"), Figure(kind="curves", band=[0.1, 0.9]), notes)
    (_, y), (_, _, high) = axis.plotted, axis.filled
    assert list(y) == [1.0, 10.0] and list(high) == [1.0, 100.0] and list(notes) == ["between quantiles 0.1 and 0.9"]


@pytest.mark.parametrize(("kind", "band"), [("curves", "between quantiles 0.1 and 0.9"), ("ecdf", "95 % band of the whole curve")])
def test_what_goes_along_runs_is_drawn_as_the_rest_one_legend_and_a_true_zero(kind, band):
    x, y = (0.0, 1.0, 10.0, 100.0), (0.0, 0.25, 0.5, 1.0)
    parts = [(("case", c), ("epsilon", f"epsilon = {e}")) for c in ("plain", "clipped") for e in (0.1, 0.2)]
    ends = tuple(zip(y, y, strict=True))
    found = [Line("", label_of(each), x, y, y, y, None, None, parts=each, kind=kind, band=ends) for each in parts]
    drawn = panels.drawn(found, Figure(kind=kind, band=[0.1, 0.9]))
    (legend,) = drawn.legends
    assert [text.get_text() for text in legend.get_texts()][:2] == ["plain", "clipped"] and legend.get_texts()[-1].get_text() == band
    (axis,) = drawn.axes
    assert axis.get_xscale() == "symlog" and len(axis.collections) == 4
    lines = [line for line in axis.lines if len(line.get_xdata()) == len(x)]
    assert [(line.get_color(), line.get_marker()) for line in lines] == [(c, m) for c in style.COLOURS[:2] for m in style.MARKERS[:2]]


class Axes:
    """What is drawn on axes."""

    def plot(self, x, y, *style, **more):
        self.plotted = x, y

    def fill_between(self, x, low, high, **more):
        self.filled = x, low, high


def test_a_cell_is_run_again_by_its_key(swept, capsys):
    swept(STUDY)
    row = next(r for r in table("points") if r["case"] == "descent" and r["epsilon"] == "0.2")
    words = ["replay", "./noise", "--cell", row["key"][:12], "--store", "out/cells.sqlite"]
    assert main([*words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["cell"], found["stored"], found["start"]) == (row["key"], "the same result", [3.0])
    assert str(found["epsilons"][0]["T_quantiles"]["0.5"]) == row["T_0.5"]
    assert main(words) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("replay: theorysim "))
    assert main(line.removeprefix("replay: theorysim ").split()) == 0
    every = ts.frame("./noise", "trials", store="out/cells.sqlite")
    assert f"T = {every[every['key'] == row['key']]['T'].iloc[0]:.0f} " in capsys.readouterr().out
    with closing(Store(Path("out/cells.sqlite"))) as store:
        kept = next(r for r in store.rows() if r.key == row["key"])
        store.add([replace(kept, result=kept.result.replace('"reached":', '"cycle":'))])
    assert main(words) == 1 and "another result" in capsys.readouterr().out
    with sqlite3.connect("out/cells.sqlite") as file:
        file.execute("UPDATE cells SET result = ? WHERE key = ?", (kept.result, row["key"]))
    assert main(words) == 0
    printed = capsys.readouterr()
    assert "the store has no result" in printed.out and "1 rows of" in printed.err and "are damaged" in printed.err
    Path("out/cells.sqlite").unlink()
    assert main(words) == 0 and "the store has no result" in capsys.readouterr().out
    for bad, said in ((["./noise", "--cell", "zzzz"], "no cell of noise begins with zzzz"), (["./noise", "--cell", "a"], "4 letters")):
        assert main(["replay", *bad]) == 2 and said in capsys.readouterr().err


def test_a_frame_in_one_call(swept):
    Path("noise/study.toml").write_text(STUDY)
    with pytest.raises(ValueError, match="there is no store"):
        ts.frame("./noise")
    points = ts.frame("./noise", run=True, given={"trials": 3})
    assert points["trials"].tolist() == [3] * 6 and Path("noise/cells.sqlite").is_file()
    assert set(ts.frame("./noise", "curves", given={"trials": 3})["quantity"]) == {"gap", "x_1"}
    with pytest.raises(ValueError, match="it may be points, curves, trials"):
        ts.frame("./noise", "lines")


def test_trials_and_curves_as_parquet(swept):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    swept(STUDY)
    files = swept(STUDY, "--collect")["files"]
    assert [Path(f).name for f in files if f.endswith(".parquet")] == ["points.parquet", "curves.parquet", "trials.parquet"]
    kept = pandas.read_parquet("out/trials.parquet")
    assert len(kept) == 120 and kept["T"].isna().sum() == sum(20 - int(r["reached"]) for r in table("points"))


def test_a_run_writes_every_step_with_its_point_and_draws(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    words = ["run", "gradient_descent", "quadratic_spectrum", "-p", "eta=0.5", "--dimension", "2", "--start", "1,2"]
    assert main([*words, "--trace", "t.csv", "--full", "--plot", "run.svg"]) == 0
    rows = list(csv.DictReader(Path("t.csv").read_text().splitlines()))
    run = ts.run("gradient_descent", "quadratic_spectrum", {"method.eta": 0.5}, (1, 2), dimension=2, trace="full")
    assert list(rows[0]) == ["step", "value", "gradient_norm", "x_1", "x_2"] and [int(r["step"]) for r in rows] == list(range(run.T + 1))
    assert [[float(r["x_1"]), float(r["x_2"])] for r in rows] == run.points.tolist()
    assert "</svg>" in Path("run.svg").read_text()
    capsys.readouterr()
    for more, said in (
        (["--full"], "give --trace"),
        (["--full", "--trace", "t.csv", "--steps", "1e9"], "give fewer --steps"),
        (["--plot", "a/b.svg"], "cannot write"),
        (["--plot", "run.nothing"], "cannot write run.nothing"),
    ):
        assert main([*words, *more]) == 2 and said in capsys.readouterr().err


def test_progress_is_a_line_a_minute_where_there_is_no_terminal(monkeypatch, capsys):
    from theorysim.show import progress

    now = iter([0.0, 30.0, 61.0, 100.0, 130.0, 4000.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now))
    with progress.counting(10, "noise") as done:
        for i in (1, 2, 3, 4, 10):
            done(i)
    said = capsys.readouterr()
    assert said.out == "" and said.err.splitlines() == [
        "theorysim: noise: 2 of 10 done in 61 s, about 4 min left",
        "theorysim: noise: 4 of 10 done in 2 min, about 3 min left",
    ]
