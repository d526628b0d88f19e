"""The command line keeps its contract: what is printed, the shapes of the JSON, the exit status."""

import contextlib
import csv
import json
import math
import os
import shlex
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from theorysim import catalogue
from theorysim.cli import main
from theorysim.commands import check
from theorysim.memory import ledger, sources
from theorysim.model import Setting

RUN = ["clipped_gradient_descent", "exponential", "-p", "eta_c=0.1", "-p", "gamma=1", "--start", "3", "--epsilon", "0.01"]
OWN = '''
"""Descend. A statement of one's own."""
from theorysim.domains import AtLeastOne, Positive
from theorysim.model import Claim, Relation, Statement, at_most

def squares(a: Positive, b: Positive):
    return 2 * a * b, a * a + b * b

def wrong(a: AtLeastOne, b: AtLeastOne):
    return a + b, a * b

descent = Statement("descent", (Claim(Relation((at_most(squares),))),))
mistaken = Statement("mistaken", (Claim(Relation((at_most(wrong, "a + b <= a b"),)), part="the sum"),))
number = 3
'''


@pytest.fixture
def out(capsys):
    """Run the command line in process; give its status and what it printed."""

    def call(*words: str, code: int = 0) -> str:
        found = main(list(words))
        printed = capsys.readouterr()
        assert found == code, printed.err
        assert "Traceback" not in printed.err
        return printed.out

    return call


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(OWN)
    return str(file)


def outside(*words: str, **more) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "theorysim", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


# --- list, show ---------------------------------------------------------------------------------------------------


def test_list(out):
    found = json.loads(out("list", "--json"))
    assert {tuple(e) for e in found} == {("name", "kind", "summary", "source", "aliases")}
    assert {e["kind"] for e in found} >= {"objectives", "methods", "oracles", "assumptions", "quantities", "statements"}
    assert [e["name"] for e in json.loads(out("list", "oracles", "--json"))] == sorted(catalogue.names("oracles"))
    assert "gradient_descent" in out("list", "methods")


SHOWN = {"objectives": "huber", "methods": "gradient_descent", "oracles": "gaussian", "statements": "eq-3.10"}


@pytest.mark.parametrize("kind", [k for k in catalogue.KINDS if k != "studies"])
def test_an_entry_of_every_kind_has_a_page(out, kind):
    """That every entry has one, as `show` prints it, is for test_every_page."""
    name = SHOWN.get(kind, catalogue.names(kind)[0])
    page = out("show", name)
    assert page.startswith(f"{name}  ({catalogue.singular(kind)})") and len(page.splitlines()) > 2


def test_a_page_says_each_branch_once_with_the_conditions_that_matter(out):
    lines = [line.strip() for line in out("show", "huber").splitlines()]
    assert lines[lines.index("f:") + 1 : lines.index("gradient:")] == [
        "delta*(-delta/2 + x)   where x > delta",
        "-delta*(delta/2 + x)   where x < -delta",
        "x**2/2   where x <= delta and x >= -delta",
    ]
    assert lines[lines.index("Hessian:") + 1 : lines.index("minimum:")] == [
        "0   where x > delta or x < -delta",
        "1   where x <= delta and x >= -delta",
    ]
    assert "L1*x > 1 and L1*x < -1" not in out("show", "exponential")


def test_the_page_of_a_statement_holds_its_sentence_and_its_bound(out):
    page = out("show", "theorem-3.4.1")
    assert "20*L0*F/epsilon**2 + 20*max(1, L1**2)*F/L0" in page
    assert "Where: section 3.4.1. Kind: upper-bound." in page


def test_the_page_of_an_entry_of_ones_own(out, own):
    assert out("show", f"{own}:descent").startswith(f"{own}:descent  (statement)\n  Descend.\n  A statement of one's own.")
    assert "2*a*b <= a**2 + b**2" in out("show", f"{own}:descent")
    shown = json.loads(out("show", f"{catalogue.PACKAGE / 'objectives' / 'huber.py'}:huber", "--json"))
    assert shown["kind"] == "objectives" and "  minimum:" in shown["page"]


