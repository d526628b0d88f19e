"""Studies: one sha256 whatever the order, the processes or the kills; mistakes in one line; figures and tables of what was measured."""

import csv
import json
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
import worked

from theorysim import catalogue
from theorysim.cli import main
from theorysim.commands import study, study_cell
from theorysim.commands.study import Asked, Planned
from theorysim.results import Trajectory
from theorysim.sweep import executors, values
from theorysim.sweep.executors import Broken, Ended, Here, Local
from theorysim.sweep.formula import Mistake, grid
from theorysim.sweep.plan import plan, stream
from theorysim.sweep.schema import Page
from theorysim.sweep.store import Store

STUDY = """
says = "Descent under noise, clipped and not."
source = "Thesis, section 4"
objective = "huber"
oracle = "gaussian"
epsilon = "0.1, 0.05"
steps = 2000
trials = 20

[let]
sigma = "0, 1/10, 0.2"

[p]
oracle.sigma = "sigma"

[[case]]
label = "descent"
method = "gradient_descent"
p.eta = "epsilon"

[[case]]
label = "clipped"
method = "clipped_gradient_descent"
p.eta_c = "epsilon"
p.method.gamma = "1 / (1 + sigma)"

[size.large]
trials = 40

[figure]
x = "epsilon"
lines = ["case", "sigma"]
predicted = { descent = -1, clipped = "-1 - sigma" }
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A study in a folder, and a working folder beside it."""
    where = tmp_path / "noise"
    where.mkdir()
    (where / "study.toml").write_text(STUDY)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return where


@pytest.fixture
def swept(folder, capsys):
    """Run `theorysim study` on it, in process; give what it printed as JSON."""

    def call(*words: str, code: int = 0, name: Path = folder) -> dict:
        found = main(["study", str(name), "--json", *words])
        printed = capsys.readouterr()
        assert found == code, printed.err
        return json.loads(printed.out) if printed.out else {"error": printed.err}

    return call


