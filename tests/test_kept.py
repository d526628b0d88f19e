"""Verdicts that are kept: nothing is judged twice, whatever a verdict was computed from is in its key, and damage gives no verdict."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from few import few

from theorysim import catalogue
from theorysim.cli import main
from theorysim.commands import check as command
from theorysim.memory import ledger, sources, verdicts
from theorysim.simulate import cache_folder

NAMES = ["eq-3.10", "lemma-3.7.1"]
OWN = """
{imports}
from theorysim.domains import Positive
from theorysim.model import Claim, Relation, Statement, at_most

def squares(a: Positive, b: Positive):
    return 2 * a * b, a * a + b * b

mean = Statement("mean", (Claim(Relation((at_most(squares),))),))
"""


@pytest.fixture
def counted(monkeypatch):
    """Count the statements that are judged."""
    judge, seen = command.judge_one, []
    monkeypatch.setattr(command, "judge_one", lambda name, effort: (seen.append(name), judge(name, effort))[1])
    return seen


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(OWN.format(imports=""))
    return file


@pytest.fixture
def one():
    """Keep the verdict of a statement that is refuted and repaired; give its file, its key and itself."""
    verdict, key = command.judge_one("eq-3.10", "quick"), verdicts.key("eq-3.10", "quick")
    verdicts.write(verdict, "quick", key)
    (file,) = verdicts.folder().iterdir()
    return file, key, verdict


def check(capsys, *words):
    main(["check", *words, "--effort", "quick"])
    return capsys.readouterr().out


def without_seconds(said):
    if isinstance(said, dict):
        return {k: without_seconds(v) for k, v in said.items() if k != "seconds"}
    return [without_seconds(v) for v in said] if isinstance(said, list) else said


# --- nothing is judged twice --------------------------------------------------------------------------------------------


def test_a_second_check_judges_nothing_and_says_the_same(capsys, counted):
    first, second = (json.loads(check(capsys, *NAMES, "--json")) for _ in range(2))
    assert counted == NAMES
    assert without_seconds(first) == without_seconds(second)
    assert [s["seconds"] for s in first["statements"]] == [s["seconds"] for s in second["statements"]]
    assert first["seconds"]["kept"] == [] and first["seconds"]["spent"] > 0
    assert second["seconds"] == {"spent": 0.0, "kept": NAMES}


def test_only_what_is_new_is_judged_in_the_order_that_was_asked(capsys, counted):
    check(capsys, NAMES[1])
    text = check(capsys, *NAMES)
    assert counted == [NAMES[1], NAMES[0]]
    blocks = re.split(r"\n\n(?=\S)", text.strip())
    assert [b.split()[0] for b in blocks] == NAMES
    assert "from the cache" not in blocks[0] and "from the cache (--fresh judges anew)" in blocks[1]
    assert main(["check", *NAMES, "--effort", "quick", "-j", "2"]) == 0 and len(counted) == 2  # no worker was started for nothing


def test_fresh_judges_anew_and_keeps_that(capsys, counted):
    for words in ([], ["--fresh"], []):
        check(capsys, NAMES[1], *words)
    assert counted == [NAMES[1]] * 2


def test_another_effort_is_another_verdict(capsys, counted):
    check(capsys, NAMES[1])
    assert verdicts.key(NAMES[1], "quick") != verdicts.key(NAMES[1], "standard")
    assert verdicts.read(NAMES[1], "standard", verdicts.key(NAMES[1], "standard")) is None


def test_a_kept_verdict_is_recorded_as_a_new_one_is(capsys, monkeypatch, tmp_path, counted):
    monkeypatch.setattr(catalogue, "names", lambda kind: NAMES if kind == "statements" else [])
    written = []
    for i in range(2):
        monkeypatch.setattr(ledger, "FILE", tmp_path / f"{i}.json")
        check(capsys, "--all", "--record")
        written.append((tmp_path / f"{i}.json").read_text())
    assert counted == [n for n in catalogue.inventory() if n in NAMES] and written[0] == written[1]


@pytest.mark.parametrize("name", ["eq-3.10", "figure-3-3", "eq-3.4-3.6", "proof-3.7.1-small-gradient"])
def test_every_kind_of_verdict_reads_back_as_it_was(name):
    verdict = command.judge_one(name, "quick")
    verdicts.write(verdict, "quick", "a key")
    assert verdicts.read(name, "quick", "a key") == verdict


# --- the key --------------------------------------------------------------------------------------------------------------

COUNTS = [
    "statements/chapter3/theorem_3_4_1.py",
    "statements/chapter3/parts/clipped_steps.py",  # which it imports
    "statements/chapter3/proof_3_7_1_telescope.py",
    "methods/clipped_gradient_descent.py",
    "objectives/slow.py",
    "oracles/bounded.py",
    "assumptions/l0_l1_smooth.py",
    "judge/verdict.py",
    "prove/search.py",
    "trials/beyond_floats.py",
    "readings/balls.py",
    "simulate/run.py",
    "simulate/elementary.py",
    "maths.py",
    "domains.py",
    "entries.py",
    "model.py",
    "commands/check.py",
]
COUNTS_NOT = ["cli.py", "show/block.py", "show/figure.py", "statements/chapter3/eq_3_10.py", "bench/bench.py", "statements/ledger.json"]
TOUCH = """
import sys
from theorysim import catalogue
from theorysim.memory import verdicts
before = verdicts.key("theorem-3.4.1", "quick")
for name in sys.argv[1:]:
    file = catalogue.PACKAGE / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\\n# touched\\n", encoding="utf-8")
    print(name, verdicts.key("theorem-3.4.1", "quick") != before)
    file.write_text(text, encoding="utf-8")
    assert verdicts.key("theorem-3.4.1", "quick") == before
