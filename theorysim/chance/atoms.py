"""Take the expectation of a claim over a finite law of noise: atoms of probability p, with r = |n| and a = <grad f, n>.

In two dimensions or more any r >= 0 and |a| <= |grad f| r can be had, half of the time on either side of the gradient: then E[a] = 0 makes
the noise unbiased. In one dimension a is |grad f| r or its negative. So every law, in any dimension, is seen as one of these; and two atoms
do for a bounded noise, since a law with E[a] = 0 is a mixture of those on two atoms; each moment that is bounded asks for one more.

Where a claim speaks of a direction u its laws are in one dimension, along u: atoms have w = <u, n>, and c = <u, grad f> is fixed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorysim.chance.enumeration import checked
from theorysim.claims.expected import Expected, Moment
from theorysim.claims.relation import Relation
from theorysim.domains import Nonnegative, Parameter, Positive, Real, parameters
from theorysim.entries import Body, Sided, at_most, same
from theorysim.letters import spoken
from theorysim.maths import absolute, maximum, power, sqrt
from theorysim.prove.variants import substituted, taking, variant
from theorysim.readings import exact

OUTCOME = {"r", "a", "s", "h", "w"}  # what a body may read of an outcome
MOST_ATOMS = 8
Vector = tuple[Fraction, ...]
Atom = Mapping[str, Fraction]  # p, r, a


def s_of(G: Nonnegative, r: Nonnegative, a: Real) -> Any:
    return sqrt(maximum(0, G * G + 2 * a + r * r))


def _s_of(grad: Nonnegative, r: Nonnegative, a: Real) -> Any:
    return s_of(grad, r, a)


def _always(G: Nonnegative, tau: Nonnegative) -> Any:
    return G, tau


def _gradient(grad: Nonnegative) -> Any:
    return grad


def _component(c: Real) -> Any:
    return c


def an_atom(p: Positive, r: Nonnegative, a: Real) -> Any:
    return p, r, a


def on_line(p: Positive, w: Real) -> Any:
    return p, w


ON_LINE: dict[str, Body] = {
    "grad": taking(lambda c: absolute(c), parameters(_component)),
    "r": taking(lambda w: absolute(w), parameters(on_line)[1:]),
    "s": taking(lambda c, w: absolute(c + w), [*parameters(_component), *parameters(on_line)[1:]]),
    "a": taking(lambda c, w: c * w, [*parameters(_component), *parameters(on_line)[1:]]),
}


def of_an_atom(claim: Expected) -> tuple[Parameter, ...]:
    """Return what an atom has: its probability, and r and a, or w."""
    return parameters(on_line if directed(claim) else an_atom)


def directed(claim: Expected) -> bool:
    """Tell whether a claim speaks of a direction u, so that its laws are those along u."""
    bodies = [side.body for side in (claim.check, *claim.given, *claim.lines)] + ([] if claim.step is None else [claim.step])
    return claim.along is not None or any({"w", "c"} & {p.name for p in parameters(body)} for body in bodies if claim.moments)


def of_outcome(claim: Expected, body: Body) -> Body:
    """Return a body of the claim as one of what is fixed and of an atom."""
    by = ON_LINE if directed(claim) else {"s": _s_of if claim.moments else s_of}
    return substituted(body, **by, **_step(claim))


def hypotheses(claim: Expected) -> tuple[Sided, ...]:
    """Return what is given of what is fixed."""
    return tuple(replace(g, body=substituted(g.body, **ON_LINE)) for g in claim.given) if directed(claim) else claim.given


def _step(claim: Expected) -> dict[str, Body]:
    return {} if claim.step is None else {"h": claim.step}


@lru_cache(maxsize=64)
def priced(claim: Expected, bought: bool = True) -> Sided:
    """Return the claim of one outcome, with what it pays for the mean and, where it is `bought`, for the moments.

    For the mean alone it is, in expectation, the claim itself. Raises ValueError where a price reads the outcome.
    """
    body = claim.check.body
    prices: list[tuple[Body, Body]] = []  # a price, and what is paid for
    if claim.multiplier is not None:
        prices.append((claim.multiplier, taking(lambda a: a, parameters(an_atom)[2:])))
    if claim.along is not None:
        prices.append((claim.along, taking(lambda w: w, parameters(on_line)[1:])))
    if bought:
        prices += [(m.price, variant(sized(m), lambda size, bound: size - bound)) for m in claim.moments if m.price is not None]
    if not prices:
        return claim.check
    for price, _ in prices:
        if seen := OUTCOME & {p.name for p in parameters(substituted(price, **_step(claim)))}:
            raise ValueError(f"{body.__name__}: the multiplier must be fixed, it reads {', '.join(sorted(seen))}")
    own = tuple(p.name for p in parameters(body))
    names = [(tuple(p.name for p in parameters(price)), tuple(p.name for p in parameters(of))) for price, of in prices]
    bills = tuple((price, of, *pair) for (price, of), pair in zip(prices, names, strict=True))

    def with_price(**values: Any) -> Any:
        left, right = body(**{n: values[n] for n in own})
        for price, of, asks, takes in bills:
            left = left - price(**{n: values[n] for n in asks}) * of(**{n: values[n] for n in takes})
        return left, right

    takes = [p for price, of in prices for b in (of, price) for p in parameters(b)]
    return replace(claim.check, body=taking(with_price, [*takes, *parameters(body)]))


@lru_cache(maxsize=256)
def sized(moment: Moment) -> Body:
    """Return (size^order, bound^order) at an outcome."""
    bodies = moment.size, moment.order, moment.bound
    takes = [tuple(p.name for p in parameters(b)) for b in bodies]

    def both(**values: Any) -> Any:
        size, order, bound = (b(**{n: values[n] for n in names}) for b, names in zip(bodies, takes, strict=True))
        return power(size, order), power(bound, order)

    return taking(both, [p for b in bodies for p in parameters(b)])


def fixed(claim: Expected) -> tuple[Parameter, ...]:
    """Return the parameters that are fixed while the noise is drawn, the length of the gradient and what bounds the noise among them."""
    always = (_component if directed(claim) else _gradient) if claim.moments else _always
    bounds = (b for m in claim.moments for b in (m.order, m.bound))
    bodies = (always, *bounds, *(g.body for g in hypotheses(claim)), of_outcome(claim, claim.check.body))  # the last domain counts
    return tuple({p.name: p for body in bodies for p in parameters(body) if p.name not in OUTCOME}.values())


@lru_cache(maxsize=64)  # the same bodies each time, so that what reads them knows them again
def over_law(claim: Expected, atoms: int) -> Relation:
    """Return the claim over a law of so many atoms, p1, r1, a1, p2, ...: its hypotheses say that it is a law, unbiased and bounded."""
    numbers = range(1, atoms + 1)
    line, size = directed(claim), "grad" if claim.moments else "G"
    of_atom = of_an_atom(claim)
    domains = {f"{p.name}{i}": Parameter(f"{p.name}{i}", p.domain) for p in of_atom for i in numbers}
    known = {p.name: p for p in fixed(claim)} | domains

    def body(function: Callable[..., Any], *names: str) -> Body:
        return taking(function, [known[n] for n in names])

    def total(**values: Any) -> Any:
        return sum(values.values()), 1

    def mean(**values: Any) -> Any:
        return sum(values[f"p{i}"] * values[f"{of_atom[-1].name}{i}"] for i in numbers), 0

    says = "E<u, n> = 0: unbiased" if line else "E<grad f, n> = 0: unbiased, in mirrored pairs"
    given = [
        same(body(total, *(f"p{i}" for i in numbers)), "the probabilities sum to 1"),
        same(body(mean, *(f"{n}{i}" for i in numbers for n in ("p", of_atom[-1].name))), says),
    ]
    for i in () if line else numbers:

        def bounded(i: int = i, **values: Any) -> Any:
            return values[f"r{i}"], values["tau"]

        def angle(i: int = i, **values: Any) -> Any:
            return absolute(values[f"a{i}"]), values[size] * values[f"r{i}"]

        if not claim.moments:
            given.append(at_most(body(bounded, f"r{i}", "tau"), f"|n{i}| <= tau"))
        given.append(at_most(body(angle, f"a{i}", size, f"r{i}"), f"|<grad f, n{i}>| <= |grad f| |n{i}|"))
    for moment in claim.moments:
        given.append(at_most(body(expectation(claim, sized(moment), atoms), *known), "the moment of the noise is bounded"))
    check = Sided(body(expectation(claim, claim.check.body, atoms), *known), claim.check.sense, f"expected: {spoken(claim.check)}")
    return Relation((check,), (*hypotheses(claim), *given), claim.search)


def expectation(claim: Expected, body: Body, atoms: int) -> Callable[..., Any]:
    """Return the expectation of both sides of a body over so many atoms."""
    one = of_outcome(claim, body)
    own = tuple(p.name for p in parameters(one))
    of_atom = [p.name for p in of_an_atom(claim)]

    def expected(**values: Any) -> Any:
        left, right = 0, 0
        for i in range(1, atoms + 1):
            seen = {**values, **{n: values[f"{n}{i}"] for n in of_atom}}
            x, y = one(**{n: seen[n] for n in own})
            left, right = left + seen["p"] * x, right + seen["p"] * y
        return left, right

    return expected


def number_of_atoms(names: Iterable[str]) -> int:
    """Count the atoms that a point of `over_law` names."""
    return sum(name[0] == "p" and name[1:].isdigit() for name in names)


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
