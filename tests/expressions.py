"""Random bodies in two variables, written as text so that every reading meets ordinary code."""

import random
from typing import Any

from theorysim import maths
from theorysim.domains import Real

ROUGH = ("absolute({a})", "minimum({a}, {b})", "maximum({a}, {b})", "where({a} <= {b}, {c}, {a})", "where({a} > {b}, {b}, {c})")
RATIONAL = ("({a} + {b})", "({a} - {b})", "({a} * {b})", "({a} / (1 + {b} ** 2))", "(-{a})", "({a} ** 2)", "({a} ** 3)", "power({a}, 2)")
SMOOTH = (
    "sin({a})",
    "cos({a})",
    "exp(-({a} ** 2))",
    "log(1 + {a} ** 2)",
    "sqrt(1 + {a} ** 2)",
    "erfc({a})",
    "flat({a}, 2)",
    "exp(minimum({a}, 2))",
)
LEAVES = ("x", "y", "x", "y", "(2 + 0*x)", "0.75*y", "(5/4 - x)", "(0*y - 3)", "x/3", "y/7")  # a bare 2/5 Python would round


def text(draw: random.Random, depth: int, forms: tuple[str, ...]) -> str:
    """Return the text of an expression of so many levels."""
    if depth == 0 or draw.random() < 0.1:
        return draw.choice(LEAVES)
    return draw.choice(forms).format(a=text(draw, depth - 1, forms), b=text(draw, depth - 1, forms), c=text(draw, depth - 1, forms))


def body(returned: str) -> Any:
    """Make a body of x and y that returns what the text says."""
    names = {name: getattr(maths, name) for name in vars(maths) if not name.startswith("_")}
    made: dict[str, Any] = {**names, "Real": Real}
    exec(f"def random_body(x: Real, y: Real):\n    return {returned}", made)
    return made["random_body"]


def point(draw: random.Random, low: Any, high: Any) -> Any:
    """Draw a rational between two, its ends among them."""
    from fractions import Fraction

    k = draw.choice((0, 64, draw.randint(0, 64)))
    return low + (high - low) * Fraction(k, 64)
