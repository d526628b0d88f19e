"""docs/architecture.md names every room, and shows statement files as they stand, each next to the sentence of the thesis."""

import re

from theorysim import catalogue

DOCS = catalogue.PACKAGE.parent / "docs"
TEXT = (DOCS / "architecture.md").read_text(encoding="utf-8")


def test_every_room_has_a_line():
    rooms = {p.stem for p in catalogue.PACKAGE.iterdir() if (p.is_dir() and p.name != "__pycache__") or p.suffix == ".py"}
    table = "\n".join(line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `"))
    named = set(re.findall(r"`(\w+)`", table))
    assert rooms - named <= {"__init__", "__main__", "cli", "model", "pytest_plugin"}  # what the picture and the text tell of
    assert named <= rooms, named - rooms


def test_statement_files_are_shown_as_they_stand_next_to_their_sentence():
    shown = re.findall(r"(?m:^)> ([^\n]*)  \((.*?)\)\n\n```python\n(.*?)```", TEXT, re.S)
    assert len(shown) == 3
    for says, where, text in shown:
        identifier = re.search(r'Statement\(\n?\s*"([^"]+)"', text)[1]
        row = catalogue.inventory()[identifier]
        assert (says, where) == (row["says"], row["where"])
        assert text == catalogue.find(identifier, ("statements",)).path.read_text(encoding="utf-8")
