"""Render the report: one self-contained page, from a template; the SVG of figures is inlined, what users wrote is escaped."""

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from theorysim.results import graded

WORDS = {"holds": "holds", "refuted": "refuted", "undecided": "undecided", "none": "not judged yet"}
MANY = WORDS | {"holds": "hold", "refuted": "are refuted", "undecided": "are undecided", "none": "are not judged yet"}  # of several
SIGNS = {"holds": "✓", "refuted": "✗", "undecided": "?", "none": "–"}  # so that colour is not all that tells
ENDS = {"reached": "reached", "finished": "reached", "budget": "undecided"}  # what an outcome of a run is coloured as; others are refuted
DROPPED = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
NAMES = re.compile(r'(\bid="|url\(#|href="#)')


def page(**shown: Any) -> str:
    """Render the page: `title`, `written`, and a `ledger`, a `study` or both. What is text there is text on the page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = FileSystemLoader(Path(__file__).with_name("templates"))
    environment = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"number": number, "whole": whole, "stacked": stacked, "along": along}
    environment.globals |= {"graded": graded, "WORDS": WORDS, "MANY": MANY, "SIGNS": SIGNS, "ENDS": ENDS}
    return environment.get_template("report.html").render({"ledger": None, "study": None, **shown})


def inlined(svg: str, name: str) -> Any:
    """Return the text of an SVG file as markup that may stand in a page with others: its names are its own, it brings no links."""
    from markupsafe import Markup

    text = NAMES.sub(lambda found: f"{found[1]}{name}-", DROPPED.sub("", svg))
    return Markup(text[text.index("<svg") :].strip())


def number(value: Any) -> str:
    """Print a number to four digits, a text as it is."""
    if value is None or isinstance(value, str):
        return value or "–"
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "∞" if value > 0 else "-∞"
    return f"{value:,}" if isinstance(value, int) else f"{value:z.4g}"


def whole(value: float, word: str = "") -> str:
    """Print a count, with its word in the plural unless it is 1."""
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{value:,.0f} {word if value == 1 else plural}".strip() if word else f"{value:,.0f}"


def stacked(counts: Mapping[str, int], width: float, most: float) -> list[tuple[str, int, float, float]]:
    """Return (word, count, left end, width) of the pieces of a bar; a bar of `most` is `width` wide."""
    found, left = [], 0.0
    for word, count in counts.items():
        if count:
            found.append((word, count, round(left, 2), round(width * count / most, 2)))
            left += width * count / most
    return found


def along(value: float, most: float, width: float) -> float:
    """Return the place of a factor, 1 or more, on a logarithmic axis from 1 to `most`."""
    return round(width * min(1.0, math.log(max(value, 1.0)) / math.log(max(most, 2.0))), 2)


def spread(values: Sequence[Any], most: int) -> list[Any]:
    """Return at most so many of some values, evenly spaced, the first and the last among them."""
    if len(values) <= most:
        return list(values)
    return [values[round(i * (len(values) - 1) / (most - 1))] for i in range(most)]
