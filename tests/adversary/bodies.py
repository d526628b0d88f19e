"""Relations whose bodies are Python that reads otherwise than it looks: helpers, shadowed names, defaults, branches, rounded numbers.

The witness is found by executing the body as Python does, with numbers of our own.
"""

import random
from collections.abc import Callable
from fractions import Fraction

from .case import Case, Made, Said, Wasted, asking, related

HELPED = (  # lines before, left, sense, right; where x is positive the first is false, the second true
    ("def exp(t):\n    return 1 + t", ("1 + x + x*x/2", "<=", "exp(x)"), ("exp(x)", "<=", "1 + x")),
    ("def sqrt(t):\n    return t", ("sqrt(x)*sqrt(x)", "<=", "x"), ("sqrt(x)", "==", "x")),
    ("absolute = lambda t: t", ("absolute(x - 5)*1", "==", "maximum(x - 5, 5 - x)"), ("absolute(x)", "==", "x")),
    ("def maximum(a, b):\n    return where(a < b, a, b)", ("x", "<=", "maximum(x, 1)"), ("maximum(x, 1)", "<=", "x")),
    ("minimum, maximum = maximum, minimum", ("minimum(x, 2)", "<=", "x"), ("maximum(x, 2)", "<=", "x")),
    ("def square(t):\n    t = t - 1\n    return t*t", ("x*x", "<=", "square(x)"), ("square(x)", "==", "(x - 1)*(x - 1)")),
    ("K = 3\ndef scaled(t):\n    return K*t", ("scaled(x)", "<=", "2*x"), ("scaled(x)", "==", "3*x")),
    ("def shifted(t, by=2):\n    return t + by", ("shifted(x)", "<=", "x + 1"), ("shifted(x, 1)", "<=", "x + 1")),
    (
        "def made(k):\n    def inner(t):\n        return k*t\n    return inner\ntwice, thrice = made(2), made(3)",
        ("thrice(x)", "<=", "twice(x)"),
        ("twice(x)", "<=", "thrice(x)"),
    ),
    ("FACTORS = [lambda t: k*t for k in (1, 2, 3)]", ("FACTORS[0](x)", "<=", "x"), ("FACTORS[0](x)", "==", "3*x")),
    ("def down(t, n):\n    return t if n == 0 else down(t/2, n - 1)", ("x", "<=", "down(x, 3)*7"), ("down(x, 3)*8", "==", "x")),
    (
        "def total(t):\n    s = 0\n    for k in (1, 2, 3):\n        s = s + k*t\n    return s",
        ("total(x)", "<=", "5*x"),
        ("total(x)", "==", "6*x"),
    ),
    ("TABLE = {'a': 1, 'b': -1}", ("x", "<=", "TABLE['b']*x"), ("TABLE['b']*x", "<=", "x")),
    ("def swapped(a, b):\n    a, b = b, a\n    return a - b", ("swapped(x, 2*x)", "<=", "0"), ("0", "<=", "swapped(x, 2*x)")),
    ("def hidden(t):\n    where = lambda c, a, b: b\n    return where(t > 0, 0, t)", ("hidden(x)", "<=", "0"), ("hidden(x)", "==", "x")),
    ("def star(*t):\n    return t[0] - t[-1]", ("star(x, 1, 3*x)", "==", "2*x"), ("star(3*x, 1, x)", "==", "2*x")),
    ("def named(*, a, b):\n    return a - 2*b", ("named(b=x, a=x)", "==", "x"), ("named(b=x, a=x)", "==", "-x")),
    ("x = 5\ndef outer():\n    return x", ("x", "<=", "outer()"), ("outer()", "==", "5 + 0*x")),
    ("def inner(x):\n    return inner2(x - 1)\ndef inner2(x):\n    return x*x", ("1", "<=", "inner(x) + 1/2"), ("0", "<=", "inner(x)")),
    ("from functools import partial\nless = partial(lambda a, b: a - b, 4)", ("less(x)", "<=", "x - 4"), ("less(x)", "==", "4 - x")),
)


