"""Check a claim about two coins: by sums from what holds of any two, or at points, where the numbers of the best rule are computed here.

With success s and doubt d, n tosses and chances p and q: 1/2 <= s <= 1, for a rule may guess; s <= 1/2 + n |p - q|/2, for two coins can be
tossed together so that they differ at a toss with probability |p - q| only; and (1 - s)/2 <= d <= min{1 - s, 1/4}, for with the
posterior probability t of one coin d is the mean of t (1 - t), and 1 - s that of min{t, 1 - t}. By Pinsker's inequality, with
KL <= (p - q)^2/(q (1 - q)) for one toss and sums for n, 2 (2 s - 1)^2 q (1 - q) <= n (p - q)^2.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from flint import arb, ctx

from theorysim.verify.balls import Balls, ball
from theorysim.verify.points import check_point
from theorysim.verify.sums import Question
from theorysim.verify.trees import Domain, Node, Refused, letters_of

UNIT = Domain(Fraction(0), False, Fraction(1), False)
NUMBERS = {name: Node(name, domain=UNIT) for name in ("success", "doubt")}
COINS = "coins"  # of what is asked besides: chances in [0, 1], a toss or more
MOST = 20_000  # terms of a law
Problem = tuple[tuple[Node, Node], Node, tuple[Node, ...], tuple[Node, ...]]  # chances, tosses, what is given, what is claimed


def known(chances: Sequence[Node], tosses: Node) -> tuple[Node, ...]:
    """Return what holds of any two coins."""
    (p, q), s, d = chances, NUMBERS["success"], NUMBERS["doubt"]
    apart = Node("/", (Node("*", (tosses, Node("absolute", (Node("-", (p, q)),)))), _number(2)))
    wrong = Node("-", (_number(1), s))
    half, gap = Node("-", (Node("*", (_number(2), s)), _number(1))), Node("-", (p, q))
    spread = Node("*", (_number(2), Node("*", (q, Node("-", (_number(1), q))))))
    far = Node("*", (tosses, Node("*", (gap, gap))))
    return (
        Node("<=", (s, _number(1))),
        Node("<=", (_number(1), Node("*", (_number(2), s)))),
        Node("<=", (s, Node("+", (_number(Fraction(1, 2)), apart)))),
        Node("<=", (wrong, Node("*", (_number(2), d)))),
        Node("<=", (d, wrong)),
        Node("<=", (Node("*", (_number(4), d)), _number(1))),
        Node("<=", (Node("*", (Node("*", (half, half)), spread)), far)),
    )


def _number(value: int | Fraction) -> Node:
    return Node(Fraction(value))


def seen(p: Node, q: Node, tosses: Node, given: tuple[Node, ...], checks: tuple[Node, ...]) -> Problem:
    """See that something is claimed, and that the letters of the numbers are probabilities."""
    if not checks:
        raise Refused("nothing is claimed")
    if any(domain != UNIT for name, domain in letters_of(p, q, tosses, *given, *checks).items() if name in NUMBERS):
        raise Refused("a number of the best rule with another domain")
    return (p, q), tosses, given, checks


def questions(
    chances: Sequence[Node],
    tosses: Node,
    given: tuple[Node, ...],
    checks: Sequence[Node],
    hints: tuple[Node, ...],
    places: Mapping[str, Any],
) -> Iterator[tuple[str, Question]]:
    """Yield a question for each relation that is not shown at points, and what makes two coins and tosses of them; check those points."""
    if not _whole(tosses):
        raise Refused("a number of tosses that is not whole")
    if any(f"{i}" not in places for i in range(len(checks))):
        (p, q), one = chances, _number(1)
        for i, (low, high) in enumerate(((_number(0), p), (p, one), (_number(0), q), (q, one), (one, tosses))):
            yield f"{COINS}{i}", Question(Node("<=", (low, high)), given, hints)
    for i, check in enumerate(checks):
        if f"{i}" not in places:
            yield f"{i}", Question(check, (*given, *known(chances, tosses)), hints)
        elif not places[f"{i}"]:
            raise Refused("no point")
        for point in places.get(f"{i}", ()):
            at(chances, tosses, point, (*given, check), None)


def _whole(n: Node) -> bool:
    """Tell whether a formula is plainly a whole number: of whole letters and numbers, added and multiplied."""
    if isinstance(n.head, Fraction):
        return n.head.denominator == 1
    return n.domain.whole if n.domain is not None else n.head in ("+", "*") and all(map(_whole, n.parts))


def at(chances: Sequence[Node], tosses: Node, point: Mapping[str, Any], hold: Sequence[Node], fails: Node | None) -> None:
    """Check that relations hold at a point, and that one fails; raises Refused where they do not."""
    domains = {n: d for n, d in letters_of(*chances, tosses, *hold, *([fails] if fails else [])).items() if n not in NUMBERS}
    check_point(point, hold, fails, domains, partial(_holds, chances, tosses))


def _holds(chances: Sequence[Node], tosses: Node, relation: Node, values: Mapping[str, Any]) -> bool | None:
    here = Balls(values)
    p, q, n = (here.value(node) for node in (*chances, tosses))
    if not isinstance(n, Fraction) or n.denominator != 1 or n < 1:
        raise Refused("a number of tosses that is not whole")
    if not all(ball(c) > 0 and ball(c) < 1 for c in (p, q)):
        raise Refused("a chance that is not between 0 and 1")
    success, doubt = best(ball(p), ball(q), int(n))
    return Balls({**values, "success": success, "doubt": doubt}).holds(relation)


def best(p: arb, q: arb, n: int) -> tuple[arb, arb]:
    """Return success and doubt: sums over the number of heads of max{P, Q}/2 and P Q/(2 (P + Q)), the last of them bounded together."""
    one, other = [(1 - c).log() * n for c in (p, q)]
    laws, gone, sums = [one.exp(), other.exp()], arb(2) ** (-ctx.prec * 2 // 3), [arb(0), arb(0)]
    rest = [arb(1), arb(1)]
    for heads in range(min(n, MOST) + 1):
        P, Q = laws
        sums = [sums[0] + P.max(Q) / 2, sums[1] + P * Q / (P + Q) / 2]
        rest = [rest[0] - P, rest[1] - Q]
        if heads == n:
            return sums[0], sums[1]
        if all(r < gone for r in rest):
            break
        laws = [law * (n - heads) / (heads + 1) * c / (1 - c) for law, c in ((P, p), (Q, q))]
    most = sum((r.abs_upper() for r in rest), arb(0))
    return sums[0] + arb(0).union(most), sums[1] + arb(0).union(most)
