"""g_d shows coordinate prog_{1/4}(x) + 1 only where z = 1, which has probability p, and never one beyond: at no x, so not at any.

With z = 0 the factor 1 + (z/p - 1) is 0; coordinates further on have |x_(i-1)| and |x_i| at most 1/4, where Psi and Psi' are 0. That
prog_b decreases in b gives prog_{1/2}(x) <= prog_{1/4}(x). Read is prog_b(x) = 0 where no entry is above b.
"""

from itertools import product

from theorysim.letters import equals
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.oracles.bernoulli_chain import bernoulli_chain
from theorysim.statements.chapter4.lemma_4_7_9_4_5 import FLATNESS, gradient, prog
from theorysim.statements.chapter4.notation import p

hidden = equals(1 + (0 / p - 1), 0)
shown = equals(1 + (1 / p - 1), 1 / p)


def trial(d, p):
    points = tuple(product((0.0, 0.25, 0.375, 0.5, 0.75, -1.0, 1.5), repeat=d))

    def supports():
        """At each point of a grid the shipped oracle shows no more than prog_{1/4}(x) where z = 0, one more at most where z = 1."""
        held = 0
        for x, z in product(points, (0, 1)):
            seen = prog(x, 1 / 4)
            answer = [bernoulli_chain.perturb(g, seen, i, z, p) for i, g in enumerate(gradient(x), 1)]
            held += prog(answer, 0) <= seen + z
        return float(held), float(2 * len(points))

    return supports


GRID = Executed(tuple(trial(d, p) for d in (1, 2, 3) for p in (1.0, 0.5, 0.125)))

statement = Statement(
    "text-4.7.7-zero-chain",
    Claim(Relation((hidden, shown)), part="the coin", at=((shown, {"p": 1 / 4}, 4),)),
    Claim(FLATNESS, part="beyond", second=(GRID,)),
)
