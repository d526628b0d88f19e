"""Tell where what is kept between runs lies, $THEORYSIM_CACHE or the user's cache folder, and write it there, whole or not at all.

Of several processes that want the same at once, one makes it `alone`; the others wait and find it.
"""

import hashlib
import os
import stat
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CHOSEN = "THEORYSIM_CACHE"  # the variable that names another folder
MOST = "THEORYSIM_CACHE_MB"  # the variable that says how many megabytes of compiled drivers stay; inf keeps all
MEGABYTES, DAYS = 512, 90  # that stay where it says nothing, and for which one stays that nobody uses
DAY = 86400.0
_said: set[str] = set()


def folder() -> Path:
    """Return the folder of what is kept; it need not exist."""
    if chosen := os.environ.get(CHOSEN):
        return Path(chosen)
    home = Path(os.path.expanduser("~"))
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "theorysim"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "theorysim" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "theorysim"


def ours(path: Path) -> bool:
    """Tell whether nobody but this user, or the system's own, could have written a path; where none is, nobody has."""
    if sys.platform == "win32":
        return True
    try:
        about = path.stat()
    except OSError:
        return True
    return about.st_uid in (os.getuid(), 0) and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def trusted(file: Path) -> bool:
    """Tell whether what is kept may be read: compiled code is run as it stands there. Where others may write it, say so once."""
    for path in (folder(), file.parent, file):
        if not ours(path):
            say_once("foreign", f"{path} is owned or may be written by others: nothing kept there is used (chmod go-w mends it)")
            return False
    return True


def read(file: Path) -> bytes | None:
    """Return what is kept in a file; None where there is none, or where others may have written it."""
    try:
        return file.read_bytes() if file.is_file() and trusted(file) else None
    except OSError:
        return None


def write(file: Path, payload: bytes, what: str) -> bool:
    """Write a file, whole or not at all; where that cannot be done, say once that `what` is not kept, and return False."""
    if not trusted(file):
        return False
    try:
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=file.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(payload)
            os.replace(temporary, file)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        say_once("unwritable", f"{what} are not kept: {folder()} cannot be written ({error.strerror or error})")
        return False
    return True


def sealed(payload: bytes) -> bytes:
    """Return a payload behind a line with its digest."""
    return hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload


def unsealed(data: bytes) -> bytes:
    """Return the payload of what was sealed; raises ValueError where it is damaged."""
    sha, _, payload = data.partition(b"\n")
    if hashlib.sha256(payload).hexdigest().encode() != sha:
        raise ValueError
    return payload


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold the operating system's lock on a file, which goes afterwards; where there is no such lock, do without."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        stream = open(file, "a", encoding="utf-8")  # noqa: SIM115
    except OSError:
        yield
        return
    with stream:
        if sys.platform != "win32":
            import fcntl

            with suppress(OSError):
                fcntl.flock(stream, fcntl.LOCK_EX)
        try:
            yield
        finally:
            with suppress(OSError):
                file.unlink(missing_ok=True)


def used(file: Path) -> None:
    """Note that a file is of use, at most once a day: what nobody uses goes first."""
    with suppress(OSError):
        if time.time() - file.stat().st_mtime > DAY:
            os.utime(file)


def most() -> float:
    """Return how many bytes of compiled drivers stay."""
    try:
        return float(os.environ.get(MOST) or MEGABYTES) * 1e6
    except ValueError:
        say_once("most", f"{MOST} is {os.environ[MOST]!r}, not a number of megabytes: {MEGABYTES} are kept")
        return MEGABYTES * 1e6


def prune() -> int:
    """Drop drivers that nobody used for DAYS, then the oldest above `most`; return how many.

    Another process may read meanwhile: a file is there whole or not at all, and a driver whose file has gone is compiled again. What a
    process that was killed left half written goes after a day.
    """
    now, dropped, every = time.time(), 0, list[tuple[float, int, Path]]()
    with suppress(OSError):
        for file in folder().iterdir():
            with suppress(OSError):
                about = file.stat()
                if file.suffix == ".bin":
                    every.append((about.st_mtime, about.st_size, file))
                elif file.suffix in (".part", ".lock") and now - about.st_mtime > DAY:
                    file.unlink()
    room = most()
    for when, size, file in sorted(every, reverse=True):
        room -= size
        if room < 0 or now - when > DAYS * DAY:
            with suppress(OSError):
                file.unlink()
                dropped += 1
    return dropped


def prune_daily() -> None:
    """Prune where no process has within a day."""
    mark = folder() / "pruned"
    try:
        fresh = time.time() - mark.stat().st_mtime < DAY
    except OSError:
        fresh = False
    if not fresh and write(mark, b"", "compiled drivers"):
        prune()


def say_once(kind: str, text: str) -> None:
    """Warn once a process for each kind of trouble."""
    if kind not in _said:
        _said.add(kind)
        warnings.warn(text, RuntimeWarning, stacklevel=2)
