"""The words that bodies are written in; here they mean floats.

A body (a value, a gradient, a step, a bound, a hypothesis) is ordinary Python over these names. A *reading* binds the
same names to another meaning: compiled code, SymPy symbols, balls, exact rationals. So a formula is typed once.

Decide branches with `where`, never with `if`, `and`, `or`, `min`, `max` or `==`: a symbol or a ball may not know.
"""

import math
from typing import Any

pi = math.pi
e = math.e
inf = math.inf


def where(condition: Any, yes: Any, no: Any) -> Any:
    """Return `yes` where the condition holds, else `no`."""
    return yes if condition else no


def equal(a: Any, b: Any) -> Any:
    """Tell whether two numbers are the same number."""
    return a == b


def absolute(x: Any) -> Any:
    return abs(x)


def minimum(a: Any, b: Any) -> Any:
    """Return the smaller of two numbers, NaN if either is NaN."""
    return a if a < b or a != a else b


def maximum(a: Any, b: Any) -> Any:
    """Return the larger of two numbers, NaN if either is NaN."""
    return a if a > b or a != a else b


def sqrt(x: Any) -> Any:
    return math.sqrt(x) if x >= 0 else math.nan


def exp(x: Any) -> Any:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def log(x: Any) -> Any:
    if x > 0:
        return math.log(x)
    return -math.inf if x == 0 else math.nan


def power(x: Any, n: Any) -> Any:
    """Return x to the power n; NaN for a negative x and an n that is no integer."""
    try:
        result = math.pow(x, n)
    except OverflowError:
        return -math.inf if x < 0 and n % 2 == 1 else math.inf
    except ValueError:
        return math.inf if x == 0 else math.nan
    return result


def sin(x: Any) -> Any:
    return math.sin(x) if math.isfinite(x) else math.nan


def cos(x: Any) -> Any:
    return math.cos(x) if math.isfinite(x) else math.nan


def erfc(x: Any) -> Any:
    return math.erfc(x)


def flat(t: Any, n: Any) -> Any:
    """Return exp(-1/t^2)/t^n for t > 0, else 0: smooth, with every derivative 0 at the origin."""
    if t > 0:
        square = t * t  # 0 for a t below 1e-162, where the value is far below every float
        return exp(-1 / square - n * math.log(t)) if square > 0 else 0.0
    return t if t != t else 0.0