def test_plot(out, tmp_path):
    file = tmp_path / "f.svg"
    out("show", "quadratic", "--plot", str(file))
    assert file.read_text().lstrip().startswith("<?xml")


# --- run, replay --------------------------------------------------------------------------------------------------


def steps_by_hand() -> int:
    """Step by hand: the gradient of the exponential with L1 = 2, and x - min(1/10, (1/10)/|g|) g."""
    x, T = 3.0, 0
    while abs(g := 2 * x if abs(2 * x) <= 1 else math.copysign(math.exp(abs(2 * x) - 1), x)) > 0.01:
        x, T = x - min(0.1, 0.1 / abs(g)) * g, T + 1
    return T


T = steps_by_hand()


def test_run_json(out):
    found = json.loads(out("run", *RUN, "--json"))
    assert {"setting", "T", "outcome", "quantile", "runs", "final", "seconds"} <= set(found)
    assert (found["T"], found["outcome"], found["quantile"], found["runs"]) == (T, "reached", None, 1)
    assert {"gap", "gradient_norm"} <= set(found["final"]) and found["final"]["gradient_norm"] <= 0.01
    setting = Setting("clipped_gradient_descent", "exponential", (("method.eta_c", 0.1), ("method.gamma", 1.0)), (3.0,), epsilon=0.01)
    assert found["setting"] == setting.line()


def test_a_run_says_where_it_began(out):
    """Its own start by default, and all the numbers that its line leaves to a default."""
    line = ["gradient_descent", "exponential", "-p", "eta=0.001", "-p", "L1=2", "--steps", "9"]
    found = json.loads(out("run", *line, "--json"))
    assert (found["start"], found["dimension"], found["seed"]) == ([1.5], 1, 0) and " --start=1.5 " in found["setting"]
    assert "start: x = 1.5" in out("run", *line).splitlines()
    many = json.loads(out("run", "sgd", "separable:huber", "-p", "eta=0.1", "--start", "2", "--dimension", "3", "--json"))
    assert (many["start"], many["dimension"]) == ([2.0] * 3, 3)


def test_several_runs_json(out):
    noisy = ["sgd", "quadratic", "-p", "eta=0.1", "--oracle", "bounded", "--epsilon", "0.01"]
    found = json.loads(out("run", *noisy, "--runs", "3", "--json"))
    assert set(found["T_quantiles"]) == {"0.5", "0.9"} and found["outcomes"] == {"reached": 3}


def test_t_is_null_when_never_reached(out):
    found = json.loads(out("run", *RUN, "--steps", "2", "--json"))
    assert (found["T"], found["outcome"]) == (None, "budget")
    found = json.loads(out("run", "gradient_descent", "quadratic", "-p", "eta=1e300", "--start", "1e300", "--json"))
    assert (found["T"], found["final"]["gap"]) == (None, None) and found["outcome"] == "diverged"


def test_rationals_bare_names_and_roles_mean_the_same(out):
    one = out("run", "gradient_descent", "quadratic", "-p", "eta=1/4", "-p", "a=1", "--json").split('"seconds"')[0]
    two = out("run", "gradient_descent", "quadratic", "-p", "method.eta=0.25", "-p", "objective.a=1e0", "--json").split('"seconds"')[0]
    assert one == two


def test_trace(out, tmp_path):
    file = tmp_path / "trace.csv"
    out("run", *RUN, "--trace", str(file))
    with file.open() as rows:
        found = list(csv.DictReader(rows))
    assert found[0].keys() == {"step", "value", "gradient_norm"} and (found[0]["step"], found[-1]["step"]) == ("0", str(T))


