"""Compile the loops of pairs with the system's C compiler, several at once, for as long as a context lasts."""

import ctypes
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from theorysim.bench.in_c import Printer
from theorysim.bench.loop_in_c import Loop
from theorysim.bench.pairs import Pair
from theorysim.bench.words_in_c import NotC
from theorysim.simulate.plan import Plan

FLAGS = ("-O3", "-march=native", "-ffp-contract=off")  # the bits of the drivers: no product is added unrounded
BRANCHES = ("-fno-if-conversion", "-fno-if-conversion2", "-fno-tree-loop-if-convert")  # up to four times faster: a branch is guessed


@dataclass(frozen=True)
class InC:
    """A loop in C, or why there is none; `costly` are the transcendental words of its step."""

    loop: Callable[..., int] | None
    why: str
    costly: frozenset[str] = frozenset()

    def run(self, state: Any, p: Any, key: Any, eps: float, steps: int, d: int) -> int:
        """Run from step 0, change the state, return the step where it stopped."""
        places = (ctypes.c_void_p(array.ctypes.data) for array in (state, p, key))
        if self.loop is None:
            raise ValueError(self.why)
        return self.loop(*places, ctypes.c_double(eps), ctypes.c_int64(0), ctypes.c_int64(steps), ctypes.c_int64(d))


def printed(pair: Pair) -> tuple[str, frozenset[str]]:
    """Return the text of a pair's loop, and the transcendental words of its step; raises NotC."""
    what, printer = pair.what, Printer()
    loop = Loop(printer, Plan(what.method, what.objective, what.criterion, what.oracle), len(pair.start))  # type: ignore[arg-type]
    loop.text("loop")
    return printer.text(), frozenset(loop.costly)


@cache
def compiler() -> tuple[str, str] | None:
    """Return the command of the C compiler and what it is called; None where there is none."""
    command = shutil.which("cc")
    if command is None:
        return None
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout
    return command, said.partition("\n")[0].strip()


@cache
def gcc(command: str) -> bool:
    """Tell whether the compiler is gcc, which alone knows all of BRANCHES."""
    said = subprocess.run([command, "-dM", "-E", "-"], input="", capture_output=True, text=True, check=False).stdout
    return "__GNUC__" in said and "__clang__" not in said


def built(text: str, costly: frozenset[str], command: str, file: Path) -> InC:
    """Compile one text."""
    file.write_text(text, encoding="utf-8")
    own = BRANCHES if gcc(command) else ()
    words = [command, *FLAGS, *own, "-w", "-shared", "-fPIC", "-o", f"{file}.so", str(file), "-lm"]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    if made.returncode:
        return InC(None, f"C: {made.stderr.partition('error: ')[2].partition(chr(10))[0] or 'the compiler failed'}", costly)
    loop = ctypes.CDLL(f"{file}.so").loop
    loop.restype = ctypes.c_int64
    return InC(loop, "", costly)


@contextmanager
def in_c(pairs: Sequence[Pair]) -> Iterator[dict[str, InC]]:
    """Print the loops of pairs and compile them, several at once: by name."""
    command, loops = compiler(), {}
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as workers:
        jobs: dict[str, Future[InC]] = {}
        for i, pair in enumerate(pairs):
            try:
                text, costly = printed(pair)
            except Exception as reason:  # whatever the printer did not expect of an engine that changes: the other rows stand
                said = str(reason) if isinstance(reason, NotC) else f"{type(reason).__name__}: {reason}"
                loops[pair.name] = InC(None, f"C: cannot be printed ({said})")
                continue
            loops[pair.name] = InC(None, "C: no compiler found (cc)", costly)
            if command is not None:
                jobs[pair.name] = workers.submit(built, text, costly, command[0], Path(folder) / f"loop{i}.c")
        try:
            yield loops | {name: job.result() for name, job in jobs.items()}
        finally:
            workers.shutdown(cancel_futures=True)
