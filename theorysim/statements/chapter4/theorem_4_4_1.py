"""GClip's mean of E min{|grad f|, |grad f|^2} over x_1, ..., x_K is at most 20 F max{4 L/K, ...}, with the eta and tau that the page sets.

F is f(x_0) - f*, which the page calls f_0 too. Two instances at alpha = 2 break it, each in closed form. *Signs:* on x^2/2 from 1/(6 N),
g = x + 1/6 or x - 1/6; with K = 2 j^2 the theorem's eta is 1/(2 N j). |g| <= 2 sigma <= tau: nothing is clipped, and |x| <= 1 stays, as
x_k is a mean of x_(k-1) and noise. So E x_k^2 is q^k/(6 N)^2 + (1 - q^k) v with q = (1 - eta)^2. *No noise:* on L x^2/2 from 1/L, with
sigma = 1/n and K = n, eta is 1/(4 L) and tau = 2/n; while the gradient is above tau, up to K at least, it falls by 1/(2 n) each step.

Repaired, the step is at most 1/(16^alpha L), the left side the mean T of E min{|grad f|^2, tau|grad f|} over x_0, ..., x_(K-1). The lines
of proof-4.7.1-combined are summed, each of the two terms of noise being 2 eta N with N = sigma^2 (eta L)^((2 alpha - 2)/alpha), and the
third entry of eta says K eta N <= F: by Z = (eta L)^(1/alpha) <= U, where F is sigma^2 K U^(3 alpha - 2)/L. 1/eta is the largest of both.
Over x_1, ..., x_K, as printed, 48 does for 80/3.
"""

from theorysim.domains import PositiveCount
from theorysim.letters import letters
from theorysim.maths import maximum, sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import L
from theorysim.statements.chapter4.parts.summed_steps import SUMMED
from theorysim.statements.chapter4.proof_4_7_1_combined import STEP
from theorysim.statements.chapter4.proof_4_7_1_final import BALANCED

N, j, n = letters("N j n", PositiveCount)
K = 2 * j**2
eta = 1 / (2 * N * j)
start = 1 / (6 * N)
q = (1 - eta) ** 2
share = q * (1 - q**K) / (1 - q) / K  # the mean of q^k
v = eta**2 / (1 - q) / 36
signs = share * start**2 + (1 - share) * v <= 10 * start**2 * maximum(4 / K, eta)  # L (12 sigma)^2 is 4, too

falling = 1 - (n + 1) / (2 * n) + (n + 1) * (2 * n + 1) / (24 * n**2)  # the mean of (1 - k/(2 n))^2
steady = falling <= 10 / L * maximum(maximum(4 * L / n, 144 * L / n**3), sqrt(n / 2))

REPAIRED = (
    "repaired: the mean of E min{|grad f|^2, tau|grad f|} over x_0, ..., x_(K-1) is at most (80/3) max{16^alpha L F/K, (L F/K)^(1 - theta) "
    "sigma^(2 theta)}, theta = alpha/(3 alpha - 2), for eta = min{1/(16^alpha L), the third entry}"
)

statement = Statement(
    "theorem-4.4.1",
    Claim(
        Relation((signs,), (2 <= N * j,), {"N": (1, 40), "j": (1, 20)}),
        part="signs",
        cause="exponent",
        why="In the third entry of the maximum F/sigma^2 is a factor too many, which makes the bound too small where F < sigma^2.",
    ),
    Claim(
        Relation((steady,), (6 <= n,), {"n": (6, 1e6), "L": (1e-6, 1e6)}),
        part="no noise",
        at=((falling, {"n": 1}, 0.25),),
        cause="hypothesis",
        why="No step is longer than eta tau: where tau is far below 1, what falls is min{tau |grad f|, |grad f|^2}.",
    ),
    *(Claim(line, REPAIRED, f"a step, {part}") for line, part in STEP),
    Claim(BALANCED, REPAIRED, "the third entry of eta"),
    *(Claim(line, REPAIRED, part) for line, part in SUMMED),
)
