"""The analysis extends to q = 0 without noise, and leads to O(1/(epsilon^3 delta)), says the page. It leads to that times a logarithm.

beta, p and K are those of Theorem 5.5.1, G = L. c = 1 - beta = epsilon^2/(64 L^2), M and N are |m_t| and |m_(t+1)|, lean is <g,
m_t/|m_t|>: its mean is p times what f falls by, as each step is 1/p long. By N <= N^2/(2 M) + M/2 a step with M > epsilon/4 lessens |m| -
beta c p f by c epsilon/5 in the mean. So the first t with |m_t| <= epsilon/4 is at most 5 (64 L^3/epsilon^3 + p Delta/epsilon) in the
mean, and comes within three times that with a chance of 2/3. Then x_max(1, t - K) is stationary if beta^K <= epsilon/(16 L), K = p delta,
as it is for K >= 64 L^2 log(16 L/epsilon)/epsilon^2 rounded up (proof-5.7.5-contribution). T is of that order, times the logarithm, where
L delta <= 8 Delta: for all small delta. (Where m_t = 0 there is no step; the proof stops before.)

The logarithm is needed, with these parameters and such delta too: on max{-2 epsilon x, -Delta} from 0 each m is -2 epsilon and each step
1/p long, and no point y is stationary before y + delta is at the kink, Delta/(2 epsilon): p Delta/(4 epsilon) steps away at least.
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import equals, letter, letters
from theorysim.maths import log
from theorysim.model import Claim, Known, Order, Statement, lines
from theorysim.statements.chapter5.notation import RANGES, Delta, L, delta, epsilon, y

M, N, g, near = letters("M N g near", Nonnegative)
lean, fell, falls = letters("lean fell falls", Real)
beta, z, fails, still = letters("beta z fails still", Unit)  # z is beta^K; still: the chance that t was not met yet
c, p, K, T = letters("c p K T", Positive)
ell = letter("ell", Positive)  # log(16 L/epsilon), at least log(16) > 2.7 (eq-5.15)
steps = letter("steps", Nonnegative)  # the mean number of steps up to t

logarithm = log(16 * L) - log(epsilon)
few = 5 * (64 * L**3 / epsilon**3 + p * Delta / epsilon)
size = L**2 * Delta / (epsilon**3 * delta)
most = 15 * (64 * L**3 / epsilon**3 + 65 * size * ell) + 1

CHOSEN = (equals(64 * L**2 * c, epsilon**2), equals(beta, 1 - c), epsilon <= L)
tangent = N <= N**2 / (2 * M) + M / 2
next_m = N <= (1 + beta**2) / 2 * M + beta * c * lean + c**2 * g**2 / (2 * M)
drift = (1 + beta**2) / 2 * M + c**2 * g**2 / (2 * M) <= M - c * epsilon / 5
one_step = N <= M - c * epsilon / 5 + beta * c * lean
so_far = c * epsilon / 5 * steps + M <= L + beta * c * p * fell
one_more = c * epsilon / 5 * (steps + still) + N <= L + beta * c * p * (fell + falls)
summed = c * epsilon / 5 * steps <= L + c * p * Delta
cleared = epsilon**3 * steps / 5 <= 64 * L**3 + epsilon**2 * p * Delta
in_mean = steps <= few
markov = 3 * fails <= 1
ends = near <= epsilon / 3
p_rounded = p <= 65 * L**2 * ell / (delta * epsilon**2)
descents = p * Delta / epsilon <= 65 * size * ell
WIDE = L * delta <= 8 * Delta
LONG = 27 <= 10 * ell
SIZES = (
    RANGES
    | {name: (1e-3, 1e3) for name in ("L", "M", "N", "g", "near", "p", "K", "steps")}
    | {name: (-1e3, 1e3) for name in ("lean", "fell", "falls")}
    | {"c": (1e-6, 1 / 64), "beta": (0.9, 1), "T": (1, 1e9), "ell": (2.7, 30)}
)

CEILING = lines(
    SIZES,
    (tangent, 0 < M),
    (next_m, tangent, equals(N**2, beta**2 * M**2 + 2 * beta * c * lean * M + c**2 * g**2), 0 < M),
    (drift, *CHOSEN, epsilon / 4 <= M, g <= L),
    (one_step, next_m, drift),
    (one_more, so_far, N <= M - c * epsilon / 5 * still + beta * c * p * falls),
    (summed, so_far, fell <= Delta),
    (cleared, summed, CHOSEN[0]),
    (in_mean, cleared),
    (3 * steps <= T, in_mean, 3 * few <= T),
    (markov, fails * T <= steps, 3 * steps <= T),
    (16 * z <= 1, 16 * z * L <= epsilon, epsilon <= L),
    (ends, (1 - z) * near <= epsilon / 4 + z * L, 16 * z <= 1, 16 * z * L <= epsilon),
    (p_rounded, p * delta <= 64 * L**2 * ell / epsilon**2 + 1, epsilon <= L, LONG),
    (descents, p_rounded),
    (T <= most, T <= 3 * few + 1, descents),
    (1 <= 8 * size, WIDE, epsilon <= L),
    (T <= 7688 * size + 975 * size * ell, T <= most, WIDE, epsilon <= L),
    (T <= 9200 * size * ell, T <= 7688 * size + 975 * size * ell, LONG),
)
PARTS = (
    "the tangent",
    "|m| after a step",
    "while |m| > epsilon/4",
    "a step",
    "one step more, in the mean",
    "all steps",
    "with c",
    "steps",
    "T steps",
    "Markov",
    "beta^K",
    "Goldstein's distance",
    "p",
    "p Delta/epsilon",
    "T",
    "one call",
    "T, by size",
    "T, by size and logarithm",
)
floor = 16 * size * logarithm
far, slowly = Delta <= 4 * epsilon * y, p * Delta / (4 * epsilon) <= T  # y is the furthest point of T calls
many = 64 * L**2 * logarithm / (delta * epsilon**2) <= p
scaled = floor <= p * Delta / (4 * epsilon)
FLOOR = lines(
    SIZES,
    (far, Delta <= 2 * epsilon * (y + delta), 4 * epsilon * delta <= Delta),
    (slowly, far, p * y <= T),
    (scaled, many),
)
REPAIRED = "repaired: O(log(1/epsilon)/(epsilon^3 delta)), where L delta <= 8 Delta"
IN_CLASS = (2 * epsilon <= L, 4 * epsilon * delta <= Delta)

statement = Statement(
    "text-5.5-q-zero",
    Claim(
        Order(size, "O", floor=Known(floor, FLOOR), given=(*IN_CLASS, WIDE), search=SIZES),
        cause="constant",
        why="No step is longer than 1/p, and p = 64 L^2 log(16 L/epsilon)/(delta epsilon^2): its logarithm stays.",
        at=((size, {"L": 1, "Delta": 2, "epsilon": 1, "delta": 2}, 1),),
    ),
    *(Claim(line, REPAIRED, part) for line, part in zip(CEILING, PARTS, strict=True)),
    Claim(
        Order(size * ell, "O", ceiling=Known(9200 * size * ell, CEILING), given=(epsilon <= L, WIDE, LONG), search=SIZES),
        REPAIRED,
        "the order",
    ),
)
