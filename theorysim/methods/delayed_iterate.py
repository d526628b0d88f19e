"""Report x_i, i = max(i' - delay, 1), with i' uniform in 1, ..., T: written delayed_iterate:NAME. Thesis, section 5.5, Algorithm 3.

x_1 is the start. i' is drawn at the first step, and points are taken until x_i has come; from then on, and at the latest after T
steps, the report is the point that Algorithm 3 returns in its lines 8 to 10, with K = delay.
"""

from theorysim.domains import Count, PositiveCount, Real, SharedUniform, Start, Zero
from theorysim.entries import Method
from theorysim.maths import where


def share(share: Zero, pick: SharedUniform):
    return where(share > 0, share, pick)


def passed(passed: Zero):
    return passed + 1


def delayed(x: Real, delayed: Start, share: Real, passed: Real, T: PositiveCount, delay: Count = 0):
    return where(passed - 1 + delay < share * T, x, delayed)  # i' is the least integer that is at least share * T


def delayed_iterate(method: Method) -> Method:
    """Return the method that moves as before and reports the delayed point."""
    return method.then(share, passed, delayed, output="delayed")
