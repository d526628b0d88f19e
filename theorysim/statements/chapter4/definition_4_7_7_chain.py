"""prog_b(x), the highest index whose entry is above b in size, is said to be in [d]; f_d, Psi and Phi are those of the shipped chain.

At x = 0, where every algorithm begins, no index is: the set is empty, and 0 is not in [d]. Meant is prog_b(x) in {0, ..., d} with
x_(0) = 1, as Psi(1) in f_d has it. `size` is the largest |x_(i)|.
"""

from theorysim.domains import Nonnegative
from theorysim.letters import letters
from theorysim.maths import e, exp, maximum, sqrt
from theorysim.model import Claim, Executed, Relation, Statement
from theorysim.objectives.chain import Phi, Psi, chain

size, b, higher, entry = letters("size b higher entry", Nonnegative)
not_empty = b < size
decreasing = b < entry
SEARCH = {"size": (0, 100), "b": (0, 1), "higher": (0, 1), "entry": (0, 100)}


def ingredients():
    """Psi is 0 at 1/2, 1 at 1, and exp(3/4) at 3/2."""
    return Psi(0.5) + 10 * Psi(1.0) + 100 * Psi(1.5), 10 + 100 * exp(3 / 4)


def integral():
    """Phi(x) + Phi(-x) is sqrt(2 pi e), whatever x, and Phi(0) half of it."""
    return Phi(0.75) + Phi(-0.75), 2 * Phi(0.0)


def sums():
    """In two dimensions f is -Psi(1) Phi(a) + Psi(-a) Phi(-b) - Psi(a) Phi(b), for all signs of a and b."""
    came = meant = 0.0
    for weight, (a, b) in enumerate(((2.0, 0.5), (2.0, -0.5), (-2.0, 0.5), (-2.0, -0.5), (0.25, 3.0)), 1):
        came += weight * (chain.value(0, a, 1) + chain.value(a, b, 2))
        meant += weight * (-Psi(1.0) * Phi(a) + Psi(-a) * Phi(-b) - Psi(a) * Phi(b))
    return came, meant


def at_zero():
    """At 0 the gradient is -sqrt(e) along the first coordinate, and 0 along the second."""
    return chain.gradient(0, 0.0, 0.0, 1, 2) + 10 * chain.gradient(0.0, 0.0, 0.0, 2, 2), -sqrt(e)


statement = Statement(
    "definition-4.7.7-chain",
    Claim(
        Relation((not_empty.in_words("some entry is b-far from zero"),), search=SEARCH),
        part="prog in [d]",
        cause="index",
        why="At x = 0 no entry is far from zero: the set is empty, and prog is 0, which is not in [d].",
        at=((not_empty, {"b": 1, "size": 2}, 1),),
    ),
    Claim(Relation((decreasing,), (b <= higher, higher < entry), SEARCH), part="prog decreases in b"),
    Claim(Executed((ingredients, integral, sums, at_zero)), part="the shipped chain"),
    Claim(
        Relation((b < maximum(1, size),), (b < 1,), SEARCH),
        "repaired: prog_b(x) in {0, ..., d}, with x_(0) = 1",
        why="The entry number 0 is 1: for b < 1 there always is an index; for b = 1, as item 5 has it, the largest of none is 0.",
    ),
)
