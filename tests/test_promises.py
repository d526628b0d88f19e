"""Each promise of docs/promises.md names tests that exist: the files, and for each word of -k a test of them that has it in its name."""

import ast
import re
import shlex
from pathlib import Path

import pytest
from keeping import ROOT

PAGE = ROOT / "docs" / "promises.md"
LINE = re.compile(r"^\| (.*) \| `pytest (.*)` \|$")
PROMISED = {f"R{n}" for n in range(1, 32)} - {"R13"}  # which is open, as the page says


def lines(text: str) -> list[tuple[str, str]]:
    return [match.groups() for line in text.splitlines() if (match := LINE.match(line))]


def names(file: Path) -> list[str]:
    return [n.name for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.FunctionDef) and "test" in n.name]


def lacking(command: str) -> list[str]:
    """Return what a command names that is not there."""
    words = shlex.split(command)
    at = words.index("-k") if "-k" in words else len(words)
    files = [ROOT / word for word in words[:at] if word.endswith(".py")]
    gone = [str(file) for file in files if not file.is_file()] or ["no file"] * (not files)
    every = [name for file in files if file.is_file() for name in names(file)]
    asked = re.split(r" or ", words[at + 1]) if at < len(words) else ["test"]
    return gone + [word for word in asked if not any(word in name for name in every)]


@pytest.mark.parametrize("says, command", lines(PAGE.read_text(encoding="utf-8")), ids=lambda w: w[:60])
def test_what_shows_a_promise_exists(says, command):
    assert lacking(command) == []


def test_every_promise_has_a_line_or_is_named_as_open():
    text = PAGE.read_text(encoding="utf-8")
    told = {r for says, _ in lines(text) for r in re.findall(r"\bR\d+\b", says)}
    assert told == PROMISED and len(lines(text)) == text.count("| `pytest ") == sum(line.startswith("| ") for line in text.splitlines()) - 1
    assert {*re.findall(r"\bR\d+\b", text)} == {f"R{n}" for n in range(1, 32)}


@pytest.mark.parametrize(
    "command", ["tests/test_nowhere.py", "tests/test_store.py -k nothing_of_that_name", "-k x", 'tests/test_store.py -k "lock or gone_it"']
)
def test_what_does_not_exist_is_seen(command):
    assert lacking(command)
