"""The oracle answers (x, d) with f(x) and a g of the generalized gradient with <g, d> = f'(x; d); or with g plus noise of variance
sigma^2.

Shown: the shipped functions answer so at a kink of any slopes, at any x and along any d; at the point where all three pieces of max{x, y,
-x - y} meet; and, of the shipped network, at each point of a grid along many directions. A single element of the set will not do for
every d: the right slope at a kink fails along d < 0. With noise: two signs; and the shipped law of two atoms, whose variance is 9 times
its scale squared.
"""

from theorysim.domains import Nonnegative, PositiveCount, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.objectives.max_of_affine import max_of_affine
from theorysim.oracles.few_atoms import few_atoms
from theorysim.oracles.noisy_direction import noisy_direction
from theorysim.statements.chapter5.lemma_5_2_1 import network
from theorysim.statements.chapter5.notation import sigma, x
from theorysim.statements.chapter5.parts.kink import SEARCH, a, along, b, d, directional, high, low, t

fits = equals(along(x, d) * d, directional(x, d))
inside = (low <= along(0, d), along(0, d) <= high)
one_for_all = b * d < directional(0, d)

v, w, g, v_2, w_2 = letters("v w g v_2 w_2", Real)
p, q = max_of_affine.gradient(0, 0, v, w)
corner = equals(max_of_affine.value(t * v, t * w), t * (p * v + q * w))
subgradient = p * v_2 + q * w_2 <= max_of_affine.value(v_2, w_2)

dimension, scale = letter("dimension", PositiveCount), letter("scale", Nonnegative)
signs = tuple(noisy_direction.perturb(g, v, z, dimension, sigma) for z in (0, 1))
unbiased = equals((signs[0] + signs[1]) / 2, g)
variance = equals(dimension * ((signs[0] - g) ** 2 + (signs[1] - g) ** 2) / 2, sigma**2)
atoms = tuple(few_atoms.perturb(g, z, scale) for z in (0, 1))  # with the probabilities 9/10 and 1/10
spread = (9 * (atoms[0] - g) ** 2 + (atoms[1] - g) ** 2) / 10
DRAWN = SEARCH | {name: (-100, 100) for name in ("x", "v", "w", "g", "v_2", "w_2")} | {"sigma": (0, 100), "scale": (0, 100)}

statement = Statement(
    "assumption-5.3.1",
    Claim(Relation((fits, *inside), search=DRAWN), part="kink", at=((along(x, d) * d, {"x": 0, "a": 2, "b": 5, "d": -1}, -2),)),
    Claim(Relation((one_for_all,), (d < 0, a < b), DRAWN), part="one g for every d, not"),
    Claim(Relation((corner, subgradient), search=DRAWN), part="max{x, y, -x - y}"),
    Claim(Executed((network,)), part="a network of rectifiers"),
    Claim(Relation((unbiased, variance), search=DRAWN | {"dimension": (1, 50)}), part="noise: two signs"),
    Claim(Relation((spread <= sigma**2,), (3 * scale <= sigma,), DRAWN), part="noise: two atoms", at=((spread, {"g": 7, "scale": 2}, 36),)),
    Claim(Relation((sigma**2 < spread,), (sigma < 3 * scale,), DRAWN), part="noise: two atoms of a larger scale, not"),
)
