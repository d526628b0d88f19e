"""Tell an error of a command in one line on stderr, and which exit status it has."""

from typing import Any

import typer

from theorysim.catalogue import Unknown
from theorysim.commands.streams import abandoned, flushed
from theorysim.settings import Incomplete, Usage
from theorysim.show.aside import tell

LONGEST = 800  # characters of a line
ParseError: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")  # typer keeps click to itself


def in_one_line(error: BaseException) -> str:
    """Return what an error says; of one that nobody foresaw its kind too, of the system's what it was about, without its number."""
    line = " ".join(_words(error).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"  # as where a word of it is a page


def _words(error: BaseException) -> str:
    if isinstance(error, ParseError):
        return str(error.format_message())
    if isinstance(error, Usage | Unknown | Incomplete):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{type(error).__name__}: {error}"


def ended_by(error: BaseException) -> int:
    """Tell an error in one line, and return the exit status."""
    tell(f"theorysim: error: {in_one_line(error)}")
    try:
        flushed()
    except OSError:
        abandoned()
    return 3 if isinstance(error, Incomplete) else 2
