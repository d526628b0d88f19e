"""Tell an error of a command in one line on stderr, and which exit status it has."""

from typing import Any

import typer

from theorysim import catalogue
from theorysim.commands.streams import abandoned, complain, flushed
from theorysim.settings import Incomplete, Usage

LONGEST = 800  # characters of an error
ParseError: Any = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")  # typer keeps click to itself


def _short(line: str) -> str:
    """Leave out the middle of a line that nobody reads to its end, as where a word of it is a page."""
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"


def ended_by(error: BaseException) -> int:
    """Tell an error in one line, and return the exit status."""
    known = isinstance(error, Usage | catalogue.Unknown | Incomplete)
    message = error.format_message() if isinstance(error, ParseError) else str(error) if known else f"{type(error).__name__}: {error}"
    complain(f"theorysim: error: {_short(' '.join(message.split()))}")
    try:
        flushed()
    except OSError:
        abandoned()
    return 3 if isinstance(error, Incomplete) else 2
