"""Print what was judged, as a page to read and as the JSON of the contract."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from theorysim.model import Verdict


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"


def block(identifier: str, says: Mapping[str, Any] | None, verdicts: list[Verdict], seconds: float) -> Iterator[str]:
    """Give the lines of a statement's verdicts, one block for each reading."""
    where = f"  ({says['where']})" if says else ""
    yield f"{identifier}{where}"
    for verdict in verdicts:
        sentence = says["says"] if says and verdict.reading == "printed" else verdict.reading
        yield ""
        label = "printed" if verdict.reading == "printed" else "repaired"
        body = sentence.removeprefix("repaired: ")
        yield textwrap.fill(f"  {label}: {body}", 118, subsequent_indent="    ")
        grade = f", {verdict.grade}" if verdict.grade else ""
        yield f"    outcome      {verdict.outcome}{grade}{', cause: ' + verdict.cause if verdict.cause else ''}"
        yield f"    worst ratio  {_number(verdict.worst_ratio)}   slack {_number(verdict.slack)}"
        if verdict.tried:
            yield "    tried        " + ", ".join(f"{count} {name}" for name, count in verdict.tried.items())
        planted = {name: count for name, count in verdict.planted.items() if count}
        if planted:
            yield "    planted      " + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in planted.items())
        if len(verdict.routes) > 1:
            yield "    routes       " + ", ".join(f"{by}: {outcome}" for by, outcome in verdict.routes)
        yield textwrap.fill(f"    why          {verdict.why}", 118, subsequent_indent="                 ")
        if verdict.witness:
            yield f"    replay       theorysim replay {verdict.witness}"
    yield f"  {seconds:.1f} s"


def as_json(identifier: str, kind: str, verdicts: list[Verdict], agrees: bool, done: bool, seconds: float) -> dict[str, Any]:
    """Give the shape of `check --json` for one statement."""
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
                "worst_ratio": v.worst_ratio,
                "slack": v.slack,
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
