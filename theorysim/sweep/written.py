"""Write a file whole or not at all, to the name that was given."""

import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

STALE = 3600.0  # seconds, after which what a killed process left is dropped


def whole(file: Path, write: Callable[[Path], Any]) -> None:
    """Write a file beside its place and move it there. A link stays, and the file that it names is written; so do permissions.

    What is no file but can be written, such as a pipe or /dev/stdout, is written as it is.
    """
    if file.is_relative_to("/dev") or (file.exists() and not file.is_file() and not file.is_dir()):
        write(file)
        return
    file = Path(os.path.realpath(file))
    new = file.with_name(f".{os.getpid()}.{file.name[-60:]}")
    for old in file.parent.glob(f".*.{_literal(file.name[-60:])}"):  # of one that was killed
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > STALE:
                old.unlink()
    try:
        write(new)
        with suppress(OSError):
            new.chmod(stat.S_IMODE(file.stat().st_mode))
        os.replace(new, file)
    finally:
        new.unlink(missing_ok=True)


def _literal(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
