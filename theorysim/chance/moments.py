"""The laws of oracles: the mean, the moments and the support are what the record says.

Where all draws are finite the law is enumerated, in rationals where probabilities and values are; else it is integrated, by
`quadrature`, which also says that a moment is infinite. Each law is tried at several parameters, gradients and asks.
"""

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np

from theorysim.chance import quadrature
from theorysim.chance.enumeration import Atoms, laws, minibatches, outcomes, takes
from theorysim.domains import SAMPLES, Domain, parameters
from theorysim.entries import Body, Oracle
from theorysim.readings import arrays, exact, floats

CONTINUOUS = ("uniform", "normal")
TERMS = ((0, 1, 5), (-2, 0, Fraction(1, 2), 3))  # gradients of the parts of a finite sum
POWERS = (Fraction(1), Fraction(5, 4), Fraction(3, 2), Fraction(2), Fraction(3), Fraction(4))
MOST = 8  # settings of the parameters
GRADIENTS = (Fraction(2), Fraction(-3, 2))
ROUNDING, COARSE = 1e-12, 1e-4  # of sums in float64; of moments by quadrature
SHOWN = 3  # complaints of a law
Number = Any  # a Fraction where it is exact, else a float
NO_NUMBER = (exact.NotRational, ZeroDivisionError, OverflowError)


def numbers(domain: Domain) -> list[Fraction]:
    """Return a few rational numbers of a domain, its closed ends among them."""
    if domain.integer:
        first = 0 if domain.low == -math.inf else int(domain.low)
        wanted = [Fraction(first + k) for k in range(3)]
    elif math.isfinite(domain.low) and math.isfinite(domain.high):
        low, width = Fraction(domain.low), Fraction(domain.high) - Fraction(domain.low)
        wanted = [low + width * Fraction(k, 4) for k in (2, 1, 4, 0)]
    elif math.isfinite(domain.low):
        wanted = [Fraction(domain.low) + k for k in (1, Fraction(1, 2), 3, 0)]
    else:
        wanted = [Fraction(2), Fraction(-3, 2), Fraction(0)]
    return [n for n in wanted if domain.holds(float(n))]


def settings(oracle: Oracle) -> list[dict[str, Fraction]]:
    """Return rational values for the parameters of an oracle: all combinations, or some where they are many."""
    names = [p.name for p in oracle.parameters]
    every = [dict(zip(names, chosen, strict=True)) for chosen in product(*(numbers(p.domain) for p in oracle.parameters))]
    return every if len(every) <= MOST else random.Random(0).sample(every, MOST)


@dataclass(frozen=True)
class Case:
    """One setting of an oracle at a point: parameters, gradient, what is asked; and the laws of the minibatches it is shown."""

    values: Mapping[str, Fraction]
    shown: Mapping[str, Atoms]

    def __str__(self) -> str:
        return ", ".join(f"{n} = {v}" for n, v in self.values.items())


def cases(oracle: Oracle) -> Iterator[Case]:
    """Return the cases that the laws are tried at."""
    asks = {p.name: p.domain.role for body in (oracle.perturb, *stated(oracle)) for p in parameters(body)}
    samples = {n: kind for n, kind in asks.items() if kind in SAMPLES}
    one = {n: Fraction(1) for n, kind in asks.items() if kind in ("direction", "step", "dimension")} | {"x_norm": Fraction(1)}
    place = {n: Fraction(2) for n, kind in asks.items() if kind == "index"}
    for own, so_far in product(settings(oracle), (0, 1, 2) if oracle.asks else (0,)):
        known = {**one, **place, **own, **{ask.__name__: Fraction(so_far) for ask in oracle.asks}}
        if samples:
            yield from (minibatch(known, samples, [Fraction(t) for t in terms]) for terms in TERMS)
        else:
            yield from (Case({**known, "g": g, "g_norm": abs(g)}, {}) for g in GRADIENTS)


def minibatch(known: Mapping[str, Fraction], samples: Mapping[str, str], terms: list[Fraction]) -> Case:
    """Return the case in which the parts of a finite sum have these gradients."""
    n, g = len(terms), sum(terms, Fraction(0)) / len(terms)
    away = [abs(t - g) for t in terms]
    about = {"g": g, "parts": Fraction(n), "deviation": max(away), "variance": sum((a * a for a in away), Fraction(0)) / n}
    return Case({**known, **about}, {name: minibatches(kind, terms, int(known["batch"])) for name, kind in samples.items()})


def stated(oracle: Oracle) -> tuple[Body, ...]:
    """Return the bodies in which an oracle says what it is like."""
    return tuple(b for b in (oracle.mean, oracle.moment, oracle.support) if b is not None)


def chances(oracle: Oracle) -> tuple[Body, ...]:
    """Return the bodies of the probabilities of an oracle's finite draws."""
    return tuple(law for p in parameters(oracle.perturb) for law in getattr(p.domain, "probabilities", ()))


def number(body: Body, values: Mapping[str, Any]) -> Number:
    """Return what a body returns, as a Fraction where it is rational, else as a float."""
    given = takes(body, values)
    try:
        result: Number = exact.evaluate(body, given)
    except NO_NUMBER:
        result = floats.evaluate(body, given)
    return result


