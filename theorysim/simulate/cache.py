"""Keep compiled drivers on disk, named by their content: a second process compiles nothing.

The folder is $THEORYSIM_CACHE, or the user's cache folder. A damaged file is compiled anew, a folder that cannot be
written is done without; either is said once.
"""

import hashlib
import os
import pickle
import sys
import tempfile
import warnings
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numba
import numpy
from numba.core.compiler import CompileResult
from numba.core.registry import cpu_target
from numba.core.serialize import dumps


@dataclass
class Counts:
    """How often this process found a driver on disk, and how often it compiled one."""

    hits: int = 0
    misses: int = 0


COUNTS = Counts()
_said: set[str] = set()


def folder() -> Path:
    """Give the folder of compiled drivers; it need not exist."""
    if chosen := os.environ.get("THEORYSIM_CACHE"):
        return Path(chosen)
    home = Path(os.path.expanduser("~"))
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "theorysim"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "theorysim" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "theorysim"


def platform() -> tuple[Any, ...]:
    """Give what compiled code depends on besides its text: versions, the processor, the compiler's options."""
    options = [getattr(numba.config, name) for name in ("OPT", "BOUNDSCHECK", "LOOP_VECTORIZE", "SLP_VECTORIZE")]
    versions = (sys.version, numba.__version__, version("llvmlite"), numpy.__version__)
    return (*versions, *cpu_target.target_context.codegen().magic_tuple(), *map(str, options))


class DiskCache:
    """One driver's place on disk, in the shape that numba's dispatcher asks: `load_overload`, `save_overload`."""

    def __init__(self, name: str):
        self.name = name

    @property
    def file(self) -> Path:
        return folder() / f"{self.name}.bin"

    def load_overload(self, signature: Any, target: Any) -> Any:
        """Give the compiled driver, or None when there is none or it is damaged."""
        try:
            data = self.file.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            say_once("damaged", f"{self.file} is damaged; the driver is compiled anew")
            return None
        target.refresh()
        found = CompileResult._rebuild(  # type: ignore[no-untyped-call]
            target, *pickle.loads(data[32:])
        )
        COUNTS.hits += 1
        return found

    def save_overload(self, signature: Any, compiled: Any) -> None:
        """Write the compiled driver, whole or not at all."""
        COUNTS.misses += 1
        payload = dumps(compiled._reduce())  # type: ignore[no-untyped-call]
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.file.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(hashlib.sha256(payload).digest() + payload)
                os.replace(temporary, self.file)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
                raise
        except OSError as error:
            say_once("unwritable", f"compiled drivers are not kept: {folder()} cannot be written ({error.strerror or error})")


def say_once(kind: str, text: str) -> None:
    """Warn once a process for each kind of trouble."""
    if kind not in _said:
        _said.add(kind)
        warnings.warn(text, RuntimeWarning, stacklevel=2)
