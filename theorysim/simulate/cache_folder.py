"""Tell where what is kept between runs lies, $THEORYSIM_CACHE or the user's cache folder, and write it there, whole or not at all.

Of several processes that want the same at once, one makes it `alone`; the others wait and find it.
"""

import hashlib
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CHOSEN = "THEORYSIM_CACHE"  # the variable that names another folder
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


def write(file: Path, payload: bytes, what: str) -> bool:
    """Write a file, whole or not at all; where that cannot be done, say once that `what` is not kept, and return False."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
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
        file.parent.mkdir(parents=True, exist_ok=True)
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


def say_once(kind: str, text: str) -> None:
    """Warn once a process for each kind of trouble."""
    if kind not in _said:
        _said.add(kind)
        warnings.warn(text, RuntimeWarning, stacklevel=2)
