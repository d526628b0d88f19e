"""The wheel in a new environment: all but the extras works with the base dependencies, without a network; then the way of an author.

Slow (it builds, downloads and compiles): `pytest -m install`, which .ci/run does.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.install, pytest.mark.skipif(sys.platform == "win32", reason="folders of an environment")]
ROOT = Path(__file__).parents[1]
OFFLINE = '''"""Nothing may be asked of a network."""
import socket

def refused(*_, **__):
    raise AssertionError("the network was asked")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refused
'''
EDITS = [  # three lines: the step size, its bound, the sentence
    ("eta=1 / L)", "eta=1 / (2 * L))"),
    ("steps <= 2 * L * F / epsilon**2", "steps <= 8 * L * F / (3 * epsilon**2)"),
    ("in 2 L F/epsilon^2 steps", "in 8 L F/(3 epsilon^2) steps, with half the step"),
]
WRONG = ("8 * L * F / (3 *", "L * F / (2 *")
TEST = """from theorysim.testing import assert_statement


def test_mine():
    assert_statement("mine.py:mine")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True, timeout=600)
    (found,) = folder.glob("theorysim-*.whl")
    return found


class Place:
    """A new environment and an empty folder, in which commands run without a network."""

    def __init__(self, folder: Path, *needs: str):
        self.here, self.bin = folder / "here", folder / "env" / "bin"
        self.here.mkdir(parents=True)
        (folder / "offline").mkdir()
        (folder / "offline" / "sitecustomize.py").write_text(OFFLINE)
        subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True, timeout=600)
        subprocess.run([self.bin / "python", "-m", "pip", "install", "-q", *needs], check=True, timeout=1800)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "PYTHON", "THEORYSIM"))}
        self.environment = kept | {"PYTHONPATH": str(folder / "offline"), "THEORYSIM_CACHE": str(folder / "cache")}

    def __call__(self, *words: str, code: int = 0) -> str:
        command = [str(self.bin / words[0]), *words[1:]]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=self.here, env=self.environment, timeout=600)
        assert ended.returncode == code, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr


@pytest.fixture(scope="module")
def base(wheel, tmp_path_factory):
    return Place(tmp_path_factory.mktemp("base"), str(wheel))


@pytest.fixture(scope="module")
def author(wheel, tmp_path_factory):
    return Place(tmp_path_factory.mktemp("author"), f"{wheel}[falsify]", "pytest")


def test_the_network_is_shut(base):
    asked = "import socket; socket.create_connection(('127.0.0.1', 9))"
    assert "the network was asked" in base("python", "-c", asked, code=1)


def test_the_doctor_is_green(base):
    out = base("theorysim", "doctor")
    assert out.endswith("in order; without falsify, frames, notebook, test\n") and "compiled and counted right" in out
    assert "missing: hypothesis; pip install 'theorysim[falsify]'" in out
    rows = {r["name"]: r for r in json.loads(base("theorysim", "doctor", "--json"))}
    assert not any(r["found"] is None for r in rows.values() if r["extra"] == "base")


def test_what_needs_no_extra_works(base):
    listed = base("theorysim", "list")
    assert all(name in listed for name in ("huber", "gradient_descent", "theorem-3.4.1", "condition_number"))
    assert "outcome: reached" in base("theorysim", "run", "gradient_descent", "huber", "-p", "eta=1/2")
    base("theorysim", "new", "statement", "mine")
    assert "nothing wrong found" in base("theorysim", "test", "mine.py")
    assert "outcome      holds" in base("theorysim", "check", "mine.py:mine", "--effort", "quick")
    assert "outcome      holds" in base("theorysim", "check", "lemma-3.7.1", "--effort", "quick")
    assert "statements" in base("theorysim", "report", "--ledger", "-o", "ledger.html")
    assert (base.here / "ledger.html").read_text(encoding="utf-8").count('class="statement"') > 300
    assert "points" in base("theorysim", "study", "chain_progress", "--dry-run")


def test_what_needs_an_extra_names_it(base):
    said = base("theorysim", "falsify", "lemma-3.7.1", code=2)
    assert said == "theorysim: error: falsify needs hypothesis: pip install 'theorysim[falsify]'\n"


def test_the_way_of_an_author(author):
    """New, three lines edited, check, falsify, pytest; then with a bound that is too small."""
    author("theorysim", "new", "statement", "mine")
    file = author.here / "mine.py"
    text = file.read_text()
    for old, new in EDITS:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text)
    (author.here / "test_mine.py").write_text(TEST)
    assert "nothing wrong found" in author("theorysim", "test", "mine.py")
    assert "outcome      holds" in author("theorysim", "check", "mine.py:mine")
    assert "not refuted" in author("theorysim", "falsify", "mine.py:mine", "--seconds", "5")
    assert "1 passed" in author("pytest", "-q")
    assert text.count(WRONG[0]) == 1
    file.write_text(text.replace(*WRONG))
    assert "outcome      refuted" in author("theorysim", "check", "mine.py:mine", code=1)
    assert "mine.py:mine, as printed: refuted" in author("theorysim", "falsify", "mine.py:mine", "--pytest", "test_found.py", code=1)
    assert "2 failed" in author("pytest", "-q", code=1)
