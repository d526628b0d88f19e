"""Assert that a statement holds: it is judged as `theorysim check` does, with the effort of the test run."""

from typing import get_args

from theorysim import catalogue
from theorysim.chance.spending import current
from theorysim.claims.statement import Statement
from theorysim.results import EFFORTS, Outcome, Verdict, worded
from theorysim.settings import Usage
from theorysim.testing.case import NAMELESS, loaded, name_of
from theorysim.testing.finding import Finding, number


def assert_statement(
    statement: str | Statement, reading: str = "printed", outcome: Outcome = "holds", effort: str | None = None
) -> Verdict:
    """Judge a statement, and fail unless a reading of it, named by its first word, has the outcome.

    `effort` is that of --theorysim-effort where none is given. What random methods may be judged wrongly counts outside of the error
    budget. Returns the verdict; raises AssertionError, and ValueError where there is no such reading.
    """
    __tracebackhide__ = True
    if outcome not in get_args(Outcome):
        raise Usage(f"outcome is {outcome!r}; it must be {', '.join(get_args(Outcome))}")
    if effort not in (None, *EFFORTS):
        raise Usage(f"effort is {effort!r}; it must be {', '.join(EFFORTS)}")
    from theorysim.judge.hits import ALPHA
    from theorysim.judge.verdict import judge

    name, effort = name_of("statements", statement), effort or current().effort
    known = not name.startswith(NAMELESS)
    what = loaded("statements", name if known else statement)
    sampled = [w for c in what.claims for w in (c.what, *c.second) if w.random]
    if sampled:
        current().draws(ALPHA * len(sampled))
    beside = name if known else ""
    kind = str(catalogue.inventory().get(name, {}).get("kind", ""))
    verdicts = judge(what, effort, catalogue.objectives(beside), False, catalogue.oracles(beside), kind)
    found = next((v for v in verdicts if v.reading.partition(":")[0] == reading), None)
    if found is None:
        raise Usage(f"{name} has no reading {reading!r}; there are {', '.join(v.reading.partition(':')[0] for v in verdicts)}")
    tried = ", ".join(f"{count} {word}" for word, count in found.tried.items())
    said = worded(found.outcome, found.grade, found.scope)
    ratio = "" if found.worst_ratio is None else f", worst ratio {number(found.worst_ratio)}"
    finding = Finding(
        f"{name.rpartition('/')[2]}: {_sentence(name) if known else 'a statement without a name'}",
        f"{said}{ratio}{f'; {found.why}' if found.why else ''}",
        f"{outcome}, as {reading}",
        f"a true one is refuted with probability {ALPHA * len(sampled):g} at most" if sampled else "none: nothing is random",
        f"{said}{ratio}",
        found.slack,
    )
    line = f"replay: theorysim replay {found.witness}" if found.witness and known else f"see: theorysim check {name} --effort {effort}"
    finding.settle(found.outcome == outcome, f"  tried     {tried}\n{line}" if tried else line)
    return found


def _sentence(name: str) -> str:
    if name in catalogue.inventory():
        return str(catalogue.inventory()[name]["says"])
    return (catalogue.in_file(name) if ".py:" in name else catalogue.find(name, ("statements",))).summary
