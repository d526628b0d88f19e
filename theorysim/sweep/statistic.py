"""Name what a study draws: "0.9 quantile of T, least over h"."""

from collections.abc import Sequence

from theorysim.sweep.formula import Formula, Mistake, item
from theorysim.sweep.schema import Figure

EXPECTED = "expected running time"


def of_times(text: str) -> bool:
    """Tell whether a formula reads T."""
    try:
        read = item(text)
    except Mistake:
        return False
    return isinstance(read, Formula) and "T" in read.names


def column(text: str, q: float, along: bool = False) -> str:
    """Name a statistic where it stands beside others: `T_0.9`, `gap`; `along`: y is a quantile at each step."""
    return f"{text}_{q:g}" if along or of_times(text) else text


def columns(figure: Figure) -> dict[tuple[str, float], str]:
    """Return the name of each statistic of a figure, by its y and its quantile."""
    return {(text, q): column(text, q, figure.kind == "curves") for text in figure.y for q in figure.quantile}


def said(figure: Figure, random: bool) -> str:
    """Name what a figure draws, in words; `random`: T is a quantile of many trials."""
    if figure.kind == "ecdf":
        return "share of runs that reached"
    ways = [f"{way} over {_and(names)}" for way, names in (("largest", figure.worst_over), ("least", figure.best_over)) if names]
    drawn = ", ".join(_quantile(text, figure.quantile, random, figure.kind == "curves") for text in figure.y)
    by = figure.best_by or ("its last value" if figure.kind == "curves" else "")
    if by and ways:
        return f"{drawn} where {_quantile(by, figure.quantile, random)} is {', '.join(ways)}"
    return ", ".join([drawn, *ways])


def _quantile(text: str, quantiles: Sequence[float], random: bool, along: bool = False) -> str:
    if not random or not (along or of_times(text)):
        return EXPECTED if text == "ERT" else text
    return f"median of {text}" if quantiles == [0.5] else f"{_and([f'{q:g}' for q in quantiles])} quantile of {text}"


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
