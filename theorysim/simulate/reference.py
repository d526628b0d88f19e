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

TEXT = r"""
#include <math.h>
#include <stdint.h>
#define BIG 1e150
#define LANES 32

int64_t quartic(double x, double a, double gamma, double eps, int64_t steps, double *end) {
    int64_t k = 0;
    for (; k < steps; k++) {
        double g = a * x * x * x;
        if (!(fabs(g) > eps && fabs(x) <= BIG)) break;
        x = x - gamma * g;
    }
    *end = x;
    return k;
}

int64_t steep(double x, double a, double gamma, double eps, int64_t steps, double *end) {
    int64_t k = 0;
    for (; k < steps; k++) {
        double g = x < 0 ? a * x : a * exp(a * x) - a;
        if (!(fabs(g) > eps && fabs(x) <= BIG)) break;
        x = x - gamma * g;
    }
    *end = x;
    return k;
}

void many(int64_t n, const double *x, const double *a, const double *gamma, double eps, int64_t steps, int64_t *T, double *end) {
    for (int64_t i = 0; i < n; i++) T[i] = quartic(x[i], a[i], gamma[i], eps, steps, end + i);
}

void lanes(int64_t n, const double *start, const double *as, const double *gs, const double *es, int64_t steps, int64_t *T) {
    double x[LANES], a[LANES], gamma[LANES], eps[LANES], k[LANES], go[LANES];
    int64_t who[LANES], queued = 0, active = 0;
    for (int l = 0; l < LANES; l++) { who[l] = -1; x[l] = a[l] = gamma[l] = eps[l] = k[l] = go[l] = 0; }
    do {
        for (int l = 0; l < LANES; l++) {
            if (who[l] >= 0 && go[l] == 0) { T[who[l]] = (int64_t)k[l]; who[l] = -1; active--; a[l] = 0; }
            if (who[l] < 0 && queued < n) {
                who[l] = queued; x[l] = start[queued]; a[l] = as[queued]; gamma[l] = gs[queued]; eps[l] = es[queued];
                k[l] = 0; go[l] = 1; queued++; active++;
            }
        }
        for (int s = 0; s < 16; s++) {
            #pragma omp simd
            for (int l = 0; l < LANES; l++) {
                double g = a[l] * x[l] * x[l] * x[l];
                int on = (fabs(g) > eps[l]) & (fabs(x[l]) <= BIG) & (k[l] < steps);
                x[l] = on ? x[l] - gamma[l] * g : x[l];
                k[l] = on ? k[l] + 1.0 : k[l];
                go[l] = on ? 1.0 : 0.0;
            }
        }
    } while (active > 0);
}
"""


@dataclass(frozen=True)
class Reference:
    """The compiled C functions; each allocates what it returns."""

    library: Any

    def _one(self, name: str, x: float, a: float, gamma: float, eps: float, steps: int) -> tuple[int, float]:
        function, end = getattr(self.library, name), ctypes.c_double()
        function.restype = ctypes.c_int64
        k = function(*map(ctypes.c_double, (x, a, gamma, eps)), ctypes.c_int64(steps), ctypes.byref(end))
        return int(k), end.value

    def quartic(self, x: float, a: float, gamma: float, eps: float, steps: int) -> tuple[int, float]:
        return self._one("quartic", x, a, gamma, eps, steps)

    def steep(self, x: float, a: float, gamma: float, eps: float, steps: int) -> tuple[int, float]:
        return self._one("steep", x, a, gamma, eps, steps)

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
    """Compile the C text (with -O3 -march=native unless flags are given) for as long as the context lasts; None without a compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder) / "reference.c", Path(folder) / "reference.so"
        source.write_text(TEXT)
        chosen = flags or ("-O3", "-march=native", "-fopenmp-simd")
        command = [compiler, *chosen, "-shared", "-fPIC", "-o", str(library), str(source), "-lm"]
        yield Reference(ctypes.CDLL(str(library))) if subprocess.run(command, capture_output=True, check=False).returncode == 0 else None
