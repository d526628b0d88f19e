"""Measure the drivers against C, NumPy, JAX and each other: ratios taken in one run, CPU time, the least of interleaved repeats."""

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import metadata
from typing import Any

import numpy as np
from llvmlite import binding

from theorysim.bench import peers
from theorysim.bench.compiled import compiler, in_c
from theorysim.bench.entries import dimension_rows, entry_rows
from theorysim.bench.pairs import Pair
from theorysim.bench.reference import Reference, reference
from theorysim.bench.rows import Row, has, least, row
from theorysim.bench.workloads import ACCLIP, BOWL, CLIPPED, DESCENT, HEAVY_BALL, PARETO, QUARTIC, SLOPE, SPECTRUM, STEEP, workloads  # noqa: F401  (the probe asks for STEEP)
from theorysim.simulate.compose import Drivers, compose
from theorysim.simulate.composition import Composition
from theorysim.simulate.run import hitting_times, run, state_at
from theorysim.simulate.streams import keys

Said = Callable[[str], None]
CHUNK = 60  # a multiple of the dimensions that are compared
MANY, STEPS, EPSILON, GAMMA = 1024, 1_000_000, 1e-4, 0.01
OFTEN = 50  # runs of JAX in a row: the CPU time of its threads is counted by the tick, which is longer than one of them
NO_JAX = "JAX: not installed (pip install 'theorysim[test]')"
NO_EXP, EXP = ("<= 1.1", "<= 1.3"), ("<= 1.3", "<= 1.6")
QUARTICS = Composition(DESCENT, QUARTIC, SLOPE)
DRAWN = {"method.gamma": 0.01, "method.tau": 1.0, "objective.a": 1.0, "oracle.alpha": 1.5, "oracle.scale": 0.1}


def scalar_rows(c: Reference | None) -> Iterator[Row]:
    """Measure the driver of one trajectory against the C loop."""
    for w in workloads().values():
        aim, target = NO_EXP if w.objective is QUARTIC else EXP
        drivers = compose(Composition(w.method, w.objective, SLOPE, w.oracle), w.dimension)
        p, out, key = np.array([w.given[n] for n in drivers.plan.parameters]), np.zeros(4), keys(0, 0, [0])[0]
        each, scalar = w.steps * (w.dimension or 1), drivers.scalar
        ours = partial(_fresh, scalar, w.start, p, key, w.steps, out)
        unit = "ns/coordinate" if w.dimension else "ns/step"
        if c is None:
            yield row(f"scalar, {w.name}", least(ours)[0] / each * 1e9, unit, "C: no compiler found (cc)", None, aim, target)
            continue
        mine, theirs = least(
            ours, partial(c.one, w.in_c, w.start[0], w.given.get("objective.a", 1.0), w.given["method.gamma"], 0.0, w.steps)
        )
        yield row(f"scalar, {w.name}", mine / each * 1e9, unit, f"C {theirs / each * 1e9:.2f}", mine / theirs, aim, target)


def _fresh(scalar: Any, start: Any, p: Any, key: Any, steps: int, out: Any) -> int:
    return int(scalar(np.array(start), p, key, 0.0, 0, steps, out))


def quartics(threads: int = 1, copies: int = 1) -> Any:
    """Run many quartics in lanes: T, shape (n,)."""
    _ = compose(QUARTICS).lanes  # compiled, that nothing is taken one by one
    draw = np.random.default_rng(1)
    starts, a = draw.uniform(0.5, 1.0, (MANY, 1)), draw.uniform(0.5, 2.0, MANY)
    given = {"method.gamma": GAMMA, "objective.a": np.tile(a, copies)}
    return hitting_times(QUARTICS, given, np.tile(starts, (copies, 1)), EPSILON, STEPS, threads=threads)[0]


def noisy(threads: int = 1, method: Any = CLIPPED) -> Any:
    """Run many trajectories with Pareto noise in lanes: T, shape (n,)."""
    what = Composition(method, BOWL, SLOPE, PARETO)
    _ = compose(what).lanes_alike
    given = (
        DRAWN if method is CLIPPED else {k: v for k, v in DRAWN.items() if k != "method.tau"} | {"method.beta": 0.9, "method.alpha": 1.5}
    )
    return hitting_times(what, given, np.full((MANY, 1), 5.0), 1e-2, 10_000, threads=threads)[0]


