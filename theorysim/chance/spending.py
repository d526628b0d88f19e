"""Spend one error budget over a whole test run: each random assertion gets a level, and all levels add up to the budget at most.

There are N tests, those that were collected, the same on every worker. The j-th random assertion of a test gets B/(N j (j + 1)), and
draws from a stream of its own, named by the test and by j: a true claim fails with that probability at most, given all that was drawn
before, and whenever one looks. 1/2 + 1/6 + 1/12 + ... = 1, so all the levels that may ever be given add up to B, and by the union bound

    P(some true claim fails) <= B,

whatever the number of assertions, how they are shared among workers, in which order they run and where one stops. (With `seed`s of
one's own in place of the streams it is so for claims that do not depend on what was drawn.)
"""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OUTSIDE = 1e-6  # the level of a random assertion that runs without a budget
KEY = "theorysim"  # under which a test report carries what was told


def derived(seed: int, test: str, j: int) -> int:
    """Return the seed, below 2^32, of the j-th random assertion of a test: it depends on nothing else."""
    return int.from_bytes(hashlib.sha256(f"{seed}\n{test}\n{j}".encode()).digest()[:4], "big")


@dataclass
class Account:
    """What the assertions of one test may spend, and whom they tell what they spent and found; the default is that of no test run."""

    test: str = ""
    seed: int = 0  # the root
    share: float | None = None  # of the budget, B/N
    effort: str = "quick"
    figures: Path | None = None
    folder: Path = field(default_factory=Path)  # of the test's file
    tell: Callable[[tuple[str, str]], None] = lambda told: None
    random: int = 0  # assertions so far
    told: int = 0
    one_by_one: Any = field(default_factory=threading.RLock, compare=False)  # a test may assert in threads

    def draws(self, false_alarm: float | None = None, seed: int | None = None) -> tuple[float, int]:
        """Return the level and the seed of the next random assertion; a level of its own is counted outside of the budget.

        Raises ValueError for a level of its own that is no probability, or a seed that is no integer.
        """
        if seed is not None and not hasattr(seed, "__index__"):
            raise ValueError(f"seed is {seed!r}; it must be an integer")
        if false_alarm is not None and not 0 < false_alarm < 1:
            raise ValueError(f"false_alarm is {false_alarm!r}; it must lie between 0 and 1")
        with self.one_by_one:
            self.random += 1
            j = self.random
        level = None if false_alarm is None else float(false_alarm)
        if level is None:
            level = OUTSIDE if self.share is None else self.share / (j * (j + 1))
        self.say({"spent": level, "outside": false_alarm is not None})
        if seed is None:
            seed = 0 if self.share is None else derived(self.seed, self.test, j)
        return level, int(seed)

    def spend(self) -> float:
        """Return the level of a random check of one's own: it must fail with that probability at most where what it checks is true."""
        return self.draws()[0]

    def say(self, what: dict[str, Any]) -> None:
        """Tell what was spent or found; it is numbered, so that what comes twice counts once."""
        with self.one_by_one:
            self.told += 1
            self.tell((KEY, json.dumps({"n": self.told, **what})))


_open = [Account()]


def current() -> Account:
    """Return the account of the test that runs."""
    return _open[-1]


@contextmanager
def opened(account: Account) -> Iterator[Account]:
    """Make an account the current one."""
    _open.append(account)
    try:
        yield account
    finally:
        _open.remove(account)
