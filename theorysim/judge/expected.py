"""Judge a claim about an expectation over every unbiased noise: a multiplier proves it for all laws, laws try to break it.

Algebra proves left - right <= multiplier a at every outcome (`priced`). The search goes through all laws of two atoms. At some
settings laws of vectors in dimension 1 to 3 are taken exactly, and the worst law on a grid of outcomes is found, with a certificate in
rationals that none on the grid is worse.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isqrt

from theorysim.chance.atoms import (
    DIRECTIONS,
    VECTORS,
    directed,
    fixed,
    hypotheses,
    number_of_atoms,
    numbered,
    of_outcome,
    of_vectors,
    over_law,
    sized,
)
from theorysim.chance.enumeration import takes
from theorysim.chance.two_atoms import atoms_of, name_of, of_two_atoms, over_two_atoms
from theorysim.chance.worst_law import WorstLaw, refused, worst_law
from theorysim.claims.expected import Expected, Moment
from theorysim.claims.what import Ranges
from theorysim.domains import parameters
from theorysim.judge.planted import LEVELS, OTHER_SEED, mutants
from theorysim.judge.priced import prove_priced
from theorysim.judge.relation import broken_by_symbols, too_few, written
from theorysim.judge.words import broken_at
from theorysim.prove.drawn import interval, sample
from theorysim.prove.search import Found, fails_at, refutes, search
from theorysim.readings import exact
from theorysim.readings.confirm import confirm
from theorysim.results import FAULT, Evidence, Outcome

SETTINGS = {"quick": 4, "standard": 16, "deep": 100}  # where laws of vectors are tried and the worst law is found
SEED = 31
BOXES = (5, 3, 2, 1.3)  # factors around the worst law found so far
FEW_LEVELS = 2  # of multipliers, where a planted error may still be true
ROUNDING = 1e-9  # the search goes by float64: a ratio below this is what did not cancel
UNITS = ("tau",)  # besides the bounds of moments: what outcomes are compared with
SQUARED = tuple(Fraction(x) for x in ("1/4", "1/2", "3/4", "1", "5/4", "3/2", "2", "3", "6"))
EASY = tuple(Fraction(x) for x in ("1", "2", "1/2", "10", "1/10", "100", "1/100"))
ROUNDS = 6  # of linear programs for one largest ratio; each ends above the one before
Point = dict[str, Fraction]

# --- laws -----------------------------------------------------------------------------------------------------------


def settings(claim: Expected, n: int, first: Mapping[str, Fraction] | None = None) -> Iterator[Point]:
    """Return settings of few digits that meet the hypotheses exactly, after the first if there is one; counts are squares.

    Where moments are bounded their order is 2 or 3/2 in turn and all else a square, so that such a power is rational.
    """
    domains = {p.name: p.domain for p in fixed(claim)}
    if first is not None:
        yield {name: first[name] for name in domains}
    columns = sample(domains, claim.search, 200 * n, SEED)
    orders, given = {p.name for m in claim.moments for p in parameters(m.order)}, hypotheses(claim)
    for i in reversed(range(200 * n)):  # the corners stand first
        point = {name: Fraction(f"{columns[name][i]:.2g}") for name in domains}
        point |= {name: Fraction(isqrt(int(x)) ** 2) for name, x in point.items() if domains[name].integer}
        if claim.moments:
            point = {name: x if x <= 0 else Fraction(f"{float(x) ** 0.5:.2g}") ** 2 for name, x in point.items()}
            point |= {name: Fraction(2 if i % 2 else 3 / 2) for name in orders}
        ranges = {name: interval(name, domain, claim.search) for name, domain in domains.items()}
        inside = all(ranges[name][0] <= x <= ranges[name][1] and domains[name].holds(float(x)) for name, x in point.items())
        if inside and all(confirm(g, point) is True for g in given):
            yield point
            n -= 1
            if n == 0:
                return


def grid(G: Fraction, tau: Fraction) -> list[dict[str, Fraction]]:
    """Return outcomes r <= tau and a whose s is rational: triangles with one side G."""
    sides = dict.fromkeys((tau * k / 4, abs(G - tau * k / 4) + min(G, tau * k / 4) * j / 4) for k in range(5) for j in range(9))
    return [{"r": r, "a": (s * s - G * G - r * r) / 2} for r, s in sides]


def grid_of(claim: Expected, setting: Mapping[str, Fraction]) -> list[dict[str, Fraction]]:
    """Return outcomes at a setting; where a moment is bounded, of sizes that are squares times the bound, or times a threshold."""
    if not claim.moments:
        return grid(setting["G"], setting["tau"])
    units = {setting[name_of(m)] for m in claim.moments} | {setting[n] for n in UNITS if n in setting}
    sizes = sorted({x * x * unit for unit in units for x in SQUARED})
    (size,) = {p.name for p in parameters(claim.moments[0].size)}
    if directed(claim):
        c = setting["c"] if size == "s" else 0
        return [{"w": w} for w in dict.fromkeys([Fraction(0), *(sign * x - c for x in sizes for sign in (1, -1))])]
    grad = setting["grad"]
    sides = [(x, abs(grad - x) + min(grad, x) * j / 2) for x in sizes for j in range(5)]
    sides = [(x, y) if size == "r" else (y, x) for x, y in sides] + [(Fraction(0), grad)]
    return [{"r": r, "a": (s * s - grad * grad - r * r) / 2} for r, s in dict.fromkeys(sides)]


def costs(claim: Expected, setting: Mapping[str, Fraction], outcomes: Sequence[Mapping[str, Fraction]]) -> list[tuple[Fraction, ...]]:
    """Return size^order - bound^order at each outcome, for each moment that is bounded."""
    found = []
    for outcome in outcomes:
        sides = [exact.evaluate(body, takes(body, {**setting, **outcome})) for m in claim.moments for body in [of_outcome(claim, sized(m))]]
        found.append(tuple(size - bound for size, bound in sides))
    return found


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
    body, outcomes = of_outcome(claim, claim.check.body), grid_of(claim, setting)
    try:
        sides = [exact.evaluate(body, takes(body, {**setting, **outcome})) for outcome in outcomes]
        beyond = costs(claim, setting, outcomes)
    except (exact.NotRational, ZeroDivisionError):
        return None
    atoms = [(outcome["w" if directed(claim) else "a"],) for outcome in outcomes]

    def most(ratio: Fraction) -> tuple[WorstLaw, Point, Fraction | None] | None:
        payoff = [sign * (left - ratio * right) for left, right in sides]
        worst = worst_law(atoms, payoff, beyond)
        if worst is None or refused(atoms, payoff, worst, worst.gap, beyond):
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


def few_vectors(claim: Expected, setting: Mapping[str, Fraction]) -> Iterator[Point]:
    """Return the setting with each law of vectors, in dimension 1 to 3, of size tau, or as large as a bound of a moment lets it be."""
    if directed(claim):
        return
    G = setting["grad"] if claim.moments else setting["G"]
    rooms = [setting[name_of(m)] - (G if takes_s(m) else 0) for m in claim.moments]
    size = max(min(rooms), Fraction(0)) if rooms else setting["tau"]
    for direction in DIRECTIONS:
        for law in VECTORS:
            if len(law[0][1]) == len(direction):
                yield {**setting, **numbered(of_vectors(law, direction, G, size))}


def takes_s(moment: Moment) -> bool:
    """Tell whether the moment is one of |grad f + n|."""
    return any(p.name == "s" for p in parameters(moment.size))


def ranges_of(claim: Expected) -> Ranges:
    """Return where a search draws: the atoms as large as what bounds their moments."""
    bounds = [claim.search[name_of(m)] for m in claim.moments if name_of(m) in claim.search]
    return {**claim.search, "R": bounds[0]} if bounds else claim.search


def closer(claim: Expected, effort: str) -> Found:
    """Search laws of two atoms, then again in smaller and smaller boxes around the worst one."""
    both, given, ranges = over_two_atoms(claim), of_two_atoms(claim), ranges_of(claim)
    best = search(both, given, ranges, effort)
    for turn, factor in enumerate(BOXES):
        if best.witness is not None or best.worst is None:
            break
        near = dict(ranges)
        for name, (low, high) in ((n, r) for n, r in ranges.items() if n in best.worst):
            x = float(best.worst[name])
            if max(low, x / factor) < min(high, x * factor):
                near[name] = max(low, x / factor), min(high, x * factor)
        new = search(both, given, near, effort, SEED + turn)
        if new.witness is not None or (new.worst_ratio or 0.0) > (best.worst_ratio or 0.0):
            best = replace(new, tried=best.tried + new.tried, met=best.met + new.met)
    return best


# --- the judge ------------------------------------------------------------------------------------------------------


def breaks(claim: Expected, point: Mapping[str, Fraction]) -> bool:
    """Tell whether, certainly, a point is a law that meets every hypothesis and breaks the claim."""
    law = over_law(claim, number_of_atoms(point))
    return fails_at(law.checks[0], law.given, point)


def simpler(claim: Expected, law: Point) -> Point:
    """Return a law that breaks the claim with bounds of its moments that are easy to read, where one of a few does."""
    for moment in claim.moments:
        name = name_of(moment)
        law = next((new for x in EASY if breaks(claim, new := {**law, name: x})), law)
    return law


def judge_expected(claim: Expected, effort: str, label: str, doubting: bool = True) -> Evidence:
    """Judge the claim by laws and by algebra; a law that breaks it is confirmed beyond float64 and, when `doubting`, again by SymPy."""
    found = closer(claim, effort)
    tried = {"points": found.tried, "met": found.met, "laws": 0, "certified": 0}
    ratio = found.worst_ratio if (found.worst_ratio or 0.0) > ROUNDING else None
    place = None if found.worst is None else atoms_of(found.worst, claim)
    broken = None if found.witness is None else atoms_of(found.witness, claim)
    if claim.moments and broken is not None:  # its bounds were rounded up
        broken = simpler(claim, broken) if breaks(claim, broken) else None
    for setting in settings(claim, SETTINGS[effort], place):
        if broken is not None:
            break
        worst = [w for sign in ((1, -1) if claim.check.sense == "==" else (1,)) if (w := worst_at(claim, setting, sign)) is not None]
        tried["certified"] += all(w.level <= 0 for w in worst) and bool(worst)
        laws = [*few_vectors(claim, setting), *(law for w in worst for law in (w.law, w.law_of_ratio))]
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
    if (few := too_few(found, over_two_atoms(claim), of_two_atoms(claim))) is not None:
        return replace(few, by="enumeration", tried=tried)
    why = f"holds for all laws tried; no proof: {proof.open_path}"
    return Evidence("enumeration", "holds", "simulated", ratio, slack, line, why, tried, beside[1:])


def planted_in_expected(claim: Expected) -> dict[str, int]:
    """Count what the judge does with the planted errors of a claim that holds, each known to be wrong by a law of two atoms."""
    counts = {"refuted": 0, "missed": 0, "still_true": 0, "unknown": 0}
    found = closer(claim, "quick")
    for _, mutant, fewer in mutants(claim.check, claim.given, found.worst_ratio):
        wrong = replace(claim, check=mutant, given=fewer)
        both, given, ranges = over_two_atoms(wrong), of_two_atoms(wrong), ranges_of(wrong)
        known = found.worst is not None and fails_at(both, given, found.worst)
        if known or refutes(both, given, ranges, "quick", OTHER_SEED):
            refused = refutes(both, given, ranges) or judge_expected(wrong, "quick", "planted", doubting=False).outcome == "refuted"
            counts["refuted" if refused else "missed"] += 1
        else:
            counts["still_true" if prove_priced(wrong, FEW_LEVELS).proved else "unknown"] += 1
    return counts
