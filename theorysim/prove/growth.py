"""Find the ray on which the floor of a count outgrows a size, for the certificate of an order; on the formulas that the checker read."""

import operator
from collections.abc import Callable
from typing import Annotated, Any

from theorysim import maths
from theorysim.domains import Domain
from theorysim.entries import Sided
from theorysim.letters import equals, letter, number
from theorysim.prove.rays import grows, slower
from theorysim.verify.claims import sides_of
from theorysim.verify.reader import Reader
from theorysim.verify.trees import SENSES, Node, Record, Refused, over_letters_of
from theorysim.verify.words import relation_of

INFINITE = float("inf")
OPERATORS: dict[Any, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "negative": operator.neg,
}


def outgrowing(reader: Reader, order: Record, refuting: bool) -> dict[str, Any] | None:
    """Return the steepest ray that was proved, as its certificate says it; None where there is none."""
    below = order.fields["sense"] == "Omega"
    size, _, floor = sides_of(reader, order, ("ceiling" if below else "floor") if refuting else "")
    if below:
        size, floor = floor, size
    both = Node("<=", (floor, size))
    given = tuple(_relation(over_letters_of(both, relation_of(reader, side))) for side in order.fields["given"])
    growth = grows(_relation(both), given)
    if growth is None:
        return None
    twice = {"log(t)": 0, "sqrt(t)": 1, "t": 2}.get(growth.rate)
    if twice is None:
        whole, _, half = growth.rate.removeprefix("t^").strip("()").partition("/")
        twice = int(whole) * (1 if half else 2)
    odd = twice % 2 == 1
    ray = slower(growth.ray) if odd else growth.ray
    along = {name: [str(low), str(factor), n] for name, (low, factor, n) in ray.items()}
    least = round(growth.least**0.5) if odd else growth.least
    return {"power": twice if odd else twice // 2, "constant": growth.constant, "least": least, "along": along}


def _relation(node: Node) -> Sided:
    left, right = map(_formula, node.parts)
    related: Any = left <= right if node.head == "<=" else left < right if node.head == "<" else equals(left, right)
    return related  # type: ignore[no-any-return]


def _formula(node: Node) -> Any:
    if node.domain is not None:
        low, high = (float(end) if end is not None else sign * INFINITE for end, sign in ((node.domain.low, -1), (node.domain.high, 1)))
        return letter(node.head, Annotated[float, Domain("", low, high, node.domain.low_open, node.domain.high_open)])
    if not node.parts:
        return number(maths.e if node.head == "e" else maths.pi if node.head == "pi" else node.head)
    parts: list[Any] = [_relation(p) if p.head in SENSES else _formula(p) for p in node.parts]
    if node.head == "**":
        return parts[0] ** int(node.parts[1].head)
    meant: Any = OPERATORS.get(node.head) or getattr(maths, str(node.head), None)
    if meant is None:
        raise Refused(f"the word {node.head}")
    return meant(*parts)