def test_a_run_replays_from_the_line_that_it_printed(out):
    line = out("run", *RUN).splitlines()[-1].removeprefix("replay: theorysim replay ")
    assert out("replay", *shlex.split(line)).splitlines()[0] == f"T = {T}   outcome: reached"
    assert out("replay", line).splitlines()[0] == f"T = {T}   outcome: reached"  # in one word
    assert json.loads(out("replay", *shlex.split(line), "--json"))["T"] == T


REFUTED = {i: r["witness"] for i, r in ledger.read().items() if r["printed"]["outcome"] == "refuted"}


@pytest.mark.parametrize("identifier", REFUTED)
def test_every_recorded_refutation_replays(out, identifier):
    words = shlex.split(REFUTED[identifier])
    lines = out("replay", *words).splitlines()
    fails = [line for line in lines if line.startswith("claim: ") and line.endswith(" fails, exactly")]
    denied = [line for line in lines if line.startswith("denied: ") and ": proved where" in line]
    not_reached = [line for line in lines if line.startswith("never reached: ")]  # within the bound: a run, which balls have confirmed
    assert fails or denied or not_reached
    assert all(line.endswith(" holds, exactly") for line in lines if line.startswith("hypothesis: "))
    said = json.loads(out("replay", *words, "--json"))
    assert said["T"] is None if not_reached else said["lines"] == lines
    if "--claim" in words:
        assert "verdict: exceeded: " in "\n".join(lines) and said["claim"]["verdict"] == "exceeded"


# --- check --------------------------------------------------------------------------------------------------------

READING = {"reading", "outcome", "grade", "worst_ratio", "slack", "tried", "witness", "why", "cause", "parts", "routes", "planted"}
READING |= {"scope", "prose", "slip", "charity", "run"}


def test_check_json(out):
    found = json.loads(out("check", "lemma-3.7.1", "eq-3.10", "--effort", "quick", "--json"))
    assert set(found) == {"statements", "counts", "seconds"} and set(found["seconds"]) == {"spent", "kept"}
    assert found["counts"] == {"holds": 1, "refuted": 1, "undecided": 0}
    for statement in found["statements"]:
        assert set(statement) == {"id", "kind", "agrees", "done", "readings", "seconds"}
        assert statement["agrees"] is True and statement["done"] is True
        for reading in statement["readings"]:
            assert set(reading) == READING
            assert set(reading["planted"]) == {"refuted", "missed", "still_true", "unknown"}
            assert all(set(r) == {"by", "outcome"} for r in reading["routes"]) and reading["routes"]
            assert all({"part", "outcome", "grade"} <= set(p) for p in reading["parts"])
    lemma, constants = found["statements"]
    assert [r["reading"] for r in lemma["readings"]] == ["printed"] and lemma["kind"] == "inequality"
    printed, repaired = constants["readings"]
    assert (printed["outcome"], printed["cause"]) == ("refuted", "constant")
    assert repaired["reading"].startswith("repaired: ") and repaired["outcome"] == "holds"


def test_the_same_effort_gives_the_same_json_on_any_number_of_workers(out):
    def judged(*more):
        found = json.loads(out("check", "eq-3.10", "lemma-3.7.1", "--effort", "quick", "--json", *more))
        return [{k: v for k, v in s.items() if k != "seconds"} for s in found["statements"]], found["counts"]

    assert judged() == judged("-j", "2")


def test_check_prints_a_block(out):
    page = out("check", "lemma-3.7.1", "--effort", "quick")
    assert page.startswith("lemma-3.7.1  (section 3.7.1)")
    assert "outcome      holds, proved" in page and "theorysim replay lemma-3.7.1:printed" in page


def test_a_statement_of_ones_own(out, own):
    found = json.loads(out("check", f"{own}:descent", f"{own}:mistaken", "--json", code=1))
    descent, mistaken = found["statements"]
    assert (descent["id"], descent["kind"], descent["agrees"]) == (f"{own}:descent", "inequality", True)
    assert (mistaken["id"], mistaken["agrees"], mistaken["done"]) == (f"{own}:mistaken", False, False)
    replayed = out("replay", *shlex.split(mistaken["readings"][0]["witness"]))
    assert replayed.startswith("claim: a + b <= a*b (a + b <= a b): ") and replayed.endswith("fails, exactly\n")


