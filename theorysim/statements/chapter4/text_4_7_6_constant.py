"""For epsilon = 1/(16 k^((alpha - 1)/alpha)) no rule has a mean of f_b below epsilon^2/64 = 1/(2^14 k^(2 (alpha - 1)/alpha)).

Of the two coins k tosses make the best guess of the bit leave a mean square `doubt`; (x - b)^2 is then epsilon^2 doubt, f_b half of that.
Since k p_0 <= 1/16, doubt is at least 15/64, where 1/32 is asked for.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Coins, Relation, Statement, doubt
from theorysim.statements.chapter4.notation import k
from theorysim.statements.chapter4.parts.coin_in_hand import COIN
from theorysim.statements.chapter4.parts.two_hypotheses import RANGES, chosen, likelier, rate

risk = chosen**2 * doubt / 2
written = equals(chosen**2 / 64, rate / 2**14)
small = 16 * k * likelier <= 1
constant = Coins((chosen**2 / 64 <= risk,), (likelier, likelier / 2), k, search=RANGES, hints=(small,))

statement = Statement(
    "text-4.7.6-constant",
    Claim(constant, part="risk", at=((chosen**2 / 64, {"alpha": 2, "k": 4}, 2**-16),)),
    Claim(Relation((written,), search=RANGES), part="constant", at=((written, {"alpha": 2, "k": 4}, 2**-16),)),
    instance=COIN,
)
