"""By Markov a round of K calls fails with probability at most 1/4, so that it restarts at most log(1/gamma) times with 1 - gamma.

|m| has a second moment of epsilon^2/16: Markov of |m| gives 1/4, of |m|^2 even 1/16. The restarts are those of `restarts`.
"""

from theorysim.domains import Nonnegative, Unit
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement, lines
from theorysim.statements.chapter5.notation import RANGES, epsilon
from theorysim.statements.chapter5.parts.restarts import AT_MOST_LOG, PARTS

chance = letter("chance", Unit)  # that |m_(t,K)| >= epsilon
mean, square = letters("mean square", Nonnegative)  # of |m_(t,K)| and of its square
small = square <= epsilon**2 / 16
short = mean <= epsilon / 4
sixteenth = 16 * chance <= 1
DRAWN = RANGES | {"mean": (0, 1e6), "square": (0, 1e12), "chance": (0, 1)}
SQUARED = lines(DRAWN, (sixteenth, chance * epsilon**2 <= square, small))

statement = Statement(
    "proof-5.7.4-markov",
    Claim(Relation((short,), (small, mean**2 <= square), DRAWN), part="the mean of |m|", at=((epsilon**2 / 16, {"epsilon": 8}, 4),)),
    Claim(Relation((4 * chance <= 1,), (chance * epsilon <= mean, short), DRAWN), part="Markov", second=SQUARED),
    *(Claim(line, part=part) for line, part in zip(AT_MOST_LOG, PARTS, strict=True)),
)
