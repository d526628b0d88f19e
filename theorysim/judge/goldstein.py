"""Judge how far 0 is from Goldstein's set: by the cells that the ball meets, each shown to be met, missed or flat, all in rationals."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from theorysim.claims.goldstein import Goldstein
from theorysim.claims.what import NONE
from theorysim.measure.cells import Seen, cells, of_cells
from theorysim.measure.goldstein import Bracket, of_objective
from theorysim.results import Evidence

BY = "cells"


@lru_cache(maxsize=64)
def _seen(claim: Goldstein) -> tuple[Bracket, list[Seen]]:
    return of_cells(cells(claim.objective, {}), claim.x, claim.delta)


def judge_goldstein(claim: Goldstein) -> Evidence:
    """Compare the bracket of the distance with the claim; between the two nothing is decided."""
    try:
        bracket, seen = _seen(claim)
    except (ValueError, NotImplementedError) as reason:
        return Evidence(BY, "undecided", why=str(reason))
    counted = {what: sum(s.what == what for s in seen) for what in ("met", "missed", "flat", "open")}
    told = ", ".join(f"{n} {what}" for what, n in counted.items() if n)
    lower, upper = bracket.lower, bracket.upper
    why = f"the distance is in [{float(lower):.6g}, {float(upper):.6g}]: of {len(seen)} cells {told}"
    if claim.least <= lower and upper <= claim.most:
        return Evidence(BY, "holds", "proved", why=why, tried={"cells": len(seen)})
    if upper < claim.least or claim.most < lower:
        return Evidence(BY, "refuted", "proved", why=why, tried={"cells": len(seen)})
    return Evidence(BY, "undecided", why=why, tried={"cells": len(seen)})


def planted_in_goldstein(claim: Goldstein) -> dict[str, int]:
    """Count what the judge does with ends that are wrong: a lower one above what gradients at drawn points show, an upper one below 0."""
    counts = dict(NONE)
    for wrong in _wrong(claim):
        counts["refuted" if judge_goldstein(wrong).outcome == "refuted" else "missed"] += 1
    return counts


def _wrong(claim: Goldstein) -> Iterator[Goldstein]:
    drawn = of_objective(claim.objective, {}, claim.x, claim.delta).upper + Fraction(1, 100)
    yield replace(claim, least=drawn, most=max(drawn, claim.most) + 1)
    yield replace(claim, least=-2, most=-1)
