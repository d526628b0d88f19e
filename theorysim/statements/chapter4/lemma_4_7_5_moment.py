"""Clipping a coordinate at tau: E|clip(g)|^2 <= B^alpha tau^(2 - 2 alpha), where E|g|^alpha <= B^alpha for that coordinate g.

The proof is Lemma 4.7.1 in one dimension, whose exponent is 2 - alpha. As printed it fails for every tau > 1: g = tau = B, say.
"""

from theorysim.model import Claim, Statement
from theorysim.statements.chapter4.notation import B, alpha, tau
from theorysim.statements.chapter4.parts.clipping import size, under_gradient

bound = B**alpha * tau ** (2 - 2 * alpha)
printed = size**2 <= bound
mended = size**2 <= B**alpha * tau ** (2 - alpha)

statement = Statement(
    "lemma-4.7.5-moment",
    Claim(
        under_gradient(printed, bound=B),
        cause="exponent",
        why="The exponent of tau is that of the bias; with tau^(2 - alpha) both sides have the same dimension.",
        at=((bound, {"tau": 2, "B": 6, "alpha": 2}, 9),),
    ),
    Claim(
        under_gradient(mended, price=tau ** (2 - alpha), bound=B),
        "repaired: E|clip(g)|^2 <= B^alpha tau^(2 - alpha)",
        why="Lemma 4.7.1 in one dimension; g = tau = B attains it.",
        at=((mended, {"s": 4, "tau": 2, "B": 6, "alpha": 2}, 4),),
    ),
)
