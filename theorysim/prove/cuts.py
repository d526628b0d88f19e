"""Cut a box until balls show a relation on every part: the certificate of what holds on the printed ranges and no algebra shows."""

from collections import deque
from fractions import Fraction
from math import sqrt
from typing import Any

from theorysim.verify.boxes import Box, shown
from theorysim.verify.trees import Node

MOST = 2_000  # boxes


def _place(low: Fraction, high: Fraction) -> Fraction:
    """Return where to cut: at 0, at the geometric mean of ends of different sizes, else in the middle."""
    if low < 0 < high:
        return Fraction(0)
    small, large = sorted((abs(low), abs(high)))
    place = Fraction(round(sqrt(float(small) * float(large)), 12)) * (1 if low >= 0 else -1) if large > 4 * small > 0 else (low + high) / 2
    return place if low < place < high else (low + high) / 2


def cuts(relation: Node, whole: Box) -> dict[str, Any] | None:
    """Return a tree of cuts; None where so many boxes do not do."""
    root: dict[str, Any] = {}
    waiting, count = deque([(dict(whole), root)]), 0
    while waiting:
        box, node = waiting.popleft()
        if (count := count + 1) > MOST:
            return None
        if shown(relation, box):
            continue
        sides = [name for name, (low, high) in box.items() if low < high]
        if not sides:
            return None
        name = max(sides, key=lambda n: (box[n][1] - box[n][0]) / (whole[n][1] - whole[n][0]))
        low, high = box[name]
        place = _place(low, high)
        node["cut"] = [name, str(place), {}, {}]
        waiting += [({**box, name: (low, place)}, node["cut"][2]), ({**box, name: (place, high)}, node["cut"][3])]
    return root
