"""Cut through a relation at a point: both sides along one parameter, the one that tells most, all others kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theorysim.claims.relation import Relation
from theorysim.domains import parameters
from theorysim.falsify.guided import OUTSIDE, Link
from theorysim.letters import spoken
from theorysim.prove.search import fails_at
from theorysim.readings import arrays

PLACES, REACH = 401, 30.0  # of the cut, and how many times larger and smaller it goes


@dataclass(frozen=True)
class Section:
    """Both sides at values x of one parameter, arrays of shape (n,); `met` says where the hypotheses hold."""

    name: str
    at: float
    x: Any
    left: Any
    right: Any
    met: Any
    score: Any
    says: str


def section(relation: Relation, point: Mapping[str, Fraction]) -> Section | None:
    """Cut the link that is broken at the point, or else is nearest to it; None where no parameter can be moved."""
    links = [Link(check, relation.given, relation.search) for check in relation.checks]
    known = [k for k in links if {a.name for a in k.axes} <= point.keys()]
    if not known:
        return None
    link = max(known, key=lambda k: (fails_at(k.check, k.given, point), k.score({a.name: point[a.name] for a in k.axes})))
    cuts = [c for c in (_along(link, point, i) for i in range(len(link.axes))) if c is not None]
    return max(cuts, key=_tells, default=None)


def _along(link: Link, point: Mapping[str, Fraction], i: int) -> Section | None:
    axis = link.axes[i]
    at = float(point[axis.name])
    ends = sorted((at / REACH, at * REACH)) if at else (-1.0, 1.0)
    low, high = (float(np.clip(e, axis.low, axis.high)) for e in ends)
    if not low < high:
        return None
    x = np.unique(np.append(np.geomspace(low, high, PLACES) if low > 0 else np.linspace(low, high, PLACES), at))
    x = np.unique(np.rint(x)) if axis.domain.integer else x
    x = np.array([v for v in x if axis.domain.holds(v)])
    columns = {a.name: x if a is axis else np.full(x.size, float(point[a.name])) for a in link.axes}
    check = link.check
    left, right = arrays.evaluate(check.body, {p.name: columns[p.name] for p in parameters(check.body)})
    score = link.scores(columns)
    says = spoken(check)
    return Section(axis.name, at, x, np.broadcast_to(left, x.shape), np.broadcast_to(right, x.shape), score > OUTSIDE, score, says)


def _tells(cut: Section) -> tuple[bool, bool, float]:
    """Tell how much a cut tells: where it breaks and where it does not, how far the hypotheses hold, how much the sides move apart."""
    inside = cut.score[cut.met]
    if inside.size < 2:
        return False, False, 0.0
    return bool((inside > 0).any() and (inside <= 0).any()), inside.size > cut.x.size / 4, float(np.ptp(inside))
