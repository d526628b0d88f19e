"""Certificates with a planted error, of every kind: a digit, a sign, a place, a case, a hypothesis, a step; none may be accepted wrongly.

    python tests/planted_certificates.py 1000

A claim of each kind stands in a file, with the certificate that was found for it. Then the file is edited so that the claim is another,
which the certificate does not show, and, where that is false, the certificate may be changed too: whatever is accepted is accepted wrongly.
Or the certificate alone is changed: what is accepted is no worse then (a point that refutes as well, a larger constant, another split).
"""

import copy
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from theorysim.prove.certificates import exported
from theorysim.verify.certificate import verify
from theorysim.verify.reader import Reader

HEAD = """
from theorysim.domains import AboveOne, AtLeastOne, Nonnegative, Positive, Real, Unit
from theorysim.letters import equals, letter, letters, number
from theorysim.maths import absolute, exp, flat, log, maximum, minimum, sqrt, where
from theorysim.model import Claim, Coins, Cover, Denial, Executed, Exists, Expected, Known, Moment, Order, Piece, Relation, Statement
from theorysim.model import success

x, y, g, a = letters("x y g a", Real)
p, q, F = letters("p q F", Positive)
n, m, G, r, s, tau = letters("n m G r s tau", Nonnegative)
k = letter("k", AtLeastOne)
b = letter("b", Unit)
"""

HEAVY = """
from theorysim.domains import TailIndex

alpha = letter("alpha", TailIndex)
S, t = letters("S t", Positive)
c, w = letters("c w", Real)
TANGENT = (s <= S + (s**alpha - S**alpha) * S**(1 - alpha) / alpha, c + w <= s)
"""

TOSSED = """
from theorysim.domains import PositiveCount, Probability

p, k = letter("p", Probability), letter("k", PositiveCount)
"""

TEXT = """

def steps():
    z, count = 10.0, 0
    for _ in range(4):
        z, count = z - z / 2, count + 1
    return z, 0.625


def means():
    squares = [i * i for i in (1, 2, 3)]
    return sum(squares) / len(squares), max(squares) / 2 + 1 / 6


"""

CELLS = """
from fractions import Fraction

from theorysim.model import Goldstein
from theorysim.objectives.max_of_affine import max_of, max_of_affine
"""

RUN = """
from theorysim.assumptions.l0_l1_smooth import l0_l1_smooth
from theorysim.assumptions.lipschitz import lipschitz
from theorysim.assumptions.lower_bounded import lower_bounded
from theorysim.assumptions.twice_differentiable import twice_differentiable
from theorysim.methods.gradient_descent import gradient_descent
from theorysim.model import count

L0, epsilon = letters("L0 epsilon", Positive)
"""