def test_a_chapter_without_a_file_is_checked_at_once(out):
    assert json.loads(out("check", "--chapter", "2", "-j", "2", "--json"))["statements"] == []


@pytest.mark.parametrize(
    "printed, repaired, code", [("refuted", "holds", 0), ("holds", "holds", 1), ("undecided", "holds", 1), ("refuted", "refuted", 1)]
)
def test_a_verdict_is_compared_with_its_record_and_the_outcome_stays(out, monkeypatch, printed, repaired, code):
    rows = ledger.read()
    rows["eq-3.10"]["printed"]["outcome"], rows["eq-3.10"]["repaired"]["outcome"] = printed, repaired
    monkeypatch.setattr(ledger, "read", lambda: rows)
    (statement,) = json.loads(out("check", "eq-3.10", "--effort", "quick", "--json", code=code))["statements"]
    assert statement["agrees"] is (code == 0)
    assert [r["outcome"] for r in statement["readings"]] == ["refuted", "holds"]


@pytest.mark.parametrize("row, code", [(None, 3), ("holds", 3), ("refuted", 3), ("undecided", 0)])
def test_undecided(out, monkeypatch, row, code, tmp_path):
    """No point meets a < a: the claim is vacuous, and undecided."""
    file = tmp_path / "vacuous.py"
    file.write_text(
        textwrap.dedent(
            """
            from theorysim.domains import Positive
            from theorysim.model import Claim, Relation, Statement, at_most, less

            def itself(a: Positive):
                return a, a

            def half(a: Positive):
                return a, a / 2

            vacuous = Statement("vacuous", (Claim(Relation((at_most(half),), (less(itself),))),))
            """
        )
    )
    name = f"{file}:vacuous"
    monkeypatch.setattr(ledger, "read", lambda: {name: {"printed": {"outcome": row}, "repaired": None}} if row else {})
    found = json.loads(out("check", name, "--effort", "quick", "--json", code=code))
    assert found["counts"] == {"holds": 0, "refuted": 0, "undecided": 1}


def test_a_statement_without_a_record_is_expected_to_hold(out, monkeypatch):
    monkeypatch.setattr(ledger, "read", dict)
    out("check", "lemma-3.7.1", "--effort", "quick")
    out("check", "eq-3.10", "--effort", "quick", code=1)


def test_a_worker_that_dies_is_incomplete(monkeypatch, capsys):
    def broken(*_):
        raise check.BrokenProcessPool

    monkeypatch.setattr(check.ProcessPoolExecutor, "submit", broken)
    assert main(["check", "lemma-3.7.1", "eq-3.10", "-j", "2"]) == 3
    assert capsys.readouterr().err == "theorysim: error: a worker died; not judged: lemma-3.7.1, eq-3.10\n"


def test_record_writes_the_ledger(out, monkeypatch, tmp_path):
    monkeypatch.setattr(ledger, "FILE", tmp_path / "ledger.json")
    monkeypatch.setattr(catalogue, "names", lambda kind: ["eq-3.10"] if kind == "statements" else [])
    out("check", "--all", "--record", "--effort", "quick", "--json", code=1)  # nothing was recorded: it is expected to hold
    (row,) = ledger.read().values()
    assert (row["printed"], row["repaired"]["outcome"]) == ({"outcome": "refuted", "grade": "certified", "scope": ""}, "holds")
    out("check", "--all", "--effort", "quick")


