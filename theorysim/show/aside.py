"""Tell something on stderr, beside results: the only module that prints there, without what a terminal would obey."""

import os
import sys
from contextlib import suppress
from typing import TextIO

CONTROLS = {c: f"\\x{c:02x}" for c in (*range(32), *range(127, 160)) if chr(c) not in "\n\t"}


def inert(text: str) -> str:
    """Return a text without characters that a terminal obeys: a name or a sentence may hold them."""
    return text.translate(CONTROLS)


def tell(text: str) -> None:
    """Print a text on stderr, if anybody reads it."""
    try:
        print(inert(text), file=sys.stderr, flush=True)
    except OSError:
        let_go(sys.stderr)


def let_go(*streams: TextIO) -> None:
    """Have streams lose what cannot be written, so that the end of the process does not try again."""
    empty = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        with suppress(OSError, ValueError):
            os.dup2(empty, stream.fileno())
    os.close(empty)