new = catalogue.PACKAGE / "objectives" / "brand_new.py"
new.write_text("")
print("a new objective", verdicts.key("theorem-3.4.1", "quick") != before)
new.unlink()
"""


def test_the_key_covers_all_that_a_verdict_is_computed_from_and_no_more(tmp_path):
    package = tmp_path / "theorysim"
    shutil.copytree(catalogue.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-c", TOUCH, *COUNTS, *COUNTS_NOT]
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    said = dict(line.rsplit(" ", 1) for line in ended.stdout.splitlines())
    assert said == {n: "True" for n in [*COUNTS, "a new objective"]} | {n: "False" for n in COUNTS_NOT}


@pytest.mark.parametrize("library", verdicts.LIBRARIES.values())
def test_the_key_covers_the_versions(monkeypatch, library):
    before, known = verdicts.key("eq-3.10", "quick"), verdicts.version
    monkeypatch.setattr(verdicts, "version", lambda name: known(name) + (name == library) * "+")
    assert verdicts.key("eq-3.10", "quick") != before


def test_a_users_file_counts_with_what_it_imports(own, monkeypatch, tmp_path, capsys, counted):
    name = f"{own}:mean"
    key = verdicts.key(name, "quick")
    check(capsys, name)
    check(capsys, name)
    assert counted == [name]
    (tmp_path / "elsewhere").mkdir()
    with monkeypatch.context() as there:
        there.chdir(tmp_path / "elsewhere")  # a line that replays may name the file as seen from there
        assert verdicts.key(name, "quick") != key
    own.write_text(own.read_text().replace("2 * a * b", "a * b"))
    assert verdicts.key(name, "quick") not in (None, key)
    own.write_text(OWN.format(imports="from theorysim.statements.chapter3.parts.clipped_steps import gamma"))
    assert catalogue.PACKAGE / "statements/chapter3/parts/clipped_steps.py" in sources.sources(own)


@pytest.mark.parametrize("line", ["import theorysim as ts", "from theorysim import Positive", "from theorysim import *"])
def test_the_public_names_stand_for_the_whole_package(own, line):
    own.write_text(OWN.format(imports=line))
    assert {catalogue.PACKAGE / f for f in (*COUNTS, "methods/gradient_descent.py", "commands/verbs.py")} <= set(sources.sources(own))


@pytest.mark.parametrize("line", ["import helping", "from .helping import x", "def f():\n    import helping", "import requests.api"])
def test_what_imports_something_unknown_is_judged_every_time(own, line):
    own.write_text(OWN.format(imports=line))
    assert verdicts.key(f"{own}:mean", "quick") is None
    verdicts.write(("a name", [], True, 1.0), "quick", None)
    assert not verdicts.folder().exists()


@pytest.mark.parametrize(
    "line",
    [
        "DATA = open(__file__).read()",
        "from pathlib import Path",
        "import json as j",
        "import os",
        "import time",
        "import numpy as np\nDATA = np.loadtxt",
        "from theorysim import catalogue\nstep = catalogue.load('methods', 'other.py:step')",
    ],
)
def test_what_may_read_data_is_judged_every_time(own, line):
    assert verdicts.key(f"{own}:mean", "quick") is not None
    own.write_text(OWN.format(imports=line))
    assert verdicts.key(f"{own}:mean", "quick") is None


def test_what_imports_a_library_whose_version_counts_is_kept(own):
    own.write_text(OWN.format(imports="import math, numpy as np\nfrom flint import arb"))
    assert verdicts.key(f"{own}:mean", "quick") is not None


def test_a_file_that_changes_while_it_is_judged_is_not_kept(own, monkeypatch, capsys):
    judge = command.judge_one

    def edited(name, effort):
        found = judge(name, effort)
        own.write_text(own.read_text() + "# a later thought\n")
        return found

    monkeypatch.setattr(command, "judge_one", edited)
    check(capsys, f"{own}:mean")
    assert not verdicts.folder().exists()


LOADED = """
import sys
from theorysim import catalogue
from theorysim.judge.verdict import judge
every, few, *names = catalogue.objectives(), *sys.argv[1:]
objectives, oracles = {name: every[name] for name in few.split()}, catalogue.oracles()
for name in names:
    judge(catalogue.load("statements", name), "quick", objectives, oracles=oracles)
