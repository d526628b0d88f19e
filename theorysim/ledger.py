"""Keep the last recorded verdict of each statement, with a key of everything that it was computed from.

The record is only what is expected: it never feeds a verdict. A row whose key no longer matches is stale.
"""

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.model import Verdict

FILE = catalogue.PACKAGE / "statements" / "ledger.json"
MACHINERY = ("judge", "readings", "simulate", "objectives")  # every verdict may depend on these


def read() -> dict[str, Any]:
    """Give the recorded rows, by identifier; an empty record where there is no file."""
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else {}


def write(rows: Mapping[str, Any]) -> None:
    """Write the record, sorted; the old file stays whole until the new one is."""
    new = FILE.with_suffix(".tmp")
    new.write_text(json.dumps(rows, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    new.replace(FILE)


@cache
def _imported(path: Path) -> tuple[Path, ...]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        ours = [name.split(".")[1:] for name in names if name.startswith("theorysim.")]
        found += [c for parts in ours if (c := catalogue.PACKAGE.joinpath(*parts).with_suffix(".py")).is_file()]
    return tuple(found)


def sources(path: Path) -> list[Path]:
    """Give every file of the package that a statement's verdict is computed from, itself included."""
    return closure([path, *(p for folder in MACHINERY for p in (catalogue.PACKAGE / folder).glob("*.py"))])


def closure(paths: Sequence[Path]) -> list[Path]:
    """Give files and every file of the package that these import, and so on."""
    found, waiting = set[Path](), list(paths)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _imported(one)
    return sorted(found)


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digest(paths: Sequence[Path]) -> str:
    """Give a digest of files and of what they import from the package; where they lie does not count."""
    return hashlib.sha256("\n".join(f"{p.name} {_digest(p)}" for p in closure(paths)).encode()).hexdigest()[:20]


def key(identifier: str) -> str:
    """Give the content key of a statement: its sources and its row of the inventory."""
    entry = catalogue.find(identifier, ("statements",))
    parts = [f"{p.relative_to(catalogue.PACKAGE)} {_digest(p)}" for p in sources(entry.path)]
    said = json.dumps(dict(catalogue.inventory().get(identifier, {})), sort_keys=True)
    return hashlib.sha256("\n".join([*parts, said]).encode()).hexdigest()[:20]


def row(identifier: str, verdicts: Sequence[Verdict], done: bool) -> dict[str, Any]:
    """Give what is recorded of a statement."""
    printed, repaired = verdicts[0], verdicts[1:]
    return {
        "printed": {"outcome": printed.outcome, "grade": printed.grade},
        "repaired": {"outcome": repaired[0].outcome, "grade": repaired[0].grade, "says": repaired[0].reading.removeprefix("repaired: ")}
        if repaired
        else None,
        "cause": printed.cause,
        "witness": printed.witness if printed.outcome == "refuted" else None,
        "slack": printed.slack,
        "note": printed.why,
        "done": done,
        "key": key(identifier),
    }


def expected(identifier: str, rows: Mapping[str, Any]) -> str:
    """Give the outcome that is expected of the printed reading: the recorded one, else holds."""
    return str(rows[identifier]["printed"]["outcome"]) if identifier in rows else "holds"


def compared(identifier: str, verdicts: Sequence[Verdict], rows: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give (expected, found) for each reading: what is recorded, else that it holds."""
    repaired = (rows.get(identifier) or {}).get("repaired") or {"outcome": "holds"}
    wanted = [expected(identifier, rows), *(str(repaired["outcome"]) for _ in verdicts[1:])]
    return [(e, str(v.outcome)) for e, v in zip(wanted, verdicts, strict=True)]


def exit_code(pairs: Sequence[tuple[str, str]]) -> int:
    """Give the exit status for pairs (expected, found): 1 for a contradiction, 3 for an undecided one, else 0."""
    if any(e != f and f != "undecided" for e, f in pairs):
        return 1
    return 3 if any(e != f for e, f in pairs) else 0


def listing(chapter: int | None = None) -> dict[str, Any]:
    """Give the shape of `ledger --json`: every statement of the inventory with its record."""
    rows, files = read(), set(catalogue.names("statements"))
    statements: list[dict[str, Any]] = []
    coverage: dict[str, tuple[int, int]] = {}
    for identifier, item in catalogue.inventory().items():
        if chapter is not None and item["chapter"] != chapter:
            continue
        found = rows.get(identifier)
        done, every = coverage.get(str(item["chapter"]), (0, 0))
        coverage[str(item["chapter"])] = (done + bool(found and found["done"]), every + 1)
        statements.append(
            {
                "id": identifier,
                "chapter": item["chapter"],
                "kind": item["kind"],
                "printed": found["printed"] if found else {"outcome": None, "grade": None},
                "repaired": found["repaired"] if found else None,
                "cause": found["cause"] if found else None,
                "done": bool(found and found["done"]),
                "stale": found is not None and (identifier not in files or found["key"] != key(identifier)),
                "note": found["note"] if found else ("not yet recorded" if identifier in files else "no file yet"),
                "witness": found["witness"] if found else None,
                "slack": found["slack"] if found else None,
            }
        )
    return {"statements": statements, "coverage": {c: list(v) for c, v in coverage.items()}}


def amiss(statements: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Give the statements of a listing whose record is missing, stale or contradicted.

    Missing counts only where there is a file; contradicted is a refuted reading that no repaired one mends.
    """
    files = set(catalogue.names("statements"))
    outcomes = {s["id"]: (s["printed"]["outcome"], (s["repaired"] or {}).get("outcome")) for s in statements}
    found = {
        "missing": [i for i, (printed, _) in outcomes.items() if printed is None and i in files],
        "stale": [s["id"] for s in statements if s["stale"]],
        "contradicted": [s["id"] for s in statements if not s["done"] and "refuted" in outcomes[s["id"]]],
    }
    return {word: ids for word, ids in found.items() if ids}


def errata(chapter: int | None = None) -> Iterator[str]:
    """Give the lines of the page of refuted readings, in Markdown."""
    yield "# Errata, found by machine"
    for s in listing(chapter)["statements"]:
        if s["printed"]["outcome"] == "refuted" and s["cause"] != "glyph":
            item = catalogue.inventory()[s["id"]]
            yield ""
            yield f"## {s['id']} ({item['where']})"
            yield ""
            yield f"Printed: {item['says']}"
            yield ""
            yield f"{s['note']} (cause: {s['cause']})"
            yield ""
            yield f"    theorysim replay {s['witness']}"
            if s["repaired"]:
                yield ""
                yield f"Repaired: {s['repaired']['says']} ({s['repaired']['outcome']}, {s['repaired']['grade']})."
