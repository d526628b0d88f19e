"""Prove a relation for all parameters in their domains, by computer algebra.

Each path through the `where`s of a body gives polynomials: denominators are cleared where their sign is known, domains
become nonnegative variables, exponentials and logarithms become variables about which only certified facts are used.
The relation's negation is then refuted (see `contradiction`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import combinations
from typing import Any

import sympy
from sympy import Expr, Symbol
from sympy.polys.polyerrors import BasePolynomialError

from theorysim.domains import Domain, parameters
from theorysim.entries import Sided
from theorysim.prove.budget import PATH, kept, spend
from theorysim.prove.contradiction import Constraint, contradicts
from theorysim.prove.facts import NO_NAMES, Cleared, System, bends, polynomial, rational, sign_of
from theorysim.prove.powers import ordered
from theorysim.prove.quotients import quotient
from theorysim.prove.signs import Written, at_once, by_sign
from theorysim.readings.constants import rounded
from theorysim.readings.paths import BASE, Path, is_positive, met, trace, unmet, written

UNREADABLE = (NotImplementedError, TypeError, BasePolynomialError)  # what SymPy says of bodies beyond it
LEVELS_AT_ONCE = 5  # of multipliers in a proof without cases of signs
LINKS, MOST_LINKS = 3, 14  # of a chain, and relations among which they are looked for
MOST_REAL = 6  # the signs of so many real parameters are split, three cases each


@dataclass(frozen=True)
class Proof:
    """Whether a relation was proved, on how many paths, and the first path on which no proof was found."""

    proved: bool
    paths: int
    open_path: str = ""


def domains_of(check: Sided, *given: Sided) -> dict[str, Domain]:
    """Collect the parameters of a relation and its hypotheses; where a name has two domains, the relation's own counts."""
    found: dict[str, Domain] = {}
    for one in (check, *given):
        for p in parameters(one.body):
            found.setdefault(p.name, p.domain)
    return found


def _conditions(conditions: Sequence[Any]) -> Iterator[tuple[Expr, bool]]:
    for c in conditions:
        if c == sympy.true:
            continue
        if isinstance(c, sympy.Eq):
            yield c.lhs - c.rhs, False
            yield c.rhs - c.lhs, False
        elif isinstance(c, sympy.StrictGreaterThan | sympy.GreaterThan):
            yield c.lhs - c.rhs, isinstance(c, sympy.StrictGreaterThan)
        elif isinstance(c, sympy.StrictLessThan | sympy.LessThan):
            yield c.rhs - c.lhs, isinstance(c, sympy.StrictLessThan)
        # an inequality `!=` says nothing that is used


def prove(check: Sided, given: Sequence[Sided] = (), levels: int = 99, whole: bool = False) -> Proof:
    """Try to prove that the check holds wherever the given relations hold, over the whole of the domains.

    `levels` bounds the degree of the multipliers that are tried, and so the work that a failure costs; `whole` asks for a proof
    without cases of signs first, which is always tried first where they are many.
    Raises nothing on failure: an unproved relation may still be true.
    """
    return _prove(check, tuple(given), levels, whole)


@kept(4096)  # proofs share lines, planted errors hypotheses
def _prove(check: Sided, given: tuple[Sided, ...], levels: int, whole: bool) -> Proof:
    sides = (check, *given)
    domains = domains_of(*sides)
    bodies = tuple(s.body for s in sides)
    if held := next((said for body in bodies for said in _rounded(body)), ""):
        return Proof(False, 0, held)
    takes = tuple(tuple(p.name for p in parameters(b)) for b in bodies)

    def together(**values):  # type: ignore[no-untyped-def]
        return tuple(body(**{name: values[name] for name in names}) for body, names in zip(bodies, takes, strict=True))

    try:
        identical = _identity(together, domains) if check.sense == "==" else 0
    except UNREADABLE:
        identical = 0
    if identical:
        return Proof(True, identical)
    reals = sum(d.low == float("-inf") for d in domains.values())
    if reals > MOST_REAL:
        return Proof(False, 0, f"more than {MOST_REAL} real parameters")

    def holds(path: Path, system: System, levels: int = levels) -> bool:
        return _path_holds(path, check, given, system, levels)

    if whole or reals >= 2:
        found = _on_every_path([at_once(domains)], together, given, partial(holds, levels=min(levels, LEVELS_AT_ONCE)))
        if found.proved:
            return found
    return _on_every_path(by_sign(domains), together, given, holds)


