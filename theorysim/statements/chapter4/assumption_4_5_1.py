"""There are B_i >= 0 and alpha in (1, 2] with E|g_i(x)|^alpha <= B_i^alpha, coordinate by coordinate; |B|_a is (sum of B_i^a)^(1/a).

The print has E[|*| g_i(x)^alpha], a lost macro. Members coordinate by coordinate: B_i or -B_i, and one of few atoms; B_i = 0 says that
the coordinate is 0. Pareto's law of tail index alpha is no member: cut off at t its moment is alpha log t.
"""

from theorysim.domains import Nonnegative, Probability
from theorysim.letters import equals, letter, letters
from theorysim.maths import absolute, exp, log, power, sqrt
from theorysim.model import Claim, Exists, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, alpha

B, B_1, B_2, size = letters("B B_1 B_2 size", Nonnegative)
p = letter("p", Probability)

signs = (power(absolute(B), alpha) + power(absolute(-B), alpha)) / 2 <= B**alpha
few = p * size**alpha <= B**alpha
norm = equals(power(B_1**2 + B_2**2, 1 / 2), sqrt(B_1**2 + B_2**2))
beyond = B**alpha < alpha * log(exp(1 + B**alpha))

statement = Statement(
    "assumption-4.5.1",
    Claim(Relation((signs,), search=RANGES), part="signs", cause="glyph", why="A macro is lost: E[|*| g_i^alpha] is read as E|g_i|^alpha."),
    Claim(Relation((few,), (size <= B,), RANGES), part="few atoms", at=((few, {"p": 0.5, "size": 2, "alpha": 2, "B": 2}, 2),)),
    Claim(Relation((norm.in_words("|B|_2 is the Euclidean norm"),), search=RANGES), part="the norm"),
    Claim(Exists((beyond,)), part="Pareto of that index, not"),
)
