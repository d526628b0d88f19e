"""Judge a measurement that the thesis reports and that is out of reach here: undecided, with what is missing."""

from theorysim.claims.missing import Missing
from theorysim.results import Evidence, Verdict

BY = "reproduction"


def judge_missing(claim: Missing) -> Evidence:
    """Return no verdict, and why."""
    return Evidence(BY, "undecided", why=f"out of reach here: {claim.what}")


def out_of_reach(verdict: Verdict) -> bool:
    """Tell whether a reading is undecided, and that only where a measurement is out of reach."""
    return verdict.outcome == "undecided" and all(e.by == BY for _, e in verdict.parts if e.outcome == "undecided")
