"""The page of errata for the author: what is refuted as printed, by root cause, each with the witness that is to persuade.

What an item is, is computed: a slip, where no witness survives the hypotheses that any reader adds; else by what it is an item of. A
statement file says one thing only: whose slip it repeats. An echo stands under its root.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from theorysim.show.record import WIDTH, Inventory, Row, causes, graded_row, labelled, repaired, witnesses

ABOUT = (
    "These {} statements of *Optimization Theory and Machine Learning Practice: Mind the Gap* are refuted exactly as they are "
    "printed: each stands here with its witness, which was confirmed beyond floating point, with the cause and with a nearby reading that "
    "the machine judged too. They have {} roots; an item that repeats the error of another one stands under it. Where theorysim is "
    "installed, a line that begins with `theorysim replay` shows the witness again, with both sides and every hypothesis."
)
RESULTS = ("theorem", "lemma", "proposition", "corollary", "remark")  # how the name of a numbered result begins
HEADS = {
    "theorem": "What changes a theorem",
    "display": "What changes a constant or a display",
    "line": "What mends a line of a proof",
    "slip": "Slips",
}
SLIPS = (
    "Refuted to the letter, and by nothing that a reader would take for an example: under the hypotheses that any reader adds, which are "
    "named, no witness was found."
)


def is_result(identifier: str) -> bool:
    """Tell whether a statement is a numbered result, and no display or line of a proof."""
    return identifier.startswith(RESULTS)


def group(row: Row) -> str:
    """Return what an item changes."""
    if row.get("slip"):
        return "slip"
    identifier = str(row["id"])
    return "theorem" if is_result(identifier) else "line" if identifier.startswith("proof-") else "display"


def rooted(wrong: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the roots, by name, each with its echoes: an item whose root is not refuted itself is a root."""
    names = {str(r["id"]) for r in wrong}
    found: dict[str, list[Row]] = {str(r["id"]): [] for r in wrong if r.get("echo", "") not in names}
    for row in wrong:
        if row["id"] not in found:
            found[_root(row, wrong)].append(row)
    return found


def _root(row: Row, wrong: Sequence[Row]) -> str:
    by_name, seen = {str(r["id"]): r for r in wrong}, {str(row["id"])}
    name = str(row["echo"])
    while (further := str(by_name[name].get("echo", ""))) in by_name and further not in seen:
        seen.add(name)
        name = further
    return name


def errata(rows: Sequence[Row], inventory: Inventory) -> Iterator[str]:
    """Return the page, in Markdown. A slip of a glyph is none."""
    wrong = [r for r in rows if r["printed"]["outcome"] == "refuted" and r["cause"] != "glyph"]
    roots, by_name = rooted(wrong), {str(r["id"]): r for r in wrong}
    survive = all(r["done"] for r in rows if is_result(str(r["id"])) and r["printed"]["outcome"])
    yield "# Errata, found by machine"
    yield ""
    yield from textwrap.wrap(ABOUT.format(len(wrong), len(roots)), WIDTH)
    for key, head in HEADS.items():
        of_group = [name for name in roots if group(by_name[name]) == key]
        if of_group:
            yield from ("", f"## {head}{' whose theorem survives, as printed or as repaired' if key == 'line' and survive else ''}")
        if of_group and key == "slip":
            yield from ("", *textwrap.wrap(SLIPS, WIDTH))
        for name in of_group:
            yield from _erratum(by_name[name], inventory[name], "###")
            for echo in roots[name]:
                yield from _erratum(echo, inventory[str(echo["id"])], f"#### an echo of {name}:")


def _erratum(row: Row, item: Mapping[str, Any], head: str) -> Iterator[str]:
    """Return one erratum, as an indented block: formulas stay as they are."""
    yield from ("", f"{head} {row['id']}", "")
    yield from labelled("where", item["where"])
    yield from labelled("printed", item["says"])
    for cause, why in causes(row):
        yield from labelled("cause", cause + why)
    if row.get("charity"):
        said = f"no witness was found where {row['charity']}" if row.get("slip") else f"the witness survives {row['charity']}"
        yield from labelled("slip" if row.get("slip") else "reader", said)
    for one in repaired(row):
        yield from labelled("repaired", ": ".join(filter(None, (graded_row(one), one["says"], one.get("why")))))
    yield ""
    yield from (f"    {line}" for line in witnesses(row))
