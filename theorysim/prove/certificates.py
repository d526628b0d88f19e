"""Find the sums that show a relation, on the leaves that the checker reads, and write them down.

What is proved here is proved by the checker's own reader: a linear program proposes multipliers in floats, rationals settle them.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import comb, isqrt
from pathlib import Path
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat

from theorysim.prove.chains import chained
from theorysim.prove.cuts import cuts
from theorysim.prove.nearest import shown
from theorysim.prove.programs import least_sum
from theorysim.prove.replays import law_of
from theorysim.verify import coins, powers
from theorysim.verify.balls import Balls
from theorysim.verify.boxes import box_of, within
from theorysim.verify.certificate import BESIDES, claims_of, key_of, text_of
from theorysim.verify.claims import KINDS, asked, ball_of, coins_of
from theorysim.verify.leaf import Leaf, Ratio
from theorysim.verify.reader import Reader
from theorysim.verify.runner import Runner
from theorysim.verify.runs import Member
from theorysim.verify.sums import LATE, Question, domains_of, goals, leaves, negations
from theorysim.verify.sums import contradiction as checked
from theorysim.verify.texts import CLOSE, outcome
from theorysim.verify.trees import Domain, Record, Refused, Unfollowed, letters_of
from theorysim.verify.witness import refuted

LEVELS = ((1, 0), (1, 1), (2, 0), (2, 1), (1, 2), (3, 0), (2, 2), (3, 1), (2, 3))  # factors of a product, degree of a monomial
LARGEST = 6000  # products in one linear program
SECONDS = 4.0  # of one linear program
MOST_REAL = 6  # letters of any sign that are split into three cases each
CONSTANTS = (1, 2, 4, 8, 16, 20, 32, 64, 256, 1024, 2**12, 2**14, 2**17)  # of an order
LOW = 6  # levels of multipliers, for one constant of an order
MANY = 5  # letters
FEW = 3  # letters that may be 0
Point = Mapping[str, Any]  # letter -> value; or a run
Terms = list[list[Any]]
System = list[tuple[str, Any, bool]]  # label, polynomial, strict


class Open(Exception):
    """No sum was found, for the goal that is named."""


def exported(
    reader: Reader, file: Path, name: str, held: Container[tuple[str, str]], broken: Mapping[tuple[str, str, int], Point]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the certificates of ways to a statement's claims: of those of (reading, part) that hold, of (reading, part, route) that a
    point breaks; and why others have none.
    """
    made: dict[str, Any] = {}
    without: dict[str, str] = {}
    for reading, part, route, what in claims_of(reader, file, name):
        if not isinstance(what, Record) or what.kind not in (*KINDS, *BESIDES) or what.fields.get("by_search") is True:
            continue
        key = key_of(reading, part, route)
        try:
            if what.kind == "Executed":
                made[key] = _came(file, name, (reading, part, route))
            elif (reading, part, route) in broken:
                made[key] = refutation(reader, what, broken[reading, part, route])
            elif (reading, part) in held or route:  # a line may hold beside a claim that does not
                made[key] = certificate(reader, what)
        except (Open, Refused, Unfollowed) as why:
            without[key] = str(why)
    return made, without


def _came(file: Path, name: str, place: tuple[str, str, int]) -> dict[str, Any]:
    """Return what came out of the trials of a text, or of the first that did not come out as it was to."""
    runner = Runner()
    found = [outcome(runner, trial) for trial in text_of(runner, file, name, place).fields["trials"]]
    wrong = [i for i, (came, expected) in enumerate(found) if abs(came - expected) > CLOSE * max(Fraction(1), abs(expected))]
    if wrong:
        return {"refutes": {"trial": wrong[0], "came": str(found[wrong[0]][0])}}
    return {"came": [str(came) for came, _ in found]}


def refutation(reader: Reader, claim: Record, point: Point) -> dict[str, Any]:
    """Return the certificate that a claim fails, by the point that its judge found; raises Open or Refused where there is none."""
    if claim.kind == "Bound":
        return _by_run(reader, claim, point)
    ways: list[dict[str, Any]] = [{"ray": _ray(reader, claim, True)}] if claim.kind == "Order" else []
    ways += [{"check": i, "point": point} for i in range(len(claim.fields.get("checks", ()))) if claim.kind in ("Relation", "Coins")]
    ways += [{"law": law_of(point)}] if claim.kind == "Expected" else []
    ways += [{"denial": i, "point": point} for i in range(len(claim.fields.get("denials", ())))]
    reason: Exception = Open("nothing refutes it")
    for said in ways:
        try:
            return {"refutes": said, "proofs": {label: found(question) for label, question in refuted(reader, claim, said)[1].items()}}
        except (Open, Refused, IndexError) as why:
            reason = why
    raise reason


