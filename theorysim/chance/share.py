"""Bound a probability by how often it was seen: the exact interval of Clopper and Pearson (1934).

>>> low, high = interval(0, 20)
>>> low, round(high, 3)
(0.0, 0.168)
"""


def interval(hits: int, runs: int, alpha: float = 0.05) -> tuple[float, float]:
    """Return an interval that holds the probability, but with probability alpha at most; 0 and 1 where none or all hit."""
    if not 0 <= hits <= runs or runs < 1:
        raise ValueError(f"{hits} of {runs} runs; there is at least one run, and as many hits at most")
    from scipy.stats import binomtest  # heavy, and seldom asked

    found = binomtest(hits, runs).proportion_ci(1 - alpha, "exact")
    return float(found.low), float(found.high)
