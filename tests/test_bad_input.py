"""Bad input: one line on stderr that starts with `theorysim: error:`, exit 2, no traceback, nothing on stdout, and at once."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import theorysim
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
    (["show", "condition_number", "--plot", "f.svg"], "--plot draws objectives only"),
    (["show", UNWRITTEN, "--plot", "f.svg"], "--plot draws objectives only"),
    (["show", "sine_product", "--plot", "f.svg"], "one variable"),
    (["show", "huber", "--plot", "no/such/folder/f.svg"], "there is no folder no/such/folder"),
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
    ([*GD, "-p", "eta=1", "--steps", "1e30"], "--steps is 1e30; it must be an integer from 0 to 2^62, or any with --exact"),
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
    (["check", f"{HUBER}:huber", "--record"], "has no row in the ledger"),
    (["check", "lemma-3.7.1", "--all"], "one of the three"),
    (["check", "lemma-3.7.1", "--chapter", "3"], "one of the three"),
    (["check", "--all", "--chapter", "3", "--record"], "one of the three"),
    (["ledger", "--chapter", "99"], "there is no chapter 99"),
    (["ledger", "--chapter", "three"], "for '--chapter'"),
    (["ledger", "--errata", "-o", "no/such/folder/e.md"], "cannot write"),
    (["ledger", "-o", "e.md"], "-o goes with --errata"),
    (["bench", "--seed", "3"], "--seed goes with --product"),
    (["verify"], "or --all"),
    (["verify", "theorem-3.4.1", "--all"], "or --all"),
    (["verify", "theorem-3.4"], "did you mean"),
    (["verify", "nowhere.json"], "nowhere.json: no such file"),
    (["verify", "nowhere.py:mine"], "nowhere.py"),
    (["verify", "typo.py:mine"], "no certificate of typo.py:mine is kept"),
    # falsify
    (["game", "flat_vales", "--against", "gradient_descent"], "did you mean flat_values"),
    (["game", "flat_values", "--against", "huber"], "no method 'huber'"),
    (["game", "--against", "no.py:step"], "there is no file no.py"),
    (["game", "flat_values"], "name the method"),
    (["falsify"], "missing argument"),
    (["falsify", "lemm-3.7.1"], "did you mean lemma-3.7.1"),
    (["falsify", "huber"], "no statement 'huber'"),
    (["falsify", UNWRITTEN], "has no file yet"),
    (["falsify", "lemma-3.7.1:printd"], "there are printed"),
    (["falsify", "lemma-3.7.1", "--seconds", "0"], "--seconds is 0"),
    (["falsify", "lemma-3.7.1", "--seconds", "-1"], "--seconds is -1"),
    (["falsify", "lemma-3.7.1", "--seconds", "nan"], "--seconds is nan"),
    (["falsify", "lemma-3.7.1", "--seconds", "long"], "for '--seconds'"),
    (["falsify", "lemma-3.7.1", "--seed", "-1"], "--seed must be at least 0"),
    (["falsify", "lemma-3.7.1", "--evaluations", "0"], "--evaluations at least 1"),
    (["falsify", "lemma-3.7.1", "--pytest", "no/such/test_it.py"], "cannot write"),
    (["falsify", f"{HUBER}:huber"], "is no statement: falsify takes"),
    (["falsify", "nowhere.py:mine"], "there is no file nowhere.py"),
    # report, doctor
    (["report"], "report what?"),
    (["report", "--ledger"], "give -o file.html"),
    (["report", "--ledger", "--run-code", "-o", "r.html"], "--run-code goes with a store"),
    (["report", "--ledger", "-o", "ledger.pdf"], "its name ends in .html"),
    (["report", "--ledger", "-o", "no/such/ledger.html"], "cannot write"),
    (["report", "--ledger", "-o", "folder.html"], "cannot write"),
    (["report", "nowhere.sqlite", "-o", "r.html"], "there is no store nowhere.sqlite"),
    (["report", "text.sqlite", "-o", "r.html"], "cannot be opened"),
    (["report", "typo", "-o", "r.html"], "there is no store typo/cells.sqlite"),
    (["report", "--legder", "-o", "r.html"], "no such option"),
    (["doctor", "--now"], "no such option"),
    (["doctor", "please"], "go with --warm"),
    # new, test
    (["new", "method"], "missing argument"),
    (["new", "methd", "mine"], "new takes method, objective"),
    (["new", "method", "2nd"], "no name of python"),
    (["new", "objective", "value"], "means something else in that file"),
    (["new", "method", "mine", "-o", "mine.txt"], "must end in .py"),
    (["new", "method", "mine", "-o", "own.py"], "own.py is there already"),
    (["new", "method", "mine", "-o", "no/such/mine.py"], "cannot write"),
    (["test"], "missing argument"),
    (["test", "nowhere.py"], "there is no file nowhere.py"),
    (["test", "empty.py"], "empty.py has no entry"),
    (["test", "typo.py"], "typo.py cannot be imported: syntaxerror"),
    (["test", "folder.html"], "there is no file folder.html"),
    (["run", "own.py:steep", "huber"], "did you mean step"),
    (["check", "own.py:step"], "is no statement"),
    # study
    (["study"], "missing argument"),
    (["study", "condition_numbr"], "did you mean condition_number"),
    (["study", "typo"], "typo/study.toml:4: unknown key 'epsilom'; did you mean 'epsilon'?"),
    (["study", "condition_number", "-j", "0"], "-j is 0"),
    (["study", "condition_number", "-j", "two"], "for '-j'"),
    (["study", "condition_number", "--collect", "--dry-run"], "one of the two"),
    (["study", "condition_number", "-p", "Q"], "write -p role.name=value"),
    # entry points of other packages
    (["run", "point_to_nothing", "huber"], "cannot be loaded: attributeerror"),
    (["run", "point_to_no_module", "huber"], "cannot be loaded: modulenotfounderror"),
    (["run", "point_to_no_method", "huber"], "is function, not method"),
]
WITHOUT = [  # what is not installed
    ("hypothesis", ["falsify", "lemma-3.7.1"], "falsify needs hypothesis: pip install 'theorysim[falsify]'"),
]
FILES = {
    "own.py": "def step(x, g):\n    return x - g\n",
    "empty.py": "x = 1\n",
    "typo.py": "def step(x, g:\n",
    "text.sqlite": "no database at all, but long enough to be one\n" * 40,
    "folder.html/text": "",
    "typo/study.toml": 'says = "x"\nmethod = "gradient_descent"\nobjective = "huber"\nepsilom = 1\n',
    "site/package_of_points.py": "def step(x, g):\n    return x\n",
    "site/package_of_points-1.5.dist-info/METADATA": "Metadata-Version: 2.1\nName: package-of-points\nVersion: 1.5\n",
    "site/package_of_points-1.5.dist-info/entry_points.txt": """[theorysim.methods]
