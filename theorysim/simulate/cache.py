"""Keep compiled drivers on disk, named by their content: a second process compiles nothing.

Where they lie says `place`. A damaged file is compiled anew, a folder that cannot be written is done without; either is said once.
"""

import hashlib
import pickle
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numba
import numpy
from numba.core.compiler import CompileResult
from numba.core.registry import cpu_target
from numba.core.serialize import dumps

from theorysim.simulate import cache_folder


@dataclass
class Counts:
    """How often this process found a driver on disk, and how often it compiled one."""

    hits: int = 0
    misses: int = 0


COUNTS = Counts()


def platform() -> tuple[Any, ...]:
    """Return what compiled code depends on besides its text: versions, the processor, the compiler's options."""
    options = [getattr(numba.config, name) for name in ("OPT", "BOUNDSCHECK", "LOOP_VECTORIZE", "SLP_VECTORIZE")]
    versions = (sys.version, numba.__version__, version("llvmlite"), numpy.__version__)
    return (*versions, *cpu_target.target_context.codegen().magic_tuple(), *map(str, options))


class DiskCache:
    """One driver's place on disk, in the shape that numba's dispatcher asks: `load_overload`, `save_overload`."""

    def __init__(self, name: str):
        self.name = name

    @property
    def file(self) -> Path:
        return cache_folder.folder() / f"{self.name}.bin"

    def load_overload(self, signature: Any, target: Any) -> Any:
        """Return the compiled driver, or None when there is none or it is damaged."""
        if (data := cache_folder.read(self.file)) is None:
            return None
        if hashlib.sha256(data[32:]).digest() != data[:32]:
            cache_folder.say_once("damaged", f"{self.file} is damaged; the driver is compiled anew")
            return None
        target.refresh()
        found = CompileResult._rebuild(  # type: ignore[no-untyped-call]
            target, *pickle.loads(data[32:])
        )
        COUNTS.hits += 1
        cache_folder.used(self.file)
        return found

    def save_overload(self, signature: Any, compiled: Any) -> None:
        """Write the compiled driver, whole or not at all."""
        COUNTS.misses += 1
        payload = dumps(compiled._reduce())  # type: ignore[no-untyped-call]
        cache_folder.write(self.file, hashlib.sha256(payload).digest() + payload, "compiled drivers")
        cache_folder.prune_daily()