def started(*words: object, **more) -> subprocess.Popen:
    command = [sys.executable, "-m", "theorysim", "study", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


# --- one sha256 ---------------------------------------------------------------------------------------------------------


def test_processes_order_and_resumption_do_not_count(swept, monkeypatch, tmp_path):
    one = swept()
    assert (one["points"], one["cells"], one["ran"], one["done"]) == (12, 12, 12, 12)
    two = swept("-j", "2", "-o", "two")
    lacking = study.Planned.lacking

    def shuffled(self, store):
        found = lacking(self, store)
        random.Random(1).shuffle(found)
        return found

    monkeypatch.setattr(study.Planned, "lacking", shuffled)
    three = swept("-o", "three")
    with closing(sqlite3.connect("three/cells.sqlite")) as store, store:
        store.execute("DELETE FROM cells WHERE key IN (SELECT key FROM cells ORDER BY key LIMIT 5)")
    resumed = swept("-o", "three")
    assert resumed["ran"] == 5
    assert {two["sha256"], three["sha256"], resumed["sha256"]} == {one["sha256"]}
    for name in ("points.csv", "figure.svg", "figure.pdf", "table.tex", "rates.json"):
        assert Path("two", name).read_bytes() == Path("noise", name).read_bytes()
    assert swept("-p", "seed=1", "-o", "four")["sha256"] != one["sha256"]


def test_what_is_done_is_not_run_nor_written_again(swept, monkeypatch):
    first = swept()
    before = {f: Path(f).stat().st_mtime_ns for f in first["files"]}
    monkeypatch.setattr(study_cell, "measured", lambda spec: 1 / 0)
    again = swept()
    assert (again["ran"], again["sha256"], again["lines"]) == (0, first["sha256"], first["lines"])
    assert {f: Path(f).stat().st_mtime_ns for f in first["files"]} == before
    Path(first["files"][0]).unlink()
    swept()
    assert Path(first["files"][0]).is_file()


def test_a_result_of_other_sources_is_run_again(swept, monkeypatch):
    first = swept()
    monkeypatch.setattr(study_cell, "code", lambda *names: "another")
    again = swept()
    assert (again["ran"], again["sha256"]) == (12, first["sha256"])


def test_more_trials_go_on_with_the_draws_of_fewer(folder):
    one = {"method": "m", "seed": 0, "trials": 5, "steps": 7, "epsilon": 0.1}
    assert stream(one) == stream(one | {"trials": 50, "steps": 70, "seed": 3}) != stream(one | {"epsilon": 0.2})
    assert 0 <= stream(one) < 2**60


def test_kill_9_at_any_time_ends_with_the_same_sha256(folder, swept):
    """Kills of the coordinator and of workers, after a random (seeded) number of rows; what was acknowledged stays as it is."""
    words = [folder, "-j", 2, "-p", "sigma=lin:0.01:0.2:8", "-p", "epsilon=0.01,0.011", "-p", "trials=20000", "-o", "killed"]
    whole = swept(*map(str, words[3:-2]), "-o", "whole")
    dice, store = random.Random(5), Path("killed/cells.sqlite")
    kept: dict[str, tuple] = {}
    for more in (0, dice.randrange(3, 8), dice.randrange(3, 8)):
        with started(*words) as run:
            deadline, worker = time.monotonic() + 60, True
            while len(rows(store)) < len(kept) + more and time.monotonic() < deadline:
                if worker and len(rows(store)) > len(kept):
                    kill(dice.choice(below(run.pid)))
                    worker = False
                time.sleep(0.01)
            if not more:
                time.sleep(dice.uniform(0.2, 1))
            kill(run.pid)
            run.wait(timeout=30)
        assert rows(store).items() >= kept.items()
        kept = rows(store)
    assert 6 <= len(kept) < 32
    with started(*words, "--json") as run:
        last = json.loads(run.communicate(timeout=60)[0])
    assert (last["sha256"], last["done"], last["ran"], run.returncode) == (whole["sha256"], 32, 32 - len(kept), 0)
    assert rows(store).items() >= kept.items()
    assert Path("killed/points.csv").read_bytes() == Path("whole/points.csv").read_bytes()


def rows(file: Path) -> dict[str, tuple]:
    with suppress(Mistake), closing(Store(file, write=False)) as store:
        return {r.key: (r.spec, r.status, r.result, r.seconds) for r in store.rows()}
    return {}


def below(pid: int) -> list[int]:
    """Return the processes that a process has started, and those that these have."""
    lines = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout.splitlines()
    pairs = [tuple(map(int, line.split())) for line in lines]
    found = [p for p, parent in pairs if parent == pid]
    return found + [q for p in found for q in below(p)]


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


# --- processes ----------------------------------------------------------------------------------------------------------

NUMBERS = [(str(i), str(i)) for i in range(1, 41)]


@pytest.mark.parametrize("executor", [Here(), Local(2)], ids=["here", "local"])
def test_an_executor_gives_each_cell_once(executor):
    found = list(executor(worked.square, NUMBERS))
    assert sorted(int(e.key) for e in found) == list(range(1, 41))
    assert all(e.status == "done" and e.result == str(int(e.key) ** 2) for e in found)


@pytest.mark.parametrize("executor", [Here(), Local(1)], ids=["here", "local"])
def test_an_exception_is_the_outcome_of_its_cell(executor):
    found = {e.key: (e.status, e.result) for e in executor(worked.raises_at_three, NUMBERS[:4])}
    assert found == {"1": ("done", "1"), "2": ("done", "4"), "3": ("failed", "ValueError: three is bad"), "4": ("done", "16")}


def test_a_cell_that_kills_three_processes_is_given_up():
    found = {e.key: e for e in Local(2)(worked.dies_at_twenties, NUMBERS)}
    assert len(found) == 40
    assert [k for k, e in found.items() if e.status == "crashed"] in (["20", "40"], ["40", "20"])
    assert found["20"].result == "its process died 3 times, at last with status -9"
    assert all(e.result == str(int(k) ** 2) for k, e in found.items() if e.status == "done")


def test_a_cell_whose_process_dies_twice_is_run_again(tmp_path):
    assert [(e.key, e.status, e.result) for e in Local(2)(worked.dies_twice, [("a", str(tmp_path))])] == [("a", "done", "survived")]


def test_processes_that_die_at_their_start_are_not_started_for_ever():
    with pytest.raises(Broken, match="at their start"):
        list(Local(2)(worked.Unborn(), NUMBERS))


def test_closing_leaves_no_process():
    running = Local(2)(worked.slow_square, NUMBERS)
    next(running)
    assert multiprocessing.active_children()
    running.close()
    assert not multiprocessing.active_children()


KILLER = """
\"\"\"Kill the worker process that runs it.\"\"\"
import multiprocessing, os
from theorysim.domains import Positive, Real
from theorysim.model import Method

if multiprocessing.parent_process() is not None:
    os.kill(os.getpid(), 9)

def step(x: Real, g: Real, eta: Positive):
    return x - eta * g

killer = Method(step)
"""


def test_a_crash_is_exit_3_and_the_rest_is_done(swept, folder):
    (folder / "killer.py").write_text(KILLER)
    text = STUDY.replace('"clipped_gradient_descent"\np.eta_c', '"killer.py:killer"\np.eta').replace("0, 1/10, 0.2", "0.1")
    (folder / "study.toml").write_text(text.replace('p.method.gamma = "1 / (1 + sigma)"\n', ""))
    found = swept("-j", "2", "-p", "epsilon=0.1", code=3)
    assert (found["done"], found["crashed"], found["failed"]) == (1, 1, 0)
    assert found["why"].startswith("crashed: its process died 3 times, at last with status -9; ")
    again = swept("-p", "epsilon=0.1")  # in this process nothing is killed; what crashed is tried again
    assert (again["ran"], again["done"], again["crashed"]) == (1, 2, 0)
    assert "crashed" not in Path("noise/points.csv").read_text()


LONG = ["-p", "steps=1e12", "-p", "epsilon=1e-300", "-p", "trials=1", "-p", "sigma=0,1"]


@pytest.mark.parametrize(
    "sign, code, group, j", [("SIGINT", 130, True, 2), ("SIGTERM", 143, False, 2), ("SIGKILL", -9, False, 2), ("SIGINT", 130, False, 1)]
)
def test_a_signal_ends_it_and_leaves_no_process_and_a_store_that_opens(swept, folder, sign, code, group, j):
    swept("-p", "trials=1", "-p", "sigma=0", "-o", "warm")  # so that it is the cells that are interrupted
    with started(folder, "-j", j, *LONG, start_new_session=True) as run:
        deadline, processes = time.monotonic() + 60, j + 2 if j > 1 else 0  # one that starts them, one that tracks resources
        while (len(below(run.pid)) < processes or not Path("noise/cells.sqlite").exists()) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5 if j > 1 else 2)
        workers = below(run.pid)
        (os.killpg if group else os.kill)(run.pid, getattr(signal, sign))
        _, errors = run.communicate(timeout=30)
    assert run.returncode == code and "Traceback" not in errors and errors.count("\n") <= 1
    assert j == 1 or ("cells were added" in errors) is (sign != "SIGKILL")
    while any(os.path.exists(f"/proc/{w}") for w in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(workers) == processes and not any(os.path.exists(f"/proc/{w}") for w in workers)
    Store(Path("noise/cells.sqlite")).close()


def test_two_at_once_are_one_and_a_line_that_says_so(folder, swept):
    with started(folder, *LONG) as run:
        deadline = time.monotonic() + 60
        while not Path("noise/cells.sqlite").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        said = swept(code=3)["error"]
        assert said == f"theorysim: error: process {run.pid} is writing the store: wait for it, or give another --store\n"
        assert swept("--collect")["done"] == 0  # reading is free
        kill(run.pid)
        run.communicate(timeout=30)
    assert swept()["done"] == 12


# --- the plan -----------------------------------------------------------------------------------------------------------

MANY = """
says = "Many."
method = "gradient_descent"
objective = "quadratic"
steps = 10
[let]
a = "lin:0.1:1:1000"
b = "a/2"
[p]
eta = "log:1e-3:1e-1:100"
objective.a = "b"
"""


def test_a_hundred_thousand_cells_are_planned_at_once(folder, monkeypatch):
    """Each entry is loaded once, and of the formulas only what moves is evaluated, once a point."""
    (folder / "study.toml").write_text(MANY)
    combined, evaluated = [], []
    evaluate = values.evaluate
    monkeypatch.setattr(values, "evaluate", lambda what, names: evaluated.append(1) or evaluate(what, names))
    page = Page(folder / "study.toml")
    begun = time.process_time()
    found = plan(page.study(), page, lambda *names: combined.append(names) or study_cell.composition(*names))
    assert time.process_time() - begun < 10  # 1.2 s, where nothing else runs
    assert len(found.cells) == len(found.points) == 100_000 and len(combined) == 1 and len(evaluated) == 200_000
    assert found.axes == ("a", "method.eta")


def test_a_plan_of_formulas(folder):
    page = Page(folder / "study.toml")
    found = plan(page.study(), page, study_cell.composition, given={"sigma": "1/2", "epsilon": "0.1"})
    descent, clipped = found.points
    assert descent.names["method.eta"] == 0.1 and clipped.names["method.gamma"] == 1 / 1.5
    spec = json.loads(found.cells[clipped.key])
    assert spec == {
        "method": "clipped_gradient_descent",
        "objective": "huber",
        "oracle": "gaussian",
        "until": "gradient_norm",
        "parameters": {"method.eta_c": 0.1, "method.gamma": 1 / 1.5, "oracle.sigma": 0.5},
        "start": None,
        "epsilon": 0.1,
        "steps": 2000,
        "trials": 20,
        "seed": 0,
        "dimension": None,
    }
    large = plan(page.study(), page, study_cell.composition, "large", {"method.eta_c": "1", "sigma": "1"})
    assert {json.loads(s)["trials"] for s in large.cells.values()} == {40}
    assert [p.names["method.eta_c"] for p in large.points if p.names["case"] == "clipped"] == [1.0, 1.0]


def test_what_draws_nothing_is_run_once(folder):
    (folder / "study.toml").write_text(STUDY.replace('oracle = "gaussian"', "").replace('oracle.sigma = "sigma"', ""))
    page = Page(folder / "study.toml")
    with pytest.raises(Mistake, match="nothing is drawn here, so that every trial is the same run"):
        plan(page.study(), page, study_cell.composition)
    (folder / "study.toml").write_text(
        STUDY.replace('oracle = "gaussian"', "").replace('oracle.sigma = "sigma"', "").replace("trials = 20\n", "")
    )
    page = Page(folder / "study.toml")
    found = plan(page.study(), page, study_cell.composition)
    assert {json.loads(s)["trials"] for s in found.cells.values()} == {1}
    assert (len(found.points), len(found.cells)) == (12, 8)  # descent does not see sigma: points share cells


EXACT = """
says = "Tiny steps."
objective = ["quadratic", "exponential"]
method = "gradient_descent"
oracle = ["exact", "gaussian"]
start = 1
steps = 1e15
exact = "where possible"
p = { eta = 1e-9, L1 = 2, oracle.sigma = 1 }

[size.stepped]
exact = "never"
"""


def test_what_has_a_closed_form_is_counted_where_the_study_says_so(folder, swept, monkeypatch):
    """Draws keep their key; what is stepped, is stepped; the points say which is which."""
    stepped = Trajectory("budget", None, 7, (0.0,), 0.0, 0.0, 0.0)
    monkeypatch.setattr("theorysim.simulate.run.run", lambda *setting, **more: stepped)
    (folder / "study.toml").write_text(EXACT)
    found = swept()
    with open(found["files"][0]) as file:
        rows = list(csv.DictReader(file))
    assert [(r["objective"], r["oracle"], r["exact"], r["arithmetic"], r["T_0.5"]) for r in rows] == [
        ("quadratic", "exact", "where possible", "exact", "6907755276"),  # log(1000) / -log(1 - 1e-9)
        ("quadratic", "gaussian", "", "float64", "inf"),
        ("exponential", "exact", "where possible", "float64", "inf"),
        ("exponential", "gaussian", "", "float64", "inf"),
    ]
    assert (found["cells"], found["exact"]) == (4, 1)
    again = swept("--size", "stepped", "-o", "stepped")
    text = Path(again["files"][0]).read_text()
    assert "exact" not in again and "arithmetic" not in text and "6907755276" not in text
    asked, never = (Planned(folder / "study.toml", Asked(".", {}, size=size)).plan.cells for size in (None, "stepped"))
    assert len(asked.keys() & never.keys()) == 2  # those that draw: what is asked of the others does not move their draws


def test_points_and_starts(folder):
    text = 'says = "x"\nmethod = "gradient_descent"\np.eta = 1\n'
    (folder / "study.toml").write_text(text + 'objective = "sine_product"\nstart = [1, "1/4"]\n')
    page = Page(folder / "study.toml")
    (spec,) = plan(page.study(), page, study_cell.composition).cells.values()
    assert json.loads(spec)["start"] == [1.0, 0.25]
    (folder / "study.toml").write_text(text + 'objective = "separable:huber"\ndimension = "1, 10"\nstart = "lin:1:2:3"\n')
    page = Page(folder / "study.toml")
    found = [json.loads(s) for s in plan(page.study(), page, study_cell.composition).cells.values()]
    assert [(s["dimension"], s["start"]) for s in found] == [(d, [x]) for d in (1, 10) for x in (1.0, 1.5, 2.0)]


@pytest.mark.parametrize(
    "text, found",
    [
        (3, (3.0,)),
        ("1/3", (1 / 3,)),
        ("1, 10,100", (1.0, 10.0, 100.0)),
        ("log:1e-3:1e0:4", (1e-3, 1e-2, 1e-1, 1.0)),
        ("lin:0:2:5", (0.0, 0.5, 1.0, 1.5, 2.0)),
        ([1, "2/4", "1,2"], (1.0, 0.5, 1.0, 2.0)),
        ("max(1, 2, 3)", (3.0,)),
        ("sqrt(4) * 2**-1 - -1", (2.0,)),
    ],
)
def test_grids(text, found):
    assert grid(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "1,,2", "a.b.c", "f(1)", "log:1:2", "log:-1:1:3", "lin:0:1:1", "1e999", "nan", True, [], "1/0", "(-1)**0.5", "9**9**9", "min(1)"]
    + ["__import__('os')", "[1]", "1 if 1 else 2", "'a'", "1 and 2", "lambda x", "(1).real", "a[0]", "1 @ 2", "x := 1", "(" * 5000],
)
def test_nothing_but_arithmetic_is_read(text):
    with pytest.raises(Mistake):
        grid(text)


