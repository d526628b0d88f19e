"""Every command x what it is doing x Ctrl-C and SIGTERM: the right exit status, no result, no half a file, no process that is left."""

import json
import signal
import sqlite3
import sys
from contextlib import closing

import pytest
from keeping import due
from sabotage.acts import OWN, RUN, STUDY
from sabotage.world import WARM, Server, snapshot

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, audit events and orphans")
LONG = ["--epsilon", "0", "--steps", "1e15"]
NOISY = ["run", "sgd", "quadratic", "-p", "eta=1e-9", "--oracle", "gaussian", "-p", "sigma=1", "--runs"]
STUDIED = ["study", "study", "-o", "out"]
CELL = "theorysim.commands.study_cell:measured"
BEGINS, LOADS = "theorysim.simulate.run:beginning", "theorysim.simulate.cache:DiskCache.load_overload"
IMPORTED = ["theorysim.commands.check", "theorysim.commands.falsify", "theorysim.commands.doctor", "theorysim.commands.bench"]
EVENTS = {  # what a command does, by what tells that it does so: an event of Python's, or a function that is called, and how long after it
    "importing": ("event", "import"),
    "starting workers": ("call", "multiprocessing.process:BaseProcess.start", 0),
    "compiling": ("call", LOADS, 0),
    "inside the kernel": ("call", BEGINS, 0.3),
    "writing": ("event", "os.rename"),
}
COMMANDS = {
    "importing": [
        RUN,
        ["list", "--json"],
        ["show", "huber"],
        ["replay", *RUN[1:]],
        ["check", "lemma-3.7.1"],
        ["verify", "lemma-3.7.1"],
        ["falsify", "lemma-3.7.1"],
        ["game", "flat_values", "--against", "gradient_descent", "--steps", "3"],
        ["ledger"],
        STUDIED,
        ["report", "--ledger", "-o", "new.html"],
        ["new", "method", "mine"],
        ["test", "own.py"],
        ["bench", "--product"],
        ["doctor"],
    ],
    "starting workers": [[*STUDIED, "-j", "2"], ["check", "lemma-3.7.1", "lemma-3.7.2", "-j", "2", "--fresh"]],
    "compiling": [RUN, [*RUN, "--trace", "new.csv"], ["replay", *RUN[1:]], STUDIED, ["doctor"], ["bench", "--product"]],
    "inside the kernel": [
        ["run", "gradient_descent", "quadratic", "-p", "eta=1e-12", *LONG],
        ["run", "gradient_descent", "quadratic", "-p", "eta=1e-12", *LONG, "--trace", "new.csv", "--json"],
        ["replay", "gradient_descent", "quadratic", "-p", "eta=1e-12", *LONG],
        ["run", "own.py:step", "quadratic", *LONG],
        [*NOISY, "3", *LONG],
        [*NOISY, "300", *LONG],
        [*STUDIED, "-p", "eta=1e-12", "-p", "epsilon=0", "-p", "steps=1e15"],
    ],
    "writing": [
        [*RUN, "--trace", "old.csv"],
        ["show", "huber", "--plot", "new.svg"],
        ["ledger", "--errata", "-o", "new.md"],
        ["report", "--ledger", "-o", "new.html"],
        ["report", "kept", "-o", "new.html"],
        ["new", "method", "mine"],
        STUDIED,
        ["study", "study", "-o", "kept"],
    ],
}
CASES = [(phase, words, number) for phase, every in COMMANDS.items() for words in every for number in (signal.SIGINT, signal.SIGTERM)]


@pytest.fixture(scope="module")
def servers():
    made = {"importing": Server([]), "": Server([*WARM, *IMPORTED])}
    yield made
    for server in made.values():
        server.close()


@pytest.fixture
def here(tmp_path, servers):
    folder = tmp_path / "here"
    (folder / "study").mkdir(parents=True)
    (folder / "study" / "study.toml").write_text(STUDY)
    (folder / "own.py").write_text(OWN.replace("x - g", "x * 1.0000000001"))
    (folder / "old.csv").write_text("old\n")
    assert servers[""]({"words": ["study", "study", "-o", "kept"], "here": str(folder)})["code"] == 0
    (folder / "kept" / "points.csv").unlink()
    return folder


def label(case):
    phase, words, number = case
    return f"{phase}-{' '.join(words)[:60]}-{number.name}"


@pytest.mark.parametrize("case", due(CASES), ids=label)
def test_it_is_stopped(case, here, servers):
    phase, words, number = case
    kind, *when = EVENTS[phase]
    at = [*when, 1, int(number)] if kind == "event" else [when[0], int(number), when[1]]
    before = snapshot(here)
    found = servers.get(phase, servers[""])({"words": words, "here": str(here), kind: at})
    told = found["err"].decode()
    assert found["code"] == {signal.SIGINT: 130, signal.SIGTERM: 143}[number], (found["code"], told)
    assert found["orphans"] == 0 and found["out"] == b"" and "Traceback" not in told and "error" not in told
    after = snapshot(here)
    assert {n for n in after if n not in before} <= {f"out/{n}" for n in ("cells.sqlite", "cells.sqlite.lock", "points.csv")}
    assert {n: d for n, d in after.items() if n in before and "sqlite" not in n} == {n: d for n, d in before.items() if "sqlite" not in n}
    if (here / "out" / "cells.sqlite").exists():
        with closing(sqlite3.connect(here / "out" / "cells.sqlite")) as store:
            assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if "-p" not in words:
            again = servers[""]({"words": [*STUDIED, "--json"], "here": str(here)})
            assert again["code"] == 0 and json.loads(again["out"])["done"] == 3


def test_every_command_is_among_them():
    from theorysim.cli import app

    every = {c.name or c.callback.__name__.rstrip("_") for c in app.registered_commands}
    assert {words[0] for words in COMMANDS["importing"]} == every and COMMANDS.keys() == EVENTS.keys()
