"""Kept code that others could have written is not run, with one warning; a store's own code runs only where that is asked for."""

import json
import os
import stat
import sys
from contextlib import closing

import pytest

from theorysim.cli import main
from theorysim.simulate import cache_folder
from theorysim.sweep.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv(cache_folder.CHOSEN, str(tmp_path / "cache"))
    monkeypatch.setattr(cache_folder, "_said", set())
    return tmp_path / "cache"


def test_the_folder_is_the_users_own(kept):
    file = kept / "verdicts" / "one.json"
    assert cache_folder.write(file, b"x", "verdicts") and cache_folder.read(file) == b"x"
    assert {stat.S_IMODE(p.stat().st_mode) for p in (kept, file.parent)} == {0o700} and stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("place", [".", "verdicts", "verdicts/one.json"])
@pytest.mark.parametrize("how", ["group", "all", "owner"])
def test_what_others_may_write_is_neither_read_nor_written_and_that_is_said_once(place, how, kept, monkeypatch):
    file = kept / "verdicts" / "one.json"
    cache_folder.write(file, b"x", "verdicts")
    if how == "owner":
        if os.getuid() != 0:
            pytest.skip("only the system's own may make a file another's")
        os.chown(kept / place, 12345, -1)
    else:
        (kept / place).chmod(0o720 if how == "group" else 0o702)
    with pytest.warns(RuntimeWarning, match="by others") as said:
        assert cache_folder.read(file) is None and cache_folder.read(file) is None
        assert not cache_folder.write(file, b"y", "verdicts")
    assert len(said) == 1 and file.read_bytes() == b"x"


def test_a_driver_that_others_may_write_is_compiled_anew(kept, monkeypatch):
    from theorysim.simulate.cache import DiskCache

    read = []
    monkeypatch.setattr("theorysim.simulate.cache.pickle.loads", lambda data: read.append(data))
    kept.mkdir()
    (kept / "one.bin").write_bytes(b"x" * 64)
    (kept / "one.bin").chmod(0o666)
    with pytest.warns(RuntimeWarning, match="by others"):
        assert DiskCache("one").load_overload(None, None) is None
    assert not read


STUDY = 'says = "Mine."\nmethod = "mine.py:step"\nobjective = "quadratic"\nsteps = 10\n[p]\nobjective.a = "1,2"\n'


def test_a_report_runs_no_code_that_a_store_names_unless_asked(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text("from pathlib import Path\nPath('ran').write_text('x')\n\ndef step(x, g):\n    return x - g\n")
    (tmp_path / "study.toml").write_text(STUDY)
    assert main(["study", ".", "-o", "out"]) == 0
    (tmp_path / "ran").unlink()
    with closing(Store(tmp_path / "out" / "cells.sqlite")) as store:  # a file that this process has not imported
        said = store.note("study").replace("mine.py", "other.py")
        store.write_note("study", said)
        assert json.loads(said)["file"] == str(tmp_path / "study.toml")
    (tmp_path / "mine.py").rename(tmp_path / "other.py")
    assert main(["report", "out", "-o", "r.html"]) == 0
    assert not (tmp_path / "ran").exists() and "--run-code runs it" in (tmp_path / "r.html").read_text()
    assert main(["report", "out", "-o", "r.html", "--run-code"]) == 0
    assert (tmp_path / "ran").exists() and "--run-code" not in (tmp_path / "r.html").read_text()
    capsys.readouterr()
