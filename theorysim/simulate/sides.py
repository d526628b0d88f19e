"""Choose how a step reads each body: whether of a choice one side is computed, guessed or not, or both. All ways make the same bits.

In few coordinates the step of one trajectory branches: guessed, or short sides computed both, where noise decides. A loop over rows of
coordinates is vector code where no branch in it is dear: there a power is computed without one, unless all parameters of the body are
whole, and so its exponents, 0 to 3 as a rule; and what draws computes both sides. A block of lanes always does, else it is no vector code.
"""

from typing import Any

from theorysim.domains import parameters
from theorysim.entries import Body
from theorysim.readings.branches import branched
from theorysim.readings.read import as_written
from theorysim.simulate.guess import guessed
from theorysim.simulate.kernel import kernel
from theorysim.simulate.meanings import BRANCHING, GUESSING, MEANING
from theorysim.simulate.plan import Plan

WAYS: dict[str, tuple[Any, Any, Any]] = {
    "guessed": (GUESSING, branched, guessed),
    "lazy": (BRANCHING, branched, kernel),
    "rows": ({**BRANCHING, "power": MEANING["power"]}, branched, kernel),
    "block": (MEANING, as_written, kernel),
}


def side(plan: Plan, role: str, body: Body) -> str:
    """Name the way in which the step of one trajectory reads a body."""
    if plan.d:
        noisy = any(draw.role == "oracle" for draw in plan.draws)  # then no guess is right for long
        return "lazy" if noisy else "guessed"
    if role == "perturb":
        return "block"
    own = [p.domain for p in parameters(body) if not p.domain.supplied]
    return "lazy" if own and all(domain.integer for domain in own) else "rows"
