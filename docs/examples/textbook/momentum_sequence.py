"""Let t grow by 1/2 at least in each step of FISTA, where t_new^2 - t_new = t^2. Beck and Teboulle (2009), lemma 4.3."""

from theorysim.domains import AtLeastOne
from theorysim.letters import equals, letter
from theorysim.maths import sqrt
from theorysim.model import Claim, Relation, Statement

t = letter("t", AtLeastOne)
new = (1 + sqrt(1 + 4 * t**2)) / 2

CLAIM = Claim(Relation((t + 1 / 2 <= new, equals(new**2 - new, t**2)), (), {"t": (1, 1000)}))
momentum_sequence = Statement("momentum_sequence", CLAIM)
