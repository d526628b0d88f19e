"""Functions with a wrong derivative, or outside the class that they declare; each is shown by values of the function alone.

A derivative is compared with a quotient of differences over 10^-200, in balls of 3000 bits. A function is outside a class when
|f(p + v) - 2 f(p) + f(p - v)| > L |v|^2 (smooth), < 0 (not convex), when |f(p) - f(q)| > L |p - q| (not Lipschitz), or f(p) < f_star.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorysim.assumptions.convex import convex
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.smooth import smooth
from theorysim.assumptions.strongly_convex import strongly_convex
from theorysim.model import Objective, Satisfies

from .case import FLOATS, Answer, Case, Made, Wasted, executed
from .exactly import WORDS, Number, of

NEAR = Fraction(1, 10**200)
CLASSES = {
    "smooth": (smooth, "L"),
    "lipschitz": (lipschitz, "L"),
    "convex": (convex, ""),
    "strongly_convex": (strongly_convex, "mu"),
    "lower_bounded": (lower_bounded, "f_star"),
}


@dataclass(frozen=True)
class Term:
    """A function of x with its derivatives; L bounds the curvature, G the slope, `low` the value; None where nothing does."""

    value: str
    gradient: str
    hessian: str
    L: int | None = None
    G: int | None = None
    low: int | None = None
    convex: bool = False


TERMS = (
    Term("x*x/2", "x", "1 + 0*x", 1, None, 0, True),
    Term("sqrt(1 + x*x)", "x/sqrt(1 + x*x)", "1/((1 + x*x)*sqrt(1 + x*x))", 1, 1, 1, True),
    Term("log(1 + x*x)", "2*x/(1 + x*x)", "2*(1 - x*x)/((1 + x*x)*(1 + x*x))", 2, 1, 0),
    Term(
        "where(x > 1, x - 1/2, where(x < -1, -x - 1/2, x*x/2))",
        "where(x > 1, 1, where(x < -1, -1, x))",
        "where(x > 1, 0, where(x < -1, 0, 1))",
        1,
        1,
        0,
        True,
    ),
    Term("1/(1 + x*x)", "-2*x/((1 + x*x)*(1 + x*x))", "(6*x*x - 2)/((1 + x*x)*(1 + x*x)*(1 + x*x))", 2, 1, 0),
    Term("sin(x)", "cos(x)", "-sin(x)", 1, 1, -1),
    Term("x*x*x*x/4", "x*x*x", "3*x*x", None, None, 0, True),
    Term("where(x > 0, x*x, x*x/2)", "where(x > 0, 2*x, x)", "where(x > 0, 2, 1)", 2, None, 0, True),
)


@dataclass(frozen=True)
class Function:
    """An objective as text: its parameters, bodies, and the one class that it declares, with a constant."""

    value: str
    gradient: Sequence[str]  # an entry for each coordinate
    hessian: Sequence[Sequence[str]]
    declares: str
    constant: str = ""
    own: str = ""  # ", a: Positive"

    @property
    def names(self) -> str:
        return "xy"[: len(self.gradient)]

    @property
    def source(self) -> str:
        takes = ", ".join(f"{n}: Coordinate" for n in self.names) + self.own
        entries = [", ".join(row) for row in self.hessian]
        one = len(self.gradient) == 1
        gradient, hessian = (self.gradient[0], entries[0]) if one else (", ".join(self.gradient), ", ".join(f"({r})" for r in entries))
        return (
            f"def value({takes}):\n    return {self.value}\ndef gradient({takes}):\n    return {gradient}\n"
            f"def hessian({takes}):\n    return {hessian}\n"
            f"def constant({self.own.removeprefix(', ')}):\n    return {self.constant or 0}\n"
        )

    def __str__(self) -> str:
        return f"f = {self.value}, f' = {', '.join(self.gradient)}, {self.declares} {self.constant}{self.own}"

    def objective(self) -> Objective:
        scope = executed(self.source, FLOATS)
        assumption, constant = CLASSES[self.declares]
        return Objective(
            scope["value"], scope["gradient"], scope["hessian"], (Satisfies(assumption, {constant: scope["constant"]} if constant else {}),)
        )

    def at(self, *point: Any, **own: Any) -> Number:
        return of(executed(self.source, WORDS)["value"](*map(of, point), **{n: of(v) for n, v in own.items()}))

    def slopes(self, *point: Any, **own: Any) -> list[Number]:
        found = executed(self.source, WORDS)["gradient"](*map(of, point), **{n: of(v) for n, v in own.items()})
        return [of(g) for g in (found if isinstance(found, tuple) else (found,))]

    def number(self, **own: Any) -> Number:
        return of(executed(self.source, WORDS)["constant"](**{n: of(v) for n, v in own.items()}))


def member(function: Function) -> Callable[[], tuple[Answer, str]]:
    """Return how it is asked whether a function is what it says: its derivatives, then its class."""

    def ask() -> tuple[Answer, str]:
        from theorysim.laws.objectives import has_the_derivatives_it_says, keeps_what_it_declares, meets_at_breakpoints
        from theorysim.members.certify import certified

        one = function.objective()
        if certified(one, (one.satisfies[0].assumption,)):
            return "proved", ""
        wrong = [*has_the_derivatives_it_says(one), *meets_at_breakpoints(one)] or keeps_what_it_declares(one)
        said = "; ".join(wrong)
        refuted = (
            wrong
            and ("not" not in said.split(":")[0])
            and any(w in said for w in ("refuted at", "the derivative of the value is", "jumps by"))
        )
        return ("refuted" if refuted else "undecided"), said

    return ask


def made(kind: str, wrong: Function, known: str, right: Function, why: str) -> Made:
    return Case(kind, True, str(wrong), known, member(wrong)), Case(kind, False, str(right), why, member(right))


def slope_off(function: Function, point: Sequence[Fraction], **own: Any) -> str:
    """Return how a gradient differs from quotients of differences; nothing where it does not."""
    for i, said in enumerate(function.slopes(*point, **own)):
        ends = [function.at(*(p + (sign * NEAR if j == i else 0) for j, p in enumerate(point)), **own) for sign in (1, -1)]
        off = said - (ends[0] - ends[1]) / (2 * NEAR)
        if off.lost or abs(off) > Fraction(1, 10**150):
            return f"the gradient is wrong at {', '.join(map(str, point))}"
    return ""


PLACES = tuple(Fraction(n, 7) for n in (3, -4, 9, -10, 30, -30, 100))


def gradient(draw: random.Random) -> Made:
    """Make a gradient wrong: by a factor, a sign, a tiny number, on one side, in a window of a parameter, in one coordinate."""
    one, c = draw.choice(TERMS), draw.randint(1, 9)
    own = ", a: Positive"
    values = {"a": Fraction(draw.randint(1, 40), 8)}
    value, slope, bend = f"{c}*a*({one.value})", f"{c}*a*({one.gradient})", f"{c}*a*({one.hessian})"
    n = draw.choice((10, 1000, 10**6))
    k = int(values["a"] * n)
    kind = draw.randrange(8)
    wrong = (
        f"{slope} + 1/power(10, {draw.choice((3, 12, 40))})",
        f"{slope}*(1 + 1/power(10, {draw.choice((2, 9, 30))}))",
        f"where(x > {draw.choice((0, 1, 4))}, {slope}, {slope} + a)",
        f"{slope} + where({n}*a >= {k}, where({n}*a <= {k}, 1, 0), 0)",
        f"absolute({slope})",
        f"{slope} + exp(-{draw.choice((20, 80))})",
        f"{slope} + x/power(10, 9)",
        f"a*({slope})/(a + 1/power(10, 9))",
    )[kind]
    values["a"] = Fraction(k, n)
    two = draw.random() < 0.3
    other = "y*y/2 + x*y/4" if two else "0"
    right = Function(
        f"{value} + {other}",
        (slope + (" + y/4" if two else ""), *(("y + x/4",) if two else ())),
        ((bend, "1/4"), ("1/4", "1")) if two else ((bend,),),
        "lower_bounded" if not two else "convex",
        f"{(one.low or 0) * c}*a" if not two else "",
        own,
    )
    off = Function(
        right.value, (wrong + (" + y/4" if two else ""), *right.gradient[1:]), right.hessian, right.declares, right.constant, own
    )
    known = next((s for p in PLACES if (s := slope_off(off, (p, -p)[: len(off.gradient)], **values))), "")
    if not known or any(slope_off(right, (p, -p)[: len(off.gradient)], **values) for p in PLACES[:3]):
        raise Wasted(str(off))
    if two:  # it need not be convex
        return Case("wrong gradients", True, str(off), known, derived(off)), Case(
            "wrong gradients", False, str(right), "by the rules", derived(right)
        )
    return Case("wrong gradients", True, str(off), known, derived(off)), Case(
        "wrong gradients", False, str(right), "by the rules", derived(right)
    )


def derived(function: Function) -> Callable[[], tuple[Answer, str]]:
    """Return how it is asked whether the derivatives are those of the value."""

    def ask() -> tuple[Answer, str]:
        from theorysim.laws.objectives import has_the_derivatives_it_says
        from theorysim.members.certify import why_not_derived

        one = function.objective()
        if not (why := why_not_derived(one)):
            return "proved", ""
        wrong = has_the_derivatives_it_says(one)
        return ("refuted" if wrong else "undecided"), "; ".join(wrong) or why

    return ask


def outside(function: Function, point: Sequence[Any], way: Sequence[Any], **own: Any) -> str:
    """Return how two or three values show that a function is not in its class; nothing where they do not."""
    c, f = function.number(**own), lambda t: function.at(*(of(p) + of(w) * t for p, w in zip(point, way, strict=True)), **own)
    square = sum((of(w) * w for w in way), of(0))
    bend, rise = f(1) - f(0) * 2 + f(-1), abs(f(1) - f(0))
    broken = {
        "smooth": lambda: abs(bend) > c * square,
        "convex": lambda: bend < 0,
        "strongly_convex": lambda: bend < c * square,
        "lipschitz": lambda: rise * rise > c * c * square,
        "lower_bounded": lambda: f(0) < c,
    }[function.declares]()
    return f"values at {', '.join(map(str, point))} and {', '.join(map(str, way))} beside it show it" if broken else ""


def constant(draw: random.Random) -> Made:
    """Declare a class with a constant that is a little too sharp, or one that the function is not in at all."""
    one, c, n = draw.choice(TERMS), draw.randint(1, 9), draw.choice((2, 10, 1000))
    declares = draw.choice(("smooth", "lipschitz", "convex", "lower_bounded", "strongly_convex"))
    value, slope, bend, own = f"{c}*a*({one.value})", f"{c}*a*({one.gradient})", f"{c}*a*({one.hessian})", ", a: Positive"
    h = Fraction(1, 40 * n)
    far = Fraction(40 * n)
    right_number, wrong_number, points = {
        "smooth": (
            f"{c * (one.L or 1)}*a",
            f"{c * (one.L or 1) * (n - 1)}*a/{n}",
            [((0,), (h,)), ((11 * h / 7,), (h,)), ((Fraction(11, 7),), (h,)), ((n * 5,), (h,))],
        ),
        "lipschitz": (f"{c * (one.G or 1)}*a", f"{c * (one.G or 1) * (n - 1)}*a/{n}", [((far,), (far,)), ((1,), (h,)), ((0,), (h,))]),
        "convex": ("", "", [((2,), (1,)), ((3,), (1,)), ((0,), (Fraction(1, 4),)), ((Fraction(3, 2),), (Fraction(1, 2),))]),
        "strongly_convex": (f"{c}*a", f"{c * (n + 1)}*a/{n}", [((2,), (1,)), ((0,), (h,)), ((far,), (1,)), ((-far,), (1,))]),
        "lower_bounded": (
            f"{c * (one.low or 0)}*a",
            f"{c * (one.low or 0)}*a + a/{n * n}",
            [((0,), (0,)), ((far,), (0,)), ((Fraction(-11, 7),), (0,))],
        ),
    }[declares]
    wrong = Function(value, (slope,), ((bend,),), declares, wrong_number, own)
    right = Function(value, (slope,), ((bend,),), declares, right_number, own)
    good = {
        "smooth": one.L,
        "lipschitz": one.G,
        "convex": one.convex or None,
        "strongly_convex": 1 if "x*x/2" in (one.value,) else None,
        "lower_bounded": one.low,
    }[declares]
    if good is None or declares == "convex":  # the class itself is wrong: the control is another function
        right = Function(
            "a*x*x/2",
            ("a*x",),
            (("a + 0*x",),),
            declares if declares != "lipschitz" else "smooth",
            {"smooth": "a", "lipschitz": "a", "strongly_convex": "a", "lower_bounded": "0", "convex": ""}[declares],
            own,
        )
    known = next((s for p, w in points if (s := outside(wrong, p, w, a=Fraction(3, 2)))), "")
    if not known:
        raise Wasted(str(wrong))
    return made("a class too small", wrong, known, right, "by its formula")


def kink(draw: random.Random) -> Made:
    """Declare smooth what has a kink, or continuous what jumps: hidden in a root, in a window, as small as can be."""
    one = draw.choice([t for t in TERMS if t.L])
    p, k = draw.randint(-9, 9), draw.choice((0, 6, 30))
    n, m = draw.choice((10, 10**6)), draw.randint(1, 30)
    s = f"/power(10, {k})" if k else ""
    size = Fraction(1, 10**k)
    hidden, slope = draw.choice(
        (
            (f"sqrt((x - {p})*(x - {p})){s}", f"where(x < {p}, -1, 1){s}"),
            (f"where(x > {p}, x - {p}, 0){s}", f"where(x > {p}, 1, 0){s}"),
            (f"maximum(x - {p}, 0){s}", f"where(x > {p}, 1, 0){s}"),
            (f"power((x - {p})**4, 1/4){s}", f"where(x < {p}, -1, 1){s}"),
            (
                f"where({n}*a > {m}, where({n}*a < {m + 1}, maximum(x - {p}, 0), 0), 0){s}",
                f"where({n}*a > {m}, where({n}*a < {m + 1}, where(x > {p}, 1, 0), 0), 0){s}",
            ),
            (f"where(x > {p}, 1, 0){s}", "0*x"),
            (f"where(equal(x, {p}), 1, 0){s}", "0*x"),
            (f"where(x > {p} + a, 1, 0){s}", "0*x"),
            (f"minimum(x - {p}, 0){s}", f"where(x < {p}, 1, 0){s}"),
            (f"absolute(absolute(x - {p}) - 1){s}", f"where(x < {p} - 1, -1, where(x < {p}, 1, where(x < {p} + 1, -1, 1))){s}"),
        )
    )
    a = Fraction(2 * m + 1, 2 * n)
    own = ", a: Positive"
    wrong = Function(f"{one.value} + {hidden}", (f"{one.gradient} + {slope}",), ((one.hessian,),), "smooth", f"{one.L}", own)
    right = Function(f"{one.value} + 0*a", (f"{one.gradient} + 0*a",), ((f"{one.hessian} + 0*a",),), "smooth", f"{one.L}", own)
    h = size / 1000
    places = (Fraction(p), p + a, Fraction(p + 1), p - h / 2, p + h / 2)
    known = next((found for q in places if (found := outside(wrong, (q,), (h,), a=a))), "")
    if not known:
        raise Wasted(str(wrong))
    return made("hidden kinks and jumps", wrong, known, right, "by its formula")


def plane(draw: random.Random) -> Made:
    """Declare of a function of two variables what holds along each axis alone."""
    a, b, n = draw.randint(1, 9), draw.randint(1, 9), draw.choice((1, 4, 100))
    declares = draw.choice(("smooth", "convex", "strongly_convex"))
    most = max(a, b)
    c = {"smooth": f"1/{n}", "convex": f"{a + b}", "strongly_convex": f"1/{n}"}[declares]
    number = {"smooth": f"{most}", "convex": "", "strongly_convex": f"{min(a, b)}"}[declares]
    bump, by_x, by_y = draw.choice((("", "", ""), (" + log(1 + x*x)*0", "", ""), (" + sqrt(1 + y*y)*0", "", "")))

    def quadratic(cross: str, number: str) -> Function:
        value = f"{a}*x*x/2 + {b}*y*y/2 + ({cross})*x*y{bump}"
        return Function(
            value, (f"{a}*x + ({cross})*y{by_x}", f"{b}*y + ({cross})*x{by_y}"), ((f"{a}", cross), (cross, f"{b}")), declares, number
        )

    wrong, right = (
        quadratic(c.replace("1/1", "1") if n == 1 else c.replace("1/100", "0.0078125").replace("1/4", "0.25"), number),
        quadratic("0", number),
    )
    ways = [(Fraction(s), Fraction(t)) for s in (1, -1, 2, -2, 5, -5, 100, -100, 1000) for t in (1, 2, 5, 100, 1000, -1)]
    known = next((s for w in ways if (s := outside(wrong, (0, 0), w))), "")
    if not known:
        raise Wasted(str(wrong))
    return made("two variables", wrong, known, right, "a diagonal Hessian")


KINDS: tuple[Callable[[random.Random], Made], ...] = (gradient, constant, kink, plane)