def one_by_one(drivers: Drivers, given: dict[str, Any], starts: Any, epsilon: float, steps: int) -> Any:
    """Do the same trajectory by trajectory."""
    scalar, out, streams = drivers.scalar, np.zeros(4), keys(0, 0, np.arange(len(starts)))
    table = np.array([np.broadcast_to(given[n], len(starts)) for n in drivers.plan.parameters]).T.copy()
    rows = drivers.plan.rows - 1
    found = [scalar(np.concatenate([x, np.zeros(rows)]), table[i], streams[i], epsilon, 0, steps, out) for i, x in enumerate(starts)]
    return np.array(found)


def lane_rows(c: Reference | None) -> Iterator[Row]:
    """Measure the lanes against the scalar driver, C, NumPy and JAX."""
    wide = has("avx512f")
    draw = np.random.default_rng(1)
    starts, a = draw.uniform(0.5, 1.0, (MANY, 1)), draw.uniform(0.5, 2.0, MANY)
    singly = partial(one_by_one, compose(QUARTICS), {"method.gamma": GAMMA, "objective.a": a}, starts, EPSILON, STEPS)
    total = float(quartics().sum())
    jobs: list[Callable[[], Any]] = [quartics, singly]
    jobs += [lambda: c.lanes(starts[:, 0], a, GAMMA, EPSILON, STEPS)] if c else []
    mine, single, *theirs = least(*jobs)
    ns, unit = mine / total * 1e9, "ns/step"
    yield row("lanes, gradient descent, quartic", ns, unit, "scalar", single / mine, ">= 8", ">= 4" if wide else ">= 3")
    against = f"omp simd C {theirs[0] / total * 1e9:.3f}" if theirs else "omp simd C: no compiler found (cc)"
    yield row("lanes, the same", ns, unit, against, mine / theirs[0] if theirs else None, "<= 1.0", "<= 1.2")
    far = np.full((MANY, 1), 5.0)
    lazy = compose(Composition(CLIPPED, BOWL, SLOPE, PARETO))
    ways = (lazy.of_both_sides(), lazy)  # lanes are held to what computes both sides of a `where`, as they do
    drawn, drawn_both, drawn_lazy = least(noisy, *(partial(one_by_one, way, DRAWN, far, 1e-2, 10_000) for way in ways))
    against, steps = f"scalar, {drawn_lazy / drawn:.3g} beside the one that branches", float(noisy().sum())
    yield row(
        "lanes, clipped SGD, Pareto noise", drawn / steps * 1e9, unit, against, drawn_both / drawn, ">= 5", ">= 3" if wide else ">= 1.7"
    )
    times = noisy(method=ACCLIP)
    yield row(
        "lanes, ACClip, Pareto noise",
        least(partial(noisy, method=ACCLIP))[0] / times.clip(0).sum() * 1e9,
        unit,
        "reported",
        None,
        None,
        None,
    )
    walls = {n: min(wall(partial(quartics, n, 8)) for _ in range(5)) for n in (1, 2)}
    yield row("two threads (wall clock)", walls[2] * 1e3, "ms", "one thread", walls[1] / walls[2], ">= 1.95", None)
    batch = least(partial(peers.numpy_batch, starts[:, 0], a, GAMMA, EPSILON, STEPS), repeats=1)[0]
    yield row("lanes, the same quartics", ns, unit, "vectorised NumPy", batch / mine, ">= 8", ">= 3")
    few = 20_000
    looped = least(partial(peers.numpy_loop, np.array([1.0]), 1.0, few), repeats=3)[0] / few
    yield row("scalar, the same quartics", single / total * 1e9, unit, "NumPy loop", looped * total / single, ">= 1000", ">= 100")
    p, out, key, scalar = np.array([GAMMA, a[0]]), np.zeros(4), keys(0, 0, [0])[0], compose(QUARTICS).scalar
    x, finer = starts[0, 0], EPSILON / 100

    def alone() -> int:
        return int(scalar(starts[0].copy(), p, key, finer, 0, STEPS, out))

    steps = float(alone())
    one, by_hand = least(alone, partial(peers.numba_loop, x, a[0], GAMMA, finer, STEPS))
    yield row("scalar, one quartic", one / steps * 1e9, unit, "hand-written numba", one / by_hand, "<= 1.1", None)
    loops, longer = peers.jax_loops(GAMMA, EPSILON, STEPS), peers.jax_loops(GAMMA, finer, STEPS)
    if loops is None or longer is None:
        yield row("scalar, one quartic", None, unit, NO_JAX, None, ">= 1", None)
        yield row("lanes, the same quartics", ns, unit, NO_JAX, None, ">= 8", None)
        return
    one, theirs_one, theirs_many = least(alone, often(partial(longer[0], x, a[0])), often(partial(loops[1], starts[:, 0], a)))
    yield row("scalar, one quartic", one / steps * 1e9, unit, "JAX while_loop", theirs_one / OFTEN / one, ">= 1", None)
    yield row("lanes, the same quartics", ns, unit, "JAX vmap of while_loop", theirs_many / OFTEN / mine, ">= 8", None)


