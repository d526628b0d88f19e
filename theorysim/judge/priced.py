"""Prove a claim about an expectation over every noise at once: left - right is at most what is paid for the mean and for the moments.

Algebra shows it at every outcome, a triangle of sides |grad f|, r and s; along a unit vector u, of <u, grad f> and <u, n> too.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from theorysim.chance.atoms import directed, priced
from theorysim.claims.expected import Expected
from theorysim.domains import Nonnegative, Real, parameters
from theorysim.entries import Body, Sided, at_most, less
from theorysim.letters import spoken
from theorysim.maths import absolute
from theorysim.prove.algebra import Proof, prove
from theorysim.prove.variants import substituted, taking

LEVELS = 5  # of multipliers where powers are, of which much is known


def _a(G: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return (s * s - G * G - r * r) / 2


def _to_gradient(G: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return G, r + s


def _to_seen(G: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return s, G + r


def _to_noise(G: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return r, G + s


def _bounded(r: Nonnegative, tau: Nonnegative) -> Any:
    return r, tau


OUTCOMES = (at_most(_to_gradient), at_most(_to_seen), at_most(_to_noise), at_most(_bounded, "r <= tau"))


def _a_by_moment(grad: Nonnegative, r: Nonnegative, s: Nonnegative) -> Any:
    return _a(grad, r, s)


def _u_gradient(grad: Nonnegative, c: Real) -> Any:
    return absolute(c), grad


def _u_noise(r: Nonnegative, w: Real) -> Any:
    return absolute(w), r


def _u_seen(s: Nonnegative, c: Real, w: Real) -> Any:
    return absolute(c + w), s


def _renamed(side: Sided) -> Sided:
    return replace(side, body=substituted(side.body, G=taking(lambda grad: grad, parameters(_u_gradient)[:1])))


BY_MOMENT = tuple(map(_renamed, OUTCOMES[:3]))
ALONG = (at_most(_u_gradient, "|<u, grad f>| <= |grad f|"), at_most(_u_noise, "|<u, n>| <= |n|"), at_most(_u_seen, "|<u, g>| <= |g|"))


def known_of(claim: Expected) -> tuple[Sided, ...]:
    """Return what is known of every outcome."""
    return OUTCOMES if not claim.moments else BY_MOMENT + (ALONG if directed(claim) else ())


def _follows(side: Sided, known: Sequence[Sided], levels: int) -> Proof:
    """Try to prove a relation from those that speak of its own parameters alone, then from all."""
    own = {p.name for p in parameters(side.body)}
    near = [k for k in known if {p.name for p in parameters(k.body)} <= own]
    found = prove(side, near, levels, whole=True)
    return found if found.proved or len(near) == len(known) else prove(side, known, levels, whole=True)


def _on_sides(side: Sided, product: Body, **by: Body) -> Sided:
    return replace(side, body=substituted(side.body, a=product, **by))


def _positive(h: Real) -> Any:
    return 0, h


def _no_loss(price: Body) -> Sided:
    names = tuple(p.name for p in parameters(price))
    return at_most(taking(lambda **values: (0, price(**{n: values[n] for n in names})), parameters(price)), "0 <= price of the moment")


@lru_cache(maxsize=64)
def _proved_lines(
    given: tuple[Sided, ...],
    outcomes: tuple[Sided, ...],
    product: Body,
    step: Body | None,
    of_step: tuple[Sided, ...],
    lines: tuple[Sided, ...],
    levels: int,
) -> tuple[Proof, tuple[Sided, ...]]:
    """Prove what is said of the step, and line by line what follows; return everything that is then known of an outcome."""
    paths, known = 0, [*given, *outcomes]
    by: dict[str, Body] = {} if step is None else {"h": step}
    facts = [_on_sides(fact, product, **by) for fact in (less(_positive, "0 < h"), *of_step)] if of_step else []
    for fact in facts:
        found = _follows(fact, known, levels)
        paths += found.paths
        if not found.proved:
            return Proof(False, paths, f"{spoken(fact)}: {found.open_path}"), ()
    known += [_on_sides(fact, product) for fact in of_step]
    for line in lines:
        seen = _on_sides(line, product, **({} if of_step else by))
        found = _follows(seen, known, levels)
        paths += found.paths
        if not found.proved:
            return Proof(False, paths, f"{spoken(line)}: {found.open_path}"), ()
        known.append(seen)
    return Proof(True, paths), tuple(known)


def prove_priced(claim: Expected, levels: int = 99) -> Proof:
    """Try to prove the claim at every outcome, after what is said of the step and the lines; once they are, the step may be any such."""
    outcomes, product = known_of(claim), _a_by_moment if claim.moments else _a
    levels = min(levels, LEVELS) if claim.moments else levels
    lines, known = _proved_lines(claim.given, outcomes, product, claim.step, claim.of_step, claim.lines, levels)
    paths = lines.paths
    for price in [m.price for m in claim.moments if m.price is not None and lines.proved]:
        lines = _follows(_no_loss(price), claim.given, levels)
        paths += lines.paths
    if not lines.proved:
        return lines
    by: dict[str, Body] = {} if claim.step is None or claim.of_step else {"h": claim.step}
    side = _on_sides(priced(claim), product, **by)
    last = bool(claim.lines) and bool(claim.of_step or claim.moments)  # the claim may follow from its lines alone
    found = prove(side, known[-len(claim.lines) :], min(levels, 3), whole=True) if last else Proof(False, 0)
    found = found if found.proved else _follows(side, known, levels)
    return replace(found, paths=paths + found.paths)
