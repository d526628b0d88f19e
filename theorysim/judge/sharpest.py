"""Tell how small the constant of an upper bound could be at most: where the bound, with a smaller one, certainly fails.

A claim left <= C right holds with its printed C; a point where left >= c right for some c < C is a certified lower limit of the true
constant. Floats propose the point, rationals or balls confirm it; a bound on a number of steps is confirmed by a run in balls.
"""

import math
import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import sympy

from theorysim.chance.atoms import number_of_atoms, over_law
from theorysim.chance.two_atoms import atoms_of
from theorysim.claims.bound import Bound
from theorysim.claims.expected import Expected
from theorysim.claims.relation import Relation
from theorysim.claims.statement import Claim
from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.judge.bound import Case, Objectives, run_cases, tightened
from theorysim.judge.expected import SETTINGS, closer, settings, worst_at
from theorysim.judge.relation import written
from theorysim.letters import spoken
from theorysim.members.adopted import with_classes
from theorysim.prove.search import search
from theorysim.prove.variants import variant
from theorysim.readings import balls
from theorysim.readings.confirm import confirm
from theorysim.readings.paths import TooManyPaths, symbols, trace
from theorysim.trials.beyond_floats import exceeds
from theorysim.trials.drawing import settle

UPPER = ("upper-bound", "inequality")  # kinds of the inventory
SEEDS = (1, 2, 3)  # of the searches
DIGITS = 6  # of a limit,
SIMPLE = 1000  # or its denominator at most
BRANCHES = 64  # of a formula whose constant is looked for
TRIED = 12  # of the worst runs are repeated in balls, and for each so many smaller factors
SMALLER = tuple((1 - 1e-6) * f for f in (1, 0.99, 0.95, 0.9, 0.8, 0.5))
Point = Mapping[str, Fraction]


@dataclass(frozen=True)
class Limit:
    """The constant of an upper bound, and the least that the true one can be."""

    claim: str  # ID:READING:PART
    says: str
    printed: Fraction  # the constant of the formula; of a bound with several terms that of the one which binds at the witness
    share: Fraction | None  # of it: with less, the claim fails at the witness; None where nothing was certified
    witness: str | None  # the line that replays it

    @property
    def certified(self) -> bool:
        return self.share is not None

    @property
    def at_least(self) -> Fraction | None:
        """The certified lower limit of the true constant."""
        return None if self.share is None else self.printed * self.share

    def __str__(self) -> str:
        """Write the certified limit, as a fraction of few digits or rounded down."""
        found = self.at_least
        if found is None:
            return "nothing was certified"
        return str(found) if found.denominator <= SIMPLE else f"{float(down(found)):.{DIGITS}g}"


def down(ratio: float | Fraction) -> Fraction:
    """Round a positive number down to a few digits."""
    unit = Fraction(10) ** (DIGITS - 1 - math.floor(math.log10(ratio)))
    return math.floor(Fraction(ratio) * unit) / unit


def constants(body: Callable[..., Any], point: Point | None = None) -> set[Fraction]:
    """Return C where a formula is left <= C right, whose sides have no constant, on each of its branches, or on that of a point.

    A side has one when all its terms share it; a formula of one value is a right side.
    """
    names = symbols({p.name: p.domain for p in parameters(body)})
    at = {names[n]: sympy.Rational(point[n].numerator, point[n].denominator) for n in names} if point else {}
    found = set()
    try:
        paths = trace(body, names, BRANCHES)
    except TooManyPaths:
        return set()
    for path in paths:
        if at and not all(sympy.sympify(c).subs(at) == sympy.true for c in path.conditions):
            continue
        sides = path.result if isinstance(path.result, tuple) else (sympy.Integer(1), path.result)
        left, right = (_constant(sympy.sympify(side)) for side in sides)
        if left == 0 or right == 0:
            return set()
        found.add(right / left)
    return found


def _constant(side: Any) -> Fraction:
    """Return the constant factor of an expression as it is written, without its sign: of a sum what its terms share, or an integer."""
    if side.is_Rational:
        return abs(Fraction(int(side.p), int(side.q)))
    if side.is_Mul:
        return math.prod((_constant(factor) for factor in side.args), start=Fraction(1))
    if side.is_Pow and side.exp.is_Integer:
        return _constant(side.base) ** int(side.exp)
    if side.is_Add:
        terms = [_constant(term) for term in side.args]
        return _one(set(terms)) or Fraction(math.gcd(*(int(term) * (term.denominator == 1) or 1 for term in terms)))
    return Fraction(1)


def _one(found: set[Fraction]) -> Fraction | None:
    return next(iter(found)) if len(found) == 1 else None


# --- at a point -----------------------------------------------------------------------------------------------------------


