"""Wrong edits of statements: a constant, a sign, an exponent, a hypothesis left out, each known to be wrong by a witness of its own.

`python -m tests.adversary.edits` asks the judges about those of all statements, or of as many as are asked for, and prints a table.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from typing import Any

from theorysim import catalogue
from theorysim.chance.two_atoms import of_two_atoms, over_two_atoms
from theorysim.domains import parameters
from theorysim.judge.bound import run_cases
from theorysim.judge.expected import ranges_of
from theorysim.judge.order import settled
from theorysim.judge.planted import mutants
from theorysim.judge.verdict import judge_claim
from theorysim.members.adopted import with_classes
from theorysim.model import Bound, Claim, Cover, Executed, Exists, Expected, Order, Relation, Sided
from theorysim.prove.search import fails_at, search
from theorysim.prove.variants import variant, weighted
from theorysim.trials.beyond_floats import exceeds

SEED = 77_003  # not the judges'
Edit = tuple[str, Claim]  # its kind, and the claim with it


def _links(what: Any) -> Iterator[tuple[Sided, tuple[Sided, ...], Callable[..., Any]]]:
    """Return each relation that a claim rests on, its hypotheses, and how to put another in its place."""
    if isinstance(what, Relation | Exists):
        for i, check in enumerate(what.checks):

            def swap(new, given, i=i):
                return replace(what, checks=what.checks[:i] + (new,) + what.checks[i + 1 :], given=given)

            yield check, what.given, swap
    if isinstance(what, Cover):
        for i, piece in enumerate(what.pieces):
            for j, (besides, sided) in enumerate(piece.proved):

                def put(new, given, i=i, j=j, piece=piece, besides=besides):
                    proved = piece.proved[:j] + ((besides, new),) + piece.proved[j + 1 :]
                    return replace(what, pieces=what.pieces[:i] + (replace(piece, proved=proved),) + what.pieces[i + 1 :])

                yield sided, (*what.given, *piece.where, *besides), put


def _with_exponent(what: Order, name: str, powers: int) -> Callable[..., Any]:
    """Return the size of an order with more powers of a parameter, or with less: the more that is claimed."""
    size = what.size

    @wraps(size)
    def changed(**values):
        return size(**values) * values[name] ** powers if what.sense == "Omega" else size(**values) / values[name] ** powers

    return changed


def _scaled(body: Callable[..., Any], by: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    @wraps(body)
    def changed(**values):
        return by(body(**values), values)

    return changed


def _bounds(what: Bound, many: bool) -> Iterator[tuple[str, Bound]]:
    """Yield bounds that are too small, by a factor or an exponent, or with a step that is too long: a run of other draws exceeds it."""
    changes = {"a thousandth of the bound": replace(what, bound=_scaled(what.bound, lambda b, values: b / 1000))}
    if many:
        for n in (2, 10):
            changes[f"the bound by {n}"] = replace(what, bound=_scaled(what.bound, lambda b, values, n=n: b / n))
        for p in (p.name for p in parameters(what.bound) if p.domain.low >= 0):
            changes[f"the exponent of {p}, less"] = replace(what, bound=_scaled(what.bound, lambda b, values, p=p: b / values[p]))
            changes[f"the exponent of {p}, more"] = replace(what, bound=_scaled(what.bound, lambda b, values, p=p: b * values[p]))
        for name, body in what.method_constants.items():
            longer = {**what.method_constants, name: _scaled(body, lambda b, values: 4 * b)}
            changes[f"four times the step's {name}"] = replace(what, method_constants=longer)
    objectives = with_classes(catalogue.objectives(), what.classes)
    for kind, wrong in changes.items():
        cases = sorted(run_cases(wrong, objectives, "quick", SEED).cases, key=lambda c: -c.ratio())[:10]
        if any(exceeds(wrong, objectives[c.name], c.raw) for c in cases if c.over()):
            yield kind, wrong


def edits(claim: Claim, dropped: bool = False) -> Iterator[Edit]:
    """Yield changed copies of a claim; each is known to be wrong. `dropped`: hypotheses of relations are left out, too."""
    what = claim.what
    for check, given, put in _links(what):
        found = search(check, given, what.search, "quick", SEED)
        for kind, mutant, hypotheses in mutants(check, given, found.worst_ratio):
            if kind.startswith("without") and not (dropped and isinstance(what, Relation)):
                continue  # a formula, not a hypothesis
            at_worst = found.worst is not None and fails_at(mutant, hypotheses, found.worst)
            if at_worst or search(mutant, hypotheses, what.search, "quick", SEED).witness is not None:
                yield f"{kind} of {check.body.__name__}", replace(claim, what=put(mutant, hypotheses), second=())
    if isinstance(what, Bound):
        yield from ((kind, replace(claim, what=wrong, second=())) for kind, wrong in _bounds(what, dropped))
    if isinstance(what, Expected):
        found = search(over_two_atoms(what), of_two_atoms(what), ranges_of(what), "quick", SEED)
        for kind, mutant, _ in mutants(what.check, (), found.worst_ratio):
            wrong = replace(what, check=mutant)
            at_worst = found.worst is not None and fails_at(over_two_atoms(wrong), of_two_atoms(wrong), found.worst)
            if at_worst or search(over_two_atoms(wrong), of_two_atoms(wrong), ranges_of(wrong), "quick", SEED).witness is not None:
                yield f"{kind} of {what.check.body.__name__}", replace(claim, what=wrong, second=())
    if isinstance(what, Order) and (at_hand := settled(what)) is not None:  # "not O" is shown by a ray, with no relation to edit
        shown = at_hand[0]
        for name in [p.name for p in parameters(what.size)]:
            heavier = shown.body
            for powers in (1, 2, 3):  # T may be smaller than the size by a power of it: then one less is true as well
                heavier = weighted(heavier, name)
                beyond = Sided(variant(heavier, lambda left, right: (left, 10**6 * right)), shown.sense)
                if search(beyond, what.given, what.search, "quick", SEED).witness is not None:  # a million times the constant is no help
                    yield f"the exponent of {name}", replace(claim, what=replace(what, size=_with_exponent(what, name, powers)), second=())
                    break
    if isinstance(what, Executed):
        trial = what.trials[0]
        yield "one step more", replace(claim, what=Executed((*what.trials, variant(trial, lambda came, expected: (came + 1, expected)))))


def word(kind: str) -> str:
    """Return the kind of an edit, without what was edited."""
    return next(w for w in ("constant", "sign", "exponent", "hypothesis", "step", "bound") if w in kind)


def count(name: str, draw: random.Random, each: int, counts: Counter[tuple[str, str, str]]) -> None:
    """Ask the judges about some wrong edits of a statement, and count what they say."""
    statement = catalogue.load("statements", name)
    for claim in [c for c in statement.claims if c.reading == statement.claims[-1].reading]:
        found = list(edits(claim, dropped=True))
        for kind, wrong in draw.sample(found, min(each or len(found), len(found))):
            evidence, _ = judge_claim(wrong, "quick", statement.id, catalogue.objectives(), catalogue.oracles())
            said = f"holds, {evidence.grade}" if evidence.outcome == "holds" else evidence.outcome
            counts[type(wrong.what).__name__, word(kind), said] += 1
            if evidence.outcome != "refuted":
                print(f"{name}: {kind} ({type(wrong.what).__name__}): {said}: {evidence.why}", flush=True)


def main() -> int:
    """Return 1 where a wrong edit holds, else 0."""
    words = argparse.ArgumentParser(prog="python -m tests.adversary.edits", description=__doc__)
    words.add_argument("--statements", type=int, default=0, help="so many, drawn; 0 for all")
    words.add_argument("--each", type=int, default=4, help="at most so many edits of one claim, drawn; 0 for all")
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    draw, begun = random.Random(asked.seed), time.process_time()
    names = catalogue.names("statements")
    names = draw.sample(names, asked.statements) if asked.statements else names
    counts: Counter[tuple[str, str, str]] = Counter()
    try:
        for name in names:
            count(name, draw, asked.each, counts)
    except KeyboardInterrupt:  # what was counted is told
        print("interrupted")
    print("\n".join(table(counts)))
    print(f"{time.process_time() - begun:.0f} CPU seconds, seed {asked.seed}")
    return int(any(said.startswith("holds") for *_, said in counts))


def table(counts: Counter[tuple[str, str, str]]) -> Iterator[str]:
    """Print a line for each kind of claim and of edit."""
    said = ("refuted", "undecided", "holds")
    yield f"| {'claim':10} | {'edit':10} | " + " | ".join(f"{s:>9}" for s in said) + " |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for kind, edit in (*sorted({(k, e) for k, e, _ in counts}), ("claims", ""), ("exhibited", "")):
        cells = [sum(n for (k, e, s), n in counts.items() if s.startswith(one) and _counts(k, e, kind, edit)) for one in said]
        yield f"| {kind:10} | {edit:10} | " + " | ".join(f"{n:9}" for n in cells) + " |"


def _counts(claim: str, edit: str, kind: str, wanted: str) -> bool:
    """Tell whether a row counts it; where what exists is named, or pieces are, an edit breaks what is exhibited, not the claim."""
    exhibits = claim in ("Cover", "Exists")
    return (claim, edit) == (kind, wanted) or (kind == "claims" and not exhibits) or (kind == "exhibited" and exhibits)


if __name__ == "__main__":
    sys.exit(main())
