"""Check certificates with the independent checker: of statements by name, or of a file."""

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.memory import certificates, ledger
from theorysim.settings import Usage, write
from theorysim.verify import games
from theorysim.verify.certificate import Told, verify
from theorysim.verify.reader import Reader
from theorysim.verify.trees import Refused

WIDTH = 118
HOW = "write one with `theorysim check {} --certificates`"


def verified(names: Sequence[str], every: bool) -> Iterator[tuple[str, list[Told]]]:
    """Yield what was found of each statement; raises Usage for a name that is none, and for one that has no certificate."""
    if bool(names) == every:
        raise Usage("name statements or files of certificates, or --all: one of the two")
    reader = Reader()
    for name in catalogue.names("statements") if every else names:
        if name.endswith(".json"):
            if (told := _of_game(Path(name))) is not None:
                yield name, told
                continue
            for one in _read(Path(name)):
                yield one["statement"], _told(reader, one["statement"], one["claims"])
            continue
        _place(name)  # a name that is none is said first
        name = name if ".py:" in name else catalogue.find(name, ("statements",)).name
        place = certificates.file(name)
        if place.is_file():
            yield name, [told for one in _read(place) for told in _told(reader, name, one["claims"])]
        elif every:
            yield name, []
        else:
            raise Usage(f"no certificate of {name} is kept: {HOW.format(name)}")


def _read(place: Path) -> list[dict[str, Any]]:
    try:
        return certificates.read(place)
    except (OSError, ValueError) as reason:
        raise Usage(f"{place}: {reason.strerror if isinstance(reason, OSError) else reason}") from reason


def _of_game(place: Path) -> list[Told] | None:
    """Check what `theorysim game` wrote; None for a file of another kind."""
    try:
        said = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("game"), dict):
        return None
    if "kinks" not in said["game"]:
        return [Told("a lost game", "", 0, "without", "its function is known by formulas, and has no certificate of its own")]
    try:
        why = next(games.wrong(said["game"]), "")
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as reason:
        why = f"it cannot be read: {type(reason).__name__}: {reason}"
    right = "the function lies in its class, answers what was told, and no point reached is a success"
    return [Told("a lost game", "", 0, "refused" if why else "accepted", why or right)]


def _place(name: str) -> tuple[Path, str]:
    if ".py:" in name:
        path, _, own = name.rpartition(":")
        if not Path(path).is_file():
            raise Usage(f"{path} is no file")
        return Path(path), own
    return catalogue.find(name, ("statements",)).path, "statement"


def _told(reader: Reader, name: str, claims: dict[str, Any]) -> list[Told]:
    path, own = _place(name)
    try:
        return list(verify(reader, path, claims, own))
    except (Refused, SyntaxError, RecursionError) as why:
        return [Told("", "", 0, "refused", f"the statement is not read: {why}")]


def _id(name: str, one: Told) -> str:
    """Name a claim as a line that replays does: ID:READING:PART, and after it the second route where it is one."""
    return ":".join(filter(None, (name, one.reading.split(":")[0], one.part, f"second route {one.route}" if one.route else "")))


def _prose(name: str) -> Iterator[str]:
    """Return what joins accepted lines to what is claimed, as it is recorded: no program has checked it."""
    row = ledger.read().get(name) or {}
    readings = [row, *filter(None, (row.get("repaired"), *row.get("more_repaired", ())))]
    for text in dict.fromkeys(filter(None, (one.get("prose") for one in readings))):
        first, *rest = re.split(r"\n(?=\n|\d+\. |    )", text)
        yield from textwrap.wrap(" ".join(first.split()), WIDTH, initial_indent="  prose     ", subsequent_indent=" " * 12)
        for item in rest:
            yield from textwrap.wrap(" ".join(item.split()), WIDTH, initial_indent=" " * 12, subsequent_indent=" " * 12)


def page(found: Sequence[tuple[str, list[Told]]]) -> Iterator[str]:
    """Print what was found, claim by claim, and how many were accepted."""
    for name, told in found:
        yield name if told else f"{name}: no certificate"
        for one in told:
            parts = [one.reading, one.part, f"second route {one.route}" if one.route else ""]
            yield f"  {one.outcome:8}  {', '.join(filter(None, parts))}: {one.why}"
        yield from _prose(name)
    counts = {word: sum(one.outcome == word for _, told in found for one in told) for word in ("accepted", "refused", "without")}
    yield f"{counts['accepted']} accepted, {counts['refused']} refused, {counts['without']} without a certificate"


def as_json(found: Sequence[tuple[str, list[Told]]], seconds: float) -> dict[str, Any]:
    rows = [(_id(name, one), one) for name, told in found for one in told]
    return {
        "accepted": sum(one.outcome == "accepted" for _, one in rows),
        "refused": [{"id": place, "why": one.why} for place, one in rows if one.outcome == "refused"],
        "without": [place for place, one in rows if one.outcome == "without"] + [name for name, told in found if not told],
        "seconds": round(seconds, 3),
    }


def in_coq(names: Sequence[str], place: Path | None) -> str:
    """Write the certificates of one statement as a Coq script; return how many relations it has. Raises Usage."""
    from theorysim.verify.coq_script import scripts, whole

    if len(names) != 1 or place is None:
        raise Usage("--coq writes one statement to one file: verify --coq ID -o FILE.v")
    (name,) = names
    path, own = _place(name)
    kept = certificates.file(name)
    if not kept.is_file():
        raise Usage(f"no certificate of {name} is kept: {HOW.format(name)}")
    found = [one for said in _read(kept) for one in scripts(Reader(), path, said["claims"], own)]
    write(place, whole(iter(found)))
    left = "".join(f"\n  not written: {title}: {why}" for title, _, why in found if why)
    lemmas = sum(len(written) for _, written, _ in found)
    return f"{place}: {lemmas} lemmas of {sum(not why for *_, why in found)} relations{left}"
