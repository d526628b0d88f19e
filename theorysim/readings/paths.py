"""Trace a body on SymPy symbols: one smooth expression for each path through its `where`s, with the path's conditions.

A float that a body holds becomes the dyadic rational that it is, before anything is computed: 5/4 and 0.25 are exact, but
1/10 has been rounded by then (Python divides two integers itself). Write L0/10, never 1/10*L0 or 0.1*L0.
"""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy

from theorysim.domains import Domain
from theorysim.readings.read import read

MOST_POWER = 10_000  # of a number that is written out
MOST_TERMS = 40  # under a root in which squares are looked for


def symbols(domains: Mapping[str, Domain]) -> dict[str, Any]:
    """Return a SymPy symbol for each name, positive or nonnegative where its domain is; whole numbers are left to `instances`."""

    def symbol(name: str, d: Domain) -> sympy.Symbol:
        if d.low >= 0:
            return sympy.Symbol(name, positive=True) if d.low_open or d.low > 0 else sympy.Symbol(name, nonnegative=True)
        return sympy.Symbol(name, real=True)

    return {n: symbol(n, d) for n, d in domains.items()}


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


BASE = " base"  # of a power whose exponent holds a letter: it is enough that it is positive, but 0^(1/2), 0^0 and (-1)^2 are numbers, too


def met(kind: str, e: Any) -> bool:
    """Tell whether an expression certainly is what a body needs it to be: nonzero, positive or nonnegative, and in each case finite."""
    finite = not e.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo)
    return finite and bool(e.is_zero is False if kind == "nonzero" else e.is_positive if is_positive(kind) else e.is_nonnegative)


def is_positive(kind: str) -> bool:
    """Tell whether a need asks for more than to be >= 0."""
    return kind.removesuffix(BASE) == "positive"


def unmet(kind: str, e: Any) -> bool:
    """Tell whether an expression certainly is not what a body needs it to be; never of a base, which a whole exponent makes defined."""
    return not kind.endswith(BASE) and bool(e.is_zero if kind == "nonzero" else e.is_nonpositive if kind == "positive" else e.is_negative)


def _need(kind: str, e: Any) -> frozenset[tuple[str, Any]]:
    """Return a need, of a plain number too; not of one that certainly meets it, and not at an end: a root is smooth at no 0."""
    asked = "positive" if kind.removesuffix(BASE) == "nonnegative" else kind
    return frozenset() if e.is_number and met(asked, e) else frozenset({(kind, e)})


def _operator(operation: Callable[[Any, Any], Any], swapped: bool, divides: bool) -> Callable[[Any, Any], Term]:
    def apply(a: Any, b: Any) -> Term:
        x, y = (_term(b), _term(a)) if swapped else (_term(a), _term(b))
        needs = x.needs | y.needs | (_need("nonzero", y.expression) if divides else frozenset())
        return Term(operation(x.expression, y.expression), needs)

    return apply


def _power(x: Any, n: Any) -> Term:
    base, exponent = _term(x), _term(n)
    whole, above = exponent.expression.is_integer, exponent.expression.is_positive
    kind = ("" if exponent.expression.is_nonnegative else "nonzero") if whole else "nonnegative" if above else "positive"  # 0^(3/2) is 0
    kind += BASE if kind and not whole and not exponent.expression.is_number else ""
    needs = base.needs | exponent.needs | (_need(kind, base.expression) if kind else frozenset())
    return Term(base.expression**exponent.expression, needs)


def _comparison(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], _Condition]:
    def compare(a: Any, b: Any) -> _Condition:
        x, y = _term(a), _term(b)
        nothing = x.expression.has(sympy.zoo, sympy.nan) or y.expression.has(sympy.zoo, sympy.nan)  # its needs say that it is not defined
        return _Condition(sympy.true if nothing else operation(x.expression, y.expression), x.needs | y.needs)

    return compare


for _name, _operation in (("add", operator.add), ("sub", operator.sub), ("mul", operator.mul), ("truediv", operator.truediv)):
    setattr(Term, f"__{_name}__", _operator(_operation, False, _name == "truediv"))
    setattr(Term, f"__r{_name}__", _operator(_operation, True, _name == "truediv"))
for _name, _operation in (("lt", operator.lt), ("le", operator.le), ("gt", operator.gt), ("ge", operator.ge)):
    setattr(Term, f"__{_name}__", _comparison(_operation))
setattr(Term, "__pow__", _power)  # noqa: B010
setattr(Term, "__rpow__", lambda n, x: _power(x, n))  # noqa: B010


class _Decisions:
    """The choices of one run: those handed in first, then always the first side; relations already decided stay so."""

    def __init__(self) -> None:
        self.begin([])

    def begin(self, given: list[bool]) -> None:
        self.given = given
        self.made: list[bool] = []
        self.known: dict[Any, bool] = {}

    def decide(self, condition: Any) -> bool:
        condition = self.unbent(sympy.sympify(condition))
        if condition in (sympy.true, sympy.false):
            return bool(condition)
        if condition in self.known:
            return self.known[condition]
        choice = self.given[len(self.made)] if len(self.made) < len(self.given) else True
        self.made.append(choice)
        self.known[condition] = choice
        self.known[sympy.Not(condition)] = not choice
        return choice

    def unbent(self, expression: Any) -> Any:
        """Decide each Abs and sign that SymPy makes, of sqrt(x x) say: what bends without a `where` has branches, too."""
        while bends := expression.atoms(sympy.Abs, sympy.sign):
            bend = min(bends, key=lambda b: (len(b.atoms(sympy.Abs, sympy.sign)), str(b)))
            (inner,) = bend.args
            if self.decide(inner >= 0):
                chosen = inner if isinstance(bend, sympy.Abs) else sympy.Integer(int(not self.decide(sympy.Eq(inner, 0))))
            else:
                chosen = -inner if isinstance(bend, sympy.Abs) else sympy.Integer(-1)
            expression = expression.xreplace({bend: chosen})
        return expression

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
            return Term(function(t.expression), t.needs | (_need(kind, t.expression) if kind else frozenset()))

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
        "exp": word(_exp),
        "log": word(sympy.log, "positive"),
        "sin": word(sympy.sin),
        "cos": word(sympy.cos),
        "erfc": word(sympy.erfc),
        "flat": flat,
        "power": _power,
        "pi": sympy.pi,
        "e": sympy.E,
    }


