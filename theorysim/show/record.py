"""Print the recorded verdicts of the statements: a line for each."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from theorysim.results import graded, worded
from theorysim.show.table import table

Row = Mapping[str, Any]  # of a listing of the ledger
Inventory = Mapping[str, Mapping[str, Any]]
WIDTH = 118  # of a line, but for those that replay: they are to be pasted
HEADER = ("statement", "printed", "grade", "slack", "note", "where it stands")
SECTION = re.compile(r"section (\d+(?:\.\d+)*)")


def graded_row(found: Row) -> str:
    """Print an outcome with its grade and slack."""
    slack = found.get("slack")
    return ", ".join(
        filter(None, (worded(found["outcome"], found["grade"], found.get("scope", "")), f"slack {slack:.4g}" if slack is not None else ""))
    )


def repaired(row: Row) -> list[Row]:
    """Return the repaired readings of a row."""
    return [r for r in (row["repaired"], *row.get("more_repaired", ())) if r]


def page(rows: Sequence[Row], coverage: Mapping[str, Sequence[int]], inventory: Inventory, every: bool = False) -> Iterator[str]:
    """Return a line for each statement; under a refuted one its witness, its cause and what mends it.

    A chapter in which no statement has a verdict is one line, unless `every` statement is asked for.
    """
    begun = {inventory[r["id"]]["chapter"] for r in rows if r["printed"]["outcome"] is not None}
    told = [r for r in rows if every or inventory[r["id"]]["chapter"] in begun]
    cells = [
        (r["id"], _word(r["printed"]["outcome"]), _graded(r["printed"]), r["slack"], _note(r), inventory[r["id"]]["where"]) for r in told
    ]
    header, *lines = table([HEADER, *cells])
    if told:
        yield header
    for row, line in zip(told, lines, strict=True):
        yield line if len(line) <= WIDTH else f"{line[: WIDTH - 4]} ..."
        yield from _under(row)
    counts = {word: sum(r["printed"]["outcome"] == word for r in rows) for word in ("holds", "refuted", "undecided")}
    for chapter, (done, total) in coverage.items():
        yield f"chapter {chapter}: {done} of {total} done"
    yield f"{counts['holds']} hold, {counts['refuted']} refuted as printed, {counts['undecided']} undecided"


def _graded(printed: Row) -> str | None:
    return graded(printed["grade"], printed.get("scope", "")) or None


def _word(outcome: str | None) -> str | None:
    return "REFUTED" if outcome == "refuted" else outcome


def _note(row: Row) -> str:
    return str(row["note"]) if row["printed"]["outcome"] is None else "stale" * row["stale"]


def _under(row: Row) -> Iterator[str]:
    if row["printed"]["outcome"] == "refuted":
        for line in witnesses(row):
            yield f"    replay    {line}"
        for cause, why in causes(row):
            yield from labelled("cause", cause + why)
        for one in repaired(row):
            yield from labelled("repaired", f"{graded_row(one)}: {one['says']}")
    elif row["printed"]["outcome"] == "undecided":
        yield from labelled("why", row["note"])
    elif row["cause"] == "glyph":
        yield from labelled("glyph", row["note"])


def witnesses(row: Row) -> list[str]:
    """Return the lines that replay: the witness of the reading, then those of its other refuted parts."""
    found = [row["witness"], *(p["witness"] for p in row.get("other_parts", ()))]
    return [f"theorysim replay {w}" for w in dict.fromkeys(found) if w]


def causes(row: Row) -> list[tuple[str, str]]:
    """Return each cause that is said, as it is printed before its reason, with that, once."""
    every = [(row["cause"], row["note"]), *((p["cause"], p["why"]) for p in row.get("other_parts", ()))]
    return list(dict.fromkeys((f"{cause}: " if cause else "", why) for cause, why in every if why))


def labelled(label: str, text: str) -> list[str]:
    """Return a text after a label, wrapped."""
    return textwrap.wrap(text, WIDTH, initial_indent=f"    {label:<10}", subsequent_indent=" " * 14, break_on_hyphens=False)


# --- sections -------------------------------------------------------------------------------------------------------


def sections(inventory: Inventory) -> dict[str, str]:
    """Return the section of each statement; where none is said it is that of the statement before."""
    found, last = {}, ""
    for identifier, item in inventory.items():
        seen = SECTION.search(item["where"])
        last = seen[1] if seen else last
        found[identifier] = last
    return found
