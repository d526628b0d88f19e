"""What Algorithm 3 is counted by: M is |m_t|, N is |m_(t+1)|, g is |g(y_(t+1))|, G^2 = L^2 + sigma^2, and share(M) = M^2/(p M + q).

A_1, S and A_last are the means of share(|m_t|) at t = 1, summed over t = 1, ..., T, and at T + 1. The parameters are those of Theorem
5.5.1, where ell stands for log(16 G/epsilon); that is at least log(16), as epsilon <= G (section 5.7.5 assumes that before (5.15)).
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import letter, letters
from theorysim.maths import maximum
from theorysim.statements.chapter5.notation import RANGES, Delta, delta, epsilon

M, N, g = letters("M N g", Nonnegative)
p, q, G, ell = letters("p q G ell", Positive)
beta = letter("beta", Unit)
b, rest = letters("b rest", Positive)  # beta and 1 - beta, where they are divided by
A_1, S, A_last = letters("A_1 S A_last", Nonnegative)
T = letter("T", Positive)

beta_of = 1 - epsilon**2 / (64 * G**2)
p_of = 64 * G**2 * ell / (delta * epsilon**2)
q_of = 4 * G * p_of
T_of = 2**16 * G**3 * Delta * ell / (epsilon**4 * delta) * maximum(1, G * delta / (8 * Delta))
SMALL = epsilon <= G

SIZES = (
    RANGES
    | {name: (1e-3, 1e3) for name in ("M", "N", "g", "p", "q", "G", "A_1", "S", "A_last")}
    | {"beta": (0.5, 1), "b": (0.5, 1), "rest": (1e-6, 0.5), "ell": (2.7, 30), "T": (1, 1e9)}
)


def share(m):
    return m**2 / (p * m + q)
