"""The README's Python runs, and gives the numbers of its command lines; what it quotes is what is printed."""

import re
import tomllib
from pathlib import Path
from typing import get_args

from theorysim import catalogue
from theorysim.cli import main
from theorysim.results import Grade

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def code() -> str:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.S)
    return block


def test_python_gives_the_numbers_of_the_command_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert len([line for line in code().splitlines() if line]) <= 10
    exec(compile(code(), "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert (tmp_path / "run.svg").read_text(encoding="utf-8").count("<path") > 10
    lines = [line.split()[1:] for line in README.splitlines() if line.startswith("    theorysim ")]
    assert main(lines[0]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "T = {}   outcome: {}".format(*printed[0].split())
    main([*lines[1], "--effort", "quick"])
    out = capsys.readouterr().out
    outcome, cause, witness = printed[1].split(" ", 2)
    assert f"{outcome}, certified, cause: {cause}" in out and witness in out
    assert ", ".join(printed[2].split()) in out


def test_quoted_output_is_what_is_printed(capsys):
    every = re.findall(r"```text\n(.*?)```", README, re.S)
    quoted = sorted(every, key=lambda block: block.startswith("$ "))  # a verdict, then commands
    main(["check", "proof-3.7.1-small-gradient", "--effort", "quick"])
    seconds = re.compile(r"^  [0-9.]+ s$", re.M)
    assert seconds.sub("", capsys.readouterr().out).strip() == seconds.sub("", quoted[0]).strip()
    for block in quoted[1:]:
        command, _, rest = block.partition("\n")
        assert main(command.split()[2:]) == 0
        assert capsys.readouterr().out.strip() == rest.strip()


def test_counts_are_the_ledger(capsys):
    from theorysim.memory import ledger

    outcomes = [row["printed"]["outcome"] for row in ledger.read().values()]
    refuted = outcomes.count("refuted")
    assert f"{len(outcomes)} statements have a verdict, " in README and f": {outcomes.count('holds')} hold, {refuted} are refuted" in README


def test_it_opens_with_an_install_line_a_run_a_picture_and_a_verdict():
    places = [README.find(part) for part in ("\n    pip install '.[", "\n$ theorysim run ", "](studies/", "**One verdict**", "\n## ")]
    assert -1 not in places and places == sorted(places)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    (asked,) = re.findall(r"^    pip install '\.\[(\w+)\]'$", README, re.M)
    named = extras[asked][0].partition("[")[2].rstrip("]").split(",")
    assert named and all(f"`{name}` (" in README for name in named)


def test_the_glossary_has_the_words_that_are_printed():
    words = {word.strip() for line in re.findall(r"^\| \*\*(.+?)\*\* \|", GLOSSARY, re.M) for word in line.split(",")}
    (block,) = (b for b in re.findall(r"```text\n(.*?)```", README, re.S) if not b.startswith("$ "))
    labels = set(re.findall(r"^    (\w[\w-]*(?: \w+)?)  ", block, re.M)) - {"given", "why", "confirmed"}  # said in rows of others
    assert {"outcome", "worst ratio", "self-test"} <= labels <= words
    causes = {c.cause for n in catalogue.names("statements") for c in catalogue.load("statements", n).claims if c.cause}
    emphasized = set(re.findall(r"\*(\w+)\*", GLOSSARY))
    assert {g.partition(",")[0] for g in get_args(Grade)} | {"holds", "refuted", "undecided", "printed", "repaired"} <= emphasized
    assert all(re.search(rf"\b{cause}\b", GLOSSARY) for cause in causes)
    asked = ("reading", "witness", "grade", "slack", "certificate", "oracle", "class", "sublevel set", "lanes")
    assert set(asked) <= words and "(docs/glossary.md)" in README and "(glossary.md)" in (ROOT / "docs" / "README.md").read_text()


def test_every_page_is_in_the_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in (ROOT / "docs").glob("*.md") if p.name != "README.md" and f"]({p.name})" not in index] == []
    assert all((ROOT / "docs" / link).exists() for link in re.findall(r"\]\((.+?)\)", index))