@dataclass(frozen=True)
class Measured:
    """The law of what an oracle shows in a case: its mean, E|shown - g|^q for each of POWERS, the largest |shown - g|.

    They are Fractions where they are exact; `errors` are those of the mean and of the moments.
    """

    case: Case
    mean: Number
    moments: tuple[Number, ...]
    largest: Number
    errors: tuple[float, ...]


@lru_cache(maxsize=64)
def measured(oracle: Oracle) -> tuple[Measured, ...]:
    """Measure the law in every case."""
    kinds = {p.name: p.domain.role for p in parameters(oracle.perturb) if p.domain.role in CONTINUOUS}
    return tuple(_integrated(oracle, case, kinds) if kinds else _enumerated(oracle, case) for case in cases(oracle))


def _atoms(oracle: Oracle, case: Case) -> dict[str, Atoms]:
    try:
        return {**laws(oracle.perturb, case.values), **case.shown}
    except NO_NUMBER:  # an irrational probability: the nearest float, which is rational
        return {**laws(oracle.perturb, case.values, lambda law, given: Fraction(floats.evaluate(law, given))), **case.shown}


def _enumerated(oracle: Oracle, case: Case) -> Measured:
    seen = [(chance, number(oracle.perturb, {**case.values, **drawn})) for chance, drawn in outcomes(_atoms(oracle, case))]
    noise = [(chance, abs(s - case.values["g"])) for chance, s in seen]
    moments = tuple(sum((c * raised(x, q) for c, x in noise), Fraction(0)) for q in POWERS)
    mean: Number = sum((c * s for c, s in seen), Fraction(0))
    sizes = (sum(c * abs(s) for c, s in seen), *moments)
    return Measured(case, mean, moments, max(x for _, x in noise), tuple(ROUNDING * float(s) for s in sizes))


def raised(x: Number, q: Fraction) -> Number:
    """Return x^q for x >= 0, exactly for an integer q."""
    power: Number = x ** int(q) if q.denominator == 1 else float(x) ** float(q)
    return power


def _integrated(oracle: Oracle, case: Case, kinds: Mapping[str, str]) -> Measured:
    g, largest = float(case.values["g"]), 0.0
    total, error = np.zeros(1 + len(POWERS)), np.zeros(1 + len(POWERS))
    for chance, drawn in outcomes(_atoms(oracle, case)):
        given = {n: float(v) for n, v in takes(oracle.perturb, {**dict.fromkeys(kinds, 0), **case.values, **drawn}).items()}

        def rows(draws: Mapping[str, Any], given: Mapping[str, float] = given) -> Any:
            nonlocal largest
            (seen,) = arrays.evaluate(oracle.perturb, {**given, **draws})
            away = np.abs(seen - g)
            largest = max(largest, float(np.max(away)))
            return np.stack([seen - g, *(away ** float(q) for q in POWERS)])

        values, errors = quadrature.integrate(rows, kinds)
        total += float(chance) * values
        error += float(chance) * errors
    scale = np.concatenate([total[1:2], total[1:]])  # of the mean: E|shown - g|
    with np.errstate(invalid="ignore"):
        unsure = 4 * error + np.where(np.isfinite(scale), scale, 0) * np.array([COARSE / 10, *[COARSE] * len(POWERS)])
    return Measured(case, g + float(total[0]), tuple(map(float, total[1:])), largest, tuple(map(float, unsure)))


def is_unbiased_where_it_says(oracle: Oracle) -> list[str]:
    """Compare the mean of what is shown with the gradient, where the oracle is unbiased, and with the mean that it states."""
    found = []
    for m in measured(oracle):
        wanted = [m.case.values["g"]] if oracle.unbiased else []
        wanted += [number(oracle.mean, m.case.values)] if oracle.mean else []
        for w in wanted:
            if not _near(m.mean, w, m.errors[0]):
                found.append(f"the mean of what it shows is {_said(m.mean)}, not {_said(w)}, at {m.case}")
    return found[:SHOWN]


def _near(a: Number, b: Number, error: float) -> bool:
    return a == b if isinstance(a, Fraction) and isinstance(b, Fraction) else abs(a - b) <= error


def has_the_moments_it_says(oracle: Oracle) -> list[str]:
    """Compare E|shown - g|^q and the largest |shown - g| with the bounds that are stated; infinite bounds say nothing."""
    found = []
    for m in measured(oracle):
        if oracle.support is not None:
            bound = number(oracle.support, m.case.values)
            if not _below(m.largest, bound, ROUNDING * (1 + abs(m.case.values["g"]))):
                found.append(f"it shows what is {_said(m.largest)} off, the support says {_said(bound)}, at {m.case}")
        for q, moment, error in zip(POWERS, m.moments, m.errors[1:], strict=True):
            if oracle.moment is None:
                continue
            bound = number(oracle.moment, {**m.case.values, "q": q})
            if not _below(moment, bound, error):
                found.append(f"the moment of order {q} is {_said(moment)}, stated {_said(bound)}, at {m.case}")
    return found[:SHOWN]


def _below(a: Number, b: Number, error: float) -> bool:
    return a <= b if isinstance(a, Fraction) and isinstance(b, Fraction) else a <= b + error if math.isfinite(a) else b == math.inf


def _said(value: Number) -> str:
    return str(value) if isinstance(value, Fraction) else f"{value:.9g}"
