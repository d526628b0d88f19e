"""Choose what `theorysim bench` measures: every entry that can run, arrays of several lengths, or a sample of all pairs."""

import random
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from theorysim import catalogue
from theorysim.bench.bench import GROUPS, Said, bench
from theorysim.bench.pairs import Pair, settle
from theorysim.bench.rows import Row
from theorysim.commands.example import SMOOTH, partners
from theorysim.entries import Plain
from theorysim.quantities.gradient_norm import gradient_norm
from theorysim.settings import Usage
from theorysim.settings import record as load
from theorysim.show.table import table
from theorysim.simulate.compose import compose
from theorysim.simulate.composition import Composition

KINDS = ("methods", "objectives", "oracles")
LONG = 64  # coordinates of a sum
DIMENSIONS = (4, 5, 8, 16, 64, 1000)
SHARE = 20  # one of so many pairs is in the sample


def names(kind: str) -> list[str]:
    """Return the name of every entry of this package that can run; a wrapper stands around its simplest entry."""
    own = [e.name for e in catalogue.entries(kind) if not e.installed]
    around = SMOOTH if kind == "objectives" else "gradient_descent"
    found = [*own, *(f"{w.name}:{around}" for w in catalogue.wrappers(kind))]
    return [name for name in found if not isinstance(load(kind, name), Plain)]


def pair(name: str, of: tuple[str, ...], d: int = LONG) -> Pair:
    """Return the pair of three entries, by name; raises TypeError or ValueError where they do not fit."""
    method, objective, oracle = (load(kind, n) for kind, n in zip(KINDS, of, strict=True))
    return settle(name, of, Composition(method, objective, gradient_norm, None if of[2] == "exact" else oracle), d)


def entries() -> list[Pair]:
    """Return one pair for every entry: itself with the partners that its page shows it with."""
    return [pair(f"{kind}/{name}", partners(kind, name, load(kind, name))) for kind in KINDS for name in names(kind)]


def over_d() -> list[Pair]:
    """Return gradient descent, and heavy ball, on sums over coordinates of several lengths."""
    sums = [name for name in names("objectives") if load("objectives", name).form == "sum"]
    of = [("gradient_descent", name, "exact") for name in sums] + [("heavy_ball", "quadratic_spectrum", "exact")]
    return [pair(f"a coordinate, {n[0]} on {n[1]}, d = {d}", n, d) for n in of for d in DIMENSIONS]


def sample(seed: int) -> Iterator[Pair]:
    """Return a twentieth of all methods, objectives and oracles that fit together, the same for the same seed."""
    every = list(product(*map(names, KINDS)))
    for of in random.Random(seed).sample(every, len(every) // SHARE):
        try:
            found = pair(" + ".join(of), of)
            compose(found.what, len(found.start) if found.what.objective.form == "sum" else None)
        except (TypeError, ValueError):  # an oracle of terms, and no finite sum: there is nothing to run
            continue
        yield found


def measured(only: str, whole: bool, seed: int, said: Said) -> dict[str, Any]:
    """Measure what matches: all rows, or a sample of the product. Raises Usage where nothing does."""

    def wanted(some: Sequence[Pair]) -> list[Pair]:
        return [p for p in some if only in p.name or only in p.said]

    pairs, long = wanted(list(sample(seed)) if whole else entries()), wanted([] if whole else over_d())
    groups = [g for g in GROUPS if only in g and not whole]
    if not (pairs or long or groups):
        raise Usage(f"nothing that bench measures has {only!r} in its name; there are {', '.join(GROUPS)}, and {', '.join(KINDS)}/NAME")
    return bench(pairs, long, groups, said) | ({"seed": seed} if whole else {})


def missed(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that miss their target, none that is excepted by name."""
    return [r for r in rows if not r["met"] and r["reason"] is None]


def lines(result: dict[str, Any]) -> Iterator[str]:
    """Write the table; below it what is missed, and what is excepted or held to nothing, and why."""
    rows = result["rows"]
    columns = ("name", "value", "unit", "ratio", "aim", "target", "met", "aim_met", "bits", "against")
    yield from table([columns, *([r[c] for c in columns] for r in rows)], right=(1, 3, 4, 5))
    bits, failed = [r["bits"] for r in rows if r["bits"] is not None], missed(rows)
    aims = [r for r in rows if not r["aim_met"]]
    yield f"{len(rows)} rows; {sum(bits)} of {len(bits)} runs equal C in every bit; missed targets: {len(failed)}, aims: {len(aims)}"
    yield from (f"  target missed: {said(r, 'target')}" for r in failed)
    yield from (f"  aim missed: {said(r, 'aim')}" for r in aims)
    yield from (f"  {'reported only' if r['met'] else 'excepted'}: {r['name']}: {r['reason']}" for r in rows if r["reason"])
    yield str(result["machine"])
    yield from [f"theorysim bench --product --seed {result['seed']}"] if "seed" in result else []


def said(found: Row, column: str) -> str:
    ratio = "" if found["ratio"] is None else f" {found['ratio']:.3g},"
    unequal = "; the bits are not those of C" if found["bits"] is False else ""
    return f"{found['name']}:{ratio} {column} {found[column]} ({found['against']}){unequal}"
