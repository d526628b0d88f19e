"""Judge a statement: each claim by the judge of its kind, each reading from its parts, the second routes beside the first."""

from dataclasses import replace

from theorysim.claims.statement import Claim, Statement
from theorysim.claims.what import Objectives, Oracles, What
from theorysim.judge.grades import of_reading, prose
from theorysim.judge.missing import out_of_reach
from theorysim.judge.routes import confirmed, joined
from theorysim.letters import spoken
from theorysim.readings.read import Unreadable
from theorysim.results import JOINED, Evidence, Outcome, Verdict

NONE: Oracles = {}


def _judged(what: What, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> Evidence:
    try:
        return what.judge(effort, label, objectives, oracles)
    except Unreadable as reason:
        return Evidence("no judge", "undecided", why=f"no judge reads it yet: {reason}")


def judge_claim(claim: Claim, effort: str, label: str, objectives: Objectives, oracles: Oracles = NONE) -> tuple[Evidence, list[Evidence]]:
    """Judge one claim by its first route and its second ones: return what they say together, and what each further one says."""
    first, *others = (_judged(w, effort, label, objectives, oracles) for w in (claim.what, *claim.second))
    return joined(claim, first, others)


def charitably(claim: Claim, effort: str, label: str, objectives: Objectives, oracles: Oracles) -> tuple[Evidence, list[Evidence]]:
    """Judge a claim, first under the hypotheses that any reader adds: what is refuted to the letter alone is a slip."""
    if claim.charity:
        kinder = replace(claim, what=replace(claim.what, given=(*claim.what.given, *claim.charity)), charity=())  # type: ignore[type-var, attr-defined]
        found = judge_claim(kinder, effort, label, objectives, oracles)
        if confirmed(found[0]):
            return found
    first, others = judge_claim(claim, effort, label, objectives, oracles)
    return replace(first, slip=bool(claim.charity) and first.outcome == "refuted"), others


def judge(
    statement: Statement, effort: str, objectives: Objectives, with_planted: bool = True, oracles: Oracles = NONE, kind: str = ""
) -> list[Verdict]:
    """Judge every reading of a statement, the printed one first.

    `objectives` are the instances, by name, from which those that declare the class of a bound are taken, and `oracles` the
    noises, from which those that lie in its class are taken; `kind` is that of the inventory.
    """
    verdicts = []
    for reading in dict.fromkeys(c.reading for c in statement.claims):
        claims = [c for c in statement.claims if c.reading == reading]
        parts: list[tuple[str, Evidence]] = []
        routes: list[list[tuple[str, Outcome]]] = []
        counts = {"refuted": 0, "missed": 0, "still_true": 0, "unknown": 0}
        for claim in claims:
            key = reading.split(":")[0] + (f":{claim.part}" if claim.part else "")
            evidence, others = charitably(claim, effort, f"{statement.id}:{key}", objectives, oracles)
            parts.append((claim.part, evidence))
            routes.append([route for e in (evidence, *others) for route in ((e.by, e.outcome), *e.beside)])
            if with_planted and evidence.outcome == "holds":
                for name, count in claim.what.planted(objectives).items():
                    counts[name] += count
        worst = of_reading(claims, [e for _, e in parts], kind)
        chosen = next(i for i, (_, e) in enumerate(parts) if e.outcome == worst.outcome and e.why == worst.why)
        joining = claims if worst.outcome == "holds" else [claims[chosen]]
        cause = claims[chosen].cause if worst.outcome == "refuted" or claims[chosen].cause == "glyph" else None
        verdicts.append(
            Verdict(
                reading,
                worst.outcome,
                worst.grade,
                worst.worst_ratio,
                worst.slack,
                worst.witness,
                told(claims[chosen], worst),
                cause,
                worst.tried,
                tuple(parts),
                tuple(routes[chosen]),
                counts,
                worst.fault,
                worst.scope,
                prose(statement, joining, worst.outcome == "refuted") if worst.grade == JOINED else "",
                worst.slip,
                " and ".join(map(spoken, claims[chosen].charity)) if worst.outcome == "refuted" else "",
                worst.run,
            )
        )
    return verdicts


def told(claim: Claim, found: Evidence) -> str:
    """Return why: of what does not hold first what the machine found, then the author's remark; of what holds the remark alone, if any."""
    if found.outcome != "holds":
        return " ".join(filter(None, (_ended(found.why) if claim.why else found.why, claim.why)))
    return " ".join(filter(None, (claim.why, found.why if claim.what.explains or not claim.why else "")))


def _ended(sentence: str) -> str:
    return sentence if not sentence or sentence[-1] in ".!?" else f"{sentence}."


MEASURED = ("figure", "table", "empirical")  # kinds of the inventory that report a measurement


def done(verdicts: list[Verdict], kind: str) -> bool:
    """Tell whether a statement of a kind is done: its printed reading holds, or is refuted and every repaired one holds.

    A measurement is done, too, when it is undecided because it is out of reach here.
    """
    printed, repaired = verdicts[0], verdicts[1:]
    if printed.outcome == "refuted":
        return bool(repaired) and all(v.outcome == "holds" for v in repaired)
    return printed.outcome == "holds" or (kind in MEASURED and out_of_reach(printed))
