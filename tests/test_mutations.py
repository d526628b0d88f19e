"""For each statement a formula is changed, in a way that is known to matter by a point found with another seed: the outcome changes."""

from collections.abc import Iterator
from dataclasses import replace
from functools import wraps

import pytest
from keeping import JUDGED

from theorysim import catalogue
from theorysim.chance.atoms import over_two_atoms
from theorysim.domains import parameters
from theorysim.judge.bound import run_cases
from theorysim.judge.order import settled
from theorysim.judge.planted import mutants
from theorysim.judge.verdict import judge
from theorysim.model import Bound, Claim, Cover, Executed, Exists, Expected, Missing, Order, Piece, Relation, Sided, Statement
from theorysim.prove.search import fails_at, search
from theorysim.prove.variants import variant, weighted
from theorysim.trials.beyond_floats import exceeds

SEED = 77_003  # not the judges'


def _links(what):
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
                    return replace(what, pieces=what.pieces[:i] + (Piece(piece.name, piece.where, proved),) + what.pieces[i + 1 :])

                yield sided, (*what.given, *piece.where, *besides), put


def _with_exponent(what, name):
    """Return the size of an order with one more power of a parameter, or one less: the more that is claimed."""
    size = what.size

    @wraps(size)
    def changed(**values):
        return size(**values) * values[name] if what.sense == "Omega" else size(**values) / values[name]

    return changed


def _mutations(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """Return changed copies of a claim; each is known to be wrong."""
    what = claim.what
    for check, given, put in _links(what):
        found = search(check, given, what.search, "quick", SEED)
        for kind, mutant, hypotheses in mutants(check, given, found.worst_ratio):
            if kind.startswith("without"):  # a formula, not a hypothesis
                continue
            at_worst = found.worst is not None and fails_at(mutant, hypotheses, found.worst)
            if at_worst or search(mutant, hypotheses, what.search, "quick", SEED).witness is not None:
                yield f"{kind} of {check.body.__name__}", replace(claim, what=put(mutant, hypotheses), second=())
    if isinstance(what, Bound):
        body = what.bound

        @wraps(body)
        def thousandth(**values):
            return body(**values) / 1000

        cases = run_cases(what, catalogue.objectives(), "quick", SEED, lambda b: b / 1000).cases
        if any(exceeds(what, catalogue.objectives()[c.name], c.raw, lambda b: b / 1000) for c in cases if c.over()):
            yield "a thousandth of the bound", replace(claim, what=replace(what, bound=thousandth), second=())
    if isinstance(what, Expected):
        found = search(over_two_atoms(what), what.given, what.search, "quick", SEED)
        for kind, mutant, _ in mutants(what.check, (), found.worst_ratio):
            wrong = replace(what, check=mutant)
            at_worst = found.worst is not None and fails_at(over_two_atoms(wrong), what.given, found.worst)
            if at_worst or search(over_two_atoms(wrong), what.given, what.search, "quick", SEED).witness is not None:
                yield f"{kind} of {what.check.body.__name__}", replace(claim, what=wrong, second=())
    if isinstance(what, Order):
        shown = settled(what)[0]
        for name in [p.name for p in parameters(what.size)]:
            beyond = Sided(variant(weighted(shown.body, name), lambda left, right: (left, 10**6 * right)), shown.sense)
            if search(beyond, what.given, what.search, "quick", SEED).witness is not None:  # a million times the constant is no help
                yield f"the exponent of {name}", replace(claim, what=replace(what, size=_with_exponent(what, name)), second=())
    if isinstance(what, Executed):
        trial = what.trials[0]
        yield "one step more", replace(claim, what=Executed((*what.trials, variant(trial, lambda came, expected: (came + 1, expected)))))


@pytest.mark.parametrize("name", JUDGED)
def test_a_changed_formula_changes_the_outcome(name, judged):
    statement = catalogue.load("statements", name)
    objectives = catalogue.objectives()
    readings = list(dict.fromkeys(c.reading for c in statement.claims))
    last = [c for c in statement.claims if c.reading == readings[-1]]  # the printed reading where it holds, else the repaired one
    parts = {(v.reading, part): evidence.outcome for v in judged(name)[0] for part, evidence in v.parts}
    missed = []
    for claim in last:
        for what, mutation in _mutations(claim):
            assert parts[claim.reading, claim.part] == "holds"
            changed = Statement(statement.id, (mutation,))
            if judge(changed, "quick", objectives, with_planted=False)[0].outcome != "holds":
                return
            missed.append(what)  # the judge's own draws may miss a constant that is wrong by a few percent
    if all(isinstance(c.what, Missing) for c in last):
        return  # nothing is judged
    pytest.fail(f"no mutation that is known to matter changes the outcome; missed: {missed}")
