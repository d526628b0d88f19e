"""Orders of growth: one sum of monomials beside another, and what grows faster beside what grows more slowly."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

from theorysim.entries import Sided
from theorysim.model import Known, Order, Relation

from .case import Answer, Case, Made, Wasted, answer, body

TAKES = "x: Positive, y: Positive"
SPAN = range(-6, 7)
GROWTH = (  # of x, towards infinity or 0: what is of the order of what, and not the other way round
    ("x", "x*x + 1"),
    ("log(1 + x)", "x"),
    ("x", "exp(x)"),
    ("sqrt(x)", "1 + x"),
    ("log(1 + x)", "sqrt(x)"),
    ("x*x*x", "exp(x)"),
    ("1", "1 + 1/x"),
    ("x/(1 + x)", "1"),
    ("minimum(x, 1)", "x"),
    ("x", "maximum(x, x*x)"),
    ("x*log(1 + x)", "x*x"),
    ("x*y", "x*x*y + y/x"),
    ("y*log(1 + x)", "x*y"),
    ("minimum(x, y)", "x"),
    ("minimum(x, 1/x)", "1"),
    ("sqrt(x*y)", "x + y"),
    ("x*y/(x + y)", "x"),
    ("1/(1 + x*y)", "1"),
)


def order(draw: random.Random) -> Made:
    """State that one sum of monomials is of the order of another: true where each exponent lies among the other's, false along a ray."""
    if draw.random() < 0.4:
        small, large = draw.choice(GROWTH)
        k = draw.choice((1, 2, 8))
        pairs, known, why = ((f"{k}*({large})", small), (small, f"({large})/{k}")), "x or 1/x grows, all else 1", "it is at most a multiple"
    else:
        most = draw.randint(2, 3)
        exponents = [(draw.randint(-3, 3), draw.randint(-3, 3)) for _ in range(most)]
        some = (draw.randint(-4, 4), draw.randint(-4, 4))
        ray = next((v for v in product(SPAN, SPAN) if _along(v, some) > max(_along(v, e) for e in exponents)), None)
        if ray is None:
            raise Wasted("it lies among them")
        weights = [draw.randint(0, 3) for _ in exponents]
        total = sum(weights) or 1
        mean = tuple(Fraction(sum(w * e[i] for w, e in zip(weights, exponents, strict=True)), total) for i in range(2))
        if not sum(weights) or any(m.denominator > 2 for m in mean):
            raise Wasted("exponents that nobody writes")
        size = " + ".join(_monomial(e) for e in exponents)
        pairs = ((f"{draw.randint(1, 9)}*{_monomial(some)}", size), (f"{_monomial(mean)}", size))  # type: ignore[arg-type]
        known, why = f"x = t^{ray[0]}, y = t^{ray[1]}", "a mean of its exponents: at most the sum, by the inequality of the means"
    omega = draw.random() < 0.4
    cases = []
    for false, (count_, size) in zip((True, False), pairs, strict=True):
        left, right = (size, count_) if omega else (count_, size)
        cases.append(
            Case(
                "orders",
                false,
                f"T = {left} is {'Omega' if omega else 'O'}({right})",
                known if false else why,
                _ordered(left, right, omega),
            )
        )
    return cases[0], cases[1]


def _along(v: tuple[int, int], e: tuple[int, int]) -> int:
    return v[0] * e[0] + v[1] * e[1]


def _monomial(e: tuple[Any, Any]) -> str:
    return "*".join(
        f"power({n}, {k})" if Fraction(k).denominator == 1 else f"power({n}, {float(k)!r})" for n, k in zip("xy", e, strict=True)
    )


def _ordered(count_: str, size: str, omega: bool) -> Callable[[], tuple[Answer, str]]:
    def ask() -> tuple[Answer, str]:
        from theorysim.judge.order import judge_order

        known = []
        for sides in (f"({count_}, T)", f"(T, {count_})"):  # T is just that
            line = Sided(body(sides, f"{TAKES}, T: Positive"), "<=")
            known.append(Known(body(f"{count_} + 0*x*y", TAKES), (Relation((line,), (line,)),)))
        one = Order(body(f"{size} + 0*x*y", TAKES), "Omega" if omega else "O", *known)
        return answer(judge_order(one, "quick", "said"))

    return ask


KINDS: tuple[Callable[[random.Random], Made], ...] = (order,)
