"""`--help` and `list` start at once: nothing heavy is imported."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from theorysim import catalogue, outside
from theorysim.commands import example

HEAVY = ("numba", "llvmlite", "scipy", "sympy", "matplotlib", "flint", "rich.progress")
COMPILER = ("numba", "llvmlite", "scipy")
LOADED = "import sys; from theorysim.cli import main; code = main(sys.argv[1:]); print(code, *sorted(sys.modules), file=sys.stderr)"


def loaded(*words: str) -> set[str]:
    ended = subprocess.run([sys.executable, "-c", LOADED, *words], capture_output=True, text=True, timeout=60)
    code, *modules = ended.stderr.split()
    assert code == "0" and ended.stdout
    return set(modules)


@pytest.mark.parametrize("words", [["--help"], ["list"], ["list", "statements", "--json"]], ids=" ".join)
def test_nothing_heavy_is_imported(words):
    assert [m for m in HEAVY if m in loaded(*words)] == []


def test_what_is_heavy_is_seen_when_it_is_imported():
    assert {"sympy"} <= loaded("show", "quadratic")


def test_a_page_waits_for_neither_compiler_nor_linear_programs(tmp_path, monkeypatch):
    """The run of a page is kept: the second one has the same lines and no compiler, a changed run has lines of its own."""
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    monkeypatch.setattr(example, "lines", lambda kind, name: iter([f"{name} ran"]))
    assert example.kept("methods", "gradient_descent") == ["gradient_descent ran"] and loaded("show", "gradient_descent").isdisjoint(
        COMPILER
    )
    assert loaded("show", "theorem-3.4.1").isdisjoint(COMPILER)
    monkeypatch.setattr(example, "lines", lambda kind, name: iter(["ran again"]))
    assert example.kept("methods", "gradient_descent") == ["gradient_descent ran"]
    (file,) = (tmp_path / "pages").iterdir()
    file.write_bytes(file.read_bytes().replace(b"ran", b"run"))  # damaged
    assert example.kept("methods", "gradient_descent") == ["ran again"]
    monkeypatch.setattr(example, "EPSILON", 1e-4)
    monkeypatch.setattr(example, "lines", lambda kind, name: iter(["another setting"]))
    assert example.kept("methods", "gradient_descent") == ["another setting"]


def test_a_run_needs_no_linear_algebra():
    """Not even of numba, which would look for it; who compiles a product of matrices still has one."""
    code = """if True:
        import sys
        from theorysim.simulate.run import run
        import theorysim as ts
        assert ts.run("gradient_descent", "quadratic", {"method.eta": 0.5}, start=8, epsilon=1).T == 3
        assert not [m for m in sys.modules if m.startswith("scipy.linalg") or m == "sympy"], "loaded"
        from numba.np import arraymath, linalg
        assert arraymath.ensure_blas is linalg.ensure_blas and linalg.ensure_blas() is None
        assert "scipy.linalg" in sys.modules
    """
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr


def test_entry_points_are_asked_once(monkeypatch):
    asked = []
    monkeypatch.setattr(outside, "entry_points", lambda: (asked.append(1), entry_points())[1])
    for known in (outside._every, outside.declared, catalogue.entries):
        known.cache_clear()
    for kind in catalogue.KINDS:
        catalogue.entries(kind)
    assert asked == [1]
