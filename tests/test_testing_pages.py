"""The page about pytest, and the example project: what they quote is printed, in a copy of the folder, and the theorem is short."""

import re
import shutil
from pathlib import Path

from few import few
from test_your_own_page import blocks, fits, outcome, prompts

from theorysim import catalogue

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLE = DOCS / "examples" / "own_theorem"
WRONG = re.compile(r"as printed: refuted|\d failed")  # with an exit status of 1


def walked(page, capsys):
    """Write the files of a page, run its commands, and give their number."""
    run = 0
    for language, text in blocks(page.read_text(encoding="utf-8")):
        if language == "python":
            Path(re.match(r"# (\w+\.py)\n", text)[1]).write_text(text)
        for command, quoted in prompts(text) if language == "console" else ():
            printed, code = outcome(command, capsys)
            plain = re.sub(r"={4,}", "==", printed)  # lines as wide as the terminal
            assert fits(quoted, plain), (command, printed)
            assert code == (WRONG.search(printed) is not None), (command, code, printed)
            run += 1
    return run


def test_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert walked(DOCS / "testing.md", capsys) == 1
    assert (tmp_path / "figures" / "test_paper.py-test_too_bold-5d993db9-2.svg").stat().st_size > 1000


SLOPED = ("quadratic", "slow")
THERE = f"""
import sys
sys.path.append({str(Path(__file__).parent)!r})
from few import few
from theorysim import catalogue
catalogue.objectives = few(*{SLOPED})
"""  # its own conftest.py: the theorem is tried on the same objectives in the process of pytest


def test_the_example(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(catalogue, "objectives", few(*SLOPED))
    shutil.copytree(EXAMPLE, tmp_path / "own", ignore=shutil.ignore_patterns("__pycache__", ".*"))
    (tmp_path / "own" / "conftest.py").write_text(THERE)
    monkeypatch.chdir(tmp_path / "own")
    assert walked(EXAMPLE / "README.md", capsys) == 8


def test_the_theorem_takes_25_lines_at_most():
    assert len((EXAMPLE / "adagrad_norm.py").read_text(encoding="utf-8").splitlines()) <= 25


def test_every_assertion_is_on_the_page():
    from theorysim import testing

    page = (DOCS / "testing.md").read_text(encoding="utf-8")
    assert [name for name in testing.__all__ if f"`{name}(" not in page] == ["assert_quantile"]  # the older name of assert_hits
