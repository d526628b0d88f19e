"""Judge a claim about an expectation over every unbiased noise: a multiplier proves it for all laws, laws try to break it.

Algebra proves left - right <= multiplier a at every outcome, a triangle of sides G, r and s. The search goes through all laws of two
atoms. At some settings laws of vectors in dimension 1 to 3 are taken exactly, and the worst law on a grid of outcomes is found, with a
certificate in rationals that none on the grid is worse.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import isqrt
from typing import Any

from theorysim.chance.atoms import (
    DIRECTIONS,
    VECTORS,
    atoms_of,
    fixed,
    number_of_atoms,
    numbered,
    of_outcome,
    of_vectors,
    over_law,
    over_two_atoms,
    priced,
)
from theorysim.chance.enumeration import takes
from theorysim.chance.worst_law import WorstLaw, refused, worst_law
from theorysim.claims.expected import Expected
from theorysim.domains import Nonnegative, Real, parameters
from theorysim.entries import Body, Sided, at_most, less
from theorysim.judge.planted import LEVELS, OTHER_SEED, mutants
from theorysim.judge.relation import broken_by_symbols, too_few, written
from theorysim.judge.words import broken_at
from theorysim.letters import spoken
from theorysim.prove.algebra import Proof, prove
from theorysim.prove.drawn import interval, sample
from theorysim.prove.search import Found, fails_at, refutes, search
from theorysim.prove.variants import substituted
from theorysim.readings import exact
from theorysim.readings.confirm import confirm
from theorysim.results import FAULT, Evidence, Outcome

SETTINGS = {"quick": 4, "standard": 16, "deep": 100}  # where laws of vectors are tried and the worst law is found
SEED = 31
BOXES = (5, 3, 2, 1.3)  # factors around the worst law found so far
FEW_LEVELS = 2  # of multipliers, where a planted error may still be true
ROUNDING = 1e-9  # the search goes by float64: a ratio below this is what did not cancel
ROUNDS = 6  # of linear programs for one largest ratio; each ends above the one before
Point = dict[str, Fraction]

# --- algebra --------------------------------------------------------------------------------------------------------


def _a(G: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return (s * s - G * G - r * r) / 2


def _to_gradient(G: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return G, r + s


def _to_seen(G: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return s, G + r


def _to_noise(G: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return r, G + s


def _bounded(r: Nonnegative, tau: Nonnegative) -> Any:
    return r, tau


OUTCOMES = (at_most(_to_gradient), at_most(_to_seen), at_most(_to_noise), at_most(_bounded, "r <= tau"))


def _follows(side: Sided, known: Sequence[Sided], levels: int) -> Proof:
    """Try to prove a relation from those that speak of its own parameters alone, then from all."""
    own = {p.name for p in parameters(side.body)}
    near = [k for k in known if {p.name for p in parameters(k.body)} <= own]
    found = prove(side, near, levels, whole=True)
    return found if found.proved or len(near) == len(known) else prove(side, known, levels, whole=True)


def _on_sides(side: Sided, **by: Body) -> Sided:
    return replace(side, body=substituted(side.body, a=_a, **by))


def _positive(h: Real) -> Any:
    return 0, h


@lru_cache(maxsize=64)
def _proved_lines(
    given: tuple[Sided, ...], step: Body | None, of_step: tuple[Sided, ...], lines: tuple[Sided, ...], levels: int
) -> tuple[Proof, tuple[Sided, ...]]:
    """Prove what is said of the step, and line by line what follows; return everything that is then known of an outcome."""
    paths, known = 0, [*given, *OUTCOMES]
    by: dict[str, Body] = {} if step is None else {"h": step}
    facts = [_on_sides(fact, **by) for fact in (less(_positive, "0 < h"), *of_step)] if of_step else []
    for fact in facts:
        found = _follows(fact, known, levels)
        paths += found.paths
        if not found.proved:
            return Proof(False, paths, f"{spoken(fact)}: {found.open_path}"), ()
    known += map(_on_sides, of_step)
    for line in lines:
        seen = _on_sides(line, **({} if of_step else by))
        found = _follows(seen, known, levels)
        paths += found.paths
        if not found.proved:
            return Proof(False, paths, f"{spoken(line)}: {found.open_path}"), ()
        known.append(seen)
    return Proof(True, paths), tuple(known)


def prove_priced(claim: Expected, levels: int = 99) -> Proof:
    """Try to prove the claim at every outcome, after what is said of the step and the lines; once they are, the step may be any such."""
    lines, known = _proved_lines(claim.given, claim.step, claim.of_step, claim.lines, levels)
    if not lines.proved:
        return lines
    by: dict[str, Body] = {} if claim.step is None or claim.of_step else {"h": claim.step}
    side = _on_sides(priced(claim), **by)
    found = prove(side, known[-len(claim.lines) :], min(levels, 3), whole=True) if claim.of_step and claim.lines else Proof(False, 0)
    found = found if found.proved else _follows(side, known, levels)
    return replace(found, paths=lines.paths + found.paths)


# --- laws -----------------------------------------------------------------------------------------------------------


def settings(claim: Expected, n: int, first: Mapping[str, Fraction] | None = None) -> Iterator[Point]:
    """Return settings of few digits that meet the hypotheses exactly, after the first if there is one; counts are squares."""
    domains = {p.name: p.domain for p in fixed(claim)}
    if first is not None:
        yield {name: first[name] for name in domains}
    columns = sample(domains, claim.search, 200 * n, SEED)
    for i in reversed(range(200 * n)):  # the corners stand first
        point = {name: Fraction(f"{columns[name][i]:.2g}") for name in domains}
        point |= {name: Fraction(isqrt(int(x)) ** 2) for name, x in point.items() if domains[name].integer}
        ranges = {name: interval(name, domain, claim.search) for name, domain in domains.items()}
        inside = all(ranges[name][0] <= x <= ranges[name][1] and domains[name].holds(float(x)) for name, x in point.items())
        if inside and all(confirm(g, point) is True for g in claim.given):
            yield point
            n -= 1
            if n == 0:
                return


def grid(G: Fraction, tau: Fraction) -> list[dict[str, Fraction]]:
    """Return outcomes r <= tau and a whose s is rational: triangles with one side G."""
    sides = dict.fromkeys((tau * k / 4, abs(G - tau * k / 4) + min(G, tau * k / 4) * j / 4) for k in range(5) for j in range(9))
    return [{"r": r, "a": (s * s - G * G - r * r) / 2} for r, s in sides]


@dataclass(frozen=True)
class Worst:
    """The worst laws on a grid at a setting: the largest E[left - right] with its certificate's level, and the largest ratio."""

    law: Point
    level: Fraction  # E[left - right] <= level for every law on the grid
    gap: Fraction
    ratio: Fraction | None
    law_of_ratio: Point


