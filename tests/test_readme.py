"""The README's Python runs, and gives the numbers of its command lines; what it quotes is what is printed."""

import re
from pathlib import Path

from theorysim.cli import main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


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
    quoted = re.findall(r"```text\n(.*?)```", README, re.S)
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