def test_one_statement_is_recorded_and_no_other_row_changes(out, monkeypatch, tmp_path):
    file = tmp_path / "ledger.json"
    before = ledger.FILE.read_text(encoding="utf-8")
    file.write_text(before.replace('"grade": "certified"', '"grade": "sampled"'), encoding="utf-8")
    old = json.loads(file.read_text(encoding="utf-8"))
    monkeypatch.setattr(ledger, "FILE", file)
    out("check", "eq-3.10", "lemma-3.7.1", "--record", "--effort", "quick", code=0)
    new = ledger.read()
    assert new["eq-3.10"]["printed"]["grade"] == "certified" != old["eq-3.10"]["printed"]["grade"]
    asked = {"eq-3.10", "lemma-3.7.1"}
    assert {n: r for n, r in new.items() if n not in asked} == {n: r for n, r in old.items() if n not in asked}
    ledger.write({**new, **{n: old[n] for n in asked}})
    assert file.read_text(encoding="utf-8") == before.replace('"grade": "certified"', '"grade": "sampled"')  # byte for byte


# --- ledger ------------------------------------------------------------------------------------------------------


def test_ledger_json(out):
    found = json.loads(out("ledger", "--json"))
    assert set(found) == {"statements", "coverage"} and len(found["statements"]) == len(catalogue.inventory())
    for s in found["statements"]:
        assert {"id", "chapter", "kind", "printed", "repaired", "cause", "done", "stale", "note"} <= set(s)
        assert {"outcome", "grade"} <= set(s["printed"]) and {"slip", "charity", "echo", "prose"} <= set(s)
        assert s["repaired"] is None or {"outcome", "grade", "says"} <= set(s["repaired"])
    for chapter, (done, every) in found["coverage"].items():
        of = [s for s in found["statements"] if s["chapter"] == int(chapter)]
        assert (done, every) == (sum(s["done"] for s in of), len(of))


def test_ledger_check(out, monkeypatch):
    rows = ledger.read()
    for i in rows:
        rows[i]["key"] = sources.key(i)
    monkeypatch.setattr(ledger, "read", lambda: rows)
    complete = set(rows) >= set(catalogue.names("statements"))
    out("ledger", "--check", code=0 if complete else 1)
    rows["eq-3.10"]["key"] = "another"
    out("ledger", "--check", "--chapter", "3", code=1)
    assert [s["id"] for s in json.loads(out("ledger", "--json"))["statements"] if s["stale"]] == ["eq-3.10"]


def test_errata(out, tmp_path):
    page = out("ledger", "--errata", "--chapter", "3")
    items = [line.rpartition(" ")[2] for line in page.splitlines() if line.startswith("###")]  # "### ID", or "#### an echo of ROOT: ID"
    chapter = {i for i, row in catalogue.inventory().items() if row["chapter"] == 3}
    assert sorted(items) == sorted(chapter & REFUTED.keys())
    assert "### lemma-3.7.1" not in page
    file = tmp_path / "errata.md"
    out("ledger", "--errata", "--chapter", "3", "-o", str(file))
    assert file.read_text(encoding="utf-8") == page


# --- from outside -------------------------------------------------------------------------------------------------


def test_no_words_print_the_help():
    ended = outside()
    text, _ = ended.communicate(timeout=60)
    assert ended.returncode == 0 and all(c in text for c in ("list", "show", "run", "replay", "check", "ledger", "bench", "doctor"))


def test_debug_shows_the_traceback():
    ended = outside("--debug", "run", "nope", "huber")
    text, errors = ended.communicate(timeout=60)
    assert ended.returncode != 0 and "Traceback" in errors and text == ""


