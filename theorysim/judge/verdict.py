"""Judge a statement: each claim by its judge, each reading from its parts, the second routes beside the first."""

from collections.abc import Mapping
from typing import Any

from theorysim.judge.bound import judge_bound, planted_in_bound
from theorysim.judge.coverage import judge_cover, judge_exists
from theorysim.judge.executed import judge_executed
from theorysim.judge.expected import judge_expected, planted_in_expected
from theorysim.judge.family import judge_family
from theorysim.judge.hits import judge_hits
from theorysim.judge.missing import judge_missing, out_of_reach
from theorysim.judge.order import judge_order, settled
from theorysim.judge.planted import planted
from theorysim.judge.relation import judge_relation, worst_of
from theorysim.model import (
    Bound,
    Claim,
    Cover,
    Evidence,
    Executed,
    Exists,
    Expected,
    Family,
    Missing,
    Objective,
    Oracle,
    Order,
    Outcome,
    Relation,
    Statement,
    Verdict,
    What,
)
from theorysim.prove.search import search
from theorysim.readings.read import Unreadable
from theorysim.trials.noiseless import random

Objectives = Mapping[str, Objective]
Oracles = Mapping[str, Oracle]
NONE: Oracles = {}


def judge_what(what: What, effort: str, label: str, objectives: Objectives, oracles: Oracles = NONE) -> Evidence:
    """Send a claim to the judge of its kind."""
    if isinstance(what, Relation):
        return judge_relation(what, effort, label)
    if isinstance(what, Expected):
        return judge_expected(what, effort, label)
    if isinstance(what, Exists):
        return judge_exists(what, effort, label)
    if isinstance(what, Cover):
        return judge_cover(what, effort, label)
    if isinstance(what, Bound) and random(what):
        return judge_hits(what, effort, label, objectives, oracles)
    if isinstance(what, Bound):
        return judge_bound(what, effort, label, objectives)
    if isinstance(what, Family):
        return judge_family(what, effort, label)
    if isinstance(what, Order):
        return judge_order(what, effort, label)
    if isinstance(what, Missing):
        return judge_missing(what)
    if isinstance(what, Executed):
        return judge_executed(what, effort, label)
    raise Unreadable(f"a claim of the kind {type(what).__name__}")


def _planted(what: What, objectives: Objectives) -> dict[str, int]:
    links: list[Any] = []
    if isinstance(what, Bound):
        return planted_in_bound(what, objectives)
    if isinstance(what, Expected):
        return planted_in_expected(what)
    if isinstance(what, Relation | Exists):
        links = [(check, what.given) for check in what.checks]
    if isinstance(what, Cover):
        links = [(sided, (*what.given, *p.where, *besides)) for p in what.pieces for besides, sided in p.proved]
    if isinstance(what, Order) and what.sense != "not O" and (shown := settled(what)) is not None:
        links = [(shown[0], what.given)]
    total: dict[str, int] = {}
    if isinstance(what, Executed | Family | Missing):
        return total
    for check, given in links:
        found = search(check, given, what.search, "quick")
        for name, count in planted(check, given, what.search, found.worst_ratio, found.worst).items():
            total[name] = total.get(name, 0) + count
    return total


def _judged(what: What, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
    try:
        return judge_what(what, effort, label, objectives, oracles)
    except Unreadable as reason:
        return Evidence("no judge", "undecided", why=f"no judge reads it yet: {reason}")


def judge_claim(claim: Claim, effort: str, label: str, objectives: Objectives, oracles: Oracles = NONE) -> tuple[Evidence, list[Evidence]]:
    """Judge one claim by its first route and its second ones; where two disagree, it is undecided."""
    first, *others = (_judged(w, effort, label, objectives, oracles) for w in (claim.what, *claim.second))
    if any(o.outcome != first.outcome for o in others if o.outcome != "undecided"):
        first = Evidence(first.by, "undecided", None, None, None, None, "two routes disagree", first.tried)
    return first, others


def judge(statement: Statement, effort: str, objectives: Objectives, with_planted: bool = True, oracles: Oracles = NONE) -> list[Verdict]:
    """Judge every reading of a statement, the printed one first.

    `objectives` are the instances, by name, from which those that declare the class of a bound are taken, and `oracles` the
    noises, from which those that lie in its class are taken.
    """
    verdicts = []
    for reading in dict.fromkeys(c.reading for c in statement.claims):
        claims = [c for c in statement.claims if c.reading == reading]
        parts: list[tuple[str, Evidence]] = []
        routes: list[list[tuple[str, Outcome]]] = []
        counts = {"refuted": 0, "missed": 0, "still_true": 0, "unknown": 0}
        for claim in claims:
            key = reading.split(":")[0] + (f":{claim.part}" if claim.part else "")
            evidence, others = judge_claim(claim, effort, f"{statement.id}:{key}", objectives, oracles)
            parts.append((claim.part, evidence))
            routes.append([route for e in (evidence, *others) for route in ((e.by, e.outcome), *e.beside)])
            if with_planted and evidence.outcome == "holds":
                for name, count in _planted(claim.what, objectives).items():
                    counts[name] += count
        joined = worst_of([e for _, e in parts])
        chosen = next(i for i, (_, e) in enumerate(parts) if e.outcome == joined.outcome and e.why == joined.why)
        deciding = claims[chosen]
        machine = joined.why if isinstance(deciding.what, Order) or not deciding.why else ""  # the ray that it found, say
        why = " ".join(filter(None, (deciding.why, machine)))
        cause = deciding.cause if joined.outcome == "refuted" or deciding.cause == "glyph" else None
        verdicts.append(
            Verdict(
                reading,
                joined.outcome,
                joined.grade,
                joined.worst_ratio,
                joined.slack,
                joined.witness,
                why,
                cause,
                joined.tried,
                tuple(parts),
                tuple(routes[chosen]),
                counts,
            )
        )
    return verdicts


MEASURED = ("figure", "table", "empirical")  # kinds of the inventory that report a measurement


def done(verdicts: list[Verdict], kind: str) -> bool:
    """Tell whether a statement of a kind is done: its printed reading holds, or is refuted and every repaired one holds.

    A measurement is done, too, when it is undecided because it is out of reach here.
    """
    printed, repaired = verdicts[0], verdicts[1:]
    if printed.outcome == "refuted":
        return bool(repaired) and all(v.outcome == "holds" for v in repaired)
    return printed.outcome == "holds" or (kind in MEASURED and out_of_reach(printed))