def often(job: Callable[[], Any]) -> Callable[[], None]:
    """Return the job done OFTEN times."""

    def again() -> None:
        for _ in range(OFTEN):
            job()

    return again


def array_rows(_: Reference | None) -> Iterator[Row]:
    """Measure a thousand coordinates with momentum against what others write: numba and JAX by hand, NumPy."""
    d, steps = 1000, 2000
    drivers = compose(Composition(HEAVY_BALL, SPECTRUM, SLOPE), d)
    x, p, key, out = np.linspace(1, 2, d), np.array([1e-6, 0.9]), keys(0, 0, [0])[0], np.zeros(4)

    def ours() -> None:
        drivers.scalar(state_at(drivers, x), p, key, 0.0, 0, steps, out)

    others: dict[str, Callable[[], Any]] = {
        "NumPy": partial(peers.numpy_heavy_ball, x, 1e-6, 0.9, steps),
        "hand-written numba": partial(peers.numba_heavy_ball, x, 1e-6, 0.9, steps),
    }
    jax = peers.jax_heavy_ball(1e-6, 0.9, steps)
    mine, *theirs = least(ours, *others.values(), *([often(partial(jax, x))] if jax else []))
    times: dict[str, float | None] = dict(zip(others, theirs, strict=False))
    times |= {"JAX while_loop": theirs[-1] / OFTEN} if jax else {NO_JAX: None}
    for name, seconds in times.items():
        ratio = seconds / mine if seconds else None
        yield row("scalar, heavy ball, d = 1000", mine / steps / d * 1e9, "ns/coordinate", name, ratio, ">= 1", None)


def digest() -> str:
    """Return a hash of the hitting times in lanes, deterministic and drawn."""
    return hashlib.sha256(quartics().tobytes() + noisy().tobytes() + noisy(method=ACCLIP).tobytes()).hexdigest()


