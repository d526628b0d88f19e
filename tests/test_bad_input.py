"""Bad input: one line on stderr that starts with `theorysim: error:`, exit 2, no traceback, nothing on stdout, and at once."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from theorysim import catalogue
from theorysim.cli import main
from theorysim.objectives import huber

HUBER = huber.__file__
UNWRITTEN = next(i for i in catalogue.inventory() if i not in catalogue.names("statements"))
GD = ["run", "gradient_descent", "quadratic"]
CASES = [
    # names
    (["rum"], "did you mean 'run'"),
    (["list", "method"], "did you mean methods"),
    (["list", "planets"], "the kinds are objectives"),
    (["show", "hubr"], "did you mean huber"),
    (["show"], "missing argument"),
    (["show", "nowhere.py:huber"], "there is no file nowhere.py"),
    (["show", f"{HUBER}:hubr"], "did you mean huber"),
    (["show", f"{HUBER}:where"], "is function, none of objective"),
    (["show", HUBER], ".py:name"),
    (["show", "gradient_descent", "--plot", "f.svg"], "--plot draws objectives only"),
    (["show", "sine_product", "--plot", "f.svg"], "one variable"),
    (["show", "huber", "--plot", "no/such/folder/f.svg"], "no such file"),
    (["show", "huber", "--plot", "f.doc"], "not supported"),
    (["run", "gradient_decent", "quadratic"], "did you mean gradient_descent"),
    (["run", "gradient_descent", "quadratc"], "did you mean quadratic"),
    (["run", "gradient_descent"], "missing argument"),
    (["run", "quadratic", "gradient_descent"], "no method 'quadratic'"),
    (["run", "gradient_descent", f"{HUBER}:start"], "is no objective, it is function"),
    (["run", "gradient_descent", "separable:sine_product", "-p", "eta=1"], "one variable"),
    (["run", "gradient_descent", "separable:hubr"], "did you mean huber"),
    # parameters
    (GD, "method.eta is missing"),
    ([*GD, "-p", "eat=1"], "did you mean"),
    ([*GD, "-p", "methods.eta=1"], "did you mean method.eta"),
    ([*GD, "-p", "eta"], "write -p role.name=value"),
    ([*GD, "-p", "eta="], "write -p role.name=value"),
    ([*GD, "-p"], "requires an argument"),
    ([*GD, "-p", "eta=fast"], "must be a number"),
    ([*GD, "-p", "eta=1/0"], "must be a number"),
    ([*GD, "-p", f"eta={10**400}/3"], "must be a number"),
    ([*GD, "-p", "eta=-1"], "outside (0, inf)"),
    ([*GD, "-p", "eta=0"], "outside (0, inf)"),
    ([*GD, "-p", "eta=nan"], "outside (0, inf)"),
    ([*GD, "-p", "eta=1", "-p", "eta=2"], "given twice"),
    ([*GD, "-p", "eta=1", "-p", "method.eta=2"], "given twice"),
    (["run", "gradient_descent", "power", "-p", "eta=1", "-p", "p=3.5"], "outside integers"),
    # options of run
    ([*GD, "-p", "eta=1", "--epsilon", "-1"], "--epsilon is -1"),
    ([*GD, "-p", "eta=1", "--epsilon", "nan"], "--epsilon is nan"),
    ([*GD, "-p", "eta=1", "--epsilon", "small"], "must be a number"),
    ([*GD, "-p", "eta=1", "--steps", "-1"], "--steps is -1"),
    ([*GD, "-p", "eta=1", "--steps", "1.5"], "--steps is 1.5"),
    ([*GD, "-p", "eta=1", "--steps", "1e30"], "--steps is 1e30"),
    ([*GD, "-p", "eta=1", "--runs", "0"], "--runs is 0"),
    ([*GD, "-p", "eta=1", "--runs", "many"], "for '--runs'"),
    ([*GD, "-p", "eta=1", "--quantile", "1.5"], "--quantile is 1.5"),
    ([*GD, "-p", "eta=1", "--start", "1,2"], "has 1 coordinate"),
    ([*GD, "-p", "eta=1", "--start", ""], "must be a number"),
    (["run", "gradient_descent", "sine_product", "-p", "eta=1", "--start", "1"], "has 2 coordinates"),
    ([*GD, "-p", "eta=1", "--until", "gradient_nrom"], "did you mean gradient_norm"),
    ([*GD, "-p", "eta=1", "--exact", "--runs", "2"], "counts one run"),
    ([*GD, "-p", "eta=1", "--exact", "--oracle", "bounded"], "true gradient"),
    ([*GD, "-p", "eta=1", "--seed", "-1"], "at least 0"),
    ([*GD, "-p", "eta=1", "--steps", "1e30"], "any with --exact"),
    ([*GD, "-p", "eta=1", "--until", "hitting_time"], "the criterion asks for 'T'"),
    ([*GD, "-p", "eta=1", "--oracle", "exakt"], "did you mean exact"),
    ([*GD, "-p", "eta=1", "--trace", "no/such/folder/t.csv"], "cannot write"),
    ([*GD, "-p", "eta=1", "--sped", "3"], "no such option"),
    # replay
    (["replay"], "the line that a verdict printed"),
    (["replay", "lemm-3.7.1"], "did you mean lemma-3.7.1"),
    (["replay", f"{UNWRITTEN}:printed"], "has no file yet"),
    (["replay", "lemma-3.7.1:printd"], "there are printed:"),
    (["replay", "lemma-3.7.1:printed", "-p", "statement.l0=1"], "did you mean"),
    (["replay", "lemma-3.7.1:printed", "-p", "statement.L0=x"], "must be a number"),
    (["replay", "lemma-3.7.1:printed", "-p", "statement.L0=-1"], "outside"),
    (["replay", "lemma-3.7.1:printed", "-p"], "write -p statement.name=value"),
    (["replay", "theorem-3.4.1:printed"], "judged by running"),
    (["replay", "gradient_descent 'quadratic -p eta=1"], "no closing quotation"),
    (["replay", "gradient_descent", "quadratic", "-p", "eta=-1"], "outside"),
    # check, ledger
    (["check"], "name statements"),
    (["check", "theorem-3.4.11"], "did you mean theorem-3.4.1"),
    (["check", "huber"], "no statement 'huber'"),
    (["check", f"{HUBER}:huber"], "is no statement, it is objective"),
    (["check", "lemma-3.7.1", f"{HUBER}:nothing"], "has no 'nothing'"),
    (["check", UNWRITTEN], "has no file yet"),
    (["check", "--chapter", "99"], "there is no chapter 99"),
    (["check", "lemma-3.7.1", "-j", "0"], "-j is 0"),
    (["check", "lemma-3.7.1", "--effort", "huge"], "--effort is 'huge'"),
    (["check", "lemma-3.7.1", "--record"], "--record goes with --all"),
    (["check", "lemma-3.7.1", "--all"], "one of the three"),
    (["check", "lemma-3.7.1", "--chapter", "3"], "one of the three"),
    (["check", "--all", "--chapter", "3", "--record"], "one of the three"),
    (["ledger", "--chapter", "99"], "there is no chapter 99"),
    (["ledger", "--chapter", "three"], "for '--chapter'"),
    (["ledger", "--errata", "-o", "no/such/folder/e.md"], "cannot write"),
    (["ledger", "-o", "e.md"], "-o goes with --errata"),
    (["doctor", "--now"], "no such option"),
]
FEW = [CASES[0], CASES[13], CASES[21], CASES[29], CASES[45], CASES[-2]]


def complaint(out: str, err: str) -> str:
    assert out == ""
    assert err.startswith("theorysim: error: ") and err.count("\n") == 1 and err.endswith("\n")
    assert "Traceback" not in err and "Error:" not in err
    return err.lower()


@pytest.mark.parametrize("words, said", CASES, ids=lambda w: " ".join(w).replace(HUBER, "huber.py")[:60] if isinstance(w, list) else "")
def test_one_line(words, said, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    printed = capsys.readouterr()
    assert said.lower() in complaint(printed.out, printed.err)
    assert list(tmp_path.iterdir()) == []


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("words, said", FEW, ids=lambda w: " ".join(w) if isinstance(w, list) else "")
def test_in_less_than_a_second(words, said):
    before = cpu()
    ended = subprocess.run([sys.executable, "-m", "theorysim", *words], capture_output=True, text=True, env=dict(os.environ), timeout=60)
    assert cpu() - before < 1
    assert ended.returncode == 2 and said.lower() in complaint(ended.stdout, ended.stderr)


def test_a_defect_is_one_line_too(capsys, tmp_path):
    """A user's own body that raises: the line names the exception, --debug would show where."""
    file = tmp_path / "own.py"
    text = Path(HUBER).read_text(encoding="utf-8")
    file.write_text(text.replace("    return 3 * delta\n", "    return delta / (delta - delta)\n"), encoding="utf-8")
    assert main(["run", "gradient_descent", f"{file}:huber", "-p", "eta=1"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith("theorysim: error: ZeroDivisionError: ") and printed.err.count("\n") == 1
