"""Letters: names of numbers, each with its domain. Arithmetic on letters writes a formula; <= and < between two make a relation.

    g, L0, L1 = letters("g L0 L1", Positive)
    large = L0 / L1 <= g

The words of `maths` and plain functions of numbers (an objective's value, a step) are called on letters as they are. A relation's body
is an ordinary function of the letters that it holds, which every reading reads.
"""

import inspect
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from keyword import iskeyword
from numbers import Integral, Rational, Real
from typing import Annotated, Any, NoReturn, get_origin

from theorysim import formulas, maths
from theorysim.domains import Domain, parameters
from theorysim.entries import Body, Sense, Sided
from theorysim.formulas import CONSTANTS, Tree, function_of, place_outside, text_of, tree_of

HERE = frozenset({__name__, formulas.__name__, maths.__name__})
INSTEAD = (
    "where(condition, yes, no) for if, minimum(a, b) and maximum(a, b) for min and max, "
    "two relations instead of a < b < c or of `and`"
)  # of a relation as a truth value
EXACTLY: dict[Any, Callable[..., Fraction]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "negative": operator.neg,
    "**": lambda x, n: x ** int(n),
}  # fmt: skip
FEW_BITS = 24  # a float of no more is meant: 2**-60, whose shortest decimal is not itself; 0.1 has 53


class Formula(Tree):
    """An expression of letters."""

    __slots__ = ()
    __array_ufunc__ = None  # a scalar of NumPy on the left leaves the operation to the formula
    __hash__ = object.__hash__

    def __add__(self, other: Any) -> "Formula":
        return _joined("+", self, other)

    def __radd__(self, other: Any) -> "Formula":
        return _joined("+", other, self)

    def __sub__(self, other: Any) -> "Formula":
        return _joined("-", self, other)

    def __rsub__(self, other: Any) -> "Formula":
        return _joined("-", other, self)

    def __mul__(self, other: Any) -> "Formula":
        return _joined("*", self, other)

    def __rmul__(self, other: Any) -> "Formula":
        return _joined("*", other, self)

    def __truediv__(self, other: Any) -> "Formula":
        return _joined("/", self, other)

    def __rtruediv__(self, other: Any) -> "Formula":
        return _joined("/", other, self)

    def __pow__(self, n: Any) -> "Formula":
        """Write x**n for an integer n, the word `power` for any other exponent."""
        return _joined("**" if isinstance(n, Integral) else maths.power, self, n)

    def __rpow__(self, base: Any) -> "Formula":
        return _joined(maths.power, base, self)

    def __neg__(self) -> "Formula":
        return _joined("negative", self)

    def __pos__(self) -> "Formula":
        return self

    def __le__(self, other: Any) -> "Compared":
        return _related("<=", self, other)

    def __lt__(self, other: Any) -> "Compared":
        return _related("<", self, other)

    def __ge__(self, other: Any) -> "Compared":
        return _related("<=", other, self)

    def __gt__(self, other: Any) -> "Compared":
        return _related("<", other, self)

    def equals(self, other: Any) -> "Compared":
        """State that two formulas are the same number."""
        return _related("==", self, other)

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError(f"write equals({self}, {other}): == does not relate formulas")

    def __ne__(self, other: object) -> NoReturn:
        raise TypeError("formulas are not compared by !=: write < or >, or where(equal(a, b), 0, 1)")

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self} is neither true nor false: write where(condition, yes, no) with a relation as the condition")

    def __float__(self) -> NoReturn:
        raise TypeError(f"{self} has no value: write the words of theorysim.maths, sqrt(x) and not math.sqrt(x)")

    def __abs__(self) -> NoReturn:
        raise TypeError("write absolute(x), not abs(x)")

    def named(self, name: str) -> "Formula":
        """Return the formula under a name: others print the name, and after it once what it stands for."""
        if not name.isidentifier() or not self.parts:
            raise TypeError(f"{name!r} is no name, or what it is to name has no parts")
        return Formula(self.head, self.parts, self.takes, self.place, name)

    def __word__(self, word: Callable[..., Any], *given: Any) -> Any:
        """Write a word of `maths` applied to what is given."""
        return _word(word, *given)

    def __str__(self) -> str:
        return text_of(self)

    __repr__ = __str__