def same_rows() -> Iterator[Row]:
    """Compare the numbers of every way to compute them; the plain processor is the compiler's x86-64 or generic target."""
    draw = np.random.default_rng(1)
    starts, a = draw.uniform(0.5, 1.0, (MANY, 1)), draw.uniform(0.5, 2.0, MANY)
    far = np.full((MANY, 1), 5.0)
    times, drawn = quartics(), noisy()
    singly = one_by_one(compose(QUARTICS), {"method.gamma": GAMMA, "objective.a": a}, starts, EPSILON, STEPS)
    equal = [np.array_equal(times, other) for other in (singly, quartics(2), quartics(3))]
    with_noise = one_by_one(compose(Composition(CLIPPED, BOWL, SLOPE, PARETO)), DRAWN, far, 1e-2, 10_000)
    equal += [np.array_equal(drawn, other) for other in (np.where(drawn < 0, drawn, with_noise), noisy(2), noisy(3))]
    plain = {**os.environ, "NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
    probe = "from theorysim.bench.bench import digest; print(digest())"
    made = subprocess.run([sys.executable, "-c", probe], env=plain, capture_output=True, text=True, check=True)
    equal.append(made.stdout.strip() == digest())
    name = "numbers: scalar = lanes = two, three threads = a plain processor"
    yield row(name, sum(equal), f"of {len(equal)}", "identical", sum(equal) / len(equal), ">= 1", ">= 1")


def snapshot_rows() -> Iterator[Row]:
    """Measure a run with log-spaced snapshots against one without."""
    given = {"method.gamma": 1e-3, "objective.a": 1.0}
    with_trace, without = least(
        lambda: run(QUARTICS, given, 1.0, 0.0, STEPS, trace="log"),
        lambda: run(QUARTICS, given, 1.0, 0.0, STEPS),
    )
    yield row("snapshots, log-spaced", with_trace / STEPS * 1e9, "ns/step", "none", with_trace / without, "<= 1.0", "<= 1.1")


PROBE = """
import time
from numba.core.registry import cpu_target
from theorysim.bench import bench
from theorysim.simulate import cache
cache.platform()
cpu_target.target_context.refresh()  # numba itself starts before the clock
begun = time.process_time()
for objective in (bench.QUARTIC, bench.STEEP):
    d = bench.compose(bench.Composition(bench.DESCENT, objective, bench.SLOPE))
    d.scalar, d.lanes
print(cache.COUNTS.hits, cache.COUNTS.misses, time.process_time() - begun)
"""

START_UP = """
import contextlib, io, json, sys, time
from theorysim.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    main({words!r})
heavy = ("numba", "llvmlite", "scipy", "sympy", "matplotlib", "flint")
print(json.dumps([sorted(m for m in heavy if m in sys.modules), time.process_time()]))
"""


def process_rows() -> Iterator[Row]:
    """Compile in a first process with an empty cache, load in a second; start the command line."""
    with tempfile.TemporaryDirectory() as empty:
        found = []
        for _ in range(2):
            made = subprocess.run(
                [sys.executable, "-c", PROBE], env={**os.environ, "THEORYSIM_CACHE": empty}, capture_output=True, text=True, check=True
            )
            found.append([float(word) for word in made.stdout.split()])
    (_, compiled, cold), (hits, misses, warm) = found
    yield row("second process", hits, "hits", f"{misses:.0f} misses", hits / (hits + misses), ">= 1", ">= 1")
    yield row("second process, per driver", warm / hits * 1e3 if hits else None, "ms", "reported", None, "<= 5 ms", None)
    yield row("cold compile, per driver", cold / compiled, "s", "reported", None, "<= 0.3 s", None)
    for words in (["--help"], ["list"]):
        made = subprocess.run([sys.executable, "-c", START_UP.format(words=words)], capture_output=True, text=True, check=True)
        loaded, seconds = json.loads(made.stdout)
        against = f"heavy modules loaded: {', '.join(loaded) or 'none'}"
        yield row(f"theorysim {words[0]}", seconds, "s of CPU", against, float(len(loaded)), "<= 0.25 s", "<= 0")


GROUPS: dict[str, Callable[[Reference | None], Iterator[Row]]] = {  # rows that no entry of the catalogue is needed for
    "workloads": scalar_rows,
    "many at once": lane_rows,
    "arrays": array_rows,
    "numbers": lambda c: same_rows(),
    "snapshots": lambda c: snapshot_rows(),
    "processes": lambda c: process_rows(),
}


def silent(line: str) -> None:
    """Tell nobody."""


def bench(
    pairs: Sequence[Pair] = (), over_d: Sequence[Pair] = (), groups: Sequence[str] = tuple(GROUPS), said: Said = silent
) -> dict[str, Any]:
    """Measure groups, pairs of entries, and what a coordinate costs, in the JSON shape of `bench --json`. `said` hears how far it is."""
    rows: list[Row] = []
    with reference() as c:
        for name in groups:
            said(name)
            rows += GROUPS[name](c)
    for some, measure in ((pairs, entry_rows), (over_d, dimension_rows)):
        for chunk in batched(some):
            said(f"loops in C to compile: {len(chunk)}")
            with in_c(chunk) as loops:
                rows += measure(chunk, loops, said)
    return {"rows": rows, "machine": machine()}


def batched(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    """Return pairs in chunks, so that few compiled files lie about; those of one entry stay together."""
    for i in range(0, len(pairs), CHUNK):
        yield pairs[i : i + CHUNK]


def wall(job: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def machine() -> str:
    """Name the machine on one line, and what the ratios are taken to."""
    kind = "AVX-512" if has("avx512f") else ("AVX2" if has("avx2") else "no AVX2")
    cpu, found = binding.get_host_cpu_name(), compiler()
    peers_ = ", ".join([found[1] if found else "no C compiler (cc)", *map(version, ("numpy", "numba", "llvmlite", "jax"))])
    return f"{platform.system()} {platform.machine()}, {cpu}, {kind}, {os.cpu_count()} cores, Python {platform.python_version()}; {peers_}"


def version(package: str) -> str:
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return f"{package} is not installed"
