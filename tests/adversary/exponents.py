"""Relations with letters in exponents: bounds, rules, what happens at 0; false by an edit that a point shows, or true as known."""

import random
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .case import Link, Made, Said, Wasted, related
from .exactly import Unsure

RISING = ("x", "<=", "y")
SMALL, LARGE = ("x", "<=", "1"), ("1", "<=", "x")
BOUNDS: tuple[tuple[str, str, tuple[Link, ...]], ...] = (  # left <= right, for x and y > 0, a in (1, 2], b in [0, 1]
    ("power(x, b)*power(y, 1 - b)", "b*x + (1 - b)*y", ()),
    ("1 + a*x", "power(1 + x, a)", ()),
    ("power(x + y, b)", "power(x, b) + power(y, b)", ()),
    ("power(x, a) + power(y, a)", "power(x + y, a)", ()),
    ("power((x + y)/2, a)", "(power(x, a) + power(y, a))/2", ()),
    ("a*power(y, a - 1)*(x - y) + power(y, a)", "power(x, a)", ()),
    ("power(x, a)", "x*x + x", ()),
    ("power(x, 2 - a)*power(y, a - 1)", "maximum(x, y)", ()),
    ("power(minimum(x, y), a)", "minimum(x, y)*power(y, a - 1)", ()),
    ("power(1 + x, -b)", "1", ()),
    ("power(2, b)", "1 + b", ()),
    ("power(x, 2 - a)", "maximum(1, x)", ()),
    ("power(x, b)", "1 + b*(x - 1)", ()),
    ("power(x, a)", "power(y, a)", (RISING,)),
    ("power(y, -b)", "power(x, -b)", (RISING,)),
    ("power(x, 1/a)", "power(y, 1/a)", (RISING,)),
    ("power(x, (a - 1)/a)", "power(y, (a - 1)/a)", (RISING,)),
    ("x*power(y, b)", "y*power(x, b)", (RISING,)),
    ("power(x, a)", "x", (SMALL,)),
    ("power(x, a/(a - 1))", "x*x", (SMALL,)),
    ("power(x, 1/(a - 1))", "x", (SMALL,)),
    ("x", "power(x, a)", (LARGE,)),
    ("power(x, 2/a)", "x*x", (LARGE,)),
    ("x", "power(x, 1/(a - 1))", (LARGE,)),
)
EXPONENTS = (
    "a",
    "b",
    "a - 1",
    "2 - a",
    "1 - b",
    "-a",
    "2*a",
    "1/a",
    "(a - 1)/a",
    "1/(a - 1)",
    "a/(a - 1)",
    "a/(3*a - 2)",
    "2*b",
    "1/2",
    "3",
)
AT_ZERO: tuple[tuple[Link, tuple[Link, ...]], ...] = (  # what fails at 0, or below, and holds for x > 0
    (("0", "<", "x"), (("power(x, b)", "<=", "1 + x"),)),
    (("0", "<", "x"), (("power(x, a)", "<=", "x*x + x"),)),
    (("0", "<", "x"), (("power(x, 1/2)", "<=", "1 + x"),)),
    (("0", "<", "x"), (("power(x, 3/2)*y", "<=", "x*x*y + y"),)),
    (("0", "<", "x"), (("power(x, 1/a)", "<=", "1 + x"),)),
    (("0", "<", "x"), (("power(x*x, b/2 + 1/4)", "<=", "1 + x*x"),)),
    (("0", "<", "power(x, a)"), ()),
    (("0", "<", "power(x, a - 1)*y"), ()),
    (("power(x, b)*power(x, -b)", "==", "1"), ()),
    (("power(x, b)", "==", "x*power(x, b - 1)"), ()),
    (("power(x, a)/x", "==", "power(x, a - 1)"), ()),
    (("power(x*x, a/2)", "==", "power(x, a)"), ()),
    (("0", "<=", "power(x, a)"), ()),
)
DOMAINS = {"x": "Positive", "y": "Positive", "a": "TailIndex", "b": "Unit"}


def _takes(*texts: Any) -> dict[str, str]:
    """Return the domains of the letters that some relations hold."""
    return {n: d for n, d in DOMAINS.items() if re.search(rf"\b{n}\b", str(texts))} or {"x": "Positive"}


def _point(draw: random.Random) -> dict[str, Fraction]:
    def size() -> Fraction:
        return draw.choice((Fraction(draw.randint(1, 4)), Fraction(2.0 ** draw.uniform(-8, 8)).limit_denominator(64) or Fraction(1)))

    x = size()
    y = draw.choice((size(), x, 1 + x, x * draw.choice((Fraction(9, 8), Fraction(7, 8)))))
    a = draw.choice((Fraction(2), Fraction(3, 2), Fraction(101, 100), 1 + Fraction(draw.randint(1, 32), 32)))
    return {"x": x, "y": y, "a": a, "b": draw.choice((Fraction(0), Fraction(1), Fraction(draw.randint(0, 16), 16)))}


