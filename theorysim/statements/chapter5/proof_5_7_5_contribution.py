"""For K >= (64 G^2/epsilon^2) log(16 G/epsilon) beta^K <= epsilon/(16 G), and for K <= p delta each y_i is within K/p <= delta of x_(t-K).

log(1 - x) <= -x makes beta^K at most e^(-ell) = epsilon/(16 G), ell = log(16 G/epsilon). A step is no longer than 1/p. The two bounds on
K are the same number p delta, so that both ask K = p delta, which is no whole number as a rule: each is judged on its own.
"""

from theorysim.domains import Nonnegative, Positive
from theorysim.letters import equals, letter
from theorysim.maths import exp, log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import K, delta, epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, G, M, b, ell, p, p_of, q

x = letter("x", Positive)  # epsilon^2/(64 G^2), so that beta = 1 - x
far = letter("far", Nonnegative)  # how far i steps lead
i = letter("i", Nonnegative)
logarithm = log(b) <= b - 1  # b is beta
exponential = equals(exp(-log(16 * G / epsilon)), epsilon / (16 * G))
step = M / (p * M + q) <= 1 / p
one_more = far + M / (p * M + q) <= (i + 1) / p
close = far <= delta
same = equals(p_of * delta, 64 * G**2 / epsilon**2 * ell)
DRAWN = SIZES | {"x": (1e-6, 0.9), "K": (1, 1e6), "far": (1e-3, 1e3), "i": (1, 1e3)}

statement = Statement(
    "proof-5.7.5-contribution",
    Claim(Relation((logarithm,), search=DRAWN), part="log(1 - x) <= -x, with x = 1 - beta"),
    Claim(Relation((K * -x <= -ell,), (ell / x <= K,), DRAWN), part="K of them"),
    Claim(Relation((exponential,), search=DRAWN), part="beta^K", at=((exponential, {"G": 1, "epsilon": 8}, 1 / 2),)),
    Claim(Relation((step,), search=DRAWN), part="a step"),
    Claim(Relation((one_more,), (far <= i / p,), DRAWN), part="one step more"),
    Claim(Relation((close,), (far <= K / p, K <= p * delta), DRAWN), part="K of them stay in the ball"),
    Claim(Relation((same,), search=DRAWN), part="p delta is that number"),
)