def _exp(x: Any) -> Any:
    """Return exp(x); raises NotImplementedError where SymPy would write out a power of too many digits, exp(10^6 log 3), say."""
    if x.is_number and x.has(sympy.log) and any(abs(term.as_coeff_Mul()[0]) > MOST_POWER for term in sympy.Add.make_args(sympy.expand(x))):
        raise NotImplementedError(f"exp({x}) has too many digits to be written out")
    return sympy.exp(x)


@lru_cache(maxsize=4096)
def _root(base: Any) -> Any:
    """Return the square root of an expression, the squares among its factors as absolute values."""
    if not (base.is_Add or base.is_Mul or base.is_Pow) or len(base.args) > MOST_TERMS or not base.is_rational_function(*base.free_symbols):
        return sympy.sqrt(base)
    top, bottom = sympy.fraction(sympy.together(base))
    (constant, above), (divisor, below) = sympy.factor_list(top), sympy.factor_list(bottom)
    powers = [*above, *((f, -times) for f, times in below)]
    if all(abs(times) < 2 for _, times in powers):
        return sympy.sqrt(base)
    rest = sympy.Mul(constant / divisor, *(f ** (times % 2) for f, times in powers))
    return sympy.Mul(sympy.sqrt(rest), *(sympy.Abs(f) ** (times // 2) for f, times in powers))


def _smooth(result: Any, decisions: _Decisions) -> Any:
    """Write a result as smooth expressions, with their branches decided, each with all that it needs."""
    if isinstance(result, tuple):
        return tuple(_smooth(part, decisions) for part in result)
    if not isinstance(exact(result), sympy.Expr):
        return result
    expression, needs = _without_bends(exact(result), decisions)
    for kind, e in sorted(_needs(result), key=written):
        plain, more = _without_bends(e, decisions)
        needs |= _need(kind, plain) | more
    return Term(expression, needs)


def _without_bends(expression: Any, decisions: _Decisions) -> tuple[Any, frozenset[tuple[str, Any]]]:
    """Return an expression without Abs, and what is left under its roots, which must not be negative where the rest is 0 either."""
    roots = [a for a in expression.atoms(sympy.Pow) if not a.base.is_number and a.exp.is_Rational and a.exp.q == 2]
    if not roots:
        return decisions.unbent(expression), frozenset()
    expression = decisions.unbent(expression.xreplace({a: _root(a.base) ** (2 * a.exp) for a in roots}))
    left = [a.base for a in expression.atoms(sympy.Pow) if a.exp.is_Rational and a.exp.q > 1]
    return expression, frozenset().union(*(_need("nonnegative", base) for base in left))


@lru_cache(maxsize=20_000)
def written(need: tuple[str, Any]) -> str:
    """Return how a need reads, by which needs are put in order."""
    return str(need)


def _needs(result: Any) -> frozenset[tuple[str, Any]]:
    if isinstance(result, tuple):
        return frozenset().union(*map(_needs, result))
    return result.needs if isinstance(result, Term) else frozenset()


class TooManyPaths(ArithmeticError):
    """A body has more branches than are worth a formula each."""


@lru_cache(maxsize=4096)
def _reading(body: Callable[..., Any]) -> tuple[Any, _Decisions]:
    """Return a body on symbols, and what decides its branches."""
    decisions = _Decisions()
    return read(body, meaning(decisions), constant=exact), decisions


def trace(body: Callable[..., Any], arguments: Mapping[str, Any], most: float = math.inf, bends: bool = True) -> list[Path]:
    """Run a body down every path through its branches.

    Arguments are SymPy expressions by name; the result is what the body returns, without Piecewise, Abs, Min or Max; what bends
    without a `where`, a root of a square, stays as it is written where `bends` is not asked. Raises TooManyPaths for more than `most`.
    """
    return list(_traced(body, tuple((name, exact(value)) for name, value in arguments.items()), most, bends))


@lru_cache(maxsize=4096)  # hypotheses are asked in every case of every proof, and relations for holes, equal sides and turns
def _traced(body: Callable[..., Any], arguments: tuple[tuple[str, Any], ...], most: float, bends: bool) -> tuple[Path, ...]:
    paths: list[Path] = []
    waiting: list[list[bool]] = [[]]
    symbols = {name: Term(value) for name, value in arguments}
    read_body, decisions = _reading(body)
    while waiting:
        if len(paths) + len(waiting) > most:
            raise TooManyPaths(f"{body.__name__} has more than {most} branches")
        decisions.begin(waiting.pop())
        result = read_body(**symbols)
        result = _smooth(result, decisions) if bends else result
        parts = result if isinstance(result, tuple) else (result,)
        paths.append(Path(decisions.conditions(), exact(result), tuple(_needs(part) for part in parts)))
        for i in range(len(decisions.given), len(decisions.made)):
            waiting.append([*decisions.made[:i], not decisions.made[i]])
    return tuple(paths)
