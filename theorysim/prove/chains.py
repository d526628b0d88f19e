"""Show a margin as the sum of a few that are known and of what is plainly >= 0: the links of a chain, whatever each divides by.

A linear program finds this too, but only where it guesses the denominators that the links lack; here they are computed.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations
from typing import Any

from theorysim.verify.leaf import Leaf, Ratio

LONGEST = 3  # links
MOST = 14  # relations among which they are looked for


def chained(leaf: Leaf, margin: Ratio, strict: bool, before: int) -> list[list[Any]] | None:
    """Return terms [c, labels, monomial] that contradict the negation of a margin >= 0 (or > 0); None where no few links do."""
    known = [label for label in leaf.margins if label[0] in "hc" and leaf.facts[label][2] < before][-MOST:]
    for chosen in _few(known):
        rest = reduce(lambda left, label: left - leaf.margins[label], chosen, margin)
        s = leaf.sign_of(rest)
        if s and s[0] >= 0:
            terms = _terms(leaf, margin, [(label, leaf.margins[label]) for label in chosen], rest)
            if terms and (not strict or any(leaf.facts[label][1] for label in chosen)):
                return terms
    return None


def _few(known: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    for n in range(1, LONGEST + 1):
        yield from combinations(known, n)


def _terms(leaf: Leaf, margin: Ratio, links: Sequence[tuple[str, Ratio]], rest: Ratio) -> list[list[Any]] | None:
    whole = leaf.constant(1)
    for r in (margin, rest, *(r for _, r in links)):
        whole = whole * r.bottom / whole.gcd(r.bottom)
    found: list[list[Any]] = []
    names = list(leaf.index)
    for labels, r in ((["not"], margin), *(([label], r) for label, r in links), ([], rest)):
        s = leaf.sign(r.bottom)
        if not (s and s[1]):
            return None
        times = whole / (r.bottom * s[0])
        times = times * r.top if not labels else times
        for powers, c in times.terms():
            if c <= 0:
                return None
            found.append([str(c), labels, {names[i]: int(e) for i, e in enumerate(powers) if e}])
    return found
