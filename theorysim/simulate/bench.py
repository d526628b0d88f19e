"""Measure the drivers against C, NumPy and each other: ratios taken in one run, CPU time, the least of interleaved repeats.

The workloads are small records of its own: gradient descent on a quartic, and on a function with an exponential.
"""

import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from llvmlite import binding

from theorysim.domains import Asked, Coordinate, Positive, Real
from theorysim.maths import exp, where
from theorysim.model import Method, Objective, Quantity
from theorysim.simulate.compose import compose
from theorysim.simulate.reference import Reference, reference
from theorysim.simulate.run import hitting_times, run

Row = dict[str, Any]
MANY, STEPS, EPSILON, GAMMA = 1024, 1_000_000, 1e-4, 0.01
NO_KEY = np.zeros(2, np.uint64)  # of a run that draws nothing


def quartic_value(x: Coordinate, a: Positive) -> Any:
    return a * x * x * x * x / 4


def quartic_gradient(x: Coordinate, a: Positive) -> Any:
    return a * x * x * x


def steep_value(x: Coordinate, a: Positive) -> Any:
    return exp(a * x) - a * x


def steep_gradient(x: Coordinate, a: Positive) -> Any:
    return where(x < 0, a * x, a * exp(a * x) - a)


def descend(x: Real, g: Real, gamma: Positive) -> Any:
    return x - gamma * g


def slope(g_norm: Asked) -> Any:
    return g_norm


QUARTIC = Objective(quartic_value, quartic_gradient)
STEEP = Objective(steep_value, steep_gradient)
DESCENT = Method(descend)
SLOPE = Quantity(slope)


def least(*jobs: Callable[[], Any], repeats: int = 5) -> list[float]:
    """Give the least CPU time of each job in seconds, the jobs interleaved."""
    best = [math.inf] * len(jobs)
    for job in jobs:
        job()
    for _ in range(repeats):
        for i, job in enumerate(jobs):
            begun = time.process_time()
            job()
            best[i] = min(best[i], time.process_time() - begun)
    return best


def row(name: str, value: float | None, unit: str, against: str, ratio: float | None, aim: str | None, target: str | None) -> Row:
    """Give one row; it is met when its ratio satisfies the target, or when it is only reported."""
    met = True
    if target is not None and ratio is not None:
        sign, limit = target.split()
        met = ratio <= float(limit) if sign == "<=" else ratio >= float(limit)
    return {"name": name, "value": value, "unit": unit, "against": against, "ratio": ratio, "aim": aim, "target": target, "met": met}


def scalar_rows(c: Reference | None) -> list[Row]:
    """Measure the driver of one trajectory against the C loop."""
    rows = []
    for name, objective, a, gamma, aim, target in (
        ("scalar, gradient descent on a quartic", QUARTIC, 1.0, 1e-3, "<= 1.1", "<= 1.3"),
        ("scalar, gradient descent, an exp in every step", STEEP, 1.0, 1e-6, "<= 1.3", "<= 1.6"),
    ):
        scalar = compose(DESCENT, objective, SLOPE).scalar
        p, out = np.array([gamma, a]), np.zeros(4)

        def ours(scalar: Any = scalar, p: Any = p, out: Any = out) -> None:
            scalar(np.array([1.0]), p, NO_KEY, 0.0, 0, STEPS, out)

        if c is None:
            rows.append(row(name, least(ours)[0] / STEPS * 1e9, "ns/step", "C: no compiler found (cc)", None, aim, target))
            continue
        loop = c.quartic if objective is QUARTIC else c.steep
        mine, theirs = least(ours, partial(loop, 1.0, a, gamma, 0.0, STEPS))
        rows.append(row(name, mine / STEPS * 1e9, "ns/step", f"C {theirs / STEPS * 1e9:.2f}", mine / theirs, aim, target))
    return rows


