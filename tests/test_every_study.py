"""Every study plans, at each of its sizes, and its README shows its figure and names its command; bad ones are seen to be refused."""

import contextlib
import json
import runpy
from fractions import Fraction as F
from pathlib import Path

import pytest

from theorysim import catalogue
from theorysim.cli import main as cli
from theorysim.commands import study, study_cell, study_script
from theorysim.commands.study import Asked
from theorysim.measure.goldstein import of_affine_maximum
from theorysim.sweep.formula import Mistake
from theorysim.sweep.plan import plan
from theorysim.sweep.schema import Page

STUDIES = Path(__file__).parents[1] / "studies"
LONG = ("searcher", "sharpest_constants")  # a cell of which takes seconds
FOLDERS = sorted(file.parent for name in catalogue.STUDY for file in STUDIES.glob(f"*/{name}"))


def said(folder: Path) -> list[str]:
    """Tell what a study lacks."""
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    figure = folder / "figure.svg"
    found = [] if "](figure.svg)" in text else ["the README shows no figure"]
    found += [] if figure.is_file() and "</svg>" in figure.read_text(encoding="utf-8") else ["there is no figure"]
    found += [] if f"theorysim study {folder.name}" in text else ["the README does not name the command"]
    return found + list(planned(folder))


def planned(folder: Path):
    if (folder / "study.py").is_file():
        try:
            script = study_script.Scripted(folder / "study.py", Asked(folder.name, {}))
            yield from [] if script.plan.cells else ["there are no cells"]
        except Mistake as reason:
            yield str(reason)
        return
    page = Page(folder / "study.toml")
    with contextlib.chdir(folder):  # it names files of its own from where it stands
        try:
            study = page.study()
            if "large" not in study.size:
                yield "there is no large size"
            for size in ("default", *study.size):
                if not plan(study, page, lambda *names: study_cell.composition(*names), size).points:
                    yield f"{size} has no points"
        except (Mistake, LookupError, ValueError) as reason:
            yield str(reason)


def test_all_are_listed():
    assert {f.name for f in FOLDERS} == set(catalogue.names("studies")) and len(FOLDERS) >= 4
    assert all(entry.summary for entry in catalogue.entries("studies"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_it_plans_and_its_readme_shows_the_figure_and_names_the_command(folder):
    assert said(folder) == []


@pytest.mark.parametrize("folder", [f for f in FOLDERS if f.name not in LONG], ids=lambda f: f.name)
def test_a_dry_run_says_what_there_is_to_run_and_writes_nothing(folder, tmp_path, monkeypatch, capsys):
    """The middle cell of its first kernel runs; how many more a dry run tries depends on the clock, and here it is none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(study, "PATIENCE", 0.0)
    assert study.study(Asked(folder.name, {}, dry_run=True, json=True)) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["left"] == found["cells"] > 0
    assert list(tmp_path.iterdir()) == []


GOOD = """says = "Halve"
method = "gradient_descent"
objective = "quadratic"
epsilon = "0.1, 0.01"
[p]
eta = 0.5
[size.large]
epsilon = "log:1e-9:1e-1:9"
"""
README = "![a line](figure.svg)\n`theorysim study halving`\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("README.md", "![a line](figure.svg)", "", "shows no figure"),
        ("README.md", "study halving", "study something_else", "does not name the command"),
        ("figure.svg", "</svg>", "", "there is no figure"),
        ("study.toml", "eta = 0.5", "eta = 0.5\nbeta = 1", "no such parameter"),
        ("study.toml", '"quadratic"', '"quadratik"', "quadratik"),
        ("study.toml", "eta = 0.5", "eta = -1", "outside"),
        ("study.toml", "log:1e-9:1e-1:9", "log:0:1:9", "both ends are positive"),
        ("study.toml", "[size.large]", "[size.huge]", "no large size"),
    ],
)
def test_a_bad_study_is_refused(tmp_path, file, old, new, complaint):
    folder = tmp_path / "halving"
    folder.mkdir()
    for name, text in {"study.toml": GOOD, "README.md": README, "figure.svg": "<svg></svg>"}.items():
        (folder / name).write_text(text)
    assert said(folder) == []
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    found = said(folder)
    assert len(found) == 1 and complaint in found[0]


def test_the_sine_product_is_classified_and_drawn_again_to_the_same_bytes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    printed = []
    for out in "ab":
        assert cli(["study", "sine_product_steps", "-p", "many=7", "-o", out]) == 0
        printed.append([s for s in capsys.readouterr().out.splitlines() if "visits" in s])
    for step, kind in ((0.01, "fixed point"), (0.03, "cycle of 2"), (0.05, "chaotic"), (0.07, "chaotic")):
        line = next(s for s in printed[0] if float(s.split()[0]) <= step <= float(s.split()[2].rstrip(":")))
        assert f": {kind}" in line, line
    assert printed[0] == printed[1] and Path("a/figure.svg").read_bytes() == Path("b/figure.svg").read_bytes()


def test_the_distance_in_the_valley_is_goldsteins():
    valley = runpy.run_path(str(STUDIES / "zigzag_budgets" / "valley.py"))
    wall, floor, delta = 0.5, 0.25, 0.125
    pieces = [((a * wall, b * floor), 0) for a in (-1, 1) for b in (-1, 1)]
    spots = [(x, y) for x in (0, 0.1, -0.2, 3) for y in (0, -0.1, 0.2, 3)]
    for x, y in spots:
        kept = valley["kept"](valley["kept"](0, x, 1, delta, wall, floor), y, 2, delta, wall, floor)
        bracket = of_affine_maximum(pieces, (x, y), delta)
        low, high = bracket.lower - F(1, 10**9), bracket.upper + F(1, 10**9)
        assert low <= F(valley["distance"](kept)) <= high and high - low < F(1, 16), (x, y)


def test_goldsteins_distance_of_the_largest_coordinate_is_as_the_study_says():
    d, delta = 3, 0.125
    pieces = [(tuple(sign * (i == j) for j in range(d)), 0) for i in range(d) for sign in (1, -1)]
    for x in ((0.0625, -0.0625, 0.03125), (0.0625, 0.0625, 0.0625)):  # f <= delta/2
        assert of_affine_maximum(pieces, x, delta).upper < F(1, 100)
    for x in ((0.25, 0.25, 0.25), (0.1875, -0.1875, 0.0)):  # f > sqrt(2) delta
        assert of_affine_maximum(pieces, x, delta).lower > F(57, 100)  # 1/sqrt(3)
    script = runpy.run_path(str(STUDIES / "goldstein_budgets" / "study.py"))
    assert all(cell["epsilon"] < cell["d"] ** -0.5 for cell in script["cells"]())
