"""Laws of noise: expectations that a law of one or two atoms breaks, and oracles that say of themselves what they are not."""

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import product

from theorysim.entries import Oracle, Sided
from theorysim.model import Expected

from .case import Answer, Case, Made, Wasted, answer, body, executed
from .exactly import WORDS, of, sqrt

TAKES = "G: Nonnegative, tau: Nonnegative, r: Nonnegative, a: Real, s: Nonnegative"
LAWS = (  # two atoms +-tau along the gradient, or across it: (r, a, s)
    ("along", lambda G, tau: ((tau, tau * G, G + tau), (tau, -tau * G, abs(G - tau)))),
    ("across", lambda G, tau: ((tau, of(0), sqrt(G * G + tau * tau)),)),
    ("none", lambda G, tau: ((of(0), of(0), G),)),
)
PRICES: tuple[tuple[str, str, str, str], ...] = (  # what is false of E, what is true, and a multiplier for each
    ("s*s, G*G + tau*tau*({less})", "s*s, G*G + tau*tau", "2", "2"),
    ("s, G + 0*tau", "s, G + tau", "0", "0"),
    ("G + tau/{n}, s", "0, s", "0", "0"),
    ("r, tau*({less})", "r, tau", "0", "0"),
    ("r*r, tau*tau*({less})", "r*r, tau*tau", "0", "0"),
    ("a, -(tau*tau)/{n}", "a, tau*tau/{n}", "1", "1"),
    ("G*G + tau*tau/{n}, s*s", "G*G, s*s", "-2", "-2"),
    ("s*s + a, G*G + tau*tau*({less})", "s*s + a, G*G + tau*tau", "3", "3"),
    ("s*s - r*r, G*G - tau*tau/{n}", "s*s - r*r, G*G", "2", "2"),
    ("s*s, G*G + tau*tau/{n}", "s*s - 3*a, G*G + tau*tau", "2", "-1"),
    ("2*s, G + tau", "s, G + tau + 1", "0", "0"),
    ("absolute(a), G*tau*({less})", "absolute(a), G*tau", "0", "0"),
    ("s*s*{n}, {n}*G*G + ({n} - 1)*tau*tau", "s*s*{n}, {n}*G*G + {n}*tau*tau", "2*{n}", "2*{n}"),
    ("maximum(s, G), G", "minimum(s, G), G", "0", "0"),
)


def law(draw: random.Random) -> Made:
    """State of an expectation over all unbiased noises what one of two atoms breaks."""
    wrong, right, price, other = draw.choice(PRICES)
    n = draw.choice((2, 10, 1000))
    less = draw.choice((f"1 - 1/{n * 0 + 2}.0", "1 - 1/(1 + tau)/1024")) if n == 2 else f"1 - 1/power(10, {len(str(n)) - 1})"
    texts = [t.format(less=less, n=n) for t in (wrong, right)]
    prices = [t.format(n=n) for t in (price, other)]
    own = executed(f"def body(G, tau, r, a, s):\n    return {texts[0]}\n", WORDS)["body"]
    known = ""
    for (name, atoms), G, tau in product(LAWS, (0, 1, 3), (0, 1, 2)):
        rows = [own(of(G), of(tau), *map(of, atom)) for atom in atoms(of(G), of(tau))]
        left, over = (sum((of(row[i]) for row in rows), of(0)) / len(rows) for i in range(2))
        if not left.lost and not over.lost and left > over:
            known = f"atoms {name} the gradient, G = {G}, tau = {tau}"
            break
    if not known:
        raise Wasted(texts[0])

    def asked(text: str, price: str) -> Callable[[], tuple[Answer, str]]:
        def ask() -> tuple[Answer, str]:
            from theorysim.judge.expected import judge_expected

            one = Expected(Sided(body(f"({text})", TAKES), "<="), multiplier=body(price, ""), search={"G": (0, 16), "tau": (0, 16)})
            return answer(judge_expected(one, "quick", "said"))

        return ask

    return (
        Case("laws of noise", True, f"E: {texts[0]}, price {prices[0]}", known, asked(texts[0], prices[0])),
        Case("laws of noise", False, f"E: {texts[1]}, price {prices[1]}", "at each outcome, with the price", asked(texts[1], prices[1])),
    )


HEAVY = "where(q < 2, 2*power(tau, q)/(2 - q), {})"  # the moments of a law whose tail is t^-2
NOISES = (  # what is shown of g from a uniform u; its moment, support and mean; and by hand E n^2, max |n| and E n where tau is 1
    ("g + tau*(2*u - 1)", "power(tau, q)/(q + 1)", "tau", "g", "1/3", "1", "0"),
    ("g + where(2*u < 1, tau, -tau)", "power(tau, q)", "tau", "g", "1", "1", "0"),
    ("g + where(u < 1/4, 3*tau, -tau)", "(power(3*tau, q) + 3*power(tau, q))/4", "3*tau", "g", "3", "3", "0"),
    (
        "g + tau*where(u < 1/2, -power(2*u, -1/2), power(2 - 2*u, -1/2))",
        HEAVY.format("inf"),
        "inf + 0*tau",
        "g",
        "",
        "",
        "0",
    ),
    ("g + tau*where(u < 1/2, 1, 3)/4", "power(tau/4, q)*(1 + power(3, q))/2", "3*tau/4", "g + tau/2", "5/16", "3/4", "1/2"),
)
SAID = {"moment": "q: Positive, tau: Nonnegative = 1", "support": "tau: Nonnegative = 1", "mean": "g: Real, tau: Nonnegative = 1"}


def noise(draw: random.Random) -> Made:
    """Let an oracle say a moment or a support below its own, one that is infinite too, or another mean than its own."""
    shown, moment, support, mean, *by_hand = draw.choice(NOISES)
    n, what = draw.choice((2, 8, 64)), draw.choice(("moment", "moment", "support", "mean"))
    said = {"moment": moment, "support": support, "mean": mean}
    wrong = {
        "moment": f"({moment})*(1 - 1/{n}.0)" if "inf" not in moment else HEAVY.format(f"{1000 * n}*power(tau, q)"),
        "support": f"({support})*(1 - 1/{n}.0)" if "inf" not in support else f"{1000 * n}*tau",
        "mean": f"g + tau/{n}" if mean == "g" else "g",
    }[what]
    true = dict(zip(("moment", "support", "mean"), by_hand, strict=True))[what]
    number = of(executed(f"def own(q, tau, g):\n    return {wrong}\n", WORDS)["own"](of(2), of(1), of(0)))
    if true and not (number < Fraction(true) if what != "mean" else abs(number - Fraction(true)) > 0):
        raise Wasted(f"{what} {wrong}")

    def asked(said: dict[str, str]) -> Callable[[], tuple[Answer, str]]:
        def ask() -> tuple[Answer, str]:
            from theorysim.laws.every import complaints

            made = {name: body(text, SAID[name]) for name, text in said.items()}
            found = complaints(Oracle(body(shown, "g: Real, u: Uniform, tau: Nonnegative = 1"), unbiased=said["mean"] == "g", **made))
            return ("refuted", "; ".join(found)) if found else ("proved", "")

        return ask

    known = f"where tau is 1 its {what} is {true or 'infinite'}, it says {number}"
    return (
        Case("what an oracle says", True, f"{shown}: {what} {wrong}", known, asked(said | {what: wrong})),
        Case("what an oracle says", False, f"{shown}: {said}", "by hand", asked(said)),
    )


KINDS: tuple[Callable[[random.Random], Made], ...] = (noise,)
DEAR = (law,)
