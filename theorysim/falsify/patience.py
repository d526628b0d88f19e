"""Give a computation so many seconds: a proof that a function lies in a class is not to eat the time of a search."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class OutOfTime(BaseException):
    """The seconds are over. It is no Exception, so that nothing on the way takes it for a defect of its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise OutOfTime inside the block after so many seconds; where alarms are not to be had, or are somebody else's, never."""
    if not _can_be_set() or seconds == float("inf"):
        yield
        return

    def over(*_: Any) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-3))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _can_be_set() -> bool:
    here = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")
    return (
        here and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0) and signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)
    )
