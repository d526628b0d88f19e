"""Keep the last recorded verdict of each statement, with a key of everything that it was computed from.

The record is only what is expected: it never feeds a verdict. A row whose key no longer matches is stale.
"""

import json
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from theorysim import catalogue
from theorysim.memory.sources import key
from theorysim.results import Verdict
from theorysim.sweep.written import whole

ROOT = {"prose": "", "slip": False, "charity": "", "echo": ""}  # what joins a proof, and what an erratum is
FILE = catalogue.PACKAGE / "statements" / "ledger.json"


def read() -> dict[str, Any]:
    """Return the recorded rows, by identifier; an empty record where there is no file."""
    return dict(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else {}


def write(rows: Mapping[str, Any]) -> None:
    """Write the record, sorted; the old file stays whole until the new one is."""
    text = json.dumps(rows, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    whole(FILE, lambda new: new.write_text(text, encoding="utf-8"))


def row(identifier: str, verdicts: Sequence[Verdict], done: bool) -> dict[str, Any]:
    """Return what is recorded of a statement."""
    printed, repaired = verdicts[0], [_repaired(v) for v in verdicts[1:]]
    return {
        "printed": {"outcome": printed.outcome, "grade": printed.grade, "scope": printed.scope},
        "repaired": repaired[0] if repaired else None,
        "more_repaired": repaired[1:],
        "cause": printed.cause,
        "witness": printed.witness if printed.outcome == "refuted" else None,
        "other_parts": _other_parts(identifier, printed) if printed.outcome == "refuted" else [],
        "slack": printed.slack,
        "worst_ratio": printed.worst_ratio if printed.worst_ratio is not None and isfinite(printed.worst_ratio) else None,
        "note": printed.why,
        "prose": printed.prose,
        "slip": printed.slip,
        "charity": printed.charity,
        "echo": catalogue.load("statements", identifier).echo,
        "done": done,
        "key": key(identifier),
    }


def _repaired(verdict: Verdict) -> dict[str, Any]:
    says = verdict.reading.removeprefix("repaired: ")
    found = {"outcome": verdict.outcome, "grade": verdict.grade, "scope": verdict.scope, "says": says, "slack": verdict.slack}
    return {**found, "why": verdict.why, "prose": verdict.prose}


def _other_parts(identifier: str, printed: Verdict) -> list[dict[str, Any]]:
    """Return the refuted parts besides the one that decided."""
    from theorysim.judge.verdict import told  # heavy

    claims = {c.part: c for c in catalogue.load("statements", identifier).claims if c.reading == printed.reading}
    wrong = [(part, e) for part, e in printed.parts if e.outcome == "refuted" and e.witness != printed.witness]
    return [{"part": p, "witness": e.witness, "cause": claims[p].cause, "why": told(claims[p], e)} for p, e in wrong]


def expected(identifier: str, rows: Mapping[str, Any]) -> str:
    """Return the outcome that is expected of the printed reading: the recorded one, else holds."""
    return str(rows[identifier]["printed"]["outcome"]) if identifier in rows else "holds"


def compared(identifier: str, verdicts: Sequence[Verdict], rows: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (expected, found) for each reading: what is recorded, else that it holds."""
    repaired = (rows.get(identifier) or {}).get("repaired") or {"outcome": "holds"}
    wanted = [expected(identifier, rows), *(str(repaired["outcome"]) for _ in verdicts[1:])]
    return [(e, str(v.outcome)) for e, v in zip(wanted, verdicts, strict=True)]


def exit_code(pairs: Sequence[tuple[str, str]]) -> int:
    """Return the exit status for pairs (expected, found): 1 for a contradiction, 3 for an undecided one, else 0."""
    if any(e != f and f != "undecided" for e, f in pairs):
        return 1
    return 3 if any(e != f for e, f in pairs) else 0


def listing(chapter: int | None = None) -> dict[str, Any]:
    """Return the shape of `ledger --json`: every statement of the inventory with its record."""
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
                "printed": found["printed"] if found else {"outcome": None, "grade": None, "scope": ""},
                "repaired": found["repaired"] if found else None,
                "cause": found["cause"] if found else None,
                "done": bool(found and found["done"]),
                "stale": found is not None and (identifier not in files or found["key"] != key(identifier)),
                "note": found["note"] if found else ("not yet recorded" if identifier in files else "no file yet"),
                "witness": found["witness"] if found else None,
                "more_repaired": found.get("more_repaired", []) if found else [],
                "other_parts": found.get("other_parts", []) if found else [],
                "slack": found["slack"] if found else None,
                "worst_ratio": found.get("worst_ratio") if found else None,
                **{name: found.get(name, none) if found else none for name, none in ROOT.items()},
            }
        )
    return {"statements": statements, "coverage": {c: list(v) for c, v in coverage.items()}}


def amiss(statements: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the statements of a listing whose record is missing, stale or contradicted.

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
