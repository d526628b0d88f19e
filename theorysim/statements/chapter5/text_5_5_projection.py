"""The mean of m_t given x_(t-K) is within epsilon/16 of Goldstein's set at x_(t-K): with beta^K = epsilon/(16 G), not for every x_(t-K).

x_2 tells g(x_1). On f(x) = L x, whose sets are {L}, the mean of m_(K+2) given x_2 is L + beta^(K+1) n where n is the noise of g(x_1):
with n = 2 G and a chance of n at most sigma^2/(4 G^2 + sigma^2) that is more than epsilon/16 from L. In the mean it is at most beta^K (G
+ L) <= epsilon/8, for m_(t-K) has a mean length of at most G and the set lies in the ball of L; without noise that is so at every
x_(t-K).
"""

from theorysim.domains import Positive, Unit
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import L, epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, SMALL, G, M, beta_of

n, spread = letters("n spread", Positive)  # an outcome of the noise; sigma^2
z = letter("z", Unit)  # beta^K
chance = letter("chance", Unit)  # of n; else the noise is -chance n/(1 - chance), so that its variance is chance n^2/(1 - chance)
MADE = (chance * n**2 <= spread * (1 - chance), 0 < chance, L**2 + spread <= G**2, SMALL)
POWER = (z <= epsilon / (16 * G), epsilon / (17 * G) <= z)
printed = z * beta_of * n <= epsilon / 16
in_mean = z * (M + L) <= epsilon / 8
DRAWN = SIZES | {"n": (1e-3, 1e3), "spread": (1e-6, 1e6), "L": (1e-3, 1e3), "z": (1e-3, 1), "chance": (1e-6, 0.5)}

statement = Statement(
    "text-5.5-projection",
    Claim(
        Relation((printed.in_words("the mean of m_(K+2) given x_2 is within epsilon/16 of L"),), (*MADE, *POWER), DRAWN),
        cause="quantifier",
        why="x_(t-K) may tell of rare, large noise in m_(t-K-1), whose share beta^(K+1) is then not small.",
        at=((printed, {"z": 1 / 16, "epsilon": 1, "G": 1, "n": 64}, 63 / 16),),
    ),
    Claim(
        Relation((in_mean,), (POWER[0], M <= G, L <= G), DRAWN),
        "repaired: in the mean over x_(t-K), epsilon/8",
        why="M is the mean of |m_(t-K)|, at most G.",
    ),
)
