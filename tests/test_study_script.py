"""A study that is a script keeps the promises of the others: dry run, processes, parameters, sizes, stores, resumption, collecting."""

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import theorysim as ts
from theorysim import outside
from theorysim.cli import main

SCRIPT = """\"\"\"Square numbers.\"\"\"
import os, time
from pathlib import Path

SIZES = {"large": {"many": 6}}
SOURCES = ("measure/hitting.py",)


def cells(many=4, power=(1, 2)):
    return [{"n": n, "powers": power} for n in range(many)]


def measured(cell):
    with open("ran.txt", "a") as file:
        file.write(f"{cell['n']}\\n")
    if cell["n"] == 3 and Path("bad").exists():
        raise ValueError("three is bad")
    time.sleep(float(os.environ.get("SLOW", 0)))
    return {"square": cell["n"] ** 2, "all": [cell["n"] ** p for p in cell["powers"]]}


def drawn(found, file):
    Path(file).write_text(f"<svg>{[gave['square'] for _, gave in found]}</svg>")


def lines(found):
    yield f"sum {sum(gave['square'] for _, gave in found)}"
"""


@pytest.fixture
def scripted(tmp_path, monkeypatch, capsys):
    """A study that is a script, in a folder, and a working folder beside it; run it, and give its JSON and what ran."""
    folder = tmp_path / "squares"
    folder.mkdir()
    (folder / "study.py").write_text(SCRIPT)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def call(*words: str, code: int = 0):
        (folder / "ran.txt").write_text("")
        assert main(["study", str(folder), "--json", *words]) == code
        return json.loads(capsys.readouterr().out), sorted((folder / "ran.txt").read_text().split())

    call.folder = folder
    return call


def test_a_study_that_is_a_script_keeps_the_promises_of_the_others(scripted):
    said, ran = scripted("--dry-run")
    assert (said["cells"], said["left"]) == (4, 4) and not Path("squares").exists() and set(ran) == {"2"}
    said, ran = scripted()
    assert ran == ["0", "1", "2", "3"] and said["says"] == ["sum 14"] and said["done"] == 4
    assert Path("squares/figure.svg").read_text() == "<svg>[0, 1, 4, 9]</svg>"
    rows = list(csv.DictReader(Path("squares/points.csv").read_text().splitlines()))
    assert [(row["n"], row["powers"], row["square"], row["all"], row["status"]) for row in rows][2] == ("2", "[1,2]", "4", "[2,4]", "done")
    again, ran = scripted("--size", "large")
    assert ran == ["4", "5"] and again["cells"] == 6 and again["says"] == ["sum 55"]
    elsewhere, ran = scripted("-j", "2", "--store", "other.sqlite", "-o", "two")
    assert (
        len(ran) == 4 and elsewhere["sha256"] == said["sha256"] and Path("other.sqlite").is_file() and not Path("two/cells.sqlite").exists()
    )
    given, ran = scripted("-p", "many=2", "-p", "power=3")
    assert ran == ["0", "1"] and "[1]" in Path("squares/points.csv").read_text()


def test_a_script_is_collected_run_again_where_it_changed_and_not_drawn_before_it_is_whole(scripted):
    (scripted.folder / "bad").touch()
    said, _ = scripted(code=3)
    assert said["failed"] == 1 and "three is bad" in said["why"] and not Path("squares/figure.svg").exists()
    assert said["warnings"] == ["1 of 4 cells have no result: nothing is drawn"]
    (scripted.folder / "bad").unlink()
    assert scripted()[1] == ["3"] and Path("squares/figure.svg").exists()
    Path("squares/figure.svg").unlink()
    pytest.importorskip("pyarrow")
    said, ran = scripted("--collect")
    assert ran == [] and Path("squares/figure.svg").exists() and any(f.endswith("points.parquet") for f in said["files"])
    outside.imported.cache_clear()
    (scripted.folder / "study.py").write_text(SCRIPT.replace("** 2, ", "** 2 + 1, "))
    said, ran = scripted()
    assert len(ran) == 4 and said["says"] == ["sum 18"]


def test_a_cell_of_a_script_is_run_again_by_its_key_and_its_table_is_a_frame(scripted, capsys):
    pytest.importorskip("pandas")
    scripted()
    points = ts.frame(scripted.folder)
    assert points["square"].tolist() == [0, 1, 4, 9] and set(points["status"]) == {"done"}
    with pytest.raises(ValueError, match="keeps no trials; it has points"):
        ts.frame(scripted.folder, "trials")
    words = ["replay", str(scripted.folder), "--cell", points["key"][2]]
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        '{"n": 2, "powers": [1, 2]}: {"all": [2, 4], "square": 4}',
        "the store has the same result",
    ]
    assert main([*words, "--json"]) == 0 and json.loads(capsys.readouterr().out)["gave"]["square"] == 4
    script = scripted.folder / "study.py"
    script.write_text(script.read_text().replace('cell["n"] ** 2, "all"', 'cell["n"] ** 3, "all"'))
    outside.imported.cache_clear()
    assert main(words) == 0 and "the store has another result, by other sources" in capsys.readouterr().out


def test_a_killed_script_goes_on(scripted):
    """Each cell takes half a second: after two of them it is killed."""
    words = [sys.executable, "-m", "theorysim", "study", str(scripted.folder)]
    (scripted.folder / "ran.txt").write_text("")
    with subprocess.Popen(words, env=os.environ | {"SLOW": "0.5"}) as process:
        while len((scripted.folder / "ran.txt").read_text().split()) < 3:
            time.sleep(0.05)
        process.kill()
    said, ran = scripted()
    assert ran == ["2", "3"] and said["says"] == ["sum 14"]


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        ("def cells(): return []", [], "no function measured and no drawn"),
        ("1/0", [], "ZeroDivisionError"),
        (SCRIPT, ["-p", "man=3"], "did you mean"),
        (SCRIPT, ["-p", "many=3,4"], "it must be one number"),
        (SCRIPT, ["--size", "huge"], "no size 'huge'"),
        (SCRIPT, ["--columns", "1"], "is for a study.toml"),
        (SCRIPT.replace("measure/hitting.py", "measure/nothing.py"), [], "the package has no measure/nothing.py"),
        (SCRIPT.replace("range(many)", "None"), [], "cells: TypeError"),
    ],
)
def test_a_script_that_is_no_study_is_told_in_one_line(scripted, capsys, text, words, says):
    outside.imported.cache_clear()
    (scripted.folder / "study.py").write_text(text)
    assert main(["study", str(scripted.folder), *words]) == 2
    error = capsys.readouterr().err
    assert says in error and error.count("\n") == 1


def test_a_page_of_its_store_tells_the_cells_and_runs_none_of_it(scripted):
    scripted()
    (scripted.folder / "study.py").write_text("raise SystemExit('it ran')")
    outside.imported.cache_clear()
    assert main(["report", "squares", "-o", "page.html"]) == 0
    text = Path("page.html").read_text()
    assert "It is a script, which a page does not run" in text and "squares" in text and "it ran" not in text
