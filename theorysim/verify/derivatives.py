"""Derivatives of formulas in one letter x, branch by branch, and what is to agree where branches meet."""

from collections.abc import Iterator
from fractions import Fraction

from theorysim.verify.trees import Domain, Node, Refused, letters_of

ANYWHERE = Domain(None, True, None, True)
ONE = Node(Fraction(1))


def derivative(node: Node) -> Node:
    """Return the derivative in x; a branch has that of the branch. Raises Refused for what has a kink."""
    made: dict[int, Node] = {}

    def of(node: Node) -> Node:
        if id(node) not in made:
            made[id(node)] = _derivative(node, of)
        return made[id(node)]

    return of(node)


def _derivative(node: Node, of: object) -> Node:
    head, parts = node.head, node.parts
    if "x" not in letters_of(node):
        return Node(Fraction(0))
    if node.domain is not None:
        return ONE
    assert callable(of)
    if head == "where":
        return Node("where", (parts[0], of(parts[1]), of(parts[2])))
    slopes = [of(p) for p in parts] if head in ("+", "-", "*", "/", "negative", "exp", "log", "sqrt") else [of(parts[0])]
    match head:
        case "+" | "-" | "negative":
            return Node(head, tuple(slopes))
        case "*":
            return Node("+", (Node("*", (slopes[0], parts[1])), Node("*", (parts[0], slopes[1]))))
        case "/":
            top = Node("-", (Node("*", (slopes[0], parts[1])), Node("*", (parts[0], slopes[1]))))
            return Node("/", (top, Node("*", (parts[1], parts[1]))))
        case "**" if isinstance(parts[1].head, Fraction):
            less = Node("**", (parts[0], Node(parts[1].head - 1)))
            return Node("*", (Node("*", (parts[1], less)), slopes[0]))
        case "exp":
            return Node("*", (node, slopes[0]))
        case "log":
            return Node("/", (slopes[0], parts[0]))
        case "sqrt":
            return Node("/", (slopes[0], Node("*", (Node(Fraction(2)), node))))
    raise Refused(f"the derivative of {head}", node.place)


def meetings(node: Node) -> Iterator[tuple[Node, tuple[Node, Node]]]:
    """Yield of every branch where it is decided, as an equation, and both of its sides, which are to agree there."""
    seen, waiting = set[int](), [node]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        waiting += one.parts
        if one.head in ("absolute", "minimum", "maximum", "sin", "cos") and "x" in letters_of(one):
            raise Refused(f"the word {one.head} in a function whose class is shown", one.place)
        if one.head == "where" and "x" in letters_of(one.parts[0]):
            here, yes, no = one.parts
            if here.head == "==" or any(p.head == "where" for p in here.parts):
                raise Refused("a branch at a point, or decided by a branch", one.place)
            yield Node("==", here.parts, one.place), (yes, no)