def _by_run(reader: Reader, bound: Record, run: Mapping[str, Any]) -> dict[str, Any]:
    """Return the certificate that a run exceeds a bound; the lower bound that a class asks for is the least value."""
    if not run:
        raise Open("a run in several coordinates, or through a noise, has no certificate")
    least = Balls({}).value(Member(reader, run).least)
    said = {"run": {**run, "constants": {"f_star": str(least), **run["constants"]}}}
    return {"refutes": said, "proofs": {label: found(question) for label, question in refuted(reader, bound, said)[1].items()}}


def certificate(reader: Reader, claim: Record) -> dict[str, Any]:
    """Return the certificate of a claim; raises Open or Refused where there is none."""
    opened: dict[str, Any] = {}
    proofs: dict[str, Any] = {}
    if claim.kind == "Order" and claim.fields["sense"] == "not O":
        opened["ray"] = _ray(reader, claim, False)
    elif claim.kind == "Order":
        opened["constant"], proofs["constant"] = _constant(reader, claim)
    elif claim.kind == "Goldstein":
        opened["ball"] = _of_ball(reader, claim)
    for label, question in asked(reader, claim, opened).items():
        try:
            proofs[label] = proofs.get(label) or _by_sums_or_boxes(claim, question)
        except (Open, Refused):
            if claim.kind != "Coins" or label.startswith(coins.COINS):
                raise
            opened.setdefault("points", {})[label] = list(_places(reader, claim, int(label)))
    return opened | {"proofs": proofs}


def _of_ball(reader: Reader, claim: Record) -> dict[str, Any]:
    try:
        return shown(*ball_of(reader, claim))
    except ValueError as why:
        raise Open(str(why)) from why


def _places(reader: Reader, claim: Record, check: int) -> Iterator[dict[str, str]]:
    """Yield points of the printed ranges at which a claim about two coins is shown: each letter at an end, or between."""
    chances, tosses, given, checks = coins_of(reader, claim)
    takes = {n: d for n, d in letters_of(*chances, tosses, *given, *checks).items() if n not in coins.NUMBERS}
    ends = {name: within(claim.fields["search"][name], domain) for name, domain in takes.items()}
    middles = {name: Fraction(isqrt(int(low * high))) if takes[name].whole else (low + high) / 2 for name, (low, high) in ends.items()}
    for values in product(*({low, middles[name], high} for name, (low, high) in ends.items())):
        point = {name: str(value) for name, value in zip(ends, values, strict=True)}
        try:
            coins.at(chances, tosses, point, given, None)
        except Refused:
            continue
        coins.at(chances, tosses, point, (*given, checks[check]), None)
        yield point


def _by_sums_or_boxes(claim: Record, question: Question) -> dict[str, Any]:
    try:
        return found(question)
    except (Open, Refused):
        if claim.kind != "Relation" or question.given or letters_of(question.claim).keys() - claim.fields["search"].keys():
            raise
        if (tree := cuts(question.claim, box_of(claim, question))) is None:
            raise
        return {"tree": tree}


def _ray(reader: Reader, order: Record, refuting: bool) -> dict[str, Any]:
    from theorysim.prove.growth import outgrowing  # SymPy comes with it

    if (ray := outgrowing(reader, order, refuting)) is None:
        raise Open("no ray of growth was proved")
    return ray


def _constant(reader: Reader, order: Record) -> tuple[int, Any]:
    for constant in CONSTANTS:
        try:
            return constant, found(asked(reader, order, {"constant": constant})["constant"], LOW)
        except Open:
            continue
    raise Open(f"no constant up to {CONSTANTS[-1]} does")


def found(question: Question, levels: int = len(LEVELS)) -> dict[str, Any]:
    """Return a certificate of a relation; raises Open where none was found, Refused for what the checker does not read.

    Where there are many letters, the hypotheses that speak of no others than the claim are tried first.
    """
    own = letters_of(question.claim).keys()
    near = [i for i, one in enumerate(question.given) if letters_of(one).keys() <= own]
    if len(domains_of(question)) > MANY and len(near) < len(question.given):
        try:
            return found(replace(question, given=tuple(question.given[i] for i in near)), levels) | {"use": near}
        except (Open, Refused):
            pass
    domains = domains_of(question)
    hints: list[Any] = []
    for hint in question.hints:
        try:
            hints.append(_shown(Question(hint, question.given, shown=question.shown), domains, levels))
        except (Open, Refused):
            hints.append(None)
    used = tuple(h for h, shown in zip(question.hints, hints, strict=True) if shown is not None)
    proof = _shown(Question(question.claim, question.given, used, question.shown), domains, levels)
    return proof | ({"hints": hints} if hints else {})


