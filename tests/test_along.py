"""Along runs: curves are those of the runs themselves, several epsilons are those of runs of their own, shares and times count failures."""

import json
import math
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from noise import STUDY, studied, table

import theorysim as ts
from theorysim.cli import main
from theorysim.entries import as_method
from theorysim.measure import expected
from theorysim.measure.along import Curves, kept_ranks
from theorysim.measure.curves import curves
from theorysim.measure.rates import rate
from theorysim.results import HittingTimes
from theorysim.settings import record
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import log_times
from theorysim.simulate.streams import Trial
from theorysim.simulate.watch import watching
from theorysim.sweep.paired import sign

OWN = {"method.eta": 0.2, "oracle.sigma": 0.3}
NOISY = {"oracle": "gaussian", "epsilon": 0.0, "steps": 60}


def what(criterion: str = "gradient_norm", method: str = "gradient_descent") -> Composition:
    return Composition(
        *(
            record(k, n)
            for k, n in zip(("methods", "objectives", "quantities", "oracles"), (method, "huber", criterion, "gaussian"), strict=True)
        )
    )


@pytest.fixture
def swept(tmp_path, monkeypatch, capsys):
    return studied(tmp_path, monkeypatch, capsys)


# --- what runs are seen to do -------------------------------------------------------------------------------------------


def test_a_watched_run_is_the_run_itself():
    """The same bits at every step that a trace keeps, and on where a run would have stopped."""
    seen = watching(what(), OWN, 3.0, coordinates=1)(log_times(60), Trial(number=4).keys()[0])
    run = ts.run("gradient_descent", "huber", OWN, 3.0, trace="log", trial=4, **NOISY)
    assert np.array_equal(seen[:, 0], run.values) and np.array_equal(seen[:, 1], run.gradient_norms)
    assert np.array_equal(seen[:, 3:], run.points) and len(seen) == len(log_times(60))


def test_a_criterion_is_watched_and_a_plain_step_too():
    def step(x: ts.Real, g: ts.Real, eta: ts.Positive):
        return x - eta * g

    one = watching(what("gap"), OWN, 3.0, coordinates=1)(log_times(60), Trial().keys()[0])
    assert np.array_equal(one[:, 2], one[:, 0])  # the minimum is 0
    plain = Composition(as_method(step), *(getattr(what(), n) for n in ("objective", "criterion", "oracle")))
    assert np.array_equal(watching(plain, OWN, 3.0, coordinates=1)(log_times(60), Trial().keys()[0])[:, [0, 1, 3]], one[:, [0, 1, 3]])


def test_a_run_that_runs_off_is_above_all_others_and_one_that_ended_stays():
    quadratic = Composition(record("methods", "gradient_descent"), record("objectives", "quadratic"), record("quantities", "gap"))
    found = curves(quadratic, {"gap": None}, {"method.eta": 30.0}, 1.0, 4000)
    gap = found.quantile("gap", 0.5)
    assert np.isinf(gap[-1]) and np.isfinite(gap[0]) and found.finite("gap")[-1] == 0
    with pytest.raises(ValueError, match="x_2 is asked for, but there are 1 coordinates"):
        curves(quadratic, {"x_2": None}, {"method.eta": 1.0}, 1.0, 4)


def test_quantiles_of_curves_are_those_of_all_trials():
    every = np.sort([ts.run("gradient_descent", "huber", OWN, 3.0, trial=i, **NOISY).value for i in range(250)])
    found = curves(what(), {"value": None}, OWN, 3.0, 60, 250)
    assert len(found.ranks) == 101 and list(kept_ranks(3)) == [1, 2, 3]
    for q in (0.01, 0.1, 0.5, 0.9):
        assert found.quantile("value", q)[-1] == every[math.ceil(q * 250) - 1]
    low, high = (ends[-1] for ends in found.interval("value", 0.5, 0.95))
    assert low <= every[109] and high >= every[140]  # the exact ranks are 110 and 141


def test_an_interval_with_no_end_is_infinite():
    one = Curves(np.array([0]), np.array([1, 2]), {"gap": np.array([[1.0, 2.0]])}, 2)
    assert [e[0] for e in one.interval("gap", 0.5, 0.95)] == [-math.inf, math.inf]


def test_the_expected_running_time_counts_failures():
    """Two of four reach after 10 and 30 steps; the others take 100 each."""
    times = HittingTimes(np.array([10, 30]), np.array([1, 1]), {"reached": 2, "budget": 2})
    assert expected.expected_time(times, 100) == (10 + 30 + 200) / 2
    low, high = expected.interval(times, 100, 0.9)
    assert low < 120 < high
    none = HittingTimes(np.array([], np.int64), np.array([], np.int64), {"budget": 2})
    assert expected.expected_time(none, 100) == math.inf == expected.interval(none, 100, 0.9)[0]


