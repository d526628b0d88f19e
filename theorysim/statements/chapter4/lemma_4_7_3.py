"""<v/|v|, grad f> >= |grad f|/3 - 8|v - grad f|/3 for every vector v.

grad is |grad f|, r is |v - grad f|, s is |v|, and a is <grad f, v - grad f>. With v/|v| read as 0 at v = 0, where r = grad, it holds
there too. Sharper, |grad f| - 2|v - grad f| is a lower bound: 2 is the least factor, as a short v against grad f shows.
"""

from theorysim.domains import Positive
from theorysim.letters import equals, letter
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import a, grad, r

s = letter("s", Positive)  # v is not 0
DRAWN = {"grad": (1e-3, 1e3), "r": (1e-3, 1e3), "s": (1e-3, 1e3), "a": (-1e6, 1e6)}
LENGTHS = (equals(s**2, grad**2 + 2 * a + r**2), a**2 <= grad**2 * r**2, s <= grad + r, grad <= s + r, r <= grad + s)

along = (grad**2 + a) / s  # <v/|v|, grad f>
lemma = grad / 3 - 8 * r / 3 <= along
sharper = grad - 2 * r <= along
at_zero = grad / 3 - 8 * grad / 3 <= 0
compared = grad / 3 - 8 * r / 3 <= grad - 2 * r

statement = Statement(
    "lemma-4.7.3",
    Claim(Relation((lemma,), LENGTHS, DRAWN), part="v is not 0", at=((lemma, {"grad": 3, "r": 0, "a": 0, "s": 3}, 1),)),
    Claim(Relation((at_zero,), search=DRAWN), part="v = 0"),
    Claim(Relation((sharper,), LENGTHS, DRAWN), part="sharper"),
)
