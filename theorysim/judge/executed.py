"""Judge a text that must run: each trial is run in the float reading, and returns what came out and what was to come out."""

from theorysim.claims.executed import Executed
from theorysim.results import Evidence


def judge_executed(claim: Executed, effort: str, label: str) -> Evidence:
    """Run every trial; the first whose two values differ by more than rounding refutes."""
    for trial in claim.trials:
        came, expected = trial()
        if not abs(came - expected) <= 1e-12 * max(1.0, abs(expected)):
            why = f"{trial.__name__}: {came!r} came out, {expected!r} was to come out"
            return Evidence(
                "execution", "refuted", "certified", None, None, f"{label} {trial.__name__}", why, {"trials": len(claim.trials)}
            )
    tried = {"trials": len(claim.trials)}
    if not claim.trials:
        return Evidence("execution", "undecided", why="there is no trial", tried=tried)
    return Evidence("execution", "holds", "certified", why="every trial gave what it was to give", tried=tried)