def test_the_interval_of_the_expected_running_time_covers_it():
    """Geometric times cut at 10: the truth is known, E[min(T, 10)]/P(T <= 10)."""
    p, n = 0.2, 200
    truth = sum((1 - p) ** k for k in range(10)) / (1 - (1 - p) ** 10)
    hits = 0
    for seed in range(200):
        drawn = np.random.default_rng(seed).geometric(p, n)
        times, counts = np.unique(drawn[drawn <= 10], return_counts=True)
        low, high = expected.interval(
            HittingTimes(times, counts, {"reached": int(counts.sum()), "budget": n - int(counts.sum())}), 10, 0.9, seed
        )
        hits += low <= truth <= high
    assert 165 <= hits <= 195


def test_the_sign_test_is_the_exact_one():
    assert (sign(0, 0), sign(5, 5), sign(0, 5), sign(1, 9)) == (1.0, 1.0, 2 / 32, 2 * 11 / 1024)


# --- what a study makes of them -----------------------------------------------------------------------------------------

CURVES = STUDY + '[figure]\nkind = "curves"\nx = "oracle_calls"\nband = [0.1, 0.9]\n'


def test_curves_of_a_study(swept):
    found = swept(CURVES.replace('"0.5, 0.2, 0.002"', "0.2"))
    one, other = found["lines"]
    assert (one["line"], one["statistic"], one["trials"], one["failures"]) == ("descent", "median of gap", 20, 0)
    assert one["begins_at"] == ["3.0"] and one["interval"] == "95 % intervals, by order statistics, whatever the law"
    every = [ts.run("gradient_descent", "huber", OWN, 3.0, trial=i, trace="log", **NOISY) for i in range(20)]
    gaps = np.sort([run.values for run in every], axis=0)
    assert one["drawn"]["x"] == log_times(60).tolist() and one["drawn"]["y"] == gaps[9].tolist()
    assert one["drawn"]["band"] == [gaps[1].tolist(), gaps[17].tolist()]
    assert one["drawn"]["low"] == gaps[5].tolist() and one["drawn"]["high"] == gaps[14].tolist()
    rows = [r for r in table("curves") if r["case"] == "descent" and r["quantity"] == "gap"]
    assert [float(r["q_0.9"]) for r in rows] == gaps[17].tolist() and {r["finite"] for r in rows} == {"20"}
    assert {r["quantity"] for r in table("curves")} == {"gap", "x_1"}
    shown = f"descent & 20 & 0 & ${gaps[9][-1]:.4g}$ $[{gaps[5][-1]:.4g}, {gaps[14][-1]:.4g}]$"
    assert shown in Path("out/table.tex").read_text()
    assert main(["report", "out", "-o", "page.html"]) == 0
    assert '<td class="values">3.0</td>' in Path("page.html").read_text()
    assert "median of gap against oracle_calls; bands lie between two quantiles" in Path("page.html").read_text()


def test_any_quantity_is_a_curve_by_any_of_its_names(swept):
    """The distance to Goldstein's subdifferential is where the run ends, and has a parameter, which the others lack."""
    text = """
says = "Down a kink."
objective = "absolute_value"
method = "gradient_descent"
p.eta = 0.3
start = 1
until = "goldstein_distance"
epsilon = 0.5
steps = 20
keep = ["goldstein_distance", "grad_norm", "progress"]
p.quantity.delta = 0.1
[figure]
kind = "curves"
y = ["goldstein_distance", "grad_norm"]
"""
    one, other = swept(text)["lines"]
    run = ts.run("gradient_descent", "absolute_value", {"method.eta": 0.3}, 1, 0, 20, trace="log")
    assert one["drawn"]["y"] == [1.0 if abs(x) > 0.1 else 0.0 for (x,) in run.points] and 0.0 in one["drawn"]["y"]
    assert other["line"] == "gradient_norm" and other["drawn"]["y"] == run.gradient_norms.tolist() and one["drawn"]["low"] is None
    assert {r["quantity"]: r["q_0.5"] for r in table("curves")}.keys() == {"goldstein_distance", "gradient_norm", "progress"}


def test_a_curve_has_a_slope_where_it_is_asked_for(swept):
    text = CURVES.replace('"0.5, 0.2, 0.002"', "0.2") + 'fit = [1, 4]\npredicted = { descent = -1 }\ncurves = { "1/k" = "1/k" }\n'
    one, other = swept(text)["lines"]
    assert one["points"] == 4 and one["by"] == "least squares" and one["predicted"] == -1 and other["predicted"] is None
    assert one["why"] == "no interval tells what chance does here"