class Compared(Sided):
    """Two formulas and how they are related; a condition of `where`, too."""

    tree: Formula | None

    def __init__(self, body: Body | None = None, sense: Sense = "<=", says: str = "", tree: Formula | None = None):
        given = {"sense": sense, "says": says, "tree": tree} | ({} if body is None else {"body": body})
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @cached_property
    def body(self) -> Body:
        assert self.tree is not None, "a relation without a tree was given its body"
        return function_of(self.tree)

    def in_words(self, says: str) -> "Compared":
        """Return the same relation with words beside it."""
        return Compared(None if self.tree is not None else self.body, self.sense, says, self.tree)

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self} is neither true nor false: write {INSTEAD}")

    def __word__(self, word: Callable[..., Any], *given: Any) -> Any:
        return _word(word, *given)

    def __str__(self) -> str:
        return written(self) or repr(self)


def letter(name: str, domain: Any) -> Formula:
    """Return the letter of that name; `domain` is an annotation of `theorysim.domains`."""
    if get_origin(domain) is None or not any(isinstance(d, Domain) for d in getattr(domain, "__metadata__", ())):
        raise TypeError(f"letter {name}: {domain!r} is no domain of theorysim.domains: write Real, Positive, Count, ...")
    if not name.isidentifier() or iskeyword(name):
        raise TypeError(f"{name!r} is no letter: a letter is a name of Python, L0 or epsilon; letters are separated by spaces")
    return Formula(name, (), {name: domain}, place_outside(HERE))


def letters(names: str, domain: Any) -> tuple[Formula, ...]:
    """Return the letters whose names are separated by spaces, all of one domain."""
    return tuple(letter(name, domain) for name in names.split())


def number(value: int | float) -> Formula:
    """Return a number as a formula, so that what words and operators make of it is one: exp(number(3) / 2), number(2) * pi."""
    found = _formula(value)
    if found is NotImplemented:
        raise TypeError(f"{value!r} is no number")
    return found


def equals(left: Any, right: Any) -> Compared:
    """State left = right."""
    return _related("==", left, right)


def as_body(value: Any) -> Body:
    """Return a formula or a number as a body; a function is one already. Raises TypeError for anything else."""
    if isinstance(value, Sided):
        raise TypeError(f"{value} is a relation, where a formula is asked for")
    if callable(value):
        return value  # type: ignore[no-any-return]
    found = _formula(value)
    if found is NotImplemented:
        raise TypeError(f"{value!r} is no formula, no number and no function")
    return function_of(found)


def written(of: Any, sense: str = "") -> str:
    """Print a formula, a relation, or a body that was made from one; empty for a function written by hand, which `show.formula` traces.

    The two sides of a relation are printed with the sense that it has, or with `sense`, whatever they were written with.
    """
    body, sense = (of.body, of.sense) if isinstance(of, Sided) else (of, sense)
    tree = body if isinstance(body, Tree) else tree_of(body)
    if tree is None:
        return ""
    return text_of(Formula(sense, tree.parts, tree.takes, tree.place) if tree.related and sense else tree)


def spoken(sided: Sided) -> str:
    """Return a relation in a few words: its own where it has some, else the formula as it was written, else the name of its function."""
    return sided.says or written(sided) or sided.body.__name__.strip("_").replace("_", " ")


def on_letters(body: Body) -> Any:
    """Return what a body makes of letters: a formula, or two for a relation; None where it does more than write formulas."""
    try:
        made = body(**{p.name: letter(p.name, Annotated[float, p.domain]) for p in parameters(body)})
        found = tuple(map(_formula, made)) if isinstance(made, tuple) else _formula(made)
    except Exception:  # a body may do anything with what is no number
        return None
    return found if not any(f is NotImplemented for f in (found if isinstance(found, tuple) else (found,))) else None


def in_letters(sided: Sided) -> str:
    """Print a relation whose body is a function written by hand; empty where `on_letters` makes nothing of it."""
    both = on_letters(sided.body)
    return text_of(_joined(sided.sense, *both)) if isinstance(both, tuple) and len(both) == 2 else ""


