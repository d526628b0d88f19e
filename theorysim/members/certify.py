"""Certify what an objective declares about classes: members are proved; `refuted` refutes non-members at an exact point.

A membership is proved over all parameters by algebra; a bound on a sublevel set also by convexity and symmetry, a bound
on a polynomial of sines and cosines by its vertices or as a square. Of a parameter that is a whole number it is proved for those of
`branches.tried` alone, and only these are run.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Annotated, Any

import sympy
from sympy import Expr, Poly, Symbol

from theorysim.domains import parameters
from theorysim.entries import Assumption, Objective, Satisfies, Sided, at_most, given_by_user, same
from theorysim.members.branches import breakpoints, coordinates, derivatives, instances, traced
from theorysim.members.joints import unseen, why_torn
from theorysim.members.meaning import CURVATURE, why_no_number
from theorysim.members.membership import on_sublevel, relation, with_signature
from theorysim.members.one_valley import one_valley
from theorysim.members.slopes import wrong_slopes
from theorysim.members.space import shown_by_diagonal
from theorysim.prove.algebra import prove
from theorysim.prove.budget import MEMBERSHIP, Spent, granted
from theorysim.readings.instances import flat
from theorysim.readings.paths import TooManyPaths, met, symbols, trace

RAN_OUT = "the work for a proof ran out"
NONE_TRIED = "the domain of a whole number holds none that is tried"
PLAIN = 4  # coordinates of a function whose derivatives are taken of its formula


def name_of(satisfies: Satisfies) -> str:
    """Name a declaration in a complaint: the class, as its inequality says it, and the constants."""
    constants = ", ".join(f"{n} = {b.__name__}" for n, b in satisfies.constants.items())
    return f"{satisfies.assumption.inequality.says}{' with ' + constants if constants else ''}"


def asks(satisfies: Satisfies, name: str) -> bool:
    """Tell whether the inequality of a class speaks of something."""
    return any(p.name == name for p in parameters(satisfies.assumption.inequality.body))


def fixed(objective: Objective, numbers: Mapping[str, int]) -> Objective:
    """Return the objective with some parameters replaced by numbers, in its bodies and in what it declares."""
    if not numbers:
        return objective

    def pin(body: Callable[..., Any]) -> Callable[..., Any]:
        wanted = {p.name: Annotated[float, p.domain] for p in parameters(body)}
        known = {n: v for n, v in numbers.items() if n in wanted}
        return with_signature(lambda **rest: body(**rest, **known), {n: a for n, a in wanted.items() if n not in known})

    return replace(
        objective,
        value=pin(objective.value),
        gradient=pin(objective.gradient),
        hessian=pin(objective.hessian) if objective.hessian else None,
        satisfies=tuple(replace(s, constants={n: pin(b) for n, b in s.constants.items()}) for s in objective.satisfies),
        minimum=pin(objective.minimum) if objective.minimum else None,
        start=pin(objective.start) if objective.start else None,
        minimizer=pin(objective.minimizer) if objective.minimizer else None,
    )


@cache
def certified(objective: Objective, classes: tuple[Assumption, ...]) -> bool:
    """Tell whether the objective declares to be a member of every class, and each membership was proved of the value itself.

    The derivatives of the package's own are compared with their values by its laws.
    """
    if not objective.value.__module__.startswith("theorysim.") and why_not_derived(objective):
        return False
    places = [next((i for i, s in enumerate(objective.satisfies) if s.assumption is a and s.holds), None) for a in classes]
    return None not in places and all(not why_not_proved(objective, i) for i in places if i is not None)


def ran_out(objective: Objective, classes: tuple[Assumption, ...]) -> str:
    """Name a class of which an objective declares to be a member, and of which the proof ran out of work; nothing where there is none."""
    declared = [i for i, s in enumerate(objective.satisfies) if s.holds and any(s.assumption is a for a in classes)]
    return next((why for i in declared if (why := why_not_proved(objective, i)).startswith(RAN_OUT)), "")


@cache
def why_not_derived(objective: Objective) -> str:
    """Return nothing where gradient and Hessian are the derivatives of the value, else what is wrong; not of many coordinates."""
    if objective.form != "tuple" or objective.parts or objective.dimension > PLAIN:
        return ""
    try:
        with granted(MEMBERSHIP):
            found = derivatives(objective, exactly=True)
    except TooManyPaths:
        found = wrong_slopes(objective)
    except Spent:
        return f"{RAN_OUT}: that the gradient and the Hessian are the derivatives of the value"
    return found[0] if found else ""


@cache
def why_not_attained(objective: Objective) -> str:
    """Return nothing where it was proved that the minimum is the value at the minimizer, and that f is never below it."""
    if objective.minimum is None or objective.minimizer is None or objective.form != "tuple":
        return "no minimum and minimizer of a function of plain coordinates are declared"
    bounded = [i for i, s in enumerate(objective.satisfies) if s.constants.get("f_star") is objective.minimum and s.holds]
    if not bounded:
        return "it is not declared that f is never below its minimum"
    for numbers in instances(objective):
        one = fixed(objective, numbers)
        try:
            with granted(MEMBERSHIP):
                if not prove(attained(one)).proved:
                    return f"no proof that the value at {objective.minimizer.__name__} is the minimum"
        except Spent:
            return f"{RAN_OUT}: that the value at {objective.minimizer.__name__} is the minimum"
    return why_not_proved(objective, bounded[0])


def attained(objective: Objective) -> Sided:
    """State that the value at the minimizer is the minimum."""
    value, least, place = objective.value, objective.minimum, objective.minimizer
    assert least is not None and place is not None
    axes = coordinates(objective)
    own = {p.name: Annotated[float, p.domain] for p in given_by_user(value, least, place)}
    wanted = [{p.name for p in parameters(body) if p.name in own} for body in (value, least, place)]

    def both(**given):  # type: ignore[no-untyped-def]
        at_value, at_least, at_place = ({n: given[n] for n in names} for names in wanted)
        return value(**at_value, **dict(zip(axes, flat(place(**at_place)), strict=True))), least(**at_least)

    return same(with_signature(both, own))


@cache
def why_not_proved(objective: Objective, which: int) -> str:
    """Return nothing where the membership `objective.satisfies[which]` was proved, else the reason; the proof has a budget of its own."""
    try:
        with granted(MEMBERSHIP):
            return _why_not_proved(objective, which)
    except Spent:
        return f"{RAN_OUT}: {name_of(objective.satisfies[which])}"


def why_untried(objective: Objective, satisfies: Satisfies) -> str:
    """Return why a membership can be neither proved nor refuted: it asks for what is not there; nothing where it can be tried."""
    if objective.hessian is None and any(asks(satisfies, name) for name in CURVATURE):
        return "the objective has no Hessian"
    return "" if instances(objective) else NONE_TRIED


def _why_not_proved(objective: Objective, which: int) -> str:
    satisfies = objective.satisfies[which]
    if nothing := why_untried(objective, satisfies):
        return nothing
    try:
        torn = why_torn(objective, satisfies)
    except TooManyPaths as many:
        torn = str(many)
    if torn:
        return torn
    for numbers in instances(objective):
        one = fixed(objective, numbers)
        undefined = objective.form == "tuple" and not objective.parts and why_no_number(one, one.satisfies[which])
        reason = undefined or ("" if asks(satisfies, "jump") else _why_not(one, one.satisfies[which]))
        if reason:
            return "; ".join([*(f"{n} = {v}" for n, v in numbers.items()), reason])
    return ""


def _why_not(objective: Objective, satisfies: Satisfies) -> str:
    reason = ""
    if _is_minimum(objective, satisfies) and one_valley(objective, _convex(objective)) and prove(attained(objective)).proved:
        return ""
    if objective.dimension == 1:
        given = (on_sublevel(objective),) if satisfies.assumption.on == "sublevel" else ()
        if given and _convex_and_even(objective, satisfies):
            return ""
        proof = prove(relation(objective, satisfies), given)
        if proof.proved or (not given and _one_variable(relation(objective, satisfies))):
            return ""
        reason = f"no proof on the branch {proof.open_path}"
    elif shown_by_diagonal(objective, satisfies):
        return ""
    shown = _curved_upwards(objective, satisfies) if asks(satisfies, "H_least") else _waves(objective, satisfies)
    return "" if shown else reason or "no proof"


def _convex(objective: Objective) -> bool:
    """Tell whether the objective declares to be convex, and it was proved."""
    least = Symbol("H_least")
    bodies = {
        i: s.assumption.inequality.body for i, s in enumerate(objective.satisfies) if s.holds and not s.constants and asks(s, "H_least")
    }
    plain = [i for i, body in bodies.items() if [p.name for p in parameters(body)] == ["H_least"]]
    return any(trace(bodies[i], {"H_least": least})[0].result == (0, least) and not why_not_proved(objective, i) for i in plain)


def _is_minimum(objective: Objective, satisfies: Satisfies) -> bool:
    """Tell whether a declaration is that f is nowhere below its minimum, which a minimizer is said to attain."""
    body = satisfies.assumption.inequality.body
    if objective.minimum is None or objective.minimizer is None or [p.name for p in parameters(body)] != ["value", "f_star"]:
        return False
    value, least = Symbol("value"), Symbol("f_star")
    return satisfies.constants["f_star"] is objective.minimum and trace(body, {"value": value, "f_star": least})[0].result == (least, value)


def _one_variable(check: Sided) -> bool:
    """Prove a relation that is a polynomial in x alone, once x is measured in units of a positive parameter (Sturm)."""
    domains = {p.name: p.domain for p in parameters(check.body)}
    names = symbols(domains)
    t = Symbol("t", positive=True)
    units = [sympy.Integer(1), *(1 / s for s in names.values() if s.is_positive)]
    return any(
        all(
            set(path.conditions) <= {sympy.true}
            and all(met(kind, e) for needs in path.needs for kind, e in needs)
            and _nonnegative_on_ray(sympy.sympify(path.result[1] - path.result[0]), t)
            for side in (t * unit, -t * unit, sympy.Integer(0))
            for path in trace(check.body, {**names, "x": side})
        )
        for unit in units
    )


def _nonnegative_on_ray(margin: Expr, t: Symbol) -> bool:
    """Tell whether a rational function of t, times powers of positive symbols, is certainly >= 0 for every t > 0."""
    if not sympy.sympify(margin).is_rational_function(*margin.free_symbols):
        return False
    top, bottom = sympy.fraction(sympy.cancel(sympy.together(margin)))
    constant, factors = sympy.factor_list(top)
    if not bottom.is_positive:
        return False
    sign = sympy.sign(constant)
    for factor, times in factors:
        if factor.is_positive or (times % 2 == 0 and times > 0):
            continue
        if factor.free_symbols != {t} or times < 0 or Poly(factor, t).count_roots(0) - int(factor.subs(t, 0) == 0):
            return False
        sign *= sympy.sign(factor.subs(t, 1))
    return bool(sign >= 0)


def _convex_and_even(objective: Objective, satisfies: Satisfies) -> bool:
    """Prove a bound on the sublevel set of x0 from convexity, f(x) = f(-x), and the bound at x0 itself.

    Then f(x) <= f(x0) gives |x| <= |x0|, and |f'| grows with |x|, or f is flat between the two and f'(x) = 0.
    """
    value = objective.value
    if objective.hessian is None or any(j != 0 for b in breakpoints(objective) for j in (b.value, b.gradient)):
        return False
    if unseen(objective, gradient=True):
        return False
    own = {p.name: Annotated[float, p.domain] for p in parameters(value)}
    convex = all(path.result[2].is_nonnegative for path in traced(objective)[1])
    even = same(with_signature(lambda **point: (value(**point), value(**{**point, "x": -point["x"]})), own))
    bound = relation(objective, satisfies)

    def at_start(**point):  # type: ignore[no-untyped-def]
        return bound.body(**{**point, "x": point["x0"]})

    wanted = {p.name: Annotated[float, p.domain] for p in parameters(bound.body) if p.name != "x"}
    if "x0" not in wanted:
        return False
    return convex and all(prove(check).proved for check in (even, at_most(with_signature(at_start, wanted))))


def _waves(objective: Objective, satisfies: Satisfies) -> bool:
    """Prove a bound on a function made of sines and cosines, everywhere, in one or two variables."""
    names, paths = traced(objective)
    d = objective.dimension
    if d > 2 or len(paths) != 1 or not paths[0].result[0].has(sympy.sin, sympy.cos):
        return False
    if any(p.name not in names for b in satisfies.constants.values() for p in parameters(b)):  # x0
        return False
    constants = {n: trace(b, {p.name: names[p.name] for p in parameters(b)})[0].result for n, b in satisfies.constants.items()}
    domains = {p.name: p.domain for p in satisfies.assumption.constants()}
    free = symbols({n: p for n, p in domains.items() if n not in constants})
    result = paths[0].result
    value, gradient, hessian = result[0], result[1 : 1 + d], result[1 + d :]
    # |x| <= b as b - x >= 0 and b + x >= 0; at g_norm = 0 the class asks most of the Hessian
    asked = {"value": value, "g_norm": Symbol("g_norm", nonnegative=True), "H_norm": Symbol("H_norm", nonnegative=True)}
    body = satisfies.assumption.inequality.body
    left, right = trace(body, {p.name: {**asked, **constants, **free}[p.name] for p in parameters(body)})[0].result
    margin = sympy.sympify(right - left)
    if margin.has(asked["H_norm"]):
        least = margin.subs(asked["H_norm"], 0)
        if asked["g_norm"] in least.free_symbols and not least.diff(asked["g_norm"]).is_nonnegative:
            return False
        bound = least.subs(asked["g_norm"], 0)
        return margin.diff(asked["H_norm"]) == -1 and all(
            _nonnegative(m, names) for sign in (1, -1) for m in _definite(bound, [sign * h for h in hessian], d)
        )
    if margin.has(asked["g_norm"]):
        bound = margin.subs(asked["g_norm"], 0)
        return margin.diff(asked["g_norm"]) == -1 and bound.is_nonnegative and _nonnegative(bound**2 - sum(g**2 for g in gradient), names)
    return _nonnegative(margin, names)


def _curved_upwards(objective: Objective, satisfies: Satisfies) -> bool:
    """Prove that the least eigenvalue of the Hessian is at least a constant, for one branch in one or two variables."""
    names, paths = traced(objective)
    d = objective.dimension
    if d > 2 or len(paths) != 1:
        return False
    least = Symbol("H_least", real=True)
    domains = {p.name: p.domain for p in satisfies.assumption.constants() if p.name not in satisfies.constants}
    constants = {n: trace(b, {p.name: names[p.name] for p in parameters(b)})[0].result for n, b in satisfies.constants.items()}
    known = {"H_least": least, **symbols(domains), **constants}
    body = satisfies.assumption.inequality.body
    left, right = trace(body, {p.name: known[p.name] for p in parameters(body)})[0].result
    bound = sympy.expand(right - left - least)  # H_least + bound >= 0
    return not bound.has(least) and all(_nonnegative(m, names) for m in _definite(bound, [-h for h in paths[0].result[1 + d :]], d))


def _definite(bound: Expr, hessian: list[Expr], d: int) -> list[Expr]:
    """Return expressions that are all nonnegative where bound I - H is positive semidefinite."""
    if d == 1:
        return [bound - hessian[0]]
    (a, b, c, e) = hessian
    return [bound - a, bound - e, (bound - a) * (bound - e) - b * c]


def _nonnegative(expression: Expr, names: Mapping[str, Any]) -> bool:
    """Prove expression >= 0 for a polynomial of sines and cosines: by the vertices of a box where it is linear, or as squares."""
    expression = sympy.expand(expression)
    waves = {}
    for name, x in names.items():
        waves[sympy.sin(x)] = Symbol(f"sin_{name}", real=True)
        waves[sympy.cos(x)] = Symbol(f"cos_{name}", real=True)
    polynomial = expression.xreplace(waves)
    for name in names:  # cos^2 = 1 - sin^2
        s, c = Symbol(f"sin_{name}", real=True), Symbol(f"cos_{name}", real=True)
        polynomial = sympy.rem(polynomial, c**2 + s**2 - 1, c) if polynomial.has(c) else polynomial
    used = [w for w in waves.values() if polynomial.has(w)]
    if not used:
        return bool(polynomial.is_nonnegative)
    polynomial = sympy.expand(polynomial)
    if any(polynomial.has(x) for x in names.values() if not x.is_positive):
        return False
    constant, factors = sympy.factor_list(polynomial)
    if constant > 0 and all(times % 2 == 0 or f.is_nonnegative for f, times in factors):
        return True
    powers = Poly(polynomial, *used).monoms()
    if all(k in (0, 1) for m in powers for k in m):
        ends: tuple[int, ...] = (-1, 1)
    elif all(k in (0, 2) for m in powers for k in m):  # linear in the squares
        ends = (0, 1)
    else:
        return False
    return all(polynomial.subs(dict(zip(used, corner, strict=True))).is_nonnegative for corner in product(ends, repeat=len(used)))
