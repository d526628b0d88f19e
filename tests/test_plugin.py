"""The pytest plugin: inert where it is not used; one error budget, seeds and a table where it is, on one worker or on two."""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest
from calibration import answers_of, chances, coin_suites, error_of_suites, three_errors

from theorysim.chance.quantile import Plan
from theorysim.chance.spending import OUTSIDE, Account, derived, opened
from theorysim.testing import assert_hits
from theorysim.testing.finding import figure

HEAVY = ("numba", "llvmlite", "numpy", "scipy", "sympy", "matplotlib", "flint", "typer")
# A step of a half takes 1 to 0 where the noise is 1, and leaves it where it is -1: T is geometric, P(T <= k) = 1 - 2^-k.
ENTRIES = ("gradient_descent", "quadratic", "bounded", {"eta": 0.5, "a": 1}, 1, 0.5)
RANDOM = f"""
import pathlib

import pytest

from theorysim.testing import assert_bound, assert_hits

ENTRIES = {ENTRIES!r}


@pytest.mark.parametrize("i", range(3))
def test_hits(i):
    assert_hits(*ENTRIES, bound=1)
    assert_hits(*ENTRIES, bound=2, quantile=3 / 4)


def test_wrong():
    assert_hits(*ENTRIES, bound=1, quantile=3 / 4)


def test_run():
    assert_bound("gradient_descent", "quadratic", {{"eta": 0.5, "a": 1}}, 4, 0.5, 6)


def test_own(theorysim_budget, theorysim_seed, theorysim_effort):
    assert 0 < theorysim_budget.spend() < 1e-3 and theorysim_effort == "quick"
    pathlib.Path("seed").write_text(str(theorysim_seed))


def test_outside():
    assert_hits(*ENTRIES, bound=1, false_alarm=1e-5)
"""


def project(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / f"{name}.py").write_text(text)
    return tmp_path


def ran(folder, *words):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-W", "error", *words]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    return ended.stdout + ended.stderr, ended.returncode


def test_an_unrelated_project_sees_nothing_of_it(tmp_path):
    listed = "import json, pathlib, sys\n\n\ndef pytest_sessionfinish():\n"
    listed += "    pathlib.Path('loaded').write_text(json.dumps(sorted(sys.modules)))\n"
    folder = project(tmp_path, test_it="def test_it():\n    assert True\n", conftest=listed)
    said, code = ran(folder)
    loaded = json.loads((folder / "loaded").read_text())
    assert code == 0 and "theorysim" not in said
    assert "theorysim.pytest_plugin" in loaded, "the entry point is not installed: make install"
    assert heavy(loaded) == [] and heavy([*loaded, "numba.core"]) == ["numba.core"]
    ours = {"theorysim", "theorysim.pytest_plugin", "theorysim.chance", "theorysim.chance.spending"}
    assert {m for m in loaded if m.startswith("theorysim")} == ours


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Return what one worker and two say of the same tests, the two in another order."""
    folder = project(tmp_path_factory.mktemp("random"), test_random=RANDOM)
    one, seed = ran(folder), (folder / "seed").read_text()
    two = ran(folder, "-n", "2")
    assert (folder / "seed").read_text() == seed == str(derived(0, "test_random.py::test_own", 0))
    return one, two, folder


def heavy(modules):
    return [m for m in modules if m.split(".")[0] in HEAVY]


def section(said):
    return said[said.index(" theorysim ==") :].split("===== short test")[0]


def test_the_table_and_the_budget_are_told_at_the_end(both):
    (said, code), _, _ = both
    assert code == 1 and "1 failed, 6 passed" in said
    told = section(said)
    assert re.search(r"test_random.py::test_run +gradient_descent on quadratic.* T = 3 +T <= 6 +2\n", told)
    assert re.search(r"test_random.py::test_wrong .*P\(T <= 1\) >= 0.75 +0\.\d+\n", told)
    level = 1e-3 / 7  # of a test, of which the first assertion takes a half and the second a sixth
    spent = 3 * (level / 2 + level / 6) + 2 * level / 2
    assert f"error budget 0.001, of which 8 random assertions spent {spent:.3g}; seed 0" in told
    assert "outside of it 1 random assertion gave 1e-05" in told
    assert "some true claim of this run fails with probability 0.00101 at most" in told


def test_two_workers_tell_the_same(both):
    (one, _), (two, code), _ = both
    assert code == 1 and section(one).splitlines()[1:] == section(two).splitlines()[1:]


def test_a_failure_says_all_and_its_line_replays(both):
    (said, _), _, folder = both
    text = "\n".join(line.removeprefix("E").strip() for line in said.splitlines())
    assert (
        "AssertionError: gradient_descent on quadratic through bounded, eta = 0.5, a = 1, from 1: gradient norm <= 0.5 within 1 steps"
        in text
    )
    assert re.search(r"measured  T <= 1: \d+ of \d+ runs hit: so few, with probability at most 7.14286e-05", text)
    assert re.search(r"error +share 0\.\d+, in \[0\.\d+, 0\.\d+\] \(95%, whenever one looks\); a true bound fails", text)
    line = re.search(r"replay: (theorysim replay .*)", text)[1].replace("theorysim", f"{sys.executable} -m theorysim", 1)
    again = subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, timeout=120)
    assert again.returncode == 0 and "never reached: " in again.stdout


def test_another_seed_other_draws_and_figures_where_they_are_asked_for(both, tmp_path):
    (said, _), _, folder = both
    words = ("--theorysim-seed", "7", "--theorysim-error-budget", "0.1", "--theorysim-figures", str(tmp_path / "drawn"))
    other, code = ran(folder, *words, "-k", "wrong")
    assert code == 1 and "seed 7" in other and "error budget 0.1, of which 1 random assertion spent 0.05" in other
    assert re.search(r"--seed (\d+)", other)[1] != re.search(r"--seed (\d+)", said)[1]
    (file,) = (tmp_path / "drawn").iterdir()
    assert str(file) in other and file.read_text().startswith("<?xml")


def test_figures_of_two_tests_never_share_a_name(tmp_path, monkeypatch):
    """Tests whose names differ in signs that no file's name has, in capitals, or far behind."""
    monkeypatch.setattr("theorysim.show.figure.trajectory", lambda run, file: file)
    tests = ["a.py::t[1]", "a.py::t(1)", "a.py::t-1-", "A.py::t[1]", "a.py::t[" + "x" * 300, "a.py::t[" + "x" * 301, "a.py::t[\u2603]"]
    drawn = [figure(Account(test, figures=tmp_path), lambda: None) for test in tests]
    assert len({str(file).lower() for file in drawn}) == len(tests) and all(len(file.name) < 150 for file in drawn)