# --- mistakes: one line, with its line, exit 2 --------------------------------------------------------------------------


MISTAKES = [  # what is replaced, by what, what stands on the line that is named, what is said of it
    ("trials = 20", "trails = 20", "trails", "unknown key 'trails'; did you mean 'trials'?"),
    ('label = "clipped"', 'lable = "clipped"', "[[case]]", "'label' is missing"),
    ('label = "clipped"', 'label = "clipped"\nlable = 3', "lable", "unknown key 'lable'; did you mean 'label'?"),
    ('x = "epsilon"', 'xx = "epsilon"', "xx", "unknown key 'xx'; did you mean 'x'?"),
    ("trials = 40", "trial = 40", "trial = 40", "unknown key 'trial'; did you mean 'trials'?"),
    ('says = "Descent under noise, clipped and not."', "", None, "'says' is missing"),
    ('objective = "huber"', "", "[[case]]", "'objective' is missing"),
    ("[size.large]", "[size.large", "[size.large", "Expected ']'"),
    ("steps = 2000", "steps = 2000\nsteps = 3000", "steps = 3000", "Cannot overwrite a value"),
    ("steps = 2000", "steps = true", "steps", "steps: True is no number"),
    ("steps = 2000", 'steps = "20.5"', "steps", "steps is 20.5; it must be an integer"),
    ("steps = 2000", 'steps = 2000\nexact = "yes"', "exact", "exact: should be 'where possible' or 'never'"),
    ("steps = 2000", "steps = 2000\nexact = true", "exact", "exact: should be 'where possible' or 'never'"),
    ("trials = 20", "trials = 0", "trials = 0", "trials is 0; it must be an integer from 1"),
    ('"0.1, 0.05"', '"0.1, -0.05"', "epsilon", "epsilon is -0.05; it must be at least 0"),
    ('"0.1, 0.05"', '"log:0.1:0.05"', "epsilon", "a grid is log:A:B:N"),
    ('"0, 1/10, 0.2"', '"0, 1/0"', "sigma", "sigma: '1/0' has no value"),
    ('"0, 1/10, 0.2"', '"os.system(1)"', "sigma", "the functions are"),
    ('sigma = "0, 1/10, 0.2"', 'sigma = "clip"\nclip = "sigma"', "sigma", "sigma -> clip -> sigma is a circle"),
    ('sigma = "0, 1/10, 0.2"', "sigma = 1\nepsilon = 2", "epsilon = 2", "epsilon may not be a name of `let`"),
    ('"gradient_descent"', '"gradient_decent"', "gradient_decent", "did you mean gradient_descent"),
    ('"huber"', '"hubr"', "hubr", "did you mean huber"),
    ('"gaussian"', '"gausian"', "gausian", "did you mean gaussian"),
    ('"huber"', '"huber"\nuntil = "gradient_nrom"', "gradient_nrom", "did you mean gradient_norm"),
    ('p.eta = "epsilon"', 'p.eat = "epsilon"', "p.eat", "eat: no such parameter; did you mean"),
    ('p.eta = "epsilon"', 'p.eta = "epsilom"', "epsilom", "no name 'epsilom'; did you mean 'epsilon'?"),
    ('p.eta = "epsilon"', 'p.eta = "-epsilon"', "-epsilon", "method.eta is -0.1, outside (0, inf)"),
    ('p.eta = "epsilon"', 'p.eta = "1 / (sigma - sigma)"', "p.eta", "has no value at sigma = 0"),
    ('p.eta = "epsilon"', "p.eta = 1\np.method.eta = 2", "p.method.eta", "method.eta is given twice"),
    ('p.eta = "epsilon"', "", "[[case]]", "method.eta is missing, in (0, inf)"),
    ("predicted = { descent = -1,", "predicted = { descent = [-1, 2],", "predicted", "descent: it must be one number or formula"),
    ('clipped = "-1 - sigma" }', 'clipped = "-1 - sgima" }', "predicted", "name 'sgima' is not defined"),
    ('lines = ["case", "sigma"]', 'lines = ["case", "sgima"]', "lines", "did you mean 'sigma'?"),
    ('lines = ["case", "sigma"]', 'lines = ["case"]', "[figure]", "which differ in sigma, oracle.sigma: name these in lines"),
    ('x = "epsilon"', 'x = "eps"', 'x = "eps"', "x: no name 'eps'"),
    ('x = "epsilon"', 'y = "Tt"', "Tt", "y: no name 'Tt'"),
    ('x = "epsilon"', 'xscale = "logarithmic"', "xscale", "'log' or 'linear'"),
    ('x = "epsilon"', "quantile = 1.5", "quantile", "less than 1"),
    ('label = "clipped"', r"label = '$\frac{1$'", None, r"$\frac{1$, sigma = 0 cannot be set: ParseSyntaxException"),
    ('x = "epsilon"', r"ylabel = '$\notaword$'", "ylabel", r"$\notaword$ cannot be set: ParseFatalException: Unknown symbol"),
    ('x = "epsilon"', "fit = [1]", "fit", "it must be true, false or [LOW, HIGH]"),
]


