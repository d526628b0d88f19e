"""x_{k+1} = x_k - eta_k g_k, where g is an unbiased stochastic gradient, E[g(x)] = grad f(x).

The print has grad f(x, xi), which still holds the mini-batch xi that the mean is taken over; with f(x) = E f(x, xi) before it, grad f(x)
is read. The oracles of the catalogue that the chapter speaks of are unbiased; of Pareto's noise, u and 1 - u are as likely.
"""

from theorysim.domains import Real
from theorysim.letters import equals, letter
from theorysim.methods.sgd import sgd
from theorysim.model import Claim, Relation, Statement
from theorysim.oracles.bounded import bounded
from theorysim.oracles.bounded_rare import bounded_rare
from theorysim.oracles.few_atoms import few_atoms
from theorysim.statements.chapter4.notation import eta, p, sigma, x

g = letter("g", Real)
(step,) = sgd.stages

moved = equals(step(x, g, 1, eta), x - eta * g)
signs = equals((bounded.perturb(g, 1, sigma) + bounded.perturb(g, 0, sigma)) / 2, g)
chance = p / (1 + p)  # all chances in (0, 1/2] are of that form
rare = equals(chance * bounded_rare.perturb(g, 0, sigma, chance) + (1 - chance) * bounded_rare.perturb(g, 1, sigma, chance), g)
few = equals((9 * few_atoms.perturb(g, 0, sigma) + few_atoms.perturb(g, 1, sigma)) / 10, g)

statement = Statement(
    "eq-4.1",
    Claim(
        Relation((moved,)),
        part="the step",
        at=((moved, {"x": 1, "g": 2, "eta": 3}, -5),),
        cause="glyph",
        why="A mean over xi does not depend on xi: the xi in grad f(x, xi) is one too many.",
    ),
    Claim(Relation((signs,)), part="signs"),
    Claim(Relation((rare,)), part="two points"),
    Claim(Relation((few,)), part="few atoms"),
)
