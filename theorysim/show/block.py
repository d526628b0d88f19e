"""Print what was judged: the whole story of a statement on a screen, or the same as JSON."""

import math
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from theorysim.claims.statement import Claim, Statement
from theorysim.results import JOINED, Evidence, Verdict, worded
from theorysim.show import run
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
    if verdict.charity:
        how = "no witness was found where" if verdict.slip else "the witness survives"
        yield from _labelled("slip" if verdict.slip else "reader", f"{how} {verdict.charity}, which any reader adds")
    yield from _prose(verdict)
    if verdict.witness:
        yield f"    replay       theorysim replay {verdict.witness}"
    yield f"    worst ratio  {_number(verdict.worst_ratio)}   slack {_number(verdict.slack)}"
    if verdict.tried:
        yield from _labelled("tried", _tried(verdict.tried))
    if verdict.outcome == "holds":
        yield from _labelled("self-test", _self_test(verdict.planted))
    yield from _labelled("confirmed", _ways(verdict))


def _prose(verdict: Verdict) -> Iterator[str]:
    """Return what joins the lines that were proved to the claim, as its author wrote it."""
    if verdict.grade == JOINED:
        first, *rest = re.split(r"\n(?=\n|\d+\. |    )", verdict.prose or "none stands with the proof")
        yield from _labelled("prose", " ".join(first.split()))
        for item in rest:
            yield from _wrapped(" " * 17, " ".join(item.split()), " " * 17)


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
    return worded(found.outcome, found.grade, found.scope)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4g}"


def _tried(counts: Mapping[str, int]) -> str:
    """Print what was tried: how many points there were, and how many of them satisfy the hypotheses."""
    words = {"met": "satisfy the hypotheses", "in closed form": "runs counted in closed form"}
    return ", ".join(f"{count:,} {words.get(name, name)}" for name, count in counts.items())


def _self_test(counts: Mapping[str, int]) -> str:
    """Tell whether the judge refuted what is known to be false: changed formulas and constants, hypotheses left out."""
    wrong, missed = counts["refuted"] + counts["missed"], counts["missed"]
    if not any(counts.values()):
        return "none: of such a claim no false variant is made"
    found = f"{missed} NOT refuted" if missed else "all refuted" if wrong > 1 else "refuted"
    words = [f"{wrong} false variant{'s' * (wrong > 1)}, {found}"] if wrong else []
    words += [f"{counts['still_true']} still true"] * bool(counts["still_true"])
    words += [f"{counts['unknown']} not known to be false"] * bool(counts["unknown"])
    return "; ".join(words)


WAYS = {"never_exceeds": "runs", "hits": "random runs", "worst_case": "runs of a family", "symbols": "SymPy's numbers"}


def _ways(verdict: Verdict) -> str:
    """Tell in which ways the outcome was found, and which ways led elsewhere."""
    found: dict[str, dict[str, int]] = {}
    for by, outcome in verdict.routes:
        ways = found.setdefault(outcome, {})
        ways[WAYS.get(by, by)] = ways.get(WAYS.get(by, by), 0) + 1
    words = []
    for led_to, ways in found.items():
        names = ", ".join(by + f" ({n} times)" * (n > 1) for by, n in ways.items())
        count = sum(ways.values())
        how = f"in {count} ways: {names}" if count > 1 else f"in one way: {names}"
        words.append(how if led_to == verdict.outcome else f"{led_to} {how}")
    return "; ".join(words)


def _labelled(label: str, text: str) -> Iterator[str]:
    return _wrapped(f"    {label:<13}", text, " " * 17)


def _wrapped(first: str, text: str, then: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False) or [first.rstrip()]


def _finite(value: float | None) -> float | None:
    """Return null for what JSON has no number for: the ratio of a run that never arrives."""
    return None if value is None or not math.isfinite(value) else value


def _part(name: str, found: Evidence) -> dict[str, Any]:
    own = {"outcome": found.outcome, "grade": found.grade, "scope": found.scope, "witness": found.witness}
    return {"part": name, **own, "run": run.as_json(found.run)}


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
                "scope": v.scope,
                "worst_ratio": _finite(v.worst_ratio),
                "slack": _finite(v.slack),
                "tried": dict(v.tried),
                "witness": v.witness,
                "run": run.as_json(v.run),
                "why": v.why,
                "cause": v.cause,
                "parts": [_part(p, e) for p, e in v.parts if p],
                "routes": [{"by": by, "outcome": outcome} for by, outcome in v.routes],
                "planted": dict(v.planted),
                "prose": v.prose,
                "slip": v.slip,
                "charity": v.charity,
            }
            for v in verdicts
        ],
        "seconds": round(seconds, 3),
    }
