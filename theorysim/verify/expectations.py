"""What a claim about an expectation asks, for every noise n with E[n] = 0 and |n| <= tau: one outcome at a time, at a price for E[n] = 0.

At an outcome G = |grad f|, r = |n| and s = |grad f + n| are the sides of a triangle, and a = <grad f, n> = (s^2 - G^2 - r^2)/2. Where
left - multiplier a <= right at every outcome, and the multiplier is the same at all, E[left] <= E[right], for E[a] = 0.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from theorysim.verify.sums import Question
from theorysim.verify.trees import Domain, Node, Refused, letters_of, substituted

OUTCOME = {"r", "a", "s", "h"}
ANY, SIZE = Domain(None, True, None, True), Domain(Fraction(0), False, None, True)
G, r, s, tau = (Node(name, domain=SIZE) for name in ("G", "r", "s", "tau"))


def _of(op: str, *parts: Node) -> Node:
    return Node(op, parts)


def _number(value: int) -> Node:
    return Node(Fraction(value))


TRIANGLE = tuple(_of("<=", x, _of("+", y, z)) for x, y, z in ((G, r, s), (s, G, r), (r, G, s)))
OUTCOMES = (*TRIANGLE, _of("<=", r, tau))
PRODUCT = _of("/", _of("-", _of("-", _of("*", s, s), _of("*", G, G)), _of("*", r, r)), _number(2))  # a, by the sides


def questions(claim: Mapping[str, Any], relations: Callable[[Any], tuple[Node, ...]]) -> Iterator[tuple[str, Question]]:
    """Yield the questions of an expectation; its step and multiplier are trees, or None."""
    (check,), given = relations((claim["check"],)), relations(claim["given"])
    of_step, between = relations(claim["of_step"]), relations(claim["lines"])
    step, price = claim["step"], claim["multiplier"]
    own = letters_of(check, *given, *of_step, *between, *(x for x in (step, price) if x is not None))
    fit(own, given, step, price)
    by = {"a": PRODUCT} | ({} if step is None else {"h": substituted(step, {"a": PRODUCT})})
    seen = {"a": PRODUCT} if of_step else by  # the step is then any number of which that was shown
    known = (*given, *OUTCOMES)
    if of_step:
        for i, side in enumerate((*_within(own["h"]), *of_step)):
            yield f"step{i}", Question(substituted(side, by), known)
        known += tuple(substituted(side, seen) for side in of_step)
    for i, line in enumerate(between):
        side = substituted(line, seen)
        yield f"line{i}", Question(side, known)
        known += (side,)
    left, right = check.parts
    priced = left if price is None else _of("-", left, _of("*", price, Node("a", domain=ANY)))
    yield "outcome", Question(substituted(Node(check.head, (priced, right), check.place), seen), known)


def _within(domain: Domain) -> Iterator[Node]:
    """Yield that the step lies in the domain of the letter h."""
    h = Node("h", domain=domain)
    if domain.low is not None:
        yield _of("<" if domain.low_open else "<=", Node(domain.low), h)
    if domain.high is not None:
        yield _of("<" if domain.high_open else "<=", h, Node(domain.high))


def fit(own: Mapping[str, Domain], given: tuple[Node, ...], step: Node | None, price: Node | None) -> None:
    """See that letters of an outcome are any that it may have, hypotheses speak of what is fixed, and the price is one for all outcomes."""
    if own.get("a", ANY) != ANY or any(own.get(name, SIZE) not in (SIZE, ANY) for name in ("r", "s")):
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
