"""Claims that no point breaks by itself: the judge's own search, with more and more effort as long as there is time.

That something exists, or happens on a whole axis, fails where a denial is proved; an order fails along a ray; a text fails when it is run.
"""

import time

from theorysim.falsify.found import Clock, Found, Progress, added
from theorysim.judge.verdict import judge_what
from theorysim.model import EFFORTS, Cover, Evidence, Executed, Exists, Family, Order

DEARER = 8.0  # how much longer than an effort the next one may take
Judged = Exists | Cover | Order | Family | Executed
LIMITS = {
    Exists: "that a value exists is refuted by a denial alone: where the formula for it fails, another value may do",
    Cover: "that something happens on the whole axis is refuted by a denial alone",
    Order: "an order is refuted along a ray alone, by what is known of T",
    Family: "that no member of the family reaches the bound refutes nothing: another function may",
    Executed: "a text is run, and compared with what was to come out",
}


def search_by_judge(what: Judged, label: str, clock: Clock, progress: Progress) -> Found:
    """Judge a claim with growing effort, as long as the next one may end in time."""
    looked: dict[str, int] = {}
    one = Evidence("", "undecided")
    for effort in EFFORTS:
        begun = time.monotonic()
        one = judge_what(what, effort, label, {})
        looked = added([looked, {name: n for name, n in one.tried.items() if name in ("points", "settings", "trials", "rays")}])
        progress(sum(looked.values()), one.worst_ratio)
        if one.outcome == "refuted" or isinstance(what, Executed) or clock.left() < DEARER * (time.monotonic() - begun):
            break
    refuted = one.outcome == "refuted"
    says = one.why if refuted else f"{LIMITS[type(what)]}; the judge says: {one.outcome}" + (f", {one.why}" if one.why else "")
    return Found(refuted, one.worst_ratio, one.witness, says, sum(looked.values()), looked)