# the kind, what is claimed, lines before it, what breaks it, and edits of the file that make it false
CLAIMS: tuple[tuple[str, str, str, dict[str, Any], tuple[tuple[str, str], ...]], ...] = (
    (
        "relation",
        "Relation((4*p*q <= (p + q)**2, n / (1 + n) <= minimum(n, 1)))",
        "",
        {},
        (("4*p*q", "5*p*q"), ("(p + q)**2", "(p - q)**2"), ("minimum(n, 1)", "minimum(n, 1/2)"), ("n / (1 + n)", "n")),
    ),
    (
        "relation with hypotheses",
        "Relation((m * p <= 2 * q, 0 <= sqrt(x)), given=(m <= 2, p <= q, 0 < x))",
        "",
        {},
        (("m <= 2", "m <= 3"), ("p <= q", "q <= p"), ("m <= 2, ", ""), (", 0 < x", ""), ("2 * q", "q"), ("0 < x", "x < 0")),
    ),
    (
        "exponentials",
        "Relation((1 + x <= exp(x), log(p) <= p - 1, 2*p <= p * (exp(p) + exp(-p))))",
        "",
        {},
        (("1 + x", "1 + 2*x"), ("1 + x", "2 + x"), ("p - 1", "p - 2"), ("p - 1", "p/2"), ("2*p <=", "3*p <="), ("exp(-p)", "exp(-2*p)")),
    ),
    (
        "hints",
        "Relation((sqrt(p*q) <= (p + q) / 2,), hints=((sqrt(p) - sqrt(q))**2 >= 0,))",
        "",
        {},
        (("(p + q) / 2", "(p + q) / 4"), ("sqrt(p*q)", "p*q"), (">= 0", ">= 1")),
    ),
    (
        "boxes",
        "Relation((exp(sqrt(p)) <= p + 3,), search={'p': (0.1, 3)})",
        "",
        {},
        (("p + 3", "p + 2"), ("(0.1, 3)", "(0.1, 8)"), ("sqrt(p)", "p")),
    ),
    (
        "what exists",
        "Exists((absolute(minimum(maximum(x, -p), p)) <= p,))",
        "",
        {},
        (("<= p,", "<= p/2,"), ("<= p,", "< p,"), ("minimum(maximum(x, -p), p)", "x")),
    ),
    (
        "cover",
        'Cover((Piece("left", (x <= 1,), (((), x <= 1 + y**2),)), Piece("right", (1 < x,), (((), 1/x < 1),))))',
        "",
        {},
        (("x <= 1,", "x <= 0,"), ("1 < x,", "2 < x,"), ("1 + y**2", "y**2"), ("1/x < 1", "1/x < 1/2"), ("(x <= 1,)", "(x <= 1, y <= 5)")),
    ),
    (
        "order",
        'Order(3*p + q, "O", ceiling=Known(p + 2*q, (Relation((p <= p + q,)),)))',
        "",
        {},
        (("3*p + q", "3*p"), ("p + 2*q", "p*q"), ("p + 2*q", "p**2 + q"), ("p <= p + q", "q <= p"), ('"O"', '"Omega"')),
    ),
    (
        "not an order",
        'Order(p + 1, "not O", floor=Known(p**2 / 2, (Relation((0 <= p**2,)),)), given=(1 <= p,))',
        "",
        {},
        (("p + 1", "p**2 + 1"), ("p**2 / 2", "p"), ("1 <= p,", "p <= 9,"), ("0 <= p**2", "1 <= p**2 + p - 1"), ("p**2 / 2", "2 - p")),
    ),
    (
        "expectation",
        "Expected(0 <= s**2 - G**2 + 2*tau*G + tau**2, multiplier=None)",
        "",
        {},
        (("2*tau*G", "tau*G"), ("- G**2", "- 2*G**2"), ("0 <=", "2*tau**2 <="), ("+ 2*tau*G", "")),
    ),
    (
        "powers",
        "Relation((p**alpha <= q**alpha, equals(((4*p)**(1 / (alpha - 1)))**(alpha - 1), 4*p)), given=(p <= q,))",
        HEAVY,
        {},
        (("p <= q", "q <= p"), ("(p**alpha", "(2*p**alpha"), ("<= q**alpha", "<= q**2"), (", 4*p)", ", 2*p)"), ("**(al", "**(2*al")),
    ),
    (
        "a flat function",
        "Relation((flat(x, 2) <= 1/2,), search={'x': (-1, 3)})",
        "",
        {},
        (("1/2", "1/4"), ("(x, 2)", "(x, 6)")),
    ),
    (
        "a moment",
        "Expected(minimum(s, t)**2 <= S**alpha * t**(2 - alpha), moments=(Moment(s, alpha, S, t**(2 - alpha)),))",
        HEAVY,
        {},
        (("t)**2", "t)"), ("minimum(s, t)", "s"), ("t**(2 - alpha),", "t**(1 - alpha),"), ("(s, alpha, S", "(r, alpha, S")),
    ),
    (
        "along u",
        "Expected(c <= S, lines=TANGENT, moments=(Moment(s, alpha, S, S**(1 - alpha) / alpha),), along=-number(1))",
        HEAVY,
        {},
        (("c <= S", "2*c <= S"), ("-number(1)", "number(1)"), ("c + w <= s", "c + w <= r"), ("(s, al", "(r, al"), ("/ alpha)", "/ 4)")),
    ),
    (
        "a law of that moment",
        "Expected(r**2 <= S**2, moments=(Moment(r, alpha, S),))",
        HEAVY,
        {"grad": "1", "alpha": "3/2", "S": "1", "p1": "1/16", "r1": "4", "a1": "4"}
        | {"p2": "1/16", "r2": "4", "a2": "-4", "p3": "7/8", "r3": "0", "a3": "0"},
        (("r**2", "r"), ("r, alpha", "r, number(2)"), ("<= S**2", "<= 1 + S**2"), ("r**2", "r**alpha")),
    ),
    (
        "coins",
        "Coins((success <= 1/2 + k*p/4,), (p, p/2), k)",
        TOSSED,
        {},
        (("k*p/4", "k*p/8"), ("(p, p/2)", "(p, p/4)"), ("1/2 +", "1/4 +"), ("<= 1/2 +", "< 1/2 -")),
    ),
    (
        "coins, at points",
        "Coins((success <= 1/2 + k*p/2, success < 1), (p, p/2), k, (k <= 3,), {'p': (1/8, 1/4), 'k': (1, 3)})",
        TOSSED,
        {},
        (("success < 1", "success < 1/2"), ("k*p/2", "k*p/8")),
    ),
    (
        "witness",
        "Relation((x <= 2, x**2 <= 2), given=(0 <= x, x <= 3/2))",
        "",
        {"x": "3/2"},
        (("x**2 <= 2", "x**2 <= 9/4"), ("x <= 3/2", "x <= 1"), ("0 <= x", "x <= 0"), ("x**2", "x")),
    ),
    (
        "witness in balls",
        "Relation((sqrt(p) <= exp(p) - 2,), given=(log(p) <= 0,))",
        "",
        {"p": "1/3"},
        (("exp(p) - 2", "exp(p)"), ("log(p) <= 0", "log(p) <= -2"), ("sqrt(p)", "p - 1")),
    ),
    (
        "denial",
        "Exists((2 <= p,), denials=(Denial((p <= 1,), (((), p <= 1),), 2 <= p),))",
        "",
        {"p": "1/2"},
        (("((), p <= 1)", "((), p <= 1/2)"), ("((), p <= 1)", "((), 1 <= p)"), ("Denial((p <= 1,)", "Denial((1 <= p,)")),
    ),
    (
        "ray",
        'Order(p, "O", floor=Known(p**2, (Relation((0 <= p**2,)),)))',
        "",
        {"p": "1"},
        (("Known(p**2,", "Known(2*p,"), ("Order(p,", "Order(p**2,"), ("0 <= p**2", "1 <= p**2")),
    ),
    (
        "law",
        "Expected(absolute(s - G) <= tau / 2, given=(tau <= 1,))",
        "",
        {"G": "2", "tau": "1", "p1": "1/2", "r1": "1", "a1": "2", "p2": "1/2", "r2": "1", "a2": "-2"},
        (("tau / 2", "tau"), ("tau <= 1", "tau <= 1/2"), ("absolute(s - G)", "s - G"), ("tau / 2", "tau / 2 + G")),
    ),
    (
        "run",
        "count(gradient_descent, over=(lower_bounded, twice_differentiable, l0_l1_smooth), eta=1 / (2*L0)) <= F / 8",
        RUN,
        {"objective": "quadratic", "own": {"a": "1"}, "start": "8", "constants": {"L0": "1", "L1": "1", "epsilon": "1/4"}, "steps": 5},
        (("F / 8", "F / 4"), ("F / 8", "F"), ("(2*L0)", "L0"), ("F / 8", "F / (8*epsilon)"), ("l0_l1_smooth)", "lipschitz)")),
    ),
    (
        "Goldstein's distance",
        "Goldstein(max_of_affine, (1, 0), Fraction(3, 4), Fraction(7, 10), Fraction(71, 100))",
        CELLS,
        {},
        (
            ("Fraction(3, 4)", "Fraction(9, 10)"),
            ("Fraction(3, 4)", "Fraction(1, 2)"),
            ("Fraction(7, 10)", "Fraction(3, 4)"),
            ("Fraction(71, 100)", "Fraction(70, 100)"),
            ("(1, 0), F", "(0, 0), F"),
            ("Goldstein(max_of_affine", "Goldstein(max_of((((2, 0), 0), ((0, 1), 0), ((-1, -1), 0)))"),
        ),
    ),
    (
        "text",
        "Executed((steps, means))",
        TEXT,
        {},
        (("range(4)", "range(3)"), ("z / 2", "z / 3"), ("0.625", "0.5"), ("1 / 6", "1 / 7"), ("(1, 2, 3)", "(1, 2, 4)"), ("max(", "min(")),
    ),
)  # fmt: skip