def helper(draw: random.Random) -> Made:
    """State what is true of the words and false of what the names mean here."""
    before, wrong, right = draw.choice(HELPED)
    k = draw.choice((0, 0, 1, 5))
    more = f" + {k}*x" if k else ""
    wrong, right = ((left + more, sense, over + more) for left, sense, over in (wrong, right))
    takes = {"x": "Positive"}
    for at in ("1", "1/2", "3", "9", "1/10", "100"):
        try:
            return related(
                "helpers and shadows",
                Said(takes, (wrong,), (), before),
                {"x": Fraction(at)},
                Said(takes, (right,), (), before),
                "as executed",
            )
        except Wasted:
            continue
    raise Wasted(before)


BRANCHED = (  # Python's own branches and roundings: what no reading follows, or follows as Python does
    ("1 if x > 3 else 2", "<=", "1"),
    ("min(x, 3)", "==", "x"),
    ("max(x, 3)", "<=", "x"),
    ("abs(x - 3)", "<=", "x - 3"),
    ("x // 1", "==", "x"),
    ("x % 2", "==", "x"),
    ("(x > 3) * 1", "<=", "0"),
    ("int(x > 3)", "<=", "0"),
    ("x and 1", "==", "x"),
    ("x if x < 7 else x + 1", "==", "x"),
    ("sum([x, x])", "<=", "x"),
    ("(x, 2*x)[x > 3]", "==", "x"),
    ("[x, 0][0]", "<=", "0*x"),
    ("float(x)", "==", "2*x"),
    ("round(x)", "==", "x"),
    ("(lambda x: -x)(x)", "==", "x"),
    ("(not x) + x", "<", "x"),
)


def branch(draw: random.Random) -> Made:
    """State by Python's own branches what is false; what cannot be read is to be left undecided."""
    left, sense, right = draw.choice(BRANCHED)
    k = draw.randint(1, 9)
    wrong = Said({"x": "Positive"}, ((left, sense, right), ("0", "<=", f"{k}*x")))
    at = next((v for v in (1, 0.5, 4, 8, 2.25) if not _holds(wrong, v)), None)
    if at is None:
        raise Wasted(left)
    right_one = Said({"x": "Positive"}, (("where(x > 3, 1, 2)", "<=", "2"), ("0", "<=", f"{k}*x")))
    known = f"false at x = {at}, as Python executes it"
    return (
        Case("Python's branches", True, str(wrong), known, asking(wrong)),
        Case("Python's branches", False, str(right_one), "1 or 2", asking(right_one)),
    )


def _holds(said: Said, x: float) -> bool:
    """Execute the first link in floats that hold the numbers exactly."""
    body = said.relation().checks[0].body
    left, right = body(x)
    return {"<=": left <= right, "<": left < right, "==": left == right}[said.links[0][1]]


ROUNDED = ("0.1", "0.3", "1.1", "2.2", "0.7", "1/3", "2/3", "1/7", "0.001", "1e-3", "3.3", "1/49")


def rounded(draw: random.Random) -> Made:
    """State by a constant that Python rounds that one number is below itself: what the rounding alone makes true is not to be proved."""
    text = draw.choice(ROUNDED)
    meant = Fraction(text)
    exact = f"{meant.numerator}*x/{meant.denominator}"
    word = draw.choice(("{}", "({})*x", "sqrt({})", "exp({})", "({})*x*x + x", "log(1 + {})", "1/({})"))
    sides = [word.format(f"({text})*x"), word.format(exact)]
    draw.shuffle(sides)
    takes = {"x": "Positive"}
    wrong = Said(takes, ((sides[0], "<", sides[1]),))
    twice = f"{2 * meant.numerator}*x/{2 * meant.denominator}"
    right = Said(takes, ((word.format(exact), "<=", word.format(twice)),))
    intended = Said(takes, ((word.format(exact), "<", word.format(exact)),))
    known = intended.broken({"x": Fraction(draw.randint(1, 99), 7)})
    return (
        Case("rounded constants", True, str(wrong), f"as it is meant, {known}", asking(wrong)),
        Case("rounded constants", False, str(right), "both sides are one number", asking(right)),
    )


KINDS: tuple[Callable[[random.Random], Made], ...] = (helper, branch, rounded)