def worst_at(claim: Expected, setting: Mapping[str, Fraction], sign: int = 1) -> Worst | None:
    """Find the worst laws at a setting; None where a value is not rational or a certificate is refused."""
    body, outcomes = of_outcome(claim, claim.check.body), grid(setting["G"], setting["tau"])
    try:
        sides = [exact.evaluate(body, takes(body, {**setting, **outcome})) for outcome in outcomes]
    except (exact.NotRational, ZeroDivisionError):
        return None
    atoms = [(outcome["a"],) for outcome in outcomes]

    def most(ratio: Fraction) -> tuple[WorstLaw, Point, Fraction | None] | None:
        payoff = [sign * (left - ratio * right) for left, right in sides]
        worst = worst_law(atoms, payoff)
        if worst is None or refused(atoms, payoff, worst, worst.gap):
            return None
        left, right = (sum((p * sides[i][j] for i, p in worst.law.items()), Fraction(0)) for j in (0, 1))
        point = {**setting, **numbered([{"p": p, **outcomes[i]} for i, p in worst.law.items()])}
        return worst, point, left / right if left > 0 and right > 0 else None

    first, best = most(Fraction(1)), most(Fraction(0))  # Dinkelbach: each law's ratio is the next price of the right side
    for _ in range(ROUNDS):
        higher = None if best is None or best[2] is None else most(best[2])
        if higher is None or higher[2] is None or best is None or best[2] is None or higher[2] <= best[2]:
            break
        best = higher
    if first is None or best is None:
        return None
    return Worst(first[1], first[0].level, first[0].gap, best[2], best[1])


def few_vectors(setting: Mapping[str, Fraction]) -> Iterator[Point]:
    """Return the setting with each law of vectors, in dimension 1 to 3, of size tau."""
    for direction in DIRECTIONS:
        for law in VECTORS:
            if len(law[0][1]) == len(direction):
                yield {**setting, **numbered(of_vectors(law, direction, setting["G"], setting["tau"]))}


def closer(claim: Expected, effort: str) -> Found:
    """Search laws of two atoms, then again in smaller and smaller boxes around the worst one."""
    both, ranges = over_two_atoms(claim), claim.search
    best = search(both, claim.given, ranges, effort)
    for turn, factor in enumerate(BOXES):
        if best.witness is not None or best.worst is None:
            break
        near = dict(ranges)
        for name, (low, high) in ((n, r) for n, r in ranges.items() if n in best.worst):
            x = float(best.worst[name])
            if max(low, x / factor) < min(high, x * factor):
                near[name] = max(low, x / factor), min(high, x * factor)
        new = search(both, claim.given, near, effort, SEED + turn)
        if new.witness is not None or (new.worst_ratio or 0.0) > (best.worst_ratio or 0.0):
            best = replace(new, tried=best.tried + new.tried, met=best.met + new.met)
    return best