def lane_rows(c: Reference | None) -> list[Row]:
    """Measure the lanes against the scalar driver, C and NumPy, and compare their numbers."""
    draw = np.random.default_rng(1)
    starts, a = draw.uniform(0.5, 1.0, (MANY, 1)), draw.uniform(0.5, 2.0, MANY)
    scalar = compose(DESCENT, QUARTIC, SLOPE).scalar

    def lanes(threads: int = 1, copies: int = 1) -> Any:
        given = {"method.gamma": GAMMA, "objective.a": np.tile(a, copies)}
        return hitting_times(DESCENT, QUARTIC, given, np.tile(starts, (copies, 1)), EPSILON, STEPS, SLOPE, threads=threads)[0]

    def one_by_one() -> Any:
        out = np.zeros(4)
        return np.array([scalar(starts[i].copy(), np.array([GAMMA, a[i]]), NO_KEY, EPSILON, 0, STEPS, out) for i in range(MANY)])

    def vectorised() -> Any:
        return numpy_batch(starts[:, 0], a)

    times = lanes()
    total = float(times.sum())
    jobs = [lanes, one_by_one] + ([lambda: c.lanes(starts[:, 0], a, GAMMA, EPSILON, STEPS)] if c else [])
    mine, single, *theirs = least(*jobs)
    wide = has("avx512f")
    unit = "ns/step"
    name, target = "lanes, gradient descent on a quartic", ">= 4" if wide else ">= 3"
    rows = [row(name, mine / total * 1e9, unit, "scalar", single / mine, ">= 8", target)]
    against = f"omp simd C {theirs[0] / total * 1e9:.3f}" if theirs else "omp simd C: no compiler found (cc)"
    rows.append(row("lanes, the same", mine / total * 1e9, unit, against, mine / theirs[0] if theirs else None, "<= 1.0", "<= 1.2"))
    equal = sum(bool(np.array_equal(times, other)) for other in (one_by_one(), lanes(2), lanes(3)))
    rows.append(row("numbers: lanes = scalar = two threads = three threads", equal, "of 3", "identical", equal / 3, "identical", ">= 1"))
    walls = {n: min(wall(partial(lanes, n, 8)) for _ in range(5)) for n in (1, 2)}
    rows.append(row("two threads (wall clock)", walls[2] * 1e3, "ms", "one thread", walls[1] / walls[2], "1.95", None))
    batch = least(vectorised, repeats=1)[0]
    rows.append(row("lanes, the same", mine / total * 1e9, unit, "vectorised NumPy", batch / mine, ">= 8", ">= 3"))
    few = 20_000
    looped = least(lambda: numpy_loop(np.array([1.0]), 1.0, few), repeats=3)[0] / few
    rows.append(row("scalar, the same", single / total * 1e9, unit, "NumPy loop", looped * total / single, ">= 1000", ">= 100"))
    return rows


def numpy_batch(x: Any, a: Any) -> Any:
    """Step all trajectories at once in NumPy, those that are done taken out now and then."""
    x, left, times, k = x.copy(), np.arange(len(x)), np.full(len(x), -1), 0
    while len(left) and k < STEPS:
        g = a[left] * x * x * x
        on = np.abs(g) > EPSILON
        if not on.all():
            times[left[~on]] = k
            left, x, g = left[on], x[on], g[on]
        x = x - GAMMA * g
        k += 1
    return times


def numpy_loop(x: Any, a: float, steps: int) -> Any:
    """Step one trajectory as a researcher writes it, with arrays and a norm."""
    for _ in range(steps):
        g = a * x**3
        if np.linalg.norm(g) <= 0.0:
            break
        x = x - 1e-3 * g
    return x


def snapshot_rows() -> list[Row]:
    """Measure a run with log-spaced snapshots against one without."""
    given = {"method.gamma": 1e-3, "objective.a": 1.0}
    with_trace, without = least(
        lambda: run(DESCENT, QUARTIC, given, 1.0, 0.0, STEPS, SLOPE, trace="log"),
        lambda: run(DESCENT, QUARTIC, given, 1.0, 0.0, STEPS, SLOPE),
    )
    return [row("snapshots, log-spaced", with_trace / STEPS * 1e9, "ns/step", "none", with_trace / without, "<= 1.0", "<= 1.1")]


PROBE = """
import time
from numba.core.registry import cpu_target
from theorysim.simulate import bench, cache
cache.platform()
cpu_target.target_context.refresh()  # numba itself starts before the clock
begun = time.process_time()
for objective in (bench.QUARTIC, bench.STEEP):
    d = bench.compose(bench.DESCENT, objective, bench.SLOPE)
    d.scalar, d.lanes
print(cache.COUNTS.hits, cache.COUNTS.misses, time.process_time() - begun)
"""


def process_rows() -> list[Row]:
    """Compile in a first process with an empty cache, load in a second."""
    with tempfile.TemporaryDirectory() as empty:
        found = []
        for _ in range(2):
            made = subprocess.run(
                [sys.executable, "-c", PROBE], env={**os.environ, "THEORYSIM_CACHE": empty}, capture_output=True, text=True, check=True
            )
            found.append([float(word) for word in made.stdout.split()])
    (_, compiled, cold), (hits, misses, warm) = found
    return [
        row("second process", hits, "hits", f"{misses:.0f} misses", hits / (hits + misses), "all hit", ">= 1"),
        row("second process, per driver", warm / hits * 1e3 if hits else None, "ms", "5 ms", None, "5 ms", None),
        row("cold compile, per driver", cold / compiled, "s", "0.3 s", None, "0.3 s", None),
    ]


def bench() -> dict[str, Any]:
    """Measure every row; the JSON shape of `theorysim bench --json`."""
    with reference() as c:
        rows = [*scalar_rows(c), *lane_rows(c), *snapshot_rows(), *process_rows()]
    return {"rows": rows, "machine": machine()}


def wall(job: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def has(feature: str) -> bool:
    """Say whether the processor has a feature."""
    return bool(binding.get_host_cpu_features().get(feature, False))


def machine() -> str:
    """Name the machine on one line."""
    kind = "AVX-512" if has("avx512f") else ("AVX2" if has("avx2") else "no AVX2")
    cpu = binding.get_host_cpu_name()
    return f"{platform.system()} {platform.machine()}, {cpu}, {kind}, {os.cpu_count()} cores, Python {platform.python_version()}"
