"""Judge a relation: prove it by algebra, and search for a point that breaks it; the two must not disagree."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theorysim.claims.relation import Relation
from theorysim.domains import parameters
from theorysim.entries import Sided, at_most
from theorysim.judge.words import broken_at
from theorysim.prove.algebra import Proof, domains_of, prove
from theorysim.prove.balls import Certified, certify
from theorysim.prove.holes import hole, said_at, touching, turning
from theorysim.prove.search import Found, broken_nearby, fails_at, ratio_at, search
from theorysim.readings.confirm import confirm_by_symbols
from theorysim.results import FAULT, JOINED, Evidence, Outcome

ENOUGH = 100  # distinct places that meet the hypotheses, for a claim to hold by search
BOXES = {"quick": 2_000, "standard": 20_000, "deep": 200_000}


def written(label: str, point: Mapping[str, Any]) -> str:
    """Write a point as the arguments of `theorysim replay`."""
    return " ".join([shlex.quote(label), *(f"-p {shlex.quote(f'statement.{name}={value}')}" for name, value in point.items())])


def _wide_enough(hint: Sided, check: Sided, given: Sequence[Sided]) -> bool:
    """Tell whether a hint is about the same domains as the relation: proved on a narrower one it would not help."""
    wanted = domains_of(check, *given)
    return all(p.domain == wanted.get(p.name, p.domain) for p in parameters(hint.body))


def broken_by_symbols(check: Sided, given: Sequence[Sided], point: Mapping[str, Fraction]) -> bool | None:
    """Tell whether, in SymPy's numbers, the hypotheses hold at a point and the relation fails; None where they cannot tell."""
    held = [confirm_by_symbols(side, point) for side in given]
    held.append(None if (relation := confirm_by_symbols(check, point)) is None else not relation)
    return False if False in held else None if None in held else True


def judge_link(
    check: Sided,
    given: Sequence[Sided],
    ranges: Mapping[str, tuple[float, float]],
    effort: str,
    label: str,
    hints: Sequence[Sided] = (),
    doubting: bool = True,
    by_search: bool = False,
) -> tuple[Evidence, Found]:
    """Judge one link of a chain; `doubting` tries to prove what a point breaks, which could only show a defect of the judges."""
    found = search(check, given, ranges, effort)
    tried = {"points": found.tried, "met": found.met}
    ratio = found.worst_ratio
    slack = 1 / ratio if ratio else None
    worst = written(label, found.worst) if found.worst is not None else None
    if by_search or (found.witness is not None and not doubting):
        proof = Proof(False, 0, "none was looked for")
    else:
        helped = (*given, *(h for h in hints if _wide_enough(h, check, given) and prove(h, given).proved))
        proof = prove(check, helped, 99 if found.witness is None else 4)
    tried["paths"] = proof.paths
    if found.witness is None and not proof.proved and (nearby := _broken_nearby(check, given, ranges, found)) is not None:
        found, ratio = replace(found, witness=nearby), ratio_at(check, nearby)
    if found.witness is not None:
        place, why = written(label, found.witness), broken_at(check, given, found.witness)
        if proof.proved:
            why = f"{FAULT}: algebra proves it and a point breaks it. {why}"
            return Evidence("search", "undecided", None, ratio, None, place, why, tried, fault=True), found
        again = broken_by_symbols(check, given, found.witness)
        if again is False:
            why = f"{FAULT}: SymPy's numbers say that the point breaks nothing. {why}"
            return Evidence("search", "undecided", None, ratio, None, place, why, tried, fault=True), found
        beside: tuple[tuple[str, Outcome], ...] = (("symbols", "refuted"),) if again else ()
        return Evidence("search", "refuted", "certified", ratio, None, place, why, tried, beside), found
    if not by_search and not proof.proved and (strange := _no_sample(check, given, ranges, label)) is not None:
        return replace(strange, tried=tried), found
    if found.met == 0:
        return Evidence("search", "undecided", None, None, None, None, "no point that was tried meets the hypotheses", tried), found
    if proof.proved and given and found.worst is None and prove(IMPOSSIBLE, given, 4).proved:
        return Evidence("algebra", "undecided", None, None, None, None, "the hypotheses contradict each other", tried), found
    if proof.proved:
        beside = (("search", "holds"),)
        return Evidence("algebra", "holds", "proved", ratio, slack, worst, f"proved on {proof.paths} paths", tried, beside), found
    if not given and all(p.name in ranges for p in parameters(check.body)):
        boxes = certify(check, ranges, BOXES[effort])
        if isinstance(boxes, Certified):
            tried["boxes"] = boxes.boxes
            beside = (("search", "holds"),)
            why = f"certified on {boxes.boxes} boxes"
            return Evidence("balls", "holds", "certified", ratio, slack, worst, why, tried, beside, scope="on the printed ranges"), found
    if (few := too_few(found, check, given)) is not None:
        return replace(few, tried=tried), found
    why = f"holds at the {found.met} points tried; no proof on the path {proof.open_path}"
    return Evidence("search", "holds", "simulated", ratio, slack, worst, why, tried), found


