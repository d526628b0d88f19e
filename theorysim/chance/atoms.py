"""Take the expectation of a claim over a finite law of noise: atoms of probability p, with r = |n| and a = <grad f, n>.

In two dimensions or more any r >= 0 and |a| <= G r can be had, half of the time on either side of the gradient: then E[a] = 0 makes the
noise unbiased. In one dimension a is G r or -G r. So every law, in any dimension, is seen as one of these; and two atoms do, since
a law with E[a] = 0 is a mixture of those on two atoms.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorysim.chance.enumeration import checked
from theorysim.claims.expected import Expected
from theorysim.claims.relation import Relation
from theorysim.domains import Nonnegative, Parameter, Positive, Real, Unit, parameters
from theorysim.entries import Body, Sided, at_most, same
from theorysim.letters import spoken
from theorysim.maths import absolute, maximum, sqrt, where
from theorysim.prove.variants import substituted, taking
from theorysim.readings import exact

OUTCOME = {"r", "a", "s", "h"}  # what a body may read of an outcome
MOST_ATOMS = 8
Vector = tuple[Fraction, ...]
Atom = Mapping[str, Fraction]  # p, r, a


def s_of(G: Nonnegative, r: Nonnegative, a: Real) -> Any:
    return sqrt(maximum(0, G * G + 2 * a + r * r))


def _always(G: Nonnegative, tau: Nonnegative) -> Any:
    return G, tau


def _atom(p: Positive, r: Nonnegative, a: Real) -> Any:
    return p, r, a


def of_outcome(claim: Expected, body: Body) -> Body:
    """Return a body of the claim as one of what is fixed, r and a."""
    return substituted(body, s=s_of, **_step(claim))


def _step(claim: Expected) -> dict[str, Body]:
    return {} if claim.step is None else {"h": claim.step}


@lru_cache(maxsize=64)
def priced(claim: Expected) -> Sided:
    """Return the claim of one outcome, left - multiplier a <= right. In expectation it is the claim itself.

    Raises ValueError where the multiplier reads the outcome, for then its product with a has a mean.
    """
    body, multiplier = claim.check.body, claim.multiplier
    if multiplier is None:
        return claim.check
    own, prices = tuple(p.name for p in parameters(body)), tuple(p.name for p in parameters(multiplier))
    seen = OUTCOME & {p.name for p in parameters(substituted(multiplier, **_step(claim)))}
    if seen:
        raise ValueError(f"{body.__name__}: the multiplier must be fixed, it reads {', '.join(sorted(seen))}")

    def with_price(**values: Any) -> Any:
        left, right = body(**{n: values[n] for n in own})
        return left - multiplier(**{n: values[n] for n in prices}) * values["a"], right

    return replace(claim.check, body=taking(with_price, [*parameters(_atom), *parameters(multiplier), *parameters(body)][2:]))


def fixed(claim: Expected) -> tuple[Parameter, ...]:
    """Return the parameters that are fixed while the noise is drawn, G and tau among them."""
    bodies = (_always, *(g.body for g in claim.given), of_outcome(claim, claim.check.body))  # where domains differ the last counts
    return tuple({p.name: p for body in bodies for p in parameters(body) if p.name not in OUTCOME}.values())


@lru_cache(maxsize=64)  # the same bodies each time, so that what reads them knows them again
def over_law(claim: Expected, atoms: int) -> Relation:
    """Return the claim over a law of so many atoms, p1, r1, a1, p2, ...: its hypotheses say that it is a law, unbiased and bounded."""
    numbers = range(1, atoms + 1)
    one = of_outcome(claim, claim.check.body)
    own = tuple(p.name for p in parameters(one))
    triples = tuple((f"p{i}", f"r{i}", f"a{i}") for i in numbers)
    domains = {f"{p.name}{i}": Parameter(f"{p.name}{i}", p.domain) for p in parameters(_atom) for i in numbers}
    known = {p.name: p for p in fixed(claim)} | domains

    def body(function: Callable[..., Any], *names: str) -> Body:
        return taking(function, [known[n] for n in names])

    def expected(**values: Any) -> Any:
        left, right = 0, 0
        for p, r, a in triples:
            seen = {**values, "r": values[r], "a": values[a]}
            x, y = one(**{n: seen[n] for n in own})
            left, right = left + values[p] * x, right + values[p] * y
        return left, right

    def total(**values: Any) -> Any:
        return sum(values.values()), 1

    def mean(**values: Any) -> Any:
        return sum(values[p] * values[a] for p, _, a in triples), 0

    said = spoken(claim.check)
    given = [
        same(body(total, *(p for p, _, _ in triples)), "the probabilities sum to 1"),
        same(body(mean, *(n for p, _, a in triples for n in (p, a))), "E<grad f, n> = 0: unbiased, in mirrored pairs"),
    ]
    for i in numbers:

        def bounded(i: int = i, **values: Any) -> Any:
            return values[f"r{i}"], values["tau"]

        def angle(i: int = i, **values: Any) -> Any:
            return absolute(values[f"a{i}"]), values["G"] * values[f"r{i}"]

        given.append(at_most(body(bounded, f"r{i}", "tau"), f"|n{i}| <= tau"))
        given.append(at_most(body(angle, f"a{i}", "G", f"r{i}"), f"|<grad f, n{i}>| <= |grad f| |n{i}|"))
    check = Sided(body(expected, *known), claim.check.sense, f"expected: {said}")
    return Relation((check,), (*claim.given, *given), claim.search)


def number_of_atoms(names: Iterable[str]) -> int:
    """Count the atoms that a point of `over_law` names."""
    return sum(name[0] == "p" and name[1:].isdigit() for name in names)


# --- two atoms that balance each other: n1 against the gradient and n2 along it, of size u tau, at an angle whose cosine is c -----------


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


@lru_cache(maxsize=64)
def over_two_atoms(claim: Expected) -> Sided:
    """Return the claim over every law of two atoms, as a relation without hypotheses about the noise.

    It is written with the multiplier, which changes nothing but rounding: what cancels has cancelled before it is computed.
    """
    check = over_law(replace(claim, check=priced(claim)), 2).checks[0]
    return Sided(substituted(check.body, r1=_r1, r2=_r2, a1=_a1, a2=_a2, p1=_p1, p2=_p2), check.sense, check.says)


def atoms_of(point: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Write a point of `over_two_atoms` as one of `over_law`; an atom of probability 0 is left out."""
    drawn = {n: point[n] for n in ("u1", "c1", "u2", "c2")}
    G, tau, (u1, c1, u2, c2) = point["G"], point["tau"], drawn.values()
    p = exact.evaluate(_p1, drawn)
    atoms = [{"p": p, "r": u1 * tau, "a": -G * u1 * tau * c1}, {"p": 1 - p, "r": u2 * tau, "a": G * u2 * tau * c2}]
    return {n: v for n, v in point.items() if n not in drawn} | numbered(atoms)


