"""Show progress on stderr, with a rate and a time left, where stderr is a terminal and neither CI nor NO_COLOR is set."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any


def bar(total: int, what: str) -> AbstractContextManager[Any]:
    """Return a progress bar with one task, or None where it is not wanted."""
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
        yield lambda done: shown.update(shown.task_ids[0], completed=done) if shown is not None else None
