"""Claims that no point breaks by itself: the judge's own search, with more and more effort as long as there is time.

That something exists, or happens on a whole axis, fails where a denial is proved; an order fails along a ray; a text fails when it is run.
"""

import time

from theorysim.claims.what import Objectives, Oracles, What
from theorysim.falsify.found import Clock, Found, Progress, added
from theorysim.results import Evidence

DEARER = 8.0  # how much longer than an effort the next one may take


def search_by_judge(what: What, label: str, objectives: Objectives, oracles: Oracles, clock: Clock, progress: Progress) -> Found:
    """Judge a claim with growing effort, as long as the next one may end in time."""
    looked: dict[str, int] = {}
    effort = "quick"
    one = Evidence("", "undecided")
    for effort in what.efforts:
        begun = time.monotonic()
        one = what.judge(effort, label, objectives, oracles)
        looked = added([looked, {name: n for name, n in one.tried.items() if name in ("points", "settings", "trials", "rays")}])
        progress(sum(looked.values()), one.worst_ratio)
        if one.outcome == "refuted" or clock.left() < DEARER * (time.monotonic() - begun):
            break
    refuted = one.outcome == "refuted"
    says = one.why if refuted else f"{what.searched}; the judge says: {one.outcome}" + (f", {one.why}" if one.why else "")
    doubtful = what.runs and one.outcome == "undecided" and (one.worst_ratio or 0.0) > 1
    return Found(refuted, one.worst_ratio, one.witness, says, sum(looked.values()), looked, effort, doubtful, one.run)
