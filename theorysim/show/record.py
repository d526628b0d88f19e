"""Print the recorded verdicts of the statements: a page to read, and the page of errata for the author."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from theorysim.show.table import table

Row = Mapping[str, Any]  # of a listing of the ledger
Inventory = Mapping[str, Mapping[str, Any]]
WIDTH = 118  # of a line, but for those that replay: they are to be pasted
ABOUT = (
    "These {} statements of *Optimization Theory and Machine Learning Practice: Mind the Gap* are refuted exactly as they are "
    "printed: each stands here with its witness, which was confirmed beyond floating point, with the cause and with a nearby reading that "
    "the machine judged too. Where theorysim is installed, a line that begins with `theorysim replay` shows the witness again, with both "
    "sides and every hypothesis."
)
HEADER = ("statement", "printed", "grade", "slack", "note", "where it stands")
SECTION = re.compile(r"section (\d+(?:\.\d+)*)")


def grade(found: Row) -> str:
    """Print an outcome with its grade and slack."""
    slack = found.get("slack")
    return ", ".join(filter(None, (found["outcome"], found["grade"], f"slack {slack:.4g}" if slack is not None else "")))


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
        (r["id"], _word(r["printed"]["outcome"]), r["printed"]["grade"], r["slack"], _note(r), inventory[r["id"]]["where"]) for r in told
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


def _word(outcome: str | None) -> str | None:
    return "REFUTED" if outcome == "refuted" else outcome


def _note(row: Row) -> str:
    return str(row["note"]) if row["printed"]["outcome"] is None else "stale" * row["stale"]


def _under(row: Row) -> Iterator[str]:
    if row["printed"]["outcome"] == "refuted":
        for line in _witnesses(row):
            yield f"    replay    {line}"
        for cause, why in causes(row):
            yield from _wrapped("cause", cause + why)
        for one in repaired(row):
            yield from _wrapped("repaired", f"{grade(one)}: {one['says']}")
    elif row["printed"]["outcome"] == "undecided":
        yield from _wrapped("why", row["note"])
    elif row["cause"] == "glyph":
        yield from _wrapped("glyph", row["note"])


def _witnesses(row: Row) -> list[str]:
    """Return the lines that replay: the witness of the reading, then those of its other refuted parts."""
    found = [row["witness"], *(p["witness"] for p in row.get("other_parts", ()))]
    return [f"theorysim replay {w}" for w in dict.fromkeys(found) if w]


def causes(row: Row) -> list[tuple[str, str]]:
    """Return each cause that is said, as it is printed before its reason, with that, once."""
    every = [(row["cause"], row["note"]), *((p["cause"], p["why"]) for p in row.get("other_parts", ()))]
    return list(dict.fromkeys((f"{cause}: " if cause else "", why) for cause, why in every if why))


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"    {label:<10}", subsequent_indent=" " * 14, break_on_hyphens=False)


# --- errata ---------------------------------------------------------------------------------------------------------


def sections(inventory: Inventory) -> dict[str, str]:
    """Return the section of each statement; where none is said it is that of the statement before."""
    found, last = {}, ""
    for identifier, item in inventory.items():
        seen = SECTION.search(item["where"])
        last = seen[1] if seen else last
        found[identifier] = last
    return found


def errata(rows: Sequence[Row], inventory: Inventory) -> Iterator[str]:
    """Return the page, in Markdown: each refuted reading with its witness, its cause and what mends it. A slip of a glyph is none."""
    wrong = [r for r in rows if r["printed"]["outcome"] == "refuted" and r["cause"] != "glyph"]
    where = sections(inventory)
    yield "# Errata, found by machine"
    yield ""
    yield from textwrap.wrap(ABOUT.format(len(wrong)), WIDTH)
    for section in sorted({where[r["id"]] for r in wrong}, key=lambda s: [int(n) for n in s.split(".") if n]):
        yield ""
        yield f"## Section {section}"
        for row in wrong:
            if where[row["id"]] == section:
                yield from _erratum(row, inventory[row["id"]])


def _erratum(row: Row, item: Mapping[str, Any]) -> Iterator[str]:
    """Return one erratum, as an indented block: formulas stay as they are."""
    yield from ("", f"### {row['id']}", "")
    yield from _wrapped("where", item["where"])
    yield from _wrapped("printed", item["says"])
    for cause, why in causes(row):
        yield from _wrapped("cause", cause + why)
    for one in repaired(row):
        yield from _wrapped("repaired", ": ".join(filter(None, (grade(one), one["says"], one.get("why")))))
    yield ""
    yield from (f"    {line}" for line in _witnesses(row))
