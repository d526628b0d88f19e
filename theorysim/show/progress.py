"""Show progress on stderr: a bar with a rate and a time left on a terminal, elsewhere a line once a minute."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from theorysim.show.aside import tell

EVERY = 60.0  # seconds between lines


def bar(total: int, what: str) -> AbstractContextManager[Any]:
    """Return a progress bar with one task, or None where it is not wanted: no terminal, or CI or NO_COLOR is set."""
    if not sys.stderr.isatty() or os.environ.get("CI") or "NO_COLOR" in os.environ:
        return nullcontext()
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, ProgressColumn, Task, TimeElapsedColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.3g}/s" if task.speed else "")

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), Rate(), TimeElapsedColumn(), TimeRemainingColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    shown.add_task(what, total=total)
    return shown


@contextmanager
def counting(total: int, what: str = "running") -> Iterator[Callable[[int], None]]:
    """Return a function that is told how many are done."""
    with bar(total, what) as shown:
        yield Lines(total, what) if shown is None else lambda done: shown.update(shown.task_ids[0], completed=done)


class Lines:
    """Print how many are done, a minute after the last line at the earliest: a log stays short, and tells that something goes on."""

    def __init__(self, total: int, what: str):
        self.total, self.what = total, what
        self.begun = self.last = time.monotonic()

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if now - self.last < EVERY or not 0 < done < self.total:
            return
        self.last, gone = now, now - self.begun
        left = gone * (self.total - done) / done
        said = f"{self.what}: {done:,} of {self.total:,} done in {_long(gone)}, about {_long(left)} left"
        tell(f"theorysim: {said}")


def _long(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