print(*(m.__file__ for n, m in sys.modules.items() if n.startswith("theorysim.")))
"""
FINDS_ENTRIES = {"catalogue.py", "outside.py", "sweep/signals.py"}  # of the test alone


def test_what_judging_loads_is_in_the_key_and_no_other_room_is():
    some = ["eq-3.10", "figure-3-3", "eq-3.4-3.6", "lemma-3.7.1", "remark-3.4.1-clipped"]
    ended = subprocess.run([sys.executable, "-c", LOADED, " ".join(few("quadratic")()), *some], capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    read = sources.sources(*(catalogue.find(name, ("statements",)).path for name in some))
    unseen = {Path(file).relative_to(catalogue.PACKAGE).as_posix() for file in set(ended.stdout.split()) - set(map(str, read))}
    assert {place for place in unseen if not place.endswith("__init__.py")} <= FINDS_ENTRIES
    assert {sources._room(file) for file in read}.isdisjoint(sources.NOT_READ)


def test_a_room_that_no_verdict_comes_from_ends_the_way_but_for_a_user(tmp_path, monkeypatch):
    for file, text in {
        "claims/one.py": "def sought():\n    from theorysim.falsify.walk import walk\n    from theorysim.judge.one import judge",
        "falsify/walk.py": "from theorysim.maths import exp",
        "judge/one.py": "",
        "maths.py": "",
    }.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text)
    own = tmp_path.parent / f"{tmp_path.name}_own.py"
    own.write_text("from theorysim.falsify.walk import walk")
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path)
    for kept in (sources._reached, sources._room):
        monkeypatch.setattr(sources, kept.__name__, kept.__wrapped__)
    assert sources.closure([tmp_path / "claims/one.py"]) == [tmp_path / "claims/one.py", tmp_path / "judge/one.py"]
    assert sources.closure([own]) == sorted([own, tmp_path / "falsify/walk.py", tmp_path / "maths.py"])


BY_NAME = {"import_module", "__import__", "exec_module", "spec_from_file_location", "load_module", "run_path", "run_module"}


def loads_by_name(text):
    calls = [node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [name for f in calls if (name := getattr(f, "attr", getattr(f, "id", ""))) in BY_NAME]


def test_nothing_that_a_verdict_reads_is_loaded_by_name():
    """A module that only a string names is in no key: a verdict would outlive a change of it."""
    every = sources.sources(*(catalogue.find(name, ("statements",)).path for name in catalogue.names("statements")))
    assert len(every) > 100
    assert {f.name: found for f in every if (found := loads_by_name(f.read_text(encoding="utf-8")))} == {}
    for planted in ("import importlib\nimportlib.import_module(name)", "__import__('theorysim.judge.' + kind)", "spec.exec_module(m)"):
        assert loads_by_name(planted)


# --- damage ---------------------------------------------------------------------------------------------------------------


def test_a_flipped_byte_never_gives_a_verdict(one, monkeypatch):
    file, key, verdict = one
    monkeypatch.setattr(cache_folder, "_said", {"damaged verdict"})
    data = file.read_bytes()
    assert verdicts.read("eq-3.10", "quick", key) == verdict
    for i in [*range(80), *range(80, len(data), 7)]:
        file.write_bytes(data[:i] + bytes([data[i] ^ 1 << i % 8]) + data[i + 1 :])
        assert verdicts.read("eq-3.10", "quick", key) is None, i
    file.write_bytes(data)
    assert verdicts.read("eq-3.10", "quick", key) == verdict


@pytest.mark.parametrize("content", [b"", b"\n", b"{}", b"not a verdict\n" * 9, b"\xff\xfe\x00", None])
def test_a_foreign_file_costs_one_warning_and_is_written_anew(one, monkeypatch, content, capsys, counted):
    monkeypatch.setattr(cache_folder, "_said", set())
    file, key, verdict = one
    file.write_bytes(file.read_bytes()[:200] if content is None else content)
    with pytest.warns(RuntimeWarning, match="is damaged; the statement is judged anew") as warned:
        first = check(capsys, "eq-3.10")
        file.write_bytes(b"again")
        second = check(capsys, "eq-3.10")
    assert len(warned) == 1 and counted == ["eq-3.10"] * 2
    assert "refuted, certified" in first and "from the cache" not in second
    assert "from the cache" in check(capsys, "eq-3.10") and len(counted) == 2


def test_a_verdict_of_another_shape_is_none(one):
    file, key, _ = one
    said = json.loads(file.read_bytes().partition(b"\n")[2])
    for change in ({"verdicts": [{"outcome": "holds"}]}, {"verdicts": 3}, {"seconds": None}, {"verdicts": None}):
        text = json.dumps(said | change).encode()
        file.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        with pytest.warns(RuntimeWarning, match="damaged"), pytest.MonkeyPatch.context() as patch:
            patch.setattr(cache_folder, "_said", set())
            assert verdicts.read("eq-3.10", "quick", key) is None
    text = json.dumps(said | {"key": "another"}).encode()  # a stale one: nothing is said
    file.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    assert verdicts.read("eq-3.10", "quick", key) is None


def test_a_folder_that_cannot_be_written_costs_one_warning(tmp_path, monkeypatch, capsys, counted):
    monkeypatch.setattr(cache_folder, "_said", set())
    (tmp_path / "file").write_text("a file where a folder should be")
    monkeypatch.setattr(verdicts, "folder", lambda: tmp_path / "file" / "verdicts")
    with pytest.warns(RuntimeWarning, match="verdicts are not kept") as warned:
        first, second = (json.loads(check(capsys, *NAMES, "--json")) for _ in range(2))
    assert len(warned) == 1 and counted == NAMES * 2 and without_seconds(first) == without_seconds(second)


def test_the_folder_stays_bounded_and_a_new_verdict_replaces_a_stale_one(one, monkeypatch):
    file, _, (_, found, done, seconds) = one
    for i in range(5):
        verdicts.write(("eq-3.10", found, done, seconds), "quick", f"key {i}")
    assert list(verdicts.folder().iterdir()) == [file]
    monkeypatch.setattr(verdicts, "MOST", 3)
    for i in range(6):
        verdicts.write((f"name-{i}", found, done, seconds), "quick", "key")
        os.utime(verdicts.folder() / f"name-{i}-quick.json", (i, i))
    left = {f.name for f in verdicts.folder().iterdir()}
    assert len(left) <= 4 and "name-5-quick.json" in left and "name-0-quick.json" not in left
