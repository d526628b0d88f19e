"""The independent checker: what was proved is accepted, by the command too, and it imports nothing of the judges."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from verifying import FALSE, QUICK, made, path_of, sums_of, told

from theorysim.cli import main

OPEN = {"printed|any r: how many steps|1", "printed||1"}  # a text that loops until an exponential is small; what a point refutes
CHECKER = {
    "relations": ("trees.py", "words.py", "expressions.py", "reader.py", "leaf.py", "sums.py"),
    "kinds": (
        "claims.py",
        "covers.py",
        "fields.py",
        "expectations.py",
        "rays.py",
        "boxes.py",
        "witness.py",
        "balls.py",
        "monotone.py",
        "runs.py",
        "derivatives.py",
        "texts.py",
        "runner.py",
        "plain.py",
    ),
}


# --- what holds -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", QUICK)
def test_what_was_proved_is_accepted(name):
    certificates, without = made(name)
    assert certificates and set(without) <= OPEN
    found = told(path_of(name), json.loads(json.dumps(certificates)))
    assert sum(outcome == "accepted" for outcome, _ in found.values()) == len(certificates)
    assert all(outcome != "refused" for outcome, _ in found.values())


def test_a_proof_of_the_repaired_reading_does_not_serve_the_printed_one():
    certificates, _ = made(FALSE)
    repaired = next(key for key in certificates if not key.startswith("printed"))
    moved = {f"printed||{repaired.rsplit('|', 1)[1]}": certificates[repaired]}
    assert "accepted" not in {outcome for outcome, _ in told(path_of(FALSE), moved).values()}


def test_the_command_prints_each_claim_and_says_by_its_exit_status(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    assert main(["check", "proof-3.7.1-small-gradient", "--effort", "quick", "--certificates"]) == 1 - 1
    capsys.readouterr()
    assert main(["verify", "proof-3.7.1-small-gradient"]) == 0
    out = capsys.readouterr().out
    assert "accepted  repaired: when epsilon <= g <= min{L0/L1, 10 L0}: 2 relations" in out
    assert "accepted  printed: refuted at L0 = 1, L1 = 1/20, g = 20, epsilon = 1" in out
    assert out.endswith("2 accepted, 0 refused, 0 without a certificate\n")
    (file,) = (tmp_path / "certificates").glob("*.json")
    said = json.loads(file.read_text())
    ((proofs),) = (one["proofs"] for one in said["claims"].values() if "refutes" not in one)
    holder, key = next(sums_of(proofs))
    holder[key][0][0] = "7/3"
    (forged := tmp_path / "forged.json").write_text(json.dumps(said))
    assert main(["verify", str(forged)]) == 1
    assert "the sum is not 0" in capsys.readouterr().out
    assert main(["verify", "--all", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["accepted"], said["refused"]) == (2, []) and "theorem-3.4.1" in said["without"]


@pytest.mark.parametrize(
    "words, said",
    [
        ([], "or --all"),
        (["eq-3.3", "--all"], "or --all"),
        (["eq-3.3"], "no certificate of eq-3.3 is kept"),
        (["eq-3.33"], "eq-3.33"),
        (["nowhere.json"], "nowhere.json"),
        (["wrong.json"], "it holds no certificate"),
    ],
)
def test_bad_usage_is_one_line(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    Path("wrong.json").write_text('{"claims": 1}')
    assert main(["verify", *words]) == 2
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1


# --- what it is made of ---------------------------------------------------------------------------------------------

ALONE = """
import json, sys
from pathlib import Path
from theorysim.verify.certificate import verify
from theorysim.verify.reader import Reader
found = [t.outcome for t in verify(Reader(), Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()))]
assert "accepted" in found and "refused" not in found, found
print(*sorted(m for m in sys.modules if m.split(".")[0] not in sys.stdlib_module_names))
"""
BY_COMMAND = """
import sys
from theorysim.cli import main
from theorysim.domains import parameters
assert main(["verify", sys.argv[1]]) == 0
print(*sorted(m for m in sys.modules if m.split(".")[0] not in sys.stdlib_module_names))
"""
HEAVY = {"sympy", "numpy", "scipy", "numba", "llvmlite", "cvxpy", "mpmath"}


def imported(script, *words):
    done = subprocess.run([sys.executable, "-c", script, *map(str, words)], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_checker_imports_nothing_of_the_judges(tmp_path):
    (file := tmp_path / "one.json").write_text(json.dumps(made("eq-3.3")[0]))
    modules = imported(ALONE, path_of("eq-3.3"), file)
    assert {m.split(".")[0] for m in modules} & HEAVY == set()
    assert {m for m in modules if m.startswith("theorysim.") and not m.startswith("theorysim.verify")} == set()
    assert "flint" in modules and "theorysim.verify.leaf" in modules


def test_the_command_runs_no_judge(tmp_path):
    (file := tmp_path / "one.json").write_text(json.dumps({"statement": "eq-3.3", "claims": made("eq-3.3")[0]}))
    modules = imported(BY_COMMAND, file)
    assert {m.split(".")[0] for m in modules} & HEAVY == set()
    rooms = {m.split(".")[1] for m in modules if m.startswith("theorysim.")}
    assert (
        rooms & {"judge", "prove", "readings", "chance", "members", "trials", "laws", "falsify", "letters", "claims", "statements"} == set()
    )


def test_the_file_stays_small_enough_to_be_read():
    folder = Path(sys.modules["theorysim.verify.reader"].__file__).parent
    lines = {p.name: len(p.read_text().splitlines()) for p in folder.glob("*.py")}
    assert max(lines.values()) < 400
    assert all(lines[name] < 150 for name in CHECKER["kinds"])
