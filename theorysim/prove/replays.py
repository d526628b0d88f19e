"""Read what a judge found against a claim off the line that replays it, as a certificate says it: a run, a law."""

import re
import shlex
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

COMPUTED = {"F", "R", "minimum", "T"}  # from the objective and its start, by whoever checks


def run_of(witness: str, why: str) -> dict[str, Any] | None:
    """Return a run on an objective by its parameters, start and constants; None where the line is of another kind.

    The constants of the classes stand in no replay, but in the sentence why; with one digit less than they have, the run may be refused.
    """
    words = shlex.split(witness)
    if len(words) < 2 or "--epsilon" not in words or "--steps" not in words or "--oracle" in words:
        return None
    own = dict(w.removeprefix("objective.").split("=") for w in words if w.startswith("objective."))
    start = next((w.removeprefix("--start=") for w in words if w.startswith("--start=")), None)
    constants = {n: v for n, v in re.findall(r"(\w+) = ([-+.e\d]*\d)", why.rpartition("where ")[2]) if n not in COMPUTED}
    constants["epsilon"] = words[words.index("--epsilon") + 1]
    if start is None or "," in start:
        return None
    return {
        "objective": words[1],
        "own": {n: str(Fraction(v)) for n, v in own.items()},
        "start": str(Fraction(start)),
        "constants": {n: str(Fraction(v)) for n, v in constants.items()},
        "steps": int(words[words.index("--steps") + 1]),
    }


def law_of(point: Mapping[str, str]) -> dict[str, Any]:
    """Return a law of outcomes p1, r1, a1, p2, ... and the setting, all else."""
    atoms: dict[str, dict[str, str]] = {}
    setting = {}
    for name, value in point.items():
        if found := re.fullmatch(r"([pra])(\d+)", name):
            atoms.setdefault(found[2], {})[found[1]] = value
        else:
            setting[name] = value
    return {"setting": setting, "atoms": list(atoms.values())}
