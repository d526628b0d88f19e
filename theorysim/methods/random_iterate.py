"""Report a point that is uniform among those the method stepped from: written random_iterate:NAME. Thesis, section 4.5.2, Algorithm 1.

After T steps each of x_0, ..., x_{T-1} is reported with probability 1/T, whatever T is: the n-th point replaces the one that is kept with
probability 1/n (Knuth, 3.4.2, reservoir sampling). For x_1, ..., x_T of Algorithm 1, leave the first out by starting at x_1.
"""

from theorysim.domains import Real, SharedUniform, Start, Zero
from theorysim.entries import Method
from theorysim.maths import where


def seen(seen: Zero):
    return seen + 1


def kept(x: Real, kept: Start, seen: Real, pick: SharedUniform):
    return where(pick * seen < 1, x, kept)


def random_iterate(method: Method) -> Method:
    """Return the method that moves as before and reports the point that is kept."""
    return method.then(seen, kept, output="kept")
