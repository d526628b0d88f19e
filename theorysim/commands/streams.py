"""Print results where the shell wants them: in any encoding, with the status of the command, and nothing of a user's file between.

What the encoding lacks is escaped, and so are control characters, which a terminal would obey: a name or a sentence may hold them.
"""

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from typing import Any, TextIO, cast

from theorysim.show.aside import inert, let_go

_results: list[TextIO] = []  # where results go, while what else is printed goes to stderr


def say(*lines: str, flush: bool = False) -> None:
    for line in lines:
        print(inert(line), file=_to())
    if flush:
        _to().flush()


def say_json(value: Any) -> None:
    out = _to()
    plain = (getattr(out, "encoding", None) or "utf-8").lower().replace("_", "-") not in ("utf-8", "utf8")
    print(json.dumps(value, indent=1, ensure_ascii=plain), file=out)


def _to() -> TextIO:
    found: Any = _results[-1] if _results else sys.stdout or sys.__stdout__  # a user's file may have set it to None
    return cast(TextIO, found)


@contextmanager
def prepared(results_alone: bool) -> Iterator[None]:
    """Make the streams take every character; `results_alone` sends what a user's code prints to stderr, that of workers too."""
    _opened()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if not results_alone:
        yield
        return
    real = sys.__stdout__
    if real is None or sys.stdout is not real:  # in a notebook or a test
        _results.append(sys.stdout)
        with redirect_stdout(sys.stderr):
            try:
                yield
            finally:
                _results.pop()
        return
    kept = os.dup(1)
    os.dup2(2, 1)
    _results.append(open(kept, "w", encoding=real.encoding, errors="backslashreplace"))  # noqa: SIM115
    try:
        yield
    finally:
        with suppress(OSError):
            real.flush()
        os.dup2(kept, 1)
        with suppress(OSError):  # the reader has gone, which `flushed` has told
            _results.pop().close()


def flushed() -> None:
    """Write what is still held back; raises OSError where nobody takes it."""
    for stream in _streams():
        stream.flush()


def abandoned() -> None:
    """Let go of what cannot be written."""
    let_go(*_streams())


def _streams() -> Iterable[TextIO]:
    return {id(s): s for s in (_to(), sys.stdout) if s}.values()


def _opened() -> None:
    """Open what the shell closed, as a place where all is lost: else a file would get its number, and what is printed."""
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:
        os.set_inheritable(number, True)
    os.close(number)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
