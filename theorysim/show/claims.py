"""How claims print themselves: a body or a relation in a few words, or as many lines as it takes."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from theorysim.claims.what import Printer, What
from theorysim.domains import parameters
from theorysim.entries import Body, Sided
from theorysim.letters import written
from theorysim.naming import named
from theorysim.prove.wording import another
from theorysim.readings.paths import TooManyPaths
from theorysim.show.formula import formula

MANY = 24  # branches of a formula that are not worth counting
FEW = 3  # that are worth printing


def printer() -> Printer:
    """Return what a claim prints itself with; it remembers what it printed."""
    printed: list[Any] = []

    def first(part: Any) -> bool:
        new = all(part is not one for one in printed)
        printed.append(part)
        return new

    return Printer(in_one_line, relation_in_one_line, formula, relation, named, first)


def said(what: What) -> tuple[list[str], list[str]]:
    """Return the hypotheses and the claims."""
    return what.said(printer())


def relation(sided: Sided) -> Iterator[str]:
    """Print a relation: its words where it has some, and its formula."""
    if sided.says and not another(sided):
        yield f"      {sided.says}"
    yield from (f"        {line}" for line in formula(sided.body, sided.sense))


def relation_in_one_line(sided: Sided) -> str:
    """Print the formula of a relation, always from its body; its words stand beside it, unless they write another formula."""
    formula_of = in_one_line(sided.body, sided.sense)
    return formula_of if sided.says in ("", formula_of) or another(sided) else f"{formula_of} ({sided.says})"


def in_one_line(body: Body, equation: str = "") -> str:
    """Print the branches of a body where they are few, else the first, and say how many more there are."""
    try:
        lines = list(islice(formula(body, equation, MANY), MANY))
    except (TooManyPaths, TypeError):
        return written(body, equation) or f"{body.__name__.strip('_').replace('_', ' ')} of {', '.join(p.name for p in parameters(body))}"
    if len(lines) == 1:
        return lines[0]
    first = [line.split("   where ")[0] for line in lines]
    return ", else ".join(first) if len(lines) <= FEW else f"{first[0]} (and {len(lines) - 1} more branches)"
