"""Relations that are false on ties, at whole numbers, under hypotheses that nothing meets, and by constants that are a little too sharp."""

import random
from collections.abc import Callable
from fractions import Fraction

from .case import Case, Made, Said, Wasted, asking, related
from .exactly import Unsure

TIES = (  # what holds, what is like it, and its letters
    (("minimum(x, y)", "<=", "(x + y)/2"), ("(x + y)/2", "<=", "minimum(x, y)")),
    (("minimum(x, y)*maximum(x, y)", "==", "x*y"), ("minimum(x, y)*maximum(x, y)", "<", "x*y")),
    (("maximum(x, y)", "<=", "x + y"), ("maximum(x, y)", "<", "x + y")),
    (
        ("minimum(maximum(x, y), z)", "==", "maximum(minimum(x, z), minimum(y, z))"),
        ("minimum(maximum(x, y), z)", "==", "maximum(minimum(x, y), z)"),
    ),
    (("absolute(x - y)", "==", "maximum(x, y) - minimum(x, y)"), ("absolute(x - y)", "<=", "maximum(x, y) - 2*minimum(x, y)")),
    (("absolute(absolute(x) - absolute(y))", "<=", "absolute(x - y)"), ("absolute(x - y)", "<=", "absolute(absolute(x) - absolute(y))")),
    (("0", "<=", "absolute(x - y) + absolute(y - z)"), ("0", "<", "absolute(x - y) + absolute(y - z)")),
    (("minimum(x, y)", "<=", "sqrt(x*y)"), ("minimum(x, y)", "<", "sqrt(x*y)")),
    (("where(x <= y, y, x)", "==", "maximum(x, y)"), ("where(x < y, y, x + 1)", "==", "maximum(x, y)")),
    (("where(x < y, 1, 2)", "<=", "2"), ("where(x < y, 1, where(x > y, 1, 2))", "<=", "1")),
    (("where(equal(x, y), 1, 1)", "<=", "1"), ("where(equal(x, y), 2, 1)", "<=", "1")),
    (("2*minimum(x, y)*minimum(y, z)", "<=", "y*(x + z)"), ("minimum(x, y)*(x + y)", "<", "2*x*y + 0*z")),
    (
        ("maximum(x, minimum(y, z))", "==", "minimum(maximum(x, y), maximum(x, z))"),
        ("maximum(x, minimum(y, z))", "==", "minimum(maximum(x, y), z)"),
    ),
    (("minimum(x, 1/(1 + x))", "<", "1"), ("minimum(x, y)/maximum(x, y + 0*z)", "<", "1")),
    (("x*y", "<=", "maximum(x*x, y*y)"), ("x*y", "<", "maximum(x*x, y*y)")),
)
GRID = tuple(Fraction(n) for n in ("0", "1", "2", "3", "1/2", "5", "-1", "-2"))


def tie(draw: random.Random) -> Made:
    """State what fails where letters are equal, or in one order of them."""
    right, wrong = draw.choice(TIES)
    domain = draw.choice(("Nonnegative", "Positive"))
    k = draw.choice((1, 1, 2, 7))
    scaled = [tuple(side.replace("y", f"({k}*y)") if k > 1 else side for side in link) for link in (right, wrong)]
    takes = dict.fromkeys("xyz", domain)
    for point in grid(draw, "xyz"):
        try:
            return related("ties", Said(takes, (scaled[1],)), point, Said(takes, (scaled[0],)), "an identity of orders, case by case")  # type: ignore[arg-type]
        except Wasted:
            continue
    raise Wasted("no point of the grid")


def grid(draw: random.Random, names: str) -> list[dict[str, Fraction]]:
    return [{n: draw.choice(GRID) for n in names} for _ in range(200)]


