"""Count steps that shrink a distance by (Q - 1)/(Q + 1): 2/Q <= log((Q + 1)/(Q - 1)). Nesterov (2018), section 2.1.5."""

from theorysim.domains import AboveOne
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement, at_most


def rate(Q: AboveOne):
    return 2 / Q, log((Q + 1) / (Q - 1))


CLAIM = Claim(Relation((at_most(rate),), (), {"Q": (1.001, 1000)}))
logarithm_of_rate = Statement("logarithm_of_rate", (CLAIM,))
