"""Decide whether trajectories of arrays run in lanes: where they were measured to be twice as fast: docs/simulators.md."""

from types import CodeType, FunctionType

from theorysim import maths
from theorysim.domains import SAMPLES, parameters
from theorysim.entries import Method
from theorysim.readings.read import names, read
from theorysim.simulate.composition import Composition

SHORT = 24  # coordinates of a sum: beyond, the step of one trajectory is vector code itself, and lanes fill the processor's cache
WITHOUT = SAMPLES[1]


def pays(what: Composition, d: int) -> bool:
    """Tell whether lanes pay in so many coordinates, which are not written out.

    Vectors and short sums do, and long sums that take a power, of which the step of one trajectory, which branches, makes no vector code.
    A minibatch without replacement asks of each part whether it is taken: that is a jump.
    """
    if what.oracle is not None and any(p.domain.role == WITHOUT for p in parameters(what.oracle.perturb)):
        return False
    return what.objective.form == "vector" or d <= SHORT or takes_a_power(what)


def takes_a_power(what: Composition) -> bool:
    """Tell whether a step takes a power with an exponent that is a parameter."""
    found: list[bool] = []

    def seen(function: FunctionType) -> CodeType:
        found.append(any(function.__globals__.get(name) is maths.power for name in names(function.__code__)))
        return function.__code__

    stages = what.method.stages if isinstance(what.method, Method) else ()
    for body in (what.objective.gradient, *stages, *([what.oracle.perturb] if what.oracle else [])):
        read(body, {}, written=seen)
    return any(found)
