"""Relations that are false, or mean nothing, at one point or on one side: where something under a word is 0 or negative."""

import random
from collections.abc import Callable
from fractions import Fraction

from .case import Made, Said, related
from .exactly import Number

VANISH = (  # at least 0, and 0 where z is, only there
    "({z})*({z})",
    "({z})**4",
    "sqrt(({z})*({z}))",
    "sqrt(({z})**4)",
    "log(1 + ({z})*({z}))",
    "exp(({z})*({z})) - 1",
    "absolute({z})",
    "power(({z})*({z}), 3/2)",
    "maximum(({z})*({z}), -1 - x*x)",
    "({z})*({z})/(1 + x*x)",
    "({z})*({z})*(1 + exp(x))",
    "1 - 1/(1 + ({z})*({z}))",
    "absolute({z})*sqrt(1 + x*x)",
    "where({z} < 0, -({z}), {z})",
    "minimum(({z})*({z}), 1 + x*x)",
    "sqrt(1 + ({z})*({z})) - 1",
    "1 - exp(-({z})*({z}))",
    "log(1 + absolute({z}))",
    "maximum({z}, -({z}))",
    "power(({z})**4, 1/4)",
    "sqrt(absolute({z}))",
    "exp(absolute({z})) - 1",
    "({z})*({z}) + absolute(({z})*({z})*({z}))",
    "where({z} > 0, ({z})**2, ({z})**4)",
    "({z})*({z})*({z})*({z})/(1 + absolute({z}))",
    "log(1 + ({z})**2)*exp(x - x*x)",
    "absolute({z})/(1 + absolute({z}))",
)
KEPT = 10  # of these are defined for a z of any sign


def place(draw: random.Random) -> tuple[str, Number, str]:
    """Draw where x is to be: return what is 0 there and to the left of it negative, the place, and a number below it as text, over 1."""
    if draw.random() < 0.3:
        d = draw.choice((2, 3, 5, 6, 7, 10, 1234567))
        return f"x*x - {d}", Number(0, 1, d), f"x*x - {d}"
    q = draw.choice((1, 1, 2, 3, 7, 100, 9973))
    p = draw.choice((1, 2, 3, 5, 12347, 10**9 + 7)) * draw.choice((1, 1, 1, q))
    if draw.random() < 0.25 and p * q < 10**6:  # written out, so that nobody sees the square
        return f"{q}*x - {p}", Number(Fraction(p, q)), f"{q}*x - {p}"
    return f"{q}*x - {p}" if q > 1 else f"x - {p}", Number(Fraction(p, q)), f"{q}*x - {p}"


def at_the_edge(draw: random.Random) -> Made:
    """State that what vanishes at one point is positive."""
    z, x, gap = place(draw)
    small, takes = draw.choice(VANISH).format(z=z), {"x": draw.choice(("Real", "Positive"))}
    factor = draw.choice(("{}", "{}", "({})*x*x", "({})/x", "({})*exp(x)", "({})*sqrt(x)", "3*({})", "sqrt({})"))
    if factor not in ("{}", "3*({})", "sqrt({})"):
        takes = {"x": "Positive"}
    left, right = draw.choice((("0", "{}"), ("x", "x + {}"), ("1", "1 + {}"), ("-({})", "0"), ("1", "exp({})"), ("-({})", "{}")))
    positive = factor.format(small)
    wrong = Said(takes, ((left.format(positive), "<", right.format(positive)),))
    way = draw.randrange(3)
    if way == 0:
        mended, why = Said(takes, ((left.format(positive), "<=", right.format(positive)),)), "what vanishes is at least 0"
    elif way == 1:
        mended, why = Said(takes, wrong.links, (("0", "<", gap),)), "the point is left out"
    else:
        more = factor.format(f"1 + {small}")
        mended, why = Said(takes, ((left.format(more), "<", right.format(more)),)), "1 and what is at least 0"
    return related("strict at the edge", wrong, {"x": x}, mended, why)


