"""Project each point to the ball of a radius about a centre: written projected:NAME. Thesis, section 4.4.1, (proj-GClip).

All coordinates of the centre are equal. A memory slot that a method reports instead of x is not projected.
"""

from theorysim.domains import Asked, Positive, Real, Zero
from theorysim.entries import Method
from theorysim.maths import where


def away(step: Real, away: Zero, centre: Real = 0):  # a slot, though nothing is remembered: its norm is asked
    return step - centre


def into_ball(step: Real, away: Real, away_norm: Asked, radius: Positive, centre: Real = 0):
    return where(away_norm > radius, centre + radius / away_norm * away, step)


def projected(method: Method) -> Method:
    """Return the method whose points are projected."""
    return method.then(away, into_ball)
