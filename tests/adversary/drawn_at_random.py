"""Relations drawn at random: false at a point that was drawn, too; or built so that they are true."""

import random
from collections.abc import Callable
from fractions import Fraction

from .case import Made, Said, Wasted, related
from .exactly import Unsure


def expression(draw: random.Random, depth: int) -> str:
    """Write an expression over x and y that is defined wherever both are at least 0."""
    if depth == 0:
        return draw.choice(("x", "y", "x", "y", "1", "2", f"{draw.randint(1, 9)}"))
    a, b = expression(draw, depth - 1), expression(draw, depth - draw.randint(1, depth))
    return draw.choice(
        (
            f"({a} + {b})",
            f"({a} + {b})",
            f"({a} * {b})",
            f"({a} * {b})",
            f"minimum({a}, {b})",
            f"maximum({a}, {b})",
            f"({a})/(1 + {b})",
            f"sqrt({a})",
            f"log(1 + {a})",
            f"exp(-({a}))",
            f"({a})*({a})",
            f"where({a} < {b}, {a}, {b})",
            f"absolute({a} - {b})",
            f"power({a}, 3/2)",
        )
    )


def at_random(draw: random.Random) -> Made:
    """State of an expression that is like another that it is at most that one, less a little."""
    a, b = expression(draw, 2), expression(draw, 2)
    over = draw.choice((f"{a} + ({b})*({b})", f"maximum({a}, {b})", f"{a} + {b}", f"({a}) + absolute({b} - 1)"))
    less = draw.choice(("1/64", "1/1024", "x/power(2, 20)", "y*y/1024"))
    domain = draw.choice(("Positive", "Nonnegative"))
    takes = {"x": domain, "y": domain}
    sense = draw.choice(("<=", "<"))
    wrong, right = Said(takes, ((a, sense, f"{over} - {less}"),)), Said(takes, ((a, "<=", over),))
    for _ in range(30):
        point = {n: draw.choice((Fraction(draw.randint(0, 4)), Fraction(2.0 ** draw.uniform(-8, 8)).limit_denominator(1000))) for n in "xy"}
        try:
            return related("drawn at random", wrong, point, right, "what is added is at least 0")
        except (Wasted, Unsure):
            continue
    raise Wasted("no point")


def in_a_box(draw: random.Random) -> Made:
    """State over a printed range, without hypotheses, what fails in a short stretch of it: a bump that is a little too high."""
    a, n = Fraction(draw.randint(1, 60), 16), draw.choice((4, 16, 64, 512))
    p, q = a.numerator, a.denominator
    wave = draw.choice(("sin(x)*sin(x)", "cos(x)*cos(x)", "exp(-x)", "1/(1 + x*x)", "x*exp(-x)"))
    bump = draw.choice(
        (f"exp(-power({n}*({q}*x - {p}), 2))", f"1/(1 + power({n}*({q}*x - {p}), 2))", f"maximum(0, 1 - {n}*absolute({q}*x - {p}))")
    )
    ranges = {"x": (0.0625, 4.0)}
    wrong = Said({"x": "Positive"}, ((f"{wave} + {bump}", "<=", f"{wave} + 1 - 1/{draw.choice((64, 1024, 2**20))}"),), (), "", ranges)
    right = Said({"x": "Positive"}, ((f"{wave} + {bump}", "<=", f"{wave} + 1 + 1/16"),), (), "", ranges)
    return related("in a box", wrong, {"x": a}, right, "the bump is at most 1")


KINDS: tuple[Callable[[random.Random], Made], ...] = (at_random, in_a_box)
