"""Count steps that shrink a distance by (Q - 1)/(Q + 1): 2/Q <= log((Q + 1)/(Q - 1)). Nesterov (2018), section 2.1.5."""

from theorysim.domains import AboveOne
from theorysim.letters import letter
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement

Q = letter("Q", AboveOne)

rate = 2 / Q <= log((Q + 1) / (Q - 1))
logarithm_of_rate = Statement("logarithm_of_rate", Claim(Relation((rate,), (), {"Q": (1.001, 1000)})))
