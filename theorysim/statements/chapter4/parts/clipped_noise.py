"""Noise n with E|n|^alpha <= sigma^alpha, clipped at tau: how far its mean is from 0, its mean square, and how often it is clipped.

It is SGD's proof alone that clips it: where no noise of a run is longer than tau, the run is the same as with clipped noise.
"""

from theorysim.letters import number
from theorysim.maths import minimum, where
from theorysim.model import Expected, Moment
from theorysim.statements.chapter4.notation import alpha, beta, r, sigma, tau
from theorysim.statements.chapter4.parts.clipping import DRAWN, w

kept = minimum(r, tau)
bias = minimum(1, tau / where(0 < r, r, 1)) * w - w  # along any unit vector


def noise(check, price, along=None):
    return Expected(check, search=DRAWN, moments=(Moment(r, alpha, sigma, price),), along=along)


BIAS = noise(bias <= sigma**alpha * tau**-beta, tau**-beta, number(0))
SQUARE = noise(kept**2 <= sigma**alpha * tau ** (2 - alpha), tau ** (2 - alpha))
SELDOM = noise(where(r > tau, 1, 0) <= sigma**alpha / tau**alpha, 1 / tau**alpha)
