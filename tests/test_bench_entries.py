"""The table of entries: each that can run has a row, C is printed from its bodies and has the driver's bits, and what is missed is said."""

import shutil
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from theorysim import bench as room
from theorysim import catalogue
from theorysim.bench import compiled
from theorysim.bench.compiled import in_c, printed
from theorysim.bench.entries import Measured, same
from theorysim.bench.exceptions import EXCEPTIONS
from theorysim.bench.in_c import Printer
from theorysim.bench.rows import row
from theorysim.cli import main
from theorysim.commands import bench as command

KINDS = ("methods", "objectives", "oracles")
FEW = ("methods/gradient_descent", "objectives/worst_convex", "oracles/gaussian")  # one variable, an array, noise
here = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")


@cache
def pairs():
    return {pair.name: pair for pair in command.entries()}


def test_every_entry_that_can_run_has_a_row():
    files = {f"{kind}/{p.stem}" for kind in KINDS for p in (catalogue.PACKAGE / kind).glob("[a-z]*.py")}
    entries = {f"{kind}/{name}" for kind in KINDS for name in catalogue.names(kind)}
    wrappers = {f"{kind}/{w.name}" for kind in KINDS for w in catalogue.wrappers(kind)}
    assert {name.partition(":")[0] for name in pairs()} == entries | wrappers <= files
    assert all(":" in name for name in pairs() if name.partition(":")[0] in wrappers)


def test_every_pair_can_be_printed():
    for pair in pairs().values():
        text, _ = printed(pair)
        assert "loop(double *state" in text and text.count("{") == text.count("}"), pair.name


def test_costly_words_are_read_off_the_bodies():
    costly = {
        name: printed(pairs()[name])[1] for name in ("objectives/huber", "objectives/cosine", "objectives/exponential", "oracles/gaussian")
    }
    assert costly == {
        "objectives/huber": set(),
        "objectives/cosine": {"sin"},
        "objectives/exponential": {"exp"},
        "oracles/gaussian": {"log"},
    }


def test_the_printer_is_short():
    lines = [len(p.read_text(encoding="utf-8").splitlines()) for p in Path(room.__file__).parent.glob("*in_c.py")]
    assert len(lines) == 3 and sum(lines) < 700


@here
@pytest.mark.parametrize("name", FEW)
def test_the_bits_of_c_are_the_drivers(name):
    pair = pairs()[name]
    with in_c([pair]) as loops:
        assert Measured(pair, loops[name]).same_bits()


@here
@pytest.mark.bench
def test_the_bits_of_c_are_those_of_every_tenth_driver():
    some = list(pairs().values())[::10]
    with in_c(some) as loops:
        assert [pair.name for pair in some if not Measured(pair, loops[pair.name]).same_bits()] == []


@here
def test_a_broken_printer_is_seen(monkeypatch):
    """Both sides of every `where` are exchanged."""
    right = Printer.choice
    monkeypatch.setattr(Printer, "choice", lambda self, test, yes, no: right(self, test, no, yes))
    pair = pairs()["methods/gradient_descent"]
    with in_c([pair]) as loops:
        assert not Measured(pair, loops[pair.name]).same_bits()


@here
def test_a_run_that_ends_early_is_held_to_nothing():
    pair = pairs()["methods/gradient_descent"]
    with in_c([pair]) as loops:
        found = Measured(replace(pair, start=0 * pair.start), loops[pair.name]).scalar_row()
    assert found["met"] and found["ratio"] is None and "ends after 0 steps (reached)" in found["reason"]


def test_no_compiler_is_said(monkeypatch):
    monkeypatch.setattr(compiled, "compiler", lambda: None)
    pair = pairs()["methods/gradient_descent"]
    with in_c([pair]) as loops:
        first = Measured(pair, loops[pair.name]).scalar_row()
    assert first["against"] == "C: no compiler found (cc)" and first["ratio"] is None and first["bits"] is None


def test_what_cannot_be_printed_is_said(monkeypatch):
    monkeypatch.setattr(Printer, "function", refuse)
    pair = pairs()["methods/gradient_descent"]
    with in_c([pair]) as loops:
        assert loops[pair.name].why == "C: cannot be printed (planted)"


def refuse(*_):
    raise compiled.NotC("planted")


def test_one_bit_matters_and_nan_is_nan():
    a = np.array([0.1, np.nan, -0.0])
    assert same(a, a.copy()) and not same(a, np.nextafter(a, 1)) and not same(a, np.array([0.1, np.nan, 0.0]))


def test_exceptions_are_few_and_name_rows():
    rows = {f"{way}, {name}" for way in ("scalar", "lanes") for name in pairs()}
    assert set(EXCEPTIONS) <= rows and 20 * len(EXCEPTIONS) <= len(rows) and all(EXCEPTIONS.values())


def test_the_sample_is_that_of_its_seed():
    first, again, other = (["".join(p.said) for p in islice(command.sample(seed), 3)] for seed in (1, 1, 2))
    assert first == again != other


def planted(**more):
    return row("scalar, planted", 1.0, "ns/step", "C 1.00", 1.5, "<= 1.1", "<= 1.3") | more


@pytest.mark.parametrize(
    "found, code, said",
    [
        (planted(), 1, "target missed: scalar, planted: 1.5, target <= 1.3 (C 1.00)"),
        (planted(reason="measured"), 0, "excepted: scalar, planted: measured"),
        (planted(met=True), 0, "aim missed: scalar, planted: 1.5, aim <= 1.1 (C 1.00)"),
        (planted(ratio=1.0, met=False, aim_met=True, bits=False), 1, "the bits are not those of C"),
    ],
)
def test_what_is_missed_is_listed_and_a_target_fails(found, code, said, monkeypatch, capsys):
    monkeypatch.setattr(command, "bench", lambda *_: {"rows": [found], "machine": "here"})
    assert main(["bench"]) == code
    assert said in capsys.readouterr().out


def test_what_matches_nothing_is_refused(capsys):
    assert main(["bench", "--only", "no such thing"]) == 2
    assert "methods, objectives, oracles/NAME" in capsys.readouterr().err
