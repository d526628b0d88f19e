"""Write a table of fitted rates for a paper, in plain LaTeX."""

import math
from collections.abc import Iterator, Sequence

from theorysim.measure.rates import Rate
from theorysim.show.mathtext import label
from theorysim.sweep.lines import Line

SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {c: f"\\{c}" for c in "&%$#_{}"}


def escaped(text: str) -> str:
    """Write text so that LaTeX prints it, on one line."""
    return _signs(flat(text))


def _signs(text: str) -> str:
    return "".join(SPECIAL.get(c, c) for c in text)


def lettered(text: str) -> str:
    """Write text so that LaTeX prints it, with the letters of formulas; what has signs of LaTeX already is printed as it is."""
    if any(c in text for c in "$\\"):
        return escaped(text)
    return "".join(f"${part}$" if i % 2 else _signs(part) for i, part in enumerate(label(flat(text)).split("$")))


def flat(text: str) -> str:
    """Return a text on one line, without characters that are no signs: a comment ends with its line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def number(value: float | None, digits: int = 3) -> str:
    return "--" if value is None else f"${value:z.{digits}f}$" if abs(value) < 1000 else f"${value:.3g}$"


def between(rate: Rate) -> str:
    """Write the interval of a rate; an end that the points do not give is infinite."""
    if rate.low is None and rate.high is None:
        return "--"
    ends = [f"{v:z.3f}" if v is not None else infinite for v, infinite in ((rate.low, r"-\infty"), (rate.high, r"\infty"))]
    return f"$[{', '.join(ends)}]$"


def table(lines: Sequence[Line], says: str, level: float, axes: tuple[str, str] = ("x", "y")) -> Iterator[str]:
    """Return the lines of a tabular: each measured line with its points, slope, interval and predicted slope."""
    fitted = [(line, line.rate) for line in lines if line.rate is not None]
    yield f"% {flat(says)}"
    if not fitted:
        yield from _counted(lines)
        return
    yield "% slopes of log y against log x; by bootstrap over trials (b); of numbers without noise by least squares, without an interval"
    yield r"\begin{tabular}{lrrlr}"
    yield r"\hline"
    yield rf"{lettered(f'{axes[1]} against {axes[0]}')} & points & slope & {100 * level:g}\% interval & predicted \\"
    yield r"\hline"
    for line, rate in fitted:
        how = f" {rate.by[0]}" if rate.low is not None or rate.high is not None else ""
        yield rf"{lettered(line.name)} & {rate.points} & {number(rate.slope)} & {between(rate)}{how} & {number(line.predicted)} \\"
    yield r"\hline"
    yield r"\end{tabular}"


def _counted(lines: Sequence[Line]) -> Iterator[str]:
    """Return a tabular of lines that nothing was fitted to: trials, failures, and the last value or the expected running time."""
    measured = [line for line in lines if not line.curve]
    curves = any(line.kind == "curves" for line in measured)
    yield r"\begin{tabular}{lrrl}"
    yield r"\hline"
    yield rf"line & trials & failures & {'last value' if curves else 'expected running time'} \\"
    yield r"\hline"
    for line in measured:
        counts = [sum(getattr(choice.dot, n) for choice in line.chosen) for n in ("runs", "failures")]
        value, *ends = _last(line) if curves else (line.expected, line.expected_low, line.expected_high)
        around = f" $[{', '.join(_digits(v) for v in ends)}]$" if None not in ends else ""
        shown = "--" if value is None else f"${_digits(value)}${around}"
        yield rf"{lettered(line.name)} & {counts[0]} & {counts[1]} & {shown} \\"
    yield r"\hline"
    yield r"\end{tabular}"


def _last(line: Line) -> tuple[float | None, float | None, float | None]:
    """Return where a curve ends, with its interval."""
    low, high = (ends[-1] if ends else None for ends in (line.low, line.high))
    return (line.y[-1] if line.y else None), low, high


def _digits(value: float | None) -> str:
    return "--" if value is None else f"{'-' * (value < 0)}\\infty" if math.isinf(value) else f"{value:.4g}"