def _edited(text: str, draw: random.Random) -> str:
    """Change one letter of an exponent, or a number."""
    places = [m for m in re.finditer(r"\b(a|b|1|2)\b", text)]
    if not places:
        raise Wasted("nothing to edit")
    at = draw.choice(places)
    old = at.group()
    new = draw.choice((f"({old} + 1/16)", f"({old}*9/8)", f"({old}*7/8)", f"({old} - 1/64)", "b" if old == "a" else "a", f"(2*{old})"))
    return text[: at.start()] + new + text[at.end() :]


def _shown(kind: str, wrong: Said, right: Said, draw: random.Random, why: str) -> Made:
    """Look for a point that breaks the one and not the other."""
    for _ in range(40):
        try:
            return related(kind, wrong, {n: v for n, v in _point(draw).items() if n in wrong.takes}, right, why)
        except (Wasted, Unsure):
            continue
    raise Wasted("no point")


def a_bound(draw: random.Random) -> Made:
    """Edit one side of a bound that holds, drop or turn its hypothesis, or sharpen it."""
    left, right, given = draw.choice(BOUNDS)
    less, more, under, sense = left, right, given, "<="
    match draw.randrange(5):
        case 0:
            less = _edited(left, draw)
        case 1:
            more = _edited(right, draw)
        case 2 if given:
            under = draw.choice(((), tuple((b, s, a) for a, s, b in given)))
        case 3:
            more = f"({right}) - {draw.choice(('1/1024', 'x/power(2, 12)', 'b/512'))}"
        case _:
            more = f"({right})*{draw.choice(('(1 - 1/64)', '(1 - b/128)', '7/8'))}"
    wrong = Said(_takes(less, more, under), ((less, sense, more),), under)
    return _shown(
        "a bound with letters in exponents", wrong, Said(_takes(left, right, given), ((left, "<=", right),), given), draw, "it is known"
    )


def a_rule(draw: random.Random) -> Made:
    """Multiply powers of products and of powers, and say what one exponent each of x, y and 2 comes to."""
    totals: dict[str, list[str]] = {"x": [], "y": [], "2": []}
    factors = []
    for _ in range(draw.randint(1, 2)):
        e, f = draw.choice(EXPONENTS), draw.choice(EXPONENTS)
        base, parts = draw.choice(
            (
                ("x", {"x": e}),
                ("x*y", {"x": e, "y": e}),
                ("x/y", {"x": e, "y": f"-({e})"}),
                ("2*x", {"x": e, "2": e}),
                ("4*y/x", {"y": e, "x": f"-({e})", "2": f"2*({e})"}),
                (f"power(x, {f})", {"x": f"({e})*({f})"}),
                (f"y*power(x, {f})", {"y": e, "x": f"({e})*({f})"}),
                (f"power(2*y, {f})/x", {"y": f"({e})*({f})", "2": f"({e})*({f})", "x": f"-({e})"}),
            )
        )
        factors.append(f"power({base}, {e})")
        for name, exponent in parts.items():
            totals[name].append(f"({exponent})")
    said = {name: " + ".join(some) for name, some in totals.items() if some}
    right = "*".join(f"power({name}, {exponent})" for name, exponent in said.items())
    name = draw.choice(tuple(said))
    off = said | {name: f"{said[name]} {draw.choice(('+ 1/64', '- b/32', '+ 1', '+ (2 - a)/16'))}"}
    other = "*".join(f"power({n}, {exponent})" for n, exponent in off.items())
    left, sense = "*".join(factors), draw.choice(("==", "<="))
    wrong = Said(_takes(left, other), ((left, sense, other),))
    return _shown("a rule of powers", wrong, Said(_takes(left, right), ((left, "==", right),)), draw, "exponents are added and multiplied")


def at_zero(draw: random.Random) -> Made:
    """State for x >= 0, or for every x, what holds where x > 0."""
    link, given = draw.choice(AT_ZERO)
    takes = _takes(link, given)
    domain = draw.choice(("Nonnegative", "Real"))
    x = Fraction(0) if domain == "Nonnegative" else draw.choice((Fraction(0), Fraction(-1)))
    point = {n: v for n, v in _point(draw).items() if n in takes} | {"x": x}
    return related("at 0", Said(takes | {"x": domain}, (link,), given), point, Said(takes, (link,), given), "x > 0")


KINDS: tuple[Callable[[random.Random], Made], ...] = (a_bound, at_zero)
DEAR: tuple[Callable[[random.Random], Made], ...] = (a_rule,)  # some seconds each