@pytest.mark.parametrize("old, new, on, said", MISTAKES, ids=[said[:40] for *_, said in MISTAKES])
def test_a_mistake_in_the_file_is_one_line_that_names_its_line(folder, capsys, old, new, on, said):
    text = STUDY.replace(old, new)
    assert text != STUDY
    (folder / "study.toml").write_text(text)
    assert main(["study", str(folder)]) == 2
    printed = capsys.readouterr()
    place, rest = printed.err.removeprefix(f"theorysim: error: {folder}/study.toml:").split(" ", 1)
    assert printed.out == "" and said in rest and printed.err.count("\n") == 1 and "Traceback" not in printed.err
    assert (on in text.splitlines()[int(place.rstrip(":")) - 1]) if on else place == ""
    assert not Path("noise").exists()


@pytest.mark.parametrize(
    "words, code, said",
    [
        (["-p", "sgima=1"], 2, "-p sgima: no such parameter; did you mean 'sigma'?"),
        (["-p", "sigma=1", "-p", "sigma=2"], 2, "given twice"),
        (["-p", "sigma=one"], 2, "no name 'one'"),
        (["-p", "sigma=log:1:2"], 2, "a grid is log:A:B:N"),
        (["-p", "sigma"], 2, "write -p role.name=value"),
        (["--size", "huge"], 2, "no size 'huge'; there are default, large"),
        (["-j", "0"], 2, "-j is 0"),
        (["--collect", "--dry-run"], 2, "one of the two"),
        (["--collect"], 2, "there is no store"),
        (["--store", "/proc/cells.sqlite"], 2, "cannot be opened"),
        (["--store", "."], 2, "cannot be opened"),
    ],
    ids=lambda w: " ".join(w) if isinstance(w, list) else "",
)
def test_a_mistake_on_the_command_line_is_one_line(folder, capsys, words, code, said):
    assert main(["study", str(folder), *words]) == code
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith("theorysim: error: ") and said.lower() in printed.err.lower()
    assert printed.err.count("\n") == 1


