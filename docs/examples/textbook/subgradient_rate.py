"""Bound the least gap so far by L R/sqrt(k + 1) after k steps, each R/sqrt(k + 1) long. Nesterov (2018), theorem 3.2.2."""

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.domains import Count, Positive
from theorysim.letters import letters
from theorysim.maths import sqrt
from theorysim.methods.subgradient_descent import subgradient_descent
from theorysim.model import Claim, Statement, after
from theorysim.quantities.gap import gap

L, R = letters("L R", Positive)
(k,) = letters("k", Count)  # fixed in advance: the steps know it

walked = after(gap, subgradient_descent, over=(convex, lipschitz), least=True, h=R / sqrt(k + 1), decay=0)
rate = walked <= L * R / sqrt(k + 1)
subgradient_rate = Statement("subgradient_rate", Claim(rate.within({"L": (1 / 64, 64)})))