# --- the judge ------------------------------------------------------------------------------------------------------


def breaks(claim: Expected, point: Mapping[str, Fraction]) -> bool:
    """Tell whether, certainly, a point is a law that meets every hypothesis and breaks the claim."""
    law = over_law(claim, number_of_atoms(point))
    return fails_at(law.checks[0], law.given, point)


def judge_expected(claim: Expected, effort: str, label: str, doubting: bool = True) -> Evidence:
    """Judge the claim by laws and by algebra; a law that breaks it is confirmed beyond float64 and, when `doubting`, again by SymPy."""
    found = closer(claim, effort)
    tried = {"points": found.tried, "met": found.met, "laws": 0, "certified": 0}
    ratio = found.worst_ratio if (found.worst_ratio or 0.0) > ROUNDING else None
    place = None if found.worst is None else atoms_of(found.worst)
    broken = None if found.witness is None else atoms_of(found.witness)
    for setting in settings(claim, SETTINGS[effort], found.worst):
        if broken is not None:
            break
        worst = [w for sign in ((1, -1) if claim.check.sense == "==" else (1,)) if (w := worst_at(claim, setting, sign)) is not None]
        tried["certified"] += all(w.level <= 0 for w in worst) and bool(worst)
        laws = [*few_vectors(setting), *(law for w in worst for law in (w.law, w.law_of_ratio))]
        tried["laws"] += len(laws)
        broken = next((law for law in laws if breaks(claim, law)), None)
        for w in worst:
            if w.ratio is not None and claim.check.sense != "==" and (ratio is None or w.ratio > ratio):
                ratio, place = float(w.ratio), w.law_of_ratio
    line = None if place is None else written(label, place)
    if broken is not None:
        line = written(label, broken)
        if doubting and prove_priced(claim, LEVELS).proved:
            why = f"{FAULT}: algebra proves it and a law breaks it"
            return Evidence("enumeration", "undecided", None, ratio, None, line, why, tried, fault=True)
        law = over_law(claim, number_of_atoms(broken))
        why = broken_at(law.checks[0], law.given, broken)
        again = broken_by_symbols(law.checks[0], law.given, broken) if doubting else True
        if again is False:
            why = f"{FAULT}: SymPy's numbers say that the law breaks nothing. {why}"
            return Evidence("enumeration", "undecided", None, ratio, None, line, why, tried, fault=True)
        beside: tuple[tuple[str, Outcome], ...] = (("symbols", "refuted"),) if again else ()
        return Evidence("enumeration", "refuted", "certified", ratio, None, line, why, tried, beside)
    if found.met == 0:
        return Evidence("enumeration", "undecided", None, None, None, None, "no point that was tried meets the hypotheses", tried)
    proof = prove_priced(claim)
    tried["paths"] = proof.paths
    slack = 1 / ratio if ratio else None
    beside = (("search", "holds"), *((("worst law", "holds"),) if tried["certified"] else ()))
    if proof.proved:
        why = f"a multiplier proves it on {proof.paths} paths"
        return Evidence("algebra", "holds", "proved", ratio, slack, line, why, tried, (("enumeration", "holds"), *beside[1:]))
    if (few := too_few(found, over_two_atoms(claim), claim.given)) is not None:
        return replace(few, by="enumeration", tried=tried)
    why = f"holds for all laws tried; no proof: {proof.open_path}"
    return Evidence("enumeration", "holds", "simulated", ratio, slack, line, why, tried, beside[1:])


def planted_in_expected(claim: Expected) -> dict[str, int]:
    """Count what the judge does with the planted errors of a claim that holds, each known to be wrong by a law of two atoms."""
    counts = {"refuted": 0, "missed": 0, "still_true": 0, "unknown": 0}
    found = closer(claim, "quick")
    for _, mutant, hypotheses in mutants(claim.check, claim.given, found.worst_ratio):
        wrong = replace(claim, check=mutant, given=hypotheses)
        both = over_two_atoms(wrong)
        known = found.worst is not None and fails_at(both, hypotheses, found.worst)
        if known or refutes(both, hypotheses, claim.search, "quick", OTHER_SEED):
            refused = (
                refutes(both, hypotheses, claim.search) or judge_expected(wrong, "quick", "planted", doubting=False).outcome == "refuted"
            )
            counts["refuted" if refused else "missed"] += 1
        else:
            counts["still_true" if prove_priced(wrong, FEW_LEVELS).proved else "unknown"] += 1
    return counts
