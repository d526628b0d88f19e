"""The table has no rate for SGD on nonconvex functions under heavy-tailed noise; its gradient norm is O(k^(-(alpha - 1)/(2 alpha))).

"N/A" is read as "no step size makes the norm go to 0". With steps 1/(2 z), z = K^(1/alpha), fixed by K, let T be the square that the
least gradient norm of K steps keeps to with probability 1/2 (the thesis counts so in (3.8)), in the worst case over problems with L = sigma
= 1 and f(x_0) - f* = F = 1. Then T is at most 32/u, u = K/z = K^((alpha - 1)/alpha): it is not Omega(1).

With the noise clipped at 4 z its mean is b <= 1/u long and its mean square V <= 4 z^2/K; with probability 3/4 none of K noises is longer,
and the run is the same. Smoothness gives the mean gain of a step from a gradient of norm g; A, the mean of the average of K squares of
g, comes from their sum; by Markov's inequality the average is above 4 A with probability at most 1/4. So it fails with at most 1/2.

The mean of the least norm gets small, too. With steps m^2/(2 K), m = K^(2 (alpha - 1)/(3 alpha + 2)), the noise is clipped at t, t^alpha =
K m: so m^3 t^2 = K^2, b is at most t/(K m) <= 1/m and V at most t^2/(K m) = K/m^4. With probability 1 - 1/m the run is the same, and
otherwise the least norm is at most that of x_0, which is at most sqrt(2 F L) <= 2. T is at most 5/m then.
"""

from theorysim.domains import AtLeastOne, Nonnegative, Positive
from theorysim.letters import equals, letter, letters, number
from theorysim.model import Claim, Known, Order, Relation, Statement
from theorysim.statements.chapter4.notation import eta
from theorysim.statements.chapter4.parts.clipped_noise import BIAS, SELDOM, SQUARE

before, after, g, b, V, A, T, failed, jump, above = letters("before after g b V A T failed jump above", Nonnegative)
still, start = letters("still start", Nonnegative)  # the mean of the least norm with clipped noise, the norm at x_0
K, z, u, m = letters("K z u m", AtLeastOne)
F = letter("F", Positive)

descends = after <= before - eta * g**2 + eta * g * b + eta**2 / 2 * (g**2 + V)
gains = after <= before - eta * g**2 / 2 + eta * b**2 + eta**2 * V / 2
summed = K * A / (4 * z) <= F + K * (b**2 / (2 * z) + V / (8 * z**2))
averaged = A <= 4 * (F + 1) / u
counted = T <= 32 / u
SMALL = (equals(u * z, K), V * K <= 4 * z**2, b * u <= 1)
LINES = (
    Relation((gains,), (descends, eta <= 1 / 2), hints=(0 <= (g / 2 - b) ** 2,)),
    Relation((averaged,), (summed, *SMALL), hints=(b**2 <= 1 / u, V <= 4 * z / u)),
    Relation((failed <= 1 / 2,), (failed <= jump + above, jump <= 1 / 4, above <= 1 / 4)),
    Relation((counted,), (T <= 4 * A, A <= 8 / u)),
)

in_all = m**2 * A / 4 <= F + m**2 * b**2 / 2 + m**4 * V / (8 * K)
of_all = A <= 9 / m**2
IN_THE_MEAN = (
    Relation((of_all,), (in_all, F <= 1, b * m <= 1, V * m**4 <= K), hints=(m**2 * b**2 <= 1, m**4 * V / (8 * K) <= 1 / 8)),
    Relation((still <= 3 / m,), (still**2 <= A, of_all)),
    Relation((T <= 5 / m,), (T <= still + start * failed, still <= 3 / m, start <= 2, failed * m <= 1)),
)

CEILING = Known(32 / u, LINES)
DRAWN = {"u": (1, 1e4), "m": (1, 1e4)}
REPAIRED = "repaired: O(k^(-(alpha - 1)/(2 alpha))), with probability 1/2"

statement = Statement(
    "table-4.1-sgd-nonconvex-heavy",
    Claim(
        Order(number(1), "Omega", ceiling=CEILING, search=DRAWN),
        part="with probability 1/2",
        cause="instance",
        why="Remark 4.4.1 is about a mean square; the norm itself gets small, though more slowly than GClip's, where alpha < 2.",
        at=((32 / u, {"u": 64}, 1 / 2),),
    ),
    Claim(
        Order(number(1), "Omega", ceiling=Known(5 / m, IN_THE_MEAN), search=DRAWN),
        part="in the mean",
        cause="instance",
        why="The mean of the least norm is finite, and goes to 0 with K.",
    ),
    Claim(BIAS, REPAIRED, "the mean of clipped noise"),
    Claim(SQUARE, REPAIRED, "its mean square"),
    Claim(SELDOM, REPAIRED, "how often it is clipped"),
    Claim(Order(1 / u, "O", ceiling=CEILING, search=DRAWN), REPAIRED, "the square of the norm", second=LINES),
)
