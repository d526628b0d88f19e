"""Let t grow by 1/2 at least in each step of FISTA, where t_new^2 - t_new = t^2. Beck and Teboulle (2009), lemma 4.3."""

from theorysim.domains import AtLeastOne
from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement, at_most, same


def next_t(t):
    return (1 + sqrt(1 + 4 * t * t)) / 2


def grows(t: AtLeastOne):
    return t + 1 / 2, next_t(t)


def telescopes(t: AtLeastOne):
    return next_t(t) * next_t(t) - next_t(t), t * t


CLAIM = Claim(Relation((at_most(grows), same(telescopes)), (), {"t": (1, 1000)}))
momentum_sequence = Statement("momentum_sequence", (CLAIM,))
