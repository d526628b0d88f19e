"""Covers of an axis with a point that no piece has, and formulas that are to name what exists and do not."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

from theorysim.entries import Sided
from theorysim.model import Cover, Exists, Piece

from . import shapes, sizes, zeros
from .case import Answer, Case, Made, Said, Wasted, answer, body
from .exactly import Number, of

GAPS = (  # conditions of pieces over h and L; a point that none of them holds at; conditions that leave nothing out
    ((("h", "<", "1/L"), ("1/L", "<", "h")), {"h": 1, "L": 1}, (("h", "<", "1/L"), ("1/L", "<=", "h"))),
    ((("h", "<=", "L"), ("2*L", "<=", "h")), {"h": "3/2", "L": 1}, (("h", "<=", "2*L"), ("L", "<=", "h"))),
    (
        (("h", "<=", "minimum(L, 1)"), ("maximum(L, 1)", "<=", "h")),
        {"h": "3/2", "L": 2},
        (("h", "<=", "maximum(L, 1)"), ("minimum(L, 1)", "<=", "h")),
    ),
    ((("h*L", "<=", "1"), ("1000001/1000000.0", "<=", "h*L")), {"h": "2000001/2000000", "L": 1}, (("h*L", "<=", "2"), ("1", "<=", "h*L"))),
    ((("h*h", "<", "2"), ("2", "<", "h*h")), {"h": "sqrt 2", "L": 1}, (("h*h", "<", "2"), ("2", "<=", "h*h"))),
    ((("h", "<=", "log(1 + L)"), ("L", "<=", "h")), {"h": "9/10", "L": 1}, (("h", "<=", "L"), ("log(1 + L)", "<=", "h"))),
    ((("1/(h - 1)", "<=", "5"), ("5", "<=", "1/(h - 1)")), {"h": 1, "L": 1}, (("1/(h + 1)", "<=", "1/2"), ("1/2", "<=", "1/(h + 1)"))),
    (
        (("h", "<=", "L/2"), ("L", "<=", "h"), ("2*h", "<", "L")),
        {"h": "3/4", "L": 1},
        (("h", "<=", "L/2"), ("L", "<=", "h"), ("L", "<=", "2*h")),
    ),
    ((("sqrt(h - L)", "<=", "1"), ("1", "<=", "h - L")), {"h": 1, "L": 2}, (("h - L", "<=", "1"), ("1", "<=", "h - L"))),
    ((("h", "<", "1/L"),), {"h": 2, "L": 1}, (("0", "<", "h"),)),
)


def cover(draw: random.Random) -> Made:
    """State that something happens on a whole axis, with a point that no piece has, or with a piece on which it does not happen."""
    wrong, at, right = draw.choice(GAPS)
    k = draw.choice((1, 1, 3, 10))
    scaled = (lambda w: tuple((a.replace("L", f"(L/{k})"), s, b.replace("L", f"(L/{k})")) for a, s, b in w)) if k > 1 else lambda w: w  # noqa: E731
    point = {n: Number(0, 1, 2) if v == "sqrt 2" else of(Fraction(v)) * (k if n == "L" else 1) for n, v in at.items()}
    takes = {"h": "Positive", "L": "Positive"}
    inside = [Said(takes, (w,)).broken(point) == "" for w in scaled(wrong)]
    if any(inside):
        raise Wasted(f"{wrong} has the point")
    happens = ("0", "<=", "(x - h)*(x - h)")
    if draw.random() < 0.3:  # nothing is left out, and on one piece it does not happen
        fails = draw.choice(
            (("(x - h)*(x - h)", "<=", "x*x + h*h - x*h/1000"), ("0", "<", "(x - h)**2"), ("h", "<=", "x*x + 1/4"), ("1", "<=", "x/x"))
        )
        values = next((v for v in product((0, 1, 2), (1, 2), (1, 2, 50)) if _fails(fails, v) and not _fails(scaled(right)[0], v)), None)
        if values is None:
            raise Wasted("no point")
        cases = (
            Case("covers", True, f"pieces {scaled(right)}, where {fails}", f"at x, h, L = {values}", _covering(scaled(right), (fails,))),
        )
    else:
        cases = (Case("covers", True, f"pieces {scaled(wrong)}", f"no piece has {point}", _covering(scaled(wrong), (happens,))),)
    return cases[0], Case("covers", False, f"pieces {scaled(right)}", "they leave nothing out", _covering(scaled(right), (happens,)))


def _fails(link: tuple[str, str, str], values: tuple[Any, ...]) -> bool:
    return Said({"x": "Real", "h": "Positive", "L": "Positive"}, (link,)).broken(dict(zip("xhL", values, strict=True))) != ""


def _covering(pieces: tuple[tuple[str, str, str], ...], happens: tuple[tuple[str, str, str], ...]) -> Callable[[], tuple[Answer, str]]:
    def ask() -> tuple[Answer, str]:
        from theorysim.judge.coverage import judge_cover

        def sided(link: tuple[str, str, str], takes: str) -> Sided:
            return Sided(body(f"({link[0]}, {link[2]})", takes), link[1])  # type: ignore[arg-type]

        made = tuple(
            Piece(f"piece {i}", (sided(w, "h: Positive, L: Positive"),), tuple(((), sided(one, "x: Real, h: Positive")) for one in happens))
            for i, w in enumerate(pieces)
        )
        return answer(judge_cover(Cover(made), "quick", "said"))

    return ask


def exists(draw: random.Random) -> Made:
    """Name by a formula what is to exist, which at some point does not do."""
    pair = draw.choice((*zeros.KINDS, sizes.by_a_hair, shapes.tie, shapes.sharp, shapes.hypotheses))(draw)

    def named(case: Case) -> Case:
        def ask() -> tuple[Answer, str]:
            from theorysim.judge.coverage import judge_exists

            assert case.said is not None
            one = case.said.relation()
            return answer(judge_exists(Exists(one.checks, one.given, (), one.search), "quick", "said"))

        return Case("what exists", case.false, case.text, case.known, ask)

    return named(pair[0]), named(pair[1])


KINDS: tuple[Callable[[random.Random], Made], ...] = (cover, exists)
