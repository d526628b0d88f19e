"""Write a method's update as one reads it, from its bodies: x <- x - eta g, with the letters and the bars that print has."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any

from theorysim.domains import MEMORY, parameters
from theorysim.entries import Method
from theorysim.formulas import text_of
from theorysim.letters import on_letters
from theorysim.readings.paths import TooManyPaths
from theorysim.show.formula import formula

LONG = 150  # characters of a formula, above which its branches are printed instead
MOST, TRACED = 6, 64  # branches that are printed, that are looked at
GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "lambda": "λ", "mu": "μ", "nu": "ν", "sigma": "σ",
    "tau": "τ", "theta": "θ", "Delta": "Δ",
}  # fmt: skip
UPRIGHT = {"min", "max", "exp", "log", "sin", "cos", "and", "or", "is", "not", "else", "if"}
SIGNS = {"<=": "≤", ">=": "≥", "*": "·", "-": "−"}
TOKEN = re.compile(r"[A-Za-z]\w*|\d+(?:\.\d+)?(?:e-?\d+)?|\*\*|<=|>=|.")
GUARD = re.compile(r"where\(0 < (.+), (?:\1), 1\)")  # a divisor that is kept off 0
KEPT_OFF = "where a divisor is 0 it counts as 1"


@lru_cache(maxsize=256)
def updates(method: Any) -> tuple[str, ...]:
    """Return the lines of a step as HTML, stage by stage; none for one in plain Python, whose text says it."""
    return tuple(_lines(method)) if isinstance(method, Method) else ()


def _lines(method: Method) -> Iterator[str]:
    made = method.stages[: method.moves + 1]
    slots = dict.fromkeys(p.name for stage in made for p in parameters(stage) if p.domain.role in MEMORY)
    guarded = False
    for i, stage in enumerate(method.stages):
        names = ["x", *slots] if i == method.moves else [stage.__name__]
        texts = _texts(stage)
        guarded |= any(text != plain for text, plain in texts)
        plain = [plain for _, plain in texts]
        if plain and len(plain) <= len(names) and max(map(len, plain)) <= LONG and not any(t.count("where") > 1 for t in plain):
            yield from (f"{readable(n)} ← {readable(t)}" for n, t in zip(names, plain, strict=False) if n != t)
        else:
            yield from _branches(stage, ", ".join(names[: max(len(plain), 1)]))
    if guarded:
        yield KEPT_OFF


def _texts(stage: Any) -> list[tuple[str, str]]:
    """Return each formula of a stage as it was written, and without what keeps a divisor off 0; none where it cannot be read so."""
    made = on_letters(stage)
    parts = () if made is None else made if isinstance(made, tuple) else (made,)
    return [(text, GUARD.sub(lambda m: m[1] if m[1].isidentifier() else f"({m[1]})", text)) for text in map(text_of, parts)]


def _branches(stage: Any, names: str) -> Iterator[str]:
    """Print a longer stage branch by branch, each with its condition."""
    try:
        lines = list(formula(stage, most=TRACED))
    except TooManyPaths:
        lines = ["a formula of many branches"]
    for line in lines[:MOST]:
        made, _, condition = line.partition("   where ")
        yield f"{readable(names)} ← {readable(made.replace(' , ', ', '))}" + (f"&ensp;if {readable(condition)}" if condition else "")


def readable(text: str) -> str:
    """Return a formula that Python would read as HTML: Greek letters, subscripts, exponents raised, norms between bars."""
    tokens, written, i = TOKEN.findall(text), [], 0
    while i < len(tokens):
        called = tokens[i + 1 : i + 2] == ["("]
        end = _end(tokens, i + 1) if called or tokens[i] == "**" else i + 1
        inside = "".join(tokens[i + 2 : end - 1])
        if tokens[i] == "**":
            raised = "".join(tokens[i + 1 : end])
            written.append(f"<sup>{readable(raised[1:-1] if raised.startswith('(') else raised)}</sup>")
        elif tokens[i] == "abs" and called:
            written.append(f"|{readable(inside)}|")
        elif tokens[i] == "sqrt" and called:
            written.append(f"√{readable(inside if inside.isalnum() else f'({inside})')}")
        elif tokens[i] == "power" and called:
            base, exponent = map(readable, _parted(inside))
            written.append(f"{base if base.isalnum() or base.startswith('<i>') else f'({base})'}<sup>{exponent}</sup>")
        elif tokens[i] == "where" and called:
            condition, yes, no = map(readable, _parted(inside))
            written.append(f"({yes} if {condition}, else {no})" if i or end < len(tokens) else f"{yes} if {condition}, else {no}")
        else:
            end = i + 1
            written.append(_token(tokens[i]))
        i = end
    return "".join(written)


def _end(tokens: list[str], i: int) -> int:
    """Return the place after the atom that begins at a place: a number, a name, or what stands in parentheses; with a sign before it."""
    i += tokens[i] == "-"
    depth = 0
    for k in range(i, len(tokens)):
        depth += (tokens[k] == "(") - (tokens[k] == ")")
        if depth == 0:
            return k + 1
    return len(tokens)


def _parted(text: str) -> list[str]:
    """Split arguments at their commas."""
    found, depth = [""], 0
    for c in text:
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0:
            found.append("")
        else:
            found[-1] += c
    return [part.strip() for part in found]


def _token(token: str) -> str:
    if token in SIGNS:
        return SIGNS[token]
    if not token[0].isalpha() or token in UPRIGHT:
        return escape(token)
    if token.endswith("_norm"):
        return f"‖{_token(token.removesuffix('_norm'))}‖"
    found = re.fullmatch(r"([A-Za-z]+?)(\d*|_\w*)", token)
    letter, below = found.groups() if found else (token, "")
    if letter not in GREEK and len(letter) > 1:
        return f"<i>{token.replace('_', ' ')}</i>"
    below = below.strip("_")
    return f"<i>{GREEK.get(letter, letter)}</i>" + (f"<sub>{GREEK.get(below, below)}</sub>" if below else "")
