"""The store keeps what it acknowledged, for one writer at a time, and says in one line why it cannot."""

import os
import signal
import sqlite3
import subprocess
import sys

import pytest

from theorysim.sweep import store as stores
from theorysim.sweep.formula import Mistake
from theorysim.sweep.store import Full, Held, Row, Store, local


def row(key: str, **more) -> Row:
    return Row(**{"key": key, "code": "c", "spec": "{}", "status": "done", "result": "1", "seconds": 0.5} | more)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cells.sqlite"


def test_rows_come_back_sorted_each_once(file):
    store = Store(file)
    store.add([row("b"), row("a", result="x")])
    store.add([row("b", result="anew", status="failed")])
    store.close()
    store = Store(file, write=False)
    assert [(r.key, r.status, r.result) for r in store.rows()] == [("a", "done", "x"), ("b", "failed", "anew")]
    assert store.keys() == {"a": "c"} and store.keys("failed") == {"b": "c"}
    store.close()
    assert sorted(p.name for p in file.parent.iterdir()) == ["cells.sqlite", "cells.sqlite.lock"]


def test_notes(file):
    store = Store(file)
    assert store.note("written") is None
    store.write_note("written", "one")
    store.write_note("written", "two")
    assert store.note("written") == "two"
    store.close()


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one\n" * 40, None], ids=["text", "another's"])
def test_what_is_no_store_is_left_alone(file, content):
    if content is None:
        with sqlite3.connect(file) as other:
            other.execute("CREATE TABLE cells (a)")
        other.close()
    else:
        file.write_bytes(content)
    before = file.read_bytes()
    for write in (True, False):
        with pytest.raises(Mistake, match="is no store|cannot be|not a database"):
            Store(file, write)
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_store(file):
    file.touch()
    Store(file).close()
    Store(file, write=False).close()


@pytest.mark.parametrize("place", ["/proc/cells.sqlite", "/dev/null/cells.sqlite"])
def test_a_place_that_cannot_be_written(place):
    with pytest.raises(Mistake, match="cannot be opened"):
        Store(stores.Path(place))


def test_what_is_only_read_must_be_there(file):
    with pytest.raises(Mistake, match="there is no store"):
        Store(file, write=False)
    assert not list(file.parent.iterdir())


def test_a_read_only_medium_is_read(file, monkeypatch):
    """Where neither a lock nor a log can be written, the file is read as it is."""
    store = Store(file)
    store.add([row("a")])
    store.close()
    connect, tried = sqlite3.connect, []

    def refusing(name, **more):
        tried.append(name.rpartition("?")[2])
        if not name.endswith("immutable=1"):
            raise_on = connect(":memory:")
            raise_on.close()
            return Broken()
        return connect(name, **more)

    class Broken:
        def execute(self, _):
            raise sqlite3.OperationalError("unable to open database file")

        def close(self):
            pass

    monkeypatch.setattr(stores.sqlite3, "connect", refusing)
    store = Store(file, write=False)
    assert store.keys() == {"a": "c"} and tried == ["mode=rw", "mode=ro", "immutable=1"]
    store.close()


def test_a_full_disk_is_said_and_the_store_still_opens(file):
    store = Store(file)
    store.add([row("first")])
    ((pages,),) = store.connection.execute("PRAGMA page_count")
    store.connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Full, match="full; what was written before is safe"):
        store.add([row(f"{i}", result="x" * 4000) for i in range(9)])
    assert store.keys() == {"first": "c"}
    store.close()
    store = Store(file)
    store.add([row("second")])
    assert set(store.keys()) == {"first", "second"}
    store.close()


HOLD = """
import sys; from pathlib import Path; from theorysim.sweep.store import Store
s = Store(Path(sys.argv[1])); print(1, flush=True); input()
"""
ADD = """
import sys; from pathlib import Path; from theorysim.sweep.store import Store, Row
s = Store(Path(sys.argv[1]))
for i in range(10**6):
    s.add([Row(f"{i:07}", "c", "{}", "done", "x" * 200, 0.0)])
    print(i, flush=True)
"""


