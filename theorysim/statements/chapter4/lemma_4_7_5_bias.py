"""Clipping a coordinate at tau: |E clip(g) - g'|^2 <= B^(2 alpha) tau^(-2(alpha - 1)), where E|g|^alpha <= B^alpha and g' is the mean of g.

Without the square, in one dimension: c is the partial derivative, c + w what is seen of it, and the sign of u is either. It is Lemma
4.7.1 in one dimension, and the bound may be multiplied by the same share as there.
"""

from theorysim.model import Claim, Statement
from theorysim.statements.chapter4.lemma_4_7_1 import LINES, share
from theorysim.statements.chapter4.notation import B, alpha, beta, tau
from theorysim.statements.chapter4.parts.clipping import ONE, bias, under_gradient

length = bias <= B**alpha * tau**-beta
sharpest = bias <= share * B**alpha * tau**-beta

statement = Statement(
    "lemma-4.7.5-bias",
    Claim(
        under_gradient(length, price=tau**-beta, along=ONE, bound=B),
        second=(under_gradient(sharpest, price=share * tau**-beta, along=ONE, lines=LINES, bound=B),),
        at=((length, {"s": 4, "c": 1, "w": 3, "tau": 2, "B": 2, "alpha": 2}, 1),),
    ),
)
