"""Budgets: of work, which is the same on every machine, for what a verdict rests on; of seconds, for a search that the clock ends.

Work is counted in products of polynomials that are offered to a linear program. A proof that was kept costs again what it took.
"""

import signal
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

MEMBERSHIP = 2_000_000  # for the proof that a function lies in a class: about fifty times what any of the package takes
PATH = 100  # what a branch of a formula costs

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Spent(Exception):
    """The work that was granted is done."""


class OutOfTime(BaseException):
    """The seconds are over. It is no Exception, so that nothing on the way takes it for a defect of its own."""


@dataclass
class Purse:
    """So much work is granted, so much was done."""

    most: float
    used: int = 0


_PURSE: ContextVar[Purse] = ContextVar("work", default=Purse(float("inf")))  # noqa: B039


def spend(work: int) -> None:
    """Count work that was done; raises Spent where that is more than was granted."""
    purse = _PURSE.get()
    purse.used += work
    if purse.used > purse.most:
        raise Spent


@contextmanager
def granted(most: float) -> Iterator[Purse]:
    """Grant so much work to what is done inside, whatever is granted outside: it raises Spent there."""
    purse = Purse(most)
    token = _PURSE.set(purse)
    try:
        yield purse
    finally:
        _PURSE.reset(token)


def kept(size: int) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Keep the last results of a function, each with its work: whoever asks again spends the same, so that no order of asking matters."""

    def keeping(function: Callable[Given, Result]) -> Callable[Given, Result]:
        @lru_cache(maxsize=size)
        def made(*args: Hashable) -> tuple[Result, int]:
            outer = _PURSE.get()
            try:
                with granted(outer.most - outer.used) as purse:
                    return function(*args), purse.used  # type: ignore[arg-type,call-arg]
            except Spent:  # all is spent, as where the result was kept
                outer.used = int(outer.most) + 1
                raise

        @wraps(function)
        def again(*args: Hashable) -> Result:
            result, work = made(*args)
            spend(work)
            return result

        again.cache_clear = made.cache_clear  # type: ignore[attr-defined]
        return again  # type: ignore[return-value]

    return keeping


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
