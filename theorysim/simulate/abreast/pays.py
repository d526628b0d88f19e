"""Decide whether trajectories of arrays run in lanes: where they were measured to be twice as fast: docs/simulators.md."""

from theorysim.domains import SAMPLES, parameters
from theorysim.simulate.composition import Composition

SHORT = 24  # coordinates of a sum: beyond, the step of one trajectory is vector code itself, and lanes fill the processor's cache
WITHOUT = SAMPLES[1]


def pays(what: Composition, d: int) -> bool:
    """Tell whether lanes pay in so many coordinates, which are not written out: they do for vectors and short sums.

    A minibatch without replacement asks of each part whether it is taken: that is a jump.
    """
    if what.oracle is not None and any(p.domain.role == WITHOUT for p in parameters(what.oracle.perturb)):
        return False
    return what.objective.form == "vector" or d <= SHORT
