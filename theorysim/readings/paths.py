"""Trace a body on SymPy symbols: one smooth expression for each path through its `where`s, with the path's conditions.

A float that a body holds becomes the dyadic rational that it is, before anything is computed: 5/4 and 0.25 are exact, but
1/10 has been rounded by then (Python divides two integers itself). Write L0/10, never 1/10*L0 or 0.1*L0.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from theorysim.readings.read import read


@dataclass(frozen=True)
class Path:
    """The relations that lead down this path, and what the body returns there."""

    conditions: tuple[Any, ...]
    result: Any


class _Decisions:
    """The choices of one run: those handed in first, then always the first side; relations already decided stay so."""

    def __init__(self, given: list[bool]):
        self.given = given
        self.made: list[bool] = []
        self.known: dict[Any, bool] = {}

    def decide(self, condition: Any) -> bool:
        condition = sympy.sympify(condition)
        if condition in (sympy.true, sympy.false):
            return bool(condition)
        if condition in self.known:
            return self.known[condition]
        choice = self.given[len(self.made)] if len(self.made) < len(self.given) else True
        self.made.append(choice)
        self.known[condition] = choice
        self.known[sympy.Not(condition)] = not choice
        return choice

    def conditions(self) -> tuple[Any, ...]:
        return tuple(c for c, held in self.known.items() if held)


def exact(value: Any) -> Any:
    """Make SymPy numbers of Python's, exactly."""
    if isinstance(value, tuple):
        return tuple(exact(v) for v in value)
    if isinstance(value, float):
        return {float("inf"): sympy.oo, float("-inf"): -sympy.oo}.get(value) or sympy.Rational(value)
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    expression = sympy.sympify(value)
    return expression.xreplace({f: sympy.Rational(f) for f in expression.atoms(sympy.Float)})


def meaning(decisions: _Decisions) -> dict[str, Any]:
    """Give SymPy's meaning of the words, with branches decided by `decisions`."""

    def where(condition: Any, yes: Any, no: Any) -> Any:
        return yes if decisions.decide(exact(condition) if isinstance(condition, sympy.Basic) else condition) else no

    def power(x: Any, n: Any) -> Any:
        return exact(x) ** exact(n)

    return {
        "where": where,
        "equal": lambda a, b: sympy.Eq(exact(a), exact(b)),
        "absolute": lambda x: where(exact(x) >= 0, x, -x),
        "minimum": lambda a, b: where(exact(a) <= exact(b), a, b),
        "maximum": lambda a, b: where(exact(a) >= exact(b), a, b),
        "sqrt": lambda x: sympy.sqrt(exact(x)),
        "exp": lambda x: sympy.exp(exact(x)),
        "log": lambda x: sympy.log(exact(x)),
        "sin": lambda x: sympy.sin(exact(x)),
        "cos": lambda x: sympy.cos(exact(x)),
        "erfc": lambda x: sympy.erfc(exact(x)),
        "flat": lambda t, n: where(exact(t) > 0, sympy.exp(-1 / exact(t) ** 2) / exact(t) ** exact(n), sympy.Integer(0)),
        "power": power,
        "pi": sympy.pi,
        "e": sympy.E,
    }


def trace(body: Callable[..., Any], arguments: Mapping[str, Any]) -> list[Path]:
    """Run a body down every path through its branches.

    Arguments are SymPy expressions by name; the result is what the body returns, without Piecewise, Abs, Min or Max.
    """
    paths: list[Path] = []
    waiting: list[list[bool]] = [[]]
    symbols = {name: exact(value) for name, value in arguments.items()}
    while waiting:
        decisions = _Decisions(waiting.pop())
        result = read(body, meaning(decisions), constant=exact)(**symbols)
        paths.append(Path(decisions.conditions(), exact(result)))
        for i in range(len(decisions.given), len(decisions.made)):
            waiting.append([*decisions.made[:i], not decisions.made[i]])
    return paths