def by_name(of: Any, values: Any) -> dict[str, Any]:
    """Return values by the names of the letters of a formula, a relation or a body; of a function written by hand also in its order.

    Raises TypeError for values without names of a formula, whose letters have no order, and for a name that it does not take.
    """
    body = of.body if isinstance(of, Sided) else as_body(of)
    takes = tuple(inspect.signature(body).parameters)
    if not isinstance(values, Mapping):
        if tree_of(body) is not None and len(takes) > 1:
            raise TypeError(f"the letters of {written(body)} have no order: give values by name, {{'{takes[0]}': ...}}")
        row = values if isinstance(values, tuple) else (values,)
        values = dict(zip(takes, row, strict=True)) if len(row) == len(takes) else {f"number {i}": x for i, x in enumerate(row, 1)}
    if set(values) != set(takes):
        raise TypeError(f"the formula takes {', '.join(takes) or 'nothing'}, values were given for {', '.join(values) or 'nothing'}")
    return dict(values)


def _number(value: Any) -> int | float:
    """Return a number as it stands in a formula; raises TypeError for one that has no exact place there."""
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Rational):
        exact = Fraction(value)
        if exact != Fraction(float(exact)):
            raise TypeError(f"{value} is rounded as a float: divide a letter, as in {exact.numerator}*x/{exact.denominator}")
        return float(exact)
    if not math.isfinite(value):
        raise TypeError(f"{value} is no number of a formula")
    return next((c for c in CONSTANTS.values() if c is value), float(value))


def rounded(value: float) -> bool:
    """Tell whether a float is not the number that was written: 0.1, or 1/3, which Python divides itself."""
    return Fraction(repr(float(value))) != Fraction(value) and abs(Fraction(value).numerator).bit_length() > FEW_BITS


def _formula(value: Any) -> Formula:
    """Return a value as a formula, NotImplemented for what is no number."""
    if isinstance(value, Formula):
        return value
    if isinstance(value, bool):
        raise TypeError(f"{value} is no number of a formula: write where(condition, yes, no)")
    if not isinstance(value, Real):
        return NotImplemented  # type: ignore[no-any-return]
    return Formula(_number(value), (), {}, place_outside(HERE))


def _joined(head: Any, *given: Any) -> Formula:
    """Write a formula of others; NotImplemented where one of them is none."""
    parts = tuple(map(_formula, given))
    if any(p is NotImplemented for p in parts):
        return NotImplemented  # type: ignore[no-any-return]
    for one in given:
        if isinstance(one, float) and one not in CONSTANTS.values() and rounded(one):
            raise TypeError(f"{one} was rounded before the formula saw it: write x/10 for 0.1*x, or number({one}) for the float itself")
    takes: dict[str, Any] = {}
    for part in parts:
        for name, domain in part.takes.items():
            known = takes.setdefault(name, domain)
            if known is not domain and known != domain:
                raise TypeError(f"{name} is two letters here: one {_said(known)}, one {_said(domain)}")
    return Formula(head, parts, takes, place_outside(HERE))


def _said(domain: Any) -> str:
    found = next(d for d in domain.__metadata__ if isinstance(d, Domain))
    return f"{found.name} {found}"


def _related(sense: Sense, left: Any, right: Any) -> Compared:
    tree = _joined(sense, left, right)
    return NotImplemented if tree is NotImplemented else Compared(sense=sense, tree=tree)


def _word(word: Callable[..., Any], *given: Any) -> Any:
    if word is maths.where:
        return _where(*given)
    if word is maths.equal:
        return equals(*given)
    found = _joined(word, *given)
    if found is NotImplemented:
        raise TypeError(f"{word.__name__} takes numbers and formulas, it got {', '.join(type(g).__name__ for g in given)}")
    return found


def _where(condition: Any, yes: Any, no: Any) -> Any:
    if isinstance(yes, tuple):
        return tuple(_where(condition, a, b) for a, b in zip(yes, no, strict=True))
    tree = condition.tree if isinstance(condition, Compared) else None
    if tree is None:
        raise TypeError(f"where decides by a relation of letters, as in where(a <= b, yes, no); it got a {type(condition).__name__}")
    parts = _formula(yes), _formula(no)
    if any(p is NotImplemented for p in parts):
        raise TypeError(f"where picks numbers and formulas, not a {type(yes).__name__} and a {type(no).__name__}")
    return _joined(maths.where, tree, *parts)
