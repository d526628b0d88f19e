"""Write a report: one page of the ledger, with what the inventory says, or of the store of a study, or of both."""

import platform
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.commands import report_of_store, study
from theorysim.memory import ledger
from theorysim.settings import Usage, can_be_written
from theorysim.show import report as shown
from theorysim.show.record import repaired, sections
from theorysim.sweep.written import whole


def report(store: Path | None, with_ledger: bool, out: Path | None, run_code: bool = False) -> dict[str, Any]:
    """Write the page; return what it holds in few words. Raises Usage."""
    if store is None and not with_ledger:
        raise Usage("report what? name the file of a store, or --ledger, or both")
    if run_code and store is None:
        raise Usage("--run-code goes with a store")
    if out is None:
        raise Usage("where to? give -o FILE.html")
    if out.suffix.lower() not in (".html", ".htm"):
        raise Usage(f"-o {out}: the report is a page, its name ends in .html")
    can_be_written(out)
    told = report_of_store.of_store(store, run_code) if store is not None else None
    recorded = of_ledger() if with_ledger else None
    title = f"{told['name']}: a study" if told else "The ledger: statements judged by machine"
    text = shown.page(title=title, written=_written(), ledger=recorded, study=told)
    try:
        whole(out.absolute(), lambda new: new.write_text(text, encoding="utf-8"))
    except OSError as reason:
        raise Usage(f"cannot write {out}: {reason.strerror}") from reason
    said: dict[str, Any] = {"file": str(out), "bytes": out.stat().st_size}
    if told:
        said |= {"study": told["name"], "rows": told["rows"], "state": told["state"]}
    if recorded:
        said |= {"statements": recorded["every"], "outcomes": recorded["outcomes"]}
    return said


def lines_of(said: Mapping[str, Any]) -> Iterator[str]:
    """Print what was written, for a reader."""
    if "study" in said:
        yield f"{said['study']}: {said['rows']} rows, {said['state']}"
    if "statements" in said:
        yield f"{said['statements']} statements: " + ", ".join(f"{n} {shown.MANY[w]}" for w, n in said["outcomes"].items() if n)
    yield f"{said['file']} ({said['bytes'] / 1000:,.0f} kB)"


def _written() -> dict[str, str]:
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return {"when": when, "by": f"theorysim {study.environment()['theorysim']}, Python {platform.python_version()}"}


# --- the ledger ---------------------------------------------------------------------------------------------------------


def of_ledger() -> dict[str, Any]:
    """Return every statement of the inventory with its record, those not judged too, by chapter."""
    inventory = catalogue.inventory()
    found = ledger.listing()
    where = sections(inventory)
    rows = [_statement(row, inventory[row["id"]], where[row["id"]]) for row in found["statements"]]
    chapters = sorted({r["chapter"] for r in rows})
    counts = {c: _counted(r["outcome"] for r in rows if r["chapter"] == c) for c in chapters}
    choices = {name: sorted({str(r[name]) for r in rows if r[name]}) for name in ("kind", "grade", "cause")}
    return {
        "rows": rows,
        "every": len(rows),
        "chapters": chapters,
        "counts": counts,
        "sizes": {c: sum(counts[c].values()) for c in chapters},
        "widest": max(sum(n.values()) for n in counts.values()),
        "outcomes": _counted(r["outcome"] for r in rows),
        "done": {int(c): done for c, (done, _) in found["coverage"].items()},
        "choices": {"outcome": list(shown.WORDS), **choices},
        "most_slack": max((r["slack"] for r in rows if r["slack"]), default=1.0),
    }


def _counted(outcomes: Iterator[str]) -> dict[str, int]:
    every = Counter(outcomes)
    return {word: every[word] for word in shown.WORDS}


def _statement(row: Mapping[str, Any], item: Mapping[str, Any], section: str) -> dict[str, Any]:
    witnesses = [row["witness"], *(p["witness"] for p in row["other_parts"])]
    return {
        **row,
        "section": section,
        "says": item["says"],
        "where": item["where"],
        "outcome": row["printed"]["outcome"] or "none",
        "grade": row["printed"]["grade"],
        "scope": row["printed"].get("scope", ""),
        "lines": [f"theorysim replay {w}" for w in dict.fromkeys(witnesses) if w],
        "repaired": repaired(row),
        "other_parts": [p for p in row["other_parts"] if p["why"] != row["note"]],
    }
