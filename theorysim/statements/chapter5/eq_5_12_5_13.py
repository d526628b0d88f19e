"""(5.12) regroups the third term of (5.10), (5.13) bounds what the changing step size leaves, and p G/q <= beta/2.

With share(M) = M^2/(p M + q), -|m_(t+1)|^2 eta_t is the first summand less share(|m_(t+1)|): summed, share(|m_(T+1)|) has the factor -1.
The print gives it beta^2 - 1, so that the two sides differ by beta^2 share(|m_(T+1)|), and only <= is true. (5.13) is (1 - beta)(M + g)
>= M - N, as the triangle has it, and for N <= M that share(N) <= share(M). p G/q is 1/4, and beta >= 63/64 where epsilon <= G.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Relation, Statement, lines
from theorysim.statements.chapter5.parts.stochastic_steps import (
    A_1,
    SIZES,
    SMALL,
    A_last,
    G,
    M,
    N,
    S,
    beta,
    beta_of,
    g,
    p,
    p_of,
    q,
    q_of,
    share,
)

extra = p * N**2 * (M - N) / ((p * M + q) * (p * N + q))
one_step = equals(-(N**2) / (p * M + q), extra - share(N))
others = S - A_1  # share(|m_t|) summed over t = 2, ..., T
left = -(others + A_last) + beta**2 * S  # less the sum of `extra`
right = beta**2 * A_1 + (beta**2 - 1) * (others + A_last)
triangle = M - N <= (1 - beta) * (M + g)
grows = share(N) <= share(M)
longer = extra <= 0
half = p_of * G / q_of <= beta_of / 2
crossed = p * N**2 * (1 - beta) * (M + g) / ((p * M + q) * (p * N + q))
first_part = extra <= crossed
split = equals(crossed, (1 - beta) * share(N) * (p * M / (p * M + q)) + (1 - beta) * p * g / (p * M + q) * share(N))
without_q = (p * M / (p * M + q) <= 1, (1 - beta) * p * g / (p * M + q) <= (1 - beta) * p * g / q)
REPAIRED = "repaired: <= in the last line of (5.12)"

PROOF = lines(
    SIZES,
    (one_step,),
    (left <= right, A_1 <= S),
    (longer, M <= N),
    (first_part, triangle),
    (split,),
    (without_q[0],),
    (without_q[1],),
    (grows, N <= M),
    (half, SMALL),
)
PARTS = ("a step", "the steps", "|m| has grown", "the triangle", "fractions", "at most 1", "at most 1/q", "it increases", "p G/q")

statement = Statement(
    "eq-5.12-5.13",
    Claim(Relation((one_step,), search=SIZES), part="(5.12), one step", at=((extra, {"p": 1, "q": 1, "M": 2, "N": 1}, 1 / 6),)),
    Claim(
        Relation((equals(left, right),), (A_1 <= S, beta < 1), SIZES),
        part="(5.12), summed",
        cause="constant",
        why="The last term has the factor -1 on the left and beta^2 - 1 on the right.",
        at=((left, {"S": 2, "A_1": 1, "A_last": 1, "beta": 1}, 0), (right, {"S": 2, "A_1": 1, "A_last": 1, "beta": 1}, 1)),
    ),
    Claim(Relation((longer,), (M <= N,), SIZES), part="(5.13), |m| has grown"),
    Claim(Relation((first_part,), (triangle,), SIZES), part="(5.13), the triangle"),
    Claim(Relation((split, *without_q), search=SIZES), part="(5.13), fractions"),
    Claim(Relation((grows,), (N <= M,), SIZES), part="(5.13), it increases"),
    Claim(Relation((half,), (SMALL,), SIZES), part="p G/q"),
    Claim(Relation((left <= right,), (A_1 <= S,), SIZES), REPAIRED, "(5.12), summed"),
)
