"""Work for worker processes to do in tests: a module, since only a module's functions can be sent to them."""

import os
import signal
import time
from pathlib import Path


def square(spec: str) -> str:
    return str(int(spec) ** 2)


def slow_square(spec: str) -> str:
    time.sleep(0.05)
    return square(spec)


def raises_at_three(spec: str) -> str:
    if spec == "3":
        raise ValueError("three\nis bad")
    return square(spec)


def dies_at_twenties(spec: str) -> str:
    """Kill one's own process, each time, in one of twenty cells."""
    if int(spec) % 20 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return square(spec)


def dies_twice(spec: str) -> str:
    """Kill one's own process until two others have died of this cell; spec is a folder."""
    tally = Path(spec) / "deaths"
    with tally.open("a") as file:
        file.write("x")
    if tally.stat().st_size <= 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


class Unborn:
    """Work that no process can take: it dies when it reads what the work is."""

    def __call__(self, spec: str) -> str:
        return spec

    def __reduce__(self):
        return os._exit, (7,)