def defined(body: Callable[..., Any], smooth: bool = False) -> Proof:
    """Try to prove that a body is defined for all parameters in their domains; where it is to be `smooth`, that no root is one of 0."""
    domains = {p.name: p.domain for p in parameters(body)}
    if sum(d.low == float("-inf") for d in domains.values()) > MOST_REAL:
        return Proof(False, 0, f"more than {MOST_REAL} real parameters")

    def holds(path: Path, system: System) -> bool:
        needs = {
            ("positive" if smooth and kind.removesuffix(BASE) == "nonnegative" else kind, e) for part in path.needs for kind, e in part
        }
        return _all_met(needs, list(_conditions(path.conditions)), system, 99)

    return _on_every_path(by_sign(domains), body, (), holds)


def never_together(conditions: Sequence[Any], names: Mapping[str, Expr], domains: Mapping[str, Domain]) -> bool:
    """Tell whether it was proved that no parameters in their domains meet all of some conditions on the symbols `names`."""
    for values, variables, facts in by_sign(domains):
        here = [sympy.sympify(c).xreplace({names[n]: v for n, v in values.items()}) for c in conditions]
        if sympy.false in here:
            continue
        system = System(dict(variables), list(facts), {})
        try:
            if not _impossible([*((rational(e, system), s) for e, s in _conditions(here)), *system.facts], None, system, levels=3):
                return False
        except UNREADABLE:
            return False
    return True