def test_several_epsilons_from_one_run_are_those_of_runs_of_their_own(swept):
    text = STUDY.replace("0.5, 0.2, 0.002", "0.2, 0.002, 0.001")
    apart = swept(text)
    separate = table("points")
    together = swept(text.replace("[[case]]", "one_run = true\n[[case]]", 1), "--store", "other.sqlite")
    assert (apart["cells"], together["cells"], together["points"]) == (6, 2, 6)
    ours = [{n: v for n, v in r.items() if n != "key"} for r in table("points")]
    order = [n for n in separate[0] if n != "key"]
    assert ours == [{n: r[n] for n in order} for r in separate]
    assert {r["reached"] for r in ours} != {"20"}  # some did not reach
    assert main(["report", "other.sqlite", "-o", "page.html"]) == 0
    Path("noise/study.toml").unlink()  # the store tells it alone
    with closing(sqlite3.connect("other.sqlite")) as store, store:
        store.execute("DELETE FROM notes")
    assert main(["report", "other.sqlite", "-o", "page.html"]) == 0
    assert all(
        f'<td class="n">{e}</td>' in Path("page.html").read_text() or f"<td>{e}</td>" in Path("page.html").read_text() for e in (0.2, 0.002)
    )


def test_common_draws_are_those_of_run(swept):
    swept(STUDY)
    cell = next(r for r in table("points") if r["case"] == "descent" and r["epsilon"] == "0.2")
    own = [ts.run("gradient_descent", "huber", OWN, 3.0, trial=i, **NOISY | {"epsilon": 0.2}).T for i in range(20)]
    assert float(cell["T_0.5"]) == sorted(own)[9]
    frame = ts.frame("./noise", "trials", store="out/cells.sqlite")
    kept = frame[(frame["case"] == "descent") & (frame["epsilon"] == 0.2)]
    assert kept["T"].tolist() == own and kept["trial"].tolist() == list(range(20))


def test_shares_count_the_runs_that_failed(swept):
    found = swept(STUDY + '[figure]\nkind = "ecdf"\nlines = ["case", "epsilon"]\n')
    for line in found["lines"]:
        drawn, last = line["drawn"], line["drawn"]["y"][-1]
        assert drawn["x"][0] == 0 and drawn["x"][-1] == 60 and drawn["y"] == sorted(drawn["y"])
        assert last == 1 - line["failures"] / line["trials"] and line["trials"] == 20
        half = math.sqrt(math.log(2 / 0.05) / 40)
        assert drawn["high"][0] == pytest.approx(half) and drawn["low"][-1] == pytest.approx(last - half)
    assert any(line["failures"] for line in found["lines"])
    one = found["lines"][1]
    row = next(r for r in table("points") if r["case"] == "descent" and r["epsilon"] == "0.2")
    assert one["line"] == "descent, epsilon = 0.2" and one["expected"] == float(row["ERT"]) and one["expected_low"] < one["expected"]
    assert rf"descent, $\epsilon = 0.2$ & 20 & {one['failures']} & ${one['expected']:.4g}$ $[" in Path("out/table.tex").read_text()
    (pooled, _) = swept(STUDY + '[figure]\nkind = "ecdf"\n')["lines"]
    assert pooled["statistic"] == "share of runs that reached by k, over all epsilon" and pooled["trials"] == 60 and not pooled["interval"]
    assert main(["report", "out", "-o", "page.html"]) == 0
    assert "share of runs that reached by k, over all epsilon" in Path("page.html").read_text()


def test_the_expected_running_time_is_drawn_with_its_interval(swept):
    one, _ = swept(STUDY + '[figure]\ny = "ERT"\n')["lines"]
    assert one["statistic"] == "expected running time" and one["interval"] == "95 % intervals, bootstrap over trials"
    rows = {float(r["epsilon"]): float(r["ERT"]) for r in table("points") if r["case"] == "descent"}
    assert one["drawn"]["y"] == [v if math.isfinite(v := rows[x]) else None for x in one["drawn"]["x"]]
    reached = [int(r["reached"]) for r in table("points") if r["case"] == "descent"]
    assert one["trials"] == 60 and one["failures"] == 60 - sum(reached) > 0


def test_two_methods_are_compared_trial_by_trial(swept, capsys):
    found = swept(STUDY + '[figure]\ncompare = ["descent", "clipped"]\n')
    frame = ts.frame("./noise", "trials", store="out/cells.sqlite").fillna(math.inf)
    for test in found["tests"]:
        one, other = (frame[(frame["case"] == c) & (frame["epsilon"] == test["x"])]["T"].to_numpy() for c in ("descent", "clipped"))
        assert (test["first_sooner"], test["second_sooner"]) == (np.sum(one < other), np.sum(other < one))
        assert test["p"] == sign(test["first_sooner"], test["second_sooner"]) and test["p_of_all"] == min(1, 3 * test["p"])
    assert len(found["tests"]) == 3 and min(t["p"] for t in found["tests"]) < 0.01
    assert (
        json.loads(Path("out/tests.json").read_text())
        == found["tests"]
        == swept(STUDY + '[figure]\ncompare = ["descent", "clipped"]\n')["tests"]
    )
    assert main(["study", "./noise", "-o", "out"]) == 0
    assert "descent reaches sooner than clipped in" in capsys.readouterr().out
    assert main(["report", "out", "-o", "page.html"]) == 0
    assert "descent sooner" in Path("page.html").read_text()