def test_a_study_that_there_is_not(capsys):
    assert main(["study", "clipped_against_fixed_stop"]) == 2
    assert "did you mean clipped_against_fixed_step" in capsys.readouterr().err


def test_a_full_store_is_one_line_and_exit_3(folder, capsys, monkeypatch):
    monkeypatch.setattr(Store, "add", lambda self, rows: self._commit("INSERT INTO no_such_table VALUES (?)", [(1,)]))
    assert main(["study", str(folder)]) == 3
    printed = capsys.readouterr()
    assert printed.out == "" and "what was written before is safe" in printed.err and printed.err.count("\n") == 1
    Store(Path("noise/cells.sqlite")).close()


def test_a_combination_that_does_not_run_is_said_before_the_sweep(folder, capsys):
    (folder / "study.toml").write_text(STUDY.replace('objective = "huber"', 'objective = "huber"\nstart = [1, 2]'))
    assert main(["study", str(folder)]) == 2
    assert "start has shape (2,); the objective has 1 coordinate" in capsys.readouterr().err


# --- what is written ----------------------------------------------------------------------------------------------------


def test_dry_run_says_how_many_and_how_long_and_writes_nothing(swept, capsys, folder):
    found = swept("--dry-run")
    assert (found["points"], found["cells"], found["left"], found["kernels"]) == (12, 12, 12, 2)
    assert found["estimate_seconds"] > 0 and found["cell_seconds"] > 0 and not list(Path().iterdir())
    swept("-p", "sigma=0")
    assert swept("--dry-run")["left"] == 8
    assert main(["study", str(folder), "--dry-run"]) == 0
    assert "12 points, 12 cells, 8 of them left to run\nabout " in capsys.readouterr().out


