"""Write laws of two atoms that balance each other as points of a search: n1 against the gradient and n2 along it, at an angle of cosine c.

Of a noise that is bounded they have the size u tau. Of one whose moments are, u R, and each bound is what these two atoms make it. Where a
claim speaks of a direction they lie on its line.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorysim.chance.atoms import directed, expectation, fixed, hypotheses, numbered, of_an_atom, over_law, priced, sized
from theorysim.claims.expected import Expected, Moment
from theorysim.domains import Nonnegative, Parameter, Positive, Real, Unit, parameters
from theorysim.entries import Body, Sided
from theorysim.maths import maximum, power, where
from theorysim.prove.variants import substituted, taking
from theorysim.readings import balls, exact

SMALLEST = Fraction(1, 10**18)  # bound of a moment that is 0
BITS, CLOSE = 128, 1e-11  # how near above an irrational bound of a moment a rational one is taken


def _p1(u1: Unit, c1: Unit, u2: Unit, c2: Unit) -> Any:
    total = u1 * c1 + u2 * c2
    return where(total > 0, u2 * c2 / where(total > 0, total, 1), 0.5)


def _p2(p1: Real) -> Any:
    return 1 - p1


def _r1(u1: Unit, tau: Nonnegative) -> Any:
    return u1 * tau


def _r2(u2: Unit, tau: Nonnegative) -> Any:
    return u2 * tau


def _a1(G: Nonnegative, r1: Nonnegative, c1: Unit) -> Any:
    return -G * r1 * c1


def _a2(G: Nonnegative, r2: Nonnegative, c2: Unit) -> Any:
    return G * r2 * c2


# where a moment is bounded: of size u R, and the bound is what these two atoms make it


def _r1_of(u1: Unit, R: Positive) -> Any:
    return u1 * R


def _r2_of(u2: Unit, R: Positive) -> Any:
    return u2 * R


def _a1_of(grad: Nonnegative, r1: Nonnegative, c1: Unit) -> Any:
    return -grad * r1 * c1


def _a2_of(grad: Nonnegative, r2: Nonnegative, c2: Unit) -> Any:
    return grad * r2 * c2


def _w1_of(u1: Unit, R: Positive) -> Any:
    return -u1 * R


def _w2_of(u2: Unit, R: Positive) -> Any:
    return u2 * R


def _p1_on_line(u1: Unit, u2: Unit) -> Any:
    return _p1(u1, 1, u2, 1)


BOUNDED: dict[str, Body] = {"r1": _r1, "r2": _r2, "a1": _a1, "a2": _a2, "p1": _p1, "p2": _p2}
BY_MOMENT: dict[str, Body] = {"r1": _r1_of, "r2": _r2_of, "a1": _a1_of, "a2": _a2_of, "p1": _p1, "p2": _p2}
BY_MOMENT_ON_LINE: dict[str, Body] = {"w1": _w1_of, "w2": _w2_of, "p1": _p1_on_line, "p2": _p2}


@lru_cache(maxsize=64)
def drawn(claim: Expected) -> dict[str, Body]:
    """Return two atoms, and what bounds their moments, as formulas of what a search draws and of what is fixed."""
    atoms = (BY_MOMENT_ON_LINE if directed(claim) else BY_MOMENT) if claim.moments else BOUNDED
    return atoms | {name_of(m): _least(claim, m) for m in claim.moments}


def name_of(moment: Moment) -> str:
    """Return the letter that bounds a moment."""
    (bound,) = parameters(moment.bound)
    return bound.name


def _least(claim: Expected, moment: Moment) -> Body:
    """Return (E[size^order])^(1/order) over two atoms, the least bound of the moment; in half of the draws one that is larger."""
    mean = expectation(claim, sized(moment), 2)
    known = [p for p in fixed(claim) if p.name != name_of(moment)]
    atoms = [Parameter(f"{p.name}{i}", p.domain) for p in of_an_atom(claim) for i in (1, 2)]
    order, bounds = moment.order, {name_of(m): 1 for m in claim.moments}
    asks = tuple(p.name for p in parameters(order))

    def least(**values: Any) -> Any:
        larger = 1 + maximum(0, 2 * values["room"] - 1)
        return larger * power(
            mean(**{n: x for n, x in values.items() if n != "room"}, **bounds)[0], 1 / order(**{n: values[n] for n in asks})
        )

    return taking(least, [*(p for p in known if p.name not in bounds), *atoms, *parameters(_room)])


def _room(room: Unit) -> Any:
    return room


@lru_cache(maxsize=64)
def over_two_atoms(claim: Expected) -> Sided:
    """Return the claim over every law of two atoms, as a relation without hypotheses about the noise.

    It is written with the price of the mean, which changes nothing but rounding: what cancels has cancelled before it is computed.
    """
    check = over_law(replace(claim, check=priced(claim, bought=False)), 2).checks[0]
    return Sided(substituted(check.body, **drawn(claim)), check.sense, check.says)


@lru_cache(maxsize=64)
def of_two_atoms(claim: Expected) -> tuple[Sided, ...]:
    """Return the hypotheses of `over_two_atoms`."""
    return tuple(replace(g, body=substituted(g.body, **drawn(claim))) for g in hypotheses(claim)) if claim.moments else claim.given


def atoms_of(point: Mapping[str, Fraction], claim: Expected | None = None) -> dict[str, Fraction]:
    """Write a point of `over_two_atoms` as one of `over_law`; an atom of probability 0 is left out."""
    if claim is not None and claim.moments:
        return _with_bounds(point, claim)
    u1, c1, u2, c2 = (point[n] for n in ("u1", "c1", "u2", "c2"))
    G, tau = point["G"], point["tau"]
    p = exact.evaluate(_p1, {n: point[n] for n in ("u1", "c1", "u2", "c2")})
    atoms = [{"p": p, "r": u1 * tau, "a": -G * u1 * tau * c1}, {"p": 1 - p, "r": u2 * tau, "a": G * u2 * tau * c2}]
    return {n: v for n, v in point.items() if n not in ("u1", "c1", "u2", "c2")} | numbered(atoms)


def _with_bounds(point: Mapping[str, Fraction], claim: Expected) -> dict[str, Fraction]:
    values = dict(point)
    names = [p.name for p in of_an_atom(claim)]
    bounds = {name_of(m) for m in claim.moments}
    for name, made in drawn(claim).items():
        takes = {p.name: values[p.name] for p in parameters(made)}
        values[name] = _above(made, takes) or SMALLEST if name in bounds else exact.evaluate(made, takes)
    one, other = ({n: values[f"{n}{i}"] for n in names} for i in (1, 2))
    same = {**one, "p": 0} == {**other, "p": 0}
    return {p.name: values[p.name] for p in fixed(claim)} | numbered([one | {"p": Fraction(1)}] if same else [one, other])


def _above(body: Body, values: Mapping[str, Fraction]) -> Fraction:
    """Return a value of a body where it is rational, else a rational that is hardly above it."""
    try:
        return Fraction(exact.evaluate(body, values))
    except exact.NotRational:
        return Fraction(f"{float(balls.evaluate(body, values, BITS).arb.upper()) * (1 + CLOSE):.12g}")
