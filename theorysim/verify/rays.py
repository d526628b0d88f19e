"""What "T is not O(size)" asks, where T has a floor: a ray of the letters' values on which the floor outgrows every multiple of the size.

On the ray each letter is low + factor t^n. Where t^power size <= K floor (log t for the power 0), 0 < size and the hypotheses hold for
every t >= least, T <= c size fails for every c, far enough out.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from theorysim.verify.sums import Question
from theorysim.verify.trees import Domain, Node, Refused, letters_of, substituted


def questions(size: Node, floor: Node, given: tuple[Node, ...], ray: Mapping[str, Any]) -> Iterator[tuple[str, Question]]:
    """Yield the questions of a ray: {"power", "constant", "least", "along": {letter: [low, factor, n]}}."""
    power, constant, least = ray["power"], Fraction(ray["constant"]), Fraction(ray["least"])
    if type(power) is not int or power < 0 or not constant > 0 or not least >= 1:
        raise Refused("a ray along which nothing grows")
    t = Node("t", domain=Domain(least, False, None, True))
    values = {name: _value(t, *course) for name, course in ray["along"].items()}
    for name, domain in letters_of(size, floor, *given).items():
        for end, one in enumerate(_within(values[name], domain)):
            yield f"{name}{end}", Question(one)
    for i, one in enumerate(given):
        yield f"given{i}", Question(substituted(one, values))
    small, large = substituted(size, values), substituted(floor, values)
    rate = Node("**", (t, _number(power))) if power else Node("log", (t,))
    yield "positive", Question(Node("<", (_number(0), small)))
    yield "grows", Question(Node("<=", (Node("*", (rate, small)), Node("*", (_number(constant), large)))))


def _number(value: Any) -> Node:
    return Node(Fraction(value))


def _value(t: Node, low: Any, factor: Any, n: Any) -> Node:
    if type(n) is not int:
        raise Refused(f"the power {n}")
    return Node("+", (_number(low), Node("*", (_number(factor), Node("**", (t, _number(n)))))))


def _within(value: Node, domain: Domain) -> Iterator[Node]:
    if domain.low is not None:
        yield Node("<" if domain.low_open else "<=", (_number(domain.low), value))
    if domain.high is not None:
        yield Node("<" if domain.high_open else "<=", (value, _number(domain.high)))
