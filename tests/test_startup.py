"""`--help` and `list` start at once: nothing heavy is imported."""

import subprocess
import sys

import pytest

HEAVY = ("numba", "llvmlite", "scipy", "sympy", "matplotlib", "flint", "rich.progress")
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