GONE = (  # relations that hold wherever z is not 0, and mean nothing there
    ("x*({z})/({z})", "==", "x"),
    ("0", "<=", "1/({s})"),
    ("0", "<=", "({s})/({s})"),
    ("({z})*({z})/({z})", "==", "{z}"),
    ("0/({z})", "==", "0*x"),
    ("1/(1/({z}))", "==", "{z}"),
    ("absolute({z})/absolute({z})", "<=", "1"),
    ("-1", "<=", "({z})/sqrt(({z})**2)"),
    ("log(({z})*({z}))", "==", "2*log(absolute({z}))"),
    ("0", "<=", "minimum(1, 1/({s}))"),
    ("0", "<", "power({s}, -1/2)"),
    ("-(x*x)", "<=", "1/absolute({z})"),
    ("0", "<=", "where(1/({s}) > 0, 1, 2)"),
    ("0*x", "==", "0*log({s})"),
    ("0", "<", "1 + 0*x/({z})"),
    ("0", "<=", "maximum(1/({s}), -1)"),
    ("({z})**3/({z})", "==", "({z})*({z})"),
    ("x*x", "<=", "x*x + ({z})**2/({s})"),
    ("1/(1 + 1/({s}))", "<=", "1"),
    ("0", "<=", "exp(-1/({s}))"),
    ("power({s}, -2)*power({s}, 2)", "==", "1 + 0*x"),
)


def hole(draw: random.Random) -> Made:
    """State what means nothing at one point and holds at all others."""
    z, x, gap = place(draw)
    link = draw.choice(GONE)
    filled = tuple(side.format(z=z, s=f"({z})*({z})") for side in link)
    takes = {"x": "Real" if draw.random() < 0.5 else "Positive"}
    wrong = Said(takes, (filled,))  # type: ignore[arg-type]
    right = Said({"x": "Positive"}, wrong.links, (("0", "<", gap),))
    return related("a hole", wrong, {"x": x}, right, "the hole is left out")


ONE_SIDED = (  # hold where z is positive; false, or without meaning, where it is negative
    ("sqrt({z})*sqrt({z})", "==", "{z}"),
    ("sqrt(({z})*({z}))", "==", "{z}"),
    ("log(({z})*({z}))", "==", "2*log({z})"),
    ("exp(log({z}))", "==", "{z}"),
    ("power(({z})*({z}), 1/2)", "<=", "{z}"),
    ("power({z}, x)*power({z}, -x)", "==", "1"),
    ("power({z}, 1/2)*power({z}, 3/2)", "==", "({z})*({z})"),
    ("sqrt(x*x*({z}))", "==", "absolute(x)*sqrt({z})"),
    ("power(({z})*({z}), 3/2)", "==", "({z})**3"),
    ("absolute({z})", "==", "{z}"),
    ("1", "<", "exp({z})"),
    ("0", "<", "({z})**3"),
    ("1 + {z} + ({z})**2/2", "<=", "exp({z})"),
    ("0", "<=", "sqrt({z})"),
    ("0*x", "==", "0*log({z})"),
    ("log(1 + {z})", "<=", "{z}"),
    ("power(({z})**2, 1/4)", "==", "sqrt({z})"),
    ("power(({z})**6, 1/6)", "<=", "{z}"),
    ("0", "<", "power({z}, 1/2) + exp(x)"),
    ("1", "<=", "1 + ({z})**5"),
    ("power(2, {z})*power(2, {z})", "==", "power(4, {z})*where({z} > 0, 1, 2)"),
    ("maximum({z}, 0)", "==", "{z}"),
    ("0", "<=", "where({z} < 0, -1, 1)"),
    ("0", "<=", "({z})/absolute({z})"),
)


def one_side(draw: random.Random) -> Made:
    """State for all x what holds on one side of a place."""
    z, x, gap = place(draw)
    link = tuple(side.format(z=z) for side in draw.choice(ONE_SIDED))
    wrong = Said({"x": "Real"}, (link,))  # type: ignore[arg-type]
    right = Said({"x": "Positive"}, (link,), (("0", "<", gap),))  # type: ignore[arg-type]
    below = Number(Fraction(draw.choice((-3, -1, 0, 1)))) if x.b else x - Fraction(draw.choice((1, 2, 50)), draw.choice((1, 100)))
    return related("one side of a zero", wrong, {"x": below}, right, "the other side is left out")


KINDS: tuple[Callable[[random.Random], Made], ...] = (at_the_edge, hole, one_side)
