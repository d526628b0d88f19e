"""Clipping at tau: E|clip(g)|^2 <= G^alpha tau^(2 - alpha), and |E clip(g) - grad f|^2 <= G^(2 alpha) tau^(-2(alpha - 1)).

clip(g) = min{tau/|g|, 1} g. The lemma is stated under Assumption 4.4.1, of which G would be the constant; it bounds |g - grad f| alone,
and where there is no noise clip(g) is grad f, clipped. The proof takes G from Assumption 4.4.3, E|g|^alpha <= G^alpha: then both hold.
The bias is bounded along every unit vector u, without its square. At tau = 0 the second bound is 1/0, read as infinite, and the first as
0^(2 - alpha) says.
"""

from theorysim.letters import equals
from theorysim.maths import maximum, power
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, G, alpha, beta, p, s, tau
from theorysim.statements.chapter4.parts.clipping import ONE, bias, size, under_gradient, under_noise, w

variance = size**2 <= G**alpha * tau ** (2 - alpha)
length = bias <= G**alpha * tau**-beta

# the largest share of |g|^alpha tau^(1 - alpha) that clipping takes away, at |g| = alpha tau/(alpha - 1): Bernoulli's inequality
share = power(beta, beta) / power(alpha, alpha)
sharpest = bias <= share * G**alpha * tau**-beta
y = s * beta / (alpha * tau)
LINES = (
    (1 + alpha * (y - 1) <= y**alpha).in_words("Bernoulli's inequality"),
    maximum(s - tau, 0) <= share * s**alpha * tau**-beta,
    (bias - w <= maximum(s - tau, 0)).in_words("by Cauchy and Schwarz"),
)
far = alpha * tau / beta
attained = equals(p * (far - tau), share * (p * far**alpha) * tau**-beta)

REPAIRED = "repaired: under Assumption 4.4.3, E|g|^alpha <= G^alpha"

statement = Statement(
    "lemma-4.7.1",
    Claim(
        under_noise(variance, bound=G),
        part="variance",
        cause="hypothesis",
        why="Assumption 4.4.1 bounds the noise, not g: without noise |clip(g)| is min{|grad f|, tau}, whatever G.",
        at=((variance, {"s": 3, "tau": 2, "G": 3, "alpha": 2}, 4),),
    ),
    Claim(
        under_noise(length, bound=G),
        part="bias",
        cause="hypothesis",
        why="Without noise a gradient longer than tau is clipped all the same.",
        at=((length, {"s": 4, "c": 1, "w": 3, "tau": 2, "G": 2, "alpha": 2}, 1),),
    ),
    Claim(under_gradient(variance, price=tau ** (2 - alpha)), REPAIRED, "variance"),
    Claim(under_gradient(length, price=tau**-beta, along=ONE), REPAIRED, "bias"),
    Claim(
        under_gradient(sharpest, price=share * tau**-beta, along=ONE, lines=LINES),
        REPAIRED,
        "bias, sharpest",
        why="The bound may be multiplied by (alpha - 1)^(alpha - 1)/alpha^alpha, which is 1/4 at alpha = 2: g = alpha tau/(alpha - 1) with "
        "probability p, else 0, attains it.",
        second=(Relation((attained.in_words("it is attained"),), search=RANGES),),
    ),
)
