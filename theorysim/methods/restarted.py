"""Begin the memory of a method anew every N steps: written restarted:NAME. O'Donoghue and Candes (2015), fixed restart.

A slot that begins at the start begins at the new x, the point that the method steps from; of `nesterov` that is the extrapolated point,
where the paper begins anew from the reported one. The number of the step, on which a step size may depend, goes on.
"""

from theorysim.domains import PositiveCount, Zero
from theorysim.entries import Method
from theorysim.maths import where


def since_restart(since_restart: Zero):
    return since_restart + 1


def restart(since_restart: Zero, every: PositiveCount):
    return where(since_restart < every, 0, 1)


def restarted(method: Method) -> Method:
    """Return the method that begins anew after each `every` steps."""
    return method.then(since_restart, restart=restart)