def numbered(atoms: Sequence[Atom]) -> dict[str, Fraction]:
    """Return p1, r1, a1, p2, ... of atoms with positive probability."""
    kept = [a for a in atoms if a["p"]]
    return {f"{name}{i}": value for i, atom in enumerate(kept, 1) for name, value in atom.items()}


# --- vectors --------------------------------------------------------------------------------------------------------


def law(*atoms: str) -> tuple[tuple[Fraction, Vector], ...]:
    """Write a law of vectors, each atom as "probability: coordinates"; raises ValueError where it is none or its mean is not 0."""
    pairs = [atom.split(":") for atom in atoms]
    found = tuple((Fraction(p), tuple(map(Fraction, v.split()))) for p, v in pairs)
    checked([(p, Fraction(0)) for p, _ in found])
    if any(sum((p * x[j] for p, x in found), Fraction(0)) for j in range(len(found[0][1]))):
        raise ValueError(f"the mean of {', '.join(atoms)} is not 0")
    return found


VECTORS = (  # of length at most 1, rational
    law("1: 0"),
    law("1/2: -1", "1/2: 1"),
    law("9/10: -1/9", "1/10: 1"),
    law("9/10: 1/9", "1/10: -1"),
    law("1/4: -1", "1/2: 0", "1/4: 1"),
    law("1/2: 0 1", "1/2: 0 -1"),
    law("1/4: 1 0", "1/4: -1 0", "1/4: 0 1", "1/4: 0 -1"),
    law("3/8: -1 0", "5/16: 3/5 4/5", "5/16: 3/5 -4/5"),
    law("2/5: 1 0 0", "3/20: -2/3 2/3 1/3", "3/20: -2/3 -2/3 -1/3", "3/20: -2/3 1/3 -2/3", "3/20: -2/3 -1/3 2/3"),
)
DIRECTIONS = tuple(tuple(map(Fraction, v.split())) for v in ("1", "1 0", "3/5 4/5", "1 0 0", "2/3 -1/3 2/3"))  # of the gradient


def of_vectors(vectors: Sequence[tuple[Fraction, Vector]], direction: Vector, G: Fraction, tau: Fraction) -> list[Atom]:
    """Return the atoms of tau times a law of vectors of rational length, where the gradient is G times a unit vector."""

    def dot(v: Vector, w: Vector) -> Fraction:
        return sum((x * y for x, y in zip(v, w, strict=True)), Fraction(0))

    return [{"p": p, "r": tau * exact.evaluate(_root, {"x": dot(v, v)}), "a": G * tau * dot(v, direction)} for p, v in vectors]


def _root(x: Nonnegative) -> Any:
    return sqrt(x)