def test_the_files(swept, folder, capsys):
    Path("noise").mkdir()
    for name in (".1.points.csv", ".1.figure.svg"):  # of one that was killed
        Path("noise", name).touch()
    os.utime("noise/.1.points.csv", (0, 0))
    found = swept()
    assert sorted(f for f in os.listdir("noise") if f.startswith(".")) == [".1.figure.svg"]  # young: it may still be written
    assert [Path(f).name for f in found["files"]] == ["points.csv", "figure.svg", "figure.pdf", "table.tex", "rates.json"]
    with open("noise/points.csv", newline="") as file:
        points = list(csv.DictReader(file))
    assert len(points) == 12 and {p["status"] for p in points} == {"done"}
    one = next(p for p in points if p["case"] == "clipped" and p["sigma"] == "0.2" and p["epsilon"] == "0.05")
    assert float(one["method.gamma"]) == 1 / 1.2 and one["reached"] == "20" and int(one["T_0.5"]) > 0
    with closing(Store(Path("noise/cells.sqlite"), write=False)) as store:
        result = next(json.loads(r.result) for r in store.rows() if r.key == one["key"])
    times = sorted(t for t, n in zip(result["T"], result["counts"], strict=True) for _ in range(n))
    assert len(times) == 20 and times[9] == int(one["T_0.5"])
    pdf, svg = Path("noise/figure.pdf").read_bytes(), Path("noise/figure.svg").read_text()
    assert b"/Type3" not in pdf and (b"/TrueType" in pdf or b"/CIDFontType2" in pdf) and svg.count("<svg") == 1
    table = Path("noise/table.tex").read_text()
    assert (
        table.count(r"\\") == 7 and table.count("&") == 28 and r"clipped, $\sigma = 0.2$ & 2 & $-" in table and table.count("$-1.200$") == 1
    )
    assert main(["study", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[0].startswith("noise: 12 points, 12 cells, 0 run now, 12 done, ")
    assert "clipped, sigma = 0.2: slope -" in shown and shown.endswith(f"sha256 {found['sha256']}\n")


def test_rates_are_those_of_the_measured_times(swept):
    """Without noise T falls by log(2) per step of 1/eta: the fit of two points is their quotient."""
    found = {line["line"]: line for line in swept("-p", "trials=1")["lines"]}
    with open("noise/points.csv", newline="") as file:
        T = {(p["case"], p["sigma"], p["epsilon"]): int(p["T_0.5"]) for p in csv.DictReader(file)}
    from math import log

    for case in ("descent", "clipped"):
        slope = log(T[case, "0.1", "0.1"] / T[case, "0.1", "0.05"]) / log(2)
        assert found[f"{case}, sigma = 0.1"]["slope"] == pytest.approx(slope, abs=1e-12)
        assert (found[f"{case}, sigma = 0.1"]["by"], found[f"{case}, sigma = 0.1"]["low"]) == ("least squares", None)
    assert found["clipped, sigma = 0.2"]["predicted"] == -1.2 and found["descent, sigma = 0.2"]["predicted"] == -1


BEST = """
says = "The best of several steps, on the worse of two functions."
objective = ["quadratic", "huber"]
method = "gradient_descent"
p.eta = "share"
epsilon = "0.1, 0.01, 0.001"
[let]
share = "0.1, 0.5, 1.9, 2.1"
[figure]
y = ["T", "diverged"]
worst_over = "objective"
best_over = ["share"]
curves = { bound = "10 / epsilon" }
yscale = "linear"
"""


def test_the_best_of_the_worst(swept, folder):
    (folder / "study.toml").write_text(BEST)
    found = {line["line"]: line for line in swept()["lines"]}
    with open("noise/points.csv", newline="") as file:
        points = list(csv.DictReader(file))
    for epsilon in ("0.1", "0.01", "0.001"):
        of = [p for p in points if p["epsilon"] == epsilon]
        worst = {s: max(float(p["T_0.5"]) for p in of if p["share"] == s) for s in ("0.1", "0.5", "1.9", "2.1")}
        assert worst["2.1"] == float("inf") and min(worst.values()) == worst["0.5"]
    assert found["T"]["points"] == 3 and found["T"]["slope"] < 0 and found["diverged"]["slope"] is None


def test_collect_writes_parquet_with_the_same_numbers(swept, capsys, folder):
    import pandas

    swept("-p", "sigma=0")
    found = swept("--collect")
    assert found["ran"] == 0 and found["done"] == 4 and Path(found["files"][-1]).name == "points.parquet"
    frame, text = pandas.read_parquet("noise/points.parquet"), pandas.read_csv("noise/points.csv")
    assert len(frame) == 12 and list(frame.columns) == list(text.columns)
    assert sorted(frame["T_0.5"].dropna()) == sorted(text["T_0.5"].dropna()) and frame["status"].eq("done").sum() == 4
    assert list(frame["method.eta"].dropna()) == list(text["method.eta"].dropna())


def test_collect_without_pandas_names_the_command(folder, swept, monkeypatch):
    swept()
    Path("noise/points.csv").unlink()
    monkeypatch.setitem(sys.modules, "pandas", None)
    said = swept("--collect", code=2)["error"]
    assert said == "theorysim: error: points.csv is written; Parquet needs pandas and pyarrow: pip install 'theorysim[frames]'\n"
    assert Path("noise/points.csv").is_file()


def test_a_study_is_listed_and_shown_with_what_it_says(folder, monkeypatch, capsys):
    monkeypatch.setattr(catalogue, "PACKAGE", folder.parent)
    shutil.move(folder, folder.parent / "studies" / "noise")
    catalogue.entries.cache_clear()
    try:
        assert main(["list", "studies"]) == main(["show", "noise"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("noise  studies  Descent under noise, clipped and not\n") and "noise  (study)" in shown
        assert catalogue.find("noise").source == "Thesis, section 4"
    finally:
        catalogue.entries.cache_clear()


def test_ended_is_what_an_executor_gives():
    found = list(Here()(worked.square, [("k", "3")]))
    assert found == [Ended("k", "done", "9", found[0].seconds)] and executors.DEATHS == 3


def test_the_study_of_the_documentation_runs(swept, folder):
    page = (Path(__file__).parent.parent / "docs" / "studies.md").read_text(encoding="utf-8")
    (folder / "study.toml").write_text(page.split("```toml\n")[1].split("```")[0])
    found = swept("-p", "trials=20")
    assert (found["cells"], [line["line"] for line in found["lines"]][::3]) == (20, ["descent, sigma = 0.1", "clipped, sigma = 0.2"])
    assert {line["predicted"] for line in found["lines"]} == {-1}
