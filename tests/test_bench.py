"""The performance table: its shape, what holds on any machine, and the line that says that there is no compiler."""

import importlib
import shutil

import pytest

from theorysim.bench import bench as table
from theorysim.bench import peers
from theorysim.bench.reference import reference

KEYS = {"name", "value", "unit", "against", "ratio", "aim", "target", "met", "aim_met", "bits", "reason"}


@pytest.fixture(scope="module")
def rows():
    return table.bench()


@pytest.mark.bench
def test_shape(rows):
    assert set(rows) == {"rows", "machine"} and "Python" in rows["machine"]
    for row in rows["rows"]:
        assert set(row) == KEYS and isinstance(row["met"], bool) and isinstance(row["aim_met"], bool)


@pytest.mark.bench
def test_what_holds_on_any_machine(rows):
    found = {(row["name"].split(",")[0].split(":")[0], row["against"].split(" ")[0]): row for row in reversed(rows["rows"])}
    assert found["numbers", "identical"]["ratio"] == 1 and found["numbers", "identical"]["unit"] == "of 7"
    assert found["second process", "0"]["met"]
    assert found["lanes", "scalar"]["ratio"] > 2
    assert found["scalar", "NumPy"]["ratio"] > 100
    assert found["theorysim --help", "heavy"]["met"] and found["theorysim list", "heavy"]["met"]


@pytest.mark.bench
def test_every_peer_has_a_row(rows):
    against = " ".join(row["against"] for row in rows["rows"])
    for peer in ("C ", "omp simd C", "vectorised NumPy", "NumPy loop", "hand-written numba", "JAX"):
        assert peer in against
    assert all(name in rows["machine"] for name in ("numpy ", "numba ", "jax "))


def test_a_peer_that_is_missing_is_said(monkeypatch):
    monkeypatch.setattr(importlib, "import_module", missing)
    assert peers.jax_loops(0.1, 0.1, 10) is None and peers.jax_heavy_ball(0.1, 0.9, 10) is None


def missing(name):
    raise ImportError(name)


def test_targets_decide():
    assert table.row("a", 1.0, "ns", "b", 1.2, None, "<= 1.3")["met"]
    assert not table.row("a", 1.0, "ns", "b", 1.4, None, "<= 1.3")["met"]
    assert not table.row("a", 1.0, "x", "b", 3.9, None, ">= 4")["met"]
    aimed = table.row("a", 1.0, "x", "b", 1.0, ">= 1.95", None)
    assert aimed["met"] and not aimed["aim_met"]
    assert not table.row("a", 6.0, "ms", "b", 1.0, "<= 5 ms", None)["aim_met"]  # a unit: the value is meant, not the ratio


def test_no_compiler_is_said(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with reference() as c:
        assert c is None
        rows = list(table.scalar_rows(c))
    assert all("no compiler" in row["against"] and row["ratio"] is None for row in rows)