def _shown(question: Question, domains: Mapping[str, Domain], levels: int) -> dict[str, Any]:
    reals = sum(d.low is None for d in domains.values())
    zeros = sum(d.low == 0 and not d.low_open and d.high is None for d in domains.values())
    splits = ["free"] * (question.claim.head == "==") + ["difference"] * (reals >= 2 or zeros > FEW) + ["sign"] * (reals <= MOST_REAL)
    reason: Exception = Open(f"{reals} letters of any sign")
    for split in splits:
        most = 0 if split == "free" else min(levels, 5) if split == "difference" else levels
        try:
            shown = {
                name: sums
                for name, leaf, margin in leaves(question, domains, split)
                if (sums := _sums(leaf, margin, question.claim.head, most, name))
            }
            return {"split": split, "leaves": shown}
        except (Open, Refused) as why:
            reason = why
    raise reason


def _sums(leaf: Leaf, margin: Ratio | None, sense: str, levels: int, name: str) -> dict[str, Any]:
    """Return the sums of a leaf: of each goal, or that no point comes so far."""
    wanted = list(goals(leaf, margin, sense))
    if not wanted:
        return {}
    plain = [(label, q, s) for label, q, s in _relations(leaf, leaf.time + LATE) if label[0] in "chdn"]
    empty = _refuted(plain, leaf, min(levels, 3)) if plain else None
    sums: dict[str, Any] = {} if empty is None else {"void": empty}
    until = leaf.time + LATE if empty is None else checked(leaf, empty, leaf.time + LATE)
    for goal, p, kind, before in wanted:
        if before > until:
            continue
        strict = kind != "nonnegative"
        if kind == "nonzero":
            terms: Any = next(([way, t] for way in (1, -1) if (t := _goal(leaf, p * way, strict, before, levels))), None)
        else:
            side = margin if goal == "claim" else None if margin is None else -margin
            linked = chained(leaf, side, strict, before) if side is not None and goal in ("claim", "back") and leaf.units else None
            if linked is not None:
                try:
                    checked(leaf, linked, before, negations(leaf, p, strict))
                except Refused:  # where a factor may vanish
                    linked = None
            terms = linked or _goal(leaf, p, strict, before, levels)
        if terms is None:
            raise Open(f"no sum for {goal} on {name}: {p} is {kind}")
        sums[goal] = terms
    return sums


def _relations(leaf: Leaf, before: int, euler: bool = False) -> Iterator[tuple[str, Any, bool]]:
    """Yield every relation that a proof of what is needed before a time may use."""
    curve = [i for i, (_, y, t) in enumerate(leaf.curve) if (euler or i == 0 or y is not leaf.e) and t < before]
    tangents = (f"t:{i}:{j}" for i in curve for j in curve if i != j)
    labels = [*leaf.facts, *tangents, *(f"k:{i}" for i in curve if i), *powers.labels(leaf, before)]
    for label in dict.fromkeys(labels):
        try:
            p, strict, time = leaf.fact(label)
        except Refused:
            continue
        if time < before:
            yield label, p, strict


def _variables(p: Any) -> set[int]:
    return {i for m in p.monoms() for i, e in enumerate(m) if e}


def _goal(leaf: Leaf, p: Any, strict: bool, before: int, levels: int) -> Terms | None:
    """Return the sum that p >= 0 (or > 0): first from what speaks of nothing else, e with all that is known of it last."""
    for euler in (False, True) if leaf.e is not None and len(leaf.curve) > 2 else (False,):
        for bound in ("e+", "e-") if leaf.e is not None else ("",):  # of e one bound: the two together are nearly 0 to a linear program
            everything = [r for r in _relations(leaf, before, euler) if r[0] not in ("e+", "e-") or r[0] == bound]
            for label, (q, s, _) in sorted(negations(leaf, p, strict).items(), reverse=True):
                mine = _variables(q)
                near = [r for r in everything if _variables(r[1]) <= mine]
                for some in [near, everything] if len(near) < len(everything) else [everything]:
                    if terms := _refuted([*some, (label, q, s)], leaf, levels):
                        return terms
    return None


