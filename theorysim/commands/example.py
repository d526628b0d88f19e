"""Choose a short run for the page of a method, an objective or an oracle: its partners, and a number for what has no default."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.domains import SAMPLES, Domain, parameters
from theorysim.entries import Plain
from theorysim.memory import sources, verdicts
from theorysim.settings import Parsed, Usage, Words, parse, roles
from theorysim.settings import record as load
from theorysim.simulate import cache_folder

STEPS, EPSILON = 1000, 1e-3
DIMENSION = 10  # of a sum over coordinates
OF_METHOD = (1 / 2, 4, 1)  # the first that lies in the domain is taken
OF_STEP = (1 / 128,)  # of gradient descent, for objectives as curved as a chain
RUN = ("methods", "objectives", "oracles")  # kinds that run by themselves
SMOOTH, KINKED, CHAIN, SUM = "huber", "absolute_value", "chain", "online_cycle"


def partners(kind: str, name: str, record: Any) -> tuple[str, str, str]:
    """Return the names of method, objective and oracle of a run that shows an entry."""
    if kind == "objectives":
        return "gradient_descent", name, "exact"
    if kind == "methods":
        along = not isinstance(record, Plain) and any(stage.__name__ == "v" for stage in record.stages)
        return (name, KINKED, "direction") if along else (name, SMOOTH, "exact")
    reads = {p.domain.role for p in parameters(record.perturb)}
    if "direction" in reads:
        return "ingd", KINKED, name
    if reads & set(SAMPLES):
        return "boxed:gradient_descent", SUM, name
    return "gradient_descent", CHAIN if record.asks else SMOOTH, name


PRINTED_BY = (Path(__file__), Path(__file__).with_name("run.py"))


def number(domain: Domain, wanted: tuple[float, ...]) -> float:
    """Return the first number that is wanted and lies in the domain, else one of the domain itself."""
    middle = (domain.low + domain.high) / 2
    return next(
        (n for n in (*wanted, *OF_METHOD, middle, domain.low + 1, domain.low, domain.high - 1, domain.high) if domain.holds(n)), 0.0
    )


def example(kind: str, name: str) -> Parsed:
    """Return the setting of a short run that shows an entry; a wrapper is shown around its simplest entry. Raises Usage, and Unknown."""
    if name in {w.name for w in catalogue.wrappers(kind)}:
        name = f"{name}:{SMOOTH if kind == 'objectives' else 'gradient_descent'}"
    method, objective, oracle = partners(kind, name, load(kind, name))
    records = load("methods", method), load("objectives", objective), load("oracles", oracle)
    wanted = {"method": OF_STEP if kind == "objectives" else OF_METHOD}
    words = [
        f"{key}={number(p.domain, wanted.get(key.partition('.')[0], ()))!r}" for key, p in roles(*records).items() if p.default is None
    ]
    dimension = DIMENSION if records[1].form == "sum" else None
    until = "finished" if getattr(records[0], "done", None) else "gradient_norm"  # a method that ends by itself is shown doing so
    return parse(Words(method, objective, words, None, until, str(EPSILON), str(STEPS), oracle, dimension))


def kept(kind: str, name: str) -> list[str]:
    """Return what `lines` prints, kept where nothing has changed that it was computed from: a page waits for no compiler."""
    key, file = _key(kind, name), cache_folder.folder() / "pages" / f"{kind}-{name}.json"
    if key is None:
        return list(lines(kind, name))
    with suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads(cache_folder.unsealed(cache_folder.read(file) or b""))
        if said["key"] == key:
            return [str(line) for line in said["lines"]]
    found = list(lines(kind, name))
    cache_folder.write(file, cache_folder.sealed(json.dumps({"key": key, "lines": found}).encode()), "runs of pages")
    return found


def _key(kind: str, name: str) -> str | None:
    """Return what the run of a page is computed from, in one line; None where it has no run, or an entry is not of this package."""
    try:
        s = example(kind, name).setting if kind in RUN else None
    except Usage:  # which the page says
        s = None
    named = {"methods": s.method, "objectives": s.objective, "oracles": s.oracle, "quantities": s.until} if s else {}
    files = [path for kind, name in named.items() for path in catalogue.source(kind, name)]
    if s is None or not all(path.is_relative_to(catalogue.PACKAGE) for path in files):
        return None
    versions = [*map(verdicts.version, ("numpy", "numba", "llvmlite")), sys.version]
    return " ".join([s.line(), sources.digest([*PRINTED_BY, *files]), *versions])


def lines(kind: str, name: str) -> Iterator[str]:
    """Run the example and print what came out, with the line that replays it; nothing for a kind that does not run by itself."""
    from theorysim.commands.run import lines as told
    from theorysim.commands.run import result
    from theorysim.commands.traced import Traced

    if kind not in RUN:
        return
    yield "  one run:"
    try:
        yield from (f"    {line}" for line in told(result(example(kind, name), 1, None, Traced(), lambda done: None)))
    except Usage as reason:
        yield f"    none: {reason}"
