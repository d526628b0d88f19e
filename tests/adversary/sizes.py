"""Relations that are false by a hair, far away, or in a window that hardly any point meets."""

import random
from collections.abc import Callable
from fractions import Fraction

from .case import Made, Said, related


def by_a_hair(draw: random.Random) -> Made:
    """State that a square is more than a tiny number, at its zero."""
    k = draw.choice((1, 3, 9, 17, 40, 60))
    a, b, c = (draw.randint(1, 30) for _ in range(3))
    two = draw.random() < 0.5
    square = f"{a * a}*x*x - {2 * a * b}*x*y + {b * b}*y*y" if two else f"{a * a}*x*x - {2 * a * b}*x + {b * b}"
    size = draw.choice(("{}", "sqrt({})", "log(1 + {})", "exp({}) - 1", "({})**2", "maximum({}, 0)", "({})/(1 + x*x)"))
    y = {"y": Fraction(c)} if two else {}
    takes = {"x": draw.choice(("Real", "Positive")), **({"y": "Positive"} if two else {})}
    tiny = draw.choice(
        (f"1/power(10, {k})", f"y*y/power(10, {k})" if two else f"1/power(2, {2 * k})", f"1/{10**k}.0" if k < 9 else f"x*x/power(10, {k})")
    )
    wrong = Said(takes, ((tiny, "<=", size.format(square)),))
    right = Said(takes, (("0", "<=", size.format(square)),))
    return related("by a hair", wrong, {"x": Fraction(b * c if two else b, a), **y}, right, "it is a square")


def far_away(draw: random.Random) -> Made:
    """State for all what holds up to a huge number, or down to a tiny one."""
    k = draw.choice((4, 7, 12, 30, 60))
    far, p = 10**k, draw.choice((1, 2, 3))
    way = draw.randrange(6)
    link, point, mended = (
        (("x", "<=", f"{far} + x/2"), {"x": Fraction(3 * far)}, ("x", "<=", f"{far} + x")),
        (
            (f"x**{p}", "<=", f"x**{p + 1} + 1/power(10, {k})"),
            {"x": Fraction(p, p + 1) if k > 1 else 0},
            (f"x**{p}", "<=", f"x**{p + 1} + 1"),
        ),
        ((f"x**{p + 1}", "<=", f"{far}*x**{p}"), {"x": Fraction(far + 1)}, (f"x**{p + 1}", "<=", f"{far}*x**{p} + x**{p + 1}")),
        (("log(1 + x)", "<=", f"{k}"), {"x": Fraction(3) ** (2 * k)}, ("log(1 + x)", "<=", f"{k} + x")),
        ((f"power(10, {k})*x", "<=", "1 + x*x"), {"x": Fraction(1)}, (f"x/power(10, {k})", "<=", "1 + x*x")),
        (
            (f"(x + {far}) - {far}", "<=", f"x - 1/power(10, {k})"),
            {"x": Fraction(1)},
            (f"(x + {far}) - {far}", "<=", f"x + 1/power(10, {k})"),
        ),
    )[way]
    takes = {"x": "Positive"}
    return related("far away", Said(takes, (link,)), point, Said(takes, (mended,)), "what is added is positive, or it is 2 ab <= a^2 + b^2")


