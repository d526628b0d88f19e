"""T_1 + T_2 <= 4 F/(eta K) + 16 sigma^2 (eta L)^((2 alpha - 2)/alpha) = 20 F/(eta K) <= (20 F/K) max{1/eta of each}: the theorem follows.

The page writes G for sigma, as Assumption 4.4.1 introduces it, and f_0 for F. The third entry is written by U, with F =
sigma^2 K U^(3 alpha - 2)/L: eta <= U^alpha/L, and by Z = (eta L)^(1/alpha) <= U. In the middle stands =, where that gives <=. The last
line is not the bound of the theorem: there the third entry is multiplied by F/sigma^2, which may be below 1.
"""

from theorysim.domains import Positive
from theorysim.letters import equals, letter, letters
from theorysim.maths import maximum, minimum, sqrt
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import RANGES, F, K, L, alpha, eta, sigma
from theorysim.statements.chapter4.parts.nonconvex_rate import Z, bias_term, noise_term, of_steps, threshold

U = letter("U", Positive)
N = letter("N", Positive)  # sigma^2 (eta L)^((2 alpha - 2)/alpha)
A, B, C = letters("A B C", Positive)  # what the steps are one over: 4 L, L (12 sigma)^(alpha/(alpha - 1)), the third
tau = threshold(eta, L)
first = equals(8 * noise_term(eta, L, tau) + 8 * bias_term(tau), 16 * of_steps(eta, L))
second = equals(4 * F / (eta * K) + 16 * N, 20 * F / (eta * K))
mended = 4 * F / (eta * K) + 16 * N <= 20 * F / (eta * K)
balanced = K * eta * N <= F
third = 1 / minimum(minimum(1 / A, 1 / B), 1 / C) <= maximum(maximum(A, B), C)
proves = maximum(maximum(4, 144 * sigma**2), sigma * sqrt(K / F)) <= maximum(maximum(4, 144 * sigma**2), sqrt(F * K) / sigma)
BALANCED = Relation(
    (Z**alpha * Z ** (2 * alpha - 2) <= U ** (3 * alpha - 2),), (Z <= U,), {"alpha": (1.01, 2), "Z": (1e-3, 1e3), "U": (1e-3, 1e3)}
)
DRAWN = RANGES | {name: (1e-6, 1e6) for name in ("eta", "N", "A", "B", "C")}

statement = Statement(
    "proof-4.7.1-final",
    Claim(Relation((first,), search=DRAWN), part="first", cause="glyph", why="G is the name that Assumption 4.4.1 gives to sigma."),
    Claim(
        Relation((second,), (balanced,), DRAWN),
        part="second",
        cause="sign",
        why="They are equal only where eta is the third entry; below it the left side is smaller.",
    ),
    Claim(Relation((third,), search=DRAWN), part="third", at=((third, {"A": 2, "B": 3, "C": 5}, 5),)),
    Claim(
        Relation((proves.in_words("at alpha = 2 and L = 1"),), search=DRAWN),
        part="this proves the theorem",
        cause="exponent",
        why="1/K (F/(K sigma^2))^(-alpha/(3 alpha - 2)) is (F/(K sigma^2))^((2 alpha - 2)/(3 alpha - 2)) times sigma^2/F.",
    ),
    Claim(BALANCED, "repaired: <= 20 F/(eta K), and the third entry times sigma^2/F", "eta is small"),
    Claim(Relation((mended,), (balanced,), DRAWN), "repaired: <= 20 F/(eta K), and the third entry times sigma^2/F", "second"),
)
