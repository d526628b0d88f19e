"""Compile the drivers of common pairs, in processes, before they are waited for: `theorysim doctor --warm`.

Common is what the pages of entries show, and what statements count: a method on each objective in one variable that declares the classes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from theorysim import catalogue
from theorysim.commands import example, study_cell
from theorysim.entries import Plain
from theorysim.naming import named
from theorysim.settings import Incomplete, Usage, record
from theorysim.show.progress import counting
from theorysim.sweep.executors import Broken, Executor, Here, Local
from theorysim.sweep.plan import canonical

Pair = dict[str, Any]  # names by role, the dimension, and the parameters that a driver is compiled for
COMPILED, THERE = "compiled", "there"
WARMED = (*example.RUN, "statements")
COMPILED_FOR = {"oracle.batch"}  # the engine has a driver of its own for minibatches of one term


def pairs(names: Sequence[str] = ()) -> list[str]:
    """Return the specs of the pairs of entries and statements, each once; of all of the package where none is named.

    Raises Unknown, and Usage for an entry that nothing is compiled for.
    """
    found = [catalogue.in_file(name) if ".py:" in name else catalogue.find(name) for name in dict.fromkeys(names)]
    if other := next((e for e in found if e.kind not in WARMED), None):
        raise Usage(f"{other.name} is of the {other.kind}, which nothing is compiled for; --warm takes {', '.join(WARMED)}")
    found = found or [e for kind in WARMED for e in catalogue.entries(kind) if not e.installed]
    return list(dict.fromkeys(canonical(pair) for e in found for pair in (_counted(e.name) if e.kind == "statements" else _shown(e))))


def _shown(entry: catalogue.Entry) -> Iterator[Pair]:
    """Return the pair that the page of an entry shows."""
    try:
        s = example.example(entry.kind, entry.name).setting
    except Usage:  # it shows none, and says why
        return
    if not isinstance(record("methods", s.method), Plain):
        names = {"method": s.method, "objective": s.objective, "oracle": s.oracle, "until": s.until}
        yield {**names, "dimension": s.dimension, "given": {name: x for name, x in s.parameters if name in COMPILED_FOR}}


def _counted(identifier: str) -> Iterator[Pair]:
    """Return the pairs without noise on which a statement is tried."""
    from theorysim.claims.bound import Bound
    from theorysim.claims.family import Family
    from theorysim.judge.bound import on_the_line
    from theorysim.members.membership import declared

    objectives = catalogue.objectives()
    for what in [part for claim in record("statements", identifier).claims for part in (claim.what, *claim.second)]:
        on: Iterable[Any] = ()
        if isinstance(what, Bound) and not what.random and what.until is None:
            on = [o for o in objectives.values() if on_the_line(o) and all(declared(o, c) is not None for c in what.classes)]
        elif isinstance(what, Family):
            on = [member.objective for member in what.members]
        for objective in on:
            names = {"method": named(what.method), "objective": named(objective)}
            yield {**names, "oracle": "exact", "until": "gradient_norm", "dimension": None, "given": {}}


def compiled(spec: str) -> str:
    """Compile the driver of a pair, to disk, and return COMPILED, or THERE where it was. This is what worker processes run."""
    from theorysim.simulate.cache import COUNTS
    from theorysim.simulate.run import drivers_of

    said = json.loads(spec)
    what = study_cell.composition(*(said[role] for role in study_cell.KINDS))
    before = COUNTS.misses
    _ = drivers_of(what, said["dimension"] or what.objective.dimension, said["given"]).scalar
    return COMPILED if COUNTS.misses > before else THERE


def warm(names: Sequence[str], workers: int) -> tuple[int, int]:
    """Compile what is not there, by so many processes; return how many drivers were compiled, and how many were there.

    Raises Unknown for a name that is none of those that have pairs, Incomplete where a worker dies or a driver does not compile.
    """
    cells = [(spec, spec) for spec in pairs(names)]
    executor: Executor = Here() if workers == 1 else Local(workers)
    said: list[str] = []
    try:
        with counting(len(cells), "compiling") as progress, closing(executor(compiled, cells)) as every:
            for ended in every:
                if ended.status != "done":
                    raise Incomplete(f"{ended.key}: {ended.result}")
                said.append(ended.result)
                progress(len(said))
    except Broken as reason:
        raise Incomplete(str(reason)) from reason
    return said.count(COMPILED), said.count(THERE)
