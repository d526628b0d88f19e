"""Trace a body on SymPy symbols: one smooth expression for each path through its `where`s, with the path's conditions.

A float that a body holds becomes the dyadic rational that it is, before anything is computed: 5/4 and 0.25 are exact, but
1/10 has been rounded by then (Python divides two integers itself). Write L0/10, never 1/10*L0 or 0.1*L0.
"""

import math
import operator
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
    needs: tuple[frozenset[tuple[str, Any]], ...] = ()  # for each part of the result, what makes it a number: ("nonzero", 1 - x)


@dataclass(frozen=True)
class _Condition:
    """A relation, and what makes both of its sides numbers."""

    relation: Any
    needs: frozenset[tuple[str, Any]]


class Term:
    """A SymPy expression that remembers what it was divided by, before SymPy cancels it."""

    __slots__ = ("expression", "needs")

    def __init__(self, expression: Any, needs: frozenset[tuple[str, Any]] = frozenset()):
        self.expression, self.needs = expression, needs

    def __neg__(self) -> "Term":
        return Term(-self.expression, self.needs)

    def __pos__(self) -> "Term":
        return self

    def __abs__(self) -> "Term":
        raise TypeError("write absolute(x), not abs(x)")

    def __bool__(self) -> bool:
        raise TypeError("a symbol decides no branch: write where(condition, yes, no)")


def _term(value: Any) -> Term:
    return value if isinstance(value, Term) else Term(exact(value))


def _operator(operation: Callable[[Any, Any], Any], swapped: bool, divides: bool) -> Callable[[Any, Any], Term]:
    def apply(a: Any, b: Any) -> Term:
        x, y = (_term(b), _term(a)) if swapped else (_term(a), _term(b))
        needs = x.needs | y.needs | ({("nonzero", y.expression)} if divides and not y.expression.is_number else frozenset())
        return Term(operation(x.expression, y.expression), needs)

    return apply


def _power(x: Any, n: Any) -> Term:
    base, exponent = _term(x), _term(n)
    kind = (
        ""
        if exponent.expression.is_integer and exponent.expression.is_nonnegative
        else "nonzero"
        if exponent.expression.is_integer
        else "positive"
    )
    needs = base.needs | exponent.needs | ({(kind, base.expression)} if kind and not base.expression.is_number else frozenset())
    return Term(base.expression**exponent.expression, needs)


def _comparison(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], _Condition]:
    return lambda a, b: _Condition(operation(_term(a).expression, _term(b).expression), _term(a).needs | _term(b).needs)


for _name, _operation in (("add", operator.add), ("sub", operator.sub), ("mul", operator.mul), ("truediv", operator.truediv)):
    setattr(Term, f"__{_name}__", _operator(_operation, False, _name == "truediv"))
    setattr(Term, f"__r{_name}__", _operator(_operation, True, _name == "truediv"))
for _name, _operation in (("lt", operator.lt), ("le", operator.le), ("gt", operator.gt), ("ge", operator.ge)):
    setattr(Term, f"__{_name}__", _comparison(_operation))
setattr(Term, "__pow__", _power)  # noqa: B010
setattr(Term, "__rpow__", lambda n, x: _power(x, n))  # noqa: B010


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
    if isinstance(value, Term):
        return value.expression
    if isinstance(value, float):
        return {float("inf"): sympy.oo, float("-inf"): -sympy.oo}.get(value) or sympy.Rational(value)
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    expression = sympy.sympify(value)
    return expression.xreplace({f: sympy.Rational(f) for f in expression.atoms(sympy.Float)})


def meaning(decisions: _Decisions) -> dict[str, Any]:
    """Return SymPy's meaning of the words, with branches decided by `decisions`."""

    def where(condition: Any, yes: Any, no: Any) -> Any:
        known = condition if isinstance(condition, _Condition) else _Condition(condition, frozenset())
        chosen = yes if decisions.decide(known.relation) else no
        if isinstance(chosen, tuple):
            return tuple(Term(t.expression, t.needs | known.needs) for t in map(_term, chosen))
        return Term(_term(chosen).expression, _term(chosen).needs | known.needs)

    def word(function: Callable[[Any], Any], kind: str = "") -> Callable[[Any], Term]:
        def at(x: Any) -> Term:
            t = _term(x)
            return Term(function(t.expression), t.needs | ({(kind, t.expression)} if kind and not t.expression.is_number else frozenset()))

        return at

    def flat(t: Any, n: Any) -> Any:
        x, k = exact(t), exact(n)
        return where(_comparison(operator.gt)(t, 0), Term(sympy.exp(-1 / x**2) / x**k, _term(t).needs), 0)

    return {
        "where": where,
        "equal": _comparison(sympy.Eq),
        "absolute": lambda x: where(_comparison(operator.ge)(x, 0), x, -_term(x)),
        "minimum": lambda a, b: where(_comparison(operator.le)(a, b), a, b),
        "maximum": lambda a, b: where(_comparison(operator.ge)(a, b), a, b),
        "sqrt": word(sympy.sqrt, "nonnegative"),
        "exp": word(sympy.exp),
        "log": word(sympy.log, "positive"),
        "sin": word(sympy.sin),
        "cos": word(sympy.cos),
        "erfc": word(sympy.erfc),
        "flat": flat,
        "power": _power,
        "pi": sympy.pi,
        "e": sympy.E,
    }


def _needs(result: Any) -> frozenset[tuple[str, Any]]:
    if isinstance(result, tuple):
        return frozenset().union(*map(_needs, result))
    return result.needs if isinstance(result, Term) else frozenset()


class TooManyPaths(ArithmeticError):
    """A body has more branches than are worth a formula each."""


def trace(body: Callable[..., Any], arguments: Mapping[str, Any], most: float = math.inf) -> list[Path]:
    """Run a body down every path through its branches.

    Arguments are SymPy expressions by name; the result is what the body returns, without Piecewise, Abs, Min or Max. Raises TooManyPaths
    for more than `most`.
    """
    paths: list[Path] = []
    waiting: list[list[bool]] = [[]]
    symbols = {name: Term(exact(value)) for name, value in arguments.items()}
    while waiting:
        if len(paths) + len(waiting) > most:
            raise TooManyPaths(f"{body.__name__} has more than {most} branches")
        decisions = _Decisions(waiting.pop())
        result = read(body, meaning(decisions), constant=exact)(**symbols)
        parts = result if isinstance(result, tuple) else (result,)
        paths.append(Path(decisions.conditions(), exact(result), tuple(_needs(part) for part in parts)))
        for i in range(len(decisions.given), len(decisions.made)):
            waiting.append([*decisions.made[:i], not decisions.made[i]])
    return paths