def _nothing() -> tuple[float, float]:
    return 1.0, 0.0


IMPOSSIBLE = at_most(_nothing, "1 <= 0")


def _broken_nearby(
    check: Sided, given: Sequence[Sided], ranges: Mapping[str, tuple[float, float]], found: Found
) -> Mapping[str, Fraction] | None:
    """Return a witness near the points at which a search came closest to one, or where a polynomial in the margin turns."""
    if (near := broken_nearby(check, given, ranges, found)) is not None:
        return near
    return next((p for p in turning(check, domains_of(check, *given), ranges) if fails_at(check, given, p)), None)


def _no_sample(check: Sided, given: Sequence[Sided], ranges: Mapping[str, tuple[float, float]], label: str) -> Evidence | None:
    """Return what an exact point says that no sample does: the relation means nothing there, or is strict and has equal sides."""
    if (empty := hole(check, given, ranges)) is not None:
        point, said = empty
        return Evidence("symbols", "undecided", None, None, None, written(label, point), f"not defined at {said_at(point)}: {said}")
    if (root := touching(check, given, ranges)) is not None:
        why = f"both sides are the same number at {said_at(root)}"
        return Evidence("symbols", "refuted", "certified", None, None, written(label, root), why)
    return None


def too_few(found: Found, check: Sided, given: Sequence[Sided]) -> Evidence | None:
    """Return why what a search saw is not enough to say that a claim holds; None where it is."""
    if found.doubted is not None:
        return Evidence("search", "undecided", why=f"{found.why}, {_place(found.doubted)}")
    if not domains_of(check, *given):
        return None
    if found.met < ENOUGH:
        return Evidence("search", "undecided", why=f"no proof, and the hypotheses were met in {found.met} places only (at least {ENOUGH})")
    if not found.free:
        return Evidence("search", "undecided", why="no proof, and the hypotheses were met on ties between parameters only")
    return None


def _place(point: Mapping[str, Fraction]) -> str:
    return f"near {', '.join(f'{name} = {float(value):.9g}' for name, value in point.items())}"


def judge_relation(relation: Relation, effort: str, label: str) -> Evidence:
    """Judge every link of a relation; the worst decides, and every other one is counted."""
    if not relation.checks:
        return Evidence("search", "undecided", None, why="there is nothing to check")
    links = [
        judge_link(check, relation.given, relation.search, effort, label, relation.hints, by_search=relation.by_search)[0]
        for check in relation.checks
    ]
    return worst_of(links)


ORDER = {"refuted": 0, "undecided": 1, "holds": 2}
STRENGTH = {"proved": 4, JOINED: 3, "certified": 2, "simulated": 1, "sampled": 0, None: -1}


def worst_of(found: Sequence[Evidence]) -> Evidence:
    """Join evidence about parts: the worst outcome decides, the weakest grade among those that hold."""
    worst = min(found, key=lambda e: (not e.fault, ORDER[e.outcome], STRENGTH[e.grade]))
    ratios = [e.worst_ratio for e in found if e.worst_ratio is not None and e.outcome == worst.outcome]
    top = max(ratios, default=None)
    tried: dict[str, int] = {}
    for e in found:
        for name, count in e.tried.items():
            tried[name] = tried.get(name, 0) + count
    shown = next((e for e in found if e.outcome == worst.outcome and e.worst_ratio == top and e.witness), worst)
    if worst.outcome == "refuted":
        shown, top = worst, worst.worst_ratio
    slack = 1 / top if top and worst.outcome == "holds" else None
    return replace(worst, worst_ratio=top, slack=slack, witness=shown.witness, run=shown.run, tried=tried)
