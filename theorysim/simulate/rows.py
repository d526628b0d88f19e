"""Hold many coordinates in rows of arrays: which rows the state lies in, and which a step may change where they lie.

A row whose neighbours are read has a cell more at each end; the others of the state are the state itself.
"""

import re
import sys
from textwrap import indent

from theorysim.domains import Domain
from theorysim.simulate.source import within

MOST = sys.float_info.max


def block(depth: int, *lines: str) -> str:
    """Indent lines by a number of levels."""
    return indent("\n".join(lines) or "pass", "    " * depth)


def in_place(lines: list[str], row: str, new: str) -> list[str]:
    """Write the next value of a row over the row itself, where nothing that comes after the first of it reads the old one.

    A stage reads of a row only the number that it changes; a gradient reads neighbours, and so does what asks for the whole row.
    """
    begun = next(n for n, line in enumerate(lines) if re.search(rf"\b{new}\b", line))
    whole = rf"\b{row}(?!\[j\])\b|\b{row}_\["
    later = [*re.findall(whole, lines[begun]), *(line for line in lines[begun + 1 :] if re.search(rf"\b{row}_?\b", line))]
    return lines if later else [re.sub(rf"\b{new}(_?)\b", rf"{row}\1", line) for line in lines]


Texts = dict[str, list[str]]


def in_rows(
    rows: list[str], fresh: list[str], arrays: list[str], texts: Texts, domain: Domain, empty: str = "np.empty({})"
) -> dict[str, str]:
    """Write how a driver holds many coordinates; `arrays` are the rows that the texts name, `empty` lays out a new one."""
    move = texts["move"]
    for row, new in zip(rows, fresh, strict=True):
        move = in_place(move, row, new)
    text = "\n".join((*texts["look"], *move, *texts["value"]))
    names = [*rows, *(name for name in arrays if name not in rows and re.search(rf"\b{name}\b", text))]
    beside = {name for name in names if re.search(rf"\b{name}_\[", text)}
    load, fill, store = [], [], []
    for name in names:
        own = rows.index(name) if name in rows else -1
        if name in beside:
            load += [f"{name}_ = {empty.format('d + 2')}", f"{name} = {name}_[1 : d + 1]", f"{name}_[0] = 0.0", f"{name}_[d + 1] = 0.0"]
            store += [f"state[{own} * d + j] = {name}[j]"] if own >= 0 else []
        else:
            load += [f"{name} = state[{own} * d : {own + 1} * d]" if own >= 0 else f"{name} = {empty.format('d')}"]
        if name in beside or own < 0:
            fill += [f"    {name}[j] = {f'state[{own} * d + j]' if own >= 0 else '0.0'}"]
    tests = ["number = number & (x[j] == x[j])", "inside = inside & (abs(x[j]) <= 1e150)", f"finite = finite & (abs(x[j]) <= {MOST!r})"]
    if legal := within(domain, "x[j]"):
        tests += [f"legal = legal & {legal}"]
    kept = [f"{row}[j] = {new}[j]" for row, new in zip(rows, fresh, strict=True) if new in names]
    return {
        "load": block(1, *load, *(["for j in range(d):", *fill] if fill else [])),
        "look": block(2, *texts["look"]),
        "move": block(2, *move),
        "assign": block(2, *(["for j in range(d):", *("    " + line for line in kept)] if kept else [])),
        "value": block(1, *texts["value"]),
        "keep": block(1, *(["for j in range(d):", *("    " + line for line in store)] if store else [])),
        "store": block(
            1, "number, inside, finite, legal = True, True, True, True", "for j in range(d):", *("    " + t for t in (*tests, *store))
        ),
        "outcome": "outcome_of(inside, finite, number, c, eps, legal, fin)",
    }