def statement(folder: Path, what: str, more: str) -> Path:
    path = folder / "planted.py"
    path.write_text(f"{HEAD}{more}\nstatement = Statement('planted', Claim({what}))\n")
    return path


def asked(path: Path, certificate: Any, reader: Reader) -> tuple[str, str]:
    reader.modules.pop(str(path.resolve()), None)
    (told,) = verify(reader, path, {"printed||0": certificate})
    return told.outcome, told.why


def found(folder: Path, what: str, more: str, broken: dict[str, Any]) -> Any:
    path, key = statement(folder, what, more), ("printed", "", 0)
    held = set() if broken else {key[:2]}
    made, without = exported(Reader(), path, "statement", held, {key: broken} if broken else {})
    assert made, without
    certificate = json.loads(json.dumps(made["printed||0"]))
    assert asked(path, certificate, Reader())[0] == "accepted"
    return certificate


def places(said: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what holds each part of a certificate, and the key of it."""
    for key in list(said) if isinstance(said, dict) else range(len(said)) if isinstance(said, list) else ():
        yield said, key
        yield from places(said[key])


def changed(certificate: Any, draw: random.Random) -> tuple[str, Any]:
    """Change one thing: drop it, or write another digit, sign, label, place or word for it."""
    new = copy.deepcopy(certificate)
    holder, key = draw.choice(list(places(new)))
    old = holder[key]
    if isinstance(old, str | int) and draw.random() < 0.8:
        holder[key] = other(old, draw)
        return f"{old} becomes {holder[key]}", new
    if isinstance(holder, dict) and not isinstance(old, dict) and draw.random() < 0.2:
        holder[f"{key}x"] = holder.pop(key)
        return f"{key} becomes {key}x", new
    if isinstance(holder, list) and len(holder) > 1 and draw.random() < 0.3:
        holder[key - 1], holder[key] = holder[key], holder[key - 1]
        return "two are swapped", new
    del holder[key]
    return f"{key} is left out", new


def other(old: Any, draw: random.Random) -> Any:
    try:
        number = Fraction(old)
        new: Any = draw.choice([-number, number + Fraction(1, 7), 0, number * 2 + 1, number + 1])
        return int(new) if isinstance(old, int) and Fraction(new).denominator == 1 else str(new)
    except ValueError:
        return draw.choice(["not", "h0", "h9", "c0", "t:0:1", "q0", "free", "sign", "difference", "zz", ""])


def planted(number: int, seed: int, folder: Path) -> Iterator[tuple[str, str, bool, str, str]]:
    """Yield of each planted error its kind, what was planted, whether it is in the file, what the checker said, and why."""
    draw, reader = random.Random(seed), Reader()
    known = [(*one, found(folder, one[1], one[2], one[3])) for one in CLAIMS]
    for i in range(number):
        kind, what, more, broken, edits, certificate = known[i % len(known)]
        if draw.random() < 0.6:
            old, new = draw.choice(edits)
            assert old in what + more, old
            path = statement(folder, what.replace(old, new, 1), more.replace(old, new, 1))
            used, said = (
                (certificate, f"{old} becomes {new}")
                if broken or draw.random() < 0.5
                else (changed(certificate, draw)[1], f"{old} -> {new}, too")
            )
            yield kind, said, True, *asked(path, used, reader)
        else:
            said, used = changed(certificate, draw)
            if used != certificate:
                yield kind, said, False, *asked(statement(folder, what, more), used, reader)


def main() -> int:
    counts: Counter[tuple[str, str]] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind, said, in_file, outcome, why in planted(int(sys.argv[1]), 16, Path(folder)):
            counts[kind, outcome] += 1
            if outcome == "accepted":
                wrong += in_file
                print(f"{'WRONGLY ' if in_file else ''}accepted: {kind}: {said}: {why}")
    for (kind, outcome), count in sorted(counts.items()):
        print(f"{kind:26} {outcome:10} {count}")
    print(f"{counts.total()} planted, {wrong} accepted wrongly")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
