"""Read the law that a judge found against a claim off the point that shows it, as a certificate says it."""

import re
from collections.abc import Mapping
from typing import Any


def law_of(point: Mapping[str, str]) -> dict[str, Any]:
    """Return a law of outcomes p1, r1, a1, p2, ... (or p1, w1, p2, ...) and the setting, all else."""
    atoms: dict[str, dict[str, str]] = {}
    setting = {}
    for name, value in point.items():
        if found := re.fullmatch(r"([praw])(\d+)", name):
            atoms.setdefault(found[2], {})[found[1]] = value
        else:
            setting[name] = value
    return {"setting": setting, "atoms": list(atoms.values())}
