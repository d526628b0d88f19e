"""E|x_(t+1) - x_t|^2 <= G^2/q, and G^2 bounds the expected norm of g: G^2/q^2 is meant, and the expected squared norm.

A step is eta_t m_t, no longer than |m_t|/q. Where q < 1 (it has delta below the fraction bar) G^2/q is less than G^2/q^2, and on L x
without noise each step is G/(p G + q): for large delta more than the print. A gradient of norm L < 1 has a norm above L^2. E|m_t|^2 <=
G^2, as m_t is an average.
"""

from theorysim.letters import equals
from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.eq_5_9_5_11 import SECOND_MOMENT
from theorysim.statements.chapter5.notation import L, delta, epsilon, sigma
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, SMALL, G, M, beta, g, p, q

p_there = 64 * G**2 * log(16 * G / epsilon) / (delta * epsilon**2)
of_line = G / (p_there * G + 4 * G * p_there)  # the length of a step on L x without noise, where G = L
printed = of_line**2 <= G**2 / (4 * G * p_there)
norm = L <= L**2 + sigma**2
no_longer = (M / (p * M + q)) ** 2 <= M**2 / q**2
average = (beta * M + (1 - beta) * g) ** 2 <= beta * M**2 + (1 - beta) * g**2
REPAIRED = "repaired: G^2/q^2, and the expected squared norm"

statement = Statement(
    "text-5.5-step-variance",
    Claim(
        Relation((printed.in_words("on L x without noise a step squared is at most G^2/q"),), (SMALL,), SIZES),
        part="a step",
        cause="exponent",
        why="A step is up to |m|/q long, and its square has q^2: where q < 1 that is more than G^2/q.",
        at=((of_line * log(16 * G / epsilon), {"G": 1, "epsilon": 1, "delta": 64}, 1 / 5),),
    ),
    Claim(
        Relation((norm.in_words("without noise on L x, the norm of g is at most G^2"),), (equals(sigma, 0),), SIZES),
        part="the norm of g",
        cause="exponent",
        why="G^2 bounds the mean of |g|^2; where G < 1 the norm may be more.",
    ),
    Claim(Relation((no_longer,), search=SIZES), REPAIRED, "a step"),
    Claim(Relation((average,), search=SIZES, hints=(0 <= beta * (1 - beta) * (M - g) ** 2,)), REPAIRED, "the square of an average"),
    Claim(SECOND_MOMENT, REPAIRED, "the squared norm of g"),
)
