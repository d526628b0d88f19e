"""Describe in a few words what a claim claims, and given what: the words of the statement where it has some, else the formula."""

from itertools import islice
from typing import Any

from theorysim.domains import parameters
from theorysim.model import Bound, Cover, Executed, Exists, Expected, Family, Missing, Order, Relation, Sided, What

MANY = 24  # branches of a formula that are not worth counting
FEW = 3  # that are worth printing


def said(what: What) -> tuple[list[str], list[str]]:
    """Return what is supposed and what is claimed."""
    given = [_sided(g) for g in getattr(what, "given", ())]
    if isinstance(what, Relation | Exists):
        return given, [_sided(c) for c in what.checks]
    if isinstance(what, Expected):
        return [*given, "E[n] = 0", "|n| <= tau"], [f"in expectation, {_sided(what.check)}"]
    if isinstance(what, Cover):
        return given, [f"everywhere on the axis: {', '.join(p.name for p in what.pieces)}"]
    if isinstance(what, Bound):
        chosen = [f"{name} = {_formula(body)}" for name, body in what.method_constants.items()]
        until = f", until {_formula(what.until.body)} <= epsilon" if what.until is not None else ""
        return [a.inequality.says for a in what.classes] + chosen, [f"T <= {_formula(what.bound)}{until}"]
    if isinstance(what, Family):
        return given, [f"the largest T of the family >= {_formula(what.bound)}"]
    if isinstance(what, Order):
        return given, [f"T is {what.sense}({_formula(what.size)})"]
    if isinstance(what, Missing):
        return given, [f"out of reach here: {what.what}"]
    assert isinstance(what, Executed)
    return given, [" ".join((trial.__doc__ or trial.__name__.replace("_", " ")).split()).rstrip(".") for trial in what.trials]


def _sided(sided: Sided) -> str:
    return sided.says or _formula(sided.body, sided.sense)


def _formula(body: Any, equation: str = "") -> str:
    """Print the branches of a body where they are few, else the first, and say how many more there are."""
    from theorysim.readings.paths import TooManyPaths
    from theorysim.show.formula import formula

    try:
        lines = list(islice(formula(body, equation, MANY), MANY))
    except (TooManyPaths, TypeError):
        return f"{body.__name__.strip('_').replace('_', ' ')} of {', '.join(p.name for p in parameters(body))}"
    if len(lines) == 1:
        return lines[0]
    first = [line.split("   where ")[0] for line in lines]
    return ", else ".join(first) if len(lines) <= FEW else f"{first[0]} (and {len(lines) - 1} more branches)"
