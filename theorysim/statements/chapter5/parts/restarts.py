"""A round of Algorithm 2 fails with probability at most 1/4 (proof-5.7.4-markov), given x_t, whatever the rounds before it did.

More than log(1/gamma) restarts are n such failures in a row, for some whole n > log(1/gamma). Their chance is at most 4^(-n), that is at
most e^(-n), which is at most gamma = e^(-r).
"""

from theorysim.domains import Probability, Real
from theorysim.letters import letter, letters, number
from theorysim.maths import exp
from theorysim.model import lines

all_fail, envelope = letters("all_fail envelope", Probability)  # 4^(-n), e^(-n)
share = letter("share", Probability)  # 1/e
n, r = letters("n r", Real)  # r is log(1/gamma)
small = 1 <= 4 * exp(-number(1))
one_more = all_fail / 4 <= share * envelope
at_last = exp(-n) <= exp(-r)
DRAWN = {"all_fail": (1e-9, 1), "envelope": (1e-9, 1), "share": (0.25, 1), "n": (0, 100), "r": (0, 100)}

AT_MOST_LOG = lines(DRAWN, (small,), (one_more, all_fail <= envelope, 1 <= 4 * share), (at_last, r <= n))
PARTS = ("4 is more than e", "n failures", "restarts")
