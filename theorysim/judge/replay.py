"""Replay a claim at a point: both sides, which hypotheses hold, and what exact arithmetic says."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from theorysim.domains import parameters
from theorysim.judge.algebra import prove
from theorysim.judge.laws_of_noise import number_of_atoms, over_law
from theorysim.judge.orders import stated
from theorysim.model import Bound, Cover, Executed, Exists, Expected, Family, Missing, Order, Relation, Sided, Statement
from theorysim.readings.confirm import confirm
from theorysim.readings.floats import evaluate

WORDS = {True: "holds", False: "fails", None: "is not decided"}


def _line(kind: str, sided: Sided, values: Mapping[str, Fraction]) -> str:
    point = {p.name: values[p.name] for p in parameters(sided.body)}
    left, right = evaluate(sided.body, {n: float(v) for n, v in point.items()})
    return f"{kind}: {sided.says or sided.body.__name__}: {left:.12g} {sided.sense} {right:.12g} {WORDS[confirm(sided, point)]}, exactly"


def replay(statement: Statement, reading: str, part: str, values: Mapping[str, Fraction]) -> Iterator[str]:
    """Give the lines that show a claim at a point.

    Raises ValueError where the statement has no such claim, or a parameter is missing.
    """
    for claim in statement.claims:
        if claim.reading.split(":")[0] != reading or (part and claim.part != part):
            continue
        what = claim.what
        if isinstance(what, Executed | Bound | Family | Missing):
            continue
        if isinstance(what, Expected):
            what = over_law(what, max(1, number_of_atoms(values)))
        if isinstance(what, Relation):
            shown = [("hypothesis", g) for g in what.given] + [("claim", c) for c in what.checks]
        elif isinstance(what, Order):
            shown = [("hypothesis", g) for g in what.given] + [("claim", c) for c in stated(what)]
        else:
            shown = [("hypothesis", g) for g in what.given]
            for denial in what.denials:
                shown += [("where", w) for w in denial.when] + ([("claim", denial.claimed)] if denial.claimed is not None else [])
            if isinstance(what, Exists):
                shown += [("claim", c) for c in what.checks]
            if isinstance(what, Cover):
                shown += [("on " + p.name, w) for p in what.pieces for w in p.where]
        for kind, sided in shown:
            missing = [p.name for p in parameters(sided.body) if p.name not in values]
            if not missing:
                yield _line(kind, sided, values)
            elif kind == "claim" or kind == "hypothesis":
                yield f"{kind}: {sided.says or sided.body.__name__}: needs -p statement.{missing[0]}=..."
        for denial in () if isinstance(what, Relation | Order) else what.denials:
            for besides, never in denial.never:
                free = ", ".join(p.name for p in parameters(never.body) if p.name not in values)
                found = "proved" if prove(never, (*what.given, *denial.when, *besides)).proved else "not proved"
                yield f"denied: {never.says or never.body.__name__}{f' (any {free})' if free else ''}: {found} where the lines above hold"
