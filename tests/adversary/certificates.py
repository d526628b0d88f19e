"""Certificates: of what is true they are to be accepted, for what is false there is to be none, its neighbour's neither."""

import random
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from . import exponents, shapes, sizes, zeros
from .case import Answer, Case, Made, Said

HEAD = """from theorysim.domains import AtLeastOne, Count, Nonnegative, Positive, Real, TailIndex, Unit
from theorysim.entries import Sided
from theorysim.maths import absolute, cos, equal, exp, log, maximum, minimum, power, sin, sqrt, where
from theorysim.model import Claim, Relation, Statement
"""


@cache
def place() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def reader() -> Any:
    from theorysim.verify.reader import Reader

    return Reader()


def file_of(said: Said) -> Path:
    """Write the statement's file that says it."""
    links, given = (
        ", ".join(f'Sided({name}{i}, "{sense}")' for i, (_, sense, _) in enumerate(some)) + ("," if some else "")
        for name, some in (("link", said.links), ("given", said.given))
    )
    text = f'{HEAD}\n{said.source}\nstatement = Statement("said", (Claim(Relation(({links}), ({given}), {dict(said.ranges)!r})),))\n'
    path = Path(place().name) / f"said_{abs(hash(text)):x}.py"
    path.write_text(text)
    return path


def certificate_of(said: Said) -> tuple[dict[str, Any], str]:
    from theorysim.prove.certificates import exported

    made, without = exported(reader(), file_of(said), "statement", {("printed", "")}, {})
    return made, "; ".join(without.values())


def accepted(said: Said, made: dict[str, Any]) -> tuple[Answer, str]:
    from theorysim.verify.certificate import verify

    (told,) = verify(reader(), file_of(said), made)
    return ("proved" if told.outcome == "accepted" else "undecided"), told.why


def forged(draw: random.Random) -> Made:
    """Take what is false, and its true neighbour, whose certificate is shown for it, too."""
    maker = draw.choice(
        (*zeros.KINDS, *sizes.KINDS, *exponents.KINDS, shapes.tie, shapes.whole, shapes.sharp, shapes.hypotheses, shapes.chain)
    )
    wrong, right = maker(draw)
    first, second = wrong.said, right.said
    assert first is not None and second is not None

    def ask() -> tuple[Answer, str]:
        from theorysim.verify.trees import Refused

        try:
            made, why = certificate_of(first)
        except Refused as reason:
            return "undecided", str(reason)
        found = accepted(first, made) if made else ("undecided", why)
        theirs, _ = certificate_of(second)
        return found if found[0] == "proved" or not theirs else accepted(first, theirs)  # type: ignore[return-value]

    def own() -> tuple[Answer, str]:
        made, why = certificate_of(second)
        return accepted(second, made) if made else ("undecided", why)

    return Case("certificates", True, wrong.text, wrong.known, ask), Case("certificates", False, right.text, right.known, own)


KINDS: tuple[Callable[[random.Random], Made], ...] = (forged,)
