"""-E[h <g, grad f>] + (C/2) E[h^2 |g|^2] = E[-h + (C/2) h^2] G^2 + E[h (-1 + C h) a] + (C/2) E[h^2 r^2]: the two lines after (3.12).

|g|^2 is expanded, and the terms are put in order: an identity at every outcome, whatever the step. G = |grad f|, C = 5 L0 + 4 L1 G,
a = <grad f, g - grad f>, r = |g - grad f|.
"""

from theorysim.domains import Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Expected, Relation, Statement
from theorysim.statements.chapter3.notation import L0, L1, G, a, h, r, s
from theorysim.statements.chapter3.parts.noisy_steps import NOISY_RANGES, C, printed

C_G = C(G, L0, L1).named("C")
square = equals(C_G / 2 * h**2 * s**2, C_G / 2 * h**2 * (G**2 + r**2 + 2 * a)).in_words("(C/2) E[h^2 |g|^2] is expanded")


def in_order(dot, s2, G2, a, r2, c):
    """State -h <g, grad f> + (c/2) h^2 |g|^2 by its terms in |grad f|^2, <grad f, g - grad f> and |g - grad f|^2."""
    return equals(-h * dot + c / 2 * h**2 * s2, (-h + c / 2 * h**2) * G2 + h * (-1 + c * h) * a + c / 2 * h**2 * r2)


order = in_order(G**2 + a, G**2 + r**2 + 2 * a, G**2, a, r**2, C_G).in_words("and its terms are put in order")

# the same in coordinates: the gradient is (u, v, w), the noise (x, y, z), and c = 5 L0 + 4 L1 |grad f|
u, v, w, x, y, z = letters("u v w x y z", Real)
c = letter("c", Positive)
SPACE = {name: (-1e2, 1e2) for name in "uvwxyz"} | {"h": (1e-3, 1e1), "c": (1e-3, 1e3)}
in_space = in_order(
    (u + x) * u + (v + y) * v + (w + z) * w,
    (u + x) ** 2 + (v + y) ** 2 + (w + z) ** 2,
    u**2 + v**2 + w**2,
    u * x + v * y + w * z,
    x**2 + y**2 + z**2,
    c,
).in_words("in coordinates")

statement = Statement(
    "eq-3.12-expansion",
    Claim(
        Expected(square, (), printed, search=NOISY_RANGES),
        part="square",
        cause="glyph",
        why='A "]" is lost: E[-h_k + (C/2) h_k^2 ||grad f||^2 is read as E[-h_k + (C/2) h_k^2] ||grad f||^2, as (3.13) goes on.',
        at=((square, {"G": 1, "r": 1, "a": 1, "s": 2, "h": 1, "L0": 1, "L1": 1}, 18),),
    ),
    Claim(
        Expected(order, (), printed, search=NOISY_RANGES),
        part="order",
        second=(Relation((in_space,), search=SPACE),),
        at=(
            (order, {"G": 1, "r": 1, "a": 1, "h": 1, "L0": 1, "L1": 1}, 16),
            (in_space, {"u": 1, "v": 0, "w": 0, "x": 1, "y": 0, "z": 0, "h": 1, "c": 9}, 16),
        ),
    ),
)
