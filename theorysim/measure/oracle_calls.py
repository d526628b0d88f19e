"""Count what a method asks for in one step: gradients through the oracle, and values. Thesis, section 5.3.3."""

from dataclasses import dataclass

from theorysim.domains import parameters
from theorysim.entries import Method


@dataclass(frozen=True)
class Calls:
    """How often one step asks: `gradients` of the oracle, `full` of the true gradient, `values` of the function."""

    gradients: int
    full: int
    values: int


def calls_per_step(method: Method) -> Calls:
    """Count the asks of a step, the same in every step: a method has no branches that would save one.

    One gradient is shown to every step, at x or at the stage `y`, when some stage reads g or its norm; g_NAME is one more each time
    that a stage names it, and so is f_NAME for values. What a criterion asks for is not the method's.
    """
    asked = [p.name for stage in method.stages for p in parameters(stage)]
    shown = {"g", "g_norm"} & set(asked)
    more = {name for name in asked if name.startswith("g_") and name != "g_norm"}
    values = {name for name in asked if name == "f" or name.startswith("f_")}
    return Calls(bool(shown) + len(more), int("full" in asked), len(values))
