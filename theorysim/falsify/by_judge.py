"""Claims that no point breaks by itself: the judge's own search, with more and more effort as long as there is time.

That something exists, or happens on a whole axis, fails where a denial is proved; an order fails along a ray; a text fails when it is run.
"""

import time

from theorysim.falsify.found import Clock, Found, Progress, added
from theorysim.judge.coverage import judge_cover, judge_exists
from theorysim.judge.executed import judge_executed
from theorysim.judge.orders import judge_order
from theorysim.judge.worst_case import judge_family
from theorysim.model import Cover, Evidence, Executed, Exists, Family, Order

EFFORTS = ("quick", "standard", "deep")
DEARER = 8.0  # how much longer than an effort the next one may take
Judged = Exists | Cover | Order | Family | Executed
LIMITS = {
    Exists: "that a value exists is refuted by a denial alone: where the formula for it fails, another value may do",
    Cover: "that something happens on the whole axis is refuted by a denial alone",
    Order: "an order is refuted along a ray alone, by what is known of T",
    Family: "that no member of the family reaches the bound refutes nothing: another function may",
    Executed: "a text is run, and compared with what was to come out",
}


def evidence(what: Judged, effort: str, label: str) -> Evidence:
    """Judge a claim by the judge of its kind."""
    if isinstance(what, Exists):
        return judge_exists(what, effort, label)
    if isinstance(what, Cover):
        return judge_cover(what, effort, label)
    if isinstance(what, Order):
        return judge_order(what, effort, label)
    return judge_family(what, effort, label) if isinstance(what, Family) else judge_executed(what, effort, label)


def search_by_judge(what: Judged, label: str, clock: Clock, progress: Progress) -> Found:
    """Judge a claim with growing effort, as long as the next one may end in time."""
    looked: dict[str, int] = {}
    one = Evidence("", "undecided")
    for effort in EFFORTS:
        begun = time.monotonic()
        one = evidence(what, effort, label)
        looked = added([looked, {name: n for name, n in one.tried.items() if name in ("points", "settings", "trials", "rays")}])
        progress(sum(looked.values()), one.worst_ratio)
        if one.outcome == "refuted" or isinstance(what, Executed) or clock.left() < DEARER * (time.monotonic() - begun):
            break
    refuted = one.outcome == "refuted"
    says = one.why if refuted else f"{LIMITS[type(what)]}; the judge says: {one.outcome}" + (f", {one.why}" if one.why else "")
    return Found(refuted, one.worst_ratio, one.witness, says, sum(looked.values()), looked)
