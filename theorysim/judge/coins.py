"""Judge a claim about two coins: exact numbers of the best rule at points, and algebra from what holds of any two coins.

With success s and doubt d, n tosses and chances p and q: 1/2 <= s <= 1, for a rule may guess; s <= 1/2 + n |p - q|/2, for two coins can be
tossed together so that they differ at a toss with probability |p - q| only; and (1 - s)/2 <= d <= min{1 - s, 1/4}, for with the
posterior probability t of one coin d is the mean of t (1 - t), and 1 - s that of min{t, 1 - t}. By Pinsker's inequality, with
KL <= (p - q)^2/(q (1 - q)) for one toss and sums for n, 2 (2 s - 1)^2 q (1 - q) <= n (p - q)^2.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product
from math import exp, log
from random import Random
from typing import Any

from theorysim.chance.coins import told_apart
from theorysim.claims.coins import Coins, doubt, success
from theorysim.claims.what import NONE
from theorysim.domains import Parameter, parameters
from theorysim.entries import Sided
from theorysim.judge.planted import mutants
from theorysim.judge.relation import worst_of, written
from theorysim.letters import on_letters
from theorysim.maths import absolute
from theorysim.prove.algebra import prove
from theorysim.prove.drawn import interval
from theorysim.prove.variants import substituted
from theorysim.readings import balls
from theorysim.results import Evidence

POINTS = {"quick": 24, "standard": 120, "deep": 2_000}  # drawn, besides the corners
CORNERS = 16
BITS = (128, 512, 2048, 4096)
SEED, OTHER_SEED = 4_201, 4_202
NUMBERS = ("success", "doubt")
Point = dict[str, Fraction]


def facts(claim: Coins) -> tuple[Sided, ...]:
    """Return what holds of any two coins, for those of a claim."""
    p, q, n = (on_letters(body) for body in (*claim.chances, claim.tosses))
    return (
        success <= 1,
        2 * success >= 1,
        success <= 1 / 2 + n * absolute(p - q) / 2,
        1 - success <= 2 * doubt,
        doubt <= 1 - success,
        4 * doubt <= 1,
        2 * (2 * success - 1) ** 2 * q * (1 - q) <= n * (p - q) ** 2,
    )


def _letters(claim: Coins) -> dict[str, Parameter]:
    bodies = (*claim.chances, claim.tosses, *(s.body for s in (*claim.given, *claim.checks)))
    return {p.name: p for body in bodies for p in parameters(body) if p.name not in NUMBERS}


def points(claim: Coins, count: int, seed: int) -> Iterator[Point]:
    """Yield corners of the ranges, then points within them, logarithmically where they are wide."""
    rng, takes = Random(seed), _letters(claim)
    ends = {n: interval(n, p.domain, claim.search) for n, p in takes.items()}
    for corner in islice(product(*ends.values()), CORNERS):
        yield {n: Fraction(v) for n, v in zip(ends, corner, strict=True)}
    for _ in range(count):
        point: Point = {}
        for name, (low, high) in ends.items():
            share = rng.choice((0.0, 1.0)) if rng.random() < 0.2 else rng.random()
            wide = low > 0 and high > 50 * low
            value = exp(log(low) + share * (log(high) - log(low))) if wide else low + share * (high - low)
            exact = Fraction(round(value)) if takes[name].domain.integer else Fraction(f"{value:.6g}")
            point[name] = min(max(exact, Fraction(low)), Fraction(high))
        yield point


def numbers(claim: Coins, point: Point, bits: int) -> dict[str, Any]:
    """Return success and doubt at a point, in balls."""
    p, q, n = (balls.evaluate(b, {a.name: point[a.name] for a in parameters(b)}, bits) for b in (*claim.chances, claim.tosses))
    tosses = n.arb.unique_fmpz()
    if tosses is None or tosses < 1:
        raise ValueError(f"{n.arb.mid()} tosses: their number is to be whole, and at least 1")
    with balls.precision(bits):
        found = told_apart(p.arb, q.arb, int(tosses))
    return dict(zip(NUMBERS, map(balls.Ball, found), strict=True))


def holds_at(claim: Coins, check: Sided, point: Point) -> tuple[bool | None, float | None]:
    """Tell whether a relation certainly holds at a point, None where that is not known, and the ratio of its sides."""
    for bits in BITS:
        known: Mapping[str, Any] = {**point, **numbers(claim, point, bits)}
        left, right = balls.evaluate(check.body, {p.name: known[p.name] for p in parameters(check.body)}, bits)
        with balls.precision(bits):
            truth = (balls.equal(left, right) if check.sense == "==" else left < right if check.sense == "<" else left <= right).known
            ratio = float((left.arb / right.arb).mid()) if right.arb != 0 else None
        if truth is not None:
            return truth, ratio
    return None, None


def _met(claim: Coins, given: Sequence[Sided], count: int, seed: int) -> Iterator[Point]:
    yield from (p for p in points(claim, count, seed) if all(holds_at(claim, g, p)[0] for g in given))


def judge_coins(claim: Coins, effort: str, label: str) -> Evidence:
    """Compute the numbers at points, and prove each relation from what holds of any two coins; the worst decides."""
    places = list(_met(claim, claim.given, POINTS[effort], SEED))
    return worst_of([_judged(claim, check, places, label) for check in claim.checks])


def _judged(claim: Coins, check: Sided, places: Sequence[Point], label: str) -> Evidence:
    tried, ratios, unknown = {"points": len(places)}, list[tuple[float, Point]](), list[Point]()
    for point in places:
        truth, ratio = holds_at(claim, check, point)
        if truth is False:
            why = f"at {', '.join(f'{n} = {v}' for n, v in point.items())} the best rule has other numbers"
            return Evidence("exact laws", "refuted", "certified", ratio, None, written(label, point), why, tried)
        unknown += [point] if truth is None else []
        ratios += [(ratio, point)] if ratio is not None else []
    if not places:
        return Evidence("exact laws", "undecided", why="no point that was tried meets the hypotheses", tried=tried)
    top, place = max(ratios, key=lambda one: one[0], default=(None, places[0]))
    found = Evidence("exact laws", "holds", "certified", top, 1 / top if top else None, written(label, place), tried=tried)
    if _proved(claim, check, claim.given):
        beside: Any = (("exact laws", "holds"),) if len(unknown) < len(places) else ()
        return replace(found, by="algebra", grade="proved", why="proved from what holds of any two coins", beside=beside)
    if unknown:
        return Evidence("exact laws", "undecided", why=f"not known at {written(label, unknown[0])}", tried=tried)
    return replace(found, scope=f"on {len(places)} instances")


def _proved(claim: Coins, check: Sided, given: Sequence[Sided]) -> bool:
    known = (*given, *(h for h in claim.hints if prove(h, given).proved))
    p, q, n = (on_letters(body) for body in (*claim.chances, claim.tosses))
    coins = all(prove(side, known, 6).proved for side in (p >= 0, p <= 1, q >= 0, q <= 1, n >= 1) if isinstance(side, Sided))
    return coins and prove(check, (*known, *facts(claim)), 6).proved


def with_numbers(claim: Coins, values: Mapping[str, Fraction]) -> Iterator[Sided]:
    """Yield the relations with the numbers of the best rule at a point, rounded, in place of their letters."""
    if not _letters(claim).keys() <= values.keys():
        return
    found = {name: float(ball.arb.mid()) for name, ball in numbers(claim, dict(values), BITS[0]).items()}
    for check in claim.checks:
        yield Sided(substituted(check.body, **{name: _constant(value) for name, value in found.items()}), check.sense, check.says)


def _constant(value: float) -> Any:
    def number() -> Any:
        return value

    return number


def planted_in_coins(claim: Coins) -> dict[str, int]:
    """Count what the judge does with planted errors: known to be wrong by points of other draws, to be refuted at its own."""
    counts = dict(NONE)
    mine, others = (list(points(claim, POINTS["quick"], seed)) for seed in (SEED, OTHER_SEED))
    for check in claim.checks:
        places = [p for p in mine if all(holds_at(claim, g, p)[0] for g in claim.given)]
        ratios = [r for p in places if (r := holds_at(claim, check, p)[1]) is not None]
        for _, mutant, given in mutants(check, claim.given, max(ratios, default=None)):
            wrong, refuted = (any(_breaks(claim, mutant, given, p) for p in some) for some in (others, mine))
            if wrong or refuted:
                counts["refuted" if refuted else "missed"] += 1
            else:
                counts["still_true" if _proved(claim, mutant, given) else "unknown"] += 1
    return counts


def _breaks(claim: Coins, check: Sided, given: Sequence[Sided], point: Point) -> bool:
    return holds_at(claim, check, point)[0] is False and all(holds_at(claim, g, point)[0] for g in given)