def _share(check: Sided, given: Sequence[Sided], point: Point) -> Fraction | None:
    """Return a share s such that left >= s right > 0 at a point that certainly meets the hypotheses; the largest of few digits."""
    left, right = balls.evaluate(check.body, {p.name: point[p.name] for p in parameters(check.body)}, 256)
    ratio = float((left / right).arb.mid()) if (right > 0).known else math.nan
    if not (0 < ratio < math.inf and all(confirm(g, point) is True for g in given)):
        return None
    for share in sorted((Fraction(ratio).limit_denominator(SIMPLE), down(ratio), down(ratio * (1 - 1e-6))), reverse=True):
        top, bottom = share.numerator, share.denominator

        def swapped(a: Any, b: Any, top: int = top, bottom: int = bottom) -> tuple[Any, Any]:
            return b * top, a * bottom

        scaled = Sided(variant(check.body, swapped), "<=")
        if 0 < share <= ratio * (1 + 1e-9) and confirm(scaled, point) is True:
            return share
    return None


def _best(check: Sided, given: Sequence[Sided], points: Iterator[Point]) -> tuple[Fraction, Point] | None:
    found = [(share, point) for point in points if (share := _share(check, given, point)) is not None]
    return max(found, key=operator.itemgetter(0), default=None)


def of_relation(relation: Relation, effort: str, label: str, numbered: bool) -> Iterator[Limit]:
    for check in relation.checks:
        printed = None if check.sense == "==" else _one(constants(check.body))
        if printed is None or (printed == 1 and not numbered):
            continue
        seen = [search(check, relation.given, relation.search, effort, seed).worst for seed in SEEDS]
        if not any(seen):  # nowhere are both sides positive
            continue
        best = _best(check, relation.given, (p for p in seen if p is not None))
        share, point = best or (None, None)
        yield Limit(label, spoken(check), printed, share, None if point is None else written(label, point))


def of_expected(claim: Expected, effort: str, label: str, numbered: bool) -> Iterator[Limit]:
    printed = None if claim.check.sense == "==" else _one(constants(claim.check.body))
    if printed is None or (printed == 1 and not numbered):
        return
    found = closer(claim, effort).worst
    points: list[Point] = [] if found is None else [atoms_of(found, claim)]
    for setting in settings(claim, SETTINGS[effort], points[0] if points else None):
        worst = worst_at(claim, setting)
        points += [worst.law_of_ratio] if worst is not None else []
    laws = [(over_law(claim, number_of_atoms(p)), p) for p in points]
    every = [(share, p) for law, p in laws if (share := _share(law.checks[0], law.given, p)) is not None]
    share, point = max(every, key=operator.itemgetter(0), default=(None, None))
    yield Limit(label, spoken(claim.check), printed, share, None if point is None else written(label, point))


# --- by a run -------------------------------------------------------------------------------------------------------------


def _times(share: Fraction, horizon: Any) -> Any:
    """Return a share of a horizon: of arrays, or of balls."""
    return horizon * share.numerator / share.denominator


def of_bound(bound: Bound, effort: str, label: str, objectives: Objectives) -> Iterator[Limit]:
    objectives = with_classes(objectives, bound.classes)
    cases = [c for seed in SEEDS for c in run_cases(bound, objectives, effort, seed).cases if c.T > 0]
    best: tuple[Fraction, Case] | None = None
    proposed = tightened(bound, objectives, cases, effort) if cases else None
    worst = sorted(cases, key=lambda c: -c.ratio())[:TRIED]
    for factor, case in [*([proposed] if proposed else []), *((c.ratio(), c) for c in worst)]:
        for share in (down(factor * s) for s in SMALLER):
            if best is not None and share <= best[0]:
                break
            if exceeds(bound, objectives[case.name], case.raw, partial(_times, share)):
                best = share, case
                break
    says = f"T of {bound.method.stages[-1].__module__.rpartition('.')[2]}"
    if best is None:
        yield Limit(label, says, Fraction(1), None, None)
        return
    share, case = best
    raw = {k: np.array([v]) for k, v in case.raw.items()}
    columns = settle(bound, objectives[case.name], raw, partial(_times, share))  # its steps may depend on the horizon
    settled = {k: float(v[0]) for k, v in columns.items()}
    again = Case(case.name, case.raw, settled, case.T if settled == {**case.settled, "T": settled["T"]} else -1)
    there = {p.name: Fraction(settled[p.name]) for p in parameters(bound.bound)}
    yield Limit(label, says, _one(constants(bound.bound, there)) or Fraction(1), share, again.setting(bound).line())


def limits(identifier: str, claims: Sequence[Claim], effort: str, objectives: Objectives) -> Iterator[Limit]:
    """Return a limit for each upper bound of a theorem or lemma in a reading that holds, and for each line with a constant.

    A line has one where its formula has, on all branches, the same, and that is not 1.
    """
    numbered = identifier.startswith(("theorem", "lemma"))
    for claim in claims:
        label = ":".join(filter(None, (identifier, claim.reading.split(":")[0], claim.part)))
        yield from claim.what.limits(effort, label, numbered, objectives)
