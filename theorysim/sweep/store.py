"""Keep one row a cell in a sqlite file, for one writer at a time; a row that was acknowledged is committed.

Write-ahead logging, or a rollback journal where the file lies on a network or its file system is not known. The lock is the operating
system's own on FILE.lock, so that it goes with the process that holds it, however that ends. Each row carries a checksum: one whose bytes
were changed is as if it were not there, so that its cell is run again; `damaged` counts these.
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from theorysim.sweep.formula import Mistake

FORMAT = 2
WITHOUT_SUMS = 1  # an older format, which is read, and has sums once it is written
MARK = 0x7453696D  # of a sqlite file that is a store
TABLES = (
    "CREATE TABLE cells (key TEXT PRIMARY KEY, code TEXT NOT NULL, spec TEXT NOT NULL, status TEXT NOT NULL, result TEXT NOT NULL,"
    " seconds REAL NOT NULL, sum TEXT) WITHOUT ROWID; CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)"
)
LOCAL = ("ext", "xfs", "btrfs", "zfs", "f2fs", "tmpfs", "ramfs", "overlay", "jfs", "bcachefs", "apfs", "hfs", "vfat", "exfat", "ntfs")


class Full(RuntimeError):
    """The store cannot be written any more; what was acknowledged is in it."""


@dataclass(frozen=True)
class Row:
    """One cell's row: status is done, failed or crashed; result is canonical JSON; code says what it was computed by."""

    key: str
    code: str
    spec: str
    status: str
    result: str
    seconds: float

    @property
    def sum(self) -> str:
        """A checksum of the row."""
        return hashlib.sha256(repr((self.key, self.code, self.spec, self.status, self.result, self.seconds)).encode()).hexdigest()[:16]


def local(file: Path, mounts: str | None = None) -> bool:
    """Tell whether a file lies on a file system that is known to be a local one."""
    try:
        text = Path("/proc/mounts").read_text(encoding="utf-8") if mounts is None else mounts
    except OSError:
        return sys.platform == "win32" and not str(file.absolute()).startswith("\\\\")
    place = str(file.absolute().parent.resolve())
    found, kind = -1, ""
    for fields in map(str.split, text.splitlines()):
        root = fields[1].replace("\\040", " ")
        if len(root) >= found and (place + "/").startswith(root.rstrip("/") + "/"):  # the last mount on a place counts
            found, kind = len(root), fields[2]
    return kind.startswith(LOCAL)


class Lock:
    """The exclusive right to write a store; raises Held while another process has it."""

    def __init__(self, file: Path):
        self.file, self.new = file, not os.path.exists(file)
        self.stream: IO[str] = open(file, "a+", encoding="utf-8")  # noqa: SIM115
        try:
            _lock(self.stream.fileno())
        except BlockingIOError:
            self.stream.seek(0)
            holder = self.stream.read().strip() or "another one"
            self.stream.close()
            raise Held(holder) from None
        except OSError:
            self.stream.close()
            raise
        self.stream.truncate(0)
        self.stream.write(f"{os.getpid()}\n")
        self.stream.flush()

    def release(self) -> None:
        self.stream.close()

    def undo(self) -> None:
        """Release it, and leave no file where there was none: what it was for cannot be opened."""
        if self.new:
            self.file.unlink(missing_ok=True)
        self.release()


