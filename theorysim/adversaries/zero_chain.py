"""Show the gradient of the chain f_d, which uncovers one coordinate after the other. Thesis, section 4.7.7, with the exact oracle.

A zero-respecting method moves no coordinate of which it has seen no gradient other than 0. Started at 0 it has, after n gradients, moved
n coordinates at most: for n < d the gradient is still at least 2 epsilon long (lemma 4.7.9). scale = 304 epsilon/L, and d is the largest
that a gap of Delta allows, Delta L/(7296 epsilon^2).
"""

from theorysim.domains import Asked, Positive
from theorysim.entries import Adversary, less
from theorysim.objectives.chain import chain


def steepness(L: Positive = 152):
    return L


def gap(Delta: Positive = 96):
    return Delta


def scale(L: Positive = 152, epsilon: Positive = 1 / 2):
    return 304 * epsilon / L


def length(L: Positive = 152, Delta: Positive = 96, epsilon: Positive = 1 / 2):
    return Delta * L / (7296 * epsilon * epsilon)


def before_the_last(L: Positive = 152, Delta: Positive = 96, epsilon: Positive = 1 / 2):
    return Delta * L / (7296 * epsilon * epsilon) - 1


def steep(g_norm: Asked, epsilon: Positive = 1 / 2):
    return epsilon, g_norm


zero_chain = Adversary(
    lambda points: chain,
    {"L": steepness, "scale": scale},
    less(steep, "the gradient is longer than epsilon"),
    before_the_last,
    ("text-4.7.7-gradient", "lemma-4.7.9-2"),
    steepness,
    gap,
    dimension=length,
    shows_values=False,
)