def started(text: str, file) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", text, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_one_writer_at_a_time_and_a_killed_one_leaves_no_lock(file):
    with started(HOLD, file) as holder:
        assert holder.stdout.readline() == "1\n"
        with pytest.raises(Held, match=f"^{holder.pid}$"):
            Store(file)
        Store(file, write=False).close()  # reading is free
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    Store(file).close()


def test_kill_9_loses_no_acknowledged_row(file):
    with started(ADD, file) as adding:
        acknowledged = [adding.stdout.readline() for _ in range(200)]
        os.kill(adding.pid, signal.SIGKILL)
        acknowledged += adding.stdout.readlines()
    last = max(int(line) for line in acknowledged if line.endswith("\n"))
    store = Store(file)
    keys = sorted(store.keys())
    assert last >= 199 and keys[: last + 1] == [f"{i:07}" for i in range(last + 1)] and len(keys) <= last + 2
    assert store.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()


MOUNTS = """/dev/vda / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
tmpfs /home/fast tmpfs rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
somewhere /mnt/odd fuse.something rw 0 0
"""


@pytest.mark.parametrize(
    "place, found",
    [
        ("/tmp/a.sqlite", True),
        ("/home/me/a.sqlite", False),
        ("/homes/me/a.sqlite", True),
        ("/home/fast/a.sqlite", True),
        ("/mnt/my share/a.sqlite", False),
        ("/mnt/odd/a.sqlite", False),
    ],
)
def test_network_file_systems_are_told_apart(place, found):
    assert local(stores.Path(place), MOUNTS) is found


@pytest.mark.parametrize("here, journal", [(True, "wal"), (False, "delete")])
def test_write_ahead_logging_only_on_local_files(file, monkeypatch, here, journal):
    monkeypatch.setattr(stores, "local", lambda _: here)
    store = Store(file)
    assert store.connection.execute("PRAGMA journal_mode").fetchone() == (journal,)
    store.add([row("a")])
    store.close()
    Store(file, write=False).close()


# --- checksums ----------------------------------------------------------------------------------------------------------


def altered(file, old: bytes, new: bytes):
    """Change bytes of a store's file where they stand."""
    data = file.read_bytes()
    assert data.count(old) == 1 and len(old) == len(new)
    file.write_bytes(data.replace(old, new))


@pytest.mark.parametrize(
    "old, new", [(b"result of b", b"result of c"), (b"code of b", b"code of\xff\x00"), (b"spec of b", b"spec\xe2\x80ofb")]
)
def test_a_row_of_which_a_byte_was_changed_is_as_if_it_were_not_there(file, old, new):
    store = Store(file)
    every = [row(k, code=f"code of {k}", spec=f"spec of {k}", result=f"result of {k}") for k in "abc"]
    store.add(every)
    store.close()
    altered(file, old, new)
    for write in (False, True):
        store = Store(file, write)
        assert list(store.keys()) == ["a", "c"] and list(store.rows()) == [every[0], every[2]] and store.damaged == 1
        with pytest.raises(KeyError):
            store.result("b")
        store.close()
    store = Store(file)
    store.add([every[1]])
    assert list(store.rows()) == every and store.damaged == 0
    store.close()


def test_a_store_of_the_older_format_is_read_and_goes_on(file):
    store = Store(file)
    store.add([row("a")])
    store.connection.executescript("ALTER TABLE cells DROP COLUMN sum; PRAGMA user_version=1")
    store.close()
    store = Store(file, write=False)
    assert list(store.keys()) == ["a"]
    store.close()
    store = Store(file)
    store.add([row("b", seconds=1)])
    assert list(store.rows()) == [row("a"), row("b", seconds=1.0)] and store.damaged == 0
    store.close()


def test_a_file_that_is_damaged_is_told_in_one_line(file):
    store = Store(file)
    store.add([row(f"{i:04}", result="x" * 500) for i in range(200)])
    store.close()
    data = file.read_bytes()
    file.write_bytes(data[:4096] + bytes(len(data) - 4096))
    with pytest.raises(Mistake, match="cannot be read: .*malformed.*another --store"):
        list(Store(file, write=False).rows())