point_to_nothing = package_of_points:absent
point_to_no_module = no_such_module:x
point_to_no_method = package_of_points:step
""",
}
SERVER = """
import contextlib, io, json, os, sys, time
from theorysim.cli import main
with contextlib.redirect_stderr(io.StringIO()):
    assert main(["run", "gradient_descent", "quadratic"]) == 2
begun = time.process_time()
for line in sys.stdin:
    words, without = json.loads(line)
    child = os.fork()
    if child == 0:
        for descriptor, name in ((1, "../out"), (2, "../err")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
        sys.modules |= dict.fromkeys(without)
        try:
            code = main(words)
        except BaseException:
            sys.excepthook(*sys.exc_info())
            code = 1
        sys.stdout.flush()
        if "numba" in sys.modules:
            print("the compiler was loaded", file=sys.stderr)
        sys.stderr.flush()
        os._exit(code)
    _, status, used = os.wait4(child, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), begun + used.ru_utime + used.ru_stime]), flush=True)
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> Iterator[Any]:
    """Run commands one by one, each in a process of its own, forked from one that has loaded what `run` loads.

    Gives the exit status, what was printed, and the CPU seconds, those of that one process among them: at least what the command
    takes alone. A command that loaded the compiler, before it complained, says so in a second line.
    """
    above = tmp_path_factory.mktemp("bad_input")
    here = above / "here"
    for name, text in FILES.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text)
    places = str(here / "site"), str(Path(theorysim.__file__).parents[1])
    environment = dict(os.environ) | {"PYTHONPATH": os.pathsep.join(places), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here, env=environment) as server:

        def run(words: list[str], *without: str) -> tuple[int, str, str, float]:
            server.stdin.write(json.dumps([words, without]) + "\n")
            server.stdin.flush()
            code, seconds = json.loads(server.stdout.readline())
            return code, (above / "out").read_text(), (above / "err").read_text(), seconds

        yield run
        server.stdin.close()
    assert {p.relative_to(here).as_posix() for p in here.rglob("*") if p.is_file()} == set(FILES)  # no command left a file
    assert all((here / name).read_text() == text for name, text in FILES.items())


def complaint(out: str, err: str) -> str:
    assert out == ""
    assert err.startswith("theorysim: error: ") and err.count("\n") == 1 and err.endswith("\n")
    assert "Traceback" not in err
    return err.lower()


@pytest.mark.parametrize("words, said", CASES, ids=lambda w: " ".join(w).replace(HUBER, "huber.py")[:60] if isinstance(w, list) else "")
def test_one_line_at_once(words, said, asked):
    code, out, err, seconds = asked(words)
    assert said.lower() in complaint(out, err)
    assert code == 2 and seconds < 1


@pytest.mark.parametrize("package, words, said", WITHOUT)
def test_an_extra_that_is_missing_is_named_with_its_command(package, words, said, asked):
    code, out, err, seconds = asked(words, package)
    assert said.lower() in complaint(out, err)
    assert code == 2 and seconds < 1


def test_there_are_as_many_cases_as_promised_of_every_command():
    """60 at least; each command that takes words is among them."""
    from theorysim.cli import app

    commands = {c.name or c.callback.__name__ for c in app.registered_commands}
    assert len(CASES) >= 60 and len({tuple(words) for words, _ in CASES}) == len(CASES)
    assert commands <= {words[0] for words, _ in CASES}


def test_what_would_be_no_good_line_is_seen(asked):
    code, out, err, seconds = asked(["list", "objectives"])
    assert code == 0 and "huber" in out and err == "" and seconds > 0
    traced = asked(["--debug", "rum"])
    assert traced[0] == 1 and "Traceback" in traced[2]
    for printed in ((out, err), traced[1:3], ("", "theorysim: error: one\ntwo\n"), ("out", "theorysim: error: one\n"), ("", "error\n")):
        with pytest.raises(AssertionError):
            complaint(*printed)


def test_a_defect_is_one_line_too(capsys, tmp_path):
    """A user's own body that raises: the line names the exception, --debug would show where."""
    file = tmp_path / "own.py"
    text = Path(HUBER).read_text(encoding="utf-8")
    file.write_text(text.replace("    return 3 * delta\n", "    return delta / (delta - delta)\n"), encoding="utf-8")
    assert main(["run", "gradient_descent", f"{file}:huber", "-p", "eta=1"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.startswith("theorysim: error: ZeroDivisionError: ") and printed.err.count("\n") == 1