def window(draw: random.Random) -> Made:
    """State what fails in a narrow window only: of branches, of hypotheses, of a polynomial that dips."""
    n, a = draw.choice((10, 1000, 10**6, 10**12)), draw.randint(1, 30)
    middle, empty = Fraction(2 * a + 1, 2 * n), f"{n}*x < {a}"
    way = draw.randrange(5)
    takes = {"x": "Positive"}
    if way == 0:
        inner = f"where({n}*x < {a + 1}, {{}}, 1)"
        wrong = Said(takes, (("0", "<=", f"where({n}*x > {a}, {inner.format('-1')}, 1)"),))
        right = Said(takes, (("0", "<=", f"where({n}*x > {a}, where({empty}, -1, 1), 1)"),))
    elif way == 1:
        given = ((f"{a}", "<=", f"{n}*x"), (f"{n}*x", "<=", f"{a + 1}"))
        wrong = Said(takes, ((f"{n}*x", "<=", f"{a} + ({n}*x - {a})**2"),), given)
        right = Said(takes, ((f"{a} + ({n}*x - {a})**2", "<=", f"{n}*x"),), given)
    elif way == 2:
        wrong = Said(takes, (("0", "<=", f"({n}*x - {a})*({n}*x - {a + 1})"),))
        right = Said(takes, (("0", "<=", f"({n}*x - {a})*({n}*x - {a}) + {n}*x"),))
    elif way == 3:
        wrong = Said(takes, (("1", "<=", f"absolute({2 * n}*x - {2 * a + 1})"),))
        right = Said(takes, (("0", "<=", f"absolute({2 * n}*x - {2 * a + 1})"),))
    else:
        takes = {"x": "Positive", "y": "Positive"}
        given = (("x", "<=", "y"), (f"{n}*y", "<=", f"{n + 1}*x"))
        wrong = Said(takes, ((f"{4 * n}*y", "<=", f"{4 * n + 1}*x"),), given)
        right = Said(takes, ((f"{n}*y", "<=", f"{n + 2}*x"),), given)
        return related("a narrow window", wrong, {"x": Fraction(n), "y": Fraction(n + 1)}, right, "a smaller factor is given")
    return related("a narrow window", wrong, {"x": middle}, right, "the window is empty, or a sum of what is at least 0")


PYTHAGORAS = ((20, 21, 29), (119, 120, 169), (696, 697, 985), (4059, 4060, 5741))  # almost on the diagonal
CURVES = (  # letters, equation, a point on it, a side, its largest value there, why
    ("xy", "x + y", "1", "4*x*y", 1, "(x - y)^2 is at least 0"),
    ("xyz", "x + y + z", "1", "3*(x*y + y*z + z*x)", 1, "three squares are at least 0"),
    ("xy", "x*y", "1", "8/(x + y)**2", 2, "(x - y)^2 is at least 0"),
    ("xy", "1/x + 1/y", "2", "4/(x + y)", 2, "the harmonic mean is below the other"),
    ("xy", "x*x + y", "2", "(x + 1)*(x + 1)*y*y/(x*x + 2*x + 1)/(y*y) + 2*x*y/(x*x + y*y)", 2, "2 x y <= x^2 + y^2"),
    ("xy", "sqrt(x)", "sqrt(y)", "2*x/(x + y)", 1, "x is y"),
    ("xy", "maximum(x, y)", "1", "x*y", 1, "each is at most 1"),
)


def on_a_curve(draw: random.Random) -> Made:
    """State under an equation a bound just below the largest value there."""
    k = 10 ** draw.choice((2, 3, 5, 8))
    if draw.random() < 0.4:
        a, b, c = draw.choice(PYTHAGORAS)
        given, takes = (("x*x + y*y", "==", "1"),), {"x": "Real", "y": "Real"}
        wrong = Said(takes, ((f"{c * k}*(x + y)", "<=", f"{(a + b) * k - 1}"),), given)
        right = Said(takes, (("(x + y)*(x + y)", "<=", "2"),), given)
        return related("on a curve", wrong, {"x": Fraction(a, c), "y": Fraction(b, c)}, right, "(x - y)^2 is at least 0")
    letters, one, other, side, top, why = draw.choice(CURVES)
    given, takes = ((one, "==", other),), dict.fromkeys(letters, "Positive")
    point = dict.fromkeys(letters, Fraction(1, 3) if len(letters) == 3 else Fraction(1, 2) if one == "x + y" else Fraction(1))
    wrong, right = Said(takes, ((f"{k}*({side})", "<=", f"{top * k - 1}"),), given), Said(takes, ((side, "<=", f"{top}"),), given)
    return related("on a curve", wrong, point, right, why)


KINDS: tuple[Callable[[random.Random], Made], ...] = (by_a_hair, far_away, window, on_a_curve)