@pytest.mark.parametrize("words", [("--theorysim-error-budget", "2"), ("--theorysim-effort", "much")])
def test_options_that_make_no_sense_are_refused(tmp_path, words):
    said, code = ran(project(tmp_path, test_it="def test_it():\n    assert True\n"), *words)
    assert code == 4 and f"argument {words[0]}" in said and "Traceback" not in said


# --- the budget -----------------------------------------------------------------------------------------------------


def test_the_levels_add_up_to_the_budget_at_most():
    """Of 7 tests with many assertions each, in exact fractions; and a test that loops does not spend more than its share."""
    assert sum(Fraction(1, j * (j + 1)) for j in range(1, 1000)) < 1
    accounts = [Account(str(i), share=1e-3 / 7) for i in range(7)]
    levels = [account.spend() for account in accounts for _ in range(1000)]
    assert 0.998e-3 < sum(levels) <= 1e-3
    assert levels[:3] == [1e-3 / 7 / 2, 1e-3 / 7 / 6, 1e-3 / 7 / 12]


def test_without_a_run_of_tests_the_level_is_that_of_one_assertion():
    assert Account().draws() == (OUTSIDE, 0)
    assert Account(share=0.5).draws(0.01, 3) == (0.01, 3)
    told = []
    Account(share=0.5, tell=told.append).draws(0.01)
    assert json.loads(told[0][1]) == {"n": 1, "spent": 0.01, "outside": True}


def test_threads_of_a_test_share_its_levels():
    """Each level is given once, whoever asks for it; the switch interval is short so that threads do meet."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        account = Account("t", share=0.5)
        with ThreadPoolExecutor(8) as pool:
            levels = list(pool.map(lambda _: account.spend(), range(4000)))
    finally:
        sys.setswitchinterval(before)
    assert sorted(levels, reverse=True) == [0.5 / (j * (j + 1)) for j in range(1, 4001)] and account.told == 4000


def test_seeds_depend_on_root_test_and_number_alone():
    seeds = {derived(*words) for words in [(0, "a", 1), (1, "a", 1), (0, "b", 1), (0, "a", 2), (0, "a", 11), (0, "a1", 1)]}
    assert len(seeds) == 6 and all(0 <= s < 2**32 for s in seeds)
    assert Account("t", 5, 0.1).draws()[1] == Account("t", 5, 0.2).draws()[1] == derived(5, "t", 1)


def test_the_family_error_is_kept_at_the_boundary():
    """20,000 simulated runs of 4 tests, with 1, 2, 4 and 8 assertions all just true: the budget is kept, a naive one is not."""
    share, naive = error_of_suites(0.2, (1, 2, 4, 8), 1)
    assert 0.02 < share <= 0.2 + three_errors(0.2)
    assert naive > 0.2 + 10 * three_errors(0.2)


def test_a_test_that_looks_until_it_fails_does_not_get_there():
    share, naive = error_of_suites(0.2, (40,), 2)
    assert share <= 0.2 + three_errors(0.2) and naive > 0.9


def test_the_assertions_themselves_keep_it():
    """300 runs of two tests of two assertions at P(T <= 1) = 1/2 exactly, from the streams that the seeds derive."""
    runs, failed = 300, 0
    for root in range(runs):
        try:
            for test in ("a", "b"):
                with opened(Account(test, root, 0.3 / 2)):
                    for _ in range(2):
                        assert_hits(*ENTRIES, bound=1, miss=0.1, margin=1 / 4)
        except AssertionError:
            failed += 1
    assert 0 < failed / runs <= 0.3 + three_errors(0.3, runs)


def test_the_simulation_agrees_with_the_exact_probability():
    plan = Plan(1 / 2, 0.1, 0.1, 1 / 4)
    table = answers_of(plan)
    exact = float(chances(table, 0.5)[0])
    assert abs(coin_suites(table, 0.5, 3).refuted - exact) <= 4 / 3 * three_errors(exact)
    assert np.isclose(error_of_suites(0.1 * 2, (1,), 4)[0], exact, atol=2 * three_errors(exact))  # half of the budget is the first level
