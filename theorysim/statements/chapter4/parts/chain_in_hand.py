"""The chain of section 4.7.7 as one that can be held, with the epsilon and p that theorem-4.4.4 chooses from k: its bound is epsilon."""

from theorysim.maths import power, sqrt
from theorysim.methods.sgd import sgd
from theorysim.model import Hidden, Instance, Uncovered
from theorysim.objectives.chain import chain
from theorysim.oracles.bernoulli_chain import bernoulli_chain
from theorysim.quantities.progress import progress
from theorysim.statements.chapter4.notation import L, alpha, beta, k
from theorysim.statements.chapter4.parts.scaled_chain import Delta

root = sqrt(Delta * L)
v = 1 / power(k, beta / (3 * alpha - 2))
epsilon = root * v / 140
scale = 304 * epsilon / L
room = Delta * L / (7296 * epsilon**2)
p = power(92 * epsilon / root, alpha / beta)

CHAIN = Instance(
    sgd,
    chain,
    bernoulli_chain,
    (Hidden("", {"objective.L": L, "objective.scale": scale, "oracle.p": p, "oracle.scale": scale}),),
    steps=k,
    until="gradient_norm",
    bounds={"printed": epsilon},
    search={"k": (1, 10**4), "alpha": (1.05, 2), "L": (1e-3, 1e3), "Delta": (1e-3, 1e3)},
    begin={"k": 100, "alpha": 1.5, "L": 1, "Delta": 1},
    largest=46 * epsilon * sqrt(room),  # a coordinate is at most 23 in the units of f_d, lemma 4.7.9, item 3
    hides="Hidden is the coordinate after the last that was reached: an answer shows it with probability p only, 1/p times too large.",
    learned=Uncovered(progress, {"beta": scale / 4}, room),
    against="any zero-respecting algorithm",
    start=0,
    dimension=room,
)
