"""Judge a claim that something exists, and a claim about every value of an axis.

Both are proved by exhibiting: a formula for what exists; pieces that leave no value of the axis out, with what happens on
each. Both are refuted by a denial: a region, shown not to be empty by an exact point, on which the claim is proved false.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

from theorysim.claims.cover import Cover
from theorysim.claims.denial import Denial
from theorysim.claims.exists import Exists
from theorysim.claims.relation import Relation
from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.judge.grades import among, denies, in_lines, relations
from theorysim.judge.relation import IMPOSSIBLE, broken_by_symbols, judge_relation, worst_of, written
from theorysim.judge.words import at, broken_at, held
from theorysim.letters import spoken
from theorysim.prove.algebra import prove
from theorysim.prove.search import search
from theorysim.prove.variants import variant
from theorysim.results import Evidence, Outcome


def deny(
    denials: Sequence[Denial],
    given: Sequence[Sided],
    ranges: Mapping[str, tuple[float, float]],
    effort: str,
    label: str,
    checks: Sequence[Sided] = (),
) -> Evidence | None:
    """Return the refutation by the first denial that is proved and whose region holds a point; None where there is none.

    `checks` are what is claimed to exist: a denial that is their negation needs no prose.
    """
    for denial in denials:
        if not denial.never:  # it shows nothing
            continue
        region = (*given, *(w for w in denial.when if not among((w,), given)))
        claimed = IMPOSSIBLE if denial.claimed is None else denial.claimed
        found = search(claimed, region, ranges, effort)
        if found.witness is not None and all(_shown(n, region, besides) for besides, n in denial.never):
            shown = "; ".join(spoken(n) for _, n in denial.never)
            point = {n: v for n, v in found.witness.items() if any(n == p.name for r in (*region, claimed) for p in parameters(r.body))}
            broken = at(point) + held(region, point) if denial.claimed is None else broken_at(claimed, region, point)
            why = f"{broken}. Wherever {' and '.join(map(spoken, denial.when)) or 'they do'} it is proved: {shown}"
            tried = {"points": found.tried, "met": found.met}
            again = broken_by_symbols(claimed, region, found.witness)
            if again is False:
                continue
            beside: tuple[tuple[str, Outcome], ...] = (("symbols", "refuted"),) if again else ()
            place = written(label, found.witness)
            refuted = Evidence("denial", "refuted", "certified", found.worst_ratio, None, place, why, tried, beside)
            return refuted if denies(denial, checks) else in_lines(replace(refuted, grade="proved"), len(denial.never))
    return None


def _shown(never: Sided, region: Sequence[Sided], besides: Sequence[Sided]) -> bool:
    """Prove a relation from what speaks of nothing else, before all is tried."""
    names = {p.name for one in (never, *besides) for p in parameters(one.body)}
    near = [g for g in region if {p.name for p in parameters(g.body)} <= names]
    return prove(never, (*near, *besides)).proved or (len(near) < len(region) and prove(never, (*region, *besides)).proved)


def judge_exists(claim: Exists, effort: str, label: str) -> Evidence:
    """Judge that a value exists, by the formula that names it."""
    denied = deny(claim.denials, claim.given, claim.search, effort, label, claim.checks)
    if denied is not None:
        return denied
    found = judge_relation(Relation(claim.checks, claim.given, claim.search), effort, label)
    if found.outcome == "refuted":  # the formula for the value fails somewhere: that refutes the formula, not the claim
        return replace(found, outcome="undecided", grade=None, why="the value that is named does not do, and no denial was proved")
    return found


def _negated(sided: Sided) -> Sided:
    return Sided(variant(sided.body, lambda left, right: (right, left)), "<" if sided.sense == "<=" else "<=", f"not ({spoken(sided)})")


def _means_something(sided: Sided, given: Sequence[Sided]) -> bool:
    """Tell whether both sides of a relation were proved to be numbers wherever the hypotheses hold."""
    return prove(Sided(variant(sided.body, lambda left, right: (left + right, left + right)), "=="), given).proved


def covers(stretches: Sequence[Sequence[Sided]], given: Sequence[Sided]) -> bool:
    """Tell whether every point that satisfies `given` was proved to lie on one of the stretches."""
    if not stretches:
        return False
    if any(not stretch for stretch in stretches):
        return True
    if any(s.sense == "==" for stretch in stretches for s in stretch):
        return False  # outside an equation there are two sides; no claim needs that yet
    if not all(_means_something(s, given) for stretch in stretches for s in stretch):
        return False  # where it does not, neither a condition nor its negation holds
    for choice in product(*stretches):  # outside all: from each stretch one relation fails
        *others, last = choice
        if not prove(last, (*given, *(_negated(o) for o in others))).proved:
            return False
    return True


def judge_cover(claim: Cover, effort: str, label: str) -> Evidence:
    """Judge that the pieces leave nothing out and that on each what it says was proved."""
    denied = deny(claim.denials, claim.given, claim.search, effort, label)
    if denied is not None:
        return denied
    found = []
    for piece in claim.pieces:
        if not piece.proved:
            found.append(Evidence("coverage", "undecided", None, why=f"nothing is said of the piece {piece.name}"))
        for besides, sided in piece.proved:
            for b in besides:
                if not {p.name for p in parameters(b.body)} & set(piece.points):
                    raise ValueError(f"{piece.name}: {b.body.__name__} speaks of no point, so it is a hypothesis: state it under given")
            one = judge_relation(Relation((sided,), (*claim.given, *piece.where, *besides), claim.search), effort, label)
            if one.outcome != "holds":
                one = replace(one, outcome="undecided", grade=None, why=f"on the piece {piece.name}: {spoken(sided)}: {one.why}")
            found.append(one)
    if not covers([piece.where for piece in claim.pieces], claim.given):
        found.append(Evidence("coverage", "undecided", None, why="the pieces were not shown to cover the axis"))
    return in_lines(worst_of(found), len(relations(claim)))
