"""Print what was judged: the whole story of a statement on a screen, and as the JSON of the contract."""

import math
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from theorysim.model import Claim, Evidence, Outcome, Statement, Verdict
from theorysim.show.claims import said

WIDTH = 118  # of a line, but for those that replay: they are to be pasted
NAMED = 34  # characters of a part's name that a column of names holds


@dataclass(frozen=True)
class Told:
    """What there is to tell of a statement besides its verdicts."""

    statement: Statement
    kind: str
    printed: Mapping[str, Any] | None  # its row of the inventory
    done: bool
    agrees: bool  # with what is recorded or expected
    seconds: float
    kept: bool = False


def block(verdicts: list[Verdict], about: Told) -> Iterator[str]:
    """Return the lines of a statement's story, one block for each reading."""
    where = f"  ({about.printed['where']})" if about.printed else ""
    notes = ["done" if about.done else "not done"] + ["not as expected"] * (not about.agrees)
    yield f"{about.statement.id}{where}  {about.kind}, {', '.join(notes)}"
    for verdict in verdicts:
        yield ""
        claims = [c for c in about.statement.claims if c.reading == verdict.reading]
        if verdict.reading == "printed":
            yield from _wrapped("  printed: ", about.printed["says"] if about.printed else "", "    ")
        else:
            yield from _wrapped("  repaired: ", verdict.reading.removeprefix("repaired: "), "    ")
        yield from _reading(verdict, claims)
    yield f"  {about.seconds:.1f} s" + (" when it was judged: from the cache (--fresh judges anew)" if about.kept else "")


def _reading(verdict: Verdict, claims: list[Claim]) -> Iterator[str]:
    cause = f", cause: {verdict.cause}" if verdict.cause else ""
    yield f"    outcome      {_outcome(verdict)}{cause}"
    if len(verdict.parts) > 1:
        yield from _parts(verdict, claims)
    elif claims:
        given, claimed = said(claims[0].what)
        if given:
            yield from _labelled("given", "; ".join(given))
        yield from _labelled("claim", "; ".join(claimed))
    yield from _labelled("why", verdict.why)
    if verdict.witness:
        yield f"    replay       theorysim replay {verdict.witness}"
    yield f"    worst ratio  {_number(verdict.worst_ratio)}   slack {_number(verdict.slack)}"
    if verdict.tried:
        yield from _labelled("tried", ", ".join(f"{count} {name}" for name, count in verdict.tried.items()))
    if any(verdict.planted.values()):
        yield from _labelled("planted", _planted(verdict.planted))
    yield from _labelled("routes", _routes(verdict.routes))


def _parts(verdict: Verdict, claims: list[Claim]) -> Iterator[str]:
    """Return a line for each part, and the line that replays where it is refuted and another part decided."""
    outcomes = [_outcome(e) for _, e in verdict.parts]
    wide, wide_too = min(NAMED, max(len(name) for name, _ in verdict.parts)), max(map(len, outcomes))
    for (name, evidence), outcome in zip(verdict.parts, outcomes, strict=True):
        what = next((c.what for c in claims if c.part == name), None)
        given, claimed = said(what) if what is not None else ([], [])
        words = "; ".join(claimed) + (f", given {'; '.join(given)}" if given else "")
        line = f"      {name.ljust(wide)}  {outcome.ljust(wide_too)}  {words}"
        yield line if len(line) <= WIDTH else line[: WIDTH - 4].rstrip() + " ..."
        if evidence.outcome == "refuted" and evidence.witness and evidence.witness != verdict.witness:
            yield f"        replay     theorysim replay {evidence.witness}"


def _outcome(found: Verdict | Evidence) -> str:
    return found.outcome + (f", {found.grade}" if found.grade else "")


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"


def _planted(counts: Mapping[str, int]) -> str:
    """Tell what became of the planted errors."""
    wrong = counts["refuted"] + counts["missed"]
    words = [f"{wrong} that are wrong, {counts['missed'] or 'none'} missed"] if wrong else []
    words += [f"{counts['still_true']} still true"] * bool(counts["still_true"])
    words += [f"{counts['unknown']} of which nothing is known"] * bool(counts["unknown"])
    return "; ".join(words)


def _routes(routes: tuple[tuple[str, Outcome], ...]) -> str:
    """Tell which routes led to which outcome."""
    found: dict[str, dict[str, int]] = {}
    for by, outcome in routes:
        ways = found.setdefault(outcome, {})
        ways[by] = ways.get(by, 0) + 1
    return "; ".join(f"{o} by {', '.join(by + f' ({n} times)' * (n > 1) for by, n in ways.items())}" for o, ways in found.items())


def _labelled(label: str, text: str) -> Iterator[str]:
    return _wrapped(f"    {label:<13}", text, " " * 17)


def _wrapped(first: str, text: str, then: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False) or [first.rstrip()]


def _finite(value: float | None) -> float | None:
    """Return null for what JSON has no number for: the ratio of a run that never arrives."""
    return None if value is None or not math.isfinite(value) else value


def as_json(identifier: str, kind: str, verdicts: list[Verdict], agrees: bool, done: bool, seconds: float) -> dict[str, Any]:
    """Return the shape of `check --json` for one statement."""
    return {
        "id": identifier,
        "kind": kind,
        "agrees": agrees,
        "done": done,
        "readings": [
            {
                "reading": v.reading,
                "outcome": v.outcome,
                "grade": v.grade,
                "worst_ratio": _finite(v.worst_ratio),
                "slack": _finite(v.slack),
                "tried": dict(v.tried),
                "witness": v.witness,
                "why": v.why,
                "cause": v.cause,
                "parts": [{"part": p, "outcome": e.outcome, "grade": e.grade, "witness": e.witness} for p, e in v.parts if p],
                "routes": [{"by": by, "outcome": outcome} for by, outcome in v.routes],
                "planted": dict(v.planted),
            }
            for v in verdicts
        ],
        "seconds": round(seconds, 3),
    }