def _refuted(system: System, leaf: Leaf, levels: int) -> Terms | None:
    """Return terms [c, labels, monomial] of relations that cannot hold together: their sum is 0, one of them is > 0."""
    names = list(leaf.index)
    rows = [(label, {tuple(map(int, m)): c for m, c in p.to_dict().items()}, s) for label, p, s in system if p != 0 or s]
    if not rows:
        return None
    if (absurd := next((label for label, p, _ in rows if not p), None)) is not None:
        return [["1", [absurd], {}]]
    used = sorted({i for _, p, _ in rows for m in p for i, e in enumerate(m) if e})
    short = [(label, {tuple(m[i] for i in used): c for m, c in p.items()}, s) for label, p, s in rows]
    strict_here, n = [leaf.strict[i] for i in used], len(used)
    for factors, degree in LEVELS[:levels]:
        if comb(len(short) + factors, factors) * comb(n + degree, degree) > LARGEST:
            continue
        columns, told = _products(short, strict_here, factors, degree)
        chosen = _proposed(columns, told)
        solution = None if chosen is None else _settled([columns[j] for j in chosen], [told[j][2] for j in chosen])
        if chosen is not None and solution is not None:
            return [
                [str(c), told[j][0], {names[used[i]]: e for i, e in enumerate(told[j][1]) if e}]
                for c, j in zip(solution, chosen, strict=True)
                if c > 0
            ]
    return None


def _products(short: Sequence[Any], strict_here: Sequence[bool], factors: int, degree: int) -> tuple[list[Any], list[Any]]:
    """Return products of so many relations with monomials of such a degree, and of each its labels, monomial, and whether it is > 0."""
    n = len(strict_here)
    shifts = [s for s in product(range(degree + 1), repeat=n) if sum(s) <= degree] if n else [()]
    columns: list[dict[Any, Any]] = []
    told: list[tuple[list[str], tuple[int, ...], bool]] = []
    for size in range(1, factors + 1):
        for chosen in combinations_with_replacement(range(len(short)), size):
            terms = short[chosen[0]][1]
            for j in chosen[1:]:
                new: dict[Any, Any] = {}
                for a, x in terms.items():
                    for b, y in short[j][1].items():
                        m = tuple(map(int.__add__, a, b))
                        new[m] = new.get(m, 0) + x * y
                terms = {m: c for m, c in new.items() if c != 0}
            strict = all(short[j][2] for j in chosen)
            for shift in shifts:
                columns.append({tuple(map(int.__add__, m, shift)): c for m, c in terms.items()})
                told.append(([short[j][0] for j in chosen], shift, strict and all(strict_here[i] for i in range(n) if shift[i])))
    for m in sorted({m for c in columns for m in c}):
        columns.append({m: fmpq(1)})
        told.append(([], m, all(s for s, e in zip(strict_here, m, strict=True) if e)))
    return columns, told


def _proposed(columns: Sequence[Any], told: Sequence[Any]) -> list[int] | None:
    """Return the products that a linear program takes, the heaviest first; None where it finds no sum."""
    index: dict[Any, int] = {}
    rows, cols, values = [], [], []
    for j, terms in enumerate(columns):
        scale = max((abs(float(v.p) / float(v.q)) for v in terms.values()), default=1)
        for m, v in terms.items():
            rows.append(index.setdefault(m, len(index)))
            cols.append(j)
            values.append(float(v.p) / float(v.q) / scale)
    sure = [j for j, t in enumerate(told) if t[2]]
    k = len(index)
    target = np.zeros(k + 1)
    target[k] = 1
    places = np.array(rows + [k] * len(sure)), np.array(cols + sure)
    x = least_sum(np.array(values + [1.0] * len(sure)), *places, target, SECONDS)
    return None if x is None else [int(j) for j in np.argsort(-x) if x[j] > 1e-9]


def _settled(columns: Sequence[Mapping[Any, Any]], strict: Sequence[bool]) -> list[Any] | None:
    """Solve sum c P = 0, with the strictly positive ones weighing 1, in rationals; None where a multiplier is negative."""
    monomials = {m: i for i, m in enumerate(sorted({m for c in columns for m in c}))}
    n, k = len(monomials) + 1, len(columns)
    rows = [[fmpq(0)] * (k + 1) for _ in range(n)]
    for j, column in enumerate(columns):
        for m, c in column.items():
            rows[monomials[m]][j] = c
        rows[-1][j] = fmpq(int(strict[j]))
    rows[-1][k] = fmpq(1)
    reduced, rank = fmpq_mat(rows).rref()
    solution = [fmpq(0)] * k
    for i in range(rank):
        pivot = next(j for j in range(k + 1) if reduced[i, j] != 0)
        if pivot == k:
            return None
        solution[pivot] = reduced[i, k]
    return None if any(c < 0 for c in solution) else solution