class Held(RuntimeError):
    """Another process, whose number this is, writes the store."""


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # a byte that nobody reads
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as reason:
            raise BlockingIOError(str(reason)) from reason
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Store:
    """An open store. Raises Mistake where the file cannot be opened or is none, Held where another process writes it."""

    def __init__(self, file: Path, write: bool = True):
        self.file = file
        self.damaged = 0  # rows that are not what was written, when all were looked at last
        self._lock: Lock | None = None
        if os.path.isdir(file):
            raise Mistake(f"the store {file} cannot be opened: it is a folder")
        try:
            if write:
                file.parent.mkdir(parents=True, exist_ok=True)
                self._lock = Lock(Path(f"{os.path.realpath(file)}.lock"))  # one for all links to it
            elif not os.path.isfile(file):
                raise Mistake(f"there is no store {file}")
            self.connection = self._opened(write)
        except (OSError, ValueError, sqlite3.Error, Mistake) as reason:
            if self._lock is not None:
                self._lock.undo()
            if isinstance(reason, Mistake):
                raise
            raise Mistake(f"the store {file} cannot be opened: {_why(reason)}") from reason

    def _opened(self, write: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, isolation_level=None) if write else _reader(self.file)
        ((mark,),) = connection.execute("PRAGMA application_id")
        ((version,),) = connection.execute("PRAGMA user_version")
        ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
        new = write and mark == version == tables == 0
        if not new and (mark != MARK or version not in (WITHOUT_SUMS, FORMAT)):
            connection.close()
            raise Mistake(f"{self.file} is no store of cells" if mark != MARK else f"{self.file} has format {version}, not {FORMAT}")
        connection.text_factory = lambda data: data.decode(errors="surrogateescape")  # a changed byte need not be a letter
        if write:
            here = local(self.file)
            connection.execute(f"PRAGMA journal_mode={'WAL' if here else 'DELETE'}")
            connection.execute(f"PRAGMA synchronous={'NORMAL' if here else 'FULL'}")  # a killed process loses nothing in either
        if new:
            connection.executescript(f"BEGIN IMMEDIATE; {TABLES}; PRAGMA application_id={MARK}; PRAGMA user_version={FORMAT}; COMMIT")
        elif write and version == WITHOUT_SUMS:
            connection.executescript(f"BEGIN IMMEDIATE; ALTER TABLE cells ADD COLUMN sum TEXT; PRAGMA user_version={FORMAT}; COMMIT")
        self.sums = "sum" if write or version == FORMAT else "NULL"
        return connection

    def _every(self, where: str = "", *given: str) -> Iterator[tuple[Row, str | None]]:
        """Return rows, each with the sum that it carries; raises Mistake where the file is damaged."""
        select = f"SELECT key, code, spec, status, result, seconds, {self.sums} FROM cells {where} ORDER BY key"
        try:
            for *fields, carried in self.connection.execute(select, given):
                yield Row(*fields), carried
        except sqlite3.Error as reason:
            raise Mistake(f"the store {self.file} cannot be read: {_why(reason)}; with another --store all cells are run again") from reason

    def keys(self, status: str = "done") -> dict[str, str]:
        """Return the key of every row of a status, with its code."""
        return {row.key: row.code for row in self.rows() if row.status == status}

    def rows(self) -> Iterator[Row]:
        """Return all rows, by key."""
        damaged = 0
        for row, carried in self._every():
            if carried in (None, row.sum):  # a row of the older format carries none
                yield row
            else:
                damaged += 1
        self.damaged = damaged

    def result(self, key: str) -> str:
        """Return the result of one cell; raises KeyError for one that there is not."""
        for row, carried in self._every("WHERE key = ?", key):
            if carried in (None, row.sum):
                return row.result
        raise KeyError(key)

    def failures(self) -> Iterator[tuple[str, str, str]]:
        """Return (status, result, spec) of every row that is not done, by key."""
        return ((row.status, row.result, row.spec) for row in self.rows() if row.status != "done")

    def add(self, rows: Iterable[Row]) -> None:
        """Commit rows, each in place of an older one of its cell; they are safe when this returns. Raises Full."""
        written = [replace(row, seconds=float(row.seconds)) for row in rows]  # as the file will have it
        fields = [(r.key, r.code, r.spec, r.status, r.result, r.seconds, r.sum) for r in written]
        self._commit("INSERT OR REPLACE INTO cells VALUES (?, ?, ?, ?, ?, ?, ?)", fields)

    def note(self, name: str) -> str | None:
        """Return a note that was written beside the rows."""
        found = self.connection.execute("SELECT text FROM notes WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def write_note(self, name: str, text: str) -> None:
        """Write a note in place of the one of this name. Raises Full."""
        self._commit("INSERT OR REPLACE INTO notes VALUES (?, ?)", [(name, text)])

    def _commit(self, statement: str, fields: Sequence[tuple[Any, ...]]) -> None:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                self.connection.executemany(statement, fields)
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
        except (UnicodeError, OverflowError) as reason:
            raise Full(f"the store {self.file} cannot hold {reason}; what was written before is safe") from reason
        except sqlite3.Error as reason:
            raise Full(f"the store {self.file} cannot be written: {_why(reason)}; what was written before is safe") from reason

    def close(self) -> None:
        self.connection.close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _reader(file: Path) -> sqlite3.Connection:
    """Open for reading only; on a medium that cannot be written, as a file that nobody changes."""
    name = file.absolute().as_uri()
    for mode in ("mode=rw", "mode=ro", "immutable=1"):  # the first one leaves no file of the log behind
        connection = sqlite3.connect(f"{name}?{mode}", uri=True, isolation_level=None)
        try:
            connection.execute("PRAGMA query_only=1")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
        else:
            return connection
    raise Mistake(f"the store {file} cannot be read")


def _why(reason: Exception) -> Any:
    return getattr(reason, "strerror", None) or str(reason)
