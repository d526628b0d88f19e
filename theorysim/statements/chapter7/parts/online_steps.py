"""A method without values, whose calls have no logarithm: steps of online gradient descent (Cutkosky, Mehta and Orabona, 2023).

It moves by Delta_n, |Delta_n| <= D, and asks the oracle at a uniform point w of the segment walked, along Delta_n. The answer g sets the
next step, P(Delta_n - eta g), P the projection onto the ball of radius D; every N steps Delta_n starts at 0 again. As in section 5.7.5 the
mean of <g, Delta_n> is that of f(x_(n+1)) - f(x_n). A block's w lie within N D = delta of its start: the mean of the gradients there is in
Goldstein's set, and `near` is the mean of its length. The start of a block drawn at random is returned.

u, of length D, is opposite to the block's mean gradient: the sum of <g, u> is at most -N D near + D noise, in the mean, where `noise` is
the length of a sum of N errors that have the mean 0, each given those before, so that its square has a mean of at most N sigma^2.
"""

from theorysim.domains import Nonnegative, Positive, PositiveCount, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import lines
from theorysim.statements.chapter5.notation import RANGES, Delta, delta, epsilon, sigma

G, D, eta, a = letters("G D eta a", Positive)  # G^2 bounds the second moment of g; a is a length above D
lean, slope, regret, fall = letters("lean slope regret fall", Real)
before, after, near, noise, square, fails = letters("before after near noise square fails", Nonnegative)
r, blocks = letters("r blocks", Positive)  # r^2 = N
n = letter("n", PositiveCount)
calls = letter("calls", PositiveCount)

closer = D**2 - 2 * lean * (D / a) + D**2 <= a**2 - 2 * lean + D**2  # |P(v) - u|^2, |v - u|^2, where |v| = a, <v, u> = lean
one_step = 2 * eta * slope <= before - after + eta**2 * G**2  # slope is the mean of <g, Delta_n - u>, before that of |Delta_n - u|^2
so_far = 2 * eta * regret <= D**2 - before + n * eta**2 * G**2
next_one = 2 * eta * (regret + slope) <= D**2 - after + (n + 1) * eta**2 * G**2
at_the_end = regret <= D * G * r
of_errors = noise <= r * sigma
of_a_block = D * r**2 * near <= fall + D * r * (G + sigma)
in_all = blocks * delta * near <= Delta + blocks * D * r * (G + sigma)  # near is the mean over the blocks now
in_the_mean = near <= Delta / (delta * blocks) + (G + sigma) / r
a_third = near <= epsilon / 3
succeeds = 3 * fails <= 1
few_blocks = 6 * Delta / (delta * epsilon) + 1
by_block = calls <= r**2 * few_blocks
short = r**2 <= 37 * (G + sigma) ** 2 / epsilon**2
most = 37 * (G + sigma) ** 2 / epsilon**2 * few_blocks
counted = calls <= most

MANY = (6 * Delta / (delta * epsilon) <= blocks, 36 * (G + sigma) ** 2 / epsilon**2 <= r**2)
WHOLE = (r**2 <= 36 * (G + sigma) ** 2 / epsilon**2 + 1, blocks <= few_blocks)  # rounded up
SMALL = epsilon <= G
SIZES = (
    RANGES
    | {name: (1e-3, 1e3) for name in ("G", "D", "eta", "a", "before", "after", "near", "noise", "square", "r", "blocks", "sigma")}
    | {name: (-1e3, 1e3) for name in ("lean", "slope", "regret", "fall")}
    | {"n": (1, 1e3), "fails": (0, 1), "calls": (1, 1e9)}
)

LINES = lines(
    SIZES,
    (closer, D < a, lean <= a * D),
    (one_step, after <= before - 2 * eta * slope + eta**2 * G**2),
    (next_one, so_far, one_step),
    (at_the_end, 2 * eta * regret <= D**2 + r**2 * eta**2 * G**2, equals(eta * G * r, D)),
    (of_errors, noise**2 <= square, square <= r**2 * sigma**2),
    (of_a_block, -fall <= regret - D * r**2 * near + D * noise, at_the_end, of_errors),
    (in_all, blocks * (D * r**2 * near) <= fall + blocks * D * r * (G + sigma), fall <= Delta, equals(D * r**2, delta)),
    (in_the_mean, in_all, equals(D * r**2, delta)),
    ((G + sigma) / r <= epsilon / 6, MANY[1]),
    (Delta / (delta * blocks) <= epsilon / 6, MANY[0]),
    (a_third, in_the_mean, (G + sigma) / r <= epsilon / 6, Delta / (delta * blocks) <= epsilon / 6),
    (succeeds, fails * epsilon <= near, a_third),
    (short, WHOLE[0], SMALL),
    (by_block, equals(calls, r**2 * blocks), WHOLE[1]),
    (r**2 * few_blocks <= most, short),
    (counted, by_block, r**2 * few_blocks <= most),
)
PARTS = (
    "the projection",
    "one step",
    "all steps so far",
    "a block of N steps",
    "the errors of N answers",
    "what a block gains",
    "all blocks",
    "the mean over the blocks",
    "N",
    "the number of blocks",
    "a third of epsilon",
    "Markov",
    "N, rounded up",
    "calls, by the block",
    "calls, at most",
    "calls",
)
