"""The pages about a file of one's own: their commands are run, in their order, in an empty folder, and print what they quote."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from theorysim import outside
from theorysim.cli import main

DOCS = Path(__file__).parent.parent / "docs"
VERBS = {"your_own": {"new", "test", "check", "run", "falsify"}, "finite_sums": {"test", "run"}}
LEAST = {"your_own": 15, "finite_sums": 8}  # commands


def blocks(page):
    """Return (language, text) of the page's blocks, in order."""
    return re.findall(r"^```(\w+)\n(.*?)^```", page, re.S | re.M)


def prompts(text):
    """Return (command, what is quoted) of a block."""
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _, quoted = part.partition("\n")
        yield command, quoted


def fits(quoted, printed):
    """Tell whether the quotation is what was printed: `...` is anything, and blanks are alike."""
    first, *rest = (" ".join(part.split()) for part in quoted.split("..."))
    text = " ".join(printed.split())
    if not rest:
        return text == first
    if not text.startswith(first):
        return False
    place = len(first)
    for part in rest[:-1]:  # the first place where it stands leaves the most for what follows
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return text[place:].endswith(rest[-1])


def outcome(command, capsys):
    """Run a command of the page; give what it printed, errors first, and its exit status."""
    words = shlex.split(command)
    if words[0] == "theorysim":
        outside.imported.cache_clear()  # the file has changed since
        code = main(words[1:])
        printed = capsys.readouterr()
        return printed.err + printed.out, code
    here = [sys.executable, "-m", *words] if words[0] == "pytest" else words
    ended = subprocess.run(here, capture_output=True, text=True, timeout=120)
    return ended.stdout + ended.stderr, ended.returncode


@pytest.mark.parametrize("page", VERBS)
def test_every_command_prints_what_the_page_quotes(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    run = []
    for language, text in blocks((DOCS / f"{page}.md").read_text(encoding="utf-8")):
        if language == "python":
            named = re.match(r"# (\w+\.py)\n", text)
            if named:
                Path(named[1]).write_text(text)
            else:  # some lines of the file that the page begins with
                begun = Path("mine.py").read_text().splitlines()
                assert all(any(line.startswith(quoted) for line in begun) for quoted in text.splitlines())
        for command, quoted in prompts(text) if language == "console" else ():
            printed, code = outcome(command, capsys)
            assert fits(quoted, printed), (command, printed)
            wrong = re.search(r"outcome +refuted|: refuted\n|\d found|something is wrong", printed) is not None
            assert code == int(wrong), (command, code, printed)
            run.append(command)
    assert len(run) >= LEAST[page] and {c.split()[1] for c in run if c.startswith("theorysim")} == VERBS[page]


@pytest.mark.parametrize(
    "quoted, printed, right",
    [
        ("T = 14 outcome: ...", "T = 14   outcome: reached\nfinal\n", True),
        ("a ... c\n...", "a b c\nd\n", True),
        ("a ... c", "a b c\nd\n", False),
        ("T = 14", "T = 15\n", False),
        ("a ... b ... c", "a c b", False),
        ("a ... b ... b", "a b", False),
        ("a ... b", "b a b c b", False),
        ("", "anything", False),
    ],
)
def test_what_fits(quoted, printed, right):
    assert fits(quoted, printed) == right