@lru_cache(maxsize=4096)
def _rounded(body: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(rounded(body))


def _on_every_path(
    cases: Iterable[Written], body: Callable[..., Any], given: Sequence[Sided], holds: Callable[[Path, System], bool]
) -> Proof:
    """Try to prove in each case, on every path of a body, what `holds` proves of one."""
    count = 0
    for values, symbols, facts in cases:
        try:
            if _excluded(given, values):
                continue
            paths = trace(body, values)
        except UNREADABLE as reason:  # a comparison with a number that is not one: somewhere the body divides by 0
            return Proof(False, count, str(reason))
        for path in paths:
            count += 1
            spend(PATH)
            if sympy.false in path.conditions:
                continue
            try:  # a NaN compares with nothing: somewhere the body divides by 0
                if not holds(path, System(dict(symbols), list(facts), {})):
                    return Proof(False, count, f"{path.conditions}")
            except UNREADABLE as reason:
                return Proof(False, count, str(reason))
    return Proof(count > 0, count)


def _excluded(given: Sequence[Sided], values: Mapping[str, Expr]) -> bool:
    """Tell whether a hypothesis is plainly false, or not defined, for these signs: a division by 0 beside it then does not matter."""

    def false(path: Path, sense: str) -> bool:
        if any(unmet(kind, e) for needs in path.needs for kind, e in needs):
            return True
        left, right = path.result
        m = right - left
        return bool(m.is_number and (m < 0 or (m == 0 and sense == "<") or (m != 0 and sense == "==")))

    return any(
        all(false(path, side.sense) for path in trace(side.body, {p.name: values[p.name] for p in parameters(side.body)})) for side in given
    )


def _identity(together: Callable[..., Any], domains: Mapping[str, Domain]) -> int:
    """Return the number of paths if both sides are the same rational function on each, whatever the parameters; else 0."""
    names = {n: Symbol(n, positive=True) if d.low >= 0 and d.low_open else Symbol(n, real=True) for n, d in domains.items()}
    paths = trace(together, names)
    if any(not met(kind, e) for p in paths for kind, e in p.needs[0]):
        return 0
    return len(paths) if all(sympy.cancel(sympy.together(sympy.expand(p.result[0][0] - p.result[0][1]))) == 0 for p in paths) else 0


def _is_a_number(kind: str, e: Expr, known: Sequence[tuple[Expr, bool]], system: System, levels: int) -> bool:
    """Tell whether a divisor was shown to be nonzero, the argument of a logarithm positive, of a root nonnegative."""
    if met(kind, e):
        return True
    if e.has(sympy.nan, sympy.zoo, sympy.oo):
        return False
    if kind == "nonzero":
        return _follows(e, True, known, system, levels) or _follows(-e, True, known, system, levels)
    return _follows(e, is_positive(kind), known, system, levels)


def _all_met(needs: Iterable[tuple[str, Expr]], known: Sequence[tuple[Expr, bool]], system: System, levels: int) -> bool:
    """Show each need; raises NotImplementedError with the first that is not shown."""
    for kind, e in sorted(needs, key=lambda need: (not need[1].is_number, written(need))):  # of plain numbers first: they end it soonest
        if not _is_a_number(kind, e, known, system, levels):
            raise NotImplementedError(f"not shown: {e} is {kind}, which the relation needs to mean something")
    return True


def _path_holds(path: Path, check: Sided, given: Sequence[Sided], system: System, levels: int) -> bool:
    known, bases = list(_conditions(path.conditions)), set[tuple[str, Expr]]()
    for side, needs, (left, right) in zip(given, path.needs[1:], path.result[1:], strict=True):
        if own := {(kind, e) for kind, e in needs if kind.endswith(BASE)} - bases:
            _all_met(own, known, system, levels)  # a hypothesis speaks of powers elsewhere, too: nothing is known of them there
            bases |= own
        known.append((right - left, side.sense == "<"))
        if side.sense == "==":
            known.append((left - right, False))
    _all_met(path.needs[0] - bases, known, system, levels)
    left, right = path.result[0]
    margin = right - left
    if check.sense == "==":
        if sympy.cancel(sympy.together(rational(margin, system))) == 0:
            return True
        return _follows(margin, False, known, system, levels) and _follows(-margin, False, known, system, levels)
    return _follows(margin, check.sense == "<", known, system, levels)


def _follows(margin: Expr, strictly: bool, known: Sequence[tuple[Expr, bool]], system: System, levels: int) -> bool:
    plain = [(e, s) for e, s in known if not bends(e)]
    if _impossible([*plain, *system.facts], None, system, levels=3):  # a path that the hypotheses do not admit
        return True
    top = rational(margin, system)
    hypotheses = [(rational(e, system), s) for e, s in known]
    negations = [(-top, not strictly)] if strictly else [(-polynomial(top, system).without_squares, True), (-top, True)]
    seen = 0
    constraints: list[tuple[Expr, bool]] = []
    while True:  # facts may bring variables of their own
        constraints += [(rational(e, system), s) for e, s in system.facts[seen:]]
        if len(system.facts) == seen:
            break
        seen = len(system.facts)
    everything = [*hypotheses, *ordered(hypotheses, system), *constraints]
    if system.units and _linked(top, hypotheses, strictly, system):
        return True
    for negation in dict.fromkeys(negations):
        near = [(e, s) for e, s in everything if e.free_symbols <= negation[0].free_symbols]
        if any(
            _impossible(some, negation, system, levels) for some in ([near, everything] if len(near) < len(everything) else [everything])
        ):
            return True
    return False


def _linked(top: Expr, known: Sequence[tuple[Expr, bool]], strictly: bool, system: System) -> bool:
    """Tell whether a margin is the sum of a few that are known and of what is plainly >= 0."""
    names = tuple(system.symbols)
    strict = tuple(system.symbols.values())
    for n in range(1, LINKS + 1):
        for chosen in combinations(known[-MOST_LINKS:], n):
            if strictly and not any(s for _, s in chosen):
                continue
            above, below = quotient(top - sum(e for e, _ in chosen), names or NO_NAMES)
            sign = sign_of(below, strict, divides=True)
            if sign and all(sign * c > 0 for c in above.coeffs()):
                return True
    return False


def _impossible(known: Sequence[tuple[Expr, bool]], negation: tuple[Expr, bool] | None, system: System, levels: int = 99) -> bool:
    """Tell whether the relations, and the negation where there is one, were shown to contradict each other.

    A relation whose denominator has no known sign is left out; raises NotImplementedError for such a negation.
    """
    built: list[tuple[Cleared, bool]] = []
    for e, s in [*known, *([negation] if negation else [])]:
        if not e.free_symbols:
            if e.is_number and ((e <= 0) if s else (e < 0)):
                return True
            continue
        try:
            built.append((polynomial(e, system), s))
        except NotImplementedError:
            if (e, s) == negation:
                raise
    named = frozenset().union(*(p.variables for p, _ in built))
    used = [v for v in sorted(system.symbols, key=str) if v in named]
    constraints = list(dict.fromkeys(Constraint(p.of(used), s) for p, s in built))
    if not used:
        numbers = [(sum(c for _, c in terms), strict) for terms, strict in constraints]
        return any((c <= 0) if strict else (c < 0) for c, strict in numbers)
    return contradicts(constraints, [system.symbols[v] for v in used], levels)
