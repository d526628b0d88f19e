"""Join the routes to one verdict: what is claimed, judged itself; the lines of a proof, which are one route; what else was tried.

A witness that was confirmed beyond float64 refutes, whatever else holds. A line that fails refutes the proof that it is a line of, never
the claim. What is proved and has a confirmed witness is a fault of this program.
"""

from collections.abc import Sequence
from dataclasses import replace

from theorysim.claims.relation import Relation
from theorysim.claims.statement import Claim
from theorysim.claims.what import What
from theorysim.judge.grades import among, with_proof
from theorysim.results import FAULT, JOINED, Evidence

PROOF = "proof"


def proves(what: What, claimed: What) -> bool:
    """Tell whether a relation, where it holds, is all that is claimed: its formulas, from no more hypotheses."""
    if not (isinstance(what, Relation) and isinstance(claimed, Relation)):
        return False
    return among(claimed.checks, what.checks) and among(what.given, claimed.given)


def refutes(what: What, claimed: What) -> bool:
    """Tell whether a point that breaks a relation breaks what is claimed: formulas of it alone, under all its hypotheses."""
    if not (isinstance(what, Relation) and isinstance(claimed, Relation)):
        return False
    return among(what.checks, claimed.checks) and among(claimed.given, what.given)


def is_line(what: What, claimed: What) -> bool:
    """Tell whether a second route is a line of a proof: a relation of its own, not the claim in other ways."""
    return isinstance(what, Relation) and not what.by_search and not proves(what, claimed) and not refutes(what, claimed)


def confirmed(found: Evidence) -> bool:
    """Tell whether a refutation has a witness that was confirmed beyond float64."""
    return found.outcome == "refuted" and found.grade in ("proved", JOINED, "certified") and found.witness is not None


def proof_of(lines: Sequence[Evidence]) -> Evidence:
    """Join the lines of a proof: they hold together or show nothing."""
    how = f"{PROOF} in {len(lines)} lines" if len(lines) > 1 else f"{PROOF} in one line"
    for number, line in enumerate(lines, 1):
        if line.outcome != "holds":
            word = "fails" if line.outcome == "refuted" else "is not shown"
            why = f"Line {number} of the {PROOF} that is given {word}, which says nothing of the claim itself: {line.why}"
            return Evidence(how, "undecided", None, None, None, line.witness, why, line.tried, fault=line.fault)
    return Evidence(how, "holds", why=f"all lines of the {PROOF} hold")


def joined(claim: Claim, first: Evidence, seconds: Sequence[Evidence]) -> tuple[Evidence, list[Evidence]]:
    """Return what all routes say together, and what each further route says."""
    each = list(zip(claim.second, seconds, strict=True))
    steps = [(what, e) for what, e in each if is_line(what, claim.what)]
    others = [(what, e) for what, e in each if not is_line(what, claim.what)]
    lines = [e for _, e in steps]
    proof = [proof_of(lines)] if lines else []
    first = with_proof(claim.what, first, [what for what, _ in steps], lines)
    return _decided(claim.what, first, others, proof), [*(e for _, e in others), *proof]


def _decided(claimed: What, first: Evidence, others: Sequence[tuple[What, Evidence]], proof: Sequence[Evidence]) -> Evidence:
    found = first if confirmed(first) else next((e for what, e in others if confirmed(e) and refutes(what, claimed)), None)
    if found is not None:
        proved = [first, *(e for what, e in others if proves(what, claimed))]
        if any(e.outcome == "holds" and e.grade == "proved" for e in proved):
            return fault(found, "algebra proves it and a point breaks it")
        return found
    rest = [*(e for _, e in others), *(proof if first.outcome == "refuted" else ())]  # a mere test, say, against a proof
    against = next((e for e in rest if e.outcome not in ("undecided", first.outcome)), None)
    if against is not None:
        shown = next((e for e in (first, against) if e.outcome == "refuted" and e.witness), None)
        place, run = (shown.witness, shown.run) if shown is not None else (None, None)
        why = f"two ways to the verdict disagree: {first.by} says {first.outcome}, {against.by} says {against.outcome}"
        said = next((e.why for e in (first, against) if e.outcome == "refuted" and e.why), "")
        why = f"{why}. {said}".strip(" ")
        return Evidence(first.by, "undecided", None, None, None, place, why, first.tried, fault=first.fault, run=run)
    failing = [e.why for e in proof if e.outcome != "holds"]
    return replace(first, why=". ".join([first.why.rstrip("."), *failing])) if failing and first.why else first


def fault(found: Evidence, why: str) -> Evidence:
    """Return evidence that contradicts itself: undecided, with the witness, and said to be a defect of the judges."""
    return replace(found, outcome="undecided", grade=None, slack=None, why=f"{FAULT}: {why}. {found.why}".strip(), fault=True)
