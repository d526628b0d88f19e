"""The words that bodies are written in; here they mean floats.

A body (a value, a gradient, a step, a bound, a hypothesis) is ordinary Python over these names. A *reading* binds the
same names to another meaning: compiled code, SymPy symbols, balls, exact rationals. So a formula is typed once.

Decide branches with `where`, never with `if`, `and`, `or`, `min`, `max` or `==`: a symbol or a ball may not know.

A word takes floats and integers. What is neither may answer for the word itself, with a method `__word__(word, *given)`, as letters do;
anything else is refused: a symbol or a ball that comes here was led by a way that its reading did not follow.
"""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any

NUMBERS = (float, int)

pi = math.pi
e = math.e
inf = math.inf


def _answered(word: Callable[..., Any], asked: tuple[Any, ...], *given: Any) -> Any:
    """Call a word on what is not all numbers: what answers for itself does so; other scalars of NumPy are numbers, too."""
    for one in given:
        answer = getattr(type(one), "__word__", None)
        if answer is not None:
            return answer(one, word, *given)
    strange = [type(one) for one in asked if not isinstance(one, NUMBERS) and type(one).__module__ != "numpy"]
    if not strange:
        return word.__wrapped__(*given)  # type: ignore[attr-defined]
    kind = f"{strange[0].__module__}.{strange[0].__qualname__}".removeprefix("builtins.")
    raise TypeError(f"{word.__name__} means floats here, it was given a {kind}: no number, or reached by a way that is not read")


def _of_one(meant: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @wraps(meant)
    def word(x: Any) -> Any:
        return meant(x) if isinstance(x, NUMBERS) else _answered(word, (x,), x)

    return word


def _of_two(meant: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    @wraps(meant)
    def word(a: Any, b: Any) -> Any:
        return meant(a, b) if isinstance(a, NUMBERS) and isinstance(b, NUMBERS) else _answered(word, (a, b), a, b)

    return word


def _of_choice(meant: Callable[[Any, Any, Any], Any]) -> Callable[[Any, Any, Any], Any]:
    @wraps(meant)
    def word(condition: Any, yes: Any, no: Any) -> Any:
        return meant(condition, yes, no) if isinstance(condition, NUMBERS) else _answered(word, (condition,), condition, yes, no)

    return word


@_of_choice
def where(condition: Any, yes: Any, no: Any) -> Any:
    """Return `yes` where the condition holds, else `no`."""
    return yes if condition else no


@_of_two
def equal(a: Any, b: Any) -> Any:
    """Tell whether two numbers are the same number."""
    return a == b


@_of_one
def absolute(x: Any) -> Any:
    return abs(x)


@_of_two
def minimum(a: Any, b: Any) -> Any:
    """Return the smaller of two numbers, NaN if either is NaN."""
    return a if a < b or a != a else b


@_of_two
def maximum(a: Any, b: Any) -> Any:
    """Return the larger of two numbers, NaN if either is NaN."""
    return a if a > b or a != a else b


@_of_one
def sqrt(x: Any) -> Any:
    return math.sqrt(x) if x >= 0 else math.nan


@_of_one
def exp(x: Any) -> Any:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


@_of_one
def log(x: Any) -> Any:
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


@_of_two
def power(x: Any, n: Any) -> Any:
    """Return x to the power n; NaN for a negative x and an n that is no integer."""
    try:
        result = math.pow(x, n)
    except OverflowError:
        return -math.inf if x < 0 and n % 2 == 1 else math.inf
    except ValueError:
        return math.inf if x == 0 else math.nan
    return result


@_of_one
def sin(x: Any) -> Any:
    return math.sin(x) if math.isfinite(x) else math.nan


@_of_one
def cos(x: Any) -> Any:
    return math.cos(x) if math.isfinite(x) else math.nan


@_of_one
def erfc(x: Any) -> Any:
    return math.erfc(x)


@_of_two
def flat(t: Any, n: Any) -> Any:
    """Return exp(-1/t^2)/t^n for t > 0, else 0: smooth, with every derivative 0 at the origin."""
    if t > 0:
        square = t * t  # 0 for a t below 1e-162, where the value is far below every float
        return exp(-1 / square - n * math.log(t)) if square > 0 else 0.0
    return t if t != t else 0.0


def row(value: Any, n: int) -> Any:
    """Return n numbers to be filled in, each the value; compiled code lays them on its stack, where n is a constant of the body."""
    return [value] * n
