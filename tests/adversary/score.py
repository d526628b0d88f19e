"""Draw cases of every kind in turn, ask about each, and count what is said."""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from theorysim.readings.read import Unreadable

from . import axes, bodies, certificates, counts, drawn_at_random, exponents, functions, laws, orders, shapes, sizes, zeros
from .case import Answer, Case, Made, Maker, Wasted
from .exactly import Unsure

RELATIONS: tuple[Maker, ...] = (*zeros.KINDS, *sizes.KINDS, *shapes.KINDS, *bodies.KINDS, *drawn_at_random.KINDS, *exponents.KINDS)
KINDS: tuple[Maker, ...] = (*RELATIONS, *functions.KINDS, *orders.KINDS, *axes.KINDS, *laws.KINDS, *certificates.KINDS)
DEAR: tuple[Maker, ...] = (*laws.DEAR, *counts.DEAR, *exponents.DEAR)
SELDOM = 100  # so many of the other kinds are drawn before one whose judge runs methods or looks for the worst law
ANSWERS: tuple[Answer, ...] = ("proved", "seen", "undecided", "refuted")
Found = tuple[Case, Answer, str]


def pairs(seed: int, many: int, only: str = "") -> Iterator[Made]:
    """Yield so many pairs of what is false and what is true, of each kind as many."""
    kinds = [k for k in KINDS if only in k.__name__]
    draws = [random.Random(f"{seed} {kind.__name__}") for kind in kinds]
    dear = [k for k in DEAR if only in k.__name__] if many >= SELDOM or not kinds else []
    others = random.Random(f"{seed} dear")
    for i in range(many):
        if dear and (i % SELDOM == SELDOM - 1 or not kinds):
            yield one(dear[i // SELDOM % len(dear)], others)
        else:
            yield one(kinds[i % len(kinds)], draws[i % len(kinds)])


def one(kind: Maker, draw: random.Random) -> Made:
    for _ in range(200):
        try:
            return kind(draw)
        except (Wasted, Unsure):
            continue
    raise AssertionError(f"{kind.__name__} makes nothing")


def tally(pair: Made) -> list[Found]:
    """Ask about both cases of a pair."""
    return [(replace(case, ask=over), *asked(case)) for case in pair]


def over() -> tuple[Answer, str]:
    """Stand for the question of a case that was asked: what goes from one process to another holds none."""
    raise AssertionError("it was asked")


def asked(case: Case) -> tuple[Answer, str]:
    try:
        return case.ask()
    except Unreadable as reason:  # as `judge.verdict` does
        return "undecided", str(reason)
    except Exception as reason:
        raise RuntimeError(f"{case.kind}: {case.text}") from reason


def odd(found: Sequence[Found]) -> list[Found]:
    """Return what is wrong: something false that is said to hold, something true that is said to be refuted."""
    return [(c, said, why) for c, said, why in found if said in (("proved", "seen") if c.false else ("refuted",))]


def share(seed: int, many: int, only: str, part: int, jobs: int) -> list[Found]:
    """Ask about every so many-th pair, and say what was odd at once."""
    found: list[Found] = []
    for i, pair in enumerate(pairs(seed, many, only)):
        if i % jobs == part:
            found += tally(pair)
            for case, said, why in odd(found[-2:]):
                print(f"{case.kind}: {case.text}\n    known: {case.known}\n    said: {said}, {why}", flush=True)
            print(f"\r{i + 1} of {many}", end="", file=sys.stderr, flush=True)
    return found


def table(found: Sequence[Found]) -> Iterator[str]:
    """Print a line for each kind: of what is false, and of what is true, how often it was said to be what."""
    yield (
        f"| {'kind':26} | {'false':>5} | "
        + " | ".join(f"{a:>9}" for a in ANSWERS)
        + f" | {'true':>5} | "
        + " | ".join(f"{a:>9}" for a in ANSWERS)
        + " |"
    )
    yield "| --- " + "| ---: " * 10 + "|"
    for kind in (*dict.fromkeys(c.kind for c, _, _ in found), "all"):
        cells = []
        for false in (True, False):
            said = [a for c, a, _ in found if c.false == false and kind in (c.kind, "all")]
            cells += [f"{len(said):5}", *(f"{said.count(a):9}" for a in ANSWERS)]
        yield f"| {kind:26} | " + " | ".join(cells) + " |"
