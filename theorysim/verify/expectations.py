"""What a claim about an expectation asks, for every noise n with E[n] = 0 and |n| <= tau: one outcome at a time, at a price for E[n] = 0.

At an outcome G = |grad f|, r = |n| and s = |grad f + n| are the sides of a triangle, and a = <grad f, n> = (s^2 - G^2 - r^2)/2. Where
left - multiplier a <= right at every outcome, and the multiplier is the same at all, E[left] <= E[right], for E[a] = 0.

Where moments are bounded, E[size^order] <= bound^order, instead of |n|, the letter of |grad f| is grad, and a price >= 0 is paid for each:
left - multiplier a - price (size^order - bound^order) <= right. Along a unit vector u, w = <u, n> has E[w] = 0 and a price of its own, and
c = <u, grad f>: |w| <= r, |c| <= grad and |c + w| <= s.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from theorysim.verify.sums import Question
from theorysim.verify.trees import Domain, Node, Refused, letters_of, substituted

OUTCOME = {"r", "a", "s", "h", "w"}
ANY, SIZE = Domain(None, True, None, True), Domain(Fraction(0), False, None, True)
G, r, s, tau, grad = (Node(name, domain=SIZE) for name in ("G", "r", "s", "tau", "grad"))
c, w = (Node(name, domain=ANY) for name in ("c", "w"))


def _of(op: str, *parts: Node) -> Node:
    return Node(op, parts)


def _number(value: int) -> Node:
    return Node(Fraction(value))


def _triangle(side: Node) -> tuple[Node, ...]:
    return tuple(_of("<=", x, _of("+", y, z)) for x, y, z in ((side, r, s), (s, side, r), (r, side, s)))


def _product(side: Node) -> Node:
    """Return a, by the sides of the triangle."""
    return _of("/", _of("-", _of("-", _of("*", s, s), _of("*", side, side)), _of("*", r, r)), _number(2))


OUTCOMES = (*_triangle(G), _of("<=", r, tau))
ALONG = tuple(_of("<=", _of("absolute", part), whole) for part, whole in ((c, grad), (w, r), (_of("+", c, w), s)))


def moments_of(moments: Iterable[Any], tree: Callable[[Any], Node]) -> tuple[tuple[Node, Node, Node | None, str], ...]:
    """Return size^order, bound^order, the price and the bound's name, of each moment that is bounded."""
    found = []
    for moment in moments:
        size, order, bound = (tree(moment.fields[name]) for name in ("size", "order", "bound"))
        if size.head not in ("r", "s") or size.domain not in (SIZE, ANY) or bound.domain is None or bound.domain.low != 0:
            raise Refused("a moment is one of r or s, and its bound a letter >= 0")
        if OUTCOME & letters_of(order, bound).keys():
            raise Refused("the bound of a moment speaks of an outcome")
        price = moment.fields["price"]
        found.append((_of("power", size, order), _of("power", bound, order), None if price is None else tree(price), str(bound.head)))
    return tuple(found)


def directed(*nodes: Node) -> bool:
    """Tell whether formulas speak of a direction u."""
    return bool({"w", "c"} & letters_of(*nodes).keys())


def questions(claim: Mapping[str, Any], relations: Callable[[Any], tuple[Node, ...]]) -> Iterator[tuple[str, Question]]:
    """Yield the questions of an expectation; its step and multiplier are trees, or None."""
    (check,), given = relations((claim["check"],)), relations(claim["given"])
    of_step, between = relations(claim["of_step"]), relations(claim["lines"])
    step, price, along, moments = claim["step"], claim["multiplier"], claim["along"], claim["moments"]
    prices = [x for x in (price, along, *(paid for _, _, paid, _ in moments)) if x is not None]
    own = letters_of(
        check, *given, *of_step, *between, *(x for x in (step, *prices) if x is not None), *(p for m in moments for p in m[:2])
    )
    for one in prices or [None]:
        fit(own, given, step, one)
    on_line = bool(moments) and (along is not None or directed(check, *given, *between, *([] if step is None else [step])))
    product = _product(grad if moments else G)
    by = {"a": product} | ({} if step is None else {"h": substituted(step, {"a": product})})
    seen = {"a": product} if of_step else by  # the step is then any number of which that was shown
    known = (*given, *((*_triangle(grad), *(ALONG if on_line else ())) if moments else OUTCOMES))
    if of_step:
        for i, side in enumerate((*_within(own["h"]), *of_step)):
            yield f"step{i}", Question(substituted(side, by), known)
        known += tuple(substituted(side, seen) for side in of_step)
    for i, line in enumerate(between):
        side = substituted(line, seen)
        yield f"line{i}", Question(side, known)
        known += (side,)
    left, right = check.parts
    for paid, of in ((price, Node("a", domain=ANY)), (along, w)):
        left = left if paid is None else _of("-", left, _of("*", paid, of))
    for i, (size, bound, paid, _) in enumerate(moments):
        if paid is not None:
            yield f"price{i}", Question(_of("<=", _number(0), paid), given)
            left = _of("-", left, _of("*", paid, _of("-", size, bound)))
    yield "outcome", Question(substituted(Node(check.head, (left, right), check.place), seen), known)


def _within(domain: Domain) -> Iterator[Node]:
    """Yield that the step lies in the domain of the letter h."""
    h = Node("h", domain=domain)
    if domain.low is not None:
        yield _of("<" if domain.low_open else "<=", Node(domain.low), h)
    if domain.high is not None:
        yield _of("<" if domain.high_open else "<=", h, Node(domain.high))


def fit(own: Mapping[str, Domain], given: tuple[Node, ...], step: Node | None, price: Node | None) -> None:
    """See that letters of an outcome are any that it may have, hypotheses speak of what is fixed, and the price is one for all outcomes."""
    if any(own.get(name, ANY) != ANY for name in ("a", "w")) or any(own.get(name, SIZE) not in (SIZE, ANY) for name in ("r", "s")):
        raise Refused("a letter of an outcome has another domain")
    if step is None and "h" in own:
        raise Refused("h is used and no step is named")
    if OUTCOME & letters_of(*given).keys():
        raise Refused("a hypothesis speaks of an outcome")
    if step is not None and "h" in letters_of(step):
        raise Refused("the step is said by itself")
    if price is not None:
        fixed = price if step is None else substituted(price, {"h": step})
        if OUTCOME & letters_of(fixed).keys():
            raise Refused("the multiplier is not the same at every outcome")