def test_a_broken_pipe_is_quiet():
    ended = subprocess.run(
        f"{shlex.quote(sys.executable)} -m theorysim ledger | head -1", shell=True, capture_output=True, text=True, timeout=60
    )
    assert ended.stderr == "" and len(ended.stdout.splitlines()) == 1


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [int(p) for p in found]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("signs, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)], ids=lambda s: str(s))
@pytest.mark.parametrize("group", [False, True], ids=["alone", "group"])
def test_a_signal_ends_it_without_a_traceback_or_an_orphan(signs, code, group):
    """Ctrl-C reaches every process of the terminal's group, kill only one."""
    if signs is signal.SIGKILL and group:
        pytest.skip("the kernel does it")
    many = ["theorem-3.4.1", "theorem-3.4.3", "theorem-3.4.2"]
    ended = outside("check", *many, "--effort", "deep", "--fresh", "-j", "2", start_new_session=True)
    workers: list[int] = []
    deadline = time.monotonic() + 30
    while len(workers) < 3 and time.monotonic() < deadline:  # the tracker of resources is the third
        time.sleep(0.05)
        workers = children(ended.pid)
    time.sleep(0.5)
    (os.killpg if group else os.kill)(ended.pid, signs)
    _, errors = ended.communicate(timeout=30)
    assert ended.returncode == code
    assert "Traceback" not in errors
    while any(os.path.exists(f"/proc/{w}") for w in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(workers) >= 2 and not any(os.path.exists(f"/proc/{w}") for w in workers)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals")
@pytest.mark.parametrize("quiet", [{}, {"CI": "1"}, {"NO_COLOR": ""}], ids=["terminal", "CI", "NO_COLOR"])
def test_progress_is_shown_on_a_terminal_only(quiet):
    import pty

    environment = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR")} | {"TERM": "xterm"} | quiet
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "theorysim", "check", "lemma-3.7.1", "eq-3.10", "--effort", "quick", "--fresh"]
    shown = b""
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=theirs, env=environment) as started:
        os.close(theirs)
        with contextlib.suppress(OSError):  # how a terminal says that the other side is gone
            while more := os.read(ours, 65536):
                shown += more
        printed = started.stdout.read()
    os.close(ours)
    assert started.returncode == 0 and b"judging" not in printed and printed.startswith(b"lemma-3.7.1")
    assert (b"judging" in shown and b"1/2" in shown) is (not quiet)


NOISY = ["run", "sgd", "quadratic", "-p", "eta=0.1", "--oracle", "bounded", "--epsilon", "0.01", "--seed", "3"]


def test_many_runs_give_quantiles_that_the_trials_have(out):
    said = json.loads(out(*NOISY, "--runs", "40", "--quantile", "0.25", "--json"))
    trials = sorted(json.loads(out(*NOISY, "--trial", str(t), "--json"))["T"] for t in range(40))
    assert said["T"] == trials[9] and said["quantile"] == 0.25  # the least T by which 10 of 40 runs have met it
    assert said["T_quantiles"] == {"0.25": trials[9], "0.5": trials[19], "0.9": trials[35]}
    assert said["outcomes"] == {"reached": 40} and said["runs"] == 40


def test_a_random_run_replays_from_its_line(out):
    said = json.loads(out(*NOISY, "--trial", "7", "--json"))
    assert "--seed 3 --trial 7" in said["setting"]
    again = json.loads(out("replay", *said["setting"].split(), "--json"))
    assert {k: v for k, v in again.items() if k != "seconds"} == {k: v for k, v in said.items() if k != "seconds"}
    assert json.loads(out(*NOISY, "--trial", "8", "--json"))["final"] != said["final"]


def test_runs_that_never_arrive_count_in_a_quantile(out):
    said = json.loads(out(*NOISY[:-4], "--epsilon", "1e-9", "--steps", "50", "--runs", "30", "--json"))
    assert said["T"] is None and said["outcomes"] == {"budget": 30}


def test_a_count_of_any_size_is_exact_and_says_where_floats_differ(out):
    huber = ["run", "gradient_descent", "huber", "--json"]
    said = json.loads(out(*huber, "-p", "eta=1e-15", "--start", "2", "--epsilon", "1/2", "--steps", "1e20", "--exact"))
    assert said["arithmetic"] == "exact" and said["T"] > 10**15 and "--exact" in said["setting"]
    near = [*huber, "-p", "eta=0.1", "--start", "5", "--epsilon", "1", "--until", "gap"]
    rounded, plain = json.loads(out(*near, "--exact")), json.loads(out(*near))
    assert rounded["T"] == 35 and "gives T = 36" in rounded["note"]
    assert plain["T"] == 36 and plain["arithmetic"] == "float64"
