"""Work beside the page, which its sliders never wait for: in a thread that a new piece of work ends, or in a process that can be killed."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from theorysim.results import worded
from theorysim.settings import Usage

Left = Callable[[], bool]  # tells whether work is to be left


class Aside:
    """One piece of work at a time; beginning another, or `leave`, ends it: it looks at what it is given to see whether it is left."""

    def __init__(self) -> None:
        self.event, self.thread = threading.Event(), threading.Thread()

    def begin(self, work: Callable[[Left], None], after: float = 0.0) -> None:
        """Do a piece of work, after so many seconds in which nothing new has come."""
        self.leave()
        event = self.event = threading.Event()

        def run() -> None:
            if not event.wait(after):
                work(event.is_set)

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()

    def leave(self) -> None:
        self.event.set()

    @property
    def busy(self) -> bool:
        return self.thread.is_alive() and not self.event.is_set()

    def wait(self, seconds: float) -> None:
        """Wait until the work is done: for scripts and tests."""
        if self.thread.is_alive():
            self.thread.join(seconds)


def command(name: str) -> list[str]:
    """Return the command that judges a statement quickly."""
    return [sys.executable, "-m", "theorysim", "check", name, "--effort", "quick", "--fresh", "--json"]


def judged(name: str, left: Left) -> str:
    """Judge a statement in a process of its own, killed when it is left, and tell its verdict; nothing then. Raises Usage."""
    with subprocess.Popen(command(name), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        done = threading.Thread(target=lambda: said.extend(process.communicate()), daemon=True)
        said: list[str] = []
        done.start()
        while done.is_alive():
            if left():
                process.kill()
            done.join(0.1)
    if left():
        return ""
    try:
        (found,) = json.loads(said[0])["statements"]
    except (ValueError, KeyError):
        raise Usage((said[1].strip().splitlines() or ["the judge ended without a word"])[-1]) from None
    return _told(name, found["readings"])


def _told(name: str, readings: list[dict[str, Any]]) -> str:
    said = (f"{r['reading'].partition(':')[0]}: {worded(r['outcome'], r['grade'], r['scope'])}" for r in readings)
    return f"{name}, judged now with little effort: {'; '.join(said)}" + replay(readings[0]["witness"], readings[0]["outcome"])


def replay(witness: str | None, outcome: str = "refuted") -> str:
    """Return the line that shows what refutes a statement, with the bound that is exceeded; nothing where nothing does."""
    return f"; replay: theorysim replay {witness}" if witness and outcome == "refuted" else ""


def ticking(left: Left, say: Callable[[int], None], every: float = 0.25) -> Callable[[int], bool]:
    """Return what a run asks at each slice: whether to stop; now and then it tells how far the run is."""
    last = [time.perf_counter()]

    def stop(k: int) -> bool:
        if time.perf_counter() - last[0] > every:
            last[0] = time.perf_counter()
            say(k)
        return left()

    return stop
