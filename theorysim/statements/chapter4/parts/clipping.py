"""What clipping at tau makes of g = grad f + n: its length, and its bias along a unit vector u, with w = <u, n> and c = <u, grad f>.

E[w] = 0, so 1 is the price along u: then the bias is that of clip(g) - g, which is 0 where g is not clipped.
"""

from theorysim.domains import Real
from theorysim.letters import letter, number
from theorysim.maths import minimum, where
from theorysim.model import Expected, Moment
from theorysim.statements.chapter4.notation import SIZES, G, alpha, r, s, sigma, tau

c, w = letter("c", Real), letter("w", Real)
size = minimum(s, tau)  # |clip(g)|
kept = minimum(1, tau / where(0 < s, s, 1))  # clip(g) = kept g; 0/0 is read as 1
bias = kept * (c + w) - c  # <u, clip(g) - grad f>
ONE = number(1)

# exact checks are over all letters > 0; a search draws within these
DRAWN = {name: (1e-3, 1e3) for name in (*SIZES, "tau", "grad")} | {"alpha": (1.01, 2), "c": (-1e3, 1e3)}


def under_noise(check, given=(), price=None, along=None, lines=(), bound=sigma):
    """State an expectation under assumption 4.4.1: E|n|^alpha <= sigma^alpha."""
    return Expected(check, given, search=DRAWN, lines=lines, moments=(Moment(r, alpha, bound, price),), along=along)


def under_gradient(check, given=(), price=None, along=None, lines=(), bound=G):
    """State an expectation under assumption 4.4.3: E|g|^alpha <= G^alpha."""
    return Expected(check, given, search=DRAWN, lines=lines, moments=(Moment(s, alpha, bound, price),), along=along)
