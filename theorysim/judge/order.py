"""Judge T = O(size), T = Omega(size) and "T is not O(size)": one constant for all parameters at once.

What is known of T is a floor and a ceiling, each proved by claims. A ceiling that is at most C size, or a floor that is at least size/C,
shows the claim, with the constant that the search found and algebra proved. A floor that outgrows the size along a ray, or a
size that outgrows the ceiling, refutes it: then for every c there is a point where T <= c size fails.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from math import ceil, inf, log10
from typing import Any

from theorysim.claims.cover import Cover
from theorysim.claims.order import Known, Order
from theorysim.claims.relation import Relation
from theorysim.domains import Parameter, Positive, parameters
from theorysim.entries import Sided, at_most
from theorysim.judge.grades import in_lines, relations
from theorysim.judge.relation import STRENGTH, broken_by_symbols, judge_link, worst_of, written
from theorysim.judge.speaks import missing
from theorysim.letters import spoken
from theorysim.prove.algebra import domains_of, prove
from theorysim.prove.rays import GROWS, Growth, at, grows, measured
from theorysim.prove.search import fails_at, search
from theorysim.prove.variants import taking
from theorysim.readings.floats import evaluate
from theorysim.results import Evidence, Outcome


def _one(c: Positive) -> Any:
    return c


CONSTANT = parameters(_one)[0]
LEVELS = 6  # of multipliers in the proof that a constant does


def _claim(order: Order, known: Known, says: str = "", constant: int | None = None) -> Sided:
    """State known <= c size, or size <= c known for an Omega, for the parameter c or a given constant; over the domains of the size."""
    left, right = (order.size, known.body) if order.sense == "Omega" else (known.body, order.size)
    lefts, rights = (tuple(p.name for p in parameters(body)) for body in (left, right))

    def times_c(**values: Any) -> Any:
        c = values["c"] if constant is None else constant
        return left(**{n: values[n] for n in lefts}), c * right(**{n: values[n] for n in rights})

    takes: list[Parameter] = [*([CONSTANT] if constant is None else []), *parameters(known.body), *parameters(order.size)]
    return at_most(taking(times_c, takes), says)


def stated(order: Order) -> Iterator[Sided]:
    """Return the claim as relations with a parameter c, for what is known of T: a ceiling that keeps to it, a floor that breaks it."""
    claim = "size <= c T" if order.sense == "Omega" else "T <= c size"
    for known, word in ((order.floor, "least"), (order.ceiling, "most")):
        if known is not None:
            yield _claim(order, known, f"{claim}, where T is at {word} {known.body.__name__}")


def _deciding(order: Order) -> tuple[Known | None, Known | None]:
    """Return what would show the claim and what would break it."""
    return (order.floor, order.ceiling) if order.sense == "Omega" else (order.ceiling, order.floor)


def _covered(order: Order, known: Known) -> None:
    """See that what is known was shown for all that the order speaks of; raises ValueError where it asks for more of the constants."""
    domains = domains_of(at_most(order.size), at_most(known.body), *order.given)
    for what in known.by:
        shown = [*what.given, *(check for check, _ in what.links())]
        for p in (p for sided in shown for p in parameters(sided.body) if p.name in domains):
            if not (p.domain.low <= domains[p.name].low and domains[p.name].high <= p.domain.high):
                raise ValueError(f"{known.body.__name__} was shown for {p.name} in {p.domain}, not in {domains[p.name]}")
        for g in what.given:
            if {p.name for p in parameters(g.body)} <= domains.keys() and not prove(g, order.given).proved:
                raise ValueError(f"{known.body.__name__} was shown under {spoken(g)}: state it under given")


@cache
def _judged(what: Relation | Cover, effort: str) -> Evidence:
    """Judge what a floor or a ceiling rests on: once a process, for several statements rest on the same theorem."""
    return what.judge(effort, "", {}, {})


def _weakest(order: Order, known: Known, effort: str) -> Evidence:
    """Return the worst of what is found of the claims behind a floor or ceiling."""
    _covered(order, known)
    return worst_of([_judged(what, effort) for what in known.by])


def settled(order: Order) -> tuple[Sided, int] | None:
    """Return the relation that shows the claim, and its constant: the least whole one above all seen, or twice or four times it."""
    shows, _ = _deciding(order)
    if shows is None:
        return None
    seen = search(_claim(order, shows, constant=1), order.given, order.search).worst_ratio
    if seen is None or seen <= 0:
        return None
    least = ceil(seen * (1 - 1e-12))
    claims = [(_claim(order, shows, constant=c), c) for c in (least, 2 * least, 4 * least)]
    return next((one for one in claims if prove(one[0], order.given, LEVELS).proved), claims[0])


def _point(order: Order, growth: Growth, breaks: Known) -> dict[str, Fraction] | None:
    """Return a point of the ray, within the printed ranges if one is, and a round c for which the claim fails there."""
    ratio, check = _claim(order, breaks, constant=1), _claim(order, breaks)
    domains = domains_of(ratio, *order.given)
    best: dict[str, Fraction] | None = None
    for n in range(40):
        point = at(growth.ray, Fraction(10) ** n)
        within = all(low <= float(point[name]) <= high for name, (low, high) in order.search.items() if name in point)
        if (best is not None and not within) or not all(d.holds(point[name]) for name, d in domains.items()):  # type: ignore[arg-type]
            continue
        above, below = evaluate(ratio.body, {p.name: float(point[p.name]) for p in parameters(ratio.body)})
        if not 10 < (ratio_here := above / below if below > 0 else inf) < inf:  # beyond floats nothing is compared
            continue
        c = Fraction(10) ** int(log10(ratio_here) - 1e-9)
        if fails_at(check, order.given, {"c": c, **point}):
            best = {"c": c, **point}
        if best is not None and not within:  # none of the ray lies in the ranges: the first one beyond
            break
    return best


def refute(order: Order, label: str) -> Evidence | None:
    """Return the proof that no constant does; None where none was found."""
    _, breaks = _deciding(order)
    if breaks is None:
        return None
    growth = grows(_claim(order, breaks, constant=1), order.given)
    point = None if growth is None else _point(order, growth, breaks)
    if growth is None or point is None:
        return None
    check = _claim(order, breaks)
    again = broken_by_symbols(check, order.given, point)
    if again is False or growth.limit is False:
        return None
    beside: list[tuple[str, Outcome]] = [("symbols", "refuted")] if again else []
    beside += [("limit", "refuted")] if growth.limit else []
    what = "T/size" if order.sense != "Omega" else "size/T"
    why = f"No constant does: {what} is {growth}"
    above, below = evaluate(check.body, {p.name: float(point[p.name]) for p in parameters(check.body)})
    ratio = above / below * float(point["c"])
    return Evidence("rays", "refuted", "proved", ratio, None, written(label, point), why, {}, tuple(beside))


def _shown(order: Order, effort: str, label: str) -> Evidence | None:
    at_hand = settled(order)
    if at_hand is None:
        return None
    check, constant = at_hand
    steepest = measured(check, order.given)
    if steepest and steepest[0][0] > GROWS:
        return None
    found, _ = judge_link(check, order.given, order.search, effort, label)
    if found.outcome != "holds":
        return None
    claim = f"size <= {constant} T" if order.sense == "Omega" else f"T <= {constant} size"
    if found.grade != "proved":  # over a bounded range some constant always does
        why = f"{claim} was not proved: {found.why}; seen over a range alone, a constant says nothing of the order"
        return replace(found, outcome="undecided", grade=None, slack=None, why=why)
    exponent = f"; of {len(steepest)} rays the steepest has exponent {max(0.0, steepest[0][0]):.2g}" if steepest else ""
    return replace(found, why=f"{claim}: {found.why}{exponent}.", tried={**found.tried, "rays": len(steepest)})


SWAPPED: Mapping[str, Outcome] = {"refuted": "holds", "holds": "refuted", "undecided": "undecided"}


def judge_order(order: Order, effort: str, label: str) -> Evidence:
    """Judge by what is known of T; undecided where neither a constant nor a ray of growth was proved."""
    if unshown := next(missing(order), ""):
        return Evidence("rays", "undecided", why=unshown)
    rests: list[Evidence] = []  # what a floor or a ceiling rests on: prose joins it to T
    for known in filter(None, _deciding(order)):
        rests.append(_weakest(order, known, effort))
        if rests[-1].outcome != "holds":
            return Evidence("rays", "undecided", why=f"{known.body.__name__} was not shown: {rests[-1].why}", tried=rests[-1].tried)
    found = refute(order, label) or _shown(order, effort, label)
    if found is None:
        return Evidence("rays", "undecided", why="no constant was proved, and no ray on which none does")
    weakest = min((e.grade for e in (found, *rests)), key=STRENGTH.__getitem__)
    found = in_lines(replace(found, grade=weakest), 1 + len(relations(order)))
    if order.sense != "not O":
        return found
    beside = tuple((by, SWAPPED[o]) for by, o in found.beside)
    return replace(found, outcome=SWAPPED[found.outcome], worst_ratio=None, slack=None, beside=beside)  # no constant is near to it