def whole(draw: random.Random) -> Made:
    """State of a whole number what fails at one, or far out."""
    a, c = draw.randint(1, 40), draw.randint(2, 9)
    far = draw.choice((30, 300, 10**5))
    way = draw.randrange(7)
    wrong, at, right, why = (
        (("1", "<=", f"(n - {a})**2"), a, ("0", "<=", f"(n - {a})**2"), "a square"),
        (("n*n", "<=", f"{far}*n + {c}"), far + c, ("n*n", "<=", f"{far}*n*n + {c}"), "1 <= the factor"),
        (("0", "<", f"(n - {a})*(n - {a + 1})"), a, ("0", "<=", f"(n - {a})*(n - {a}) + n"), "a square and what is at least 0"),
        (("0", "<=", f"where(equal(n, {a}), -1, 1)"), a, ("0", "<=", f"where(equal(n, {a}), 0, 1)"), "0 or 1"),
        ((f"power({c}, -n)*(1 + n)", "<", "1"), 0, (f"1/({c} + n)", "<=", f"1/{c}.0" if c in (2, 4, 8) else "1"), "n >= 0"),
        ((f"1/(n - {a})", "<=", "1"), a, (f"1/(n + {a})", "<=", "1"), "n + a >= 1"),
        (("n*(n + 1)/2", "<=", f"n*n*n/{far}.0 + n*{far // 4}"), far * 9 // 10, ("n*(n + 1)/2", "<=", "n*n + 1"), "(n - 1/2)^2 >= 0"),
    )[way]
    takes = {"n": "Count"}
    return related("whole numbers", Said(takes, (wrong,)), {"n": Fraction(at)}, Said(takes, (right,)), why)


NEVER = (
    (("x", "<", "y"), ("y", "<", "x")),
    (("x*x + y*y", "<", "2*x*y"),),
    (("x", "<=", "y/2"), ("y", "<=", "x")),
    (("exp(x)", "<", "1 + x"),),
    (("x + y", "==", "1"), ("2", "<=", "x")),
    (("1", "<", "minimum(x, 1)"),),
    (("sqrt(x*x + 1)", "<=", "x"),),
    (("log(1 + x)", ">", "x"),),
    (("x*y", "==", "1"), ("x", "<", "1"), ("y", "<", "1")),
    (("maximum(x, y)", "<", "(x + y)/2"),),
)


def vacuous(draw: random.Random) -> Made:
    """State something false under hypotheses that contradict each other: the claim is empty, and nobody is to be told that it holds."""
    given = tuple((g[2], "<", g[0]) if g[1] == ">" else g for g in draw.choice(NEVER))
    a = draw.randint(1, 50)
    claim = draw.choice(((f"{a}*x", "<=", "0"), ("x", "==", f"x + {a}"), (f"{a}", "<=", "x/(1 + x)"), ("exp(x)", "<", f"1 - {a}*y")))
    takes = {"x": "Positive", "y": "Positive"}
    wrong = Said(takes, (claim,), given)  # type: ignore[arg-type]
    met = Said(takes, (("0", "<=", f"{a}*x"),), given[:1] if len(given) > 1 else ())
    return Case("contradicting hypotheses", True, str(wrong), "no point meets the hypotheses", asking(wrong)), Case(
        "contradicting hypotheses", False, str(met), "x is positive", asking(met)
    )


SHARP = (  # letters, left, right with a constant {c} that is sharp at c = 1, where it is attained
    ("xy", "2*x*y*({c})", "x*x + y*y", {"x": 1, "y": 1}),
    ("xy", "sqrt(x*y)*({c})", "(x + y)/2", {"x": 1, "y": 1}),
    ("x", "x*({c})", "(1 + x*x)/2", {"x": 1}),
    ("xyz", "(x*y + y*z + z*x)*({c})", "x*x + y*y + z*z", {"x": 1, "y": 1, "z": 1}),
    ("xy", "(x + y)**2*({c})", "2*x*x + 2*y*y", {"x": 1, "y": 1}),
    ("x", "4*x*({c})", "(1 + x)**2", {"x": 1}),
    ("xyz", "3*x*y*z*({c})", "x**3 + y**3 + z**3", {"x": 1, "y": 1, "z": 1}),
    ("xy", "absolute(x - y)*({c})", "absolute(x) + absolute(y)", {"x": 1, "y": 0}),
    ("x", "({c})*x/(1 + x)", "log(1 + x)", {"x": "1/1000000"}),
    ("x", "({c})*log(1 + x)", "x", {"x": "1/1000000"}),
    ("x", "({c})*x", "exp(x) - 1", {"x": "1/1000000"}),
    ("x", "({c})", "exp(x)", {"x": 0}),
    ("x", "({c})*exp(1)*x", "exp(x)", {"x": 1}),
    ("xy", "4*x*y*({c})", "(x + y)**2", {"x": 2, "y": 2}),
    ("xy", "x*y*({c})", "x**3/3 + 2*power(y, 3/2)/3", {"x": 1, "y": 1}),
    ("xy", "minimum(x, y)*({c})", "2*x*y/(x + y)", {"x": 1, "y": 1}),
    ("xy", "({c})*sqrt(x + y)", "sqrt(x) + sqrt(y)", {"x": 1, "y": 0}),
    ("x", "({c})*sqrt(1 + x)", "1 + x/2", {"x": 0}),
    ("xy", "({c})*maximum(x, y)", "x + y", {"x": 1, "y": 0}),
    ("xy", "({c})*x*y", "maximum(x, y)**2", {"x": 3, "y": 3}),
    ("x", "27*x*x*({c})", "4*(1 + x)**3", {"x": 2}),
)


def sharp(draw: random.Random) -> Made:
    """State a known inequality with a constant that is a little too large."""
    letters, left, right, at = draw.choice(SHARP)
    n = draw.choice((10, 100, 10**4, 10**5))
    more = f"1 + 1/power(10, {len(str(n)) - 1})" if draw.random() < 0.5 else f"1 + {n}/power({n}, 2)"
    takes = dict.fromkeys(letters, "Positive" if "/(x + y)" in right else "Nonnegative")
    flip = draw.random() < 0.3
    links = [(left.format(c=c), "<=", right) if not flip else ("0", "<=", f"{right} - {left.format(c=c)}") for c in (more, "1")]
    point = {name: Fraction(value) for name, value in at.items()}
    return related(
        "a constant too sharp", Said(takes, (links[0],)), point, Said(takes, (links[1],)), "a known inequality, with its constant"
    )  # type: ignore[arg-type]


def chain(draw: random.Random) -> Made:
    """State a chain of relations of which one, in the middle, fails."""
    for _ in range(50):
        wrong, right = tie(draw), None
        try:
            letters, left, over, at = draw.choice(SHARP)
            del wrong
            takes = dict.fromkeys(letters, "Nonnegative")
            good = (("0*x", "<=", "x"), ("x", "<=", "x + x*x"), ("x*x", "<=", "x*x*x*x + 1"))
            bad = (left.format(c="9/8"), "<=", over)
            links = (*draw.sample(good, 2), bad)
            mixed = tuple(draw.sample(links, 3))
            right = Said(takes, good)
            return related("a chain", Said(takes, mixed), {n: Fraction(v) for n, v in at.items()}, right, "squares")
        except (Wasted, Unsure):
            continue
    raise Wasted("no chain")


def hypotheses(draw: random.Random) -> Made:
    """State what follows from a hypothesis read the other way, or from one that means nothing where it is needed."""
    a, b = draw.randint(2, 20), draw.randint(2, 20)
    takes = {"x": "Real", "y": "Real"}
    wrong, given, at, right = draw.choice(
        (
            (("x", "<=", "y"), ((f"{a}*y", "<=", f"{a}*x"),), {"x": 2, "y": 1}, ("y", "<=", "x")),
            (("0", "<=", "y"), (("0", "<=", "x*x*y"),), {"x": 0, "y": -1}, ("0", "<=", "x*x*y + x*x")),
            (("0", "<=", "x"), (("0", "<=", "x*y"), ("0", "<=", "y")), {"x": -1, "y": 0}, ("0", "<=", "2*x*y + y")),
            (("x", "<=", "y"), (("x*x", "<=", "y*y"),), {"x": 1, "y": -1}, ("absolute(x)", "<=", "absolute(y)")),
            (("x", "<=", "y"), ((f"{a}*x*x", "<=", f"{a}*x*y"),), {"x": -1, "y": -a}, ("x*x", "<=", "x*y")),
            (("1/y", "<=", "1/x"), (("x", "<=", "y"),), {"x": -1, "y": 1}, ("x*x*x", "<=", "y*y*y")),
            (("x", "<=", f"{a}"), (("x", "<=", f"{a}*y"), ("y*y", "<=", "1"), ("0", "<=", "y + 2")), {"x": a, "y": 1}, ("x", "<=", f"{a}")),
            (
                ("x*y", "<=", f"{a * b}"),
                (("x", "<=", f"{a}"), ("y", "<=", f"{b}")),
                {"x": -a - 1, "y": -b - 1},
                ("x + y", "<=", f"{a + b}"),
            ),
            (("sqrt(x)", "<=", f"{a}"), (("x", "<=", f"{a * a}"),), {"x": -1, "y": 0}, ("x + y", "<=", f"{a * a} + y")),
            (("log(x)", "<=", "x"), (("x", "<=", f"{a}"),), {"x": 0, "y": 0}, ("x - 1", "<=", f"{a}")),
            (("x*x", "<=", f"{a * a}"), (("x", "<=", f"{a}"),), {"x": -a - 1, "y": 0}, ("exp(x)", "<=", f"exp({a})")),
        )
    )
    point = {n: Fraction(v) for n, v in at.items()}
    return related(
        "a hypothesis turned", Said(takes, (wrong,), given), point, Said(takes, (right,), given), "it is what is given, or follows"
    )  # type: ignore[arg-type]


KINDS: tuple[Callable[[random.Random], Made], ...] = (tie, whole, vacuous, sharp, chain, hypotheses)