REFUSED = {
    "a quantity that is not kept": ('[figure]\nkind = "curves"\ny = "value"\n', 'value is not kept along the runs; write keep = ["value"]'),
    "a bound against k": ('[figure]\nkind = "curves"\nbound = "theorem-3.4.1"\n', "bound: the bound of a statement is a count of steps"),
    "no quantity": ('[size.large]\nkeep = "gaps"\n', "keep: "),
    "a band the wrong way": ('[figure]\nkind = "curves"\nband = [0.9, 0.1]\n', "band: it must be two quantiles"),
    "a kind that there is not": ('[figure]\nkind = "bars"\n', "kind: "),
    "a share of gaps": ('[figure]\nkind = "ecdf"\ny = "gap"\n', "y: a figure of kind ecdf is the share of runs that reached"),
    "a case that there is not": ('[figure]\ncompare = ["descent", "clip"]\n', "compare: no case 'clip'"),
    "a text that cannot be set": ('[figure]\nkind = "curves"\nlines = ["case", "epsilon"]\nylabel = "$x_{$"\n', "$x_{$ cannot be set: "),
    "one case": ('[figure]\ncompare = ["descent"]\n', "compare: two cases"),
}


@pytest.mark.parametrize(("more", "said"), REFUSED.values(), ids=REFUSED)
def test_a_mistake_is_one_line(swept, more, said):
    error = swept(STUDY + more, code=2)["error"]
    assert error.count("\n") == 1 and said in error and "noise/study.toml:" in error and not Path("out").exists()


def test_one_run_is_not_counted_exactly(swept):
    text = 'says = "One."\nobjective = "quadratic"\nmethod = "gradient_descent"\np.eta = 0.1\nexact = "where possible"\none_run = true\n'
    assert "one_run or exact: one of the two" in swept(text, code=2)["error"]
    assert swept(text.replace("where possible", "never"))["cells"] == 1


def test_trials_that_are_no_pairs_are_not_compared(swept):
    error = swept(STUDY.replace('draws = "common"\n', "") + '[figure]\ncompare = ["descent", "clipped"]\n', code=2)["error"]
    assert 'are no pairs; write draws = "common"' in error and not Path("out").exists()


def test_trials_that_points_share_are_resampled_together(swept):
    """T of two epsilons that rise and fall together: their slope moves less than that of trials of their own."""
    random = np.random.default_rng(0)
    first = random.geometric(0.01, 400) + 100
    trials = [np.asarray(first, float), np.asarray(3 * first, float)]
    times = [HittingTimes(*np.unique(T.astype(int), return_counts=True), {"reached": 400}) for T in trials]
    together, apart = rate([1, 10], times, trials=trials), rate([1, 10], times)
    assert together.slope == apart.slope and together.high - together.low < 1e-9 < 0.01 < apart.high - apart.low
    for draws in ('draws = "common"', "one_run = true"):
        line = swept(STUDY.replace('draws = "common"', draws).replace("0.002", "0.1") + "[figure]\n", "--store", f"{len(draws)}.sqlite")[
            "lines"
        ][0]
        frame = ts.frame("./noise", "trials", store=f"{len(draws)}.sqlite").query("case == 'descent'")
        trials = [frame[frame["epsilon"] == x]["T"].to_numpy(float) for x in line["drawn"]["x"]]
        times = [HittingTimes(*np.unique(T.astype(int), return_counts=True), {"reached": 20}) for T in trials]
        assert (line["low"], line["high"]) == ((one := rate(line["drawn"]["x"], times, trials=trials)).low, one.high)


def test_what_is_kept_changes_no_draw(swept):
    """T of all trials is what it is where nothing more is kept; and a store whose files another wrote over writes its own again."""
    own = STUDY.replace('draws = "common"\n', "")
    less = own.replace('keep = ["gap", "x_1"]\n', "")
    names, found = ("case", "epsilon", "T_0.5", "T_0.9", "reached"), []
    for text, store in ((own, "more"), (less, "less"), (STUDY, "common"), (own, "more")):
        swept(text, "--store", f"{store}.sqlite")
        found.append([[row[name] for name in names] for row in table("points")])
    assert found[0] == found[1] == found[3] != found[2]


# --- one cell, one run --------------------------------------------------------------------------------------------------
