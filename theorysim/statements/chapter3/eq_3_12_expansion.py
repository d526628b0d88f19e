"""The two lines after (3.12): |g_k|^2 is expanded, and the terms are put in order. An identity at every outcome, whatever the step."""

from theorysim.domains import Nonnegative, Positive, Real
from theorysim.letters import equals, letter, letters
from theorysim.model import Claim, Expected, Relation, Statement, same
from theorysim.statements.chapter3.parts.noisy_steps import NOISY_RANGES, C, printed

a = letter("a", Real)
G, r, s = letters("G r s", Nonnegative)
h, L0, L1 = letters("h L0 L1", Positive)


# (C/2) h^2 |g|^2, with |g|^2 = |grad f|^2 + |g - grad f|^2 + 2 <grad f, g - grad f>.
square = equals(C(G, L0, L1) / 2 * h * h * s * s, C(G, L0, L1) / 2 * h * h * (G * G + r * r + 2 * a))


def in_order(G: Nonnegative, r: Nonnegative, a: Real, h: Positive, L0: Positive, L1: Positive):
    """-h <g, grad f> + (C/2) h^2 (...) by its terms in |grad f|^2, <grad f, g - grad f> and |g - grad f|^2."""
    c = C(G, L0, L1)
    before = -h * (G * G + a) + c / 2 * h * h * (G * G + r * r + 2 * a)
    return before, (-h + c / 2 * h * h) * G * G + h * (-1 + c * h) * a + c / 2 * h * h * r * r


def in_space(u: Real, v: Real, w: Real, x: Real, y: Real, z: Real, h: Positive, c: Positive):
    """The same in coordinates: the gradient is (u, v, w), the noise (x, y, z), and c = 5 L0 + 4 L1 |grad f|."""
    G2, a, r2 = u * u + v * v + w * w, u * x + v * y + w * z, x * x + y * y + z * z
    dot = (u + x) * u + (v + y) * v + (w + z) * w
    s2 = (u + x) * (u + x) + (v + y) * (v + y) + (w + z) * (w + z)
    return -h * dot + c / 2 * h * h * s2, (-h + c / 2 * h * h) * G2 + h * (-1 + c * h) * a + c / 2 * h * h * r2


SPACE = {name: (-1e2, 1e2) for name in "uvwxyz"} | {"h": (1e-3, 1e1), "c": (1e-3, 1e3)}

statement = Statement(
    "eq-3.12-expansion",
    (
        Claim(
            Expected(square.in_words("(C/2) E[h^2 |g|^2] is expanded"), (), printed, search=NOISY_RANGES),
            part="square",
            cause="glyph",
            why='A "]" is lost: E[-h_k + (C/2) h_k^2 ||grad f||^2 is read as E[-h_k + (C/2) h_k^2] ||grad f||^2, as (3.13) goes on.',
            at=((square, {"G": 1.0, "r": 1.0, "a": 1.0, "s": 2.0, "h": 1.0, "L0": 1.0, "L1": 1.0}, 18.0),),
        ),
        Claim(
            Expected(same(in_order, "and its terms are put in order"), (), printed, search=NOISY_RANGES),
            part="order",
            second=(Relation((same(in_space, "in coordinates"),), search=SPACE),),
            at=((in_order, (1.0, 1.0, 1.0, 1.0, 1.0, 1.0), 16.0), (in_space, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 9.0), 16.0)),
        ),
    ),
)
