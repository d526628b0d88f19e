"""GClip under Assumption 4.5.1, steps and averaging appropriate: E f(average) - f* <= 16 d |B|_alpha^2/(mu (k + 1)^(2 (alpha - 1)/alpha)).

The thresholds are left to choose, too: those of the repaired theorem-4.4.2, G k^(1/alpha) with its steps and its projection, where G is any
bound of the moment of |g|. By Lemma 4.7.4 G^2 = d |B|_alpha^2 is one. |B|_alpha^2 is, too, so that the factor d is not needed, and 6
would do for 16: `norm_alpha` is |B|_alpha.
"""

from theorysim.domains import Positive
from theorysim.letters import equals, letter
from theorysim.maths import power, sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import G, K, alpha, d, mu
from theorysim.statements.chapter4.parts.powers_of_norms import NORMS, OF_STEP, one_more, step
from theorysim.statements.chapter4.parts.strong_rate import DRAWN, STEPS, T, rate
from theorysim.statements.chapter4.parts.strong_steps import v

norm_alpha = letter("norm_alpha", Positive)
RANGES = DRAWN | NORMS | {"norm_alpha": (1e-9, 1e9)}
IS_G = equals(G, sqrt(d) * norm_alpha)
is_bound = equals(power(sqrt(d) * norm_alpha, alpha), power(sqrt(d), alpha) * norm_alpha**alpha)
printed = T <= 16 * d * norm_alpha**2 / mu * (K + 1) ** (v - 1)
no_factor = T <= 6 * norm_alpha**2 / mu * (K + 1) ** (v - 1)

statement = Statement(
    "corollary-4.5.1",
    Claim(Relation((step.in_words("one coordinate more"),), (one_more,), RANGES, hints=OF_STEP), part="the moment of |g|"),
    Claim(Relation((is_bound,), search=RANGES), part="G"),
    *(Claim(line, part=part) for line, part in STEPS),
    Claim(
        Relation((printed,), (rate, IS_G), RANGES, hints=(G**2 <= d * norm_alpha**2,)),
        part="the bound",
        second=(Relation((no_factor.in_words("without the factor d"),), (rate, equals(G, norm_alpha)), RANGES),),
        at=((16 * d * norm_alpha**2 / mu, {"d": 2, "norm_alpha": 3, "mu": 4}, 72),),
    ),
)
