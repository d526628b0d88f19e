"""The workloads of `bench` as a person writes them in C, compiled by the system's compiler where there is one."""

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

SOURCE = Path(__file__).with_name("reference.c")


@dataclass(frozen=True)
class Reference:
    """The compiled C functions; each allocates what it returns."""

    library: Any

    def one(self, name: str, x: float, a: float, gamma: float, eps: float, steps: int) -> tuple[int, float]:
        """Run one trajectory of a workload: where it stopped, and a number of the last point."""
        function, end = getattr(self.library, name), ctypes.c_double()
        function.restype = ctypes.c_int64
        k = function(*map(ctypes.c_double, (x, a, gamma, eps)), ctypes.c_int64(steps), ctypes.byref(end))
        return int(k), end.value

    def many(self, x: Any, a: Any, gamma: Any, eps: float, steps: int) -> tuple[Any, Any]:
        """Run many quartics one by one: T and the last points, shape (n,)."""
        x, a, gamma = (np.ascontiguousarray(v, dtype=np.float64) for v in (x, a, gamma))
        times, end = np.zeros(len(x), np.int64), np.zeros(len(x))
        sizes = ctypes.c_double(eps), ctypes.c_int64(steps)
        self.library.many(ctypes.c_int64(len(x)), *map(place, (x, a, gamma)), *sizes, place(times), place(end))
        return times, end

    def lanes(self, x: Any, a: Any, gamma: float, eps: float, steps: int) -> Any:
        """Run many quartics in lock step: T, shape (n,); as in the drivers, each has its own gamma and epsilon."""
        x, a, gammas, epsilons = (np.full(len(x), v, dtype=np.float64) for v in (x, a, gamma, eps))
        times = np.zeros(len(x), np.int64)
        rows = map(place, (x, a, gammas, epsilons))
        self.library.lanes(ctypes.c_int64(len(x)), *rows, ctypes.c_int64(steps), place(times))
        return times


def place(array: Any) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


@contextmanager
def reference(*flags: str) -> Iterator[Reference | None]:
    """Compile the C text for as long as the context lasts; None without a compiler.

    Unless flags are given it is optimised, and rounds each product as the drivers do: the same numbers are compared.
    """
    compiler = shutil.which("cc")
    if compiler is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "reference.so"
        chosen = flags or ("-O3", "-march=native", "-ffp-contract=off", "-fopenmp-simd")
        command = [compiler, *chosen, "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-lm"]
        yield Reference(ctypes.CDLL(str(library))) if subprocess.run(command, capture_output=True, check=False).returncode == 0 else None
