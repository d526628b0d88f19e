"""For each statement a formula is changed, in a way that is known to matter by a point found with another seed: the outcome changes."""

import pytest
from adversary.edits import edits
from keeping import JUDGED

from theorysim import catalogue
from theorysim.judge.verdict import judge
from theorysim.model import Missing, Statement


@pytest.mark.parametrize("name", JUDGED)
def test_a_changed_formula_changes_the_outcome(name, judged):
    statement = catalogue.load("statements", name)
    objectives = catalogue.objectives()
    readings = list(dict.fromkeys(c.reading for c in statement.claims))
    last = [c for c in statement.claims if c.reading == readings[-1]]  # the printed reading where it holds, else the repaired one
    parts = {(v.reading, part): evidence.outcome for v in judged(name)[0] for part, evidence in v.parts}
    missed = []
    for claim in last:
        for what, mutation in edits(claim):
            assert parts[claim.reading, claim.part] == "holds"
            changed = Statement(statement.id, (mutation,))
            if judge(changed, "quick", objectives, with_planted=False)[0].outcome != "holds":
                return
            missed.append(what)  # the judge's own draws may miss a constant that is wrong by a few percent
    if all(isinstance(c.what, Missing) for c in last):
        return  # nothing is judged
    pytest.fail(f"no mutation that is known to matter changes the outcome; missed: {missed}")
