"""Bound a probability by how often it was seen: the exact interval of Clopper and Pearson (1934).

>>> low, high = interval(0, 20)
>>> low, round(high, 3)
(0.0, 0.168)
"""

from collections.abc import Callable
from math import exp, lgamma, log

HALVINGS = 60


def interval(hits: int, runs: int, alpha: float = 0.05) -> tuple[float, float]:
    """Return an interval that holds the probability, but with probability alpha at most; 0 and 1 where none or all hit."""
    if not 0 <= hits <= runs or runs < 1:
        raise ValueError(f"{hits} of {runs} runs; there is at least one run, and as many hits at most")
    low = 0.0 if hits == 0 else _halved(lambda p: _at_least(hits, runs, p) < alpha / 2, up=True)
    high = 1.0 if hits == runs else _halved(lambda p: 1 - _at_least(hits + 1, runs, p) > alpha / 2, up=False)
    return low, high


def _at_least(k: int, n: int, p: float) -> float:
    """Return the probability of k hits or more in n runs."""
    terms = (lgamma(n + 1) - lgamma(j + 1) - lgamma(n - j + 1) + j * log(p) + (n - j) * log(1 - p) for j in range(k, n + 1))
    return sum(map(exp, terms))


def _halved(below: Callable[[float], bool], up: bool) -> float:
    """Return the p at which `below` ceases to hold, from the side that keeps the interval wide."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return low if up else high
