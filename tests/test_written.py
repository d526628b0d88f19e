"""What is written is whole or not there, under the name that was given; links and permissions stay."""

import os
import re
import stat
import sys
from pathlib import Path

import pytest

import theorysim
from theorysim.cli import main
from theorysim.settings import Usage, can_be_written, write
from theorysim.sweep.written import whole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and permissions")
RUN = ["run", "gradient_descent", "quadratic", "-p", "eta=0.1"]
WRITERS = {
    "--trace": [*RUN, "--trace", "FILE"],
    "--errata": ["ledger", "--errata", "-o", "FILE"],
    "--plot": ["show", "huber", "--plot", "FILE"],
    "report": ["report", "--ledger", "-o", "FILE.html"],
    "new": ["new", "method", "mine", "-o", "FILE.py"],
}


def files(folder):
    return sorted(p.name for p in folder.iterdir())


def stops(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("words", WRITERS.values(), ids=WRITERS)
def test_a_command_that_is_stopped_while_it_writes_leaves_the_old_file(words, tmp_path, monkeypatch, capsys):
    words = [w.replace("FILE", str(tmp_path / "given")) for w in words]
    (place,) = {w for w in words if "given" in w}
    if words[0] != "new":  # which never writes over a file
        Path(place).write_text("old")
    before = files(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", stops)
        assert main(words) == 130
    assert files(tmp_path) == before and (words[0] == "new" or Path(place).read_text() == "old")
    assert main(words) == 0
    assert files(tmp_path) == [Path(place).name] and Path(place).read_bytes() != b"old"
    capsys.readouterr()


def test_a_link_stays_and_what_it_names_is_written_with_its_permissions(tmp_path):
    (tmp_path / "there").mkdir()
    real, link = tmp_path / "there" / "real.txt", tmp_path / "link.txt"
    link.symlink_to(real)
    write(link, "one")
    real.chmod(0o640)
    write(link, "two")
    assert link.is_symlink() and real.read_text() == "two" and stat.S_IMODE(real.stat().st_mode) == 0o640
    assert files(tmp_path) == ["link.txt", "there"] and files(tmp_path / "there") == ["real.txt"]
    (tmp_path / "astray").symlink_to(tmp_path / "nowhere" / "file")
    with pytest.raises(Usage, match="there is no folder"):
        can_be_written(tmp_path / "astray")


def test_a_pipe_is_written_as_it_is(capfd):
    can_be_written(Path("/dev/stdout"))
    write(Path("/dev/stdout"), "here\n")
    assert capfd.readouterr().out == "here\n"


def test_a_long_name_or_one_with_signs_is_no_trouble(tmp_path):
    for name in ("x" * 250, "a[b]*?.txt", "a:b\nc.txt", "ηé.txt"):
        whole(tmp_path / name, lambda new: new.write_text("x"))
        assert (tmp_path / name).read_text() == "x"
    assert len(files(tmp_path)) == 4


def test_a_store_at_a_place_that_cannot_be_one_leaves_nothing_there(tmp_path):
    from theorysim.sweep.formula import Mistake
    from theorysim.sweep.store import Store

    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(Mistake, match="it is a folder"):
        Store(tmp_path / "folder.sqlite")
    assert files(tmp_path) == ["folder.sqlite"]


def test_a_store_refuses_what_it_cannot_hold_and_keeps_the_rest(tmp_path):
    from theorysim.sweep.store import Full, Row, Store

    store = Store(tmp_path / "cells.sqlite")
    store.add([Row("a", "", "", "done", "{}", 0.0)])
    with pytest.raises(Full, match="cannot hold"):
        store.add([Row("b", "", "\ud800", "done", "{}", 0.0)])
    assert list(store.keys()) == ["a"]
    store.close()


def strays(name, text):
    """Tell the lines that write a file, or set a signal, past the one place for that."""
    writes, sets = re.compile(r"\.write_(text|bytes)\(|\.savefig\("), re.compile(r"\bsignal\.signal\(")
    free = name in ("bench/compiled.py", "sweep/written.py")  # a folder of its own, which goes
    found = [line for line in text.splitlines() if writes.search(line) and "lambda new:" not in line and not free]
    heard = name in ("sweep/signals.py", "__main__.py", "prove/budget.py")
    return found + [line for line in text.splitlines() if sets.search(line) and not heard]


def test_there_is_one_writer_of_files_and_one_hearer_of_signals():
    package = Path(theorysim.__file__).parent
    every = {p.relative_to(package).as_posix(): p.read_text(encoding="utf-8") for p in package.rglob("*.py")}
    assert [line for name, text in every.items() for line in strays(name, text)] == []
    for planted in ("file.write_text(text)", "figure.savefig(file)", "signal.signal(signal.SIGINT, f)"):
        assert strays("commands/planted.py", planted) == [planted]


def test_the_lock_of_a_store_that_cannot_be_opened_does_not_stay(tmp_path):
    from theorysim.sweep.formula import Mistake
    from theorysim.sweep.store import Store

    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "astray").symlink_to("away/cells.sqlite")
    (tmp_path / "text").write_text("no store\n" * 100)
    for name in ("loop", "astray", "text", "x" * 300):
        with pytest.raises(Mistake, match="cannot be opened|is no store|not a database"):
            Store(tmp_path / name)
    assert files(tmp_path) == ["astray", "loop", "text"]


def test_a_store_has_one_lock_whatever_link_names_it(tmp_path):
    from theorysim.sweep.store import Held, Store

    (tmp_path / "there").mkdir()
    store = Store(tmp_path / "there" / "cells.sqlite")
    (tmp_path / "link").symlink_to("there/cells.sqlite")
    with pytest.raises(Held):
        Store(tmp_path / "link")
    store.close()
    Store(tmp_path / "link").close()
    assert files(tmp_path) == ["link", "there"]
