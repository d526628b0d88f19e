"""A study under noise, for the tests of what is seen along its runs."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from theorysim.cli import main

STUDY = """
says = "Descent under noise, clipped and not."
objective = "huber"
oracle = "gaussian"
start = 3
epsilon = "0.5, 0.2, 0.002"
draws = "common"
steps = 60
trials = 20
keep = ["gap", "x_1"]
p.sigma = 0.3
[[case]]
label = "descent"
method = "gradient_descent"
p.eta = 0.2
[[case]]
label = "clipped"
method = "clipped_gradient_descent"
p.eta_c = 0.2
p.gamma = 1
"""


def studied(folder: Path, monkeypatch: Any, capsys: Any) -> Callable[..., dict[str, Any]]:
    """Return what runs a study of a text with some words, in a folder, and returns what it printed as JSON, or its one line of error."""
    (folder / "noise").mkdir()
    monkeypatch.chdir(folder)

    def call(text: str, *words: str, code: int = 0) -> dict[str, Any]:
        Path("noise/study.toml").write_text(text)
        assert main(["study", "./noise", "--json", "-o", "out", *words]) == code, capsys.readouterr().err
        printed = capsys.readouterr()
        return json.loads(printed.out) if printed.out else {"error": printed.err}

    return call


def table(name: str) -> list[dict[str, str]]:
    """Return a table that the study wrote."""
    with open(f"out/{name}.csv", newline="") as file:
        return list(csv.DictReader(file))
