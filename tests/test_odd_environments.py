"""What is odd about a machine, a file or a size ends in one line that names the cause, at once, or makes no difference."""

import os
import subprocess
import sys
import time

import pytest

from theorysim.cli import main

RUN = ["run", "gradient_descent", "quadratic", "-p", "eta=0.1"]
ODD = """
import functools

def passing(f):
    @functools.wraps(f)
    def outer(*given):
        return f(*given)
    return outer

@passing
def wrapped(x, g):
    return x - g

async def later(x, g):
    return x - g

def one_by_one(x, g):
    yield x - g
"""
STUDY = 'says = "x"\nmethod = "gradient_descent"\nobjective = "quadratic"\nsteps = 10\n[p]\neta = "{}"\n'
TOO_LARGE = [
    ([*RUN, "--steps", "1e100000000"], "at most 4000 digits"),
    ([*RUN, "--steps", "1" * 5000], "at most 4000 digits"),
    ([*RUN, "--exact", "--steps", "1" * 5000], "at most 4000 digits"),
    ([*RUN, "--seed", "1" * 5000], "--seed"),
    (["run", "gradient_descent", "separable:huber", "-p", "eta=0.1", "--dimension", str(10**13)], "at most 1000000000"),
    (["run", "gradient_descent", "separable:" * 2000 + "huber", "-p", "eta=0.1"], "one in another"),
    (["study", "grid", "--dry-run"], "at most 10^6"),
    (["study", "power", "--dry-run"], "has no value"),
]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, value in (("grid", "lin:0.1:1:1000000000"), ("power", "10**10**10")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "study.toml").write_text(STUDY.format(value))
    (tmp_path / "odd.py").write_text(ODD)
    return tmp_path


def complaint(words, capsys):
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1 and len(told.err) < 1000
    return told.err


@pytest.mark.parametrize("words, said", TOO_LARGE, ids=lambda w: " ".join(w)[:50] if isinstance(w, list) else "")
def test_what_is_too_large_is_weighed_first(words, said, here, capsys):
    begun = time.process_time()
    assert said in complaint(words, capsys) and time.process_time() - begun < 1


def test_a_step_that_returns_no_numbers_is_named(here, capsys):
    for name in ("later", "one_by_one"):
        assert f"{name} returns no numbers when it is called" in complaint(["run", f"odd.py:{name}", "quadratic"], capsys)
    assert main(["run", "odd.py:wrapped", "quadratic"]) == 0 and capsys.readouterr().out.startswith("T = 1 ")


def test_a_mark_of_the_encoding_makes_no_difference(here, capsys):
    (here / "marked.py").write_bytes(b"\xef\xbb\xbfdef step(x, g):\n    return x - g\n")
    assert main(["run", "marked.py:step", "quadratic"]) == 0 and main(["test", "marked.py"]) == 0
    text = (here / "grid" / "study.toml").read_text().replace("lin:0.1:1:1000000000", "0.1")
    (here / "grid" / "study.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert main(["study", "grid", "--dry-run"]) == 0
    capsys.readouterr()


def test_a_colon_in_a_files_name_is_told_and_a_newline_makes_no_difference(here, capsys):
    for name in ("a:b.py", "c\nd.py"):
        (here / name).write_text("def step(x, g):\n    return x - g\n")
    assert "a:b.py has a colon in its name" in complaint(["run", "a:b.py:step", "quadratic"], capsys)
    assert main(["run", "c\nd.py:step", "quadratic"]) == 0


def outside(*words, **environment):
    command = [sys.executable, *words[:1], "-m", "theorysim", *words[1:]]
    return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ) | environment, timeout=120)


def test_without_the_compiler_that_is_the_line():
    ended = outside("-B", *RUN, NUMBA_DISABLE_JIT="1")
    assert ended.returncode == 2 and ended.stderr == "theorysim: error: NUMBA_DISABLE_JIT is set: runs are compiled, so unset it\n"


def test_without_docstrings_and_assertions_a_run_is_the_same():
    ended = outside("-OO", *RUN)
    assert ended.returncode == 0 and ended.stdout.startswith("T = 66 ")
    assert outside("-OO", "list").returncode == 0 and outside("-OO", "show", "huber").returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody can write")
def test_a_home_that_cannot_be_written_is_one_warning():
    ended = outside("-B", *RUN, HOME="/proc", XDG_CACHE_HOME="", THEORYSIM_CACHE="")
    assert ended.returncode == 0 and ended.stdout.startswith("T = 66 ")
    assert ended.stderr.count("Warning") == 1 and "cannot be written" in ended.stderr


def test_a_power_of_what_has_no_value_is_unknown():
    from theorysim.readings.balls import ball, power

    over = ball((-1, 1))
    assert not power(1 / over, 0).finite() and not power(1 / over, -1).finite()
    assert (power(over, 0) <= 1).known and (power(over, 0) >= 1).known
