"""Hear Ctrl-C and SIGTERM within a second, whatever runs.

Python raises a signal in the main thread, and only between two of its own instructions: while compiled code runs there it waits. So a
thread looks on. Where a signal that came has not been raised for PATIENCE seconds, it ends the process and its workers.
"""

import os
import select
import signal
import sys
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE = 0.5
ENDING = (signal.SIGINT, signal.SIGTERM)


class Terminated(BaseException):
    """SIGTERM came: everything is unwound, and no process is left behind."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C came."""


RAISES: dict[int, type[BaseException]] = {signal.SIGINT: Interrupted, signal.SIGTERM: Terminated}
_came: list[int] = []  # while signals are heard: those that were raised
_held: list[list[int]] = []  # while they are held back: those that came


def unless_a_signal_came(error: BaseException) -> None:
    """Raise the signal that came before an error: a library that is loaded, or a callback, makes an error of its own of it."""
    if _came:
        raise RAISES[_came[-1]]() from error


@contextmanager
def heard() -> Iterator[None]:
    """Raise KeyboardInterrupt at Ctrl-C and Terminated at SIGTERM, or end the process where neither can be raised.

    What was raised and lost, as in a callback from a compiler, is raised again. What a shell told to ignore Ctrl-C goes on so.
    """
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        yield
        return
    living: list[Any] = []  # what was raised, by a reference that dies with it

    def handler(number: int, frame: Any) -> None:
        if _held:
            return _held[-1].append(number)
        raised = RAISES[number]()
        _came.append(number)
        living.append(weakref.ref(raised))
        try:
            raise raised
        finally:
            del raised  # else this frame, which it knows by its traceback, would keep it

    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    threading.Thread(target=_watch, args=(ours, living), daemon=True).start()
    before = {number: signal.getsignal(number) for number in ENDING}
    hook, printing, woken = sys.unraisablehook, sys.excepthook, signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    sys.unraisablehook = lambda about: None if issubclass(about.exc_type, tuple(RAISES.values())) else hook(about)
    sys.excepthook = lambda kind, *about: None if issubclass(kind, tuple(RAISES.values())) else printing(kind, *about)
    _came.clear()
    for number, old in before.items():
        if old is not signal.SIG_IGN:
            signal.signal(number, handler)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
        signal.set_wakeup_fd(woken)
        sys.unraisablehook, sys.excepthook = hook, printing
        os.close(theirs)  # the thread reads the end of the pipe, and ends


def _watch(pipe: int, living: list[Any]) -> None:
    """Wait for signals; the pipe says their numbers, and ends when nobody is to be watched any more."""
    came, known = 0, 0  # the last one, and how many were raised before it
    while True:
        if select.select([pipe], [], [], PATIENCE if came else None)[0]:
            if not (byte := os.read(pipe, 1)):
                return os.close(pipe)
            came = byte[0] if byte[0] in ENDING else came
        elif _held:
            continue
        elif len(living) == known:
            _end(128 + came)
        elif not _on_its_way(living[-1]()):  # it was lost
            known = len(living)
            os.kill(os.getpid(), came)


def _on_its_way(raised: BaseException | None) -> bool:
    """Tell whether the main thread is unwinding for what was raised; a library may have caught it, and may even keep it."""
    active: Any = sys._current_exceptions().get(threading.main_thread().ident or 0)
    active = active[1] if isinstance(active, tuple) else active
    seen = set()
    while raised is not None and active is not None and id(active) not in seen:
        if active is raised:
            return True
        seen.add(id(active))
        active = active.__cause__ or active.__context__
    return False


def _end(status: int) -> None:
    """End this process and its workers at once; what is written meanwhile is whole or not there, as after kill -9."""
    if "multiprocessing" in sys.modules:
        import multiprocessing

        for child in multiprocessing.active_children():
            child.kill()
    os._exit(status)


@contextmanager
def held_back() -> Iterator[None]:
    """Hold Ctrl-C and SIGTERM back while processes are started, which take that over; they are heard afterwards.

    To block them is not enough: another thread of this process may take a signal, and Python raises it in this one all the same.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before, came = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING), list[int]()
    _held.append(came)
    try:
        yield
    finally:
        _held.pop()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for number in came[-1:]:
            os.kill(os.getpid(), number)


def left_to_the_parent() -> None:
    """Ignore Ctrl-C in a worker, which a terminal sends to all: the parent ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
