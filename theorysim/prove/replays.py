"""Read the run that its judge found against a bound off the line that replays it, as a certificate says it."""

import re
import shlex
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
