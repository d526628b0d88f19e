"""Write the parameters of a relation through variables >= 0, the only ones that a proof knows: in cases of signs, or all at once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import sympy
from sympy import Expr, Symbol

from theorysim.domains import Domain

Fact = tuple[Expr, bool]  # expression >= 0, or > 0 where True
Written = tuple[dict[str, Expr], dict[Symbol, bool], list[Fact]]  # the parameters, variables -> strictly positive, facts about them
Choice = tuple[str, Expr, list[tuple[Symbol, bool]], list[Fact]]


def _beside(name: str, domain: Domain) -> Choice:
    """Write a parameter that is bounded below through one variable."""
    v = Symbol(name, positive=True) if domain.low_open else Symbol(name, nonnegative=True)
    low = sympy.Rational(domain.low)
    facts = [] if domain.high == float("inf") else [(sympy.Rational(domain.high) - low - v, domain.high_open)]
    return name, low + v, [(v, domain.low_open)], facts


def _joined(choice: Sequence[Choice]) -> Written:
    return (
        {name: value for name, value, *_ in choice},
        {v: strict for _, _, variables, _ in choice for v, strict in variables},
        [fact for *_, facts in choice for fact in facts],
    )


def by_sign(domains: Mapping[str, Domain]) -> Iterator[Written]:
    """Write each parameter through variables > 0 (>= 0 above a closed end): a real one as v, -v and 0."""
    choices: list[list[Choice]] = []
    for name, domain in domains.items():
        v = Symbol(name, positive=True)
        zero: Choice = (name, sympy.Integer(0), [], [])
        above: Choice = (name, v, [(v, True)], [])
        below: Choice = (name, -v, [(v, True)], [])
        if domain.low == float("-inf"):
            choices.append([above, below, zero])
        elif domain.low == 0 and not domain.low_open and domain.high == float("inf"):
            choices.append([above, zero])
        else:
            choices.append([_beside(name, domain)])
    yield from map(_joined, product(*choices))


def at_once(domains: Mapping[str, Domain]) -> Written:
    """Write a real parameter as the difference of two variables >= 0, and any other through one: no cases, and less is known of signs."""
    choice: list[Choice] = []
    for name, domain in domains.items():
        if domain.low == float("-inf"):
            p, m = Symbol(f"{name}_above", nonnegative=True), Symbol(f"{name}_below", nonnegative=True)
            choice.append((name, p - m, [(p, False), (m, False)], []))
        else:
            choice.append(_beside(name, domain))
    return _joined(choice)
